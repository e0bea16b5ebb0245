"""The ranked list as a table: one change a row, with the evidence for it.

    序号,类别,改动,分量,指标或提法,旧文,新文,旧章节,新章节,旧行,新行,对应,标识

For spreadsheets: UTF-8 with a byte order mark, CRLF, every quotation in full.  A report is foreign
text: a cell that a spreadsheet would run as a formula gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from ..describe import CLASSES, Entry, entries
from ..errors import Language
from ..ledger_table import said
from ..lookup import Lookup
from ..model import Comparison, LeftOut, Review
from ..recognition import is_recognised, least, marks
from ..remarks import on_changes
from ..reviews import NAMES as REVIEW_STATES
from ..reviews import in_words, standing

HEADER: tuple[tuple[str, str], ...] = (
    ("序号", "rank"),
    ("类别", "class"),
    ("改动", "change"),
    ("分量", "weight"),
    ("指标或提法", "subject"),
    ("旧文", "old text"),
    ("新文", "new text"),
    ("旧章节", "old section"),
    ("新章节", "new section"),
    ("旧行", "old line"),
    ("新行", "new line"),
    ("对应分值", "link score"),
    ("标识", "ids"),
)
"""The columns, in both languages."""

REMARKED: tuple[tuple[str, str], ...] = (("说明", "remark"),)
"""One more, where a person wrote a remark for the table of old and new."""

RECOGNISED: tuple[tuple[str, str], ...] = (("识别", "recognition"),)
"""One more, where the text of a report was recognised in pictures."""

REVIEWED: tuple[tuple[str, str], ...] = (("审阅", "review"), ("批注", "notes"))
"""Two more, where anything was reviewed."""

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")


def write(comparison: Comparison, language: Language) -> bytes:
    """Return the ranked changes as CSV."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    seen = is_recognised(comparison.old) or is_recognised(comparison.new)
    header = (
        *HEADER,
        *(REVIEWED if comparison.reviews else ()),
        *(REMARKED if comparison.remarks else ()),
        *(RECOGNISED if seen else ()),
    )
    written = on_changes(comparison)
    table.writerow(names[language == "en"] for names in header)
    said_of = standing(comparison.reviews)
    lookup, recognition = Lookup(comparison), marks(comparison, language)
    for number, entry in enumerate(entries(lookup), 1):
        reviews = said_of.get(entry.change.id, ()) if comparison.reviews else None
        remark = [guarded(written.get(entry.change.id, ""))] if comparison.remarks else []
        sure = [recognition.of(least(lookup, entry.old_block, entry.new_block))] if seen else []
        table.writerow(_row(number, entry, language) + _reviewed(reviews, language) + remark + sure)
    others = [_ledger_row(cells, language) for cells in said(comparison, language)] if comparison.ledger else []
    others += [_left_out(comparison.left_out, language)] if comparison.left_out else []
    table.writerows([*row, *[""] * (len(header) - len(row))] for row in others)
    return out.getvalue().encode("utf-8-sig")


def guarded(text: str) -> str:
    """Return `text` so that no spreadsheet takes it for a formula; full-width signs count, as some fold them.

    >>> guarded("=1+1"), guarded("－3%"), guarded("增长5%")
    ("'=1+1", "'－3%", '增长5%')
    """
    return "'" + text if text.lstrip(" \n").startswith(_FORMULA) else text


def _row(number: int, entry: Entry, language: Language) -> list[str]:
    cells = (
        number,
        CLASSES[entry.change.cls][language == "en"],
        entry.label(language),
        entry.change.weight,
        entry.subject,
        entry.old,
        entry.new,
        entry.old_section,
        entry.new_section,
        entry.old_line,
        entry.new_line,
        None if entry.score is None else f"{entry.score:.2f}",
        " ".join((entry.change.id, *entry.change.refs)),
    )
    return ["" if cell is None else guarded(str(cell)) for cell in cells]


def _reviewed(reviews: Sequence[Review] | None, language: Language) -> list[str]:
    """Return the state of a change and all that was said of it; no cells where nothing was reviewed at all."""
    if reviews is None:
        return []
    state = REVIEW_STATES[reviews[0].state if reviews else "open"][language == "en"]
    return [state, guarded(in_words(reviews, language == "en"))]


def _ledger_row(cells: list[str], language: Language) -> list[str]:
    """Return what a person said of a commitment as a row of this table."""
    _, task, _, _, _, _, _, said, remark, person, old_section, old_line, new_section, new_line, ids, _ = cells
    name = "ledger" if language == "en" else "任务台账"
    row = ("", name, said, "", person, task, remark, old_section, new_section, old_line, new_line, "", ids)
    return [guarded(cell) for cell in row]


def _left_out(left: LeftOut, language: Language) -> list[str]:
    """Return what was left out as the last row of this table."""
    en = language == "en"
    return ["", ("所选范围", "what was chosen")[en], left.en if en else left.zh, *[""] * (len(HEADER) - 3)]
