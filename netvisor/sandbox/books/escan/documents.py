"""Documents for eScan: those with targets become their attachments, the others wait."""

from __future__ import annotations

import zlib
from dataclasses import replace
from typing import Final

from netvisor.resources.escan import EscanDocument, TargetLine
from netvisor.sandbox.books.core.attachments import Attached, attach, attached
from netvisor.sandbox.books.core.records import keep
from netvisor.sandbox.books.core.show import plain
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.refusal import invalid

_GZIP: Final = 31
_MOST: Final = 200_000_000
_OWNERS: Final = {
    "salesinvoice": "select 1 from document where company = ? and key = ? and kind = 'invoice'",
    "purchaseinvoice": "select 1 from purchase_invoice where company = ? and key = ?",
    "tripexpensemoneytransfer": "select 1 from record where company = ? and key = ? and kind = 'tripexpense'",
}


@answers("escan.nv")
def escan(work: Work) -> Outcome:
    """Store a document, and attach it to its targets."""
    sent: EscanDocument = work.message
    content = _content(sent)
    targets = [line for each in sent.targets for line in each.target_line]
    for target in targets:
        _attach(work, target, sent, content)
    status = "attached" if targets else "waiting"
    key = keep(work, "escan", replace(sent, document_data=b"-", compression="none"), status=status)
    file = Attached(mime=sent.document_mime_type, description=sent.description, file_name="", content=content)
    attach(work, key, [file])
    return Outcome(inserted=[key])


def _content(sent: EscanDocument) -> bytes:
    content = sent.document_data
    data = content if isinstance(content, bytes) else b""
    if plain(sent.compression) != "gzip":
        return data
    reader = zlib.decompressobj(wbits=_GZIP)
    try:
        plain_content = reader.decompress(data, _MOST)
    except zlib.error as error:
        raise invalid("the content is not compressed by gzip") from error
    if not reader.eof:
        raise invalid(f"the content ends too early, or is larger than {_MOST} bytes")
    return plain_content


def _attach(work: Work, target: TargetLine, sent: EscanDocument, content: bytes) -> None:
    key = int(target.target_identifier)
    if work.row(_OWNERS[target.target], work.company, key) is None:
        raise invalid(f"there is no {target.target} with the key {key}")
    file = Attached(
        mime=sent.document_mime_type, description=sent.description, file_name=sent.description, content=content
    )
    attach(work, key, [*attached(work, key), file])
