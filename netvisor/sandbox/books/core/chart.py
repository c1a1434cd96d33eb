"""The chart of accounts of a small Finnish company, the same for all, because no resource changes it.

The default accounts have the numbers of the vendor's own example; the chart around them is invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
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


class Defaults(NamedTuple):
    """The default accounts that the books themselves use."""

    receivables: int = 1702
    vat_debt: int = 2939
    vat_receivable: int = 1763
    advance_payments: int = 2861
    rounding: int = 8570
    domestic_sales: int = 3010
    eu_sales: int = 3360
    outside_eu_sales: int = 3380
    bank: int = 1910
    cash: int = 1900
    cards: int = 1920
    sales_discount: int = 3500


DEFAULTS: Final = Defaults()


@cache
def chart() -> tuple[Account, ...]:
    """All accounts and groups, each group before its content."""
    lines = [line for line in _CHART.splitlines() if line.strip()]
    depths = [(len(line) - len(line.lstrip())) // 2 for line in lines]
    made: list[Account] = []
    fathers: list[int] = []
    side = ""
    for at, (line, depth) in enumerate(zip(lines, depths, strict=True)):
        finnish, _, english = line.strip().removesuffix(" -").partition(" | ")
        number, _, rest = finnish.partition(" ")
        is_account = number.isdecimal()
        side = finnish if depth == 0 else side
        del fathers[depth:]
        end = next((i for i in range(at + 1, len(lines)) if depths[i] <= depth), len(lines))
        made.append(
            Account(
                key=at + 1,
                number=number if is_account else "",
                name=rest if is_account else finnish,
                english=english,
                depth=depth,
                father=fathers[-1] if fathers else 0,
                negative=line.endswith(" -"),
                cumulative=side in {"VASTAAVAA", "VASTATTAVAA"},
                end=end,
            )
        )
        fathers.append(at + 1)
    return tuple(made)


@cache
def accounts() -> dict[int, Account]:
    """The accounts by number, without groups."""
    return {int(account.number): account for account in chart() if account.number}


def existing_account(number: int) -> Account:
    """The account with a number.

    Raises:
        Refusal: the company has no such account.
    """
    found = accounts().get(number)
    if found is None:
        raise invalid(f"there is no account {number}")
    return found
