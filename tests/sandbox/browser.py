"""A headless Chromium for the tests of the page; without one they fail."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.wait import WebDriverWait

T = TypeVar("T")

_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
_PATIENCE = 20


class Browser(Chrome):
    """Chromium, with what the tests ask of it again and again."""

    def until(self, condition: Callable[[], T]) -> T:
        """Wait until something is so; a page may load itself again while it is looked at."""
        ignored = (StaleElementReferenceException, NoSuchElementException)
        waiting = WebDriverWait(self, _PATIENCE, poll_frequency=0.05, ignored_exceptions=ignored)
        return waiting.until(lambda _: condition())

    def press(self, by: str, what: str) -> None:
        """Click on something as soon as it is there."""

        def pressed() -> bool:
            self.find_element(by, what).click()
            return True

        self.until(pressed)

    def window(self, width: int, height: int = 800) -> None:
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def scheme(self, name: str) -> None:
        features = [{"name": "prefers-color-scheme", "value": name}]
        self.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    def complaints(self) -> list[Any]:
        """What the browser has to say about the pages since the last time: errors, and broken rules of security."""
        get_log: Any = self.get_log  # it has no types of its own
        log: list[Any] = get_log("browser")
        return log


@contextmanager
def browsing(folder: Path, *, scripts: bool = True) -> Iterator[Browser]:
    """A browser with an empty profile; the folder holds that and what it downloads."""
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if chromium is None or driver is None:
        pytest.fail("these tests need Debian's packages chromium and chromium-driver")
    options = ChromeOptions()
    options.binary_location = chromium
    for flag in (*_FLAGS, f"--user-data-dir={folder / 'profile'}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    if not scripts:
        prefs = {"profile.managed_default_content_settings.javascript": 2}
        options.add_experimental_option("prefs", prefs)
    browser = Browser(options=options, service=Service(driver, env={**os.environ, "SE_OFFLINE": "true"}))
    try:
        yield browser
    finally:
        browser.quit()
