"""What mypy and basedpyright say of a user's files, with the wheel in an environment outside the checkout."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest

import netvisor
from netvisor import sandbox, testing
from tests.typing import checkers, mistakes, seen_types
from tests.typing.checkers import CHECKERS, Finding
from tests.typing.environment import Environment, installed
from tests.typing.programs import programs, python_lines
from tests.typing.signatures import declared_classes, program

by_each_checker = pytest.mark.parametrize("checker", CHECKERS)


def source_of(module: Any) -> str:
    """The source of a module of this folder as a user would have written it."""
    text = Path(module.__file__).read_text("utf-8")
    return re.sub(r"  # type: ignore\[[\w-]+\]", "", text)


def lines_of_mistakes(source: str) -> dict[int, str]:
    """The line of each mistake, with its name: the last line of each function."""
    functions = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    return {node.end_lineno or 0: node.name for node in functions}


def test_a_program_has_the_lines_of_its_document_without_prompts() -> None:
    document = "A\n\n```python\n>>> x = [\n...     1,\n... ]\n>>> x  # shown\n[1]\n>>> print(x)\n[1]\n```\n"
    assert python_lines(document) == {4: "x = [", 5: "    1,", 6: "]", 7: "print(x)  # shown", 9: "print(x)"}


def test_a_block_without_prompts_is_a_program_too() -> None:
    assert python_lines("```python\nx = 1\n\nx\n```\n```sh\nls\n```\n") == {2: "x = 1", 3: "", 4: "x"}


def test_every_document_with_examples_is_a_program() -> None:
    names = programs()
    assert {"readme.py", "docs_errors.py", "docs_protocol.py", "docs_sandbox.py"} <= names.keys()
    assert "from netvisor import customers" in names["docs_resources_customer_nv.py"]
    assert "def answered(" in names["docs_resources_customer_nv.py"]
    for text in names.values():
        ast.parse(text)


@pytest.mark.slow
@by_each_checker
def test_examples_of_the_documents_are_clean(checker: str, user: Environment, tmp_path: Path) -> None:
    checkers.write(tmp_path / "work", programs())
    assert CHECKERS[checker](user, tmp_path / "work") == []


@pytest.mark.slow
@by_each_checker
def test_every_mistake_is_found_on_its_line_and_nothing_else(checker: str, user: Environment, tmp_path: Path) -> None:
    source = source_of(mistakes)
    checkers.write(tmp_path / "work", {"mistakes.py": source})
    found = {finding.line for finding in CHECKERS[checker](user, tmp_path / "work")}
    expected = lines_of_mistakes(source)
    assert {name for line, name in expected.items() if line not in found} == set()
    assert found - expected.keys() == set()


@pytest.mark.slow
@by_each_checker
def test_calls_and_results_have_the_types_they_should(checker: str, user: Environment, tmp_path: Path) -> None:
    checkers.write(tmp_path / "work", {"seen_types.py": source_of(seen_types)})
    assert CHECKERS[checker](user, tmp_path / "work") == []


@pytest.mark.slow
@by_each_checker
def test_a_type_that_is_not_the_one_is_told(checker: str, user: Environment, tmp_path: Path) -> None:
    source = source_of(seen_types).replace("assert_type(add, Call[Inserted])", "assert_type(add, Call[Done])")
    checkers.write(tmp_path / "work", {"seen_types.py": source})
    (finding,) = CHECKERS[checker](user, tmp_path / "work")
    assert "Call[Done]" in source.splitlines()[finding.line - 1]


@pytest.mark.slow
@by_each_checker
def test_required_elements_are_keywords_without_default(checker: str, user: Environment, tmp_path: Path) -> None:
    source, wrong = program()
    assert len(wrong) > len(declared_classes())
    checkers.write(tmp_path / "work", {"made.py": source})
    found = {finding.line for finding in CHECKERS[checker](user, tmp_path / "work")}
    lines = source.splitlines()
    assert [lines[line - 1] for line in sorted(wrong - found)] == []
    assert [lines[line - 1] for line in sorted(found - wrong)] == []


@pytest.mark.slow
@by_each_checker
def test_public_names_can_be_imported_without_a_complaint(checker: str, user: Environment, tmp_path: Path) -> None:
    imports = [f"from netvisor import {name} as {name}" for name in netvisor.__all__]
    imports += ["from netvisor.sandbox import Sandbox as Sandbox"]
    imports += [f"from netvisor.testing import {name} as {name}" for name in ("messages", "replies", "sandbox")]
    checkers.write(tmp_path / "work", {"imports.py": "\n".join([*imports, ""])})
    assert CHECKERS[checker](user, tmp_path / "work") == []


@pytest.mark.slow
def test_a_private_import_would_be_told(user: Environment, tmp_path: Path) -> None:
    source = "from netvisor.client.client import Credentials as Credentials\n"
    checkers.write(tmp_path / "work", {"imports.py": source})
    findings: list[Finding] = checkers.basedpyright(user, tmp_path / "work")
    assert [finding.rule for finding in findings] == ["reportPrivateImportUsage"]


@pytest.mark.slow
def test_the_public_interface_has_no_unknown_types(user: Environment, tmp_path: Path) -> None:
    said = checkers.run_basedpyright(user, tmp_path, "--verifytypes", "netvisor", "--ignoreexternal")
    known = {symbol["name"]: symbol["isTypeKnown"] for symbol in said["typeCompleteness"]["symbols"]}
    public = [f"{module.__name__}.{name}" for module in (netvisor, sandbox, testing) for name in module.__all__]
    assert [name for name in public if not known[name]] == []
    assert said["typeCompleteness"]["completenessScore"] > 0.99


@pytest.mark.slow
def test_pip_makes_the_same_environment_where_uv_is_missing(tmp_path: Path) -> None:
    made = installed(tmp_path, uv=False)
    done = made.run(made.python, "-c", "import netvisor; print(netvisor.__file__)", within=tmp_path)
    assert Path(done.stdout.strip()).is_relative_to(tmp_path)
    checkers.write(tmp_path / "work", {"seen_types.py": source_of(seen_types)})
    assert checkers.mypy(made, tmp_path / "work") == []
