"""axe finds nothing against WCAG 2.2 AA on any page, in both themes and both languages, wide and narrow.

Only contrast depends on the theme, so that in the dark one nothing else is asked; only names depend on the language, so
that each width has one.  Each page is loaded twice, not four times, and more of its contrast is looked at.  What axe
costs grows with what it looks at: a comparison of whole reports stands here with every mark and in one column, small
editions show what else may be open on such a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from compare import demo, paths
from compare.config import WEB
from compare.reviews import review
from compare.store import Store
from tests.served import served
from tests.support import ROOT
from tests.test_reviews import NEXT, OLD
from web import create_app

pytestmark = pytest.mark.browser
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERYTHING = {"runOnly": {"type": "tag", "values": TAGS}}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
FEW = 8_000
"""Characters of both sides after which a page of the second site waits."""


@dataclass(frozen=True)
class Site:
    """A served database: its address, the address where long pages come in parts, and what a page's name stands for."""

    address: str
    parted: str
    names: dict[str, str]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The baseline, both demonstration reports, a removed one, an edition in drafts, reviews and an empty series."""
    database: Path = tmp_path_factory.mktemp("axe") / "duizhao.sqlite"
    with Store(database) as store:
        old, new = (
            demo.ingest(store, path).report_id for path in (paths.baseline(), paths.bundled("corpus") / paths.DRAFT)
        )
        store.add((ROOT / "corpus" / "2014-demo.txt").read_bytes(), "2014-demo.txt", series="北京市工会代表大会")
        gone = store.add("别的报告\n各位代表：\n一、工作\n办好职工之家。\n".encode(), "别的.txt").report_id
        store.removal.remove(gone)
        drafts = [
            store.add(
                f"甲区工作报告\n各位代表：\n一、工作\n建成职工之家{homes}家。\n".encode(), f"{homes}.txt"
            ).report_id
            for homes in (10, 20, 30)
        ]
        store.versions.make(drafts[1], drafts[0])
        comparison = store.comparison(store.compare(old, new))
        past, following = (store.add(each.encode(), f"{len(each)}.txt").report_id for each in (OLD, NEXT))
        small = store.comparison(store.compare(past, following))
        first, second = (change.id for change in small.changes[:2])
        store.reviews.say(past, following, [review(small, first, "ignored", "再看", "张三")])
        row = next(row.id for row in store.page(past, following).rows(0) if row.kind == "text" and row.old and row.new)
        names = {
            "old": old, "new": new, "gone": gone, "change": second, "past": past, "next": following, "row": row,
            "draft": drafts[1], "likely": drafts[2], "task": comparison.old.tasks[0].id,
            "finding": comparison.figure_changes[0].id,
        }  # fmt: skip
    parts = replace(WEB, whole_characters=FEW, first_characters=FEW)
    with (
        served(create_app(database, web=replace(WEB, linear_items=40))) as address,
        served(create_app(database, web=parts)) as parted,
    ):
        yield Site(address, parted, names)


PAGES = (
    "/", "/search?q=职工之家", "/search?q=没有这句话", "/series?name=北京市工会代表大会",
    "/series?name=北京市工会代表大会&table=indicators", "/series?name=北京市工会代表大会&table=sections",
    "/dictionary?series=北京市工会代表大会", "/reports/edit?id={old}", "/uploaded?id={old}&new={old}",
    "/reports/{gone}/erase", "/reports/{draft}", "/uploaded?id={likely}&new={likely}", "/reports/edit?id={draft}",
    "/reports/{new}", "/reports/{new}/outline", "/reports/{new}/figures", "/nowhere",
    "/compare/{old}/{new}?off=&fold=no", "/compare/{old}/{new}?view=inline",
    "/compare/{past}/{next}", "/compare/{past}/{next}?view=panes", "/compare/{past}/{next}?review={change}",
    "/compare/{past}/{next}?mend={row}",
    "/compare/{old}/{new}/summary", "/compare/{old}/{new}/figures", "/compare/{old}/{new}/figures?say={finding}",
    "/compare/{old}/{new}/figures?kind=pair&sort=size", "/compare/{old}/{new}/reading", "/compare/{old}/{new}/how",
    "/compare/{old}/{new}/formulations", "/compare/{old}/{new}/tasks", "/compare/{old}/{new}/tasks?say={task}",
    "/compare/{old}/{new}/remarks",
)  # fmt: skip
SETTINGS = [("zh", 1440), ("en", 390)]


@pytest.fixture(scope="module", params=SETTINGS, ids=["zh, wide", "en, narrow"])
def tab(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A browser's page in one language and width."""
    language, width = request.param
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
    tab = context.new_page()
    tab.set_extra_http_headers({"Cookie": f"lang={language}"})
    yield tab
    context.close()


def found(tab: Page) -> list[tuple[str, ...]]:
    """Return what axe finds on the page that is open: everything in the light theme, contrast in the dark one too."""
    wrong: list[tuple[str, ...]] = []
    for scheme, options in (("light", EVERYTHING), ("dark", CONTRAST)):
        tab.emulate_media(color_scheme=scheme)
        wrong += [
            (scheme, each["id"], each["nodes"][0]["html"][:160], each["nodes"][0]["failureSummary"][:200])
            for each in Axe().run(tab, options=options).response["violations"]
        ]
    return wrong


@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing(tab: Page, site: Site, page: str) -> None:
    """Contrast, names, roles, landmarks, headings, order."""
    tab.goto(site.address + page.format(**site.names))

    assert found(tab) == []


def test_axe_finds_nothing_where_parts_wait(tab: Page, site: Site) -> None:
    """A comparison that comes in parts, with a part that did not come and the sentence on that."""
    pair = "{parted}/compare/{old}/{new}".format(parted=site.parted, **site.names)
    tab.route("**/part?**", lambda route: route.abort())
    tab.goto(pair)
    tab.locator(".part.waiting").last.scroll_into_view_if_needed()
    tab.locator("#trouble").wait_for()

    assert found(tab) == []
    tab.unroute_all()


def test_axe_finds_nothing_on_the_answer_to_a_form(tab: Page, site: Site) -> None:
    """An expired form with what was typed, entries that cannot be kept, a text that is no report."""
    tab.goto(f"{site.address}/reports/edit?id={site.names['old']}")
    tab.fill("[name=date]", "某年某月")
    tab.click(".edit .go .primary")
    tab.locator("[aria-invalid]").wait_for()
    assert found(tab) == []
    tab.eval_on_selector("main [name=csrf_token]", "each => { each.value = 'old'; }")
    tab.click(".edit .go .primary")
    tab.locator("#typed").wait_for()
    assert found(tab) == []
    tab.goto(f"{site.address}/compare/{site.names['old']}/{site.names['new']}/tasks?say={site.names['task']}")
    tab.check(".settle [value=waived]")
    tab.click(".settle .primary")
    tab.locator(".settle .problem").wait_for()
    assert found(tab) == []
