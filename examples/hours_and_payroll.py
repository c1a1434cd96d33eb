"""Hours of a time clock go to payroll, and the wages of the month to the ledger as one voucher.

python hours_and_payroll.py
"""

from __future__ import annotations

import os
from datetime import date
from decimal import Decimal

from netvisor import TEST, Client, Credentials, accounting, workday
from netvisor.queue import Outbox, Worker
from netvisor.sandbox import Sandbox

HOURS = [("1", date(2026, 11, day), Decimal("7.5")) for day in (2, 3, 4, 5, 6)]
"""Employee number, day and hours, as the time clock gives them."""
WAGES = {5100: Decimal("3150.00"), 2921: Decimal("-787.50"), 1910: Decimal("-2362.50")}
"""Account and sum: hourly wages, tax that is withheld, and what is paid."""


def send_hours(client: Client) -> None:
    """Send the hours day by day. A day replaces what Netvisor has of it, so running again changes nothing."""
    for employee, day, hours in HOURS:
        entry = workday.WorkdayHour(
            hours=hours, collector_ratio="100", acceptance_status="confirmed", description="Time clock"
        )
        client.send(
            workday.add_workday(
                workday.Workday(
                    date=workday.WorkdayDate(day, method="replace"),
                    employee_identifier=workday.WorkdayEmployee(employee, type="number"),
                    workday_hour=[entry],
                )
            )
        )


def voucher(month: str, day: date) -> accounting.Voucher:
    """The voucher of a month's wages; its rows must total 0."""
    return accounting.Voucher(
        calculation_mode="net",
        voucher_date=day,
        description=f"Wages {month}",
        voucher_class="Palkka",
        voucher_line=[
            accounting.VoucherLine(
                line_sum=accounting.LineSum(amount, type="net"),
                account_number=account,
                vat_percent=accounting.VatPercent(0, vat_code="NONE"),
            )
            for account, amount in WAGES.items()
        ],
    )


def main(client: Client) -> None:
    """Send the hours, then the voucher: through the queue, since a voucher that is sent twice is there twice."""
    send_hours(client)
    found = client.send(
        workday.list_workdays_by_number(1, work_hour_start_date=HOURS[0][1], work_hour_end_date=HOURS[-1][1])
    )
    print(f"{len(found)} days with hours")
    with Outbox.open("payroll.db") as outbox:
        call = accounting.add_voucher(voucher("2026-11", date(2026, 11, 30)))
        ticket = outbox.put(call, company=client.company, key="wages 2026-11")
        Worker(outbox, client=lambda company: client).drain()
        print(f"voucher {outbox.result(ticket).netvisor_key}")


if __name__ == "__main__":
    if "NETVISOR_SENDER" in os.environ:  # your own keys, or those that `netvisor sandbox` prints
        main(Client(Credentials.from_environment(), base_url=os.environ.get("NETVISOR_BASE_URL", TEST)))
    else:
        with Sandbox(db="payroll_books.db", seed="demo") as sandbox:
            main(Client(sandbox.credentials, base_url=sandbox.url))
