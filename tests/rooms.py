"""The package as a house: its modules are rooms, their imports arrows, the longest chain of imports its floors.

    python -m tests.rooms [FOLDER]

FOLDER is a checkout of the library, such as that of an older commit; this one by default.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).parents[1]

Graph: TypeAlias = Mapping[str, set[str]]
"""The rooms that each room has an arrow to."""


@dataclass(frozen=True)
class House:
    """The modules of a checkout and what each imports."""

    root: Path = ROOT
    package: str = "netvisor"

    @cached_property
    def modules(self) -> dict[str, Path]:
        """The files of the modules by their names."""
        return {_module_name(path, self.root): path for path in sorted((self.root / self.package).rglob("*.py"))}

    @cached_property
    def parsed(self) -> dict[str, ast.Module]:
        """The syntax trees of the modules."""
        return {name: ast.parse(path.read_text("utf-8")) for name, path in self.modules.items()}

    @cached_property
    def arrows(self) -> dict[str, set[str]]:
        """The modules that each module imports.

        A package's own module imports what it hands on; its parts, which load it first, have no arrow back to it.
        """
        return {
            name: {other for other in self.imports(tree, name) if not f"{name}.".startswith(f"{other}.")}
            for name, tree in self.parsed.items()
        }

    def imports(self, tree: ast.AST, name: str) -> Iterator[str]:
        """The modules of the library that a source imports, those within its functions included.

        What is under TYPE_CHECKING is not imported at all.
        """
        for node in ast.iter_child_nodes(tree):
            if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
                continue
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names if alias.name.split(".")[0] == self.package)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"a relative import in {name}"
                if node.module and node.module.split(".")[0] == self.package:
                    yield from (self._imported(node.module, alias.name) for alias in node.names)
            else:
                yield from self.imports(node, name)

    def _imported(self, origin: str, name: str) -> str:
        return f"{origin}.{name}" if f"{origin}.{name}" in self.modules else origin

    def folder(self, name: str) -> str:
        """The folder of a module."""
        return name if self.modules[name].name == "__init__.py" else name.rpartition(".")[0]


def _module_name(path: Path, root: Path) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


_INNER_LAYERS = {"netvisor.queue.torture": "torture"}
"""Folders inside another layer's that are layers of their own."""


def layer(name: str) -> str:
    """The layer of a module: `netvisor.codec.message_check` is of `codec`."""
    for folder, own in _INNER_LAYERS.items():
        if f"{name}.".startswith(f"{folder}."):
            return own
    return name.split(".")[1] if "." in name else "top"


def joined(arrows: Graph, group: Mapping[str, str]) -> dict[str, set[str]]:
    """The arrows between groups of rooms, by the group of each room.

    >>> joined({"a.x": {"b.y", "a.z"}, "b.y": set(), "a.z": set()}, {"a.x": "a", "a.z": "a", "b.y": "b"})
    {'a': {'b'}, 'b': set()}
    """
    found: dict[str, set[str]] = {}
    for name, others in arrows.items():
        found.setdefault(group[name], set()).update(group[other] for other in others)
    return {name: others - {name} for name, others in found.items()}


def circles(arrows: Graph) -> list[list[str]]:
    """The circles of a graph, each as the rooms that lead back to the first.

    >>> circles({"a": {"b"}, "b": {"c"}, "c": {"b"}})
    [['b', 'c', 'b']]
    """
    found: list[list[str]] = []
    done: set[str] = set()

    def follow(name: str, way: list[str]) -> None:
        if name in way:
            found.append([*way[way.index(name) :], name])
        elif name not in done:
            for other in sorted(arrows.get(name, ())):
                follow(other, [*way, name])
            done.add(name)

    for name in sorted(arrows):
        follow(name, [])
    return found


def floors(arrows: Graph) -> int:
    """The rooms on the longest chain of arrows; the graph has no circle.

    >>> floors({"a": {"b", "c"}, "b": {"c"}, "c": set()})
    3
    """
    known: dict[str, int] = {}

    def height(name: str) -> int:
        if name not in known:
            known[name] = 1 + max(map(height, arrows.get(name, ())), default=0)
        return known[name]

    return max(map(height, arrows), default=0)


def figures(house: House) -> list[tuple[str, int]]:
    """What there is to count in a house."""
    folders = {name: house.folder(name) for name in house.modules}
    layers = {name: layer(name) for name in house.modules}
    by_folder, by_layer = joined(house.arrows, folders), joined(house.arrows, layers)
    return [
        ("modules", len(house.modules)),
        ("folders", len(by_folder)),
        ("floors of modules", floors(house.arrows) if not circles(house.arrows) else 0),
        ("arrows between modules", sum(map(len, house.arrows.values()))),
        ("arrows between modules of different folders", sum(_crossing(house.arrows, folders))),
        ("arrows between folders", sum(map(len, by_folder.values()))),
        ("arrows between layers", sum(map(len, by_layer.values()))),
        ("circles of modules", len(circles(house.arrows))),
        ("circles of layers", len(circles(by_layer))),
        ("pairs of neighbouring folders that import each other", len(list(mutual(by_folder)))),
    ]


def _crossing(arrows: Graph, folders: Mapping[str, str]) -> Iterator[bool]:
    for name, others in arrows.items():
        yield from (folders[name] != folders[other] for other in others)


def mutual(by_folder: Graph) -> Iterator[tuple[str, str]]:
    """The folders that import each other, apart from those of which one is inside the other.

    >>> list(mutual({"a": {"b", "a.c"}, "b": {"a"}, "a.c": {"a"}}))
    [('a', 'b')]
    """
    for name, others in sorted(by_folder.items()):
        for other in sorted(others):
            apart = not f"{name}.".startswith(f"{other}.") and not f"{other}.".startswith(f"{name}.")
            if name < other and apart and name in by_folder.get(other, set()):
                yield name, other


if __name__ == "__main__":
    for words, count in figures(House(Path(sys.argv[1]).resolve() if sys.argv[1:] else ROOT)):
        print(f"{count:5}  {words}")  # noqa: T201  # it is what the command is for
