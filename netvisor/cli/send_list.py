"""Sending several messages: in order, with an outcome for each, up to the first that says nothing good of the next."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import click

from netvisor.cli import outcome
from netvisor.cli.connection import Target, client_for, new_transaction_id
from netvisor.cli.message_lists import Listed
from netvisor.errors import (
    DuplicateData,
    InvalidData,
    InvalidDataSize,
    NetvisorError,
    PeriodLocked,
    Refused,
    Retry,
)

if TYPE_CHECKING:
    from netvisor.client.client import Client
    from netvisor.protocol.call import Call
    from netvisor.protocol.results import Answer

_OF_THE_MESSAGE: Final = (DuplicateData, InvalidData, InvalidDataSize, PeriodLocked)
"""Refusals of one message, which say nothing of the next; after any other error nothing more is sent."""


def beginning_with(
    listed: list[Listed[Call[Any]]], first: int | None, transaction_id: str | None
) -> list[Listed[Call[Any]]]:
    """The messages from `--from` on."""
    if transaction_id is not None and first is None:
        raise click.UsageError("--transaction-id is for one message: name it, --from N, to go on with it")
    if first is not None and first > len(listed):
        raise click.UsageError(f"--from {first}: the last message is {len(listed)}")
    return listed[first - 1 :] if first is not None else listed


def send_all(listed: list[Listed[Call[Any]]], target: Target, transaction_id: str | None, *, as_json: bool) -> int:
    """Send the messages one after another and write their outcomes; returns the exit code.

    Args:
        listed: the messages.
        target: where to.
        transaction_id: the id of the first one.
        as_json: whether outcomes are JSON.
    """
    if not listed:
        outcome.say("The list is empty: nothing to send.")
    used = [transaction_id or new_transaction_id()]
    counts: Counter[str] = Counter()
    stopped: NetvisorError | None = None
    with client_for(target, transaction_ids=lambda: used[-1]) as client:
        for each in listed:
            if stopped is not None:
                counts["not sent"] += 1
                each.tell("not sent", as_json=as_json)
                continue
            try:
                said, error = _send_one(each, client, used[-1], as_json=as_json)
            except (BrokenPipeError, KeyboardInterrupt):
                outcome.say(f"Stopped at message {each.number}: check whether it was stored, then go on with --from.")
                raise
            counts[said] += 1
            if error is not None and not isinstance(error, _OF_THE_MESSAGE):
                stopped = error
                _tell_stop(each, listed, error, said)
            used.append(new_transaction_id())
    _tell_counts(counts, as_json=as_json)
    if counts["accepted"] and counts["accepted"] < len(listed):
        outcome.say("Run again with the same messages, the command would send the accepted ones a second time.")
    if stopped is not None:
        return outcome.exit_code(stopped)
    return outcome.REFUSED if counts["refused"] else outcome.DONE


def _send_one(
    each: Listed[Call[Any]], client: Client, transaction_id: str, *, as_json: bool
) -> tuple[str, NetvisorError | None]:
    from netvisor.cli.answers import envelope_json
    from netvisor.cli.calls import answer_to

    try:
        answer: Answer = answer_to(each.made, client, transaction_id)
    except NetvisorError as error:
        said = _outcome_of(error)
        more: dict[str, Any] = {"error": error.text}
        if isinstance(error, Refused):
            more = outcome.refusal_json(error)
        each.tell(said, error.text, as_json=as_json, transaction_id=transaction_id, **more)
        return said, error
    keys = ", ".join(answer.inserted)
    each.tell("accepted", keys, as_json=as_json, transaction_id=transaction_id, **envelope_json(answer))
    return "accepted", None


def _outcome_of(error: NetvisorError) -> str:
    if error.retry is Retry.READ_BACK:
        return "unknown"
    return "refused" if isinstance(error, Refused) else "not sent"


def _tell_counts(counts: Counter[str], *, as_json: bool) -> None:
    sent = counts["accepted"] + counts["refused"] + counts["unknown"]
    rest = "  ".join(f"{name} {counts[name]}" for name in ("accepted", "refused", "unknown", "not sent"))
    line = f"sent {sent}  {rest}"
    outcome.say(line) if as_json else click.echo(line)


def _tell_stop(each: Listed[Call[Any]], listed: list[Listed[Call[Any]]], error: NetvisorError, said: str) -> None:
    """Say where it stopped, why, and how to go on."""
    outcome.tell(error, as_json=False)
    number, last = each.number, listed[-1].number
    rest = f"message {last} was" if number + 1 == last else f"messages {number + 1} to {last} were"
    outcome.say(f"Stopped at message {number}; {rest} not sent." if number < last else "It was the last message.")
    if said == "unknown":
        beyond = f"go on with --from {number + 1}" if number < last else "all is done"
        outcome.say(f"If message {number} was stored, {beyond}.")
        also = " and what follows it" if number < last else ""
        again = f"--from {number} --transaction-id {error.transaction_id}"
        outcome.say(f"If it was not, send it{also} with {again}")
    else:
        outcome.say(f"When the cause is gone, go on with --from {number}")
