"""What the graph makes: how far each resource can be reached from the internet."""

from __future__ import annotations

from highground.tables.table import EVIDENCE, MISSING, Table

RULE = (
    "STRUCT(protocols VARCHAR[], source_addresses VARCHAR[], source_ports VARCHAR[], "
    "destination_addresses VARCHAR[], destination_ports VARCHAR[], width VARCHAR, "
    'via STRUCT(resource_id VARCHAR, path VARCHAR, "value" JSON)[])[]'
)

EXPOSURE = Table(
    "exposure",
    key=("resource_id",),
    columns={
        "resource_id": "VARCHAR",
        "scope_id": "VARCHAR",
        "account": "VARCHAR",
        "width": "VARCHAR",  # wide, narrow, trusted, none; NULL: not evaluated, see `missing`
        "anonymous": "BOOLEAN",  # answers without authentication; NULL: not evaluated, or no such
        "unencrypted": "BOOLEAN",  # accepts plaintext from outside; NULL as above
        "rules": RULE,  # what is open, each with the hops from the internet that open it
        "evidence": EVIDENCE,  # what decided, also where nothing is open
        "missing": MISSING,  # of a NULL width: what was not seen. Aspect is `<type>/<aspect>`
    },
)
