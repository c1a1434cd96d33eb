"""Replaces characters that XML forbids in an answer, which the parser would otherwise reject.

Real answers sometimes contain references such as `&#x2;`, or the bare byte. Each becomes U+FFFD, to show that something
was lost. A NUL is never replaced: no legitimate answer has one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from netvisor.codec.charset import forbidden

_CONTROLS: Final = bytes(byte for byte in range(1, 32) if byte not in b"\t\n\r")
_PART: Final = re.compile(
    rb"<!\[CDATA\[|\]\]>|&#(?:x([0-9A-Fa-f]{1,40})|([0-9]{1,40}));|[" + re.escape(_CONTROLS) + rb"]"
)
_CUT: Final = re.compile(
    rb"(?:&(?:#(?:x[0-9A-Fa-f]{0,40}|[0-9]{0,40}))?|<(?:!(?:\[(?:C(?:D(?:A(?:TA?)?)?)?)?)?)?|\]\]?)\Z"
)
"""What the next block may complete: a reference, or the beginning or end of a CDATA section."""
_LONGEST_CUT: Final = 48
_CDATA: Final = b"<![CDATA["
_REPLACEMENT: Final = b"&#xFFFD;"
_LAST: Final = 0x10FFFF


@dataclass(slots=True)
class Replaced:
    """How many characters of an answer were replaced, and the first one."""

    count: int = 0
    first: int = 0


@dataclass(slots=True)
class Replacer:
    """Replaces forbidden characters in the blocks of one document; a block without any is only searched."""

    replaced: Replaced = field(default_factory=Replaced)
    in_cdata: bool = False
    """Whether the parser is in a CDATA section, where `&#x2;` is text; its handlers set it."""
    _kept: bytes = b""

    def block(self, block: bytes | memoryview) -> bytes:
        """The part of a block for the parser; an end that may be cut is held back for the next one."""
        block, self._kept = self._kept + bytes(block), b""
        if cut := _CUT.search(block[-_LONGEST_CUT:]):
            self._kept = cut.group()
            block = block[: -len(self._kept)]
        # Looking for one byte after the other is several times faster than looking for any of them, or for two.
        if (b"#" in block and b"&#" in block) or any(map(block.__contains__, _CONTROLS)):
            return self._without(block)
        return block

    @property
    def keeps(self) -> bool:
        """Whether the end of a block was held back."""
        return bool(self._kept)

    def rest(self) -> bytes:
        """The part of the last block that was held back."""
        kept, self._kept = self._kept, b""
        return kept

    def _without(self, block: bytes) -> bytes:
        inside = self.in_cdata

        def replace(match: re.Match[bytes]) -> bytes:
            nonlocal inside
            part = match.group()
            if part in {_CDATA, b"]]>"}:
                inside = part == _CDATA
                return part
            is_reference = part.startswith(b"&")
            number = _number(match) if is_reference else part[0]
            if (is_reference and inside) or number == 0 or not _is_forbidden(number):
                return part
            self.replaced.first = self.replaced.first if self.replaced.count else number
            self.replaced.count += 1
            # A reference is one in every charset; in a CDATA section it is none, so the section is interrupted.
            return b"]]>" + _REPLACEMENT + _CDATA if inside else _REPLACEMENT

        return _PART.sub(replace, block)


def _number(match: re.Match[bytes]) -> int:
    return int(match.group(1), 16) if match.group(1) else int(match.group(2))


def _is_forbidden(number: int) -> bool:
    return number > _LAST or forbidden(chr(number)) is not None


__all__ = ["Replaced", "Replacer"]
