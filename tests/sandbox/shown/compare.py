"""Comparing a message with the answers that show it."""

from __future__ import annotations

import gzip
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from .message import Message
from .table import Line

_YES: Final = {"1", "true", "yes", "kyllä", "ja"}
_NO: Final = {"0", "false", "no", "ei", "nej"}


def _flag(text: str) -> str:
    word = text.casefold()
    assert word in _YES | _NO, f"{text!r} is neither yes nor no"
    return "yes" if word in _YES else "no"


def _day(text: str) -> str:
    form = "%d.%m.%Y" if "." in text.partition(" ")[0] else "%Y-%m-%d"
    return datetime.strptime(text.partition(" ")[0], form).date().isoformat()  # noqa: DTZ007  # a day


FORMS: Final[dict[str, Callable[[str], str]]] = {
    "text": lambda text: text,
    "number": lambda text: str(Decimal(text.replace(",", ".")).normalize()),
    "minus": lambda text: str((-Decimal(text.replace(",", "."))).normalize()),
    "day": _day,
    "flag": _flag,
    "base64": lambda text: "".join(text.split()),
    "sum": lambda text: str(Decimal(text.replace(",", ".")).normalize()),
    "gzip": lambda text: b64encode(gzip.decompress(b64decode(text))).decode(),
}
"""How the values of both sides are brought into one form.

What is done to the side of the message only: `minus` changes the sign, `sum` adds up all values, `gzip` unpacks.
"""
_SHOWN_AS: Final = {"minus": "number", "sum": "number", "gzip": "base64"}


def values(root: Any, path: str) -> list[str]:
    """The texts at a path that are not empty, in document order."""
    steps, attribute = _parts(path)
    texts = [element.get(attribute) if attribute else element.text for element in root.xpath(steps)]
    return [text.strip() for text in texts if text and text.strip()]


def _parts(path: str) -> tuple[str, str]:
    """The elements of a path, and the attribute at its end, if any; conditions may name attributes as well."""
    found = re.fullmatch(r"(?:(.*)/)?@([\w-]+)", path)
    return (path, "") if found is None else (found[1] or ".", found[2])


_NEXT_PAIR: Final = r", (?=[^=,]+=)"
"""Another comma belongs to what is shown."""

COMPUTED: Final = "; empty is computed"
"""At the end of `how`: sent empty, the books put a value of their own there. Elsewhere empty shows as empty."""


def wanted(line: Line, texts: list[str]) -> list[str]:
    """The values of a message in the form that the answer is compared in."""
    how = line.how.removesuffix(COMPUTED)
    if "=" in how:
        words = dict(pair.split("=", 1) for pair in re.split(_NEXT_PAIR, how))
        return [words[text] for text in texts]
    if how == "sum":
        texts = [str(sum(Decimal(text.replace(",", ".")) for text in texts))] if texts else []
    return [FORMS[how](text) for text in texts]


def got(line: Line, texts: list[str]) -> list[str]:
    """The values of an answer in the form that they are compared in."""
    how = line.how.removesuffix(COMPUTED)
    form = "text" if "=" in how else _SHOWN_AS.get(how, how)
    return [FORMS[form](text) for text in texts]


def compared(message: Message, answers: Mapping[str, Any], lines: tuple[Line, ...]) -> set[Line]:
    """Compare all lines whose elements a message has; gives those for which it has values.

    Raises:
        AssertionError: with every line that differs.
    """
    seen, differences = set(), []
    for line in lines:
        if line.read not in answers or not present(message, line):
            continue
        sent = values(message.top, line.element)
        shown = values(answers[line.read].root, line.answer)
        if sent:
            seen.add(line)
        elif line.how.endswith(COMPUTED):
            continue
        if wanted(line, sent) != got(line, shown):
            differences.append(f"{line.element}: sent {sent}, {line.read} shows {shown} at {line.answer}")
    table = f"fixtures/shown/{message.name.partition('-')[0]}.tsv"
    ways = f"change what the books answer, or the lines of {table}"
    assert not differences, "\n".join([f"{message.name}:", *differences, ways])
    return seen


def present(message: Message, line: Line) -> bool:
    """Whether a message has the element of a line, empty or not; an attribute has to have a value."""
    if _parts(line.element)[1]:
        return bool(values(message.top, line.element))
    return bool(message.top.xpath(line.element))


def known_form(how: str) -> bool:
    """Whether a line says how it is compared: one of the forms, or pairs `sent=shown`."""
    how = how.removesuffix(COMPUTED)
    return how in FORMS or bool(re.fullmatch(r"[^=]+=[^=]*(, [^=,]+=[^=]*)*", how))
