"""moto's server, in which requests without a body can be signed: `python -m` this with its options.

moto takes the parameters in a GET's URL for its body when it checks the signature, and so refuses
those of every service that speaks REST.
"""

from __future__ import annotations

from typing import Any

from moto.iam.access_control import IAMRequestBase
from moto.server import main

original = IAMRequestBase._create_aws_request


def of_its_body(request: Any) -> Any:
    """The request to check the signature of: a GET has no body."""
    parameters = request._data
    if request._method == "GET":
        request._data = {}
    try:
        return original(request)
    finally:
        request._data = parameters


if __name__ == "__main__":
    setattr(IAMRequestBase, original.__name__, of_its_body)
    main()
