"""A web page → its visible lines: one for each block element, each br and each row of a table.

<h1>政府工作报告</h1><nav>首页</nav>      →  政府工作报告 (heading1), 首页 (furniture)
<p>各位代表：<br>现在，我…</p>              →  各位代表： / 现在，我…
<tr><td>指标<td>2025</tr>                   →  指标⇥2025 (table)
<script>…</script> <p hidden>…</p>         →  nothing: no reader sees them
<textarea>&lt;p&gt;各位代表…</textarea>      →  各位代表…, where the page shows nothing else: a script would show it

What stands around the main part is furniture (`main_part.py`).  Nothing is fetched: a frame, a picture or a
page to which one is sent is not part of the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..amounts import many
from ..config import ReadingSettings
from ..errors import TooLarge
from .main_part import parts, prose
from .page import WRAPPED, PageLine, Writer
from .parts import Notes, Part, names
from .styles import HEADINGS, integer
from .wrapped import is_one_heading, joined

_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
_HEAD = 4096
"""Bytes in which a page must declare its encoding; the HTML standard looks at 1024, real pages are later."""

_UNSEEN = names("script style template head noscript iframe object svg math textarea select button rp rt")
_BLOCKS = names(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table"
    " tbody td tfoot th thead tr ul"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_AS_BLOCK = re.compile(r"display\s*:\s*(?:block|list-item|flex|grid|table)\b(?!-)", re.IGNORECASE)
_VERBATIM = re.compile(r"white-space\s*:\s*(pre|break)?", re.IGNORECASE)
_STORES = names("textarea script template noscript iframe")
"""Elements that show nothing of what they hold, where pages keep a text until a script shows it."""

_PAGE_SCRIPT = re.compile("html|template|plain|x-", re.IGNORECASE)
"""The types of scripts that are not run, but hold pieces of a page."""

_STORED_TAG = re.compile(r"^<(?:template|noscript)\b[^>]*>|</(?:template|noscript)>$", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})")
_FORMATTING = names("a b big code em font i nobr s small strike strong tt u")
_ENDLESS = names("area base br col dd dt embed hr img input li link meta option p param source td th tr wbr")
_VOID = "area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr"
_EMPTY = re.compile(rf"<(?!(?:{_VOID})\b)([a-z][a-z0-9]*)\b([^<>]*)/>", re.IGNORECASE)
"""An empty element as XML writes it; HTML takes it for one that opens, and <title/> would hide the page."""

_OFFICE_AROUND = names("header footer")
"""The titles of what LibreOffice saves of headers and footers of pages."""

_WORD = re.compile(r"""<meta\s+name=["']?(?:ProgId|Generator)["']?\s+content=["']?(?:Microsoft )?Word""", re.IGNORECASE)
_WIDE = re.compile("[\u3000-\u9fff\uff01-\uff5e]+")
_EDIT_LINK = re.compile(r"\bmw-editsection\b")
"""What a wiki adds to each heading: [编辑]."""

_WIDEST = 120
"""Most wide characters to a line of a source whose lines are broken between them; others break at blanks, if at all."""

_LEAST_BREAKS = 3
"""Fewest such breaks of such a source."""

_USUAL_STYLES = 4
"""Formatting elements open at once that cost nothing extra; each further one may be repeated in every paragraph."""

_USUAL_DEPTH = 50
"""Elements open at once that cost nothing extra; real pages have 20."""

_LARGEST_ROW = 120
"""Most nodes of a row that is one line; a row with more holds paragraphs, as in pages laid out by tables."""

_LONGEST_CELL = 5
"""Most lines of a cell that is a value; a row with a longer one lays out the page."""

_FURTHEST = 30
"""Most rows that a cell is followed downwards."""

_LEAST_STORED = 100
"""Least prose that is taken from where only scripts show it, in characters, beyond twice what the page shows."""

_LONGEST_TITLE = 300
"""Most characters of the title in the head that lines are looked up in."""

_SHOWN: Notes = (
    (
        "网页把正文设为不显示（由脚本显示），已当作显示读入。",
        "The page hides its text until a script shows it; it was read as shown.",
    ),
)


_STORED: Notes = (
    (
        "网页把正文存放在不显示的元素里（由脚本显示），已取出读入。",
        "The page keeps its text in elements that only a script shows; it was taken from there.",
    ),
)


class _Seen(NamedTuple):
    """What counts as seen: hidden elements longer than `hidden` characters, if given, and what scripts would show."""

    hidden: int | None = None
    stored: bool = False


_VISIBLE = _Seen()


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that the page names in its head, or None."""
    match = _DECLARED.search(data[:_HEAD])
    return match.group(1).decode("ascii") if match else None


