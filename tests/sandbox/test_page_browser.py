from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select

from netvisor import Client
from netvisor.errors import OutcomeUnknown
from netvisor.resources import customers, sales
from netvisor.sandbox import Sandbox

from . import messages
from .browser import Browser, browsing
from .conftest import Caller
from .test_page_books import PDF, invoice, key_of
from .test_page_calls import HOSTILE, WRONG_ORDER

pytestmark = pytest.mark.slow

# The text of every element that has some of its own, its colour and what lies behind it, all mixed as on the screen.
CONTRASTS = """
const parse = (text) => { const n = text.match(/[\\d.]+/g).map(Number); return [n[0], n[1], n[2], n[3] ?? 1]; };
const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
const light = (colour) => { const [r, g, b] = colour.map((v) => v / 255)
  .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
const ground = (element) => { const above = [];
  for (let e = element; e; e = e.parentElement) above.unshift(parse(getComputedStyle(e).backgroundColor));
  return above.reduce((below, top) => over(top, below), [255, 255, 255, 1]); };
const found = [];
for (const element of document.querySelectorAll("body *")) {
  const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  if (!own || element.closest("noscript, datalist") || !element.checkVisibility()) continue;
  const style = getComputedStyle(element), behind = ground(element), ink = parse(style.color);
  for (let e = element; e; e = e.parentElement) ink[3] *= Number(getComputedStyle(e).opacity);
  const [a, b] = [light(over(ink, behind)), light(behind)];
  found.push([(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), element.outerHTML.slice(0, 120)]);
}
return found;
"""


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


@pytest.fixture
def full(sandbox: Sandbox, client: Client) -> Sandbox:
    """A sandbox in which every page has something to show."""
    client.send(customers.add_customer(messages.customer("Äiti & Pojat Oy", "011", street_address="Katu 1")))
    client.send(sales.add_sales_invoice(invoice()))
    client.send(customers.add_customer(messages.customer(HOSTILE, "012")))
    Caller(sandbox).send("customer.nv", WRONG_ORDER.encode(), method="add")
    Caller(sandbox).send("customer.nv", b"<root>\n<customer><x", method="add")
    sandbox.faults.add(how="html", chance=0.05, times=None, resource="accounting.nv")
    return sandbox


def pages(sandbox: Sandbox) -> list[str]:
    paths = [
        "",
        "calls/1",
        "calls/3",
        "calls/4",
        "calls/5",
        "calls/99",
        "books",
        "books/1234567-8",
        "faults",
        "actions",
    ]
    paths += ["books/1234567-8/document", "books/1234567-8/customer/1", f"books/1234567-8/invoice/{key_of(sandbox)}"]
    return [sandbox.url + path for path in paths]


def rows(browser: Browser) -> list[str]:
    return [row.text for row in browser.find_elements(By.CSS_SELECTOR, "#calls tr")]


def test_a_new_call_comes_into_the_list_by_itself(browser: Browser, sandbox: Sandbox, client: Client) -> None:
    browser.get(sandbox.url)
    # The first call turns the empty page into a list, the next ones come on top of it.
    client.send(customers.list_customers())
    browser.until(lambda: len(rows(browser)) == 1)
    link = browser.find_element(By.CSS_SELECTOR, "#calls a")
    browser.execute_script("arguments[0].focus(); window.same = true", link)
    client.send(customers.add_customer(messages.customer(HOSTILE)))
    browser.until(lambda: len(rows(browser)) == 2)
    assert "customer.nv" in rows(browser)[0]
    assert browser.switch_to.active_element == link
    assert browser.execute_script("return window.same")
    assert browser.find_element(By.ID, "live-status").text == "1 new call"
    assert browser.complaints() == []


def test_a_filtered_list_takes_only_what_it_is_for(browser: Browser, sandbox: Sandbox, client: Client) -> None:
    client.send(customers.list_customers())
    browser.get(f"{sandbox.url}?resource=list")
    client.send(customers.add_customer(messages.customer()))
    client.send(customers.list_customers())
    browser.until(lambda: len(rows(browser)) == 2)
    assert all("customerlist.nv" in row for row in rows(browser))


def test_the_list_stands_still_while_it_is_paused(browser: Browser, sandbox: Sandbox, client: Client) -> None:
    client.send(customers.list_customers())
    browser.get(sandbox.url)
    toggle = browser.find_element(By.ID, "live-toggle")
    toggle.send_keys(Keys.SPACE)
    assert (toggle.text.endswith("Paused"), toggle.get_attribute("aria-pressed")) == (True, "false")
    client.send(customers.list_customers())
    asked = "return performance.getEntriesByType('resource').filter((e) => e.name.includes('/calls/rows')).length"
    before = browser.execute_script(asked)
    # A turn of the script passes, and it has not asked.
    browser.execute_async_script("setTimeout(arguments[0], 1500)")
    assert browser.execute_script(asked) == before
    assert len(rows(browser)) == 1
    toggle.send_keys(Keys.ENTER)
    browser.until(lambda: len(rows(browser)) == 2)


