"""Files with several messages: all are checked before anything is done, and each has an outcome of its own."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import click

from netvisor.cli import outcome
from netvisor.errors import DoubtfulValue, MessageError, Problem
from netvisor.lazy_dataclass import frozen

if TYPE_CHECKING:
    from netvisor.cli.arguments import File
    from netvisor.codec.json_pieces import Piece

T = TypeVar("T")


@frozen
class Listed(Generic[T]):
    """A message of a file with several: its number in the file, its first line there, and what was made of it."""

    number: int
    line: int
    made: T

    def tell(self, said: str, text: str = "", *, as_json: bool, **more: Any) -> None:
        """Write the outcome to stdout: a line for people, or a line of JSON.

        Args:
            said: the outcome, in a word or two.
            text: what people read behind it.
            as_json: whether the line is JSON.
            more: further keys of the JSON.
        """
        if as_json:
            outcome.write_json_line({"number": self.number, "line": self.line, "outcome": said, **more})
        else:
            line = f"{self.number}  {said}{f'  {text}' if text else ''}"
            click.echo(outcome.printable(" ".join(line.splitlines())))


def several(given: File) -> list[Listed[Piece]] | None:
    """The messages of a JSON list or of JSON Lines; `None` for a file with one message."""
    from netvisor.codec.json_pieces import pieces

    found = pieces(given.text) if given.is_json else None
    return None if found is None else [Listed(number, piece.line, piece) for number, piece in enumerate(found, 1)]


def made_of_all(
    messages: list[Listed[Piece]], make: Callable[[Piece], T], *, left: str, as_json: bool
) -> list[Listed[T]]:
    """What is made of each message, if all are valid.

    Args:
        messages: the messages.
        make: checks a message and makes something of it.
        left: the outcome of valid messages among invalid ones, such as `not sent`.
        as_json: whether outcomes are JSON.

    Raises:
        click.exceptions.Exit: a message is invalid; the outcomes of all are written.
    """
    made: list[Listed[T]] = []
    wrong: dict[int, Sequence[Problem]] = {}
    for each in messages:
        try:
            made.append(Listed(each.number, each.line, _made(each, make)))
        except MessageError as error:
            wrong[each.number] = error.problems
    if not wrong:
        return made
    for each in messages:
        if each.number in wrong:
            tell_invalid(each, wrong[each.number], as_json=as_json)
        else:
            each.tell(left, as_json=as_json)
    outcome.say(f"{len(wrong)} of {len(messages)} messages invalid; the valid ones are {left} either.")
    raise click.exceptions.Exit(outcome.INVALID)


def _made(each: Listed[Piece], make: Callable[[Piece], T]) -> T:
    """What is made of a message; its warnings name it."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        made = make(each.made)
    for warning in caught:
        if isinstance(warning.message, DoubtfulValue):
            outcome.tell_doubts([warning.message.problem], number=each.number)
        else:
            warnings.showwarning(warning.message, warning.category, warning.filename, warning.lineno)
    return made


def tell_invalid(each: Listed[Any], problems: Sequence[Problem], *, as_json: bool, err: bool = True) -> None:
    """Write the outcome of an invalid message, and its problems: `err` says whether those are talk, not data."""
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    each.tell("invalid", count, as_json=as_json, problems=[outcome.problem_json(problem) for problem in problems])
    if not as_json:
        outcome.say(f"Message {each.number}:")
        outcome.write_problems(problems, as_json=False, err=err)
