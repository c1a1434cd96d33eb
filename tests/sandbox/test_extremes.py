"""Missing, empty and extreme values in every parameter and element: no call ends in a bug of the sandbox."""

from __future__ import annotations

import itertools
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random
from urllib.parse import quote

import pytest

from netvisor.protocol.call import Endpoint
from netvisor.protocol.parameters import Parameter
from netvisor.resources import endpoints
from netvisor.sandbox import Sandbox
from netvisor.sandbox.admission.request import Request
from netvisor.sandbox.books.core.work import HANDLERS
from netvisor.sandbox.settings import Gate

from .conftest import Caller

REQUESTS = Path(__file__).parents[2] / "fixtures" / "requests"
TEXT = re.compile(rb">([^<>]*)</")
ATTRIBUTE = re.compile(rb'="([^"]*)"')
LEAF = re.compile(rb"<([a-z0-9_-]+)(?: [^<>]*)?>[^<>]*</\1>", re.IGNORECASE)
PART = re.compile(rb"<([a-z0-9_-]+)(?: [^<>]*)?>(?:(?!<\1[ >]).)*?</\1>", re.IGNORECASE | re.DOTALL)
LARGEST = 20_000

EXTREMES = (
    "",
    " ",
    "0",
    "-1",
    "9" * 18,
    "9" * 30,
    "-" + "9" * 400,
    "x" * 10_000,
    ",",
    ",,1,",
    "0001-01-01",
    "9999-12-31",
    "9999-12-31T23:59:59",
    "2026-02-30",
    "31.12.9999 23:59:59",
    "NaN",
    "Infinity",
    "1e400",
    "0,000000000001",
    "ä€\u2028",
    "\x00",
    "٣",
    "true",
)
PLAUSIBLE = {"integer": "1", "date": "2026-11-20", "datetime": "2026-11-20T10:00:00", "boolean": "1", "string": "1"}


@dataclass(frozen=True)
class Sent:
    endpoint: Endpoint
    query: tuple[tuple[str, str], ...]
    body: bytes = b""


def plausible(parameter: Parameter) -> str:
    return parameter.values[0] if parameter.values else PLAUSIBLE[parameter.type]


def queries(endpoint: Endpoint) -> Iterator[dict[str, str]]:
    """One parameter missing or extreme beside those that are needed; all of one type extreme; all at once."""
    parameters = endpoint.parameters
    needed = {each.name: plausible(each) for each in parameters if each.required}
    full = {each.name: plausible(each) for each in parameters}
    yield {}
    yield needed
    yield full
    for each in parameters:
        yield {name: value for name, value in needed.items() if name != each.name}
        yield {name: value for name, value in full.items() if name != each.name}
        for extreme in EXTREMES:
            yield {**needed, each.name: extreme}
        for value in each.values:
            yield {**needed, each.name: value}
    for kind, extreme in itertools.product({each.type for each in parameters}, EXTREMES):
        yield {**needed, **{each.name: extreme for each in parameters if each.type == kind}}


def written(text: str) -> bytes:
    return text.replace("\x00", "&#0;").encode("iso-8859-15", "xmlcharrefreplace")


def bodies(body: bytes) -> Iterator[bytes]:
    """Every element missing, doubled, empty, self-closing or extreme, every attribute missing, empty or extreme."""
    yield b""
    yield b"<root></root>"
    for match in TEXT.finditer(body):
        for extreme in EXTREMES:
            yield body[: match.start(1)] + written(extreme) + body[match.end(1) :]
    for match in ATTRIBUTE.finditer(body):
        for extreme in EXTREMES:
            yield body[: match.start(1)] + written(extreme) + body[match.end(1) :]
    for pattern in (LEAF, PART):
        for match in pattern.finditer(body):
            for text in (b"", match[0] * 2, b"<" + match[1] + b"></" + match[1] + b">", b"<" + match[1] + b"/>"):
                yield body[: match.start()] + text + body[match.end() :]


