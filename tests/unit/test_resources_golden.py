"""The golden files taken together: every element of every declared table stands in one of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from netvisor.codec.decode import decode
from netvisor.codec.encode import encode
from netvisor.codec.message_check import check
from netvisor.codec.read_reply import read_reply
from netvisor.codec.untyped import untyped
from netvisor.protocol.call import Endpoint
from netvisor.resources import find
from tests import golden_places
from tests.golden_places import (
    FIXTURES,
    POSTED,
    READ,
    golden_replies,
    made_in,
    missing_in_replies,
    missing_in_requests,
    stem,
)

REQUESTS = sorted((FIXTURES / "requests").glob("*.xml"))
REPLIES = [path for endpoint in READ for path in golden_replies(endpoint)]


def owner(path: Path) -> Endpoint:
    return find(path.stem.partition("-")[0])


@pytest.mark.parametrize("endpoint", POSTED, ids=stem)
def test_every_element_of_a_request_stands_in_a_golden_message(endpoint: Endpoint) -> None:
    assert "\n".join(missing_in_requests(endpoint)) == ""


@pytest.mark.parametrize("endpoint", READ, ids=stem)
def test_every_element_of_an_answer_stands_in_a_file(endpoint: Endpoint) -> None:
    assert "\n".join(missing_in_replies(endpoint)) == ""


def test_what_stands_in_no_golden_file_is_told_with_the_file_that_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(golden_places, "places", lambda *_: frozenset())
    message, answer = find("salesinvoice"), find("customerlist")
    told = "\n".join([*missing_in_requests(message), *missing_in_replies(answer)])
    assert (
        "has salesinvoice/salesinvoicedate: give it a value in fixtures/requests/salesinvoice-full.xml, which" in told
    )
    assert "which tests/unit/test_resources_sales.py makes: `poe test --write-fixtures tests/unit/test_res" in told
    assert "has customerlist/customer/name: put it into fixtures/replies/customerlist-one.xml" in told


def test_golden_files_that_are_missing_are_told_with_what_writes_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(golden_places, "FIXTURES", Path("nowhere"))
    told = "\n".join([*missing_in_requests(find("customer")), *missing_in_replies(find("customerlist"))])
    assert "fixtures/requests/customer-full.xml is missing: `poe regenerate` writes a first one" in told
    assert "fixtures/replies/customerlist-several.xml is missing: `poe regenerate` writes a first one" in told


@pytest.mark.parametrize("path", REQUESTS, ids=lambda path: path.stem)
def test_a_golden_message_is_what_the_library_writes_of_what_it_reads(path: Path) -> None:
    body = path.read_bytes()
    cls = owner(path).request
    assert cls is not None
    message: object = decode(body, cls, "iso-8859-15")
    name = f"fixtures/requests/{path.name}"
    assert check(message) == [], f"{name} breaks a rule: give it other values{made_in(stem(owner(path)))}"
    again = encode(message).bytes()
    assert again == body, f"{name} is written otherwise than it stands there{made_in(stem(owner(path)))}:\n{again!r}"
    assert b"/>" not in body


@pytest.mark.parametrize("path", REPLIES, ids=lambda path: path.stem)
def test_a_golden_answer_is_typed_throughout_but_for_what_is_known(path: Path) -> None:
    reply = read_reply(path.read_bytes(), owner(path).reply)
    assert reply.envelope.statuses == ["OK"]
    known = {("getproduct-several", "brutto")}
    loose = [(at, str(text)) for at, text in untyped(reply.root) if (path.stem, str(text)) not in known]
    assert not loose, f"fixtures/replies/{path.name} has values that its declaration cannot type: {loose}"
