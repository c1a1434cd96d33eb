"""What is written for a new resource or element: first golden files, and skeleton lines of where it is shown."""

from __future__ import annotations

import os
from decimal import Decimal
from typing import Any, Literal

import pytest

from netvisor.codec.message_check import check
from netvisor.codec.read_reply import read_reply
from netvisor.declare import UNSET, Many, Opt, OptAttribute, at_least_one, exactly_one, excludes, message, part, valued
from netvisor.declare.scalars import AnsiDate, Flag, Integer, Number, Pattern, Scalar, Text, Text9
from netvisor.resources import endpoints, find
from netvisor.sandbox.books import handler
from netvisor.sandbox.books.core.work import HANDLERS
from tests import facts
from tests.golden_places import declared_places
from tests.regenerate import files, finders, goldens, known, left, notes, samples, shown
from tests.regenerate.__main__ import rest
from tests.regenerate.goldens import Golden, missing_goldens
from tests.regenerate.left import left as left_to_do
from tests.regenerate.samples import answer, examples, messages, typical
from tests.regenerate.shown import NOWHERE, Skeleton, guesses, in_order, own_elements, skeletons
from tests.sandbox.shown.table import Line, table

# First golden messages.


@valued
class Price:
    value: Number
    currency: OptAttribute[Literal["EUR", "SEK"]] = UNSET


@part(exactly_one("key", "code"))
class Which:
    key: Opt[Integer] = UNSET
    code: Opt[Text9] = UNSET


@message(at_least_one("price", "note"), excludes("note", "urgent"))
class Parcel:
    day: AnsiDate
    product: Many[Which]
    price: Opt[Price] = UNSET
    note: Opt[Text] = UNSET
    urgent: Opt[Flag] = UNSET


KNOWN = {"parcel/product/code": "OMENA", "parcel/price": "9,90", "parcel/price/@currency": "SEK", "parcel/day": "never"}


def test_the_smallest_message_has_what_it_must_have() -> None:
    made = dict(messages(Parcel, KNOWN))
    assert made["minimal"] == Parcel(
        day=samples._TYPICAL["date"], product=[Which(key=31)], price=Price(Decimal("9.90"))
    )


def test_full_messages_have_everything_between_them_and_keep_every_rule() -> None:
    made = dict(messages(Parcel, KNOWN))
    assert list(made) == ["minimal", "full", "code"]
    assert made["full"].product == [Which(key=31)]
    assert made["code"].product == [Which(code="OMENA")]
    assert (made["full"].urgent, made["full"].note) == (True, UNSET)
    assert (made["code"].urgent, made["code"].note) == (UNSET, "Note")
    assert made["full"].price == Price(Decimal("9.90"), currency="SEK")
    assert [problem for each in made.values() for problem in check(each)] == []


@pytest.mark.parametrize(
    ("scalar", "example", "value"),
    [
        (Scalar("string", max=5), None, "Deliv"),
        (Scalar("string", max=5), "Too long an example", "Deliv"),
        (Scalar("string", values=("a", "b")), None, "a"),
        (Scalar("integer", minimum=Decimal(1), maximum=Decimal(12)), None, 1),
        (Scalar("decimal", maximum=Decimal(1)), None, Decimal(1)),
        (Scalar("boolean"), "0", False),
        (Scalar("string", pattern=Pattern("[0-9]+", "digits")), None, "Delivery"),
    ],
)
def test_a_value_is_the_example_or_a_usual_one(scalar: Scalar, example: str | None, value: Any) -> None:
    assert typical(scalar, example, "delivery") == value


def test_most_messages_that_are_declared_could_begin_with_what_would_be_written() -> None:
    made = [
        (endpoint, each)
        for endpoint in endpoints()
        if endpoint.request is not None
        for _, each in messages(endpoint.request, examples(f"{endpoint.resource.removesuffix('.nv')}.request"))
    ]
    right = [each for endpoint, each in made if not check(each, method="add" if endpoint.methods else None)]
    assert len(right) > 0.75 * len(made) > 75


