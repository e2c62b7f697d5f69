"""docs/tables.md out of the tables' own source: `python -m tests.docs.tables --write`.

What a column means stands beside it in `highground/tables/`, as a comment; here it is only read.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from duckdb_kql.types import kusto_type

from highground.kql import branches
from highground.kql.views import GIVEN, OURS
from highground.runs.current import OVERLAY
from highground.tables.every import FACTS
from highground.tables.table import EVIDENCE, MISSING, Table

ROOT = Path(__file__).parents[2]
FILE = ROOT / "docs/tables.md"

INTRODUCTION = """\
# Tables

Every table of a snapshot, and those that triage and score make of it and of decisions. Their
columns are in this order in `--format json|csv` and in KQL. Times are UTC. `NULL` means what the
column says; where it says nothing, that the provider said nothing. Types are KQL's; a `dynamic`
with a shape is a list of such objects.

This page is made of `highground/tables/`: `python -m tests.docs.tables --write`.

## What KQL sees

Under Resource Graph's names and in its shapes, for all environments:

| Table | Holds |
|---|---|
| `resources` | resources, but for those below |
| `resourcecontainers` | subscriptions, resource groups, accounts, folders, projects |
| `authorizationresources` | role assignments and definitions |
| `securityresources` | {security} |
| `policyresources` | {policy} |

And under names of our own: {ours}.

"""

SHAPES = {MISSING: "{aspect, code}", EVIDENCE: "{resource_id, path, value}"}


class Block(NamedTuple):
    """One assignment in a module of tables: comments by column, and what else it is made of."""

    comments: dict[str, str]
    uses: list[str]


def document() -> str:
    """The whole page."""
    introduction = INTRODUCTION.format(
        security=_names(branches.SECURITY_SQL),
        policy=_names(branches.POLICY_SQL),
        ours=_names(OURS),
    )
    return introduction + "\n".join(_section(table) for table in tables())


def tables() -> list[Table]:
    """All tables that are kept, in the order in which they are made."""
    return list({table.name: table for table in (*FACTS, *OVERLAY, *GIVEN)}.values())


def _section(table: Table) -> str:
    comments = _comments(table)
    key = ", ".join(f"`{name}`" for name in table.key)
    rows = "\n".join(
        f"| `{name}` | {_type(type_)} | {comments.get(name, '').replace('|', chr(92) + '|')} |"
        for name, type_ in table.columns.items()
    )
    also = next(
        (other for other, each in OURS.items() if each is table and other != table.name), ""
    )
    title = f"## {table.name}" + (f" (in KQL `{also}`)" if also else "")
    return f"{title}\n\nOne row per {key}.\n\n| Column | Type | Meaning |\n|---|---|---|\n{rows}\n"


def _type(type_: str) -> str:
    if type_ in SHAPES:
        return f"dynamic, `{SHAPES[type_]}`"
    if type_.endswith("]"):
        names = re.findall(r'(?:STRUCT\(|, )"?(\w+)"? ', _outer(type_))
        return f"dynamic, `{{{', '.join(names)}}}`" if names else "dynamic"
    return "datetime" if type_ == "DATE" else str(kusto_type(type_))


def _outer(type_: str) -> str:
    """A struct without the structs inside it."""
    inner = re.compile(r"(?<=STRUCT\()(.*)(?=\)\[\]$)")
    found = inner.search(type_)
    return type_ if found is None else f"STRUCT({re.sub(r'STRUCT[(][^()]*[)]', 'JSON', found[0])})"


def _comments(table: Table) -> dict[str, str]:
    """What stands beside the columns, also of the columns that it shares with other tables."""
    for module in sorted((ROOT / "highground/tables").glob("*.py")):
        blocks = _blocks(module.read_text(encoding="utf-8"))
        for block in blocks.values():
            if block.comments.get("") == table.name:
                return _gathered(block, blocks)
    raise LookupError(table.name)


def _gathered(block: Block, blocks: dict[str, Block]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in block.uses:
        if name in blocks:
            found |= _gathered(blocks[name], blocks)
    return found | block.comments


def _blocks(source: str) -> dict[str, Block]:
    lines = source.splitlines()
    found = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            uses = [each.id for each in ast.walk(node.value) if isinstance(each, ast.Name)]
            found[node.targets[0].id] = Block(dict(_beside(node.value, lines)), uses)
    return found


def _beside(value: ast.expr, lines: list[str]) -> Iterator[tuple[str, str]]:
    """Each column's comment: above it, then behind it. Under "" stands the table's name."""
    if isinstance(value, ast.Call) and value.args and isinstance(value.args[0], ast.Constant):
        yield "", str(value.args[0].value)
    for node in ast.walk(value):
        if isinstance(node, ast.Dict):
            for key, each in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant):
                    behind = lines[(each.end_lineno or 1) - 1].partition("  # ")[2]
                    above = lines[key.lineno - 2].strip()
                    said = [above.removeprefix("# ")] if above.startswith("# ") else []
                    yield str(key.value), " ".join([*said, *([behind] if behind else [])])


def _names(these: object) -> str:
    assert isinstance(these, dict)
    return ", ".join(f"`{name}`" for name in these)


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        FILE.write_text(document(), encoding="utf-8")
    else:
        sys.stdout.write(document())
