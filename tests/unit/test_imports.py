"""The house rules that can be read off the sources: imports point one way, modules stay small and are documented."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "netvisor"

# Each layer and the layers that it may import from, besides itself.
FOUNDATION = ("lazy_dataclass", "errors", "extras", "reference", "declare", "codec", "protocol", "resources")
LAYERS: dict[str, tuple[str, ...]] = {
    "lazy_dataclass": (),
    "errors": ("lazy_dataclass",),
    "extras": ("errors",),
    "reference": ("lazy_dataclass", "errors"),
    "declare": ("lazy_dataclass", "errors"),
    "codec": ("lazy_dataclass", "errors", "declare"),
    "protocol": ("lazy_dataclass", "errors", "declare", "codec"),
    "resources": ("lazy_dataclass", "errors", "reference", "declare", "codec", "protocol"),
    "client": FOUNDATION,
    "queue": (*FOUNDATION, "client"),
    "sandbox": FOUNDATION,
    "testing": (*FOUNDATION, "client", "sandbox"),
    "tampuuri": ("errors", "client"),
    "cli": (*FOUNDATION, "client", "queue", "sandbox", "tampuuri"),
    "top": ("errors", "resources"),
}
FORBIDDEN_NAMES = frozenset(
    {"utils", "util", "helpers", "helper", "manager", "managers", "data", "info", "misc", "common_utils"}
)
MOST_LINES = 400


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES: dict[str, Path] = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


@cache
def parsed(name: str) -> ast.Module:
    return ast.parse(MODULES[name].read_text("utf-8"))


def layer(name: str) -> str:
    """The layer of a module: `netvisor.codec.message_check` is of `codec`."""
    return name.split(".")[1] if "." in name else "top"


def imports(tree: ast.AST, name: str) -> Iterator[str]:
    """The modules of the library that a source imports, those within its functions included.

    What stands under TYPE_CHECKING is not imported at all.
    """
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "netvisor")
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"a relative import in {name}"
            if node.module and node.module.split(".")[0] == "netvisor":
                yield from (_module(node.module, alias.name) for alias in node.names)
        else:
            yield from imports(node, name)


def _module(origin: str, name: str) -> str:
    return f"{origin}.{name}" if f"{origin}.{name}" in MODULES else origin


def wrong_arrows(name: str, tree: ast.Module) -> list[str]:
    """The imports of a module that point against the layers."""
    its = layer(name)
    return [
        f"{name} -> {other}"
        for other in imports(tree, name)
        if layer(other) not in (its, *LAYERS[its]) or layer(other) == "top"
    ]


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """The circles of a graph, each as the modules that lead back to the first."""
    found: list[list[str]] = []
    done: set[str] = set()

    def walk(name: str, way: list[str]) -> None:
        if name in way:
            found.append([*way[way.index(name) :], name])
        elif name not in done:
            for other in sorted(graph.get(name, ())):
                walk(other, [*way, name])
            done.add(name)

    for name in sorted(graph):
        walk(name, [])
    return found


@pytest.mark.parametrize("name", MODULES)
def test_imports_point_one_way(name: str) -> None:
    assert wrong_arrows(name, parsed(name)) == []


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
    graph = {name: set(imports(parsed(name), name)) - {name} for name in MODULES}
    # A package's own module imports what it hands on; that is how a package is made, and no circle.
    edges = {name: {o for o in others if not name.startswith(f"{o}.")} for name, others in graph.items()}
    assert circles(edges) == []


def test_a_circle_is_found() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == [["b", "c", "b"]]


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
    assert list(undocumented(name, parsed(name))) == []


def test_a_missing_docstring_is_found() -> None:
    source = "class A:\n    def b(self): ...\n    def _c(self): ...\ndef d():\n    '''Do.'''\n    def e(): ..."
    assert list(undocumented("m", ast.parse(source))) == ["m", "m.A", "m.A.b"]


def test_the_first_line_of_every_docstring_is_a_sentence() -> None:
    wrong = []
    for name in MODULES:
        for node in ast.walk(parsed(name)):
            if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and (text := ast.get_docstring(node)):
                first = text.split("\n\n")[0]
                if not first.endswith((".", "?", "::", ":")):
                    wrong.append(f"{name}: {first[-60:]}")
    assert wrong == []


def test_the_layers_themselves_make_no_circle() -> None:
    order = list(LAYERS)
    assert all(order.index(below) < order.index(its) for its, belows in LAYERS.items() for below in belows)
