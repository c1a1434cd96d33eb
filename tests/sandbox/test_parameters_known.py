"""Every documented parameter of a resource that the books answer is known to the sandbox by its name."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from netvisor.resources import RESOURCES
from netvisor.sandbox.books import handler

ROOT = Path(__file__).parents[2]

UNHEARD = {
    ("accountingledger.nv", "showgenerator"): "what it adds was never seen",
    ("customer.nv", "checkdimensionvalidityperiod"): "no dimension has a period of validity",
    ("product.nv", "checkdimensionvalidityperiod"): "no dimension has a period of validity",
    ("getproduct.nv", "showsubproducts"): "there are no sub-products",
    ("productlist.nv", "deleted"): "no product is ever deleted",
    ("webshopproductlist.nv", "limitactive"): "there are no models",
    ("salesorderinvoicing.nv", "updatemidprice"): "where the answer shows it is not known",
}
"""What the sandbox does not look at, and why; the documentation says so as well."""


class Documented(NamedTuple):
    resource: str
    parameter: str


def documented() -> list[Documented]:
    found = []
    for path in sorted((ROOT / "fixtures" / "facts").glob("*.tsv")):
        head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("# ")]
        resource = next((line.removeprefix("# resource: ") for line in head if line.startswith("# resource: ")), "")
        if resource in RESOURCES:
            names = (line.removeprefix("# parameter: ") for line in head if line.startswith("# parameter: "))
            found += [Documented(resource, name.partition("|")[0].strip().lower()) for name in names]
    return found


BOOKS = ROOT / "netvisor" / "sandbox" / "books"


@cache
def source(home: str) -> str:
    """The module that answers a resource, and what of the books it uses, near or far."""
    seen: dict[str, str] = {}
    waiting = [home]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen[name] = file_of(name).read_text(encoding="utf-8")
            waiting += imported(seen[name])
    return "".join(seen.values())


def file_of(name: str) -> Path:
    return BOOKS / f"{name.replace('.', '/')}.py"


def imported(text: str) -> list[str]:
    """The modules of the books that a source imports, or takes a name from."""
    found = re.findall(r"from netvisor\.sandbox\.books\.([\w.]+) import (\w+)", text)
    return [module if file_of(module).is_file() else f"{module}.{name}" for module, name in found]


def is_heard(each: Documented) -> bool:
    text = source(handler(each.resource).__module__.removeprefix("netvisor.sandbox.books."))
    # Some names are put together: f"add{kind}linkinformation".
    parts = re.findall(r'f"([a-z]+)\{[^}"]+\}([a-z]+)"', text)
    whole = any(each.parameter.startswith(first) and each.parameter.endswith(last) for first, last in parts)
    return whole or f'"{each.parameter}"' in text.lower()


def test_the_facts_name_parameters() -> None:
    assert len(documented()) > 200
    assert not is_heard(Documented("customer.nv", "abovenetvisorkey"))


@pytest.mark.parametrize("each", documented(), ids=lambda each: f"{each.resource}-{each.parameter}")
def test_a_documented_parameter_is_heard_or_excused(each: Documented) -> None:
    home = handler(each.resource).__module__.replace(".", "/")
    assert is_heard(each) or each in UNHEARD, (
        f'{home}.py never asks work.parameters for "{each.parameter}", which {each.resource} takes;'
        " let it, or say in UNHEARD why not"
    )


def test_what_is_excused_is_documented() -> None:
    assert set(UNHEARD) <= set(documented())
