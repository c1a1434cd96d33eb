"""Every error of the library, in one tree; `.retry` says what to do next.

    NetvisorError                   .resource .company .transaction_id .retry
    +-- MessageError (ValueError)   ours, before anything left the machine; .problems
    +-- SetupError (ValueError)     credentials, settings or an extra are missing or wrong; nothing was sent
    +-- WrongIdentifier (ValueError)  a reference number, business id, IBAN ... that cannot be one
    +-- ReadOnlyClient              a call that changes data, on a client that only reads; nothing was sent
    +-- CompanyBusy                 the company's one call is an open stream of this very thread; nothing was sent
    +-- NotSent                     no connection was made: it surely did not arrive
    +-- OutcomeUnknown              time-out or a break after sending began
    +-- UnreadableReply             an answer came, but not one that can be read; .status .body
    +-- Refused                     Netvisor answered FAILED; .category .message
        +-- AuthenticationFailed  InvalidData  InvalidDataSize  DuplicateData  RequestNotUnique  PeriodLocked
        +-- ServiceAccessError  SystemMaintenance  TechnicalError  UnknownRefusal

Branch on the class or on `.retry`, never on the text of a message: it follows the interface language.

Warnings stand beside it. `DoubtfulValue`: the message is made and can be sent, and something in it is probably
wrong. `ExposedFile`: other users of the machine can read a file that is meant for one. `ReplacedCharacter`: an answer
held a character that XML forbids, and was read without it. `IncompleteList`: one answer gives no more items than a list
holds, so there may be others.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import Any, ClassVar

from netvisor.lazy_dataclass import frozen
from netvisor.warning_classes import ExposedFile, IncompleteList, ReplacedCharacter


class Retry(enum.Enum):
    """What to do after an error."""

    NEVER = "the same message will fail again: change it, or the settings, first"
    LATER = "nothing was stored: send again later, as a new request with a new transaction id"
    NOW = "nothing was changed: send again, as a new request with a new transaction id"
    READ_BACK = (
        "look first whether it was stored; only if it was not, send the same message with the same transaction id"
    )


@frozen(kw_only=True)
class Problem:
    """One thing wrong with a message, at one place."""

    path: str
    """Where: Python names and indexes for a message, element names for XML."""
    rule: str
    """Which rule, in a word: `required`, `max-length`, `order`, `exactly-one`, ..."""
    found: str
    """What is wrong, with the value."""
    expected: str
    """What would be right."""
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        place = f"{self.line}:{self.column}  " if self.line is not None else ""
        return f"{place}{self.path}  {self.found}  {self.expected}"


class NetvisorError(Exception):
    """The root of every error of this library.

    Attributes:
        resource: the resource that was called, such as `customer.nv`; `None` before a call.
        company: the Organisation-ID of the company; `None` before a call.
        transaction_id: the identifier of the request; `None` when none was made.
        retry: what to do next.
    """

    retry: Retry = Retry.NEVER

    def __init__(
        self,
        text: str,
        *,
        resource: str | None = None,
        company: str | None = None,
        transaction_id: str | None = None,
    ) -> None:
        super().__init__(text)
        self.text = text
        self.resource = resource
        self.company = company
        self.transaction_id = transaction_id

    def __str__(self) -> str:
        known = (("resource", self.resource), ("company", self.company), ("transaction id", self.transaction_id))
        where = ", ".join(f"{name} {value}" for name, value in known if value is not None)
        return f"{self.text} ({where})" if where else self.text

    def __reduce__(self) -> tuple[Any, ...]:
        # Exceptions are copied by calling their class again, which keyword-only arguments do not allow.
        return _again, (type(self), self.args, vars(self))


def _again(cls: type[NetvisorError], args: tuple[Any, ...], state: dict[str, Any]) -> NetvisorError:
    error = cls.__new__(cls, *args)
    vars(error).update(state)
    return error


class MessageError(NetvisorError, ValueError):
    """The message breaks rules; nothing was sent. `problems` names every place at once."""

    def __init__(self, problems: Sequence[Problem], *, resource: str | None = None) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        lines = "".join(f"\n  {problem}" for problem in self.problems)
        count = "1 problem" if len(self.problems) == 1 else f"{len(self.problems)} problems"
        where = f" for {resource}" if resource is not None else ""
        super().__init__(f"{count} in the message{where}:{lines}", resource=resource)

    def __str__(self) -> str:
        # The problems end the text: what stood behind the last of them would read as part of it.
        return self.text


class DoubtfulValue(UserWarning):
    """A message that can be sent holds a value that is probably a mistake.

    What the vendor documents, or a check digit, speaks against it, but the documents may be older than the law, and
    foreign identifiers have forms of their own. `warnings.filterwarnings("error", category=DoubtfulValue)` makes an
    error of it, `"ignore"` silences it.

    Attributes:
        problem: the place, what stands there and what is documented.
        resource: the resource that was called.
    """

    def __init__(self, problem: Problem, resource: str) -> None:
        super().__init__(problem, resource)
        self.problem = problem
        self.resource = resource

    def __str__(self) -> str:
        return f"doubtful in the message for {self.resource}: {self.problem}"


class SetupError(NetvisorError, ValueError):
    """Credentials, settings or an optional part of the library are missing or wrong; nothing was sent."""


class WrongIdentifier(NetvisorError, ValueError):
    """A text is not the identifier that it should be: its form or its check digit is wrong."""


class ReadOnlyClient(NetvisorError):
    """The call changes data and the client only reads; nothing was sent."""


class CompanyBusy(NetvisorError):
    """The company's one allowed call is an open stream of the same thread; close the stream first.

    Nothing was sent.
    """


class NotSent(NetvisorError):
    """No connection was made, so the request surely did not arrive."""

    retry = Retry.NOW


class _Uncertain(NetvisorError):
    """A read can be repeated at once; whether a write was stored must be looked up first."""

    def __init__(
        self,
        text: str,
        *,
        writes: bool,
        resource: str | None = None,
        company: str | None = None,
        transaction_id: str | None = None,
    ) -> None:
        super().__init__(text, resource=resource, company=company, transaction_id=transaction_id)
        self.writes = writes
        self.retry = Retry.READ_BACK if writes else Retry.NOW


class OutcomeUnknown(_Uncertain):
    """Sending began and no whole answer came: a time-out or a broken connection."""


class UnreadableReply(_Uncertain):
    """An answer came that is not Netvisor's: not XML, no `Root`, or no status.

    Attributes:
        status: the HTTP status.
        body: the first bytes of the answer.
    """

    def __init__(
        self,
        text: str,
        *,
        status: int | None,
        body: bytes,
        writes: bool,
        resource: str | None = None,
        company: str | None = None,
        transaction_id: str | None = None,
    ) -> None:
        super().__init__(text, writes=writes, resource=resource, company=company, transaction_id=transaction_id)
        self.status = status
        self.body = body


class Refused(NetvisorError):
    """Netvisor answered FAILED.

    Attributes:
        category: the vendor's category, such as `INVALID_DATA`; empty when the answer held none.
        message: the vendor's text, unchanged, except that the hash in the text of a wrong MAC is cut out.
        timestamp: the vendor's time of the answer as text; `None` when it held none.
    """

    CATEGORIES: ClassVar[tuple[str, ...]] = ()
    """The categories that this class stands for, in the vendor's spellings."""

    def __init__(
        self,
        category: str,
        message: str,
        *,
        writes: bool = True,
        timestamp: str | None = None,
        resource: str | None = None,
        company: str | None = None,
        transaction_id: str | None = None,
    ) -> None:
        text = f"{category} :: {message}" if category else message or "FAILED, without a reason"
        super().__init__(text, resource=resource, company=company, transaction_id=transaction_id)
        self.category = category
        self.message = message
        self.timestamp = timestamp
        self.writes = writes


