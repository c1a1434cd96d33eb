"""The benchmarks compare like with like, and say so when they do not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from netvisor.codec.encode import encode
from tests.benchmarks import by_hand, measure, objects, works
from tests.benchmarks.__main__ import main
from tests.benchmarks.works import CASES, Case


@pytest.mark.parametrize("lines", [1, 2, 50])
def test_both_write_the_same_bytes_of_an_invoice(lines: int) -> None:
    assert by_hand.encode_invoice(objects.invoice(lines)) == encode(objects.invoice(lines)).bytes()


@pytest.mark.parametrize("number", [0, 7, 9999])
def test_both_write_the_same_bytes_of_a_customer(number: int) -> None:
    assert by_hand.encode_customer(objects.customer(number)) == encode(objects.customer(number)).bytes()


@pytest.mark.parametrize("lines", [2, 50])
def test_both_write_the_same_bytes_of_a_voucher(lines: int) -> None:
    assert by_hand.encode_voucher(objects.voucher(lines)) == encode(objects.voucher(lines)).bytes()


def test_both_read_the_same_customers() -> None:
    body = objects.listed_customers(30)
    by_lxml = works.fields(by_hand.read_customers(body))
    assert works.fields(works.read_list(body)) == by_lxml
    assert works.stream_list(body) == works.sum_of_keys(by_hand.read_customers(body))
    assert by_lxml[10][:3] == (1010, "Öljy ja Kaasu 10 Oy", None)


def test_both_take_the_same_key_from_an_answer() -> None:
    start = works.answered(Path())
    assert works.read_ok(start) == works.ok_by_hand(start) == 1802


def small(**contenders: Any) -> Case:
    return Case(name="small", says="", prepare=lambda _: [2, 1], contenders=contenders, content={})


def test_contenders_that_do_not_do_the_same_are_not_compared() -> None:
    with pytest.raises(AssertionError, match="small: the contenders did not do the same"):
        measure.run(small(lxml=sorted, netvisor=list))


def test_the_first_contender_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "SHORTEST", 0.001)
    monkeypatch.setattr(measure, "peak", lambda _case, _contender: 1.5)
    first, second = measure.run(small(lxml=sorted, netvisor=lambda numbers: sorted(numbers * 1000)[::1000]), rounds=3)
    assert (first.contender, first.ratio, first.peak_mib) == ("lxml", 1.0, 1.5)
    assert second.ratio == second.seconds / first.seconds > 1


def test_a_peak_is_the_rise_above_the_level_before() -> None:
    if not Path("/proc/self/clear_refs").exists():
        assert measure.peak(CASES[0], works.LXML) is None
        return
    found = measure.peak(works.case("encode-voucher-10000"), works.LXML)
    assert found is not None
    assert found > 5


def test_the_figures_are_printed_as_a_list_of_objects(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measure, "SHORTEST", 0.001)
    main(["read-ok", "--json", "--rounds", "1"])
    found = json.loads(capsys.readouterr().out)
    assert [list(figure) for figure in found] == [["work", "contender", "ratio", "seconds", "peak_mib"]] * 2
    assert [(figure["work"], figure["contender"]) for figure in found] == [("read-ok", "lxml"), ("read-ok", "netvisor")]


def test_the_table_names_the_machine(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "SHORTEST", 0.001)
    main(["read-ok", "--rounds", "1"])
    machine, _, head, *lines = capsys.readouterr().out.splitlines()
    assert machine.startswith("Python 3")
    assert head.split()[:3] == ["work", "contender", "ratio"]
    assert len(lines) == 2


def test_an_unknown_work_is_refused_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["encode-everything"])
    assert ended.value.code == 2
    assert "no work encode-everything; there are encode-invoice-1," in capsys.readouterr().err


def test_every_work_has_a_name_of_its_own() -> None:
    names = [c.name for c in CASES]
    assert len(set(names)) == len(names)
