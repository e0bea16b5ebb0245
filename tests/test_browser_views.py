"""One column and two panes in Chromium."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from compare import paths
from compare.store import Store
from compare.view import CHIPS
from tests.served import served
from tests.support import SEED
from tests.whole import come_to_rest, soon, wheel
from web import create_app

pytestmark = pytest.mark.browser

DRAFT = paths.bundled("corpus") / paths.DRAFT


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the baseline beside the draft."""
    database: Path = tmp_path_factory.mktemp("views") / "duizhao.sqlite"
    with Store(database) as store:
        old, new = (store.add(source.read_bytes(), source.name).report_id for source in (SEED, DRAFT))
    with served(create_app(database)) as site:
        yield f"{site}/compare/{old}/{new}"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on a desk; an error in a script fails the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    context.close()
    assert wrong == []


LEVEL = """() => {
    const [old, fresh] = document.querySelectorAll(".pane");
    const line = fresh.getBoundingClientRect().top + 30;
    const top = [...fresh.children].find((cell) => cell.getBoundingClientRect().bottom > line &&
        old.querySelector(`[data-row="${cell.dataset.row}"]`));
    const other = old.querySelector(`[data-row="${top.dataset.row}"]`);
    return other.getBoundingClientRect().bottom > line - 400 && other.getBoundingClientRect().top < innerHeight;
}"""


def test_panes_stay_at_the_same_place_until_they_are_parted(address: str, page: Page) -> None:
    """The other pane follows what is linked, whichever is moved; without the tick it stays."""
    page.goto(f"{address}?view=panes")
    old, new = page.locator(".pane.old"), page.locator(".pane.new")
    top = "(pane) => pane.scrollTop"
    new.hover()
    for _ in range(5):
        wheel(page, 900, ".pane.new")
        assert page.evaluate(LEVEL)
    moved = old.evaluate(top)
    assert moved > 0
    old.focus()
    page.keyboard.press("Home")
    expect(old).to_have_js_property("scrollTop", 0)
    come_to_rest(page)
    assert old.evaluate(top) == 0
    assert new.evaluate(top) < 200

    page.uncheck("#together")
    before = new.evaluate(top)
    old.focus()
    page.keyboard.press("PageDown")  # a wheel goes on for a while where it was turned before
    expect(old).not_to_have_js_property("scrollTop", 0)
    come_to_rest(page)
    assert old.evaluate(top) > 0
    assert new.evaluate(top) == before


def test_changes_are_stepped_through_in_panes_and_in_one_column(address: str, page: Page) -> None:
    """j brings each change into sight in either layout, and the layout is kept by switches and filters."""
    for view in ("panes", "inline"):
        page.goto(f"{address}?view={view}")
        for number in range(1, 4):
            page.keyboard.press("j")
            expect(page.locator("#step")).to_contain_text(f"{number}/")
            change = page.locator(".change [aria-current]").get_attribute("data-change")
            expect(page.locator(f"[data-c~='{change}']:not(.pane.old *)").first).to_be_in_viewport()
        page.click(".chip.c-wording")
        page.locator(".lists a", has_text="任务").click()
        expect(page.locator(".lists [aria-current]").first).to_contain_text("任务")
        assert f"view={view}" in page.url


IN_PANE = """(cell) => { const [a, b] = [cell.getBoundingClientRect(), cell.closest(".pane").getBoundingClientRect()];
    return a.top < b.bottom && a.bottom > b.top; }"""


def test_panes_are_searched_stepped_through_and_followed(address: str, page: Page) -> None:
    """Words are found in both, n and p go through changed paragraphs, the outline and the strip say where one is."""
    page.goto(f"{address}?view=panes")
    expect(page.locator("#fold")).to_have_count(0)
    page.keyboard.press("/")
    page.keyboard.type("职工")
    page.keyboard.press("Enter")
    expect(page.locator("#found")).to_have_text(re.compile(r"^1/[1-9]\d+$"))
    page.keyboard.press("Shift+Enter")
    found = page.locator("#found").inner_text()
    number, total = found.split("/")
    assert number == total
    assert page.locator(".pane.new").evaluate("(pane) => pane.scrollTop") > 0
    page.keyboard.press("Escape")

    page.locator(".pane.new").evaluate("(pane) => { pane.scrollTop = 0; }")
    come_to_rest(page)
    at = """() => {
        const pane = document.querySelector(".pane.new").getBoundingClientRect();
        const cells = [...document.querySelectorAll(".pane.new .cell")];
        return cells.findIndex((cell) => cell.getBoundingClientRect().bottom > pane.top + 5);
    }"""
    steps = [page.evaluate(at)]
    for key in "nnnp":
        page.keyboard.press(key)
        come_to_rest(page)
        steps.append(page.evaluate(at))
    assert steps[0] < steps[1] < steps[2] < steps[3]
    assert steps[4] == steps[2]

    last = page.locator(".outline a").last
    last.click()
    expect(last).to_have_attribute("aria-current", "location")
    assert int(page.locator(".strip .window").get_attribute("y") or 0) > 500


