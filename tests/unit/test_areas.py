"""The areas are namespaces of public names only, and what is generated of them is up to date."""

from __future__ import annotations

from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest

from netvisor import resources
from netvisor.declare import declared
from netvisor.resources.index import NAMES
from tests.regenerate.areas import inner_classes
from tests.regenerate.files import ROOT, complaint, python_files

GENERATED = dict(python_files())


@pytest.mark.parametrize("path", GENERATED, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_generated_file_is_up_to_date(path: Path) -> None:
    assert complaint(path, GENERATED[path]) == ""


def test_a_generated_file_that_is_missing_or_old_is_told_with_what_writes_it() -> None:
    assert complaint(ROOT / "nothing.py", b"") == "nothing.py is missing; `poe regenerate` writes it"
    assert complaint(ROOT / "LICENSE", b"") == "LICENSE is out of date; `poe regenerate` writes it"


@pytest.mark.parametrize("area", NAMES)
def test_an_area_shows_its_public_names_and_nothing_else(area: str) -> None:
    module = import_module(f"netvisor.resources.{area}")
    assert dir(module) == module.__all__
    assert {"Annotated", "Decimal", "Blank", "annotations"}.isdisjoint(module.__all__)


@pytest.mark.parametrize("area", NAMES)
def test_no_name_of_an_area_is_declared_twice(area: str) -> None:
    counted = Counter(name for names in NAMES[area].values() for name in names)
    twice = [name for name, count in counted.items() if count > 1]
    assert not twice, f"two modules of netvisor/resources/{area} declare {twice}: rename one of each"


@pytest.mark.parametrize("area", resources.AREAS)
def test_every_element_of_its_messages_can_be_imported_from_an_area(area: str) -> None:
    # From this one or, for what it takes from another area, from there.
    public = {
        getattr(import_module(f"netvisor.resources.{module}"), name)
        for names_of in NAMES.values()
        for module, names in names_of.items()
        for name in names
    }
    own = import_module(f"netvisor.resources.{area}")
    waiting = [value for name in own.__all__ if isinstance(value := getattr(own, name), type) and declared(value)]
    seen: set[type] = set()
    while waiting:
        cls = waiting.pop()
        if cls not in seen:
            seen.add(cls)
            waiting += inner_classes(cls)
    hidden = [f"{cls.__module__}.{cls.__qualname__}" for cls in seen if cls not in public]
    assert not hidden, f"no area shows {hidden}; `poe regenerate` lists the names, and none begins with an underscore"
