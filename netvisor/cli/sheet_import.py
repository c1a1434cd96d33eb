"""`netvisor import`: the rows of a spreadsheet become messages, which are shown, or sent through a queue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from netvisor.cli import outcome
from netvisor.cli.arguments import declared_resource, examples, json_option, resource_argument
from netvisor.cli.connection import Target, connection_options
from netvisor.cli.outcome import printable, say, write_json
from netvisor.cli.queue_place import db_option

if TYPE_CHECKING:
    from netvisor.cli.sheet_sending import Sent
    from netvisor.declare import Method
    from netvisor.protocol.call import Call
    from netvisor.sheets.columns import Layout
    from netvisor.sheets.messages import Draft, Reading
    from netvisor.sheets.sheet import Sheet

_MOST_SHOWN: Final = 10
"""Messages that a dry run names."""


@dataclass(slots=True)
class Checked:
    """A sheet that was read to its end."""

    sheet: Sheet
    reading: Reading
    drafts: list[Draft] = field(default_factory=list)
    calls: list[Call[Any]] = field(default_factory=list)
    """The calls of the messages, where they are to be sent."""


@click.command(
    "import",
    epilog=examples(
        "netvisor import customer empty.xlsx --template",
        "printf 'internal_identifier;name\\nC-1;Äiti Oy\\n' > customers.csv",
        "netvisor import customer customers.csv",
        "netvisor import customer customers.csv --send --sandbox",
    ),
)
@resource_argument
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--template", is_flag=True, help="Write an empty sheet with the columns of RESOURCE to FILE.")
@click.option("--send", "sending", is_flag=True, help="Send the messages. Without it, nothing is sent.")
@click.option(
    "--method",
    type=click.Choice(["add", "edit"]),
    help="Add records, or edit those whose Netvisor keys the sheet has.  [default: add]",
)
@click.option("--sheet", metavar="NAME", help="The sheet of a workbook; default: the first one.")
@click.option("--encoding", metavar="NAME", help="The encoding of a text file; default: what it looks like.")
@click.option("--company", metavar="ID", help="The business id of the company; default: that of the credentials.")
@db_option
@connection_options
@json_option("Write what would be sent, the problems and the results as JSON.")
def command(
    resource: str,
    file: Path,
    template: bool,
    sending: bool,
    method: Method | None,
    sheet: str | None,
    encoding: str | None,
    company: str | None,
    db: str | None,
    target: Target,
    as_json: bool,
) -> None:
    """Turn the rows of FILE, a workbook (.xlsx) or text (.csv), into messages for RESOURCE, and send them.

    The first row names the columns. Rows of the same number that stand together are one message. Without --send, it
    shows what would be sent, and each problem with its cell. With --send, nothing is sent while there is a problem.

    --send puts the messages into a queue and sends what the company has there. Run it again after a stop: what was sent
    stays sent. A copy of the sheet, FILE.result.xlsx or .csv, says what became of each row.

    The last line on stdout counts.
    """
    from netvisor.sheets.columns import layout
    from netvisor.sheets.template import write_template

    endpoint = declared_resource(resource, needs="import needs a resource with columns")
    columns = layout(endpoint, method or ("add" if "add" in endpoint.methods else None))
    if template:
        if sending:
            raise click.UsageError("--template writes an empty sheet, and --send sends a filled one")
        write_template(columns, file)
        say(f"{file}: {len(columns.columns)} columns. Delete those that you do not need; the order does not matter.")
        return
    checked = _checked(file, columns, sheet, encoding, keep=sending)
    sent: Sent | None = None
    if sending and not checked.reading.problems:
        sent = _send(checked, columns, file, company, db, target, sheet=sheet, encoding=encoding)
    if as_json:
        write_json(_json(file, checked, sent))
    else:
        _show(checked, columns, sent)
        click.echo(_last_line(checked, sent))
    click.get_current_context().exit(_code(checked, sent))


def _checked(file: Path, columns: Layout, sheet: str | None, encoding: str | None, *, keep: bool) -> Checked:
    """Read a sheet to its end, and make the calls of its messages."""
    from dataclasses import replace

    from netvisor.sheets.messages import Reading
    from netvisor.sheets.opening import open_sheet

    opened = open_sheet(file, columns, sheet=sheet, encoding=encoding)
    say(f"{file}: {opened.about}")
    checked = Checked(opened, Reading(opened, columns, file.parent))
    for draft in checked.reading.messages():
        if keep and draft.message is not None:
            checked.calls.append(_call(columns, draft))
        # The messages themselves are many, and the calls have all of them.
        checked.drafts.append(replace(draft, message=draft.message is not None))
    return checked


def _call(columns: Layout, draft: Draft) -> Call[Any]:
    import warnings

    from netvisor.cli.calls import typed_call
    from netvisor.errors import DoubtfulValue

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DoubtfulValue)  # told with their cells
        return typed_call(columns.endpoint, draft.parameters, columns.method, draft.message)


def _send(
    checked: Checked,
    columns: Layout,
    file: Path,
    company: str | None,
    db: str | None,
    target: Target,
    *,
    sheet: str | None,
    encoding: str | None,
) -> Sent:
    from netvisor.cli.sheet_sending import send
    from netvisor.sheets.opening import open_sheet
    from netvisor.sheets.result import result_file, write_result

    sent = send(columns, checked.drafts, checked.calls, company, db, target)
    again = open_sheet(file, columns, sheet=sheet, encoding=encoding)
    rows = {row: its for draft, its in zip(checked.drafts, sent.outcomes, strict=True) for row in draft.rows}
    write_result(again, result_file(file), rows)
    say(f"{result_file(file)} says what became of each row.")
    return sent


# What is shown.


def _show(checked: Checked, columns: Layout, sent: Sent | None) -> None:
    reading = checked.reading
    for doubt in (doubt for draft in checked.drafts for doubt in draft.doubts):
        say(f"Doubtful: {printable(str(doubt))}")
    for problem in reading.problems:
        click.echo(printable(str(problem)).replace("\n", "\\n"))
    if sent is not None:
        for draft, its in zip(checked.drafts, sent.outcomes, strict=True):
            if its.state != "accepted":
                click.echo(printable(f"{_rows(draft.rows)}  {' '.join(draft.own)}  {its.state}  {its.reason}"))
        return
    right = [draft for draft in checked.drafts if draft.message]
    method = f", {columns.method}" if columns.method else ""
    for draft in right[:_MOST_SHOWN]:
        click.echo(
            printable(f"{_rows(draft.rows)}  {columns.endpoint.resource}{method}  {' '.join(draft.own)}".rstrip())
        )
    if len(right) > _MOST_SHOWN:
        click.echo(f"and {len(right) - _MOST_SHOWN} more")
    for name, total in reading.sums.items():
        click.echo(f"total of {name}: {total}")
    if reading.problems:
        say(f"Nothing is sent while a cell is wrong: {len(reading.problems)} to correct.")
    else:
        say("A dry run: nothing was sent. --send sends it.")


def _rows(rows: Sequence[int]) -> str:
    return f"row {rows[0]}" if len(rows) == 1 else f"rows {rows[0]}-{rows[-1]}"


def _figures(checked: Checked, sent: Sent | None) -> dict[str, int]:
    return {
        "rows": checked.reading.rows,
        "messages": len(checked.drafts),
        "sent": sent.counts["accepted"] if sent else 0,
        "refused": sent.counts["refused"] if sent else 0,
        "wrong cells": len(checked.reading.problems),
    }


def _last_line(checked: Checked, sent: Sent | None) -> str:
    figures = "  ".join(f"{name} {number}" for name, number in _figures(checked, sent).items())
    return f"import:          {figures}"


def _json(file: Path, checked: Checked, sent: Sent | None) -> dict[str, Any]:
    from netvisor.sheets.result import result_file

    reading = checked.reading
    return {
        "file": str(file),
        "sheet": checked.sheet.name,
        "resource": reading.layout.endpoint.resource,
        "read": checked.sheet.about,
        **{name.replace(" ", "_"): number for name, number in _figures(checked, sent).items()},
        "totals": {name: str(total) for name, total in reading.sums.items()},
        "problems": [problem.json() for problem in reading.problems],
        "doubts": [doubt.json() for draft in checked.drafts for doubt in draft.doubts],
        "items": [_item(draft, sent, at) for at, draft in enumerate(checked.drafts)],
        "result": str(result_file(file)) if sent else None,
    }


def _item(draft: Draft, sent: Sent | None, at: int) -> dict[str, Any]:
    made = {"rows": list(draft.rows), "number": list(draft.own)}
    if sent is None:
        return {**made, "state": "right" if draft.message else "wrong"}
    its = sent.outcomes[at]
    return {**made, "state": its.state, "netvisor_key": its.netvisor_key or None, "reason": its.reason or None}


def _code(checked: Checked, sent: Sent | None) -> int:
    """The exit code; what is worst counts."""
    if checked.reading.problems:
        return outcome.INVALID
    if sent is None:
        return outcome.DONE
    if sent.counts["unknown"] or sent.counts["held"] or sent.counts["sending"]:
        return outcome.UNKNOWN
    if sent.counts["waiting"]:
        return outcome.NO_ANSWER
    return outcome.REFUSED if sent.counts["refused"] else outcome.DONE
