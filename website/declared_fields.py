"""Shows the fields of declared classes as a list, and parameters of calls by their meaning.

The classes compile their initialisers late (`netvisor/lazy_dataclass.py`), so there is no signature to read. Their
fields and the docstrings under them stand in the source, where `help()` takes them from, too.
"""

from __future__ import annotations

import ast
from typing import Any, Final, TypeAlias

import griffe

Attribute: TypeAlias = griffe.Attribute | griffe.Alias
"""An attribute of a class, its own or inherited."""
DECORATORS: Final = {"message", "part", "valued", "reply", "lower_reply", "frozen", "dataclass"}
"""The decorators of classes that are their fields."""


class DeclaredFields(griffe.Extension):
    """Moves the fields of a class into a list in its docstring."""

    def on_class(self, *, cls: griffe.Class, **_: Any) -> None:
        """Take the fields of a class that is declared by one of the decorators."""
        if DECORATORS.isdisjoint(map(_name, cls.decorators)):
            return
        fields = [each for each in cls.all_members.values() if isinstance(each, Attribute) and _is_field(each)]
        if not fields:
            return
        for each in fields:
            if each.name in cls.members:
                each.public = False  # not once more below the list
        before = f"{cls.docstring.value}\n\n" if cls.docstring else ""
        cls.docstring = griffe.Docstring(f"{before}Attributes:\n" + "\n".join(map(_row, fields)), parent=cls)

    def on_function(self, *, func: griffe.Function, **_: Any) -> None:
        """Leave out the methods that Python calls, not people."""
        if func.name.startswith("__"):
            func.public = False
        meanings = [line for parameter in func.parameters if (line := _documented(parameter))]
        if meanings and func.docstring:
            value = f"{func.docstring.value}\n\nArgs:\n" + "\n".join(meanings)
            func.docstring = griffe.Docstring(value, parent=func)


def _name(decorator: griffe.Decorator) -> str:
    return decorator.callable_path.rpartition(".")[2]


def _is_field(attribute: Attribute) -> bool:
    typed = attribute.is_attribute and attribute.annotation is not None and "ClassVar" not in str(attribute.annotation)
    return typed and attribute.name[0] != "_"


def _row(field: Attribute) -> str:
    meaning = " ".join(field.docstring.value.split()) if field.docstring else ""
    needed = "*Required.*" if field.value is None else "" if meaning else "Optional."
    return f"    {field.name}: {meaning} {needed}".rstrip()


def _documented(parameter: griffe.Parameter) -> str:
    """The line of a parameter whose meaning stands in its annotation, which is left with the type alone."""
    match parameter.annotation:
        case griffe.ExprSubscript(
            left=griffe.ExprName(name="Annotated"),
            slice=griffe.ExprTuple(
                elements=[kind, griffe.ExprCall(function=griffe.ExprName(name="Param"), arguments=[str(meaning), *_])]
            ),
        ):
            parameter.annotation = kind
            return f"    {parameter.name}: {ast.literal_eval(meaning)}"
    return ""
