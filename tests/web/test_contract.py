"""Whatever is sent, the API answers as its document says, and never with a fault of ours."""

from __future__ import annotations

import json
from typing import Any

import httpx
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from highground.web import openapi

EXAMPLES = 20  # of each route: five hundred requests in all
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]

schema = schemathesis.openapi.from_dict(json.loads(openapi.document()))


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_the_api_keeps_its_contract(case: Case[Any], small_api: httpx.Client) -> None:
    case.call_and_validate(
        base_url=str(small_api.base_url),
        headers={"X-CSRF-Token": small_api.headers["X-CSRF-Token"]},
        cookies=dict(small_api.cookies),
        checks=CHECKS,
    )
