"""Data stores: who may try at all, and who is answered without a name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from highground.graph import aws_stores, azure_stores, gcp_stores
from tests.graph import aws
from tests.graph.estates import Document, judged, listed, thing

ALL = "0.0.0.0/0"
TYPES = {*aws_stores.TYPES, *azure_stores.TYPES, *gcp_stores.TYPES}


def store(
    con: DuckDBPyConnection,
    it: Document,
    *others: Document,
    without: Sequence[str] = (),
) -> Document:
    """The row of one store."""
    looks = listed(sorted(TYPES - set(without)))
    return judged(con, [it, *others], looks)[it["id"]]


BLOCKED = {
    "BlockPublicAcls": True,
    "IgnorePublicAcls": True,
    "BlockPublicPolicy": True,
    "RestrictPublicBuckets": True,
}
PUBLIC = {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject"}]}
PRIVATE = {"Grants": [{"Grantee": {"Type": "CanonicalUser", "ID": "1"}, "Permission": "READ"}]}


def grant(name: str) -> Document:
    uri = f"http://acs.amazonaws.com/groups/global/{name}"
    return {"Grants": [{"Grantee": {"Type": "Group", "URI": uri}, "Permission": "READ"}]}


def bucket(**aspects: Document | None) -> Document:
    whole = {"publicAccessBlock": {}, "policy": {}, "acl": PRIVATE} | aspects
    shown = {key: value for key, value in whole.items() if value is not None}
    return thing("AWS::S3::Bucket", "arn:aws:s3:::b", {"Name": "b"}, aspects=shown)


def account(block: Document | None = None) -> Document:
    aspects = {} if block is None else {"publicAccessBlock": block}
    return thing("AWS::::Account", "arn:aws:iam::a:root", {"Account": "a"}, aspects=aspects)


def condition(effect: str, operator: str, key: str, *values: str) -> Document:
    tests = {operator: {key: list(values)}}
    statement = {"Effect": effect, "Principal": "*", "Action": "s3:*", "Condition": tests}
    return {"Statement": [statement]}


@pytest.mark.parametrize(
    ("aspects", "over", "anonymous"),
    [
        ({}, {}, False),
        ({"policy": PUBLIC}, {}, True),
        ({"policy": PUBLIC, "publicAccessBlock": BLOCKED}, {}, False),
        ({"policy": PUBLIC, "publicAccessBlock": {"BlockPublicPolicy": True}}, {}, True),
        ({"policy": PUBLIC}, BLOCKED, False),
        ({"policy": PUBLIC}, None, None),
        ({"policy": PUBLIC, "publicAccessBlock": None}, {}, None),
        ({"policy": PUBLIC, "publicAccessBlock": None}, BLOCKED, False),
        ({}, None, False),
        ({"policy": None}, {}, None),
        ({"policy": None, "publicAccessBlock": BLOCKED}, {}, False),
        ({"acl": grant("AllUsers")}, {}, True),
        ({"acl": grant("AuthenticatedUsers")}, {}, True),
        ({"acl": grant("AllUsers"), "publicAccessBlock": {"IgnorePublicAcls": True}}, {}, False),
        ({"acl": grant("AllUsers"), "policy": None}, {}, True),
        ({"acl": None}, {}, None),
        ({"policy": condition("Allow", "StringEquals", "aws:PrincipalOrgID", "o-1")}, {}, False),
        ({"policy": condition("Allow", "Bool", "aws:SecureTransport", "true")}, {}, True),
        ({"policy": condition("Deny", "Bool", "aws:SecureTransport", "false")}, {}, False),
    ],
)
def test_a_bucket_answers_anyone_by_policy_or_acl_unless_blocked(
    con: DuckDBPyConnection, aspects: dict[str, Any], over: Document | None, anonymous: bool | None
) -> None:
    # https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
    assert store(con, bucket(**aspects), account(over))["anonymous"] is anonymous


@pytest.mark.parametrize(
    ("policy", "width"),
    [
        ({}, "wide"),
        (PUBLIC, "wide"),
        (condition("Deny", "NotIpAddress", "aws:SourceIp", "203.0.113.0/24"), "narrow"),
        (condition("Deny", "NotIpAddressIfExists", "aws:SourceIp", "10.0.0.0/8"), "none"),
        (condition("Allow", "IpAddress", "aws:SourceIp", "203.0.113.7"), "narrow"),
        (condition("Deny", "IpAddress", "aws:SourceIp", "203.0.113.7"), "wide"),
        (condition("Deny", "StringNotEquals", "aws:SourceVpce", "vpce-1"), "none"),
        (None, None),
    ],
    ids=[
        "no policy",
        "no condition",
        "only a few",
        "only private addresses",
        "a few allowed",
        "a few denied",
        "only from a VPC endpoint",
        "a policy that nobody could read",
    ],
)
def test_a_bucket_is_exposed_unless_its_policy_asks_for_addresses(
    con: DuckDBPyConnection, policy: Document | None, width: str | None
) -> None:
    row = store(con, bucket(policy=policy))
    assert row["width"] == width
    assert bool(row["missing"]) == (width is None)


def test_a_bucket_takes_plaintext_until_its_policy_refuses_it(con: DuckDBPyConnection) -> None:
    refusing = bucket(policy=condition("Deny", "Bool", "aws:SecureTransport", "false"))
    assert store(con, refusing)["unencrypted"] is False


def test_a_bucket_without_a_policy_takes_plaintext(con: DuckDBPyConnection) -> None:
    assert store(con, bucket())["unencrypted"] is True


def database(**more: Any) -> Document:
    """https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBInstance.html."""
    members = {
        "PubliclyAccessible": True,
        "Endpoint": {"Address": "db.r.rds.amazonaws.com", "Port": 5432},
        "AvailabilityZone": "ra",
        "VpcSecurityGroups": [{"VpcSecurityGroupId": "sg-1", "Status": "active"}],
        "DBSubnetGroup": {
            "VpcId": "vpc-1",
            "Subnets": [
                {"SubnetIdentifier": "subnet-1", "SubnetAvailabilityZone": {"Name": "ra"}},
                {"SubnetIdentifier": "subnet-2", "SubnetAvailabilityZone": {"Name": "rb"}},
            ],
        },
    }
    return thing("AWS::RDS::DBInstance", "arn:aws:rds:r:a:db:db", members | more)


@pytest.mark.parametrize(
    ("it", "parts", "width"),
    [
        (database(), {}, "wide"),
        (database(PubliclyAccessible=False), {}, "none"),
        (database(), {"group": aws.group([aws.admit(22, ALL)])}, "none"),
        (database(), {"group": aws.group([aws.admit(5432, "203.0.113.0/24")])}, "narrow"),
        (database(), {"table": aws.table([])}, "none"),
        (database(), {"own": aws.table([], subnet="subnet-2")}, "wide"),
        (database(AvailabilityZone=None), {"own": aws.table([], subnet="subnet-2")}, None),
        (database(VpcSecurityGroups=None), {}, None),
    ],
    ids=[
        "public and open",
        "not public",
        "another port",
        "a few",
        "no route",
        "no route in another zone",
        "in a zone that nobody saw",
        "groups that nobody saw",
    ],
)
def test_a_database_on_aws_is_reached_as_a_machine_is(
    con: DuckDBPyConnection, it: Document, parts: dict[str, Any], width: str | None
) -> None:
    open_group = {"instance": None, "group": aws.group([aws.admit(5432, ALL)])}
    row = store(con, it, *aws.network(**(open_group | parts)))
    assert row["width"] == width
    assert (row["anonymous"], row["unencrypted"]) == (None, None)


STORAGE = "/subscriptions/a/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/s"


def storage(*, containers: Sequence[str] | None = (), **more: Any) -> Document:
    """https://learn.microsoft.com/rest/api/storagerp/storage-accounts/get-properties."""
    rules = {"defaultAction": "Allow", "ipRules": [], "virtualNetworkRules": []}
    members = {"networkAcls": rules, "allowBlobPublicAccess": False} | more
    inside = [{"properties": {"publicAccess": each}} for each in containers or ()]
    aspects = {} if containers is None else {"containers": inside}
    return thing("microsoft.storage/storageaccounts", STORAGE, members, aspects=aspects)


