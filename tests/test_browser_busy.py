"""A page that takes its time, in Chromium: it is said that the next one is on its way, and only then."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from compare.store import Store
from tests.served import opened, served
from tests.test_reviews import NEW, OLD
from web import create_app

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a library of two editions of a series."""
    database: Path = tmp_path_factory.mktemp("busy") / "duizhao.sqlite"
    with Store(database) as store:
        for text, name in ((OLD, "旧.txt"), (NEW, "新.txt")):
            store.add(text.encode(), name, series="工会")
    with served(create_app(database)) as address:
        yield address


def slowly(route: Route) -> None:
    """Answer after a second."""
    time.sleep(1)
    route.continue_()


@pytest.mark.parametrize("way", ["a link", "a drawing", "a form"])
def test_a_page_that_takes_its_time_is_announced(browser: Browser, address: str, way: str) -> None:
    """From a link, from the line of time and from the picker; when the next page is there it says so no more."""
    with opened(browser) as page:
        page.goto(address)
        page.evaluate(
            """() => new MutationObserver(() => {
                const said = document.getElementById("busy").textContent;
                if (said) sessionStorage.setItem("said", said);
            }).observe(document.getElementById("busy"), { childList: true })"""
        )
        for pages in ("**/series?**", "**/compare**"):
            page.route(pages, slowly)
        target = {"a link": ".strand h3 a", "a drawing": ".join", "a form": ".entries ~ .go .button"}[way]
        page.locator(target).focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/series?**" if way == "a link" else "**/compare/**")
        assert page.evaluate("sessionStorage.getItem('said')") == "正在准备这一页，请稍候…"
        expect(page.locator("#busy")).to_be_hidden()
        page.go_back()
        expect(page.locator("#busy")).to_be_hidden()


def test_what_stays_on_the_page_is_not_announced(browser: Browser, address: str) -> None:
    """A link within the page, a file that is taken away, an entry of the list of changes, a switch."""
    with opened(browser) as page:
        page.goto(address)
        page.locator(".join").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/compare/**")
        page.wait_for_load_state()
        page.locator(".chip").first.click()
        page.locator(".change > a").first.click()
        page.locator(".export > summary").click()
        with page.expect_download():
            page.locator("[data-format=csv]").click()
        page.wait_for_timeout(900)
        expect(page.locator("#busy")).to_be_hidden()
