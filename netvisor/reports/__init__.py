"""Reports for people, from documented reads: money in and out, open invoices by age, VAT.

    from netvisor.reports import cashflow, page

    report = cashflow(client, first="2026-01", last="2026-06")
    Path("cashflow.html").write_text(page(report), "utf-8")

Every number is an exact `Decimal`, and every column names the calls that it comes from. Nothing is written to Netvisor.
"""

from __future__ import annotations

from netvisor.reports.aging import aging
from netvisor.reports.cashflow import cashflow
from netvisor.reports.model import Chart, Column, Report, Series, Source, Table
from netvisor.reports.page import page
from netvisor.reports.vat_by_code import vat

__all__ = ["Chart", "Column", "Report", "Series", "Source", "Table", "aging", "cashflow", "page", "vat"]