def selected(*addresses: str, networks: int = 0) -> Document:
    return {
        "networkAcls": {
            "defaultAction": "Deny",
            "ipRules": [{"value": each, "action": "Allow"} for each in addresses],
            "virtualNetworkRules": [{"id": f"net{n}"} for n in range(networks)],
        }
    }


@pytest.mark.parametrize(
    ("more", "width"),
    [
        ({}, "wide"),
        ({"publicNetworkAccess": "Enabled"}, "wide"),
        ({"publicNetworkAccess": "Disabled"}, "none"),
        ({"networkAcls": None}, "wide"),
        (selected(), "none"),
        (selected("203.0.113.7"), "narrow"),
        (selected("203.0.0.0/16"), "narrow"),
        (selected(networks=1), "narrow"),
        (selected("203.0.113.7") | {"publicNetworkAccess": "Disabled"}, "none"),
    ],
    ids=[
        "all networks",
        "all networks, in so many words",
        "disabled",
        "no rules at all",
        "nothing selected",
        "an address",
        "many addresses",
        "a virtual network",
        "disabled, with rules left",
    ],
)
def test_a_storage_account_is_open_to_all_selected_or_no_networks(
    con: DuckDBPyConnection, more: dict[str, Any], width: str
) -> None:
    # https://learn.microsoft.com/azure/storage/common/storage-network-security
    assert store(con, storage(**more))["width"] == width


