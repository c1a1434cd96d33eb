"""How a command ends: its exit code, and the report of an error for people or programs.

0 done · 1 rejected by Netvisor · 2 wrong usage · 3 message invalid
4 no answer, nothing sent or a read · 5 outcome of a write unknown
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import click

from netvisor.cli.folded_problems import folded
from netvisor.errors import (
    DoubtfulValue,
    ExposedFile,
    IncompleteList,
    MessageError,
    NetvisorError,
    NotSent,
    OutcomeUnknown,
    Problem,
    ReadOnlyClient,
    Refused,
    ReplacedCharacter,
    Retry,
    SetupError,
    UnreadableReply,
)
from netvisor.queue.errors import OutcomeCannotBeTold, QueueError

_TOLD: Final = (ExposedFile, IncompleteList, OutcomeCannotBeTold, ReplacedCharacter)
"""Warnings that are shown as they are, in one line."""

DONE: Final = 0
REFUSED: Final = 1
USAGE: Final = 2
INVALID: Final = 3
NO_ANSWER: Final = 4
UNKNOWN: Final = 5
INTERRUPTED: Final = 130
PIPE_CLOSED: Final = 141

_JSON_WANTED: Final = "netvisor.json"
_PROBLEM_PARTS: Final = ("line", "column", "path", "rule", "found", "expected")

NEXT: Final[dict[Retry, str]] = {
    Retry.NEVER: "The same request would fail again.",
    Retry.LATER: "Nothing was stored; try again later.",
    Retry.NOW: "Nothing was changed; it is safe to try again.",
    Retry.READ_BACK: "It may have been stored: check (netvisor get ...) before you send it again.",
}


def want_json(ctx: click.Context, *, wanted: bool) -> None:
    """Note that the output is JSON, so that errors are too."""
    ctx.find_root().meta[_JSON_WANTED] = wanted


def json_wanted(ctx: click.Context) -> bool:
    """Whether the output is JSON."""
    return bool(ctx.find_root().meta.get(_JSON_WANTED))


def say(text: str) -> None:
    """Write a message to stderr."""
    click.echo(printable(text), err=True)


def write(data: bytes) -> None:
    """Write data to stdout, byte for byte."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def write_json(value: Any) -> None:
    """Write JSON to stdout, always in UTF-8."""
    write(json_bytes(value))


def json_bytes(value: Any) -> bytes:
    """The bytes of a JSON text."""
    import json  # slow to load, and many commands write none

    text = json.dumps(value, ensure_ascii=False, indent=2)
    # A lone surrogate, which only a broken input holds, comes out as its JSON escape.
    return f"{text}\n".encode("utf-8", "backslashreplace")


def write_json_line(value: Any) -> None:
    """Write JSON in one line to stdout, always in UTF-8."""
    import json  # slow to load, and many commands write none

    write(f"{json.dumps(value, ensure_ascii=False)}\n".encode("utf-8", "backslashreplace"))


def printable(text: str) -> str:
    """A text with its control characters escaped, except line breaks."""
    return "".join(c if c.isprintable() or c == "\n" else c.encode("unicode_escape").decode() for c in text)


def problem_line(problem: Problem) -> str:
    """One problem in one line: position, path, what was found, what was expected."""
    return printable(str(problem)).replace("\n", "\\n")


def problem_json(problem: Problem) -> dict[str, Any]:
    """One problem for programs."""
    return {part: getattr(problem, part) for part in _PROBLEM_PARTS}


def write_problems(problems: Iterable[Problem], *, as_json: bool, err: bool) -> None:
    """Write problems: a JSON list of each to stdout, or lines, equal ones folded, to stdout or stderr."""
    if as_json:
        write_json([problem_json(problem) for problem in problems])
        return
    for problem in folded(problems):
        click.echo(problem_line(problem), err=err)


