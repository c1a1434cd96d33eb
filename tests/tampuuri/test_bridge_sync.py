"""The bridge sends: once, whatever is done twice, and what becomes of changes, refusals and decisions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from netvisor.queue import Outbox, State
from netvisor.resources import customers, payments, sales
from netvisor.tampuuri.bridge import Action, Bridge, Settings
from tests.tampuuri.bridges import DEMO, PROTECTED, Scene, charge, item

HOLDING = DEMO.replace('decision = "without_address"', 'decision = "hold"')


def test_a_run_brings_everything_and_the_next_one_leaves_it(scene: Scene) -> None:
    assert str(scene.bridge().sync()) == "planned 71  created 71  left 0  held 0  doubled 0"
    books = scene.books()
    assert {name: len(rows) for name, rows in books.items()} == {
        "products": 3,
        "customers": 10,
        "invoices": 30,
        "payments": 28,
    }
    assert str(scene.bridge().sync()) == "planned 71  created 0  left 71  held 0  doubled 0"
    assert scene.books() == books


def test_the_books_agree_with_the_balances_of_tampuuri(scene: Scene) -> None:
    scene.bridge().sync()
    unpaid = {row[0]: row[3] for row in scene.books()["invoices"] if row[3]}
    assert unpaid == {"300001202610": Decimal("1237.00"), "300001202611": Decimal("1237.00")}


def test_a_run_without_its_old_queue_finds_everything_in_netvisor(scene: Scene, tmp_path: Path) -> None:
    scene.bridge().sync()
    books = scene.books()
    with Outbox.open(tmp_path / "another.db") as fresh:
        scene.outbox = fresh
        assert str(scene.bridge().sync()) == "planned 71  created 0  left 71  held 0  doubled 0"
        assert not any(fresh.counts().values())
    assert scene.books() == books


def test_putting_a_plan_twice_is_putting_it_once(scene: Scene) -> None:
    bridge = scene.bridge()
    plan = bridge.plan()
    assert bridge.put(plan) == bridge.put(plan)
    assert scene.outbox.counts()[State.WAITING] == 71


def test_an_invoice_is_put_after_its_customer_and_a_payment_after_its_invoice(scene: Scene) -> None:
    bridge = scene.bridge()
    tickets = bridge.put(bridge.plan())
    after = {target: scene.outbox.message(ticket).after for target, ticket in tickets.items()}
    assert after["invoice 300000202609"] == tickets["customer T20001"].id
    assert after["payment 500010 of invoice 300000202609"] == tickets["invoice 300000202609"].id
    assert after["customer T20001"] is None


def test_a_plan_that_was_put_shows_as_waiting(scene: Scene) -> None:
    bridge = scene.bridge()
    tickets = bridge.put(bridge.plan())
    found = item(bridge.plan(), "customer T20001")
    assert (found.action, found.why) == (
        Action.CREATE,
        f"is in the queue as message {tickets['customer T20001'].id}",
    )
    assert bridge.sync().created == 71


def test_an_address_goes_to_the_customer_and_to_no_invoice(scene: Scene) -> None:
    scene.bridge().sync()
    assert scene.customer("T20001").street_address.endswith(" A1")
    sent = [entry.body for entry in scene.sandbox.calls if entry.resource == "salesinvoice.nv"]
    assert len(sent) == 30
    assert not [body for body in sent if b"addressline" in body.lower()]


def test_a_protected_address_leaves_with_a_decision_only(scene: Scene) -> None:
    street = scene.sandbox.tampuuri.records("osapuolet")[PROTECTED]["Katuosoite"]
    report = scene.bridge(HOLDING).sync()
    assert str(report) == "planned 71  created 64  left 0  held 7  doubled 0"
    assert not [entry for entry in scene.sandbox.calls if entry.company and _sends(entry.body, street)]
    report = scene.bridge().sync()
    assert str(report) == "planned 71  created 7  left 64  held 0  doubled 0"
    found = scene.customer(f"T{PROTECTED}")
    assert (found.street_address, found.city) == (None, None)
    deciding = f'{DEMO}\n[protected_addresses.parties]\n{PROTECTED} = "with_address"\n'
    assert scene.bridge(deciding).sync().created == 1
    assert scene.customer(f"T{PROTECTED}").street_address == street


def _sends(body: bytes, street: str) -> bool:
    return street.encode() in body


def test_an_address_that_becomes_protected_is_removed_from_the_customer(scene: Scene) -> None:
    scene.bridge().sync()
    scene.sandbox.tampuuri.change("osapuolet", 20001, {"Turvakielto": True})
    assert item(scene.bridge(HOLDING).plan(), "customer T20001").action is Action.HOLD
    assert scene.bridge().sync().created == 1
    found = scene.customer("T20001")
    assert (found.name, found.street_address, found.post_number, found.city) == ("Öystilä Urho", None, None, None)


def test_changes_are_sent_as_often_as_they_come(scene: Scene) -> None:
    scene.bridge().sync()
    for name in ("Toinen Nimi", "Öystilä Urho", "Toinen Nimi"):
        scene.sandbox.tampuuri.change("osapuolet", 20001, {"Nimi": name})
        assert item(scene.bridge().plan(), "customer T20001").action is Action.CHANGE
        assert scene.bridge().sync().created == 1
        assert scene.customer("T20001").name == name


def test_what_a_person_changed_in_netvisor_is_not_changed_back_again_and_again(scene: Scene) -> None:
    scene.bridge().sync()
    scene.sandbox.tampuuri.change("osapuolet", 20001, {"Nimi": "Toinen Nimi"})
    scene.bridge().sync()
    base = customers.CustomerBaseInformation(name="Kolmas Nimi")
    key = scene.customer("T20001").netvisor_key
    scene.netvisor.send(customers.edit_customer(customers.Customer(customer_base_information=base), id=key))
    found = item(scene.bridge().plan(), "customer T20001")
    assert found.action is Action.HOLD
    assert "somebody changed or removed it there" in found.why


def test_a_customer_of_somebody_else_is_changed_only_when_that_was_decided(scene: Scene) -> None:
    base = customers.CustomerBaseInformation(
        name="Tukku Oy", internal_identifier=customers.InternalIdentifier("T20001")
    )
    scene.netvisor.send(customers.add_customer(customers.Customer(customer_base_information=base)))
    found = item(scene.bridge().plan(), "customer T20001")
    assert (found.action, "see adopt in [customers]" in found.why) == (Action.HOLD, True)
    scene.bridge(f"{DEMO}\n[customers]\nadopt = true\n").sync()
    assert scene.customer("T20001").name == "Öystilä Urho"


def test_an_invoice_that_no_longer_agrees_is_held_for_a_person(scene: Scene) -> None:
    scene.bridge().sync()
    charge(scene, 300000, "Saunavuoro", "12.00")
    report = scene.bridge().sync()
    assert [each.why for each in report.held][:1] == [
        "Netvisor has 564.00, Tampuuri now gives 576.00: correct it in Netvisor"
    ]
    assert len(scene.books()["invoices"]) == 30


def test_a_number_that_is_another_customers_is_held(scene: Scene) -> None:
    scene.bridge(contracts=[300001]).sync()
    scene.sandbox.tampuuri.change("sopimukset", 300001, {"OsapuoliId": 20001})
    found = item(scene.bridge(contracts=[300001]).plan(), "invoice 300001202609")
    assert (found.action, "another customer's invoice" in found.why) == (Action.HOLD, True)


def test_a_refused_product_holds_its_invoices_until_it_is_corrected(scene: Scene) -> None:
    scene.sandbox.fail_next(
        how="refuse", resource="product.nv", category="INVALID_DATA", text="no 131052-308T", times=3
    )
    report = scene.bridge().sync()
    assert report.held[0].target == "product AUTO"
    assert report.held[0].why.startswith("message 1 is refused: INVALID_DATA :: no *** ")
    assert str(report) == "planned 71  created 10  left 0  held 61  doubled 0"
    assert str(scene.bridge().sync()) == "planned 71  created 0  left 10  held 61  doubled 0"
    corrected = DEMO.replace('product_group = "', 'product_group = "Oikeat ')
    assert str(scene.bridge(corrected).sync()) == "planned 71  created 61  left 10  held 0  doubled 0"


def test_what_was_removed_in_netvisor_is_not_sent_again(scene: Scene) -> None:
    scene.bridge().sync()
    (listed,) = scene.netvisor.send(payments.list_sales_payments(invoice_number="300000202609"))
    assert listed.netvisor_key is not None
    scene.netvisor.send(payments.delete_sales_payment(listed.netvisor_key))
    report = scene.bridge().sync()
    assert [each.target for each in report.held] == ["payment 500010 of invoice 300000202609"]


def test_a_late_payment_pays_what_is_open(scene: Scene) -> None:
    scene.bridge().sync()
    number = scene.sandbox.tampuuri.pay(300001, Decimal("1500.00"), date(2026, 11, 20))
    assert str(scene.bridge().sync()) == "planned 73  created 2  left 71  held 0  doubled 0"
    unpaid = {row[0]: row[3] for row in scene.books()["invoices"] if row[3]}
    assert unpaid == {"300001202611": Decimal("974.00")}
    assert [row[0] for row in scene.books()["payments"] if str(number) in row[1]] == ["300001202610", "300001202611"]


def test_what_is_in_netvisor_twice_is_counted_as_doubled(scene: Scene) -> None:
    scene.bridge().sync()
    twice = payments.SalesPayment(
        sum=payments.Sum(Decimal("1.00")),
        payment_date=date(2026, 11, 3),
        target_identifier=payments.TargetIdentifier("300001202611", type="invoicenumber"),
        source_name="Somebody (Tampuuri 500010)",
        payment_method=payments.PaymentMethod("Tampuuri", type="alternative"),
    )
    for _ in range(2):
        scene.netvisor.send(payments.add_sales_payment(twice))
    report = scene.bridge().sync()
    assert (report.doubled, [each.why for each in report.held]) == (
        1,
        ["Netvisor has 2.00 more of it than Tampuuri: look there what it pays"],
    )


def test_the_line_of_a_charge_has_product_account_and_vat(scene: Scene) -> None:
    scene.bridge().sync()
    (listed,) = scene.netvisor.send(sales.list_sales_invoices(invoice_number="300000202609"))
    assert listed.netvisor_key is not None
    (invoice,) = scene.netvisor.send(sales.get_sales_invoices([listed.netvisor_key]))
    lines: Any = invoice.invoice_lines.invoice_line.lines  # type: ignore[union-attr]
    assert [(line.product_name, line.product_identifier.value) for line in lines] == [
        ("Vuokra 9/2026", "VUOKRA"),
        ("Vesimaksu 9/2026", "VESI"),
        ("Autopaikka 9/2026", "AUTO"),
    ]
    assert [line.product_vat_percentage.value for line in lines] == [0, 0, Decimal("25.5")]
    assert {line.accounting_account_suggestion_account_number for line in lines} == {3000}


def test_a_paused_company_is_not_waited_for(scene: Scene) -> None:
    scene.outbox.pause(scene.netvisor.company)
    report = scene.bridge(patience=600.0).sync()
    assert (report.created, report.held[0].why) == (0, "message 1 is waiting")


def test_a_service_that_does_not_come_back_is_waited_for_with_patience_only(scene: Scene) -> None:
    settings, contracts = Settings.from_text(DEMO), [300000]
    bridge = Bridge(scene.tampuuri, scene.netvisor, scene.outbox, settings, contracts=contracts, patience=0.0)
    scene.sandbox.fail_next(how="maintenance", resource="customer.nv")
    report = bridge.sync()
    assert (report.planned, report.created) == (10, 3)
    assert report.held[0].target == "customer T20001"
    assert "SYSTEM_MAINTENANCE" in report.held[0].why


@pytest.mark.parametrize("contracts", [[300000], [300000, 300000]])
def test_a_contract_that_is_named_twice_is_one(scene: Scene, contracts: list[int]) -> None:
    assert str(scene.bridge(contracts=contracts).sync()) == "planned 10  created 10  left 0  held 0  doubled 0"
