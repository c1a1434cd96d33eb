"""A thousand messages that are surely wrong: each is refused in the right category, and the books stay as they were.

Each is a golden message with one mistake of a kind that leaves no doubt. What may still be right, and how the sandbox
bears that, is looked at in `test_mutations.py`.
"""

from __future__ import annotations

import itertools
import logging
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from netvisor.declare import Field, Plan, plan
from netvisor.protocol.call import Endpoint
from netvisor.resources import endpoints
from netvisor.sandbox import Sandbox

from .conftest import Caller, Got

REQUESTS = Path(__file__).parents[2] / "fixtures" / "requests"
LACONIC = "Data form incorrect:. XML message validation failed: Could not validate xml"
VAGUE = "Aineiston käsittelyssä tapahtui virhe. Virhetunniste: "
LARGEST = 120_000


@dataclass(frozen=True, kw_only=True)
class Golden:
    """A message that is right, and what sends it."""

    endpoint: Endpoint
    method: str
    body: bytes
    places: tuple[tuple[str, Field], ...]
    """The elements of the message with their declarations: the path of each in the tree."""


@dataclass(frozen=True, kw_only=True)
class Spoilt:
    """A message with one mistake, and how it must be answered."""

    body: bytes
    category: str = "INVALID_DATA"
    text: str = LACONIC
    headers: tuple[tuple[str, str], ...] = ()


Spoil = Callable[[Golden, random.Random], Spoilt | None]


def golden() -> Iterator[Golden]:
    for endpoint in endpoints():
        if endpoint.request is None:
            continue
        for file in sorted(REQUESTS.glob(f"{endpoint.resource.removesuffix('.nv')}-*.xml")):
            body = file.read_bytes()
            if len(body) > LARGEST // 2:
                continue
            method = "edit" if "edit" in file.stem.split("-")[1:] else "add"
            yield Golden(endpoint=endpoint, method=method, body=body, places=tuple(places(endpoint.request, body)))


def places(cls: type, body: bytes) -> Iterator[tuple[str, Field]]:
    """The elements of a message that a declaration knows, each with its path."""
    tree = tree_of(body)
    document = etree.ElementTree(tree)

    def below(element: Any, its: Plan) -> Iterator[tuple[str, Field]]:
        fields = {field.name: field for home in its.children for field in (home.arms or (home,))}
        for child in element:
            field = fields[child.tag]
            yield document.getpath(child), field
            if field.role == "aggregate" and field.cls is not None:
                yield from below(child, plan(field.cls))

    yield from below(tree[0], plan(cls))


def parsed(message: Golden) -> Any:
    return tree_of(message.body)


def tree_of(body: bytes) -> Any:
    try:
        return etree.fromstring(body.decode("utf-8"))
    except UnicodeDecodeError:
        return etree.fromstring(body.decode("iso-8859-15"))


def written(tree: Any) -> bytes:
    # Empty elements keep their end tags, without which they would not be read at all.
    for element in tree.iter():
        if element.text is None and len(element) == 0:
            element.text = ""
    return etree.tostring(tree, encoding="unicode").encode("iso-8859-15", "xmlcharrefreplace")


# The mistakes.


def swapped(message: Golden, chance: random.Random) -> Spoilt | None:
    """Two neighbours in the wrong order, where the order matters."""
    tree = parsed(message)
    homes: dict[str, int] = {}
    for path, _ in message.places:
        parent = path.rsplit("/", 1)[0]
        homes[parent] = homes.get(parent, 0) + 1
    cls = message.endpoint.request
    assert cls is not None
    pairs = []
    for parent, its in parents(tree, cls):
        place = {f.name: number for number, home in enumerate(its.children) for f in (home.arms or (home,))}
        pairs += [
            (parent, at) for at, (one, two) in enumerate(itertools.pairwise(parent)) if place[one.tag] < place[two.tag]
        ]
    if not pairs:
        return None
    parent, at = chance.choice(pairs)
    parent.insert(at, parent[at + 1])
    return Spoilt(body=written(tree))


def parents(tree: Any, cls: type) -> Iterator[tuple[Any, Plan]]:
    def below(element: Any, its: Plan) -> Iterator[tuple[Any, Plan]]:
        yield element, its
        fields = {field.name: field for home in its.children for field in (home.arms or (home,))}
        for child in element:
            inner = fields[child.tag].cls
            if fields[child.tag].role == "aggregate" and inner is not None:
                yield from below(child, plan(inner))

    return below(tree[0], plan(cls))


