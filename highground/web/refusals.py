"""The one shape of every error: `{"code", "message"}`, whoever is at fault."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from highground.errors import BadQuery, NotKql, NotReady, RequestError
from highground.web.answers.common import Refusal

# Newer Pythons name these two statuses anew.
CODES = {413: "too_long", 422: "invalid"}


def refusal(
    status: int, refused: Refusal, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """An answer that says no."""
    return JSONResponse(refused.model_dump(exclude_none=True), status, headers)


def refuse(error: RequestError) -> JSONResponse:
    """The answer to something that its caller got wrong."""
    return refusal(error.status, Refusal(code=error.code, message=str(error)))


def refuse_http(error: HTTPException) -> JSONResponse:
    """The answer to what the framework itself refuses, with the headers that it wants."""
    code = CODES.get(error.status_code) or HTTPStatus(error.status_code).name.lower()
    said = Refusal(code=code, message=str(error.detail))
    return refusal(error.status_code, said, error.headers)


def answer_errors(app: FastAPI) -> None:
    """Answer every refusal in one shape, the framework's own included."""

    @app.exception_handler(RequestError)
    def refuse_request(_request: Request, error: RequestError) -> JSONResponse:
        return refuse(error)

    @app.exception_handler(NotKql)
    def refuse_kql(_request: Request, error: NotKql) -> JSONResponse:
        said = Refusal(code=BadQuery.code, message=str(error), line=error.line, column=error.column)
        return refusal(BadQuery.status, said)

    @app.exception_handler(NotReady)
    def not_ready(_request: Request, error: NotReady) -> JSONResponse:
        said = Refusal(code="not_ready", message=str(error))
        return refusal(HTTPStatus.SERVICE_UNAVAILABLE, said)

    @app.exception_handler(RequestValidationError)
    def refuse_invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
        wrong = [f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()]
        said = Refusal(code="invalid", message="; ".join(wrong))
        return refusal(HTTPStatus.UNPROCESSABLE_ENTITY, said)

    @app.exception_handler(HTTPException)
    def refuse_by_framework(_request: Request, error: HTTPException) -> JSONResponse:
        return refuse_http(error)
