"""Who may come in: headers, identifiers, MAC, clock and the TransactionId, in this order.

The MAC is recomputed here from the documented formula, apart from the client's own code, so that a mistake in one
shows against the other.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, cast

from netvisor.codec.charset import ISO_8859_15
from netvisor.sandbox.admission.request import HEADERS, LANGUAGES, Request
from netvisor.sandbox.refusal import Refusal, ours, unknown_partner, wrong_keys, wrong_mac
from netvisor.sandbox.settings import IdNoted, Settings
from netvisor.sandbox.store import Store

_ALGORITHM: Final = "x-netvisor-authentication-machashcalculationalgorithm"
_MOMENT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z?")
_UNIX: Final = re.compile(r"-?[0-9]{1,15}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who calls, once it is authenticated."""

    company: str
    partner: str
    transaction_id: str


@dataclass(frozen=True, slots=True)
class _Known:
    """What the books know of a caller."""

    customer_key: str
    partner_key: str
    denied: bool
    """Whether its company has taken the right to the resource away."""


def admit(
    request: Request, resource: str, *, store: Store, settings: Settings, now: datetime, id_noted: IdNoted
) -> Caller:
    """Let a request in, or raise the refusal it gets.

    Args:
        request: the request.
        resource: the resource that it calls, by the name that settings and books have for it.
        store: the books.
        settings: what is a matter of settings.
        now: the sandbox's time.
        id_noted: when the TransactionId counts as used; on `arrival` it is taken down here.

    Raises:
        Refusal: a header is missing or wrong, an identifier unknown, the MAC or the time wrong, the TransactionId
            was used before, or the integration has no right to the resource.
    """
    headers = request.interface
    algorithm = _algorithm(request, settings)
    _check_all_there(headers, algorithm)
    with store.reading() as connection:
        known = _known(connection, headers, resource)
    if headers["language"].upper() not in LANGUAGES:
        raise _refused(f"the language {headers['language']!r} is none of {', '.join(LANGUAGES)}")
    if algorithm == "HMACSHA256":
        _check_clock(headers, settings, now)
    _check_mac(request, algorithm, (known.customer_key, known.partner_key), settings)
    caller = Caller(
        company=headers["organisation"],
        partner=headers["partnerid"],
        transaction_id=headers["transactionid"],
    )
    if id_noted == "arrival":
        note_transaction_id(store, caller)
    else:
        _check_transaction_id(store, caller)
    if known.denied or resource in settings.no_access:
        raise ours("SERVICE_ACCESS_ERROR", f"the integration has no right to {resource}")
    return caller


def note_transaction_id(store: Store, caller: Caller) -> None:
    """Take down that the id was used, in the transaction around if there is one.

    Raises:
        Refusal: it was used before, by whichever company of the partner.
    """
    sql = "insert or ignore into transaction_id (partner, id) values (?, ?)"
    with store.transaction() as connection:
        if connection.execute(sql, (caller.partner, caller.transaction_id)).rowcount == 0:
            raise _not_unique(caller)


def _check_transaction_id(store: Store, caller: Caller) -> None:
    """Refuse an id that was used before, without taking it down.

    Raises:
        Refusal: it was used before.
    """
    sql = "select 1 from transaction_id where partner = ? and id = ?"
    with store.reading() as connection:
        if _row(connection, sql, caller.partner, caller.transaction_id) is not None:
            raise _not_unique(caller)


def _not_unique(caller: Caller) -> Refusal:
    """The refusal of an id that was used before."""
    return ours("REQUEST_NOT_UNIQUE", f"the TransactionId {caller.transaction_id} was used before")


def _refused(text: str) -> Refusal:
    return ours("AUTHENTICATION_FAILED", text)


def _row(connection: sqlite3.Connection, sql: str, *values: str) -> tuple[str, ...] | None:
    return cast("tuple[str, ...] | None", connection.execute(sql, values).fetchone())


def _algorithm(request: Request, settings: Settings) -> str:
    algorithm = request.headers.get(_ALGORITHM, "").upper() or "MD5"
    if algorithm not in settings.algorithms:
        raise _refused(f"the MAC algorithm {algorithm} is not taken; {', '.join(settings.algorithms)} are")
    return algorithm


def _check_all_there(headers: Mapping[str, str], algorithm: str) -> None:
    wanted = [short for short in HEADERS if short != "timestampunix" or algorithm == "HMACSHA256"]
    missing = [HEADERS[short] for short in wanted if short not in headers]
    if missing:
        subject, verb = ("header", "is") if len(missing) == 1 else ("headers", "are")
        raise _refused(f"the {subject} {', '.join(missing)} {verb} missing")


