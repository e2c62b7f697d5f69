"""Make an account out of a table of calls."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import jmespath
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.model import StructureShape
from botocore.session import Session

from highground.demo.calls import Call, Step
from highground.demo.forms import formed
from highground.errors import At, BadConfig

NAME = re.compile(r"\{([\w-]+)\}")
CONFIG = Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"})

Names = dict[str, Any]


class Seeder:
    """Makes calls one after the other: in another order the emulator would give other ids."""

    def __init__(self, url: str, account: str, region: str) -> None:
        self._url, self._region = url, region
        self._session = Session()
        self._session.set_credentials("demo", "demo")
        self._clients: dict[tuple[str, str], Any] = {}
        self.names: Names = {"account": account, "region": region}

    def run(self, steps: Iterable[Step]) -> Names:
        """Make every call; gives what they saved. Raises `BadConfig` at the first that fails."""
        for step in steps:
            for members in step.call.each:
                try:
                    self._make(step.call, {**self.names, **filled(members, self.names)})
                except (BotoCoreError, ClientError, LookupError) as error:
                    problem = f"{step.call.call} {members or ''}: {error}"
                    raise BadConfig(At(step.file, _line(step)), problem) from error
        return self.names

    def _make(self, call: Call, names: Mapping[str, Any]) -> None:
        service, _, operation = call.call.partition(".")
        client = self._client(service, call.region or self._region)
        shape = _input(client, operation)
        answer = getattr(client, operation)(**formed(filled(call.parameters, names), shape))
        for name, path in call.save.items():
            found = jmespath.search(filled(path, names), answer)
            if found is None:
                raise LookupError(f"the answer has no {path}")
            self.names[filled(name, names)] = found

    def _client(self, service: str, region: str) -> Any:
        if (service, region) not in self._clients:
            client: Any = self._session.create_client(
                service, region, endpoint_url=self._url, config=CONFIG
            )
            client.meta.events.register("before-send.s3-control", self._without_account)
            self._clients[service, region] = client
        return self._clients[service, region]

    def _without_account(self, request: Any, **_: object) -> None:
        """Nobody serves `111122223333.127.0.0.1`."""
        request.url = request.url.replace(f"//{self.names['account']}.", "//", 1)


def filled(value: Any, names: Mapping[str, Any]) -> Any:
    """A value with names put in, from the inside out: `{{group}}` is what is named as `group` says.

    What is nothing but a name becomes what it names, of any type.
    """
    if isinstance(value, Mapping):
        return {filled(key, names): filled(each, names) for key, each in value.items()}
    if isinstance(value, list):
        return [filled(each, names) for each in value]
    while isinstance(value, str) and NAME.search(value):
        whole = NAME.fullmatch(value)
        value = names[whole[1]] if whole else NAME.sub(lambda each: str(names[each[1]]), value)
    return value


def _input(client: Any, operation: str) -> StructureShape | None:
    model = client.meta.method_to_api_mapping[operation]
    shape: StructureShape | None = client.meta.service_model.operation_model(model).input_shape
    return shape


def _line(step: Step) -> int:
    """The first line of the file that names the operation."""
    lines = step.file.read_text(encoding="utf-8").splitlines()
    return next((n for n, line in enumerate(lines, 1) if step.call.call in line), 1)
