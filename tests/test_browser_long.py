"""A comparison that is too long for one page, in Chromium: its parts come as the reader gets to them, and none is lost.

The demonstration pair is long enough where the bounds of a page are set low.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from compare import page_store, paths
from compare.config import WEB
from compare.store import Store
from compare.view import page as page_of
from compare.view.leaves import parts
from tests.served import served
from tests.support import SEED
from tests.whole import soon, wheel
from web import create_app

pytestmark = pytest.mark.browser

DRAFT = paths.bundled("corpus") / paths.DRAFT
FEW = 8_000
"""Characters of both sides after which a page of the tests waits."""


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that holds the baseline and the draft."""
    path = tmp_path_factory.mktemp("long") / "duizhao.sqlite"
    with Store(path) as store:
        for source in (SEED, DRAFT):
            store.add(source.read_bytes(), source.name)
    return path


@pytest.fixture(scope="module")
def address(database: Path) -> Iterator[str]:
    """The address of the pair, served with low bounds."""
    app = create_app(database, web=replace(WEB, whole_characters=FEW, first_characters=FEW))
    with Store(database) as store:
        ids = {entry.name: entry.id for entry in store.reports()}
    with served(app) as site:
        yield f"{site}/compare/{ids[SEED.name]}/{ids[DRAFT.name]}"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on a desk; an error in a script fails the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    context.close()
    assert wrong == []


def test_parts_come_as_one_scrolls_until_all_is_there(database: Path, address: str, page: Page) -> None:
    """At first a part waits; scrolled through, every row is there once, in order."""
    with Store(database) as store:
        entries = {entry.name: entry.id for entry in store.reports()}
        rows = [
            row.id for row in page_of(store.comparison(store.compare(entries[SEED.name], entries[DRAFT.name]))).rows
        ]
    page.goto(address)
    assert page.locator(".part.waiting").count() > 0
    for _ in range(60):
        wheel(page, 4000)
        settle(page)
        if not page.locator(".part.waiting").count():
            break

    expect(page.locator(".part.waiting")).to_have_count(0)
    assert page.eval_on_selector_all(".part .row", "(rows) => rows.map((row) => row.id)") == rows


@pytest.mark.parametrize("width", [390, 1440])
def test_the_room_kept_for_parts_is_about_what_they_take(address: str, page: Page, width: int) -> None:
    """So that the end of the page is where one is led to, on a phone as on a desk."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    room, height = page.evaluate(
        """() => {
            const open = [...document.querySelectorAll(".part:not(.waiting)")];
            const sum = (of) => open.reduce((all, part) => all + of(part), 0);
            const room = sum((part) => parseFloat(part.style.containIntrinsicHeight.match(/[0-9.]+/)[0]));
            for (const part of open) part.style.contentVisibility = "visible";
            return [room, sum((part) => part.getBoundingClientRect().height)];
        }"""
    )

    assert room == pytest.approx(height, rel=0.15)


def test_a_change_in_a_part_that_waits_is_stepped_to(address: str, page: Page) -> None:
    """The keys fetch the part of each entry; its words are marked and in sight."""
    page.goto(address)
    waiting = page.locator(".part.waiting").count()
    for number in range(1, 9):
        page.keyboard.press("j")
        expect(page.locator("#step")).to_contain_text(f"{number}/")
        expect(page.locator(".row.now")).to_be_in_viewport()

    assert page.locator(".part.waiting").count() < waiting


def test_words_are_found_in_parts_that_wait(address: str, page: Page) -> None:
    """The count is that of the whole text; going on reaches the last hit and begins anew."""
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("没有这几个字")
    expect(page.locator("#found")).to_have_text("0/0")
    everywhere = page.evaluate(
        "(q) => fetch(`${location.pathname}/find?q=${q}`).then((answer) => answer.json())", "职工"
    )
    page.fill("#find", "职工")
    total = sum(everywhere)
    expect(page.locator("#found")).to_have_text(f"0/{total}")
    page.press("#find", "Shift+Enter")

    expect(page.locator("#found")).to_have_text(f"{total}/{total}")
    assert page.evaluate("[...CSS.highlights.get('found-here')].map(String)") == ["职工"]
    page.press("#find", "Enter")
    expect(page.locator("#found")).to_have_text(f"1/{total}")


def test_links_lead_into_parts_that_wait(address: str, page: Page) -> None:
    """From the outline, and from elsewhere by the id of a row or of a change alone."""
    page.goto(address)
    link = page.locator(".outline a").last
    row = (link.get_attribute("href") or "").partition("#")[2]
    link.click()
    expect(page.locator(f"#{row}")).to_be_in_viewport()

    page.goto("about:blank")
    page.goto(f"{address}#{row}")
    expect(page.locator(f"#{row}")).to_be_in_viewport()
    page.goto(f"{address}?from=62")
    change = page.locator(".change").last.get_attribute("id")
    page.goto("about:blank")
    page.goto(f"{address}#{change}")
    expect(page.locator(f"#{change}")).to_be_in_viewport()


def test_a_class_is_switched_in_parts_that_come_later_too(address: str, page: Page) -> None:
    """A part fetched after the switch is folded and listed as one that was there before."""
    page.goto(address)
    page.click(".chip.c-wording")
    last = page.locator(".part.waiting").last
    number = last.get_attribute("data-part")
    last.scroll_into_view_if_needed()
    part = page.locator(f"#part{number}:not(.waiting)")
    expect(part).to_have_count(1)

    folded = ".fold > .row[data-k=wording]:not(.heading)"
    assert part.locator(folded).count() == part.locator(".row.text[data-k=wording]:not([data-cut])").count()


@pytest.fixture(scope="module")
def shredded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the pair in many small parts."""
    path = tmp_path_factory.mktemp("shredded") / "duizhao.sqlite"
    with pytest.MonkeyPatch.context() as patch, Store(path) as store:
        patch.setattr(page_store, "parts", partial(parts, settings=replace(WEB, part_characters=300)))
        old, new = (store.add(source.read_bytes(), source.name).report_id for source in (SEED, DRAFT))
        assert len(store.page(old, new).head.parts) > 30
    app = create_app(path, web=replace(WEB, whole_characters=2_000, first_characters=2_000))
    with served(app) as site:
        yield f"{site}/compare/{old}/{new}"


