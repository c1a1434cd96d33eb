"""Error reporters print the variables of a traceback: no key, signature or expected signature is among them."""

from __future__ import annotations

import hmac
import io
import os
import re
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from rich.traceback import Traceback

import netvisor
from netvisor.client.client import Client
from netvisor.client.transport import RequestsTransport
from netvisor.errors import AuthenticationFailed, NetvisorError, NotSent, OutcomeUnknown, SetupError, UnreadableReply
from netvisor.protocol.credentials import Credentials
from netvisor.protocol.secret import Secret
from netvisor.protocol.signing import MAC
from netvisor.resources import customers, raw
from tests.unit.wire import Handler, answer, free_port, saying, serving

CUSTOMER_KEY = "7cd680e89e880553358bc07cd28b0ee2"
PARTNER_KEY = "07f94228d149a96b2f25e3edad55096e"
EXPECTED = "F473C84224100B07ABC764DBF5C2102D802A7C17694F67BCAA06C583CDFCA690"
CREDENTIALS = Credentials("Testi", "CID", CUSTOMER_KEY, "PID", PARTNER_KEY, "1967543-8")

REFUSAL = (
    "<Root><ResponseStatus><Status>FAILED</Status><Status>AUTHENTICATION_FAILED :: Use https://x/ :: "
    f"{EXPECTED}</Status></ResponseStatus></Root>"
).encode()

SOURCES = os.path.dirname(netvisor.__file__)
_HASH = re.compile(r"[0-9A-Fa-f]{64}")


def chain(error: BaseException) -> Iterator[BaseException]:
    """An error and what it came from, as reporters follow it."""
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)


def frames(error: BaseException) -> Iterator[dict[str, Any]]:
    """The variables of all frames of the library."""
    for each in chain(error):
        for frame, _ in traceback.walk_tb(each.__traceback__):
            if frame.f_code.co_filename.startswith(SOURCES):
                yield frame.f_locals


def shown(value: object) -> str:
    """The repr of a value; an object that is not finished yet may have none."""
    try:
        return repr(value)
    except AttributeError:
        return "<no repr>"


def printed(error: BaseException) -> str:
    """What reporters make of an error: texts of the variables, and of what the errors themselves hold."""
    texts = [f"{name}={shown(value)}" for variables in frames(error) for name, value in variables.items()]
    texts += [f"{each!r} {each} {vars(each)!r} {each.args!r}" for each in chain(error)]
    return "\n".join(texts)


def assert_nothing_secret(error: BaseException) -> None:
    text = printed(error)
    assert CUSTOMER_KEY not in text
    assert PARTNER_KEY not in text
    assert not _HASH.search(text), _HASH.search(text)


def fault_of(action: Callable[[], object]) -> BaseException:
    try:
        action()
    except (Exception, KeyboardInterrupt) as error:
        return error
    raise AssertionError("nothing was raised")


def sends(client: Client) -> list[Callable[[], object]]:
    added = customers.add_customer(
        customers.Customer(customer_base_information=customers.CustomerBaseInformation(name="Oy"))
    )
    return [
        lambda: client.send(customers.list_customers()),
        lambda: client.send(added),
        lambda: client.send(raw.get("customerlist.nv", writes=False)),
        lambda: list(client.stream(customers.list_customers())),
    ]


