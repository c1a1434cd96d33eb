"""Texts that were probably read in the wrong charset, and decomposed letters.

Nothing is changed: a text is sent as it is, with a warning that names the character that was probably meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, Final

from netvisor.declare.rules import Rule

_ALL_BYTES: Final = bytes(range(0x80, 0xC0))
_WESTERN: Final = {
    character: byte
    for byte in _ALL_BYTES
    for character in {chr(byte), bytes([byte]).decode("cp1252", "replace")} - {"\ufffd"}
}
"""The bytes of characters in Latin-1 or Windows-1252, which never contradict each other."""
_LATIN_9: Final = {bytes([byte]).decode("iso8859-15"): byte for byte in _ALL_BYTES}
_LATER: Final = "".join(re.escape(character) for character in sorted({*_WESTERN, *_LATIN_9}))
_TWICE: Final = re.compile(f"[\xc2-\xdf][{_LATER}]|[\xe0-\xef][{_LATER}]{{2}}|[\xf0-\xf4][{_LATER}]{{3}}")
"""The bytes of one UTF-8 character, read as one character each."""

_CONTROL: Final = re.compile("[\x80-\x9f]")
_MARKS: Final = "\u0300-\u036f"
_PARTED: Final = re.compile(f"[^{_MARKS}][{_MARKS}]+")
_SUSPECT: Final = re.compile(f"[\x80-\x9f{_MARKS}\ufffd]|[\xc2-\xf4][{_LATER}]")
_USUAL: Final = frozenset(bytes(range(0x80, 0x100)).decode("cp1252", "ignore"))
"""The characters of Western texts; other characters that bytes may mean are a coincidence."""
_PICTURES: Final = "\U0001f000"
_SHOWN: Final = 40
_FINNISH: Final = "äöåÄÖÅ"


def text_problems(text: str) -> Iterator[tuple[str, str]]:
    """What is probably wrong in a text, and what was probably meant: at most one of each kind.

    >>> list(text_problems("Ã¤iti"))
    [("'Ã¤' in 'Ã¤iti'", "'ä', as UTF-8 read in another charset gives this")]
    """
    if text.isascii() or not _SUSPECT.search(text):
        return
    twice = _first_twice(text)
    if twice is not None:
        match, meant = twice
        yield _found(match.group(), text), f"{meant}, as UTF-8 read in another charset gives this"
    left = _TWICE.sub(lambda each: "" if _meant(each.group()) else each.group(), text)
    if control := _CONTROL.search(left):
        yield _found(control.group(), text), _of_windows(control.group())
    for match in _PARTED.finditer(text):
        composed = unicodedata.normalize("NFC", match.group())
        if len(composed) < len(match.group()):
            expected = f"{composed!r} as one character: unicodedata.normalize('NFC', text)"
            yield f"{match.group()!r} in {len(match.group())} parts in {_cut(text)}", expected
            break
    if "\ufffd" in text:
        yield _found("\ufffd", text), "the character that was lost before, for which U+FFFD stands"


_TWICE_IN_UTF_8: Final = re.compile(
    b"\xc3[\x82-\xb4][%s]" % re.escape(bytes({character.encode()[0] for character in {*_WESTERN, *_LATIN_9}}))
)
_CONTROL_IN_UTF_8: Final = re.compile(b"\xc2[\x80-\x9f]")


def may_be_doubtful(texts: bytes) -> bool:
    """Whether any of some texts, joined and in UTF-8, may have a problem of `text_problems`.

    Of texts that have one this is always true; it is asked of a whole message, because it takes little time.
    """
    # Looking for one byte takes a tenth of the time of the others, and most texts have neither.
    return (
        may_be_misread(texts)
        or (b"\xc2" in texts and _CONTROL_IN_UTF_8.search(texts) is not None)
        or b"\xcc" in texts  # a mark behind a letter, as is the next
        or b"\xcd" in texts
        or (b"\xef" in texts and b"\xef\xbf\xbd" in texts)
    )


def may_be_misread(texts: bytes) -> bool:
    """Whether any of some texts, joined and in UTF-8, may be UTF-8 that was read in another charset."""
    return _TWICE_IN_UTF_8.search(texts) is not None


def _first_twice(text: str) -> tuple[re.Match[str], str] | None:
    for match in _TWICE.finditer(text):
        if meant := _meant(match.group()):
            return match, " or ".join(map(repr, meant))
    return None


def _meant(letters: str) -> list[str]:
    """The characters whose UTF-8 bytes look like these letters, the most common first."""
    found = []
    for table in (_WESTERN, _LATIN_9):
        try:
            character = bytes([ord(letters[0]), *(table[letter] for letter in letters[1:])]).decode("utf-8")
        except (KeyError, UnicodeDecodeError):
            continue
        if character in _USUAL or character >= _PICTURES:
            found.append(character)
    return sorted(dict.fromkeys(found), key=lambda character: character not in _FINNISH)


def _of_windows(control: str) -> str:
    try:
        meant = control.encode("latin-1").decode("cp1252")
    except UnicodeDecodeError:
        return "a printable character: this one stands for none in Windows-1252 either"
    return f"{meant!r}, which is this byte in Windows-1252: the text was read as Latin-1"


def _found(what: str, text: str) -> str:
    named = f"U+{ord(what):04X}" if len(what) == 1 else repr(what)
    return f"{named} in {_cut(text)}"


def _cut(text: str) -> str:
    return repr(text) if len(text) <= _SHOWN else f"{text[:_SHOWN]!r}..."


def doubtful_texts(secret: dict[str, bool]) -> Rule:
    """A doubt about each text of a class that looks as if it was read in the wrong charset.

    Args:
        secret: the attributes with texts, and whether they may identify a person and aren't repeated.
    """
    names = tuple(secret)

    def holds(part: Any) -> bool:
        for name in names:
            value = getattr(part, name)
            if isinstance(value, str):
                if not value.isascii() and _is_doubtful(value):
                    return False
            elif isinstance(value, (list, tuple)) and any(isinstance(v, str) and _is_doubtful(v) for v in value):
                return False
        return True

    def named(part: Any) -> Iterator[tuple[str, str, str]]:
        for name in names:
            value = getattr(part, name)
            many = isinstance(value, (list, tuple))
            for index, text in enumerate(value if many else (value,)):
                for found, expected in text_problems(text) if isinstance(text, str) else ():
                    place = f"{name}[{index}]" if many else name
                    yield place, found.partition(" in ")[0] if secret[name] else found, expected

    expected = "texts in their charset"
    return Rule(name="doubt", fields=names, expected=expected, holds=holds, doubt=True, named=named, of_texts=True)


def _is_doubtful(text: str) -> bool:
    return _SUSPECT.search(text) is not None and next(text_problems(text), None) is not None


__all__ = ["doubtful_texts", "may_be_doubtful", "may_be_misread", "text_problems"]
