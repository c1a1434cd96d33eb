"""The declarations say what the fact tables say: the tables are evidence, kept apart and never written from code."""

from __future__ import annotations

import difflib
import inspect
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Literal

import pytest

from netvisor.declare import UNSET, Attribute, Field, Many, Opt, message, part, plan, reply, valued
from netvisor.declare.rows import Row, rows
from netvisor.declare.scalars import AnsiDate, Flag, Text, Text50
from netvisor.field_docs import field_docs
from netvisor.protocol.call import Endpoint
from netvisor.protocol.parameters import Parameter
from netvisor.resources import endpoints
from tests.facts import FACTS, Fact, expanded, fact, paths, table

SIDES = ("request", "response")


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """One place where a declaration says something else than its table."""

    table: str
    path: str
    what: str
    declared: str
    fact: str


def as_fact(row: Row) -> Fact:
    longest = str(row.max) if row.max is not None and row.type == "string" else ""
    values = frozenset(row.values) if row.type != "boolean" else frozenset[str]()
    return Fact(row.level, row.name, row.kind, row.type, longest, row.occurs, values)


# Comparing.


def compare(name: str, declared: Sequence[Fact], documented: Sequence[Fact], *, exact: bool) -> Iterator[Difference]:
    """The differences of two lists of rows, first of the tree, then of each row that stands in both."""

    def place(row: Fact) -> tuple[int, str, str]:
        return row.level, row.kind, row.name if exact else row.name.lower()

    ours, theirs = [place(row) for row in declared], [place(row) for row in documented]
    our_paths, their_paths = paths(declared), paths(documented)
    for tag, i, j, k, m in difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            for mine, fact_row, path in zip(declared[i:j], documented[k:m], their_paths[k:m], strict=True):
                yield from compare_row(name, path, mine, fact_row)
        else:
            yield from (Difference(name, path, "row", "here", "not here") for path in our_paths[i:j])
            yield from (Difference(name, path, "row", "not here", "here") for path in their_paths[k:m])


def compare_row(name: str, path: str, mine: Fact, documented: Fact) -> Iterator[Difference]:
    for what in ("type", "max", "occurs"):
        if getattr(mine, what) != getattr(documented, what):
            yield Difference(name, path, what, getattr(mine, what) or "-", getattr(documented, what) or "-")
    if mine.values != documented.values:
        ours, theirs = ("|".join(sorted(side.values)) or "-" for side in (mine, documented))
        yield Difference(name, path, "values", ours, theirs)


def compare_parameters(name: str, declared: Sequence[Parameter], said: Sequence[str]) -> Iterator[Difference]:
    ours = {parameter.name: parameter for parameter in declared}
    # A bar within a cell parts values and has no space before it.
    documented = [[cell.strip() for cell in re.split(r"(?<=\s)\|", line, maxsplit=4)] for line in said]
    for missing in ours.keys() - {cells[0] for cells in documented}:
        yield Difference(name, f"?{missing}", "parameter", "here", "not here")
    for parameter, occurs, type_, values, meaning in documented:
        path = f"?{parameter}"
        mine = ours.get(parameter)
        if mine is None:
            yield Difference(name, path, "parameter", "not here", "here")
            continue
        if mine.type != type_:
            yield Difference(name, path, "type", mine.type, type_)
        times = f"{'1' if mine.required else '0'}..n" if mine.repeated else "1" if mine.required else "0..1"
        if times != occurs:
            yield Difference(name, path, "occurs", times, occurs)
        if closed_list(values) != frozenset(mine.values):
            yield Difference(name, path, "values", ",".join(mine.values) or "-", values or "-")
        limit = re.search(r"at most ([0-9]+)(?![0-9]| days| months)", meaning)
        if (limit.group(1) if limit else None) != (str(mine.limit) if mine.limit else None):
            yield Difference(name, path, "limit", str(mine.limit), limit.group(1) if limit else "-")


def closed_list(values: str) -> frozenset[str]:
    """The documented values of a parameter; those that only clients know stand behind "peer adds"."""
    plain = re.sub(r" \(peer adds ([^)]*)\)", r",\1", values.replace("(empty),", "").replace("|", ","))
    return frozenset(plain.split(",")) if re.fullmatch(r"(?!Y{4})[\w-]+(,[\w-]+)*", plain) else frozenset()


# What is to be done about a difference.


def told(found: Sequence[Difference], cls: type | None) -> str:
    """Each difference with the file and the line that mend it."""
    lines = [mend(difference, cls) for difference in found]
    meant = "\t".join([*astuple(found[0]), "the reason"])
    return "\n".join([*lines, "A difference that is meant stands in fixtures/facts/differences.tsv, like:", meant])


