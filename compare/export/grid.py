"""Tables of the new report's Word file, kept in its tracked document where their rows can be tracked.

    | 指标 | 目标 |      one row, one block: "指标⇥目标"; a change inside a cell is tracked there,
    | 赤字率 | 3%→4% |    a row that came or went as a whole is a row that came or went

A table that does not fit (cells parted or joined, rows split, moved or read by paragraphs) is written as paragraphs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from ..model import Block
from ..reading.docx import Place, continues_above, within
from ..reading.revisions import Revisions
from .kept import UNNUMBERED, W, in_order, kept, paragraph_properties, run_properties
from .paragraphs import Paragraph, Stretch
from .stream import StepOp

_PLAIN = '<w:cantSplit w:val="off"/>'
"""What a row says that has nothing to say but that it came or went: the schema wants one property besides."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How a cell, its paragraph and its letters look; one that `continues` another above holds nothing."""

    properties: str
    paragraph: str
    usual: str
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its block, None of an empty one, and how many empty cells stand before and after the block's text."""

    looks: tuple[str, str]
    cells: tuple[Cell, ...]
    block: int | None
    before: int = 0
    after: int = 0

    @property
    def filled(self) -> int:
        """Return how many cells hold text of their own."""
        return sum(not cell.continues for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose rows are blocks that follow each other."""

    head: str
    columns: int
    rows: tuple[Row, ...]

    @property
    def span(self) -> tuple[int, int]:
        """Return its first block and its last."""
        blocks = [row.block for row in self.rows if row.block is not None]
        return blocks[0], blocks[-1]


def grids(
    lines: Sequence[str], places: Sequence[Place], blocks: Sequence[Block], revisions: Revisions
) -> Iterator[Grid]:
    """Yield the tables of which each row is a block of its own, or empty."""
    at = {block.pieces[0].line: number for number, block in enumerate(blocks) if len(block.pieces) == 1}
    rows = {place.element: line for line, place in enumerate(places, 1) if place.element.tag == f"{W}tr"}
    tables = dict.fromkeys(next(row.iterancestors(f"{W}tbl")) for row in rows)
    for table in tables:
        found = [row for row in within(table, "tr", revisions) if not revisions.without(row.find(f"{W}trPr"))]
        if not all(row in rows for row in found):
            continue
        made = [_row(row, lines[rows[row] - 1], at.get(rows[row]), blocks, revisions) for row in found]
        numbers = [row.block for row in made if row is not None and row.block is not None]
        if None in made or not numbers or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
            continue
        head = "".join(kept(each) for each in table if each.tag in (f"{W}tblPr", f"{W}tblGrid"))
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol")) or max(len(row.cells) for row in made if row)
        yield Grid(head, columns, tuple(row for row in made if row is not None))


def fits(grid: Grid, paragraphs: Sequence[Paragraph]) -> bool:
    """Tell whether the paragraphs from the first row of a table to its last can be tracked as rows."""
    rows = {row.block: row for row in grid.rows}
    for paragraph in paragraphs:
        ops = {stretch.op for stretch in paragraph.stretches} | {paragraph.end.op}
        if not (paragraph.fresh and paragraph.closes) or ops & {"from", "to"}:
            return False
        if not paragraph.old:
            row = rows[paragraph.block]
            tabs = sum(stretch.text.count("\t") for stretch in paragraph.stretches if stretch.op != "delete")
            if row.before + tabs + row.after != row.filled - 1:
                return False
    return True


class GridWriter:
    """Writes tables; how a stretch is tracked, and what tells of a row, is said from outside."""

    def __init__(self, runs: Callable[[str, str, StepOp], str], row_mark: Callable[[StepOp], str]) -> None:
        self._runs, self._row_mark = runs, row_mark

    def written(self, grid: Grid, paragraphs: Sequence[Paragraph], notes: Callable[[Paragraph], str]) -> str:
        """Return a table as XML: the rows of the new report, what only the old one has as rows that went."""
        out, waiting = "", list(grid.rows)
        for paragraph in paragraphs:
            if paragraph.old:
                out += self._gone(grid, paragraph, notes(paragraph))
                continue
            op = paragraph.end.op
            while waiting[0].block is None:
                out += self._row(waiting.pop(0), [], op, "")
            row, stretches = waiting.pop(0), paragraph.stretches
            if any("\t" in stretch.text for stretch in stretches if stretch.op != op):
                went = [replace(each, op="delete") for each in stretches if each.op != "insert"]
                out += self._gone(grid, replace(paragraph, stretches=tuple(went)), "")
                stretches, op = tuple(replace(each, op="insert") for each in stretches if each.op != "delete"), "insert"
            cells = [*[[] for _ in range(row.before)], *_parted(stretches)]
            out += self._row(row, cells, op, notes(paragraph))
        out += "".join(self._row(row, [], "equal", "") for row in waiting)
        return f"<w:tbl>{grid.head}{out}</w:tbl>"

    def _row(self, row: Row, cells: Sequence[Sequence[tuple[StepOp, str]]], op: StepOp, notes: str) -> str:
        out, texts = "", iter(cells)
        for cell in row.cells:
            stretches = () if cell.continues else next(texts, ())
            runs = "".join(self._runs(text, cell.usual, which) for which, text in stretches)
            out += f"<w:tc>{cell.properties}<w:p><w:pPr>{cell.paragraph}</w:pPr>{runs}{notes}</w:p></w:tc>"
            notes = ""
        return self._marked(row.looks, op, out)

    def _gone(self, grid: Grid, paragraph: Paragraph, notes: str) -> str:
        """Return what only the old report has as a row: with as many cells, else one across all columns."""
        cells = _parted(paragraph.stretches)
        like = next((row for row in grid.rows if row.filled == len(row.cells) == len(cells)), None)
        if like is None:
            whole = [(stretch.op, stretch.text) for stretch in paragraph.stretches]
            width = f'<w:tcPr><w:gridSpan w:val="{grid.columns}"/></w:tcPr>'
            return self._row(
                Row(("", ""), (Cell(width, "", grid.rows[0].cells[0].usual),), None), [whole], "delete", notes
            )
        return self._row(like, cells, "delete", notes)

    def _marked(self, looks: tuple[str, str], op: StepOp, cells: str) -> str:
        said = (looks[1] or _PLAIN) + self._row_mark(op) if op != "equal" else looks[1]
        return f"<w:tr>{looks[0]}{f'<w:trPr>{said}</w:trPr>' if said else ''}{cells}</w:tr>"


def _parted(stretches: Sequence[Stretch]) -> list[list[tuple[StepOp, str]]]:
    """Return the stretches of a row by its cells, which tabs part."""
    cells: list[list[tuple[StepOp, str]]] = [[]]
    for stretch in stretches:
        first, *more = stretch.text.split("\t")
        for number, text in enumerate((first, *more)):
            if number:
                cells.append([])
            if text:
                cells[-1].append((stretch.op, text))
    return cells


def _row(
    row: etree._Element, line: str, block: int | None, blocks: Sequence[Block], revisions: Revisions
) -> Row | None:
    """Return how a row looks; None where it holds a table or a line that is not one block."""
    if next(row.iter(f"{W}tbl"), None) is not None or (
        line.strip() and (block is None or blocks[block].text != line.strip())
    ):
        return None
    looks = "".join(kept(each) for each in row.iterchildren(f"{W}tblPrEx"))
    own = row.find(f"{W}trPr")
    properties = "" if own is None else "".join(kept(each) for each in own)
    text = line.strip()
    before = line[: len(line) - len(line.lstrip())].count("\t") if text else 0
    after = line[len(line.rstrip()) :].count("\t") if text else 0
    cells = tuple(_cell(cell) for cell in within(row, "tc", revisions) if not revisions.without(cell.find(f"{W}tcPr")))
    return Row((looks, properties), cells, block if text else None, before, after) if cells else None


def _cell(cell: etree._Element) -> Cell:
    own = cell.find(f"{W}tcPr")
    paragraphs = list(cell.iter(f"{W}p"))
    first = next(
        (each for each in paragraphs if "".join(each.itertext()).strip()), paragraphs[0] if paragraphs else None
    )
    properties = None if first is None else first.find(f"{W}pPr")
    run = None if first is None else next(first.iter(f"{W}r"), None)
    said = paragraph_properties(properties)
    if said.keys() & {"numPr", "pStyle"}:  # the number is text
        said["numPr"] = UNNUMBERED
    return Cell(
        "" if own is None else kept(own),
        in_order(said),
        "" if run is None else run_properties(run.find(f"{W}rPr")),
        continues_above(cell),
    )
