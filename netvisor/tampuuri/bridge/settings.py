"""The decisions of the bridge: a TOML file that says which charge goes to which product, account and VAT code."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from importlib.resources import files
from os import PathLike, fspath
from pathlib import Path
from typing import Annotated, Any, Final, Literal, TypeAlias, TypeVar

from netvisor.errors import SetupError
from netvisor.extras import missing
from netvisor.reference.vat import VatCode

try:
    import msgspec
    from msgspec import Meta, Struct
except ImportError as error:
    raise missing("the bridge from Tampuuri", "tampuuri", "msgspec") from error

S = TypeVar("S", bound=Struct)

_DEMO: Final = "demo.toml"

Text: TypeAlias = Annotated[str, Meta(min_length=1)]
Decision: TypeAlias = Literal["hold", "without_address", "with_address"]
"""What becomes of a party whose address is protected: nothing is sent; all but the address is; all is."""


def demo_text() -> str:
    """The file for the housing company of the sandbox, to begin with."""
    return files(__package__).joinpath(_DEMO).read_text("utf-8")


class Invoices(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which due dates are invoiced, and how."""

    since: date
    """The first due date that is invoiced from Tampuuri."""
    until: date | None = None
    """The last one; today when it is left out."""
    due_day: Annotated[int, Meta(ge=1, le=28)] = 1
    """The day of the month on which charges are due."""
    status: Literal["open", "unsent"] = "unsent"


