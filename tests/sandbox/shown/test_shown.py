from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from netvisor.protocol.call import Endpoint
from netvisor.sandbox import Sandbox
from tests.regenerate.shown import own_elements, written

from ..conftest import Caller
from . import load_recipes
from .company import RECIPES, Books, faithful, recipe_of
from .compare import FORMS, compared, known_form
from .message import Message
from .table import FOLDER, POSTED, Line, declared, table, without_conditions

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
    assert names, f"fixtures/requests/{resource}-full.xml and -minimal.xml are missing; `poe regenerate` writes them"
    seen: set[Line] = set()
    for books, name in zip(companies, names, strict=False):
        message = Message(name)
        seen |= compared(message, recipe_of(resource)(books, message), table(resource))
    unseen = [written(line) for line in table(resource) if line.read and line not in seen]
    assert not unseen, (
        f"no golden message has what these lines of fixtures/shown/{resource}.tsv compare; give the elements a value in"
        f" fixtures/requests/{resource}-full.xml:\n" + "\n".join(unseen)
    )


@every_post
def test_a_table_says_of_every_element_where_it_is_shown_or_why_nowhere(endpoint: Endpoint) -> None:
    file, told = file_of(endpoint), {without_conditions(line.element) for line in table(stem(endpoint))}
    own = set(own_elements(endpoint))
    assert not own - told, f"{file} has no line for these; `poe regenerate` adds them: {sorted(own - told)}"
    assert not told - own, f"{file} has lines for what is not in the message: take them out: {sorted(told - own)}"


def file_of(endpoint: Endpoint) -> str:
    return f"fixtures/shown/{stem(endpoint)}.tsv"


@every_post
def test_a_table_names_declared_answers_and_known_comparisons(endpoint: Endpoint) -> None:
    wrong = [why for line in table(stem(endpoint)) if (why := complaint(line))]
    assert not wrong, "\n".join([f"{file_of(endpoint)}:", *wrong])


def complaint(line: Line) -> str:
    """What is to be changed in a line; empty when it is right."""
    if not line.read:
        unreasoned = "write behind it why no answer shows it, in words"
        return f"{line.element}: {unreasoned}" if line.answer or " " not in line.how else ""
    if not declared(line):
        return f"{line.element}: {line.read}.nv declares no {line.answer}"
    return "" if known_form(line.how) else f"{line.element}: {line.how!r} is not a comparison; expected {[*FORMS]}"


def test_a_line_that_is_wrong_is_told_with_what_is_right() -> None:
    assert "in words" in complaint(Line("name", "", "", ""))
    assert "declares no Customer/Nothing" in complaint(Line("name", "getcustomer", "Customer/Nothing", "text"))
    assert "is not a comparison" in complaint(Line("name", "customerlist", "Customerlist/Customer/Name", "test"))
    assert complaint(Line("name", "customerlist", "Customerlist/Customer/Name", "text")) == ""


def test_there_is_a_table_for_each_message_and_for_nothing_else() -> None:
    posted = {stem(endpoint) for endpoint in POSTED}
    tables = {path.stem for path in FOLDER.glob("*.tsv")}
    assert not posted - tables, f"missing in fixtures/shown; `poe regenerate` writes them: {sorted(posted - tables)}"
    assert not tables - posted, f"of no declared message: take them out of fixtures/shown: {sorted(tables - posted)}"
    assert RECIPES.keys() <= posted


def test_a_value_that_is_shown_otherwise_is_told_with_both_sides(companies: list[Books]) -> None:
    message = Message("customer-minimal")
    answers = RECIPES["customer"](companies[0], message)
    message.put("customerbaseinformation/name", "Somebody else")
    with pytest.raises(AssertionError, match=r"name: sent \['Somebody else'\], getcustomer shows \['"):
        compared(message, answers, table("customer"))


def test_an_answer_outside_its_documented_shape_is_noticed(companies: list[Books]) -> None:
    with pytest.raises(AssertionError):
        faithful("getcustomer", companies[0].get("customerlist"))
