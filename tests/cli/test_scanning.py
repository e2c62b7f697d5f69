"""`scan` in processes of its own: what it prints, how it ends, and what a bad file does."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copy

from tests.cli.conftest import ROWS, Cli, Done, export, process


def counts(done: Done, what: str) -> dict[str, int]:
    return {row["name"]: row["count"] for row in done.rows if row["what"] == what}


def test_a_scan_prints_what_it_found(scanned: tuple[Path, Done]) -> None:
    done = scanned[1]
    assert list(done.rows[0]) == ["what", "name", "count"]
    assert counts(done, "resources") == {"Azure": len(ROWS)}
    assert set(counts(done, "looks")) == {"complete", "unsupported"}
    assert set(counts(done, "verdicts")) >= {"healthy", "unhealthy", "unknown"}
    assert sum(counts(done, "recommendations").values()) == counts(done, "verdicts")["unhealthy"]


def test_a_broken_file_is_named_and_the_others_go_on(tmp_path: Path, few: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    export(files, *ROWS)
    broken = files / "broken.json"
    broken.write_text('[\n  {"id": "a",\n  "type" "b"}\n]\n', encoding="utf-8")
    done = process(tmp_path / "home", few, "scan", str(files), "--format", "json")
    assert done.status == 1
    assert counts(done, "resources") == {"Azure": len(ROWS)}
    [line] = [line for line in done.err.splitlines() if "broken.json" in line]
    assert line.startswith(f"highground: {broken}:3: not JSON: ")
    assert line.endswith("export it again, or leave it out")


def test_nothing_usable_exits_2(tmp_path: Path, few: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text('{"data": [', encoding="utf-8")
    done = process(tmp_path / "home", few, "scan", str(broken))
    assert done.status == 2
    assert f"highground: {broken}:1: " in done.err


def test_a_broken_policy_is_left_out_and_named(tmp_path: Path, few: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    for each in few.iterdir():
        if each.name != "policies":
            (content / each.name).symlink_to(each)
    policies = content / "policies"
    policies.mkdir()
    good = next((few / "policies/azure/storage").glob("*public-access.yaml"))
    for suffix in (".yaml", ".cases.yaml"):
        copy(good.with_suffix(suffix), policies / f"good{suffix}")
    (policies / "bad.yaml").write_text("id: a-bad-one\ntitle: [\n", encoding="utf-8")
    words = ("scan", str(export(tmp_path, *ROWS)))
    done = process(tmp_path / "home", content, *words)
    assert done.status == 0, "the look at the world was whole"
    assert f"left out: {policies / 'bad.yaml'}:" in done.err
    tried = process(tmp_path / "home", content, "policies", "test")
    assert tried.status == 1
    assert f"{policies / 'bad.yaml'}:" in tried.err


def test_scan_refuses_what_is_not_there(inside: Cli, tmp_path: Path) -> None:
    absent = inside(tmp_path / "home", "scan", "/no/such/file.json")
    assert absent.status == 2
    assert "/no/such/file.json: no such file" in absent.err
    nothing = inside(tmp_path / "home", "scan")
    assert nothing.status == 2
    assert "highground connect" in nothing.err


def test_runs_lists_the_scan_and_cancel_refuses_one_that_ended(
    inside: Cli, scanned: tuple[Path, Done]
) -> None:
    [run] = inside(scanned[0], "runs", "--format", "json").rows
    assert run["state"] == "finished"
    assert json.dumps(run["began_at"]) < json.dumps(run["ended_at"])
    assert inside(scanned[0], "cancel", run["id"]).status == 2
