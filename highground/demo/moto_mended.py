"""moto's server, which can check the signature of every request: `python -m` this with its options.

moto takes the parameters in a GET's URL for its body, and so refuses those of every service that
speaks REST. S3 Control's clients sign a host with the account in front, which nobody serves here.

The server ends when whoever started it closes its standard input, or dies.
"""

from __future__ import annotations

import os
import sys
from threading import Thread
from typing import Any

from moto.iam.access_control import IAMRequestBase
from moto.server import main

original = IAMRequestBase._create_aws_request


def as_signed(request: Any) -> Any:
    """The request to check the signature of, as the client signed it."""
    parameters, headers = request._data, request._headers
    if request._method == "GET":
        request._data = {}
    if account := headers.get("x-amz-account-id"):
        request._headers = {**dict(headers), "Host": f"{account}.{headers['Host']}"}
    try:
        return original(request)
    finally:
        request._data, request._headers = parameters, headers


def end_with_input() -> None:
    """Wait until nobody holds the other end of standard input any more."""
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    Thread(target=end_with_input, daemon=True).start()
    setattr(IAMRequestBase, original.__name__, as_signed)
    main()
