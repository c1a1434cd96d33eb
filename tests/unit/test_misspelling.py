"""A hint names what was surely meant, by its meaning or with a slip of the pen, and is left out otherwise."""

from __future__ import annotations

import pytest

from netvisor.codec.validate import validate
from netvisor.declare.misspelling import meant
from netvisor.resources.sales import SalesInvoice

DELIVERY = ("deliveryaddresspostnumber", "deliveryaddresstown", "deliveryaddresscountrycode", "deliveryterm")


@pytest.mark.parametrize(
    ("name", "known", "right"),
    [
        ("netday", ("netdays", "duedate"), "netdays"),
        ("nam", ("name", "number"), "name"),
        ("nmae", ("name", "number"), "name"),
        ("tipe", ("type", "value"), "type"),
        ("invoicelime", ("invoiceline", "invoicedate"), "invoiceline"),
        ("salesinvoicenunber", ("salesinvoicenumber",), "salesinvoicenumber"),
        ("salesinvoicdenunber", ("salesinvoicenumber",), "salesinvoicenumber"),
        ("invoice_date", ("invoicedate", "duedate"), "invoicedate"),
        ("deliverypostcode", DELIVERY, "deliveryaddresspostnumber"),
        ("deliverycity", DELIVERY, "deliveryaddresstown"),
        ("deliverycountry", DELIVERY, "deliveryaddresscountrycode"),
    ],
)
def test_what_was_surely_meant_is_named(name: str, known: tuple[str, ...], right: str) -> None:
    assert meant(name, known) == right


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("deliverycity", ("deliveryterm", "deliveryname")),
        ("paymentdate", ("paymentrate",)),
        ("data", ("date",)),
        ("netprice", ("vatprice", "unitprice")),
        ("payername", ("payeename",)),
        ("employername", ("employeename",)),
        ("vatamount", ("netamount",)),
        ("enddate", ("senddate",)),
        ("addressline2", ("addressline3",)),
        ("isactive", ("isinactive",)),
        ("quantity", ("quality",)),
        ("phone", ("phonenumber", "telephone")),
        ("x", ("y",)),
        ("", ("name",)),
    ],
)
def test_another_word_is_no_slip_and_two_answers_are_none(name: str, known: tuple[str, ...]) -> None:
    assert meant(name, known) is None


def test_a_city_never_lands_in_the_terms_of_delivery() -> None:
    body = (
        b"<root><salesinvoice><deliverypostcode>00100</deliverypostcode><deliverycity>Helsinki</deliverycity>"
        b"<deliverycountry>FI</deliverycountry><deliveryfax>1</deliveryfax></salesinvoice></root>"
    )
    hints = [problem.expected for problem in validate(body, SalesInvoice) if problem.rule == "unknown"]
    assert hints == [
        "perhaps <deliveryaddresspostnumber>",
        "perhaps <deliveryaddresstown>",
        "perhaps <deliveryaddresscountrycode>",
        "no such element in a <salesinvoice>",
    ]
