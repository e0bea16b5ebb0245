"""What a tracked document is written on: how each paragraph and letter looks, and the empty document that it fills.

    plain(report)                 A4, the typefaces of official papers, by the kind of a paragraph
    original.ground(file, report)  the new file's own page, styles and looks

A Look is that of one paragraph of the new report.  What only the old report has looks like what is of its kind nearby.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from docx.document import Document

from ..model import Block, BlockKind, Report
from .grid import Grid
from .word import BODY, HEAD, NOTE, document, looks

_SIZES = {"title": 22.0, "heading": 16.0}
_SIZE = 16.0
_SPACING = '<w:spacing w:before="0" w:after="0" w:line="560" w:lineRule="exact"/>'


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks, as XML: its properties, those of its mark, of its letters, and of most of them.

    `lead` are runs before its text, white space and breaks, `trail` those after it; `above` are the empty paragraphs
    before it, `section` the properties of a section that ends with it.
    """

    paragraph: str
    usual: str
    letters: tuple[str, ...] = ()
    mark: str = ""
    indent: str = ""
    lead: str = ""
    trail: str = ""
    above: str = ""
    section: str = ""

    def letter(self, at: int) -> str:
        """Return the properties of a letter; beyond the last those of the last."""
        return self.letters[min(at, len(self.letters) - 1)] if self.letters else self.usual


@dataclass(frozen=True, slots=True)
class Lost:
    """How many things of a file do not come along as they are."""

    tables: int = 0
    boxes: int = 0
    notes: int = 0
    pictures: int = 0
    numbers: int = 0
    files: int = 0

    def said(self) -> tuple[str, str] | None:
        """Return what is lost as a sentence, Chinese and English; None where nothing is."""
        counts = [
            (self.tables, "{n} 个表格写成了段落", "tables written as paragraphs: {n}"),
            (self.boxes, "{n} 个文本框写成了段落", "text boxes written as paragraphs: {n}"),
            (self.notes, "{n} 条脚注写在文末", "notes written at the end: {n}"),
            (self.pictures, "{n} 幅图片没有保留", "pictures left out: {n}"),
            (self.numbers, "{n} 段的自动编号写成了文字", "automatic numbers written as text: {n}"),
            (self.files, "{n} 个嵌入的文件写成了段落", "embedded files written as paragraphs: {n}"),
        ]
        said = [(zh.format(n=n), en.format(n=n)) for n, zh, en in counts if n]
        if not said:
            return None
        return (
            f"本修订稿沿用新文件的版式，其中{'，'.join(zh for zh, _ in said)}。",
            f"This document keeps the layout of the new file; {', '.join(en for _, en in said)}.",
        )


@dataclass(slots=True)
class Ground:
    """An empty document, and the look of each block of the new report; `below` are empty paragraphs at its end, `grids`
    the tables that may be kept, `around` the blocks that its headers and footers hold."""

    document: Document
    blocks: Sequence[Block]
    looks: Sequence[Look]
    below: str = ""
    grids: Sequence[Grid] = ()
    around: frozenset[int] = frozenset()
    lost: Lost = Lost()
    _kinds: dict[tuple[BlockKind, int | None], list[int]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for at, block in enumerate(self.blocks):
            self._kinds[block.kind, block.level].append(at)

    def like(self, kind: BlockKind, level: int | None, near: int) -> Look:
        """Return how a paragraph of a kind looks near a block: as the one of its kind that is nearest, if any is."""
        alike = self._kinds.get((kind, level)) or sorted(
            at for (other, _), found in self._kinds.items() if other == kind for at in found
        )
        found = alike or self._kinds.get(("paragraph", None)) or range(len(self.blocks))
        at = bisect_left(found, near)
        nearest = min(found[max(at - 1, 0) : at + 1], key=lambda each: abs(each - near))
        look = self.looks[nearest]
        return replace(look, letters=(), lead=look.indent, trail="", above="", section="")


def plain(report: Report) -> Ground:
    """Return a ground in the look of official papers."""
    made = document(report.title or report.source.name, report.date)
    return _Plain(made, report.blocks, [official(block.kind, block.level) for block in report.blocks])


class _Plain(Ground):
    def like(self, kind: BlockKind, level: int | None, near: int) -> Look:
        """Return how a paragraph of a kind looks, wherever it stands."""
        return official(kind, level)


def official(kind: BlockKind, level: int | None) -> Look:
    """Return how a paragraph of a kind looks in official papers."""
    outline = f'<w:outlineLvl w:val="{min(level or 1, 9) - 1}"/>' if kind == "heading" else ""
    indent = '<w:ind w:firstLineChars="200" w:firstLine="640"/>' if kind in ("paragraph", "heading") else ""
    centred = '<w:jc w:val="center"/>' if kind in ("title", "byline") else ""
    face = NOTE if kind == "heading" and level == 2 else HEAD if kind in _SIZES else BODY
    usual = looks(face=face, size=_SIZES.get(kind, _SIZE), bold=kind == "title")
    return Look(f"{_SPACING}{indent}{centred}{outline}", usual)
