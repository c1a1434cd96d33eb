"""Messages from plain data and back: values of Python beside those of JSON, parts as objects, the same problems."""

from __future__ import annotations

import json
import pickle
import pydoc
import re
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_type_hints

import pytest

from netvisor import CLEAR, UNSET, MessageError, customers, purchases, sales, workday
from netvisor.codec.json_form import load_json, message_from_json
from netvisor.codec.json_scalar import from_json
from netvisor.declare import plan
from netvisor.declare.scalars import Scalar
from netvisor.resources import endpoints
from netvisor.resources.message import Message

LINE: Any = {
    "product_identifier": {"value": "OMENA", "type": "customer"},
    "product_name": "Omena",
    "product_unit_price": {"value": "4.10", "type": "net"},
    "product_vat_percentage": "25.5",
    "sales_invoice_product_line_quantity": 2,
}
INVOICE: Any = {
    "sales_invoice_date": "2026-11-30",
    "sales_invoice_amount": "10.29",
    "sales_invoice_status": "open",
    "invoicing_customer_identifier": {"value": "1", "type": "customer"},
    "payment_term_net_days": 14,
    "invoice_lines": {"invoice_line": [{"sales_invoice_product_line": LINE}]},
}


def invoice(folder: Path | None = None, **changes: Any) -> sales.SalesInvoice:
    data: Any = {**INVOICE, **changes}
    return sales.SalesInvoice.from_dict(data, folder=folder)


def problems(data: Any) -> list[tuple[str, str]]:
    with pytest.raises(MessageError) as caught:
        sales.SalesInvoice.from_dict(data)
    return [(problem.path, problem.rule) for problem in caught.value.problems]


def test_values_of_python_stand_beside_those_of_json() -> None:
    assert invoice(
        sales_invoice_date=date(2026, 11, 30),
        sales_invoice_amount=Decimal("10.29"),
        invoice_lines={"invoice_line": ({"sales_invoice_product_line": MappingProxyType(LINE)},)},
    ) == invoice(sales_invoice_amount={"value": "10.29"})


def test_a_moment_of_python_is_taken() -> None:
    moment = datetime(2026, 11, 30, 8, 15)  # noqa: DTZ001  # moments of messages have no zone
    assert from_json(moment, Scalar("datetime"), Path()) is moment
    assert from_json(time(8, 15), Scalar("time"), Path()) == time(8, 15)


def test_the_content_of_an_attachment_is_bytes_or_a_path(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    attachment = {"mime_type": "application/pdf", "attachment_description": "A", "file_name": "a.pdf"}

    def attached(data: Any, folder: Path | None = None) -> Any:
        listed = {"sales_invoice_attachment": [{**attachment, "document_data": data}]}
        made = invoice(folder, sales_invoice_attachments=listed)
        assert made.sales_invoice_attachments
        return made.sales_invoice_attachments.sales_invoice_attachment[0].document_data.value

    assert attached(b"%PDF-1.4") == attached({"base64": "JVBERi0xLjQ="}) == b"%PDF-1.4"
    assert attached(tmp_path / "a.pdf") == attached({"path": "a.pdf"}, tmp_path) == tmp_path / "a.pdf"
    assert attached(Path("a.pdf"), tmp_path) == tmp_path / "a.pdf"
    with pytest.raises(MessageError, match=r"no file .*b\.pdf"):
        attached(tmp_path / "b.pdf")


def test_parts_may_stand_as_objects() -> None:
    line = sales.InvoiceLine(sales_invoice_comment_line=sales.SalesInvoiceCommentLine(comment="Kiitos"))
    made = invoice(
        sales_invoice_amount=sales.SalesInvoiceAmount(CLEAR, "EUR"),
        invoice_lines={"invoice_line": [{"sales_invoice_product_line": LINE}, line]},
    )
    assert made.sales_invoice_amount == sales.SalesInvoiceAmount(CLEAR, "EUR")
    assert made.invoice_lines.invoice_line[1] is line


def test_a_part_of_another_kind_is_refused_at_its_place() -> None:
    assert ("invoice_lines", "type") in problems(
        {**INVOICE, "invoice_lines": sales.SalesInvoiceCommentLine(comment="x")}
    )


def test_problems_of_parts_that_stand_as_objects_have_their_path() -> None:
    comment = sales.SalesInvoiceCommentLine(comment="")
    lines = {"invoice_line": [{"sales_invoice_comment_line": comment}]}
    assert problems({**INVOICE, "invoice_lines": lines}) == [
        ("invoice_lines.invoice_line[0].sales_invoice_comment_line.comment", "empty")
    ]


def test_unset_is_the_same_as_no_key_and_clear_as_the_clear_of_json() -> None:
    assert invoice(delivery_term=UNSET, delivery_method=CLEAR) == invoice(delivery_method={"clear": True})
    assert problems({**INVOICE, "sales_invoice_date": UNSET}) == [("sales_invoice_date", "required")]


def test_none_and_the_empty_text_are_refused_with_the_markers() -> None:
    with pytest.raises(MessageError) as caught:
        invoice(delivery_term=None, delivery_method="")
    assert [problem.found for problem in caught.value.problems] == ["an empty text", "null"]
    assert all('{"clear": true}' in problem.expected for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("sales_invoice_date", datetime(2026, 11, 30)),  # noqa: DTZ001  # a moment is not a day
        ("sales_invoice_date", time(8)),
        ("sales_invoice_amount", 10.29),
        ("sales_invoice_amount", Decimal("NaN")),
        ("payment_term_net_days", True),
        ("delivery_term", b"EXW"),
        ("delivery_term", 5),
        (3, "x"),
        ("invoice_lines", {5: "x"}),
    ],
)
def test_a_value_of_python_of_the_wrong_kind_is_refused_at_its_place(key: Any, value: Any) -> None:
    assert any(path.startswith(str(key)) for path, _ in problems({**INVOICE, key: value}))


