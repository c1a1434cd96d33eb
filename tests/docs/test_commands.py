"""Every block of commands in the documents runs word for word in an empty folder, or says why it cannot.

A block stands in a fence of `sh`. A comment right above it says what it needs besides the installed commands:

- `<!-- sh: with credentials -->`: it calls Netvisor; a sandbox answers here.
- `<!-- sh: until stopped -->`: it runs until Ctrl-C.
- `<!-- command: NAME -->`: it installs a checkout, which needs the package index; `.ci/run` runs those of the README as
  they stand, and here they run with stand-ins for what comes from the index.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from netvisor.cli.group import COMMANDS, netvisor
from netvisor.cli.queue import COMMANDS as QUEUE_COMMANDS
from netvisor.cli.report import COMMANDS as REPORTS
from netvisor.cli.tampuuri import COMMANDS as TAMPUURI
from netvisor.sandbox import Sandbox
from tests.docs.shell import SYSTEM, Ended, Reader, variables
from tests.docs.test_documents import DOCUMENTS, ROOT, relative

BLOCK = re.compile(r"^(?:<!-- (?P<mark>[^\n]*) -->\n)?```(?:sh|bash|shell|console)\n(?P<text>.*?)^```$", re.M | re.S)
COMMAND = re.compile(r"^(?:    | *\$ )\$? ?(?:netvisor|pip|pytest|python3?|export|cat|source|\.) ", re.M)
CREDENTIALS = "sh: with credentials"
UNTIL_STOPPED = "sh: until stopped"
INSTALLS = re.compile(r"command: (demo|tests|set-up)")

BIN = str(Path(sys.executable).parent)


@dataclass(frozen=True, slots=True)
class Block:
    """Commands of a document, and what the comment above them says."""

    text: str
    mark: str | None = None


def blocks(text: str) -> Iterator[Block]:
    return (Block(found["text"], found["mark"]) for found in BLOCK.finditer(text))


def fault(block: Block, reader: Reader) -> str:
    """Why a block does not do what its mark says; empty when it does."""
    if block.mark is None:
        ended = reader.run(block.text)
    elif block.mark == CREDENTIALS:
        ended = with_service(block, reader)
    elif block.mark == UNTIL_STOPPED:
        ended = reader.run_until(block.text, lambda line: "Stop it with Ctrl-C" in line)
    elif INSTALLS.fullmatch(block.mark):
        ended = installed(block, reader)
    else:
        return f"nobody knows the mark {block.mark!r}"
    return "" if ended.code == 0 else f"exit code {ended.code}:\n{block.text}{ended.written}"


def with_service(block: Block, reader: Reader) -> Ended:
    """Run a block with the variables of a sandbox, in place of the real service, which must be called."""
    reader.books.parent.mkdir(parents=True, exist_ok=True)
    with Sandbox(db=reader.books) as sandbox:
        ended = reader.run(block.text, **variables(sandbox.credentials, sandbox.url))
        return ended if len(sandbox.calls) else Ended(1, f"{ended.written}it calls nobody: take its mark off")


def installed(block: Block, reader: Reader) -> Ended:
    """Run a block that installs everything it needs: nothing is on the path but a Python.

    What comes from the package index is what this very environment has; all tests of the library are not run again.
    """
    bare = reader.home / "bare"
    bare.mkdir(exist_ok=True)
    (bare / "python3").write_text(_PYTHON.format(bin=BIN), "utf-8")
    (bare / "python3").chmod(0o755)
    return Reader(reader.folder, reader.home, (str(bare), *SYSTEM)).run(block.text)


_PYTHON = """#!/bin/bash
# python3 -m venv FOLDER, whose pip installs this environment's commands
set -eu
[ "$1 $2" = "-m venv" ] && [ $# = 3 ]
mkdir -p "$3/bin"
cat > "$3/bin/pip" <<'END'
#!/bin/bash
set -eu
[ "$1" = install ]
ln -sf {bin}/netvisor "$(dirname "$0")/netvisor"
ln -sf /bin/true "$(dirname "$0")/pytest"
END
chmod +x "$3/bin/pip"
"""


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    (tmp_path / "folder").mkdir()
    (tmp_path / "home").mkdir()
    return Reader(tmp_path / "folder", tmp_path / "home")


WITH_BLOCKS = [document for document in DOCUMENTS if BLOCK.search(document.read_text("utf-8"))]


def test_the_documents_with_commands_are_found() -> None:
    assert {relative(document) for document in WITH_BLOCKS} >= {"README.md", "docs/cli.md"}


@pytest.mark.parametrize("document", WITH_BLOCKS, ids=relative)
def test_the_commands_of_a_document_run_word_for_word(document: Path, reader: Reader) -> None:
    # One after another in one folder: a block may use the file that an earlier one made.
    for number, block in enumerate(blocks(document.read_text("utf-8"))):
        at = Reader(reader.folder / str(number), reader.home) if block.mark and INSTALLS.match(block.mark) else reader
        at.folder.mkdir(exist_ok=True)
        assert fault(block, at) == ""


@pytest.mark.parametrize("document", DOCUMENTS, ids=relative)
def test_no_command_hides_from_these_tests(document: Path) -> None:
    assert COMMAND.findall(document.read_text("utf-8")) == []


def test_what_installs_a_checkout_is_run_by_the_continuous_integration() -> None:
    marks = [block.mark for block in blocks((ROOT / "README.md").read_text("utf-8")) if block.mark]
    names = [found[1] for mark in marks if (found := INSTALLS.fullmatch(mark))]
    assert names == ["demo", "tests"]
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert all(f'"$(readme_command {name})"' in script for name in names)


def test_the_tour_ends_with_commands_that_run_where_it_was_started(reader: Reader) -> None:
    (demo,) = [block for block in blocks((ROOT / "README.md").read_text("utf-8")) if block.mark == "command: demo"]
    written = installed(demo, reader).written
    commands = re.findall(r"^ +(\.venv/bin/netvisor .*)$", written, re.M)
    assert [command.split()[1] for command in commands] == ["validate", "show", "send", "get", "check"]
    validate, *others = commands
    assert fault(Block(f"{validate} || [ $? = 3 ]\n"), reader) == ""
    assert fault(Block("\n".join(others), CREDENTIALS), reader) == ""


# The help texts.


LONG = {"torture"}
"""Commands of the queue that run for minutes: tests of their own run them."""
SERVING = {("sandbox",), ("queue", "page"), ("tampuuri", "listen")}
WAYS = [
    (),
    *((name,) for name in COMMANDS),
    ("schema", "write"),
    *(("queue", name) for name in QUEUE_COMMANDS if name not in LONG),
    *(("tampuuri", name) for name in TAMPUURI),
    *(("report", name) for name in REPORTS),
]
"""The command line and every command in it, by the words that ask for its help."""


@pytest.mark.parametrize("way", WAYS, ids=" ".join)
def test_every_help_has_examples_that_run_as_they_stand(way: tuple[str, ...], reader: Reader) -> None:
    text = CliRunner().invoke(netvisor, [*way, "--help"], terminal_width=80).stdout
    lines = re.findall(r"^    (.*)$", text.partition("\n  Examples:\n")[2].partition("\n\n")[0], re.M)
    assert any(line.startswith(" ".join(("netvisor", *way))) for line in lines)
    assert fault(Block("\n".join(lines), UNTIL_STOPPED if way in SERVING else None), reader) == ""
    assert max(map(len, text.splitlines())) <= 80


# What these tests refuse.


@pytest.mark.parametrize(
    ("block", "told"),
    [
        (Block("netvisor send customer customer.json --method add --sandbox\n"), "exit code 2"),
        (Block("netvisor get customerlist\n"), "exit code 2"),
        (Block("netvisor sho customer | head -1\n"), "exit code 2"),
        (Block("cat nothing.json\ntrue\n"), "exit code 1"),
        (Block("netvisor resources\n", CREDENTIALS), "it calls nobody"),
        (Block("netvisor get getcustomer --param id=99\n", CREDENTIALS), "exit code 1"),
        (Block("netvisor sandbox --gate nothing\n", UNTIL_STOPPED), "exit code 2"),
        (Block("netvisor demo\n", "command: demo"), "exit code 127"),
        (Block("python3 -m venv .venv && netvisor demo\n", "command: demo"), "exit code 127"),
        (Block("true\n", "sh: whenever"), "nobody knows the mark"),
    ],
    ids=lambda value: value.text.strip() if isinstance(value, Block) else "",
)
def test_a_block_that_cannot_run_is_refused(block: Block, told: str, reader: Reader) -> None:
    assert told in fault(block, reader)


@pytest.mark.parametrize(
    "line", ["    netvisor get customerlist", "    $ netvisor demo", "$ netvisor demo", "    export NETVISOR_SENDER=x"]
)
def test_a_command_outside_of_a_fence_is_seen(line: str) -> None:
    assert COMMAND.search(f"Text\n\n{line} \n")


def test_blocks_are_found_with_their_marks() -> None:
    text = "a\n```sh\nx\n```\n<!-- sh: m -->\n```bash\ny\n```\n\n```python\nz\n```\n"
    assert [*blocks(text)] == [Block("x\n"), Block("y\n", "sh: m")]
    assert os.path.isfile(f"{BIN}/netvisor")
