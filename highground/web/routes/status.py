"""What the frame of the console shows: who is there, and what the pages rest on."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from highground.scopes import Scope
from highground.web import frame
from highground.web.answers.status import Session, Status
from highground.web.door import Visitor, visitor
from highground.web.reading import scope_of_reader

router = APIRouter(prefix="/api", tags=["status"])


@router.get("/session")
def session(who: Annotated[Visitor, Depends(visitor)]) -> Session:
    """Say who is signed in, and give the token that every change must carry."""
    return Session(user=who.user, csrf_token=who.csrf_token)


@router.get("/status")
def status(request: Request, scope: Annotated[Scope, Depends(scope_of_reader)]) -> Status:
    """Say which snapshot is on show, how new it is and what it could not see."""
    return frame.status(request.app.state.deps, request.app.state.shelf, scope)
