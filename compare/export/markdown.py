"""A comparison as Markdown: the summary, the ranked changes as a table, the passages one under the other.

    旧 稳健的货币政策\\[-要灵活适度、精准有效-\\]。
    新 {+实施适度宽松的+}货币政策。

Readable in any viewer and as plain text: what went stands in [-…-], what came in {+…+}, since ~~ and
** do not close beside Chinese punctuation.  Passages that did not change are counted, not shown.
A report is foreign text: whatever Markdown would take for markup is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest

from ..describe import Entry, shorten
from ..errors import Language
from ..ledger import ledger
from ..ledger_table import HEADER, progress, said
from ..model import Comparison, Review, Side
from ..recognition import Marks, marks
from ..remarks import on_changes
from ..reviews import in_words, standing
from ..summary import Said
from ..summary import lines as summary_lines
from ..view import Cell, Item, Page, Row, page
from ..view.headings import leading

_MARKUP = re.compile(r"([\\`*_{}\[\]<>|~#&!])")
_WORDS = {
    "zh": {
        "changes": "改动清单",
        "ledger": "任务台账：人工登记",
        "passages": "对照",
        "head": ("序号", "改动", "内容", "旧章节", "新章节", "行"),
        "review": "审阅",
        "remark": "说明",
        "legend": "[-…-] 是删去的字句，{+…+} 是新增的字句；没有改动的段落略去。",
        "old": "旧",
        "new": "新",
        "gap_old": "旧报告没有对应段落",
        "gap_new": "新报告没有对应段落",
        "same": "（{n} 段没有改动，略去）",
        "passed": "（{n} 段没有所选的改动，略去）",
        "moved": "（由“{old}”移至“{new}”）",
        "aside": "（{said}）",
    },
    "en": {
        "changes": "Changes",
        "ledger": "Ledger: what was entered by hand",
        "passages": "Side by side",
        "head": ("No.", "Change", "What", "Old section", "New section", "Lines"),
        "review": "Review",
        "remark": "Remark",
        "legend": "[-…-] was taken out, {+…+} was put in; unchanged paragraphs are left out.",
        "old": "Old",
        "new": "New",
        "gap_old": "nothing corresponds in the old report",
        "gap_new": "nothing corresponds in the new report",
        "same": "({n} paragraphs unchanged, left out)",
        "passed": "({n} paragraphs with none of the changes chosen, left out)",
        "moved": "(moved from “{old}” to “{new}”)",
        "aside": " ({said})",
    },
}
_LEDGER_COLUMNS = (0, 1, 2, 5, 6, 7, 8)
"""The columns of the ledger that a page of text has room for."""

_QUOTED = 120
"""Most characters of one cell of the table; the passages below quote in full."""


def write(comparison: Comparison, language: Language) -> bytes:
    """Return the comparison as UTF-8 Markdown."""
    words = _WORDS[language]
    title, *summary = summary_lines(comparison, language, rest="below")
    lines = [f"# {escaped(title.text)}", "", *_summary(summary)]
    said_of = standing(comparison.reviews)
    shown, recognition = page(comparison), marks(comparison, language)
    lines += [f"## {words['changes']}", "", *_table(shown.items, said_of, on_changes(comparison), recognition), ""]
    if comparison.ledger:
        lines += [f"## {words['ledger']}", "", escaped(progress(ledger(comparison), language)), ""]
        lines += [*ledger_table(said(comparison, language), language), ""]
    lines += [
        f"## {words['passages']}",
        "",
        escaped(str(words["legend"])),
        "",
        *_passages(comparison, shown, recognition),
    ]
    return ("\n".join(lines).rstrip("\n") + "\n").encode("utf-8")


def escaped(text: str) -> str:
    """Return `text` as Markdown shows it: no character of it is markup, no line of it begins a block.

    >>> escaped("5*3 <b> [a]")
    '5\\\\*3 \\\\<b\\\\> \\\\[a\\\\]'
    """
    safe = _MARKUP.sub(r"\\\1", " ".join(text.split()))
    return re.sub(r"^([-+=]|\d+(?=[.)]))", r"\\\1" if not safe[:1].isdigit() else r"\1\\", safe)


def _summary(said: list[Said]) -> list[str]:
    """Return the summary: its lines as a list, each linked with its row of the table of changes."""
    out = []
    for each, after in zip_longest(said, said[1:]):
        if each.line is not None:
            text = escaped(each.text.removeprefix("· "))
            linked = f"[{text}](#{each.line.change})" if each.line.change else text
            out.append(f"- {linked}{escaped(each.where)}")
        elif each.text:
            out.append(f"## {escaped(each.text)}" if each.heading else escaped(each.text))
        if each.text and (each.line is None or after is None or after.line is None):
            out.append("")
    return out


def ledger_table(rows: Iterable[Sequence[str]], language: Language) -> list[str]:
    """Return the telling columns of rows of the ledger as a table."""
    head = [HEADER[at][language == "en"] for at in _LEDGER_COLUMNS]
    out = [f"| {' | '.join(head)} |", "|" + " --- |" * len(head)]
    return out + [f"| {' | '.join(escaped(row[at]) for at in _LEDGER_COLUMNS)} |" for row in rows]


def _table(
    items: Iterable[Item], said_of: Mapping[str, Sequence[Review]], written: Mapping[str, str], recognition: Marks
) -> list[str]:
    language = recognition.language
    further = [name for name, there in (("review", said_of), ("remark", written)) if there]
    head = (*_WORDS[language]["head"], *(str(_WORDS[language][name]) for name in further))
    rows = [f"| {' | '.join(head)} |", "|" + " --- |" * len(head)]
    for number, item in enumerate(items, 1):
        entry = item.entry
        cells = (
            f'<a id="{item.id}"></a>{number}',
            entry.label(language),
            shorten(entry.brief, _QUOTED)
            + (_recognised(item.sure, recognition) if recognition.doubts(item.sure) else ""),
            entry.old_section,
            entry.new_section,
            _lines(entry),
            *((in_words(said_of.get(item.id, ()), language == "en"),) if said_of else ()),
            *((written.get(item.id, ""),) if written else ()),
        )
        rows.append(f"| {cells[0]} | {' | '.join(escaped(cell) for cell in cells[1:])} |")
    return rows


def _recognised(sure: float | None, recognition: Marks) -> str:
    """Return what stands behind text that was recognised in a picture, nothing behind text that was read."""
    said = recognition.of(sure)
    return f"{_WORDS[recognition.language]['aside']}".format(said=said) if said else ""


def _lines(entry: Entry) -> str:
    return " → ".join(str(line) if line else "–" for line in (entry.old_line, entry.new_line))


def _passages(comparison: Comparison, shown: Page, recognition: Marks) -> list[str]:
    words = _WORDS[recognition.language]
    lines: list[str] = []
    same = 0
    passed = str(words["same" if comparison.left_out is None else "passed"])
    for row in leading(shown.rows):
        if row.kind in ("pointer", "continued"):
            continue
        if row.unchanged and row.kind != "heading":
            same += 1
            continue
        if same:
            lines += [passed.format(n=same), ""]
            same = 0
        lines += _row(row, recognition)
    if same:
        lines += [passed.format(n=same), ""]
    return lines


def _row(row: Row, recognition: Marks) -> list[str]:
    words = _WORDS[recognition.language]
    lines = []
    if row.kind == "heading":
        cells = row.new or row.old
        level = min((row.level or 1) + 2, 6)
        lines += ["#" * level + " " + escaped("　".join(cell.block.text for cell in cells)), ""]
        if row.unchanged:
            return lines
    if row.move is not None:
        lines += [escaped(str(words["moved"]).format(old=row.move.old_place, new=row.move.new_place)), ""]
    for side, cells in (("old", row.old), ("new", row.new)):
        if cells:
            for cell in cells:
                said = escaped_inline(_recognised(cell.block.sure, recognition))
                lines += [f"**{words[side]}** {_marked(cell, 'old' if side == 'old' else 'new')}{said}", ""]
        else:
            lines += [f"**{words[side]}** – {words['gap_' + side]}", ""]
    return lines


def _marked(cell: Cell, side: Side) -> str:
    """Return a cell's text with what went or came between the signs of its side."""
    start, end = (r"\[-", r"-\]") if side == "old" else ("{+", "+}")
    parts: list[str] = []
    open_mark = False
    for segment in cell.segments:
        changed = segment.op != "equal"
        if changed != open_mark:
            parts.append(start if changed else end)
            open_mark = changed
        parts.append(escaped_inline(segment.text))
    return "".join(parts) + (end if open_mark else "")


def escaped_inline(text: str) -> str:
    """Return a stretch of a line with its markup characters escaped and its white space kept."""
    return _MARKUP.sub(r"\\\1", text.replace("\n", " "))
