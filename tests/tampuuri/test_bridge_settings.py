"""The TOML file of the bridge: what is right, and what each mistake is told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from netvisor.errors import SetupError
from netvisor.tampuuri.bridge import Settings
from tests.tampuuri.bridges import DEMO


def test_the_decisions_are_read() -> None:
    settings = Settings.from_text(DEMO)
    assert (settings.invoices.since, settings.invoices.status) == (date(2026, 9, 1), "open")
    assert settings.charges["Autopaikka"].vat_percent == Decimal("25.5")
    assert settings.decision_on(1) == "without_address"


def test_a_protected_address_is_held_when_nothing_is_decided() -> None:
    text = DEMO.replace('[protected_addresses]\ndecision = "without_address"', "")
    assert Settings.from_text(text).decision_on(1) == "hold"


def test_a_party_can_have_a_decision_of_its_own() -> None:
    settings = Settings.from_text(f'{DEMO}\n[protected_addresses.parties]\n20003 = "with_address"')
    assert (settings.decision_on(20003), settings.decision_on(20004)) == ("with_address", "without_address")


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ('product = "VESI"', "product = 5", "line 23: [charges.Vesimaksu] product: Expected `str`, got `int`"),
        ('product = "VESI"\n', "", "line 22: [charges.Vesimaksu] product: Object missing required field `product`"),
        (
            'product = "VESI"',
            'produkt = "VESI"',
            "line 23: [charges.Vesimaksu] produkt: unknown; the keys are product,",
        ),
        ('vat_code = "KOMY"', 'vat_code = "KOOS"', "line 33: [charges.Autopaikka] vat_code: 'KOOS' is no VAT code"),
        ("vat_percent = 25.5", "vat_percent = 255", "line 34: [charges.Autopaikka] vat_percent: 255 is no rate"),
        ('"KOMY"', '"KOMY0"', "line 34: [charges.Autopaikka] vat_percent: 25.5 does not go with KOMY0"),
        ('"open"', '"paid"', "line 6: [invoices] status: Invalid enum value 'paid'; expected open or unsent"),
        ("2026-09-01", '"soon"', "line 4: [invoices] since: Invalid RFC3339 encoded date"),
        ("[payments]", "[payment]", "line 8: [payment]: unknown table; the tables are charges, invoices, payments"),
        ("[payments]", "[payment]", "the table [payments] is missing"),
        ('"without_address"', '"hide"', "expected hold or without_address or with_address"),
        ("[charges.Vesimaksu]", "[charges.Vesimaksu", "is not TOML: "),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_is_right(right: str, wrong: str, told: str) -> None:
    with pytest.raises(SetupError) as caught:
        Settings.from_text(DEMO.replace(right, wrong, 1))
    assert told in caught.value.text


def test_a_decision_on_what_is_no_id_is_a_mistake() -> None:
    text = f'{DEMO}\n[protected_addresses.parties]\n"2000x" = "hold"\n'
    with pytest.raises(SetupError) as caught:
        Settings.from_text(text)
    assert "line 44: [protected_addresses.parties] 2000x: expected the id of a party" in caught.value.text


def test_every_mistake_is_told_at_once() -> None:
    text = DEMO.replace('product = "VESI"', "product = 5").replace('"open"', '"paid"')
    with pytest.raises(SetupError) as caught:
        Settings.from_text(text)
    assert ": 2 wrong" in caught.value.text


def test_charges_must_be_tables() -> None:
    text = DEMO.partition("[charges.")[0]
    with pytest.raises(SetupError, match=r"expected a table for each charge type, such as \[charges.Vuokra\]"):
        Settings.from_text(f"charges = 5\n{text}")


def test_an_error_names_the_file(tmp_path: Path) -> None:
    file = tmp_path / "bridge.toml"
    with pytest.raises(SetupError, match="cannot be read"):
        Settings.from_file(file)
    file.write_text("[invoices]\n")
    with pytest.raises(SetupError, match=r"bridge.toml: 3 wrong"):
        Settings.from_file(file)


def test_the_demo_is_a_file_of_the_package() -> None:
    assert Settings.for_demo() == Settings.from_text(DEMO)
