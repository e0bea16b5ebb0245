"""What stands above and behind a comparison, in Chromium: pickers, tables, filters, forms, each by what it does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from compare import demo, paths
from compare.config import WEB
from compare.store import Store
from tests.served import opened, served
from web import create_app

pytestmark = pytest.mark.browser

FEW = 20
"""Changes on one page of those read one after another: the demonstration pair has several."""


@dataclass(frozen=True)
class Site:
    """A served database of three editions: its address, that of the pair, and the reports."""

    address: str
    pair: str
    past: str
    old: str
    new: str


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The baseline between the two demonstration reports."""
    database: Path = tmp_path_factory.mktemp("tables") / "duizhao.sqlite"
    with Store(database) as store:
        corpus = paths.bundled("corpus")
        files = (corpus / "2014-demo.txt", paths.baseline(), corpus / paths.DRAFT)
        past, old, new = (demo.ingest(store, file).report_id for file in files)
    with served(create_app(database, web=replace(WEB, linear_items=FEW))) as address:
        yield Site(address, f"{address}/compare/{old}/{new}", past, old, new)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on a desk that may use the clipboard."""
    with opened(browser, permissions=["clipboard-read", "clipboard-write"]) as page:
        yield page


def count(shown: Locator) -> int:
    """Return the number that a control ends with."""
    return int(re.findall(r"\d+", shown.inner_text())[-1])


def test_another_pair_is_picked_and_the_sides_are_swapped(site: Site, page: Page) -> None:
    """From a table: the pair picked is compared; swapped, one is warned of the order, and set right by a click."""
    page.goto(f"{site.pair}/summary")
    page.get_by_text("换一届").click()
    page.get_by_label("旧版").select_option(site.past)
    page.get_by_role("button", name="对照这两份").click()
    expect(page).to_have_url(f"{site.address}/compare/{site.past}/{site.new}")
    expect(page.locator(".masthead .pair")).to_contain_text("2014 → 2024")

    page.locator(".masthead").get_by_role("link", name="左右对调").click()
    expect(page).to_have_url(f"{site.address}/compare/{site.new}/{site.past}")
    page.locator(".warning").get_by_role("link", name="左右对调").click()
    expect(page).to_have_url(f"{site.address}/compare/{site.past}/{site.new}")
    expect(page.locator(".warning")).to_have_count(0)


def test_kinds_of_difference_are_passed_over_on_every_page(site: Site, page: Page) -> None:
    """What is ticked goes along to other tables, to another pair and back; a menu closes where one clicks elsewhere."""
    page.goto(site.pair)
    menu = page.locator(".picker").nth(1)
    menu.locator("summary").click()
    boxes = menu.locator("input[type=checkbox]")
    for box in boxes.all():
        box.uncheck()
    boxes.first.check()
    kind = boxes.first.get_attribute("value")
    menu.get_by_role("button", name="按此对照").click()
    expect(menu.locator("summary")).to_have_text("忽略 1 类差别")
    for tab in ("提法", "任务台账", "逐段"):
        page.locator(".tabs").get_by_role("link", name=tab).click()
        assert f"same={kind}" in page.url
        expect(menu.locator("summary")).to_have_text("忽略 1 类差别")
    page.get_by_text("换一届").click()
    page.get_by_role("heading", name="改动清单").click()
    expect(page.locator(".menu[open]")).to_have_count(0)
    page.get_by_text("换一届").click()
    page.get_by_role("button", name="对照这两份").click()
    expect(menu.locator("summary")).to_have_text("忽略 1 类差别")


def test_tabs_lead_to_tables_and_the_language_is_switched_on_each(site: Site, page: Page) -> None:
    """The tab one is at is marked, the heading is its own; English and back stay at the same page, query and all."""
    page.goto(site.pair)
    for tab, head in (
        ("变化摘要", "变化摘要"),
        ("目标与数据", "目标与数据"),
        ("任务台账", "任务台账"),
        ("提法", "提法"),
        ("逐条", "逐条阅读"),
    ):
        page.locator(".tabs").get_by_role("link", name=tab).click()
        expect(page.locator(".tabs [aria-current=page]")).to_have_text(tab)
        expect(page.locator("h1")).to_have_text(head)
    query = "?only=task&state=open&view=inline&off=wording"
    report, series = f"/reports/{site.new}", "?name=北京市工会代表大会&table=indicators"
    for place in (
        *(
            f"{site.pair}{each}"
            for each in (query, "/figures?kind=pair&sort=size", "/tasks?fate=kept", "/how", "/reading")
        ),
        *(f"{site.address}{each}" for each in (report, f"{report}/outline", f"{report}/figures", f"/series{series}")),
        *(f"{site.address}{each}" for each in ("/search?q=职工", f"/reports/edit?id={site.new}", "/?q=2019")),
    ):
        page.goto(place)
        asked = page.url.partition("?")[2]
        for name, language in (("English", "en"), ("中文", "zh-CN")):
            page.locator(".languages").get_by_text(name).click()
            expect(page.locator("html")).to_have_attribute("lang", language)
            assert page.url.partition("?")[0] == place.partition("?")[0]
            assert page.url.partition("?")[2].startswith(asked), place


def test_the_summary_is_copied_and_leads_into_the_text(site: Site, page: Page) -> None:
    """All that is seen is on the clipboard; the full one is longer; a line leads to its row."""
    page.goto(f"{site.pair}/summary")
    button = page.get_by_role("button", name="复制全文")
    button.click()
    expect(page.get_by_role("button", name="已复制")).to_be_focused()
    text = page.locator("#summary").text_content()
    assert page.evaluate("navigator.clipboard.readText()") == text
    page.get_by_role("link", name="列出全部改动").click()
    assert len(page.locator("#summary").inner_text()) > len(text or "")
    page.get_by_role("link", name="只看一页要项").click()
    expect(page.locator("#summary")).to_have_text(re.compile(re.escape((text or "")[:40])))
    page.locator("#summary a").first.click()
    expect(page.locator(".row:target")).to_be_in_viewport()


def test_figures_are_narrowed_and_sorted(site: Site, page: Page) -> None:
    """As many rows as a filter says, in the order that is asked for by a head or by the form; all again by a link."""
    page.goto(f"{site.pair}/figures")
    rows = page.locator("table.figures tbody tr[id]")
    total = rows.count()
    pairs = page.locator(".facets a", has_text="成对").or_(page.locator(".facets a[href*='kind=pair']")).first
    number = count(pairs)
    pairs.click()
    expect(rows).to_have_count(number)
    up = page.locator(".facets a[href*='direction=up']").first
    number = count(up)
    up.click()
    expect(rows).to_have_count(number)
    assert 0 < number < total
    page.get_by_role("link", name="看全部").click()
    expect(rows).to_have_count(total)

    head = page.locator("#target_pair ~ .scroll th >> text=指标").first
    head.click()
    at = page.locator("th[aria-sort]").first
    expect(at).to_have_attribute("aria-sort", "ascending")
    page.wait_for_load_state()
    names = page.locator("table.figures").first.locator("tbody th").all_inner_texts()
    at.locator("a").click()
    expect(page.locator("th[aria-sort]").first).to_have_attribute("aria-sort", "descending")
    page.wait_for_load_state()
    turned = page.locator("table.figures").first.locator("tbody th").all_inner_texts()
    assert turned != names
    assert sorted(turned) == sorted(names)
    page.get_by_label("指标含").fill(names[0])
    page.get_by_label("排序").select_option("new")
    page.get_by_label("倒序").check()
    page.get_by_role("button", name="筛选").click()
    expect(page.get_by_label("倒序")).to_be_checked()
    page.wait_for_load_state()
    assert all(names[0] in each for each in page.locator("tbody th").all_inner_texts())
    page.get_by_label("指标含").fill("没有这个指标")
    page.keyboard.press("Enter")
    expect(page.get_by_text("没有这样的数据。")).to_be_visible()


def test_a_pair_of_figures_is_parted_paired_and_judged(site: Site, page: Page) -> None:
    """Parted, it is listed below; taken back, it is as it was; two that stand alone become one; each by its form."""
    page.goto(f"{site.pair}/figures?kind=pair")
    row = page.locator("table.figures tbody tr[id]").first
    name = row.get_attribute("id")
    row.locator(".correct").click()
    page.get_by_role("link", name="不改了").click()
    expect(page.locator(".settle")).to_have_count(0)
    page.locator(f"#{name} .correct").click()
    page.get_by_label("不是同一指标，拆开").check()
    page.get_by_role("button", name="保存修正").click()
    expect(page.locator(f"#{name}")).to_have_count(0)
    expect(page.locator("#elsewhere")).to_contain_text("1")
    page.locator("#elsewhere ~ .lost").get_by_role("button", name="撤销").click()
    expect(page.locator(f"#{name}")).to_have_count(1)
    expect(page.locator("#elsewhere")).to_have_count(0)

    page.locator(f"#{name} .correct").click()
    page.locator(".settle [name=say]:not(:checked)").first.check()
    page.get_by_role("button", name="保存修正").click()
    expect(page.locator(".mending b")).to_have_text("人工")
    expect(page.locator(".mending small")).to_contain_text("程序：")
    page.locator(".mending").get_by_role("button", name="撤销").click()
    expect(page.locator(".mending b")).to_have_count(0)

    page.goto(f"{site.pair}/figures")
    alone = page.locator("tr.fate-new .correct, tr.fate-dropped .correct")
    for number in range(alone.count()):
        alone.nth(number).click()
        page.wait_for_load_state()
        if page.get_by_role("button", name="配成一对").count():
            break
        page.go_back()
    page.locator(".settle input[type=radio]").first.check()
    page.get_by_role("button", name="配成一对").click()
    expect(page.locator(".mending b").first).to_have_text("人工")
    page.locator(".mending").get_by_role("button", name="撤销").first.click()
    expect(page.locator(".mending b")).to_have_count(0)


def test_a_phrase_leads_to_its_places_and_into_the_dictionary(site: Site, page: Page) -> None:
    """A line in context leads to the row; what is never told again leaves the table and stands in the dictionary."""
    page.goto(f"{site.pair}/formulations")
    folded = page.locator(".kwic summary").first
    folded.click()
    lines = page.locator(".kwic details[open] li")
    expect(lines).to_have_count(count(folded))
    phrase = lines.first.locator("b").inner_text()
    lines.first.locator("a").click()
    expect(page.locator(".row:target")).to_contain_text(phrase)

    page.go_back()
    row = page.locator("table.formulations tbody tr").first
    gone = row.locator("th").inner_text()
    row.get_by_role("button", name="不再报告").click()
    expect(page.locator(".notices")).to_have_text("已记入词典。")
    expect(page.locator("tbody th").get_by_text(gone, exact=True)).to_have_count(0)
    kept = page.locator("table.formulations tbody tr").first
    followed = kept.locator("th").inner_text()
    kept.get_by_role("button", name="总是跟踪").click()
    expect(page.locator(".notices")).to_be_visible()
    page.get_by_role("link", name="这个系列的词典").click()
    text = page.locator("textarea[name=text]")
    assert {f"不报 {gone}", f"跟踪 {followed}"} <= set(text.input_value().split("\n"))

    text.fill("程度 推进")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(text).to_have_value("程度 推进")
    text.fill("")
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".notices")).to_have_text("已保存，对照随之更新。")
    page.get_by_text("以前的词典").click()
    expect(page.locator("pre", has_text=f"不报 {gone}").first).to_be_visible()


def test_a_commitment_is_answered_in_each_way(site: Site, page: Page) -> None:
    """With a place, an outcome, or nothing: refused, and what was typed stays; earlier ones unfold; it is undone."""
    page.goto(f"{site.pair}/tasks?standing=open")
    row = page.locator(".ledger tr.open").first
    task = row.get_attribute("id")
    here = page.locator(f".ledger tr[id='{task}']")
    row.locator(".say").click()
    page.get_by_role("link", name="不登记了").click()
    expect(page.locator(".settle")).to_have_count(0)
    here.locator(".say").click()
    page.locator(".settle [value=waived]").check()
    page.get_by_label("登记人").fill("李四")
    page.get_by_role("button", name="保存登记").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("登记人")).to_have_value("李四")

    page.locator(".settle [value=outcome]").check()
    page.get_by_label("文字：答复、理由或结果").fill("已办结")
    page.get_by_role("button", name="保存登记").click()
    expect(here.locator(".said")).to_contain_text("已办结 李四")
    here.locator(".say").click()
    page.locator(".settle [value=answered]").check()
    place = page.locator(".settle [name=place]:not([value=''])").first
    place.check()
    page.get_by_role("button", name="保存登记").click()
    expect(here.locator(".said .where")).to_have_count(1)
    here.get_by_text("以前的登记").click()
    expect(here.locator(".earlier")).to_contain_text("已办结")
    here.get_by_role("button", name="撤销").click()
    expect(here.locator(".said b.fate")).to_have_count(0)


def test_the_ledger_is_narrowed_ordered_and_taken_away(site: Site, page: Page) -> None:
    """Each filter leaves what it names; the order changes; each file comes; the new tasks unfold."""
    page.goto(f"{site.pair}/tasks")
    rows = page.locator(".ledger tbody tr[id]")
    total, first = rows.count(), rows.first.get_attribute("id")
    page.get_by_label("次序").select_option("text")
    page.get_by_role("button", name="筛选").click()
    expect(rows).to_have_count(total)
    assert rows.first.get_attribute("id") != first
    page.get_by_label("只看可查验的").check()
    page.get_by_label("着落").select_option("settled")
    page.get_by_role("button", name="筛选").click()
    expect(page.get_by_label("着落")).to_have_value("settled")
    page.wait_for_load_state()
    assert 0 < rows.count() < total
    expect(page.locator(".ledger tr.settled:has(.definite)")).to_have_count(rows.count())
    kind = page.get_by_label("类别").locator("option").nth(1).get_attribute("value")
    page.get_by_role("link", name="看全部").click()
    page.get_by_label("类别").select_option(kind)
    page.get_by_label("回应").select_option("unanswered")
    page.get_by_role("button", name="筛选").click()
    page.wait_for_load_state()
    assert f"kind={kind}" in page.url
    assert rows.count() < total
    for name in ("纯文本", "CSV", "Markdown", "JSON"):
        with page.expect_download() as waiting:
            page.locator(".files").get_by_role("link", name=name).click()
        assert waiting.value.path().stat().st_size > 100
    news = page.locator(".news")
    expect(news.locator("li").first).to_be_hidden()
    news.locator("summary").click()
    expect(news.locator("li").first).to_be_visible()


def test_changes_are_read_one_after_another(site: Site, page: Page) -> None:
    """Leafed through to the end and back, narrowed to a kind, and each leads to the text."""
    page.goto(f"{site.pair}/reading")
    items = page.locator(".linear > li")
    expect(items).to_have_count(FEW)
    first = items.first.get_attribute("id")
    page.get_by_role("link", name=f"后 {FEW} 条").last.click()
    expect(page.locator("ol.linear").first).to_have_attribute("start", str(FEW + 1))
    page.get_by_role("link", name=f"前 {FEW} 条").first.click()
    expect(items.first).to_have_attribute("id", first or "")
    kind = page.locator(".kinds a").nth(1)
    name, number = kind.inner_text(), count(kind)
    kind.click()
    expect(page.locator(".kinds [aria-current]")).to_have_text(name)
    expect(items).to_have_count(min(number, FEW))
    page.get_by_role("link", name="看正文").first.click()
    expect(page.locator(".row:target")).to_be_in_viewport()


def test_how_it_was_made_is_unfolded(site: Site, page: Page) -> None:
    """From the foot of the text; each step of the settings opens."""
    page.goto(site.pair)
    page.locator(".made a").click()
    expect(page.locator("h1")).to_have_text("怎样对照的")
    step = page.locator("details.card").first
    expect(step.locator("tbody tr").first).to_be_hidden()
    step.locator("summary").click()
    expect(step.locator("tbody tr").first).to_be_visible()


def test_a_table_has_the_export_menu_of_the_comparison(site: Site, page: Page) -> None:
    """Every format of the menu comes from there too."""
    page.goto(f"{site.pair}/formulations")
    page.locator(".export summary").click()
    links = page.locator(".export button[data-format]")
    for link in links.all():
        with page.expect_download() as waiting:
            link.click()
        assert waiting.value.path().stat().st_size > 1000
    assert links.count() >= 5


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("table", ["figures", "formulations"])
@pytest.mark.parametrize("width", [390, 768, 900])
def test_no_column_of_a_table_is_out_of_sight(page: Page, site: Site, width: int, table: str, language: str) -> None:
    """Where the columns have no room beside each other they stand below each other."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site.pair}/{table}?lang={language}")
    cut = page.locator(".scroll").evaluate_all("(all) => all.filter((each) => each.scrollWidth > each.clientWidth + 1)")

    assert len(cut) == 0
