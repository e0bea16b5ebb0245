"""A paragraph of Word → its text as it is seen, and the text boxes that hang on it.

    <w:t>增长</w:t><w:tab/><w:sym Symbol F0B3/><w:t>5%</w:t>   →  增长⇥≥5%
    w:instrText, w:delText, ruby, w:vanish, a placeholder      →  nothing: no reader sees them as text
    m:f of 1 and 2                                             →  1/2
    the result of a TOC field                                  →  text, counted as a table of contents
    a page break between two stretches of text                 →  a line break; at either end of a paragraph nothing
    v:textpath (WordArt), the points of a SmartArt             →  boxes

What is left out although it is text is counted, for a note.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from lxml import etree

from ..errors import UnreadableSource
from .fields import Fields
from .left_out import CHARTS, HIDDEN, OBJECTS, PROMPT, STRANGE
from .parts import names
from .revisions import Revisions, local
from .styles import Look, Styles, attribute, integer, is_on, value
from .symbols import UNKNOWN, plain, sign

SKIPPED = names(
    "instrText delInstrText Fallback rPr pPr sectPr tblPr tblGrid trPr tcPr sdtPr sdtEndPr rt rubyPr"
    " drawing pict object footnoteReference endnoteReference annotationRef"
)
_PAGE = "\f"
"""What stands for a page break inside a paragraph: a cover's title and the text after it are two lines."""

_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_BEFORE = {"den": "/"}
"""What stands before a part of a formula: the denominator of a fraction."""

_DEEPEST = 120
"""Deepest nesting of elements that is followed; a text box in a table in a content control has about 40."""

Stretch = tuple[str, etree._Element | None]
"""Text and the run that it stands in; None of what no run has, as a number that Word writes."""


@dataclass(slots=True)
class Seen:
    """What was seen of a paragraph so far: its text, its boxes, and how much of it is a table of contents."""

    text: list[Stretch] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    contents: int = 0
    begun: bool = False
    parted: bool = False

    def part(self) -> None:
        """Take in a page break, which counts where text stands on both of its sides."""
        self.parted = self.begun

    def add(self, text: str, in_contents: bool, run: etree._Element | None) -> None:
        """Take in a piece of text."""
        if text and not text.isspace():
            if self.parted:
                self.text.append((_PAGE, None))
            self.begun, self.parted = True, False
        self.text.append((text, run))
        self.contents += len(text) if in_contents else 0

    def whole(self) -> str:
        """Return the text."""
        return "".join(text for text, _ in self.text)