def test_a_sandbox_that_stopped_is_told_and_another_run_is_noticed(browser: Browser) -> None:
    with Sandbox() as first:
        port = int(first.url.rstrip("/").rpartition(":")[2])
        Caller(first).send("customerlist.nv")
        browser.get(first.url)
        assert len(rows(browser)) == 1
    status = browser.find_element(By.ID, "live-status")
    browser.until(lambda: status.text == "The sandbox is not responding")
    with Sandbox(port=port):
        browser.until(lambda: "No calls yet" in browser.page_source)


def test_the_list_lives_without_a_script(tmp_path: Path, sandbox: Sandbox, client: Client) -> None:
    client.send(customers.list_customers())
    with browsing(tmp_path, scripts=False) as browser:
        browser.get(sandbox.url)
        assert not browser.find_element(By.ID, "live-toggle").is_displayed()
        browser.press(By.LINK_TEXT, "Reload every 5 seconds")
        client.send(customers.list_customers())
        browser.until(lambda: len(rows(browser)) == 2)
        browser.press(By.LINK_TEXT, "Stop")
        browser.until(lambda: browser.find_element(By.LINK_TEXT, "Reload every 5 seconds").is_displayed())
        browser.press(By.CSS_SELECTOR, "#calls a")
        browser.until(lambda: browser.current_url != sandbox.url and "/calls/" in browser.current_url)
        assert browser.find_element(By.TAG_NAME, "h1").text == "GET customerlist.nv ok"


def test_hostile_calls_run_nothing(browser: Browser, full: Sandbox) -> None:
    for page in pages(full):
        browser.get(page)
        assert browser.find_elements(By.CSS_SELECTOR, "main script, main img, main iframe") == []
    # The one complaint is about the page that says of itself that it is not there.
    assert [entry["message"] for entry in browser.complaints() if "calls/99" not in entry["message"]] == []


def test_an_inline_script_would_not_run(browser: Browser, sandbox: Sandbox) -> None:
    browser.get(sandbox.url)
    browser.execute_script(
        "const s = document.createElement('script'); s.textContent = 'window.broken = true'; document.body.append(s)"
    )
    assert browser.execute_script("return window.broken === undefined")
    assert any("Content Security Policy" in entry["message"] for entry in browser.complaints())


def test_nothing_is_loaded_from_another_host(browser: Browser, full: Sandbox) -> None:
    for page in pages(full):
        browser.get(page)
        loaded: list[str] = browser.execute_script("return performance.getEntriesByType('resource').map((e) => e.name)")
        assert f"{full.url}page/style.css" in loaded
        assert all(address.startswith(full.url) for address in loaded)


def test_the_first_tab_leads_past_the_navigation(browser: Browser, full: Sandbox) -> None:
    browser.get(full.url)
    body = browser.find_element(By.TAG_NAME, "body")
    body.send_keys(Keys.TAB)
    skip = browser.switch_to.active_element
    assert skip.text == "Skip to the content"
    assert skip.rect["y"] >= 0
    skip.send_keys(Keys.ENTER)
    assert browser.switch_to.active_element.tag_name == "main"


def test_every_link_and_field_is_reached_by_tab_and_seen_there(browser: Browser, full: Sandbox) -> None:
    interactive = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
    for page in pages(full):
        browser.get(page)
        if toggle := browser.find_elements(By.ID, "live-toggle"):
            toggle[0].click()  # or rows come while we walk
            browser.execute_script("document.activeElement.blur()")
        wanted = [e for e in browser.find_elements(By.CSS_SELECTOR, interactive) if e.is_displayed()]
        browser.execute_script("document.body.focus(); getSelection().removeAllRanges(); scrollTo(0, 0)")
        reached = []
        for _ in range(len(wanted) + 2):
            browser.switch_to.active_element.send_keys(Keys.TAB)
            focused = browser.switch_to.active_element
            if focused.tag_name != "body":
                outline = browser.execute_script(
                    "const s = getComputedStyle(arguments[0]); return [s.outlineStyle, parseFloat(s.outlineWidth)]",
                    focused,
                )
                assert outline[0] != "none", focused.get_attribute("outerHTML")
                assert outline[1] >= 2, focused.get_attribute("outerHTML")
                reached.append(focused.id)
        assert {element.id for element in wanted} <= set(reached), page


