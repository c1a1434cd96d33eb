"""Customers from a spreadsheet: checked cell by cell, sent once each, and listed afterwards.

    python examples/customers_from_a_sheet.py

shows it with an invented sheet against a local Netvisor. `netvisor import customer FILE --send` does the same from the
command line; a program of your own can do what lies between, here a number for those that have none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from netvisor import Client
from netvisor.queue import Outbox, Put, State, Worker
from netvisor.resources import customers, find
from netvisor.sandbox import Sandbox
from netvisor.sheets import Reading, SheetProblem, layout, open_sheet

SHEET = """\
internal_identifier;name;city;balance_limit;dimension_name;dimension_item
0017;Äiti Oy;Helsinki;1 500,00;Piiri;Etelä
0018;Bee Oy;Espoo;2000;;
;Uusi asiakas Oy;Vantaa;;;
"""
MISTAKES = """\
internal_identifier;nmae;balance_limit
0019;Cee Oy;paljon
"""


def read(file: Path) -> tuple[list[customers.Customer], list[SheetProblem]]:
    """The customers of a sheet, and what is wrong in it."""
    columns = layout(find("customer"), "add")
    reading = Reading(open_sheet(file, columns), columns, file.parent)
    found = [draft.message for draft in reading.messages() if draft.message is not None]
    return found, reading.problems


def numbered(found: Sequence[customers.Customer], first: int) -> list[customers.Customer]:
    """The customers, with a code for those that have none: without it, a lost answer could not be looked up."""
    free = iter(range(first, first + len(found)))
    made = []
    for customer in found:
        base = customer.customer_base_information
        if not base.internal_identifier:
            code = customers.InternalIdentifier(value=f"{next(free):04}")
            customer = replace(customer, customer_base_information=replace(base, internal_identifier=code))
        made.append(customer)
    return made


def code_of(customer: customers.Customer) -> str:
    """The customer code."""
    code = customer.customer_base_information.internal_identifier
    return str(code.value if isinstance(code, customers.InternalIdentifier) else code)


def send(found: Sequence[customers.Customer], outbox: Outbox, client: Client) -> dict[State, int]:
    """Send each customer once, however often this is called with it; gives how many are in each state."""
    company = client.company
    outbox.put_many(
        [Put(call=customers.add_customer(each), company=company, key=f"customer {code_of(each)}") for each in found]
    )
    Worker(outbox, lambda _: client, companies=[company]).drain(company)
    return {state: number for state, number in outbox.counts().items() if number}


def main() -> None:
    """Show it."""
    with TemporaryDirectory() as folder, Sandbox() as sandbox:
        wrong, right = Path(folder) / "mistakes.csv", Path(folder) / "customers.csv"
        wrong.write_text(MISTAKES, "utf-8")
        right.write_text(SHEET, "cp1252")
        for problem in read(wrong)[1]:
            print(problem)
        found = numbered(read(right)[0], first=100)
        with (
            Client(sandbox.credentials, base_url=sandbox.url) as client,
            Outbox.open(f"{folder}/queue.db") as outbox,
        ):
            for _ in range(2):
                states = send(found, outbox, client)
                print(", ".join(f"{number} {state.value}" for state, number in states.items()))
            for each in client.send(customers.list_customers()):
                print(each.code, each.name)


if __name__ == "__main__":
    main()