@pytest.mark.parametrize("resource", ["customerlist", "getpurchaseorder", "financialobligationstatus"])
def test_a_first_answer_has_everything_and_is_read_as_it_was_made(resource: str) -> None:
    reply = find(resource).reply
    assert reply is not None
    whole = answer(reply, examples(f"{resource}.response"), 2)
    body = goldens._laid_out(whole)
    assert read_reply(body, reply).root == whole
    assert body.count(b"<") > len(declared_places(reply))


def written_anew(resource: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> list[Golden]:
    monkeypatch.setattr(goldens, "FIXTURES", tmp_path)
    monkeypatch.setattr(goldens, "endpoints", lambda: [find(resource)])
    return list(missing_goldens())


def test_a_resource_without_golden_files_gets_its_first_ones(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    found = written_anew("salesinvoicecomment", monkeypatch, tmp_path)
    assert [each.path.name for each in found] == ["salesinvoicecomment-minimal.xml", "salesinvoicecomment-full.xml"]
    assert all(each.body.startswith(b"<root><") for each in found)
    assert [each.path.name for each in written_anew("customerlist", monkeypatch, tmp_path)] == [
        "customerlist-one.xml",
        "customerlist-several.xml",
    ]


def test_a_message_that_only_a_person_can_make_is_told_with_the_reason(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    obstacles = [each.obstacle for each in written_anew("accounting", monkeypatch, tmp_path)]
    assert all("rows that total 0 in the mode net" in obstacle for obstacle in obstacles)


def test_a_resource_without_a_fact_table_waits_for_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setattr(goldens, "FACTS", tmp_path)
    assert written_anew("customerlist", monkeypatch, tmp_path) == []


def test_no_declared_resource_lacks_its_golden_files() -> None:
    assert list(missing_goldens()) == []


# Rows of the lists.


def test_a_new_fact_table_gets_its_row_in_the_list_of_resources(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    shorter = tmp_path / "all-endpoints.tsv"
    lines = known.LIST.read_text("utf-8").splitlines(keepends=True)
    shorter.write_text("".join(line for line in lines if "\tcustomer.nv\t" not in line), "utf-8")
    monkeypatch.setattr(known, "LIST", shorter)
    assert known.all_resources().removeprefix(shorter.read_text("utf-8")) == (
        "customers\tcustomer.nv\tPOST\tAdd or edit a customer\n"
    )


def test_a_write_gets_its_row_in_the_table_of_finders(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    shorter = tmp_path / "finders.tsv"
    lines = finders.TABLE.read_text("utf-8").splitlines(keepends=True)
    gone = ("productquality.nv", "crmprocess.nv")
    shorter.write_text("".join(line for line in lines if not line.startswith(gone)), "utf-8")
    monkeypatch.setattr(finders, "TABLE", shorter)
    rows = [line.split("\t") for line in finders.finders().removeprefix(shorter.read_text("utf-8")).splitlines()]
    assert [row[:2] for row in rows] == [
        ["crmprocess.nv", "add_crm_process"],
        ["productquality.nv", "add_product_quality"],
    ]
    assert [row[5] for row in rows] == ["none", "exact"]
    assert rows[1][3].startswith("getproductqualitylist.nv")


def test_the_lists_lack_no_row() -> None:
    assert known.all_resources() == known.LIST.read_text("utf-8")
    assert finders.finders() == finders.TABLE.read_text("utf-8")


# Skeleton lines.


def without(resource: str, *elements: str) -> list[Line]:
    return [line for line in table(resource) if line.element not in elements]


def test_an_element_is_looked_for_beside_its_neighbours() -> None:
    element = "officecontactaddress/city"
    (guess,) = guesses(element, find("office"), without("office", element))
    assert guess == Line(element, "getcustomer", "Customer/CustomerOfficeDetails/OfficeContactAddress/City", "text")


def test_an_element_that_stands_in_no_answer_is_told_to() -> None:
    (guess,) = guesses("positionidentifier", find("contactperson"), without("contactperson"))
    assert guess == Line("positionidentifier", "", "", NOWHERE)


def test_an_element_that_another_place_may_show_is_left_to_a_person() -> None:
    (guess,) = guesses("customeridentifier/@type", find("contactperson"), without("contactperson"))
    assert (guess.read, guess.how) == ("", "")


def test_a_first_table_goes_by_the_answer_that_has_the_most_of_its_names() -> None:
    (guess,) = guesses("name", find("productquality"), [])
    assert (guess.read, guess.how) == ("getproductqualitylist", "text")


def test_numbers_days_and_flags_are_compared_as_such() -> None:
    made = {
        line.element: line.how
        for element in ("paymentdate", "sum")
        for line in guesses(element, find("salespayment"), [])
    }
    assert made["sum"] == "number"


@pytest.mark.parametrize("resource", ["office", "customer", "workday"])
def test_new_lines_stand_where_their_elements_do(resource: str) -> None:
    order = own_elements(find(resource))
    gone = order[3]
    lines = [line for line in table(resource) if line.element.partition("[")[0] != gone]
    merged = in_order(lines, {gone: [Line(gone, "", "", "new")]}, order)
    assert [line for line in merged if line.how != "new"] == lines
    at = [line.how for line in merged].index("new")
    assert merged[at - 1].element.partition("[")[0] == order[2]


def test_no_table_lacks_a_line() -> None:
    assert [skeleton.path.name for skeleton in skeletons()] == []


# What is left to a person.


@pytest.mark.parametrize("what", ["facts", "known_resources", "answers", "sandbox_page", "unheld"])
def test_everything_that_is_left_is_told_together(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(left, what, lambda: iter(["something to do"]))
    assert "something to do" in left_to_do()


def test_what_a_new_resource_lacks_is_told_with_the_file_that_wants_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.setattr(left, "FACTS", tmp_path)
    monkeypatch.setattr(facts, "FACTS", tmp_path)
    facts.table.cache_clear()
    assert any("fixtures/facts/customer.request.tsv is missing" in line for line in left.facts())
    facts.table.cache_clear()


def test_an_answer_that_nobody_has_written_is_told_with_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    assert callable(handler("customerlist.nv"))
    monkeypatch.delitem(HANDLERS, "customerlist.nv")
    place = "a function of a module in netvisor/sandbox/books/customers/"
    assert f'nothing answers customerlist.nv: mark {place} @answers("customerlist.nv")' in left.answers()


def test_a_resource_that_the_page_of_the_sandbox_lacks_is_told_with_its_row(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "sandbox.md").write_text("\n## What the books do\n| `nothing.nv` | | |\n", "utf-8")
    monkeypatch.setattr(left, "ROOT", tmp_path)
    told = "\n".join(left.sandbox_page())
    assert "lacks customer.nv: add\n| `customer.nv` | what is documented, and done | ours |" in told
    assert "tells of nothing.nv, which is not declared" in told


def test_what_was_written_is_told_before_what_is_left(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    old, new, hand = tmp_path / "old.xsd", tmp_path / "new.xsd", tmp_path / "x-full.xml"
    old.write_bytes(b"")
    monkeypatch.setattr(files, "surplus", lambda: [old])
    monkeypatch.setattr(files, "schemas", lambda: [(new, b"new")])
    monkeypatch.setattr(files, "pages", list)
    monkeypatch.setattr(goldens, "missing_goldens", lambda: [Golden(hand, obstacle="a rule")])
    monkeypatch.setattr(shown, "skeletons", lambda: [Skeleton(tmp_path / "x.tsv", "lines", ("name",))])
    monkeypatch.setattr(notes, "LEDGER", tmp_path / "notes.tsv")
    monkeypatch.setattr(left, "left", lambda: ["answer it"])
    told = [line.replace(os.path.relpath(tmp_path, files.ROOT) + "/", "") for line in rest()]
    assert told == [
        "removed: old.xsd",
        "written: new.xsd",
        "written: x.tsv",
        "written: notes.tsv",
        "to do: x-full.xml: write it, as a rule refuses the examples: a rule",
        "to do: x.tsv: say of name which answer shows it",
        "to do: answer it",
    ]
    assert (old.exists(), new.read_bytes(), hand.exists()) == (False, b"new", False)
