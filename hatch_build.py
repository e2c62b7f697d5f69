"""What the wheel holds besides Python: content, and the console if it is built.

A checkout reads both where they stand, so an editable install copies nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CONTENT = ("policies", "defaults", "collectors", "insights", "intel", "estates")


class Content(BuildHookInterface[Any]):
    """Adds the folders when a wheel is made."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the folders and their places in the wheel."""
        if version == "editable":
            return
        folders = {name: f"highground/_content/{name}" for name in CONTENT}
        if (Path(self.root) / "ui/dist/index.html").is_file():
            folders["ui/dist"] = "highground/_console"
        for folder, place in folders.items():
            build_data["force_include"][str(Path(self.root) / folder)] = place
