"""The new report's own Word file as the ground of its tracked document: its page, styles and looks, and nothing else.

    <w:p><w:pPr>…</w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>政治方向</w:t></w:r>…   line 12 of the report
      →  Look of the block that line 12 is: its properties, and of each letter the properties of its run

The lines are those of the reader, so that a block's pieces lead to its letters.  Numbers that Word counts are text of
the block, and are written as such; bullets stay.  What stands in a file that the document draws in has no look here: it
is written as in official papers.  What can not be kept is counted and said in a note.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from ..config import ReadingSettings
from ..errors import DuizhaoError
from ..model import Block, Report
from ..reading.characters import clean
from ..reading.docx import Place, walk
from ..reading.package import Package
from ..reading.parts import Given, Part
from ..reading.radicals import folded
from ..reading.revisions import FINAL, ORIGINAL, Revisions
from ..reading.styles import Styles, value
from .grid import grids
from .ground import Ground, Look, Lost, official
from .kept import UNNUMBERED, W, in_order, kept, paragraph_properties, run_properties
from .shell import Shell
from .word import styled

_AHEAD = 9
"""How many letters ahead the next one of a line is looked for, as cleaning takes some out; hardly any line has one."""

_BREAK = '<w:r><w:br w:type="page"/></w:r>'


def ground(original: bytes, report: Report, settings: ReadingSettings = ReadingSettings()) -> Ground | None:
    """Return a ground made of the file that a report was read from; None where it is not that file, or no Word file."""
    source = report.source
    if source.format != "docx" or hashlib.sha256(original).hexdigest() != source.sha256:
        return None
    try:
        package = Package(original, source.name, settings)
        root = package.document()
        if not str(root.tag).startswith(W):  # the strict form of the format, which hardly any program writes
            return None
        for revisions in (FINAL, ORIGINAL):  # whichever text of a file with tracked changes the report is
            parts, places, _ = walk(package, root, Given(original, source.name, settings), revisions)
            found = _Original(package, root, report, parts, places, revisions)
            if found.is_of_report():
                return found.ground()
    except DuizhaoError:
        return None
    return None


class _Original:
    """One file on its way to a ground."""

    def __init__(
        self,
        package: Package,
        root: etree._Element,
        report: Report,
        parts: Sequence[Part],
        places: Sequence[Place],
        revisions: Revisions,
    ) -> None:
        self._report, self._root, self._revisions = report, root, revisions
        self._places = places
        self._lines = [clean(part.text)[0] for part in parts]
        self._shell = Shell(package)
        self._styles, self._levels = Styles(package.part("styles")), _levels(package.part("numbering"))
        self._runs: dict[etree._Element, str] = {}
        self._broken: dict[etree._Element, tuple[str, str]] = {}
        self._last: tuple[object, list[tuple[str, etree._Element | None]]] | None = None

    def is_of_report(self) -> bool:
        """Tell whether the report's blocks stand in these lines, letter by letter."""
        return all(
            piece.line <= len(self._lines)
            and self._lines[piece.line - 1][piece.column :][: piece.length] == block.text[piece.at :][: piece.length]
            for block in self._report.blocks
            for piece in block.pieces
        )

    def ground(self) -> Ground:
        """Return the looks of the blocks, on a document with the page and the styles of the file."""
        blocks = self._report.blocks
        looks = [self._look(block) for block in blocks]
        above, below = self._empty()
        looks = [replace(look, above=above.get(at, "")) for at, look in enumerate(looks)]
        sections = self._root.findall(f"{W}body/{W}sectPr")
        made = self._shell.document(self._report, self._shell.section(sections[-1]) if sections else "")
        around = frozenset(at for at, block in enumerate(blocks) if self._is_around(block))
        tables = list(grids(self._lines, self._places, blocks, self._revisions))
        return Ground(made, blocks, looks, below, tables, around, self._lost())

    def _is_around(self, block: Block) -> bool:
        """Tell whether a block is of a header or footer that is taken over."""
        element = self._places[block.pieces[0].line - 1].element
        return element.tag in (f"{W}hdr", f"{W}ftr") and self._shell.says(block.text)

    # ── paragraphs with text ──────────────────────────────────────────────────────────────────

    def _look(self, block: Block) -> Look:
        line = block.pieces[0].line
        if _is_drawn_in(self._places[line - 1]):
            look = official(block.kind, block.level)
            return replace(look, paragraph=f"{UNNUMBERED}{look.paragraph}")
        properties, mark, section = self._paragraph(line)
        letters = [letter for piece in block.pieces for letter in self._letters(piece.line, piece.column, piece.length)]
        usual = Counter(letters).most_common(1)[0][0] if letters else ""
        lead = self._lead(line) if not self._lines[line - 1][: block.pieces[0].column].strip() else ""
        indent = styled(lead, letters[0] if letters else "") if lead else ""
        before, after = self._breaks(line)
        return Look(properties, usual, tuple(letters), mark, indent, before + indent, after, section=section)

    def _lead(self, line: int) -> str:
        """Return the white space that is typed before a line; what stands for an indent of the paragraph is not."""
        place = self._places[line - 1]
        if place.start:
            return ""
        typed = "".join(text for text, run in place.stretches if run is not None)
        return typed[: len(typed) - len(typed.lstrip())]

    def _letters(self, line: int, column: int, length: int) -> list[str]:
        """Return the properties of the letters of a stretch of a line, one by one."""
        place = self._places[line - 1]
        raw = self._raw(place)
        at = place.start
        found: list[str | None] = []
        for letter in self._lines[line - 1][: column + length]:
            ahead = next((more for more in range(at, min(at + _AHEAD, len(raw))) if raw[more][0] == letter), None)
            at = at if ahead is None else ahead
            run = raw[at][1] if at < len(raw) else None
            found.append(None if run is None else self._run(run))
            at += 1
        known = next((each for each in found if each is not None), "")  # a number that Word counts looks like the text
        return [known if each is None else each for each in found[column:]]

    def _raw(self, place: Place) -> list[tuple[str, etree._Element | None]]:
        """Return the letters of a paragraph with their runs; those of the last one asked for are kept."""
        if self._last is None or self._last[0] is not place.stretches:
            letters = [(letter, run) for text, run in place.stretches for letter in folded(text)[0]]
            self._last = place.stretches, letters
        return self._last[1]

    def _run(self, run: etree._Element) -> str:
        if run not in self._runs:
            self._runs[run] = run_properties(run.find(f"{W}rPr"))
        return self._runs[run]

    def _paragraph(self, line: int) -> tuple[str, str, str]:
        """Return the properties of a line's paragraph, of its mark, and of the section that ends with it."""
        place = self._places[line - 1]
        element = place.element if place.element.tag == f"{W}p" else next(place.element.iter(f"{W}p"), place.element)
        found = element.find(f"{W}pPr")
        properties = paragraph_properties(found)
        look = self._styles.look(found)
        level = self._levels.get((look.list_id or "", look.depth or 0))
        if level is not None or _is_numbered(place):
            properties["numPr"] = UNNUMBERED
            direct = found is not None and found.find(f"{W}numPr") is not None
            if direct and level and "ind" not in properties:
                properties["ind"] = level
        if place.start:
            properties.pop("pageBreakBefore", None)
        mark = run_properties(found.find(f"{W}rPr") if found is not None else None)
        ends = found.find(f"{W}sectPr") if found is not None and self._is_last(line) else None
        return in_order(properties), mark, "" if ends is None else self._shell.section(ends)

    def _is_last(self, line: int) -> bool:
        """Tell whether a line is the last of its paragraph."""
        return line == len(self._places) or self._places[line].stretches is not self._places[line - 1].stretches

    def _breaks(self, line: int) -> tuple[str, str]:
        """Return the page breaks before a line and after it: those of its paragraph, at its first line and its last."""
        place = self._places[line - 1]
        if place.element not in self._broken:
            self._broken[place.element] = _breaks(place.element)
        before, after = self._broken[place.element]
        return "" if place.start else before, after if self._is_last(line) else ""

    # ── what stands between ───────────────────────────────────────────────────────────────────

    def _empty(self) -> tuple[dict[int, str], str]:
        """Return the empty paragraphs above the blocks that begin a line, and those at the end."""
        begins = {block.pieces[0].line: at for at, block in reversed(list(enumerate(self._report.blocks)))}
        found: dict[int, str] = {}
        held = ""
        for line, (text, place) in enumerate(zip(self._lines, self._places, strict=True), 1):
            if line in begins:
                found[begins[line]], held = held, ""
            elif not text.strip() and place.element.tag == f"{W}p":
                properties, mark, section = self._paragraph(line)
                said = f"<w:rPr>{mark}</w:rPr>" if mark else ""
                before, after = self._breaks(line)
                held += f"<w:p><w:pPr>{properties}{said}{section}</w:pPr>{before}{after}</w:p>"
        return found, held

    def _lost(self) -> Lost:
        body = self._root
        return Lost(
            sum(1 for _ in body.iter(f"{W}tbl")),
            sum(1 for box in body.iter(f"{W}txbxContent") if not _is_copy(box)),
            sum(1 for name in ("footnoteReference", "endnoteReference") for _ in body.iter(f"{W}{name}")),
            sum(
                1
                for each in body.iter(f"{W}drawing", f"{W}pict", f"{W}object")
                if not _is_copy(each) and next(each.iter(f"{W}txbxContent"), None) is None
            ),
            sum(1 for place in self._places if not place.start and _is_numbered(place)),
            len({place.element for place in self._places if _is_drawn_in(place)}),
        )


