"""A group of commands that load on first use, so that its help loads none."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click


class LazyGroup(click.Group):
    """A group whose commands stand each as `command` in the module of its name.

    Args:
        home: the package of the modules.
        summaries: the commands with their help texts, in the order of the help.
    """

    def __init__(self, *args: Any, home: str = "", summaries: Mapping[str, str] | None = None, **named: Any) -> None:
        super().__init__(*args, **named)
        self._home = home
        self._summaries = dict(summaries or {})

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the names in the order of a tour, not alphabetically."""
        return list(self._summaries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command."""
        if cmd_name not in self._summaries:
            return None
        command: click.Command = import_module(f"{self._home}.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self._summaries.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command; for an unknown one, suggest the nearest."""
        name = args[0]
        if name not in self._summaries and not name.startswith("-"):
            near = get_close_matches(name, self._summaries, n=1)
            ctx.fail(f"unknown command {name!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
        return super().resolve_command(ctx, args)
