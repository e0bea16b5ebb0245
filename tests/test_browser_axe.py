"""axe finds nothing against WCAG 2.2 AA on any page, in both themes and both languages."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from waitress.server import create_server

from compare import demo, paths
from compare.reviews import review
from compare.store import Store
from tests.support import ROOT
from web import create_app

pytestmark = pytest.mark.browser
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass(frozen=True)
class Site:
    """A served database: its address, and what a page's name stands for."""

    address: str
    names: dict[str, str]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The baseline, both demonstration reports, a removed one, reviews and an empty series."""
    database: Path = tmp_path_factory.mktemp("axe") / "duizhao.sqlite"
    with Store(database) as store:
        old, new = (
            demo.ingest(store, path).report_id for path in (paths.baseline(), paths.bundled("corpus") / paths.DRAFT)
        )
        store.add((ROOT / "corpus" / "2014-demo.txt").read_bytes(), "2014-demo.txt", series="北京市工会代表大会")
        gone = store.add("别的报告\n各位代表：\n一、工作\n办好职工之家。\n".encode(), "别的.txt").report_id
        store.removal.remove(gone)
        comparison = store.comparison(store.compare(old, new))
        first, second = (change.id for change in comparison.changes[:2])
        store.reviews.say(old, new, [review(comparison, first, "ignored", "再看", "张三")])
        names = {
            "old": old, "new": new, "gone": gone, "change": second,
            "task": comparison.old.tasks[0].id, "figure": comparison.new.figures[0].id,
            "finding": comparison.figure_changes[0].id,
        }  # fmt: skip
    server: Any = create_server(create_app(database), host="127.0.0.1", port=0, threads=2)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.effective_port}", names)
    server.close()
    thread.join(timeout=10)


PAGES = (
    "/", "/search?q=职工之家", "/search?q=没有这句话", "/series?name=北京市工会代表大会",
    "/series?name=北京市工会代表大会&table=indicators", "/series?name=北京市工会代表大会&table=sections",
    "/dictionary?series=北京市工会代表大会", "/reports/edit?id={old}", "/uploaded?id={old}&new={old}",
    "/reports/{gone}/erase",
    "/reports/{new}", "/reports/{new}/outline", "/reports/{new}/figures", "/nowhere",
    "/compare/{old}/{new}", "/compare/{old}/{new}?off=&fold=no", "/compare/{old}/{new}?review={change}",
    "/compare/{old}/{new}/summary", "/compare/{old}/{new}/figures", "/compare/{old}/{new}/figures?say={finding}",
    "/compare/{old}/{new}/figures?kind=pair&sort=size",
    "/compare/{old}/{new}/formulations", "/compare/{old}/{new}/tasks", "/compare/{old}/{new}/tasks?say={task}",
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("scheme", "language", "width"),
    [("light", "zh", 1440), ("dark", "zh", 390), ("light", "en", 390), ("dark", "en", 1440)],
)
def test_axe_finds_nothing(
    browser: Browser, site: Site, page: str, scheme: Literal["light", "dark"], language: str, width: int
) -> None:
    """Contrast, names, roles, landmarks, headings, order."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, locale="zh-CN")
    tab = context.new_page()
    address = page.format(**site.names)
    tab.goto(f"{site.address}{address}{'&' if '?' in address else '?'}lang={language}")
    found = Axe().run(tab, options={"runOnly": {"type": "tag", "values": TAGS}})
    context.close()

    assert [
        (each["id"], each["nodes"][0]["html"][:160], each["nodes"][0]["failureSummary"][:200], len(each["nodes"]))
        for each in found.response["violations"]
    ] == []