def mend(difference: Difference, cls: type | None) -> str:
    """One difference, and what is to be changed."""
    path, what, facts = difference.path, difference.what, f"fixtures/facts/{difference.table}.tsv"
    if path.startswith(("?", "#")):
        place = "the function that makes the call" if path.startswith("?") else "the Endpoint"
        told = f"{path} {what}: {difference.declared} in {place}, {difference.fact} in the header of {facts}"
        lacks_it = what == "parameter" and difference.fact == "not here"
        return f"{told}; add\n# parameter: {path[1:]} | occurs | type | values | meaning" if lacks_it else told
    holder = holder_of(path, cls or Nothing)
    place = f"{holder.__name__} in {Path(inspect.getfile(holder)).relative_to(FACTS.parents[1])}"
    if what != "row":
        return f"{path}: {what} is {difference.declared} in {place}, and {difference.fact} in {facts}"
    if difference.declared == "not here":
        return f"{path} stands in {facts}: add a line for it to {place}"
    row = next(row for row, at in with_paths(cls or Nothing) if at == path)
    longest, values = "" if row.max is None else str(row.max), "|".join(row.values)
    cells = (str(row.level), row.name, row.kind, row.type, longest, row.occurs, values, "", "doc", "")
    return f"{path} stands in {place}: add the row to {facts}, with its meaning at the end\n" + "\t".join(cells)


def holder_of(path: str, cls: type) -> type:
    """The class that has, or should have, the line of a path."""
    its = plan(cls)
    for name in path.split("/")[1 if its.tag else 0 : -1]:
        below = next((field.cls for field in its.elements if field.name.lower() == name.lower()), None)
        if below is None:
            break
        its = plan(below)
    return its.cls


def with_paths(cls: type) -> Iterator[tuple[Row, str]]:
    declared = rows(cls)
    return zip(declared, paths([*map(as_fact, declared)]), strict=True)


# The tables of the declared resources.


def sides(endpoint: Endpoint) -> list[tuple[str, type | None]]:
    """The tables of an endpoint with their classes; one without a table is named all the same, so that it fails."""
    stem = endpoint.resource.removesuffix(".nv")
    classes = {"request": endpoint.request, "response": endpoint.reply}
    there = [side for side in SIDES if classes[side] is not None or (FACTS / f"{stem}.{side}.tsv").is_file()]
    return [(f"{stem}.{side}", classes[side]) for side in there]


COMPARED = [(name, cls, endpoint) for endpoint in endpoints() for name, cls in sides(endpoint)]
IDS = [name for name, _, _ in COMPARED]


@reply
class Nothing:
    """What stands under `Root` beside the envelope when a resource answers with the envelope alone."""


def differences(name: str, cls: type | None, endpoint: Endpoint) -> list[Difference]:
    facts = table(name)
    # A request without a body has a table without rows, an answer without data one of its root.
    declared = [as_fact(row) for row in rows(cls or Nothing)] if cls or name.endswith(".response") else []
    found = list(compare(name, declared, facts.rows, exact=name.endswith(".response")))
    if name == sides(endpoint)[0][0]:
        found += compare_parameters(name, endpoint.parameters, facts.said("parameter"))
    for key, mine in (("resource", endpoint.resource), ("http", endpoint.http), ("category", endpoint.area)):
        if facts.said(key) != [mine]:
            found.append(Difference(name, "#", key, mine, ", ".join(facts.said(key))))
    return found