class Runs:
    """Reads paragraphs of one document, in reading order, as fields go on from one to the next."""

    def __init__(
        self, name: str, styles: Styles, revisions: Revisions, root: etree._Element, named: Named = lambda _: None
    ) -> None:
        self.left_out: Counter[str] = Counter()
        self._name, self._styles, self._revisions, self._named = name, styles, revisions, named
        self.enter(root)

    def enter(self, root: etree._Element) -> None:
        """Begin another part of the package, whose fields are its own."""
        self._fields = Fields(root)

    def read(self, paragraph: etree._Element, look: Look, depth: int) -> Seen:
        """Return what is seen of a paragraph."""
        seen = Seen()
        self._walk(paragraph, look, depth, seen)
        self._fields.end_paragraph()
        return seen

    def skips(self, element: etree._Element) -> bool:
        """Tell whether nothing in an element is text: it is gone, says how the rest looks, or only prompts."""
        name = local(element)
        if name == "sdt" and is_on(element.find("{*}sdtPr"), "showingPlcHdr"):
            self.left_out[PROMPT] += 1
            return True
        return name in SKIPPED or name in self._revisions.lacks

    def check(self, depth: int) -> None:
        """Raise where elements nest deeper than in any real document."""
        if depth > _DEEPEST:
            raise UnreadableSource(
                f"“{self._name}”的内容嵌套超过 {_DEEPEST} 层，没有读取。请把正文复制到新文档后再试。",
                f'"{self._name}" nests more than {_DEEPEST} levels deep and was not read. '
                "Copy its text into a new document.",
            )

    def _walk(
        self,
        parent: etree._Element,
        look: Look,
        depth: int,
        seen: Seen,
        font: str | None = None,
        run: etree._Element | None = None,
    ) -> None:
        self.check(depth)
        for child in parent.iterchildren():
            tag = local(child)
            if tag in ("t", "delText"):
                self._add(seen, plain((child.text or "").replace("\n", " "), font), run)
            elif tag in _SIGNS:
                if _is_page_break(child):
                    seen.part()
                else:
                    self._add(seen, _SIGNS[tag], run)
            elif tag == "sym":
                self._add(seen, sign(attribute(child, "font"), attribute(child, "char")), run)
            elif tag == "fldChar":
                self._add(seen, _chosen_entry(child), run)
                self._fields.mark(child)
            elif tag == "instrText":
                self._fields.code(child.text or "")
            elif tag in ("drawing", "pict", "object"):
                seen.boxes += boxes(child)
                self._drawn(child, seen)
            elif tag == "fldSimple":
                self._fields.open(attribute(child, "instr") or "")
                self._walk(child, look, depth + 1, seen, font, run)
                self._fields.close()
            elif tag == "AlternateContent":
                self._walk(chosen(child), look, depth + 1, seen, font, run)
            elif tag == "r":
                self._run(child, look, depth, seen)
            elif not self.skips(child):
                self._add(seen, _BEFORE.get(tag, ""), run)
                self._walk(child, look, depth + 1, seen, font, run)

    def _run(self, run: etree._Element, look: Look, depth: int, seen: Seen) -> None:
        properties = self._revisions.properties(run, "rPr")
        if self._styles.hides(properties, look):
            self.left_out[HIDDEN] += any((each.text or "").strip() for each in run.iterchildren("{*}t"))
            for mark in run.iterchildren("{*}fldChar"):
                self._fields.mark(mark)
            return
        fonts = None if properties is None else properties.find("{*}rFonts")
        self._walk(run, look, depth + 1, seen, None if fonts is None else attribute(fonts, "ascii"), run)

    def _drawn(self, drawing: etree._Element, seen: Seen) -> None:
        """Take in the words of a SmartArt, which another part holds; count what else is only drawn."""
        for part in drawing.iter("{*}relIds"):
            found = self._named(attribute(part, "dm") or "")
            points = (point.find("{*}t") for point in found[1].iter("{*}pt")) if found else ()
            lines = (line for text in points if text is not None for line in text.iterchildren("{*}p"))
            box = _boxed(["".join(each.text or "" for each in line.iter("{*}t")) for line in lines])
            seen.boxes += [box] if len(box) else []
        self.left_out[CHARTS] += sum(1 for _ in drawing.iter("{*}chart"))
        self.left_out[OBJECTS] += sum(1 for _ in drawing.iter("{*}OLEObject"))

    def _add(self, seen: Seen, text: str, run: etree._Element | None) -> None:
        if text and not self._fields.in_code:
            self.left_out[STRANGE] += text.count(UNKNOWN)
            seen.add(text, self._fields.in_contents, run)


Named = Callable[[str], tuple[str, etree._Element] | None]
"""What finds the part that a document refers to by an id: its path and its root."""


def chosen(alternatives: etree._Element) -> etree._Element:
    """Return the branch of mc:AlternateContent that newer programs show, else the fallback."""
    children = list(alternatives.iterchildren())
    return next((child for child in children if local(child) == "Choice"), children[-1] if children else alternatives)


def boxes(drawing: etree._Element) -> list[etree._Element]:
    """Return the outermost text boxes of a drawing, each once."""
    found, waiting = [], [drawing]
    while waiting:
        element = waiting.pop()
        if local(element) == "txbxContent":
            found.append(element)
        elif local(element) == "textpath":
            found.append(_boxed([attribute(element, "string") or ""]))
        elif local(element) == "AlternateContent":
            waiting.append(chosen(element))
        else:
            waiting += reversed(list(element.iterchildren()))
    return found


def _boxed(lines: Sequence[str]) -> etree._Element:
    """Return a text box of lines that a document holds otherwise, each that says anything a paragraph."""
    box = etree.Element(f"{{{_WORD}}}txbxContent")
    for line in lines:
        if line.strip():
            run = etree.SubElement(etree.SubElement(box, f"{{{_WORD}}}p"), f"{{{_WORD}}}r")
            etree.SubElement(run, f"{{{_WORD}}}t").text = line
    return box


def _chosen_entry(mark: etree._Element) -> str:
    """Return the entry that is chosen in a list of a form, whose field has no result; nothing of other fields."""
    choices = mark.find("{*}ffData/{*}ddList")
    if choices is None:
        return ""
    entries = [attribute(entry, "val") or "" for entry in choices.iterchildren("{*}listEntry")]
    at = integer(value(choices, "result") or value(choices, "default"), 0)
    return entries[at] if at < len(entries) else ""


def _is_page_break(element: etree._Element) -> bool:
    return attribute(element, "type") in ("page", "column")
