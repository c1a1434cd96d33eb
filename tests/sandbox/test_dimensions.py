from __future__ import annotations

import pytest

from netvisor import Client
from netvisor.errors import DuplicateData, InvalidData
from netvisor.resources import customers, dimensions, sales
from netvisor.resources.dimensions import DimensionItem
from netvisor.sandbox import Sandbox

from . import messages as m


@pytest.fixture(autouse=True)
def _heading(sandbox: Sandbox) -> None:
    sandbox.books["1234567-8"].add_dimension("Projekti", "A", "B")


def items(client: Client, *, hidden: bool = False) -> list[dimensions.ListedDimensionDetail]:
    (heading,) = client.send(dimensions.list_dimensions(show_hidden=hidden))
    assert heading.dimension_details is not None
    return list(heading.dimension_details.dimension_detail)


def edit(client: Client, item: str, old: str, *, move: bool = False, **fields: object) -> None:
    sent = DimensionItem(name="Projekti", item=item, old_item=old, **fields)  # type: ignore[arg-type]  # any fields
    if move:
        client.send(dimensions.edit_dimension_item(sent, update_parent_reference=True))
    else:
        client.send(dimensions.edit_dimension_item(sent))


def test_headings_are_listed_with_their_items(client: Client) -> None:
    (heading,) = client.send(dimensions.list_dimensions())
    assert (heading.name, heading.is_hidden, heading.link_type) == ("Projekti", False, 0)
    assert [(item.name, item.level, item.sort, item.father_id) for item in items(client)] == [
        ("A", 1, 0, 0),
        ("B", 1, 1, 0),
    ]


def test_an_item_is_added_under_a_heading_or_under_another_item(client: Client) -> None:
    client.send(dimensions.add_dimension_item(DimensionItem(name="Projekti", item="C")))
    father = items(client)[0].netvisor_key
    child = DimensionItem(name="Projekti", item="A1", father_id=father, father_item="A")  # type: ignore[arg-type]  # a key
    client.send(dimensions.add_dimension_item(child))
    assert [(i.name, i.level, i.sort, i.end_sort, i.father_id) for i in items(client)] == [
        ("A", 1, 0, 1, 0),
        ("A1", 2, 1, 1, father),
        ("B", 1, 2, 2, 0),
        ("C", 1, 3, 3, 0),
    ]


@pytest.mark.parametrize(
    ("item", "error", "text"),
    [
        (DimensionItem(name="Osasto", item="X"), InvalidData, "the dimension Osasto does not exist"),
        (DimensionItem(name="Projekti", item="A"), DuplicateData, "Projekti has an item A already"),
        (
            DimensionItem(name="Projekti", item="X", father_id=99, father_item="A"),
            InvalidData,
            "Projekti has no item A with the key 99",
        ),
    ],
)
def test_an_item_that_cannot_be_added_is_refused(
    client: Client, item: DimensionItem, error: type[Exception], text: str
) -> None:
    with pytest.raises(error, match=f"Sandbox: {text}"):
        client.send(dimensions.add_dimension_item(item))
    assert len(items(client)) == 2


def test_an_item_is_renamed_hidden_and_shown(client: Client) -> None:
    edit(client, "Z", "A")
    assert [item.name for item in items(client)] == ["Z", "B"]
    edit(client, "Z", "Z", is_hidden=True)
    assert [item.name for item in items(client)] == ["B"]
    assert [item.is_hidden for item in items(client, hidden=True)] == [True, False]
    edit(client, "Z", "Z", is_hidden=False)
    assert [item.name for item in items(client)] == ["Z", "B"]


def test_an_item_moves_only_when_the_call_says_so(client: Client) -> None:
    key = items(client)[0].netvisor_key
    edit(client, "B", "B", father_id=key, father_item="A")
    assert [item.level for item in items(client)] == [1, 1]
    edit(client, "B", "B", move=True, father_id=key, father_item="A")
    assert [item.level for item in items(client)] == [1, 2]
    child = items(client)[1].netvisor_key
    with pytest.raises(InvalidData, match="cannot stand below itself"):
        edit(client, "A", "A", move=True, father_id=child, father_item="B")
    edit(client, "B", "B", move=True)
    assert [item.level for item in items(client)] == [1, 1]


def test_an_edit_of_an_unknown_item_or_to_a_used_name_is_refused(client: Client) -> None:
    with pytest.raises(InvalidData, match="Projekti has no item X"):
        edit(client, "Y", "X")
    with pytest.raises(DuplicateData, match="Projekti has an item B already"):
        edit(client, "B", "A")


def test_what_carries_an_item_shows_its_new_name(client: Client) -> None:
    client.send(customers.add_customer(m.customer()))
    dimension = sales.Dimension(dimension_name="Projekti", dimension_item=sales.DimensionItem("A"))
    key = client.send(sales.add_sales_invoice(m.invoice(m.line(dimension=[dimension])))).netvisor_key
    edit(client, "Z", "A")
    got = client.send(sales.get_sales_invoice(key))
    assert got is not None
    assert "dimension_item='Z'" in repr(got)
    assert [item.name for item in items(client)] == ["Z", "B"]


def test_terms_of_payment_have_one_default(client: Client) -> None:
    terms = client.send(sales.list_payment_terms())
    assert [term.net_days for term in terms if term.is_default] == [14]
    assert [term.discount_percent for term in terms if term.discount_days] == [2]
