"""The scalar types: what a text between two tags, or an attribute, may be.

A rule sits in a named type, so that a declaration reads `name: Opt[Text250] = UNSET`. In answers the plain Python
types do (`str | None`, `Decimal | None`), because reading takes every documented form of a value anyway.

`form` is how the value is *written*: booleans as `1|0`, `true|false` or `True|False`, dates as `ansi` (`2026-11-22`)
or `finnish` (`22.11.2026`), moments also as `spaced` (`2026-11-22 14:30:00`), times of day also as `minutes` (`8:30`),
decimals of a few answers with a `point`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from os import PathLike
from typing import Annotated, Any, Final, Literal, TypeAlias

from netvisor.declare.country_codes import is_country
from netvisor.declare.encoded import is_encoded
from netvisor.lazy_dataclass import frozen

Kind: TypeAlias = Literal["string", "integer", "decimal", "date", "datetime", "time", "boolean", "base64"]


@frozen
class Pattern:
    """The form of a text: an expression that matches the whole text, and the form in words."""

    regex: str
    words: str


@frozen
class Doubt:
    """What makes an accepted text doubtful: it warns and never rejects."""

    holds: Callable[[Any], bool]
    """Whether a text, or the content of an attachment, is free of doubt."""
    expected: str
    """What is expected, in words."""
    secret: bool = False
    """Whether the text may identify a person, so that no warning repeats it."""


@frozen
class Scalar:
    """One scalar type: its kind, its limits and the form in which it is written."""

    kind: Kind
    max: int | None = None
    """Longest text in characters; for an integer, the most digits."""
    values: tuple[str | int, ...] = ()
    """The closed list, empty if there is none."""
    pattern: Pattern | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    places: int | None = None
    """Most decimals of a number."""
    form: str = ""
    """How the value is written, where its kind knows several forms."""
    doubt: Doubt | None = None
    """What makes a text doubtful; it changes neither what is accepted nor how it is written."""


@frozen
class Const:
    """An attribute whose value never changes, such as `format="ansi"`: written always, never typed by users.

    `optional`: the service does not require it; `also`: further spellings accepted in reading.
    """

    value: str
    optional: bool = False
    also: tuple[str, ...] = ()


@frozen
class Carries:
    """Puts a constant attribute on a plain element: `Annotated[date, Carries("format", Const("ansi"))]`."""

    name: str
    const: Const


def decimal_text(value: Decimal | int) -> str:
    """A number in fixed point with a decimal comma, never scientific, as Netvisor writes it.

    >>> decimal_text(Decimal("1E+3")), decimal_text(Decimal("-0.50")), decimal_text(7)
    ('1000', '-0,50', '7')
    """
    return format(Decimal(value), "f").replace(".", ",")


ISO_3166: Final = Const("ISO-3166", optional=True, also=("ISO-3316",))
"""The code list of countries; the vendor's own samples misspell it."""

DEMANDED_ISO_3166: Final = Const("ISO-3166", also=("ISO-3316",))
"""The same where the service requires the attribute."""

Text: TypeAlias = Annotated[str, Scalar("string")]
Text2: TypeAlias = Annotated[str, Scalar("string", max=2)]
Text9: TypeAlias = Annotated[str, Scalar("string", max=9)]
Text10: TypeAlias = Annotated[str, Scalar("string", max=10)]
Text17: TypeAlias = Annotated[str, Scalar("string", max=17)]
Text20: TypeAlias = Annotated[str, Scalar("string", max=20)]
Text30: TypeAlias = Annotated[str, Scalar("string", max=30)]
Text34: TypeAlias = Annotated[str, Scalar("string", max=34)]
Text35: TypeAlias = Annotated[str, Scalar("string", max=35)]
Text50: TypeAlias = Annotated[str, Scalar("string", max=50)]
Text80: TypeAlias = Annotated[str, Scalar("string", max=80)]
Text100: TypeAlias = Annotated[str, Scalar("string", max=100)]
Text200: TypeAlias = Annotated[str, Scalar("string", max=200)]
Text250: TypeAlias = Annotated[str, Scalar("string", max=250)]
Text255: TypeAlias = Annotated[str, Scalar("string", max=255)]
Text500: TypeAlias = Annotated[str, Scalar("string", max=500)]
Text1000: TypeAlias = Annotated[str, Scalar("string", max=1000)]
Text3000: TypeAlias = Annotated[str, Scalar("string", max=3000)]

