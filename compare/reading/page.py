"""A web page as lines, each with the element that holds it: what is asked when its main part is looked for.

    <div id="zoom"><p>各位代表：</p><p>现在…</p></div>   →  Box(div#zoom) ← Box(p), Box(p), a PageLine in each

Boxes are kept in the order in which they open, so that a parent stands before what it holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .characters import split_lines
from .parts import names

_AROUND = names("nav header footer aside menu")
_AROUND_ROLES = names("navigation banner contentinfo complementary search menu menubar toolbar")
_STYLES = {"h1": "heading1", "h2": "heading2", "h3": "heading3", "h4": "heading3"}
_SPACE = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")
WRAPPED = re.compile(
    r"(?<=[\u3000-\u9fff\uff01-\uff5e“”‘’—…·])[ \t]*\r?\n[ \t]*(?=[\u3000-\u9fff\uff01-\uff5e“”‘’—…·])"
)
"""A line break between two wide characters, where some programs break the lines of a source."""

_PARAGRAPH = re.compile(r"[ \t]*\r?\n\s*?(?=[\u3000\u2003]{2}|\xa0{4})")
"""A line break before an indent, where a style sheet that is not part of the page may show the breaks of its source."""


@dataclass(slots=True)
class Box:
    """A block element: what holds it, what it is called, whether what it holds surrounds the text, and whether the
    line breaks of its source are seen."""

    tag: str
    parent: Box | None
    place: int
    called: str = ""
    around: bool = False
    verbatim: bool = False


@dataclass(slots=True)
class PageLine:
    """One visible line: the box that holds it, how many of its characters are links, and in how many links."""

    text: str
    style: str | None
    box: Box
    linked: int = 0
    links: int = 0


class Writer:
    """Gathers text into lines; a line ends where a block or a br does."""

    def __init__(self, wrapped: bool = False) -> None:
        self.boxes = [Box("", None, 0)]
        self.lines: list[PageLine] = []
        self._wrapped = wrapped
        self._open = [self.boxes[0]]
        self._styles: list[str | None] = [None]
        self._text: list[str] = []
        self._linked = self._links = 0

    def link(self) -> None:
        """Count a link, whose text follows."""
        self._links += 1

    def add(self, text: str, linked: bool = False) -> None:
        """Add text to the line; its own line breaks count where the source is shown as it is, or before an indent."""
        if self._open[-1].verbatim:
            first, *rest = split_lines(text) or [""]
        else:
            first, *rest = map(self._spaced, _PARAGRAPH.split(text))
        self._put(first, linked)
        for line in rest:
            self.end()
            self._put(line, linked)

    def end(self) -> None:
        """End the line if it holds anything."""
        text = _SPACE.sub(" ", "".join(self._text)).strip(" ")
        if text.strip():
            self.lines.append(PageLine(text, self._styles[-1], self._open[-1], self._linked, self._links))
        self._text.clear()
        self._linked = self._links = 0

    def row(self, cells: Sequence[Sequence[PageLine]]) -> None:
        """Add a row of a table, whose cells were written apart."""
        self.end()
        style = "furniture" if self._styles[-1] == "furniture" else "table"
        text = "\t".join(" ".join(line.text for line in cell) for cell in cells)
        lines = [line for cell in cells for line in cell]
        linked, links = sum(line.linked for line in lines), sum(line.links for line in lines)
        self.lines.append(PageLine(text, style, self._open[-1], linked, links))

    def enter(
        self, tag: str, called: str = "", role: str = "", around: bool = False, verbatim: bool | None = None
    ) -> None:
        """Begin a block; its lines are shown as those around it unless it says whether they are `verbatim`."""
        self.end()
        outer, outer_style = self._open[-1], self._styles[-1]
        own_header = tag == "header" and any(box.tag in ("article", "main") for box in self._open)
        around = around or outer.around or (tag in _AROUND and not own_header) or role in _AROUND_ROLES
        verbatim = (tag == "pre" or outer.verbatim) if verbatim is None else verbatim
        box = Box(tag, outer, len(self.boxes), called, around, verbatim)
        self.boxes.append(box)
        self._open.append(box)
        self._styles.append("furniture" if around else _STYLES.get(tag, outer_style))

    def leave(self) -> None:
        """End the block begun last."""
        self.end()
        self._styles.pop()
        self._open.pop()

    def _spaced(self, text: str) -> str:
        return _SPACE.sub(" ", WRAPPED.sub("", text) if self._wrapped else text)

    def _put(self, text: str, linked: bool) -> None:
        self._text.append(text)
        self._linked += len(text.strip()) if linked else 0
