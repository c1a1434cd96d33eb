"""Importing the package is cheap: areas and third parties load on first use."""

from __future__ import annotations

import json
import subprocess
import sys

HEAVY = {
    "requests",
    "urllib3",
    "lxml",
    "xmlschema",
    "stdnum",
    "click",
    "rich",
    "werkzeug",
    "jinja2",
    "hypothesis",
    "pytest",
    "pyarrow",
    "openpyxl",
}
CEILING = 0.25
"""Seconds; a hundred times what it takes, so that only a real mistake reaches it. The benchmark has the number."""


def loaded_by(program: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after a program."""
    text = f"{program}\nimport json, sys; print(json.dumps(sorted(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)  # noqa: S603
    return set(json.loads(run.stdout))


def third_parties(modules: set[str]) -> set[str]:
    return {name.split(".")[0] for name in modules} & HEAVY


def test_importing_loads_no_third_party_and_no_area() -> None:
    loaded = loaded_by("import netvisor")
    assert third_parties(loaded) == set()
    assert [name for name in loaded if name.startswith("netvisor.")] == []


def test_the_names_that_editors_see_load_nothing() -> None:
    assert loaded_by("import netvisor") - loaded_by("import __future__") == {"netvisor"}


def test_an_area_that_is_not_used_yet_loads_no_declarations() -> None:
    loaded = loaded_by("from netvisor import customers")
    assert "netvisor.resources.customers" in loaded
    layers = {name.split(".")[1] for name in loaded if name.startswith("netvisor.")}
    assert layers.isdisjoint({"declare", "codec", "protocol"})
    assert "netvisor.resources.customers.customers" not in loaded


def test_an_error_is_there_without_third_parties_and_areas() -> None:
    loaded = loaded_by("from netvisor import MessageError, UNSET")
    assert third_parties(loaded) == set()
    loaded_resources = {name for name in loaded if name.startswith("netvisor.resources.")}
    assert loaded_resources <= {"netvisor.resources.index"}


def test_an_area_loads_no_other_area_and_no_third_party() -> None:
    loaded = loaded_by("from netvisor import dimensions; dimensions.list_dimensions()")
    assert third_parties(loaded) == set()
    assert "netvisor.resources.dimensions" in loaded
    assert "netvisor.resources.sales" not in loaded


def test_docstrings_of_fields_are_read_when_somebody_asks() -> None:
    program = "import inspect; from netvisor import customers; it = customers.Customer"
    assert "netvisor.field_docs" not in loaded_by(program)
    assert "netvisor.field_docs" in loaded_by(f"{program}; inspect.getdoc(it.customer_base_information)")


def test_encoding_and_decoding_need_no_third_party() -> None:
    program = """
from netvisor import customers, decode, encode
message = customers.Customer(customer_base_information=customers.CustomerBaseInformation(name="Oy"))
assert decode(encode(message).bytes(), customers.Customer) == message
"""
    assert third_parties(loaded_by(program)) == set()


def test_a_first_import_takes_no_time_that_a_person_notices() -> None:
    program = "import time; a = time.perf_counter(); import netvisor; print(time.perf_counter() - a)"
    seconds = min(
        float(subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout)  # noqa: S603
        for _ in range(3)
    )
    assert seconds < CEILING


def test_a_call_to_this_machine_needs_no_third_party() -> None:
    program = """
from netvisor import Client, Credentials, NotSent, customers
client = Client(Credentials("a", "b", "c", "d", "e", "1967543-8"), base_url="http://127.0.0.1:1/", pauses=())
try:
    client.send(customers.list_customers())
except NotSent:
    pass
"""
    assert third_parties(loaded_by(program)) == set()
