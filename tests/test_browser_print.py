"""What goes on paper: the text and its marks, side by side, and nothing that is clicked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from compare import demo, paths
from compare.store import Store
from tests.served import served
from web import create_app

pytestmark = pytest.mark.browser

A4 = {"width": 695, "height": 1012}
"""A sheet without its margins, in CSS pixels."""
CONTROLS = "form button, form select, form input, nav a, .button, .menu, .filters, .facets, a.correct, a.say, a.mend"
SHOWN = "(all) => all.filter((each) => each.checkVisibility({visibilityProperty: true})).map((each) => each.outerHTML)"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The addresses of a comparison of the baseline with the demonstration draft, and of the draft."""
    database: Path = tmp_path_factory.mktemp("print") / "duizhao.sqlite"
    with Store(database) as store:
        old, new = (
            demo.ingest(store, path).report_id for path in (paths.baseline(), paths.bundled("corpus") / paths.DRAFT)
        )
    with served(create_app(database)) as address:
        yield f"{address}/compare/{old}/{new}", f"{address}/reports/{new}"


@pytest.fixture
def sheet(browser: Browser) -> Iterator[Page]:
    """A page as it is laid out for paper, by a reader of the dark theme."""
    context = browser.new_context(viewport=A4, color_scheme="dark", locale="zh-CN")
    opened = context.new_page()
    opened.emulate_media(media="print")
    yield opened
    context.close()


@pytest.mark.parametrize(
    "table", ["", "/summary", "/figures", "/figures?kind=pair", "/tasks", "/formulations", "/remarks", "report"]
)
def test_nothing_that_is_clicked_is_printed(site: tuple[str, str], sheet: Page, table: str) -> None:
    """No form, navigation, button; nothing wider than the sheet; dark letters on white whatever the theme."""
    sheet.goto(site[1] if table == "report" else site[0] + table)

    assert sheet.locator(CONTROLS).evaluate_all(SHOWN) == []
    assert sheet.evaluate("document.documentElement.scrollWidth") <= A4["width"]
    assert sheet.evaluate("getComputedStyle(document.body).color") == "rgb(31, 35, 40)"


def test_both_editions_stand_side_by_side_with_marks_without_colour(site: tuple[str, str], sheet: Page) -> None:
    """Old left of new, taken out struck, put in underlined; their titles stand at the head of every page."""
    sheet.goto(site[0])
    row = sheet.locator(".row:has(.old .k-wording):has(.new .k-wording)").first
    old, new = row.locator(".cell.old").bounding_box(), row.locator(".cell.new").bounding_box()
    assert old
    assert new
    assert old["x"] + old["width"] < new["x"]
    assert abs(old["width"] - new["width"]) < 2
    assert abs(old["y"] - new["y"]) < 2

    line = "(each) => getComputedStyle(each).textDecorationLine"
    assert row.locator("del.k-wording").first.evaluate(line) == "line-through"
    assert row.locator("ins.k-wording").first.evaluate(line) == "underline"
    assert sheet.locator(".row:not(.only-new) .new ins.whole:not(.fig, .phrase)").first.evaluate(line) == "underline"
    whole = sheet.locator(".row:not(.only-old) .old del.whole:not(.fig, .phrase)").first
    assert whole.evaluate(line) == "line-through"
    assert sheet.locator(".pairhead").evaluate("(each) => getComputedStyle(each).display") == "table-header-group"
    assert sheet.locator(".row.short").first.evaluate("(each) => getComputedStyle(each).breakInside") == "avoid"


def test_what_is_folded_prints_as_its_count_unless_it_is_asked_for(site: tuple[str, str], sheet: Page) -> None:
    """One line for a stretch without changes; with `fold=no` its rows, and no line."""
    draft = site[1].rpartition("/")[2]
    beside_itself = f"{site[0].rpartition('/compare/')[0]}/compare/{draft}/{draft}"
    sheet.goto(beside_itself)
    fold = sheet.locator("details.fold").first
    assert re.fullmatch(r"\d+ 段未变.*", fold.locator("summary").inner_text())
    assert fold.locator(".row").evaluate_all(SHOWN) == []
    assert fold.evaluate("(each) => getComputedStyle(each.querySelector('span'), '::after').content") == "none"

    sheet.goto(f"{beside_itself}?fold=no")
    assert fold.locator("summary").evaluate_all(SHOWN) == []
    assert fold.locator(".row").evaluate_all(SHOWN) != []


def test_a_printed_comparison_has_pages_with_numbers(site: tuple[str, str], sheet: Page) -> None:
    """The browser makes a file of A4 pages, portrait, some tens of them."""
    sheet.goto(site[0])
    made = sheet.pdf(prefer_css_page_size=True)

    assert made.startswith(b"%PDF")
    boxes = {
        tuple(round(float(each)) for each in found.split()) for found in re.findall(rb"/MediaBox \[([^]]+)\]", made)
    }
    assert boxes == {(0, 0, 595, 842)}
    assert 5 < len(re.findall(rb"/Type /Page\b(?!s)", made)) < 40


def test_remarks_are_printed_as_the_table_that_they_stand_in(site: tuple[str, str], sheet: Page) -> None:
    """Three columns under their names, the words of a field whole and without its frame."""
    sheet.goto(site[0] + "/remarks")
    row = sheet.locator(".told:has(.old p:not(.hint)):has(.new p:not(.hint)):has(textarea)").first
    cells = [row.locator(each).bounding_box() for each in (".old", ".new", ".why")]
    lefts = [cell["x"] for cell in cells if cell]
    assert lefts == sorted(set(lefts))
    assert len(lefts) == 3
    assert sheet.locator(".heads span").all_inner_texts() == ["旧版", "新版", "说明"]
    field = row.locator("textarea").first
    assert field.evaluate("(each) => getComputedStyle(each).borderTopStyle") == "none"
    assert field.evaluate("(each) => each.scrollHeight <= each.clientHeight + 2")
