"""The index of the areas and their stubs: where each public name is declared, for the interpreter and for editors.

The names of an area are the classes, calls and closed lists that its modules declare, and the elements that it shares
with other areas. What only declarations need (rules, constants, resources) is not one of them.
"""

from __future__ import annotations

import ast
import inspect
import pkgutil
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from netvisor import resources
from netvisor.declare import declared, plan
from netvisor.protocol.call import Endpoint

PACKAGE: Final = Path(resources.__file__).parent
COMMAND: Final = "poe regenerate"
SHARED: Final = "common"
"""The module of what several areas share."""
DICTS: Final = "dicts"
"""The module of an area that types the plain data of its messages; it is made from the others."""


def area_names() -> list[str]:
    """The areas: the folders beside the index."""
    return sorted(module.name for module in pkgutil.iter_modules([str(PACKAGE)]) if module.ispkg)


def parts(area: str, *, made: bool = False) -> Iterator[ModuleType]:
    """The modules of an area, in alphabetical order, with or without what is made from the others."""
    for module in sorted(pkgutil.iter_modules([str(PACKAGE / area)]), key=lambda each: each.name):
        if made or module.name != DICTS:
            yield import_module(f"{resources.__name__}.{area}.{module.name}")


def top_level_names(module: ModuleType) -> list[str]:
    """The names that the source of a module itself gives a value, in the order of its lines; private ones left out."""
    found: list[str] = []
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
            found.append(node.name)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.append(node.target.id)
        elif isinstance(node, ast.Assign):
            found += [target.id for target in node.targets if isinstance(target, ast.Name)]
    return [name for name in found if not name.startswith("_")]


def is_for_users(module: ModuleType, name: str) -> bool:
    """Whether a name is one that messages and calls are made with: a class, a function or a type."""
    value = getattr(module, name)
    if inspect.isclass(value) or inspect.isfunction(value):
        return value.__module__ == module.__name__
    return is_type_alias(value)


def is_type_alias(value: Any) -> bool:
    """Whether a value is what stands in annotations: `Literal["a", "b"]`, `Annotated[...]`, a union."""
    return type(value).__module__ in {"typing", "types"} and not inspect.isroutine(value)


def inner_classes(cls: type) -> list[type]:
    """The classes of the elements right below that of a class."""
    fields = [inner for field in plan(cls).fields for inner in (field, *field.arms)]
    return [field.cls for field in fields if field.cls is not None]


def shared_names(modules: Iterable[ModuleType]) -> Iterator[str]:
    """The elements that messages and answers of an area share with other areas, and the closed lists that they use."""
    shared = import_module(f"{resources.__name__}.{SHARED}")
    reached: set[type] = set()
    imported: set[int] = set()
    for module in modules:
        waiting = [value for value in vars(module).values() if inspect.isclass(value) and declared(value)]
        imported |= {id(value) for value in vars(module).values() if is_type_alias(value)}
        while waiting:
            cls = waiting.pop()
            if cls not in reached:
                reached.add(cls)
                waiting += inner_classes(cls)
    for name in top_level_names(shared):
        value = getattr(shared, name)
        of_parameters = hasattr(value, "__metadata__")
        if value in reached if inspect.isclass(value) else id(value) in imported and not of_parameters:
            yield name


def names_by_module(area: str) -> dict[str, list[str]]:
    """The public names of an area by the module, below `netvisor.resources`, that declares them."""
    found: dict[str, list[str]] = {}
    modules = list(parts(area))
    for module in parts(area, made=True):
        names = [name for name in top_level_names(module) if is_for_users(module, name)]
        found[module.__name__.removeprefix(f"{resources.__name__}.")] = sorted(names)
    found[SHARED] = sorted(shared_names(modules))
    return {module: names for module, names in found.items() if names}


def declared_endpoints(area: str) -> Iterator[tuple[Endpoint, str, str]]:
    """Every resource of an area with the module and the name that hold it."""
    for module in parts(area):
        for name in top_level_names(module):
            value = getattr(module, name)
            if isinstance(value, Endpoint):
                yield value, module.__name__.removeprefix(f"{resources.__name__}."), name


def index_source() -> str:
    """The text of `netvisor/resources/index.py`."""
    lines = [
        f'"""Where the areas declare what. Written by `{COMMAND}` from the declarations: change those instead."""',
        "",
        "from __future__ import annotations",
        "",
        "from typing import Final",
        "",
        "NAMES: Final[dict[str, dict[str, tuple[str, ...]]]] = {",
    ]
    for area in area_names():
        lines.append(f'    "{area}": {{')
        lines += [
            f'        "{module}": ({", ".join(map(_quoted, names))},),'
            for module, names in names_by_module(area).items()
        ]
        lines.append("    },")
    lines += [
        "}",
        '"""The public names of each area by the module that declares them."""',
        "",
        "ENDPOINTS: Final[tuple[tuple[str, str, str, tuple[str, ...]], ...]] = (",
    ]
    for area in area_names():
        for endpoint, module, name in declared_endpoints(area):
            called = ", ".join(map(_quoted, (endpoint.resource, *endpoint.also)))
            lines.append(f'    ("{area}", "{module}", "{name}", ({called},)),')
    lines += [")", '"""Every declared resource: its area, its module, what it is called there, and its names."""', ""]
    return "\n".join(lines)


def stub_source(area: str) -> str:
    """The text of the stub of an area: what editors and type checkers see of it."""
    module = import_module(f"{resources.__name__}.{area}")
    named = sorted(
        (name, f"{resources.__name__}.{home}") for home, names in names_by_module(area).items() for name in names
    )
    lines = [f'"""{inspect.getdoc(module)}', "", f'Written by `{COMMAND}` from the modules of the area."""', ""]
    lines += [f"from {home} import {name} as {name}" for name, home in sorted(named, key=lambda each: each[::-1])]
    lines += ["", f"__all__ = [{', '.join(_quoted(name) for name, _ in named)}]", ""]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return f'"{text}"'
