"""Documents that are mistaken for messages, and where they belong: a Finvoice, a SOAP envelope, an answer."""

from __future__ import annotations

import re
from typing import Final

_FINVOICE: Final = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,40}:)?Finvoice[\s>]")
_ENVELOPE: Final = re.compile(rb"<[A-Za-z_][\w.-]{0,40}:Envelope[\s>]")
_STATUS: Final = re.compile(rb"<Root\s*>\s*<ResponseStatus\s*>", re.IGNORECASE)
_BEGINNING: Final = 100_000


def foreign(body: bytes) -> tuple[str, str] | None:
    """The kind of a document that is not a message of Netvisor, and where it belongs; `None` for any other."""
    start = body[:_BEGINNING]
    if _FINVOICE.search(start):
        return "a Finvoice", (
            "a message of Netvisor: no resource takes a Finvoice as it is. salesinvoice.nv takes one as an attachment"
            ' whose documentdata has type="finvoice"; purchaseinvoice.nv takes the invoice in its own elements, with'
            " invoicesource finvoice, and PDF attachments only"
        )
    if _ENVELOPE.search(start):
        return "a SOAP envelope", "a message that begins with <root>: Netvisor takes no SOAP"
    if _STATUS.search(start):
        return "an answer of Netvisor", (
            "a message; an answer is read by its call: client.send(call), netvisor read RESOURCE FILE, or"
            " netvisor.protocol.reply.result"
        )
    return None


__all__ = ["foreign"]
