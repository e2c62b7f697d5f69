"""The API's document, from which the console's types are made.

To write it anew: `python -m highground.web.openapi`.
"""

from __future__ import annotations

import json
from pathlib import Path

from highground.web.app import routes

FILE = Path(__file__).parents[2] / "ui" / "openapi.json"


def document() -> str:
    """The document as it is committed."""
    return json.dumps(routes().openapi(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(document(), encoding="utf-8")
