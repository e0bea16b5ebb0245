"""The export menu in headless Chromium: it follows the switches, goes by keyboard and touch, names files in Chinese."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from compare.store import Store
from compare.view import CHIP_OF
from tests.served import opened, served
from tests.test_export_selection import NEW, OLD, pair
from web import create_app

pytestmark = pytest.mark.browser


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address of two small editions with reviews, side by side."""
    database = tmp_path / "duizhao.sqlite"
    with Store(database) as store:
        old, new = (store.add(text.encode(), name).report_id for text, name in ((OLD, "旧.txt"), (NEW, "新.txt")))
        store.reviews.say(old, new, pair().reviews)
    with served(create_app(database)) as site:
        yield f"{site}/compare/{old}/{new}"


def classes(page: Page, format: str = "json") -> tuple[str, list[str]]:
    """Take the JSON from the open menu; return what it is called, and the classes of the changes that it holds."""
    with page.expect_download() as waiting:
        page.click(f".export button[data-format={format}]")
    got = waiting.value
    return got.suggested_filename, [
        CHIP_OF[change["class"]] for change in json.loads(got.path().read_bytes())["changes"]
    ]


def test_the_menu_follows_what_is_switched_and_narrowed(browser: Browser, address: str) -> None:
    """A class switched off, the list narrowed to a kind and a state, one settled by a key: count and file."""
    with opened(browser) as page:
        page.goto(address)
        chosen = page.locator(".export .chosen b")
        total = len(pair().changes)
        page.click(".chip[data-chip=figure]")
        expect(page.locator(".change.c-figure")).to_have_count(0)
        page.click(".export > summary")
        left = page.locator(".change").count()
        expect(chosen).to_have_text(str(left))
        page.check(".export input[value=shown]")
        name, held = classes(page)
        assert name == "对照（所选改动）-2019-2024.json"
        assert len(held) == left < total
        assert "figure" not in held

        page.keyboard.press("Escape")
        page.locator(".lists:not(.states) a", has_text="任务").click()
        expect(page.locator(".change:not(.c-task)")).to_have_count(0)
        page.locator(".states a", has_text="同意").click()
        expect(page.locator(".states [aria-current]")).to_contain_text("同意")
        page.click(".export > summary")
        expect(chosen).to_have_text(str(page.locator(".change").count()))
        assert set(classes(page)[1]) == {"task"}

        page.keyboard.press("Escape")
        before = int(chosen.text_content() or 0)
        page.keyboard.press("j")
        page.keyboard.press("i")
        expect(page.locator(".states [aria-current] b")).to_have_text(str(before - 1))
        page.click(".export > summary")
        expect(chosen).to_have_text(str(before - 1))
        assert len(classes(page)[1]) == before - 1


@pytest.mark.parametrize(
    ("format", "name"),
    [("redline", "修订稿-2019-2024.docx"), ("table", "新旧对照表-2019-2024.docx"), ("csv", "对照-2019-2024.csv")],
)
def test_names_in_chinese_survive_the_download(browser: Browser, address: str, format: str, name: str) -> None:
    """Without scripts too, chosen with the keyboard."""
    for scripts in (True, False):
        with opened(browser, java_script_enabled=scripts) as page:
            page.goto(f"{address}/summary")
            page.locator(".export > summary").press("Enter")
            with page.expect_download() as waiting:
                page.locator(f".export button[data-format={format}]").press("Enter")
            assert waiting.value.suggested_filename == name


def test_a_phone_exports_what_is_narrowed_without_what_was_said(browser: Browser, address: str) -> None:
    """By touch, the menu whole in the window, its lines as high as a finger."""
    with opened(browser, viewport={"width": 390, "height": 844}, has_touch=True, java_script_enabled=False) as page:
        page.goto(f"{address}?only=figure")
        page.locator(".export > summary").tap()
        for each in page.locator(".export :is(label, ul button)").all():
            expect(each).to_be_in_viewport(ratio=1)
            box = each.bounding_box()
            assert box
            assert box["height"] >= 28
        page.locator(".export .chosen").tap()
        page.locator(".export input[type=checkbox]").tap()
        with page.expect_download() as waiting:
            page.locator(".export button[data-format=json]").tap()
        data = json.loads(waiting.value.path().read_bytes())
        assert {CHIP_OF[change["class"]] for change in data["changes"]} == {"figure"}
        assert data["reviews"] == []


def test_a_choice_of_no_changes_is_not_offered(browser: Browser, address: str) -> None:
    """Where the list is empty all changes stay chosen, with scripts and without; a list with something is offered."""
    for scripts in (True, False):
        with opened(browser, java_script_enabled=scripts) as page:
            page.goto(f"{address}?only=figure&off=figure&changes=shown")
            shown = page.locator(".export input[value=shown]")
            page.click(".export > summary")
            expect(shown).to_be_disabled()
            expect(page.locator(".export input[value=all]")).to_be_checked()
            page.keyboard.press("Escape")
            page.click(".chip[data-chip=figure]")
            page.click(".export > summary")
            expect(shown).to_be_enabled()
