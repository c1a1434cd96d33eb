"""Who may come in: headers, identifiers, MAC, clock and the TransactionId, in this order.

The MAC is recomputed here from the documented formula, apart from the client's own code, so that a mistake in one
shows against the other.
"""

from __future__ import annotations

import hmac
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, cast

from netvisor.errors import Problem
from netvisor.sandbox.admission.clock_check import clock_problems
from netvisor.sandbox.admission.mac import cause_of, digest, mac_text
from netvisor.sandbox.admission.request import HEADERS, LANGUAGES, Request
from netvisor.sandbox.refusal import Refusal, ours, unknown_partner, wrong_keys, wrong_mac
from netvisor.sandbox.settings import IdNoted, Settings
from netvisor.sandbox.store import Store

_ALGORITHM_HEADER: Final = "X-Netvisor-Authentication-MACHashCalculationAlgorithm"


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
        raise _refused(f"the language must be one of {', '.join(LANGUAGES)}, not {headers['language']!r}")
    if algorithm in settings.clock_checked:
        _check_clock(headers, algorithm, settings, now)
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


def remarks_on(request: Request, settings: Settings, now: datetime) -> list[Problem]:
    """What is doubtful about the identity of a call, whether it is let in or not: its time, and an old algorithm."""
    algorithm = _named_algorithm(request)
    remarks = clock_problems(request.interface, algorithm, settings, now)
    if algorithm in {"MD5", "SHA256"}:
        expected = "HMACSHA256: the vendor has announced that MD5 and SHA256 will be dropped"
        remarks.append(Problem(path=_ALGORITHM_HEADER, rule="dropped", found=algorithm, expected=expected))
    return remarks


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
    algorithm = _named_algorithm(request)
    if algorithm not in settings.algorithms:
        raise _refused(f"the MAC algorithm must be one of {', '.join(settings.algorithms)}, not {algorithm}")
    return algorithm


def _named_algorithm(request: Request) -> str:
    return request.headers.get(_ALGORITHM_HEADER.lower(), "").upper() or "MD5"


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
        raise _refused(f"unknown company {organisation}")
    if company[0] != organisation:
        raise wrong_keys(
            f"the CustomerId belongs to the company {company[0]}, but the Organisation-ID is {organisation}"
        )
    denied = _row(connection, "select 1 from denied where company = ? and resource = ?", organisation, resource)
    return _Known(customer_key=company[1], partner_key=partner[0], denied=denied is not None)


def _check_clock(headers: Mapping[str, str], algorithm: str, settings: Settings, now: datetime) -> None:
    found = clock_problems(headers, algorithm, settings, now)
    # With HMACSHA256 the seconds count; the text is only told.
    name = HEADERS["timestampunix" if algorithm == "HMACSHA256" else "timestamp"]
    wrong = [problem for problem in found if problem.path == name or problem.rule == "form"]
    if wrong:
        raise ours("AUTHENTICATION_FAILED", wrong[0].found, problems=found)


def _check_mac(request: Request, algorithm: str, keys: tuple[str, str], settings: Settings) -> None:
    headers = request.interface
    given = headers["mac"].strip().lower()
    urls = _urls(request, settings)
    digests = [digest(algorithm, mac_text(url, headers, algorithm), keys) for url in urls]
    if any(hmac.compare_digest(given.encode("utf-8"), each.encode("ascii")) for each in digests):
        return
    expected = "&".join([mac_text(urls[0], headers, algorithm), "[CustomerKey]", "[PartnerKey]"])
    raise wrong_mac(expected, digests[0].upper(), cause_of(algorithm, given, request, urls[0], keys))


def _urls(request: Request, settings: Settings) -> list[str]:
    """The forms of the address that the MAC may be made of; the first is the one that a refusal shows."""
    sent, decoded = [request.url], request.decoded_urls
    return list(dict.fromkeys({"sent": sent, "decoded": decoded, "either": [*decoded, *sent]}[settings.url_form]))
