"""The page of all resources is current, and holds what a reader looks for."""

from __future__ import annotations

import pytest

from netvisor.protocol.call import Endpoint
from netvisor.resources import endpoints, undeclared
from tests.docs.python_source import WIDTH, laid_out, source
from tests.docs.resources_page import page, prompted
from tests.regenerate.files import RESOURCES_PAGE as PAGE
from tests.regenerate.files import complaint


def test_the_page_is_written_from_the_declarations() -> None:
    assert complaint(PAGE, page().encode()) == ""


def section(endpoint: Endpoint) -> str:
    """What the page says of one resource behind its heading."""
    _, found, rest = PAGE.read_text("utf-8").partition(f"\n### {endpoint.resource}\n")
    assert found, f"docs/resources.md lacks {endpoint.resource}; `poe regenerate` writes it"
    return rest.partition("\n### ")[0].partition("\n## ")[0]


@pytest.mark.parametrize("endpoint", endpoints(), ids=lambda endpoint: endpoint.resource)
def test_every_declared_resource_has_its_calls_parameters_and_an_example(endpoint: Endpoint) -> None:
    told = section(endpoint)
    assert all(f"`{endpoint.area}.{function.__name__}(" in told for function in endpoint.functions)
    assert all(f"\n- `{parameter.attr}`" in told for parameter in endpoint.parameters)
    example = told.partition("```python\n")[2].partition("\n```")[0]
    assert f">>> call = {endpoint.area}." in example


def test_every_resource_that_is_not_declared_stands_at_the_end_with_its_reason() -> None:
    rest = PAGE.read_text("utf-8").partition("\n## Not declared\n")[2]
    assert all(row.title in rest and row.reason in rest for row in undeclared())


def test_lines_of_examples_fit_a_page() -> None:
    examples = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith((">>> ", "... "))]
    assert max(map(len, examples)) <= WIDTH + 4


def test_definitions_of_an_example_end_with_an_empty_continuation() -> None:
    assert prompted("import a\ndef f():\n    return 1\nf()\n") == [
        ">>> import a",
        ">>> def f():",
        "...     return 1",
        "...",
        ">>> f()",
    ]
    assert prompted("def f():\n    return 1\n") == [">>> def f():", "...     return 1"]


def test_source_that_does_not_fit_is_laid_out_by_its_arguments() -> None:
    texts = ["a" * 40, "b" * 40, "c" * 40]
    assert laid_out("x = ", source(texts, "sales")) == [
        "x = [",
        f'    "{texts[0]}", "{texts[1]}",',
        f'    "{texts[2]}",',
        "]",
    ]
    assert laid_out("x = ", source(texts[:1], "sales")) == [f'x = ["{texts[0]}"]']