def sendings() -> Iterator[Sent]:
    for endpoint in endpoints():
        stem = endpoint.resource.removesuffix(".nv")
        files = [file for file in sorted(REQUESTS.glob(f"{stem}-*.xml")) if file.stat().st_size < LARGEST]
        body = files[0].read_bytes() if endpoint.request and files else b""
        for query in queries(endpoint):
            yield Sent(endpoint, tuple(query.items()), body)
        if endpoint.request is None:
            continue
        query = {each.name: plausible(each) for each in endpoint.parameters if each.required}
        for file in files:
            query |= {"method": "edit", "id": "1"} if "edit" in file.stem and endpoint.methods else {}
            for spoilt in bodies(file.read_bytes()):
                yield Sent(endpoint, tuple(query.items()), spoilt)


def ended(caller: Caller, sent: Sent) -> str:
    """What a call ends in, given to the application without a connection between."""
    target = f"/{sent.endpoint.resource}?" + "&".join(f"{name}={quote(value)}" for name, value in sent.query)
    headers = {name.lower(): bytes(value).decode() for name, value in caller.signed(target).items()}  # type: ignore[arg-type]
    request = Request(
        http=sent.endpoint.http,
        origin=caller.sandbox.url.rstrip("/"),
        target=target.encode(),
        headers=headers,
        body=sent.body,
    )
    caller.sandbox.app.answer(request)
    call = caller.sandbox.calls[-1]
    caller.sandbox.calls.clear()
    return call.because if call.outcome == "fault" else ""


def bugs(gate: Gate, seed: str | None, some: list[Sent], clock: str = "2026-11-22T12:00:00+02:00") -> list[str]:
    with Sandbox(gate=gate, seed=seed, url_form="sent") as sandbox:
        sandbox.clock = datetime.fromisoformat(clock)
        caller = Caller(sandbox)
        found = {}
        for sent in some:
            if why := ended(caller, sent):
                found[(sent.endpoint.resource, why)] = f"{sent.endpoint.resource} {why}: {sent.query!r} {sent.body!r}"
    return [text[:2000] for text in found.values()]


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    logging.getLogger("netvisor.sandbox").disabled = True
    yield
    logging.getLogger("netvisor.sandbox").disabled = False


@pytest.mark.parametrize("gate", ["strict", "report"])
def test_no_extreme_ends_in_a_bug_of_the_sandbox(gate: Gate) -> None:
    every = list(sendings())
    assert len(every) > 50_000
    assert {sent.endpoint for sent in every} == set(endpoints())
    assert bugs(gate, "demo", Random(gate).sample(every, 400)) == []  # noqa: S311  # chance, no secret


@pytest.mark.parametrize("clock", ["1900-01-02T00:00:00+02:00", "8999-12-30T23:59:59+02:00"])
def test_no_extreme_ends_in_a_bug_at_the_ends_of_the_clock(clock: str) -> None:
    some = Random(clock).sample(list(sendings()), 150)  # noqa: S311  # chance, no secret
    assert bugs("strict", "demo", some, clock) == []


def test_no_list_without_a_key_ends_in_a_bug_of_the_sandbox() -> None:
    lists = [
        Sent(endpoint, ((each.name, ","),)) for endpoint in endpoints() for each in endpoint.parameters if each.many
    ]
    assert ("getsalesinvoice.nv", (("netvisorkeylist", ","),)) in {
        (sent.endpoint.resource, sent.query) for sent in lists
    }
    assert bugs("strict", "demo", lists) == []


def test_a_bug_of_the_sandbox_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(HANDLERS, "customerlist.nv", lambda _work: {"a": 1}["nothing"])
    (found,) = bugs(
        "strict", None, [Sent(next(each for each in endpoints() if each.resource == "customerlist.nv"), ())]
    )
    assert found.startswith("customerlist.nv KeyError: 'nothing'")


@pytest.mark.slow
@pytest.mark.parametrize("seed", [None, "demo"])
@pytest.mark.parametrize("gate", ["strict", "report"])
def test_none_of_all_extremes_ends_in_a_bug_of_the_sandbox(gate: Gate, seed: str | None) -> None:
    assert bugs(gate, seed, list(sendings())) == []
