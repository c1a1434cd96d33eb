"""Vouchers (journal entries): adding them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from netvisor.declare import (
    UNSET,
    Attribute,
    Blank,
    Many,
    Maybe,
    Opt,
    OptAttribute,
    Scalar,
    message,
    must,
    part,
    valued,
)
from netvisor.declare.scalars import Attachment, Number, Text, Text255, TolerantAnsiDate, TrueFalse, decimal_text
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.finder import Finder, Strength
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import INSERTED, Inserted
from netvisor.resources.common import Dimension, VatCode
from netvisor.resources.conditions import vat_code_fits, vat_rate_is_documented, voucher_type_in_full
from netvisor.resources.contents import content_fits
from netvisor.resources.message import Message

if TYPE_CHECKING:
    from netvisor.resources.accounting.dicts import VoucherDict

# The types of this area.

Cents: TypeAlias = Annotated[Decimal | int, Scalar("decimal", places=2)]
"""A sum with at most two decimals."""

AccountNumber: TypeAlias = Annotated[int, Scalar("integer")]
"""The number of a ledger account, which must exist in the company."""

VoucherNumber: TypeAlias = Annotated[int, Scalar("integer", max=9)]

# Parts of a message.


@valued
class LineSum:
    """The sum of a row: positive is debit, negative is credit; at most two decimals."""

    value: Cents
    type: OptAttribute[Literal["net", "gross"]] = UNSET
    """Without or with VAT."""


@valued
class VatPercent:
    """The VAT rate of a row, in percent; it must agree with the VAT code."""

    value: Number
    vat_code: OptAttribute[VatCode] = UNSET
    """Taken from the account when left out."""


@valued
class AccountDimension:
    """The follow-up object (account dimension) of a row."""

    value: Blank[Text]
    type: Attribute[Literal["netvisorkey", "name"]]
    """Whether the value is a key or a name."""


@part(vat_code_fits("vat_percent"), vat_rate_is_documented("vat_percent"))
class VoucherLine:
    """One posting row."""

    line_sum: LineSum
    description: Opt[Text255] = UNSET
    account_number: AccountNumber
    vat_percent: VatPercent
    account_dimension: Opt[AccountDimension] = UNSET
    dimension: Many[Dimension] = ()


@part(content_fits("mime_type", "document_data"))
class VoucherAttachment:
    """An attachment of the voucher."""

    mime_type: Text
    """Such as `application/pdf`."""
    attachment_description: Text
    file_name: Text
    document_data: Attachment


@part
class VoucherAttachments:
    """The attachments of the voucher; they cost a transaction fee."""

    voucher_attachment: Many[VoucherAttachment]


# The message.


def _sums(voucher: Voucher) -> list[Decimal | int]:
    return [line.line_sum.value for line in voucher.voucher_line]


def _has_both_sides(voucher: Voucher) -> bool:
    sums = _sums(voucher)
    return max(sums) > 0 > min(sums)


def _highest_and_lowest(voucher: Voucher) -> str:
    sums = _sums(voucher)
    return f"sums from {decimal_text(min(sums))} to {decimal_text(max(sums))}"


def _balances(voucher: Voucher) -> bool:
    return voucher.calculation_mode != "net" or sum(_sums(voucher)) == 0


@message(
    voucher_type_in_full("voucher_class"),
    must(
        "voucher_line",
        holds=_has_both_sides,
        expected="rows on both sides: debit positive, credit negative",
        compared=_highest_and_lowest,
    ),
    # The vendor's own sentence about net vouchers was cut off in every copy; that they must balance is our reading.
    must(
        "voucher_line",
        "calculation_mode",
        holds=_balances,
        expected="rows that total 0 in the mode net",
        compared=lambda voucher: f"the rows total {decimal_text(sum(_sums(voucher), Decimal(0)))}",
    ),
)
class Voucher(Message["VoucherDict"]):
    """A voucher (journal entry) to add."""

    calculation_mode: Literal["net", "gross"]
    """`net`: sums are stored as given; `gross`: Netvisor adds rows for VAT and for a rounding difference."""
    voucher_date: TolerantAnsiDate
    number: Opt[VoucherNumber] = UNSET
    """The next free number of the voucher type when left out."""
    description: Opt[Text255] = UNSET
    voucher_class: Text
    """Full name of the voucher type, such as `Myyntilasku`, never its abbreviation."""
    checked: Opt[TrueFalse] = UNSET
    """Whether the voucher goes to the view of unchecked postings; which of the two values does so is not certain."""
    comment: Opt[Text255] = UNSET
    """Comment for the history of the voucher."""
    voucher_line: Many[VoucherLine]
    """Both sides are needed: debit positive, credit negative."""
    voucher_attachments: Opt[VoucherAttachments] = UNSET


# Calls.

ACCOUNTING = Endpoint(
    resource="accounting.nv",
    http="POST",
    title="Import one voucher (journal entry)",
    request=Voucher,
    limits="one voucher in a message; its attachments are at most 200 MB together",
    fee="each attachment costs a transaction, shown as an eScan",
    gaps="the vendor's own table was not readable: the rows follow working clients; what `checked` does is not certain",
)


@ACCOUNTING.register
def add_voucher(
    voucher: Voucher,
    *,
    use_only_existing_dimensions: Annotated[
        Maybe[bool],
        Param(
            "error instead of creating missing dimensions; documented for accountingedit.nv, inferred here",
            type="integer",
            values=("1",),
        ),
    ] = UNSET,
) -> Call[Inserted]:
    """Add a voucher; the answer has its Netvisor key."""
    return ACCOUNTING.call(add_voucher, locals(), INSERTED)


# How the writes are found after an unknown outcome.

ACCOUNTING.found_by(
    add_voucher,
    Finder(
        strength=Strength.EXACT,
        read="list_vouchers",
        ask={"start_date": "voucher_date", "end_date": "voucher_date"},
        equal={"voucher_number": "number", "voucher_class": "voucher_class"},
        compare={
            "voucher_description": "description",
            "voucher_line.account_number": "voucher_line.account_number",
        },
    ),
    Finder(
        strength=Strength.LIKELY,
        read="list_vouchers",
        ask={"start_date": "voucher_date", "end_date": "voucher_date"},
        equal={
            "voucher_description": "description",
            "voucher_class": "voucher_class",
            "voucher_line.account_number": "voucher_line.account_number",
        },
        compare={"voucher_line.line_sum": "voucher_line.line_sum[type=net|]"},
    ),
    Finder(
        strength=Strength.WEAK,
        read="list_vouchers",
        ask={"start_date": "voucher_date", "end_date": "voucher_date"},
        equal={
            "voucher_class": "voucher_class",
            "voucher_line.account_number": "voucher_line.account_number",
        },
    ),
    nothing="give number, or a key of your own in description",
)
