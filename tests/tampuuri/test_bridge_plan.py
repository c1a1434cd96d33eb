"""The plan of the bridge: what is created, changed, left and held, and why."""

from __future__ import annotations

import json
import logging
from datetime import date
from decimal import Decimal

import pytest

from netvisor.errors import SetupError
from netvisor.tampuuri.bridge import Action
from tests.tampuuri.bridges import DEMO, PROTECTED, Scene, charge, item

HOLDING = DEMO.replace('decision = "without_address"', 'decision = "hold"')


def test_the_seeded_company_is_planned_whole_and_nothing_is_sent(scene: Scene) -> None:
    plan = scene.bridge().plan()
    assert plan.counts == {Action.CREATE: 71}
    kinds = [each.kind for each in plan.items]
    assert {kind: kinds.count(kind) for kind in kinds} == {"product": 3, "customer": 10, "invoice": 30, "payment": 28}
    assert not any(scene.books().values())
    assert scene.outbox.counts().keys()
    assert not any(scene.outbox.counts().values())


def test_every_item_says_why(scene: Scene) -> None:
    plan = scene.bridge().plan()
    assert item(plan, "invoice 300000202609").why == "due on 2026-09-01: 564.00"
    assert item(plan, "customer T20001").why == "Netvisor has no such customer"
    assert item(plan, "payment 500011 of invoice 300000202610").source == "suoritus 500011"
    assert all(each.why for each in plan.items)


def test_a_plan_is_json_without_names_and_addresses(scene: Scene) -> None:
    text = json.dumps(scene.bridge().plan().json(), ensure_ascii=False)
    parties = scene.sandbox.tampuuri.records("osapuolet").values()
    told = [party[name] for party in parties for name in ("Nimi", "Katuosoite", "Tunnus") if party.get(name)]
    assert len(told) > 30
    assert not [each for each in told if each in text]


def test_a_protected_address_is_held_with_all_that_hangs_on_it(scene: Scene) -> None:
    plan = scene.bridge(HOLDING).plan()
    assert "Turvakielto" in item(plan, f"customer T{PROTECTED}").why
    held = [each.target for each in plan.of(Action.HOLD)]
    assert held == [
        "customer T20003",
        "invoice 300002202609",
        "invoice 300002202610",
        "invoice 300002202611",
        "payment 500039",
        "payment 500040",
        "payment 500041",
    ]


@pytest.mark.parametrize("flag", [None, "false", 0])
def test_an_address_counts_as_protected_unless_the_flag_says_no(scene: Scene, flag: object) -> None:
    scene.sandbox.tampuuri.change("osapuolet", 20001, {"Turvakielto": flag})
    assert item(scene.bridge(HOLDING).plan(), "customer T20001").action is Action.HOLD


def test_a_charge_without_a_product_is_held_and_the_table_is_named(scene: Scene) -> None:
    charge(scene, 300000, "Kesämökki", "5")
    found = item(scene.bridge().plan(), "invoice 300000202609")
    assert found.action is Action.HOLD
    assert found.why == "no product for the charge type 'Kesämökki'; add a table [charges.\"Kesämökki\"]"


def test_an_identity_code_in_a_charge_is_masked(scene: Scene) -> None:
    charge(scene, 300000, "Sauna 131052-308T", "5")
    found = item(scene.bridge().plan(), "invoice 300000202609")
    assert found.why == "no product for the charge type 'Sauna ***'; add a table [charges.\"Sauna ***\"]"


def test_charges_that_come_to_nothing_are_no_invoice(scene: Scene) -> None:
    charge(scene, 300000, "Vuokra", "-564.00")
    assert "come to 0.00" in item(scene.bridge().plan(), "invoice 300000202609").why


def test_a_contract_is_invoiced_while_it_and_its_charges_last(scene: Scene) -> None:
    scene.sandbox.tampuuri.change("sopimukset", 300000, {"Loppupvm": "2026-10-15"})
    scene.sandbox.tampuuri.change("maksulajit", 4000, {"Loppupvm": "2026-09-30"})
    plan = scene.bridge(contracts=[300000]).plan()
    found = {each.target: each.why for each in plan.items if each.kind == "invoice"}
    assert found == {
        "invoice 300000202609": "due on 2026-09-01: 564.00",
        "invoice 300000202610": "due on 2026-10-01: 37.50",
    }


