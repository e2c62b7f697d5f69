"""Live Azure: Resource Graph lists everything there is, ARM answers what it leaves out."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import ClassVar

from azure.core.exceptions import AzureError

from highground.inventory.azure_arm import FollowUp
from highground.inventory.azure_calls import Aspects
from highground.inventory.azure_client import Azure, Endpoint, Scope
from highground.inventory.azure_outcomes import refused
from highground.inventory.azure_rows import TENANT, account_of, full_id, raw
from highground.inventory.collect import Coverage, Outcome, Raw, sum_up

SUBSCRIPTIONS = "microsoft.resources/subscriptions"
GROUP = "managementgroups/"  # how the unit of a management group begins
NEEDS = "*/read"  # Resource Graph shows what the caller may read

SUBSCRIPTIONS_KQL = f"resourcecontainers | where type =~ '{SUBSCRIPTIONS}' | order by id asc"
TABLES_KQL = {
    "resourcecontainers": "resourcecontainers"
    " | where type !~ 'microsoft.management/managementgroups' | order by id asc",
    "authorizationresources": "authorizationresources | order by id asc",
    "resources": "resources | order by id asc",
}
# What belongs to no subscription: found once, and not again under each subscription.
ABOVE_KQL = {
    "microsoft.management/managementgroups": "resourcecontainers"
    " | where type =~ 'microsoft.management/managementgroups' | order by id asc",
    "microsoft.authorization/roleassignments": "authorizationresources"
    " | where type =~ 'microsoft.authorization/roleassignments' | order by id asc",
    "microsoft.authorization/roledefinitions": "authorizationresources"
    " | where type =~ 'microsoft.authorization/roledefinitions' | order by id asc",
}

End = tuple[Outcome, str]
WHOLE: End = (Outcome.COMPLETE, "")
NOT_VISIBLE: End = (Outcome.DENIED, "SubscriptionNotVisible")


@dataclass(frozen=True, slots=True)
class AzureSource:
    """Subscriptions, one by one or by management group, at any endpoint of Azure.

    `expected_types` are those that somebody will ask about: of each the coverage says what was
    seen in each subscription, and be it nothing. A subscription that an earlier run saw below a
    management group belongs into `subscriptions`, so that it cannot vanish unnoticed.
    """

    endpoint: Endpoint
    aspects: Aspects
    subscriptions: tuple[str, ...] = ()
    management_groups: tuple[str, ...] = ()
    expected_types: frozenset[str] = frozenset()
    tenant: str = TENANT
    workers: int = 8
    sleep: Callable[[float], None] = time.sleep
    kind: ClassVar[str] = "azure"

    def units(self) -> Sequence[str]:
        """What lies above subscriptions, each subscription, each management group."""
        scopes = [*self._own(), *(GROUP + each for each in self.management_groups)]
        return [TENANT, *scopes] if scopes else []

    def expected(self, unit: str, at: datetime) -> Iterator[Coverage]:
        """The listings that the unit will make, as failed ones."""
        end = (Outcome.FAILED, "NotRead")
        if unit == TENANT:
            yield from (self._saw(self.tenant, each, end, at) for each in ABOVE_KQL)
        elif unit.startswith(GROUP):
            yield self._saw(unit, SUBSCRIPTIONS, end, at)
        else:
            yield from (self._saw(unit, each, end, at) for each in self._types())

    def collect(self, unit: str, at: datetime) -> Iterator[Raw | Coverage]:
        """Read one unit. What Azure or the network refuses becomes coverage."""
        azure = Azure(self.endpoint, self.sleep)
        try:
            if unit == TENANT:
                yield from self._above(azure, at)
            elif unit.startswith(GROUP):
                yield from self._group(azure, unit, at)
            else:
                yield from self._subscription(azure, unit, at)
        finally:
            azure.close()

    def _above(self, azure: Azure, at: datetime) -> Iterator[Raw | Coverage]:
        own = tuple(self._own())
        scopes = [Scope(subscriptions=own)] if own else []
        scopes += [Scope(management_groups=(each,)) for each in self.management_groups]
        for type_, query in ABOVE_KQL.items():
            listing = Listing(azure, "")
            ids: set[str] = set()
            for scope in scopes:
                for found in listing.read(query, scope):
                    if found.id.lower() not in ids:
                        ids.add(found.id.lower())
                        yield replace(found, account=self.tenant)
            end = listing.end
            if ids and end != WHOLE:
                end = (Outcome.PARTIAL, end[1])
            yield self._saw(self.tenant, type_, end, at, len(ids))

    def _group(self, azure: Azure, unit: str, at: datetime) -> Iterator[Raw | Coverage]:
        scope = Scope(management_groups=(unit.removeprefix(GROUP),))
        listing = Listing(azure, None)
        below = sorted({each.account for each in listing.read(SUBSCRIPTIONS_KQL, scope)})
        yield self._saw(unit, SUBSCRIPTIONS, listing.end, at, len(below))
        for subscription in below:
            if subscription not in self._own():
                yield from self._subscription(azure, subscription, at)

    def _subscription(
        self, azure: Azure, subscription: str, at: datetime
    ) -> Iterator[Raw | Coverage]:
        """One subscription, if it is there to see: Resource Graph leaves out silently what the
        caller may not read, so an empty answer alone says nothing."""
        scope = Scope(subscriptions=(subscription,))
        visible = Listing(azure, subscription)
        seen = list(visible.read(SUBSCRIPTIONS_KQL, scope))
        if not seen:
            end = visible.end if visible.end != WHOLE else NOT_VISIBLE
            yield from (self._saw(subscription, each, end, at) for each in self._types())
            return
        follow = FollowUp(azure, self.aspects, self.workers)
        for table, query in TABLES_KQL.items():
            listing = Listing(azure, subscription)
            for page in listing.pages(query, scope):
                yield from follow.fill(page)
            yield from self._listed(subscription, table, listing, at)
        yield from self._followed(subscription, follow, at)

    def _own(self) -> list[str]:
        """The subscriptions that are units of their own. Accounts of an earlier run that are none
        may be among those given."""
        above = (TENANT, self.tenant.lower())
        given = dict.fromkeys(each.lower() for each in self.subscriptions)
        return [each for each in given if each not in above and not each.startswith(GROUP)]

    def _types(self) -> list[str]:
        return sorted({each.lower() for each in self.expected_types} | {SUBSCRIPTIONS})

    def _listed(
        self, subscription: str, table: str, listing: Listing, at: datetime
    ) -> Iterator[Coverage]:
        """A row for each type that occurred or was expected in this table.

        Resource Graph answers for all types at once: one that does not occur is not there.
        """
        expected = {each for each in self._types() if _table(each) == table}
        for type_ in sorted(expected | set(listing.counts)):
            count = listing.counts[type_]
            end = listing.end
            if count and end != WHOLE:
                end = (Outcome.PARTIAL, end[1])
            yield self._saw(subscription, type_, end, at, count)

    def _followed(self, subscription: str, follow: FollowUp, at: datetime) -> Iterator[Coverage]:
        for (type_, aspect), looks in follow.looks.items():
            outcome, code, count = sum_up(looks)
            row = self._saw(subscription, type_, (outcome, code), at, count)
            yield replace(row, aspect=aspect.key, needs=aspect.needs)

    def _saw(self, account: str, type_: str, end: End, at: datetime, count: int = 0) -> Coverage:
        return Coverage(
            account=account,
            region="global",
            type=type_,
            aspect="list",
            outcome=end[0],
            code=end[1],
            count=count,
            looked_at=at,
            environment="Azure",
            source=self.kind,
            needs=NEEDS,
        )


@dataclass(slots=True)
class Listing:
    """One query, page by page; `end` says how it ended and `counts` what it has shown.

    `account` keeps the rows of one subscription, "" those of none, None all.
    """

    azure: Azure
    account: str | None
    end: End = WHOLE
    counts: Counter[str] = field(default_factory=Counter)

    def read(self, query: str, scope: Scope) -> Iterator[Raw]:
        """Every resource that the query shows, as far as it goes."""
        for page in self.pages(query, scope):
            yield from page

    def pages(self, query: str, scope: Scope) -> Iterator[list[Raw]]:
        """The same by page. A page that fails ends it, and keeps those before."""
        rows = total = nameless = 0
        cut = False
        try:
            for page in self.azure.pages(query, scope):
                rows, total, cut = rows + len(page.rows), page.total, page.cut
                named = [each for each in page.rows if full_id(each)]
                nameless += len(page.rows) - len(named)
                mine = [raw(each) for each in named if self._is_mine(each)]
                self.counts.update(each.type for each in mine)
                yield mine
        except AzureError as error:
            self.end = refused(error)
            return
        if cut:
            self.end = (Outcome.PARTIAL, "ResultTruncated")
        elif rows < total:
            self.end = (Outcome.PARTIAL, "RowsMissing")
        elif nameless:
            self.end = (Outcome.PARTIAL, "NoId")

    def _is_mine(self, row: dict[str, object]) -> bool:
        if self.account is None:
            return True
        in_subscription = full_id(row).lower().startswith("/subscriptions/") or bool(
            row.get("subscriptionId")
        )
        return (account_of(row) if in_subscription else "") == self.account


def _table(type_: str) -> str:
    """The table of Resource Graph that shows a type."""
    if type_.startswith("microsoft.authorization/"):
        return "authorizationresources"
    if type_.startswith(SUBSCRIPTIONS):
        return "resourcecontainers"
    return "resources"
