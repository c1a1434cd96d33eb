"""What the docstrings under the fields say, read from the source of a declaration.

Python keeps no docstring of a field, so the module's source is parsed, once per module, when somebody asks: schemas,
`show` and the documentation table print what an editor shows on hover.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator
from functools import cache
from typing import Final

_WITHOUT_CLASSES: Final = (ast.AnnAssign, ast.Assign, ast.Expr, ast.Import, ast.ImportFrom, ast.Return)
"""What most lines of a module are."""

_ANNOTATED: Final = frozenset({"__annotations__", "__annotate_func__"})
"""What a class with annotations has, before Python 3.14 and from then on."""


def field_docs(cls: type) -> dict[str, str]:
    """The docstrings under the fields of a class, by Python name; fields without one are not in it.

    Those of a class that this one derives from are among them. A class whose source cannot be read, as one made at run
    time, has none.
    """
    found: dict[str, str] = {}
    for origin in reversed(cls.__mro__):
        # A base without fields, such as `Generic`, may stand in a module that takes long to parse.
        if not _ANNOTATED.isdisjoint(vars(origin)):
            found |= _module_docs(origin.__module__).get(origin.__qualname__, {})
    return found


@cache
def _module_docs(module: str) -> dict[str, dict[str, str]]:
    try:
        tree = ast.parse(inspect.getsource(sys.modules[module]))
    except (OSError, TypeError, KeyError):
        return {}
    return {name: dict(_docs(node)) for name, node in _classes(tree, "")}


def _classes(node: ast.AST, path: str) -> Iterator[tuple[str, ast.ClassDef]]:
    """Every class of a module with its qualified name, those inside functions, classes and conditions too."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef):
            yield path + child.name, child
            yield from _classes(child, f"{path}{child.name}.")
        elif isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield from _classes(child, f"{path}{child.name}.<locals>.")
        elif isinstance(child, ast.stmt) and not isinstance(child, _WITHOUT_CLASSES):
            yield from _classes(child, path)


def _docs(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    """Pairs of a field and the text that stands right below it."""
    for line, below in zip(node.body, node.body[1:], strict=False):
        if (
            isinstance(line, ast.AnnAssign)
            and isinstance(line.target, ast.Name)
            and isinstance(below, ast.Expr)
            and isinstance(below.value, ast.Constant)
            and isinstance(below.value.value, str)
        ):
            yield line.target.id, inspect.cleandoc(below.value.value)
