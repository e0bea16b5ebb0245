"""The pages in headless Chromium, as a reader uses them: upload, compare, switch, step, find, take away."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Dialog, Page, expect

from compare import paths
from compare.config import WEB
from compare.contract import SCHEMA, schema
from compare.store import Store
from tests.served import served
from tests.support import SEED
from web import create_app

pytestmark = pytest.mark.browser

DRAFT = paths.bundled("corpus") / paths.DRAFT
DESK = {"width": 1440, "height": 1000}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the pages over an empty database, served as `duizhao serve` does."""
    app = create_app(tmp_path_factory.mktemp("site") / "duizhao.sqlite")
    with served(app) as address:
        yield address


@pytest.fixture(scope="module")
def pair(site: str, browser: Browser) -> str:
    """The address of the baseline beside the demonstration draft, uploaded and picked by hand."""
    page = browser.new_page(locale="zh-CN")
    page.goto(site)
    page.set_input_files("input[type=file]", [SEED, DRAFT])
    page.fill("input[name=series]", "北京市工会代表大会")
    page.click("form[action='/upload'] button[type=submit]")
    expect(page.locator("h1")).to_have_text("上传结果")
    page.wait_for_load_state()
    assert page.locator("legend").all_inner_texts() == [
        f"{SEED.name} 已加入",
        f"{DRAFT.name} 已加入 演示稿·内容虚构",
    ]
    page.goto(site)
    page.click("text=对照这两份")
    address = page.url
    page.close()
    return address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on a desk; an error in a script or against the security policy fails the test."""
    yield from _opened(browser, viewport=DESK)


def _opened(browser: Browser, **options: Any) -> Iterator[Page]:
    context = browser.new_context(locale="zh-CN", **options)
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    yield opened
    context.close()
    assert wrong == []


def test_dropped_files_are_named_before_they_are_sent(site: str, page: Page) -> None:
    """Files dropped on the box are in the form's own field."""
    page.goto(site)
    page.evaluate(
        """() => {
            const carried = new DataTransfer();
            for (const name of ["初稿.txt", "二稿.txt"]) carried.items.add(new File(["各位代表"], name));
            document.querySelector(".drop").dispatchEvent(
                new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
        }"""
    )

    assert page.evaluate("[...document.querySelector('input[type=file]').files].map((file) => file.name)") == [
        "初稿.txt",
        "二稿.txt",
    ]
    expect(page.locator(".chosen")).to_contain_text("初稿.txt 12 B")


def test_switching_a_class_off_unmarks_it_and_keeps_the_place(pair: str, page: Page) -> None:
    """The marks and entries of the class go, the address says so, the passage being read stays where it was; and the
    page looks as the server would have made it."""
    page.goto(pair)
    mark = page.locator(".cell ins.k-wording:not(.phrase, .fig)").first
    assert mark.evaluate("(mark) => getComputedStyle(mark).textDecorationLine") == "underline"
    row = page.locator(".row.text").nth(20)
    row.evaluate("(row) => scrollBy({ top: row.getBoundingClientRect().top - 300, behavior: 'instant' })")
    name = row.get_attribute("id")
    before = row.evaluate("(row) => row.getBoundingClientRect().top")

    page.click(".chip.c-wording")

    expect(page.locator(".chip.c-wording")).to_have_attribute("aria-pressed", "false")
    assert mark.evaluate("(mark) => getComputedStyle(mark).textDecorationLine") == "none"
    expect(page.locator(".change.c-wording")).to_have_count(0)
    assert page.url == f"{pair}?off=wording%2Cpunctuation"
    after = page.locator(f"#{name}").evaluate("(row) => row.getBoundingClientRect().top")
    assert abs(after - before) < 40

    look = """() => [...document.querySelectorAll(".row, .fold > summary, .chip, .strip rect, .change")].map((each) =>
        [each.id, [...each.classList].sort().join(" "), each.value, each.ariaPressed, each.hidden,
         each.closest("details:not(.menu)") !== null, each.matches("summary") && each.textContent].join())"""
    switched = page.evaluate(look)
    page.reload()
    assert page.evaluate(look) == switched
    page.go_back()
    expect(page.locator(".chip.c-wording")).to_have_attribute("aria-pressed", "true")


