"""The house rules that can be read off the sources: imports point one way, modules stay small and are documented."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rooms import House, circles, figures, joined, layer, mutual

# Each layer and the layers that it may import from, besides itself.
LOWEST = ("field_docs", "generated_code", "lazy_dataclass", "warning_classes")
FOUNDATION = (*LOWEST, "errors", "extras", "reference", "declare", "codec", "protocol", "resources")
LAYERS: dict[str, tuple[str, ...]] = {
    "field_docs": (),
    "generated_code": (),
    "warning_classes": (),
    "lazy_dataclass": ("field_docs", "generated_code"),
    "errors": LOWEST,
    "extras": ("errors",),
    "reference": (*LOWEST, "errors"),
    "declare": (*LOWEST, "errors"),
    "codec": (*LOWEST, "errors", "declare"),
    "protocol": (*LOWEST, "errors", "declare", "codec"),
    "resources": (*LOWEST, "errors", "reference", "declare", "codec", "protocol"),
    "frames": FOUNDATION,
    "reports": FOUNDATION,
    "web": FOUNDATION,
    "sheets": FOUNDATION,
    "client": FOUNDATION,
    "aio": (*FOUNDATION, "client"),
    "opentelemetry": (*FOUNDATION, "client"),
    "queue": (*FOUNDATION, "web", "client"),
    "tampuuri": (*FOUNDATION, "web", "client", "queue"),
    "sandbox": (*FOUNDATION, "web", "tampuuri"),
    "testing": (*FOUNDATION, "client", "aio", "queue", "sandbox"),
    "assistants": (*FOUNDATION, "client", "queue"),
    "cli": (
        *(*FOUNDATION, "web", "client", "queue", "sandbox", "tampuuri", "testing"),
        *("assistants", "frames", "reports", "sheets"),
    ),
    "top": ("errors", "resources"),
}
FORBIDDEN_NAMES = frozenset(
    {"utils", "util", "helpers", "helper", "manager", "managers", "data", "info", "misc", "common_utils"}
)
MOST_LINES = 400


HOUSE = House()
MODULES = HOUSE.modules


def wrong_arrows(name: str, tree: ast.Module) -> list[str]:
    """The imports of a module that point against the layers."""
    its = layer(name)
    return [
        f"{name} -> {other}"
        for other in HOUSE.imports(tree, name)
        if layer(other) not in (its, *LAYERS[its]) or layer(other) == "top"
    ]


@pytest.mark.parametrize("name", MODULES)
def test_imports_point_one_way(name: str) -> None:
    assert wrong_arrows(name, HOUSE.parsed[name]) == []


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("netvisor.errors", "from netvisor.declare import plan"),
        ("netvisor.declare.plan", "from netvisor.codec import check"),
        ("netvisor.declare.plan", "import netvisor.codec.message_check"),
        ("netvisor.codec.message_check", "def f():\n    from netvisor.protocol.call import Call"),
        ("netvisor.protocol.call", "from netvisor.resources import customers"),
        ("netvisor.resources.customers", "from netvisor.client.client import Client"),
        ("netvisor.sandbox.admission.authentication", "from netvisor.client.client import Client"),
        ("netvisor.client.client", "from netvisor.sandbox import Sandbox"),
        ("netvisor.client.transport", "from netvisor.cli import main"),
        ("netvisor.codec.message_check", "from netvisor import Problem"),
        ("netvisor", "from netvisor.client import Client"),
    ],
)
def test_an_import_against_the_layers_is_found(name: str, source: str) -> None:
    assert len(wrong_arrows(name, ast.parse(source))) == 1


def test_an_import_along_the_layers_is_right() -> None:
    source = "from netvisor import errors\nfrom netvisor.declare import plan\nimport netvisor.codec.values"
    assert wrong_arrows("netvisor.codec.message_check", ast.parse(source)) == []


def test_an_import_for_the_type_checker_only_is_none() -> None:
    source = "if TYPE_CHECKING:\n    from netvisor.client.client import Client"
    assert wrong_arrows("netvisor.errors", ast.parse(source)) == []


def test_every_module_belongs_to_a_layer() -> None:
    assert {layer(name) for name in MODULES} <= set(LAYERS)


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circles(HOUSE.arrows) == []


def test_a_circle_is_found() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == [["b", "c", "b"]]


def test_no_neighbouring_folders_import_each_other() -> None:
    assert list(mutual(joined(HOUSE.arrows, {name: HOUSE.folder(name) for name in MODULES}))) == []


def test_folders_that_import_each_other_are_found() -> None:
    folders = joined({"a.x": {"b.x"}, "b.x": set(), "b.y": {"a.x"}}, {"a.x": "a", "b.x": "b", "b.y": "b"})
    assert list(mutual(folders)) == [("a", "b")]


def test_rooms_floors_and_arrows_of_a_checkout_are_counted(tmp_path: Path) -> None:
    for name, source in {
        "__init__": "",
        "errors": "",
        "codec/__init__": "",
        "codec/values": "from netvisor import errors",
        "codec/encode": "from netvisor.codec.values import write\nif TYPE_CHECKING:\n    import netvisor.client",
        "client/__init__": "def f():\n    from netvisor.codec import encode, values",
    }.items():
        file = tmp_path / "netvisor" / f"{name}.py"
        file.parent.mkdir(exist_ok=True)
        file.write_text(source)
    assert dict(figures(House(tmp_path))) == {
        "modules": 6,
        "folders": 3,
        "floors of modules": 4,
        "arrows between modules": 4,
        "arrows between modules of different folders": 3,
        "arrows between folders": 2,
        "arrows between layers": 2,
        "circles of modules": 0,
        "circles of layers": 0,
        "pairs of neighbouring folders that import each other": 0,
    }


@pytest.mark.parametrize("name", [name for name in MODULES if not name.startswith("netvisor.resources.")])
def test_no_module_is_longer_than_a_person_reads_at_once(name: str) -> None:
    assert len(MODULES[name].read_text("utf-8").splitlines()) <= MOST_LINES


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert {name for name in MODULES if FORBIDDEN_NAMES & set(name.split("."))} == set()


def undocumented(name: str, tree: ast.Module) -> Iterator[str]:
    """The public names of a source that lack a docstring."""
    if ast.get_docstring(tree) is None:
        yield name
    yield from _undocumented(name, tree)


def _undocumented(name: str, node: ast.AST) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and not child.name.startswith("_"):
            path = f"{name}.{child.name}"
            if ast.get_docstring(child) is None and not _repeats_a_name(child):
                yield path
            if isinstance(child, ast.ClassDef):
                yield from _undocumented(path, child)


def _repeats_a_name(node: ast.AST) -> bool:
    """Whether a function belongs to one that is documented: an overload, or the setter of a property."""
    marks = [ast.unparse(mark) for mark in getattr(node, "decorator_list", [])]
    return any(mark.split(".")[-1] in {"overload", "setter"} for mark in marks)


@pytest.mark.parametrize("name", MODULES)
def test_every_public_name_is_documented(name: str) -> None:
    assert list(undocumented(name, HOUSE.parsed[name])) == []


def test_a_missing_docstring_is_found() -> None:
    source = "class A:\n    def b(self): ...\n    def _c(self): ...\ndef d():\n    '''Do.'''\n    def e(): ..."
    assert list(undocumented("m", ast.parse(source))) == ["m", "m.A", "m.A.b"]


def test_the_first_line_of_every_docstring_is_a_sentence() -> None:
    wrong = []
    for name in MODULES:
        for node in ast.walk(HOUSE.parsed[name]):
            if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and (text := ast.get_docstring(node)):
                first = text.split("\n\n")[0]
                if not first.endswith((".", "?", "::", ":")):
                    wrong.append(f"{name}: {first[-60:]}")
    assert wrong == []


def test_the_layers_themselves_make_no_circle() -> None:
    order = list(LAYERS)
    assert all(order.index(below) < order.index(its) for its, belows in LAYERS.items() for below in belows)
