"""Ways in to machines on AWS through load balancers that face the internet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from highground.graph.addresses import block
from highground.graph.aws_network import AwsNetwork
from highground.graph.estate import Estate, Missing, Place, Thing
from highground.graph.flows import PORTS, SPACE, Flow, boxes, meet
from highground.graph.gates import SHUT, Gate, behind, beside, seen, unseen

BALANCER = "AWS::ElasticLoadBalancingV2::LoadBalancer"
LISTENER = "AWS::ElasticLoadBalancingV2::Listener"
TARGETS = "AWS::ElasticLoadBalancingV2::TargetGroup"
CLASSIC = "AWS::ElasticLoadBalancing::LoadBalancer"
SUBNET = "AWS::EC2::Subnet"
TYPES = (BALANCER, LISTENER, TARGETS, CLASSIC, SUBNET)

UDP = {"UDP": ("udp",), "TCP_UDP": ("tcp", "udp"), "QUIC": ("udp",), "TCP_QUIC": ("tcp", "udp")}


class Interface(NamedTuple):
    """A network interface of a machine, as far as traffic to it is decided."""

    groups: tuple[str, ...] | None  # None: the document does not show them
    subnet: str
    vpc: str
    addresses: tuple[str, ...]  # private
    place: Place


class Target(NamedTuple):
    """A port on which a load balancer's target group reaches a machine."""

    group: Thing
    port: int
    path: str


class AwsBalancers:
    """Finds the load balancers in front of a machine."""

    def __init__(self, estate: Estate, network: AwsNetwork) -> None:
        self._estate, self._network = estate, network
        self._balancers = {
            each.properties.get("LoadBalancerArn", each.id): each
            for each in estate.of_type(BALANCER)
        }
        self._subnets = {each.properties.get("SubnetId"): each for each in estate.of_type(SUBNET)}
        self._listeners: dict[str, list[Thing]] = {}
        for each in estate.of_type(LISTENER):
            self._listeners.setdefault(each.properties.get("LoadBalancerArn", ""), []).append(each)
        self._targets: dict[tuple[str, str], list[Target]] = {}
        for group in estate.of_type(TARGETS):
            for key, target in _targets(group):
                self._targets.setdefault(key, []).append(target)

        # Classic ones are not reckoned: a machine behind one that faces the internet is undecided.
        self._behind_classic = {
            str(each.get("InstanceId"))
            for balancer in estate.of_type(CLASSIC)
            if balancer.properties.get("Scheme") == "internet-facing"
            for each in balancer.properties.get("Instances") or ()
        }

    def gate(self, instance: str, interfaces: Iterable[Interface]) -> Gate:
        """Every way through a load balancer to a machine, side by side."""
        ways = []
        for interface in interfaces:
            keys = [("", instance), *((interface.vpc, each) for each in interface.addresses)]
            ways += [self._way(t, interface) for key in keys for t in self._targets.get(key, ())]
            ways.append(self._unseen(instance, interface))
        return beside(ways)

    def _unseen(self, instance: str, interface: Interface) -> Gate:
        """What load balancers that nobody saw might let through to an interface."""
        missing = tuple(
            each
            for type_ in (BALANCER, TARGETS, CLASSIC)
            for each in self._estate.unlisted(type_, interface.place)
        )
        missing += tuple(
            each
            for group in self._estate.of_type(TARGETS)
            if _near(group, interface) and "targetHealth" not in group.aspects
            for each in group.unseen("targetHealth")
        )
        if instance in self._behind_classic:
            missing += (Missing(f"{CLASSIC}/path", ""),)
        if not missing:
            return SHUT
        return unseen(missing) if self._network.admits(interface.groups) else SHUT

    def _way(self, target: Target, interface: Interface) -> Gate:
        arns = target.group.properties.get("LoadBalancerArns") or ()
        return beside(self._through(arn, target, interface) for arn in arns)

    def _through(self, arn: str, target: Target, interface: Interface) -> Gate:
        balancer = self._balancers.get(arn)
        if balancer is None or balancer.carried:
            return unseen(self._estate.lost(BALANCER, interface.place))
        document = balancer.properties
        if document.get("Scheme") != "internet-facing":
            return SHUT
        front = behind(self._front(balancer, target, interface.place))
        back = self._back(balancer, target, interface)
        possible = _joined(front.possible, back.possible)
        if not possible:
            return SHUT
        # The client's ports end at the listener; what follows is the balancer's own traffic.
        return Gate(
            _joined(front.sure, back.sure),
            possible,
            front.missing + back.missing,
            front.evidence + back.evidence,
        )

    def _front(self, balancer: Thing, target: Target, place: Place) -> Iterator[Gate]:
        """From the internet to the listeners."""
        document = balancer.properties
        scheme = balancer.hop("properties.Scheme", document["Scheme"])
        yield self._ports(balancer, target, place)
        groups = document.get("SecurityGroups") or ()
        if groups:
            yield self._network.groups(groups, place)
        vpc = document.get("VpcId", "")
        zones = [each.get("SubnetId", "") for each in document.get("AvailabilityZones") or ()]
        yield beside(
            behind([self._network.routes(zone, vpc, place), self._network.acl(zone, vpc, place)])
            for zone in zones
        )
        yield seen([flow._replace(via=(scheme,)) for flow in SPACE], [scheme])

    def _ports(self, balancer: Thing, target: Target, place: Place) -> Gate:
        """The ports on which a balancer listens for a target group."""
        arn = balancer.properties.get("LoadBalancerArn", balancer.id)
        listeners = [(each, "properties", each.properties) for each in self._listeners.get(arn, ())]
        inside = balancer.aspects.get("listeners")
        if isinstance(inside, list):
            listeners += [
                (balancer, f"aspects.listeners[{n}]", each) for n, each in enumerate(inside)
            ]
        elif missing := self._estate.unlisted(LISTENER, place):
            denied = "listeners" in balancer.missing
            return unseen(balancer.unseen("listeners") if denied else missing)
        wanted = target.group.properties.get("TargetGroupArn", target.group.id)
        named = [each for each in listeners if wanted in _forwards(each[2])]
        # A group that no default action names hangs on a listener's rule: any of them.
        flows = [flow for each in named or listeners for flow in _listening(*each)]
        return seen(flows, [hop for flow in flows for hop in flow.via])

    def _back(self, balancer: Thing, target: Target, interface: Interface) -> Gate:
        """From the balancer, by its security groups or its subnets' addresses, to the machine."""
        own = balancer.properties.get("SecurityGroups") or ()
        admits = self._network.groups(interface.groups, interface.place)
        acl = self._network.acl(interface.subnet, interface.vpc, interface.place)
        cidrs, missing = self._cidrs(balancer, interface.place)
        hop = target.group.hop(target.path, target.port)
        senders = boxes(("tcp", "udp"), cidrs, [(target.port, target.port)], hop)
        if balancer.properties.get("Type") == "network":  # the client's address may be kept
            senders += boxes(("tcp", "udp"), ["0.0.0.0/0"], [(target.port, target.port)], hop)
        referenced = self._network.references(interface.groups, own)
        sure = meet(meet(senders, [*admits.sure, *referenced]), acl.sure)
        if missing:
            possible = [flow._replace(via=(hop,)) for flow in SPACE]
        else:
            possible = meet(meet(senders, [*admits.possible, *referenced]), acl.possible)
        return Gate(sure, possible, admits.missing + acl.missing + missing, admits.evidence)

    def _cidrs(self, balancer: Thing, place: Place) -> tuple[list[str], tuple[Any, ...]]:
        zones = [z.get("SubnetId", "") for z in balancer.properties.get("AvailabilityZones") or ()]
        subnets = [self._subnets.get(zone) for zone in zones]
        found = [str(each.properties.get("CidrBlock")) for each in subnets if each]
        missing = () if all(subnets) else self._estate.lost(SUBNET, place)
        return [cidr for cidr in found if block(cidr)], missing


