"""What a person settles when the server starts; no tool changes it."""

from __future__ import annotations

from typing import Final

from netvisor.lazy_dataclass import frozen

SMALLEST_PAGE: Final = 4_000


@frozen(kw_only=True)
class Settings:
    """The settings of a server for assistants."""

    writes: bool = False
    """Whether messages can be put into the outbox, held for a person."""
    identity_codes: bool = False
    """Whether results show identity codes, and the bank accounts of employees."""
    page_bytes: int = 20_000
    """The most bytes of one result; the rest is fetched with a cursor."""
    per_minute: int = 30
    """The most calls of Netvisor and of the outbox in any minute."""
    in_all: int = 1_000
    """The most such calls until the server is started again."""


__all__ = ["SMALLEST_PAGE", "Settings"]
