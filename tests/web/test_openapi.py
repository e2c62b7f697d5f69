"""The API is what its document says, and the document is the committed one."""

from __future__ import annotations

import json

from highground.web import openapi

DOCUMENT = json.loads(openapi.document())


def test_the_committed_document_is_that_of_the_code() -> None:
    assert openapi.FILE.read_text(encoding="utf-8") == openapi.document(), (
        "run `python -m highground.web.openapi`"
    )


def test_every_route_tells_the_shape_of_its_answers_and_of_its_refusals() -> None:
    for path, methods in DOCUMENT["paths"].items():
        for method, operation in methods.items():
            done, *refusals = [
                operation["responses"][each] for each in sorted(operation["responses"])
            ]
            [content] = done["content"].values()
            assert content["schema"], (method, path)
            assert [each["content"]["application/json"]["schema"] for each in refusals] == [
                {"$ref": "#/components/schemas/Refusal"}
            ] * 2


def test_every_list_has_the_one_envelope() -> None:
    pages = [
        s for s in DOCUMENT["components"]["schemas"].values() if "next" in s.get("properties", {})
    ]
    assert len(pages) >= 9
    for page in pages:
        assert {"items", "next", "unknown", "total"} <= set(page["required"])


def test_each_operation_has_a_name_of_its_own() -> None:
    names = [o["operationId"] for methods in DOCUMENT["paths"].values() for o in methods.values()]
    assert len(names) == len(set(names))
