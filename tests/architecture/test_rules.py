"""What a module may not do: import a cloud, read the clock, catch everything, hide in a package."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import ROOMS, STAGES, modules, name, text, tree

CLOUDS = ("boto3", "botocore", "azure", "google")

# Besides `inventory`, which reads clouds.
CLOUD_ALLOWED = {
    "highground/cli/connecting.py": "checks credentials before it saves a connector",
    "highground/runs/sources.py": "chooses the credential that a connector names",
    "highground/demo/": "makes the account that the demo collects",
}

CATCH_ALL = {"highground/runs/jobs.py", "highground/web/guard.py"}

# Words of SQL and KQL that read the clock; what a run knows of time comes in as `$at`.
CLOCK_SQL = re.compile(
    r"\b(now|ago|get_current_timestamp|today)\s*\(|\bcurrent_(timestamp|date|time)\b", re.I
)


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_only_inventory_and_few_others_import_a_cloud() -> None:
    found = {
        name(file)
        for file in modules("highground")
        for module in imports(file)
        if module.partition(".")[0] in CLOUDS
    }
    strangers = [
        each
        for each in sorted(found)
        if not each.startswith(("highground/inventory/", *CLOUD_ALLOWED))
    ]
    assert strangers == []


def stages() -> list[Path]:
    return modules(
        *(f"highground/{room}" for room in ROOMS), *(f"highground/{file}" for file in STAGES)
    )


def test_no_stage_reads_the_clock_or_throws_dice() -> None:
    found = [
        f"{name(file)}:{node.lineno}"
        for file in stages()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Attribute)
        and node.attr in ("now", "utcnow", "today", "time_ns", "uuid4", "random", "monotonic")
    ]
    assert found == []
    assert not [
        name(file)
        for file in stages()
        for module in imports(file)
        if module in ("time", "random", "secrets")
    ]


def test_no_query_of_a_stage_reads_the_clock() -> None:
    found = [
        f"{name(file)}:{node.lineno}"
        for file in stages()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if "SELECT" in node.value and CLOCK_SQL.search(node.value)
    ]
    assert found == []


def test_everything_is_caught_in_two_places_only() -> None:
    found = [
        (name(file), node.lineno)
        for file in modules("highground", "bench")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ExceptHandler) and _is_broad(node.type)
    ]
    assert sorted(each for each, _ in found) == sorted(CATCH_ALL), found


def _is_broad(caught: ast.expr | None) -> bool:
    names = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(
        each is None or (isinstance(each, ast.Name) and each.id in ("Exception", "BaseException"))
        for each in names
    )


def test_packages_are_empty() -> None:
    full = [
        name(file)
        for file in modules("highground", "tests")
        if file.name == "__init__.py" and text(file).strip()
    ]
    assert full == []


def test_imports_are_absolute() -> None:
    relative = [
        f"{name(file)}:{node.lineno}"
        for file in modules("highground", "tests", "bench")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []


def test_every_module_and_public_thing_says_what_it_is_for() -> None:
    silent = [
        f"{name(file)}:{getattr(node, 'lineno', 1)}"
        for file in modules("highground", "bench")
        if text(file).strip()
        for node in _public(tree(file))
        if not ast.get_docstring(node)
    ]
    assert silent == []


Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def _public(node: Documented) -> Iterator[Documented]:
    """A module, its public classes and functions, and the public methods of those classes."""
    yield node
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return
    kinds = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    for each in [each for each in node.body if isinstance(each, kinds)]:
        if not each.name.startswith("_"):
            yield from _public(each)
