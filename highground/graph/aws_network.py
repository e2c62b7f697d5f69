"""The gates of a network on AWS: security groups, network ACLs and routes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from highground.graph.aws_rules import acl_rules, answered, breadth, by_address, by_cidr, route_rule
from highground.graph.estate import Estate, Missing, Place, Thing
from highground.graph.flows import Flow, Rule, first_match
from highground.graph.gates import SHUT, Gate, seen, unseen

GROUP = "AWS::EC2::SecurityGroup"
ACL = "AWS::EC2::NetworkAcl"
TABLE = "AWS::EC2::RouteTable"
GATEWAY = "AWS::EC2::InternetGateway"
PREFIXES = "AWS::EC2::PrefixList"
TYPES = (GROUP, ACL, TABLE, GATEWAY, PREFIXES)

Document = Mapping[str, Any]


class AwsNetwork:
    """Finds the gates in front of an interface. Equal ones are reckoned once."""

    def __init__(self, estate: Estate) -> None:
        self._estate = estate
        self._groups = {each.properties.get("GroupId"): each for each in estate.of_type(GROUP)}
        self._lists = {
            each.properties.get("PrefixListId"): each for each in estate.of_type(PREFIXES)
        }
        self._gateways = {
            each.properties.get("InternetGatewayId"): each for each in estate.of_type(GATEWAY)
        }
        self._tables = _by_subnet(estate.of_type(TABLE))
        self._main = {
            each.properties.get("VpcId"): each
            for each in estate.of_type(TABLE)
            if any(link.get("Main") for link in each.properties.get("Associations") or ())
        }
        self._acls = _by_subnet(estate.of_type(ACL))
        self._default_acl = {
            each.properties.get("VpcId"): each
            for each in estate.of_type(ACL)
            if each.properties.get("IsDefault")
        }
        self._made: dict[tuple[Any, ...], Gate] = {}

    def groups(self, ids: Iterable[str] | None, place: Place) -> Gate:
        """The union of what some security groups admit from addresses; None: nobody saw which."""
        if ids is None:
            return unseen((Missing(f"{GROUP}/list", ""),))
        key = ("groups", *sorted(ids), place)
        if key not in self._made:
            self._made[key] = _union([self._group(id_, place) for id_ in sorted(ids)])
        return self._made[key]

    def admits(self, ids: Iterable[str] | None) -> bool:
        """Whether some security groups might admit anything, from anyone."""
        things = [self._groups.get(id_) for id_ in ids or ()]
        return ids is None or any(
            thing is None or thing.carried or thing.properties.get("IpPermissions") != []
            for thing in things
        )

    def references(self, ids: Iterable[str] | None, to: Iterable[str]) -> list[Flow]:
        """What some security groups admit from members of others; sources stand for all."""
        wanted = set(to)
        found: list[Flow] = []
        for thing in filter(None, map(self._groups.get, ids or ())):
            for n, permission in enumerate(thing.properties.get("IpPermissions") or ()):
                for m, pair in enumerate(permission.get("UserIdGroupPairs") or ()):
                    if pair.get("GroupId") in wanted and not thing.carried:
                        path = f"properties.IpPermissions[{n}].UserIdGroupPairs[{m}]"
                        hop = thing.hop(path, pair)
                        found += by_cidr(permission, ["0.0.0.0/0", "::/0"], hop)
        return found

    def acl(self, subnet: str, vpc: str, place: Place) -> Gate:
        """What a subnet's network ACL lets in, and whose answers it lets out again."""
        key = ("acl", subnet, vpc, place)
        if key not in self._made:
            self._made[key] = self._acl(subnet, vpc, place)
        return self._made[key]

    def routes(self, subnet: str, vpc: str, place: Place) -> Gate:
        """Whose answers a subnet's route table sends to an attached internet gateway."""
        key = ("routes", subnet, vpc, place)
        if key not in self._made:
            self._made[key] = self._routes(subnet, vpc, place)
        return self._made[key]

    def _group(self, id_: str, place: Place) -> Gate:
        thing = self._groups.get(id_)
        if thing is None or thing.carried or "IpPermissions" not in thing.properties:
            return unseen(self._estate.lost(GROUP, place))
        admitted: list[Flow] = []
        possible: list[Flow] = []
        missing: tuple[Missing, ...] = ()
        for n, permission in enumerate(thing.properties.get("IpPermissions") or ()):
            path = f"properties.IpPermissions[{n}]"
            admitted += by_address(thing, permission, path)
            for m, each in enumerate(permission.get("PrefixListIds") or ()):
                hop = thing.hop(f"{path}.PrefixListIds[{m}]", each)
                entries = self._entries(each.get("PrefixListId"), place)
                if isinstance(entries, tuple):
                    missing += entries
                    possible += by_cidr(permission, ["0.0.0.0/0", "::/0"], hop)
                else:
                    admitted += by_cidr(permission, entries, hop)
        evidence = (thing.hop("properties.IpPermissions", thing.properties.get("IpPermissions")),)
        return Gate(admitted, admitted + possible, missing, evidence)

    def _entries(self, id_: str | None, place: Place) -> list[str] | tuple[Missing, ...]:
        thing = self._lists.get(id_)
        if thing is None or thing.carried:
            return self._estate.lost(PREFIXES, place)
        entries = thing.aspects.get("entries")
        if isinstance(entries, Mapping):
            entries = entries.get("Entries", [])
        if entries is None:
            return thing.unseen("entries")
        return [str(each.get("Cidr")) for each in entries]

    def _acl(self, subnet: str, vpc: str, place: Place) -> Gate:
        unlisted = self._estate.unlisted(ACL, place)
        thing = self._acls.get(subnet) or (None if unlisted else self._default_acl.get(vpc))
        if thing is None or thing.carried or "Entries" not in thing.properties:
            return unseen(unlisted or self._estate.lost(ACL, place))
        inward = first_match(acl_rules(thing, egress=False))
        outward = first_match(acl_rules(thing, egress=True))
        evidence = (thing.hop("properties.Entries", thing.properties.get("Entries")),)
        return seen(answered(inward, outward), evidence)

    def _routes(self, subnet: str, vpc: str, place: Place) -> Gate:
        unlisted = self._estate.unlisted(TABLE, place)
        thing = self._tables.get(subnet) or (None if unlisted else self._main.get(vpc))
        if thing is None or thing.carried or "Routes" not in thing.properties:
            return unseen(unlisted or self._estate.lost(TABLE, place))
        sure: list[Rule] = []
        possible: list[Rule] = []
        missing: tuple[Missing, ...] = ()
        for rule, gap in self._route_rules(thing, vpc, place):
            sure.append(rule if not gap else rule._replace(allow=False))
            possible.append(rule)
            missing += gap
        evidence = (thing.hop("properties.Routes", thing.properties.get("Routes")),)
        return Gate(first_match(sure), first_match(possible), missing, evidence)

    def _route_rules(
        self, table: Thing, vpc: str, place: Place
    ) -> list[tuple[Rule, tuple[Missing, ...]]]:
        """A rule per route, the longest prefix first: that one decides."""
        found = []
        for n, route in enumerate(table.properties.get("Routes") or ()):
            gap, opens = self._opens(route, vpc, place)
            cidrs = [route.get("DestinationCidrBlock") or route.get("DestinationIpv6CidrBlock")]
            if listed := route.get("DestinationPrefixListId"):
                entries = self._entries(listed, place)
                if isinstance(entries, tuple):  # the services of AWS itself, or nobody saw which
                    cidrs, gap = ["0.0.0.0/0", "::/0"], gap + entries
                    if not opens:
                        continue
                else:
                    cidrs = entries
            hop = table.hop(f"properties.Routes[{n}]", route)
            for cidr in filter(None, cidrs):
                if rule := route_rule(cidr, opens, hop):
                    found.append((rule, gap))
        return sorted(found, key=lambda each: breadth(each[0]))

    def _opens(self, route: Document, vpc: str, place: Place) -> tuple[tuple[Missing, ...], bool]:
        """Whether a route leads to an internet gateway that is attached to the VPC."""
        id_ = str(route.get("GatewayId") or "")
        if not id_.startswith("igw-") or route.get("State") == "blackhole":
            return (), False
        gateway = self._gateways.get(id_)
        if gateway is None or gateway.carried:
            return self._estate.lost(GATEWAY, place), True
        attached = any(
            each.get("VpcId") == vpc and each.get("State") in ("available", "attached")
            for each in gateway.properties.get("Attachments") or ()
        )
        return (), attached


def _union(gates: Sequence[Gate]) -> Gate:
    if not gates:
        return SHUT
    return Gate(
        [flow for gate in gates for flow in gate.sure],
        [flow for gate in gates for flow in gate.possible],
        tuple(each for gate in gates for each in gate.missing),
        tuple(hop for gate in gates for hop in gate.evidence),
    )


def _by_subnet(things: Iterable[Thing]) -> dict[str, Thing]:
    return {
        link["SubnetId"]: thing
        for thing in things
        for link in thing.properties.get("Associations") or ()
        if link.get("SubnetId")
    }