def misspelt(message: Golden, chance: random.Random) -> Spoilt | None:
    """A name that no element has."""
    tree = parsed(message)
    element = chance.choice(list(tree.iter())[1:])
    element.tag = chance.choice((f"{element.tag}x", f"x{element.tag}", "salesinvoicetotal", "täti", element.tag[::-1]))
    return Spoilt(body=written(tree))


def strange_attribute(message: Golden, chance: random.Random) -> Spoilt | None:
    tree = parsed(message)
    chance.choice(list(tree.iter())[1:]).set(chance.choice(("colour", "xml-lang", "typo")), "1")
    return Spoilt(body=written(tree))


def stray(message: Golden, chance: random.Random) -> Spoilt | None:
    """Text between elements."""
    tree = parsed(message)
    element = chance.choice([element for element in tree.iter() if len(element)])
    element[0].tail = "text"
    return Spoilt(body=written(tree))


def twice(message: Golden, chance: random.Random) -> Spoilt | None:
    """An element a second time, where one stands."""
    tree = parsed(message)
    once = [path for path, field in message.places if not field.many and standing_alone(message, path)]
    if not once:
        return None
    (element,) = tree.xpath(chance.choice(once))
    element.addnext(deepcopy(element))
    return Spoilt(body=written(tree))


def standing_alone(message: Golden, path: str) -> bool:
    """Whether the element is a line of its own, not one of several that may stand in one place."""
    tree = parsed(message)
    (element,) = tree.xpath(path)
    cls = message.endpoint.request
    assert cls is not None
    for parent, its in parents(tree, cls):
        if element.getparent() is parent:
            return all(not home.arms or all(arm.name != element.tag for arm in home.arms) for home in its.children)
    return False


def missing(message: Golden, chance: random.Random) -> Spoilt | None:
    """An element is gone that every message has."""
    tree = parsed(message)
    found = [tree.xpath(path)[0] for path, field in message.places if field.required and not field.many]
    # Alone in its parent it would leave an empty one, which may mean that all of it is to be cleared.
    needed = [element for element in found if len(element.getparent()) > 1]
    if not needed:
        return None
    element = chance.choice(needed)
    element.getparent().remove(element)
    return Spoilt(body=written(tree))


def too_long(message: Golden, chance: random.Random) -> Spoilt | None:
    """A text longer than its column, and nothing else wrong."""
    limited = [(path, field) for path, field in message.places if limit(field)]
    if not limited:
        return None
    path, field = chance.choice(limited)
    tree = parsed(message)
    (element,) = tree.xpath(path)
    element.text = "x" * (limit(field) + chance.randint(1, 3000))
    return Spoilt(body=written(tree), text=VAGUE)


def limit(field: Field) -> int:
    scalar = field.scalar
    if field.cls is not None:
        value = plan(field.cls).value
        scalar = value.scalar if value is not None else None
    plain = scalar is not None and scalar.kind == "string" and scalar.pattern is None and not scalar.values
    return (scalar.max or 0) if scalar is not None and plain else 0


def no_such_value(message: Golden, chance: random.Random) -> Spoilt | None:
    """A word where a number, a date, a flag or one of a list is wanted."""
    typed = []
    for path, field in message.places:
        scalar = field.scalar
        if field.cls is not None and (value := plan(field.cls).value) is not None:
            scalar = value.scalar
        if scalar is not None and (scalar.values or scalar.kind not in {"string", "base64"}):
            typed.append(path)
    if not typed:
        return None
    tree = parsed(message)
    (element,) = tree.xpath(chance.choice(typed))
    element.text = chance.choice(("perhaps", "12,5,0", "0x1F", "2026-13-45", "1 000 000 000 000 x", "NaN", "--1"))
    return Spoilt(body=written(tree))


def truncated(message: Golden, chance: random.Random) -> Spoilt | None:
    return Spoilt(body=message.body[: chance.randint(1, len(message.body) - 1)])


