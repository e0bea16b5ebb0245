"""A comparison as a workbook: what people sort, filter and count.

    改动 · 目标与数据 · 兑现 · 提法 · 任务 · 统计 · 旧版 · 新版

Every sheet has a frozen head and filters.  Numbers are numbers, in base units, with unit and hedge in columns of their
own.  A place is a link to the row of its paragraph in the sheet of its report.  Nothing is run as a formula or taken
for an address.  Made with XlsxWriter; the same comparison gives the same bytes.
"""

from __future__ import annotations

import io
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import xlsxwriter

from ..describe import CLASSES, KINDS, entries, figure_kind
from ..errors import Language
from ..ledger import ledger
from ..ledger_table import HEADER as LEDGER_HEADER
from ..ledger_table import answering
from ..ledger_table import table as ledger_table
from ..lookup import SIDES, Lookup, section_name
from ..model import Comparison, FigureChange, FigureSide, Side
from ..recognition import is_recognised
from ..remarks import on_changes
from ..reviews import in_words, standing

_CUT = 30_000
"""Where the text of a longer paragraph goes on in the next row, and a longer quotation ends with …: a cell holds
32,767 characters."""
_CREATED = datetime(2000, 1, 1)
"""The date that the file says it was made: always the same, so that the same comparison gives the same bytes."""

_A4 = 9
"""How spreadsheets name the paper."""
_WIDEST, _PLACE, _SUBJECT, _PARAGRAPH = 48, 26, 30, 96
"""The widest that a column is set for texts, places, subjects and whole paragraphs, in Latin letters."""
_ONE_PAGE = 270
"""The widest, in Latin letters, that is set on one page across and still read; what is wider takes two."""
_LINE, _TALLEST = 15.75, 409.0
"""Height of a line of text, and the most that a row may have, in points."""
_HAN = 2.1
"""Width of a Han character in Latin letters."""
_SHORT = 21
"""Length of names in a column up to which all of them fit on a line, in Latin letters."""
_ID = ("标识", "id")

Name = tuple[str, str]
_SHEETS: dict[str, Name] = {
    "chosen": ("所选范围", "what was chosen"),
    "changes": ("改动", "changes"),
    "figures": ("目标与数据", "targets and figures"),
    "fulfilment": ("兑现", "fulfilment"),
    "formulations": ("提法", "formulations"),
    "tasks": ("任务", "commitments"),
    "statistics": ("统计", "statistics"),
    "old": ("旧版", "old report"),
    "new": ("新版", "new report"),
}
_GROUPS: dict[str, Name] = {
    "same": ("原样保留", "the same"),
    "reworded": ("改写", "reworded"),
    "split": ("一分为几", "split"),
    "merged": ("几合为一", "merged"),
    "recut": ("重新划分", "recut"),
    "added": ("新增", "added"),
    "removed": ("删去", "removed"),
}
_LIMITS: dict[str, Name] = {"": ("未比到", "cut short"), "recognition": ("识别", "recognised")}
_LEVELS: dict[str, Name] = {
    "section": ("章节", "sections"),
    "block": ("段落", "paragraphs"),
    "sentence": ("句子", "sentences"),
}


@dataclass(frozen=True, slots=True)
class At:
    """A place: what it is called, and the paragraph of a side to which its cell leads."""

    name: str
    side: Side
    block: str


Cell = str | int | float | At | None