@pytest.mark.parametrize(
    ("allowed", "containers", "anonymous"),
    [
        (False, ["Container"], False),
        (True, ["None", "Blob"], True),
        (True, ["Container"], True),
        (True, ["None"], False),
        (True, [], False),
        (True, None, None),
        (False, None, False),
        (None, ["Blob"], None),
    ],
)
def test_a_storage_account_answers_anyone_if_it_allows_and_a_container_asks(
    con: DuckDBPyConnection, allowed: bool | None, containers: list[str] | None, anonymous: bool
) -> None:
    # https://learn.microsoft.com/azure/storage/blobs/anonymous-read-access-configure
    it = storage(allowBlobPublicAccess=allowed, containers=containers)
    row = store(con, it, without=[azure_stores.CONTAINER])
    assert row["anonymous"] is anonymous


@pytest.mark.parametrize(("secure", "unencrypted"), [(True, False), (False, True), (None, None)])
def test_a_storage_account_says_whether_it_takes_plaintext(
    con: DuckDBPyConnection, secure: bool | None, unencrypted: bool | None
) -> None:
    row = store(con, storage(supportsHttpsTrafficOnly=secure))
    assert row["unencrypted"] is unencrypted


SERVER = "/subscriptions/a/resourceGroups/g/providers/Microsoft.Sql/servers/s"


def server(*rules: tuple[str, str], seen: bool = True, **more: Any) -> Document:
    """https://learn.microsoft.com/rest/api/sql/firewall-rules/list-by-server."""
    found = [{"properties": {"startIpAddress": a, "endIpAddress": b}} for a, b in rules]
    aspects = {"firewallRules": found} if seen else {}
    document = {"publicNetworkAccess": "Enabled"} | more
    return thing("microsoft.sql/servers", SERVER, document, aspects=aspects)


@pytest.mark.parametrize(
    ("it", "width"),
    [
        (server(), "none"),
        (server(("203.0.113.1", "203.0.113.9")), "narrow"),
        (server(("0.0.0.0", "255.255.255.255")), "wide"),
        (server(("0.0.0.0", "0.0.0.0")), "narrow"),
        (server(("20.0.0.0", "20.0.255.255")), "wide"),
        (server(("10.0.0.0", "10.255.255.255")), "none"),
        (server(("0.0.0.0", "255.255.255.255"), publicNetworkAccess="Disabled"), "none"),
        (server(seen=False), None),
        (server(seen=False, publicNetworkAccess="Disabled"), "none"),
    ],
    ids=[
        "no rule",
        "a few",
        "everyone",
        "any service in Azure",
        "a /16",
        "private addresses",
        "disabled",
        "rules that nobody could read",
        "disabled, rules unread",
    ],
)
def test_a_sql_server_admits_whom_its_firewall_rules_name(
    con: DuckDBPyConnection, it: Document, width: str | None
) -> None:
    # https://learn.microsoft.com/azure/azure-sql/database/firewall-configure
    row = store(con, it, without=[azure_stores.RULE])
    assert row["width"] == width
    assert bool(row["missing"]) == (width is None)


