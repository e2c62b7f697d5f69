"""Which operation of which AWS service a request on the wire is, by botocore's own models."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

from botocore import xform_name
from botocore.model import OperationModel, ServiceModel
from botocore.session import Session

SCOPE = re.compile(r"Credential=[^/]+/\d+/([^/]*)/([^/]+)/aws4_request")
PLACEHOLDER = re.compile(r"\{([\w-]+)(\+?)\}")
# Services whose requests carry another service's name in their signature.
SIGNED_AS = {
    "application-autoscaling": ("application-autoscaling",),
    "apigateway": ("apigateway", "apigatewayv2"),
    "elasticfilesystem": ("efs",),
    "elasticloadbalancing": ("elbv2", "elb"),
    "elasticmapreduce": ("emr",),
    "es": ("opensearch",),
    "monitoring": ("cloudwatch",),
    "s3": ("s3control", "s3"),
    "states": ("stepfunctions",),
    "tagging": ("resourcegroupstaggingapi",),
    "airflow": ("mwaa",),
    "access-analyzer": ("accessanalyzer",),
}


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation in botocore's names, as the tables of calls write them."""

    service: str
    name: str
    region: str
    protocol: str


@dataclass(frozen=True, slots=True)
class Route:
    """The method, path and query words of a REST operation, and how exactly they say it."""

    name: str
    method: str
    path: re.Pattern[str]
    words: frozenset[str]
    weight: int


def operation_of(
    method: str, target: str, headers: Mapping[str, str], body: bytes
) -> Operation | None:
    """The operation that a signed request asks for; None if it is none that we know."""
    scope = SCOPE.search(headers.get("Authorization", ""))
    if scope is None:
        return None
    region, signed = scope.groups()
    for service in SIGNED_AS.get(signed, (signed,)):
        model = _model(service)
        name = _name(model, method, target, headers, body) if model else None
        if model and name:
            return Operation(service, xform_name(name), region, model.resolved_protocol)
    return None


def _name(
    model: ServiceModel, method: str, target: str, headers: Mapping[str, str], body: bytes
) -> str | None:
    if model.resolved_protocol == "json":
        prefix, _, name = headers.get("X-Amz-Target", "").rpartition(".")
        return name if prefix == model.metadata.get("targetPrefix") else None
    if model.resolved_protocol in ("query", "ec2"):
        form = parse_qs(body.decode())
        right = form.get("Version") == [model.api_version]
        return form["Action"][0] if right and "Action" in form else None
    return _rest_name(model.service_name, method, target)


def _rest_name(service: str, method: str, target: str) -> str | None:
    asked = urlsplit(target)
    words = set(parse_qs(asked.query, keep_blank_values=True))
    fitting = [
        route
        for route in _routes(service)
        if route.method == method and route.words <= words and route.path.fullmatch(asked.path)
    ]
    return max(fitting, key=lambda route: route.weight).name if fitting else None


@cache
def _session() -> Session:
    return Session()


@cache
def _model(service: str) -> ServiceModel | None:
    known = service in _session().get_available_services()
    return _session().get_service_model(service) if known else None


@cache
def _routes(service: str) -> list[Route]:
    model = _model(service)
    assert model is not None
    return [_route(model.operation_model(name)) for name in model.operation_names]


def _route(model: OperationModel) -> Route:
    http: dict[str, Any] = model.http
    path, _, query = http["requestUri"].partition("?")
    words = frozenset(each.partition("=")[0] for each in query.split("&") if each)
    literal = PLACEHOLDER.sub("", path)
    pattern = "".join(
        _step(part) for part in re.split(r"(\{[\w-]+\+?\})", path.rstrip("/") or "/") if part
    )
    weight = 100 * len(words - {"x-id"}) + len(literal)
    return Route(model.name, http["method"], re.compile(pattern + "/?"), words - {"x-id"}, weight)


def _step(part: str) -> str:
    placeholder = PLACEHOLDER.fullmatch(part)
    if placeholder is None:
        return re.escape(part)
    return ".+" if placeholder.group(2) else "[^/]+"
