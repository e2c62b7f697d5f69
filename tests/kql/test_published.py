"""Queries as people publish them for Resource Graph run unchanged over our tables."""

from pathlib import Path

import pytest

from highground.kql.queries import Schema
from tests.kql import estate
from tests.kql.estate import ask

TEXT = Path(__file__).with_name("published.kql").read_text(encoding="utf-8")
QUERIES = TEXT.split("\n\n")[1:]  # the first paragraph says what they are


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Schema:
    return estate.database(tmp_path_factory.mktemp("estate"))


@pytest.mark.parametrize("text", QUERIES, ids=range(len(QUERIES)))
def test_a_published_query_runs(schema: Schema, text: str) -> None:
    ask(schema, text)
