"""`netvisor get`: reads from Netvisor, as tables, JSON, CSV or the answer's bytes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import click

from netvisor.cli.arguments import (
    examples,
    find_resource,
    output_option,
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

Form: TypeAlias = Literal["json", "csv", "xml", "tables"]


@click.command(
    "get",
    epilog=examples(
        "netvisor get customerlist --sandbox",
        "netvisor get salesinvoicelist --sandbox --param begininvoicedate=2026-11-01",
        "netvisor get customerlist --sandbox --csv -o customers.csv",
    ),
)
@resource_argument
@param_option
@click.option("--json", "forms", flag_value="json", multiple=True, help="Write JSON.")
@click.option("--csv", "forms", flag_value="csv", multiple=True, help="Write CSV; lists only.")
@click.option("--xml", "forms", flag_value="xml", multiple=True, help="Write the answer's bytes unchanged.")
@output_option
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
        raise click.UsageError("use only one of --json, --csv and --xml")
    form: Form = forms[0] if forms else "tables"
    want_json(ctx, wanted=form == "json")
    found = find_resource(resource)
    call = _call(found, pairs(params))
    typed = call.result.root is not None
    if call.writes:
        raise click.UsageError(f"{call.resource} changes data; get only reads. Use: netvisor send {call.resource}")
    _refuse_form(call, form, typed=typed)
    with reading_client(target, call.resource) as client:
        answer, data = _read(client, call, raw=form == "xml" or not typed)
    _write(answer, data, call, form if typed or form == "json" else "xml", output)


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

    if form == "csv" and not isinstance(call.result, Items):
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
        return client.send(replace(call, result=RawResult())), None
    boths: list[Both[Any]] = [client.send(replace(part, result=Keeping(part.result))) for part in call.split()]
    if len(boths) == 1:
        return boths[0].answer, boths[0].taken
    return boths[-1].answer, [item for both in boths for item in both.taken]


def _write(answer: Answer, data: Any, call: Call[Any], form: Form, output: str | None) -> None:
    from netvisor.cli import answers
    from netvisor.cli.tables import data_text

    if form == "xml":
        write_output(answer.body, output)
    elif form == "csv":
        write_output(answers.as_csv(data, call.result.of), output)  # type: ignore[attr-defined]  # a list's result
        answers.tell_untyped(data)
    elif form == "json":
        write_output(answers.json_bytes(answer, answers.data_of(data)), output)
        answers.tell_untyped(answers.data_of(data))
    else:
        write_output(data_text(answers.data_of(data), for_file=output is not None), output)
        answers.tell_untyped(answers.data_of(data))
    if output is not None:
        say(f"written to {output}")
