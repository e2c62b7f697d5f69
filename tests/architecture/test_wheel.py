"""A wheel holds all that runs: the package, its content, and the console if one is built."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.architecture.tree import ROOT, files, name

CONTENT = ("policies", "defaults", "collectors", "insights", "intel", "estates")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in a wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=300)
    [file] = folder.glob("*.whl")
    with ZipFile(file) as packed:
        return set(packed.namelist())


@pytest.mark.parametrize("folder", CONTENT)
def test_the_content_is_in_it(wheel: set[str], folder: str) -> None:
    here = [name(file) for file in files() if name(file).startswith(f"{folder}/")]
    assert here
    assert {f"highground/_content/{each}" for each in here} <= wheel


def test_every_module_is_in_it_and_no_test(wheel: set[str]) -> None:
    modules = {name(file) for file in files() if name(file).startswith("highground/")}
    assert modules <= wheel
    assert not [each for each in wheel if each.startswith("tests/")]


def test_the_console_is_in_it_if_it_is_built(wheel: set[str]) -> None:
    built = (ROOT / "ui/dist/index.html").is_file()
    assert ("highground/_console/index.html" in wheel) == built


def test_the_licence_is_in_it(wheel: set[str]) -> None:
    assert [each for each in wheel if Path(each).name == "LICENSE"]


def test_an_editable_install_is_one_line_and_takes_no_other_package(tmp_path: Path) -> None:
    build = "import sys; from hatchling.build import build_editable; build_editable(sys.argv[1])"
    subprocess.run([sys.executable, "-c", build, str(tmp_path)], cwd=ROOT, check=True)
    [file] = tmp_path.glob("*.whl")
    with ZipFile(file) as packed:
        [line] = [each for each in packed.namelist() if ".dist-info/" not in each]
        assert Path(packed.read(line).decode()) == ROOT
