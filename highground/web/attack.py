"""Names of MITRE ATT&CK's tactics and techniques, Enterprise version 17.0.

© The MITRE Corporation. `attack.csv` is reproduced and distributed with its permission.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import get_args

from highground.posture.vocabulary import Tactic
from highground.web.answers.details import Named

SITE = "https://attack.mitre.org"


def tactics(names: Iterable[str]) -> list[Named]:
    """These tactics in the order of an attack."""
    ids = {name: id_ for id_, name in _names().items() if id_.startswith("TA")}
    order = get_args(Tactic)
    found = sorted(set(names), key=order.index)
    return [Named(id=ids[name], name=name, url=f"{SITE}/tactics/{ids[name]}/") for name in found]


def techniques(ids: Iterable[str]) -> list[Named]:
    """These techniques; one that version 17.0 does not know goes by its id."""
    names = _names()
    return [
        Named(id=id_, name=names.get(id_, id_), url=f"{SITE}/techniques/{id_.replace('.', '/')}/")
        for id_ in ids
    ]


@cache
def _names() -> dict[str, str]:
    text = resources.files("highground.web").joinpath("attack.csv").read_text(encoding="utf-8")
    return {row["id"]: row["name"] for row in csv.DictReader(text.splitlines())}
