"""Files are sent one after another in a real browser: each with size, bar and outcome; each can be cancelled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, Route, expect

from compare.config import DEFAULT
from compare.store import Store
from tests.docx_files import archive
from tests.served import served
from web import create_app

pytestmark = pytest.mark.browser
MEGABYTE = 1024 * 1024


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where a library of its own is kept."""
    return tmp_path / "duizhao.sqlite"


@pytest.fixture
def address(database: Path) -> Iterator[str]:
    """A served library in which one report may have one megabyte."""
    settings = replace(DEFAULT, reading=replace(DEFAULT.reading, max_bytes=MEGABYTE))
    with served(create_app(database, settings)) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The library on a desk; an error in a script or against the security policy fails the test."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 1000})
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda said: wrong.append(said.text) if "Security Policy" in said.text else None)
    opened.goto(address)
    yield opened
    context.close()
    assert wrong == []


def file(name: str, text: str) -> FilePayload:
    """Return a file to choose."""
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode()}


def report(number: int) -> FilePayload:
    """Return a small report."""
    return file(f"{number}.txt", f"{2000 + number}年工作报告\n各位代表：\n一、工作\n办好{number}件实事。\n")


def send(page: Page) -> None:
    """Send what was chosen."""
    page.click("#upload button[type=submit]")


def lines(page: Page) -> list[str]:
    """Return what stands in the list of chosen files."""
    return [" ".join(each.split()) for each in page.locator(".chosen li").all_inner_texts()]


def test_all_well_leads_on_to_titles_and_dates(page: Page, database: Path) -> None:
    """Three files, one of them twice: listed with size, sent, then the form with what became of each."""
    page.set_input_files("input[type=file]", [report(1), report(2), {**report(1), "name": "又一份.txt"}])
    assert [re.sub(r" 取消.*", "", line) for line in lines(page)] == ["1.txt 69 B", "2.txt 69 B", "又一份.txt 69 B"]
    page.fill("#upload [name=series]", "甲区")
    send(page)

    expect(page.locator("h1")).to_have_text("上传结果")
    page.wait_for_load_state()
    assert page.locator("legend").all_inner_texts() == ["1.txt 已加入", "2.txt 已加入"]
    assert page.locator("fieldset [name=series]").evaluate_all("each => each.map((one) => one.value)") == ["甲区"] * 2
    with Store(database) as store:
        assert [entry.name for entry in store.reports()] == ["1.txt", "2.txt"]


def test_one_that_fails_does_not_stop_the_rest(page: Page, database: Path) -> None:
    """Too large, no report at all, a good one: each says its own, and a link leads on with what was kept."""
    large, picture = file("巨大.txt", "各位代表：" * 200_000), file("照片.png", "\x89PNG\r\n" + "\x00\x01" * 400)
    page.set_input_files("input[type=file]", [large, picture, report(3)])
    send(page)

    onward = page.locator("#upload .next")
    expect(onward).to_be_visible()
    expect(onward).to_be_focused()
    color = "(each) => getComputedStyle(each).backgroundColor"
    assert onward.evaluate(color) != page.locator("#upload > button").evaluate(color)
    first, second, third = lines(page)
    assert first.startswith("巨大.txt 2.9 MB 文件 巨大.txt 有 2.9 MB，超过单份 1 MB 的上限，没有保存")
    assert second == "照片.png 807 B “照片.png”不是文本：里面有空字节。请另存为 docx 或 UTF-8 文本后再试。"
    assert third == "3.txt 69 B 已加入"
    assert page.locator("#upload [aria-live]").inner_text() == "3.txt：已加入"
    assert page.locator(".chosen progress:visible").count() == 0
    onward.click()
    expect(page.locator("h1")).to_have_text("上传结果")
    page.wait_for_load_state()
    assert page.locator("legend").all_inner_texts() == ["3.txt 已加入"]
    with Store(database) as store:
        assert [entry.name for entry in store.reports()] == ["3.txt"]


