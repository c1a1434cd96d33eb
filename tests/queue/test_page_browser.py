"""The page of a queue in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from netvisor.queue import State
from netvisor.queue.page.application import QueuePage, Served, served
from tests.sandbox.browser import Browser, browsing
from tests.sandbox.test_page_browser import CONTRASTS

from .scene import BUSY, HOSTILE, QUIET, Scene, customer, scene

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def _browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browsing(tmp_path_factory.mktemp("chromium")) as made:
        yield made


@pytest.fixture
def browser(_browser: Browser) -> Browser:
    _browser.get("about:blank")
    _browser.window(1200)
    _browser.scheme("light")
    _browser.complaints()
    return _browser


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with scene(tmp_path_factory.mktemp("scene") / "queue.db") as made:
        yield made


@pytest.fixture(scope="module", params=[False, True], ids=["only shows", "decides"])
def shown(seen: Scene, request: pytest.FixtureRequest) -> Iterator[Served]:
    with served(QueuePage(seen.outbox, actions=request.param)) as page:
        yield page


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Scene]:
    with scene(tmp_path / "queue.db") as made:
        yield made


@pytest.fixture
def deciding(fresh: Scene) -> Iterator[Served]:
    with served(QueuePage(fresh.outbox, actions=True)) as page:
        yield page


def pages(seen: Scene, page: Served) -> list[str]:
    numbers = (seen.accepted, seen.other, seen.untold, seen.kept, seen.refused, seen.paused, seen.unknown, seen.waiting)
    paths = ["", "messages", "messages?state=waiting", "messages?state=sending", "messages/99"]
    return [page.url + path for path in (*paths, *(f"messages/{number}" for number in numbers))]


def figure(browser: Browser, state: str) -> str:
    link = browser.find_element(By.CSS_SELECTOR, f".figures a[href='/messages?state={state}']")
    return link.text.split()[0]


def test_the_overview_follows_the_queue(browser: Browser, fresh: Scene, deciding: Served) -> None:
    browser.get(deciding.url)
    browser.execute_script("window.same = true")
    assert figure(browser, "waiting") == "2"
    fresh.outbox.put(customer("Uusi Oy", "061"), company=BUSY)
    browser.until(lambda: figure(browser, "waiting") == "3")
    assert browser.execute_script("return window.same")
    assert browser.complaints() == []


def test_what_somebody_types_stays_while_the_rest_follows(browser: Browser, fresh: Scene, deciding: Served) -> None:
    browser.get(deciding.url)
    field = browser.find_element(By.NAME, "netvisor_key")
    field.send_keys("4711")
    fresh.outbox.put(customer("Uusi Oy", "061"), company=BUSY)
    browser.until(lambda: figure(browser, "waiting") == "3")
    assert field.get_attribute("value") == "4711"
    field.send_keys(Keys.ENTER)
    browser.until(lambda: fresh.outbox.message(fresh.other).state is State.ACCEPTED)
    browser.until(lambda: f"/messages/{fresh.other}" in browser.current_url)
    assert fresh.outbox.message(fresh.other).netvisor_keys == (4711,)


def test_a_paused_overview_stands_still(browser: Browser, fresh: Scene, deciding: Served) -> None:
    browser.get(deciding.url)
    toggle = browser.find_element(By.ID, "live-toggle")
    toggle.send_keys(Keys.SPACE)
    assert (toggle.text.endswith("Paused"), toggle.get_attribute("aria-pressed")) == (True, "false")
    fresh.outbox.put(customer("Uusi Oy", "061"), company=BUSY)
    # A turn of the script passes.
    browser.execute_async_script("setTimeout(arguments[0], 2500)")
    assert figure(browser, "waiting") == "2"
    toggle.send_keys(Keys.ENTER)
    browser.until(lambda: figure(browser, "waiting") == "3")


def test_a_page_that_stopped_is_told(browser: Browser, seen: Scene) -> None:
    with served(QueuePage(seen.outbox)) as page:
        browser.get(page.url)
    status = browser.find_element(By.ID, "live-status")
    browser.until(lambda: status.text == "The page of the queue is not responding")


def test_a_person_decides_by_the_buttons(browser: Browser, fresh: Scene, deciding: Served) -> None:
    browser.get(deciding.url)
    browser.press(By.XPATH, f"//button[@aria-label='Release message {fresh.kept}']")
    browser.until(lambda: fresh.outbox.message(fresh.kept).state is State.WAITING)
    browser.get(f"{deciding.url}messages/{fresh.untold}")
    browser.press(By.XPATH, "//button[text()='Retry']")
    browser.until(lambda: browser.find_element(By.CSS_SELECTOR, "h1 .outcome").text == "waiting")
    assert fresh.outbox.message(fresh.untold).state is State.WAITING
    browser.get(deciding.url)
    browser.press(By.XPATH, f"//button[@aria-label='Pause {QUIET}']")
    browser.until(lambda: browser.find_element(By.XPATH, f"//button[@aria-label='Resume {QUIET}']").is_displayed())
    assert browser.complaints() == []


def test_sent_and_found_stand_side_by_side_where_there_is_room(browser: Browser, seen: Scene, shown: Served) -> None:
    places = {}
    for width in (1200, 360):
        browser.window(width)
        browser.get(f"{shown.url}messages/{seen.other}")
        sent, found = (browser.find_element(By.ID, name).rect for name in ("sent", "found"))
        places[width] = (sent["y"] == found["y"], sent["x"] < found["x"])
    assert places == {1200: (True, True), 360: (False, False)}


def test_hostile_messages_run_nothing(browser: Browser, seen: Scene, shown: Served) -> None:
    for page in pages(seen, shown):
        browser.get(page)
        assert browser.find_elements(By.CSS_SELECTOR, "main script, main img, main iframe") == []
    browser.get(f"{shown.url}messages/{seen.untold}")
    assert HOSTILE in browser.find_element(By.TAG_NAME, "main").text
    assert [entry["message"] for entry in browser.complaints() if "messages/99" not in entry["message"]] == []


def test_nothing_is_loaded_from_another_host(browser: Browser, seen: Scene, shown: Served) -> None:
    for page in pages(seen, shown):
        browser.get(page)
        loaded: list[str] = browser.execute_script("return performance.getEntriesByType('resource').map((e) => e.name)")
        assert f"{shown.url}page/style.css" in loaded
        assert all(address.startswith(shown.url) for address in loaded)


def test_every_link_and_field_is_reached_by_tab_and_seen_there(browser: Browser, seen: Scene, shown: Served) -> None:
    interactive = "a[href], button, input:not([type=hidden]), select, summary, [tabindex='0']"
    for page in pages(seen, shown):
        browser.get(page)
        if toggle := browser.find_elements(By.ID, "live-toggle"):
            toggle[0].click()  # or the page changes while we walk
            browser.execute_script("document.activeElement.blur()")
        wanted = [e for e in browser.find_elements(By.CSS_SELECTOR, interactive) if e.is_displayed()]
        browser.execute_script("document.body.focus(); getSelection().removeAllRanges(); scrollTo(0, 0)")
        reached = set()
        for _ in range(len(wanted) + 2):
            browser.switch_to.active_element.send_keys(Keys.TAB)
            focused = browser.switch_to.active_element
            if focused.tag_name != "body":
                outline = "const s = getComputedStyle(arguments[0]); return s.outlineStyle + s.outlineWidth"
                assert browser.execute_script(outline, focused) == "solid3px", focused.get_attribute("outerHTML")
                reached.add(focused.id)
        assert {element.id for element in wanted} <= reached, page


def test_everything_that_can_be_used_has_a_name(browser: Browser, seen: Scene, shown: Served) -> None:
    for page in pages(seen, shown):
        browser.get(page)
        for element in browser.find_elements(By.CSS_SELECTOR, "a, button, input:not([type=hidden]), select"):
            if element.is_displayed():
                assert element.accessible_name.strip(), element.get_attribute("outerHTML")


def test_headings_and_landmarks_tell_how_a_page_is_built(browser: Browser, seen: Scene, shown: Served) -> None:
    for page in pages(seen, shown):
        browser.get(page)
        levels = [int(e.tag_name[1]) for e in browser.find_elements(By.CSS_SELECTOR, "h1, h2, h3, h4")]
        assert (levels[0], levels.count(1)) == (1, 1)
        assert all(after <= before + 1 for before, after in pairwise(levels)), page
        assert browser.find_elements(By.CSS_SELECTOR, "th:not([scope])") == []
        ids = [e.get_attribute("id") for e in browser.find_elements(By.CSS_SELECTOR, "[id]")]
        assert len(ids) == len(set(ids))


def test_lists_stay_tables_on_a_narrow_screen(browser: Browser, seen: Scene, shown: Served) -> None:
    browser.window(360)
    browser.get(f"{shown.url}messages/{seen.other}")
    tree: dict[str, Any] = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})
    roles = [node["role"]["value"] for node in tree["nodes"] if "role" in node]
    # The attempts, and what was found: six and three columns, with two rows and one.
    assert roles.count("columnheader") == 6 + 3
    assert roles.count("row") == 1 + 2 + 1 + 1
    assert roles.count("cell") + roles.count("gridcell") == 6 * 2 + 2


@pytest.mark.parametrize("width", [320, 360, 768])
def test_no_page_is_wider_than_a_narrow_screen(browser: Browser, seen: Scene, shown: Served, width: int) -> None:
    browser.window(width)
    for page in pages(seen, shown):
        browser.get(page)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width, page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(browser: Browser, seen: Scene, shown: Served, scheme: str) -> None:
    browser.scheme(scheme)
    for page in pages(seen, shown):
        browser.get(page)
        found = browser.execute_script(CONTRASTS)
        assert len(found) > 5
        assert [(round(ratio, 2), text) for ratio, text in found if ratio < 4.5] == [], page