def write(comparison: Comparison, language: Language) -> bytes:
    """Return the comparison as an .xlsx workbook."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"title": comparison.new.title or "", "created": _CREATED, "comments": "Duizhao 对照"})
    sheets = _Sheets(book, Lookup(comparison), language)
    sheets.fill()
    book.close()
    return out.getvalue()


class _Sheets:
    """The sheets of one workbook, filled from one comparison."""

    def __init__(self, book: Any, lookup: Lookup, language: Language) -> None:
        self._book, self._lookup, self._en = book, lookup, language == "en"
        self._language = language
        self._head = book.add_format(
            {"bold": True, "bg_color": "#EFE9DF", "border": 1, "text_wrap": True, "valign": "top"}
        )
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._number = book.add_format({"num_format": "#,##0.####", "valign": "top"})
        self._link = book.add_format({"font_color": "#1F4E8C", "underline": 1, "text_wrap": True, "valign": "top"})
        self._rows = {side: self._block_rows(side) for side in SIDES}

    def fill(self) -> None:
        """Write every sheet."""
        left = self._lookup.comparison.left_out
        if left is not None:
            self._table("chosen", [("所选范围", "what was chosen")], [[self._word((left.zh, left.en))]])
        self._table("changes", *self._changes())
        self._table("figures", *self._figures(fulfilment=False))
        self._table("fulfilment", *self._figures(fulfilment=True))
        self._table("formulations", *self._formulations())
        if left is None or "task" in left.classes or self._lookup.comparison.ledger:
            self._table("tasks", *self._tasks())
        self._table("statistics", *self._statistics())
        for side in SIDES:
            self._table(side, *self._blocks(side))

    # ── what stands in the sheets ─────────────────────────────────────────────────────────────

    def _changes(self) -> tuple[list[Name], list[list[Cell]]]:
        head = [
            ("序号", "no."),
            ("类别", "class"),
            ("改动", "change"),
            ("分量", "weight"),
            ("指标或提法", "subject"),
            ("旧文", "old text"),
            ("新文", "new text"),
            ("旧处", "old place"),
            ("新处", "new place"),
            ("旧行", "old line"),
            ("新行", "new line"),
            ("审阅", "reviews"),
            *([("说明", "remark")] if self._lookup.comparison.remarks else []),
            _ID,
        ]
        said, written = standing(self._lookup.comparison.reviews), on_changes(self._lookup.comparison)
        rows: list[list[Cell]] = []
        for number, entry in enumerate(entries(self._lookup), 1):
            rows.append(
                [
                    number,
                    self._word(CLASSES[entry.change.cls]),
                    entry.label(self._language),
                    round(entry.change.weight, 1),
                    entry.subject,
                    entry.old,
                    entry.new,
                    self._place("old", entry.old_block),
                    self._place("new", entry.new_block),
                    entry.old_line,
                    entry.new_line,
                    in_words(said.get(entry.change.id, ()), self._en),
                    *([written.get(entry.change.id, "")] if self._lookup.comparison.remarks else []),
                    entry.change.id,
                ]
            )
        return head, rows

    def _figures(self, *, fulfilment: bool) -> tuple[list[Name], list[list[Cell]]]:
        sides = (("目标", "target"), ("结果", "result")) if fulfilment else (("旧", "old"), ("新", "new"))
        head = [("指标", "indicator"), ("变化", "change"), ("向好", "better")]
        for zh, en in sides:
            head += [
                (zh + what, f"{en} {named}")
                for what, named in (
                    ("低值", "low"),
                    ("高值", "high"),
                    ("单位", "unit"),
                    ("修饰", "hedge"),
                    ("原数", "as written"),
                    ("原文", "text"),
                    ("位置", "place"),
                )
            ]
        found = [each for each in self._lookup.comparison.figure_changes if (each.type == "fulfilment") == fulfilment]
        return head, [self._figure(each) for each in found]

    def _figure(self, change: FigureChange) -> list[Cell]:
        better = {True: ("是", "yes"), False: ("否", "no"), None: ("", "")}[change.for_the_better]
        kind = KINDS[figure_kind(change)]
        return [
            change.indicator,
            self._word(kind),
            self._word(better),
            *self._end("old", change.old),
            *self._end("new", change.new),
        ]

    def _end(self, side: Side, end: FigureSide | None) -> list[Cell]:
        if end is None:
            return [None] * 7
        report = self._lookup.side(side)
        value = report.figures[end.figure].value
        return [
            value.low,
            value.high if value.high != value.low else None,
            value.unit,
            value.hedge,
            report.number(end.figure),
            end.quote,
            self._place(side, end.block),
        ]

    def _formulations(self) -> tuple[list[Name], list[list[Cell]]]:
        head = [
            ("提法", "phrase"),
            ("变化", "change"),
            ("旧版次数", "old count"),
            ("新版次数", "new count"),
            ("换成", "replaced by"),
        ]
        head += [("旧版首见", "first in old"), ("新版首见", "first in new")]
        rows: list[list[Cell]] = []
        for each in self._lookup.comparison.formulations:
            first = {mention.side: mention.block for mention in reversed(each.where)}
            rows.append(
                [
                    each.phrase,
                    self._word(KINDS[f"formulation_{each.change}"]),
                    each.old_count,
                    each.new_count,
                    each.replaced_by,
                    self._place("old", first.get("old")),
                    self._place("new", first.get("new")),
                ]
            )
        return head, rows

    def _tasks(self) -> tuple[list[Name], list[list[Cell]]]:
        columns = {en: at for at, (_, en) in enumerate(LEDGER_HEADER)}
        found = ledger(self._lookup.comparison)
        rows: list[list[Cell]] = [[*cells] for cells in ledger_table(self._lookup, found, self._language)]
        for cells in rows:
            for name in ("no.", "old line", "new line"):
                said = str(cells[columns[name]])
                cells[columns[name]] = int(said) if said.isdigit() else said
        for row, cells in zip(found.rows, rows, strict=False):  # then those that are gone
            blocks: dict[Side, str | None] = {"old": row.task.block, "new": next(iter(answering(row)), None)}
            for side, block in blocks.items():
                at = columns[f"{side} section"]
                if place := self._place(side, block):
                    cells[at] = replace(place, name=str(cells[at]) or place.name)
        return list(LEDGER_HEADER), rows

    def _statistics(self) -> tuple[list[Name], list[list[Cell]]]:
        comparison = self._lookup.comparison
        rows: list[list[Cell]] = []
        for side, report in zip(SIDES, (comparison.old, comparison.new), strict=True):
            what = self._word(_SHEETS[side])
            rows += [
                [what, "标题" if not self._en else "title", report.title],
                [what, "日期" if not self._en else "date", report.date],
                [what, "文件" if not self._en else "file", report.source.name],
                [what, "字数" if not self._en else "characters", sum(len(block.text) for block in report.blocks)],
            ]
        classes: Counter[str] = Counter(change.cls for change in comparison.changes)
        rows += [[self._word(("改动", "changes")), self._word(name), classes[cls]] for cls, name in CLASSES.items()]
        groups: Counter[tuple[str, str]] = Counter((group.level, group.kind) for group in comparison.groups)
        for level, name in _LEVELS.items():
            for kind, said in _GROUPS.items():
                rows.append([self._word(name), self._word(said), groups[level, kind]])
        rows += [
            [self._word(_LIMITS.get(limit.what, _LIMITS[""])), limit.where, limit.en if self._en else limit.zh]
            for limit in comparison.limits
        ]
        return [("范围", "of"), ("项", "what"), ("值", "value")], rows

    def _blocks(self, side: Side) -> tuple[list[Name], list[list[Cell]]]:
        report = self._lookup.side(side)
        rows: list[list[Cell]] = []
        seen = is_recognised(report.report)
        for block in report.report.blocks:
            path = " › ".join(section_name(section) for section in report.path(block.id))
            for start in range(0, max(len(block.text), 1), _CUT):
                row: list[Cell] = [block.lines[0], block.page, path, block.text[start : start + _CUT], block.id]
                rows.append([*row, block.sure] if seen else row)
        head: list[Name] = [("行", "line"), ("页", "page"), ("章节", "section"), ("正文", "text"), _ID]
        return [*head, ("识别可信度", "recognised, confidence")] if seen else head, rows

    def _block_rows(self, side: Side) -> dict[str, int]:
        """Return the row of the sheet of a report in which each block begins, from 1, below the head."""
        found, at = {}, 2
        for block in self._lookup.side(side).report.blocks:
            found[block.id] = at
            at += max(-(-len(block.text) // _CUT), 1)
        return found

    # ── writing ───────────────────────────────────────────────────────────────────────────────

    def _place(self, side: Side, block: str | None) -> At | None:
        if block is None or block not in self._rows[side]:
            return None
        path = self._lookup.side(side).path(block)
        return At(section_name(path[-1]) if path else self._word(("正文", "text")), side, block)

    def _word(self, name: Name) -> str:
        return name[self._en]

    def _table(self, name: str, head: Sequence[Name], rows: Sequence[Sequence[Cell]]) -> None:
        sheet = self._book.add_worksheet(self._word(_SHEETS[name]))
        most = {("指标或提法", "subject"): _SUBJECT, ("正文", "text"): _PARAGRAPH}
        widths = []
        for column, title in enumerate(head):
            widths.append(_width(self._word(title), [row[column] for row in rows], most.get(title, _WIDEST)))
            sheet.write_string(0, column, self._word(title), self._head)
            sheet.set_column(column, column, widths[-1])
        measured = [math.inf if title[0] == _ID[0] else width for title, width in zip(head, widths, strict=True)]
        for number, row in enumerate(rows, 1):
            if (height := _height(row, measured)) > _LINE:
                sheet.set_row(number, height)
            for column, cell in enumerate(row):
                self._cell(sheet, number, column, cell)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(len(rows), 1), len(head) - 1)
        sheet.set_paper(_A4)
        sheet.set_landscape()
        told = len(head) - (head[-1] == _ID)  # an id says nothing on paper
        sheet.print_area(0, 0, max(len(rows), 1), told - 1)
        sheet.repeat_rows(0)
        if sum(widths[:told]) > _ONE_PAGE:
            sheet.fit_to_pages(2, 0)
            sheet.repeat_columns(0)
        else:
            sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&C&A　&P / &N")

    def _cell(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, At):
            where = f"internal:'{self._word(_SHEETS[cell.side])}'!A{self._rows[cell.side][cell.block]}"
            sheet.write_url(row, column, where, self._link, _short(cell.name))
        elif isinstance(cell, int | float):
            sheet.write_number(row, column, cell, self._number)
        elif cell:
            sheet.write_string(row, column, _short(cell), self._text)


def _short(text: str) -> str:
    """Return a text that a cell can hold; the whole of it stands in the sheet of its report."""
    return text if len(text) <= _CUT else text[:_CUT] + "…"


def _height(cells: Sequence[Cell], widths: Sequence[float]) -> float:
    """Return a height in points at which all lines of the cells of a row are seen.

    It has to be said: of a workbook that calls itself Excel's, as this does, LibreOffice does not work the heights out.
    A place is known by its first line, an id is for programs: its column has no bound.
    """
    lines = 1
    for cell, width in zip(cells, widths, strict=True):
        if isinstance(cell, str):
            lines = max(lines, sum(_lines(line, width) for line in cell.split("\n")))
    return min(lines * _LINE, _TALLEST)


def _lines(text: str, width: float) -> int:
    """Return on how many lines a text stands in a column."""
    return max(math.ceil(_long(text) / width), 1)


def _long(text: str) -> float:
    """Return how long a text is on a line, in Latin letters."""
    latin = len(text.encode("ascii", "ignore"))
    return latin + _HAN * (len(text) - latin)


def _width(title: str, cells: Iterable[Cell], widest: float) -> float:
    """Return a width for a column: nine of ten texts fit, within reason, and all numbers; a Han character takes two.

    A place is known by its beginning, and its cell leads there: it wraps sooner than a text.
    """
    told = [cell for cell in cells if cell is not None]
    lengths = sorted(_long(cell.name if isinstance(cell, At) else cell) for cell in told if isinstance(cell, At | str))
    usual = lengths[-1] if lengths and lengths[-1] <= _SHORT else lengths[len(lengths) * 9 // 10] if lengths else 0
    number = max((len(f"{cell:,}") for cell in told if isinstance(cell, int | float)), default=0)
    most = _PLACE if any(isinstance(cell, At) for cell in told) else widest
    return max(_long(title) + 3, min(usual + 1, most), number + 2)
