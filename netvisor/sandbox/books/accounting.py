"""Vouchers that are posted from outside."""

from __future__ import annotations

from decimal import Decimal

from netvisor.resources.accounting import Voucher, VoucherLine
from netvisor.sandbox.books.attachments import Attached, attach
from netvisor.sandbox.books.money import rounded
from netvisor.sandbox.books.show import attribute, part, plain, text
from netvisor.sandbox.books.vouchers import Row, balanced, post, split, type_named, vat_code_of, vat_rows
from netvisor.sandbox.books.work import Outcome, Work, answers
from netvisor.sandbox.refusal import invalid


@answers("accounting.nv")
def accounting(work: Work) -> Outcome:
    """Enter a voucher; in the mode gross, rows for VAT and a rounding difference are added."""
    sent: Voucher = work.message
    rows = [_row(line) for line in sent.voucher_line]
    if sent.calculation_mode == "gross":
        kinds = [attribute(line.line_sum, "type") or "gross" for line in sent.voucher_line]
        parts = [split(row, gross=kind == "gross") for row, kind in zip(rows, kinds, strict=True)]
        rows = balanced([*(row for row, _ in parts), *vat_rows(parts)])
    elif total := sum(row.total for row in rows):
        raise invalid(f"the rows of a voucher in the mode net total 0; these total {total}")
    key = post(
        work, type_named(sent.voucher_class), sent.voucher_date, rows, description=text(sent.description),
        comment=text(sent.comment), number=plain(sent.number),
    )  # fmt: skip
    attach(work, key, _files(sent))
    return Outcome(inserted=[key])


def _row(line: VoucherLine) -> Row:
    percent = Decimal(line.vat_percent.value)
    return Row(
        total=rounded(Decimal(line.line_sum.value)), account=line.account_number, description=text(line.description),
        vat_percent=percent,
        vat_code=vat_code_of(line.account_number, percent, attribute(line.vat_percent, "vat_code")),
        account_dimension=text(line.account_dimension),
        dimensions=[(each.dimension_name, text(each.dimension_item)) for each in line.dimension],
    )  # fmt: skip


def _files(sent: Voucher) -> list[Attached]:
    wrapper = part(sent, "voucher_attachments")
    return [] if wrapper is None else [
        Attached(
            mime=file.mime_type, description=file.attachment_description, file_name=file.file_name,
            content=plain(file.document_data),
        )
        for file in wrapper.voucher_attachment
    ]  # fmt: skip