def test_everything_that_can_be_used_has_a_name(browser: Browser, full: Sandbox) -> None:
    for page in pages(full):
        browser.get(page)
        for element in browser.find_elements(By.CSS_SELECTOR, "a, button, input:not([type=hidden]), select, textarea"):
            if element.is_displayed():
                assert element.accessible_name.strip(), element.get_attribute("outerHTML")


def test_headings_and_landmarks_tell_how_a_page_is_built(browser: Browser, full: Sandbox) -> None:
    for page in pages(full):
        browser.get(page)
        levels = [int(e.tag_name[1]) for e in browser.find_elements(By.CSS_SELECTOR, "h1, h2, h3, h4")]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), page
        assert len(browser.find_elements(By.TAG_NAME, "main")) == 1
        assert browser.find_elements(By.CSS_SELECTOR, "th:not([scope])") == []
        assert browser.find_element(By.TAG_NAME, "html").get_attribute("lang") == "en"
        ids = [e.get_attribute("id") for e in browser.find_elements(By.CSS_SELECTOR, "[id]")]
        assert len(ids) == len(set(ids))


def test_the_list_stays_a_table_on_a_narrow_screen(browser: Browser, full: Sandbox) -> None:
    browser.window(360)
    browser.get(full.url)
    tree: dict[str, Any] = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})
    roles = [node["role"]["value"] for node in tree["nodes"] if "role" in node]
    assert roles.count("columnheader") == 5
    assert roles.count("row") == 1 + len(full.calls)
    assert roles.count("cell") + roles.count("gridcell") == 5 * len(full.calls)


def unfold(browser: Browser) -> None:
    """Open everything that is folded, as forms of actions and copies of calls are."""
    browser.execute_script("for (const each of document.querySelectorAll('details')) each.open = true")


@pytest.mark.parametrize("width", [320, 360, 768])
def test_no_page_is_wider_than_a_narrow_screen(browser: Browser, full: Sandbox, width: int) -> None:
    browser.window(width)
    for page in pages(full):
        browser.get(page)
        unfold(browser)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width, page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(browser: Browser, full: Sandbox, scheme: str) -> None:
    browser.scheme(scheme)
    for page in pages(full):
        browser.get(page)
        unfold(browser)
        dark = browser.execute_script("return matchMedia('(prefers-color-scheme: dark)').matches")
        assert dark == (scheme == "dark")
        found = browser.execute_script(CONTRASTS)
        assert len(found) > 5
        assert [(round(ratio, 2), text) for ratio, text in found if ratio < 4.5] == [], page


def test_a_text_that_does_not_stand_out_is_found(browser: Browser, sandbox: Sandbox) -> None:
    browser.get(sandbox.url)
    browser.execute_script("document.querySelector('h1').style.color = '#aaa'")
    assert any(ratio < 4.5 for ratio, _ in browser.execute_script(CONTRASTS))


def test_light_and_dark_differ(browser: Browser, sandbox: Sandbox) -> None:
    grounds = []
    for scheme in ("light", "dark"):
        browser.scheme(scheme)
        browser.get(sandbox.url)
        grounds.append(browser.execute_script("return getComputedStyle(document.body).backgroundColor"))
    assert grounds[0] != grounds[1]


def test_a_problem_is_marked_where_it_stands(browser: Browser, full: Sandbox) -> None:
    browser.get(f"{full.url}calls/4")
    browser.find_element(By.CSS_SELECTOR, ".problems a").click()
    problem = browser.find_element(By.CSS_SELECTOR, ".problem:target")
    city = browser.find_element(By.XPATH, "//li[@class='wrong']/div[@class='leaf']")
    assert "<city>" in city.text
    # Right below the element, and on the screen.
    assert 0 <= problem.rect["y"] - city.rect["y"] - city.rect["height"] < 12
    both = "return [arguments[0].getBoundingClientRect().top, arguments[1].getBoundingClientRect().bottom]"
    top, bottom = browser.execute_script(both, city, problem)
    assert 0 <= top < bottom <= 800


def test_a_branch_of_the_tree_folds_by_the_keyboard(browser: Browser, full: Sandbox) -> None:
    browser.get(f"{full.url}calls/1")
    name = browser.find_element(By.XPATH, "//div[@class='leaf'][contains(., '<name>')]")
    assert name.is_displayed()
    browser.find_element(By.CSS_SELECTOR, ".tree summary").send_keys(Keys.ENTER)
    assert not name.is_displayed()


def test_an_attachment_is_downloaded(browser: Browser, full: Sandbox, tmp_path: Path) -> None:
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    browser.get(f"{full.url}books/1234567-8/document")
    browser.find_element(By.CSS_SELECTOR, "tbody a").click()
    browser.find_element(By.LINK_TEXT, "huoltoraportti ä.pdf").click()
    file = tmp_path / "huoltoraportti ä.pdf"
    browser.until(file.exists)
    assert file.read_bytes() == PDF