def _known(connection: sqlite3.Connection, headers: Mapping[str, str], resource: str) -> _Known:
    partner = _row(connection, "select partner_key from partner where id = ?", headers["partnerid"])
    if partner is None:
        raise unknown_partner()
    company = _row(connection, "select id, customer_key from company where customer_id = ?", headers["customerid"])
    if company is None:
        raise wrong_keys("the CustomerId is unknown")
    organisation = headers["organisation"]
    if _row(connection, "select 1 from company where id = ?", organisation) is None:
        raise _refused(f"the company {organisation} is not known here")
    if company[0] != organisation:
        raise wrong_keys(f"the CustomerId is that of the company {company[0]}, the Organisation-ID {organisation}")
    denied = _row(connection, "select 1 from denied where company = ? and resource = ?", organisation, resource)
    return _Known(customer_key=company[1], partner_key=partner[0], denied=denied is not None)


def _check_clock(headers: Mapping[str, str], settings: Settings, now: datetime) -> None:
    if not _MOMENT.fullmatch(headers["timestamp"]):
        raise _refused("the Timestamp has not the form YYYY-MM-DD HH:MM:SS.mmm")
    if not _UNIX.fullmatch(headers["timestampunix"]):
        raise _refused("the TimestampUnix is no whole number of seconds")
    away = abs(int(headers["timestampunix"]) - now.timestamp())
    if away > settings.clock_tolerance.total_seconds():
        here = now.astimezone(UTC).isoformat(sep=" ", timespec="seconds")
        raise _refused(f"the TimestampUnix is {away:.0f} s away from the clock here, {here}")


def _check_mac(request: Request, algorithm: str, keys: tuple[str, str], settings: Settings) -> None:
    headers = request.interface
    signed = _signed(headers, algorithm)
    given = headers["mac"].strip().lower()
    urls = _urls(request, settings)
    digests = [_digest(algorithm, "&".join([url, *signed]), keys) for url in urls]
    if any(hmac.compare_digest(given.encode("utf-8"), digest.encode("ascii")) for digest in digests):
        return
    expected = "&".join([urls[0], *signed, "[CustomerKey]", "[PartnerKey]"])
    raise wrong_mac(expected, digests[0].upper(), _guess(algorithm, given, urls[0], headers, keys))


def _signed(headers: Mapping[str, str], algorithm: str) -> list[str]:
    """The headers that the MAC is made of, in their order."""
    names = ["sender", "customerid", "timestamp", "language", "organisation", "transactionid"]
    names += ["timestampunix"] if algorithm == "HMACSHA256" else []
    return [headers.get(name, "") for name in names]


def _urls(request: Request, settings: Settings) -> list[str]:
    """The forms of the address that the MAC may be made of; the first is the one that a refusal shows."""
    sent, decoded = [request.url], request.decoded_urls
    return list(dict.fromkeys({"sent": sent, "decoded": decoded, "either": [*decoded, *sent]}[settings.url_form]))


def _digest(algorithm: str, text: str, keys: tuple[str, str]) -> str:
    message = "&".join([text, *keys]).encode(ISO_8859_15, "replace")
    if algorithm == "HMACSHA256":
        return hmac.new("&".join(keys).encode(ISO_8859_15), message, hashlib.sha256).hexdigest()
    if algorithm == "SHA256":
        return hashlib.sha256(message).hexdigest()
    # The oldest algorithm of the interface, which old clients still use.
    return hashlib.md5(message, usedforsecurity=False).hexdigest()


def _guess(algorithm: str, given: str, url: str, headers: Mapping[str, str], keys: tuple[str, str]) -> str:
    """What was probably done wrong, for the log."""
    if len(given) not in {32, 64} or not re.fullmatch("[0-9a-f]+", given):
        return "the MAC is no MD5 or SHA-256 in hexadecimal"
    text = "&".join([url, *_signed(headers, algorithm)])
    if given == _digest(algorithm, text, (keys[1], keys[0])):
        return "CustomerKey and PartnerKey were taken for each other"
    for other in ("HMACSHA256", "SHA256", "MD5"):
        if other != algorithm and given == _digest(other, "&".join([url, *_signed(headers, other)]), keys):
            return f"the MAC was made with {other}, the header says {algorithm}"
    if not text.isascii() and algorithm != "MD5":
        message = "&".join([text, *keys]).encode("utf-8")
        key = "&".join(keys).encode("utf-8")
        wide = hmac.new(key, message, hashlib.sha256) if algorithm == "HMACSHA256" else hashlib.sha256(message)
        if given == wide.hexdigest():
            return "the string was hashed in UTF-8; right is ISO-8859-15"
    return "a key is wrong, or another string was hashed than the one expected"
