"""What a newcomer finds in the demo, all of it out of the pipeline."""

from __future__ import annotations

from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests.demo.estate import Demo, run

OPERATIONS = "aaaa0a0a-bb1b-cc2c-dd3d-eeeeee4e4e4e"
ANALYTICS = "bbbb1b1b-cc2c-dd3d-ee4e-ffffff5f5f5f"
AZURE = "/subscriptions/{}/resourceGroups/{}/providers/{}"
PAY = "//compute.googleapis.com/projects/alpenrand-pay/zones/europe-west3-a/instances/{}"
EC2 = "arn:aws:ec2:eu-central-1:111122223333:instance/{}"

ORDER_DESK = EC2.format("i-d8479ab86a5678f99")
TERMINAL = EC2.format("i-dade0e21dbc7cbd1b")
PARTNER = EC2.format("i-e18e308fa0d345b14")  # behind an access list
ARCHIVE = EC2.format("i-1f436f3f091bc13c2")  # where no route leads to the internet
JOBS = EC2.format("i-9c1c83e0bc03d8925")
EXCHANGE = "arn:aws:s3:::alpenrand-partner-exchange"
CUSTOMERS = AZURE.format(
    ANALYTICS, "customer-insight", "Microsoft.Storage/storageAccounts/alpenrandcustomers"
)
PREVIEW = AZURE.format(OPERATIONS, "portal", "Microsoft.Compute/virtualMachines/catalogue-preview")
STORE_JOBS = AZURE.format(OPERATIONS, "stores", "Microsoft.Compute/virtualMachines/store-jobs-1")
KEY_VAULT = PAY.format("key-vault")
RECONCILIATION = "//sqladmin.googleapis.com/projects/alpenrand-pay/instances/pay-reconciliation"


def all_of(con: DuckDBPyConnection, sql: str, *values: Any) -> list[Any]:
    return [row[0] if len(row) == 1 else row for row in con.execute(sql, list(values)).fetchall()]


def test_the_demo_succeeds_though_some_looks_are_denied(demo_estate: Demo) -> None:
    assert demo_estate.status == 0, demo_estate.output
    assert "left out" not in demo_estate.output


def test_the_company_is_on_three_clouds(shown: DuckDBPyConnection) -> None:
    counts = dict(all_of(shown, "SELECT environment, count(*) FROM resources GROUP BY 1"))
    assert set(counts) == {"AWS", "Azure", "GCP"}
    assert min(counts.values()) >= 120
    assert 550 <= sum(counts.values()) <= 700


def test_every_level_occurs_in_every_cloud(shown: DuckDBPyConnection) -> None:
    found = all_of(shown, "SELECT DISTINCT environment, risk_level FROM recommendations")
    levels = ("critical", "high", "medium", "low")
    assert set(found) == {(cloud, level) for cloud in ("AWS", "Azure", "GCP") for level in levels}


def test_every_view_has_recommendations_in_every_cloud(shown: DuckDBPyConnection) -> None:
    found = all_of(shown, "SELECT DISTINCT environment, view FROM recommendations")
    views = ("misconfiguration", "vulnerability", "secret")
    assert set(found) == {(cloud, view) for cloud in ("AWS", "Azure", "GCP") for view in views}


def test_some_levels_are_lower_bounds(shown: DuckDBPyConnection) -> None:
    [bounds] = all_of(shown, "SELECT count(*) FROM risks WHERE at_least")
    [all_] = all_of(shown, "SELECT count(*) FROM risks")
    assert 0 < bounds < all_


def test_most_verdicts_are_healthy_and_the_score_is_neither_best_nor_worst(
    shown: DuckDBPyConnection,
) -> None:
    counts = dict(all_of(shown, "SELECT status, count(*) FROM verdicts GROUP BY 1"))
    assert counts["healthy"] > counts["unhealthy"] > 0
    assert counts["unknown"] > 0
    assert counts["not_applicable"] > 0
    for score in all_of(shown, "SELECT score FROM scores WHERE view = 'all' AND score IS NOT NULL"):
        assert 0 < score < 100


def test_decisions_are_left_to_the_visitor(shown: DuckDBPyConnection) -> None:
    assert all_of(shown, "SELECT DISTINCT status FROM recommendations") == ["unassigned"]


