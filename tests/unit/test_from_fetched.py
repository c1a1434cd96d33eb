"""Messages made of what was fetched: where each element has its value from, and what is named as unknown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from netvisor import MessageError, Untyped, customers, sales
from netvisor.codec.from_fetched import element_paths
from netvisor.declare import plan
from netvisor.protocol.call import Endpoint
from netvisor.resources import endpoints, message
from netvisor.resources.message import Replacing, answer_of
from tests.facts import FACTS
from tests.sandbox.shown.table import table, without_conditions

TABLE = Path(message.__file__).with_name(message.TABLE)
PARTLY = {
    "accountingedit.nv": "keeps what is left out, and all rows if none is sent",
    "accountingbudgetaccountbudget.nv": "says in the message whether sums are changed or replaced",
    "accountingbudgetdimensionbudget.nv": "says in the message whether sums are changed or replaced",
    "employeedimensioncurve.nv": "has shares, which no answer shows",
    "purchaseinvoicepostingdata.nv": "keeps what is left out, and all lines if none is sent",
    "workday.nv": "replaces what it is told to, and no answer tells customers, products and times of day",
}
"""Writes that replace something, and why they are not made of an answer."""
LINE = "invoice_lines.invoice_line.sales_invoice_product_line"
OTHERWISE = {
    "invoicing_customer_country_code": "invoicing_customer_country_code",
    f"{LINE}.product_identifier": f"{LINE}.product_primary_ean_code",
    f"{LINE}.sales_invoice_product_line_inventory_id": f"{LINE}.sales_invoice_product_line_inventory_name",
}
"""What answers show of an element besides what it is made of: a name beside its code or key, and bar codes."""


def paths_by_xml(cls: type, path: str = "", xml: str = "") -> Iterator[tuple[str, str]]:
    """The paths of XML of all elements and attributes, with their Python names; a list of several kinds is no step."""
    for line in plan(cls).fields:
        if line.role in {"constant", "value"}:
            continue
        for each in line.arms or (line,):
            here, at = f"{path}{each.attr}", f"{xml}{'@' if each.role == 'attribute' else ''}{each.name}"
            yield at, here
            if each.cls is not None:
                yield from paths_by_xml(each.cls, f"{here}.", f"{at}/")


def rows() -> list[dict[str, str]]:
    """The rows of the table, with where each is known from."""
    lines = TABLE.read_text("utf-8").splitlines()
    names, *found = (line.split("\t") for line in lines if not line.startswith("#"))
    return [dict(zip(names, row, strict=True)) for row in found]


MESSAGE, ANSWER = dict(paths_by_xml(sales.SalesInvoice)), dict(paths_by_xml(sales.FetchedSalesInvoice))
SHOWN = {
    (MESSAGE[without_conditions(line.element)], ANSWER[without_conditions(line.answer).removeprefix("SalesInvoice/")])
    for line in table("salesinvoice")
    if line.read in {"getsalesinvoice", "getorder"}
}
"""Which element of the message shows as which element of the answer, as the messages in the sandbox prove it."""


def above(path: str) -> str:
    """The element with children that an element or attribute stands in."""
    parent = path.rpartition(".")[0]
    attributes = {path for at, path in MESSAGE.items() if at.rpartition("/")[2].startswith("@")}
    return parent.rpartition(".")[0] if path in attributes else parent


def made_of(row: dict[str, str]) -> tuple[str, str]:
    """The element of a row with the element of the answer that its value is from."""
    answer = f"{above(row['element'])}.{row['answer']}".lstrip(".").replace(".lines", "")
    return row["element"], answer


WITH_ANSWER = [row for row in rows() if row["answer"]]
TOLD = {row["element"] for row in rows() if row["answer"] or row["why"]}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["element"].rpartition(".")[2])
def test_a_row_names_what_is_declared_and_where_it_is_known_from(row: dict[str, str]) -> None:
    assert row["message"] == "sales.SalesInvoice"
    assert row["element"] in set(element_paths(sales.SalesInvoice))
    for source in row["source"].split("; "):
        if source == "shown":
            of_element = {answer for element, answer in SHOWN if element == row["element"]}
            assert made_of(row)[1] in of_element if row["answer"] else not of_element
        else:
            file, _, words = source.partition(": ")
            assert words.split()[0] in (FACTS / f"{file}.tsv").read_text("utf-8"), source


def test_what_answers_show_of_a_message_is_what_it_is_made_of() -> None:
    made = {made_of(row) for row in WITH_ANSWER}
    otherwise = set(OTHERWISE.items())
    unused = {(e, a) for e, a in SHOWN - otherwise if (e, a) not in made and not (e == a and e not in TOLD)}
    assert unused == set()
    assert otherwise <= SHOWN


def test_no_element_is_taken_by_its_name_alone() -> None:
    by_name = {path for path in element_paths(sales.SalesInvoice) if path in set(ANSWER.values()) - TOLD}
    aggregates = {path for path in by_name if any(other.startswith(f"{path}.") for other in by_name)}
    assert {path for path in by_name - aggregates if (path, path) not in SHOWN} == set()


@pytest.mark.parametrize(
    "endpoint", [one for one in endpoints() if "replace" in one.edit], ids=lambda one: one.resource
)
def test_every_message_whose_edit_replaces_the_whole_is_made_of_an_answer(endpoint: Endpoint) -> None:
    assert endpoint.request is not None
    if endpoint.resource not in PARTLY:
        assert issubclass(endpoint.request, Replacing), "name the answer that shows it: Replacing[...]"
        assert hasattr(sales, answer_of(endpoint.request))


def fetched(**changes: Any) -> sales.FetchedSalesInvoice:
    """An invoice as it is fetched, with one line."""
    every: Any = dict.fromkeys(line.attr for line in plan(sales.FetchedSalesInvoice).fields)
    line: Any = dict.fromkeys(line.attr for line in plan(sales.FetchedSalesInvoiceProductLine).fields)
    line |= {
        "product_identifier": sales.FetchedProductIdentifier("OMENA"),
        "product_name": "Omena",
        "product_unit_price": Decimal("4.10"),
        "product_vat_percentage": sales.FetchedProductVatPercentage(Decimal("25.5"), "KOMY"),
        "sales_invoice_product_line_quantity": Decimal(2),
        "dimension": [],
    }
    lines = sales.FetchedInvoiceLine(lines=[sales.FetchedSalesInvoiceProductLine(**line)])
    every |= {
        "sales_invoice_netvisor_key": 5,
        "sales_invoice_number": "12",
        "sales_invoice_date": date(2026, 11, 30),
        "sales_invoice_amount": sales.FetchedSalesInvoiceAmount(Decimal("10.29"), "EUR"),
        "invoice_status": sales.FetchedInvoiceStatus("Avoin", "open"),
        "invoicing_customer_code": "1",
        "payment_term_net_days": 14,
        "invoice_lines": sales.FetchedInvoiceLines(invoice_line=lines),
    }
    return sales.FetchedSalesInvoice(**{**every, **changes})


def problems(one: Any, **known: object) -> list[tuple[str, str]]:
    with pytest.raises(MessageError) as caught:
        sales.SalesInvoice.from_fetched(one, known={name.replace("__", "."): value for name, value in known.items()})
    return [(problem.path, problem.rule) for problem in caught.value.problems]


def unknown(one: sales.FetchedSalesInvoice, known: dict[str, object] | None = None) -> dict[str, str]:
    return {each.path: str(each) for each in sales.SalesInvoice.from_fetched(one, known=known).unknown}


def test_a_message_has_what_the_answer_shows_in_the_types_of_the_message() -> None:
    made = sales.SalesInvoice.from_fetched(fetched()).message
    assert made.sales_invoice_number == 12
    assert made.sales_invoice_amount == sales.SalesInvoiceAmount(Decimal("10.29"), "EUR")
    assert made.invoicing_customer_identifier == sales.InvoicingCustomerIdentifier("1", "customer")
    line = made.invoice_lines.invoice_line[0].sales_invoice_product_line
    assert line
    assert line.product_identifier == sales.ProductIdentifier("OMENA", "customer")
    assert line.product_unit_price == sales.ProductUnitPrice(Decimal("4.10"), "net")


def test_a_key_comes_before_a_code() -> None:
    made = sales.SalesInvoice.from_fetched(fetched(invoicing_customer_netvisor_key=31)).message
    assert made.invoicing_customer_identifier == sales.InvoicingCustomerIdentifier("31", "netvisor")


def test_the_sum_in_currency_comes_before_that_in_euros() -> None:
    amount = sales.FetchedSalesInvoiceAmount(Decimal("9.49"), "USD", Decimal("1.0842"))
    one = fetched(sales_invoice_amount=amount, foreign_currency_amount=Decimal("10.29"))
    made = sales.SalesInvoice.from_fetched(one).message
    assert made.sales_invoice_amount == sales.SalesInvoiceAmount(Decimal("10.29"), "USD", Decimal("1.0842"))


def test_what_no_answer_has_is_named() -> None:
    named = unknown(fetched())
    assert "the answer has no such element" in named["custom_tags"]
    assert "name of the sales person only" in named["seller_identifier"]
    assert f"{LINE}.accrual_rule" in named


def test_what_was_not_asked_for_is_named_with_the_argument() -> None:
    named = unknown(fetched())
    assert "include_attachments=True" in named["sales_invoice_attachments"]
    assert "show_comment_lines=True" in named["invoice_lines.invoice_line.sales_invoice_comment_line"]


def test_what_is_there_was_asked_for() -> None:
    comment = sales.FetchedSalesInvoiceCommentLine(comment="Kiitos")
    line = fetched().invoice_lines
    assert line
    assert line.invoice_line
    both = sales.FetchedInvoiceLines(invoice_line=sales.FetchedInvoiceLine(lines=[comment, *line.invoice_line.lines]))
    one = fetched(invoice_lines=both)
    assert "invoice_lines.invoice_line.sales_invoice_comment_line" not in unknown(one)
    made = sales.SalesInvoice.from_fetched(one).message.invoice_lines.invoice_line
    assert made[0].sales_invoice_comment_line == sales.SalesInvoiceCommentLine(comment="Kiitos")
    assert len(made) == 2


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"delivery_address_country_code": "FINLAND"}, "it shows 'FINLAND'"),
        ({"delivery_office_identifier": "5"}, "does not tell its type; it shows '5'"),
        ({"sales_invoice_number": "A12"}, "it shows 'A12'"),
        ({"tax_handling_clause": sales.FetchedTaxHandlingClause("Muu")}, "it shows 'Muu'"),
        ({"sales_invoice_event_date": Untyped("kesällä")}, "it shows"),
        ({"sales_invoice_private_comment": "x" * 256}, "255 characters"),
    ],
)
def test_a_value_that_cannot_be_sent_as_it_is_shown_is_named_with_it(change: dict[str, Any], told: str) -> None:
    assert any(told in text for text in unknown(fetched(**change)).values())


def test_a_value_is_taken_in_any_letter_case() -> None:
    one = fetched(tax_handling_clause=sales.FetchedTaxHandlingClause("ForceDomestic"))
    assert sales.SalesInvoice.from_fetched(one).message.sales_invoice_tax_handling_type == "forcedomestic"


def test_the_key_of_an_account_is_not_its_number() -> None:
    line: Any = fetched().invoice_lines
    line.invoice_line.lines[0].accounting_account_suggestion = 551
    assert (
        "it shows 551"
        in unknown(fetched(invoice_lines=line))[f"{LINE.replace('line.', 'line[0].')}.accounting_account_suggestion"]
    )
    line.invoice_line.lines[0].accounting_account_suggestion_account_number = 3000
    (made,) = sales.SalesInvoice.from_fetched(fetched(invoice_lines=line)).message.invoice_lines.invoice_line
    assert made.sales_invoice_product_line
    assert made.sales_invoice_product_line.accounting_account_suggestion == 3000


def test_the_caller_gives_what_is_known_of_an_element_an_attribute_or_one_item() -> None:
    line = f"{LINE.replace('line.', 'line[0].')}.product_unit_price.type"
    known = {"invoice_type": "invoice", "second_name": {"value": "1", "type": "netvisor"}, line: "gross"}
    made = sales.SalesInvoice.from_fetched(fetched(), known=known)
    assert {"invoice_type", "second_name", line}.isdisjoint(each.path for each in made.unknown)
    assert made.message.second_name == sales.NetvisorOrCustomer("1", "netvisor")
    (item,) = made.message.invoice_lines.invoice_line
    assert item.sales_invoice_product_line
    assert item.sales_invoice_product_line.product_unit_price.type == "gross"


def test_something_required_that_is_not_known_is_asked_for() -> None:
    paid = fetched(invoice_status=sales.FetchedInvoiceStatus("Maksettu", "paid"), sales_invoice_date=None)
    assert problems(paid) == [("sales_invoice_date", "required"), ("sales_invoice_status", "required")]


def test_what_the_caller_gives_has_to_be_an_element_of_what_is_there() -> None:
    assert problems(fetched(), sales_invoice_stat="open") == [("sales_invoice_stat", "unknown-key")]
    assert problems(fetched(), accrual_rule__start_month=1) == [("accrual_rule.start_month", "unknown-key")]


def test_a_wrong_value_of_the_caller_has_its_path() -> None:
    assert problems(fetched(), invoice_type="bill") == [("invoice_type", "values")]


def test_an_order_has_to_be_called_one() -> None:
    order = fetched(invoice_status=sales.FetchedInvoiceStatus("Toimittamatta", "undelivered"))
    assert [rule for _, rule in problems(order)] == ["must"]
    made = sales.SalesInvoice.from_fetched(order, known={"invoice_type": "order"})
    assert made.message.invoice_type == "order"


@pytest.mark.parametrize("wrong", [None, customers.Customer, "x"])
def test_what_is_no_such_answer_is_refused(wrong: Any) -> None:
    assert problems(wrong) == [("message", "type")]


def test_nothing_of_the_answer_is_changed() -> None:
    one = fetched()
    sales.SalesInvoice.from_fetched(one)
    assert one == fetched()


def test_a_class_that_names_no_answer_has_none() -> None:
    with pytest.raises(TypeError, match="does not name the answer"):
        answer_of(customers.Customer)