def settle(page: Page) -> None:
    """Wait until no part in sight waits."""
    soon(
        page,
        """() => ![...document.querySelectorAll(".part.waiting")].some((part) => {
            const { top, bottom } = part.getBoundingClientRect();
            return bottom > 0 && top < innerHeight;
        })""",
    )


def test_a_place_far_off_is_reached_where_many_parts_are_there(shredded: str, page: Page) -> None:
    """The part that holds it is the farthest when it comes; it is not the one that is put back to wait."""
    page.goto(shredded)
    for _ in range(40):
        wheel(page, 1500)
        settle(page)
        if page.locator(".part:not(.waiting)").count() == 16:
            break
    page.evaluate("scrollTo(0, 0)")
    settle(page)
    assert page.locator(".part:not(.waiting)").count() == 16
    link = page.locator(".outline a").last
    row = (link.get_attribute("href") or "").partition("#")[2]
    link.click()

    expect(page.locator(f"#{row}")).to_be_in_viewport()


def test_parts_far_off_are_put_back_to_wait(shredded: str, page: Page) -> None:
    """Scrolled to the end and back, never more than a few parts are there at once, and the first is there again.

    A part that was passed while the server was busy comes when one stops at it.
    """
    page.goto(shredded)
    first = page.locator(".row").first.get_attribute("id")
    page.evaluate(
        """() => {
            window.came = new Set([...document.querySelectorAll(".part:not(.waiting)")].map((part) => part.id));
            window.tallest = 0;
            document.addEventListener("part", ({ detail }) => {
                came.add(detail.id);
                tallest = Math.max(tallest, detail.offsetHeight);
            });
        }"""
    )
    most = 0
    for _ in range(120):
        wheel(page, 1500)
        settle(page)
        most = max(most, page.locator(".part:not(.waiting)").count())
        if page.evaluate("innerHeight + scrollY >= document.documentElement.scrollHeight - 2"):
            break
    total = page.locator(".part").count()

    assert page.evaluate("tallest") < 2_000, "what comes takes the room that was kept for it: nothing below it jumps"
    assert page.evaluate("came.size") > total / 2
    for missed in page.evaluate(
        "[...document.querySelectorAll('.part')].map(({ id }) => id).filter((id) => !came.has(id))"
    ):
        page.evaluate("(id) => document.getElementById(id).scrollIntoView()", missed)
        expect(page.locator(f"#{missed}:not(.waiting)")).to_be_attached()
    assert most <= 20 < total
    page.keyboard.press("End")
    expect(page.locator(f"#{first}")).to_have_count(0)
    settle(page)
    page.keyboard.press("Home")
    expect(page.locator(f"#{first}")).to_be_in_viewport()