class AuthenticationFailed(Refused):
    """An identifier, key, header or the MAC is wrong, or the identifier was removed."""

    CATEGORIES: ClassVar[tuple[str, ...]] = ("AUTHENTICATION_FAILED",)


class InvalidData(Refused):
    """A value, the XML or the order of its elements is wrong; some duplicates come with this category too."""

    CATEGORIES: ClassVar[tuple[str, ...]] = ("INVALID_DATA",)


class InvalidDataSize(Refused):
    """The message is too large."""

    CATEGORIES: ClassVar[tuple[str, ...]] = ("INVALID_DATA_SIZE",)


class DuplicateData(Refused):
    """It is there already: look it up."""

    CATEGORIES: ClassVar[tuple[str, ...]] = ("DUPLICATE_DATA",)


class PeriodLocked(Refused):
    """The accounting period of the date is locked."""

    CATEGORIES: ClassVar[tuple[str, ...]] = ("PERIOD_LOCK",)


class ServiceAccessError(Refused):
    """No right to the resource, or it is not switched on for the integration."""

    CATEGORIES: ClassVar[tuple[str, ...]] = ("SERVICE_ACCESS_ERROR",)


class UnknownRefusal(Refused):
    """FAILED with a category that is not documented, or with none."""


class SystemMaintenance(Refused):
    """A break in the service; the request was not handled."""

    CATEGORIES: ClassVar[tuple[str, ...]] = ("SYSTEM_MAINTENANCE", "SYSTEM_MAINTANANCE")
    retry = Retry.LATER


