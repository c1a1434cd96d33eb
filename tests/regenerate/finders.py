"""The table of finders: how each write is found when its answer is lost, in words for whoever judges it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from netvisor.protocol.call import Endpoint
from netvisor.protocol.finder import Finder, Finding
from netvisor.resources import endpoints
from tests.facts import FACTS

TABLE: Final = FACTS / "finders.tsv"
WRITES: Final[dict[str, Endpoint]] = {
    f"{endpoint.area}.{function.__name__}": endpoint
    for endpoint in endpoints()
    if endpoint.writes
    for function in endpoint.functions
}
"""The functions that write, with their resources."""
ALTERNATIVES: Final[Mapping[str, str]] = {
    "update_sales_invoice_status": "update_sales_invoice_status(es)",
    "update_sales_invoice_statuses": "update_sales_invoice_status(es)",
    "cancel_user_invitation": "cancel / verify_user_invitation",
    "edit_user_access_rights": "edit/change/delete",
    "change_user_access_rights_validity": "edit/change/delete",
    "delete_user_access_right": "edit/change/delete",
}
"""Functions that the table writes in a short form."""


def finding_of(function: str) -> Finding | None:
    """What is declared of a function; `None` when nothing is."""
    return WRITES[function].findings.get(function.partition(".")[2])


def rows_of(function: str) -> list[dict[str, str]]:
    """The rows that the table has for a function."""
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    names, *rows = (line.split("\t") for line in lines)
    name = function.partition(".")[2]
    wanted = ALTERNATIVES.get(name, name)
    named = (dict(zip(names, row, strict=False)) for row in rows)
    return [
        row for row in named if WRITES[function].resource in row["resource"].split(" / ") and wanted in row["function"]
    ]


def finders() -> str:
    """The text of the table, with a row for each function that declares how it is found and has none."""
    missing = {name: finding for name in WRITES if (finding := finding_of(name)) and not rows_of(name)}
    return TABLE.read_text("utf-8") + "".join(f"{first_row(name, each)}\n" for name, each in missing.items())


def first_row(function: str, finding: Finding) -> str:
    """A row in the words of the declaration."""
    each = finding.finders
    cells = [
        WRITES[function].resource,
        function.partition(".")[2],
        "; ".join(", ".join(one.needs) for one in each) or "none",
        "; ".join(_read(function, one) for one in each) or "none found",
        "; ".join(f"{', '.join(one.equal or one.ask)} equal" for one in each) or "-",
        "; ".join(dict.fromkeys(one.strength.name.lower() for one in each)) or "none",
        finding.nothing,
        "as declared",
    ]
    return "\t".join(cells)


def _read(function: str, finder: Finder) -> str:
    area, _, name = finder.read.rpartition(".")
    home = area or function.partition(".")[0]
    reads = (e.resource for e in endpoints() if e.area == home and name in [f.__name__ for f in e.functions])
    return " ".join([*reads, *(f"{argument}=<{place}>" for argument, place in finder.ask.items())])


def unfound() -> Iterator[str]:
    """The writes that do not say how they are found."""
    for name, endpoint in WRITES.items():
        if finding_of(name) is None:
            yield (
                f"netvisor/resources/{endpoint.area}/: say with `found_by`, below the function, how {name} is found"
                " when its answer is lost"
            )