def test_changes_are_stepped_through_by_keyboard(pair: str, page: Page) -> None:
    """j goes to the next change by weight and k back: marked in the list, shown in the text, said aloud."""
    page.goto(pair)
    current = page.locator(".change [aria-current]")

    page.keyboard.press("j")
    expect(current).to_have_count(1)
    first = current.get_attribute("data-change")
    expect(page.locator("#step")).to_have_text(f"1/{page.locator('#changes-head small').inner_text()}")
    expect(page.locator(f".cell [data-c~='{first}']").first).to_be_in_viewport()
    page.keyboard.press("j")
    assert current.get_attribute("data-change") != first
    page.keyboard.press("k")

    assert current.get_attribute("data-change") == first
    assert page.locator(".cell .here").count() >= 1


def test_the_list_is_narrowed_and_walked_one_kind_at_a_time(pair: str, page: Page) -> None:
    """Only tasks: the text keeps its marks and its place, j steps through tasks, past the end of what is unfolded."""
    page.goto(pair)
    marks = page.locator(".cell :is(ins, del, .fig, .phrase)").count()
    page.locator(".lists a", has_text="任务").click()

    expect(page.locator(".lists [aria-current]")).to_contain_text("任务")
    page.wait_for_load_state()
    assert page.url == f"{pair}?off=punctuation&only=task"
    assert page.locator(".change").count() == page.locator(".change.c-task").count() == WEB.first_items
    assert page.locator(".cell :is(ins, del, .fig, .phrase)").count() == marks
    for number in range(1, WEB.first_items + 2):
        page.keyboard.press("j")
        expect(page.locator("#step")).to_contain_text(f"{number}/")
    expect(page.locator(".change [aria-current]")).to_be_in_viewport()
    assert page.locator(".change").count() == WEB.first_items + WEB.more_items
    page.click(".chip.c-wording")
    expect(page.locator(".chip.c-wording")).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".change:not(.c-task)")).to_have_count(0)


