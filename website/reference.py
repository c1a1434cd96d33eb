"""The pages of the reference: which there are, and which names stand on each."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import Any, Final

import netvisor
from netvisor.resources.index import NAMES as AREAS

INTERNAL: Final = {"cli", "client", "codec", "declare", "protocol", "reference", "resources", "web"}
"""Packages that users reach through `netvisor` itself, or not at all."""
RESOURCES: Final = "netvisor.resources."
STATES: Final = """\
`Opt[T]` may be left out (`UNSET`, the default) or sent empty (`CLEAR`); `Blank[T]` is required and may be `CLEAR`;
`Maybe[T]` and `OptAttribute[T]` may be left out; `Many[T]` is any number; `T` alone is required. The
[types](types.md) say what a value may be."""
TYPES: Final = "What a value in a message may be, with its length and the form in which it is written.\n\n" + STATES
SECTIONS: Final = ("Functions", "Classes", "Types and values")


@dataclass(frozen=True)
class Page:
    """A page of the reference."""

    title: str
    intro: str
    home: str
    """The path that users import its names from."""
    module: ModuleType
    names: tuple[str, ...]

    @property
    def path(self) -> str:
        """Where it stands in the site."""
        return f"reference/{self.title}.md"

    def markdown(self) -> str:
        """The page, as mkdocstrings reads it."""
        sections: dict[str, list[str]] = {title: [] for title in SECTIONS}
        for name in self.names:
            sections[_section(getattr(self.module, name))].append(name)
        text = f"# {self.title}\n\n{self.intro}\n"
        for title, names in sections.items():
            shown = "".join(f"\n::: {self.home}.{name}\n" for name in names)
            text += f"\n## {title}\n{shown}" if names else ""
        return text


def _section(value: Any) -> str:
    if isinstance(value, type):
        return "Classes"
    return "Functions" if inspect.isroutine(value) else "Types and values"


def pages() -> Iterator[Page]:
    """All pages: the client, the errors, the areas, what `netvisor` has beside them, and its other packages."""
    public = {name: getattr(netvisor, name) for name in netvisor.__all__}
    modules = {name: value for name, value in public.items() if isinstance(value, ModuleType)}
    known = vars(import_module("netvisor.errors"))
    errors = [name for name, value in public.items() if known.get(name) is value]
    others = [name for name in public if name not in modules and name not in errors]
    yield Page("client", "The client, and what goes in and comes out.", "netvisor", netvisor, tuple(others))
    yield Page("errors", "[Errors](../errors.md) says what to do about each.", "netvisor", netvisor, tuple(errors))
    for name in sorted(modules, key=lambda name: (name not in AREAS, name)):
        yield _module_page(f"netvisor.{name}", modules[name], _own_names(modules[name]))
    scalars = import_module("netvisor.declare.scalars")
    types = tuple(name for name, value in vars(scalars).items() if hasattr(value, "__metadata__"))
    yield Page("types", TYPES, scalars.__name__, scalars, types)
    for name in _packages("netvisor"):
        yield from _package_pages(name, import_module(name))


def _package_pages(name: str, package: ModuleType) -> Iterator[Page]:
    """The page of a package, and one for each module among its public names."""
    public = {each: getattr(package, each) for each in package.__all__}
    modules = {each: value for each, value in public.items() if isinstance(value, ModuleType)}
    names = [each for each in public if each not in modules]
    yield _module_page(name, package, names)
    for each, module in modules.items():
        yield _module_page(f"{name}.{each}", module, _own_names(module))


def _module_page(path: str, module: ModuleType, names: list[str]) -> Page:
    meaning = (inspect.getdoc(module) or "").split("\n\n")[0]
    above, _, last = path.rpartition(".")
    how = f"import {path}" if module.__name__ == path else f"from {above} import {last}"
    intro = f"{meaning}\n\n```python\n{how}\n```\n\n{STATES if module.__name__.startswith(RESOURCES) else ''}"
    return Page(path.removeprefix("netvisor."), intro, path, module, tuple(names))


def _own_names(module: ModuleType) -> list[str]:
    """The names of `__all__`; without one, the functions and classes that the module itself declares."""
    if names := getattr(module, "__all__", None):
        return list(names)
    return [name for name, value in _declared(vars(module)) if value.__module__ == module.__name__]


def _declared(names: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in names.items():
        if name[0] != "_" and (isinstance(value, type) or inspect.isfunction(value)):
            yield name, value


def _packages(above: str) -> Iterator[str]:
    """The modules and packages that say what is public in them, except those of `INTERNAL`, and those inside."""
    module = import_module(above)
    for found in pkgutil.iter_modules(module.__path__, f"{above}."):
        name = found.name.removeprefix("netvisor.")
        if name in INTERNAL or not (found.ispkg or above == "netvisor"):
            continue
        if name not in ("errors", "warning_classes") and getattr(import_module(found.name), "__all__", None):
            yield found.name
            if found.ispkg:
                yield from _packages(found.name)
