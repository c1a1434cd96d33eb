"""Sends a call of the log again: the same message and parameters, as a new request with a new TransactionId."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import suppress
from typing import Final, Protocol
from urllib.parse import urlsplit

from netvisor.codec.reply_elements import Language
from netvisor.errors import SetupError
from netvisor.protocol.call import Call
from netvisor.protocol.results import RawResult
from netvisor.protocol.signing import LANGUAGE, USE_HTTP_STATUS, sign
from netvisor.sandbox.admission.request import LANGUAGES, Request
from netvisor.sandbox.call_log import REPLAY_HEADER, Calls, LoggedCall
from netvisor.sandbox.clock import Clock
from netvisor.sandbox.registry import credentials
from netvisor.sandbox.response import Dropped, Response
from netvisor.sandbox.store import Store

KEPT_HEADERS: Final = ("content-type", USE_HTTP_STATUS.lower(), LANGUAGE.lower())
"""The headers that have a meaning beside the identity of the caller."""


class Answering(Protocol):
    """What answers calls, as a sandbox does, and has a log of them."""

    @property
    def store(self) -> Store:
        """The books."""

    @property
    def clock(self) -> Clock:
        """The sandbox's time."""

    @property
    def calls(self) -> Calls:
        """The log."""

    @property
    def answer(self) -> Callable[[Request], Response]:
        """Answers one call."""


def send_again(app: Answering, call: LoggedCall) -> LoggedCall:
    """Send a call again and give the new one.

    Raises:
        SetupError: the log has only a part of its message, the sandbox has no such company, or the call cannot be
            signed.
    """
    if call.body_length > len(call.body):
        raise SetupError("the log has only the beginning of this message, so that it cannot be sent again")
    made = uuid.uuid4().hex
    origin = urlsplit(call.url)._replace(path="", query="", fragment="").geturl()
    again = sign(
        Call(
            resource=call.resource,
            http="GET" if call.http == "GET" else "POST",
            parameters=call.parameters,
            body=call.body,
            writes=True,
            result=RawResult(),
        ),
        credentials(app.store, call.company, _language(call)),
        base_url=f"{origin}/",
        transaction_id=made,
        now=app.clock(),
    )
    headers = {name.lower(): value for name, value in again.headers.items()}
    headers |= {name: call.headers[name] for name in KEPT_HEADERS if call.headers.get(name)}
    headers[LANGUAGE.lower()] = again.headers[LANGUAGE]
    if call.number:
        headers[REPLAY_HEADER] = str(call.number)
    request = Request(
        http=call.http,
        origin=origin,
        target=again.url.removeprefix(origin).encode(),
        headers=headers,
        body=call.body,
    )
    with suppress(Dropped):  # by a fault; the log has it all the same
        app.answer(request)
    return next(each for each in reversed(app.calls[:]) if each.transaction_id == made)


def _language(call: LoggedCall) -> Language:
    named = call.headers.get(LANGUAGE.lower(), "").upper()
    return next((language for language in LANGUAGES if language == named), "FI")
