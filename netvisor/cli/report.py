"""`netvisor report`: reports for people, as a table in the terminal, a page with charts, or JSON."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from netvisor.cli.arguments import examples, json_option, write_output
from netvisor.cli.connection import Target, client_for, connection_options
from netvisor.cli.outcome import json_bytes, say, want_json
from netvisor.cli.report_text import report_text

if TYPE_CHECKING:
    from netvisor.client.client import Client
    from netvisor.reports.model import Report

F = TypeVar("F", bound=Callable[..., Any])

_ENDINGS: Final = (".html", ".json")

COMMANDS: Final = ("cashflow", "aging", "vat")
"""The reports."""


@click.group(
    "report",
    epilog=examples("netvisor report cashflow --sandbox"),
)
def command() -> None:
    """Report on a company: money in and out, open invoices by age, VAT.

    Reports only read, and name the calls that their figures come from, how they are made, and what is not known.
    """


def _output(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is not None and Path(value).suffix.lower() not in _ENDINGS:
        raise click.BadParameter(f"{value} ends with neither {' nor '.join(_ENDINGS)}: a report is a page or JSON")
    return value


def _common(function: F) -> F:
    for option in (
        connection_options,
        click.option(
            "-o",
            "--output",
            metavar="FILE",
            type=click.Path(dir_okay=False, writable=True),
            callback=_output,
            help="Write to FILE: a page with charts (.html), or JSON (.json).",
        ),
        json_option(),
    ):
        function = option(function)
    return function


def _period(function: F) -> F:
    for option in (
        click.option("--to", "last", metavar="MONTH", help="The last month; default: this month."),
        click.option("--from", "first", metavar="MONTH", help="The first month; default: a year up to the last."),
    ):
        function = option(function)
    return function


@command.command(
    "cashflow",
    short_help="Money in and out of the bank accounts.",
    epilog=examples(
        "netvisor report cashflow --sandbox --from 2026-01 -o cashflow.html",
    ),
)
@_period
@_common
def cashflow(first: str | None, last: str | None, as_json: bool, output: str | None, target: Target) -> None:
    """Show what came into the bank accounts and went out, month by month.

    MONTH is written 2026-01.
    """
    from netvisor import reports

    _report(target, output, lambda client: reports.cashflow(client, first=first, last=last), as_json=as_json)


@command.command(
    "vat",
    short_help="VAT in the ledger.",
    epilog=examples(
        "netvisor report vat --sandbox --from 2026-01 --to 2026-06 -o vat.html",
    ),
)
@_period
@_common
def vat(first: str | None, last: str | None, as_json: bool, output: str | None, target: Target) -> None:
    """Show the VAT that the ledger holds, by month and by VAT code.

    MONTH is written 2026-01.
    """
    from netvisor import reports

    _report(target, output, lambda client: reports.vat(client, first=first, last=last), as_json=as_json)


@command.command(
    "aging",
    short_help="Open invoices by the days since they were due.",
    epilog=examples(
        "netvisor report aging --sandbox --on 2026-12-31 -o aging.html",
    ),
)
@click.option(
    "--on", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="The day on which ages are counted; default: today."
)
@_common
def aging(on: datetime | None, as_json: bool, output: str | None, target: Target) -> None:
    """Show open sales and purchase invoices by the days since they were due."""
    from netvisor import reports

    day: date | None = on.date() if on is not None else None
    _report(target, output, lambda client: reports.aging(client, on=day), as_json=as_json)


def _report(target: Target, output: str | None, make: Callable[[Client], Report], *, as_json: bool) -> None:
    as_json = as_json or (output is not None and Path(output).suffix.lower() == ".json")
    want_json(click.get_current_context(), wanted=as_json)
    with client_for(target, read_only=True) as client:
        report = make(client)
    if as_json:
        write_output(json_bytes(report.to_json()), output)
    elif output is None:
        write_output(report_text(report), None)
    else:
        from netvisor.reports.page import page

        write_output(page(report).encode("utf-8"), output)
    if output is not None:
        say(f"written to {output}")
