"""The ledger in headless Chromium: an entry made by hand, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from compare import demo, paths
from compare.store import Store
from tests.served import served
from web import create_app

pytestmark = pytest.mark.browser
SIZES: tuple[ViewportSize, ...] = ({"width": 1440, "height": 1000}, {"width": 390, "height": 844})


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the ledger of the baseline beside the demonstration draft."""
    database: Path = tmp_path_factory.mktemp("ledger") / "duizhao.sqlite"
    with Store(database) as store:
        draft = paths.bundled("corpus") / paths.DRAFT
        old, new = (demo.ingest(store, source) for source in (paths.baseline(), draft))
    with served(create_app(database)) as address:
        yield f"{address}/compare/{old.report_id}/{new.report_id}/tasks"


@pytest.mark.parametrize("size", SIZES, ids=["desk", "phone"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_commitment_is_settled_and_opened_again(
    browser: Browser, address: str, size: ViewportSize, language: str
) -> None:
    """Filtered to what is open, the form is filled, the row shows it and the count rises; undone, it falls again."""
    context = browser.new_context(viewport=size, locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}?lang={language}")
    count = page.locator(".progress b").inner_text()
    page.goto(f"{address}?lang={language}&standing=open&fate=unanswered")
    row = page.locator(".ledger tr[id]", has_text="制定基层工会组织权责清单")
    row.locator(".say").click()
    form = page.locator(".settle")
    form.locator("[value=waived]").check()
    form.locator("textarea").fill("已并入基层组织建设意见")
    form.locator(".primary").click()
    page.goto(f"{address}?lang={language}&standing=said")
    expect(row.locator(".said")).to_contain_text("已并入基层组织建设意见")
    done, of = (int(part) for part in count.split("/"))
    expect(page.locator(".progress b")).to_have_text(f"{done + 1} / {of}")
    row.locator(".inline button").click()
    expect(page.locator(".progress b")).to_have_text(count)
    context.close()


@pytest.mark.parametrize("size", SIZES, ids=["desk", "phone"])
def test_nothing_is_wider_than_the_screen(browser: Browser, address: str, size: ViewportSize) -> None:
    """With a form open too; and the way to both places leads to a row of the comparison."""
    context = browser.new_context(viewport=size, locale="zh-CN")
    page = context.new_page()
    page.goto(address)
    page.locator(".say").first.click()
    expect(page.locator(".settle")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    places = page.locator(".ledger tr.settled", has_text="建设工会大数据库").locator("a.where")
    expect(places).to_have_count(2)
    places.nth(1).click()
    expect(page.locator(".row:target")).to_contain_text("建成工会大数据库")
    context.close()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [390, 768, 1000, 1200])
def test_tables_and_figures_fit_every_width(browser: Browser, address: str, width: int, language: str) -> None:
    """No page scrolls sideways, and the head of each is inside the window with nothing over the tabs."""
    pair = address.removesuffix("/tasks")
    report = f"{address.partition('/compare')[0]}/reports/{pair.rsplit('/', 1)[1]}/figures"
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    for place in (pair, address, f"{pair}/figures", f"{pair}/formulations", f"{pair}/summary", report):
        page.goto(f"{place}?lang={language}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, place
        boxes = [
            page.locator(each).bounding_box() for each in (".masthead .pair", ".tabs") if page.locator(each).count()
        ]
        assert all(box and box["y"] >= 0 and box["x"] >= 0 for box in boxes), place
        if place == pair:
            page.locator(".export summary").click()
            menu = page.locator(".export > form").bounding_box()
            assert menu
            assert menu["x"] >= 0
            assert menu["x"] + menu["width"] <= width
    context.close()
