"""Reviews in headless Chromium: settled by keys, written in the form, kept when the page is asked for again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from waitress.server import create_server

from compare.store import Store
from tests.test_reviews import NEW, OLD
from web import create_app

pytestmark = pytest.mark.browser


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address of two small editions side by side."""
    database = tmp_path / "duizhao.sqlite"
    with Store(database) as store:
        old, new = (store.add(text.encode(), name).report_id for text, name in ((OLD, "旧.txt"), (NEW, "新.txt")))
    server: Any = create_server(create_app(database), host="127.0.0.1", port=0, threads=2)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}/compare/{old}/{new}"
    server.close()
    thread.join(timeout=10)


@pytest.mark.parametrize("width", [1440, 390])
def test_changes_are_settled_by_keys_and_in_the_form(browser: Browser, address: str, width: int) -> None:
    """j goes to the first, a agrees, r opens the form; the note and the name stay with the change."""
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
    page = context.new_page()
    page.goto(address)
    page.keyboard.press("j")
    first = page.locator(".change").first
    page.keyboard.press("a")
    expect(first).to_have_class("change c-figure r-agreed")
    expect(first.locator(".opinion b")).to_have_text("同意")

    page.keyboard.press("r")
    form = first.locator(".reviewing")
    expect(form).to_be_in_viewport()
    form.locator("input[value=check]").check()
    form.locator("textarea").fill("出处待查")
    form.locator("input[name=person]").fill("张三")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    form.get_by_role("button", name="保存").click()
    expect(page.locator(".change.r-check .opinion").first).to_contain_text("待核 张三 出处待查")

    page.goto(f"{address}?state=check")
    expect(page.locator(".change")).to_have_count(1)
    page.keyboard.press("j")
    page.keyboard.press("i")
    expect(page.locator(".change .opinion").first).to_contain_text("忽略")
    page.goto(address)
    expect(page.locator(".change.r-ignored .opinion").first).to_contain_text("忽略 张三 出处待查")
    context.close()
