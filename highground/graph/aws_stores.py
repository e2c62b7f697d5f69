"""How far the data stores of AWS can be reached: S3 buckets and RDS instances."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from highground.graph import aws_network
from highground.graph.addresses import block
from highground.graph.aws_network import AwsNetwork
from highground.graph.estate import Estate, Missing, Place, Thing
from highground.graph.flows import SPACE, Flow, Hop, boxes
from highground.graph.gates import Gate, Trusted, behind, beside, seen, unseen
from highground.graph.reach import Reach, Way, reach, unknown

BUCKET = "AWS::S3::Bucket"
ACCOUNT = "AWS::::Account"
DATABASE = "AWS::RDS::DBInstance"
TYPES = (BUCKET, ACCOUNT, DATABASE, *aws_network.TYPES)

# https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee-predefined-groups
EVERYONE = (
    "http://acs.amazonaws.com/groups/global/AllUsers",
    "http://acs.amazonaws.com/groups/global/AuthenticatedUsers",
)

Document = Mapping[str, Any]


def reaches(estate: Estate, trusted: Trusted) -> Iterator[Reach]:
    """One for every bucket and database instance."""
    accounts = {each.account: each for each in estate.of_type(ACCOUNT)}
    for bucket in estate.of_type(BUCKET):
        yield _bucket(bucket, accounts.get(bucket.account), trusted)
    network = AwsNetwork(estate)
    for database in estate.of_type(DATABASE):
        yield reach(database, [_database(database, network)], trusted)


def _bucket(bucket: Thing, account: Thing | None, trusted: Trusted) -> Reach:
    """S3 answers the internet at every bucket, but for addresses that a policy keeps out."""
    policy = bucket.aspects.get("policy")
    if bucket.carried:
        return unknown(bucket, bucket.unseen("list"))
    if policy is None:
        return unknown(bucket, bucket.unseen("policy"))._replace(
            anonymous=_anonymous(bucket, account)
        )
    statements = _list(policy.get("Statement"))
    hop = bucket.hop("aspects.policy.Statement", statements)
    found = reach(bucket, [Way(seen(_admitted(statements, hop), [hop]))], trusted)
    return found._replace(
        anonymous=_anonymous(bucket, account),
        unencrypted=not any(map(_refuses_plaintext, statements)),
    )


def _admitted(statements: Iterable[Document], hop: Hop) -> list[Flow]:
    """Those who are not kept out by address: policies without such a condition let all try.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html
    """
    sources: list[str] | None = None
    for each in statements:
        condition = each.get("Condition") or {}
        if each.get("Effect") == "Deny" and _is_everyone(each):
            if _keys(condition, ("NotEquals", "NotLike"), ("aws:sourcevpc", "aws:sourcevpce")):
                return []
            sources = sources or _keys(condition, ("NotIpAddress",), ("aws:sourceip",))
        elif each.get("Effect") == "Allow" and _is_everyone(each):
            sources = sources or _keys(condition, ("IpAddress",), ("aws:sourceip",))
    ports = [(80, 80), (443, 443)]
    return list(boxes(["tcp"], filter(block, sources or ["0.0.0.0/0", "::/0"]), ports, hop))


def _keys(condition: Document, operators: tuple[str, ...], keys: tuple[str, ...]) -> list[str]:
    """The values of some condition keys, under operators that end so."""
    return [
        str(value)
        for name, tests in condition.items()
        if any(_ends(name.removesuffix("IfExists"), operator) for operator in operators)
        for key, values in tests.items()
        if key.lower() in keys
        for value in _list(values)
    ]


def _ends(name: str, operator: str) -> bool:
    """`NotIpAddress` ends with `IpAddress`, and says the opposite."""
    return name.endswith(operator) and (operator != "IpAddress" or "Not" not in name)


def _anonymous(bucket: Thing, account: Thing | None) -> bool | None:
    """Whether the bucket answers without authentication: by its policy, or by its ACL.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
    """
    own = bucket.aspects.get("publicAccessBlock")
    over = account.aspects.get("publicAccessBlock") if account else None
    policy, acl = bucket.aspects.get("policy"), bucket.aspects.get("acl")
    by_policy = None if policy is None else any(map(_lets_anyone, _list(policy.get("Statement"))))
    by_acl = None if acl is None else any(map(_grants_anyone, _list(acl.get("Grants"))))
    return _or(
        _and(by_policy, _not(_blocked(own, over, "RestrictPublicBuckets"))),
        _and(by_acl, _not(_blocked(own, over, "IgnorePublicAcls"))),
    )


def _blocked(own: Document | None, over: Document | None, setting: str) -> bool | None:
    """Whether bucket or account blocks it; what was never configured is off."""
    return _or(
        None if own is None else bool(own.get(setting)),
        None if over is None else bool(over.get(setting)),
    )


def _lets_anyone(statement: Document) -> bool:
    """Whether a statement allows everyone something, without any condition but on transport."""
    conditions = {
        key.lower() for tests in (statement.get("Condition") or {}).values() for key in tests
    }
    allows = statement.get("Effect") == "Allow" and _is_everyone(statement)
    return allows and conditions <= {"aws:securetransport"}


def _grants_anyone(grant: Document) -> bool:
    return (grant.get("Grantee") or {}).get("URI") in EVERYONE


def _is_everyone(statement: Document) -> bool:
    principal = statement.get("Principal")
    named = principal.get("AWS") if isinstance(principal, Mapping) else principal
    return "*" in _list(named)


def _refuses_plaintext(statement: Document) -> bool:
    """https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-ssl-requests-only.html."""
    secure = [
        str(value).lower()
        for tests in [(statement.get("Condition") or {}).get("Bool") or {}]
        for key, values in tests.items()
        if key.lower() == "aws:securetransport"
        for value in _list(values)
    ]
    whole = {"s3:*", "*"} & set(_list(statement.get("Action")))
    denies = statement.get("Effect") == "Deny" and _is_everyone(statement)
    return denies and bool(whole) and secure == ["false"]


def _database(database: Thing, network: AwsNetwork) -> Way:
    """An instance made public is reached as a machine is: by route, ACL and security groups.

    https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html
    """
    document = database.properties
    hop = database.hop("properties.PubliclyAccessible", document.get("PubliclyAccessible"))
    if "PubliclyAccessible" not in document:
        return Way(unseen(database.unseen("list")))
    endpoint = document.get("Endpoint") or {}
    if not document["PubliclyAccessible"]:
        return Way(seen([], [hop]))
    port = int(endpoint.get("Port") or 0)
    start = [
        flow._replace(via=(hop,), port=(port, port) if port else flow.port)
        for flow in SPACE
        if flow.protocol == "tcp"
    ]
    gate = behind([seen(start, [hop]), *_around(database, network)])
    return Way(gate, tuple(filter(None, [endpoint.get("Address")])))


def _around(database: Thing, network: AwsNetwork) -> Iterator[Gate]:
    document, place = database.properties, Place(database.account, database.region)
    groups = document.get("VpcSecurityGroups")
    yield network.groups(
        None if groups is None else [str(each.get("VpcSecurityGroupId")) for each in groups], place
    )
    subnets = (document.get("DBSubnetGroup") or {}).get("Subnets")
    if subnets is None:
        yield unseen((Missing("AWS::RDS::DBSubnetGroup/list", ""),))
        return
    vpc = str(document["DBSubnetGroup"].get("VpcId"))
    ids = [str(each.get("SubnetIdentifier")) for each in _here(document, subnets)]
    gates = [behind([network.routes(i, vpc, place), network.acl(i, vpc, place)]) for i in ids]
    if len(gates) < 2:
        yield from gates or [seen([])]
        return
    # In which of several subnets of its zone it stands nobody says: sure is what all let through.
    yield Gate(behind(gates).sure, *beside(gates)[1:])


def _here(document: Document, subnets: Iterable[Document]) -> list[Document]:
    """The subnets in the zone where the instance stands; all, if that is not known."""
    zone = document.get("AvailabilityZone")
    near = [
        each
        for each in subnets
        if (each.get("SubnetAvailabilityZone") or {}).get("Name") in (zone, None)
    ]
    return near if zone and near else list(subnets)


def _list(value: Any) -> list[Any]:
    """AWS writes a list of one as that one."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _not(value: bool | None) -> bool | None:
    return None if value is None else not value


def _and(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def _or(one: bool | None, other: bool | None) -> bool | None:
    return _not(_and(_not(one), _not(other)))