def wrong_bytes(message: Golden, chance: random.Random) -> Spoilt | None:
    """Bytes that are not in the charset of the header, or in one that is not read."""
    charset, body = chance.choice(
        (
            ("utf-8", message.body.replace(b"><", b">\xe4\xff<", 1)),
            ("utf-8", message.body[:-7] + b"\xc3" + message.body[-7:]),
            ("utf-16", message.body.decode("iso-8859-15").encode("utf-16")),
            ("utf-16", message.body),
            ("ebcdic", message.body),
            ("iso-8859-15", message.body.replace(b"><", b">\x00<", 1)),
            ("iso-8859-15", message.body.replace(b"><", b">\x0b<", 1)),
        )
    )
    return Spoilt(body=body, headers=(("Content-Type", f"text/xml; charset={charset}"),))


def not_from_the_start(message: Golden, chance: random.Random) -> Spoilt | None:
    """Something stands before `<root>`, or something else in its place."""
    start = chance.choice(
        (
            b"\xef\xbb\xbf",
            b'<?xml version="1.0" encoding="utf-8"?>',
            b"<!-- hello -->",
            b"root=",
            b"{}",
            b"<data>",
            b"\x00",
        )
    )
    return Spoilt(body=start + message.body)


def bomb(message: Golden, chance: random.Random) -> Spoilt | None:
    """Entities and document types, in all their forms."""
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    types = (
        b'<!DOCTYPE root [<!ENTITY l0 "lol">' + laughs + b"]>",
        b'<!DOCTYPE root [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE root SYSTEM "http://127.0.0.1:9/evil.dtd">',
        b'<!DOCTYPE root [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p">%p;]>',
    )
    kind = chance.randint(0, 3)
    if kind == 0:
        return Spoilt(body=chance.choice(types) + message.body)
    if kind == 1:
        return Spoilt(body=b"<root>" + chance.choice(types) + message.body[6:])
    entity = chance.choice((b"&l9;", b"&a;", b"&#0;", b"&#x1F;", b"&#xFFFE;", b"&amp", b"&;", b"&nbsp;"))
    return Spoilt(body=message.body.replace(b"></", b">" + entity + b"</", 1).replace(b"><", b">" + entity + b"<", 1))


def too_large(message: Golden, chance: random.Random) -> Spoilt | None:
    """More bytes than are taken at all."""
    filling = b"<!--" + b"x" * (LARGEST + chance.randint(1, 1000)) + b"-->"
    text = f"Sandbox: the message has more than {LARGEST} bytes"
    return Spoilt(body=message.body[:-7] + filling + message.body[-7:], category="INVALID_DATA_SIZE", text=text)


def too_much(message: Golden, chance: random.Random) -> Spoilt | None:
    """More depth, attributes or names than are taken, within the bytes that are."""
    many = chance.choice(
        (
            b"<a>" * 5000,
            b"<a>" * 100 + b"</a>" * 100,
            b"<a " + b" ".join(b'a%d="1"' % n for n in range(500)) + b"></a>",
            b"<" + b"a" * 100_000 + b"></a>",
            b"<a:b></a:b>",
            b"<?run me?>" * 3 + b"<x></x>",
        )
    )
    return Spoilt(body=message.body[:-7] + many + message.body[-7:])


KINDS: tuple[Spoil, ...] = (
    swapped,
    misspelt,
    strange_attribute,
    stray,
    twice,
    missing,
    too_long,
    no_such_value,
    truncated,
    wrong_bytes,
    not_from_the_start,
    bomb,
    too_large,
    too_much,
)


def spoilt(count: int, seed: int) -> Iterator[tuple[str, Golden, Spoilt]]:
    """So many messages, every kind of mistake in turn, over every resource with a message."""
    chance = random.Random(seed)  # noqa: S311  # chance, no secret
    messages = list(golden())
    for kind in itertools.islice(itertools.cycle(KINDS), count):
        found = None
        while found is None:
            message = chance.choice(messages)
            found = kind(message, chance)
        yield kind.__name__, message, found


def content(sandbox: Sandbox) -> list[str]:
    with sandbox.store.reading() as connection:
        return [line for line in connection.iterdump() if not line.startswith('INSERT INTO "transaction_id"')]


def sent(sandbox: Sandbox, message: Golden, wrong: Spoilt) -> Got:
    query = {"method": message.method} if message.endpoint.methods else {}
    query |= {"id": "1"} if message.method == "edit" else {}
    caller = Caller(sandbox, headers=dict(wrong.headers))
    return caller.send(message.endpoint.resource, wrong.body, verb="POST", **query)


