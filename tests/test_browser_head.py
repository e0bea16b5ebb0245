"""The head of a comparison in Chromium: whatever the names, languages and widths, nothing of it is cut off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from compare.store import Store
from tests.served import opened, served
from web import create_app

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a comparison of two provinces, which are of no series."""
    database: Path = tmp_path_factory.mktemp("head") / "duizhao.sqlite"
    with Store(database) as store:
        old, new = (
            store.add(
                f"2025年{name}省政府工作报告\n2025年1月{day}日\n各位代表：\n办好实事。\n".encode(), f"{name}.txt"
            ).report_id
            for name, day in (("贵州", 19), ("安徽", 20))
        )
    with served(create_app(database)) as site:
        yield f"{site}/compare/{old}/{new}"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [1440, 1280, 960])
def test_long_names_stay_inside_the_head(browser: Browser, address: str, width: int, language: str) -> None:
    """The passages have a head of one height, under which they scroll: names are shortened, not pushed out of it."""
    with opened(browser, viewport={"width": width, "height": 900}) as page:
        page.goto(f"{address}?lang={language}")
        head, pair = page.locator(".masthead").bounding_box(), page.locator(".masthead > .pair").bounding_box()
        assert head
        assert pair
        assert head["y"] <= pair["y"]
        assert pair["y"] + pair["height"] <= head["y"] + head["height"]
        expect(page.locator(".pairhead")).to_contain_text("2025")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_switches_and_the_search_are_one_line_on_a_desk(browser: Browser, address: str, language: str) -> None:
    """With counts of a thousand, which rewritten reports have; what narrows the search is at hand when one searches."""
    with opened(browser, viewport={"width": 1440, "height": 900}) as page:
        page.goto(f"{address}?lang={language}")
        page.locator(".chip b").evaluate_all(
            "(all) => all.forEach((each, at) => { each.textContent = at < 2 ? 1142 : 87; })"
        )
        boxes = [page.locator(f"#classes {each}").first.bounding_box() for each in (".chip", "#fold", "#find")]
        assert all(boxes)
        assert max(box["y"] for box in boxes if box) - min(box["y"] for box in boxes if box) < 12
        page.keyboard.press("/")
        page.keyboard.press("Tab")
        expect(page.locator("#find-changed")).to_be_focused()
        page.keyboard.press("Space")
        expect(page.locator("#find-changed")).to_be_checked()
        box = page.locator(".search label").bounding_box()
        assert box
        assert box["x"] + box["width"] <= 1440
        assert page.locator(".search label").evaluate("(each) => getComputedStyle(each).opacity") == "1"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_phone_has_languages_and_export_in_one_line_and_the_names_below(
    browser: Browser, address: str, language: str
) -> None:
    """Nothing stands on a line of its own that has room beside another; the list begins in the upper half."""
    with opened(browser, viewport={"width": 390, "height": 844}) as page:
        page.goto(f"{address}?lang={language}")
        languages, export, pair, first = (
            page.locator(each).first.bounding_box() for each in (".languages", ".export > summary", ".pair", ".chip")
        )
        assert languages
        assert export
        assert pair
        assert first
        assert languages["y"] < export["y"] + export["height"] <= pair["y"]
        assert languages["x"] + languages["width"] <= export["x"]
        assert first["y"] < 260
        page.locator(".export > summary").click()
        menu = page.locator(".export > form").bounding_box()
        assert menu
        assert menu["x"] >= 0
        assert menu["x"] + menu["width"] <= 390


def test_english_quotation_marks_are_narrow(browser: Browser, address: str) -> None:
    """A Chinese typeface sets them as wide as a character, unless it is asked for the others; Chinese keeps its own."""
    with opened(browser) as page:
        page.goto(f"{address.rpartition('/')[0]}?lang=en")
        style = "(each) => getComputedStyle(each).fontVariantEastAsian"
        assert page.locator("[role=alert]").evaluate(style) == "proportional-width"
        page.goto(f"{address}?lang=en")
        assert page.locator(".pair .names").evaluate(style) == "normal"