def test_the_looks_that_are_denied_are_those_that_the_reader_may_not_take(
    shown: DuckDBPyConnection,
) -> None:
    rows = all_of(
        shown,
        "SELECT DISTINCT type, aspect, needs FROM coverage "
        "WHERE environment = 'AWS' AND code IN ('403', 'AccessDenied')",
    )
    assert set(rows) == {
        ("AWS::S3::Bucket", "policy", "s3:GetBucketPolicy"),
        ("AWS::KMS::Key", "rotation", "kms:GetKeyRotationStatus"),
        ("AWS::RDS::DBSnapshot", "list", "rds:DescribeDBSnapshots"),
    }


def test_a_denied_bucket_policy_is_unknown_only_where_it_is_read(shown: DuckDBPyConnection) -> None:
    unknown = all_of(
        shown,
        "SELECT policy_id FROM verdicts WHERE resource_id = ? AND status = 'unknown'",
        EXCHANGE,
    )
    [missing] = all_of(shown, "SELECT missing FROM resources WHERE id = ?", EXCHANGE)
    assert [each["aspect"] for each in missing] == ["policy"]
    assert unknown == ["aws-s3-require-encrypted-transport"]


def test_a_denied_listing_is_unknown_on_the_account(shown: DuckDBPyConnection) -> None:
    rows = all_of(
        shown,
        "SELECT DISTINCT resource_id, status FROM verdicts JOIN policies ON id = policy_id "
        "WHERE applies_to = 'AWS::RDS::DBSnapshot'",
    )
    assert rows == [("111122223333", "unknown")]


@pytest.mark.parametrize(
    ("resource", "policy", "factors"),
    [
        (ORDER_DESK, "aws-ec2-resolve-vulnerabilities", {"internet", "vuln", "critical"}),
        (CUSTOMERS, "azure-storage-public-access", {"internet", "anonymous", "sensitive"}),
        (RECONCILIATION, "gcp-sql-restrict-authorized-networks", {"internet", "sensitive"}),
    ],
)
def test_the_worst_stories_are_critical(
    shown: DuckDBPyConnection, resource: str, policy: str, factors: set[str]
) -> None:
    [(level, seen)] = all_of(
        shown,
        "SELECT risk_level, factors FROM recommendations WHERE resource_id = ? AND policy_id = ?",
        resource,
        policy,
    )
    assert level == "critical"
    assert factors <= set(seen)


def test_the_order_desk_has_a_vulnerability_that_is_known_to_be_exploited(
    shown: DuckDBPyConnection,
) -> None:
    found = all_of(
        shown,
        "SELECT finding FROM findings WHERE resource_id = ? AND known_exploited",
        ORDER_DESK,
    )
    assert "CVE-2021-44228" in found


@pytest.mark.parametrize(
    ("resource", "width"),
    [
        (ORDER_DESK, "wide"),
        (TERMINAL, "wide"),
        (PARTNER, "none"),
        (ARCHIVE, "none"),
        (PREVIEW, "none"),
        (KEY_VAULT, "none"),
        (PAY.format("terminal-hub"), "wide"),
        (PAY.format("jump"), "narrow"),
    ],
)
def test_a_public_address_alone_exposes_nothing(
    shown: DuckDBPyConnection, resource: str, width: str
) -> None:
    assert all_of(shown, "SELECT width FROM exposure WHERE resource_id = ?", resource) == [width]


@pytest.mark.parametrize(
    ("resource", "policy"),
    [
        (JOBS, "aws-ec2-remove-secrets"),
        (ORDER_DESK, "aws-ec2-remove-secrets"),
        (PAY.format("migration-helper"), "gcp-compute-secret-findings"),
        (STORE_JOBS, "azure-compute-secret-findings"),
    ],
)
def test_leaked_keys_are_on_machines(shown: DuckDBPyConnection, resource: str, policy: str) -> None:
    assert all_of(
        shown,
        "SELECT status FROM verdicts WHERE resource_id = ? AND policy_id = ?",
        resource,
        policy,
    ) == ["unhealthy"]


def test_one_report_is_about_nothing_of_ours(shown: DuckDBPyConnection) -> None:
    assert all_of(shown, "SELECT target FROM reports WHERE account IS NULL") == ["build-cellar-1"]


def test_the_second_time_takes_seconds(demo_estate: Demo) -> None:
    again = run(demo_estate.folder, "demo", "--no-serve")
    assert again.status == 0
    assert "here already" in again.output
    assert again.seconds < demo_estate.seconds / 3


def test_no_credential_is_left_in_the_home(demo_estate: Demo) -> None:
    for file in demo_estate.folder.glob("*.*"):
        if file.is_file():
            assert b"FQoGZXIvYXdz" not in file.read_bytes(), file  # how session tokens begin
