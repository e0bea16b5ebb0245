"""Source lines as they were read, each with a stable name: what a person points at to repair an outline.

    line 32  n41c0…  heading2    （1） …用习近平新时代中国
    line 33  n9be2…  continues   特色社会主义思想武装头脑…
    line 34  n77d1…  item        政治方向更加坚定。各级工会把学习…

Blocks are joined and cut by the very decisions that a repair changes, so a repair hangs on a line: its
anchor is made from the line's text and which occurrence of it this is, like every other id.  A line
inserted elsewhere, other white space or full-width forms leave it as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from .errors import DuizhaoError, NotFound
from .ids import Names
from .model import LineKind, Piece, Report, Span

NAMES: dict[LineKind, tuple[str, str]] = {
    "title": ("标题", "title"),
    "byline": ("署名日期", "byline"),
    "salutation": ("称呼", "salutation"),
    "heading1": ("一级标题", "heading 1"),
    "heading2": ("二级标题", "heading 2"),
    "heading3": ("三级标题", "heading 3"),
    "item": ("段首句段落", "run-in item"),
    "paragraph": ("段落", "paragraph"),
    "annex": ("附件", "annex"),
    "furniture": ("页面杂项", "furniture"),
    "continues": ("接上一行", "continues above"),
}
KINDS = tuple(NAMES)

_RANGE = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?", re.ASCII)


class Lined(Protocol):
    """A block, made or being made: its text, and which line each stretch of it came from."""

    @property
    def kind(self) -> str: ...
    @property
    def level(self) -> int | None: ...
    @property
    def text(self) -> str: ...
    @property
    def runin(self) -> Span | None: ...
    @property
    def pieces(self) -> Sequence[Piece]: ...


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line that holds text, what it was read as, and where its block stands among the blocks.

    A line that was cut (a whole report in one line, furniture inside it) is as many; `part` counts them from 1.
    """

    number: int
    column: int
    part: int | None
    anchor: str
    text: str
    kind: LineKind
    block: int

    @property
    def label(self) -> str:
        """Return what the line is called: 12, or 12.3 for the third part of a line that was cut."""
        return f"{self.number}.{self.part}" if self.part else str(self.number)


def source_lines(blocks: Sequence[Lined]) -> tuple[SourceLine, ...]:
    """Return the lines behind `blocks` as they stand in the source."""
    pieces = [(piece, at) for at, block in enumerate(blocks) for piece in block.pieces]
    parts = Counter(piece.line for piece, _ in pieces)
    seen: Counter[int] = Counter()
    name = Names("n")
    lines = []
    for piece, at in sorted(pieces, key=lambda pair: (pair[0].line, pair[0].column)):
        seen[piece.line] += 1
        block, part = blocks[at], seen[piece.line] if parts[piece.line] > 1 else None
        text = block.text[piece.at : piece.at + piece.length]
        kind = "continues" if piece.at else kind_of(block)
        lines.append(SourceLine(piece.line, piece.column, part, name(text), text, kind, at))
    return tuple(lines)


def kind_of(block: Lined) -> LineKind:
    """Return what the first line of a block was read as."""
    if block.kind == "heading":
        return cast(LineKind, f"heading{block.level or 3}")
    return "item" if block.kind == "paragraph" and block.runin else cast(LineKind, block.kind)


def chosen(report: Report, wanted: Sequence[str]) -> tuple[SourceLine, ...]:
    """Return the lines that labels (12, 12.3), ranges (12-20) or anchors name, in order; none for one is an error."""
    lines = source_lines(report.blocks)
    found: set[str] = set()
    for each in wanted:
        span = _RANGE.fullmatch(each)
        first, last = (int(span[1]), int(span[2] or span[1])) if span else (0, 0)
        named = [line.anchor for line in lines if first <= line.number <= last or each in (line.anchor, line.label)]
        if not named:
            raise _no_line(each)
        found.update(named)
    return tuple(line for line in lines if line.anchor in found)


def _no_line(wanted: str) -> DuizhaoError:
    return NotFound(
        f"这份报告没有第 {wanted} 行文字（空行不算）；请核对行号。",
        f"The report has no line of text {wanted} (an empty line is none); check its number.",
    )
