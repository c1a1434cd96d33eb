"""`netvisor sandbox`: a local Netvisor that runs until stopped."""

from __future__ import annotations

import json
import threading
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from netvisor.cli.arguments import examples
from netvisor.cli.connection import make_room, sandbox_file
from netvisor.cli.outcome import say
from netvisor.cli.problem_report import ProblemReport
from netvisor.cli.stopping import stopped_by_signal
from netvisor.sandbox.settings import ALGORITHMS, Gate, IdNoted, Overlapping, UrlForm
from netvisor.sandbox.tampuuri.path import PATH
from netvisor.web.trusted_host import NETVISOR_HOSTS

if TYPE_CHECKING:
    from netvisor.sandbox import Case, Sandbox


@click.command("sandbox", epilog=examples("netvisor sandbox --db books.sqlite --seed demo"))
@click.option("--port", metavar="N", type=click.IntRange(0, 65535), help="The port; default: any free one.")
@click.option("--db", metavar="FILE", type=click.Path(dir_okay=False), help="Keep the books in a file.")
@click.option(
    "--reset",
    is_flag=True,
    help="Empty the books in FILE, or those that --sandbox uses. With --port or --json, run afterwards.",
)
@click.option("--json", "as_json", is_flag=True, help="Write address and credentials as one line of JSON.")
@click.option("--open", "open_page", is_flag=True, help="Open its page in the browser.")
@click.option(
    "--company",
    "companies",
    metavar="ID",
    multiple=True,
    help="The business id of a company; repeatable.",
)
@click.option(
    "--seed",
    metavar="TEXT",
    help="Fill empty books with a year of an invented company; the same TEXT always gives the same company.",
)
@click.option(
    "--gate",
    type=click.Choice(get_args(Gate)),
    default="strict",
    show_default=True,
    help="Reject messages with mistakes (strict), or store what can be interpreted and list the mistakes (report).",
)
@click.option(
    "--no-access",
    metavar="RESOURCE",
    multiple=True,
    help="Deny access to a resource; repeatable.",
)
@click.option(
    "--dimension",
    "dimensions",
    metavar="NAME",
    multiple=True,
    help="A dimension heading, as a person adds it in Netvisor; repeatable.",
)
@click.option(
    "--accounts",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False),
    help="A chart of accounts in CSV or JSON for every company, in place of the standard one.",
)
@click.option(
    "--case",
    "case_file",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False),
    help="Send the call of a test case to the books of the case, compare the outcome, and go on running.",
)
@click.option(
    "--keep-books",
    is_flag=True,
    help="Keep the books before each write in the log, so that test cases can be made of writes; slower.",
)
@click.option(
    "--fault",
    "faults",
    metavar="FAULT",
    multiple=True,
    help="Make calls fail: drop-connection,after=storing or html,chance=5%; repeatable.",
)
@click.option("--fault-seed", metavar="N", type=int, default=0, help="The seed of random faults, to repeat a run.")
@click.option("--latency", metavar="PROFILE", help="How long calls take: 0.2, or '50%=0.1 95%=0.8 100%=3'.")
@click.option(
    "--id-noted",
    type=click.Choice(get_args(IdNoted)),
    default="arrival",
    show_default=True,
    help="When a TransactionId counts as used: as soon as it arrives, or only after success.",
)
@click.option(
    "--overlapping",
    type=click.Choice(get_args(Overlapping)),
    default="refuse",
    show_default=True,
    help="What happens when a second call for the same company arrives.",
)
@click.option(
    "--algorithms",
    metavar="NAMES",
    default=",".join(ALGORITHMS),
    show_default=True,
    callback=lambda _ctx, _option, text: tuple(name.strip().upper() for name in text.split(",") if name.strip()),
    help="The MAC algorithms that are accepted, separated by commas.",
)
@click.option(
    "--url-form",
    type=click.Choice(get_args(UrlForm)),
    default="either",
    show_default=True,
    help="The form of the address that the MAC must be made from.",
)
@click.option(
    "--host-name",
    "host_names",
    metavar="NAME",
    multiple=True,
    default=NETVISOR_HOSTS,
    show_default=True,
    help="A further host name that calls may use, as behind a proxy; repeatable.",
)
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--allow-remote", is_flag=True, help="Allow a --host that other machines can reach.")
def command(
    port: int | None,
    db: str | None,
    reset: bool,
    as_json: bool,
    open_page: bool,
    case_file: str | None,
    **settings: Any,
) -> None:
    """Run a local Netvisor on 127.0.0.1 until Ctrl-C, and print the variables that point to it.

    Open its address in a browser to see each call, its problems and the books of the company.

    Without --db the books are kept in memory. The file that --sandbox of other commands uses is
    $NETVISOR_SANDBOX_DB, or netvisor/sandbox.sqlite in the user's state directory.
    """
    from netvisor.cli.queue_place import forget_sent
    from netvisor.sandbox import Sandbox

    case = None if case_file is None else _load(case_file, settings)
    file = Path(db) if db is not None else make_room(sandbox_file()) if reset else None
    settings["companies"] = settings["companies"] or None
    if reset and file is not None:
        forget_sent(file)
    if reset and port is None and not as_json:
        with Sandbox(db=file, reset=True, **settings):
            seed = settings["seed"]
            say(f"The books in {file} are {'empty' if seed is None else f'new, from the seed {seed!r}'}.")
        return
    with stopped_by_signal() as stop, Sandbox(db=file, port=port or 0, reset=reset, **settings) as sandbox:
        report = ProblemReport()
        sandbox.calls.watch(report)
        if as_json:
            # Keys included: they open nothing but this sandbox.
            companies = {each: sandbox.credentials_for(each).plain() for each in sandbox.companies}
            line: dict[str, Any] = {"url": sandbox.url, "credentials": companies[sandbox.companies[0]]}
            if len(companies) > 1:
                line["companies"] = companies
            click.echo(json.dumps(line, ensure_ascii=False))
        else:
            _tell(sandbox, file)
        if case is not None:
            case.enter(sandbox.store)
            difference = case.difference(case.send(sandbox.app))
            say(f"The case gives another outcome: {difference}." if difference else f"The case ends as it did: {case}.")
        if open_page:
            threading.Thread(target=_open, args=(sandbox.url,), daemon=True).start()
        stop.asked.wait()
    report.sum_up()
    say("Stopped.")