def test_all_problems_are_named_at_once_as_a_file_of_json_would_have_them() -> None:
    wrong: Any = {**INVOICE, "sales_invoice_dat": "x", "delivery_term": None, "sales_invoice_date": "30.11.2026"}
    lines = {"invoice_line": [{"sales_invoice_product_line": {**LINE, "product_unit_price": "4.10"}}]}
    wrong["invoice_lines"] = lines
    assert len(problems(wrong)) == 4
    with pytest.raises(MessageError) as of_json:
        message_from_json(sales.SalesInvoice, load_json(json.dumps(wrong)))
    with pytest.raises(MessageError) as of_python:
        sales.SalesInvoice.from_dict(wrong)
    assert of_python.value.problems == of_json.value.problems


def test_plain_data_is_what_json_can_write_and_is_read_back() -> None:
    made = invoice(sales_invoice_date=date(2026, 11, 30), delivery_term=CLEAR)
    plain = made.to_dict()
    assert plain["sales_invoice_date"] == "2026-11-30"
    assert plain["sales_invoice_amount"] == "10.29"
    assert sales.SalesInvoice.from_dict(json.loads(json.dumps(plain))) == made


def test_the_methods_are_documented_and_leave_a_message_what_it_was() -> None:
    assert "plain data" in (sales.SalesInvoice.from_dict.__doc__ or "")
    assert "plain data" in (sales.SalesInvoice.to_dict.__doc__ or "")
    told = pydoc.plain(pydoc.render_doc(sales.SalesInvoice))
    assert {"from_dict", "to_dict", "from_fetched"} <= set(re.findall(r"^ \|  (\w+)\(", told, re.MULTILINE))
    made = invoice()
    assert pickle.loads(pickle.dumps(made)) == made  # noqa: S301  # our own
    assert not hasattr(made, "__dict__")


@pytest.mark.parametrize("cls", [e.request for e in endpoints() if e.request], ids=lambda cls: cls.__name__)
def test_every_message_names_the_type_of_its_plain_data(cls: type) -> None:
    wanted = f'class {cls.__name__}(Message["{cls.__name__}Dict"])'
    bases: Any = getattr(cls, "__orig_bases__", ())
    assert Message in cls.__mro__, f"write {wanted}: that gives it from_dict and to_dict"
    assert [argument.__forward_arg__ for argument in bases[0].__args__] == [f"{cls.__name__}Dict"], f"write {wanted}"


@pytest.mark.parametrize("area", [customers, purchases, sales, workday])
def test_the_types_of_plain_data_have_the_keys_of_the_classes(area: Any) -> None:
    typed = {name.removesuffix("Dict"): getattr(area, name) for name in area.__all__ if name.endswith("Dict")}
    for name, plain in typed.items():
        keys = [line.attr for line in plan(getattr(area, name)).fields if line.role != "constant"]
        assert list(get_type_hints(plain)) == keys
