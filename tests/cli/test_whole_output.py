"""In a pipe everything is there, one row per line; on a terminal lines may wrap, and a command loses nothing by it."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from netvisor.cli.outcome import printable
from netvisor.declare import Field, plan
from netvisor.declare.rows import rows
from netvisor.field_docs import field_docs
from netvisor.protocol.call import Endpoint
from netvisor.resources import endpoints, undeclared
from netvisor.resources.accounting import Voucher
from tests.cli.conftest import Run
from tests.cli.terminals import COLUMNS, at_terminal, in_pipe
from tests.conftest import FIXTURES

ENDPOINTS = {endpoint.resource: endpoint for endpoint in endpoints()}
SHOW = [("show", resource) for resource in ENDPOINTS]
REPLIES = sorted((FIXTURES / "replies").glob("*.xml"))
READ = [("read", file.stem.partition("-")[0], file) for file in REPLIES]

Shown: TypeAlias = dict[str, str]
Read: TypeAlias = dict[Path, str]

every_resource = pytest.mark.parametrize("resource", ENDPOINTS)
every_reply = pytest.mark.parametrize("file", REPLIES, ids=lambda file: file.stem)


@pytest.fixture(scope="module")
def shown() -> Shown:
    return dict(zip(ENDPOINTS, in_pipe(SHOW), strict=True))


@pytest.fixture(scope="module")
def shown_at_terminal() -> Shown:
    return dict(zip(ENDPOINTS, at_terminal(SHOW), strict=True))


@pytest.fixture(scope="module")
def read() -> Read:
    return dict(zip(REPLIES, in_pipe(READ), strict=True))


@pytest.fixture(scope="module")
def listed() -> str:
    return in_pipe([("resources",)])[0]


def words(text: str) -> str:
    """A text without blanks, line ends and the lines of trees, which are where they are because of the width."""
    return re.sub(r"[\s│├└─]", "", text)


def sides(endpoint: Endpoint) -> Iterator[type]:
    yield from (cls for cls in (endpoint.request, endpoint.reply) if cls is not None)


def lines_below(cls: type) -> Iterator[tuple[type, Field]]:
    """Every declared line below a class, with the class that declares it."""
    for line in plan(cls).fields:
        yield cls, line
        for inner in (line.cls, *(arm.cls for arm in line.arms)):
            if inner is not None:
                yield from lines_below(inner)


# netvisor show


@every_resource
def test_every_printed_name_can_be_imported(resource: str, shown: Shown) -> None:
    part = shown[resource].partition("\nIn Python\n")[2].splitlines()
    area = part[0].removeprefix("  from netvisor import ")
    module = getattr(import_module("netvisor"), area)
    calls = [re.fullmatch(rf"  {area}\.(\w+)\(\.\.\.\)", line) for line in part[1:]]
    assert [getattr(module, call[1]) for call in calls if call] == ENDPOINTS[resource].functions


@every_resource
def test_every_element_stands_in_one_line_with_all_its_values_and_its_meaning(resource: str, shown: Shown) -> None:
    text = shown[resource]
    for cls in sides(ENDPOINTS[resource]):
        for row in rows(cls):
            assert row.constant or " | ".join(row.values) in text, row
        for home, line in lines_below(cls):
            meaning = " ".join(field_docs(home).get(line.attr, "").split())
            if line.role == "constant":
                assert f"@{line.name}  always {line.const.value if line.const else ''}\n" in text
            elif meaning and line.role != "value":
                name = re.escape(line.attr)
                assert re.search(rf"[ @]{name}( <?\S+)?  .*{re.escape(meaning)}", text), (line.attr, meaning)
            elif meaning:
                assert f"{meaning}\n" in text


@every_resource
def test_every_parameter_stands_in_one_line_with_all_its_values_and_its_meaning(resource: str, shown: Shown) -> None:
    part = shown[resource].partition("\nParameters\n")[2].partition("\n\n")[0].splitlines()
    parameters = ENDPOINTS[resource].parameters
    assert len(part) == len(parameters)
    for line, parameter in zip(part, parameters, strict=True):
        assert line.split()[0] == parameter.name
        assert line.split()[1] == parameter.type
        assert (" required " in line) is parameter.required
        values = f" ({' | '.join(parameter.values)})" if parameter.values else ""
        assert line.endswith(f"{parameter.meaning}{values}")


@every_resource
def test_a_terminal_shows_the_same_in_lines_that_fit(resource: str, shown: Shown, shown_at_terminal: Shown) -> None:
    text = shown_at_terminal[resource]
    assert words(text) == words(shown[resource])
    assert max(map(len, text.splitlines())) <= COLUMNS


# netvisor resources


def test_every_resource_stands_in_one_line_with_its_title_and_reason(listed: str) -> None:
    lines = [line.strip() for line in listed.splitlines()]
    for endpoint in ENDPOINTS.values():
        expected = [endpoint.resource, endpoint.http, endpoint.title]
        assert any(re.split("  +", line) == expected for line in lines), endpoint.resource
    for row in undeclared():
        expected = [row.resource or "(no name)", row.http, f"{row.title}: {row.reason}"]
        assert any(re.split("  +", line) == expected for line in lines), row


def test_a_terminal_lists_the_same_resources_in_lines_that_fit(listed: str) -> None:
    (text,) = at_terminal([("resources",)])
    assert words(text) == words(listed)
    assert max(map(len, text.splitlines())) <= COLUMNS


# netvisor get and read


def texts(value: Any) -> Iterator[str]:
    """Every value in the JSON of an answer, as the text that tables write."""
    if isinstance(value, dict):
        yield from (text for each in value.values() for text in texts(each))
    elif isinstance(value, list):
        yield from (text for each in value for text in texts(each))
    elif value is not None and value != "":
        yield json.dumps(value) if isinstance(value, bool) else str(value)


def is_written(text: str, found: str) -> bool:
    """Whether a value is found: in a field, in the JSON of a nested list, or as the size of an attachment."""
    forms = [printable(text).replace("\n", "\\n"), json.dumps(text, ensure_ascii=False)[1:-1]]
    with suppress(binascii.Error, ValueError):
        forms.append(f"{len(base64.b64decode(text, validate=True))} bytes")
    return any(form in found for form in forms)


@every_reply
def test_every_value_of_an_answer_is_written_whole(file: Path, run: Run, read: Read) -> None:
    data = json.loads(run("read", file.stem.partition("-")[0], file, "--json").stdout_bytes)["data"]
    assert [text for text in texts(data) if not is_written(text, read[file])] == []


@every_reply
def test_every_item_of_a_list_is_one_line(file: Path, run: Run, read: Read) -> None:
    data = json.loads(run("read", file.stem.partition("-")[0], file, "--json").stdout_bytes)["data"]
    if isinstance(data, list):
        assert len(read[file].splitlines()) == (len(data) + 1 if data else 0)


@every_reply
def test_every_answer_fits_the_terminal(file: Path, read_at_terminal: Read) -> None:
    assert max(map(len, read_at_terminal[file].splitlines()), default=0) <= COLUMNS


@pytest.fixture(scope="module")
def read_at_terminal() -> Read:
    return dict(zip(REPLIES, at_terminal(READ), strict=True))


def customers(*names: str) -> bytes:
    several = "".join(f"<Customer><Netvisorkey>1</Netvisorkey><Name>{name}</Name></Customer>" for name in names)
    head = "<Root><ResponseStatus><Status>OK</Status></ResponseStatus>"
    return f"{head}<Customerlist>{several}</Customerlist></Root>".encode()


def test_neither_a_long_value_nor_a_long_list_is_cut(run: Run) -> None:
    names = [f"{'Erittäin pitkä nimi ' * 20}:smile: [b]{number}" for number in range(300)]
    lines = run("read", "customerlist", "-", stdin=customers(*names)).stdout.splitlines()
    assert [line.partition("  ")[0] for line in lines[:2]] == ["netvisor_key", "1"]
    assert [line.split(maxsplit=1)[1] for line in lines[1:]] == names


def test_a_terminal_says_what_it_leaves_out_of_a_list(tmp_path: Path) -> None:
    file = tmp_path / "long.xml"
    file.write_bytes(customers(*["Oy"] * 201))
    (text,) = at_terminal([("read", "customerlist", file)])
    assert "... 1 more rows: --json shows everything" in text


def test_a_terminal_wraps_a_long_value_of_an_object(tmp_path: Path) -> None:
    file = tmp_path / "one.xml"
    name = "Erittäin pitkä nimi " * 20
    body = f"<Customer><CustomerBaseInformation><Name>{name}</Name></CustomerBaseInformation></Customer>"
    file.write_text(f"<Root><ResponseStatus><Status>OK</Status></ResponseStatus>{body}</Root>", "utf-8")
    (text,) = at_terminal([("read", "getcustomer", file)])
    assert words(name) in words(text)
    assert max(map(len, text.splitlines())) <= COLUMNS


# netvisor validate


def test_a_problem_is_one_line_with_the_whole_closed_list(run: Run, tmp_path: Path) -> None:
    line = '<voucherline><linesum type="net">1</linesum><vatpercent vatcode="XX">24</vatpercent></voucherline>'
    file = tmp_path / "voucher.xml"
    file.write_text(f"<root><voucher>{line}</voucher></root>")
    (written,) = in_pipe([("validate", "accounting", file)])
    codes = next(row.values for row in rows(Voucher) if row.name == "vatcode")
    assert len(codes) > 20
    (problem,) = [line for line in written.splitlines() if "vatcode" in line]
    assert problem.endswith(f"one of {', '.join(codes)}")