ANSWERS: dict[str, tuple[Handler, type[NetvisorError]]] = {
    "refused": (saying(answer(REFUSAL)), AuthenticationFailed),
    "refused in pieces": (
        saying(b"HTTP/1.1 401 No\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(REFUSAL), REFUSAL)),
        AuthenticationFailed,
    ),
    "refused and broken off": (saying(answer(REFUSAL)[:-5]), OutcomeUnknown),
    "refused in broken XML": (saying(answer(REFUSAL[:-7])), UnreadableReply),
    "a page": (saying(answer(b"<html>" + EXPECTED.encode())), UnreadableReply),
    "not HTTP": (saying(b"HTTP/1.1 " + EXPECTED.encode() + b"\r\n\r\n"), OutcomeUnknown),
    "nothing": (saying(), OutcomeUnknown),
}


@pytest.mark.parametrize(("handler", "expected"), ANSWERS.values(), ids=ANSWERS.keys())
def test_no_answer_leaves_a_secret_in_a_traceback(handler: Handler, expected: type[NetvisorError]) -> None:
    with serving(handler) as wire:
        for number in range(4):
            # Each with a connection of its own: the server closes it after one answer.
            error = fault_of(sends(Client(CREDENTIALS, base_url=wire.url, pauses=()))[number])
            assert type(error) is expected
            assert_nothing_secret(error)


def test_a_connection_that_fails_leaves_no_secret_in_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    for action in sends(Client(CREDENTIALS, base_url=f"http://127.0.0.1:{free_port()}/", pauses=())):
        error = fault_of(action)
        assert type(error) is NotSent
        assert_nothing_secret(error)
    monkeypatch.setenv("HTTP_PROXY", f"ftp://user:{CUSTOMER_KEY}@127.0.0.1:1/")
    error = fault_of(sends(Client(CREDENTIALS, base_url="http://netvisor.invalid/", pauses=()))[0])
    assert type(error) is SetupError
    assert_nothing_secret(error)


@pytest.mark.parametrize("when", ["mac", "send"])
def test_an_interruption_leaves_no_secret_in_a_traceback(monkeypatch: pytest.MonkeyPatch, when: str) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    if when == "mac":
        monkeypatch.setattr(hmac, "new", interrupted)
    else:
        monkeypatch.setattr("netvisor.client.byte_stream.TcpStream.send", interrupted)
    with serving(saying(answer())) as wire:
        for action in sends(Client(CREDENTIALS, base_url=wire.url, pauses=())):
            error = fault_of(action)
            assert type(error) is KeyboardInterrupt
            assert_nothing_secret(error)


MISTAKES: dict[str, Callable[[Client], object]] = {
    "transaction id": lambda client: client.send(customers.list_customers(), transaction_id="a\n"),
    "parameter": lambda client: client.send(customers.list_customers(keyword="漢")),
    "clock": lambda _: Client(CREDENTIALS, clock=lambda: datetime(2026, 1, 1)).send(customers.list_customers()),  # noqa: DTZ001
    "organisation id": lambda _: replace(CREDENTIALS, organisation_id="1"),
    "a key with a line break": lambda _: replace(CREDENTIALS, customer_key=Secret(f"{CUSTOMER_KEY}\n")),
    "a key of bytes": lambda _: replace(CREDENTIALS, customer_key=CUSTOMER_KEY.encode()),  # type: ignore[arg-type]
    "a missing variable": lambda _: Credentials.from_environment({"NETVISOR_CUSTOMER_KEY": CUSTOMER_KEY}),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_leaves_no_secret_in_a_traceback(mistake: Callable[[Client], object]) -> None:
    error = fault_of(lambda: mistake(Client(CREDENTIALS, transport=RequestsTransport())))
    assert isinstance(error, NetvisorError)
    assert_nothing_secret(error)


@pytest.mark.parametrize(
    "text",
    [
        f'customer_key = "{CUSTOMER_KEY}"',
        f'customer_key = "{CUSTOMER_KEY}"\nsender =',
        f'netvisor = "{CUSTOMER_KEY}"',
        f'customer_key = "{CUSTOMER_KEY}"\npartner_key = "{PARTNER_KEY}"\nunknown = 1',
    ],
    ids=["missing keys", "no TOML", "no table", "unknown keys"],
)
def test_a_file_with_a_mistake_leaves_no_secret_in_a_traceback(tmp_path: Path, text: str) -> None:
    file = tmp_path / "netvisor.toml"
    file.write_text(text, "utf-8")
    file.chmod(0o600)
    error = fault_of(lambda: Credentials.from_file(file))
    assert type(error) is SetupError
    assert_nothing_secret(error)


def test_a_reporter_that_shows_variables_shows_no_secret() -> None:
    with serving(saying(answer(REFUSAL))) as wire:
        for number in range(4):
            error = fault_of(sends(Client(CREDENTIALS, base_url=wire.url, pauses=()))[number])
            own = Traceback.from_exception(
                type(error), error, error.__traceback__, show_locals=True, locals_max_string=10_000
            )
            # The frames of this very test hold what it looks for.
            own.trace.stacks[0].frames = [
                frame for frame in own.trace.stacks[0].frames if frame.filename.startswith(SOURCES)
            ]
            console = Console(file=io.StringIO(), width=500)
            console.print(own)
            text = console.file.getvalue()  # type: ignore[attr-defined]  # it is a StringIO
            assert "locals" in text
            assert not _HASH.search(text)
            assert CUSTOMER_KEY not in text
        assert all(MAC.lower().encode() in request.headers for request in wire.requests)


def test_the_headers_of_a_request_show_no_signature() -> None:
    from netvisor.protocol.signing import sign

    now = datetime(2026, 11, 22, tzinfo=UTC)
    prepared = sign(customers.list_customers(), CREDENTIALS, base_url="https://x/", transaction_id="1", now=now)
    assert _HASH.fullmatch(prepared.headers[MAC])
    for text in (repr(prepared), repr(prepared.headers), str(prepared.headers), repr(vars(type(prepared)))):
        assert not _HASH.search(text)
    assert "MAC': '***'" in repr(prepared.headers)
