from __future__ import annotations

import hashlib
import hmac
import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from netvisor.codec.charset import fits
from netvisor.errors import MessageError, SetupError
from netvisor.protocol.call import Call
from netvisor.protocol.credentials import Credentials
from netvisor.protocol.results import DONE, Done
from netvisor.protocol.signing import MAC, TRANSACTION_ID, Prepared, sign

VECTORS = Path(__file__).parents[2] / "fixtures" / "signing" / "vectors.tsv"
CREDENTIALS = Credentials("Ohjelma", "CID", "c" * 32, "PID", "p" * 32, "1967543-8")
BASE = "https://isvapi.netvisor.fi/"
NOW = datetime(2026, 11, 22, 1, 2, 3, 456789, tzinfo=UTC)


def vectors() -> list[dict[str, str]]:
    names, *rows = (line.split("\t") for line in VECTORS.read_text("utf-8").splitlines() if not line.startswith("#"))
    return [dict(zip(names, row, strict=True)) for row in rows]


def call(*parameters: tuple[str, str], resource: str = "customerlist.nv") -> Call[Done]:
    return Call(resource=resource, http="GET", parameters=parameters, writes=False, result=DONE)


def signed(*parameters: tuple[str, str], **settings: Any) -> Prepared:
    made: dict[str, Any] = {"base_url": BASE, "transaction_id": "id-1", "now": NOW} | settings
    return sign(call(*parameters), CREDENTIALS, **made)


def of_vector(vector: dict[str, str]) -> Prepared:
    base, _, rest = vector["uri"].rpartition("/")
    resource, _, query = rest.partition("?")
    parameters = [tuple(pair.split("=", 1)) for pair in query.split("&") if pair]
    names = ("sender", "customer_id", "customer_key", "partner_key", "organisation_id", "language")
    credentials: Any = {name: vector[name] for name in names}
    now = datetime.fromisoformat(vector["timestamp"]).replace(tzinfo=UTC)
    algorithm: Any = vector["algorithm"]
    return sign(
        call(*[(name, value) for name, value in parameters], resource=resource),
        Credentials(partner_id="Kumppani", **credentials),
        base_url=base,
        transaction_id=vector["transaction_id"],
        now=now,
        algorithm=algorithm,
    )


@pytest.mark.parametrize("vector", vectors(), ids=lambda vector: vector["name"])
def test_the_signature_of_a_vector_is_the_known_one_in_iso_8859_15_only(vector: dict[str, str]) -> None:
    prepared = of_vector(vector)
    in_header_encoding = vector["encoding"] == "iso-8859-15"
    assert (prepared.headers[MAC] == vector["mac"]) is in_header_encoding
    assert prepared.headers["X-Netvisor-Authentication-TimestampUnix"] == vector["timestamp_unix"]


@pytest.mark.parametrize("vector", vectors(), ids=lambda vector: vector["name"])
def test_a_vector_follows_from_the_formula_spelled_out(vector: dict[str, str]) -> None:
    names = ["uri", "sender", "customer_id", "timestamp", "language", "organisation_id", "transaction_id"]
    names += ["timestamp_unix"] if vector["algorithm"] == "HMACSHA256" else []
    text = "&".join(vector[name] for name in [*names, "customer_key", "partner_key"]).encode(vector["encoding"])
    key = f"{vector['customer_key']}&{vector['partner_key']}".encode()
    digests: dict[str, Any] = {
        "HMACSHA256": hmac.new(key, text, "sha256"),
        "SHA256": hashlib.sha256(text),
        "MD5": hashlib.md5(text, usedforsecurity=False),
    }
    assert digests[vector["algorithm"]].hexdigest() == vector["mac"]


def test_all_headers_are_there_and_both_times_are_one_instant() -> None:
    headers = signed(charset="iso-8859-15").headers
    assert {name: text for name, text in headers.items() if name != MAC} == {
        "X-Netvisor-Authentication-Sender": "Ohjelma",
        "X-Netvisor-Authentication-CustomerId": "CID",
        "X-Netvisor-Authentication-PartnerId": "PID",
        "X-Netvisor-Authentication-Timestamp": "2026-11-22 01:02:03.456",
        "X-Netvisor-Authentication-TimestampUnix": "1795309323",
        "X-Netvisor-Authentication-TransactionId": "id-1",
        "X-Netvisor-Interface-Language": "FI",
        "X-Netvisor-Organisation-ID": "1967543-8",
        "X-Netvisor-Authentication-MACHashCalculationAlgorithm": "HMACSHA256",
        "X-Netvisor-Authentication-UseHTTPResponseStatusCodes": "1",
        "Content-Type": "text/xml; charset=iso-8859-15",
    }
    assert re.fullmatch(r"[0-9a-f]{64}", headers[MAC])


def test_a_request_without_a_body_has_no_content_type() -> None:
    assert "Content-Type" not in signed().headers


def test_another_zone_of_the_same_instant_signs_the_same() -> None:
    finnish = NOW.astimezone(timezone(timedelta(hours=2)))
    assert signed(now=finnish) == signed()


def test_whole_seconds_have_three_decimals_too() -> None:
    headers = signed(now=NOW.replace(microsecond=0)).headers
    assert headers["X-Netvisor-Authentication-Timestamp"] == "2026-11-22 01:02:03.000"


def test_the_address_is_percent_encoded_in_utf_8_with_spaces_as_percent_20() -> None:
    prepared = signed(("keyword", "Mäki & Co +1 50%/a,b"), ("changedsince", "2026-11-22T01:02:03"))
    assert prepared.url == (
        "https://isvapi.netvisor.fi/customerlist.nv"
        "?keyword=M%C3%A4ki%20%26%20Co%20%2B1%2050%25%2Fa,b&changedsince=2026-11-22T01:02:03"
    )


