"""The documented parameters of the reads of purchases, each by what it changes."""

from __future__ import annotations

import struct
import zlib
from datetime import timedelta
from typing import Any, Literal

import pytest

from netvisor import Client
from netvisor.resources import purchases as p
from netvisor.sandbox import Sandbox
from netvisor.sandbox.books.core.attachments import Attached
from netvisor.sandbox.books.core.page_pictures import pages_of, white_page

from .test_purchases import add, fetched, invoice

TWO_PAGES = b"%PDF-1.4\n<< /Type /Pages /Count 2 >> << /Type /Page >> <</Type/Page/Parent 1 0 R>>"
ONE_PAGE = b"%PDF-1.4\n"


def file(name: str, content: bytes, kind: Literal["invoiceimage", "otherattachment"]) -> p.PurchaseInvoiceAttachment:
    return p.PurchaseInvoiceAttachment(
        mime_type="application/pdf",
        attachment_description="Liite",
        file_name=name,
        document_data=p.PurchaseInvoiceDocumentData(content, kind),
    )


@pytest.fixture
def key(client: Client, sandbox: Sandbox) -> int:
    files = [file("liite.pdf", ONE_PAGE, "otherattachment"), file("lasku.PDF", TWO_PAGES, "invoiceimage")]
    wrapper = p.PurchaseInvoiceAttachments(purchase_invoice_attachment=files)
    made = add(client, invoice(invoice_source="finvoice", purchase_invoice_attachments=wrapper))
    sandbox.clock.advance(timedelta(minutes=2))
    return made


def test_each_page_of_a_pdf_is_a_white_picture_when_images_are_asked_for(client: Client, key: int) -> None:
    def pages(**asked: Any) -> list[tuple[Any, ...]]:
        got = client.send(p.get_attachments(key, **asked))
        return [
            (each.attachment_netvisor_key, each.attachment_page_number, each.file_name, each.file_type, each.content)
            for each in got
        ]

    assert pages() == [
        (1, 1, "lasku.PDF", "application/pdf", TWO_PAGES),
        (2, 1, "liite.pdf", "application/pdf", ONE_PAGE),
    ]
    assert pages(convert_pdfs_to_images=True) == [
        (1, 1, "lasku.png", "image/png", white_page()),
        (1, 2, "lasku.png", "image/png", white_page()),
        (2, 1, "liite.png", "image/png", white_page()),
    ]


def test_a_file_that_is_no_pdf_is_left_as_it_is() -> None:
    picture = Attached(mime="image/jpeg", description="", file_name="kuva.jpg", content=b"...")
    assert list(pages_of(picture)) == [picture]


def test_a_white_page_is_a_whole_png() -> None:
    made = white_page()
    assert made.startswith(b"\x89PNG\r\n\x1a\n")
    chunks, at = {}, 8
    while at < len(made):
        (size,) = struct.unpack(">I", made[at : at + 4])
        name, body = made[at + 4 : at + 8], made[at + 8 : at + 8 + size]
        assert struct.unpack(">I", made[at + 8 + size : at + 12 + size]) == (zlib.crc32(name + body),)
        chunks[name] = body
        at += 12 + size
    width, height, depth, colour = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
    assert (depth, colour) == (1, 0)
    assert len(zlib.decompress(chunks[b"IDAT"])) == height * (1 + -(-width // 8))


def test_a_preview_and_the_original_come_with_the_keys_of_their_files(client: Client, key: int) -> None:
    def pictures(asked: str) -> tuple[p.InvoicePicture | None, p.InvoicePicture | None]:
        got = fetched(client, key, include=asked)
        return got.preview_image, got.invoice_image

    assert pictures("previewimage") == (p.InvoicePicture(white_page(), 1), None)
    assert pictures("invoiceimage") == (None, p.InvoicePicture(TWO_PAGES, 1))
    bare = fetched(client, key)
    assert (bare.preview_image, bare.invoice_image) == (None, None)


def test_an_invoice_without_files_has_no_pictures(client: Client) -> None:
    key = add(client, invoice())
    got = fetched(client, key, include="previewimage")
    assert (got.preview_image, fetched(client, key, include="invoiceimage").invoice_image) == (None, None)
