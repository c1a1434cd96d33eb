"""What is open in each of several companies, read at the same time: Netvisor takes one call at a time per company.

python several_companies.py [CREDENTIALS.toml ...]
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

from netvisor import TEST, Client, Credentials, NetvisorError, sales
from netvisor.sandbox import Sandbox


def receivables(client: Client) -> Decimal:
    """What the customers of a company owe; the list is read while it arrives."""
    return sum((invoice.open_sum or Decimal(0) for invoice in client.stream(sales.list_sales_invoices())), Decimal(0))


def report(client: Client) -> str:
    """The line of a company; what goes wrong in one leaves the others alone."""
    try:
        return f"{client.company}: {receivables(client)} open"
    except NetvisorError as error:
        return f"{client.company}: {type(error).__name__}, {error}"


def main(clients: Sequence[Client]) -> None:
    """Read all companies, at most eight at the same time, and print them in their order."""
    with ThreadPoolExecutor(max_workers=8) as threads:
        for line in threads.map(report, clients):
            print(line)


if __name__ == "__main__":
    if sys.argv[1:]:  # a file of credentials for each company
        main([Client(Credentials.from_file(path), base_url=TEST) for path in sys.argv[1:]])
    else:
        with Sandbox(companies=["1234567-8", "7654321-2", "1967543-8"], seed="demo") as sandbox:
            main([Client(sandbox.credentials_for(each), base_url=sandbox.url) for each in sandbox.companies])