def tell_doubts(doubts: Iterable[Problem], number: int | None = None) -> None:
    """Report probable mistakes in a valid message on stderr; `number` is that of one of several messages."""
    where = "" if number is None else f" in message {number}"
    for doubt in doubts:
        say(f"Doubtful{where}: {problem_line(doubt)}")


@contextmanager
def warnings_told() -> Iterator[None]:
    """Show each warning of the library as one line, instead of in Python's format."""
    with warnings.catch_warnings():
        for category in (DoubtfulValue, *_TOLD):
            warnings.simplefilter("always", category)
        show = warnings.showwarning

        def tell_warning(message: Warning | str, *where: Any, **more: Any) -> None:
            if isinstance(message, DoubtfulValue):
                tell_doubts([message.problem])
            elif isinstance(message, _TOLD):
                say(f"Warning: {message}")
            else:
                show(message, *where, **more)

        warnings.showwarning = tell_warning
        yield


def tell(error: Exception, *, as_json: bool) -> int | None:
    """Report an error and return the exit code; `None` for a bug in this program."""
    if not isinstance(error, NetvisorError):
        return None
    if isinstance(error, MessageError):
        _tell_message(error, as_json=as_json)
    elif isinstance(error, Refused):
        _tell_refused(error, as_json=as_json)
    elif isinstance(error, UnreadableReply):
        say(f"Unreadable answer: {error}")
        _show_first_bytes(error.body)
        say(NEXT[error.retry])
    elif isinstance(error, (OutcomeUnknown, NotSent)):
        say(f"{'Not sent' if isinstance(error, NotSent) else 'No answer'}: {error}")
        say(NEXT[error.retry])
    else:
        say(f"Error: {error}")
    return exit_code(error)


def exit_code(error: NetvisorError) -> int:
    """The exit code of an error."""
    if isinstance(error, MessageError):
        # A wrong parameter of the address is wrong usage; there is no message that could be invalid.
        return USAGE if error.problems and all(p.rule == "parameter" for p in error.problems) else INVALID
    if isinstance(error, Refused):
        return REFUSED
    if isinstance(error, (SetupError, ReadOnlyClient)):
        return USAGE
    if isinstance(error, UnreadableReply):
        return UNKNOWN if error.writes else REFUSED
    if isinstance(error, OutcomeUnknown):
        return UNKNOWN if error.writes else NO_ANSWER
    if isinstance(error, QueueError) and error.retry is Retry.NEVER:
        return USAGE
    return NO_ANSWER


def _tell_message(error: MessageError, *, as_json: bool) -> None:
    write_problems(error.problems, as_json=as_json, err=True)
    if exit_code(error) == INVALID:
        count = "1 problem" if len(error.problems) == 1 else f"{len(error.problems)} problems"
        say(f"The message is invalid: {count}.")


def _tell_refused(error: Refused, *, as_json: bool) -> None:
    if as_json:
        write_json(refusal_json(error))
    say(f"Rejected by {error.SERVICE}: {error.category or 'no category'}")
    for line in [*error.message.splitlines(), *filter(None, [error.HINT])]:
        say(f"  {line}")
    say(NEXT[error.retry])
    if error.transaction_id:
        say(f"Transaction id: {error.transaction_id}")


def refusal_json(error: Refused) -> dict[str, Any]:
    """A refusal in the JSON form of an answer."""
    return {
        "status": "FAILED",
        "category": error.category,
        "message": error.message,
        "timestamp": iso_moment(error.timestamp),
    }


def iso_moment(text: str | None) -> str | None:
    """The vendor's time of an answer in ISO 8601; unchanged if it is in no documented format."""
    from netvisor.codec.values import read_datetime

    try:
        return read_datetime(text).isoformat() if text else None
    except ValueError:
        return text


def _show_first_bytes(body: bytes) -> None:
    text = body[:300].decode("utf-8", "replace").strip()
    if text:
        say("It begins:")
        for line in text.splitlines()[:6]:
            say(f"  {line}")