def test_a_far_change_comes_into_sight_in_both_panes(address: str, page: Page) -> None:
    """Scrolling smoothly to it, the pane that follows does not hold the other back."""
    page.emulate_media(reduced_motion="no-preference")
    page.goto(f"{address}?view=panes")
    for _ in range(4):
        page.keyboard.press("j")
    change = page.locator(".change [aria-current]").get_attribute("data-change")
    in_sight = f"""(change) => {{
        const places = [...document.querySelectorAll(`.pane [data-c~="${{change}}"]`)];
        return places.length > 0 && places.map((each) => each.closest(".cell")).every({IN_PANE});
    }}"""
    soon(page, in_sight, change)
    come_to_rest(page)
    assert page.evaluate(in_sight, change)


def test_old_numbers_in_one_column_are_struck(address: str, page: Page) -> None:
    """The one struck and dashed, the other with its sign."""
    page.goto(f"{address}?view=inline")
    old = page.locator(".both del.fig").first
    line, border = old.evaluate("(it) => [getComputedStyle(it).textDecorationLine, getComputedStyle(it).borderStyle]")

    assert (line, border) == ("line-through", "dashed")


@pytest.mark.parametrize("rest", ["", "/summary"])
def test_menus_close_by_escape_and_by_a_click_elsewhere(address: str, page: Page, rest: str) -> None:
    """On the passages and on tables; Escape leads back to what opened the menu."""
    page.goto(address + rest)
    menu, summary = page.locator(".menu.export"), page.locator(".menu.export > summary")
    summary.click()
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(summary).to_be_focused()

    summary.click()
    page.locator(".menu.picker > summary").first.click()
    expect(menu).not_to_have_attribute("open", "")
    page.mouse.click(600, 800)
    expect(page.locator(".menu[open]")).to_have_count(0)


def test_the_switch_to_unfold_says_what_it_does_next(address: str, page: Page) -> None:
    """By click and by key; the address keeps it."""
    page.goto(f"{address}?off={','.join(CHIPS)}")
    assert page.locator(".part:not(.apart) > .fold").count() > 0
    fold = page.locator("#fold")
    before = fold.inner_text()
    page.keyboard.press("f")
    expect(page.locator(".part:not(.apart) > .fold:not([open])")).to_have_count(0)
    expect(fold).not_to_have_text(before)
    after = fold.inner_text()
    page.reload()
    expect(fold).to_have_text(after)
    assert page.locator(".part:not(.apart) > .fold:not([open])").count() == 0
    fold.click()
    expect(page.locator(".part:not(.apart) > .fold[open]")).to_have_count(0)
    expect(fold).to_have_text(before)
    assert "fold=" not in page.url


@pytest.mark.parametrize("rest", ["", "/summary"])
@pytest.mark.parametrize("width", [390, 800, 1440])
def test_the_list_of_exports_opens_in_the_window(address: str, page: Page, rest: str, width: int) -> None:
    """Under its button, whole, on a phone too."""
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(address + rest)
    page.locator(".menu.export > summary").click()
    for link in page.locator(".menu.export ul button").all():
        expect(link).to_be_in_viewport(ratio=1)


def test_the_link_to_review_covers_no_words(address: str, page: Page) -> None:
    """At the entry one is at, and at each on a screen that is touched."""
    page.goto(address)
    page.wait_for_selector(".change")
    covered = page.evaluate(
        """() => [...document.querySelectorAll(".change")].slice(0, 12).filter((entry) => {
            const link = entry.querySelector(".opinions").getBoundingClientRect();
            const words = document.createRange();
            words.selectNodeContents(entry.querySelector(".say"));
            return [...words.getClientRects()].some((box) => box.right > link.left + 1 && box.bottom > link.top + 3 &&
                box.top < link.bottom - 3);
        }).map((entry) => entry.textContent)"""
    )

    assert covered == []


def test_what_was_searched_for_is_lit_in_the_report(address: str, page: Page) -> None:
    """All its places; the paragraph that was chosen is in sight."""
    page.goto(f"{address.partition('/compare')[0]}/search?q=职工之家")
    page.locator(".hits a").first.click()
    expect(page.locator(".block:target")).to_be_in_viewport()
    page.wait_for_load_state()
    lit = page.evaluate("() => [...CSS.highlights.get('found')].map(String)")
    inside = """() => [...CSS.highlights.get("found")].some(({ startContainer }) =>
        startContainer.parentElement.closest(".block:target"))"""

    assert lit == ["职工之家"] * sum(text.count("职工之家") for text in page.locator(".block").all_inner_texts())
    assert page.evaluate(inside)


def test_a_link_is_mended_from_the_panes(address: str, page: Page) -> None:
    """m leads to the form of the paragraph one is at, side by side, where it has room."""
    page.goto(f"{address}?view=panes")
    page.keyboard.press("j")
    row = page.locator(".pane .now").first.get_attribute("data-row")
    page.keyboard.press("m")

    expect(page.locator(f".row[id='{row}'] .ties")).to_be_in_viewport()
    assert "view" not in page.url
