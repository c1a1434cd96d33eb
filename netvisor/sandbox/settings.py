"""What nobody outside knows of the real service, or what users may want otherwise: settings with a stated default."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal, TypeAlias, get_args

from netvisor.codec.reply_elements import Language
from netvisor.errors import SetupError
from netvisor.web.trusted_host import NETVISOR_HOSTS

UrlForm: TypeAlias = Literal["either", "decoded", "sent"]
IdNoted: TypeAlias = Literal["arrival", "success"]
Overlapping: TypeAlias = Literal["refuse", "wait"]
PeriodDays: TypeAlias = Literal["finnish", "ansi"]
Gate: TypeAlias = Literal["strict", "report"]

ALGORITHMS: Final = ("HMACSHA256", "SHA256", "MD5")
FILE_WAIT: Final = 30.0
_LONGEST_WAIT: Final = 3600
"""SQLite counts the milliseconds in 32 bits; an hour is longer than anybody waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of a sandbox. Every default is ours, because the vendor has published none of them."""

    gate: Gate = "strict"
    """What a message with mistakes meets: it is refused, or stored as far as it can be understood, and reported."""
    clock_tolerance: timedelta = timedelta(minutes=5)
    """How far the time of a request may be from the sandbox's clock; the log tells one that is farther off."""
    clock_checked: tuple[str, ...] = ("HMACSHA256",)
    """The algorithms of the MAC with which a time that is too far off is refused."""
    url_form: UrlForm = "either"
    """The form of the address that the MAC is made of: as `sent`, `decoded`, or `either`."""
    id_noted: IdNoted = "arrival"
    """When a TransactionId counts as used: on `arrival` of the request, or only after its `success`."""
    overlapping: Overlapping = "refuse"
    """What a call meets while another one of its company is under way: it is refused, or it waits for its turn."""
    algorithms: tuple[str, ...] = ALGORITHMS
    """The algorithms of the MAC that are taken."""
    largest_body: int = 400_000_000
    """Most bytes of a message; a larger one is answered with `INVALID_DATA_SIZE`."""
    file_wait: float = FILE_WAIT
    """How many seconds a call waits for a file that another program has locked; then it is refused."""
    no_access: frozenset[str] = frozenset()
    """Resources that the integration has no right to, as `accounting.nv`; they answer `SERVICE_ACCESS_ERROR`."""
    unknown_products: bool = True
    """Whether an invoice line may name a product code that the register does not know."""
    voucher_class_key: bool = True
    """Whether the voucher types of `accountingledger.nv` carry their keys, which one client cannot read."""
    period_days: PeriodDays = "finnish"
    """How the days of an accounting period are written: `1.1.2026`, as in the examples, or as the attribute says."""
    keep_books: bool = False
    """Whether the log keeps the books before each write, so that it can be exported as a test case later."""
    always_http_status: bool = False
    """Use the HTTP status codes also for clients that do not ask for them by header, as the vendor plans to."""
    language: Language = "FI"
    """The language in the credentials that the sandbox hands out."""
    host_names: frozenset[str] = frozenset(NETVISOR_HOSTS)
    """Names of a `Host` header that it answers under, besides those that nobody outside can hold."""

    def __post_init__(self) -> None:
        choices = (
            ("gate", Gate),
            ("url_form", UrlForm),
            ("id_noted", IdNoted),
            ("overlapping", Overlapping),
            ("period_days", PeriodDays),
            ("language", Language),
        )
        for name, allowed in choices:
            check_choice(name, getattr(self, name), allowed)
        if not self.algorithms or not set(self.algorithms) <= set(ALGORITHMS):
            raise SetupError(f"algorithms must be one or more of {', '.join(ALGORITHMS)}, not {self.algorithms!r}")
        if not set(self.clock_checked) <= set(ALGORITHMS):
            raise SetupError(
                f"clock_checked must be some or none of {', '.join(ALGORITHMS)}, not {self.clock_checked!r}"
            )
        if self.clock_tolerance < timedelta():
            raise SetupError(f"clock_tolerance must not be negative, but is {self.clock_tolerance}")
        if not 0 <= self.file_wait <= _LONGEST_WAIT:
            raise SetupError(f"file_wait {self.file_wait} must be a number of seconds from 0 to {_LONGEST_WAIT}")


def check_choice(name: str, value: object, allowed: object) -> None:
    """Refuse a value that is not one of those of a `Literal`.

    Raises:
        SetupError: it is none of them; the text names them.
    """
    if value not in get_args(allowed):
        raise SetupError(f"{name} must be one of {', '.join(map(str, get_args(allowed)))}, not {value!r}")


def resource_name(name: str) -> str:
    """A resource's name in its one form, with `.nv` and in small letters, also when another name of it is given.

    >>> resource_name("Customer")
    'customer.nv'

    Raises:
        SetupError: there is no such resource, so that nothing would ever come of it.
    """
    from netvisor.resources import find  # loads every area; a sandbox without such settings starts without

    return find(name).resource