def _joined(front: Iterable[Flow], back: Iterable[Flow]) -> list[Flow]:
    """The front's flows, if there is any way on at the back, by way of the first."""
    first = next(iter(back), None)
    if first is None:
        return []
    return [flow._replace(via=tuple(dict.fromkeys(flow.via + first.via))) for flow in front]


def _targets(group: Thing) -> Iterator[tuple[tuple[str, str], Target]]:
    if group.carried:
        return
    by_address = group.properties.get("TargetType") == "ip"
    for n, each in enumerate(group.aspects.get("targetHealth") or ()):
        target = each.get("Target") or {}
        if not target.get("Id") or (each.get("TargetHealth") or {}).get("State") == "draining":
            continue
        vpc = group.properties.get("VpcId", "") if by_address else ""
        port = int(target.get("Port") or group.properties.get("Port") or 0)
        path = f"aspects.targetHealth[{n}].Target.Port"
        yield (vpc, str(target["Id"])), Target(group, port, path)


def _near(group: Thing, interface: Interface) -> bool:
    return group.properties.get("VpcId") == interface.vpc


def _forwards(listener: Mapping[str, Any]) -> set[str]:
    found = set()
    for action in listener.get("DefaultActions") or ():
        found.add(str(action.get("TargetGroupArn")))
        for each in (action.get("ForwardConfig") or {}).get("TargetGroups") or ():
            found.add(str(each.get("TargetGroupArn")))
    return found


def _listening(thing: Thing, path: str, listener: Mapping[str, Any]) -> tuple[Flow, ...]:
    port = int(listener.get("Port") or 0)
    span = (port, port) if port else PORTS
    protocols = UDP.get(str(listener.get("Protocol")), ("tcp",))
    return boxes(protocols, ["0.0.0.0/0", "::/0"], [span], thing.hop(f"{path}.Port", port))