def listed_differences() -> list[Difference]:
    lines = (FACTS / "differences.tsv").read_text("utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    assert all(len(row) == 6 and row[5] for row in cells), "every difference has a reason"
    return [Difference(*row[:5]) for row in cells]


@pytest.mark.parametrize(("name", "cls", "endpoint"), COMPARED, ids=IDS)
def test_a_declaration_equals_its_table_but_for_the_listed_differences(
    name: str, cls: type | None, endpoint: Endpoint
) -> None:
    listed = {difference for difference in listed_differences() if difference.table == name}
    found = set(differences(name, cls, endpoint))
    assert not found - listed, told(sorted(found - listed), cls)
    assert not listed - found, f"gone, so take them out of fixtures/facts/differences.tsv: {sorted(listed - found)}"


def test_every_listed_difference_is_of_a_declared_resource() -> None:
    assert {difference.table for difference in listed_differences()} <= set(IDS)


def test_the_comparison_covers_every_row_of_the_declared_resources(capsys: pytest.CaptureFixture[str]) -> None:
    count = sum(len(table(name).rows) for name in IDS)
    with capsys.disabled():
        summary = f"{len(IDS)} tables, {count} rows, {len(listed_differences())} intended differences"
        sys.stdout.write(f"\nfacts: {summary}\n")
    assert len(IDS) == len(set(IDS)) >= len(endpoints())


@pytest.mark.parametrize(("name", "cls", "endpoint"), COMPARED, ids=IDS)
def test_python_names_are_the_words_of_the_vendor(name: str, cls: type | None, endpoint: Endpoint) -> None:
    for row in rows(cls) if cls is not None else ():
        ours, theirs = re.sub("[-_]", "", row.python), re.sub("[-_]", "", row.name.lower())
        # Two resources may call their message alike: its class says which one it is, as EditedVoucher does.
        is_message = row.level == 1 and name.endswith(".request")
        right = ours == theirs or (is_message and ours.endswith(theirs))
        assert right, f'{name}: {row.python} is not {row.name} in words; rename it, or say `El("{row.name}")`'


@pytest.mark.parametrize(("name", "cls", "endpoint"), COMPARED, ids=IDS)
def test_what_may_be_empty_in_a_message_can_be_cleared(name: str, cls: type | None, endpoint: Endpoint) -> None:
    declared = rows(cls or Nothing)
    blank = {path.lower(): row.blank for path, row in zip(paths([*map(as_fact, declared)]), declared, strict=True)}
    for path, row in zip(paths(table(name).rows), table(name).rows, strict=True):
        if name.endswith(".request") and row.occurs == "1" and "empty" in row.meaning:
            assert blank[path.lower()], f"{name}: {path} may be empty by its meaning: declare it Blank[...]"


def docs(cls: type, above: str = "") -> Iterator[tuple[str, str]]:
    """The path of every row below a class, in small letters, with the docstrings that speak of it."""
    its = plan(cls)
    own = field_docs(cls)

    def both(field: Field) -> str:
        return own.get(field.attr, "") + (plan(field.cls).cls.__doc__ or "" if field.cls else "")

    for field in its.attributes:
        yield f"{above}@{field.name.lower()}", both(field)
    for field in its.elements:
        path = f"{above}{field.name.lower()}"
        yield path, both(field)
        yield from ((f"{path}/@{carried.name.lower()}", both(field)) for carried in field.constants)
        if field.cls is not None:
            yield from docs(field.cls, f"{path}/")


@pytest.mark.parametrize(("name", "cls", "endpoint"), COMPARED, ids=IDS)
def test_what_is_inferred_says_so_in_its_docstring(name: str, cls: type | None, endpoint: Endpoint) -> None:
    its = plan(cls or Nothing)
    known = dict(docs(its.cls, f"{its.tag}/" if its.tag else ""))
    for path, row in zip(paths(table(name).rows), table(name).rows, strict=True):
        if row.confidence == "inferred" and row.level > (1 if its.tag else 0):
            said = "inferred" in known[path.lower()].lower()
            assert said, f"{name}: {path} is inferred, and its docstring does not say so"


# The comparison itself finds what it must.


@valued
class Kind:
    value: Text
    type: Attribute[Literal["net", "gross"]]


@part
class Line:
    sum: Kind
    note: Opt[Text50] = UNSET


@message(name="thing")
class Thing:
    day: AnsiDate
    ready: Opt[Flag] = UNSET
    line: Many[Line]


GOOD = (
    "0 root E aggregate - 1 -",
    "1 Thing E aggregate - 1 -",
    "2 day E date 10 1 -",
    "3 format A string - 1 ansi",
    "2 ready E boolean - 0..1 1|0",
    "2 line E aggregate - 1..n -",
    "3 sum E string - 1 -",
    "4 type A string - 1 gross|net",
    "3 note E string 50 0..1 -",
)


def written(*lines: str) -> list[Fact]:
    cells = ([("" if cell == "-" else cell) for cell in line.split(" ")] for line in lines)
    return [fact("\t".join([*row, "", "doc", ""])) for row in cells]


def found(*lines: str) -> list[tuple[str, str, str, str]]:
    declared = [as_fact(row) for row in rows(Thing)]
    return [(d.path, d.what, d.declared, d.fact) for d in compare("thing", declared, written(*lines), exact=False)]


def test_an_equal_table_differs_nowhere() -> None:
    assert found(*GOOD) == []


@pytest.mark.parametrize(
    ("at", "line", "difference"),
    [
        (2, "2 day E datetime - 1 -", ("Thing/day", "type", "date", "datetime")),
        (4, "2 ready E boolean - 1 1|0", ("Thing/ready", "occurs", "0..1", "1")),
        (5, "2 line E aggregate - 0..n -", ("Thing/line", "occurs", "1..n", "0..n")),
        (7, "4 type A string - 1 net", ("Thing/line/sum/@type", "values", "gross|net", "net")),
        (8, "3 note E string 20 0..1 -", ("Thing/line/note", "max", "50", "20")),
        (8, "3 note E string - 0..1 -", ("Thing/line/note", "max", "50", "-")),
    ],
)
def test_a_row_that_differs_is_found(at: int, line: str, difference: tuple[str, str, str, str]) -> None:
    assert found(*GOOD[:at], line, *GOOD[at + 1 :]) == [difference]


def test_a_missing_row_an_extra_row_another_order_level_or_kind_is_found() -> None:
    assert found(*GOOD[:-1]) == [("thing/line/note", "row", "here", "not here")]
    assert found(*GOOD, "2 more E string - 1 -") == [("Thing/more", "row", "not here", "here")]
    assert len(found(*GOOD[:4], *GOOD[5:], GOOD[4])) == 2
    assert len(found(*GOOD[:-1], "2 note E string 50 0..1 -")) == 2
    assert len(found(*GOOD[:-1], "3 note A string 50 0..1 -")) == 2


@pytest.mark.parametrize(
    ("facts", "mended"),
    [
        (
            (*GOOD[:2], "2 day E datetime - 1 -", *GOOD[3:]),
            "Thing/day: type is date in Thing in tests/unit/test_facts.py",
        ),
        ((*GOOD, "3 more E string 9 1 -"), "Thing/line/more stands in fixtures/facts/thing.request.tsv: add a line"),
        ((*GOOD, "3 more E string 9 1 -"), "for it to Line in tests/unit/test_facts.py"),
        (GOOD[:-1], "thing/line/note stands in Line in tests/unit/test_facts.py: add the row"),
        (GOOD[:-1], "3\tnote\tE\tstring\t50\t0..1\t\t\tdoc\t"),
        (GOOD[:-1], "differences.tsv, like:\nthing.request\tthing/line/note\trow\there\tnot here\tthe reason"),
    ],
)
def test_a_difference_is_told_with_the_line_that_mends_it(facts: tuple[str, ...], mended: str) -> None:
    declared = [as_fact(row) for row in rows(Thing)]
    assert mended in told([*compare("thing.request", declared, written(*facts), exact=False)], Thing)


def test_a_missing_table_is_told_with_what_it_holds() -> None:
    with pytest.raises(AssertionError, match=r"fixtures/facts/nothing\.request\.tsv is missing: .*`level name kind"):
        table("nothing.request")


def test_letter_case_counts_in_answers_only() -> None:
    declared = [as_fact(row) for row in rows(Thing)]
    assert {d.what for d in compare("thing", declared, written(*GOOD), exact=True)} == {"row"}


def test_same_content_is_expanded() -> None:
    lines = ["0 Root E aggregate - 1 -", "1 Item E aggregate - 0..1 -", "2 Key E integer - 1 -"]
    lines += ["1 Items E aggregate - 0..1 -", "2 Item E aggregate - 0..n -"]
    facts = written(*lines)
    facts[-1] = Fact(2, "Item", "E", "aggregate", "", "0..n", frozenset(), "", "doc", "same content as Root/Item above")
    assert [(row.level, row.name) for row in expanded(facts)][-2:] == [(2, "Item"), (3, "Key")]


def parameter(name: str, **said: object) -> Parameter:
    usual: dict[str, object] = {"required": False, "type": "integer", "values": (), "meaning": "", "limit": None}
    return Parameter(attr=name, name=name, **{**usual, **said})  # type: ignore[arg-type]  # the keys are checked above


@pytest.mark.parametrize(
    ("mine", "said", "what"),
    [
        (parameter("id"), "id | 1 | integer |  | key", "occurs"),
        (parameter("id"), "id | 0..1 | string |  | key", "type"),
        (parameter("id", values=("1",)), "id | 0..1 | integer | 1,2 | key", "values"),
        (parameter("id", limit=100), "id | 0..1 | integer |  | at most 500", "limit"),
        (parameter("id"), "key | 0..1 | integer |  | key", "parameter"),
        (parameter("id", repeated=True), "id | 0..1 | integer |  | key", "occurs"),
    ],
)
def test_a_parameter_that_differs_is_found(mine: Parameter, said: str, what: str) -> None:
    assert {d.what for d in compare_parameters("thing", [mine], [said])} == {what}


@pytest.mark.parametrize(
    ("mine", "said"),
    [
        (parameter("id", type="string", limit=5), "id | 0..1 | string | YYYY-MM-DD | at most 5"),
        (parameter("id", values=("1", "2")), "id | 0..1 | integer | (empty),1 (peer adds 2) | key"),
        (parameter("id", values=("1", "2"), required=True, repeated=True), "id | 1..n | integer | 1|2 | key"),
        (parameter("since", type="date"), "since | 0..1 | date |  | at most 17 days back"),
        (parameter("end", type="string"), "end | 0..1 | string |  | at most 24 months"),
    ],
)
def test_an_equal_parameter_does_not_differ(mine: Parameter, said: str) -> None:
    assert list(compare_parameters("thing", [mine], [said])) == []
