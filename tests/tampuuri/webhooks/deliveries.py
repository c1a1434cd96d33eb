"""Deliveries as Tampuuri makes them, and a way to bring them to a WSGI application without a network."""

from __future__ import annotations

import io
import json
import uuid
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple
from wsgiref.util import setup_testing_defaults

SECRET = "q7Jt-0aZbRkM2vXw9LsE"  # noqa: S105

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def notice(action: str = "OsapuoliTietoMuokkaa", reference: str = "20001", **changes: Any) -> dict[str, Any]:
    """A notification with the fields of the sample."""
    return {
        "Action": action,
        "Id": str(uuid.uuid4()),
        "Account": "Visma Tampuuri",
        "ReferenceId": reference,
        "ReferenceSecondaryId": "",
        "ReferenceData": "14",
        "ReferenceJson": "",
        "Timestamp": "2021-10-28T06:13:18.12",
        "DateTimeZone": "UTC",
        **changes,
    }


def bundle(*notices: dict[str, Any], attempt: int = 1, **changes: Any) -> dict[str, Any]:
    """A delivery with the fields of the sample."""
    made = {"Id": uuid.uuid4().hex, "Attempt": attempt, "Properties": {}, "Notifications": list(notices)}
    return {**made, **changes}


class Answered(NamedTuple):
    """The answer of an application."""

    status: int
    headers: dict[str, str]
    body: str

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def deliver(app: App, delivery: Any, *, path: str = f"/hooks/{SECRET}", verb: str = "POST", **extra: Any) -> Answered:
    """Bring a delivery to an application; `extra` are further variables of the environment, `None` takes one out."""
    body = delivery if isinstance(delivery, bytes) else json.dumps(delivery).encode()
    environ: dict[str, Any] = {}
    setup_testing_defaults(environ)
    environ |= {"REQUEST_METHOD": verb, "PATH_INFO": path, "CONTENT_TYPE": "application/json"}
    environ |= {"CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body), **extra}
    said: list[Any] = []
    blocks = app(
        {name: value for name, value in environ.items() if value is not None},
        lambda status, headers, *_: said.append((int(status.split()[0]), dict(headers))),
    )
    text = b"".join(blocks).decode()
    ((status, headers),) = said
    return Answered(status, headers, text)


class Clock:
    """A time that a test turns on."""

    def __init__(self, now: float = 1_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now
