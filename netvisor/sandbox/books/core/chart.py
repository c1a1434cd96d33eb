"""The chart of accounts of a small Finnish company: of every company that was not given one of its own.

The default accounts have the numbers of the vendor's own example; the chart around them is invented.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final, NamedTuple

from netvisor.sandbox.refusal import invalid

# Groups are indented by their depth; an account is its number, its Finnish and its English name. Lines that end
# with a minus sign are normally negative.
_CHART: Final = """
VASTAAVAA | ASSETS
  PYSYVÄT VASTAAVAT | NON-CURRENT ASSETS
    1010 Perustamismenot | Formation expenses
    1101 Maa-alueet | Land
    1151 Koneet ja kalusto | Machinery and equipment
    1152 Tietokoneet ja ohjelmistot | Computers and software
  VAIHTUVAT VASTAAVAT | CURRENT ASSETS
    1501 Aineet ja tarvikkeet | Raw materials and consumables
    1521 Valmiit tuotteet | Finished goods
    1701 Myynnin jaksotus | Accrual of sales invoices
    1702 Myyntisaamiset | Trade receivables
    1763 Arvonlisäverosaamiset | VAT receivables
    1849 Ostolaskujen jaksotus | Accrual of purchase invoices
    1851 Siirtosaamiset | Prepaid expenses
  RAHAT JA PANKKISAAMISET | CASH AND BANK
    1900 Kassa | Cash
    1910 Pankkitili | Bank account
    1911 Pankkitili 2 | Bank account 2
    1920 Korttitapahtumien selvittely | Card payments in transit
VASTATTAVAA | EQUITY AND LIABILITIES
  OMA PÄÄOMA | EQUITY
    2001 Osakepääoma | Share capital -
    2251 Edellisten tilikausien voitto | Retained earnings -
    2371 Tilikauden tulos | Profit for the financial year -
  VIERAS PÄÄOMA | LIABILITIES
    2621 Lainat rahoituslaitoksilta | Loans from credit institutions -
    2861 Saadut ennakot | Advance payments received -
    2871 Ostovelat | Trade payables -
    2921 Ennakonpidätysvelka | Withholding tax liability -
    2939 Arvonlisäverovelka | VAT liability of sales -
    2946 Maksettava arvonlisävero | VAT payable -
    2948 Verotili | Tax account -
    2951 Siirtovelat | Accrued expenses -
LIIKEVAIHTO | TURNOVER
  MYYNTI | SALES
    3000 Myynti 25,5 % | Sales 25.5 % -
    3010 Kotimaan myynti | Domestic sales -
    3020 Myynti 13,5 % | Sales 13.5 % -
    3030 Myynti 10 % | Sales 10 % -
    3040 Veroton myynti | Sales without VAT -
    3360 Tavaramyynti EU-maihin | Sales of goods to EU countries -
    3380 Myynti EU:n ulkopuolelle | Sales outside the EU -
  MYYNNIN OIKAISUERÄT | ADJUSTMENTS OF SALES
    3500 Myynnin alennukset | Sales discounts
    3580 Myynnin kurssierot | Exchange rate differences of sales
MATERIAALIT JA PALVELUT | MATERIALS AND SERVICES
  OSTOT | PURCHASES
    4000 Ostot kotimaasta | Domestic purchases
    4110 Ostot EU-maista | Purchases from EU countries
    4130 Ostot EU:n ulkopuolelta | Purchases from outside the EU
    4230 Ostojen alennukset | Purchase discounts -
    4370 Ostojen kurssierot | Exchange rate differences of purchases
    4450 Ulkopuoliset palvelut | External services
HENKILÖSTÖKULUT | PERSONNEL EXPENSES
  PALKAT | WAGES AND SALARIES
    5000 Kuukausipalkat | Monthly salaries
    5100 Tuntipalkat | Hourly wages
    6130 Eläkevakuutusmaksut | Pension insurance
    6300 Sosiaaliturvamaksut | Social security contributions
