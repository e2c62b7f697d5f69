"""A file shows what is in it; what it leaves out is not seen, unless somebody vouches for it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from highground.errors import BadInput
from highground.inventory.collect import Coverage, Item, Outcome, Raw, Report
from highground.inventory.offline import LAST, OfflineSource

AT = datetime(2026, 1, 5, tzinfo=UTC)
VM = "microsoft.compute/virtualmachines"
DISK = "microsoft.compute/disks"
BUCKET = "storage.googleapis.com/Bucket"
EXPECTED = {"Azure": frozenset([VM, DISK]), "GCP": frozenset([BUCKET])}


def vm(name: str = "web", sub: str = "s1", **more: Any) -> dict[str, Any]:
    id_ = f"/subscriptions/{sub}/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines"
    return {"id": f"{id_}/{name}", "name": name, "type": VM, "properties": {}, **more}


def write(folder: Path, files: Mapping[str, Any]) -> Path:
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            file.write_bytes(content)
        else:
            file.write_text(content if isinstance(content, str) else json.dumps(content))
    return folder


def read(source: OfflineSource) -> list[Item]:
    """Everything, as the runner does it: a file that fails does not stop the others."""
    items: list[Item] = []
    for unit in source.units():
        try:
            items += list(source.collect(unit, AT))
        except BadInput:
            continue
    return items


def looks(items: list[Item], aspect: str = "list") -> dict[tuple[str, str], Coverage]:
    rows = [each for each in items if isinstance(each, Coverage) and each.aspect == aspect]
    keys = [(each.account, each.type) for each in rows]
    if aspect == "list":
        assert len(set(keys)) == len(keys), "one row per look"
    return dict(zip(keys, rows, strict=True))


def ids(items: list[Item]) -> list[str]:
    return [each.id for each in items if isinstance(each, Raw)]


@pytest.mark.parametrize(
    ("complete", "of_vms", "of_disks"),
    [
        ("present", (Outcome.COMPLETE, "", 1), (Outcome.UNSUPPORTED, "NotInExport", 0)),
        ("all", (Outcome.COMPLETE, "", 1), (Outcome.COMPLETE, "", 0)),
        ("none", (Outcome.PARTIAL, "NotComplete", 1), (Outcome.UNSUPPORTED, "NotInExport", 0)),
    ],
)
def test_how_much_an_absent_type_means_is_for_people_to_say(
    tmp_path: Path, complete: Any, of_vms: tuple[Any, ...], of_disks: tuple[Any, ...]
) -> None:
    write(tmp_path, {"export.json": [vm()]})
    seen = looks(read(OfflineSource([tmp_path], complete, EXPECTED)))
    assert set(seen) == {("s1", VM), ("s1", DISK)}
    for type_, wanted in ((VM, of_vms), (DISK, of_disks)):
        row = seen["s1", type_]
        assert (row.outcome, row.code, row.count) == wanted
        assert (row.region, row.environment, row.source) == ("global", "Azure", "azure-export")


def test_several_files_are_one_export(tmp_path: Path) -> None:
    disk = vm("d") | {"id": vm("d")["id"].replace("virtualMachines", "disks"), "type": DISK}
    write(tmp_path, {"a/vms.json": [vm()], "b/disks.json": [disk], "b/more.json": [vm("two")]})
    items = read(OfflineSource([tmp_path], "present", EXPECTED))
    seen = looks(items)
    assert {row.outcome for row in seen.values()} == {Outcome.COMPLETE}
    assert seen["s1", VM].count == 2
    assert len(ids(items)) == 3


def test_an_id_in_several_files_is_one_resource_and_the_newest_wins(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "old/manifest.yaml": "taken_at: 2025-01-01",
            "old/z.json": [vm(location="old")],
            "new/a.json": [vm(location="first"), vm(location="new")],
        },
    )
    items = read(OfflineSource([tmp_path / "new", tmp_path / "old"], "present", EXPECTED))
    assert [each.region for each in items if isinstance(each, Raw)] == ["new"]
    again = [each for each in items if isinstance(each, Coverage) and each.code == "SameId"]
    assert [(each.region, each.count) for each in again] == [("new/a.json", 1), ("old/z.json", 1)]


def test_each_file_is_counted_by_name(tmp_path: Path) -> None:
    write(tmp_path, {"export.json": [vm()], "README.md": "# Hello", "x.sarif": {"runs": []}})
    rows = [each for each in read(OfflineSource([tmp_path])) if isinstance(each, Coverage)]
    counted = {
        each.region: (each.type, each.outcome, each.count)
        for each in rows
        if each.aspect == "content"
    }
    name = tmp_path.name
    assert counted == {
        f"{name}/export.json": ("azure-export", Outcome.COMPLETE, 1),
        f"{name}/README.md": ("a .md file", Outcome.UNSUPPORTED, 1),
        f"{name}/x.sarif": ("SARIF report", Outcome.UNSUPPORTED, 1),
    }


def test_hidden_files_and_manifests_are_no_input(tmp_path: Path) -> None:
    write(tmp_path, {".git/x.json": "{", ".x": "{", "manifest.yaml": "{}", "a.json": [vm()]})
    assert OfflineSource([tmp_path]).units() == [f"{tmp_path.name}/a.json", LAST]


# --- manifests ----------------------------------------------------------------------------------


def test_a_manifest_says_what_its_folder_is(tmp_path: Path) -> None:
    says = "{complete: all, taken_at: 2025-12-01T10:00:00Z, environment: Azure}"
    write(tmp_path, {"manifest.yaml": says, "deep/er/a.json": [vm()]})
    seen = looks(read(OfflineSource([tmp_path], "none", EXPECTED)))
    assert seen["s1", DISK].outcome is Outcome.COMPLETE
    assert seen["s1", VM].looked_at == datetime(2025, 12, 1, 10, tzinfo=UTC)


def test_an_account_that_a_manifest_names_cannot_vanish(tmp_path: Path) -> None:
    says = "{environment: Azure, scope: [s1, s2]}"
    write(tmp_path, {"manifest.yaml": says, "a.json": [vm()]})
    source = OfflineSource([tmp_path], "present", EXPECTED)
    seen = looks(read(source))
    assert seen["s2", VM].outcome is Outcome.UNSUPPORTED
    assert {(each.account, each.code) for each in source.expected(LAST, AT)} == {
        ("s1", "NotRead"),
        ("s2", "NotRead"),
    }


def test_a_named_account_is_seen_to_be_empty_only_in_an_export_of_everything(
    tmp_path: Path,
) -> None:
    says = "{environment: Azure, scope: s2, complete: all}"
    write(tmp_path, {"manifest.yaml": says, "a.json": "[]"})
    seen = looks(read(OfflineSource([tmp_path], "present", EXPECTED)))
    assert {row.outcome for row in seen.values()} == {Outcome.COMPLETE}
    assert set(seen) == {("s2", VM), ("s2", DISK)}


@pytest.mark.parametrize(
    ("manifest", "line", "problem"),
    [
        ("complete: most", 1, "complete"),
        ("environment: Azure\nscopes: [a]", 2, "scopes"),
        ("reports:\n- file: gone.json\n  resource: x", 2, "gone.json"),
        ("a: [", 2, "not YAML"),
        ("taken_at: soon", 1, "taken_at"),
    ],
)
def test_a_broken_manifest_is_named_and_nothing_counts_as_complete(
    tmp_path: Path, manifest: str, line: int, problem: str
) -> None:
    write(tmp_path, {"manifest.yaml": manifest, "a.json": [vm()]})
    source = OfflineSource([tmp_path], "all", EXPECTED)
    seen = looks(read(source))
    [error] = source.errors
    with pytest.raises(BadInput, match=r"manifest\.yaml"):
        list(source.collect(source.units()[0], AT))
    assert str(error).startswith(f"{tmp_path.resolve().as_posix()}/manifest.yaml:{line}: ")
    assert problem in error.problem
    assert seen["s1", VM].outcome is Outcome.PARTIAL


def test_a_manifest_ties_a_report_to_a_resource(tmp_path: Path) -> None:
    says = "reports: [{file: leaks.json, resource: repo-1, scanner: gitleaks}]"
    write(tmp_path, {"manifest.yaml": says, "leaks.json": "[]"})
    [report] = [each for each in read(OfflineSource([tmp_path])) if isinstance(each, Report)]
    assert (report.resource_id, report.scanner, report.count) == ("repo-1", "gitleaks", 0)


def test_an_empty_report_that_could_be_any_scanners_needs_its_name(tmp_path: Path) -> None:
    says = "reports: [{file: leaks.json, resource: repo-1}]"
    write(tmp_path, {"manifest.yaml": says, "leaks.json": "null"})
    source = OfflineSource([tmp_path])
    assert [each for each in read(source) if isinstance(each, Report)] == []
    assert "scanner: gitleaks" in source.errors[0].problem


# --- malformed ----------------------------------------------------------------------------------

GOOD = json.dumps(vm())
BROKEN = {
    "empty.json": (b"", 1, "empty"),
    "blank.json": (b" \n\n ", 1, "empty"),
    "bom-only.json": (b"\xef\xbb\xbf", 1, "empty"),
    "truncated.json": (f"[{GOOD},\n{GOOD[:60]}".encode(), 2, "not JSON"),
    "truncated.jsonl": (f"{GOOD}\n{GOOD[:60]}\n".encode(), 2, "not JSON"),
    "first-line.jsonl": (f"{GOOD[:-1]},,}}\n{GOOD}\n".encode(), 1, "not JSON"),
    "number.jsonl": (f"{GOOD}\n42\n".encode(), 2, "type int"),
    "list-in-list.json": (f"[{GOOD}, [1]]".encode(), 1, "type list"),
    "text.json": (b'"hello"', 1, "list or object"),
    "words.json": (b"hello there", 1, "not JSON"),
    "nul.jsonl": (GOOD.replace("web", "w\0b", 1).encode() + b"\n", 1, "again"),
    "nul.json": (b"[" + GOOD.replace("web", "w\0b", 1).encode() + b"]", 1, "again"),
    "latin-1.jsonl": (GOOD.encode() + b"\n" + GOOD.replace("web", "w\xe9b").encode("latin-1"), 2,
                      "utf-8"),
    "nan.jsonl": (GOOD.replace("{}", '{"a": NaN}').encode(), 1, "NaN"),
    "infinite.jsonl": (GOOD.replace("{}", '{"a": 1e999}').encode(), 1, "not JSON"),
    "surrogate.jsonl": (GOOD.replace("{}", r'{"a": "\ud800"}').encode(), 1, "not JSON"),
    "deep.jsonl": (GOOD.replace("{}", "[" * 99_999 + "]" * 99_999).encode(), 1, "too deeply"),
    "table.json": (b'{"data": {"columns": [], "rows": []}}', 1, "objectArray"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_one_error_with_a_line_and_a_remedy(tmp_path: Path, name: str) -> None:
    content, line, problem = BROKEN[name]
    write(tmp_path, {name: content, "good.json": [vm("good")]})
    source = OfflineSource([tmp_path], "present", EXPECTED)
    items = read(source)
    [error] = source.errors
    assert str(error).startswith(f"{(tmp_path / name).as_posix()}:{line}: ")
    assert problem in error.problem
    assert any(word in error.problem for word in ("again", "ask for"))
    assert ids(items) == [vm("good")["id"]], "the other file goes on"


def test_where_one_file_cannot_be_read_the_others_are_not_all_there_is(tmp_path: Path) -> None:
    write(tmp_path, {"a.jsonl": f"{GOOD}\n{GOOD[:60]}", "b.json": [vm("b")]})
    seen = looks(read(OfflineSource([tmp_path], "all", EXPECTED)))
    assert (seen["s1", VM].outcome, seen["s1", VM].code) == (Outcome.PARTIAL, "UnreadableFile")
    assert (seen["s1", DISK].outcome, seen["s1", DISK].code) == (Outcome.FAILED, "UnreadableFile")


def test_a_broken_report_says_nothing_about_an_export(tmp_path: Path) -> None:
    write(tmp_path, {"gitleaks.json": '[{"RuleID": "x", "File": "y", "Match": ', "b.json": [vm()]})
    seen = looks(read(OfflineSource([tmp_path], "present", EXPECTED)))
    assert seen["s1", VM].outcome is Outcome.COMPLETE


def test_a_path_that_does_not_exist_is_named(tmp_path: Path) -> None:
    source = OfflineSource([tmp_path / "gone"])
    unit, last = source.units()
    assert (unit, last) == ((tmp_path / "gone").as_posix(), LAST)
    with pytest.raises(BadInput, match="no such file"):
        list(source.collect(unit, AT))
    assert [each.problem for each in source.errors] == ["no such file or folder; correct the path"]


def test_units_can_be_read_side_by_side(tmp_path: Path) -> None:
    write(tmp_path, {f"{n}.jsonl": json.dumps(vm(f"vm{n}")) for n in range(20)} | {"x.json": "["})
    source = OfflineSource([tmp_path], "present", EXPECTED)

    def count(unit: str) -> int:
        try:
            return len(ids(list(source.collect(unit, AT))))
        except BadInput:
            return 0

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(count, source.units())) == 20
    assert len(source.errors) == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("form", ["array", "lines", "wrapped"])
def test_encodings_of_windows_are_read(tmp_path: Path, encoding: str, form: str) -> None:
    rows = [vm("größe"), vm("zwei")]
    text = {
        "array": json.dumps(rows, ensure_ascii=False, indent=1),
        "lines": "\r\n".join(json.dumps(each, ensure_ascii=False) for each in rows),
        "wrapped": json.dumps({"data": rows, "skip_token": None}, ensure_ascii=False),
    }[form]
    write(tmp_path, {"export.json": text.encode(encoding)})
    source = OfflineSource([tmp_path])
    assert ids(read(source)) == [each["id"] for each in rows]
    assert source.errors == []


def test_a_line_of_five_megabytes_is_read(tmp_path: Path) -> None:
    large = json.dumps(vm(properties={"data": "x" * 5_000_000}))
    write(tmp_path, {"large.jsonl": f"{large}\n{json.dumps(vm('b'))}\n"})
    [first, _] = [each for each in read(OfflineSource([tmp_path])) if isinstance(each, Raw)]
    assert len(first.properties["data"]) == 5_000_000


def test_of_a_repeated_key_the_last_value_counts_as_in_every_reader(tmp_path: Path) -> None:
    row = GOOD.replace('"properties": {}', '"properties": {"a": 1, "A": 2, "a": 3}')
    write(tmp_path, {"lines.jsonl": row, "array.json": f"[{row.replace('web', 'b')}]"})
    raws = [each for each in read(OfflineSource([tmp_path])) if isinstance(each, Raw)]
    assert [dict(each.properties) for each in raws] == [{"a": 3, "A": 2}] * 2
