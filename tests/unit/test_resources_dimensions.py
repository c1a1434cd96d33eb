"""Dimensions: messages to exact bytes and back, the list as typed objects, calls with their parameters and rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from netvisor.codec.decode import decode
from netvisor.codec.encode import encode
from netvisor.codec.read_reply import read_reply
from netvisor.declare import CLEAR
from netvisor.errors import MessageError
from netvisor.protocol.results import Answer, Done
from netvisor.resources import dimensions as d
from tests.unit.answers import taken

FIXTURES = Path(__file__).parents[2] / "fixtures"
Golden = Callable[[Path, bytes], None]


def minimal() -> d.DimensionItem:
    return d.DimensionItem(name="Hankkeet", item="Kotisivujen päivitys")


def full() -> d.DimensionItem:
    return d.DimensionItem(
        name="Hankkeet",
        item="Ulkoasu & värit, 5 €",
        old_item="Ulkoasu",
        father_id=234,
        father_item="Kotisivut",
        is_hidden=False,
    )


MESSAGES = {"minimal": minimal, "full": full}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_is_written_as_its_golden_file_and_comes_back(name: str, golden: Golden) -> None:
    message = MESSAGES[name]()
    encoded = encode(message)
    golden(FIXTURES / "requests" / f"dimensionitem-{name}.xml", encoded.bytes())
    assert encoded.charset == "iso-8859-15"
    assert decode(encoded.bytes(), d.DimensionItem, "iso-8859-15") == message


def test_what_the_bytes_of_a_full_item_are() -> None:
    assert encode(full()).bytes() == (
        b"<root><dimensionitem><name>Hankkeet</name><item>Ulkoasu &amp; v\xe4rit, 5 \xa4</item>"
        b"<olditem>Ulkoasu</olditem><fatherid>234</fatherid><fatheritem>Kotisivut</fatheritem>"
        b"<ishidden>False</ishidden></dimensionitem></root>"
    )


def answer(name: str) -> list[d.ListedDimensionName]:
    call = d.list_dimensions(show_hidden=True)
    reply = read_reply((FIXTURES / "replies" / f"{name}.xml").read_bytes(), call.result.root)
    assert reply.envelope.statuses == ["OK"]
    return call.result.take(Answer(root=reply.root))


def test_a_list_of_one_heading_is_a_list() -> None:
    assert answer("dimensionlist-one") == [
        d.ListedDimensionName(
            netvisor_key=123,
            name="Hankkeet",
            is_hidden=False,
            link_type=0,
            activity_period_start=date(2026, 1, 1),
            activity_period_end=date(2026, 12, 31),
            dimension_details=d.DimensionDetails(
                dimension_detail=[
                    d.ListedDimensionDetail(
                        netvisor_key=234,
                        name="P001 Kotisivujen päivitys",
                        code="P001",
                        label="Kotisivujen päivitys",
                        is_hidden=False,
                        level=1,
                        sort=0,
                        end_sort=1,
                        father_id=0,
                        activity_period_start=date(2026, 2, 1),
                        activity_period_end=None,
                    )
                ]
            ),
        )
    ]


def test_items_stand_under_their_headings_in_the_spelling_of_old_answers_too() -> None:
    projects, old = answer("dimensionlist-several")
    assert projects.dimension_details is not None
    top, below = projects.dimension_details.dimension_detail
    assert (top.name, top.father_id, top.code, top.is_hidden) == ("Kotisivut", 0, None, False)
    assert (below.name, below.father_id, below.level, below.is_hidden) == ("Ulkoasu & värit", 234, 2, True)
    assert old == d.ListedDimensionName(
        netvisor_key=124, name="Vanha järjestely", is_hidden=True, link_type=0, dimension_details=d.DimensionDetails()
    )


def test_calls_carry_their_parameters() -> None:
    add = d.add_dimension_item(minimal())
    assert (add.resource, add.http, add.writes) == ("dimensionitem.nv", "POST", True)
    assert add.parameters == (("method", "add"),)
    assert d.edit_dimension_item(full()).parameters == (("method", "edit"),)
    moved = d.edit_dimension_item(full(), update_parent_reference=True)
    assert moved.parameters == (("method", "edit"), ("updateparentreference", "true"))
    assert d.edit_dimension_item(full(), update_parent_reference=False).parameters == (("method", "edit"),)
    assert d.list_dimensions().parameters == ()
    assert d.list_dimensions(show_hidden=True).parameters == (("showhidden", "1"),)


def problems(message: d.DimensionItem, *, edit: bool = False) -> list[tuple[str, str]]:
    with pytest.raises(MessageError) as caught:
        d.edit_dimension_item(message) if edit else d.add_dimension_item(message)
    return [(problem.path, problem.rule) for problem in caught.value.problems]


def test_the_present_name_is_needed_for_editing_only() -> None:
    assert d.add_dimension_item(minimal()).message == minimal()
    assert problems(minimal(), edit=True) == [("old_item", "required")]


def test_an_item_is_added_under_another_by_key_and_name_together() -> None:
    only_key = d.DimensionItem(name="Hankkeet", item="Ulkoasu", old_item="Vanha", father_id=234)
    assert problems(only_key) == [("father_id|father_item", "together")]
    only_name = d.DimensionItem(name="Hankkeet", item="Ulkoasu", father_item="Kotisivut")
    assert problems(only_name) == [("father_id|father_item", "together")]
    assert d.edit_dimension_item(only_key).message == only_key


@pytest.mark.parametrize(
    ("fields", "path", "rule"),
    [
        ({"name": "x" * 51}, "name", "max-length"),
        ({"item": "x" * 201}, "item", "max-length"),
        ({"item": CLEAR}, "item", "clear"),
        ({"is_hidden": "True"}, "is_hidden", "type"),
        ({"father_id": "234", "father_item": "Kotisivut"}, "father_id", "type"),
    ],
)
def test_wrong_fields_are_refused_with_their_place(fields: dict[str, Any], path: str, rule: str) -> None:
    message = d.DimensionItem(**{"name": "Hankkeet", "item": "Ulkoasu", **fields})
    assert problems(message) == [(path, rule)]


def test_hiding_an_item_is_a_write_whose_query_says_everything() -> None:
    call = d.hide_dimension_item(
        "Hankkeet", "Ulkoasu & värit", dimension_sub_code="P001", dimension_sub_label="Ulkoasu"
    )
    assert (call.resource, call.http, call.writes, call.message) == ("dimensiondelete.nv", "POST", True, None)
    assert call.parameters == (
        ("dimensionname", "Hankkeet"),
        ("dimensionsubname", "Ulkoasu & värit"),
        ("dimensionsubcode", "P001"),
        ("dimensionsublabel", "Ulkoasu"),
    )
    assert call.result.take(Answer()) == Done()


def test_an_item_without_a_name_is_not_hidden() -> None:
    with pytest.raises(MessageError, match="an empty text"):
        d.hide_dimension_item("Hankkeet", "")


def test_follow_up_objects_are_read_with_their_accounts() -> None:
    call = d.list_account_dimensions()
    assert (call.parameters, call.writes) == ((), False)
    loans, advances = taken(call, "getaccountdimensionlist-several")
    assert (loans.netvisor_key, loans.name) == (1, "Mäkelän lainat")
    assert loans.foreign_name[1] == d.FollowUpObjectForeignName("Lån", type="ISO-3166", foreign_name_language="se")
    assert [account.account_netvisor_key for account in loans.follow_up_accounts.follow_up_account] == [259, 260]
    assert (list(advances.foreign_name), list(advances.follow_up_accounts.follow_up_account)) == ([], [])
    assert len(taken(call, "getaccountdimensionlist-one")) == 1
    assert taken(call, "getaccountdimensionlist-empty") == []