class Payments(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which payments are taken over, and how."""

    since: date
    """The first day of payment."""
    method: Text
    """The name of a payment method in Netvisor."""


class Customers(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How customers are named."""

    code_prefix: Annotated[str, Meta(min_length=1, max_length=20)] = "T"
    """What stands before the id of the party in its customer code."""
    adopt: bool = False
    """Whether a customer with such a code is changed although this queue did not make it."""


class ChargeType(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a charge type is in Netvisor. Its amounts contain the VAT."""

    product: Annotated[str, Meta(min_length=1, max_length=50)]
    """The product code; a product that is not there is made."""
    product_group: Text
    account: Annotated[int, Meta(ge=1)]
    """The ledger account of the sales."""
    vat_code: str
    vat_percent: Decimal


class Contracts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which contracts are invoiced: no known operation lists them."""

    ids: list[Annotated[int, Meta(ge=1)]]


class Protected(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What becomes of parties with a protected address."""

    decision: Decision = "hold"
    parties: dict[str, Decision] = {}
    """Other decisions, by the id of the party."""


class Names(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The JSON names in Tampuuri that no document shows; the defaults are those of the local Tampuuri."""

    contract_party: Text = "OsapuoliId"
    contract_charges: Text = "Maksulajit"
    contract_state: Text = "Tila"
    start: Text = "Alkupvm"
    end: Text = "Loppupvm"
    charge_name: Text = "Nimi"
    charge_amount: Text = "Summa"
    parameter_name: Text = "Metanimi"
    parameter_value: Text = "Arvo"
    street: Text = "Katuosoite"
    post_number: Text = "Postinumero"
    town: Text = "Postitoimipaikka"


class Settings(Struct, frozen=True, kw_only=True):
    """All decisions of the bridge."""

    invoices: Invoices
    payments: Payments
    charges: dict[str, ChargeType]
    customers: Customers = Customers()
    contracts: Contracts = Contracts(ids=[])
    protected_addresses: Protected = Protected()
    tampuuri_names: Names = Names()

    @classmethod
    def from_file(cls, path: str | PathLike[str]) -> Settings:
        """Read a TOML file.

        Raises:
            SetupError: it cannot be read, or something in it is wrong: each line, and what would be right.
        """
        place = fspath(path)
        try:
            text = Path(place).read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise SetupError(f"{place} cannot be read: {error}") from error
        return cls.from_text(text, place)

    @classmethod
    def for_demo(cls) -> Settings:
        """The decisions for the housing company of the sandbox."""
        return cls.from_text(demo_text(), _DEMO)

    @classmethod
    def from_text(cls, text: str, place: str = "the settings of the bridge") -> Settings:
        """Read the text of a TOML file; raises what `from_file` raises.

        Args:
            text: the text.
            place: what errors call it.
        """
        try:
            tables = tomllib.loads(text, parse_float=Decimal)
        except tomllib.TOMLDecodeError as error:
            raise SetupError(f"{place} is not TOML: {error}") from error
        reading = _Reading(text, tables)
        made = reading.settings()
        if made is None:
            faults = "\n  ".join(reading.faults)
            raise SetupError(f"{place}: {len(reading.faults)} wrong\n  {faults}")
        return made

    def decision_on(self, party: int) -> Decision:
        """What becomes of a party with a protected address."""
        return self.protected_addresses.parties.get(str(party), self.protected_addresses.decision)


_TABLES: Final[dict[str, type[Struct]]] = {
    "invoices": Invoices,
    "payments": Payments,
    "customers": Customers,
    "contracts": Contracts,
    "protected_addresses": Protected,
    "tampuuri_names": Names,
}
_REQUIRED: Final = ("invoices", "payments", "charges")
_FIELD: Final = re.compile(r"`\$\.?([^`\[.]*)[^`]*`|field `([^`]+)`")


class _Reading:
    """One reading of a file; it gathers everything that is wrong."""

    def __init__(self, text: str, tables: Mapping[str, Any]) -> None:
        self._lines = text.splitlines()
        self._tables = tables
        self.faults: list[str] = []

    def settings(self) -> Settings | None:
        """The settings, `None` when something is wrong."""
        for name in self._tables.keys() - {*_TABLES, "charges"}:
            self._fault(name, "", f"unknown table; the tables are {', '.join(('charges', *_TABLES))}")
        for name in _REQUIRED:
            if name not in self._tables:
                self.faults.append(f"the table [{name}] is missing")
        made = {name: self._table(name, cls, value) for name, cls, value in self._given()}
        charges = dict(self._charges())
        protected = made.get("protected_addresses")
        if isinstance(protected, Protected):
            for key in protected.parties:
                if not key.isdecimal():
                    self._fault("protected_addresses.parties", key, 'expected the id of a party, such as "20003"')
        if self.faults:
            return None
        tables: dict[str, Any] = {**made, "charges": charges}
        return Settings(**tables)

    def _given(self) -> Iterator[tuple[str, type[Struct], Any]]:
        return ((name, cls, self._tables[name]) for name, cls in _TABLES.items() if name in self._tables)

    def _charges(self) -> Iterator[tuple[str, ChargeType]]:
        charges = self._tables.get("charges", {})
        if not isinstance(charges, dict):
            self._fault("charges", "", "expected a table for each charge type, such as [charges.Vuokra]")
            return
        for name, value in charges.items():
            table = f"charges.{name}"
            made = self._table(table, ChargeType, value)
            if made is None:
                continue
            if fault := _vat_fault(made):
                self._fault(table, *fault)
            yield name, made

    def _table(self, name: str, cls: type[S], value: Any) -> S | None:
        try:
            return msgspec.convert(value, cls)
        except msgspec.ValidationError as error:
            text = str(error)
            found = _FIELD.search(text)
            key = next(filter(None, found.groups()), "") if found else ""
            said = text.partition(" - at ")[0]
            if "unknown field" in text:
                said = f"unknown; the keys are {', '.join(cls.__struct_fields__)}"
            elif "enum value" in text:
                said += f"; expected {_choices(cls, key)}"
            self._fault(name, key, said)
            return None

    def _fault(self, table: str, key: str, text: str) -> None:
        place = f"[{table}]{f' {key}' if key else ''}"
        self.faults.append(f"line {self._line(table, key)}: {place}: {text}")

    def _line(self, table: str, key: str) -> int:
        """The line of a key, or of its table where the key has none."""
        within, at = "", 1
        for number, line in enumerate(self._lines, 1):
            plain = line.strip()
            if plain.startswith("["):
                within = plain.partition("]")[0].strip("[ ").replace('"', "").replace("'", "")
                at = number if within == table else at
            elif within == table and key and re.match(rf"[\"']?{re.escape(key)}[\"']?\s*=", plain):
                return number
        return at


def _choices(cls: type[Struct], key: str) -> str:
    kind = msgspec.structs.fields(cls)
    meant = next((str(each.type) for each in kind if each.name == key), "")
    return " or ".join(re.findall(r"'([^']+)'", meant))


def _vat_fault(charge: ChargeType) -> tuple[str, str] | None:
    """What is wrong with code and rate: the key, and what would be right."""
    sales = [code for code in VatCode if code.side != "purchase"]
    if charge.vat_code not in sales:
        return "vat_code", f"{charge.vat_code!r} is no VAT code of sales; expected one of {', '.join(sales)}"
    code = VatCode(charge.vat_code)
    if not 0 <= charge.vat_percent < 100:
        return "vat_percent", f"{charge.vat_percent} is no rate; expected a percentage such as 25.5"
    if code.is_zero_rated and charge.vat_percent:
        return "vat_percent", f"{charge.vat_percent} does not go with {code.value}, whose rate is 0"
    return None


__all__ = ["ChargeType", "Decision", "Settings", "demo_text"]
