"""A Word document → its lines as a reader sees them, one for each paragraph or row of a table.

    <w:ins>…加快</w:ins><w:del>推进</w:del>      →  加快: a tracked change is read as accepted
    numbering 一、 + "工作回顾" (heading 1)       →  一、工作回顾      heading1
    | 指标 | 2025年 |                             →  指标⇥2025年       table
    text box, content control, moved paragraph   →  once, where it stands
    footnotes                                    →  after the body     note

Headers and footers are left out, with a note: they repeat on every page.  Everything is found by local names,
as Word has written the same elements in several name spaces.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from ..config import ReadingSettings
from ..errors import TooLarge, UnreadableSource
from .characters import split_lines
from .locked import opened
from .numbering import Numbering
from .package import Package
from .parts import Given, Notes, Part, names
from .styles import Styles, attribute, is_on

_SKIPPED = names(
    "del moveFrom delText instrText delInstrText Fallback rPr pPr sectPr tblPr tblGrid trPr tcPr sdtPr sdtEndPr rt"
    " rubyPr drawing pict object footnoteReference endnoteReference annotationRef"
)
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_DEEPEST = 120
"""Deepest nesting of elements that is followed; a text box in a table in a content control has about 40."""

_MOST_HEADERS = 20
"""Most headers, and footers, that are searched for words; each section has up to three of either."""

_QUOTED = 30
"""Most characters of a header that the note quotes."""

_INDENT = "\u3000\u3000"
"""What stands for an indent that the properties of a paragraph give, as others type it."""

_LONGEST_CELL = 5
"""Most paragraphs of a cell that is a value; a row with a longer one lays out the page and is read by paragraphs."""


def read(given: Given) -> tuple[list[Part], Notes]:
    """Return the lines of the document and notes on what was not read."""
    data, name, settings = given.data, given.name, given.settings
    if not data.startswith(b"PK"):
        data = opened(data, name, given.password)
    package = Package(data, name, settings)
    root = package.document()
    reader = _Reader(name, settings, Styles(package.part("styles")), Numbering(package.part("numbering")))
    body = root.find("{*}body")
    if body is not None:
        reader.blocks(body)
    reader.flush()
    for kind in ("footnotes", "endnotes"):
        notes = package.part(kind)
        for note in notes if notes is not None else ():
            if attribute(note, "type") in (None, "normal"):  # the rest are the lines that Word draws above notes
                reader.note(note)
    return reader.parts, (*_embedded(root), *_around(package))


class _Reader:
    """Walks the document once, in reading order."""

    def __init__(self, name: str, settings: ReadingSettings, styles: Styles, numbering: Numbering) -> None:
        self.parts: list[Part] = []
        self._name, self._settings, self._styles, self._numbering = name, settings, styles, numbering
        self._size = 0
        self._carried = ""  # the text of a paragraph whose end was deleted by a tracked change

    def blocks(self, parent: etree._Element, depth: int = 0) -> None:
        """Read paragraphs, tables and whatever wraps them."""
        self._check(depth)
        for child in parent.iterchildren():
            tag = _local(child)
            if tag == "p":
                self._paragraph(child, depth + 1)
            elif tag == "tbl":
                self._table(child, depth + 1)
            elif tag not in _SKIPPED:
                self.blocks(child, depth + 1)

    def note(self, element: etree._Element) -> None:
        """Read a footnote or endnote as one line."""
        texts = [text for child in element.iter("{*}p") for text in [self._text(child, 0)[0].strip()] if text]
        self._emit(" ".join(" ".join(split_lines(text)) for text in texts), "note")

    def flush(self) -> None:
        """Emit what a deleted paragraph end left over."""
        carried, self._carried = self._carried, ""
        if carried:
            self._emit(carried, None)

    def _paragraph(self, element: etree._Element, depth: int) -> None:
        properties = element.find("{*}pPr")
        look = self._styles.look(properties)
        text, boxes = self._text(element, depth)
        mark = None if properties is None else properties.find("{*}rPr")
        if mark is not None and (mark.find("{*}del") is not None or mark.find("{*}moveFrom") is not None):
            self._carried += text
        else:
            text, self._carried = self._carried + text, ""
            label = self._label(look.list_id, look.depth, look.named) if text.strip() else ""
            indent = _INDENT if look.indented and not text[:1].isspace() and text else ""
            for line in split_lines(indent + label + text) or [""]:
                self._emit(line, look.style)
        for box in boxes:
            self.blocks(box, depth + 1)

    def _label(self, list_id: str | None, depth: int | None, style: str | None) -> str:
        if not list_id or list_id == "0":
            return ""
        if depth is None:
            depth = self._numbering.level_of_style(list_id, style or "") or 0
        return self._numbering.label(list_id, depth)

    def _text(self, element: etree._Element, depth: int) -> tuple[str, list[etree._Element]]:
        """Return the text of a paragraph and the text boxes that hang on it."""
        out: list[str] = []
        boxes: list[etree._Element] = []
        self._runs(element, depth, out, boxes)
        return "".join(out), boxes

    def _runs(self, parent: etree._Element, depth: int, out: list[str], boxes: list[etree._Element]) -> None:
        self._check(depth)
        for child in parent.iterchildren():
            tag = _local(child)
            if tag == "t":
                out.append((child.text or "").replace("\n", " "))
            elif tag in _SIGNS:
                out.append("" if _is_page_break(child) else _SIGNS[tag])
            elif tag in ("drawing", "pict", "object"):
                boxes += _boxes(child)
            elif tag == "AlternateContent":
                self._runs(_chosen(child), depth + 1, out, boxes)
            elif tag not in _SKIPPED and not (tag == "r" and is_on(child.find("{*}rPr"), "vanish")):
                self._runs(child, depth + 1, out, boxes)

    def _table(self, element: etree._Element, depth: int) -> None:
        for row in _within(element, "tr"):
            changes = row.find("{*}trPr")
            if changes is not None and changes.find("{*}del") is not None:
                continue
            cells = [cell for cell in _within(row, "tc") if not _continues_above(cell)]
            long = any(_count_paragraphs(cell) > _LONGEST_CELL for cell in cells)
            if len(cells) < 2 or long:
                for cell in cells:
                    self.blocks(cell, depth + 1)
            else:
                self._emit("\t".join(self._cell(cell, depth + 1) for cell in cells), "table")

    def _cell(self, cell: etree._Element, depth: int) -> str:
        """Return a cell as one stretch of text, whatever it holds."""
        inner = _Reader(self._name, self._settings, self._styles, self._numbering)
        inner.blocks(cell, depth)
        inner.flush()
        return " ".join(part.text.replace("\t", " ") for part in inner.parts if part.text.strip())

    def _emit(self, text: str, style: str | None) -> None:
        self._size += len(text) + 1
        if self._size > self._settings.max_characters:
            raise TooLarge(
                f"“{self._name}”的文字超过 {self._settings.max_characters} 字。请只保留一份报告的正文。",
                f'The text of "{self._name}" is longer than {self._settings.max_characters} characters. '
                "Keep the text of one report only.",
            )
        self.parts.append(Part(text, style))

    def _check(self, depth: int) -> None:
        if depth > _DEEPEST:
            raise UnreadableSource(
                f"“{self._name}”的内容嵌套超过 {_DEEPEST} 层，没有读取。请把正文复制到新文档后再试。",
                f'"{self._name}" nests more than {_DEEPEST} levels deep and was not read. '
                "Copy its text into a new document.",
            )


def _embedded(root: etree._Element) -> Notes:
    if root.find(".//{*}altChunk") is None:
        return ()
    return (
        (
            "文档里嵌入了另一个文件，其内容没有读取。",
            "The document embeds another file whose content was not read.",
        ),
    )


def _around(package: Package) -> Notes:
    """Return a note that quotes the first header or footer with words; page numbers alone need none."""
    for kind in ("header", "footer"):
        for root in islice(package.parts(kind), _MOST_HEADERS):
            text = " ".join("".join(part.text or "" for part in root.iter("{*}t")).split())
            if any(character.isalpha() for character in text):
                quote = text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"
                return ((f"页眉页脚没有读入：{quote}", f"Headers and footers were left out: {quote}"),)
    return ()


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _is_page_break(element: etree._Element) -> bool:
    return attribute(element, "type") in ("page", "column")


def _chosen(alternatives: etree._Element) -> etree._Element:
    """Return the branch of mc:AlternateContent that newer programs show, else the fallback."""
    children = list(alternatives.iterchildren())
    return next((child for child in children if _local(child) == "Choice"), children[-1] if children else alternatives)


def _boxes(drawing: etree._Element) -> list[etree._Element]:
    """Return the outermost text boxes of a drawing, each once."""
    found, waiting = [], [drawing]
    while waiting:
        element = waiting.pop()
        if _local(element) == "txbxContent":
            found.append(element)
        elif _local(element) == "AlternateContent":
            waiting.append(_chosen(element))
        else:
            waiting += reversed(list(element.iterchildren()))
    return found


def _within(parent: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, through content controls but not nested tables."""
    for child in parent.iterchildren():
        tag = _local(child)
        if tag == wanted:
            yield child
        elif tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"):
            yield from _within(child, wanted)


def _continues_above(cell: etree._Element) -> bool:
    """Tell whether a cell is the lower part of one merged downwards, which its first row has given."""
    merge = cell.find("{*}tcPr/{*}vMerge")
    return merge is not None and not any(text == "restart" for text in merge.attrib.values())


def _count_paragraphs(cell: etree._Element) -> int:
    """Count the paragraphs of a cell as far as it matters."""
    return sum(1 for _ in islice(cell.iter("{*}p"), _LONGEST_CELL + 1))
