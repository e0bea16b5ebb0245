"""A table of comma-separated values → lines.

    省份,年份,正文                       →  furniture: names of columns
    北京市,2026,"下载⏎打印⏎…⏎各位代表：…"   →  one furniture line of the short cells, then the lines of the long cell

    序号,正文                            →  furniture: 序号 1 2 …, 正文
    1,各位代表：                          →  各位代表：

    标题,正文                            →  furniture; a heading goes before its text, once where it is said again
    一、回顾,五年来，…                    →  一、回顾 / 五年来，…

Commas, semicolons or tabs part the cells, as the first line shows.

One cell may hold a whole report, as in scraped collections, or each row a line of it, in all its cells or in one
column.  Of several reports in one table one is read if it is chosen; `divided` makes a table of its own of each.
"""

from __future__ import annotations

import csv
import io
import re
from typing import NamedTuple

from ..errors import UnreadableSource
from .characters import split_lines
from .parts import Part, names

_LONG_CELL = 1000
"""Characters from which on a cell of several lines is a whole report; the shortest report of 265 has 6,000."""

_TEXT_NAMES = names("正文 内容 文本 全文 段落 原文 文字 text content paragraph body full_text fulltext line sentence")
_TEXT_ENDINGS = ("正文", "内容", "文本", "全文", "段落", "原文", "文字")
_HEADING_NAMES = names(
    "标题 小标题 大标题 题目 章节 章 节 部分 篇章 一级标题 二级标题 三级标题 heading title subtitle section chapter"
)
_NUMBER = re.compile(r"[\d\s.,:/%年月日-]+", re.ASCII)
_OTHERS = ";\t"
"""What parts cells where it is not a comma: programs of other countries, and those that write .tsv."""

_SAID = re.compile(r"sep=(.)\r?\n")
"""The first line by which a table tells Excel what parts its cells."""

_REGULAR = 0.8
"""Least share of rows that such a mark parts, 0–1."""

_NAMED_SHARE = 0.5
"""Least share of all characters, 0–1, in a column that is named as the text; below it the table is a table."""

_UNNAMED_SHARE = 0.8
"""The same for a column that no name tells: numbers, dates and headings beside paragraphs come to less than a fifth."""

_UNNAMED_LENGTH = 30
"""And its least mean length, in characters: cells of indicators have under ten, paragraphs over a hundred."""

_LONGEST_NAME = 8
"""Most characters of the name of a column that ends in such a word: 报告内容."""

_LEAST_ROWS = 3
_LONGEST_TITLE = 60
"""Most characters of short cells that name one report of several."""

_UNFIT = re.compile(r'[\\/:*?"<>|\s]+')
"""What no file name should hold."""


class Sheet(NamedTuple):
    """One report of a table of several: what its short cells say, and the table of it alone."""

    title: str
    content: str


def read(text: str, name: str, part: int | None = None) -> list[Part]:
    """Return the lines of the cell that holds the report, or of the chosen one; else of a column, else of the rows."""
    said = _SAID.match(text)
    return [*([Part(said[0].strip(), "furniture")] if said else []), *_lines(_rows(text, name), name, part)]


def divided(text: str, name: str) -> tuple[Sheet, ...]:
    """Return each report of a table that holds several, with the head of the table; none of a table of one."""
    rows = _rows(text, name)
    long = _long_cells(rows)
    if len(long) < 2:
        return ()
    head = rows[: long[0][0]]
    return tuple(_sheet(head, rows[row], column, {at for where, at in long if where == row}) for row, column in long)


def _lines(rows: list[list[str]], name: str, part: int | None) -> list[Part]:
    long = _long_cells(rows)
    if long:
        return _one_of(rows, long, name, part)
    column = _text_column(rows)
    if column is None:
        return [Part(_joined(cells)) for cells in rows]
    return _column(rows, column)


def _one_of(rows: list[list[str]], long: list[tuple[int, int]], name: str, part: int | None) -> list[Part]:
    if part is None and len(long) > 1:
        raise UnreadableSource(
            f"表格“{name}”里有 {len(long)} 份报告（第 {long[0][0] + 1} 行、第 {long[1][0] + 1} 行……）。"
            "请选其中一份，或用上传、duizhao add 把它们逐份存入。",
            f'The table "{name}" holds {len(long)} reports (rows {long[0][0] + 1}, {long[1][0] + 1} …). '
            "Choose one of them, or upload it or use `duizhao add`, which keep each as a report of its own.",
        )
    if part is not None and part >= len(long):
        raise UnreadableSource(
            f"表格“{name}”里只有 {len(long)} 份报告，没有第 {part + 1} 份。请另选一份。",
            f'The table "{name}" holds {len(long)} reports; there is no report {part + 1}. Choose another.',
        )
    chosen, others = long[part or 0], set(long) - {long[part or 0]}
    out = []
    for index, cells in enumerate(rows):
        rest = [cell for at, cell in enumerate(cells) if (index, at) != chosen and (index, at) not in others]
        out.append(Part(_joined(rest), "furniture"))
        for at, cell in enumerate(cells):
            if (index, at) == chosen:
                out += [Part(line) for line in split_lines(cell)]
            elif (index, at) in others:
                out += [Part(line, "furniture") for line in split_lines(cell)]
    return out


