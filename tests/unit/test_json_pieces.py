"""JSON texts with several messages: where each begins, what is wrong in it, and that no mistake hides another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netvisor.codec.json_pieces import Piece, pieces
from netvisor.errors import MessageError, Problem
from netvisor.resources.customers import Customer

NAMED = '{"customer_base_information": {"name": "%s"}}'
WRONG = '{"customer_base_information": {"name": null}}'


def found(text: str) -> list[Piece]:
    several = pieces(text)
    assert several is not None
    return several


def problems(piece: Piece) -> tuple[Problem, ...]:
    with pytest.raises(MessageError) as raised:
        piece.message(Customer, Path())
    return raised.value.problems


def names(several: list[Piece]) -> list[object]:
    return [piece.message(Customer, Path()).customer_base_information.name for piece in several]


@pytest.mark.parametrize(
    "text",
    [
        f"[{NAMED % 'A'}, {NAMED % 'B'}]",
        f"\n [\n{NAMED % 'A'}\n,{NAMED % 'B'}\n]\n\n",
        f"{NAMED % 'A'}\n{NAMED % 'B'}",
        f"{NAMED % 'A'}\r\n\r\n  {NAMED % 'B'}\r\n",
    ],
)
def test_lists_and_lines_hold_messages_in_their_order(text: str) -> None:
    assert names(found(text)) == ["A", "B"]


@pytest.mark.parametrize(
    "text", ["{}", '{\n"a": {}\n}\n', NAMED % "A", f"{NAMED % 'A'}\n", '{"a":\n{"b": 1}', '{"a":\n{"b": 1}}', '{"a": 1']
)
def test_one_object_is_one_message_right_or_wrong(text: str) -> None:
    assert pieces(text) is None


def test_an_empty_list_holds_nothing() -> None:
    assert found(" [ \n] \n") == []


def test_a_list_of_one_and_text_separators_inside_of_lines_are_no_surprise() -> None:
    assert names(found(f"[{NAMED % 'A'}]")) == ["A"]
    assert names(found("\n".join([NAMED % "A\u2028B", NAMED % "C\x85D"]))) == ["A\u2028B", "C\x85D"]


def test_problems_have_their_place_in_the_whole_text() -> None:
    first, second, third = found(f'[{WRONG},\n  {WRONG},  {{"customer_base_information":\n {{"nme": "x"}}}}]')
    assert [(p.line, p.column) for each in (first, second, third) for p in problems(each)] == [(1, 33), (2, 34), (3, 3)]


def test_a_broken_line_hides_no_other() -> None:
    good, broken, wrong, number = found("\n".join([NAMED % "A", '{"a": }', WRONG, "5"]))
    assert names([good]) == ["A"]
    assert [(p.rule, p.line, p.column) for p in problems(broken)] == [("json", 2, 7)]
    assert [(p.rule, p.line) for p in problems(wrong)] == [("empty", 3)]
    assert [p.found for p in problems(number)] == ["5 is not an object"]


def test_a_first_line_that_is_broken_hides_no_other_either() -> None:
    broken, good = found('{"a": }\n' + NAMED % "A")
    assert problems(broken)[0].line == 1
    assert names([good]) == ["A"]


@pytest.mark.parametrize(
    ("broken", "column"),
    [('{"a": }]', 7), ('{"a": 1} {"b": 2}]', 10), ('{"a": 1},]', 10), ('{"a": 1}', 9), ('{"a": 1}] x', 11)],
)
def test_a_list_is_read_up_to_the_place_where_it_is_broken(broken: str, column: int) -> None:
    *good, last = found(f"[{NAMED % 'A'},\n{broken}")
    assert names(good[:1]) == ["A"]
    assert [(p.rule, p.line) for p in problems(last)] == [("json", 2)]
    assert problems(last)[0].found.endswith("; the rest of the list cannot be read")
    # Python names a comma too many at the comma since 3.13, before at what follows it.
    assert problems(last)[0].column in {column, column - 1}


def test_a_list_deeper_than_any_message_is_a_problem() -> None:
    (only,) = found("[" * 100_000)
    assert problems(only)[0].rule == "json"


def test_a_repeated_key_is_placed_in_its_message() -> None:
    _, second = found(f'{NAMED % "A"}\n{{"a": 1, "a": 2}}')
    assert [(p.rule, p.line, p.column) for p in problems(second)] == [("duplicate-key", 2, 10)]


def test_the_schema_of_a_file_is_no_part_of_its_message() -> None:
    text = '{"$schema": "schemas/json/customer.schema.json", "customer_base_information": {"name": "A"}}'
    assert names([Piece(text=text)]) == ["A"]
    assert [p.path for p in problems(Piece(text='{"$schema": 1, "customer_base_information": {"name": "A"}}'))] == [
        "$schema"
    ]
    inner = '{"customer_base_information": {"name": "A", "$schema": "x"}}'
    assert [p.rule for p in problems(Piece(text=inner))] == ["unknown-key"]


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
objects = st.dictionaries(st.text(), values, max_size=3)


@given(st.lists(values), st.sampled_from([None, 1]))
def test_the_pieces_of_any_list_are_its_items(items: list[object], indent: int | None) -> None:
    assert [json.loads(piece.text) for piece in found(json.dumps(items, indent=indent, ensure_ascii=False))] == items


@given(st.lists(objects, min_size=2))
def test_the_pieces_of_any_lines_are_their_objects(items: list[object]) -> None:
    text = "\n".join(json.dumps(item, ensure_ascii=False) for item in items)
    assert [json.loads(piece.text) for piece in found(text)] == items
