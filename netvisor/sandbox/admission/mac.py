"""The MAC of a call, from the documented formula, and what was probably done wrong when another one came."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote, quote_plus

from netvisor.codec.charset import ISO_8859_15
from netvisor.codec.finnish_time import local
from netvisor.sandbox.admission.request import Request

_HEXADECIMAL: Final = re.compile("[0-9a-f]+")
_LENGTHS: Final = frozenset({32, 64})


def mac_text(url: str, headers: Mapping[str, str], algorithm: str) -> str:
    """What is hashed, but for the keys: the address and the headers in their order."""
    names = ["sender", "customerid", "timestamp", "language", "organisation", "transactionid"]
    names += ["timestampunix"] if algorithm == "HMACSHA256" else []
    return "&".join([url, *(headers.get(name, "") for name in names)])


def digest(algorithm: str, text: str, keys: tuple[str, str], charset: str = ISO_8859_15) -> str:
    """The MAC of a text, in hexadecimal."""
    message = "&".join([text, *keys]).encode(charset, "replace")
    if algorithm == "HMACSHA256":
        return hmac.new("&".join(keys).encode(charset), message, hashlib.sha256).hexdigest()
    if algorithm == "SHA256":
        return hashlib.sha256(message).hexdigest()
    # The oldest algorithm of the interface, which old clients still use.
    return hashlib.md5(message, usedforsecurity=False).hexdigest()


def cause_of(algorithm: str, given: str, request: Request, url: str, keys: tuple[str, str]) -> str:
    """What was probably done wrong, for the log.

    Args:
        algorithm: the algorithm that the header says.
        given: the MAC that came, in small letters.
        request: the call.
        url: the address as it should have been hashed.
        keys: those of the customer and the partner.
    """
    if len(given) not in _LENGTHS or not _HEXADECIMAL.fullmatch(given):
        return "the MAC is not an MD5 or SHA-256 in hexadecimal"
    headers = request.interface
    text = mac_text(url, headers, algorithm)
    if given == digest(algorithm, text, (keys[1], keys[0])):
        return "CustomerKey and PartnerKey were swapped"
    for other in ("HMACSHA256", "SHA256", "MD5"):
        if other != algorithm and given == digest(other, mac_text(url, headers, other), keys):
            return f"the MAC was made with {other}, but the header says {algorithm}"
    for why, hashed in _other_texts(request, url, algorithm):
        if given == digest(algorithm, hashed, keys):
            return why
        if not hashed.isascii() and given == digest(algorithm, hashed, keys, "utf-8"):
            return "the string was hashed in UTF-8; expected ISO-8859-15" + ("" if hashed == text else f", and {why}")
    return "a key is wrong, or the hashed string differs from the expected one"


def _other_texts(request: Request, url: str, algorithm: str) -> Iterator[tuple[str, str]]:
    """The texts that clients hash by mistake, each with what the mistake is."""
    headers = request.interface
    yield "the string was hashed in another charset", mac_text(url, headers, algorithm)
    for why, other in _other_urls(request, url):
        if other != url:
            yield why, mac_text(other, headers, algorithm)
    if moment := _finnish(headers.get("timestamp", "")):
        why = "the Timestamp was hashed in Finnish local time; it was sent in UTC"
        yield why, mac_text(url, {**headers, "timestamp": moment}, algorithm)


def _other_urls(request: Request, url: str) -> Iterator[tuple[str, str]]:
    lone = "the address was hashed with a lone ? at its end, and sent without one"
    yield lone, f"{url}?"
    yield "the address was hashed without the lone ? that it was sent with", url.removesuffix("?")
    encoded = "the address was hashed percent-encoded; expected the decoded one"
    yield encoded, request.url
    decoded = request.decoded_urls[0]
    path, mark, query = decoded.partition("?")
    for written in (quote, quote_plus):
        pairs = (part.partition("=") for part in query.split("&"))
        yield encoded, path + mark + "&".join(f"{written(name)}{sign}{written(value)}" for name, sign, value in pairs)
    for each in request.decoded_urls:
        yield "the address was hashed decoded; expected the one that is sent", each
    yield "the address was hashed without its query", path
    scheme, _, rest = url.partition("://")
    other = "https" if scheme == "http" else "http"
    yield f"the address was hashed with {other} instead of {scheme}", f"{other}://{rest}"


def _finnish(timestamp: str) -> str | None:
    """The same moment in Finnish local time, in the form in which it came."""
    try:
        moment = datetime.fromisoformat(timestamp[:19]).replace(tzinfo=UTC)
        return local(moment).isoformat(sep=timestamp[10], timespec="seconds") + timestamp[19:]
    except (ValueError, IndexError, OverflowError):
        return None
