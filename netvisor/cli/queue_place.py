"""Where the queue of a command is: the option `--db`, its variable, or a file in the user's state directory."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from netvisor.cli.connection import make_room, state_file

if TYPE_CHECKING:
    from netvisor.queue import Outbox

F = TypeVar("F", bound=Callable[..., Any])

_VARIABLE = "NETVISOR_QUEUE_DB"
SANDBOX_QUEUES: Final = ("tampuuri", "import")
"""The commands that keep a queue beside the file of the sandbox."""

db_option = click.option(
    "--db",
    metavar="FILE|URL",
    help=f"The queue: a file, or postgresql://USER@HOST/DATABASE.  [env: {_VARIABLE};"
    " default: netvisor/queue.sqlite in the state directory]",
)
message_argument = click.argument("message", metavar="MESSAGE", type=click.IntRange(min=1))


def place_of(db: str | None) -> str:
    """The file or address of a queue."""
    return db or os.environ.get(_VARIABLE) or str(state_file("queue.sqlite"))


def sandbox_queue(sandbox: Path, name: str) -> Path:
    """A queue that goes with the file of a sandbox: it knows what was sent there, and goes when that goes."""
    return sandbox.with_name(f"{sandbox.name}.{name}-queue")


def forget_sent(sandbox: Path) -> None:
    """Remove the queues that go with the file of a sandbox, which is about to be emptied."""
    for name in SANDBOX_QUEUES:
        queue = sandbox_queue(sandbox, name)
        for file in (queue, *(queue.with_name(f"{queue.name}{end}") for end in ("-wal", "-shm"))):
            file.unlink(missing_ok=True)


def is_address(place: str) -> bool:
    """Whether a place is the address of a database, and no file."""
    return "://" in place


@contextmanager
def opened(db: str | None, *, make: bool = False) -> Iterator[Outbox]:
    """The queue, for a `with` block.

    Args:
        db: what the option says.
        make: whether a file that is not there is made; else it is wrong usage.
    """
    from netvisor.queue import Outbox

    place = place_of(db)
    if is_address(place) and not place.startswith(("postgresql://", "postgres://")):
        raise click.UsageError(f"--db takes a file, or an address that begins with postgresql://, not {place!r}")
    if not is_address(place):
        if not make and not Path(place).exists():
            raise click.UsageError(f"there is no queue in {place}; netvisor queue put makes one, --db names another")
        make_room(Path(place), holds="the queue")
    with Outbox.open(place) as outbox:
        yield outbox


def shown(db: str | None, outbox: Outbox) -> str | None:
    """The option as commands are shown with it: without a password."""
    return outbox.database.place if db is not None and is_address(db) else db
