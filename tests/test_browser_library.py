"""The library in a real browser, without scripts: lines of time by keyboard, leafing with a pair, narrow phones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from compare.store import Store
from tests.served import served
from web import create_app

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A library of 120 reports: sixty editions of one series, three of each of twenty others."""
    database: Path = tmp_path_factory.mktemp("library") / "duizhao.sqlite"
    with Store(database) as store:
        editions = [("甲区工作报告", 1960 + at) for at in range(60)]
        editions += [(f"乙{number}区工作报告", 2014 + 5 * at) for number in range(20) for at in range(3)]
        for series, year in editions:
            text = f"{year}年{series}\n各位代表：\n一、任务\n要办好{year}件事。\n"
            added = store.add(text.encode(), f"{series}{year}.txt", series=series)
            store.edit(added.report_id, title=f"{year}年{series}", date=str(year), series=series)
    with served(create_app(database)) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The library on a desk."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1440, "height": 1000})
    opened = context.new_page()
    opened.goto(address)
    yield opened
    context.close()


def test_a_line_of_time_is_walked_by_keyboard(page: Page) -> None:
    """From the name of a series to its joins and marks; Enter on a join compares, on a mark opens the report."""
    strand = page.locator(".strand").first
    strand.locator("h3 a").focus()
    for _ in range(2):  # past the dictionary
        page.keyboard.press("Tab")
    expect(strand.locator(".join").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".masthead .pair").first).to_contain_text("2014 → 2019")
    page.go_back()
    strand.locator(".mark").nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.locator("article h1")).to_have_text("2019年乙0区工作报告")


def test_marks_of_sixty_editions_can_be_met_by_a_finger(page: Page) -> None:
    """No two are nearer than 24 pixels, on a desk and on the narrowest phone, where the drawing scrolls by itself."""
    page.goto(f"{page.url}?series=甲区工作报告")
    for width in (1440, 320):
        page.set_viewport_size({"width": width, "height": 800})
        boxes = [mark.bounding_box() for mark in page.locator(".mark .ink").all()]
        ends = [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in boxes if box]
        assert len(ends) == 60
        assert all(max(abs(x - u), abs(y - v)) >= 23.5 for at, (x, y) in enumerate(ends) for u, v in ends[at + 1 :]), (
            width
        )


def test_a_picked_pair_goes_along_from_page_to_page(page: Page) -> None:
    """One is picked on the first page, one on the second after narrowing: these two are compared."""
    page.get_by_role("radio", name="旧版：2014年乙10区工作报告").check()
    page.get_by_role("button", name="下一页").click()
    expect(page.locator(".beside")).to_contain_text("2014年乙10区工作报告")
    page.fill("[name=q]:not(#q)", "甲区 1999")
    page.keyboard.press("Enter")
    expect(page.locator(".entries tbody:not(.beside) .title")).to_have_text("1999年甲区工作报告")
    page.get_by_role("radio", name="新版：1999年甲区工作报告").check()
    page.get_by_role("button", name="对照这两份").click()
    expect(page.locator(".masthead .pair").first).to_contain_text("2014年乙10区")
    expect(page.locator(".masthead .pair").first).to_contain_text("1999年甲区")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [320, 390, 768, 1024])
def test_no_width_is_too_small(browser: Browser, address: str, width: int, language: str) -> None:
    """The page is never wider than what shows it."""
    opened = browser.new_page(viewport={"width": width, "height": 800})
    opened.goto(f"{address}/?lang={language}")

    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    opened.close()


def test_a_phone_has_the_date_below_the_title(page: Page) -> None:
    """The title has the most of the line, each report its two buttons, date and link; what adds one is a link away."""
    page.set_viewport_size({"width": 320, "height": 800})
    row = page.locator(".entries tbody tr").first
    title, date = row.locator(".title").bounding_box(), row.locator(".date").bounding_box()
    assert title
    assert date
    assert title["width"] > 150
    assert date["y"] >= title["y"] + title["height"] - 1
    assert row.locator("input:visible, a:visible").count() == 4
    page.locator(".lead").get_by_role("link", name="添加报告").click()
    expect(page.get_by_role("heading", name="添加报告")).to_be_in_viewport()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_long_line_of_time_begins_with_the_latest_edition(browser: Browser, address: str, scripts: bool) -> None:
    """On a phone it scrolls sideways: what is sought most is in sight, the earliest is reached by scrolling."""
    context = browser.new_context(java_script_enabled=scripts, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{address}?series=甲区工作报告")
    first, last = (page.locator(".timeline .mark .ink").nth(at) for at in (0, 59))
    ends = [each.bounding_box() for each in (last, page.locator(".timeline text").last)]
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= 390 for box in ends)
    first.scroll_into_view_if_needed()
    expect(first).to_be_in_viewport()
    context.close()
