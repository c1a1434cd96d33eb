"""Documents for eScan: receipts and pictures of vouchers, on their own or attached to invoices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from netvisor.declare import UNSET, Many, Opt, message, must, part
from netvisor.declare.scalars import Attachment, Integer, Text
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.results import DONE, Done
from netvisor.resources.contents import content_fits
from netvisor.resources.message import Message

if TYPE_CHECKING:
    from netvisor.resources.escan.dicts import EscanDocumentDict

GZIP: Final = b"\x1f\x8b"
"""The two bytes that compressed content begins with."""


@part
class TargetLine:
    """What a document belongs to."""

    target: Literal["salesinvoice", "purchaseinvoice", "tripexpensemoneytransfer"]
    """The kind of target; `tripexpensemoneytransfer` is known from the vendor's own client only."""
    target_identifier: Integer
    """Netvisor key of the target."""


@part
class Targets:
    """All that a document belongs to; clients write one of these with several lines."""

    target_line: Many[TargetLine]


def _is_compressed_as_said(document: EscanDocument) -> bool:
    content = document.document_data
    # The content of a file is not read before it is sent.
    return document.compression != "gzip" or not isinstance(content, bytes) or content.startswith(GZIP)


@message(
    must(
        "document_data",
        "compression",
        holds=_is_compressed_as_said,
        expected="content that gzip has compressed when compression is gzip",
    ),
    content_fits("document_mime_type", "document_data", spared=GZIP),
)
class EscanDocument(Message["EscanDocumentDict"]):
    """A document for eScan, such as a receipt. Without targets it waits there until it is processed."""

    document_type: Text
    """Kind of document in free text, such as Voucher."""
    description: Text
    document_mime_type: Literal[
        "image/bmp",
        "image/emf",
        "image/exif",
        "image/gif",
        "image/icon",
        "image/jpeg",
        "image/png",
        "image/tiff",
        "image/wmf",
        "application/pdf",
    ]
    compression: Opt[Literal["gzip", "none"]] = UNSET
    """`gzip` says that the content was compressed before; nothing is compressed on the way."""
    document_data: Attachment
    targets: Many[Targets] = ()


ESCAN = Endpoint(
    resource="escan.nv",
    http="POST",
    title="Import an eScan document (receipt, picture of a voucher)",
    request=EscanDocument,
    fee="each document costs a transaction, unless the expense management service is on",
    gaps="that the answer holds a key is inferred",
)


@ESCAN.register
def add_escan_document(document: EscanDocument) -> Call[Done]:
    """Add a document; each is charged for, unless the company has the expense management service.

    What it answers is not documented, probably the Netvisor key of the document: see `Done.inserted`.
    """
    return ESCAN.call(add_escan_document, locals(), DONE)


# How the writes are found after an unknown outcome.

ESCAN.found_by(
    add_escan_document,
    nothing="no read shows documents that wait for eScan: look for its description in Netvisor",
)
