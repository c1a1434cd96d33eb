"""Every Python example of the README and of docs/ is run, and every link leads somewhere."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

INCLUDED = re.compile(r'--8<-- "(examples/\w+\.py)"\n')
"""The line by which a page of the site shows a program."""

ENVIRONMENT = {
    "NETVISOR_SENDER": "Oma Ohjelma Oy",
    "NETVISOR_CUSTOMER_ID": "customer",
    "NETVISOR_CUSTOMER_KEY": "0" * 32,
    "NETVISOR_PARTNER_ID": "partner",
    "NETVISOR_PARTNER_KEY": "1" * 32,
    "NETVISOR_ORGANISATION_ID": "1967543-8",
}


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def blocks(document: Path, language: str) -> list[str]:
    return [text for kind, text in FENCE.findall(document.read_text("utf-8")) if kind == language]


@pytest.mark.parametrize("document", [d for d in DOCUMENTS if ">>> " in d.read_text("utf-8")], ids=relative)
def test_python_examples_do_what_they_show(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(
        str(document), module_relative=False, optionflags=doctest.ELLIPSIS, encoding="utf-8"
    )
    assert tried
    assert not failed


@pytest.mark.parametrize("document", DOCUMENTS, ids=relative)
def test_python_blocks_are_examples_that_run_or_programs_that_are_tested(document: Path) -> None:
    assert [block for block in blocks(document, "python") if not is_run(block)] == []


def is_run(block: str) -> bool:
    """Whether a block has prompts, or is a program of `examples/`, each of which has its tests."""
    included = INCLUDED.fullmatch(block)
    return block.lstrip().startswith(">>> ") or (included is not None and (ROOT / included[1]).is_file())


@pytest.mark.parametrize("block", ["x = 1\n", '--8<-- "examples/nothing.py"\n', '--8<-- "README.md"\n'])
def test_a_block_that_nobody_runs_is_refused(block: str) -> None:
    assert not is_run(block)


@pytest.mark.parametrize("document", DOCUMENTS, ids=relative)
def test_links_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text("utf-8"))
    missing = [link for link in links if not (document.parent / link).exists()]
    assert not missing
