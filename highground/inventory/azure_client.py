"""Talk to one Azure endpoint: Resource Graph through its SDK, ARM through the same pipeline."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from azure.core import PipelineClient
from azure.core.credentials import TokenCredential
from azure.core.exceptions import DecodeError, HttpResponseError
from azure.core.pipeline import PipelineRequest, PipelineResponse
from azure.core.pipeline.policies import (
    BearerTokenCredentialPolicy,
    ContentDecodePolicy,
    RequestIdPolicy,
    RetryPolicy,
    SansIOHTTPPolicy,
    UserAgentPolicy,
)
from azure.core.rest import HttpRequest
from azure.identity import DefaultAzureCredential
from azure.mgmt.resourcegraph import ResourceGraphClient
from azure.mgmt.resourcegraph.models import QueryRequest, QueryRequestOptions

PUBLIC = "https://management.azure.com"
PAGE = 1000  # the most that Resource Graph gives at once
LOOPBACK = frozenset(["127.0.0.1", "localhost", "::1"])


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where Azure answers and as whom we ask. `credential` None: what the machine offers."""

    base_url: str = PUBLIC
    credential_scopes: tuple[str, ...] = ()
    credential: TokenCredential | None = None
    retries: int = 5
    connection_verify: bool | str = True  # or a file of certificates to trust


class Bearer(SansIOHTTPPolicy[Any, Any]):
    """Signs requests to a loopback address, where the SDK's own policy insists on TLS."""

    def __init__(self, credential: TokenCredential, *scopes: str) -> None:
        self._credential = credential
        self._scopes = scopes

    def on_request(self, request: PipelineRequest[Any]) -> None:
        """Put the token into the request."""
        token = self._credential.get_token(*self._scopes).token
        request.http_request.headers["Authorization"] = f"Bearer {token}"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a query is asked of: subscriptions, or all that is below management groups."""

    subscriptions: tuple[str, ...] = ()
    management_groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of one answer, and how many the query has in all."""

    rows: list[dict[str, Any]]
    total: int
    cut: bool  # the answer says that it is not whole, and gives no way to go on


@dataclass(slots=True)
class Azure:
    """A read-only client. Raises the SDK's own errors, and `DecodeError` for what is not ARM's."""

    endpoint: Endpoint
    sleep: Callable[[float], None] = time.sleep
    _rest: float = 0.0  # seconds that Resource Graph asked us to wait
    _graph: ResourceGraphClient = field(init=False, repr=False)
    _arm: PipelineClient[Any, Any] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        base = self.endpoint.base_url.rstrip("/")
        credential = self.endpoint.credential or DefaultAzureCredential()
        scopes = self.endpoint.credential_scopes or (f"{base}/.default",)
        sign = _signer(base, credential, scopes)
        verify = self.endpoint.connection_verify
        self._graph = ResourceGraphClient(
            credential,
            base_url=base,
            credential_scopes=list(scopes),
            authentication_policy=sign,
            retry_total=self.endpoint.retries,
            connection_verify=verify,
        )
        # The SDK's own chain for ARM would register resource providers: we only read.
        chain = [
            RequestIdPolicy(),
            UserAgentPolicy("highground"),
            RetryPolicy(retry_total=self.endpoint.retries),
            sign,
            ContentDecodePolicy(),
        ]
        self._arm = PipelineClient(base, policies=chain, connection_verify=verify)

    def close(self) -> None:
        """Give back the connections."""
        self._graph.close()
        self._arm.close()

    def pages(self, query: str, scope: Scope) -> Iterator[Page]:
        """All pages of a query. Waits where Azure says that the quota is used up.

        https://learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests
        """
        token: str | None = None
        while True:
            if self._rest:
                self.sleep(self._rest)
            options = QueryRequestOptions(top=PAGE, skip_token=token, result_format="objectArray")
            request = QueryRequest(
                query=query,
                options=options,
                subscriptions=list(scope.subscriptions) or None,
                management_groups=list(scope.management_groups) or None,
            )
            answer = self._graph.resources(request, raw_response_hook=self._note)
            token = answer.skip_token
            rows: list[dict[str, Any]] = answer.data if isinstance(answer.data, list) else []
            cut = str(answer.result_truncated).lower().endswith("true") and not token
            yield Page(rows, int(answer.total_records or 0), cut)
            if not token:
                return

    def _note(self, answer: PipelineResponse[Any, Any]) -> None:
        self._rest = _wait(answer)

    def get(self, address: str, api_version: str = "") -> dict[str, Any]:
        """One document of ARM. `address` is a path, or the full link to a next page."""
        params = {"api-version": api_version} if api_version else None
        request = HttpRequest("GET", self._arm.format_url(address), params=params)
        answer = self._arm.send_request(request)
        answer.raise_for_status()
        document = answer.json()
        if not isinstance(document, dict):
            raise DecodeError("not an object")
        return document

    def elements(self, address: str, api_version: str) -> list[Any]:
        """All elements of a list of ARM, over all pages."""
        found: list[Any] = []
        page = self.get(address, api_version)
        while True:
            found.extend(page.get("value") or ())
            link = page.get("nextLink")
            if not link:
                return found
            if urlsplit(link).netloc != urlsplit(self.endpoint.base_url).netloc:
                raise HttpResponseError("the next page is elsewhere")  # our token stays here
            page = self.get(link)


def _signer(
    base: str, credential: TokenCredential, scopes: Sequence[str]
) -> SansIOHTTPPolicy[Any, Any] | BearerTokenCredentialPolicy[Any, Any]:
    address = urlsplit(base)
    if address.scheme == "http" and address.hostname in LOOPBACK:
        return Bearer(credential, *scopes)
    return BearerTokenCredentialPolicy(credential, *scopes)


def _wait(answer: PipelineResponse[Any, Any]) -> float:
    """Seconds until there is quota again; 0 while some is left."""
    headers = answer.http_response.headers
    if headers.get("x-ms-user-quota-remaining", "1") != "0":
        return 0.0
    hours, minutes, seconds = (headers.get("x-ms-user-quota-resets-after") or "0:0:5").split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)
