"""Vouchers posted by calls."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from netvisor.resources.accounting import EditedVoucher, Voucher, VoucherLine
from netvisor.sandbox.books.accounting.vouchers import Row, balanced, post, split, type_named, vat_code_of, vat_rows
from netvisor.sandbox.books.core.attachments import Attached, attach
from netvisor.sandbox.books.core.money import rounded
from netvisor.sandbox.books.core.show import attribute, part, plain, text, whole_number
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.refusal import invalid, ours

LARGEST_FILES: Final = 200_000_000
"""Most bytes of the attachments of a voucher together."""


@answers("accounting.nv")
def accounting(work: Work) -> Outcome:
    """Enter a voucher; in the mode gross, rows for VAT and a rounding difference are added."""
    sent: Voucher = work.message
    rows = rows_of(sent.voucher_line, gross=sent.calculation_mode == "gross")
    key = post(
        work,
        type_named(sent.voucher_class),
        sent.voucher_date,
        rows,
        description=text(sent.description),
        comment=text(sent.comment),
        number=plain(sent.number),
    )
    attach(work, key, files_of(sent))
    return Outcome(inserted=[key])


def rows_of(lines: Sequence[VoucherLine], *, gross: bool) -> list[Row]:
    """The rows of a message; in the mode gross, with those for VAT and a rounding difference.

    Raises:
        Refusal: all are on one side; in the mode net, they do not total 0.
    """
    rows = [_row(line) for line in lines]
    if all(row.total >= 0 for row in rows) or all(row.total <= 0 for row in rows):
        raise invalid("a voucher needs rows on both sides: debit positive, credit negative")
    if gross:
        kinds = [attribute(line.line_sum, "type") or "gross" for line in lines]
        parts = [split(row, gross=kind == "gross") for row, kind in zip(rows, kinds, strict=True)]
        return balanced([*(row for row, _ in parts), *vat_rows(parts)])
    if total := sum(row.total for row in rows):
        raise invalid(f"the rows of a voucher in the mode net total 0; these total {total}")
    return rows


def _row(line: VoucherLine) -> Row:
    percent = Decimal(line.vat_percent.value)
    return Row(
        total=rounded(Decimal(line.line_sum.value)),
        account=line.account_number,
        description=text(line.description),
        vat_percent=percent,
        vat_code=vat_code_of(line.account_number, percent, attribute(line.vat_percent, "vat_code")),
        account_dimension=_follow_up_object(line),
        dimensions=[(each.dimension_name, text(each.dimension_item)) for each in line.dimension],
    )


def _follow_up_object(line: VoucherLine) -> str | int:
    named = text(line.account_dimension)
    if attribute(line.account_dimension, "type") != "netvisorkey" or not named:
        return named
    key = whole_number(named)
    if key is None:
        raise invalid(f"the key {named[:100]} of a follow-up object is not a whole number")
    return key


def files_of(sent: Voucher | EditedVoucher) -> list[Attached]:
    """The files that a message attaches.

    Raises:
        Refusal: they are too large for a voucher.
    """
    wrapper = part(sent, "voucher_attachments")
    files = (
        []
        if wrapper is None
        else [
            Attached(
                mime=file.mime_type,
                description=file.attachment_description,
                file_name=file.file_name,
                content=plain(file.document_data),
            )
            for file in wrapper.voucher_attachment
        ]
    )
    if sum(len(file.content) for file in files) > LARGEST_FILES:
        raise ours("INVALID_DATA_SIZE", f"the attachments of the voucher have more than {LARGEST_FILES} bytes together")
    return files
