"""What goes wrong while a comparison is read: a report deleted elsewhere, two windows, no server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from compare import paths
from compare.config import WEB
from compare.store import Store
from tests.served import opened, served
from tests.support import SEED
from tests.test_reviews import NEW, OLD
from web import create_app

pytestmark = pytest.mark.browser

FEW = 8_000
"""Characters of both sides after which a page of the tests waits: the demonstration pair comes in parts."""


@dataclass(frozen=True)
class Site:
    """A served database: a long pair, a short one, and the ids of the short one."""

    long: str
    short: str
    ids: tuple[str, str]
    database: Path


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration pair, in parts, and two small editions."""
    database = tmp_path_factory.mktemp("trouble") / "duizhao.sqlite"
    with Store(database) as store:
        draft = paths.bundled("corpus") / paths.DRAFT
        long = [store.add(each.read_bytes(), each.name).report_id for each in (SEED, draft)]
        short = [store.add(text.encode(), name).report_id for text, name in ((OLD, "旧.txt"), (NEW, "新.txt"))]
    app = create_app(database, web=replace(WEB, whole_characters=FEW, first_characters=FEW))
    with served(app) as address:
        to = f"{address}/compare"
        yield Site(f"{to}/{long[0]}/{long[1]}", f"{to}/{short[0]}/{short[1]}", (short[0], short[1]), database)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on a desk."""
    with opened(browser) as page:
        yield page


def test_a_tab_whose_report_was_deleted_says_so(site: Site, page: Page) -> None:
    """Whatever is done there: the switch springs back, the texts stay, the same sentence; it can be put away."""
    page.goto(site.short)
    with Store(site.database) as store:
        store.removal.remove(site.ids[1])
    said = page.locator("#trouble p")
    gone = f"没有编号为“{site.ids[1]}”的报告；它可能已被删除，或不在这个数据库里，请从报告列表中选择。"
    close = page.get_by_role("button", name="关闭")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.dataset.change") is not None

    page.keyboard.press("a")
    expect(said).to_have_text(gone)
    expect(page.locator(".opinion")).to_have_count(0)
    close.press("Enter")
    expect(said).to_be_hidden()
    assert page.evaluate("document.activeElement.dataset.change") is not None

    page.click(".chip.c-figure")
    expect(said).to_have_text(gone)
    expect(page.locator(".chip.c-figure")).to_have_attribute("aria-pressed", "true")
    assert page.url.partition("#")[0] == site.short
    close.click()
    page.locator(".change").first.hover()
    page.locator(".change .review").first.click()
    expect(said).to_have_text(gone)
    close.click()
    page.keyboard.press("m")
    expect(said).to_have_text(gone)
    assert page.locator(".cell p").count() > 0

    with Store(site.database) as store:
        store.removal.restore(site.ids[1])
    page.keyboard.press("m")
    expect(page.locator(".ties")).to_be_visible()
    expect(said).to_be_hidden()


def test_two_windows_on_one_change_show_what_holds(site: Site, page: Page) -> None:
    """The note written in one is seen in the other after a key there, and is not lost."""
    other = page.context.new_page()
    for each in (page, other):
        each.goto(site.short)
        each.keyboard.press("j")
    page.keyboard.press("r")
    page.locator(".reviewing textarea").fill("出处待查")
    page.locator(".reviewing [name=person]").fill("张三")
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".opinion")).to_contain_text("同意 张三 出处待查")

    other.keyboard.press("c")
    expect(other.locator(".change .opinion")).to_have_text("待核 张三 出处待查")
    other.keyboard.press("i")
    expect(other.locator(".change .opinion")).to_have_text("忽略 张三 出处待查")
    page.reload()
    expect(page.locator(".change .opinion")).to_contain_text("忽略 张三 出处待查")


def test_without_a_server_the_list_stays_as_it_was(site: Site, page: Page) -> None:
    """Switch, kind of list, its next stretch, a form, a review by key: said each time; a note being typed stays."""
    page.goto(site.long)
    page.keyboard.press("j")
    page.keyboard.press("r")
    note = page.locator(".reviewing textarea")
    note.fill("写了一半")
    entries = page.locator(".change").count()
    page.route("**/changes?**", lambda route: route.abort())
    page.route("**/reviews", lambda route: route.abort())
    said = page.locator("#trouble p")
    close = page.get_by_role("button", name="关闭")
    for what in (".chip.c-wording", ".lists a >> text=任务", ".more.later"):
        page.click(what)
        expect(said).to_contain_text("没有收到回答，页面没有更新")
        close.click()
        expect(said).to_be_hidden()
    expect(page.locator(".chip.c-wording")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".change")).to_have_count(entries)
    expect(note).to_have_value("写了一半")
    page.locator(".change > a").first.focus()
    page.keyboard.press("a")
    expect(said).to_contain_text("这条审阅可能没有保存")
    expect(page.locator(".change .opinion")).to_have_count(0)
    expect(note).to_have_value("写了一半")

    page.unroute_all()
    page.keyboard.press("c")
    expect(page.locator(".change .opinion").first).to_contain_text("待核")
    expect(said).to_be_hidden()


def test_a_part_that_did_not_come_is_asked_for_again(site: Site, page: Page) -> None:
    """Said while it waits; there without a reload once the server answers.  So is a search."""
    page.route("**/part?**", lambda route: route.abort())
    page.route("**/find?**", lambda route: route.abort())
    page.goto(site.long)
    said = page.locator("#trouble p")
    page.locator(".part.waiting").last.scroll_into_view_if_needed()
    expect(said).to_contain_text("没有收到回答")
    waiting = page.locator(".part.waiting").count()
    with page.expect_event("requestfailed", lambda request: "/find?" in request.url):
        page.fill("#find", "职工")
    page.locator(".outline a").last.click()
    expect(said).to_be_visible()
    assert page.locator(".part.waiting").count() == waiting

    page.unroute_all()
    expect(page.locator(".part.waiting")).not_to_have_count(waiting)
    expect(page.locator("#found")).to_have_text(re.compile(r"^0/[1-9]\d*$"))
    expect(said).to_be_hidden()
