"""`netvisor get`: reads from Netvisor, as tables, JSON, CSV or the answer's bytes."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import click

from netvisor.cli.arguments import (
    examples,
    find_resource,
    pairs,
    param_option,
    resource_argument,
    write_output,
)
from netvisor.cli.connection import Target, connection_options, note_raw, reading_client
from netvisor.cli.outcome import say, want_json

if TYPE_CHECKING:
    from netvisor.client.client import Client
    from netvisor.protocol.call import Call, Endpoint
    from netvisor.protocol.results import Answer
    from netvisor.resources import Undeclared

Form: TypeAlias = Literal["json", "csv", "excel", "xml", "tables"]


@click.command(
    "get",
    epilog=examples(
        "netvisor get customerlist --sandbox",
        "netvisor get salesinvoicelist --sandbox --param begininvoicedate=2026-11-01",
        "netvisor get customerlist --sandbox -o customers.xlsx",
    ),
)
@resource_argument
@param_option
@click.option("--json", "forms", flag_value="json", multiple=True, help="Write JSON.")
@click.option("--csv", "forms", flag_value="csv", multiple=True, help="Write CSV; lists only.")
@click.option(
    "--csv-for-excel",
    "forms",
    flag_value="excel",
    multiple=True,
    help="Write CSV for Excel with Finnish settings: byte order mark, semicolons, decimal commas; lists only.",
)
@click.option("--xml", "forms", flag_value="xml", multiple=True, help="Write the answer's bytes unchanged.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, writable=True),
    help="Write to FILE instead of stdout. Its ending chooses the form: .csv, .xlsx and .parquet hold one table, and a"
    " second one for the lines of documents; .json and .xml are as the options.",
)
@connection_options
@click.pass_context
def command(
    ctx: click.Context,
    resource: str,
    params: tuple[str, ...],
    forms: tuple[Form, ...],
    output: str | None,
    target: Target,
) -> None:
    """Read RESOURCE and show the answer. For calls that change data, including deletes by GET, use send."""
    if len(set(forms)) > 1:
        raise click.UsageError("use only one of --json, --csv, --csv-for-excel and --xml")
    form: Form = forms[0] if forms else _form_of(output)
    want_json(ctx, wanted=form == "json")
    found = find_resource(resource)
    call = _call(found, pairs(params))
    typed = call.result.root is not None
    if call.writes:
        raise click.UsageError(f"{call.resource} changes data; get only reads. Use: netvisor send {call.resource}")
    _refuse_form(call, form, typed=typed)
    if output is not None and not forms and _write_tables(call, target, output):
        return
    with reading_client(target, call.resource) as client:
        answer, data = _read(client, call, raw=form == "xml" or not typed)
    _write(answer, data, call, form if typed or form == "json" else "xml", output)


def _form_of(output: str | None) -> Form:
    """The form that the ending of a file's name stands for."""
    ending = output.lower().rpartition(".")[2] if output else ""
    return "json" if ending == "json" else "xml" if ending == "xml" else "tables"


def _write_tables(call: Call[Any], target: Target, output: str) -> bool:
    """Write the answer as tables, if the file's name says so: a list while it is read, whatever its length."""
    from netvisor.cli.table_files import table_ending, tables_for_file, write_tables
    from netvisor.protocol.results import Items

    if not table_ending(output):
        return False
    tables = tables_for_file(call, output)
    with reading_client(target, call.resource) as client:
        if isinstance(call.result, Items):
            # Opened by its first item, so that nothing is sent if the file cannot be written.
            with closing(client.stream(call)) as items:
                write_tables(tables, items, output)
        else:
            write_tables(tables, client.send(call), output)
    return True


def _call(found: Endpoint | Undeclared, params: list[tuple[str, str]]) -> Call[Any]:
    from netvisor.cli.calls import raw_call, typed_call
    from netvisor.protocol.call import Endpoint

    if isinstance(found, Endpoint):
        if found.writes:
            raise click.UsageError(
                f"{found.resource} changes data; get only reads. Use: netvisor send {found.resource}"
            )
        return typed_call(found, params)
    call = raw_call(found, params)
    if not call.writes:
        note_raw(found.resource, found.reason)
    return call


def _refuse_form(call: Call[Any], form: Form, *, typed: bool) -> None:
    from netvisor.protocol.results import Items

    if form in {"csv", "excel"} and not isinstance(call.result, Items):
        what = "its answer is not a list" if typed else "it is not declared, so only the answer's XML is known"
        raise click.UsageError(f"{call.resource} cannot be written as CSV: {what}")
    if form == "xml" and call.parts:
        raise click.UsageError(
            f"{len(call.parts)} answers do not fit one XML document: request fewer keys, or use --json"
        )


def _read(client: Client, call: Call[Any], *, raw: bool) -> tuple[Answer, Any]:
    """The answer and its data; the parts of a long key list are joined."""
    from netvisor.cli.calls import Both, Keeping
    from netvisor.protocol.results import RawResult

    if raw:
        answer = client.send(replace(call, result=RawResult()))
        _warn_of_more(call, answer.body)
        return answer, None
    boths: list[Both[Any]] = []
    for first in call.split():
        part: Call[Any] | None = first
        while part is not None:
            boths.append(client.send(replace(part, result=Keeping(part.result))))
            part = _following(part, boths[-1].taken)
    if len(boths) == 1:
        return boths[0].answer, boths[0].taken
    return boths[-1].answer, [item for both in boths for item in both.taken]


def _following(call: Call[Any], taken: Any) -> Call[Any] | None:
    """The call for what stands behind a list that one answer does not hold."""
    from netvisor.protocol.long_lists import Followed

    followed: Followed[Any] = Followed(call)
    for _ in followed.passing(taken if isinstance(taken, list) else []):
        pass
    return followed.following()


def _warn_of_more(call: Call[Any], body: bytes) -> None:
    """Warn when the bytes of one answer hold as many items as an answer may: they are not put together with others."""
    from netvisor.protocol.long_lists import warn_of_more
    from netvisor.protocol.reply import streamed

    if call.long is not None and sum(1 for _ in streamed(call, 200, [body], company="", transaction_id="")) >= (
        call.long.most
    ):
        warn_of_more(call)


def _write(answer: Answer, data: Any, call: Call[Any], form: Form, output: str | None) -> None:
    from netvisor.cli import answers
    from netvisor.cli.tables import data_text

    if form == "xml":
        write_output(answer.body, output)
    elif form in {"csv", "excel"}:
        csv = answers.as_excel_csv if form == "excel" else answers.as_csv
        write_output(csv(data, call.result.of), output)  # type: ignore[attr-defined]  # a list's result
        answers.tell_untyped(data)
    elif form == "json":
        write_output(answers.json_bytes(answer, answers.data_of(data)), output)
        answers.tell_untyped(answers.data_of(data))
    else:
        write_output(data_text(answers.data_of(data), for_file=output is not None), output)
        answers.tell_untyped(answers.data_of(data))
    if output is not None:
        say(f"written to {output}")
