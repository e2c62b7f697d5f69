"""Documents that AWS sends inside a string: JSON, URL-encoded JSON, and comma-separated tables."""

from __future__ import annotations

import csv
import io
import json
from base64 import b64decode
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import unquote


def document(text: str) -> Any:
    """The JSON in a string, plain or URL-encoded as IAM sends it; or raise `JSONDecodeError`."""
    return json.loads(unquote(text) if text.startswith("%") else text)


def table(blob: str) -> list[dict[str, str]]:
    """The rows of a comma-separated table in a base64 blob, such as IAM's credential report."""
    return list(csv.DictReader(io.StringIO(b64decode(blob).decode("utf-8-sig"))))


def tags(shown: Any) -> dict[str, str]:
    """One object of name to value, whatever shape a service lists its tags in."""
    if isinstance(shown, Mapping):
        return {str(name): str(value) for name, value in shown.items()}
    if not isinstance(shown, Sequence) or isinstance(shown, str):
        return {}
    return dict(_pair(each) for each in shown if isinstance(each, Mapping))


def _pair(tag: Mapping[str, Any]) -> tuple[str, str]:
    for name, value in (("Key", "Value"), ("key", "value"), ("TagKey", "TagValue")):
        if name in tag:
            return str(tag[name]), str(tag.get(value) or "")
    return "", ""
