"""`validate`, the strict gate and the reporting gate say the same of the same message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from netvisor.codec.decode import remarks
from netvisor.codec.message_check import check
from netvisor.codec.validate import validate
from netvisor.declare import Method
from netvisor.errors import Problem
from netvisor.protocol.call import Endpoint
from netvisor.resources import endpoints
from netvisor.sandbox.admission.body import Message, read_message
from netvisor.sandbox.admission.remarks import is_remark
from netvisor.sandbox.refusal import Refusal
from netvisor.sandbox.settings import Gate

REQUESTS = Path(__file__).parents[2] / "fixtures" / "requests"
LEAF = re.compile(rb"<([a-z0-9_-]+)((?: [^<>]*)?)>([^<]*)</\1>", re.IGNORECASE)
DAY = re.compile(rb">(20[0-9]{2})-0([1-9])-")
ATTRIBUTE = re.compile(rb' [a-z0-9_-]+="[^"]*"', re.IGNORECASE)


@dataclass(frozen=True)
class Verdicts:
    validated: list[Problem]
    strict: Message | Refusal
    reporting: Message | Refusal


def verdict(body: bytes, endpoint: Endpoint, method: Method | None, gate: Gate) -> Message | Refusal:
    assert endpoint.request is not None
    try:
        return read_message(body, endpoint.request, content_type="", method=method, gate=gate)
    except Refusal as refusal:
        return refusal


def verdicts(body: bytes, endpoint: Endpoint, method: Method | None) -> Verdicts:
    assert endpoint.request is not None
    return Verdicts(
        [*remarks(body), *validate(body, endpoint.request, method)],
        verdict(body, endpoint, method, "strict"),
        verdict(body, endpoint, method, "report"),
    )


def one_of(pattern: re.Pattern[bytes], body: bytes, random: Random) -> re.Match[bytes] | None:
    found = list(pattern.finditer(body))
    return random.choice(found) if found else None


def put(body: bytes, match: re.Match[bytes], text: bytes) -> bytes:
    return body[: match.start()] + text + body[match.end() :]


def mutations(body: bytes, random: Random) -> Iterator[bytes]:
    yield body
    yield b"\r\n" + body
    yield b"\xef\xbb\xbf" + body
    yield b'<?xml version="1.0"?>' + body
    yield b"<!-- -->" + body
    yield b"\n" + body.replace(b"<root>", b'<root xmlns="">')
    if day := one_of(DAY, body, random):
        yield put(body, day, b">" + day[1] + b"-" + day[2] + b"-")
    if attribute := one_of(ATTRIBUTE, body, random):
        yield put(body, attribute, b"")
        yield put(body, attribute, b' colour="red"')
        yield put(body, attribute, attribute[0].split(b"=")[0] + b'="?"')
    first, second = one_of(LEAF, body, random), one_of(LEAF, body, random)
    if first is None or second is None:
        return
    closed = b"<" + first[1] + first[2] + b"/>"
    yield put(body, first, closed)
    yield put(body, first, first[0] + b"<email/>")
    yield b"\n" + put(body, first, closed)
    yield put(body, first, b"")
    yield put(body, first, first[0] * 2)
    yield put(body, first, first[0] + b"<nickname>x</nickname><email/>")
    yield put(body, first, first[0].replace(b"</", b"<inner></inner></"))
    yield put(body, first, second[0])
    yield put(body, first, b"text" + first[0])
    for text in (b"", b" ", b"0", b"-1", b"x" * 300, b"1.5", b"TRUE", b"2026-02-30", b"2026-1-5", b"&#228;", b"&#0;"):
        yield put(body, first, b"<" + first[1] + first[2] + b">" + text + b"</" + first[1] + b">")


def messages() -> list[tuple[Endpoint, Path]]:
    by_stem = {endpoint.resource.removesuffix(".nv"): endpoint for endpoint in endpoints() if endpoint.request}
    return [
        (by_stem[stem], file) for file in sorted(REQUESTS.glob("*.xml")) if (stem := file.name.split("-")[0]) in by_stem
    ]


def compare(seen: Verdicts, method: Method | None) -> None:
    strict, reporting, validated = seen.strict, seen.reporting, seen.validated
    if isinstance(strict, Message):
        assert set(strict.problems) == set(validated)
        assert all(map(is_remark, strict.problems)) or strict.items
        assert isinstance(reporting, Message)
        assert reporting.problems == strict.problems
        return
    assert not is_remark(strict.problems[0]) if strict.problems else strict.because
    assert {problem for problem in strict.problems if problem.rule != "schema"} == set(validated)
    if isinstance(reporting, Refusal):
        assert reporting.problems == strict.problems
    else:
        assert set(strict.problems) <= set(reporting.problems)
        assert set(validated) <= set(reporting.problems)
        # What it stores lacks nothing and breaks no rule.
        assert all(map(is_remark, check(reporting.message, method=method)))


def judge(seed: int) -> int:
    compared = 0
    for endpoint, file in messages():
        method: Method | None = ("edit" if "edit" in file.stem else "add") if endpoint.methods else None
        random = Random(f"{file.name} {seed}")  # noqa: S311  # chance, no secret
        for body in mutations(file.read_bytes().strip(), random):
            try:
                compare(verdicts(body, endpoint, method), method)
            except AssertionError as error:
                raise AssertionError(f"{file.name}: {body!r}") from error
            compared += 1
    return compared


def test_three_judges_agree() -> None:
    assert judge(1) > 1000


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 12))
def test_three_judges_agree_on_more(seed: int) -> None:
    assert judge(seed) > 1000
