"""Steps with vouchers, the locked period and the ledger."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from hypothesis import strategies as st
from hypothesis.stateful import rule

from netvisor import UNSET
from netvisor.codec.encode import encode
from netvisor.protocol.call import Call
from netvisor.resources import accounting, raw
from netvisor.resources.common import Dimension

from .. import messages as m
from .model import voucher_rows
from .reckoning import by_account
from .rules_registers import ITEMS, Registers
from .world import DAYS, days, some_key, who

Lines: TypeAlias = list[tuple[int, Decimal, Decimal]]
"""Account, sum and VAT in percent."""

KINDS = ["Myyntilasku", "Myyntisuoritus", "Pankki", "Muut"]
_KEYS = {"Myyntilasku": 1, "Myyntisuoritus": 2, "Pankki": 3, "Muut": 8}
_ACCOUNTS = [1910, 3040, 4000, 1702, 1234]
_UNKNOWN = 1234

LINES = st.lists(
    st.tuples(
        st.sampled_from([*_ACCOUNTS[:4], *_ACCOUNTS]),
        st.integers(-99999, 99999).map(lambda n: Decimal(n).scaleb(-2)),
        st.sampled_from(["0", "0", "25.5", "14"]).map(Decimal),
    ),
    min_size=1,
    max_size=4,
)


def row_message(line: tuple[int, Decimal, Decimal], pairs: list[tuple[str, str]]) -> accounting.VoucherLine:
    """The message of a row: VAT of sales accounts is of sales, that of all others of purchases."""
    account, total, vat = line
    code: Any = "NONE" if not vat else "KOMY" if 3000 <= account < 4000 else "KOOS"
    return m.row(
        str(total),
        account,
        str(vat),
        code,
        dimension=[Dimension(dimension_name=heading, dimension_item=item) for heading, item in pairs],
    )


def _has_both_sides(lines: Lines) -> bool:
    """Whether there is debit and credit; the library sends no other voucher."""
    return min(total for _, total, _ in lines) < 0 < max(total for _, total, _ in lines)


def _is_unbalanced(lines: Lines, *, gross: bool) -> bool:
    return not gross and sum(total for _, total, _ in lines) != 0


def _as_net(resource: str, sent: object) -> Call[Any]:
    """A message of the mode gross sent in the mode net, where its rows do not balance: the library never does."""
    body = encode(sent).bytes()
    assert b"<calculationmode>gross<" in body
    return raw.post(resource, body.replace(b"<calculationmode>gross<", b"<calculationmode>net<"))


class Periods(Registers):
    """Periods are locked and opened, and the ledger is read."""

    @rule(company=who, day=st.none() | st.sampled_from(DAYS[:3]))
    def lock_period(self, company: str, day: date | None) -> None:
        self.sandbox.books[company].lock_period(day)
        self.models[company].locked = day
        self.behind(company)

    @rule(
        company=who,
        begin=st.sampled_from(DAYS[:3]),
        end=st.sampled_from(DAYS[1:]),
        status=st.sampled_from([None, 1, 2, 3]),
        kind=st.sampled_from([None, None, *KINDS]),
        low=st.none() | st.sampled_from(_ACCOUNTS),
        high=st.none() | st.sampled_from(_ACCOUNTS),
    )
    def list_vouchers(
        self, company: str, begin: date, end: date, status: Any, kind: str | None, low: int | None, high: int | None
    ) -> None:
        wanted = {1: ("valid", "invalidated", "deleted"), 3: ("invalidated", "deleted")}.get(status, ("valid",))
        got = self.ledger(
            company,
            start_date=begin,
            end_date=end,
            voucher_status=status or UNSET,
            voucher_type=UNSET if kind is None else _KEYS[kind],
            account_number_start=low or UNSET,
            account_number_end=high or UNSET,
        )
        right = {
            (v.kind, v.number): (v.day, v.status, v.rows)
            for v in self.models[company].vouchers
            if begin <= v.day <= end and v.status in wanted and kind in {None, v.kind}
        }
        # A row that totals 0 with others on its account is not a row of the model, so each side is asked what it knows.
        span = range(low or 0, (high or 9999) + 1)
        for name, (*_, accounts) in got.items():
            assert name in right
            assert any(account in span for account in accounts)
        for name, (day, state, rows) in right.items():
            if any(account in span for account in rows):
                assert got[name][:2] == (day, state)
                # Rows that an edit has replaced come with the vouchers of all statuses.
                assert status == 1 or got[name][2] == rows

    def ledger(
        self, company: str, **asked: Any
    ) -> dict[tuple[str, int], tuple[date, str, dict[int, Decimal], set[int]]]:
        """The vouchers of the ledger by type and number; the rows of each total 0."""
        listed = self.read(company, accounting.list_vouchers(**asked))
        found = {}
        for each in listed:
            rows = [(line.account_number or 0, line.line_sum or Decimal(0)) for line in each.voucher_line]
            assert sum(total for _, total in rows) == 0, f"the rows of the voucher {each.netvisor_key} do not total 0"
            assert each.voucher_class is not None
            name = (str(each.voucher_class.value), each.voucher_number or 0)
            found[name] = (
                each.voucher_date or date.min,
                str(each.status),
                by_account(rows),
                {account for account, _ in rows},
            )
        assert len(found) == len(listed), "two vouchers have the same number"
        return found

    def compare(self, company: str) -> None:
        """Hold the whole ledger against the model, too."""
        super().compare(company)
        span = {"start_date": date(2026, 1, 1), "end_date": date(2027, 12, 31)}
        got = {**self.ledger(company, **span), **self.ledger(company, **span, voucher_status=3)}
        assert {name: each[:3] for name, each in got.items()} == {
            (v.kind, v.number): (v.day, v.status, v.rows) for v in self.models[company].vouchers
        }


class Ledger(Periods):
    """Vouchers are entered, changed and invalidated."""

    @rule(
        company=who,
        day=days,
        lines=LINES,
        balanced=st.sampled_from([True, True, True, False]),
        gross=st.booleans(),
        kind=st.sampled_from(KINDS),
        number=st.sampled_from([None, None, None, 2, 9]),
        pairs=ITEMS,
        only_existing=st.booleans(),
    )
    def add_voucher(
        self,
        company: str,
        day: date,
        lines: Lines,
        balanced: bool,
        gross: bool,
        kind: str,
        number: int | None,
        pairs: list[tuple[str, str]],
        only_existing: bool,
    ) -> None:
        lines = self._balanced(lines) if balanced else lines
        self._add(company, day, lines, gross=gross, kind=kind, number=number, pairs=pairs, only_existing=only_existing)

    def begin(self, company: str) -> None:
        """A voucher, beside what others begin with."""
        super().begin(company)
        lines = [(1910, Decimal(100), Decimal(0)), (3040, Decimal(-100), Decimal(0))]
        self._add(company, DAYS[0], lines, gross=False, kind="Muut", number=None, pairs=[], only_existing=False)

    def _add(
        self,
        company: str,
        day: date,
        lines: Lines,
        *,
        gross: bool,
        kind: str,
        number: int | None,
        pairs: list[tuple[str, str]],
        only_existing: bool,
    ) -> None:
        if not _has_both_sides(lines):
            return
        model = self.models[company]
        unbalanced = _is_unbalanced(lines, gross=gross)
        sent = m.voucher(
            [row_message(line, pairs if at == 0 else []) for at, line in enumerate(lines)],
            "gross" if gross or unbalanced else "net",
            voucher_date=day,
            voucher_class=kind,
            number=UNSET if number is None else number,
        )
        call: Any = accounting.add_voucher(sent, use_only_existing_dimensions=True if only_existing else UNSET)
        call = _as_net("accounting.nv", sent) if unbalanced else call

        def expected(key: int) -> None:
            missing = [pair for pair in pairs if pair[1] not in model.dimensions.get(pair[0], ())]
            model.check_voucher(
                day,
                kind,
                lines,
                gross=gross,
                number=number,
                wrong=(only_existing and bool(missing)) or any(each[0] == _UNKNOWN for each in lines),
            )
            model.use_dimensions(pairs)
            model.post(kind, day, voucher_rows(lines, gross=gross), number, key)

        self.does(company, f"add {'gross' if gross else 'net'} voucher", call, expected)

    @staticmethod
    def _balanced(lines: Lines) -> Lines:
        return [*lines, (1910, -sum((total for _, total, _ in lines), Decimal(0)), Decimal(0))]

    def voucher_key(self, company: str, data: st.DataObject) -> int:
        own, foreign = (
            [v.key for v in model.vouchers if v.key]
            for model in sorted(self.models.values(), key=lambda each: each is not self.models[company])
        )
        return some_key(data, own, foreign, label="voucher")

    @rule(
        company=who,
        day=st.none() | days,
        lines=st.just([]) | LINES,
        balanced=st.booleans(),
        gross=st.booleans(),
        data=st.data(),
    )
    def edit_voucher(
        self, company: str, day: date | None, lines: Lines, balanced: bool, gross: bool, data: st.DataObject
    ) -> None:
        model, key = self.models[company], self.voucher_key(company, data)
        lines = self._balanced(lines) if balanced and lines else lines
        if not (_has_both_sides(lines) if lines else day):
            return
        unbalanced = _is_unbalanced(lines, gross=gross)
        sent = accounting.EditedVoucher(
            netvisor_key=key,
            voucher_date=UNSET if day is None else day,
            calculation_mode="gross" if gross or unbalanced else "net",
            voucher_line=[row_message(line, []) for line in lines],
        )

        def expected(_: int) -> None:
            wrong = any(each[0] == _UNKNOWN for each in lines)
            model.edit_voucher(key, day, lines, gross=gross, wrong=wrong)

        call: Any = _as_net("accountingedit.nv", sent) if unbalanced else accounting.edit_voucher(sent)
        self.does(company, "edit voucher", call, expected)

    @rule(company=who, several=st.booleans(), data=st.data())
    def invalidate_vouchers(self, company: str, several: bool, data: st.DataObject) -> None:
        model = self.models[company]
        keys = sorted({self.voucher_key(company, data) for _ in range(1 + several)})
        sent = accounting.InvalidateVouchers(invalidate_voucher=keys)
        self.does(company, "invalidate", accounting.invalidate_vouchers(sent), lambda _: model.invalidate(keys))
