"""Every way in which AWS says no is an outcome of its own, by code or by status."""

from __future__ import annotations

import pytest

from highground.inventory.calls import NothingExists
from highground.inventory.collect import Missing, Outcome
from tests import cloud
from tests.inventory.aws_looks import BUCKET, calls_of, collected

LIST = "/?max-buckets=10000"
LISTED = (
    200,
    "<ListAllMyBucketsResult><Buckets><Bucket><Name>logs</Name></Bucket></Buckets>"
    "</ListAllMyBucketsResult>",
)
NOTHING = NothingExists(code="NothingHere", source="https://docs.example.com/nothing-here")


@pytest.mark.parametrize(
    ("answer", "outcome", "code"),
    [
        (cloud.refusal(403, "AccessDenied"), Outcome.DENIED, "AccessDenied"),
        (cloud.refusal(400, "AccessDeniedException"), Outcome.DENIED, "AccessDeniedException"),
        (cloud.refusal(400, "UnauthorizedOperation"), Outcome.DENIED, "UnauthorizedOperation"),
        (cloud.refusal(400, "ExpiredToken"), Outcome.DENIED, "ExpiredToken"),
        (cloud.refusal(401, "AuthFailure"), Outcome.DENIED, "AuthFailure"),
        (cloud.refusal(401, "Whatever"), Outcome.DENIED, "Whatever"),
        (cloud.refusal(403, "OptInRequired"), Outcome.DENIED, "OptInRequired"),
        ((403, ""), Outcome.DENIED, "403"),
        (cloud.refusal(503, "SlowDown"), Outcome.THROTTLED, "SlowDown"),
        (cloud.refusal(400, "ThrottlingException"), Outcome.THROTTLED, "ThrottlingException"),
        (cloud.refusal(403, "RequestLimitExceeded"), Outcome.THROTTLED, "RequestLimitExceeded"),
        (cloud.refusal(429, "Busy"), Outcome.THROTTLED, "Busy"),
        (cloud.refusal(501, "NotImplemented"), Outcome.UNSUPPORTED, "NotImplemented"),
        (cloud.refusal(404, "InvalidAction"), Outcome.UNSUPPORTED, "InvalidAction"),
        (cloud.refusal(400, "NothingHere"), Outcome.NOT_ENABLED, "NothingHere"),
        (cloud.refusal(500, "InternalError"), Outcome.FAILED, "InternalError"),
        ((500, "<html><body>Oops</body></html>"), Outcome.FAILED, None),
        ((200, "<html><body>Hello"), Outcome.FAILED, None),
        ((200, ""), Outcome.FAILED, "ResponseParserError"),
    ],
    ids=str,
)
def test_a_refused_listing_is_one_coverage_row_and_no_resource(
    answer: tuple[int, str], outcome: Outcome, code: str | None
) -> None:
    calls = calls_of(BUCKET).model_copy(update={"nothing_exists_when": (NOTHING,)})
    with cloud.aws({LIST: answer}) as address:
        seen = collected(address, "s3", calls=[calls])
    [row] = seen.coverage
    assert (seen.raws, row.aspect, row.outcome) == ([], "list", outcome)
    assert code is None or row.code == code


def test_a_document_that_nobody_can_read_is_a_failed_look() -> None:
    with cloud.aws({LIST: LISTED, "/logs?policy": (200, "{")}) as address:
        seen = collected(address, "s3")
    assert Missing("policy", "JSONDecodeError") in seen.one(BUCKET).missing
    assert seen.look(BUCKET, "policy").outcome is Outcome.FAILED


def test_what_an_answer_leaves_out_is_not_configured() -> None:
    [first, *_] = calls_of(BUCKET).aspects
    aspects = (first.model_copy(update={"result": "LeftOut"}),)
    calls = calls_of(BUCKET).model_copy(update={"aspects": aspects})
    block = "<PublicAccessBlockConfiguration></PublicAccessBlockConfiguration>"
    with cloud.aws({LIST: LISTED, "/logs?publicAccessBlock": (200, block)}) as address:
        seen = collected(address, "s3", calls=[calls])
    assert seen.one(BUCKET).aspects == {"publicAccessBlock": {}}


def test_a_row_without_what_its_id_needs_makes_the_listing_partial() -> None:
    status, page = LISTED
    odd = page.replace("</Buckets>", "<Bucket><BucketRegion>x</BucketRegion></Bucket></Buckets>")
    with cloud.aws({LIST: (status, odd)}) as address:
        look = collected(address, "s3").look(BUCKET)
    assert (look.outcome, look.count) == (Outcome.PARTIAL, 1)
