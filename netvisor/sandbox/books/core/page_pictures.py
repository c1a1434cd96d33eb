"""Pictures of the pages of files: white, because the sandbox does not render PDF."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from netvisor.sandbox.books.core.attachments import Attached

_PDF: Final = "application/pdf"
_PNG: Final = "image/png"

_SIZE: Final = (210, 297)
"""Of an A4 page, a pixel to the millimetre."""
_MOST_PAGES: Final = 1000
_PAGE: Final = re.compile(rb"/Type\s*/Page(?![A-Za-z])")


def pages_of(file: Attached) -> Iterator[Attached]:
    """A file as pictures: a PDF as a white picture per page, anything else unchanged.

    Only pages that are listed uncompressed are counted; a file without any has one page.
    """
    if file.mime.lower() != _PDF:
        yield file
        return
    count = min(len(_PAGE.findall(file.content)), _MOST_PAGES) or 1
    name = re.sub(r"\.pdf$", "", file.file_name, flags=re.IGNORECASE)
    for _ in range(count):
        yield replace(file, mime=_PNG, file_name=f"{name}.png", content=white_page())


@cache
def white_page() -> bytes:
    """A PNG of a white page."""
    width, height = _SIZE
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    row = b"\0" + b"\xff" * -(-width // 8)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(row * height)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
