"""The sources that a request names: configured connectors, and files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from azure.identity import AzureCliCredential, DefaultAzureCredential
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from highground.errors import At, BadConfig, NotReady
from highground.inventory.aws import AwsSource
from highground.inventory.aws_client import AwsSettings
from highground.inventory.azure import AzureSource
from highground.inventory.azure_client import Endpoint
from highground.inventory.collect import Source
from highground.inventory.offline import OfflineSource
from highground.runs.home import Home
from highground.runs.library import Library
from highground.runs.record import Request

FILES = "files"  # the name of files among connectors


class AwsConnector(AwsSettings, frozen=True):
    """`[[connectors]]` of one AWS account."""

    environment: Literal["aws"]


class AzureConnector(BaseModel, frozen=True, extra="forbid"):
    """`[[connectors]]` of Azure subscriptions, one by one or by management group."""

    environment: Literal["azure"]
    name: str
    subscriptions: tuple[str, ...] = ()
    management_groups: tuple[str, ...] = ()
    base_url: str = "https://management.azure.com"
    credential: Literal["default", "cli"] = "default"

    def endpoint(self) -> Endpoint:
        """Where and as whom it asks: the machine's own identity, or the Azure CLI's."""
        chosen = AzureCliCredential() if self.credential == "cli" else DefaultAzureCredential()
        scopes = (f"{self.base_url}/.default",)
        return Endpoint(self.base_url, credential_scopes=scopes, credential=chosen)


Connector = Annotated[AwsConnector | AzureConnector, Field(discriminator="environment")]
CONNECTOR: TypeAdapter[AwsConnector | AzureConnector] = TypeAdapter(Connector)


def connectors(home: Home) -> dict[str, AwsConnector | AzureConnector]:
    """All configured connectors by name, or `BadConfig`."""
    found = {}
    for n, written in enumerate(home.settings.connectors):
        connector = _read(home.folder / "highground.toml", n, written)
        found[connector.name] = connector
    return found


def sources(home: Home, library: Library, request: Request) -> list[tuple[str, Source]]:
    """What to read, each with its connector's name, or `NotReady` if there is nothing."""
    known = connectors(home)
    unknown = [name for name in request.connectors if name not in known]
    if unknown:
        raise NotReady(f"no connector {unknown[0]!r}: there are {', '.join(known) or 'none'}")
    types = expected_types(home, library)
    found: list[tuple[str, Source]] = [
        (name, _source(home, library, known[name], types["Azure"])) for name in request.connectors
    ]
    if request.paths:
        paths = [Path(each) for each in request.paths]
        found.append((FILES, OfflineSource(paths, request.complete, types)))
    return found


def expected_types(home: Home, library: Library) -> dict[str, frozenset[str]]:
    """By environment, the types that policies ask about and those that were looked at before.

    Each of them is owed a look: a type that silently vanishes is a gap, not an empty listing.
    """
    found = library.expected_types()
    last = home.store.latest()
    if last is None:
        return found
    rows = last.connect().execute(
        "SELECT environment, list(DISTINCT type) FROM coverage WHERE aspect = 'list' GROUP BY ALL"
    )
    seen = dict(rows.fetchall())
    return {each: types | frozenset(seen.get(each, ())) for each, types in found.items()}


def _source(
    home: Home,
    library: Library,
    connector: AwsConnector | AzureConnector,
    azure_types: frozenset[str],
) -> Source:
    before = home.runs.accounts(connector.name)
    if isinstance(connector, AwsConnector):
        # Should AWS not even say who we are, the looks that fail are those of the known account.
        account = connector.account or (before[0] if before else None)
        return AwsSource(connector.model_copy(update={"account": account}), library.aws)
    return AzureSource(
        endpoint=connector.endpoint(),
        aspects=library.azure,
        subscriptions=tuple(dict.fromkeys([*connector.subscriptions, *before])),
        management_groups=connector.management_groups,
        expected_types=azure_types,
    )


def _read(file: Path, n: int, written: dict[str, Any]) -> AwsConnector | AzureConnector:
    try:
        return CONNECTOR.validate_python(written)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(each) for each in first["loc"])
        raise BadConfig(At(file, 1), f"connectors.{n}.{where}: {first['msg']}") from error
