"""How Azure says no: each refusal as the outcome of a look."""

from __future__ import annotations

from azure.core.exceptions import (
    AzureError,
    ClientAuthenticationError,
    DecodeError,
    HttpResponseError,
)

from highground.inventory.collect import Outcome

# The resource is of a kind that has no such child: nothing is known of it, and nothing can be.
UNSUPPORTED = frozenset(
    ["FeatureNotSupportedForAccount", "OperationNotAllowedOnKind", "UnsupportedResourceOperation"]
)


def refused(error: AzureError) -> tuple[Outcome, str]:
    """The outcome that an error of the SDK stands for, and Azure's own code."""
    code = code_of(error)
    if isinstance(error, DecodeError) or not isinstance(error, HttpResponseError):
        return Outcome.FAILED, code
    status = error.status_code
    if isinstance(error, ClientAuthenticationError) or status in (401, 403):
        return Outcome.DENIED, code
    if status == 429:
        return Outcome.THROTTLED, code
    if code in UNSUPPORTED or status in (405, 501):
        return Outcome.UNSUPPORTED, code
    return Outcome.FAILED, code


def code_of(error: AzureError) -> str:
    """Azure's code; else the HTTP status; else what kind of failure the network had."""
    code = getattr(getattr(error, "error", None), "code", None)
    status = getattr(error, "status_code", None)
    if isinstance(error, DecodeError):
        return type(error).__name__
    return str(code or status or type(error).__name__)