def test_a_fault_asked_for_on_the_page_hits_the_client(browser: Browser, sandbox: Sandbox, client: Client) -> None:
    browser.get(f"{sandbox.url}faults")
    Select(browser.find_element(By.NAME, "how")).select_by_visible_text("drop connection")
    Select(browser.find_element(By.NAME, "after")).select_by_value("storing")
    browser.find_element(By.NAME, "resource").send_keys("customer.nv", Keys.ENTER)
    browser.until(lambda: len(sandbox.faults) == 1)
    with pytest.raises(OutcomeUnknown):
        client.send(customers.add_customer(messages.customer()))
    assert len(sandbox.books["1234567-8"].customers) == 1
    sandbox.faults.add(how="html")
    browser.get(f"{sandbox.url}faults")
    browser.find_element(By.XPATH, "//button[text()='Remove']").click()
    browser.until(lambda: len(sandbox.faults) == 0)
    assert browser.complaints() == []


def test_an_action_says_beside_its_field_what_is_wrong(browser: Browser, sandbox: Sandbox) -> None:
    for scheme in ("light", "dark"):
        browser.scheme(scheme)
        browser.window(360)
        browser.get(f"{sandbox.url}actions")
        browser.press(By.XPATH, "//summary[.//h3[text()='Lock period']]")
        browser.find_element(By.NAME, "until").send_keys("yesterday", Keys.ENTER)
        field = browser.until(lambda: browser.find_element(By.CSS_SELECTOR, "[name=until][aria-invalid]"))
        alarm = browser.find_element(By.ID, "lock_period-until-wrong")
        assert field.is_displayed()
        assert field.get_attribute("value") == "yesterday"
        assert 0 <= alarm.rect["y"] - field.rect["y"] - field.rect["height"] < 12
        assert "such as 2026-11-30" in alarm.text
        assert [text for ratio, text in browser.execute_script(CONTRASTS) if ratio < 4.5] == []
        assert browser.execute_script("return document.documentElement.scrollWidth") <= 360
        field.clear()
        field.send_keys("2026-11-30", Keys.ENTER)
        browser.until(lambda: "Done: lock period" in browser.find_element(By.CSS_SELECTOR, "p[role=status]").text)
    assert all("400" in entry["message"] for entry in browser.complaints())


def test_a_call_is_copied_and_sent_again(browser: Browser, full: Sandbox) -> None:
    origin = full.url.rstrip("/")
    rights = {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"], "origin": origin}
    browser.execute_cdp_cmd("Browser.grantPermissions", rights)
    browser.get(f"{full.url}calls/1")
    browser.press(By.XPATH, "//summary[.//h3[text()='As Python']]")
    text = browser.find_element(By.ID, "copy-python")
    button = browser.find_element(By.CSS_SELECTOR, "button[aria-describedby='copy-python']")
    button.click()
    browser.until(
        lambda: "Copied" in browser.find_element(By.CSS_SELECTOR, "button[aria-describedby='copy-python'] + *").text
    )
    assert browser.execute_script("return navigator.clipboard.readText()") == text.get_property("textContent")
    calls = len(full.calls)
    browser.press(By.XPATH, "//button[text()='Replay']")
    browser.until(lambda: browser.current_url.endswith(f"/calls/{calls + 1}"))
    assert "A replay of call 1" in browser.find_element(By.TAG_NAME, "main").text
    assert browser.complaints() == []


def test_a_search_goes_on_while_calls_come(browser: Browser, sandbox: Sandbox, client: Client) -> None:
    client.send(customers.add_customer(messages.customer("Äiti Oy", "011")))
    client.send(customers.add_customer(messages.customer("Muu Oy", "012")))
    browser.get(sandbox.url)
    browser.find_element(By.NAME, "find").send_keys("äiti", Keys.ENTER)
    browser.until(lambda: len(rows(browser)) == 1)
    client.send(customers.add_customer(messages.customer("Äiti ja isä Oy", "013")))
    client.send(customers.add_customer(messages.customer("Toinen Oy", "014")))
    browser.until(lambda: len(rows(browser)) == 2)
    assert "Äiti ja isä Oy" in rows(browser)[0]


def test_an_invoice_is_printed_alone(browser: Browser, full: Sandbox) -> None:
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    browser.get(f"{full.url}books/1234567-8/invoice/{key_of(full)}")
    shown = [
        e for e in browser.find_elements(By.CSS_SELECTOR, ".top, .trail, h1, .actions, .attached") if e.is_displayed()
    ]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert shown == []


def test_without_a_browser_these_tests_fail_and_are_not_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(pytest.fail.Exception, match="chromium-driver"), browsing(tmp_path):
        pass
