"""A Word document → its lines as a reader sees them, one for each paragraph or row of a table.

    <w:ins>…加快</w:ins><w:del>推进</w:del>      →  加快: a tracked change is read as accepted, or all as rejected
    numbering 一、 + "工作回顾" (heading 1)       →  一、工作回顾      heading1
    | 指标 | 2025年 |                             →  指标⇥2025年       table
    text box, content control, moved paragraph   →  once, where it stands
    a file that is drawn in (w:altChunk)         →  its lines, where it stands
    footnotes, then endnotes                     →  after the body     note
    headers and footers with words               →  in the end, each text once     furniture

What is left out (comments, text that is hidden or under a merged cell, prompts) is said in a note.  Everything is found
by local names, as Word has written the same elements in several name spaces.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from lxml import etree

from ..config import ReadingSettings
from .characters import split_lines
from .chunks import Chunks
from .left_out import COMMENTS, HEADERS, HIDDEN, elsewhere, left_out
from .locked import opened
from .numbering import Numbering
from .package import Package
from .parts import Given, Notes, Part, too_long
from .revisions import FINAL, ORIGINAL, Revisions, count, local, told
from .runs import Runs, Stretch, chosen
from .styles import HEADINGS, Look, Styles, attribute, is_on
from .wrapped import is_one_heading, joined

_INDENT = "\u3000\u3000"
"""What stands for an indent that the properties of a paragraph give, as others type it."""

_LONGEST_CELL = 5
"""Most paragraphs of a cell that is a value; a row with a longer one lays out the page and is read by paragraphs."""


def read(given: Given) -> tuple[list[Part], Notes]:
    """Return the lines of the document and notes on how it was read and what was not."""
    data, name, settings = given.data, given.name, given.settings
    if not data.startswith(b"PK"):
        data = opened(data, name, given.password)
    package = Package(data, name, settings)
    revisions = ORIGINAL if given.choice.revisions == "original" else FINAL
    found, _, notes = walk(package, package.document(), given, revisions)
    parts, further = joined(found)
    return parts, (*notes, *further)


class Place(NamedTuple):
    """Where a line stands: in its paragraph or row, or a header, whose text has these stretches, from `start` on; or in
    a file that the element draws in."""

    element: etree._Element
    stretches: list[Stretch]
    start: int


def walk(
    package: Package, root: etree._Element, given: Given, revisions: Revisions
) -> tuple[list[Part], list[Place], Notes]:
    """Return the lines of the document, where each stands, and notes."""
    name, settings = given.name, given.settings
    styles = Styles(package.part("styles"))
    runs = Runs(name, styles, revisions, root, package.named)
    chunks = Chunks(package, root, given, revisions)
    reader = _Reader(name, settings, styles, Numbering(package.part("numbering")), revisions, runs, chunks)
    body = root.find("{*}body")
    if body is not None:
        reader.blocks(body)
    reader.flush()
    changes = count(root)
    for kind in ("footnote", "endnote"):
        notes = package.part(f"{kind}s")
        if notes is not None:
            changes += count(notes)
            runs.enter(notes)
            for note in _in_order(notes, root, f"{kind}Reference", revisions):
                reader.note(note)
    for part in islice(package.parts("header", "footer"), settings.max_headers):
        reader.around(part)
    comments = package.part("comments")
    runs.left_out[COMMENTS] = 0 if comments is None else sum(1 for _ in comments.iterchildren("{*}comment"))
    runs.left_out[HEADERS] = max(0, package.count("header", "footer") - settings.max_headers)
    drawn_in = chunks.told(everything=not _of(reader.parts))
    told_of = (*told(changes, revisions), *left_out(runs.left_out), *elsewhere(root), *drawn_in)
    return reader.parts, reader.places, told_of


class _Reader:
    """Walks the document once, in reading order."""

    def __init__(
        self,
        name: str,
        settings: ReadingSettings,
        styles: Styles,
        numbering: Numbering,
        revisions: Revisions,
        runs: Runs,
        chunks: Chunks,
    ) -> None:
        self.parts: list[Part] = []
        self.places: list[Place] = []
        self._name, self._settings, self._styles, self._numbering = name, settings, styles, numbering
        self._revisions, self._runs, self._chunks = revisions, runs, chunks
        self._size = 0
        self._plain = styles.look(None)  # what a paragraph without properties is
        self._carried: list[Stretch] = []  # of paragraphs whose end is gone or hidden, and that go on in the next
        self._begun: tuple[Look, etree._Element] | None = None  # what the first such paragraph is
        self._contents = 0  # tables of contents around what is read

    def blocks(self, parent: etree._Element, depth: int = 0) -> None:
        """Read paragraphs, tables and whatever wraps them."""
        self._runs.check(depth)
        for child in parent.iterchildren():
            tag = local(child)
            if tag == "p":
                self._paragraph(child, depth + 1)
            elif tag == "tbl":
                self.flush()
                self._table(child, depth + 1)
            elif tag == "altChunk":
                self.flush()
                for part in self._chunks.lines(child):
                    self._emit(part.text, "furniture" if self._contents else part.style, Place(child, [], 0))
            elif tag == "AlternateContent":
                self.blocks(chosen(child), depth + 1)
            elif tag == "sdt" and is_contents(child):
                self._contents += 1
                self.blocks(child, depth + 1)
                self._contents -= 1
            elif not self._runs.skips(child):
                self.blocks(child, depth + 1)

    def note(self, element: etree._Element) -> None:
        """Read a footnote or endnote as one line."""
        inner = self._apart(element)
        at = inner.places[0].element if inner.places else element
        self._emit(" ".join(_of(inner.parts)), "note", Place(at, [], 0))

    def around(self, element: etree._Element) -> None:
        """Read a header or footer: each of its lines with words that no other had; a page number is none."""
        self._runs.enter(element)
        known = {part.text for part in self.parts if part.style == "furniture"}
        for line in dict.fromkeys(_of(self._apart(element).parts)):
            if line not in known and any(map(str.isalpha, line)):
                self._emit(line, "furniture", Place(element, [], 0))

    def flush(self) -> None:
        """Emit what a paragraph without its end left over."""
        carried, begun, self._carried, self._begun = self._carried, self._begun, [], None
        if _text(carried) and begun is not None:
            look, element = begun
            self._lines([(self._label(look), None), *carried], look.style, element)

    def _paragraph(self, element: etree._Element, depth: int) -> None:
        if not len(element) and not self._carried and not self._plain.list_id:
            self._emit("", "furniture" if self._contents else self._plain.style, Place(element, [], 0))
            return
        properties = self._revisions.properties(element, "pPr")
        look = self._styles.look(properties)
        seen = self._runs.read(element, look, depth)
        text = seen.whole()
        mark = element.find("{*}pPr/{*}rPr")
        if self._revisions.without(mark) or (_is_initial(properties) and text.strip()):
            self._carry(seen.text, look, element)
        elif is_on(mark, "vanish") or is_on(mark, "specVanish"):  # so a run-in heading has a style of its own
            label = self._label(look) if text.strip() else ""
            self._carry([(label, None), *seen.text] if text.strip() else [], replace(look, list_id=None), element)
        else:
            stretches, self._carried, self._begun = [*self._carried, *seen.text], [], None
            text = _text(stretches)
            label = self._label(look)
            style = "furniture" if self._contents or 2 * seen.contents > len(text) else look.style
            if style is None and look.list_id and self._numbering.marks(look.list_id, self._depth(look)):
                style = "listed"
            indent = _INDENT if look.indented and text and not text[:1].isspace() else ""
            self._lines([(indent + label, None), *stretches] if text.strip() else stretches, style, element)
        for box in seen.boxes:
            inner = self._apart(box, depth + 1)
            for part, place in zip(inner.parts, inner.places, strict=True):
                self._emit(part.text, part.style, place)

    def _carry(self, stretches: list[Stretch], look: Look, element: etree._Element) -> None:
        self._carried += stretches
        self._begun = self._begun or ((look, element) if _text(self._carried) else None)

    def _label(self, look: Look) -> str:
        if not look.list_id or look.list_id == "0":
            return ""
        return self._numbering.label(look.list_id, self._depth(look))

    def _depth(self, look: Look) -> int:
        """Return the depth in its list of a paragraph that is in one."""
        if look.depth is not None:
            return look.depth
        return self._numbering.level_of_style(look.list_id or "", look.named or "") or 0

    def _table(self, element: etree._Element, depth: int) -> None:
        rows = [
            (row, [cell for cell in within(row, "tc", self._revisions) if not self._is_gone(cell)])
            for row in within(element, "tr", self._revisions)
            if not self._revisions.without(row.find("{*}trPr"))
        ]
        lays_out = not any(sum(map(self._holds_text, cells)) > 1 for _, cells in rows)  # white space beside a text
        for number, (row, every) in enumerate(rows):
            cells = [cell for cell in every if not (number and continues_above(cell))]  # the first has none above
            covered = sum(self._holds_text(cell) for cell in every if number and continues_above(cell))
            self._runs.left_out[HIDDEN] += covered
            if len(every) < 2 or lays_out or any(self._count_paragraphs(cell) > _LONGEST_CELL for cell in cells):
                for cell in cells:
                    self.blocks(cell, depth + 1)
                    self.flush()
            else:
                texts = (" ".join(_of(self._apart(cell, depth + 1).parts)) for cell in cells)
                self._emit("\t".join(text.replace("\t", " ") for text in texts), "table", Place(row, [], 0))

    def _holds_text(self, cell: etree._Element) -> bool:
        own = any(text.text and not text.text.isspace() for text in cell.iter("{*}t"))
        return own or bool(_of(self._chunks.within(cell)))

    def _count_paragraphs(self, cell: etree._Element) -> int:
        """Count the paragraphs of a cell as far as it matters."""
        return sum(1 for _ in islice(cell.iter("{*}p"), _LONGEST_CELL + 1)) + len(_of(self._chunks.within(cell)))

    def _is_gone(self, cell: etree._Element) -> bool:
        return self._revisions.without(cell.find("{*}tcPr"))

    def _apart(self, element: etree._Element, depth: int = 0) -> _Reader:
        """Return a reader with the lines of what stands apart: a cell, a box, a note, a header."""
        inner = _Reader(
            self._name, self._settings, self._styles, self._numbering, self._revisions, self._runs, self._chunks
        )
        inner.blocks(element, depth)
        inner.flush()
        return inner

    def _lines(self, stretches: list[Stretch], style: str | None, element: etree._Element) -> None:
        text, at = _text(stretches), 0
        lines = split_lines(text) or [""]
        further = "continues" if style in HEADINGS and is_one_heading(lines) else style
        for number, line in enumerate(lines):
            at = text.index(line, at)
            self._emit(line, further if number else style, Place(element, stretches, at))
            at += len(line)

    def _emit(self, text: str, style: str | None, place: Place) -> None:
        self._size += len(text) + 1
        if self._size > self._settings.max_characters:
            raise too_long(self._name, self._settings)
        self.parts.append(Part(text, style))
        self.places.append(place)


def is_contents(control: etree._Element) -> bool:
    """Tell whether a content control (w:sdt) is a table of contents, made by Word or typed into its frame."""
    gallery = control.find("{*}sdtPr/{*}docPartObj/{*}docPartGallery")
    return gallery is not None and attribute(gallery, "val") == "Table of Contents"


def _is_initial(properties: etree._Element | None) -> bool:
    """Tell whether a paragraph is the large first letter of the next, which Word keeps in a frame of its own."""
    frame = None if properties is None else properties.find("{*}framePr")
    return frame is not None and attribute(frame, "dropCap") in ("drop", "margin")


def _text(stretches: list[Stretch]) -> str:
    return "".join(text for text, _ in stretches)


def _of(parts: list[Part]) -> list[str]:
    """Return the texts of lines that hold any."""
    return [part.text.strip() for part in parts if part.text.strip()]


def _in_order(
    notes: etree._Element, root: etree._Element, reference: str, revisions: Revisions
) -> Iterator[etree._Element]:
    """Yield notes in the order of their marks, then those without one; none whose mark this text lacks."""
    own = [note for note in notes.iterchildren() if attribute(note, "type") in (None, "normal")]
    by_id = {attribute(note, "id"): note for note in own}  # the rest are the lines that Word draws above notes
    marks = {attribute(mark, "id"): mark for mark in reversed(list(root.iter(f"{{*}}{reference}")))}
    for key, mark in reversed(marks.items()):
        if key in by_id and not any(local(around) in revisions.lacks for around in mark.iterancestors()):
            yield by_id[key]
    yield from (note for note in own if attribute(note, "id") not in marks)


def within(parent: etree._Element, wanted: str, revisions: Revisions) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, through content controls but not nested tables."""
    for child in parent.iterchildren():
        tag = local(child)
        if tag == wanted:
            yield child
        elif tag not in revisions.lacks and tag in (
            "sdt", "sdtContent", "customXml", "ins", "del", "moveFrom", "moveTo", "smartTag",
        ):  # fmt: skip
            yield from within(child, wanted, revisions)


def continues_above(cell: etree._Element) -> bool:
    """Tell whether a cell is the lower part of one merged downwards, which its first row has given."""
    merge = cell.find("{*}tcPr/{*}vMerge")
    return merge is not None and not any(text == "restart" for text in merge.attrib.values())
