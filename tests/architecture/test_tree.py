"""Nothing in the tree names a machine, a registry or a person."""

from __future__ import annotations

import re

import pytest

from tests.architecture.tree import files, name, text

# Written in two parts, so that this file does not find itself.
MACHINES = re.compile("|".join(["/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/[a-z]", "/Us" + "ers/"]))
REGISTRIES = re.compile(
    "|".join(
        [
            *("pypi" + r"\.org", "pythonhosted" + r"\.org", "registry\\." + "npmjs"),
            *("artifact" + "ory", "npm" + "mirror", "verda" + "ccio", "dev" + "pi"),
        ]
    ),
    re.IGNORECASE,
)
ADDRESS = re.compile(r"[A-Za-z0-9._%+-]+@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,})\b")

# Not people: service identities in Google's own form, and cases quoted from documentation, where
# the domain is what the policy is about.
IDENTITIES = (".gserviceaccount.com",)
QUOTED = ("policies/", "tests/", "estates/")
NAMED_IN_CASES = {"gmail.com", "google.com", "notgoogle.com", "contoso.com", "yahoo.com"}
NOT_ADDRESSES = {"github.com"}  # git@…, as clones write it

SKIPPED = (".png", ".svg", ".woff2", "intel/defender-catalogue.csv")  # titles name products


def lines(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name(file)}:{number}: {line.strip()[:100]}"
        for file in files()
        if not name(file).endswith(SKIPPED)
        if pattern.search(text(file))
        for number, line in enumerate(text(file).splitlines(), start=1)
        if pattern.search(line)
    ]


@pytest.mark.parametrize("pattern", [MACHINES, REGISTRIES], ids=["machines", "registries"])
def test_no_machine_and_no_registry_is_named(pattern: re.Pattern[str]) -> None:
    assert lines(pattern) == []


def test_every_address_is_made_up() -> None:
    found = [
        f"{name(file)}: {address[0]}"
        for file in files()
        if not name(file).endswith(SKIPPED)
        for address in ADDRESS.finditer(text(file))
        if not _is_made_up(name(file), address[1].lower())
    ]
    assert found == []


def _is_made_up(file: str, domain: str) -> bool:
    return (
        domain == "example.com"
        or domain.endswith((".example.com", *IDENTITIES))
        or domain in NOT_ADDRESSES
        or (file.startswith(QUOTED) and domain in NAMED_IN_CASES)
    )
