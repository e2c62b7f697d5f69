"""One recommendation: for all resources, on one resource, and its findings."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from highground.web import affected, details, findings
from highground.web.answers.common import Page, VerdictStatus
from highground.web.answers.details import AllResources, Details, Finding
from highground.web.answers.filters import AskedFindings
from highground.web.reading import Reader, reader

router = APIRouter(prefix="/api/recommendations/{policy_id}", tags=["recommendations"])
Reading = Annotated[Reader, Depends(reader)]
After = Annotated[str, Query(max_length=500)]
Limit = Annotated[int, Query(ge=1, le=500)]
ResourceId = Annotated[str, Query(min_length=1, max_length=2048)]


@router.get("")
def recommendation_for_all_resources(
    reading: Reading,
    policy_id: str,
    status: VerdictStatus = "unhealthy",
    after: After = "",
    limit: Limit = 100,
) -> AllResources:
    """Give a policy and its resources, one tab at a time. Exempted ones are not applicable."""
    return affected.page(reading, policy_id, affected.Asked(status, after, limit))


@router.get("/item")
def recommendation_details(reading: Reading, policy_id: str, resource_id: ResourceId) -> Details:
    """Give all that is known of one policy on one resource, whatever its verdict."""
    return details.details(reading, policy_id, resource_id)


@router.get("/findings")
def recommendation_findings(
    reading: Reading, policy_id: str, asked: Annotated[AskedFindings, Query()]
) -> Page[Finding]:
    """List what scanners reported on the resource, the most severe first."""
    return findings.page(reading, policy_id, asked)
