from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from netvisor.protocol.call import Endpoint
from netvisor.sandbox import Sandbox

from ..conftest import Caller
from . import load_recipes
from .company import RECIPES, Books, faithful
from .compare import compared, known_form
from .message import Message
from .table import FOLDER, POSTED, Line, declared, leaves, of_other_tables, table, without_conditions

load_recipes()
REQUESTS = Path(__file__).parents[3] / "fixtures" / "requests"
COMPANIES = tuple(f"{number}000000-{number}" for number in range(1, 10))


def stem(endpoint: Endpoint) -> str:
    return endpoint.resource.removesuffix(".nv")


every_post = pytest.mark.parametrize("endpoint", POSTED, ids=stem)


@pytest.fixture
def companies() -> Iterator[list[Books]]:
    with Sandbox(companies=COMPANIES) as sandbox:
        sandbox.clock = datetime.fromisoformat("2026-11-22T12:00:00+02:00")
        yield [Books(Caller(sandbox, company)) for company in COMPANIES]


@every_post
def test_the_golden_messages_come_back_line_by_line_of_their_table(endpoint: Endpoint, companies: list[Books]) -> None:
    resource = stem(endpoint)
    names = sorted(path.stem for path in REQUESTS.glob(f"{resource}-*.xml"))
    assert names
    seen: set[Line] = set()
    for books, name in zip(companies, names, strict=False):
        message = Message(name)
        seen |= compared(message, RECIPES[resource](books, message), table(resource))
    assert [line for line in table(resource) if line.read and line not in seen] == [], "no golden message shows these"


@every_post
def test_a_table_says_of_every_element_where_it_is_shown_or_why_nowhere(endpoint: Endpoint) -> None:
    assert endpoint.request is not None
    told = {without_conditions(line.element) for line in table(stem(endpoint))}
    others = tuple(of_other_tables(endpoint))
    own = {path for path in leaves(endpoint.request) if not any(other in f"/{path}" for other in others)}
    assert own - told == set(), "not in the table"
    assert told - own == set(), "not in the message"


@every_post
def test_a_table_names_declared_answers_and_known_comparisons(endpoint: Endpoint) -> None:
    for line in table(stem(endpoint)):
        if line.read:
            assert declared(line), line
            assert known_form(line.how), line
        else:
            assert not line.answer, line
            assert " " in line.how, "a reason in words is missing"


def test_there_is_a_table_and_a_recipe_for_each_message_and_for_nothing_else() -> None:
    posted = {stem(endpoint) for endpoint in POSTED}
    assert {path.stem for path in FOLDER.glob("*.tsv")} == posted
    assert set(RECIPES) == posted


def test_a_value_that_is_shown_otherwise_is_told_with_both_sides(companies: list[Books]) -> None:
    message = Message("customer-minimal")
    answers = RECIPES["customer"](companies[0], message)
    message.put("customerbaseinformation/name", "Somebody else")
    with pytest.raises(AssertionError, match=r"name: sent \['Somebody else'\], getcustomer shows \['"):
        compared(message, answers, table("customer"))


def test_an_answer_outside_its_documented_shape_is_noticed(companies: list[Books]) -> None:
    with pytest.raises(AssertionError):
        faithful("getcustomer", companies[0].get("customerlist"))
