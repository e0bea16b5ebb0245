"""Reports typeset as offices do, for the readers of finished documents: lines of text → Word file → pdf.

official   the layout of 公文: 28 characters a line, 22 lines a page, page numbers — 1 — outside
columns    the title over two columns
headed     a head on each page, 第 1 页 共 9 页 at its foot, paragraphs without indent, parted by space
narrow     ragged lines of 18 characters, indented

A web page in one of `LOOKS` is printed by a browser, with its date and address at head and foot, or saved by it.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from html import escape
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt
from docx.text.paragraph import Paragraph
from playwright.sync_api import Browser, Page

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
SLOW = 180
TOGETHER = 8
_SERIF, _SANS = '"Noto Serif CJK SC"', '"Noto Sans CJK SC"'
LOOKS = {
    "airy": f"body {{ font: 16px/1.75 {_SERIF} }} p {{ text-indent: 2em; margin: 0 0 12px }}",
    "tight": f"body {{ font: 15px/1.8 {_SANS} }} p {{ text-indent: 2em; margin: 0 }}",
    "justified": f"body {{ font: 16px/28px {_SERIF} }} p {{ text-indent: 2em; margin: 0; text-align: justify }}",
    "unindented": f"body {{ font: 15px/1.8 {_SANS} }} p {{ margin: 0 0 14px }}",
}
_HEADING = re.compile(r"(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）).{1,30}$")


def official(lines: Sequence[str]) -> bytes:
    """Return a Word file in the layout of official documents."""
    document = _document("仿宋_GB2312", 16)
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    document.settings.odd_and_even_pages_header_footer = True
    for footer, side in ((page.footer, WD_ALIGN_PARAGRAPH.RIGHT), (page.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = side
        _fields(paragraph, "— ", "PAGE", " —")
    _add(document, lines, title=22, indent=True, exactly=28.95)
    return _bytes(document)


def columns(lines: Sequence[str]) -> bytes:
    """Return a Word file whose text stands in two columns under its title."""
    document = _document("宋体", 10.5)
    _add(document, lines[:1], title=18, indent=True)
    section = document.add_section(WD_SECTION.CONTINUOUS)
    settings = section._sectPr.find(qn("w:cols"))
    if settings is None:
        settings = OxmlElement("w:cols")
        section._sectPr.append(settings)
    settings.set(qn("w:num"), "2")
    settings.set(qn("w:space"), "425")
    _add(document, lines[1:], title=None, indent=True)
    return _bytes(document)


def headed(lines: Sequence[str]) -> bytes:
    """Return a Word file with a head and a foot on each page and paragraphs that only space parts."""
    document = _document("宋体", 12)
    section = document.sections[0]
    section.header.paragraphs[0].text = lines[0]
    _fields(section.footer.paragraphs[0], "第 ", "PAGE", " 页  共 ", "NUMPAGES", " 页")
    _add(document, lines, title=20, indent=False, after=8)
    return _bytes(document)


def narrow(lines: Sequence[str]) -> bytes:
    """Return a Word file of small pages, not justified."""
    document = _document("楷体", 12)
    page = document.sections[0]
    page.page_width, page.page_height = Mm(110), Mm(160)
    page.top_margin = page.bottom_margin = page.left_margin = page.right_margin = Mm(15)
    _fields(page.footer.paragraphs[0], "", "PAGE", "")
    _add(document, lines, title=16, indent=True, side=WD_ALIGN_PARAGRAPH.LEFT)
    return _bytes(document)


LAYOUTS: dict[str, Callable[[Sequence[str]], bytes]] = {
    "official": official,
    "columns": columns,
    "headed": headed,
    "narrow": narrow,
}


def printed(browser: Browser, lines: Sequence[str], look: str) -> bytes:
    """Return the pdf that a browser prints of a page with these lines, the first of them its title."""
    with _shown(browser, lines, look) as page:
        margins = dict.fromkeys(("top", "bottom", "left", "right"), "20mm")
        return page.pdf(format="A4", display_header_footer=True, margin=margins)  # type: ignore[arg-type]


def saved(browser: Browser, lines: Sequence[str], look: str) -> bytes:
    """Return the one file in which Chromium saves a page with these lines, the first of them its title."""
    with _shown(browser, lines, look) as page:
        made = page.context.new_cdp_session(page).send("Page.captureSnapshot", {"format": "mhtml"})
        return str(made["data"]).encode()


@contextmanager
def _shown(browser: Browser, lines: Sequence[str], look: str) -> Iterator[Page]:
    title, *rest = (escape(line.strip()) for line in lines)
    style = f"<style>{LOOKS[look]} h1 {{ text-align: center; font-size: 22px }}</style>"
    page = browser.new_page()
    page.set_content(
        f"<html lang=zh><title>{title}</title>{style}<h1>{title}</h1>" + "".join(f"<p>{line}</p>" for line in rest)
    )
    yield page
    page.close()


def to_pdf(files: Sequence[Path], folder: Path) -> list[Path]:
    """Return the files as pdf, made by LibreOffice in one run with a profile of its own.

    Marks that hang over the margin are turned off on the way: LibreOffice 7.4 leaves some of them out of a pdf.
    """
    _convert(files, "fodt", folder)
    made = [folder / f"{path.stem}.fodt" for path in files]
    for path in made:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('punctuation-wrap="hanging"', 'punctuation-wrap="simple"'), encoding="utf-8")
    _convert(made, "pdf", folder)
    return [folder / f"{path.stem}.pdf" for path in files]


def direct_pdf(files: Sequence[Path], folder: Path) -> list[Path]:
    """Return the files as LibreOffice makes them, with whatever it leaves out."""
    _convert(files, "pdf", folder)
    return [folder / f"{path.stem}.pdf" for path in files]


def _convert(files: Sequence[Path], suffix: str, folder: Path) -> None:
    """Have LibreOffice convert a few files at a time; what it has started ends with it."""
    office = [shutil.which("soffice") or "soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
    for at in range(0, len(files), TOGETHER):
        command = [*office, "--convert-to", suffix, "--outdir", str(folder), *map(str, files[at : at + TOGETHER])]
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True)
        try:
            process.wait(SLOW)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        assert process.returncode == 0, command


def _document(font: str, size: float) -> Document:
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), font)
    return document


def _add(
    document: Document,
    lines: Sequence[str],
    *,
    title: float | None,
    indent: bool,
    after: float = 0,
    exactly: float | None = None,
    side: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY,
) -> None:
    """Add a paragraph for each line; the first is the title where its size is given."""
    size = document.styles["Normal"].font.size or Pt(12)
    for at, line in enumerate(lines):
        paragraph = document.add_paragraph()
        look = paragraph.paragraph_format
        run = paragraph.add_run(line)
        look.space_after, look.space_before = Pt(after), Pt(0)
        if title and at == 0:
            run.font.size = Pt(title)
            look.alignment, look.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(title)
            continue
        if exactly:
            look.line_spacing_rule, look.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(exactly)
        look.alignment = side
        if indent and not line.endswith("："):
            look.first_line_indent = Emu(2 * size)
        if _HEADING.match(line):
            run.font.bold = True


def _fields(paragraph: Paragraph, *parts: str) -> None:
    """Add text and fields in turn: text, the name of a field, text, …"""
    for at, part in enumerate(parts):
        if at % 2 == 0:
            paragraph.add_run(part)
            continue
        for kind, text in (("begin", None), (None, part), ("end", None)):
            run = paragraph.add_run()
            element = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                element.set(qn("w:fldCharType"), kind)
            element.text = text
            run._r.append(element)


def _bytes(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
