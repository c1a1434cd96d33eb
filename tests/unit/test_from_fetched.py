"""Messages made of what was fetched: where each element has its value from, and what is named as unknown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from netvisor import CLEAR, UNSET, MessageError, Untyped, customers, sales
from netvisor.codec.from_fetched import element_paths, line_at
from netvisor.declare import plan
from netvisor.protocol.call import Endpoint
from netvisor.resources import endpoints, message
from netvisor.resources.message import Replacing, answer_of
from tests.facts import FACTS
from tests.sandbox.shown.table import table, without_conditions

TABLE = Path(message.__file__).with_name(message.TABLE)
PARTLY = {
    "accountingedit.nv": "keeps all rows if none is sent; what becomes of VAT rows that are sent back is not known",
    "accountingbudgetaccountbudget.nv": "says in the message whether sums are changed or replaced",
    "accountingbudgetdimensionbudget.nv": "says in the message whether sums are changed or replaced",
    "employeedimensioncurve.nv": "has shares, which no answer shows",
}
"""Writes that replace something, and why they are not made of an answer."""
READS = {
    "sales.SalesInvoice": ("getsalesinvoice", "getorder"),
    "purchases.PurchaseInvoicePostingData": ("getpurchaseinvoice",),
    "workday.Workday": ("getworkday",),
}
"""The messages that are made of an answer, and the reads that give it."""
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


@dataclass
class Pair:
    """A message and the answer that it is made of, by paths in Python names."""

    name: str

    def __post_init__(self) -> None:
        area, _, cls = self.name.partition(".")
        module = import_module(f"netvisor.resources.{area}")
        self.cls: type = getattr(module, cls)
        self.answer: type = getattr(module, answer_of(self.cls))
        elements, answers = dict(paths_by_xml(self.cls)), dict(paths_by_xml(self.answer))
        self.answers = set(answers.values())
        self.attributes = {path for xml, path in elements.items() if xml.rpartition("/")[2].startswith("@")}
        self.rows = [row for row in rows() if row["message"] == self.name]
        self.told = {row["element"] for row in self.rows if row["answer"] or row["why"]}
        self.untold = {row["element"] for row in self.rows if row["why"] and not row["answer"]}
        assert all(line_at(self.answer, row["unless"].partition("=")[0]) for row in self.rows if row["unless"])
        (resource,) = (one.resource for one in endpoints() if one.request is self.cls)
        top = self.answer.__name__.removeprefix("Fetched")
        self.shown = {
            (
                elements[without_conditions(line.element)],
                answers[without_conditions(line.answer).removeprefix(f"{top}/")],
            )
            for line in table(resource.removesuffix(".nv"))
            if line.read in READS[self.name]
        }
        """Which element of the message shows as which one of the answer, as messages in the sandbox prove it."""

    def above(self, path: str) -> str:
        """The element with children that an element or attribute stands in."""
        parent = path.rpartition(".")[0]
        return parent.rpartition(".")[0] if path in self.attributes else parent

    def made_of(self, path: str) -> list[str]:
        """The elements of the answer that the value of an element is from."""
        above = self.above(path)
        homes = self.made_of(above) if above else [""]
        its = [row["answer"] for row in self.rows if row["element"] == path and row["answer"]]
        names = its or [] if path in self.told else [path.removeprefix(f"{above}.")]
        return [f"{home}.{name}".lstrip(".").replace(".lines", "") for home in homes for name in names]


PAIRS = {name: Pair(name) for name in READS}
every_pair = pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['message']}.{row['element']}".replace(LINE, "..."))
def test_a_row_names_what_is_declared_and_where_it_is_known_from(row: dict[str, str]) -> None:
    pair = PAIRS[row["message"]]
    assert row["element"] in set(element_paths(pair.cls))
    of_element = {answer for element, answer in pair.shown if element == row["element"]}
    for source in row["source"].split("; "):
        if source == "shown":
            assert of_element & set(pair.made_of(row["element"])) if row["answer"] else not of_element
        else:
            file, _, words = source.partition(": ")
            assert words.split()[0] in (FACTS / f"{file}.tsv").read_text("utf-8"), source


@every_pair
def test_what_answers_show_of_a_message_is_what_it_is_made_of(pair: Pair) -> None:
    unused = {
        (element, answer)
        for element, answer in pair.shown - set(OTHERWISE.items())
        if answer not in pair.made_of(element) and not any(f"{element}.".startswith(f"{one}.") for one in pair.untold)
    }
    assert unused == set()


@every_pair
def test_every_element_of_an_answer_that_a_message_is_made_of_is_declared(pair: Pair) -> None:
    rows_with_answer = [row for row in pair.rows if row["answer"]]
    assert {answer for row in rows_with_answer for answer in pair.made_of(row["element"])} <= pair.answers


@every_pair
def test_no_element_is_taken_by_its_name_alone(pair: Pair) -> None:
    taken = {path for path in set(element_paths(pair.cls)) - pair.told if set(pair.made_of(path)) & pair.answers}
    leaves = {path for path in taken if not any(other.startswith(f"{path}.") for other in taken)}
    assert {path for path in leaves if not {(path, answer) for answer in pair.made_of(path)} & pair.shown} == set()


def test_what_is_shown_otherwise_is_shown() -> None:
    assert set(OTHERWISE.items()) <= PAIRS["sales.SalesInvoice"].shown


@pytest.mark.parametrize(
    "endpoint", [one for one in endpoints() if "replace" in one.edit], ids=lambda one: one.resource
)
def test_every_message_whose_edit_replaces_something_is_made_of_an_answer(endpoint: Endpoint) -> None:
    assert endpoint.request is not None
    made = issubclass(endpoint.request, Replacing)
    assert made or endpoint.resource in PARTLY, "name the answer that shows it: Replacing[...]"


def test_a_message_that_is_made_of_an_answer_is_one_that_replaces_something() -> None:
    replacing = {one.request for one in endpoints() if one.request and issubclass(one.request, Replacing)}
    assert replacing == {pair.cls for pair in PAIRS.values()}
    assert all("replace" in one.edit for one in endpoints() if one.request in replacing)


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


def test_a_sum_in_euros_is_not_sent_in_another_currency() -> None:
    one = fetched(sales_invoice_amount=sales.FetchedSalesInvoiceAmount(Decimal("9.49"), "USD"))
    assert problems(one) == [("sales_invoice_amount", "required")]
    made = sales.SalesInvoice.from_fetched(one, known={"sales_invoice_amount": CLEAR})
    assert made.message.sales_invoice_amount is CLEAR
    without = fetched(sales_invoice_amount=sales.FetchedSalesInvoiceAmount(Decimal("9.49"), None))
    assert sales.SalesInvoice.from_fetched(without).message.sales_invoice_amount == sales.SalesInvoiceAmount(
        Decimal("9.49")
    )


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


def test_what_must_be_there_and_may_be_empty_is_empty_where_the_answer_is() -> None:
    draft = fetched(invoice_status=sales.FetchedInvoiceStatus(None, None), sales_invoice_amount=None)
    made = sales.SalesInvoice.from_fetched(draft, known={"invoice_type": "invoicedraft", "sales_invoice_number": UNSET})
    assert (made.message.sales_invoice_status, made.message.sales_invoice_amount) == (CLEAR, CLEAR)


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
