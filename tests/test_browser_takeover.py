"""What was said of one draft is taken over beside another, in Chromium: reviews, ledger, lines; one is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from compare import ledger, paths
from compare.model import OutlineRepair
from compare.outline_lines import source_lines
from compare.reviews import review
from compare.store import Store
from tests.served import opened, served
from tests.support import SEED
from web import create_app

pytestmark = pytest.mark.browser

DRAFT = paths.bundled("corpus") / paths.DRAFT


@dataclass(frozen=True)
class Site:
    """A served database: the baseline, a draft of which something was said, and another draft."""

    address: str
    old: str
    one: str
    two: str


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Two drafts that are not known to be versions of one edition."""
    database: Path = tmp_path_factory.mktemp("takeover") / "duizhao.sqlite"
    with Store(database) as store:
        text = DRAFT.read_text("utf-8")
        old = store.add(SEED.read_bytes(), SEED.name).report_id
        one = store.add(text.encode(), "初稿.txt").report_id
        two = store.add(text.replace("1.5万家以上", "1.6万家以上", 1).encode(), "二稿.txt").report_id
        comparison = store.comparison(store.compare(old, one))
        removed = next(change.id for change in comparison.changes if change.cls == "removed")
        store.reviews.say(old, one, [review(comparison, removed, "check", "再核", "张三")])
        task = comparison.old.tasks[0].id
        store.ledger.say(old, one, [ledger.entry(comparison.old, comparison.new, task, "waived", "不再要求")])
        line = source_lines(comparison.new.blocks)[9]
        store.repair_outline(one, [OutlineRepair(line.anchor, "item", line.text[:20])])
    with served(create_app(database)) as address:
        yield Site(address, old, one, two)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on a desk."""
    with opened(browser) as page:
        yield page


def test_reviews_are_taken_over_and_one_is_taken_back(site: Site, page: Page) -> None:
    """The offer goes when it was taken; the review stands at its change, and is undone from its form."""
    page.goto(f"{site.address}/compare/{site.old}/{site.two}")
    page.locator(".taken").get_by_role("button", name="沿用").click()
    expect(page.locator(".notices")).to_contain_text("已沿用 1 条审阅")
    expect(page.locator(".taken")).to_have_count(0)
    page.locator(".states a", has_text="待核").click()
    entry = page.locator(".change")
    expect(entry).to_have_count(1)
    expect(entry.locator(".opinion")).to_contain_text("再核")

    entry.locator(".review").click()
    entry.get_by_role("button", name="撤销：待核 张三").click()
    expect(entry).to_have_count(0)  # the list holds those to check
    expect(page.locator(".opinion")).to_have_count(0)


def test_a_ledger_is_taken_over(site: Site, page: Page) -> None:
    """What was entered beside the one draft stands beside the other."""
    page.goto(f"{site.address}/compare/{site.old}/{site.two}/tasks")
    page.locator(".take-over button").click()

    expect(page.locator(".notices")).to_be_visible()
    expect(page.locator(".take-over")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("不再要求")


def test_repairs_of_lines_are_taken_over(site: Site, page: Page) -> None:
    """The line reads as it was said of the other draft."""
    page.goto(f"{site.address}/reports/{site.two}/outline")
    page.locator("select[name=take]").select_option(site.one)
    page.locator("section:has(#take) button").first.click()

    expect(page.locator(".line.said")).to_have_count(1)
