"""Web pages printed to pdf by a browser: the same report as its text, whatever the page looked like."""

from __future__ import annotations

from html import escape

import pytest
from playwright.sync_api import Browser

from compare import paths
from compare.comparison import read_report
from compare.model import Report

pytestmark = pytest.mark.browser

DRAFT = paths.bundled("corpus") / paths.DRAFT
SERIF, SANS = '"Noto Serif CJK SC"', '"Noto Sans CJK SC"'
MARGINS = {"top": "20mm", "bottom": "20mm", "left": "20mm", "right": "20mm"}


def blocks(report: Report) -> list[tuple[str, int | None, str]]:
    """Return kind, level and text of all but furniture; after a bracket a browser leaves no room for a blank."""
    return [
        (block.kind, block.level, block.text.replace("） ", "）"))
        for block in report.blocks
        if block.kind != "furniture"
    ]


@pytest.mark.parametrize(
    "look",
    [
        f"body {{ font: 16px/1.75 {SERIF} }} p {{ text-indent: 2em; margin: 0 0 12px }}",
        f"body {{ font: 15px/1.8 {SANS} }} p {{ text-indent: 2em; margin: 0 }}",
        f"body {{ font: 16px/28px {SERIF} }} p {{ text-indent: 2em; margin: 0; text-align: justify }}",
        f"body {{ font: 15px/1.8 {SANS} }} p {{ margin: 0 0 14px }}",
    ],
    ids=["airy", "tight", "justified", "unindented"],
)
def test_a_printed_page_is_the_report(browser: Browser, look: str) -> None:
    """No character is lost and no blank comes in, the date and address that a browser prints on are furniture."""
    given = read_report(DRAFT.read_bytes(), DRAFT.name)
    title, *rest = [line for line in DRAFT.read_text(encoding="utf-8").splitlines() if line.strip()]
    text = "".join(f"<p>{escape(line.strip())}</p>" for line in rest)
    page = browser.new_page()
    page.set_content(
        f"<html lang=zh><title>{escape(title)}</title>"
        f"<style>{look} h1 {{ text-align: center; font-size: 22px }}</style>"
        f"<h1>{escape(title.strip())}</h1>{text}"
    )
    printed = page.pdf(format="A4", display_header_footer=True, margin=MARGINS)
    page.close()
    assert blocks(read_report(printed, "打印.pdf")) == blocks(given)
