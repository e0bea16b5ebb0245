"""Remarks in headless Chromium: typed beside the rows of the table, restored, saved; nothing is lost unsaved."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, Dialog, Page, expect

from compare.store import Store
from tests.served import opened, served
from tests.support import ROOT, SEED
from tests.test_export_selection import NEW, OLD
from tests.test_remarks import pair, target
from web import create_app

pytestmark = pytest.mark.browser
DRAFT = "目标上调：建成职工之家：近万家→1.5万家以上"


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address of two small editions side by side."""
    database = tmp_path / "duizhao.sqlite"
    with Store(database) as store:
        old, new = (store.add(text.encode(), name).report_id for text, name in ((OLD, "旧.txt"), (NEW, "新.txt")))
    with served(create_app(database)) as site:
        yield f"{site}/compare/{old}/{new}"


def column(page: Page) -> str:
    """What stands under 说明 in the table that the page exports."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name="导出新旧对照表").click()
    table = Document(io.BytesIO(waiting.value.path().read_bytes())).tables[0]
    return "\n".join(row.cells[2].text for row in table.rows[1:])


@pytest.mark.parametrize("width", [1440, 390])
def test_a_remark_is_written_saved_and_restored(browser: Browser, address: str, width: int) -> None:
    """From the export menu by keyboard; the field grows, what is unsaved is counted; a row saved stays in sight."""
    with opened(browser, viewport={"width": width, "height": 900}) as page:
        page.goto(address)
        page.locator(".export > summary").press("Enter")
        page.locator(".export .first").press("Enter")
        expect(page.locator("h1")).to_have_text("新旧对照表的说明")
        field = page.locator(f"textarea[name='text.{target(pair())}']")
        expect(field).to_have_value(DRAFT)
        low = field.bounding_box()
        field.fill("按摸底情况调整。\n" * 4 + "详见附件。")
        high = field.bounding_box()
        assert low
        assert high
        assert high["height"] > low["height"] + 60
        assert not field.evaluate("(it) => it.scrollHeight > it.clientHeight + 2")
        expect(page.locator(".pending")).to_have_text("改了 1 条，还没有保存")
        assert page.evaluate("document.documentElement.scrollWidth") <= width

        field.press("Control+Enter")
        expect(page.locator(".notices")).to_contain_text("已保存 1 条说明")
        expect(page.locator(".remark.written")).to_have_count(1)
        expect(field).to_be_in_viewport()
        assert "详见附件。" in column(page)

        page.locator(".written").get_by_role("button", name="恢复草稿").click()
        expect(field).to_have_value(DRAFT)
        expect(field).to_be_focused()
        page.get_by_role("button", name="保存本页").click()
        expect(page.locator(".remark.written")).to_have_count(0)
        assert DRAFT in column(page)


def test_what_is_not_saved_is_asked_for_before_it_is_left(browser: Browser, address: str) -> None:
    """The browser asks; nobody is asked where nothing was typed, or where it was saved."""
    with opened(browser) as page:
        asked: list[str] = []

        def answer(dialog: Dialog) -> None:
            asked.append(dialog.type)
            dialog.dismiss()

        page.on("dialog", answer)
        page.goto(f"{address}/remarks")
        page.locator("textarea").first.press("End")
        page.keyboard.type("再议")
        page.locator(".tabs a").first.click()
        expect(page.locator("h1")).to_have_text("新旧对照表的说明")
        assert asked == ["beforeunload"]
        page.get_by_role("button", name="保存本页").click()
        expect(page.locator(".remark.written")).to_have_count(1)
        page.locator(".tabs a").first.click()
        expect(page.locator("#passages")).to_be_visible()
        assert asked == ["beforeunload"]


def test_two_windows_and_no_scripts(browser: Browser, address: str) -> None:
    """The second window is told what stands there now, its own words still in the field; saved again, they hold."""
    with (
        opened(browser, java_script_enabled=False) as one,
        opened(browser, java_script_enabled=False, viewport={"width": 390, "height": 844}) as two,
    ):
        fields = []
        for page, text in ((one, "甲写的。"), (two, "乙写的。")):
            page.goto(f"{address}/remarks")
            fields.append(page.locator(f"textarea[name='text.{target(pair())}']"))
            fields[-1].fill(text)
        one.get_by_role("button", name="保存本页").click()
        two.locator(".told", has=fields[1]).get_by_role("button", name="保存").click()
        two.get_by_role("link", name="看第一条").click()
        expect(two.locator(".remark .problem")).to_be_in_viewport()
        expect(two.locator(".remark .problem")).to_contain_text("在别处刚改为“甲写的。”")
        expect(fields[1]).to_have_value("乙写的。")
        assert two.evaluate("document.documentElement.scrollWidth") <= 390
        two.get_by_role("button", name="保存本页").click()
        expect(two.locator(".remark .problem")).to_have_count(0)
        assert "乙写的。" in column(two)
        two.locator(".written").get_by_role("button", name="恢复草稿").click()
        expect(fields[1]).to_have_value(DRAFT)


@pytest.mark.parametrize("scripts", [True, False])
def test_pages_of_a_long_table_are_turned_on_a_phone(browser: Browser, tmp_path: Path, scripts: bool) -> None:
    """One line for all pages, however many: the next, the one before, any by its topic; the first row is in sight."""
    database = tmp_path / "duizhao.sqlite"
    with Store(database) as store:
        sources = (SEED, ROOT / "corpus" / "2024-demo.txt")
        old, new = (store.add(source.read_bytes(), source.name).report_id for source in sources)
    options = {"viewport": {"width": 320, "height": 844}, "java_script_enabled": scripts}
    with served(create_app(database)) as site, opened(browser, **options) as page:
        page.goto(f"{site}/compare/{old}/{new}/remarks")
        turn = page.get_by_role("navigation", name="各页")
        size = turn.bounding_box()
        assert size
        assert size["height"] < 60
        expect(page.locator(".told").first).to_be_in_viewport()
        expect(turn.get_by_role("link", name="上一页")).to_have_count(0)

        turn.get_by_role("link", name="下一页").click()
        expect(turn.locator("summary")).to_contain_text("第 2 页")
        expect(turn.get_by_role("link", name="上一页")).to_have_attribute("href", re.compile("remarks$"))
        turn.locator("summary").press("Enter")
        pages = turn.locator("li a")
        expect(pages.nth(1)).to_have_attribute("aria-current", "page")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        pages.last.click()
        expect(turn.get_by_role("link", name="下一页")).to_have_count(0)
        if scripts:
            last = page.get_by_role("navigation", name="再往后")
            last.locator("summary").click()
            expect(last.locator("li a").first).to_be_in_viewport()
            page.keyboard.press("Escape")
            expect(last.locator("summary")).to_be_focused()
