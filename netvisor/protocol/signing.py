"""The exact address and headers of one request, as a pure function: the same arguments give the same bytes.

What is signed is a text of all identifying headers, the address and both keys, joined by `&` and encoded in
ISO-8859-15. The percent-encoded address goes on the wire; whether the signature holds it in that form or decoded is
a setting, because it is not documented which of them Netvisor hashes.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar, Final, Literal, TypeAlias
from urllib.parse import quote, urlsplit

from netvisor.codec.charset import encode_iso_8859_15, fits
from netvisor.errors import MessageError, Problem, SetupError
from netvisor.protocol.call import Call
from netvisor.protocol.credentials import Credentials
from netvisor.protocol.secret import MASK, Secret

Algorithm: TypeAlias = Literal["HMACSHA256", "SHA256", "MD5"]
ALGORITHMS: Final[tuple[Algorithm, ...]] = ("HMACSHA256", "SHA256", "MD5")
UrlForm: TypeAlias = Literal["decoded", "sent"]
Verb: TypeAlias = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
URL_FORMS: Final[tuple[UrlForm, ...]] = ("decoded", "sent")

AUTHENTICATION: Final = "X-Netvisor-Authentication-"
SENDER: Final = f"{AUTHENTICATION}Sender"
CUSTOMER_ID: Final = f"{AUTHENTICATION}CustomerId"
PARTNER_ID: Final = f"{AUTHENTICATION}PartnerId"
TIMESTAMP: Final = f"{AUTHENTICATION}Timestamp"
TIMESTAMP_UNIX: Final = f"{AUTHENTICATION}TimestampUnix"
TRANSACTION_ID: Final = f"{AUTHENTICATION}TransactionId"
LANGUAGE: Final = "X-Netvisor-Interface-Language"
ORGANISATION_ID: Final = "X-Netvisor-Organisation-ID"
MAC: Final = f"{AUTHENTICATION}MAC"
MAC_ALGORITHM: Final = f"{AUTHENTICATION}MACHashCalculationAlgorithm"
USE_HTTP_STATUS: Final = f"{AUTHENTICATION}UseHTTPResponseStatusCodes"

# Legal in a query as they are: left alone, lists and moments read the same in both forms of the address.
_PLAIN: Final = ",:"
_RESOURCE = re.compile(r"[!\"$->@-~]+")
_HEADER = re.compile(r"[^\x00-\x20\x7f-\xa0](?:[^\x00-\x1f\x7f-\x9f]*[^\x00-\x20\x7f-\xa0])?")


class Headers(dict[str, str]):
    """The headers of a request by their names. Their repr shows no signature."""

    SECRET: ClassVar[frozenset[str]] = frozenset({MAC})
    """The names of the headers whose values are masked."""

    def __repr__(self) -> str:
        return repr({name: MASK if name in self.SECRET else value for name, value in self.items()})


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Prepared:
    """One request, signed: what goes on the wire beside the body. Its repr shows no signature."""

    http: Verb
    url: str
    """The percent-encoded address, sent byte for byte."""
    headers: Headers
    """As texts; on the wire they are ISO-8859-15, like the text that is signed."""
    transaction_id: str
    resource: str
    company: str
    """The Organisation-ID."""
    writes: bool

    def __repr__(self) -> str:
        return f"Prepared({self.http} {self.url}, transaction_id={self.transaction_id!r})"

    @property
    def where(self) -> dict[str, str]:
        """What every error about this request says."""
        return {"resource": self.resource, "company": self.company, "transaction_id": self.transaction_id}


def sign(
    call: Call[Any],
    credentials: Credentials,
    *,
    base_url: str,
    transaction_id: str,
    now: datetime,
    algorithm: Algorithm = "HMACSHA256",
    url_form: UrlForm = "decoded",
    charset: str | None = None,
) -> Prepared:
    """The exact address and headers of one attempt to send a call.

    Args:
        call: what is sent.
        credentials: who sends it.
        base_url: the address to which the resource's name is appended.
        transaction_id: unique among all requests that the partner ever sends.
        now: the moment of sending, with its zone.
        algorithm: `HMACSHA256`; the two older ones only while the service still takes them.
        url_form: the form of the address in the signature, `decoded` or `sent` (percent-encoded).
        charset: the encoding of the body, for the `Content-Type`; `None` for a request without a body.

    Raises:
        MessageError: a parameter holds a character that cannot be signed.
        SetupError: the base address, the transaction id, the time or a setting is malformed.
    """
    base = checked_base_url(base_url)
    _check_settings(transaction_id, now, algorithm, url_form)
    sent, decoded = address(base, call.resource, call.parameters)
    if url_form == "decoded":
        _check_parameters(call)
    moment = now.astimezone(UTC)
    headers = Headers(
        {
            SENDER: credentials.sender,
            CUSTOMER_ID: credentials.customer_id,
            PARTNER_ID: credentials.partner_id,
            TIMESTAMP: timestamp(moment),
            TIMESTAMP_UNIX: str(int(moment.timestamp())),
            TRANSACTION_ID: transaction_id,
            LANGUAGE: credentials.language,
            ORGANISATION_ID: credentials.organisation_id,
            MAC_ALGORITHM: algorithm,
            USE_HTTP_STATUS: "1",
        }
    )
    uri = decoded if url_form == "decoded" else sent
    headers[MAC] = mac(
        uri, headers, customer_key=credentials.customer_key, partner_key=credentials.partner_key, algorithm=algorithm
    )
    if charset is not None:
        headers["Content-Type"] = f"text/xml; charset={charset}"
    return Prepared(
        http=call.http,
        url=sent,
        headers=headers,
        transaction_id=transaction_id,
        resource=call.resource,
        company=credentials.organisation_id,
        writes=call.writes,
    )


def mac(
    uri: str,
    headers: dict[str, str],
    *,
    customer_key: str | Secret,
    partner_key: str | Secret,
    algorithm: Algorithm = "HMACSHA256",
) -> str:
    """The signature of a request, in small hexadecimal letters.

    Args:
        uri: the whole address, scheme, host, path and query, in the form that is hashed.
        headers: the headers by the names of this module, including those that the algorithm needs.
        customer_key: the secret of the API identifier.
        partner_key: the secret of the partner.
        algorithm: `HMACSHA256`, `SHA256` or `MD5`.

    Raises:
        UnicodeEncodeError: a character is not in ISO-8859-15.
    """
    names = [SENDER, CUSTOMER_ID, TIMESTAMP, LANGUAGE, ORGANISATION_ID, TRANSACTION_ID]
    names += [TIMESTAMP_UNIX] if algorithm == "HMACSHA256" else []
    text = encode_iso_8859_15("&".join([uri, *(headers[name] for name in names), ""]))
    # No variable here holds the keys: error reporters print variables.
    if algorithm == "HMACSHA256":
        digest: Any = hmac.new(_joined(customer_key, partner_key), text, hashlib.sha256)
    elif algorithm == "SHA256":
        digest = hashlib.sha256(text)
    else:
        # The vendor's oldest algorithm, only on request by name.
        digest = hashlib.md5(text, usedforsecurity=False)
    digest.update(_joined(customer_key, partner_key))
    return str(digest.hexdigest())


def _joined(*keys: str | Secret) -> bytes:
    return encode_iso_8859_15("&".join(Secret.of(key).reveal() for key in keys))


def address(base_url: str, resource: str, parameters: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    """The address in both forms: percent-encoded in UTF-8 as it is sent, and decoded.

    >>> address("https://isvapi.netvisor.fi/", "customerlist.nv", (("keyword", "Mäki Oy"),))[0]
    'https://isvapi.netvisor.fi/customerlist.nv?keyword=M%C3%A4ki%20Oy'
    """
    if not _RESOURCE.fullmatch(resource):
        expected = "visible ASCII characters without ? and #, such as customer.nv"
        problem = Problem(path="resource", rule="resource", found=ascii(resource), expected=expected)
        raise MessageError([problem], resource=ascii(resource)[1:-1])
    plain = f"{base_url}{resource}"
    if not parameters:
        return plain, plain
    for name, value in parameters:
        for text in (name, value):
            try:
                text.encode("utf-8")
            except UnicodeEncodeError as error:
                problem = _unsendable(name, text, error.start, "a text without lone surrogates")
                raise MessageError([problem], resource=resource) from error
    sent = "&".join(f"{quote(name, safe=_PLAIN)}={quote(value, safe=_PLAIN)}" for name, value in parameters)
    decoded = "&".join(f"{name}={value}" for name, value in parameters)
    return f"{plain}?{sent}", f"{plain}?{decoded}"


def timestamp(moment: datetime) -> str:
    """A moment in UTC in the form of the header, with exactly three decimals.

    >>> timestamp(datetime(2009, 1, 12, 15, 49, 12, 221999, tzinfo=UTC))
    '2009-01-12 15:49:12.221'
    """
    return moment.replace(tzinfo=None).isoformat(sep=" ", timespec="milliseconds")


_ENDING: Final = ".nv"


def checked_base_url(base_url: str, example: str = "https://integration.netvisor.fi/") -> str:
    """The base address, with one slash at its end.

    Args:
        base_url: the address.
        example: a right one, for the text of the error.

    Raises:
        SetupError: it is not a plain address of an HTTP service.
    """
    wanted = f"expected a URL such as {example}"
    try:
        parts = urlsplit(base_url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise SetupError(f"base_url {base_url!r} is not a URL: {error}; {wanted}") from error
    if parts.username is not None or parts.password is not None:
        raise SetupError(f"base_url contains a user name or a password; {wanted}")
    if parts.scheme not in {"http", "https"} or not host:
        raise SetupError(f"base_url {base_url!r} is not an HTTP URL; {wanted}")
    if parts.query or parts.fragment or not re.fullmatch(r"[!-~]+", base_url):
        raise SetupError(f"base_url {base_url!r} has more than scheme, host and path; {wanted}")
    if parts.path.rstrip("/").lower().endswith(_ENDING):
        base = base_url.rstrip("/").rpartition("/")[0]
        raise SetupError(f"base_url {base_url!r} ends in a resource, which every call adds itself; use {base}/")
    return base_url.rstrip("/") + "/"


def _check_settings(transaction_id: str, now: datetime, algorithm: str, url_form: str) -> None:
    check_choice("algorithm", algorithm, ALGORITHMS)
    check_choice("url_form", url_form, URL_FORMS)
    if not _HEADER.fullmatch(transaction_id) or not fits(transaction_id):
        raise SetupError(f"transaction id {transaction_id!r} cannot be used in a header; expected a UUID or the like")
    if now.utcoffset() is None:
        raise SetupError("the clock returned a naive datetime; expected an aware one, such as datetime.now(UTC)")


def check_choice(name: str, value: str, choices: tuple[str, ...]) -> None:
    """Reject a setting that is not one of its choices, with a `SetupError` that names them."""
    if value not in choices:
        raise SetupError(f"{name} must be one of {', '.join(choices)}, not {value!r}")


def _check_parameters(call: Call[Any]) -> None:
    wanted = "characters of ISO-8859-15, in which the URL is signed; url_form='sent' signs it percent-encoded"
    problems = []
    for name, value in call.parameters:
        for text in (name, value):
            try:
                encode_iso_8859_15(text)
            except UnicodeEncodeError as error:
                problems.append(_unsendable(name, text, error.start, wanted))
    if problems:
        raise MessageError(problems, resource=call.resource)


def _unsendable(name: str, value: str, at: int, expected: str) -> Problem:
    found = f"U+{ord(value[at]):04X} at character {at + 1}"
    # A name may itself be what cannot be encoded, and a report must be printable.
    return Problem(path=ascii(name)[1:-1], rule="charset", found=found, expected=expected)


__all__ = [
    "ALGORITHMS",
    "CUSTOMER_ID",
    "LANGUAGE",
    "MAC",
    "MAC_ALGORITHM",
    "ORGANISATION_ID",
    "PARTNER_ID",
    "SENDER",
    "TIMESTAMP",
    "TIMESTAMP_UNIX",
    "TRANSACTION_ID",
    "URL_FORMS",
    "USE_HTTP_STATUS",
    "Algorithm",
    "Headers",
    "Prepared",
    "UrlForm",
    "Verb",
    "address",
    "check_choice",
    "checked_base_url",
    "mac",
    "sign",
    "timestamp",
]
