"""Commands that read: query, recommendations, verdicts, coverage, score. They exit 0."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from highground.cli.common import AtOption, FormatOption, home, view
from highground.cli.printing import Format, print_relation, print_rows, say
from highground.errors import BadQuery, NotKql

LEVELS = "list_position(['critical', 'high', 'medium', 'low'], risk_level)"

FLAT_SQL = """
SELECT * FROM recommendations
WHERE ($view = 'all' OR view = $view) AND {filters}
ORDER BY {levels} NULLS LAST, attack_paths DESC, title, resource_id
"""

GROUPED_SQL = """
SELECT
    {by},
    count(*) AS recommendations,
    count(*) FILTER (risk_level = 'critical') AS critical,
    count(*) FILTER (risk_level = 'high') AS high,
    count(*) FILTER (risk_level = 'medium') AS medium,
    count(*) FILTER (risk_level = 'low') AS low,
    list_sort(list_distinct(flatten(list(factors)))) AS factors
FROM recommendations
WHERE ($view = 'all' OR view = $view) AND {filters}
GROUP BY ALL
ORDER BY min({levels}) NULLS LAST, recommendations DESC, {by}
"""

GROUPS = {"title": "policy_id, title", "resource": "resource_id, resource_name, resource_type"}

# One filter, of a plain column and of a list.
TESTS = {False: "{name}::VARCHAR = ${name}_{n}", True: "list_contains({name}, ${name}_{n})"}

# What a person sees in a terminal; JSON and CSV have every column.
SHOWN = "risk_level, title, resource_name, factors, status, owner, due_on"


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    for command in (query, recommendations, verdicts, coverage, score):
        app.command()(command)


def query(
    kql: Annotated[str | None, typer.Argument(help="KQL, as Resource Graph has it.")] = None,
    file: Annotated[
        Path | None,
        typer.Option("-f", "--file", exists=True, dir_okay=False, help="A file of KQL."),
    ] = None,
    at: AtOption = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Run KQL on the current snapshot, or on that of an earlier time."""
    from highground.kql.sandbox import Limits, Sandbox, Source

    if (kql is None) == (file is None):
        raise BadQuery("give the query, or a file with -f")
    text = file.read_text(encoding="utf-8", errors="replace") if file else kql or ""
    where = home()
    settings = where.settings.query
    limits = Limits(settings.seconds, settings.memory_mb, settings.rows, children=1)
    try:
        with Sandbox(limits) as sandbox:  # its process starts while this one looks for the view
            seen = view(where, at)
            result = sandbox.query(text, Source(seen.id, seen.parts))
    except NotKql as error:
        place = "" if error.line is None else f"line {error.line}, column {error.column}: "
        raise BadQuery(f"{place}{error}") from error
    print_rows([column.name for column in result.columns], result.rows, format_)
    if result.truncated:
        say(f"Only the first {len(result.rows):,} rows: add a filter, or `take`.")


def recommendations(
    view_: Annotated[
        Literal["all", "misconfiguration", "vulnerability", "secret"], typer.Option("--view")
    ] = "all",
    group_by: Annotated[Literal["title", "resource"] | None, typer.Option()] = None,
    filter_: Annotated[
        list[str] | None, typer.Option("--filter", help="column=value, again and again.")
    ] = None,
    at: AtOption = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """List what to fix, worst first, as the Recommendations page does."""
    filters, values = _filters(filter_ or [])
    sql = GROUPED_SQL if group_by else FLAT_SQL
    text = sql.format(filters=filters, levels=LEVELS, by=GROUPS.get(group_by or "", ""))
    con = view(home(), at).connect()
    rows = con.sql(text, params={"view": view_, **values})
    print_relation(rows.project(SHOWN) if _short(format_, group_by) else rows, format_)
    [(unknown,)] = con.execute("SELECT count(*) FROM verdicts WHERE status = 'unknown'").fetchall()
    if unknown:
        say(f"{unknown:,} verdicts are unknown: see `highground coverage`.")


def verdicts(
    policy: Annotated[str | None, typer.Option(help="A policy's id.")] = None,
    resource: Annotated[str | None, typer.Option(help="A resource's id.")] = None,
    at: AtOption = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """List one row per policy and resource, with what decided or what was missing."""
    con = view(home(), at).connect()
    rows = con.sql(
        "FROM verdicts WHERE ($policy IS NULL OR policy_id = $policy) "
        "AND ($resource IS NULL OR lower(resource_id) = lower($resource)) "
        "ORDER BY policy_id, resource_id",
        params={"policy": policy, "resource": resource},
    )
    print_relation(rows, format_, documents=("evidence",))


def coverage(
    gaps: Annotated[bool, typer.Option("--gaps", help="Only what could not be read.")] = False,
    at: AtOption = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """List every look: where, at what, how it ended, and which permission it takes."""
    con = view(home(), at).connect()
    rows = con.sql(
        "FROM coverage WHERE NOT $gaps OR outcome NOT IN ('complete', 'not_enabled') "
        "ORDER BY account, type, aspect, region",
        params={"gaps": gaps},
    )
    print_relation(rows, format_)


def score(at: AtOption = None, format_: FormatOption = Format.TABLE) -> None:
    """Print the cloud secure score of each scope, with its lower bound and what it counts."""
    con = view(home(), at).connect()
    rows = con.sql("FROM scores ORDER BY scope, view")
    print_relation(rows, format_, documents=("constants",))


def _short(format_: Format, group_by: str | None) -> bool:
    return format_ is Format.TABLE and group_by is None and sys.stdout.isatty()


def _filters(written: list[str]) -> tuple[str, dict[str, str]]:
    """`column=value` filters as SQL and its parameters; several of a column are alternatives."""
    from highground.tables.triage import RECOMMENDATIONS

    chosen: dict[str, list[str]] = {}
    for each in written:
        name, equals, value = each.partition("=")
        if not equals or name not in RECOMMENDATIONS.columns:
            names = ", ".join(RECOMMENDATIONS.columns)
            raise BadQuery(f"--filter {each}: write column=value with one of {names}")
        chosen.setdefault(name, []).append(value)
    terms, values = ["TRUE"], dict[str, str]()
    for name, wanted in chosen.items():
        is_list = RECOMMENDATIONS.columns[name].endswith("[]")
        either = []
        for n, value in enumerate(wanted):
            values[f"{name}_{n}"] = value
            either.append(TESTS[is_list].format(name=name, n=n))
        terms.append(f"({' OR '.join(either)})")
    return " AND ".join(terms), values
