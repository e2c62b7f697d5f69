"""moto's server, which can check the signature of every request: `python -m` this with its options.

It takes the parameters in a GET's URL for its body, and so refuses those of every service that
speaks REST. S3 Control's clients sign a host with the account in front, which nobody serves here.
"""

from __future__ import annotations

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


if __name__ == "__main__":
    setattr(IAMRequestBase, original.__name__, as_signed)
    main()