def test_an_english_browser_shows_chinese_pages(pair: str, browser: Browser) -> None:
    """Until the reader chooses English; then it stays."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(pair)
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    page.click(".languages >> text=English")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto(pair)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    context.close()


def test_every_entry_of_the_list_leads_to_a_place_in_the_text(pair: str, page: Page) -> None:
    """No link of the page points at nothing."""
    page.goto(pair)

    assert (
        page.evaluate(
            """[...document.querySelectorAll("a[href^='#']")].map((link) => link.getAttribute("href").slice(1))
           .filter((id) => !document.getElementById(id))"""
        )
        == []
    )


def test_a_moved_row_and_its_old_place_link_to_each_other(pair: str, page: Page) -> None:
    """From the new place to the old and back; each says in words where the other is."""
    page.goto(pair)
    moved = page.locator(".row.moved").first
    name = moved.get_attribute("id")

    pointer = page.locator(f"#from-{name}")

    assert pointer.locator(f"a[href='#{name}']").count() == 1
    assert moved.locator(f"a[href='#from-{name}']").count() >= 1
    expect(pointer).to_contain_text("移")


def test_search_finds_in_all_text_or_in_changes_only(pair: str, page: Page) -> None:
    """`/` goes to the box; the counts differ, and the text itself is left as it is."""
    page.goto(pair)
    before = page.locator("#passages").inner_html()
    page.keyboard.press("/")
    page.keyboard.type("职工")

    everywhere = int(page.locator("#found").inner_text().split("/")[1])
    page.check("#find-changed")
    changed = int(page.locator("#found").inner_text().split("/")[1])
    page.press("#find", "Enter")

    assert everywhere > changed > 0
    expect(page.locator("#found")).to_have_text(f"1/{changed}")
    assert page.locator("#passages").inner_html() == before


def test_the_keyboard_help_opens_and_closes(pair: str, page: Page) -> None:
    """`?` shows the keys and the legend of marks, Escape puts it away."""
    page.goto(pair)
    page.keyboard.press("?")
    expect(page.locator("dialog#keys")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.locator("dialog#keys")).to_be_hidden()


def test_a_link_is_mended_in_its_row_by_keyboard_and_undone(pair: str, page: Page) -> None:
    """From a removed paragraph: the form opens in its empty half, in view and with the focus, and the page is not
    loaded anew; linked, the browser is at the row of both; undone there, nothing is left."""
    page.goto(pair)
    page.evaluate("window.same = true")
    row = page.locator(".row.only-old.text").first
    words = row.locator(".cell p").first.inner_text()
    row.locator(".mend").focus()
    page.keyboard.press("Enter")

    form = page.locator(".row.only-old .ties")
    expect(form).to_be_in_viewport()
    expect(form.locator(":focus")).to_have_count(1)
    assert page.evaluate("window.same")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(form.locator("input:checked")).to_have_count(1)
    form.get_by_role("button", name="对应", exact=True).press("Enter")

    mended = page.locator(".row:target")
    expect(mended.locator(".hand")).to_have_text("人工")
    expect(mended).to_be_in_viewport()
    assert words in mended.locator(".cell.old").inner_text()
    assert mended.locator(".cell.new p").count() > 0

    mended.locator(".hand").click()
    page.locator(".ties").get_by_role("button", name="撤销").click()
    expect(page.locator(".repairs, .hand")).to_have_count(0)

    page.goto(pair)
    page.keyboard.press("m")
    expect(page.locator(".ties")).to_be_in_viewport()
    page.locator(".ties .close").click()
    expect(page.locator(".ties")).to_have_count(0)


def test_a_counterpart_is_picked_in_the_text(pair: str, page: Page) -> None:
    """A click on a paragraph of the other edition ticks it in the form; Escape leaves the text as it was."""
    page.goto(pair)
    page.locator(".row.only-old.text .mend").first.focus()
    page.keyboard.press("Enter")
    button = page.locator(".ties [data-pick]")
    target = page.locator(".row.text:not(.only-new) .cell.new p").last
    button.click()
    target.click()

    ticked = page.locator(".choice input:checked")
    expect(ticked).to_have_count(1)
    assert ticked.get_attribute("value") == target.get_attribute("data-b")
    expect(page.locator(".ties")).to_be_in_viewport()
    expect(page.locator("[data-picking]")).to_have_count(0)

    button.click()
    expect(page.locator("[data-picking]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("[data-picking]")).to_have_count(0)


def test_on_a_phone_a_link_can_be_mended(pair: str, browser: Browser) -> None:
    """The control is in sight without a mouse, and the form is no wider than the phone."""
    for page in _opened(browser, viewport=PHONE, has_touch=True):
        page.goto(pair)
        page.locator(".row.only-new.text .mend").first.tap()
        expect(page.locator(".ties")).to_be_in_viewport()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_exports_are_downloaded_and_hold_the_comparison(
    pair: str, page: Page, browser: Browser, tmp_path: Path
) -> None:
    """Each file of the menu opens: JSON by its schema, CSV as a table, HTML and Markdown with the texts' words."""
    page.goto(pair)
    page.click(".export summary")
    files: dict[str, bytes] = {}
    names: list[str] = []
    for link in page.locator(".export button[data-format]").all():
        with page.expect_download() as waiting:
            link.click()
        got = waiting.value
        saved = tmp_path / got.suggested_filename
        got.save_as(saved)
        files[saved.suffix] = saved.read_bytes()
        names.append(saved.name)

    assert len(set(names)) == len(names)
    assert sorted(files) == [".csv", ".docx", ".html", ".json", ".md", ".pdf", ".txt", ".xlsx"]
    assert load_workbook(io.BytesIO(files[".xlsx"])).sheetnames[0] == "改动"
    data = json.loads(files[".json"])
    assert data["schema"] == SCHEMA
    jsonschema.validate(data, schema())
    table = list(csv.reader(io.StringIO(files[".csv"].decode("utf-8-sig"))))
    assert len(table) == len(data["changes"]) + 1
    for suffix in (".html", ".md"):
        text = files[suffix].decode("utf-8")
        assert "1.5万家以上" in text
        assert data["old"]["title"] in text
        assert data["new"]["title"].removeprefix("演示稿·内容虚构 ") in text
    (exported,) = tmp_path.glob("*.html")
    for opened in _opened(browser, viewport=DESK):
        opened.goto(exported.as_uri())
        assert opened.locator("ins").count() > 50


