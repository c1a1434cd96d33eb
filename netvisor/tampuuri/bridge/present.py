"""What Netvisor holds already of what the bridge would send, found by the bridge's own codes and numbers."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from netvisor.client.client import Client
from netvisor.resources import customers, payments, products, sales
from netvisor.tampuuri.bridge.settings import Settings

_OWN: Final = re.compile(r"\(Tampuuri (\d+)\)$")


def payer_with_number(payer: str, number: int) -> str:
    """The payer of a payment with its number in Tampuuri, by which it is found again.

    >>> payer_with_number("Mallila Aino", 500000)
    'Mallila Aino (Tampuuri 500000)'
    """
    return f"{payer} (Tampuuri {number})".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentCustomer:
    """A customer as Netvisor has it."""

    netvisor_key: int
    name: str
    street: str
    post_number: str
    town: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentInvoice:
    """An invoice as Netvisor has it."""

    customer_code: str
    total: Decimal
    open: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """What is in Netvisor, each by what the bridge calls it."""

    products: frozenset[str]
    customers: dict[str, PresentCustomer]
    invoices: dict[str, PresentInvoice]
    payments: dict[tuple[int, str], Decimal]
    """The sum by the payment's number in Tampuuri and the invoice's number."""
    counts: Counter[str]
    """How often each is there, by its target; more than once is one too many."""


def read_present(client: Client, settings: Settings) -> Present:
    """Read products, customers, invoices and payments.

    Raises:
        NetvisorError: Netvisor could not be read.
    """
    prefix = settings.customers.code_prefix
    wanted = {charge.product for charge in settings.charges.values()}
    goods = [each.product_code for each in client.send(products.list_products()) if each.product_code in wanted]
    listed = [each for each in client.send(customers.list_customers()) if (each.code or "").startswith(prefix)]
    invoices = client.send(sales.list_sales_invoices(begin_invoice_date=settings.invoices.since))
    paid = client.send(payments.list_sales_payments(begin_date=settings.payments.since))
    own = [(int(found[1]), each) for each in paid if (found := _OWN.search(each.name or ""))]
    sums: dict[tuple[int, str], Decimal] = {}
    for number, each in own:
        place = number, each.invoice_number or ""
        sums[place] = sums.get(place, Decimal()) + (each.sum or Decimal())
    counts = Counter(f"product {code}" for code in goods)
    counts.update(f"customer {each.code}" for each in listed)
    counts.update(f"invoice {each.invoice_number}" for each in invoices)
    counts.update(f"payment {number} of invoice {each.invoice_number}" for number, each in own)
    return Present(
        products=frozenset(code for code in goods if code),
        customers=_customers(client, [each.netvisor_key for each in listed if each.netvisor_key is not None]),
        invoices={
            each.invoice_number: PresentInvoice(
                customer_code=each.customer_code or "",
                total=each.invoice_sum or Decimal(),
                open=each.open_sum or Decimal(),
            )
            for each in invoices
            if each.invoice_number
        },
        payments=sums,
        counts=counts,
    )


def _customers(client: Client, keys: list[int]) -> dict[str, PresentCustomer]:
    if not keys:
        return {}
    found = {}
    for each in client.send(customers.get_customers(keys)):
        base = each.customer_base_information
        if base is not None and base.internal_identifier and base.netvisor_key is not None:
            found[base.internal_identifier] = PresentCustomer(
                netvisor_key=base.netvisor_key,
                name=base.name or "",
                street=base.street_address or "",
                post_number=base.post_number or "",
                town=base.city or "",
            )
    return found


__all__ = ["Present", "PresentCustomer", "PresentInvoice", "payer_with_number", "read_present"]
