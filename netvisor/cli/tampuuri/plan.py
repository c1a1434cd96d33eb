"""`netvisor tampuuri plan`: shows what the bridge would send to Netvisor, and why."""

from __future__ import annotations

from typing import Any

import click

from netvisor.cli.arguments import examples, write_output
from netvisor.cli.outcome import say, write, write_json
from netvisor.cli.tampuuri.bridging import bridge_for, bridge_options


@click.command(
    "plan",
    epilog=examples(
        "netvisor tampuuri plan --sandbox",
        "netvisor tampuuri plan --sandbox --page plan.html",
        "netvisor tampuuri plan --template > bridge.toml",
        "netvisor tampuuri plan bridge.toml --contract 300000 --sandbox --json",
    ),
)
@click.option("--template", is_flag=True, help="Write a FILE to begin with, and do nothing else.")
@click.option("--page", metavar="FILE", help="Write it as a page, too: one HTML file that needs no other.")
@bridge_options
def command(
    template: bool, page: str | None, as_json: bool, settings: str | None, contracts: tuple[int, ...], **how: Any
) -> None:
    """Show what would be created, changed, left and held in Netvisor, and why; nothing is sent.

    FILE is a TOML file with the decisions of the bridge; docs/tampuuri.md describes it. With --sandbox it may be left
    out.
    """
    if template:
        from netvisor.extras import require

        require("netvisor tampuuri", "tampuuri", "msgspec")
        from netvisor.tampuuri.bridge.settings import demo_text

        write(demo_text().encode())
        return
    from netvisor.cli.tampuuri.json_output import readable

    with bridge_for(settings, contracts, **how) as bridge:
        plan = bridge.plan()
    made = plan.json()
    if page is not None:
        from netvisor.cli.tampuuri.plan_page import plan_page

        write_output(plan_page(made), page)
    if as_json:
        write_json(made)
        return
    write(readable(made["items"]))
    say(", ".join(f"{action} {number}" for action, number in made["counts"].items()))