def test_the_page_is_read_without_scripts(pair: str, browser: Browser) -> None:
    """Passages, list, switches and permalinks are there with JavaScript off, and the switches work."""
    for page in _opened(browser, viewport=DESK, java_script_enabled=False):
        page.goto(pair)
        rows = page.locator(".row").count()
        assert rows > 50
        assert page.locator(".search, .steps").first.is_hidden()
        last = page.locator(".change").last.get_attribute("id")
        page.click(".more.later")
        page.wait_for_url("**from=*")
        expect(page.locator(f"#{last}")).to_have_count(0)
        page.wait_for_load_state()
        assert page.locator(".change").count() == WEB.more_items
        page.click(".chip.c-added")
        page.wait_for_url("**off=*")
        expect(page.locator(".row")).to_have_count(rows)
        expect(page.locator(".change.c-added")).to_have_count(0)
        background = "(mark) => getComputedStyle(mark).backgroundColor"
        assert page.locator(".cell ins.whole").first.evaluate(background) == "rgba(0, 0, 0, 0)"


def test_on_a_phone_the_list_comes_first_and_nothing_scrolls_sideways(pair: str, site: str, browser: Browser) -> None:
    """At 390 pixels: list, then passages, old above new; no page is wider than the screen."""
    for page in _opened(browser, viewport=PHONE):
        page.goto(pair)
        tops = page.evaluate(
            """[".change", ".row .cell.old", ".row .cell.new"]
               .map((each) => document.querySelector(each).getBoundingClientRect().top)"""
        )
        assert tops == sorted(tops)
        report = page.locator(".pairhead a").first.get_attribute("href")
        tables = [f"{pair}/{name}" for name in ("summary", "figures", "tasks", "formulations")]
        for address in (pair, site, f"{site}{report}", *tables):
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(pair: str, browser: Browser, scheme: Any) -> None:
    """Every kind of mark and of quiet text has a contrast of at least 4.5 to 1 in both themes."""
    for page in _opened(browser, viewport=DESK, color_scheme=scheme):
        page.goto(pair)
        low = page.evaluate(
            """() => {
            const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
            const rgba = (colour) => {
              canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
              const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255];
            };
            const ground = (element) => {
              const layers = [];
              for (let at = element; at; at = at.parentElement) layers.push(rgba(getComputedStyle(at).backgroundColor));
              return layers.reverse().reduce((under, [r, g, b, a]) =>
                [r * a + under[0] * (1 - a), g * a + under[1] * (1 - a), b * a + under[2] * (1 - a)], [255, 255, 255]);
            };
            const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
              .map((c) => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
              .reduce((sum, c, n) => sum + c * [0.2126, 0.7152, 0.0722][n], 0);
            const kinds = ["body", "del.whole", "ins.whole", "del.k-wording", "ins.k-wording", ".fig", ".phrase",
              ".none span", ".tie .score", ".lists a", "ins.long",
              ".chip", ".chip[aria-pressed=false]", ".change .k span", ".change .place",
              ".outline .level3 a", ".tabs a", ".button.primary", ".badge", ".pointer", ".pairhead p", ".mark"];
            const found = [];
            for (const kind of kinds) {
              const element = document.querySelector(`#passages ${kind}`) ?? document.querySelector(kind);
              if (!element) { found.push(`${kind} is missing`); continue; }
              const pair = [light(rgba(getComputedStyle(element).color)), light(ground(element))].sort((a, b) => b - a);
              const contrast = (pair[0] + 0.05) / (pair[1] + 0.05);
              if (contrast < 4.5) found.push(`${kind} ${contrast.toFixed(2)}`);
            }
            return found;
          }"""
        )
        assert low == []


