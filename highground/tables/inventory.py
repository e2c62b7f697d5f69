"""What inventory makes: resources, the looks that found them, and what scanners reported."""

from __future__ import annotations

from highground.tables.table import MISSING, Table

# Resource Graph's columns, in its order and with its names, for all environments.
ENVELOPE_COLUMNS = {
    "id": "VARCHAR",  # the provider's own: ARM id, ARN, Cloud Asset name
    "name": "VARCHAR",
    "type": "VARCHAR",  # the provider's own; Azure's in lower case
    "tenantId": "VARCHAR",  # Azure tenant; elsewhere NULL
    "kind": "VARCHAR",
    "location": "VARCHAR",
    "resourceGroup": "VARCHAR",
    "subscriptionId": "VARCHAR",  # Azure subscription; elsewhere equal to `account`
    "managedBy": "VARCHAR",
    "sku": "JSON",
    "plan": "JSON",
    "properties": "JSON",  # the provider's own document in the listing, raw
    "tags": "JSON",  # one object of name to value, whatever shape the provider sends
    "identity": "JSON",
    "zones": "JSON",
    "extendedLocation": "JSON",
}

RESOURCE_COLUMNS = ENVELOPE_COLUMNS | {
    "environment": "VARCHAR",  # Azure, AWS, GCP
    "account": "VARCHAR",  # subscription id, AWS account number, Google Cloud project id
    "region": "VARCHAR",  # its own; "global" where it has none
    "scope_id": "VARCHAR",  # the nearest scope: see `ids.scope_of`
    "listed_in": "VARCHAR",  # the region whose listing showed it: `coverage.region` of that look
    "aspects": "JSON",  # a member per follow-up look that completed, {} if nothing is configured
    "missing": MISSING,  # aspects whose look failed, with the provider's code
    "first_seen_at": "TIMESTAMP",
    "changed_at": "TIMESTAMP",  # when its documents last differed from the run before
    "last_seen_at": "TIMESTAMP",  # NULL: seen by the last look at it; else carried since then
}
COLLECTED = Table("collected", key=("id",), columns=RESOURCE_COLUMNS)
LAST_RESOURCES = Table("last_resources", key=("id",), columns=RESOURCE_COLUMNS)
# Collected and carried, before findings are attached to `aspects`.
CARRIED = Table("carried", key=("id",), columns=RESOURCE_COLUMNS)
RESOURCES = Table("resources", key=("id",), columns=RESOURCE_COLUMNS)

COVERAGE_COLUMNS = {
    "account": "VARCHAR",
    "region": "VARCHAR",  # where the look was made
    "type": "VARCHAR",
    "aspect": "VARCHAR",  # `list`, or the member of `aspects` that a follow-up look fills
    "outcome": "VARCHAR",  # see inventory.collect.Outcome
    "code": "VARCHAR",  # the provider's code of the first failure; "" when complete
    "count": "BIGINT",  # resources this aspect was seen of
    "looked_at": "TIMESTAMP",  # when the collection began
    "environment": "VARCHAR",
    "source": "VARCHAR",  # the kind of source that looked: aws, azure, azure-export, gcp-export, …
    "needs": "VARCHAR",  # the permission that the look takes, in the provider's words; or ""
    "scope_id": "VARCHAR",  # the account's
}
LOOKS = Table("looks", key=("account", "region", "type", "aspect"), columns=COVERAGE_COLUMNS)
LAST_COVERAGE = Table(
    "last_coverage", key=("account", "region", "type", "aspect"), columns=COVERAGE_COLUMNS
)
COVERAGE = Table("coverage", key=("account", "region", "type", "aspect"), columns=COVERAGE_COLUMNS)

REPORT_COLUMNS = {
    "id": "VARCHAR",  # hash of scanner and target: a newer report on the same replaces it
    "scanner": "VARCHAR",  # trivy, gitleaks, …
    "kind": "VARCHAR",  # vulnerability, secret: what it looked for
    "target": "VARCHAR",  # what the report says that it scanned, in its own words
    "resource_id": "VARCHAR",  # what a manifest says that it scanned; NULL: match by target
    "file": "VARCHAR",  # the file's name, without folders
    "taken_at": "TIMESTAMP",  # by the report itself; else when the file was scanned in
    "count": "BIGINT",  # findings in it
}
COLLECTED_REPORTS = Table("collected_reports", key=("id",), columns=REPORT_COLUMNS)
LAST_REPORTS = Table("last_reports", key=("id",), columns=REPORT_COLUMNS)
REPORTS = Table(
    "reports",
    key=("id",),
    columns=REPORT_COLUMNS
    | {
        "account": "VARCHAR",  # NULL: it names no resource that we know
        "scope_id": "VARCHAR",  # NULL with `account`
    },
)

FINDING_COLUMNS = {
    "id": "VARCHAR",  # hash of report, kind, finding, package and location: stable between runs
    "report_id": "VARCHAR",
    "kind": "VARCHAR",  # vulnerability, secret
    "finding": "VARCHAR",  # the scanner's own id: CVE-2021-44228, aws-access-token
    "title": "VARCHAR",
    "description": "VARCHAR",
    "severity": "VARCHAR",  # low, medium, high, critical; unknown where the scanner does not say
    "cvss": "DOUBLE",  # base score, 0 to 10; NULL if none is given
    "package": "VARCHAR",  # NULL of a secret
    "version": "VARCHAR",
    "fixed_version": "VARCHAR",  # NULL: no fix is known
    "location": "VARCHAR",  # file and line, or the layer or path of the package; never a secret
    "url": "VARCHAR",
    "details": "JSON",  # what else the scanner says, without any secret
}
COLLECTED_FINDINGS = Table("collected_findings", key=("id",), columns=FINDING_COLUMNS)
LAST_FINDINGS = Table("last_findings", key=("id",), columns=FINDING_COLUMNS)
FINDINGS = Table(
    "findings",
    key=("id",),
    columns=FINDING_COLUMNS
    | {
        "resource_id": "VARCHAR",  # NULL: unmatched, shown as such
        "account": "VARCHAR",  # of the resource; NULL if unmatched
        "scope_id": "VARCHAR",  # of the resource; NULL if unmatched
        "known_exploited": "BOOLEAN",  # in CISA's catalogue; NULL of what is no CVE
    },
)