def test_an_archive_has_a_line_for_each_report_in_it(page: Page, database: Path) -> None:
    """Each says what became of it, below the archive; what failed does not stop the rest."""
    files = {each["name"]: each["buffer"] for each in (report(1), report(2))}
    data = archive({**files, "空.docx": b"PK\x03\x04", "安装.exe": b"MZ\x90\x00"})
    page.set_input_files("input[type=file]", {"name": "集.zip", "mimeType": "application/zip", "buffer": data})
    send(page)

    expect(page.locator("#upload .next")).to_be_focused()
    whole, *inside = lines(page)
    left_out = "集.zip：没有收入（不是报告、太大，或压缩包套得太深）：安装.exe。"
    assert re.fullmatch(rf"集\.zip \d+ B 里面有几份，结果见下 {left_out}", whole)
    assert inside[:2] == ["1.txt 已加入", "2.txt 已加入"]
    assert inside[2].startswith("空.docx “空.docx”已损坏或不完整")
    assert page.locator(".chosen li").evaluate_all("each => each.map((one) => one.className)") == [
        "opened", "inner new", "inner new", "inner failed",
    ]  # fmt: skip
    page.locator("#upload .next").click()
    page.wait_for_load_state()
    assert page.locator("legend").all_inner_texts() == ["1.txt 已加入", "2.txt 已加入"]
    assert page.locator(".notices .warning").all_inner_texts() == [left_out]
    with Store(database) as store:
        assert [entry.name for entry in store.reports()] == ["1.txt", "2.txt"]


def test_a_file_is_cancelled_before_its_turn_and_on_its_way(page: Page, database: Path) -> None:
    """One is on its way over a slow line, one waits: neither is kept; the bar moves, with a name; the third is sent."""
    slow = page.context.new_cdp_session(page)
    slow.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 60_000},
    )
    page.set_input_files("input[type=file]", [file("4.txt", "各位代表：" * 60_000), report(5), report(6)])
    send(page)
    first, second = page.locator(".chosen li").nth(0), page.locator(".chosen li").nth(1)
    expect(first).to_contain_text("正在上传")
    expect(first.locator("progress")).not_to_have_attribute("value", re.compile(r"^0(\.0\d*)?$"))
    assert page.get_by_role("progressbar", name="上传进度 4.txt").is_visible()
    page.get_by_role("button", name="取消 5.txt").click()
    page.get_by_role("button", name="取消 4.txt").click()

    expect(first).to_contain_text("已取消，没有上传")
    expect(second).to_contain_text("已取消，没有上传")
    expect(page.locator("#upload .next")).to_be_visible()
    with Store(database) as store:
        assert [entry.name for entry in store.reports()] == ["6.txt"]


def test_a_broken_connection_is_said(page: Page) -> None:
    """The file is not said to be kept, and the next one is sent."""
    asked: list[Route] = []

    def break_first(route: Route) -> None:
        asked.append(route)
        if len(asked) == 1:
            route.abort()
        else:
            route.continue_()

    page.route("**/upload", break_first)
    page.set_input_files("input[type=file]", [report(4), report(5)])
    send(page)

    expect(page.locator("#upload .next")).to_be_visible()
    assert lines(page) == ["4.txt 69 B 连接中断，没有上传；请检查后再选这份文件。", "5.txt 69 B 已加入"]


def test_an_expired_page_says_so_in_each_line(page: Page, database: Path) -> None:
    """The token of a page from before the key was changed: refused in one sentence, and nothing is kept."""
    page.eval_on_selector("#upload [name=csrf_token]", "each => { each.value = 'old'; }")
    page.set_input_files("input[type=file]", [report(7)])
    send(page)

    expect(page.locator(".chosen li")).to_contain_text("页面已过期")
    with Store(database) as store:
        assert store.reports() == ()


def test_without_scripts_the_form_is_sent_whole(browser: Browser, address: str) -> None:
    """As one request, with the same pages after it."""
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(address)
    plain.set_input_files("input[type=file]", [report(8), file("空.txt", "")])
    send(plain)
    plain.wait_for_load_state()

    assert plain.locator("legend").all_inner_texts() == ["8.txt 已加入"]
    assert plain.locator(".problem").count() == 1
    context.close()
