"""What the shell completes: names of resources, without loading any of them, and parameters of one."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click


def resources(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """The names of declared resources that begin like this, in any letter case; from the index, which is a table."""
    from netvisor.resources import RESOURCES

    start = incomplete.lower()
    ending = ".nv" if "." in start else ""
    names = (name.removesuffix(".nv") + ending for name in RESOURCES)
    return sorted(name for name in names if name.startswith(start))


def parameters(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """The parameters of the resource on the command line that begin like this, each with its equals sign."""
    from netvisor.errors import SetupError
    from netvisor.protocol.parameters import signature_parameters
    from netvisor.resources import find

    names: set[str] = set()
    # An option without its value ends click's reading of the line before the arguments get their names.
    resource = ctx.params.get("resource") or "".join(ctx.args[:1])
    with suppress(SetupError):
        for function in find(resource).functions:
            names.update(parameter.name for parameter in signature_parameters(function))
    return sorted(f"{name}=" for name in names if name.startswith(incomplete))
