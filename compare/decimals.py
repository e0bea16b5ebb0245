"""Decimal numbers of headings, as technical reports and those of schools and companies have them.

    1 总体情况                     →  number 1, depth 1: what stands under it is numbered 1.1
    1.1 目标                       →  number 1.1, depth 2
    1.1.1 主要指标。到2030年，…      →  number 1.1.1, depth 3, a run-in heading
    1.1万亿元  2.5 个百分点  5.8日    →  figures, by what follows the number

One such line says little: it may open with a figure, a date, a version.  A run of them that counts up, 1.1, 1.2, 2.1,
each a short line or opening with a short sentence, is the numbering of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .config import OutlineSettings
from .drafts import Draft, ends, reads_as_heading

_MEASURES = (
    "[%％‰°℃万亿兆倍吨亩版折余多]|元(?![素旦首])|个(?![人体性案])|百分|公[里顷斤]|平方|立方|[千毫厘]|左右|以[上下内]|上下"
    "|月(?!度)|年(?![度轻龄])|日(?![常益])|小时|分钟|分(?![类级工析步])"
)
"""What makes a figure of the number before it, a blank between them or none."""

_COUNTED = "个人户家项名件次台辆座条所岁时秒米克升度级位里百点"
"""What may be counted where it follows a number without a blank: 1.1人, but 1.1 人才队伍."""

_PART = r"(?![0０])\d{1,2}"
_REST = "\u3400-\u9fff《“‘（(A-Za-z"
_DECIMAL = re.compile(
    rf"\s*(?P<number>{_PART}(?:[.．]{_PART}){{1,3}})(?:[.．、]\s*|\s+|(?![{_COUNTED}A-Za-z（(]))(?!{_MEASURES})(?=[{_REST}])"
)
_CLOSE = re.compile(rf"\s*(?P<number>{_PART}(?:[.．]{_PART}){{1,3}})(?!{_MEASURES})(?=[{_COUNTED}])")
"""A number and what may be counted: a heading (2.4人才培养) where it is the next of a run, and no proof of one."""

_CELLS = re.compile(r"(?:\s+[+-]?[\d.,]+[%％]?){2,}$")
"""The end of a row of numbers, whose first is none of a heading."""

_ABOVE = re.compile(rf"\s*(?P<number>{_PART})\s*(?!{_MEASURES})(?=[\u3400-\u9fff])")
"""How a line opens that may be the heading above a line whose number is its own and .1, though no blank parts it."""

_WHOLE = re.compile(rf"\s*(?P<number>{_PART})(?:\s+|[、.．]\s*)(?!{_MEASURES})(?=[{_REST}])")
_FIGURE = re.compile(rf"\s*\d+[.．]\d+\s*(?:{_MEASURES})")
_PARTS = re.compile("[.．]")
_SKIPPED = 2
"""How far a number may be from the next of its run: one heading may stand where it is not seen as a line."""


_MOST_OPEN = 20
"""Most runs that may go on; a text has one, and one for each list between."""


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A line that may be of a run: the parts of its number, where its text begins, whether it is short, or a figure."""

    draft: Draft
    parts: tuple[int, ...]
    end: int
    brief: bool
    doubtful: bool


@dataclass(slots=True, eq=False)
class _Run:
    """Lines whose numbers count up."""

    lines: list[_Numbered] = field(default_factory=list)

    @property
    def decimals(self) -> list[_Numbered]:
        return [line for line in self.lines if len(line.parts) > 1]


def decimals(drafts: list[Draft], settings: OutlineSettings) -> list[Draft]:
    """Give lines of a run of decimal numbers their number and how many parts it has."""
    runs = [run for run in _runs(drafts, settings) if len(run.decimals) > 1]
    found = [line for run in runs for line in run.lines if not line.doubtful]
    if len(found) >= settings.least_decimals and 2 * sum(line.brief for line in found) >= len(found):
        lines = [line for run in runs for line in run.lines]
        for line in (*lines, *_above(drafts, lines, settings)):
            line.draft.number, line.draft.depth = line.draft.text[: line.end].strip(), len(line.parts)
    return drafts