def read(text: str, name: str, settings: ReadingSettings) -> tuple[list[Part], Notes]:
    """Return the visible lines of the page, in order, and a note where more than the visible had to be read."""
    if len(text) > settings.max_markup_bytes or _work(text) > settings.max_elements:
        raise TooLarge(
            f"网页“{name}”太大或嵌套太深（上限 {many(settings.max_elements)}个元素）。请只保存报告正文后再试。",
            f'The page "{name}" is too large or too deeply nested (limit {settings.max_elements:,} elements). '
            "Save only the text of the report.",
        )
    if text.lstrip("\ufeff \t\r\n").startswith("<?xml"):
        text = _EMPTY.sub(r"<\1\2></\1>", text)
    parser = LexborHTMLParser(text)
    wrapped = _is_wrapped(text)
    writer, hidden = _written(parser.root, wrapped)
    visible = sum(len(line.text) for line in writer.lines)
    notes: Notes = ()
    if hidden > visible:
        whole, _ = _written(parser.root, wrapped, _Seen(visible))
        if prose(whole.lines) > 2 * prose(writer.lines) or not prose(whole.lines):
            writer, notes = whole, _SHOWN
    stored = [_stored(node) for node in parser.css(",".join(sorted(_STORES)))]
    bounded = sum(map(_work, stored)) <= settings.max_elements
    if any(stored) and bounded:
        whole, _ = _written(parser.root, wrapped, _Seen(visible if hidden > visible else None, stored=True))
        if prose(whole.lines) > 2 * prose(writer.lines) + _LEAST_STORED:
            writer, notes = whole, _STORED
    if hidden >= _LEAST_STORED or any(stored):
        whole, _ = _written(parser.root, wrapped, _Seen(0, stored=bounded))
        notes += _unseen(writer, whole)
    title = parser.css_first("title")
    told = parts(writer.lines, writer.boxes, title.text()[:_LONGEST_TITLE] if title else "")
    found, further = joined(_with_whole_headings(told, writer.lines))
    return found, (*notes, *further)


def _unseen(shown: Writer, whole: Writer) -> Notes:
    """Return a note on the prose that a page holds beside what is read of it; a copy of that is not missed."""
    known = {line.text for line in shown.lines}
    count = prose([line for line in whole.lines if line.text not in known])
    if count < _LEAST_STORED:
        return ()
    return (
        (
            f"网页里有约 {count} 字不显示的文字没有读入。",
            f"Text of the page that it does not show, about {count} characters, was not read.",
        ),
    )


def _with_whole_headings(found: list[Part], lines: Sequence[PageLine]) -> list[Part]:
    """Return the lines of a page, those of one heading that a br parts as lines that go on."""
    out = list(found)
    for _, group in groupby(range(len(found)), key=lambda at: lines[at].box.place):
        places = list(group)
        headed = all(found[at].style in HEADINGS for at in places)
        if headed and is_one_heading([found[at].text for at in places]):
            for at in places[1:]:
                out[at] = found[at]._replace(style="continues")
    return out


def _is_wrapped(text: str) -> bool:
    """Tell whether the lines of a source are broken between wide characters, so that a break is no white space.

    Word and people do so; LibreOffice breaks where a blank stood.
    """
    if _WORD.search(text):
        return True
    breaks = sum(1 for _ in WRAPPED.finditer(text))
    return breaks >= _LEAST_BREAKS and breaks * _WIDEST >= sum(map(len, _WIDE.findall(text)))


def _written(root: LexborNode | None, wrapped: bool, seen: _Seen = _VISIBLE) -> tuple[Writer, int]:
    """Return the lines of a page, and how long the longest element is that was left out as hidden."""
    writer = Writer(wrapped)
    hidden = _walk(root, writer, seen) if root is not None else 0
    writer.end()
    return writer, hidden


def _work(text: str) -> float:
    """Return how many elements parsing may come to: it visits open elements again, and repeats open b, font, …"""
    tags = open_elements = open_styles = deepest = most_styles = 0
    for match in _TAG.finditer(text):
        name = match.group(2).lower()
        step = -1 if match.group(1) else 1
        tags += 1
        if name in _FORMATTING:
            open_styles = max(0, open_styles + step)
            most_styles = max(most_styles, open_styles)
        elif name not in _ENDLESS:
            open_elements = max(0, open_elements + step)
            deepest = max(deepest, open_elements)
    return tags * max(1.0, most_styles / _USUAL_STYLES, deepest / _USUAL_DEPTH)


