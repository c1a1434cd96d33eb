"""The cases: what each starts from, who does it, how to tell that they did the same, and what must be reached."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from tests.benchmarks import objects, others, sandbox_calls, sources, works
from tests.benchmarks.sources import HARD, PLAIN, TRAITS, Trait
from tests.benchmarks.works import LXML, NETVISOR, Work

DICTIONARIES: Final = "lxml, dictionaries"
REQUESTS: Final = "requests"


def nothing_to_do(_: Any) -> None:
    """Nothing has to be ended."""


def same(_: Any) -> None:
    """Nothing to compare."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One work."""

    name: str
    says: str
    """The work in words, for the table."""
    prepare: Callable[[Path], Any]
    """Makes what the work starts from; it gets a folder for files."""
    finish: Callable[[Any], None] = nothing_to_do
    """Ends what `prepare` began."""
    contenders: dict[str, Work]
    """By name; the first is 1.0."""
    content: dict[str, Callable[[Any], Any]] = dataclasses.field(default_factory=dict)
    """Makes the outcome of a contender comparable."""
    goal: float | None = None
    """The most that the library's ratio may be."""
    peak: float | None = None
    """The most MiB that the library's peak may rise."""
    extra_seconds: float | None = None
    """The most seconds that the library may take beyond the first contender, instead of a ratio."""
    most_seconds: float | None = None
    """The most seconds that the library may take, where nothing is compared."""
    processor_time: Callable[[Any], float] | None = None
    """Tells the processor time of what the work makes work, where that is another process."""
    rounds: int = 1_000
    """The most rounds, for works that take long."""
    measures_peak: bool = True


def writing(
    name: str,
    says: str,
    make: Callable[[Trait], Any],
    by_hand: Callable[..., Any],
    ours: Work,
    goal: float,
    **more: Work,
) -> list[Case]:
    """A case for each set of documents; the hard one holds a dash, so it is in UTF-8, and only lxml is asked for it."""
    contenders = {LXML: by_hand, NETVISOR: ours, **others.installed(more)}
    plain = Case(
        name=name,
        says=says,
        prepare=lambda _: make(PLAIN),
        contenders=contenders,
        content=dict.fromkeys(contenders, works.elements) if more else {},
        goal=goal,
    )
    hard = Case(
        name=f"{name}-hard",
        says=f"{says}, hard set",
        prepare=lambda _: make(HARD),
        contenders={LXML: partial(by_hand, charset="utf-8"), NETVISOR: ours},
        goal=goal,
    )
    return [plain, hard]


def invoice(lines: int, goal: float) -> list[Case]:
    return writing(
        f"write-invoice-{lines}",
        f"write a sales invoice of {lines:,} line{'s' if lines > 1 else ''}",
        partial(sources.invoice, lines),
        works.invoice_by_hand,
        works.invoice,
        goal,
        xmltodict=others.invoice_by_xmltodict,
    )


def full_of(name: str, trait: Trait) -> Case:
    """A document that is full of a trait, beside one of the same length without it: both by the library."""
    plain, full = sources.invoice(20, sources.COMPARED), sources.invoice(20, trait)
    return Case(
        name=f"full-of-{name}",
        says=f"write an invoice of 20 lines full of {name.replace('-', ' ')}, beside a plain one",
        prepare=lambda _: None,
        contenders={"plain": lambda _: works.invoice(plain), NETVISOR: lambda _: works.invoice(full)},
        content={"plain": same, NETVISOR: same},
        goal=1.3,
        measures_peak=False,
    )


_IMPORTS: Final = """
from netvisor.codec import doubtful, encode
from netvisor.resources import sales
from tests.benchmarks import objects, sources
of = sources.invoice(3)
sales.SalesInvoice, sales.add_sales_invoice
"""
_FIRST: Final = f"{_IMPORTS}sales.add_sales_invoice(objects.invoice_of(of)).written.encode().bytes()"
_COMMAND: Final = "import sys; sys.argv = ['netvisor', *{}]; from netvisor.cli import main; main()"


def starting(name: str, says: str, program: str, extra_seconds: float, before: str = "pass") -> Case:
    """A program in an interpreter of its own, beside one that does less."""
    return Case(
        name=name,
        says=says,
        prepare=lambda folder: folder,
        contenders={
            "python": partial(works.run_python, before),
            NETVISOR: partial(works.run_python, program),
        },
        content={"python": same, NETVISOR: same},
        extra_seconds=extra_seconds,
        measures_peak=False,
    )


def command(*arguments: str) -> Case:
    return starting(
        "-".join(["start", *(argument.strip("-") for argument in arguments)]),
        f"`netvisor {' '.join(arguments)}`, beside a bare interpreter",
        _COMMAND.format(list(arguments)),
        0.090,
    )