def _column(rows: list[list[str]], column: int) -> list[Part]:
    """Return the lines of one column; before them each other column as a line of furniture."""
    headings = [at for at, cell in enumerate(rows[0]) if at != column and cell.strip().lower() in _HEADING_NAMES]
    headed = bool(headings) or _has_head(rows, column)
    others = [at for at in range(max(map(len, rows))) if at != column and at not in headings]
    beside = [_joined([cells[at] for cells in rows if at < len(cells)]) for at in others]
    out = [Part(line, "furniture") for line in beside if line.strip()]
    said = dict.fromkeys(headings, "")
    for index, cells in enumerate(rows):
        style = "furniture" if index == 0 and headed else None
        for at in headings:
            heading = cells[at].strip() if at < len(cells) else ""
            if heading and heading != said[at]:
                said[at] = heading
                out += [Part(line, style) for line in split_lines(heading)]
        out += [Part(line, style) for cell in cells[column : column + 1] for line in split_lines(cell)]
    return out


def _has_head(rows: list[list[str]], column: int) -> bool:
    """Tell whether the first row names columns: that of the text, or one of numbers."""
    if _names_text(rows[0], column):
        return True
    for at in range(len(rows[0])):
        below = [cells[at].strip() for cells in rows[1:] if at < len(cells) and cells[at].strip()]
        if at != column and len(below) > 1 and all(map(_NUMBER.fullmatch, below)):
            return bool(rows[0][at].strip()) and not _NUMBER.fullmatch(rows[0][at])
    return False


def _sheet(head: list[list[str]], cells: list[str], column: int, long: set[int]) -> Sheet:
    out = io.StringIO()
    alone = ["" if at in long and at != column else cell for at, cell in enumerate(cells)]
    csv.writer(out).writerows([*head, alone])
    short = (_UNFIT.sub(" ", cell).strip() for at, cell in enumerate(cells) if at not in long and "://" not in cell)
    return Sheet(" ".join(filter(None, short))[:_LONGEST_TITLE].strip(), out.getvalue())


def _long_cells(rows: list[list[str]]) -> list[tuple[int, int]]:
    """Return row and column of each cell that holds a whole report."""
    return [
        (row, column)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
        if len(cell) >= _LONG_CELL and len(split_lines(cell)) > 1
    ]


def _text_column(rows: list[list[str]]) -> int | None:
    """Return the column whose cells are the paragraphs of one report: by its name, or as by far the longest."""
    if len(rows) < _LEAST_ROWS or max(map(len, rows)) < 2:
        return None
    sizes = [0] * max(map(len, rows))
    for cells in rows:
        for at, cell in enumerate(cells):
            sizes[at] += len(cell)
    longest = max(range(len(sizes)), key=sizes.__getitem__)
    share = sizes[longest] / max(sum(sizes), 1)
    if _names_text(rows[0], longest) and share >= _NAMED_SHARE:
        return longest
    return longest if share >= _UNNAMED_SHARE and sizes[longest] / len(rows) >= _UNNAMED_LENGTH else None


def _names_text(head: list[str], column: int) -> bool:
    name = head[column].strip().lower() if column < len(head) else ""
    return name in _TEXT_NAMES or (len(name) <= _LONGEST_NAME and name.endswith(_TEXT_ENDINGS))


def _joined(cells: list[str]) -> str:
    return "\t".join(" ".join(split_lines(cell)) for cell in cells).rstrip("\t")


def _rows(text: str, name: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        reader = csv.reader(io.StringIO(_SAID.sub("", text), newline=""), delimiter=_delimiter(text))
        return list(reader)
    except csv.Error as error:
        raise UnreadableSource(
            f"表格“{name}”第 {reader.line_num} 行读不出来。请把报告正文另存为 txt 或 docx。",
            f'Line {reader.line_num} of the table "{name}" cannot be read. Save the text of the report as txt or docx.',
        ) from error


def _delimiter(text: str) -> str:
    """Return what parts the cells: a comma, unless the first line has none and another mark parts nearly all rows."""
    if said := _SAID.match(text):
        return said[1]
    first = next((line for line in split_lines(text) if line.strip()), "")
    for mark in _OTHERS if "," not in first else "":
        if mark in first:
            rows = [cells for cells in csv.reader(io.StringIO(text, newline=""), delimiter=mark) if cells]
            if sum(len(cells) > 1 for cells in rows) >= _REGULAR * len(rows):
                return mark
    return ","
