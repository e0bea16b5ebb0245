"""A pdf → its lines in reading order: what is text, what is a paragraph and what only surrounds it.

    open  →  characters (glyphs.py)  →  lines (typeset.py)  →  without heads and feet (running.py)
          →  in columns and tables (layout.py)  →  paragraphs (paragraphs.py), notes after them (footnotes.py)

The file says where characters are drawn and nothing else, so all of it is told by geometry.  Nothing in a file is
ever run or opened: no script, no form, no attachment.  PDFium holds global state: one thread of a process reads.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import closing

import pypdfium2
import pypdfium2.raw as pdfium

from ..config import ReadingSettings
from ..errors import TooLarge, UnreadableSource
from . import ocr, ruled
from .characters import replaced
from .glyphs import Characters, Glyph, characters
from .legible import is_garbled
from .locked import locked
from .pages import Page, lines_of
from .parts import Given, Taken, too_long
from .recogniser import is_installed
from .typeset import Row, rows

_UPRIGHT = (0, 90, 180, 270)
_COMMENTS = (pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP, pdfium.FPDF_ANNOT_CARET)
_MOST_COMMENTS = 1000
"""Most annotations of a page that are looked at."""

_SAMPLE = 4000
"""Characters of a document that are looked at to tell whether they are legible."""


def read(given: Given) -> Taken:
    """Return the lines of a pdf and notes on what was left out."""
    document = _opened(given)
    try:
        return _taken(document, given)
    finally:
        document.close()


def unlocked(given: Given) -> bytes:
    """Return the pdf that a password opens, without its lock; raises Locked where it does not open it."""
    document, out = _opened(given), io.BytesIO()
    try:
        document.save(out, flags=pdfium.FPDF_REMOVE_SECURITY)
    finally:
        document.close()
    return out.getvalue()


def needs_recognition(letters: Sequence[int], settings: ReadingSettings) -> bool:
    """Tell whether a document whose pages have so many characters is a scan: hardly any page has text."""
    pages = sum(count >= settings.min_page_characters for count in letters)
    return pages * settings.max_pages_a_text_page < len(letters) or not pages


# ── opening ───────────────────────────────────────────────────────────────────────────────────


def _opened(given: Given) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(given.data, password=given.password)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise locked(given.name, given.password) from error
        if error.err_code == pdfium.FPDF_ERR_SECURITY:
            raise UnreadableSource(
                f"“{given.name}”的加密方式读不了。请用 PDF 软件取消保护（或打印成新的 PDF）后再试。",
                f'"{given.name}" is encrypted in a way that is not read here. Remove its protection, or print it to a '
                "new pdf, and try again.",
            ) from error
        raise _damaged(given.name) from error
    _check_pages(document, given)
    return document


def _check_pages(document: pypdfium2.PdfDocument, given: Given) -> None:
    count, most = len(document), given.settings.max_pages
    if count > most:
        document.close()
        raise TooLarge(
            f"“{given.name}”有 {count} 页，超过上限 {most} 页。请只保留报告那几页后再试。",
            f'"{given.name}" has {count} pages, more than the limit of {most}. Keep the pages of the report only.',
        )
    if not count:
        document.close()
        raise _damaged(given.name)


def _damaged(name: str) -> UnreadableSource:
    return UnreadableSource(
        f"“{name}”已损坏或不完整，打不开。请重新下载，或用 Word、WPS 重新导出 PDF 后再试。",
        f'"{name}" is damaged or incomplete and cannot be opened. Download it again, or export the pdf anew.',
    )


# ── reading ───────────────────────────────────────────────────────────────────────────────────


def _taken(document: pypdfium2.PdfDocument, given: Given) -> Taken:
    pages, lost, comments = _pages(document, given)
    letters = [page.letters for page in pages]
    if lost == len(document):
        raise _damaged(given.name)
    everything = [page.number for page in pages]
    if needs_recognition(letters, given.settings):
        pages, seen = _recognised(document, pages, everything, given, scanned(given.name))
    elif is_garbled("".join(_sample(pages)), document):
        pages, seen = _recognised(document, pages, everything, given, _garbled(given.name))
    else:
        pages, seen = _completed(document, pages, given)
    found = list(lines_of(pages))
    notes = (*ocr.notes(found, given.settings), *told(pages, lost), *_left_out(document, comments))
    return Taken(found, notes, told=ocr.told(seen if len(seen) < len(pages) else ()) if seen else None)


def _recognised(
    document: pypdfium2.PdfDocument, pages: Sequence[Page], numbers: Sequence[int], given: Given, without: Exception
) -> tuple[list[Page], tuple[int, ...]]:
    """Return the pages with those of some numbers recognised; raise `without` where recognition is not installed."""
    if not is_installed():
        raise without
    from .drawn import drawn

    given.recognising()
    seen = {page.number: page for page in ocr.pages(drawn(document, numbers, given))}
    return [seen.get(page.number, page) for page in pages], tuple(seen)


def _completed(document: pypdfium2.PdfDocument, pages: list[Page], given: Given) -> tuple[list[Page], tuple[int, ...]]:
    """Return pages with the scanned ones among them recognised, where recognition is installed."""
    if not is_installed():
        return pages, ()
    from .drawn import is_picture

    bare = [page.number for page in pages if page.letters < given.settings.min_page_characters]
    scans = [number for number in bare if is_picture(document, number)]
    return _recognised(document, pages, scans, given, scanned(given.name)) if scans else (pages, ())


def _pages(document: pypdfium2.PdfDocument, given: Given) -> tuple[list[Page], int, int]:
    """Return the pages that can be read, how many cannot, and how many comments there are; stop at the longest text."""
    pages: list[Page] = []
    lost = size = comments = 0
    for number in range(1, len(document) + 1):
        try:
            with closing(document[number - 1]) as page:
                found = characters(page, 2 * given.settings.max_characters - size)
                pages.append(as_page(found, number, page))
                comments += _comments(page)
        except pypdfium2.PdfiumError:
            lost += 1
            continue
        size += sum(len(glyphs) for _, glyphs in found.turned)
        if size >= 2 * given.settings.max_characters:
            raise too_long(given.name, given.settings)
    return pages, lost, comments


def _comments(page: pypdfium2.PdfPage) -> int:
    """Return how many comments and stamps with words stand on a page; their words are not of the text."""
    count = min(pdfium.FPDFPage_GetAnnotCount(page.raw), _MOST_COMMENTS)
    return sum(_subtype(page, at) in _COMMENTS for at in range(count))


def _subtype(page: pypdfium2.PdfPage, at: int) -> int:
    found = pdfium.FPDFPage_GetAnnot(page.raw, at)
    if not found:
        return 0
    try:
        return int(pdfium.FPDFAnnot_GetSubtype(found))
    finally:
        pdfium.FPDFPage_CloseAnnot(found)


def as_page(found: Characters, number: int, page: pypdfium2.PdfPage | None = None) -> Page:
    """Return a page of these characters; of a pdf the rules drawn on it part lines and cells."""
    upright = [(angle, glyphs) for angle, glyphs in found.turned if angle in _UPRIGHT]
    drawn: dict[int, tuple[Sequence[ruled.Rule], Sequence[ruled.Rule]]] = {
        angle: ruled.rules(page, angle, found.width, found.height) if page is not None else ((), ())
        for angle, _ in upright
    }
    turned = tuple((angle, _lines(glyphs, *drawn[angle], number)) for angle, glyphs in upright)
    rules = tuple(drawn[upright[0][0]][0]) if upright else ()
    height = found.width if turned and turned[0][0] in (90, 270) else found.height
    askew = tuple(text for angle, glyphs in found.turned if angle not in _UPRIGHT for text in _askew(glyphs))
    letters = sum(not glyph.text.isspace() for _, glyphs in upright for glyph in glyphs)
    return Page(number, height, tuple(each for each in turned if each[1]), rules, askew, letters, found.folded)


def _lines(
    glyphs: Sequence[Glyph], across: Sequence[ruled.Rule], down: Sequence[ruled.Rule], number: int
) -> tuple[Row, ...]:
    """Return the lines of a page from the top down, rows of ruled tables among them."""
    tables, rest = ruled.tabled(glyphs, across, down, number)
    return tuple(sorted((*tables, *rows(rest, number)), key=lambda row: row.base))


def _askew(glyphs: Sequence[Glyph]) -> Iterator[str]:
    """Yield what is written across the page, a stamp or a watermark, as one line each."""
    text = "".join(glyph.text for glyph in glyphs).strip()
    if text:
        yield " ".join(text.split())


def _sample(pages: Sequence[Page]) -> Iterator[str]:
    left = _SAMPLE
    for page in pages:
        for _, lines in page.turned:
            for row in lines:
                for segment in row.segments:
                    yield segment.text
                    left -= len(segment.glyphs)
                    if left < 0:
                        return


# ── what is said ──────────────────────────────────────────────────────────────────────────────


def told(pages: Sequence[Page], lost: int) -> Iterator[tuple[str, str]]:
    """Yield notes on pages without text and on what had to be done to characters."""
    if lost:
        yield f"有 {lost} 页已损坏，没有读到。", f"Pages that are damaged and were not read: {lost}."
    empty = [page.number for page in pages if not page.letters]
    if empty:
        listed = "、".join(map(str, empty[:10])) + ("……" if len(empty) > 10 else "")
        yield (
            f"第 {listed} 页没有文字（空白页或扫描的图），共 {len(empty)} 页。",
            f"Pages without text (empty, or scanned pictures): {listed.replace('、', ', ')}; {len(empty)} in all.",
        )
    yield from replaced(sum(page.folded for page in pages))


def _left_out(document: pypdfium2.PdfDocument, comments: int) -> Iterator[tuple[str, str]]:
    """Yield notes on what else a file holds; none of it is run, opened or read."""
    if comments:
        yield f"没有读入：批注 {comments} 条。", f"Left out: comments ({comments})."
    if pdfium.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0:
        yield "文件里有脚本，没有运行。", "The file holds scripts; they were not run."
    attached = document.count_attachments()
    if attached > 0:
        yield f"文件里有 {attached} 个附件，没有打开。", f"Files attached to the pdf that were not opened: {attached}."
    if document.get_formtype() != pdfium.FORMTYPE_NONE:
        yield (
            "文件里有表单，填在表单里的文字没有读入。",
            "The file holds a form; what is filled in there was not read.",
        )


def scanned(name: str) -> UnreadableSource:
    return UnreadableSource(
        f"“{name}”没有文字，像是扫描件。请安装文字识别（pip install 'duizhao[ocr]'）后再试，或提供 Word 文件。",
        f"\"{name}\" holds no text and seems to be a scan. Install text recognition (pip install 'duizhao[ocr]') "
        "and try again, or give the Word file.",
    )


def _garbled(name: str) -> UnreadableSource:
    return UnreadableSource(
        f"“{name}”的字体没有文字对照表，读出来是乱码。请用文字识别（pip install 'duizhao[ocr]'），或提供 Word 文件。",
        f'The fonts of "{name}" do not say which characters they draw, so its text cannot be read from the file. '
        "Use text recognition (pip install 'duizhao[ocr]'), or give the Word file.",
    )
