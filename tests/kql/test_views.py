"""What a query sees: Resource Graph's tables, made of ours, and our own."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from highground.kql import queries, views
from highground.kql.queries import Schema
from highground.scopes import Scope
from highground.web import texts
from tests.kql import estate
from tests.kql.estate import AWS, BUCKET, GCP, GROUP, MACHINE, STORE, STORE_2, SUBSCRIPTION, ask

ASSESSMENTS = "securityresources | where type =~ 'microsoft.security/assessments' | "


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Schema:
    return estate.database(tmp_path_factory.mktemp("estate"))


def one(schema: Schema, text: str) -> dict[str, Any]:
    [row] = ask(schema, text)
    return row


def test_containers_and_roles_have_tables_of_their_own(schema: Schema) -> None:
    types = "summarize by type | order by type asc"
    assert [row["type"] for row in ask(schema, f"resources | {types}")] == [
        "AWS::EC2::Instance",
        "AWS::S3::Bucket",
        "compute.googleapis.com/Disk",
        "microsoft.storage/storageaccounts",
    ]
    assert ask(schema, f"resourcecontainers | {types}") == [
        {"type": "microsoft.resources/subscriptions"}
    ]
    assert ask(schema, f"authorizationresources | {types}") == [
        {"type": "microsoft.authorization/roleassignments"}
    ]


def test_a_text_of_the_envelope_is_never_null(schema: Schema) -> None:
    bucket = one(schema, f"resources | where id == '{BUCKET}'")
    assert (bucket["kind"], bucket["managedBy"], bucket["location"]) == ("", "", "westeurope")


def test_every_verdict_is_one_assessment(schema: Schema) -> None:
    rows = ask(
        schema, ASSESSMENTS + "project c = properties.status.code, u = properties.status.cause"
    )
    assert Counter((row["c"], row["u"]) for row in rows) == {
        ("Unhealthy", ""): 3,
        ("NotApplicable", "Exempt"): 1,
        ("NotApplicable", "EvidenceMissing"): 2,
        ("Healthy", ""): 1,
    }


def test_an_unknown_says_what_was_not_seen_and_what_would_help(schema: Schema) -> None:
    row = one(schema, ASSESSMENTS + f"where name == '{estate.key('aws-bucket')}'")
    status = row["properties"]["status"]
    assert (
        status["description"] == "Not seen: policy (AccessDenied), which needs s3:GetBucketPolicy"
    )
    assert row["properties"]["ext"]["status"] == "unknown"


def test_an_assessment_holds_what_defender_shows(schema: Schema) -> None:
    row = one(schema, ASSESSMENTS + f"where id startswith '{STORE}/'")
    shown = row["properties"]
    assert row["id"] == (
        f"{STORE}/providers/Microsoft.Security/assessments/{estate.key('azure-storage')}"
    )
    assert (row["subscriptionId"], row["resourceGroup"]) == (SUBSCRIPTION, "shop")
    assert shown["resourceDetails"]["Id"] == STORE
    assert shown["resourceDetails"]["Source"] == "Azure"
    assert shown["status"]["statusChangeDate"].startswith("2026-01-05T00:00:00")
    assert shown["status"]["firstEvaluationDate"].startswith("2026-01-01T00:00:00")
    assert shown["risk"]["level"] == "High"
    assert shown["risk"]["riskFactors"] == [
        "Exposure to the Internet",
        "Lateral Movement with Sensitive Data",
    ]
    assert shown["metadata"]["severity"] == "High"
    assert shown["metadata"]["categories"] == ["Data"]
    assert shown["metadata"]["remediationDescription"] == "Do this."
    assert [each["policyInitiativeName"] for each in shown["statusPerInitiative"]] == [
        "cis",
        "mcsb",
    ]
    assert shown["ext"]["evidence"] == [
        {"resource_id": STORE, "path": "properties.a", "value": True}
    ]


def test_points_stand_by_part_and_add_up(schema: Schema) -> None:
    points = one(schema, ASSESSMENTS + f"where id startswith '{STORE}/'")["properties"]["ext"][
        "points"
    ]
    assert (points["S"], points["L"], points["I"], points["P"]) == (5, 3, 0, 0)
    assert points["total"] == sum(item["points"] for item in points["items"]) == 8


def test_other_clouds_hang_below_a_connector_named_like_the_account(
    schema: Schema,
) -> None:
    row = one(schema, ASSESSMENTS + f"where name == '{estate.key('aws-machine')}'")
    connector = (
        f"/subscriptions/{AWS}/resourcegroups/highground/providers/"
        f"microsoft.security/securityconnectors/{AWS}"
    )
    assessed, key = row["id"].split("/providers/Microsoft.Security/assessments/")
    assert assessed.startswith(f"{connector}/securityentitydata/aws-ec2-instance-i-0a1-eu-west-1-")
    assert key == estate.key("aws-machine")
    assert row["properties"]["resourceDetails"] == {
        "Source": "AWS",
        "Id": assessed,
        "ResourceName": "i-0a1",
        "ResourceType": "AWS::EC2::Instance",
        "Region": "eu-west-1",
        "NativeCloudUniqueIdentifier": MACHINE,
        "HierarchyId": AWS,
        "ConnectorId": connector,
    }


def test_a_listing_that_failed_is_assessed_on_the_account(schema: Schema) -> None:
    rows = ask(schema, ASSESSMENTS + f"where properties.ext.status == 'unknown' and id has '{GCP}'")
    [row] = rows
    assert (
        row["id"].split("/providers/Microsoft.Security/")[0].endswith(f"/securityconnectors/{GCP}")
    )


def test_metadata_is_a_row_for_each_policy(schema: Schema) -> None:
    text = "securityresources | where type == 'microsoft.security/assessmentmetadata' | count"
    assert ask(schema, text) == [{"Count": len(estate.POLICY_ROWS)}]


def test_findings_hang_under_the_policies_that_read_their_kind(schema: Schema) -> None:
    rows = ask(
        schema, "securityresources | where type endswith '/subassessments' | order by name asc"
    )
    keys = [row["id"].split("/assessments/")[1].split("/")[0] for row in rows]
    assert keys == [estate.key("aws-machine")] * 2 + [estate.key("aws-secret")]
    first, _, secret = (row["properties"] for row in rows)
    assert (first["id"], first["status"]["severity"]) == ("CVE-2022-3602", "Critical")
    assert first["additionalData"]["softwareDetails"]["fixStatus"] == "FixAvailable"
    assert secret["additionalData"]["assessedResourceType"] == "ExposedSecret"


def test_an_assignment_names_its_assessment(schema: Schema) -> None:
    row = one(schema, "securityresources | where type endswith '/governanceassignments'")
    given = row["properties"]
    assert (
        given["assignedResourceId"]
        == one(schema, ASSESSMENTS + f"where id startswith '{STORE}/'")["id"]
    )
    assert (given["owner"], given["isGracePeriod"]) == ("data@example.com", True)
    assert given["remediationDueDate"].startswith("2026-01-20T00:00:00")
    assert given["remediationEta"]["justification"] == "a release is due first"


def test_scores_carry_what_they_could_not_count(schema: Schema) -> None:
    text = "securityresources | where type endswith '/cloudsecurescores' and properties.scope == ''"
    score = one(schema, text)["properties"]["score"]
    assert (score["current"], score["low"], score["percentage"]) == (72.5, 65.0, 0.725)


def test_exemptions_stand_where_published_queries_look(schema: Schema) -> None:
    text = "policyresources | where type =~ 'Microsoft.Authorization/PolicyExemptions'"
    row = one(schema, text)
    assert row["id"].startswith(f"{STORE_2}/providers/Microsoft.Authorization/policyExemptions/")
    assert row["properties"]["exemptionCategory"] == "Waiver"
    assert row["properties"]["policyDefinitionReferenceIds"] == [estate.key("azure-storage")]


@pytest.mark.parametrize("policy", [each["id"] for each in estate.POLICY_ROWS])
def test_an_open_query_counts_what_the_page_counts(schema: Schema, policy: str) -> None:
    open_ones = [
        row
        for row in estate.RECOMMENDATION_ROWS
        if row["policy_id"] == policy and row["status"] != "exempted"
    ]
    kinds = {row["id"]: row["view"] for row in estate.POLICY_ROWS}
    found = [row for row in estate.FINDING_ROWS if row["kind"] == kinds[policy]]
    key = estate.key(policy)
    assert len(ask(schema, texts.affected(key))) == len(open_ones)
    assert len(ask(schema, texts.findings(key))) == len(found)
    assert len(ask(schema, texts.findings(key, MACHINE))) == len(found)


def test_the_list_query_has_each_status_once(schema: Schema) -> None:
    statuses = Counter(row["status"] for row in ask(schema, texts.WHOLE_LIST_KQL))
    assert statuses == {
        "Overdue": 1,
        "Unassigned": 2,
        "Exempted": 1,
        "Completed": 1,
        "NotApplicable": 2,
    }


@pytest.mark.parametrize(
    ("scope", "ids"),
    [
        (Scope(), {STORE, STORE_2, BUCKET, MACHINE, estate.DISK}),
        (Scope((AWS,)), {BUCKET, MACHINE}),
        (Scope((GROUP.lower(),)), {STORE, STORE_2}),
        (Scope(()), set()),
    ],
)
def test_a_reader_sees_only_its_scope(tmp_path: Path, scope: Scope, ids: set[str]) -> None:
    schema = estate.database(tmp_path, scope)
    assert {row["id"] for row in ask(schema, "resources | project id")} == ids


def test_no_table_shows_another_scope(tmp_path: Path) -> None:
    schema = estate.database(tmp_path, Scope((AWS,)))
    for table in set(schema.tables) - {"policies"}:
        shown = (
            ask(schema, f"{table} | where type !endswith 'metadata'")
            if table == ("securityresources")
            else ask(schema, table)
        )
        if table == "policyresources":
            shown = [row for row in shown if "policydefinitions" not in row["type"]]
        for row in shown:
            assert AWS in str(row), table
            assert SUBSCRIPTION not in str(row), table
            assert GCP not in str(row), table


def test_a_count_by_type_reads_no_document(schema: Schema) -> None:
    assert "properties" not in plan(schema, "resources | summarize count() by type")


def test_a_filter_on_type_leaves_the_other_tables_alone(schema: Schema) -> None:
    text = plan(
        schema, "securityresources | where type =~ 'microsoft.security/cloudsecurescores' | count"
    )
    assert "JOIN" not in text.upper()


def test_every_table_of_a_snapshot_may_be_empty(schema: Schema) -> None:
    empty = schema.con.cursor()
    empty.execute("ATTACH ':memory:' AS empty; USE empty")
    views.given(empty, {})
    views.create(empty)
    for name in schema.tables:
        assert empty.execute(f"SELECT count(*) FROM {name}").fetchall() == [(0,)]


def plan(schema: Schema, text: str) -> str:
    sql = queries.translate(text, schema)
    return str(schema.con.execute(f"EXPLAIN {sql}").fetchall()[0][1])
