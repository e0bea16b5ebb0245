"""The pictures in the documentation: the comparison of the baseline with the demonstration draft, in both languages.

DUIZHAO_SCREENSHOTS=1 pytest tests/test_screenshots.py     takes them anew
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from compare import demo, paths
from compare.store import Store
from tests.pictures import small
from tests.served import served
from tests.support import ROOT
from web import create_app

pytestmark = pytest.mark.browser

SIZE: ViewportSize = {"width": 1440, "height": 900}
MOST_BYTES = 400_000
"""Largest picture: they are kept in the repository, and fetched with its front page."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the baseline beside the draft, served from a database of its own."""
    database: Path = tmp_path_factory.mktemp("pictures") / "duizhao.sqlite"
    with Store(database) as store:
        draft = paths.bundled("corpus") / paths.DRAFT
        old, new = (demo.ingest(store, source) for source in (paths.baseline(), draft))
    with served(create_app(database)) as address:
        yield f"{address}/compare/{old.report_id}/{new.report_id}"


@pytest.mark.parametrize(("language", "heading"), [("zh", "改动清单"), ("en", "Changes by weight")])
def test_the_pictures_show_the_page_of_today(browser: Browser, address: str, language: str, heading: str) -> None:
    """The page renders as pictured, with marks in the text and the list beside it; the picture is there, and small."""
    picture = ROOT / "docs" / f"screenshot.{language}.png"
    context = browser.new_context(viewport=SIZE, color_scheme="light", reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{address}?lang={language}")
    expect(page.locator("#changes-head")).to_contain_text(heading)
    page.keyboard.press("j")
    expect(page.locator(".change [aria-current]")).to_have_count(1)
    expect(page.locator(".cell .here").first).to_be_in_viewport()
    if os.environ.get("DUIZHAO_SCREENSHOTS") == "1":
        picture.write_bytes(small(context.new_page(), page.screenshot()))
    context.close()

    assert 10_000 < picture.stat().st_size < MOST_BYTES
