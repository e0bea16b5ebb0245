"""The pages of one report and of the library, in Chromium: each control by what it does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from compare import demo, paths
from compare.store import Store
from tests.served import opened, served
from web import create_app

pytestmark = pytest.mark.browser

SERIES = "北京市工会代表大会"
LONG = "实事工作报告\n各位代表：\n一、任务\n" + "".join(f"办好第{number}件实事。\n" for number in range(120))
DRAFT = "甲区工作报告\n（2024年5月8日）\n一、任务\n建成职工之家{}家。\n"


@dataclass(frozen=True)
class Site:
    """A served library: its address, and the reports of it."""

    address: str
    past: str
    old: str
    long: str


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Three editions of a series, and a report with one word in many passages."""
    database: Path = tmp_path_factory.mktemp("report") / "duizhao.sqlite"
    with Store(database) as store:
        corpus = paths.bundled("corpus")
        files = (corpus / "2014-demo.txt", paths.baseline(), corpus / paths.DRAFT)
        past, old, _ = (demo.ingest(store, file).report_id for file in files)
        long = store.add(LONG.encode(), "实事.txt").report_id
    with served(create_app(database)) as address:
        yield Site(address, past, old, long)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on a desk."""
    with opened(browser) as page:
        yield page


def draft(homes: int) -> FilePayload:
    """Return a draft of one edition to choose."""
    return {"name": f"{homes}.txt", "mimeType": "text/plain", "buffer": DRAFT.format(homes).encode()}


def test_a_report_is_walked_by_its_links(site: Site, page: Page) -> None:
    """Outline, place of a figure, line, what was found, another report beside it: each leads where it says."""
    page.goto(f"{site.address}/reports/{site.old}")
    for link in (".outline ol a >> nth=4", "#figures + .scroll td a >> nth=3", "#tasks + .scroll td a >> nth=3"):
        page.click(link)
        target = page.locator((page.get_attribute(link, "href") or "") + ", .block:has(:target)").first
        expect(target).to_be_in_viewport()
    page.locator(".block .line").nth(8).click()
    expect(page.locator(".block:target")).to_be_in_viewport()
    for what in ("figures", "tasks"):
        page.click(f".desk a[href='#{what}']")
        expect(page.locator(f"#{what}")).to_be_in_viewport()
    page.locator("#beside ~ .recent a", has_text="2014").click()
    expect(page).to_have_url(f"{site.address}/compare/{site.past}/{site.old}")
    page.go_back()
    page.get_by_role("link", name="在这份报告中查找").click()
    page.get_by_role("searchbox").fill("职工")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("在这份报告中找到")
    page.locator(".hits a").nth(2).click()
    expect(page.locator(".block:target")).to_contain_text("职工")


def test_a_figure_is_put_right_dropped_added_and_taken_back(site: Site, page: Page) -> None:
    """Each way of the form on the page of figures; what the program read stays beside it."""
    page.goto(f"{site.address}/reports/{site.old}")
    page.get_by_role("link", name="修正数据").click()
    page.wait_for_load_state()
    rows = page.locator("table.ledger tbody tr[id]")
    total = rows.count()
    rows.first.locator(".say").click()
    page.get_by_role("link", name="不改了").click()
    expect(page.locator("tr.form")).to_have_count(0)
    rows.first.locator(".say").click()
    form = page.locator("tr.form")
    form.get_by_label("指标").fill("家的总数")
    form.get_by_label("目标", exact=True).check()
    form.get_by_label("期限").fill("2024年")
    form.get_by_role("button", name="保存修正").click()
    expect(rows.first).to_contain_text("家的总数")
    expect(rows.first).to_contain_text("程序读作：")
    rows.first.get_by_role("button", name="撤销").click()
    expect(rows.first).not_to_contain_text("家的总数")

    rows.first.locator(".say").click()
    form.get_by_label("这不是数据").check()
    form.get_by_role("button", name="保存修正").click()
    expect(rows).to_have_count(total - 1)
    page.locator("#others ~ .lost").get_by_role("button", name="撤销").click()
    expect(rows).to_have_count(total)

    missed = page.locator("#missed ~ form")
    missed.get_by_label("来源中的行号").fill("1")
    missed.get_by_label("原文中的数字和单位，照抄").fill("没有这几个字")
    missed.get_by_label("指标").fill("届数")
    missed.get_by_role("button", name="补上").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("textarea").first).to_be_visible()


def test_lines_are_repaired_many_at_once_and_undone_together(site: Site, page: Page) -> None:
    """From one line to another read as furniture; the list of what was said leads there; all are restored."""
    page.goto(f"{site.address}/reports/{site.long}/outline")
    for start, end, kind, said in ((10, 12, "furniture", 3), (10, 12, "undo", 0)):
        page.get_by_label("从第几行").fill(str(start))
        page.get_by_label("到第几行").fill(str(end))
        page.get_by_label("都读作").select_option(kind)
        page.get_by_role("button", name="改这些行并保存").click()
        expect(page.locator(".notices")).to_be_visible()
        expect(page.locator(".line.said")).to_have_count(said)
        if said:
            page.locator(".said-list a").last.click()
            expect(page.locator("#L12")).to_be_in_viewport()
    page.locator("#L5 .number").click()
    expect(page.locator(".block:target")).to_contain_text("办好第1件实事")


def test_titles_are_edited_and_a_report_is_removed_restored_and_erased(site: Site, page: Page) -> None:
    """A pasted text: named anew, refused with a date that is none, off the list, back, away for good."""
    page.goto(site.address)
    page.get_by_text("粘贴文字").click()
    page.get_by_label("把报告全文粘贴到这里").fill("临时报告\n各位代表：\n一、任务\n办好一件事。")
    page.get_by_role("button", name="保存为一份报告").click()
    expect(page.locator("h1")).to_have_text("上传结果")
    page.get_by_label("标题").fill("临时的报告")
    page.get_by_label("日期").fill("某年某月")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("标题")).to_have_value("临时的报告")
    page.get_by_label("日期").fill("2023-01-02")
    page.get_by_role("button", name="保存", exact=True).click()
    listed = page.locator(".entries .title", has_text="临时的报告")
    expect(listed).to_have_count(1)

    page.get_by_role("link", name="修改：临时的报告").click()
    page.get_by_role("button", name="删除：临时的报告").click()
    expect(page.locator(".notices")).to_contain_text("已删除“临时的报告”")
    expect(listed).to_have_count(0)
    expect(page.locator("#removed")).to_be_in_viewport()
    if not page.locator("#removed[open]").count():
        page.locator("#removed summary").click()
    page.get_by_role("button", name="恢复：临时的报告").click()
    expect(listed).to_have_count(1)

    page.get_by_role("link", name="修改：临时的报告").click()
    page.get_by_role("button", name="删除：临时的报告").click()
    page.wait_for_load_state()
    if not page.locator("#removed[open]").count():
        page.locator("#removed summary").click()
    page.get_by_role("link", name="彻底删除：临时的报告").click()
    page.get_by_role("link", name="不删除，回到报告列表").click()
    page.wait_for_load_state()
    if not page.locator("#removed[open]").count():
        page.locator("#removed summary").click()
    page.get_by_role("link", name="彻底删除：临时的报告").click()
    page.get_by_role("button", name="彻底删除").click()
    expect(page.locator(".notices")).to_have_text("已彻底删除“临时的报告”。")
    expect(page.get_by_text("临时的报告")).to_have_count(1)


def test_a_draft_is_kept_as_the_next_of_its_edition(site: Site, page: Page) -> None:
    """The one with the same title is offered, kept as second draft, compared with the first, and parted again."""
    for homes in (10, 20):
        page.goto(site.address)
        page.set_input_files("input[type=file]", draft(homes))
        page.click("#upload [type=submit]")
        expect(page.locator("h1")).to_have_text("上传结果")
        if homes == 20:
            expect(page.get_by_label("稿次").locator("option:checked")).to_contain_text("下一稿：甲区工作报告")
        page.get_by_role("button", name="保存", exact=True).click()
    page.locator(".entries .title", has_text="第2稿").get_by_role("link").click()
    drafts = page.locator("#drafts ~ .recent li")
    expect(drafts).to_have_count(2)
    drafts.first.get_by_role("link").click()
    expect(page.locator("#drafts ~ .recent [aria-current]")).to_have_text("第1稿")
    page.get_by_role("link", name="与上一稿对照").click()
    expect(page.locator(".change ins").first).to_contain_text("20")

    page.locator(".pairhead a").last.click()
    page.locator(".facts").get_by_role("link", name="修改").click()
    page.get_by_label("稿次").select_option("alone")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator(".entries .draft")).to_have_count(0)


def test_all_reports_are_searched_and_leafed_through(site: Site, page: Page) -> None:
    """From the library, in one series, in one report page by page, and back to all."""
    page.goto(site.address)
    box = page.get_by_label("要找的文字")
    box.fill("实事")
    page.locator(".lookup").get_by_role("button", name="查找").click()
    page.get_by_role("link", name="这份报告中的全部 121 段").click()
    first = page.locator(".hits li").first.inner_text()
    page.get_by_role("link", name="下一页").click()
    expect(page.locator(".pages span")).to_have_text("第 2 页，共 3 页")
    assert page.locator(".hits li").first.inner_text() != first
    page.get_by_role("link", name="上一页").click()
    expect(page.locator(".hits li").first).to_have_text(first)
    page.get_by_role("link", name="在所有报告中查找").click()
    box.fill("职工之家")
    page.get_by_label("系列").select_option(SERIES)
    page.locator(".lookup").get_by_role("button", name="查找").click()
    expect(page).to_have_title(re.compile("职工之家"))
    expect(page.get_by_role("status")).to_contain_text("3 份报告")
    page.locator(".hits a").first.click()
    expect(page.locator(".block:target")).to_contain_text("职工之家")


def test_a_series_is_read_in_three_tables_of_some_editions(site: Site, page: Page) -> None:
    """Tables, editions, all rows, a number, exports; from its list in the library too."""
    page.goto(site.address)
    page.locator(".strand summary").first.click()
    page.locator(".strand-list").get_by_role("link", name="对照").first.click()
    expect(page.locator(".masthead .pair")).to_contain_text("2014 → 2019")
    page.go_back()
    page.locator(".strand h3 a").first.click()
    expect(page.locator("h1")).to_have_text(SERIES)
    for name in ("指标", "章节", "提法"):
        page.locator(".tabs").get_by_role("link", name=name).click()
        expect(page.locator("#table")).to_contain_text(name)
        expect(page.locator(".courses tbody tr").first).to_be_visible()
    page.wait_for_load_state()
    rows = page.locator(".courses tbody tr").count()
    page.get_by_role("link", name="列出全部").click()
    page.wait_for_load_state()
    assert page.locator(".courses tbody tr").count() > rows

    page.get_by_text("选择届次").click()
    page.locator(".editions input[type=checkbox]").first.uncheck()
    page.get_by_role("button", name="只看这几届").click()
    expect(page.locator(".editions small").first).to_have_text("2/3")
    page.locator(".tabs").get_by_role("link", name="指标").click()
    expect(page.locator(".editions small").first).to_have_text("2/3")
    page.wait_for_load_state()
    for link in page.locator(".export a").all():
        if not page.locator(".export[open]").count():
            page.locator(".export summary").click()
        with page.expect_download() as waiting:
            link.click()
        assert waiting.value.path().stat().st_size > 500
    page.locator(".courses td a").first.click()
    expect(page.locator(".block:target, :target")).to_have_count(1)


def test_the_list_is_narrowed_and_a_compared_pair_is_listed(site: Site, page: Page) -> None:
    """Two picked by hand are compared; the pair stands under those seen; a file that was no report is listed."""
    page.goto(site.address)
    page.get_by_role("radio", name="旧版：实事工作报告").check()
    page.locator("input[name=new]").first.check()
    page.get_by_role("button", name="对照这两份").click()
    expect(page.locator("#passages")).to_be_visible()
    address = page.url.removeprefix(site.address)
    page.locator(".masthead .mark").click()
    page.locator(f".recent a[href='{address}']").click()
    expect(page).to_have_url(site.address + address)

    page.goto(site.address)
    page.set_input_files("input[type=file]", {"name": "图.gif", "mimeType": "image/gif", "buffer": b"GIF89a"})
    page.click("#upload [type=submit]")
    expect(page.locator(".chosen li")).to_contain_text("不是报告文本")
    page.reload()
    failures = page.get_by_text("收到了但没有读成的文件")
    failures.click()
    expect(page.locator(".failures li", has_text="图.gif")).to_be_visible()