def decimal_of(text: str) -> str | None:
    """Return the decimal number that a text opens with, None where that is a figure or none.

    >>> [decimal_of(text) for text in ("1.1 目标", "2.3.1主要任务", "1.1万亿元", "2.5 个百分点", "2024.5.8 会议")]
    ['1.1', '2.3.1', None, None, None]
    """
    match = _DECIMAL.match(text)
    return text[: match.end()].strip() if match else None


def opens_with_figure(text: str) -> bool:
    """Tell whether a text opens with a decimal fraction and what it measures, as no heading does.

    >>> opens_with_figure("3.1 万人次受益"), opens_with_figure("10.5%的增长"), opens_with_figure("3.1 目标")
    (True, True, False)
    """
    return bool(_FIGURE.match(text))


def _runs(drafts: Sequence[Draft], settings: OutlineSettings) -> list[_Run]:
    """Return the runs of a text; each line goes on with the one that it can and that went on last, or begins one."""
    runs: list[_Run] = []
    open_: list[_Run] = []  # the last that went on stands last
    for line in _numbered(drafts, settings):
        skipped = 1 if line.doubtful else _SKIPPED
        run = next((run for run in reversed(open_) if _follows(run.lines[-1].parts, line.parts, skipped)), None)
        if run is not None:
            open_.remove(run)
        elif _begins(line.parts) and not line.doubtful:
            runs.append(run := _Run())
        if run is not None:
            run.lines.append(line)
            open_ = [*open_[1 - _MOST_OPEN :], run]
    return runs


def _numbered(drafts: Sequence[Draft], settings: OutlineSettings) -> Iterator[_Numbered]:
    for draft in drafts:
        if draft.kind != "paragraph" or draft.is_row:
            continue
        sure = _DECIMAL.match(draft.text)
        match = sure or _WHOLE.match(draft.text) or _CLOSE.match(draft.text)
        if match:
            parts = tuple(map(int, _PARTS.split(match["number"])))
            brief = _is_brief(draft.text[match.end() :], settings)
            if sure or (brief and not ends(draft.text)):
                yield _Numbered(draft, parts, match.end(), brief, not sure and len(parts) > 1)


def _above(drafts: Sequence[Draft], lines: Sequence[_Numbered], settings: OutlineSettings) -> Iterator[_Numbered]:
    """Yield the headings right above 1.1, 2.1, … that open with 1, 2, … and no blank: 2任务."""
    before = {id(draft): above for above, draft in pairwise(drafts)}
    numbered = {id(line.draft) for line in lines}
    for line in lines:
        above = before.get(id(line.draft)) if len(line.parts) == 2 and line.parts[1] == 1 else None
        match = _ABOVE.match(above.text) if above and id(above) not in numbered else None
        if above is None or match is None or above.kind != "paragraph" or above.is_row or ends(above.text):
            continue
        if int(match["number"]) == line.parts[0] and _is_brief(above.text[match.end() :], settings):
            yield _Numbered(above, line.parts[:1], match.end(), brief=True, doubtful=True)


def _is_brief(rest: str, settings: OutlineSettings) -> bool:
    """Tell whether what follows a number is a heading, or opens with one."""
    if _CELLS.search(rest):
        return False
    return reads_as_heading(rest, settings.max_heading) or 0 < rest.find("。") <= settings.max_runin


def _begins(parts: tuple[int, ...]) -> bool:
    """Tell whether a number may be the first of a run: 1, 1.1, 3.1 under 第三章, 1.1.1."""
    return parts == (1,) or (len(parts) > 1 and set(parts[1:]) == {1})


def _follows(one: tuple[int, ...], two: tuple[int, ...], skipped: int = 1) -> bool:
    """Tell whether a number is the next after another: the first under it, or the next of any of its parts.

    >>> [_follows((1, 2), two) for two in ((1, 2, 1), (1, 3), (2,), (2, 1), (1, 2), (1, 4))]
    [True, True, True, True, False, False]
    """
    shared = next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    if set(two[shared + 1 :]) - {1}:
        return False
    if shared == len(one):
        return len(two) > shared and two[shared] == 1
    return shared < len(two) and 0 < two[shared] - one[shared] <= skipped
