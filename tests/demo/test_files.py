"""The estate's files can be read by a person, and hold nothing that is anybody's."""

from __future__ import annotations

import csv
import json
import re
from ipaddress import ip_address, ip_network
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from highground.demo import calls
from highground.demo.seeding import filled
from highground.inventory import manifest
from tests.demo.estate import FOLDER

FILES = sorted(file for file in FOLDER.rglob("*.*") if file.is_file())
LINES = [file for file in FILES if file.suffix == ".jsonl"]

ADDRESS = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
OWN_MAIL = ("example.com", "gserviceaccount.com")
IP = re.compile(r"(?<![\d.-])(?:\d{1,3}\.){3}\d{1,3}(?![\d.-])")
# Documentation and private addresses; Google's own health checks; and what stands for everybody.
INVENTED = ("203.0.113.0/24", "198.51.100.0/24", "192.0.2.0/24", "10.0.0.0/8")
PUBLISHED = ("130.211.0.0/22", "35.191.0.0/16", "0.0.0.0/32", "255.255.255.255/32")
ALLOWED = [ip_network(each) for each in (*INVENTED, *PUBLISHED)]
SECRETS = re.compile(
    r"AKIA[0-9A-Z]{16}|ASIA[0-9A-Z]{16}|-----BEGIN|AIza[\w-]{35}|gh[pousr]_\w{30}|xox[bp]-"
    r"|AccountKey=|eyJ[\w-]{10,}\.[\w-]{10,}"
)


@pytest.mark.parametrize("file", LINES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_an_export_has_a_resource_on_each_line_in_order(file: Path) -> None:
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    order = [row["id"].lower() if "id" in row else (row["asset_type"], row["name"]) for row in rows]
    assert order == sorted(order)
    assert len(set(order)) == len(order)


def test_every_manifest_and_report_can_be_read() -> None:
    said = manifest.load(FOLDER / "reports" / manifest.NAME)
    reports = {file.name for file in FILES if file.name.endswith((".trivy.json", ".gitleaks.json"))}
    assert {each.file for each in said.reports} <= reports
    for name in reports:
        json.loads((FOLDER / "reports" / name).read_text(encoding="utf-8"))
    for file in FOLDER.rglob(manifest.NAME):
        manifest.load(file)


def test_every_call_uses_names_that_stand_before_it() -> None:
    known: dict[str, object] = {"account": "1", "region": "r"}
    for step in calls.load(FOLDER / "aws"):
        for members in step.call.each:
            names = {**known, **filled(members, known)}
            filled(step.call.parameters, names)  # raises KeyError at a name that nobody saved
            known |= {filled(name, names): "saved" for name in step.call.save}


def test_every_mail_address_is_an_example() -> None:
    for file in FILES:
        for domain in ADDRESS.findall(file.read_text(encoding="utf-8")):
            assert domain.endswith(OWN_MAIL), (file.name, domain)


def test_every_address_is_one_for_examples() -> None:
    for file in FILES:
        for text in IP.findall(file.read_text(encoding="utf-8")):
            assert any(ip_address(text) in each for each in ALLOWED), (file.name, text)


def test_nothing_looks_like_a_secret() -> None:
    for file in FILES:
        assert not SECRETS.search(file.read_text(encoding="utf-8")), file.name


def test_reports_name_vulnerabilities_that_are_known_to_be_exploited() -> None:
    with (FOLDER.parents[1] / "intel/kev.csv").open(encoding="utf-8") as listed:
        exploited = {row["cve"] for row in csv.DictReader(listed)}
    text = "".join(file.read_text() for file in FILES if file.name.endswith(".trivy.json"))
    assert len(set(re.findall(r"CVE-\d+-\d+", text)) & exploited) >= 5


def test_what_reports_are_said_to_be_about_is_there(shown: DuckDBPyConnection) -> None:
    ids = {row[0] for row in shown.execute("SELECT id FROM resources").fetchall()}
    said = manifest.load(FOLDER / "reports" / manifest.NAME)
    assert {each.resource for each in said.reports} <= ids
