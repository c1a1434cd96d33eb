"""What a seeded company books beside its invoices: the opening balance, the till, wages, taxes, the loan."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from netvisor.declare import UNSET
from netvisor.resources import accounting
from netvisor.resources.common import Dimension
from netvisor.sandbox.seed.author import Author
from netvisor.sandbox.seed.registers import COST_CENTRE, SHOP

_VAT: Final = Decimal("25.5")
_OPENING: Final = (
    (1910, 41_862),
    (1151, 18_400),
    (1521, 64_750),
    (2621, -36_000),
    (2951, -4_312),
    (2001, -2_500),
    (2251, -82_200),
)
_TILL: Final = {12: 8, 1: 4, 2: 5, 3: 11, 4: 17, 5: 19, 6: 17, 7: 13, 8: 13, 9: 9, 10: 7, 11: 7}
"""Sales over the counter in a month, in thousands of euros."""
_TAXES: Final = (2921, 2939, 1763)
"""Accounts that are settled with the tax account."""

Mode: TypeAlias = Literal["net", "gross"]
Planned: TypeAlias = tuple[datetime, Callable[[], object]]


def opening(author: Author, at: datetime) -> None:
    """The balance that the year begins with."""
    rows = [_row(Decimal(total), account) for account, total in _OPENING]
    _post(author, at, "net", "Tilinavaus", rows)


def month_of_expenses(author: Author, first: date, last: date, wages: int) -> Iterator[Planned]:
    """The vouchers of a month, each with its moment; the last ones fall away when the month is cut short."""
    for day in (7, 15, 23, 28):
        yield from _on(first, last, day, _till(author, first))
    yield from _on(first, last, 25, _paid(author, wages))
    yield from _on(first, last, 12, _settled(author, "Verotili", _TAXES, _before(first, 1), "Muut"))
    yield from _on(first, last, 14, _settled(author, "Työeläkeyhtiö", (2951,), _before(first, 1), "Muut"))
    yield from _on(first, last, 27, _settled(author, "Korttitilitykset", (1920,), first, "Pankki"))
    if first.month % 3 == 0:
        yield from _on(first, last, 18, _loan(author))


def _on(first: date, last: date, day: int, event: Callable[[datetime], object]) -> Iterator[Planned]:
    when = datetime.combine(first.replace(day=day), time(9 + day % 7, 5 * (day % 12)))
    if when.date() <= last:
        yield when, lambda: event(when)


def _till(author: Author, first: date) -> Callable[[datetime], object]:
    """A week of sales over the counter, which no invoice shows."""
    total = author.euros(_TILL[first.month] * 200, _TILL[first.month] * 300)
    rows = [_row(total, 1920), _row(-total, 3000, _VAT, "KOMY", "Kassamyynti", SHOP)]
    return lambda at: _post(author, at, "gross", "Kassamyynti", rows, "Kassa")


def _paid(author: Author, wages: int) -> Callable[[datetime], object]:
    gross = Decimal(wages)
    withheld = (gross * Decimal("0.212")).quantize(Decimal("0.01"))
    pension = (gross * Decimal("0.1735")).quantize(Decimal("0.01"))
    social = (gross * Decimal("0.0191")).quantize(Decimal("0.01"))
    rows = [
        _row(gross, 5000, text="Kuukausipalkat"),
        _row(-withheld, 2921, text="Ennakonpidätys"),
        _row(withheld - gross, 1910, text="Nettopalkat"),
        _row(pension, 6130, text="Työeläkevakuutus"),
        _row(social, 6300, text="Sairausvakuutusmaksu"),
        _row(-pension - social, 2951, text="Palkkojen sivukulut"),
    ]
    return lambda at: _post(author, at, "net", f"Palkat {at:%m/%Y}", rows, "Palkka")


def _settled(
    author: Author, text: str, accounts: tuple[int, ...], until: date, kind: str
) -> Callable[[datetime], object]:
    """What stood on accounts before a day moves to the bank or is paid from it."""

    def settle(at: datetime) -> None:
        open_sums = {account: _open(author, account, until, text) for account in accounts}
        rows = [_row(-total, account) for account, total in open_sums.items() if total]
        if total := sum(open_sums.values(), Decimal(0)):
            _post(author, at, "net", text, [*rows, _row(total, 1910)], kind)

    return settle


def _open(author: Author, account: int, until: date, text: str) -> Decimal:
    """What stands on an account from before a day, and was not settled by a voucher of this text."""
    sql = (
        "select l.total from voucher_line l join voucher v on v.company = l.company and v.key = l.voucher"
        " where l.company = ? and l.account = ? and (v.date < ? or v.description = ?)"
    )
    rows = author.rows(sql, account, until.isoformat(), text)
    return sum((Decimal(row["total"]) for row in rows), Decimal(0))


def _before(first: date, months: int) -> date:
    """The first day of a month some months earlier."""
    for _ in range(months):
        first = (first - timedelta(days=1)).replace(day=1)
    return first


def _loan(author: Author) -> Callable[[datetime], object]:
    interest = author.euros(280, 410)
    rows = [
        _row(Decimal(1500), 2621, text="Lainan lyhennys"),
        _row(interest, 9440, text="Korko"),
        _row(-1500 - interest, 1910),
    ]
    return lambda at: _post(author, at, "net", "Pankkilaina", rows, "Pankki")


def _row(
    total: Decimal,
    account: int,
    vat: Decimal = Decimal(0),
    code: Literal["NONE", "KOMY"] = "NONE",
    text: str = "",
    centre: str = "",
) -> accounting.VoucherLine:
    dimension = [Dimension(dimension_name=COST_CENTRE, dimension_item=centre)] if centre else []
    return accounting.VoucherLine(
        line_sum=accounting.LineSum(total),
        account_number=account,
        vat_percent=accounting.VatPercent(vat, code),
        dimension=dimension,
        description=text or UNSET,
    )


def _post(
    author: Author, at: datetime, mode: Mode, text: str, rows: list[accounting.VoucherLine], kind: str = "Muut"
) -> int:
    message = accounting.Voucher(
        calculation_mode=mode, voucher_date=at.date(), voucher_class=kind, description=text, voucher_line=rows
    )
    return author.post("accounting.nv", message, at)