class _UncertainRefusal(Refused):
    """A refusal that does not tell whether the request, or an earlier one of the same id, was stored."""

    def __init__(
        self,
        category: str,
        message: str,
        *,
        writes: bool = True,
        timestamp: str | None = None,
        resource: str | None = None,
        company: str | None = None,
        transaction_id: str | None = None,
    ) -> None:
        super().__init__(
            category,
            message,
            writes=writes,
            timestamp=timestamp,
            resource=resource,
            company=company,
            transaction_id=transaction_id,
        )
        self.retry = Retry.READ_BACK if writes else Retry.NOW


class RequestNotUnique(_UncertainRefusal):
    """The transaction id was used before."""

    CATEGORIES: ClassVar[tuple[str, ...]] = ("REQUEST_NOT_UNIQUE",)


class TechnicalError(_UncertainRefusal):
    """An unexpected fault of the service."""

    CATEGORIES: ClassVar[tuple[str, ...]] = ("TECHNICAL_ERROR",)


REFUSALS: tuple[type[Refused], ...] = (
    AuthenticationFailed,
    InvalidData,
    InvalidDataSize,
    DuplicateData,
    RequestNotUnique,
    PeriodLocked,
    ServiceAccessError,
    SystemMaintenance,
    TechnicalError,
)
"""The refusals that have a documented category."""


def refusal_for(category: str) -> type[Refused]:
    """The class for a vendor's category; `UnknownRefusal` for one that is not documented."""
    return next((cls for cls in REFUSALS if category in cls.CATEGORIES), UnknownRefusal)


__all__ = [
    "AuthenticationFailed",
    "CompanyBusy",
    "DoubtfulValue",
    "DuplicateData",
    "ExposedFile",
    "IncompleteList",
    "InvalidData",
    "InvalidDataSize",
    "MessageError",
    "NetvisorError",
    "NotSent",
    "OutcomeUnknown",
    "PeriodLocked",
    "Problem",
    "ReadOnlyClient",
    "Refused",
    "ReplacedCharacter",
    "RequestNotUnique",
    "Retry",
    "ServiceAccessError",
    "SetupError",
    "SystemMaintenance",
    "TechnicalError",
    "UnknownRefusal",
    "UnreadableReply",
    "WrongIdentifier",
]
"""What `from netvisor import ...` gives of this module."""
