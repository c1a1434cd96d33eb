"""The documented parameters of the ledger, each by what it changes."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from netvisor import Client
from netvisor.resources import accounting

from . import messages as m
from .conftest import Caller, Got

YEAR = {"startdate": "2026-01-01", "enddate": "2026-12-31"}
NUMBERS = "Vouchers/Voucher/VoucherNumber"


def ask(caller: Caller, **asked: object) -> Got:
    return caller.sent("GET", f"/accountingledger.nv?{urlencode(asked)}")


@pytest.fixture
def key(client: Client) -> int:
    rows = [m.row("100", 1910), m.row("-100", 3040)]
    return client.send(accounting.add_voucher(m.voucher(rows))).netvisor_key


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [(1910, 1910, ["1"]), (2000, 3040, ["1"]), (3040, 9999, ["1"]), (1911, 3039, []), (3041, 9999, [])],
)
@pytest.mark.usefixtures("key")
def test_a_row_lies_within_both_bounds(caller: Caller, first: int, last: int, found: list[str]) -> None:
    got = ask(caller, **YEAR, accountnumberstart=first, accountnumberend=last)
    assert got.texts(NUMBERS) == found


def test_a_voucher_type_needs_a_period_or_a_span_of_changes(caller: Caller, key: int) -> None:
    assert "vouchertype requires" in ask(caller, changedsince="2026-01-01", vouchertype=8).refusal
    for span in (YEAR, {"lastmodifiedstart": "2026-01-01"}, {"lastmodifiedend": "2026-12-31"}):
        assert ask(caller, **span, vouchertype=8).texts("Vouchers/Voucher/NetvisorKey") == [str(key)]
        assert ask(caller, **span, vouchertype=1).texts(NUMBERS) == []


def test_only_showgenerator_stands_beside_a_key(caller: Caller, key: int) -> None:
    for keys in ({"netvisorkey": key}, {"netvisorkeylist": f"{key},99"}):
        assert ask(caller, **keys, showgenerator=1).texts(NUMBERS) == ["1"]
        for beside in ({"voucherstatus": 1}, {"changedsince": "2026-01-01"}, {"includetransactionhistory": 1}):
            (name,) = beside
            refusal = ask(caller, **keys, **beside).refusal
            assert f"only showgenerator is taken, not {name}" in refusal
    both = ask(caller, netvisorkey=key, netvisorkeylist=f"{key},99")
    assert "only showgenerator is taken, not netvisorkeylist" in both.refusal


@pytest.mark.usefixtures("key")
def test_what_nobody_has_seen_changes_nothing(caller: Caller) -> None:
    plain = ask(caller, **YEAR).root.find("Vouchers")
    for name in ("showgenerator", "includeattachmentsmetadata"):
        asked = ask(caller, **YEAR, **{name: 1}).root.find("Vouchers")
        assert list(asked.itertext()) == list(plain.itertext())


def test_a_status_that_there_is_not_is_refused(caller: Caller) -> None:
    assert "expected 1, 2 or 3" in ask(caller, **YEAR, voucherstatus=4).refusal
