"""A web page → its visible lines: one for each block element, each br and each row of a table.

<h1>政府工作报告</h1><nav>首页</nav>      →  政府工作报告 (heading1), 首页 (furniture)
<p>各位代表：<br>现在，我…</p>              →  各位代表： / 现在，我…
<tr><td>指标<td>2025</tr>                   →  指标⇥2025 (table)
<script>…</script> <p hidden>…</p>         →  nothing: no reader sees them
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..config import ReadingSettings
from ..errors import TooLarge
from .characters import split_lines
from .parts import Part, names

_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
_HEAD = 4096
"""Bytes in which a page must declare its encoding; the HTML standard looks at 1024, real pages are later."""

_UNSEEN = names("script style template head noscript iframe object svg math textarea select button rp rt")
_AROUND = names("nav header footer aside menu")
_BLOCKS = names(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table"
    " tbody td tfoot th thead tr ul"
)
_STYLES = {"h1": "heading1", "h2": "heading2", "h3": "heading3", "h4": "heading3"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})")
_FORMATTING = names("a b big code em font i nobr s small strike strong tt u")
_ENDLESS = names("area base br col dd dt embed hr img input li link meta option p param source td th tr wbr")
_USUAL_STYLES = 4
"""Formatting elements open at once that cost nothing extra; each further one may be repeated in every paragraph."""

_USUAL_DEPTH = 50
"""Elements open at once that cost nothing extra; real pages have 20."""

_LARGEST_ROW = 120
"""Most nodes of a row that is one line; a row with more holds paragraphs, as in pages laid out by tables."""

_SPACE = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that the page names in its head, or None."""
    match = _DECLARED.search(data[:_HEAD])
    return match.group(1).decode("ascii") if match else None


def read(text: str, name: str, settings: ReadingSettings) -> list[Part]:
    """Return the visible lines of the page, in order."""
    if len(text) > settings.max_markup_bytes or _work(text) > settings.max_elements:
        raise TooLarge(
            f"网页“{name}”太大或嵌套太深（上限 {settings.max_elements} 个元素）。请只保存报告正文后再试。",
            f'The page "{name}" is too large or too deeply nested (limit {settings.max_elements} elements). '
            "Save only the text of the report.",
        )
    writer = _Writer()
    root = LexborHTMLParser(text).root
    if root is not None:
        _walk(root, writer)
    writer.end()
    return writer.parts


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


class _Writer:
    """Gathers text into lines; a line ends where a block or a br does."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self._open: list[str] = []
        self._styles: list[str | None] = [None]
        self._text: list[str] = []

    def add(self, text: str) -> None:
        """Add text to the line; only inside pre do its own line breaks count."""
        if "pre" not in self._open:
            self._text.append(_SPACE.sub(" ", text))
            return
        first, *rest = split_lines(text) or [""]
        self._text.append(first)
        for line in rest:
            self.end()
            self._text.append(line)

    def end(self) -> None:
        """End the line if it holds anything."""
        text = _SPACE.sub(" ", "".join(self._text)).strip(" ")
        self._text.clear()
        if text.strip():
            self.parts.append(Part(text, self._styles[-1]))

    def row(self, cells: list[str]) -> None:
        """Add a row of a table."""
        style = "furniture" if self._styles[-1] == "furniture" else "table"
        self.parts.append(Part("\t".join(cells), style))

    def enter(self, tag: str) -> None:
        """Begin a block."""
        self.end()
        outer = self._styles[-1]
        own_header = tag == "header" and ("article" in self._open or "main" in self._open)
        around = outer == "furniture" or (tag in _AROUND and not own_header)
        self._styles.append("furniture" if around else _STYLES.get(tag, outer))
        self._open.append(tag)

    def leave(self) -> None:
        """End the block begun last."""
        self.end()
        self._styles.pop()
        self._open.pop()


def _walk(root: LexborNode, writer: _Writer) -> None:
    """Visit every node in reading order; with a stack of our own, as pages nest deeper than calls may."""
    stack: list[LexborNode | None] = [root]
    while stack:
        node = stack.pop()
        if node is None:
            writer.leave()
            continue
        tag = node.tag or ""
        if tag == "-text":
            writer.add(node.text_content or "")
        elif tag == "br":
            writer.end()
        elif not tag.startswith(("-", "!")) and tag not in _UNSEEN and not _hidden(node):
            if tag == "tr" and (cells := _cells(node)):
                writer.end()
                writer.row(cells)
                continue
            if tag in _BLOCKS:
                writer.enter(tag)
                stack.append(None)
            stack += reversed(_children(node))


def _cells(row: LexborNode) -> list[str]:
    """Return the texts of a row's cells, or none where the table only lays out the page."""
    cells = [node for node in _children(row) if node.tag in ("td", "th") and not _hidden(node)]
    if len(cells) < 2 or not _is_small(row):
        return []
    texts = []
    for cell in cells:
        writer = _Writer()
        for node in _children(cell):
            _walk(node, writer)
        writer.end()
        texts.append(" ".join(part.text for part in writer.parts))
    return texts


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


def _hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))