def test_firewall_rules_may_be_resources_of_their_own(con: DuckDBPyConnection) -> None:
    rule = thing(
        "microsoft.sql/servers/firewallrules",
        f"{SERVER}/firewallRules/all",
        {"startIpAddress": "0.0.0.0", "endIpAddress": "255.255.255.255"},
    )
    assert store(con, server(seen=False), rule)["width"] == "wide"


def gcs(*members: str, role: str = "roles/storage.objectViewer", **more: Any) -> Document:
    policy = {"bindings": [{"role": role, "members": list(members)}]}
    aspects = more.pop("aspects", {"iamPolicy": policy})
    return thing(
        "storage.googleapis.com/Bucket", "//storage.googleapis.com/b", more, aspects=aspects
    )


@pytest.mark.parametrize(
    ("it", "anonymous"),
    [
        (gcs("user:ann@example.com"), False),
        (gcs("allUsers"), True),
        (gcs("allAuthenticatedUsers"), True),
        (gcs("allUsers", role="projects/a/roles/custom"), None),
        (gcs("allUsers", iamConfiguration={"publicAccessPrevention": "enforced"}), False),
        (gcs(aspects={}), None),
        (gcs(aspects={}, iamConfiguration={"publicAccessPrevention": "enforced"}), False),
        (gcs(acl=[{"entity": "allUsers", "role": "READER"}]), True),
        (
            gcs(
                acl=[{"entity": "allUsers", "role": "READER"}],
                iamConfiguration={"uniformBucketLevelAccess": {"enabled": True}},
            ),
            False,
        ),
    ],
    ids=[
        "a person",
        "everyone",
        "everyone with an account",
        "a role that nobody looked up",
        "prevented",
        "a policy that nobody could read",
        "prevented, policy unread",
        "an access list",
        "an access list that is switched off",
    ],
)
def test_a_google_bucket_is_always_exposed_and_answers_whom_it_grants(
    con: DuckDBPyConnection, it: Document, anonymous: bool | None
) -> None:
    # https://cloud.google.com/storage/docs/access-control/making-data-public
    row = store(con, it)
    assert (row["width"], row["anonymous"], row["unencrypted"]) == ("wide", anonymous, None)


def cloud_sql(*networks: str, **more: Any) -> Document:
    settings: Document = {
        "ipv4Enabled": True,
        "authorizedNetworks": [{"value": each} for each in networks],
    }
    document = {
        "databaseVersion": "POSTGRES_15",
        "settings": {"ipConfiguration": settings | more},
    }
    return thing("sqladmin.googleapis.com/Instance", "//cloudsql.googleapis.com/db", document)


@pytest.mark.parametrize(
    ("it", "width"),
    [
        (cloud_sql(), "none"),
        (cloud_sql(ALL), "wide"),
        (cloud_sql("203.0.113.7"), "narrow"),
        (cloud_sql(ALL, ipv4Enabled=False), "none"),
    ],
    ids=["nobody", "everyone", "one address", "no public address"],
)
def test_a_cloud_sql_instance_admits_its_authorized_networks(
    con: DuckDBPyConnection, it: Document, width: str
) -> None:
    # https://cloud.google.com/sql/docs/postgres/authorize-networks
    assert store(con, it)["width"] == width


@pytest.mark.parametrize(
    ("more", "unencrypted"),
    [
        ({}, True),
        ({"requireSsl": True}, False),
        ({"sslMode": "ENCRYPTED_ONLY"}, False),
        ({"sslMode": "ALLOW_UNENCRYPTED_AND_ENCRYPTED", "requireSsl": False}, True),
        ({"sslMode": "SOMETHING_NEW"}, None),
    ],
)
def test_a_cloud_sql_instance_takes_plaintext_unless_told_otherwise(
    con: DuckDBPyConnection, more: dict[str, Any], unencrypted: bool | None
) -> None:
    # https://cloud.google.com/sql/docs/postgres/admin-api/rest/v1/instances#sslmode
    assert store(con, cloud_sql(ALL, **more))["unencrypted"] is unencrypted
