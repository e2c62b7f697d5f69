"""The built console: files under the root, and its page for every address that is no file."""

from __future__ import annotations

from pathlib import Path

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse
from starlette.types import Receive, Scope, Send

ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
FOREVER = "public, max-age=31536000, immutable"  # below /assets names hold a hash of the content
NOT_BUILT = "the console is not built: run `make run`"


def find() -> Path | None:
    """The console inside the installed package, or as built in a checkout."""
    package = Path(__file__).parents[1]
    places = (package / "_console", package.parent / "ui" / "dist")
    return next((place for place in places if (place / "index.html").is_file()), None)


class Console:
    """Answers what no route answers."""

    def __init__(self, folder: Path | None) -> None:
        """`folder` holds `index.html`; None: there is no console."""
        self.folder = folder.resolve() if folder else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the file at this path, else the console's page."""
        path: str = scope["path"]
        if path == "/api" or path.startswith("/api/") or scope["method"] not in {"GET", "HEAD"}:
            raise HTTPException(404, f"nothing at {path}")
        if self.folder is None:
            raise HTTPException(404, NOT_BUILT)
        file = self._file(self.folder, path)
        await _answer(file, Headers(scope=scope))(scope, receive, send)

    def _file(self, folder: Path, path: str) -> Path:
        if "\0" in path:
            raise HTTPException(404, "nothing there")
        file = (folder / path.lstrip("/")).resolve()
        if file.is_relative_to(folder) and file.is_file():
            return file
        if path.startswith("/assets/"):
            raise HTTPException(404, f"nothing at {path}")
        return folder / "index.html"


def _answer(file: Path, headers: Headers) -> FileResponse:
    """The file, packed as the browser likes it if it was packed when it was built."""
    hashed = file.parent.name == "assets"
    cache = {"Cache-Control": FOREVER if hashed else "no-cache", "Vary": "Accept-Encoding"}
    accepted = {
        each.split(";")[0].strip() for each in headers.get("accept-encoding", "").split(",")
    }
    for encoding, suffix in ENCODINGS:
        packed = file.with_name(file.name + suffix)
        if encoding in accepted and packed.is_file():
            media_type = FileResponse(file).media_type
            return FileResponse(
                packed, media_type=media_type, headers=cache | {"Content-Encoding": encoding}
            )
    return FileResponse(file, headers=cache)
