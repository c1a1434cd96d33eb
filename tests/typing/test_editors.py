"""What editors show: jedi, which reads the sources, and the language server of basedpyright."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import jedi
import pytest

from netvisor import customers
from netvisor.declare import plan
from netvisor.resources.index import NAMES
from tests.typing.environment import ROOT, Environment
from tests.typing.language_server import Editor, editor
from tests.typing.signatures import declared_classes

ANSWERED = "from netvisor import Client, customers\ndef f(client: Client, it: customers.Customer) -> None:\n    "


@pytest.fixture(params=["checkout", pytest.param("wheel", marks=pytest.mark.slow)])
def project(request: pytest.FixtureRequest, tmp_path: Path) -> jedi.Project:
    """The checkout, and an empty folder of a user whose environment holds the wheel."""
    if request.param == "checkout":
        return jedi.Project(ROOT)
    user: Environment = request.getfixturevalue("user")
    return jedi.Project(tmp_path, environment_path=user.folder)


def completed(project: jedi.Project, source: str) -> list[str]:
    """What is offered at the end of a source, without private names and names of Python's own."""
    names = [found.name for found in jedi.Script(source, project=project).complete()]
    return [name for name in names if not name.startswith("_")]


def offered_by_area(project: jedi.Project, area: str) -> list[str]:
    """The names of an area that are offered. A folder's modules always are, so they are left off."""
    parts = {module.name for module in pkgutil.iter_modules([str(ROOT / "netvisor" / "resources" / area)])}
    return sorted(name for name in completed(project, f"from netvisor import {area}\n{area}.") if name not in parts)


def test_an_area_offers_its_public_names_and_nothing_else(project: jedi.Project) -> None:
    assert offered_by_area(project, "customers") == customers.__all__


@pytest.mark.slow
@pytest.mark.parametrize("area", NAMES)
def test_every_area_offers_its_public_names_and_nothing_else(area: str) -> None:
    assert offered_by_area(jedi.Project(ROOT), area) == import_module(f"netvisor.resources.{area}").__all__


def test_a_message_offers_its_elements_as_keywords(project: jedi.Project) -> None:
    offered = completed(project, "from netvisor import customers\ncustomers.Customer(")
    keywords = {name.removesuffix("=") for name in offered if name.endswith("=")}
    assert keywords == set(inspect.signature(customers.Customer).parameters)


@pytest.mark.slow
def test_every_class_of_a_message_offers_its_elements() -> None:
    wrong = []
    of_messages = {name: cls for name, cls in declared_classes().items() if plan(cls).style == "message"}
    assert of_messages
    for name, cls in of_messages.items():
        source = f"from netvisor import {name.partition('.')[0]}\n{name}("
        (signature,) = jedi.Script(source, project=jedi.Project(ROOT)).get_signatures()
        if {parameter.name for parameter in signature.params} != set(inspect.signature(cls).parameters):
            wrong.append(name)
    assert wrong == []


@pytest.mark.parametrize(
    ("expression", "offered"),
    [
        ("client.send(customers.add_customer(it)).", {"netvisor_key", "netvisor_keys"}),
        ("client.send(customers.list_customers())[0].", {"netvisor_key", "name", "code", "customer_group_name"}),
        ("client.send(customers.edit_customer(it, id=1)).", {"inserted", "updated", "valid", "replies"}),
    ],
)
def test_a_result_offers_its_elements(project: jedi.Project, expression: str, offered: set[str]) -> None:
    assert offered <= set(completed(project, ANSWERED + expression))


def test_a_class_is_found_where_it_is_declared_with_its_docstring(project: jedi.Project) -> None:
    script = jedi.Script("from netvisor import customers\ncustomers.Customer", project=project)
    (place,) = script.goto(2, len("customers.Cu"))
    assert (place.type, place.name) == ("class", "Customer")
    assert Path(place.module_path or "").parts[-3:] == ("resources", "customers", "customers.py")
    assert place.get_line_code().startswith("class Customer(")
    assert inspect.getdoc(customers.Customer) == place.docstring(raw=True)


def test_an_element_is_found_with_its_docstring(project: jedi.Project) -> None:
    source = "from netvisor import customers\ncustomers.CustomerBaseInformation().post_number"
    (place,) = jedi.Script(source, project=project).goto()
    assert place.docstring() == inspect.getdoc(vars(customers.CustomerBaseInformation)["post_number"])


OPENED = """\
from netvisor import Client, customers, sales

def f(client: Client, invoice: sales.SalesInvoice) -> None:
    named = customers.CustomerBaseInformation(post_number="00100")
    customer = customers.Customer(customer_base_information=named)
    print(invoice.invoicing_customer_identifier)
    inserted = client.send(customers.add_customer(customer))
    print(inserted.netvisor_keys)
"""


@pytest.fixture
def opened(user: Environment, tmp_path: Path) -> Iterator[Editor]:
    with editor(user, tmp_path, OPENED) as it:
        yield it


@pytest.mark.slow
def test_hovering_shows_what_a_class_or_element_means(opened: Editor) -> None:
    shown = {
        ("customer = ", "Customer"): inspect.getdoc(customers.Customer),
        ("customer = ", "customer_base_information"): "Who the customer is; needed in an edit too.",
        ("named = ", "post_number"): "Post number.",
        ("print(invoice", "invoicing_customer_identifier"): (
            "The invoiced customer: its Netvisor key, customer code or OVT number."
        ),
        ("inserted = ", "add_customer"): inspect.getdoc(customers.add_customer),
        ("print(inserted", "netvisor_keys"): "All keys, for resources that add several records in one call.",
    }
    for (line, word), meaning in shown.items():
        assert opened.hover(line, word).endswith(f"\n\n{meaning}")


@pytest.mark.slow
def test_hovering_shows_the_type_of_a_result(opened: Editor) -> None:
    assert opened.hover("inserted = ", "inserted") == "(variable) inserted: Inserted"
