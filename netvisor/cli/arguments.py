"""Arguments and options that several commands share, and their implementation."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

import click

from netvisor.cli.completion import parameters, resources
from netvisor.cli.outcome import want_json
from netvisor.lazy_dataclass import frozen

if TYPE_CHECKING:
    from pathlib import Path

    from netvisor.protocol.call import Endpoint
    from netvisor.resources import Undeclared

F = TypeVar("F", bound=Callable[..., Any])

resource_argument = click.argument("resource", metavar="RESOURCE", shell_complete=resources)
file_argument = click.argument(
    "file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, allow_dash=True, readable=True)
)
method_option = click.option("--method", type=click.Choice(["add", "edit"]), help="Add a record, or edit one.")
output_option = click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, writable=True),
    help="Write to FILE instead of stdout.",
)
param_option = click.option(
    "--param",
    "params",
    metavar="NAME=VALUE",
    multiple=True,
    shell_complete=parameters,
    help="A query parameter, as 'netvisor show RESOURCE' lists them; repeatable.",
)


def examples(*lines: str) -> str:
    """The end of a help text: commands that can be pasted into a shell as they stand."""
    return "\n".join(["\b", "Examples:", *(f"  {line}" for line in lines)])


def _note_json(ctx: click.Context, _: click.Parameter, value: bool) -> bool:
    want_json(ctx, wanted=value)
    return value


def json_option(text: str = "Write JSON.") -> Callable[[F], F]:
    """The option `--json`; errors become JSON with it, too."""
    return click.option("--json", "as_json", is_flag=True, callback=_note_json, help=text)


@frozen
class File:
    """The content of FILE, and the folder that paths in it start from."""

    content: bytes
    folder: Path

    @property
    def is_json(self) -> bool:
        """JSON begins with a brace, or with a bracket if it is a list; XML never does."""
        return self.content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"{", b"["}

    @property
    def text(self) -> str:
        """The content as the text of a JSON file."""
        try:
            return self.content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise click.UsageError(f"the JSON is not UTF-8: {error.reason} at byte {error.start}") from error


def read_file(name: str) -> File:
    """Read FILE, or stdin for `-`."""
    from pathlib import Path  # slow to load, and many commands read no file

    if name == "-":
        return File(sys.stdin.buffer.read(), Path())
    try:
        return File(Path(name).read_bytes(), Path(name).parent)
    except OSError as error:
        raise click.UsageError(f"cannot read {name}: {error.strerror or error}") from error


def write_output(data: bytes, output: str | None) -> None:
    """Write data to the file of `-o`, whole or not at all, or to stdout."""
    from netvisor.cli.outcome import write

    if output is None or output == "-":
        write(data)
        return
    from netvisor.cli.whole_file import whole_files

    with whole_files(output) as (path,):
        path.write_bytes(data)


def find_resource(name: str) -> Endpoint | Undeclared:
    """The resource of this name, declared or only known; an unknown one is a usage error."""
    from netvisor.errors import SetupError
    from netvisor.resources import RESOURCES, find, undeclared

    with suppress(SetupError):
        return find(name)
    from difflib import get_close_matches

    wanted = plain(name)
    known = {plain(row.resource): row for row in undeclared() if row.resource}
    if wanted in known:
        return known[wanted]
    every = [*known, *map(plain, RESOURCES)]
    near = get_close_matches(wanted, every, n=3) or [other for other in every if wanted and wanted in other][:3]
    hint = f" Did you mean {' or '.join(f'{other}.nv' for other in near)}?" if near else " See: netvisor resources"
    raise click.UsageError(f"unknown resource {name!r}.{hint}")


def declared_resource(name: str, *, needs: str = "") -> Endpoint:
    """The declared resource of this name; for an undeclared one, a usage error that says why."""
    from netvisor.protocol.call import Endpoint

    found = find_resource(name)
    if isinstance(found, Endpoint):
        return found
    what = f"; {needs}" if needs else ""
    raise click.UsageError(f"{found.resource} is not declared: {found.reason}{what}")


def message_class(endpoint: Endpoint) -> type:
    """The message class of a resource; a usage error if it has none."""
    if endpoint.request is None:
        raise click.UsageError(f"{endpoint.resource} has no message: it is a {endpoint.http} with parameters only")
    return endpoint.request


def plain(name: str) -> str:
    """A resource's name, normalized for comparison."""
    return name.strip().lower().removesuffix(".nv")


def pairs(params: tuple[str, ...]) -> list[tuple[str, str]]:
    """The pairs of `--param NAME=VALUE`."""
    found = []
    for param in params:
        name, sign, value = param.partition("=")
        if not sign or not name:
            raise click.BadParameter(f"{param!r} is not NAME=VALUE", param_hint="--param")
        found.append((name, value))
    return found
