"""A comparison as a PDF: summary, tables, ranked changes, both texts side by side, set on A4 for paper and for screens.

    {"n": 12, "old": [["", [["赤字率拟按", ""], ["3%", "f"], ["安排", ""]]]], "new": …}   a row, as the template has it

Every passage has a number, which the tables name; bookmarks lead to parts and sections.  Here all is laid ready as
data, texts as texts: nothing of a report is markup to the typesetter (`typesetting.py`).  How it looks is said in
`templates/comparison.typ`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from ..config import TYPESETTING, TypesettingSettings
from ..describe import figure_kind, label, shorten
from ..errors import Language, TooLarge
from ..kinds import KINDS
from ..ledger import ledger
from ..ledger_table import HEADER, progress, said
from ..lookup import SIDES, Lookup
from ..model import Comparison, FigureSide, Report, Side
from ..recognition import marks
from ..summary import Said, is_invented
from ..summary import lines as summary_lines
from ..typesetting import typeset
from ..view import Cell, Row, Segment, page
from ..view.figure_rows import figure_rows
from ..view.items import rows_by_block
from .html import SIGNS
from .reasons import beside
from .words import WORDS

_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
"""Control characters, and those that turn the direction of what follows them: on paper they would move our words."""
_UNBROKEN = re.compile(r"[!-~]{30}(?=[!-~]{10})")
"""Latin letters and signs that leave no place to break a line: after so many one is made, invisible."""
_RUNNING, _OVER_COLUMN = 40, 15
"""Characters of a title in the running head, and over a column: so many stand on a line beside what else does."""
_LOOKS = {"w": "whole", "c": "changed", "f": "a figure", "p": "a phrase", "b": "a run-in heading", "m": "moved"}
"""What the letters say that the template is given for a stretch of text."""

_CellOfTable = str | dict[str, Any]
"""Text, or text with the passage to which it leads, with a note below it, or so long that pages may break it."""


def write(comparison: Comparison, language: Language, *, settings: TypesettingSettings = TYPESETTING) -> bytes:
    """Return the comparison as a PDF; raises where nothing can set one here, or where the reports are too long."""
    characters = sum(len(block.text) for report in (comparison.old, comparison.new) for block in report.blocks)
    if characters > settings.most_characters:
        raise TooLarge(
            f"两份报告共 {characters} 字，超过 PDF 的上限 {settings.most_characters} 字；"
            "请导出网页（.html），在浏览器里打印。",
            f"The reports have {characters} characters, more than the {settings.most_characters} that are set as a "
            "PDF; export the .html and print that from a browser.",
        )
    return typeset("comparison.typ", _clean(_Paper(comparison, language, settings).data()), settings)


class _Paper:
    """What stands on the pages of one comparison."""

    def __init__(self, comparison: Comparison, language: Language, settings: TypesettingSettings) -> None:
        self._comparison, self._language, self._en = comparison, language, language == "en"
        self._settings, self._recognition = settings, marks(comparison, language)
        self._lookup, self._page, self._words = Lookup(comparison), page(comparison), WORDS[language]
        shown = [row for row in self._page.rows if row.kind not in ("pointer", "continued")]
        self._numbers = {row.id: number for number, row in enumerate(shown, 1)}
        self._row_of = rows_by_block(shown)

    def data(self) -> dict[str, Any]:
        """Return all that the template shows."""
        title, *summary = summary_lines(self._comparison, self._language, rest="below")
        reports = (self._comparison.old, self._comparison.new)
        return {
            "lang": self._words["lang"][:2],
            "region": "cn" if not self._en else None,
            "words": self._words,
            "title": title.text,
            "short": f"{self._words['title']}{': ' if self._en else '：'}{shorten(_named(reports[1]), _RUNNING)}",
            "names": [
                f"{self._words[side]}　{shorten(_named(report), _OVER_COLUMN)}　{report.date or ''}"
                for side, report in zip(SIDES, reports, strict=True)
            ],
            "invented": self._words["invented"] if any(map(is_invented, reports)) else "",
            "sources": [self._source(side, report) for side, report in zip(SIDES, reports, strict=True)],
            "summary": [line for each in summary if each.text for line in self._said(each)],
            "tables": self._tables(),
            "rows": [self._row(row) for row in self._page.rows],
            "missing": self._words["missing"],
            "whole": self._settings.whole,
        }

    # ── summary and tables ────────────────────────────────────────────────────────────────────

    def _source(self, side: Side, report: Report) -> list[str]:
        dated = f"{_named(report)} · {report.date}" if report.date else _named(report)
        source = f"{self._words['source']} {report.source.name} · SHA-256 {report.source.sha256[:12]}"
        return [self._words[side], dated, source]

    def _said(self, each: Said) -> Iterable[list[str]]:
        row = self._rows_of_changes.get(each.line.change or "", "") if each.line else ""
        yield ["heading" if each.heading else "line", each.text, each.where, row]

    def _tables(self) -> list[list[Any]]:
        """Return the tables that have anything in them: title, a sentence, head, widths (− shares the rest), rows."""
        words = self._words
        pairs = [words["indicator"], words["what"], words["from"], words["to"], words["place"]]
        ends = [words["indicator"], words["what"], words["target"], words["result"], words["place"]]
        phrases = [words["phrase"], words["what"], words["replaced_by"], words["from"], words["to"], words["place"]]
        changes = ["#", words["what"], f"{words['from']} → {words['to']}", words["place"]]
        figures = [-3, 30, -4, -4, 17]
        tables: list[list[Any]] = [
            [words["targets"], "", pairs, figures, self._figures("target_")],
            [words["fulfilment"], "", ends, figures, self._figures("fulfilment")],
            [words["results"], "", pairs, figures, self._figures("result_")],
            [words["formulations"], "", phrases, [-4, 26, -3, 9, 9, 17], self._formulations()],
        ]
        tables = [table for table in tables if table[-1]]
        if self._comparison.ledger:
            head = [HEADER[at][self._en] for at in (1, 5, 7, 8, 9)]
            rows = [[self._cell(row[at]) for at in (1, 5, 7, 8, 9)] for row in said(self._comparison, self._language)]
            done = progress(ledger(self._comparison), self._language)
            tables.append([words["ledger"], done, head, [-4, 24, 20, -3, 18], rows])
        return [*tables, [words["changes"], "", changes, [11, 32, -1, 17], self._changes()]]

    def _figures(self, kind: str) -> list[list[_CellOfTable]]:
        rows: list[list[_CellOfTable]] = []
        for each in figure_rows(self._lookup):
            change = each.change
            if change.type.startswith(kind):
                better = {True: "better", False: "worse", None: ""}[change.for_the_better]
                told = " ".join(filter(None, (each.difference[self._en], self._words.get(better, ""))))
                verdict = label(figure_kind(change), self._language, by_hand=change.by == "person")
                ends = [self._end("old", change.old), self._end("new", change.new)]
                rows.append(
                    [
                        self._cell(change.indicator),
                        self._cell(verdict, note=told),
                        *ends,
                        self._passage(change.old, change.new),
                    ]
                )
        return rows

    def _end(self, side: Side, end: FigureSide | None) -> _CellOfTable:
        return self._cell(self._lookup.side(side).number(end.figure), note=end.quote) if end else "—"

    def _passage(self, old: FigureSide | None, new: FigureSide | None) -> _CellOfTable:
        """Return the number of the passage where a figure stands, that of the new report first."""
        return self._led("new", new.block) if new else self._led("old", old.block) if old else ""

    def _led(self, side: Side, block: str) -> _CellOfTable:
        return self._link(self._row_of.get((side, block), ""))

    def _link(self, row: str) -> _CellOfTable:
        """Return the number of a passage, leading there; nothing for what has none."""
        number = self._numbers.get(row)
        return self._cell(self._words["passage"].format(n=number), row) if number else ""

    def _cell(self, said: str, row: str = "", note: str = "") -> _CellOfTable:
        long = len(said) + len(note) > self._settings.whole
        return {"said": said, "row": row, "note": note, "long": long} if row or note or long else said

    def _formulations(self) -> list[list[_CellOfTable]]:
        rows: list[list[_CellOfTable]] = []
        for each in self._comparison.formulations:
            kind = KINDS[f"formulation_{each.change}"][self._en]
            added = [f"＋{item}" for item in each.items_added] + [f"－{item}" for item in each.items_dropped]
            where = [mention for side in ("new", "old") for mention in each.where if mention.side == side]
            place = self._led(where[0].side, where[0].block) if where else ""
            replaced = self._cell(each.replaced_by or "", note=" ".join(added))
            rows.append([self._cell(each.phrase), kind, replaced, str(each.old_count), str(each.new_count), place])
        return rows

    def _changes(self) -> list[list[_CellOfTable]]:
        said = beside(self._comparison, self._language)
        rows: list[list[_CellOfTable]] = []
        for number, item in enumerate(self._page.items, 1):
            doubt = self._recognition.of(item.sure) if self._recognition.doubts(item.sure) else ""
            notes = filter(None, (doubt, said.get(item.id)))
            brief = self._cell(item.entry.brief, note="　".join(notes))
            rows.append([str(number), item.label(self._language), brief, self._link(item.row)])
        return rows

    @property
    def _rows_of_changes(self) -> Mapping[str, str]:
        return {item.id: item.row for item in self._page.items if item.row in self._numbers}

    # ── passages ──────────────────────────────────────────────────────────────────────────────

    def _row(self, row: Row) -> dict[str, Any]:
        words, move = self._words, row.move
        note, to = "", ""
        if row.kind in ("pointer", "continued") and move is not None:
            note = (
                words["pointer"].format(new=self._at(move.row, move.new_place))
                if row.kind == "pointer"
                else self._at(move.row, words["continued"])
            )
            return {"id": row.id, "note": note, "to": move.row, "heads": False, "bookmark": "", "length": 0}
        if move is not None:
            note, to = words["moved"].format(old=move.old_place, new=move.new_place), move.pointer
        heads = all(_is_head(cell) for cell in (*row.old, *row.new))
        return {
            "id": row.id,
            "number": str(self._numbers[row.id]),
            "note": note,
            "to": to,
            "level": row.level or 1,
            "heads": heads,
            "bookmark": self._bookmark(row) if row.kind == "heading" else "",
            "length": row.length,
            "old": [self._shown(cell, "old") for cell in row.old],
            "new": [self._shown(cell, "new") for cell in row.new],
        }

    def _shown(self, cell: Cell, side: Side) -> list[Any]:
        """Return a cell: whether it is a heading, its runs, and how sure its recognition is if a picture was read."""
        sure = cell.block.sure
        return [_is_head(cell), _cell(cell, side), self._recognition.of(sure), self._recognition.doubts(sure)]

    def _at(self, row: str, place: str) -> str:
        return f"{place}（{self._words['passage'].format(n=self._numbers[row])}）" if row in self._numbers else place

    def _bookmark(self, row: Row) -> str:
        said = "　".join(cell.block.text for cell in row.new or row.old if cell.block.kind == "heading")
        return said if row.new else f"－{said}"


def _named(report: Report) -> str:
    return report.title or report.source.name


def _is_head(cell: Cell) -> bool:
    return cell.block.kind in ("title", "heading")


def _cell(cell: Cell, side: Side) -> list[list[Any]]:
    """Return the segments of a cell in runs, [whole or not, [[text, look, sign], …]]; those that look alike are one."""
    runs = []
    for whole, segments in groupby(cell.segments, lambda each: each.cls == "whole"):
        looks = groupby(segments, lambda each: (_look(each), _sign(each, side)))
        runs.append(["w" if whole else "", [["".join(each.text for each in alike), *look] for look, alike in looks]])
    return runs


def _sign(segment: Segment, side: Side) -> str:
    """Return the sign beside a figure; of one that changed, beside the new number only."""
    changed = segment.figure in ("up", "down", "other")
    return SIGNS[segment.figure] if segment.figure and not (changed and side == "old") else ""


def _look(segment: Segment) -> str:
    """Return how a stretch looks, in the letters of `_LOOKS`; a figure in a kept sentence is marked as such only."""
    changed = segment.op != "equal" and segment.cls != "whole" and segment.figure is None
    said = {
        "c": changed,
        "f": segment.figure is not None,
        "p": segment.formulation is not None and segment.figure is None,
        "b": segment.runin,
        "m": segment.moved and segment.op == "equal",
    }
    return "".join(letter for letter, holds in said.items() if holds)


def _clean(value: Any) -> Any:
    """Return data without the characters that a page cannot show, and without words that no column can hold."""
    if isinstance(value, str):
        return _UNBROKEN.sub("\\g<0>\u200b", _INVISIBLE.sub("", value))
    if isinstance(value, Sequence):
        return [_clean(each) for each in value]
    return {name: _clean(each) for name, each in value.items()} if isinstance(value, Mapping) else value