Integer: TypeAlias = Annotated[int, Scalar("integer")]
Number: TypeAlias = Annotated[Decimal | int, Scalar("decimal")]
"""A decimal or a whole number, written with a decimal comma. Floats are rejected."""

PointNumber: TypeAlias = Annotated[Decimal, Scalar("decimal", form="point")]
"""A decimal of an answer with a point, as a few have; reading accepts both."""

Flag: TypeAlias = Annotated[bool, Scalar("boolean", form="1|0")]
TrueFalse: TypeAlias = Annotated[bool, Scalar("boolean", form="true|false")]
CapitalTrueFalse: TypeAlias = Annotated[bool, Scalar("boolean", form="True|False")]
YesNo: TypeAlias = Annotated[bool, Scalar("boolean", form="Yes|No")]
"""Yes or No in the language of the interface; reading accepts all three languages."""

Date: TypeAlias = Annotated[date, Scalar("date", form="ansi")]
AnsiDate: TypeAlias = Annotated[date, Scalar("date", form="ansi"), Carries("format", Const("ansi"))]
TolerantAnsiDate: TypeAlias = Annotated[
    date, Scalar("date", form="ansi"), Carries("format", Const("ansi", optional=True))
]
"""Like `AnsiDate`; the service does not require the attribute, but it is always written."""
FinnishDate: TypeAlias = Annotated[date, Scalar("date", form="finnish")]
DateTime: TypeAlias = Annotated[datetime, Scalar("datetime", form="ansi")]
AnsiDateTime: TypeAlias = Annotated[datetime, Scalar("datetime", form="ansi"), Carries("format", Const("ansi"))]
FinnishDateTime: TypeAlias = Annotated[datetime, Scalar("datetime", form="finnish")]
SpacedDateTime: TypeAlias = Annotated[datetime, Scalar("datetime", form="spaced")]
"""A moment with a space between day and time."""
DateTimeInMinutes: TypeAlias = Annotated[datetime, Scalar("datetime", form="minutes")]
"""A moment with a space between day and time, without seconds."""
AnsiDateTimeInMinutes: TypeAlias = Annotated[
    datetime, Scalar("datetime", form="minutes"), Carries("format", Const("ansi"))
]
Time: TypeAlias = Annotated[time, Scalar("time")]
TimeInMinutes: TypeAlias = Annotated[time, Scalar("time", form="minutes")]
"""A time of day without seconds; seconds are rejected, as they would be lost."""

_NOT_ENCODED: Final = Doubt(
    lambda content: not is_encoded(content), "the content itself: Base64 is written by the library"
)
Attachment: TypeAlias = Annotated[bytes | PathLike[str], Scalar("base64", doubt=_NOT_ENCODED)]
"""The content of a file, or the path of one, read when the message is sent; Base64 on the wire."""

_COUNTRY: Final = Doubt(is_country, "two letters of the list ISO 3166, such as FI")
CountryLetters: TypeAlias = Annotated[str, Scalar("string", doubt=_COUNTRY)]
"""A country code of two letters, such as `FI`, of an element without an attribute."""
CountryLetters2: TypeAlias = Annotated[str, Scalar("string", max=2, doubt=_COUNTRY)]
"""Like `CountryLetters`; the documentation gives the length."""
Country: TypeAlias = Annotated[CountryLetters, Carries("type", ISO_3166)]
"""A country code of two letters, such as `FI`; the attribute `type="ISO-3166"` is written automatically."""
CountryCode: TypeAlias = Annotated[CountryLetters, Carries("type", DEMANDED_ISO_3166)]
"""Like `Country`; the service requires the attribute."""

PLAIN: Final[dict[type, Scalar]] = {
    str: Scalar("string"),
    bool: Scalar("boolean", form="1|0"),
    int: Scalar("integer"),
    Decimal: Scalar("decimal"),
    datetime: Scalar("datetime", form="ansi"),
    date: Scalar("date", form="ansi"),
    time: Scalar("time"),
    bytes: Scalar("base64"),
}
"""The scalar type of a plain Python type in a declaration."""
