"""新旧对照表: old and new side by side with what to say of each change, as a Word table to be edited and handed on.

    | 旧                     | 新                          | 说明                              |
    | 赤字率拟按[3%]安排       | 赤字率拟按[4%左右]安排          | 目标上调：赤字率 3%→4%左右          |

Section by section, in the order of the new report, A4 across, the head on every page.  What went is struck, what came
is underlined: it reads in black and white.  Paragraphs that did not change are counted, not repeated.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from ..errors import Language
from ..ledger_table import HEADER as LEDGER
from ..ledger_table import said
from ..model import Comparison
from ..recognition import marks
from ..summary import INVENTED, is_invented
from ..view import Cell, Row, Segment
from .reasons import Reasons, told_rows
from .word import BODY, HEAD, NOTE, document, fill, paragraph, run, saved, xml

_WIDTHS = (5300, 5300, 3960)
"""Columns in twentieths of a point: a page across, less its margins."""
_SIZE, _NOTE_SIZE = 10.5, 9
_HEADINGS = ("title", "heading")
_GONE, _CAME, _FIGURE, _MOVED, _DOUBT = "9C2B21", "0F5A2A", "FFF0C9", "1F4E8C", "8A6100"
_LEDGER_COLUMNS = (1, 6, 8)
"""Commitment, what the new report says, and what a person said of it."""
_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "title": "新旧对照表",
        "old": "旧",
        "new": "新",
        "why": "说明",
        "none": "（无对应内容）",
        "same": "以下{n}段未变",
        "passed": "以下{n}段没有所选的改动",
        "ledger": "任务台账：人工登记",
        "legend": "删去的文字加删除线，加入的文字加下划线，变化的数据加底色；蓝字加波浪线的句子换了次序。",
    },
    "en": {
        "title": "Old and new",
        "old": "Old",
        "new": "New",
        "why": "Remarks",
        "none": "(nothing here)",
        "same": "Unchanged paragraphs: {n}",
        "passed": "Paragraphs with none of the changes chosen: {n}",
        "ledger": "Ledger of commitments: what was entered by hand",
        "legend": "What was taken out is struck, what was added is underlined, changed figures are shaded; "
        "sentences in blue with a wavy line stand in another order.",
    },
}


def write(comparison: Comparison, language: Language) -> bytes:
    """Return the table as a .docx document."""
    words = _WORDS[language]
    titles = [report.title or report.source.name for report in (comparison.old, comparison.new)]
    between = ": " if language == "en" else "："
    made = document(f"{words['title']}{between}{titles[1]}", comparison.new.date, landscape=True)
    head = paragraph(run(words["title"], face=HEAD, size=18, bold=True), centred=True)
    if is_invented(comparison.old) or is_invented(comparison.new):
        head += paragraph(run(INVENTED, face=HEAD, size=_SIZE, colour=_GONE), centred=True)
    head += paragraph(run(words["legend"], face=NOTE, size=_SIZE))
    if left := comparison.left_out:
        head += paragraph(run(left.en if language == "en" else left.zh, face=NOTE, size=_SIZE))
    for limit in comparison.limits:
        if limit.what == "recognition":
            head += paragraph(run(limit.en if language == "en" else limit.zh, face=NOTE, size=_SIZE, bold=True))
    table = _Table(comparison, language)
    fill(made, head + _framed("".join(table.rows(titles))) + _ledger(comparison, language))
    return saved(made)


def _ledger(comparison: Comparison, language: Language) -> str:
    """Return what people said of the commitments of the old report, as a table of its own; nothing where nobody did."""
    entries = said(comparison, language) if comparison.ledger else []
    if not entries:
        return ""
    bold = partial(run, face=HEAD, size=_SIZE, bold=True)
    rows = [_row([paragraph(bold(LEDGER[at][language == "en"]), centred=True) for at in _LEDGER_COLUMNS], head=True)]
    for each in entries:
        remark = "　".join(part for part in (each[7], each[8], each[9]) if part)
        rows.append(_row([paragraph(run(text, face=BODY, size=_SIZE)) for text in (each[1], each[6], remark)]))
    title = paragraph(run(_WORDS[language]["ledger"], face=HEAD, size=14, bold=True), keep=True)
    return title + _framed("".join(rows))


class _Table:
    """The rows of the table of one comparison."""

    def __init__(self, comparison: Comparison, language: Language) -> None:
        self._comparison, self._language, self._words = comparison, language, _WORDS[language]
        self._reasons, self._recognition = Reasons(comparison, language), marks(comparison, language)

    def rows(self, titles: Sequence[str]) -> list[str]:
        """Return the rows as XML, the head first."""
        dates = [report.date or "" for report in (self._comparison.old, self._comparison.new)]
        names = [f"{self._words[side]}　{title}" for side, title in zip(("old", "new"), titles, strict=True)]
        bold = partial(run, face=HEAD, size=_SIZE, bold=True)
        head = [
            "".join(paragraph(bold(line), centred=True) for line in lines if line)
            for lines in (*zip(names, dates, strict=True), (self._words["why"],))
        ]
        out = [_row(head, head=True)]
        for each in told_rows(self._comparison):
            out.append(self._unchanged(each) if isinstance(each, int) else self._row(each))
        return out

    def _unchanged(self, number: int) -> str:
        words = self._words["same" if self._comparison.left_out is None else "passed"]
        said = paragraph(run(words.format(n=number), face=NOTE, size=_SIZE), centred=True)
        return _row([said], span=3)

    def _row(self, row: Row) -> str:
        old, new = self._side(row.old, old=True), self._side(row.new, old=False)
        headings = all(cell.block.kind in _HEADINGS for cell in (*row.old, *row.new))
        return _row([old, new, self._why(row)], shade="F3EFE7" if headings else "")

    def _side(self, cells: Sequence[Cell], *, old: bool) -> str:
        if not cells:
            return paragraph(run(self._words["none"], face=NOTE, size=_SIZE))
        out = ""
        for cell in cells:
            heading = cell.block.kind in _HEADINGS
            text = runs(cell.segments, old=old, heading=heading)
            if self._recognition.doubts(cell.block.sure):
                said = self._recognition.of(cell.block.sure)
                text += run(f"　{said}", face=NOTE, size=_NOTE_SIZE, bold=True, colour=_DOUBT)
            out += paragraph(text, keep=heading)
        return out

    def _why(self, row: Row) -> str:
        lines = self._reasons.lines(row)
        return "".join(paragraph(run(line, face=NOTE, size=_SIZE)) for line in lines) or paragraph("")


def runs(segments: Sequence[Segment], *, old: bool, heading: bool = False) -> str:
    """Return the segments of one side as runs: struck or underlined where they changed, shaded where a number did."""
    face = HEAD if heading else BODY
    out = []
    for each in segments:
        changed = each.op != "equal"
        out.append(
            run(
                each.text,
                face=face,
                size=_SIZE,
                bold=heading or each.runin or each.figure is not None,
                struck=changed and old,
                underline="single" if changed and not old else "wave" if each.moved else "",
                colour=(_GONE if old else _CAME) if changed else _MOVED if each.moved else "",
                shade=_FIGURE if each.figure is not None else "",
            )
        )
    return "".join(out)


def _framed(rows: str) -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    looks = (
        f'<w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/>'
    )
    return f"<w:tbl><w:tblPr>{looks}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>{paragraph('')}"


def _row(cells: Sequence[str], *, head: bool = False, span: int = 1, shade: str = "") -> str:
    looks = "<w:cantSplit/><w:tblHeader/>" if head else ""
    fill = "EFE9DF" if head else shade
    coloured = f'<w:shd w:val="clear" w:color="auto" w:fill="{xml(fill)}"/>' if fill else ""
    widths = (sum(_WIDTHS),) if span > 1 else _WIDTHS
    joined = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{joined}{coloured}</w:tcPr>{cell}</w:tc>'
        for width, cell in zip(widths, cells, strict=True)
    )
    return f"<w:tr>{f'<w:trPr>{looks}</w:trPr>' if looks else ''}{inner}</w:tr>"
