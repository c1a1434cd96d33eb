"""The group of all commands, and how the errors of a command become its exit code."""

from __future__ import annotations

import os
import sys
from typing import Any, Final

import click

from netvisor.cli import outcome
from netvisor.cli.lazy_group import LazyGroup, Listed

COMMANDS: Final[dict[str, str]] = {
    "demo": "Take a tour: build, send and read messages, all on this machine.",
    "resources": "List all known resources.",
    "show": "Show the parameters and elements of a resource.",
    "build": "Turn JSON into the exact bytes of a message; nothing is sent.",
    "validate": "Check XML against the rules of a resource.",
    "read": "Show a saved answer as typed data.",
    "send": "Send a message, or call a resource that changes data.",
    "get": "Read from Netvisor: tables, JSON, CSV, Excel, Parquet or XML.",
    "report": "Report on money in and out, open invoices, VAT: a table or a page with charts.",
    "check": "Try the credentials with a harmless read.",
    "sandbox": "Run a local Netvisor until stopped.",
    "queue": "Send durably: put messages into a queue, send them, see what became of them.",
    "import": "Send the rows of a spreadsheet; a dry run first.",
    "mcp": "Serve one company to an assistant, by the Model Context Protocol.",
    "schema": "Write the XML and JSON schemas of all resources.",
    "tampuuri": "Read from Tampuuri, the vendor's property management; bring it to Netvisor.",
}
"""The commands, each in the module of its name, with their help texts."""

_HOMES: Final = {"import": "sheet_import"}
"""The modules of the commands whose names no module can have."""

_EPILOG = """
\b
Examples:
  netvisor demo
  netvisor show salesinvoice
  netvisor get customerlist --sandbox

\b
Exit codes:
  0  done
  1  rejected by Netvisor
  2  wrong usage
  3  the message is invalid
  4  no answer; nothing was sent, or it was a read
  5  the outcome of a write is unknown
"""


class Commands(LazyGroup):
    """The group of all commands, whose errors become exit codes."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; report an error of the library and turn it into an exit code."""
        try:
            with outcome.warnings_told():
                return super().invoke(ctx)
        except (click.exceptions.Exit, click.ClickException, click.Abort):
            raise
        except BrokenPipeError:
            # Whoever read the output has seen enough; what is still in the buffer must not raise again.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(outcome.PIPE_CLOSED)
        except Exception as error:
            code = outcome.tell(error, as_json=outcome.json_wanted(ctx))
            if code is None:
                raise
            ctx.exit(code)
        except KeyboardInterrupt:
            ctx.exit(outcome.INTERRUPTED)


@click.group(
    cls=Commands,
    listed={name: Listed(f"netvisor.cli.{_HOMES.get(name, name)}", "command", text) for name, text in COMMANDS.items()},
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("-v", "--verbose", is_flag=True, help="Log a line for each call to stderr.")
@click.version_option(package_name="netvisor-xml")
def netvisor(verbose: bool) -> None:
    """Build, check, send and read messages for Visma Netvisor.

    Data goes to stdout, messages to stderr. Write RESOURCE with or without ".nv", in any letter case. FILE may be "-"
    for stdin. --sandbox needs no credentials: a local Netvisor answers, and nothing leaves this machine.
    """
    if verbose:
        import logging  # slow to load, like what other commands load when they need it

        logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(message)s", stream=sys.stderr)
        logging.getLogger("netvisor").setLevel(logging.INFO)
