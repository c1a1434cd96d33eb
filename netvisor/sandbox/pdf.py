"""Pages of plain text as a PDF of a few hundred bytes: attachments that open, and pictures of invoices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_LINES: Final = 36
"""As many lines fit on one page."""
_FIRST_PAGE: Final = 4
_FONT: Final = b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>"


def pdf(lines: Sequence[str]) -> bytes:
    """Lines of text, on as many pages as they take.

    >>> pdf(["Työmääräys"])[:8]
    b'%PDF-1.4'
    >>> pdf(["a line"] * 40).count(b"/Type/Page/")
    2
    """
    pages = [lines[at : at + _LINES] for at in range(0, max(1, len(lines)), _LINES)]
    numbers = range(_FIRST_PAGE, _FIRST_PAGE + 2 * len(pages), 2)
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        _FONT,
    ]
    for number, page in zip(numbers, pages, strict=True):
        text = b"BT /F 11 Tf 20 TL 50 780 Td " + b" T* ".join(_shown(line) for line in page) + b" ET"
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>>>>>"
            % (number + 1)
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(text), text))
    return _file(objects)


def _file(objects: Sequence[bytes]) -> bytes:
    body = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


def _shown(line: str) -> bytes:
    raw = line.encode("cp1252", "replace")
    return b"(" + raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b") Tj"
