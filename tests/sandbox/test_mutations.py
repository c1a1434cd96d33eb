"""Messages that somebody spoilt: each gets an answer, and a refused one leaves the books as they were."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from netvisor import Client
from netvisor.codec.encode import encode
from netvisor.resources import customers, endpoints, products
from netvisor.sandbox import Sandbox

from . import messages as m
from .conftest import Caller

TAG = re.compile(rb"</?[a-z0-9]+[^>]*>")
GOOD = {
    "customer.nv": (encode(m.customer(code="012", city="Turku", email="a@b.fi")).bytes(), {"method": "add"}),
    "product.nv": (encode(m.product()).bytes(), {"method": "add"}),
    "salesinvoice.nv": (encode(m.invoice(m.line(), m.comment("Kiitos"))).bytes(), {"method": "add"}),
    "salespayment.nv": (encode(m.payment("16.84")).bytes(), {}),
    "accounting.nv": (encode(m.voucher()).bytes(), {}),
}

Mutation = Callable[[bytes, int, int], bytes]


def cut(body: bytes, at: int, _: int) -> bytes:
    return body[: at % len(body)]


def flip(body: bytes, at: int, value: int) -> bytes:
    at %= len(body)
    return body[:at] + bytes([value % 256]) + body[at + 1 :]


def drop_tag(body: bytes, at: int, _: int) -> bytes:
    tags = list(TAG.finditer(body))
    found = tags[at % len(tags)]
    return body[: found.start()] + body[found.end() :]


def swap_tags(body: bytes, at: int, other: int) -> bytes:
    tags = [match.group() for match in TAG.finditer(body)]
    return body.replace(tags[at % len(tags)], tags[other % len(tags)], 1)


def double(body: bytes, at: int, other: int) -> bytes:
    start, end = sorted((at % len(body), other % len(body)))
    return body[:end] + body[start:]


def fill(body: bytes, at: int, value: int) -> bytes:
    texts = list(re.finditer(rb">([^<]+)<", body))
    found = texts[at % len(texts)]
    words = [b"", b" ", b"-1", b"0", b"9" * 400, b"x" * 600, b"&#0;", b"&lol;", b"1,5", b"2026-02-30", b"\xff", b"NaN"]
    return body[: found.start(1)] + words[value % len(words)] + body[found.end(1) :]


def books_of(sandbox: Sandbox) -> list[int]:
    names = ("customer", "product", "document", "payment", "voucher", "dimension_item", "attachment", "series")
    with sandbox.store.reading() as connection:
        return [connection.execute(f"select count(*) from {name}").fetchone()[0] for name in names]  # noqa: S608  # our own names


@given(
    resource=st.sampled_from(sorted(GOOD)),
    mutation=st.sampled_from([cut, flip, drop_tag, swap_tags, double, fill]),
    at=st.integers(0, 5000),
    other=st.integers(0, 5000),
)
def test_a_spoilt_message_gets_an_answer_and_leaves_no_trace(
    resource: str, mutation: Mutation, at: int, other: int
) -> None:
    with Sandbox() as sandbox:
        with Client(sandbox.credentials, base_url=sandbox.url) as client:
            client.send(customers.add_customer(m.customer()))
            client.send(products.add_product(m.product("B")))
        before = books_of(sandbox)
        body, query = GOOD[resource]
        got = Caller(sandbox).send(resource, mutation(body, at, other), verb="POST", **query)
        logged = sandbox.calls[-1]
        assert logged.outcome in {"ok", "refused"}
        if logged.outcome == "refused":
            assert got.refusal.split(" :: ")[0] in {"INVALID_DATA", "DUPLICATE_DATA"}
            assert got.http_status == 400
            assert books_of(sandbox) == before


def test_every_golden_message_passes_the_gate(sandbox: Sandbox) -> None:
    caller = Caller(sandbox)
    tried = 0
    for endpoint in endpoints():
        stem = endpoint.resource.removesuffix(".nv")
        for file in sorted((Path(__file__).parents[2] / "fixtures" / "requests").glob(f"{stem}-*.xml")):
            query = {"method": "edit", "id": "1"} if "edit" in file.stem and endpoint.methods else {"method": "add"}
            got = caller.send(endpoint.resource, file.read_bytes(), **query)
            logged = sandbox.calls[-1]
            assert "Could not validate" not in "".join(got.statuses), logged.problems
            assert logged.outcome in {"ok", "refused"}, f"{logged.resource}: {logged.because}"
            tried += 1
    assert tried
