"""The bridge between the two halves of a sandbox, and a look at the Netvisor side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from netvisor import Client
from netvisor.queue import Outbox
from netvisor.resources import customers, payments, products, sales
from netvisor.sandbox import Sandbox
from netvisor.tampuuri import Tampuuri
from netvisor.tampuuri.bridge import Bridge, Item, Plan, Settings

DEMO = (Path(__file__).parents[2] / "netvisor" / "tampuuri" / "bridge" / "demo.toml").read_text("utf-8")
PROTECTED = 20003
"""The party of the seeded company whose address is protected, and whose contract is 300002."""


@dataclass
class Scene:
    """A sandbox, clients of both halves, and a queue."""

    sandbox: Sandbox
    tampuuri: Tampuuri
    netvisor: Client
    outbox: Outbox

    def bridge(self, text: str = DEMO, contracts: Sequence[int] | None = None, **how: Any) -> Bridge:
        ids = list(self.sandbox.tampuuri.records("sopimukset")) if contracts is None else contracts
        settings = Settings.from_text(text)
        how = {"lease": 2.0, "patience": 30.0, **how}
        return Bridge(self.tampuuri, self.netvisor, self.outbox, settings, contracts=ids, **how)

    def books(self) -> dict[str, list[Any]]:
        """What Netvisor has, without its own keys, each list in one order."""
        send = self.netvisor.send
        return {
            "products": sorted(each.product_code or "" for each in send(products.list_products())),
            "customers": sorted((each.code, each.name) for each in send(customers.list_customers())),
            "invoices": sorted(
                (each.invoice_number, each.customer_code, each.invoice_sum, each.open_sum)
                for each in send(sales.list_sales_invoices())
            ),
            "payments": sorted(
                (each.invoice_number, each.name, each.date, each.sum) for each in send(payments.list_sales_payments())
            ),
        }

    def customer(self, code: str) -> Any:
        """The base information of a customer."""
        (listed,) = self.netvisor.send(customers.list_customers(customer_code_list=[code]))
        assert listed.netvisor_key is not None
        (found,) = self.netvisor.send(customers.get_customers([listed.netvisor_key]))
        return found.customer_base_information


@contextmanager
def scene_in(folder: Path) -> Iterator[Scene]:
    """A sandbox whose Tampuuri has the housing company, and whose Netvisor has nothing."""
    with Sandbox() as running:
        running.tampuuri.fill()
        with (
            Tampuuri(running.tampuuri.credentials, base_url=running.tampuuri.url, pauses=()) as tampuuri,
            Client(running.credentials, base_url=running.url, pauses=()) as netvisor,
            Outbox.open(folder / "queue.db") as outbox,
        ):
            yield Scene(running, tampuuri, netvisor, outbox)


def item(plan: Plan, target: str) -> Item:
    """The item of a target."""
    (found,) = [each for each in plan.items if each.target == target]
    return found


def charge(scene: Scene, contract: int, name: str, amount: str) -> int:
    """Add a charge type to a contract."""
    record = {"SopimusId": contract, "Nimi": name, "Summa": Decimal(amount), "Alkupvm": "2025-01-01"}
    return scene.sandbox.tampuuri.add("maksulajit", record)
