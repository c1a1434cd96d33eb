"""Code that the library writes for itself, and its lines in tracebacks, debuggers and profilers."""

from __future__ import annotations

import linecache
from typing import Any


def run_generated(source: str, title: str, names: dict[str, Any]) -> dict[str, Any]:
    """Run generated source and give the names that it leaves.

    Args:
        source: the text of a module.
        title: what a traceback shows as its file; of two sources with one title the later one is shown.
        names: the names that the source uses.
    """
    # Not in angle brackets: of such a file no lines are looked up.
    name = f"{title} (generated)"
    exec(compile(source, name, "exec"), names)  # noqa: S102  # our own text
    # An entry of nothing but a function is split into lines when somebody asks for them.
    linecache.cache[name] = (lambda: source,)
    return names
