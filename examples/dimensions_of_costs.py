"""Costs are posted by project, and the ledger is summed up by project.

python dimensions_of_costs.py
"""

from __future__ import annotations

import os
from collections import defaultdict
from datetime import date
from decimal import Decimal

from netvisor import TEST, Client, Credentials, accounting, dimensions
from netvisor.sandbox import Sandbox

HEADING = "Projekti"
"""A person makes the heading in Netvisor; the interface can only add items under it."""
COSTS = {"Talo A": Decimal("420.00"), "Talo B": Decimal("180.50")}


def ensure_items(client: Client, names: list[str]) -> list[str]:
    """Add the items that are missing under the heading; gives those that were added."""
    headings = {heading.name: heading for heading in client.send(dimensions.list_dimensions())}
    if HEADING not in headings:
        raise SystemExit(f"Netvisor has no dimension {HEADING}: a person has to add it")
    details = headings[HEADING].dimension_details
    there = {item.name for item in details.dimension_detail} if details else set()
    missing = [name for name in names if name not in there]
    for name in missing:
        client.send(dimensions.add_dimension_item(dimensions.DimensionItem(name=HEADING, item=name)))
    return missing


def line(account: int, amount: Decimal, project: str | None = None) -> accounting.VoucherLine:
    """A row, of a project or of none."""
    return accounting.VoucherLine(
        line_sum=accounting.LineSum(amount, type="net"),
        account_number=account,
        vat_percent=accounting.VatPercent(0, vat_code="NONE"),
        dimension=[accounting.Dimension(dimension_name=HEADING, dimension_item=project)] if project else [],
    )


def post_costs(client: Client, day: date) -> int | None:
    """Post the costs against the bank account; an item that is not there would be made, so they are refused."""
    rows = [line(4450, amount, project) for project, amount in COSTS.items()]
    voucher = accounting.Voucher(
        calculation_mode="net",
        voucher_date=day,
        description="Costs by project",
        voucher_class="Muut",
        voucher_line=[*rows, line(1910, -sum(COSTS.values(), Decimal(0)))],
    )
    return client.send(accounting.add_voucher(voucher, use_only_existing_dimensions=True)).netvisor_key


def sums(client: Client, start: date, end: date) -> dict[str, Decimal]:
    """The sum of each project in a period, from the rows of the ledger."""
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for voucher in client.stream(accounting.list_vouchers(start_date=start, end_date=end)):
        for row in voucher.voucher_line:
            for each in row.dimension:
                if each.dimension_name == HEADING and each.dimension_item:
                    totals[each.dimension_item] += row.line_sum or 0
    return dict(totals)


def main(client: Client) -> None:
    """Add the projects, post the costs, and show the sums."""
    print(f"added: {ensure_items(client, [*COSTS])}")
    print(f"voucher {post_costs(client, date(2026, 11, 20))}")
    for project, total in sums(client, date(2026, 11, 1), date(2026, 11, 30)).items():
        print(f"{project}: {total}")


if __name__ == "__main__":
    if "NETVISOR_SENDER" in os.environ:  # your own keys, or those that `netvisor sandbox` prints
        main(Client(Credentials.from_environment(), base_url=os.environ.get("NETVISOR_BASE_URL", TEST)))
    else:
        with Sandbox(dimensions=[HEADING]) as sandbox:
            main(Client(sandbox.credentials, base_url=sandbox.url))
