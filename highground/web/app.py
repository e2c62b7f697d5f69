"""The web application: routes, guard and console put together."""

from __future__ import annotations

from math import ceil
from typing import Annotated

from fastapi import FastAPI, Query, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from fastapi.routing import APIRoute

from highground.errors import Forbidden
from highground.web.answers.common import REFUSALS, Refusal
from highground.web.console import Console
from highground.web.deps import Deps
from highground.web.door import COOKIE, Door
from highground.web.guard import Guard
from highground.web.reading import Shelf
from highground.web.refusals import answer_errors, refusal
from highground.web.routes import (
    coverage,
    decisions,
    details,
    policies,
    query,
    recommendations,
    resources,
    status,
)

ROUTERS = (status, recommendations, details, policies, coverage, resources, query, decisions)


def create_app(deps: Deps, door: Door) -> FastAPI:
    """The application. Nobody gets in but through a link of `door`."""
    app = routes()
    app.state.deps = deps
    app.state.shelf = Shelf()
    app.state.door = door
    app.add_api_route("/open", open_door, include_in_schema=False)
    app.router.default = Console(deps.console)
    app.add_middleware(Guard, door=door, hosts=deps.allowed_hosts)
    return app


def routes() -> FastAPI:
    """The routes alone: all that the API document tells of."""
    app = FastAPI(
        title="Highground",
        version="1",
        responses=REFUSALS,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=_operation,
    )
    for room in ROUTERS:
        app.include_router(room.router)
    answer_errors(app)
    return app


def open_door(request: Request, token: Annotated[str, Query(max_length=200)] = "") -> Response:
    """Turn a link that nobody used yet into a session."""
    door: Door = request.app.state.door
    deps: Deps = request.app.state.deps
    wait = door.wait(request.client.host if request.client else "")
    if wait:
        return _wait(wait)
    session = door.enter(token, deps.user)
    if session is None:
        raise Forbidden("this link was used or never made: start `highground serve` again")
    answer = RedirectResponse("/", status_code=303)
    answer.set_cookie(
        COOKIE,
        session,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return answer


def _wait(seconds: float) -> JSONResponse:
    said = Refusal(code="too_many_requests", message=f"wait {ceil(seconds)} seconds")
    return refusal(429, said, {"Retry-After": str(ceil(seconds))})


def _operation(route: APIRoute) -> str:
    return route.name