LIIKETOIMINNAN MUUT KULUT | OTHER OPERATING EXPENSES
  TOIMITILAT JA HALLINTO | PREMISES AND ADMINISTRATION
    7230 Vuokrat | Rents
    7360 Sähkö ja lämpö | Electricity and heating
    7610 Ohjelmistot ja tietoliikenne | Software and telecommunication
    7800 Matkakulut | Travelling expenses
    7960 Markkinointi | Marketing
    8460 Kirjanpito- ja tilintarkastus | Accounting and auditing
    8570 Pyöristyserot | Rounding differences
RAHOITUSTUOTOT JA -KULUT | FINANCIAL INCOME AND EXPENSES
  KORKOKULUT | INTEREST EXPENSES
    9170 Perintäkulut | Collection
    9180 Luottotappiot | Credit losses
    9440 Korkokulut | Interest expenses
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account or a group of accounts."""

    key: int
    number: str
    """Empty for a group."""
    name: str
    english: str
    depth: int
    father: int
    negative: bool
    cumulative: bool
    end: int
    """The last account below it, by its number in the list."""


class Line(NamedTuple):
    """One line of a chart, as it is written down: an account, or the heading of a group."""

    depth: int
    number: str
    name: str
    english: str
    negative: bool
    cumulative: bool


class Defaults(NamedTuple):
    """The accounts that the books themselves use, which every chart has."""

    receivables: int = 1702
    vat_debt: int = 2939
    vat_receivable: int = 1763
    advance_payments: int = 2861
    rounding: int = 8570
    domestic_sales: int = 3010
    eu_sales: int = 3360
    outside_eu_sales: int = 3380
    bank: int = 1910
    second_bank: int = 1911
    cash: int = 1900
    cards: int = 1920
    sales_discount: int = 3500
    trade_payables: int = 2871
    vat_payable: int = 2946
    tax_account: int = 2948
    inventory: int = 1521
    sales_exchange: int = 3580
    collection: int = 9170
    purchase_discounts: int = 4230
    purchase_exchange: int = 4370
    purchase_accrual: int = 1849
    sales_accrual: int = 1701
    domestic_purchases: int = 4000
    eu_purchases: int = 4110
    outside_eu_purchases: int = 4130


DEFAULTS: Final = Defaults()


class Chart:
    """A chart of accounts.

    Args:
        lines: its lines, each group before its content.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines: tuple[Line, ...] = tuple(lines)

    @cached_property
    def listed(self) -> tuple[Account, ...]:
        """All accounts and groups, each group before its content."""
        depths = [line.depth for line in self.lines]
        made: list[Account] = []
        fathers: list[int] = []
        for at, line in enumerate(self.lines):
            del fathers[line.depth :]
            made.append(
                Account(
                    key=at + 1,
                    number=line.number,
                    name=line.name,
                    english=line.english,
                    depth=line.depth,
                    father=fathers[-1] if fathers else 0,
                    negative=line.negative,
                    cumulative=line.cumulative,
                    end=next((i for i in range(at + 1, len(depths)) if depths[i] <= line.depth), len(depths)),
                )
            )
            fathers.append(at + 1)
        return tuple(made)

    @cached_property
    def accounts(self) -> dict[int, Account]:
        """The accounts by number, without groups."""
        return {int(account.number): account for account in self.listed if account.number}

    def existing(self, number: int) -> Account:
        """The account with a number.

        Raises:
            Refusal: the company has no such account.
        """
        found = self.accounts.get(number)
        if found is None:
            raise invalid(f"there is no account {number}")
        return found


@cache
def standard_chart() -> Chart:
    """The chart of every company that was not given one of its own."""
    made: list[Line] = []
    side = ""
    for line in filter(str.strip, _CHART.splitlines()):
        depth = (len(line) - len(line.lstrip())) // 2
        finnish, _, english = line.strip().removesuffix(" -").partition(" | ")
        number, _, rest = finnish.partition(" ")
        is_account = number.isdecimal()
        side = finnish if depth == 0 else side
        made.append(
            Line(
                depth=depth,
                number=number if is_account else "",
                name=rest if is_account else finnish,
                english=english,
                negative=line.endswith(" -"),
                cumulative=side in {"VASTAAVAA", "VASTATTAVAA"},
            )
        )
    return Chart(made)
