"""A group whose commands are loaded when they are called, so that its help loads none of them."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple

import click
from click.shell_completion import CompletionItem


class Listed(NamedTuple):
    """A command as its group lists it: the module that holds it, its name there, and its help in a line."""

    module: str
    name: str
    help: str


class LazyGroup(click.Group):
    """A group that knows its commands by name and help only, until one is called.

    Args:
        listed: the commands by their names, in the order in which the help lists them.
        named: everything else that a group takes.
    """

    def __init__(self, *args: Any, listed: Mapping[str, Listed], **named: Any) -> None:
        super().__init__(*args, **named)
        self.listed = listed

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the names in their own order, not alphabetically."""
        return list(self.listed)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command."""
        if cmd_name not in self.listed:
            return None
        module, name, _ = self.listed[cmd_name]
        command: click.Command = getattr(import_module(module), name)
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete the names of commands and options without loading a command."""
        names = [
            CompletionItem(name, help=listed.help)
            for name, listed in self.listed.items()
            if name.startswith(incomplete)
        ]
        return [*names, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, listed.help) for name, listed in self.listed.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command; for an unknown one, suggest the nearest."""
        name = args[0]
        if name not in self.listed and not name.startswith("-") and not ctx.resilient_parsing:
            from difflib import get_close_matches  # slow to load, and most commands are right

            near = get_close_matches(name, self.listed, n=1)
            ctx.fail(f"unknown command {name!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
        return super().resolve_command(ctx, args)