def answered_rightly(sandbox: Sandbox, count: int, seed: int) -> Counter[str]:
    kinds: Counter[str] = Counter()
    before = content(sandbox)
    for kind, message, wrong in spoilt(count, seed):
        got = sent(sandbox, message, wrong)
        told = (kind, message.endpoint.resource, wrong.body[:2000], sandbox.calls[-1].problems)
        assert got.statuses[0] == "FAILED", told
        category, _, text = got.refusal.partition(" :: ")
        assert category == wrong.category, told
        assert text.startswith(wrong.text), told
        assert got.http_status == 400, told
        logged = sandbox.calls[-1]
        assert (logged.outcome, logged.stored) == ("refused", False), told
        # The log says what the answer does not.
        assert logged.problems or logged.because or category == "INVALID_DATA_SIZE", told
        kinds[kind] += 1
        if sum(kinds.values()) % 50 == 0 or sum(kinds.values()) == count:
            assert content(sandbox) == before, told
    return kinds


@pytest.mark.parametrize(("count", "seed"), [(400, 2026), pytest.param(10_000, 7, marks=pytest.mark.slow)])
def test_every_spoilt_message_is_refused_in_its_category_and_leaves_no_trace(
    count: int, seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    with Sandbox(largest_body=LARGEST, seed="demo") as sandbox:
        kinds = answered_rightly(sandbox, count, seed)
    assert set(kinds) == {kind.__name__ for kind in KINDS}
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


def test_the_gate_that_reports_bears_them_too(caplog: pytest.LogCaptureFixture) -> None:
    with Sandbox(largest_body=LARGEST, gate="report") as sandbox:
        outcomes: Counter[str] = Counter()
        for kind, message, wrong in spoilt(250, 5):
            sent(sandbox, message, wrong)
            logged = sandbox.calls[-1]
            assert logged.problems or logged.because or logged.category == "INVALID_DATA_SIZE", (kind, wrong.body)
            assert logged.outcome != "fault", f"{logged.resource}: {logged.because}"
            outcomes[logged.outcome] += 1
    assert set(outcomes) == {"refused", "reported"}
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


def test_the_golden_messages_themselves_are_right(caplog: pytest.LogCaptureFixture) -> None:
    # Otherwise a spoilt one would prove nothing.
    with Sandbox() as sandbox:
        for message in golden():
            query = {"method": message.method} if message.endpoint.methods else {}
            got = Caller(sandbox).send(message.endpoint.resource, written(parsed(message)), **query, id="1")
            logged = sandbox.calls[-1]
            assert logged.outcome != "fault", f"{logged.resource}: {logged.because}"
            assert LACONIC not in "".join(got.statuses), logged.problems
            assert VAGUE not in "".join(got.statuses)
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


ENDLESS = "9" * 5000


@pytest.mark.parametrize(
    "address",
    [
        f"getemployeesalaryparameters.nv?identifiertype=number&identifier={ENDLESS}",
        f"extendedproductlist.nv?replyoptions={ENDLESS}",
    ],
)
def test_a_number_without_end_in_an_address_is_refused(caller: Caller, address: str) -> None:
    got = caller.sent("GET", f"/{address}")
    assert got.refusal.startswith("INVALID_DATA")


def test_a_vendor_whose_key_is_a_number_without_end_has_no_orders(caller: Caller) -> None:
    got = caller.sent("GET", f"/purchaseorderlist.nv?limitvendor={ENDLESS}")
    assert got.texts("PurchaseOrderList/PurchaseOrder") == []


@pytest.mark.parametrize(
    ("file", "old"),
    [("payrolladvance", ">8</employeeidentifier>"), ("accountingbudget", ">3070</ratio>")],
)
def test_a_number_without_end_in_a_message_is_refused(caller: Caller, file: str, old: str) -> None:
    text = (REQUESTS / f"{file}-minimal.xml").read_text("utf-8")
    got = caller.send(f"{file}.nv", text.replace(old, f">{ENDLESS}{old[old.index('<') :]}").encode())
    assert got.refusal.startswith("INVALID_DATA")
    assert LACONIC not in got.refusal


def test_a_sum_of_more_digits_than_a_decimal_rounds_is_refused(caller: Caller) -> None:
    body = (REQUESTS / "accounting-minimal.xml").read_bytes()
    wrong, count = re.subn(rb"(<linesum[^>]*>)[^<]*<", rb"\g<1>" + b"1" * 40 + b"<", body, count=1)
    assert count == 1
    assert caller.send("accounting.nv", wrong).refusal.startswith("INVALID_DATA")
