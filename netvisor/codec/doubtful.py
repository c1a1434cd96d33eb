"""Whether anything in a message is doubtful: one generated function per class, like its writer.

The function tests the few lines that can be doubtful and stops at the first doubt; `doubts` in `message_check` then
names all of them. Whether texts are in their charset it does not test: the writer tests that for all of them at once.
Functions for parts are generated with the first object of their class, and not called any more when the class turns out
to have no such line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any, TypeAlias

from netvisor.codec.message_check import doubts
from netvisor.declare import CLEAR, UNSET, Field, Method, Plan, plan
from netvisor.errors import Problem
from netvisor.generated_code import run_generated

Asker: TypeAlias = Callable[[Any, Method | None], bool]
"""Takes an object and the method that is called, if any; tells whether anything in it is doubtful."""


def doubts_of(message: object, method: Method | None = None, *, texts_are_usual: bool = False) -> Sequence[Problem]:
    """The result of `doubts`, fast for the usual message without any.

    Args:
        message: a message without problems.
        method: `add` or `edit`, to include the doubts of that method too.
        texts_are_usual: whether no text was read in the wrong charset, as the writer says.
    """
    cls: type = message.__class__
    ask = _asker(cls)
    if texts_are_usual and (ask is None or not ask(message, method)):
        return ()
    return doubts(message, method=method)


@cache
def _asker(cls: type) -> Asker | None:
    """The generated function of a class; `None` if nothing in it can be doubtful."""
    source = _Source(plan(cls))
    text = source.text()
    if not source.lines:
        return None
    made: Asker = run_generated(text, f"doubts of {cls.__module__}.{cls.__qualname__}", source.names)["ask"]
    return made


@dataclass(slots=True)
class _Source:
    """The source of one function while it is generated, and the names it uses."""

    its: Plan
    names: dict[str, Any] = field(default_factory=lambda: {"UNSET": UNSET, "CLEAR": CLEAR})
    lines: list[str] = field(default_factory=list)

    def text(self) -> str:
        for number, line in enumerate(self.its.fields):
            self.lines += self.field(line, number)
        for number, rule in enumerate(self.its.doubts):
            if rule.of_texts:
                continue
            self.names[f"rule{number}"] = rule.holds
            when = f"method == {rule.on!r} and " if rule.on is not None else ""
            self.lines.append(f"if {when}not rule{number}(o): return True")
        body = [f"    {line}" for line in self.lines]
        return "\n".join(["def ask(o, method):", *body, "    return False"])

    def field(self, line: Field, number: int) -> Iterator[str]:
        """The code that tests one line of the class; empty if it cannot be doubtful."""
        if line.role == "interleaved":
            yield f"for v in o.{line.attr}:"
            for at, arm in enumerate(line.arms):
                ask = self.part(arm, f"{number}_{at}")
                self.names[f"class{number}_{at}"] = arm.cls
                yield f"    if v.__class__ is class{number}_{at} and {ask} and {ask}(v, method): return True"
        elif line.cls is not None:
            ask = self.part(line, str(number))
            yield from self.value(line, f"{ask} and ", f"{ask}(v, method)")
        elif line.scalar is not None and line.scalar.doubt is not None:
            self.names[f"holds{number}"] = line.scalar.doubt.holds
            yield from self.value(line, "", f"not holds{number}(v)")

    def value(self, line: Field, before: str, doubtful: str) -> Iterator[str]:
        """The code that tests one value, or each item of a list."""
        if line.many:
            yield f"for v in o.{line.attr}:"
            yield f"    if {before}{doubtful}: return True"
        else:
            yield f"if {before}(v := o.{line.attr}) is not UNSET and v is not CLEAR and {doubtful}: return True"

    def part(self, line: Field, number: str) -> str:
        """The name of the function for the objects of a line; it holds `None` if there is nothing to test."""
        name = f"ask{number}"
        if line.cls is not None:
            self.names[name] = _on_first_use(line.cls, partial(self.names.__setitem__, name))
        return name


def _on_first_use(cls: type, put: Callable[[Asker | None], None]) -> Asker:
    """A function that generates the real one when first called, and is replaced by it."""

    def ask(part: Any, method: Method | None) -> bool:
        made = _asker(cls)
        put(made)
        return made is not None and made(part, method)

    return ask
