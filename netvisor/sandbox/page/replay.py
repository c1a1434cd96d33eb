"""Sends a call of the log again: the same message and parameters, as a new request with a new TransactionId."""

from __future__ import annotations

import uuid
from contextlib import suppress
from typing import Final
from urllib.parse import urlsplit

from netvisor.codec.reply_elements import Language
from netvisor.errors import MessageError, SetupError
from netvisor.protocol.call import Call
from netvisor.protocol.results import RawResult
from netvisor.protocol.signing import LANGUAGE, USE_HTTP_STATUS, sign
from netvisor.sandbox.admission.request import LANGUAGES, Request
from netvisor.sandbox.call_log import REPLAY_HEADER, LoggedCall
from netvisor.sandbox.page.context import PageContext
from netvisor.sandbox.registry import credentials
from netvisor.sandbox.response import Dropped
from netvisor.web.answer import PageError

_KEPT: Final = ("content-type", USE_HTTP_STATUS.lower())


def replay(context: PageContext, call: LoggedCall) -> LoggedCall:
    """Send a call again and give the new one.

    Raises:
        PageError: the log has only a part of its message, or the sandbox has no such company.
    """
    if call.body_length > len(call.body):
        raise PageError(409, "The log has only the beginning of this message, so that it cannot be sent again.")
    made = uuid.uuid4().hex
    origin = urlsplit(call.url)._replace(path="", query="", fragment="").geturl()
    try:
        again = sign(
            Call(
                resource=call.resource,
                http="GET" if call.http == "GET" else "POST",
                parameters=call.parameters,
                body=call.body,
                writes=True,
                result=RawResult(),
            ),
            credentials(context.store, call.company, _language(call)),
            base_url=f"{origin}/",
            transaction_id=made,
            now=context.clock(),
        )
    except (MessageError, SetupError) as error:
        raise PageError(409, f"This call cannot be sent again: {error.text}.") from error
    kept = {name: call.headers[name] for name in _KEPT if name in call.headers}
    headers = {name.lower(): value for name, value in again.headers.items()} | kept
    headers[REPLAY_HEADER] = str(call.number)
    request = Request(
        http=call.http,
        origin=origin,
        target=again.url.removeprefix(origin).encode(),
        headers=headers,
        body=call.body,
    )
    with suppress(Dropped):  # by a fault; the log has it all the same
        context.answer(request)
    return next(each for each in reversed(context.calls[:]) if each.transaction_id == made)


def _language(call: LoggedCall) -> Language:
    named = call.headers.get(LANGUAGE.lower(), "").upper()
    return next((language for language in LANGUAGES if language == named), "FI")