def test_a_preliminary_contract_is_left(scene: Scene) -> None:
    scene.sandbox.tampuuri.change("sopimukset", 300000, {"Tila": "Esisopimus"})
    (found,) = scene.bridge(contracts=[300000]).plan().items
    assert (found.action, found.target) == (Action.LEAVE, "contract 300000")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"OsapuoliId": "Aino"}, "OsapuoliId is not an id; see contract_party in [tampuuri_names]"),
        ({"Alkupvm": None}, "Alkupvm is missing; see start in [tampuuri_names]"),
        ({"Alkupvm": "soon"}, "Alkupvm is not a date"),
    ],
)
def test_a_contract_that_cannot_be_read_is_held(scene: Scene, changes: dict[str, object], told: str) -> None:
    scene.sandbox.tampuuri.change("sopimukset", 300000, changes)
    (found,) = scene.bridge(contracts=[300000]).plan().items
    assert (found.action, found.why) == (Action.HOLD, told)


def test_a_charge_that_cannot_be_read_holds_its_contract(scene: Scene) -> None:
    scene.sandbox.tampuuri.change("maksulajit", 4000, {"Summa": "much"})
    (found,) = scene.bridge(contracts=[300000]).plan().items
    assert "a charge lacks Nimi and Summa" in found.why


def test_names_that_are_not_documented_can_be_told(scene: Scene) -> None:
    names = '\n[tampuuri_names]\ncontract_charges = "Rivit"\n'
    (found,) = scene.bridge(DEMO + names, contracts=[300000]).plan().items
    assert found.why == "Rivit is not a list; see contract_charges in [tampuuri_names]"


def test_a_contract_that_is_not_there_is_held(scene: Scene) -> None:
    (found,) = scene.bridge(contracts=[999999]).plan().items
    assert (found.action, found.why) == (Action.HOLD, "Tampuuri has no such contract")


def test_a_party_that_is_archived_is_held(scene: Scene) -> None:
    scene.sandbox.tampuuri.change("osapuolet", 20001, {"Arkistoitu": "2026-11-01"})
    assert "archived" in item(scene.bridge().plan(), "customer T20001").why


def test_contracts_must_be_named(scene: Scene) -> None:
    with pytest.raises(SetupError, match=r"\[contracts\] ids"):
        scene.bridge(contracts=[])


def test_a_payment_pays_the_oldest_invoices_first(scene: Scene) -> None:
    number = scene.sandbox.tampuuri.pay(300001, Decimal("1500.00"), date(2026, 11, 3))
    found = {each.target: each.why for each in scene.bridge().plan().items if each.source == f"suoritus {number}"}
    assert found == {
        f"payment {number} of invoice 300001202610": "paid on 2026-11-03: 1237.00",
        f"payment {number} of invoice 300001202611": "paid on 2026-11-03: 263.00",
    }


def test_what_a_payment_has_too_much_is_held(scene: Scene) -> None:
    number = scene.sandbox.tampuuri.pay(300000, Decimal("10.00"), date(2026, 11, 3))
    found = item(scene.bridge().plan(), f"payment {number}")
    assert (found.action, found.why) == (Action.HOLD, "10.00 of it finds no open invoice of sopimus 300000")


@pytest.mark.parametrize(
    "changes", [{"SuoritusTyyppi": 2}, {"SuoritusTyyppi": {"Oma": 1}}, {"Summa": Decimal("-5.00")}]
)
def test_what_is_no_usual_payment_is_held(scene: Scene, changes: dict[str, object]) -> None:
    scene.sandbox.tampuuri.change("suoritukset", 500010, changes)
    found = item(scene.bridge().plan(), "payment 500010")
    assert (found.action, found.why) == (
        Action.HOLD,
        "a refund, or of a kind that is not known: book it in Netvisor",
    )


def test_identity_codes_are_in_no_plan_log_or_address(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    code = scene.sandbox.tampuuri.records("osapuolet")[20001]["Tunnus"]
    scene.sandbox.tampuuri.change("suoritukset", 500010, {"Maksaja": f"Aino {code}"})
    scene.sandbox.tampuuri.change("osapuolet", 20001, {"Nimi": f"Aino {code}"})
    bridge = scene.bridge()
    assert code not in json.dumps(bridge.plan().json())
    assert bridge.sync().created == 71
    assert code not in caplog.text
    assert not [entry.url for entry in scene.sandbox.calls if code in entry.url]
    assert code not in str(scene.books())
    stored = b"".join(b"".join(scene.outbox.blocks(number)) for number in range(1, 72))
    assert b"Aino" in stored
    assert code.encode() not in stored
