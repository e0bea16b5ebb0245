"""Web pages printed to pdf or saved as one file by a browser: the same report, whatever the page looked like."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from compare import paths
from compare.comparison import read_report
from compare.model import Report
from tests.layouts import LOOKS, printed, saved

pytestmark = pytest.mark.browser

DRAFT = paths.bundled("corpus") / paths.DRAFT
LINES = [line for line in DRAFT.read_text(encoding="utf-8").splitlines() if line.strip()]


def blocks(report: Report) -> list[tuple[str, int | None, str]]:
    """Return kind, level and text of all but furniture; after a bracket a browser leaves no room for a blank."""
    return [
        (block.kind, block.level, block.text.replace("） ", "）"))
        for block in report.blocks
        if block.kind != "furniture"
    ]


@pytest.mark.parametrize("look", LOOKS)
def test_a_printed_page_is_the_report(browser: Browser, look: str) -> None:
    """No character is lost and no blank comes in, the date and address that a browser prints on are furniture."""
    made = read_report(printed(browser, LINES, look), "打印.pdf")
    assert blocks(made) == blocks(read_report(DRAFT.read_bytes(), DRAFT.name))


@pytest.mark.parametrize("look", LOOKS)
def test_a_saved_page_is_the_report(browser: Browser, look: str) -> None:
    """As Chromium saves it, with its styles as parts of their own."""
    made = read_report(saved(browser, LINES, look), "网页.mhtml")
    assert made.source.format == "mht"
    assert blocks(made) == blocks(read_report(DRAFT.read_bytes(), DRAFT.name))