def _is_drawn_in(place: Place) -> bool:
    """Tell whether a line stands in a file that the document draws in."""
    return bool(place.element.tag == f"{W}altChunk")


def _is_numbered(place: Place) -> bool:
    """Tell whether Word writes a number before a paragraph."""
    return any(run is None and text.strip() for text, run in place.stretches[:1])


def _levels(numbering: etree._Element | None) -> dict[tuple[str, int], str]:
    """Return, of each level of each list that writes numbers, the indent that it gives a paragraph."""
    found: dict[tuple[str, int], str] = {}
    if numbering is None:
        return found
    levels: dict[str, list[etree._Element]] = {}
    for abstract in numbering.iterchildren(f"{W}abstractNum"):
        levels[abstract.get(f"{W}abstractNumId", "")] = list(abstract.iterchildren(f"{W}lvl"))
    for number in numbering.iterchildren(f"{W}num"):
        own = list(number.iterfind(f"{W}lvlOverride/{W}lvl"))
        for level in [*levels.get(value(number, "abstractNumId") or "", ()), *own]:
            depth = level.get(f"{W}ilvl", "")
            key = number.get(f"{W}numId", ""), int(depth) if depth in "012345678" and depth else 0
            found.pop(key, None)
            if value(level, "numFmt") not in ("bullet", "none"):
                indent = level.find(f"{W}pPr/{W}ind")
                found[key] = "" if indent is None else kept(indent)
    return found


def _is_copy(element: etree._Element) -> bool:
    """Tell whether an element is the copy of another for older programs."""
    return any(str(up.tag).endswith("}Fallback") for up in element.iterancestors())


def _breaks(paragraph: etree._Element) -> tuple[str, str]:
    """Return the page breaks before the text of a paragraph and those after it, as runs."""
    before = after = 0
    text = False
    for each in paragraph.iter(f"{W}t", f"{W}br"):
        if each.tag == f"{W}t":
            text = text or bool((each.text or "").strip())
        elif each.get(f"{W}type") == "page":
            before, after = (before, after + 1) if text else (before + 1, after)
    return _BREAK * before, _BREAK * after
