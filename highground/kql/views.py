"""Highground's tables as a query sees them: Resource Graph's tables, and our own beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from duckdb import DuckDBPyConnection

from highground.kql import assessments, branches, functions
from highground.kql.narrowing import SCHEMA
from highground.scopes import Scope
from highground.tables.decisions import ASSIGNMENTS, EXEMPTIONS
from highground.tables.graph import EXPOSURE
from highground.tables.inventory import (
    COVERAGE,
    ENVELOPE_COLUMNS,
    FINDINGS,
    REPORTS,
    RESOURCE_COLUMNS,
    RESOURCES,
)
from highground.tables.posture import CHANGES, POLICIES, VERDICTS
from highground.tables.risk import RISKS
from highground.tables.score import SCORES
from highground.tables.table import Table
from highground.tables.triage import RECOMMENDATIONS

# What a snapshot and its decisions hand over; a table without parts is empty.
GIVEN = (
    RESOURCES,
    COVERAGE,
    REPORTS,
    FINDINGS,
    EXPOSURE,
    POLICIES,
    VERDICTS,
    CHANGES,
    RISKS,
    RECOMMENDATIONS,
    SCORES,
    ASSIGNMENTS,
    EXEMPTIONS,
)

# Our own tables that stand under their own names, and one that Resource Graph's users know.
OURS = {
    table.name: table
    for table in (
        VERDICTS,
        COVERAGE,
        REPORTS,
        FINDINGS,
        EXPOSURE,
        POLICIES,
        CHANGES,
        RISKS,
        RECOMMENDATIONS,
    )
} | {"score_history": SCORES}

CONTAINERS = (
    "microsoft.resources/subscriptions",
    "microsoft.resources/subscriptions/resourcegroups",
    "microsoft.management/managementgroups",
    "aws::organizations::organization",
    "aws::organizations::organizationalunit",
    "aws::organizations::account",
    "cloudresourcemanager.googleapis.com/organization",
    "cloudresourcemanager.googleapis.com/folder",
    "cloudresourcemanager.googleapis.com/project",
)
AUTHORIZATION = (
    "microsoft.authorization/roleassignments",
    "microsoft.authorization/roledefinitions",
    "microsoft.authorization/classicadministrators",
)
POLICY = (
    "microsoft.authorization/policydefinitions",
    "microsoft.authorization/policysetdefinitions",
    "microsoft.authorization/policyassignments",
    "microsoft.authorization/policyexemptions",
    "microsoft.policyinsights/policystates",
)
SECURITY = (
    "microsoft.security/pricings",
    "microsoft.security/softwareinventories",
    "microsoft.security/automations",
)

# To KQL a text is never null. `region` stands in where a provider knows no `location`.
TEXT_OF = {
    "tenantId": "coalesce(\"tenantId\", '')",
    "kind": "coalesce(kind, '')",
    "location": "coalesce(location, region, '')",
    "resourceGroup": "coalesce(\"resourceGroup\", '')",
    "subscriptionId": "coalesce(\"subscriptionId\", account, '')",
    "managedBy": "coalesce(\"managedBy\", '')",
}


def given(
    con: DuckDBPyConnection, parts: Mapping[str, Sequence[str]], scope: Scope = Scope()
) -> None:
    """Make the views of schema `base`: each table's Parquet parts, as far as the reader sees."""
    con.execute("CREATE SCHEMA base")
    for table in GIVEN:
        files = list(parts.get(table.name, ()))
        con.execute(f"CREATE VIEW base.{table.name} AS {_rows_sql(con, table, files, scope)}")


def create(con: DuckDBPyConnection) -> None:
    """Make the tables that a query reads, as views over schema `base`. Reads no row."""
    functions.install(con)
    con.execute(assessments.MACRO_SQL)
    resources, envelope = _columns(RESOURCES), _columns(RESOURCES, ENVELOPE_COLUMNS)
    apart = CONTAINERS + AUTHORIZATION + POLICY + SECURITY
    views = {
        "resources": f"SELECT {resources} FROM base.resources WHERE NOT {_among(apart)}",
        "resourcecontainers": f"SELECT {resources} FROM base.resources WHERE {_among(CONTAINERS)}",
        "authorizationresources": (
            f"SELECT {resources} FROM base.resources WHERE {_among(AUTHORIZATION)}"
        ),
        "securityresources": _union(
            *branches.SECURITY_SQL.values(),
            f"SELECT {envelope} FROM base.resources WHERE {_among(SECURITY)}",
        ),
        "policyresources": _union(
            *branches.POLICY_SQL.values(),
            f"SELECT {envelope} FROM base.resources WHERE {_among(POLICY)}",
        ),
    }
    for name, table in OURS.items():
        views[name] = f"SELECT {_columns(table)} FROM base.{table.name}"
    for name, sql in views.items():
        con.execute(f"CREATE VIEW {name} AS {sql}")
    con.execute(f"CREATE SCHEMA {SCHEMA}")
    for type_, sql in branches.SECURITY_SQL.items():
        con.execute(f'CREATE VIEW {SCHEMA}."securityresources/{type_}" AS {sql}')


def _rows_sql(con: DuckDBPyConnection, table: Table, files: Sequence[str], scope: Scope) -> str:
    if not files:
        nulls = ", ".join(f'NULL::{type_} AS "{name}"' for name, type_ in table.columns.items())
        return f"SELECT {nulls} WHERE FALSE"
    source = f"read_parquet([{', '.join(_quote(file) for file in files)}])"
    stored = {n: t for n, t, *_ in con.execute(f"DESCRIBE FROM {source}").fetchall()}
    columns = ", ".join(
        f'"{name}"' if stored.get(name) == type_ else f'CAST("{name}" AS {type_}) AS "{name}"'
        for name, type_ in table.columns.items()
    )
    return f"SELECT {columns} FROM {source} WHERE {_seen(table, scope)}"


def _seen(table: Table, scope: Scope) -> str:
    """Which rows of a table a reader sees. What policies say is no secret to anyone."""
    if "account" in table.columns:
        return scope.sql()
    if table is SCORES:
        return scope.sql("scope", "scope")
    return "TRUE"


def _columns(table: Table, names: Mapping[str, str] | None = None) -> str:
    return ", ".join(
        f'{_column(name, table.columns[name], table)} AS "{name}"'
        for name in names or table.columns
    )


def _column(name: str, type_: str, table: Table) -> str:
    """A column in one of KQL's types: what is no scalar is a dynamic, a date is a time."""
    if table.columns is RESOURCE_COLUMNS and name in TEXT_OF:
        return TEXT_OF[name]
    if type_.endswith("]"):
        return f'to_json("{name}")'
    return f'CAST("{name}" AS TIMESTAMP)' if type_ == "DATE" else f'"{name}"'


def _among(types: Sequence[str]) -> str:
    return f"lower(type) IN ({', '.join(_quote(each) for each in types)})"


def _union(*selects: str) -> str:
    return "\nUNION ALL BY NAME\n".join(selects)


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