def _walk(root: LexborNode, writer: Writer, seen: _Seen) -> int:
    """Visit every node in reading order; with a stack of our own, as pages nest deeper than calls may.

    Return the characters of the longest hidden element that was passed over.
    """
    stack: list[tuple[LexborNode | None, bool]] = [(root, False)]
    hidden = 0
    while stack:
        node, linked = stack.pop()
        if node is None:
            writer.leave()
            continue
        tag = node.tag or ""
        if tag == "-text":
            writer.add(node.text_content or "", linked)
        elif tag == "br":
            writer.end()
        elif seen.stored and tag in _STORES:
            writer.enter("div")
            if (inner := LexborHTMLParser(_stored(node)).root) is not None:
                _walk(inner, writer, _VISIBLE)
            writer.leave()
        elif not tag.startswith(("-", "!", "w:")) and tag not in _UNSEEN:
            attributes = node.attributes
            if _is_hidden(node):
                length = len(node.text())
                if seen.hidden is None or length <= seen.hidden:
                    hidden = max(hidden, length)
                    continue
            if tag == "tr" and (cells := _cells(node, seen)):
                writer.row(cells)
                continue
            called = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
            around = attributes.get("title") in _OFFICE_AROUND or bool(_EDIT_LINK.search(called))
            style = attributes.get("style") or ""
            if tag in _BLOCKS or around or _AS_BLOCK.search(style):
                spaced = _VERBATIM.search(style)
                writer.enter(tag, called, attributes.get("role") or "", around, bool(spaced[1]) if spaced else None)
                stack.append((None, False))
            if tag == "a" and attributes.get("href"):
                linked = True
                writer.link()
            stack += [(child, linked) for child in reversed(_children(node))]
    return hidden


def _stored(node: LexborNode) -> str:
    """Return the piece of a page that an element holds without showing it."""
    if node.tag == "script" and not _PAGE_SCRIPT.search(node.attributes.get("type") or ""):
        return ""
    if node.tag == "iframe":
        return node.attributes.get("srcdoc") or ""
    return _STORED_TAG.sub("", node.html or "") if node.tag in ("template", "noscript") else node.text()


def _cells(row: LexborNode, seen: _Seen) -> list[list[PageLine]]:
    """Return the lines of each of a row's cells, or none where the table only lays out the page."""
    cells = [
        node
        for node in _children(row)
        if node.tag in ("td", "th") and (seen.hidden is not None or not _is_hidden(node))
    ]
    if not cells or (len(cells) == 1 and not _is_spanned(row)) or not _is_small(row):
        return []
    found = []
    for cell in cells:
        writer = Writer()
        for node in _children(cell):
            _walk(node, writer, seen)
        writer.end()
        found.append(writer.lines)
    return [] if any(len(lines) > _LONGEST_CELL for lines in found) or _is_lone(row, found) else found


def _is_lone(row: LexborNode, cells: list[list[PageLine]]) -> bool:
    """Tell whether a row of several cells has text in one at most, as its neighbours: the others are white space."""
    if len(cells) < 2 or sum(map(bool, cells)) > 1:
        return False
    return not any(
        sum(bool((cell.text() or "").strip()) for cell in _children(beside) if cell.tag in ("td", "th")) > 1
        for beside in (_row_beside(row, back=True), _row_beside(row, back=False))
        if beside is not None
    )


def _row_beside(row: LexborNode, *, back: bool) -> LexborNode | None:
    beside = row.prev if back else row.next
    while beside is not None and beside.tag != "tr":
        beside = beside.prev if back else beside.next
    return beside


def _is_spanned(row: LexborNode) -> bool:
    """Tell whether a cell of a row above reaches down to a row, beside the only cell of its own."""
    above, distance = row.prev, 1
    while above is not None and distance <= _FURTHEST:
        if above.tag == "tr":
            spans = (cell.attributes.get("rowspan") for cell in _children(above) if cell.tag in ("td", "th"))
            if any(integer(span, 1) > distance for span in spans):
                return True
            distance += 1
        above = above.prev
    return False


def _is_small(row: LexborNode) -> bool:
    """Tell whether a row holds so few elements, and no table, that its cells are values."""
    waiting, seen = _children(row), 0
    while waiting:
        node = waiting.pop()
        seen += 1
        if node.tag == "table" or seen > _LARGEST_ROW:
            return False
        waiting += _children(node)
    return True


def _children(node: LexborNode) -> list[LexborNode]:
    child, out = node.child, []
    while child is not None:
        out.append(child)
        child = child.next
    return out


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))
