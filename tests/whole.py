"""What is asked of a page at once waits until the page is whole.

    page.click("a")  ── the next page has begun ──▶  page.locator("tr").count()    as many rows as have come by then

A click that leads to another page returns when its first bytes are there.  What `expect` asks it asks until the answer
fits; what is counted, measured or typed is counted, measured or typed at once, on a page that may still be coming in
and whose scripts have not run.  So all of that waits here, once for all tests, for the end of the page it is asked of;
where the page is there already, that costs nothing.

What is clicked far below is scrolled to, and parts of a text that come into sight on the way take their own height then
instead of a guessed one: a few frames later all below them stands elsewhere, and a click that came between went past.
So what is out of sight is scrolled to until it stays in sight.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

OF_A_LOCATOR = (
    "all", "all_inner_texts", "all_text_contents", "bounding_box", "check", "click", "count", "element_handles",
    "evaluate", "evaluate_all", "fill", "focus", "get_attribute", "hover", "inner_html", "inner_text", "input_value",
    "is_checked", "is_disabled", "is_enabled", "is_hidden", "is_visible", "press", "scroll_into_view_if_needed",
    "select_option", "set_checked", "set_input_files", "tap", "text_content", "uncheck",
)  # fmt: skip
OF_A_PAGE = (
    "check", "click", "content", "eval_on_selector", "eval_on_selector_all", "evaluate", "fill", "focus",
    "get_attribute", "hover", "inner_html", "inner_text", "input_value", "is_hidden", "is_visible", "pdf", "press",
    "screenshot", "select_option", "set_input_files", "tap", "text_content", "title", "uncheck",
)  # fmt: skip
POINTED_AT = ("check", "click", "hover", "tap", "uncheck")
OUT_OF_SIGHT = """(each) => {
    const { top, bottom, width } = each.getBoundingClientRect();
    return width > 0 && (bottom < 0 || top > innerHeight);
}"""
MOST = 10
"""Rounds of scrolling; what is out of sight after them cannot be scrolled to, and Playwright says so."""
FRAMES = 5
"""Times that something is scrolled to before one looks where it is; each waits for two frames without a move."""
DEVICES = ("keyboard", "mouse", "touchscreen")
LONGEST = 20
"""Seconds after which something is not expected any more, as `expect` has it."""
STILL = """() => new Promise((done) => {
    let frames = 0;
    const moved = () => { frames = 0; };
    const look = () => {
        if (++frames < 10) return requestAnimationFrame(look);
        removeEventListener("scroll", moved, true);
        done();
    };
    addEventListener("scroll", moved, true);
    look();
})"""
"""Ten frames in a row in which nothing scrolls, the page or a box in it."""


def wait_for_whole_pages() -> None:
    """See that from now on whatever reads or moves a page waits for it."""
    for name in POINTED_AT:
        setattr(Locator, name, _steady(getattr(Locator, name), lambda locator: locator))
        setattr(Page, name, _steady(getattr(Page, name), lambda page, selector: page.locator(selector).first))
    for name in OF_A_LOCATOR:
        setattr(Locator, name, _late(getattr(Locator, name), lambda locator: locator.page))
    for name in OF_A_PAGE:
        setattr(Page, name, _late(getattr(Page, name), lambda page: page))
    for name in DEVICES:
        setattr(Page, name, property(_late(getattr(Page, name).fget, lambda page: page)))


def _late(asked: Callable[..., Any], page_of: Callable[[Any], Page]) -> Callable[..., Any]:
    @wraps(asked)
    def wait_and_ask(it: Any, *given: Any, **named: Any) -> Any:
        page_of(it).wait_for_load_state()
        return asked(it, *given, **named)

    return wait_and_ask


def _steady(pointed: Callable[..., Any], target: Callable[..., Locator]) -> Callable[..., Any]:
    @wraps(pointed)
    def reach_and_point(it: Any, *given: Any, **named: Any) -> Any:
        aim = target(it, *given)
        for _ in range(MOST):
            if not aim.evaluate(OUT_OF_SIGHT):
                break
            for _ in range(FRAMES):
                aim.scroll_into_view_if_needed()
        return pointed(it, *given, **named)

    return reach_and_point


def soon(page: Page, holds: str, given: Any = None) -> None:
    """Wait until something holds on a page that no locator tells of; what never holds fails the test."""
    if not _holds(page, holds, given, LONGEST):
        pytest.fail(f"did not come to hold: {holds}")


def _holds(page: Page, holds: str, given: Any, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not page.evaluate(holds, given):
        if time.monotonic() > end:
            return False
        page.wait_for_timeout(20)
    return True


def come_to_rest(page: Page) -> None:
    """Wait until nothing scrolls any more that was set going."""
    page.evaluate(STILL)


def wheel(page: Page, pixels: int, box: str = "html") -> None:
    """Turn the wheel over a page, or over a box that scrolls by itself, and wait until it has been turned.

    A turn is lost where the page has not yet told the browser what scrolls under the pointer; it is turned again then.
    """
    at = """([box, before]) => {
        const { scrollTop, clientHeight, scrollHeight } = document.querySelector(box);
        return before === null ? scrollTop : scrollTop !== before || scrollTop + clientHeight >= scrollHeight - 2;
    }"""
    before = page.evaluate(at, [box, None])
    for _ in range(LONGEST):
        if box != "html":
            page.hover(box)  # what came in meanwhile may have moved it away
        page.mouse.wheel(0, pixels)
        if _holds(page, at, [box, before], 1):
            return come_to_rest(page)
    pytest.fail(f"{box} does not scroll")