def test_nothing_is_fetched_from_elsewhere(pair: str, site: str, page: Page) -> None:
    """Every request goes to the site itself."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(pair)
    page.keyboard.press("j")
    page.click(".chip.c-task")

    assert [url for url in asked if not url.startswith(site)] == []


def test_a_script_in_a_title_is_shown_not_run(site: str, page: Page, tmp_path: Path) -> None:
    """What a file says is text: in the list, the report and the comparison."""
    hostile = tmp_path / "<img src=x onerror=alert(1)>.txt"
    hostile.write_text(
        "<script>document.title='坏'</script>工作报告\n各位代表：\n过去一年，完成投资30亿元。\n", "utf-8"
    )
    page.goto(site)
    page.set_input_files("input[type=file]", hostile)
    page.click("form[action='/upload'] button[type=submit]")
    expect(page.locator("h1")).to_have_text("上传结果")
    page.goto(site)
    page.click("text=document.title")

    assert "坏" not in page.title().replace("document.title='坏'", "")
    assert page.locator("main script, main img").count() == 0


def test_the_page_of_a_pair_is_kept(pair: str, page: Page, site: str) -> None:
    """A comparison that was made once is listed, and the same address shows it again."""
    page.goto(site)
    link = page.locator(f".recent a[href='{pair.removeprefix(site)}']")
    expect(link).to_have_count(1)


def test_store_is_untouched_by_reading(pair: str, page: Page, site: str, tmp_path: Path) -> None:
    """Originals come back byte for byte."""
    page.goto(pair)
    page.locator(".pairhead a").first.click()
    with page.expect_download() as waiting:
        page.click("a[href$='/original']")
    saved = tmp_path / "original"
    waiting.value.save_as(saved)

    assert saved.read_bytes() == SEED.read_bytes()
    with Store(tmp_path / "other.sqlite") as other:
        assert other.reports() == ()


def test_an_outline_is_repaired_by_keyboard(site: str, pair: str, page: Page) -> None:
    """Keys walk the lines and choose; the look follows at once, the save keeps the place, undo takes it back."""
    report = pair.rsplit("/", 2)[1]
    page.goto(f"{site}/reports/{report}")
    mend = page.locator(".block .mend").nth(5)
    mend.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("修正结构")
    line = page.locator("#L6")
    expect(line).to_have_class("line paragraph")
    expect(line).to_be_in_viewport()

    line.locator("select").focus()
    page.keyboard.press("2")
    expect(line).to_have_class("line heading2 touched")
    expect(page.locator(".pending")).to_have_text("改了 1 行，还没有保存")
    page.keyboard.press("u")
    expect(line).to_have_class("line paragraph")
    expect(page.locator(".pending")).to_have_text("")
    page.keyboard.press("j")
    expect(page.locator("#L7 select")).to_be_focused()
    page.keyboard.press("x")
    page.keyboard.press("k")
    page.keyboard.press("3")
    page.get_by_role("button", name="保存修正").click()

    expect(page.locator(".notices")).to_have_text("已保存：改了 2 行，还原 0 行。")
    assert page.url.endswith("/outline#L6")
    assert page.locator(".line.said").evaluate_all("(lines) => lines.map((line) => line.id)") == ["L6", "L7"]
    expect(page.locator(".outline a", has_text="过去五年，正值")).to_have_attribute("href", "#L6")

    for number in (6, 7):
        page.get_by_role("button", name=f"还原第 {number} 行").click()
        expect(page.locator(f"#L{number} .hand")).to_have_count(0)
    expect(page.locator(".line.said")).to_have_count(0)


def test_an_outline_is_repaired_on_a_phone(site: str, pair: str, browser: Browser) -> None:
    """Nothing is wider than the screen, the save stays in reach, and leaving with unsaved choices asks first."""
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    for page in _opened(browser, viewport=PHONE):
        page.goto(f"{site}/reports/{pair.rsplit('/', 2)[1]}/outline#L30")
        page.on("dialog", stay)
        page.locator("#L30 select").select_option("heading2")

        expect(page.get_by_role("button", name="保存修正")).to_be_in_viewport()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        page.get_by_role("link", name="回到报告").click()
        expect(page.locator("#L30 select")).to_have_value("heading2")
        assert asked == ["beforeunload"]
        page.locator("#L30 select").select_option("undo")
        page.get_by_role("link", name="回到报告").click()
        expect(page.locator(".block").first).to_be_visible()
