"""A content that is in Base64 already, or no file of its MIME type, and a country that is none, draw a doubt."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest
from stdnum import isin

from netvisor.codec.message_check import doubts
from netvisor.declare.country_codes import COUNTRY_CODES, is_country
from netvisor.declare.encoded import is_encoded
from netvisor.resources.accounting import VoucherAttachment
from netvisor.resources.contents import kind_of
from netvisor.resources.customers import Customer, CustomerBaseInformation
from netvisor.resources.escan import EscanDocument, TargetLine, Targets
from netvisor.resources.sales import DocumentData, SalesInvoiceAttachment

FILES = {
    "application/pdf": b"%PDF-1.7\n1 0 obj",
    "image/png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "image/jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "image/gif": b"GIF89a\1\0",
    "image/bmp": b"BM\x46\0\0\0",
    "image/tiff": b"II*\0\x08\0\0\0",
    "application/zip": b"PK\x03\x04\x14\0",
    "application/xml": b"<?xml version='1.0'?><a></a>",
}


def attachment(mime: str, content: bytes | Path) -> VoucherAttachment:
    return VoucherAttachment(mime_type=mime, attachment_description="x", file_name="x", document_data=content)


def told(part: object) -> list[tuple[str, str, str]]:
    return [(problem.path, problem.found, problem.expected) for problem in doubts(part)]


@pytest.mark.parametrize("mime", FILES)
@pytest.mark.parametrize("other", FILES)
def test_a_content_is_doubted_when_its_first_bytes_contradict_its_type(mime: str, other: str) -> None:
    found = told(attachment(mime, FILES[other]))
    if mime == other:
        assert found == []
        return
    ((path, said, expected),) = found
    assert path == "mime_type|document_data"
    assert said == f"mime_type {mime!r} and a content that begins as {other} does"
    assert expected.startswith("the MIME type of the content")


@pytest.mark.parametrize("mime", ["Application/Pdf", "application/pdf; charset=binary", " application/pdf "])
def test_the_letter_case_and_the_parameters_of_a_type_do_not_matter(mime: str) -> None:
    assert told(attachment(mime, FILES["application/pdf"])) == []


def test_types_without_a_mark_take_any_content_but_a_text_no_picture() -> None:
    assert told(attachment("application/octet-stream", FILES["image/png"])) == []
    assert told(attachment("text/plain", b"hei")) == []
    assert len(told(attachment("text/plain", FILES["image/png"]))) == 1
    assert told(attachment("image/jpg", FILES["image/jpeg"])) == []
    assert told(attachment("image/svg+xml", b"<svg></svg>")) == []
    assert told(attachment("text/xml", b"\xef\xbb\xbf\n<a></a>")) == []


def test_a_pdf_may_have_a_little_before_its_mark() -> None:
    assert told(attachment("application/pdf", b"\n\n%PDF-1.4")) == []
    assert kind_of(b"hei") is None


def test_of_a_file_the_first_bytes_are_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(FILES["image/png"] + bytes(5_000))
    assert len(told(attachment("application/pdf", path))) == 1
    path.write_bytes(FILES["application/pdf"])
    assert told(attachment("application/pdf", path)) == []
    assert told(attachment("application/pdf", tmp_path / "missing.pdf")) == []


def test_a_content_inside_an_element_with_attributes_is_looked_at() -> None:
    data = DocumentData(FILES["image/png"], type="pdf")
    part = SalesInvoiceAttachment(
        mime_type="application/pdf", attachment_description="x", file_name="x", document_data=data
    )
    assert len(told(part)) == 1


def scanned(content: bytes, *, compressed: bool) -> EscanDocument:
    return EscanDocument(
        document_type="Voucher",
        description="x",
        document_mime_type="application/pdf",
        compression="gzip" if compressed else "none",
        document_data=content,
        targets=[Targets(target_line=[TargetLine(target="salesinvoice", target_identifier=1)])],
    )


def test_a_compressed_content_is_not_looked_at() -> None:
    assert told(scanned(b"\x1f\x8b\x08\0", compressed=True)) == []
    assert len(told(scanned(FILES["image/png"], compressed=False))) == 1


@pytest.mark.parametrize("content", [*(FILES[mime] for mime in FILES if mime != "image/bmp"), b"x" * 100])
def test_a_content_in_base64_is_doubted(content: bytes) -> None:
    encoded = base64.b64encode(content)
    ((path, found, expected),) = told(attachment("application/pdf", encoded))
    assert (path, found) == ("document_data", f"<{len(encoded)} bytes>")
    assert expected.startswith("the content itself")


@pytest.mark.parametrize(
    "content", [*FILES.values(), b"abcd", b"a text, not Base64 at all, though it is a long one", b""]
)
def test_other_contents_are_not_taken_for_base64(content: bytes) -> None:
    assert not is_encoded(content)


def test_a_data_uri_and_base64_in_lines_are_base64() -> None:
    assert is_encoded(b"data:application/pdf;base64,JVBERi0=")
    assert is_encoded(base64.encodebytes(FILES["application/pdf"] * 20))


@pytest.mark.parametrize("code", ["FI", "fi", "SE", "GB", "AX", "US"])
def test_a_code_of_the_list_is_a_country(code: str) -> None:
    assert is_country(code)


def test_the_country_codes_are_those_that_python_stdnum_keeps() -> None:
    # Securities have codes that the standard gives to nobody.
    of_users = re.compile("AA|Q[M-Z]|X[A-Z]|ZZ|EU")
    assert {code for code in isin._country_codes if not of_users.fullmatch(code)} == COUNTRY_CODES


@pytest.mark.parametrize("code", ["Finland", "FIN", "UK", "XX", "ZZ", "EU", "F", "", "12", "SF"])
def test_anything_else_is_doubted_where_a_country_belongs(code: str) -> None:
    assert not is_country(code)
    if code:
        customer = Customer(customer_base_information=CustomerBaseInformation(name="A", country=code))
        assert told(customer) == [
            ("customer_base_information.country", repr(code), "two letters of the list ISO 3166, such as FI")
        ]
