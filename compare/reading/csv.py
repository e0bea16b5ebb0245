"""A table of comma-separated values → lines.

    省份,年份,正文                       →  furniture: names of columns
    北京市,2026,"下载⏎打印⏎…⏎各位代表：…"   →  one furniture line of the short cells, then the lines of the long cell

Either one cell holds the whole report, as in scraped collections, or each row is a line of it.
Two reports in one table are refused: which of them was meant cannot be known.
"""

from __future__ import annotations

import csv
import io

from ..errors import UnreadableSource
from .characters import split_lines
from .parts import Part

_LONG_CELL = 1000
"""Characters from which on a cell of several lines is a whole report; the shortest report of 265 has 6,000."""


def read(text: str, name: str) -> list[Part]:
    """Return the lines of the one cell that holds the report, else one line a row, cells joined by tabs."""
    rows = _rows(text, name)
    long = [
        (row, column)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
        if len(cell) >= _LONG_CELL and len(split_lines(cell)) > 1
    ]
    if not long:
        return [Part(_joined(cells)) for cells in rows]
    if len(long) > 1:
        raise UnreadableSource(
            f"表格“{name}”里有 {len(long)} 份报告（第 {long[0][0] + 1} 行、第 {long[1][0] + 1} 行……）。"
            "请每份报告存为一个文件。",
            f'The table "{name}" holds {len(long)} reports (rows {long[0][0] + 1}, {long[1][0] + 1} …). '
            "Save each as a file of its own.",
        )
    (here, column), out = long[0], []
    for index, cells in enumerate(rows):
        rest = [cell for at, cell in enumerate(cells) if (index, at) != (here, column)]
        out.append(Part(_joined(rest), "furniture"))
        if index == here:
            out += [Part(line) for line in split_lines(cells[column])]
    return out


def _joined(cells: list[str]) -> str:
    return "\t".join(" ".join(split_lines(cell)) for cell in cells).rstrip("\t")


def _rows(text: str, name: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        return list(reader)
    except csv.Error as error:
        raise UnreadableSource(
            f"表格“{name}”第 {reader.line_num} 行读不出来。请把报告正文另存为 txt 或 docx。",
            f'Line {reader.line_num} of the table "{name}" cannot be read. Save the text of the report as txt or docx.',
        ) from error