def _load(path: str, settings: dict[str, Any]) -> Case:
    """The case of a file; the sandbox gets its company, time and settings."""
    from netvisor.sandbox import load_case

    case = load_case(path)
    settings |= {"companies": [case.company], "clock": lambda: case.time, **case.settings}
    return case


def _open(url: str) -> None:
    """Show the page in the browser: that of $BROWSER, or the usual one."""
    local = url.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:")
    if not webbrowser.open(local):
        say(f"No browser could be started; open {local} yourself.")


def _tell(sandbox: Sandbox, file: Path | None) -> None:
    """Instructions for people: variables to paste into a shell."""
    kept = "in memory; use --db FILE to keep them" if file is None else f"in {file}"
    say(f"A local Netvisor listens on {sandbox.url}; open it in a browser to see its calls and books.")
    say(f"A local Tampuuri is beside it, at {sandbox.url.rstrip('/')}{PATH}")
    say(f"Its books are {kept}. Stop it with Ctrl-C. To call it, set:")
    click.echo(f"export NETVISOR_BASE_URL={sandbox.url}")
    for company in sandbox.companies:
        for name, value in sandbox.credentials_for(company).plain().items():
            # The variables of the other companies are there to be copied, not to take the place of the first one's.
            off = "" if company == sandbox.companies[0] else "# "
            click.echo(f"{off}export NETVISOR_{name.upper()}='{value}'")