def sandbox_call(name: str, says: str, call: Work, most_seconds: float) -> Case:
    return Case(
        name=name,
        says=says,
        prepare=sandbox_calls.started,
        finish=sandbox_calls.stopped,
        contenders={NETVISOR: call},
        most_seconds=most_seconds,
        processor_time=sandbox_calls.Called.processor_time,
        measures_peak=False,
    )


_CUSTOMERS: Final = {
    LXML: works.list_by_hand,
    DICTIONARIES: works.list_by_dictionaries,
    NETVISOR: works.read_list,
    **others.installed(
        {
            "xmltodict": others.list_by_xmltodict,
            "pydantic-xml": others.list_by_pydantic,
            "xsdata": others.list_by_xsdata,
        }
    ),
}

CASES: tuple[Case, ...] = (
    *invoice(1, 0.60),
    *invoice(20, 0.50),
    *invoice(1000, 0.60),
    *writing(
        "write-customers-10000",
        "write 10,000 customers, a message each",
        lambda trait: [sources.customer(number, trait) for number in range(10_000)],
        works.customers_by_hand,
        works.customers,
        0.55,
    ),
    *writing(
        "write-voucher-10000",
        "write a voucher of 10,000 lines",
        partial(sources.voucher, 10_000),
        works.voucher_by_hand,
        works.voucher,
        0.50,
        **{
            "xmltodict": others.voucher_by_xmltodict,
            "pydantic-xml": others.voucher_by_pydantic,
            "xsdata": others.voucher_by_xsdata,
        },
    ),
    *(full_of(name, trait) for name, trait in TRAITS.items()),
    Case(
        name="send-invoice",
        says="write and send an invoice of 5 lines to a server on this machine, beside `requests` with ready bytes",
        prepare=works.sending,
        finish=works.stop_sending,
        contenders={REQUESTS: works.send_ready, LXML: works.send_by_hand, NETVISOR: works.send},
        goal=1.0,
        measures_peak=False,
    ),
    Case(
        name="read-ok",
        says="read the answer to an add",
        prepare=works.answered,
        contenders={
            LXML: works.ok_by_hand,
            NETVISOR: works.read_ok,
            **others.installed({"xmltodict": others.ok_by_xmltodict}),
        },
        goal=1.0,
    ),
    Case(
        name="read-customers-10000",
        says="read 10,000 customers whole",
        prepare=lambda _: objects.listed_customers(10_000),
        contenders=_CUSTOMERS,
        content=dict.fromkeys(_CUSTOMERS, works.fields),
        goal=0.45,
    ),
    Case(
        name="read-customers-four",
        says="read the four elements of 10,000 customers that netvisor-api-client knows",
        prepare=lambda _: objects.listed_customers(10_000),
        contenders={
            LXML: works.list_by_hand,
            NETVISOR: works.read_list,
            **others.installed({"netvisor-api-client": others.list_by_api_client}),
        },
        content={
            LXML: works.four_fields,
            NETVISOR: works.four_fields,
            "netvisor-api-client": others.values_of_api_client,
        },
        goal=0.45,
        measures_peak=False,
    ),
    Case(
        name="stream-customers-100000",
        says="read 100,000 customers as a stream",
        prepare=lambda _: objects.listed_customers(100_000),
        contenders={LXML: works.list_by_hand, NETVISOR: works.stream_list},
        content={LXML: works.sum_of_keys},
        goal=0.45,
        peak=1.0,
    ),
    Case(
        name="stream-customers-1000000",
        says="read 1,000,000 customers as a stream, beside lxml's pull parser",
        prepare=works.million,
        contenders={LXML: works.iterate_blocks, NETVISOR: works.stream_blocks},
        peak=1.0,
        rounds=1,
    ),
    Case(
        name="decode-invoice-5",
        says="read the request of an invoice of 5 lines, beside lxml's bare parse",
        prepare=lambda _: works.invoice_by_hand(sources.invoice(5), "utf-8"),
        contenders={LXML: works.parsed, NETVISOR: works.decoded},
        content={LXML: same, NETVISOR: same},
        goal=6.0,
        measures_peak=False,
    ),
    Case(
        name="attachment-50mb",
        says="write an attachment of 50 MB in chunks",
        prepare=works.attached,
        contenders={LXML: works.attachment_by_hand, NETVISOR: works.attachment_in_chunks},
        goal=0.12,
        peak=1.0,
    ),
    starting("import", "`import netvisor`, beside a bare interpreter", "import netvisor", 0.010),
    starting("first-invoice", "the first invoice of a process, beside its imports", _FIRST, 0.012, _IMPORTS),
    command("show", "customer"),
    command("get", "--help"),
    *(sandbox_call(name, *call) for name, call in sandbox_calls.CALLS.items()),
)
"""In the order of the table."""


def case(name: str) -> Case:
    """The work of this name.

    Raises:
        KeyError: there is none.
    """
    return next(c for c in CASES if c.name == name)
