"""The benchmarks compare like with like, and say so when they do not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks import by_hand, cases, measure, objects, others, sources, works
from tests.benchmarks.__main__ import main
from tests.benchmarks.cases import CASES, Case
from tests.benchmarks.sources import HARD, PLAIN, TRAITS, Trait

SETS = pytest.mark.parametrize(
    ("trait", "charset"), [(PLAIN, "iso-8859-15"), (HARD, "utf-8")], ids=["plain set", "hard set"]
)


@SETS
@pytest.mark.parametrize("lines", [1, 2, 50])
def test_both_write_the_same_bytes_of_an_invoice(lines: int, trait: Trait, charset: str) -> None:
    of = sources.invoice(lines, trait)
    assert works.invoice_by_hand(of, charset) == works.invoice(of)


@SETS
def test_both_write_the_same_bytes_of_customers(trait: Trait, charset: str) -> None:
    each = [sources.customer(number, trait) for number in range(12)]
    assert works.customers_by_hand(each, charset) == works.customers(each)


@SETS
@pytest.mark.parametrize("lines", [2, 50])
def test_both_write_the_same_bytes_of_a_voucher(lines: int, trait: Trait, charset: str) -> None:
    of = sources.voucher(lines, trait)
    assert works.voucher_by_hand(of, charset) == works.voucher(of)


@pytest.mark.parametrize("name", TRAITS)
def test_a_document_full_of_a_trait_is_about_as_long_as_the_plain_one(name: str) -> None:
    plain, full = (len(works.invoice(sources.invoice(20, trait))) for trait in (sources.COMPARED, TRAITS[name]))
    assert full < plain * 1.15


def test_the_hard_set_is_hard() -> None:
    body = works.invoice(sources.invoice(20, HARD)).decode()
    for odd in ("&amp;", "&lt;", "&gt;", "ä", "€", "–", "1234567890123456789012345,678", "detailguid="):
        assert odd in body
    lines = body.split("<invoiceline>")[1:]
    assert 0 < sum("<productunitname>" in line for line in lines) < len(lines)


def test_the_quick_way_with_lxml_reads_the_same_customers() -> None:
    body = objects.listed_customers(30)
    assert works.fields(works.list_by_dictionaries(body)) == works.fields(works.list_by_hand(body))


VOUCHERS = others.installed(
    {
        "xmltodict": others.voucher_by_xmltodict,
        "pydantic-xml": others.voucher_by_pydantic,
        "xsdata": others.voucher_by_xsdata,
    }
)
LISTS = others.installed(
    {
        "xmltodict": others.list_by_xmltodict,
        "pydantic-xml": others.list_by_pydantic,
        "xsdata": others.list_by_xsdata,
    }
)


@pytest.mark.parametrize("work", VOUCHERS.values(), ids=VOUCHERS)
def test_what_is_installed_writes_a_voucher_that_says_the_same(work: works.Work) -> None:
    of = sources.voucher(4)
    assert works.elements(work(of)) == works.elements(works.voucher(of))


@pytest.mark.parametrize("work", LISTS.values(), ids=LISTS)
def test_what_is_installed_reads_the_same_customers(work: works.Work) -> None:
    body = objects.listed_customers(30)
    assert works.fields(work(body)) == works.fields(works.list_by_hand(body))


def test_xmltodict_writes_an_invoice_that_says_the_same() -> None:
    of = sources.invoice(3)
    assert works.elements(others.invoice_by_xmltodict(of)) == works.elements(works.invoice(of))


# It stands on a version of marshmallow that is older than Python's last changes.
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")
def test_netvisor_api_client_reads_the_same_four_elements() -> None:
    body = objects.listed_customers(30)
    assert others.values_of_api_client(others.list_by_api_client(body)) == works.four_fields(works.list_by_hand(body))


def test_what_is_not_installed_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(others.MODULES, "xsdata", "no_such_module")
    assert list(others.installed({"xsdata": others.list_by_xsdata, "xmltodict": others.list_by_xmltodict})) == [
        "xmltodict"
    ]


def test_a_million_customers_come_in_blocks_and_are_read_alike() -> None:
    start = works.million(Path())
    first = next(start())
    assert len(first) == works.BLOCK
    assert first.startswith(b"<?xml")
    few = lambda: iter([b"".join(objects.parts_of_list(50))])  # noqa: E731
    assert works.stream_blocks(few) == works.iterate_blocks(few) == sum(range(1000, 1050))


def test_both_send_an_invoice_and_take_its_key() -> None:
    start = works.sending(Path())
    try:
        assert works.send(start) == works.send_by_hand(start) == works.send_ready(start) == 1802
    finally:
        works.stop_sending(start)


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
    assert second.ratio > 1


def test_a_peak_is_the_rise_above_the_level_before() -> None:
    if not Path("/proc/self/clear_refs").exists():
        assert measure.peak(CASES[0], works.LXML) is None
        return
    found = measure.peak(cases.case("write-voucher-10000"), works.LXML)
    assert found is not None
    assert found > 5


def test_the_figures_are_printed_as_a_list_of_objects(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measure, "SHORTEST", 0.001)
    main(["decode-invoice-5", "--json", "--rounds", "1"])
    found = json.loads(capsys.readouterr().out)
    assert [list(figure) for figure in found] == [["work", "contender", "ratio", "seconds", "peak_mib"]] * 2
    assert [(figure["work"], figure["contender"]) for figure in found] == [
        ("decode-invoice-5", name) for name in ("lxml", "netvisor")
    ]


def test_the_table_names_the_machine(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "SHORTEST", 0.001)
    main(["decode-invoice-5", "--rounds", "1"])
    machine, _, head, *lines = capsys.readouterr().out.splitlines()
    assert machine.startswith("Python 3")
    assert head.split()[:3] == ["work", "contender", "ratio"]
    assert len(lines) == 2


def test_an_unknown_work_is_refused_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["write-everything"])
    assert ended.value.code == 2
    assert "no work write-everything; there are write-invoice-1," in capsys.readouterr().err


def test_every_work_has_a_name_of_its_own() -> None:
    names = [c.name for c in CASES]
    assert len(set(names)) == len(names)
