"""Pages of reports in a browser: light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By

from netvisor import Client
from netvisor.reports import aging, cashflow, page, vat
from tests.sandbox.browser import Browser, browsing
from tests.sandbox.test_page_browser import CONTRASTS

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browsing(tmp_path_factory.mktemp("browser")) as opened:
        yield opened


@pytest.fixture(scope="module")
def addresses(demo: Client, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder: Path = tmp_path_factory.mktemp("pages")
    made = {
        "cashflow": cashflow(demo, first="2025-12", last="2026-11"),
        "years": cashflow(demo, first="2020-01", last="2026-12"),
        "month": cashflow(demo, first="2026-04", last="2026-04"),
        "nothing": cashflow(demo, first="2024-01", last="2024-03"),
        "vat": vat(demo, first="2025-12", last="2026-11"),
        "aging": aging(demo),
    }
    for name, report in made.items():
        (folder / f"{name}.html").write_text(page(report), "utf-8")
    return [(folder / f"{name}.html").as_uri() for name in made]


@pytest.mark.parametrize("width", [320, 360, 768, 1400])
def test_no_page_is_wider_than_its_window(browser: Browser, addresses: list[str], width: int) -> None:
    browser.window(width)
    for address in addresses:
        browser.get(address)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width, address


@pytest.mark.parametrize(("width", "kind"), [(320, "narrow"), (600, "narrow"), (620, "wide"), (1400, "wide")])
def test_each_window_shows_the_chart_that_is_meant_for_it(
    browser: Browser, addresses: list[str], width: int, kind: str
) -> None:
    browser.window(width)
    browser.get(addresses[0])
    charts = browser.find_elements(By.TAG_NAME, "svg")
    assert [chart.get_attribute("class") for chart in charts if chart.is_displayed()] == [kind, kind]


@pytest.mark.parametrize("width", [320, 600, 620, 1400])
def test_the_labels_of_charts_can_be_read_and_do_not_touch(browser: Browser, addresses: list[str], width: int) -> None:
    browser.window(width)
    script = """return [...document.querySelectorAll('svg')].filter(svg => svg.getClientRects().length).map(svg =>
        [...svg.querySelectorAll('tspan')].map(each => { const box = each.parentNode.getBoundingClientRect();
            return [box.left, box.right, box.height] }))"""
    for address in addresses:
        browser.get(address)
        for boxes in browser.execute_script(script):
            assert all(height >= 8 for _, _, height in boxes)
            lines = sorted({(left, right) for left, right, _ in boxes})
            assert all(right <= left for (_, right), (left, _) in pairwise(lines)), address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(browser: Browser, addresses: list[str], scheme: str) -> None:
    browser.scheme(scheme)
    for address in addresses:
        browser.get(address)
        found = browser.execute_script(CONTRASTS)
        assert len(found) > 5
        assert [(round(ratio, 2), text) for ratio, text in found if ratio < 4.5] == [], address


def test_light_and_dark_differ(browser: Browser, addresses: list[str]) -> None:
    grounds = []
    for scheme in ("light", "dark"):
        browser.scheme(scheme)
        browser.get(addresses[0])
        grounds.append(browser.execute_script("return getComputedStyle(document.body).backgroundColor"))
    assert grounds[0] != grounds[1]


def test_a_browser_has_nothing_to_complain_about_and_loads_nothing(browser: Browser, addresses: list[str]) -> None:
    browser.complaints()
    for address in addresses:
        browser.get(address)
        assert browser.execute_script("return performance.getEntriesByType('resource').length") == 0
    assert browser.complaints() == []