def test_both_forms_of_the_address_sign_alike_when_the_query_is_plain() -> None:
    query = (("netvisorkeylist", "1,2,3"), ("lastmodifiedstart", "2026-11-22T00:00:00"))
    assert signed(*query, url_form="sent") == signed(*query, url_form="decoded")


def test_the_form_of_the_address_changes_the_signature_and_not_the_address() -> None:
    sent, decoded = (signed(("keyword", "Mäki Oy"), url_form=form) for form in ("sent", "decoded"))
    assert sent.url == decoded.url
    assert sent.headers[MAC] != decoded.headers[MAC]


@pytest.mark.parametrize("change", [{"transaction_id": "id-2"}, {"now": NOW + timedelta(seconds=1)}], ids=str)
def test_every_new_request_has_a_new_signature(change: dict[str, Any]) -> None:
    assert signed(**change).headers[MAC] != signed().headers[MAC]


SENDABLE = st.text(st.characters(codec="utf-8"), max_size=30)


@given(st.lists(st.tuples(st.sampled_from(["keyword", "id", "listtype"]), SENDABLE), max_size=4))
@example([("keyword", "ä +&=%2B?#/,;:@\r\n\t\"'<>\\€ 漢 😀")])
def test_every_parameter_text_comes_back_from_the_address(parameters: list[tuple[str, str]]) -> None:
    prepared = signed(*parameters, url_form="sent")
    assert re.fullmatch(r"[!-~]+", prepared.url)
    assert parse_qsl(urlsplit(prepared.url).query, keep_blank_values=True, strict_parsing=bool(parameters)) == [
        *parameters
    ]
    assert [unquote(pair) for pair in urlsplit(prepared.url).query.split("&") if parameters] == [
        f"{name}={value}" for name, value in parameters
    ]


@given(SENDABLE.filter(fits), st.datetimes(timezones=st.just(UTC), min_value=datetime(1971, 1, 1)))  # noqa: DTZ001
def test_signing_is_a_function_of_its_arguments(text: str, now: datetime) -> None:
    first, second = (signed(("keyword", text), now=now) for _ in range(2))
    assert first == second
    assert signed(("keyword", text + "x"), now=now).headers[MAC] != first.headers[MAC]


def test_a_character_outside_iso_8859_15_cannot_be_signed_decoded() -> None:
    with pytest.raises(MessageError) as caught:
        signed(("keyword", "漢"), ("id", "1"))
    assert [(p.path, p.rule, p.found) for p in caught.value.problems] == [
        ("keyword", "charset", "U+6F22 at character 1")
    ]
    assert caught.value.resource == "customerlist.nv"


def test_a_name_outside_iso_8859_15_cannot_be_signed_decoded() -> None:
    with pytest.raises(MessageError, match="u6f22"):
        signed(("漢", "1"))


@pytest.mark.parametrize("parameter", [("keyword", "a\ud800"), ("\ud800", "a")], ids=ascii)
def test_a_lone_surrogate_cannot_be_sent(parameter: tuple[str, str]) -> None:
    with pytest.raises(MessageError, match=r"U\+D800"):
        signed(parameter, url_form="sent")


@pytest.mark.parametrize("bad", ["", " id", "id ", "i\r\nX: y", "i\x00d", "漢", "\xa0id"], ids=ascii)
def test_a_transaction_id_that_no_header_can_carry_is_refused(bad: str) -> None:
    with pytest.raises(SetupError, match="transaction id"):
        signed(transaction_id=bad)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(SetupError, match="naive datetime"):
        signed(now=NOW.replace(tzinfo=None))


@pytest.mark.parametrize("setting", [{"algorithm": "hmacsha256"}, {"url_form": "raw"}], ids=str)
def test_an_unknown_setting_is_refused_with_the_known_ones(setting: dict[str, Any]) -> None:
    with pytest.raises(SetupError, match="must be one of"):
        signed(**setting)


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "integration.netvisor.fi",
        "ftp://x/",
        "https://",
        "https://x/?a=1",
        "https://x/#a",
        "https://x/ä",
        "https://u:p@x/",
        "https://x:port/",
        "https://x/ y",
        "https://[x/",
        "https://isvapi.netvisor.fi/customer.nv",
        "https://isvapi.netvisor.fi/netvisor/CustomerList.NV/",
    ],
)
def test_a_base_address_that_is_none_is_refused(bad: str) -> None:
    with pytest.raises(SetupError, match="base_url"):
        signed(base_url=bad)


@pytest.mark.parametrize(
    ("base", "url"),
    [
        ("https://isvapi.netvisor.fi", "https://isvapi.netvisor.fi/customerlist.nv"),
        ("https://isvapi.netvisor.fi/netvisor", "https://isvapi.netvisor.fi/netvisor/customerlist.nv"),
        ("http://127.0.0.1:8765/", "http://127.0.0.1:8765/customerlist.nv"),
    ],
)
def test_the_resource_stands_behind_the_base_address(base: str, url: str) -> None:
    assert signed(base_url=base).url == url


def test_a_base_address_that_ends_in_a_resource_is_told_without_it() -> None:
    with pytest.raises(SetupError, match=r"use https://isvapi\.netvisor\.fi/x/$"):
        signed(base_url="https://isvapi.netvisor.fi/x/customer.nv")


def test_a_prepared_request_shows_neither_signature_nor_keys() -> None:
    prepared = signed(("keyword", "a"))
    shown = repr(prepared) + str(prepared)
    assert prepared.headers[TRANSACTION_ID] in shown
    assert prepared.headers[MAC] not in shown
    assert "ccc" not in shown
    assert "ppp" not in shown
