"""Clients for AWS: whose credentials, which endpoint, and what is asked again."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from threading import Lock
from typing import Any

from botocore.awsrequest import AWSPreparedRequest
from botocore.client import BaseClient
from botocore.config import Config
from botocore.credentials import (
    AssumeRoleCredentialFetcher,
    CredentialProvider,
    CredentialResolver,
    DeferredRefreshableCredentials,
)
from botocore.exceptions import ConnectionError as NoConnection
from botocore.exceptions import HTTPClientError
from botocore.loaders import create_loader
from botocore.model import OperationModel
from botocore.parsers import ResponseParserError
from botocore.regions import EndpointResolver
from botocore.session import Session
from botocore.utils import parse_timestamp
from pydantic import BaseModel

from highground.inventory import aws_outcomes
from highground.inventory.collect import Outcome

THROTTLED_TRIES = 6
TRANSIENT_TRIES = 3
LONGEST_WAIT_SECONDS = 20.0
JSON_PROTOCOLS = frozenset(["json", "rest-json"])


class AwsSettings(BaseModel, frozen=True, extra="forbid"):
    """One connector to one AWS account. Credentials are the SDK's business: none stand here."""

    name: str
    regions: tuple[str, ...] = ()  # none: all that the account has enabled
    services: tuple[str, ...] = ()  # botocore's names; none: all that `collectors/aws` knows
    endpoint_url: str | None = None
    profile: str | None = None
    role_arn: str | None = None
    external_id: str | None = None
    account: str | None = None  # where rows go if AWS does not even say who we are
    wait_seconds: float = 0.5  # before the second try; doubled from try to try


class Clients:
    """One client per service and region, made once, for any number of threads.

    A question is asked again only after a throttled or transient answer. Timestamps and blobs stay
    the text that AWS sends, so that every answer is plain JSON.
    """

    def __init__(
        self,
        settings: AwsSettings,
        session: Session | None = None,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._settings = settings
        self._session = session
        self._opened: Session | None = None
        self._jitter = jitter
        self._made: dict[tuple[str, str], BaseClient] = {}
        self._lock = Lock()

    def get(self, service: str, region: str) -> BaseClient:
        """The client, made on first use: making one is slow and not safe in threads."""
        with self._lock:
            if (service, region) not in self._made:
                self._made[service, region] = self._make(service, region)
            return self._made[service, region]

    def _make(self, service: str, region: str) -> BaseClient:
        address = self._settings.endpoint_url
        config = Config(
            retries={"mode": "standard", "total_max_attempts": 1},  # see _again
            connect_timeout=10,
            read_timeout=60,
            max_pool_connections=16,
            s3={"addressing_style": "path"} if address else None,
            user_agent_extra="highground",
        )
        client = self._open().create_client(service, region, endpoint_url=address, config=config)
        client.meta.events.register("needs-retry", self._again)  # type: ignore[arg-type]  # it may answer
        client.meta.events.register("before-parse", refuse_half_an_answer)
        if address:
            client.meta.events.register("before-send.s3-control", _without_account_in_host)
        return client

    def _open(self) -> Session:
        if self._opened is None:
            session = self._session or Session(profile=self._settings.profile)
            if self._settings.role_arn:
                session = _acting_as(self._settings.role_arn, session, self._settings)
            session.get_component("response_parser_factory").set_parser_defaults(
                timestamp_parser=timestamp_text, blob_parser=lambda value: value
            )
            self._opened = session
        return self._opened

    def _again(
        self,
        response: tuple[Any, Mapping[str, Any]] | None,
        attempts: int,
        caught_exception: Exception | None,
        **_: object,
    ) -> float | None:
        """How long to wait before the next try; None: do not try again."""
        tries = TRANSIENT_TRIES
        if response is None:
            if not isinstance(caught_exception, (HTTPClientError, NoConnection)):
                return None
        else:
            if response[0].status_code < 300 or not aws_outcomes.may_pass(response[1]):
                return None
            if aws_outcomes.refused(response[1])[0] is Outcome.THROTTLED:
                tries = THROTTLED_TRIES
        if attempts >= tries:
            return None
        wait = self._settings.wait_seconds * 2.0 ** (attempts - 1) * (0.5 + self._jitter() / 2)
        return min(wait, LONGEST_WAIT_SECONDS)


@cache
def regions_of(service: str, partition: str = "aws") -> tuple[str, ...]:
    """The regions in which botocore knows an endpoint of a service, whoever we are."""
    loader = create_loader()
    prefix = loader.load_service_model(service, "service-2")["metadata"]["endpointPrefix"]
    known = EndpointResolver(loader.load_data("endpoints"))
    return tuple(known.get_available_endpoints(prefix, partition))


def timestamp_text(value: Any) -> str:
    """A timestamp as ISO 8601 in UTC, whatever form the protocol gives it."""
    at: datetime = parse_timestamp(value)
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def refuse_half_an_answer(
    operation_model: OperationModel, response_dict: Mapping[str, Any], **_: object
) -> None:
    """Raise if a successful answer has no readable body.

    botocore reads JSON that was cut off as an answer without members, which is an empty list.
    """
    shape = operation_model.output_shape
    if response_dict["status_code"] >= 300 or shape is None or not shape.members:
        return
    if shape.serialization.get("payload") or operation_model.has_streaming_output:
        return
    in_body = [each for each in shape.members.values() if "location" not in each.serialization]
    body = response_dict["body"]
    if in_body and not body.strip():
        raise ResponseParserError("AWS answered without a body")
    if operation_model.service_model.resolved_protocol in JSON_PROTOCOLS and in_body:
        try:
            json.loads(body)
        except ValueError as error:
            raise ResponseParserError(f"AWS's answer is not JSON: {error}") from error


def _without_account_in_host(request: AWSPreparedRequest, **_: object) -> None:
    """Take out the account that S3 Control puts in front of the host of an endpoint we were given.

    Nobody serves `123456789012.127.0.0.1`.
    """
    account = request.headers.get("x-amz-account-id")
    if account:
        name = account.decode() if isinstance(account, bytes) else account
        request.url = request.url.replace(f"//{name}.", "//", 1)


def _acting_as(role: str, own: Session, settings: AwsSettings) -> Session:
    """A session that acts as a role; the SDK fetches its keys on first use and renews them."""

    def create_client(service: str, **arguments: Any) -> BaseClient:
        region = settings.regions[0] if settings.regions else "us-east-1"
        place = {"region_name": region, "endpoint_url": settings.endpoint_url}
        return own.create_client(service, **{**place, **arguments})

    extra = {"RoleSessionName": "highground"}
    if settings.external_id:
        extra["ExternalId"] = settings.external_id

    class Role(CredentialProvider):
        METHOD = "assume-role"

        def load(self) -> DeferredRefreshableCredentials:
            fetcher = AssumeRoleCredentialFetcher(create_client, own.get_credentials(), role, extra)
            return DeferredRefreshableCredentials(fetcher.fetch_credentials, self.METHOD)

    acting = Session(profile=settings.profile)
    acting.register_component("credential_provider", CredentialResolver([Role()]))
    return acting
