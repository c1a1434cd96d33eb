"""Renders templates: escapes everything, and makes hidden and direction-changing characters visible."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from importlib import resources
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from netvisor.codec.finnish_time import finland

if TYPE_CHECKING:
    from jinja2 import Environment

# Control characters but tab and line ends, and those that change the direction of text or cannot be seen at all.
_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
_COMMON: Final = ("style.css", "icon.svg")
_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


def visible(text: str) -> str:
    r"""A text with its hidden characters escaped.

    >>> visible("a\x00b\u202ec")
    'a\\x00b\\u202ec'
    """
    return _HIDDEN.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


class Site:
    """The templates and files of one page, which come before those that all pages have in common.

    Args:
        package: where they are.
        name: what the page is of, such as `sandbox`.
        places: its parts: the name, address and label of each.
        files: the files that it serves besides the common ones.
        filters: the filters of its templates besides the common ones.
    """

    def __init__(
        self,
        package: str,
        name: str,
        places: Sequence[tuple[str, str, str]],
        files: Collection[str] = (),
        filters: Mapping[str, Callable[..., Any]] | None = None,
    ) -> None:
        self.name = name
        self.places = places
        self._package = package
        self._filters = filters or {}
        self._files = {**dict.fromkeys(_COMMON, __package__), **dict.fromkeys(files, package)}

    def render(self, template: str, **values: Any) -> bytes:
        """Fill in a template."""
        return self._templates.get_template(template).render(**values).encode("utf-8")

    def asset(self, name: str) -> tuple[bytes, str] | None:
        """A file of the page and its type; `None` if there is no such file."""
        package = self._files.get(name)
        if package is None:
            return None
        return (resources.files(package) / name).read_bytes(), _TYPES[PurePath(name).suffix]

    @cached_property
    def _templates(self) -> Environment:
        # Jinja is loaded when somebody looks.
        from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

        made = Environment(
            loader=ChoiceLoader([PackageLoader(self._package), PackageLoader("netvisor.web")]),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_finalize,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        made.filters.update({**_FILTERS, **self._filters})
        made.globals["site"] = self
        return made


def _finalize(value: Any) -> Any:
    # What is marked as safe was made by a template of ours, from values that have been here.
    return value if hasattr(value, "__html__") or not isinstance(value, str) else visible(value)


def local(moment: datetime) -> datetime:
    """A moment in Finnish time."""
    return moment.astimezone(finland())


def clock_time(moment: datetime) -> str:
    """A time of day in Finland, to the second."""
    return local(moment).strftime("%H:%M:%S")


def milliseconds(seconds: float) -> str:
    """A duration as people read it.

    >>> [milliseconds(seconds).split() for seconds in (0.00412, 0.25, 3.2)]
    [['4.1', 'ms'], ['250', 'ms'], ['3.2', 's']]
    """
    if seconds >= 1:
        return f"{seconds:.1f}\N{NO-BREAK SPACE}s"
    return f"{seconds * 1000:.{0 if seconds >= 0.01 else 1}f}\N{NO-BREAK SPACE}ms"


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> count(1, "call"), count(1200, "call"), count(2, "company", "companies")
    ('1 call', '1,200 calls', '2 companies')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def euros(amount: Decimal | str, places: int = 2) -> str:
    """A sum as Finnish invoices write it.

    >>> euros("-1234.5").replace(chr(160), " ")
    '-1 234,50'
    """
    return f"{Decimal(amount):,.{places}f}".replace(",", "\N{NO-BREAK SPACE}").replace(".", ",")


def plain_number(number: Decimal) -> str:
    """A number in its shortest Finnish form.

    >>> plain_number(Decimal("1.500")), plain_number(Decimal("100"))
    ('1,5', '100')
    """
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def day(when: date | str) -> str:
    """A day as Finnish invoices write it.

    >>> day("2026-11-02")
    '2.11.2026'
    """
    when = date.fromisoformat(when) if isinstance(when, str) else when
    return f"{when.day}.{when.month}.{when.year}"


_FILTERS: Final[dict[str, Callable[..., Any]]] = {
    "local": local,
    "clock_time": clock_time,
    "milliseconds": milliseconds,
    "count": count,
    "euros": euros,
    "plain_number": plain_number,
    "day": day,
}
