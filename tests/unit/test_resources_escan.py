"""Documents for eScan: messages to exact bytes and back, and what is refused of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from netvisor.codec.decode import decode
from netvisor.codec.encode import encode
from netvisor.codec.message_check import check
from netvisor.protocol.results import Answer, Done
from netvisor.resources import escan as e
from tests.conftest import FIXTURES, Golden

PDF = b"%PDF-1.4\n1 0 obj\n"
COMPRESSED = bytes.fromhex("1f8b0800000000000203fb7fe3ff03006fa2f54f04000000")
"""The first four bytes of a JPEG as gzip writes them."""


def document(**fields: Any) -> e.EscanDocument:
    usual: dict[str, Any] = {
        "document_type": "Voucher",
        "description": "Ääniöljyn kuitti, 5 €",
        "document_mime_type": "application/pdf",
        "document_data": PDF,
    }
    return e.EscanDocument(**{**usual, **fields})


def target(kind: Any) -> e.TargetLine:
    return e.TargetLine(target=kind, target_identifier=123)


def full() -> e.EscanDocument:
    invoices = [target("purchaseinvoice"), target("salesinvoice")]
    return document(
        document_mime_type="image/jpeg",
        compression="gzip",
        document_data=COMPRESSED,
        targets=[e.Targets(target_line=invoices), e.Targets(target_line=[target("tripexpensemoneytransfer")])],
    )


GOLDEN: dict[str, Callable[[], e.EscanDocument]] = {"minimal": document, "full": full}


@pytest.mark.parametrize("name", GOLDEN)
def test_a_document_has_exactly_the_committed_bytes_and_comes_back_equal(name: str, golden: Golden) -> None:
    body = encode(GOLDEN[name]()).bytes()
    golden(FIXTURES / "requests" / f"escan-{name}.xml", body)
    assert decode(body, e.EscanDocument) == GOLDEN[name]()


@pytest.mark.parametrize(
    ("message", "path", "expected"),
    [
        (document(document_mime_type="text/plain"), "document_mime_type", "application/pdf"),
        (document(document_data=b""), "document_data", "bytes"),
        (document(targets=[e.Targets(target_line=[target("customer")])]), "targets[0].target_line[0].target", "one of"),
        (document(compression="gzip"), "document_data|compression", "content that gzip has compressed"),
    ],
)
def test_wrong_fields_are_refused_with_their_place(message: e.EscanDocument, path: str, expected: str) -> None:
    (problem,) = check(message)
    assert problem.path == path
    assert expected in problem.expected


def test_a_file_is_sent_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "kuitti.pdf"
    path.write_bytes(PDF)
    assert encode(document(document_data=path)).bytes() == encode(document()).bytes()
    assert check(document(document_data=path, compression="gzip")) == []


def test_a_document_is_a_write_that_keeps_a_key_nobody_promised() -> None:
    call = e.add_escan_document(document())
    assert (call.resource, call.http, call.writes, call.parameters) == ("escan.nv", "POST", True, ())
    assert call.result.take(Answer(inserted=["88"])) == Done(inserted=("88",))
    assert call.result.take(Answer()) == Done()
