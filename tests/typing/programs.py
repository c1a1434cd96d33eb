"""The Python of the documents as files that a user would have made of it.

A line of a file has the number that it has in its document, so that a finding names the place to mend.
"""

from __future__ import annotations

import ast
import doctest
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
DOCUMENTS: Final = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))

_FENCE: Final = re.compile(r"^```(?:python|pycon|py)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_INCLUDED: Final = '--8<-- "'
"""How a block begins that shows a file of `examples`, which has its own checks."""
_HEADING: Final = re.compile(r"^(#+) (.+)$", re.MULTILINE)
_EXAMPLES_BY_HEADING: Final = frozenset({"resources.md"})
"""Documents with an example below each heading of the third level, which all use the same few names."""

Lines = dict[int, str]
"""The lines of a file by their number."""


def programs() -> dict[str, str]:
    """The files by name."""
    return {name: _text(lines) for document in DOCUMENTS for name, lines in _programs_of(document) if lines}


def _programs_of(document: Path) -> Iterator[tuple[str, Lines]]:
    text = document.read_text("utf-8")
    stem = _as_name(document.relative_to(ROOT).with_suffix("").as_posix())
    if document.name not in _EXAMPLES_BY_HEADING:
        yield f"{stem}.py", python_lines(text)
        return
    # What stands above an example is what it shares with the others: below the title, and below its own area.
    above: list[Lines] = []
    for level, title, first, section in _sections(text):
        lines = {number + first: line for number, line in python_lines(section).items()}
        if level < 3:
            above = [*above[: level - 1], lines]
        elif lines:
            yield f"{stem}_{_as_name(title)}.py", {**{k: v for each in above for k, v in each.items()}, **lines}


def _as_name(words: str) -> str:
    return re.sub(r"\W", "_", words).lower()


def _sections(text: str) -> Iterator[tuple[int, str, int, str]]:
    """The level of each heading, its words, how many lines stand before it, and the text down to the next one."""
    headings = list(_HEADING.finditer(text))
    ends = [*(heading.start() for heading in headings[1:]), len(text)]
    for heading, end in zip(headings, ends, strict=True):
        yield len(heading[1]), heading[2], text.count("\n", 0, heading.start()), text[heading.start() : end]


def python_lines(text: str) -> Lines:
    """The lines of the Python blocks of a text by their number, without prompts and what the prompt answers."""
    found: Lines = {}
    for block in _FENCE.finditer(text):
        if block[1].startswith(_INCLUDED):
            continue
        first = text.count("\n", 0, block.start(1)) + 1
        examples = doctest.DocTestParser().get_examples(block[1])
        if not examples:
            found |= {first + at: line for at, line in enumerate(block[1].splitlines())}
        for example in examples:
            # What shows nothing at a prompt has no value to print.
            lines = (_printed(example.source) if example.want else example.source).splitlines()
            found |= {first + example.lineno + at: line for at, line in enumerate(lines)}
    return found


def _printed(source: str) -> str:
    """What stands at a prompt as it stands in a file: a prompt shows the value of an expression by itself."""
    (*_, last) = ast.parse(source).body
    if not isinstance(last, ast.Expr) or isinstance(last.value, ast.Constant) or _prints(last.value):
        return source
    lines = source.splitlines()
    end = (last.end_lineno or last.lineno) - 1
    lines[end] = _put(lines[end], last.end_col_offset, ")")
    lines[last.lineno - 1] = _put(lines[last.lineno - 1], last.col_offset, "print(")
    return "\n".join(lines)


def _prints(value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "print"


def _put(line: str, at: int | None, text: str) -> str:
    # The parser counts bytes.
    before, behind = line.encode()[:at], line.encode()[at:] if at is not None else b""
    return f"{before.decode()}{text}{behind.decode()}"


def _text(lines: Lines) -> str:
    return "".join(f"{lines.get(number, '')}\n" for number in range(1, max(lines) + 1))
