"""Pictures and scanned pages → lines of text, recognised, each with how sure it is.

    seen at 317/1495 … 762/1540       →  　　一、过去五年工作回顾        0.998
    seen at 573/1650 … 653/1685       →  - 1 -                        0.887  furniture

What was seen is set into lines as characters of a pdf are, so that columns, running heads, tables and paragraphs
over lines and pages are found by the same rules.  A recognised text has no exact sizes: those that nearly agree are
taken for one.  Colons, brackets and the like beside Chinese are full ones, which recognition does not tell from
narrow ones.
"""

from __future__ import annotations

import math
import re
import statistics
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..config import ReadingSettings
from .glyphs import Glyph
from .pages import Page, lines_of
from .parts import Given, Notes, Part, Taken
from .recogniser import Looked, Seen, check_installed, look
from .typeset import Row, Segment, join

if TYPE_CHECKING:
    from .pictures import Picture

_LISTED = 10
"""Most pages that are named one by one."""

_SAME_PAGE = 0.03
"""How far, as a share, the height of a page is off the usual one and still taken for it."""

_WIDTH = 595.0
"""Width of a page in points, to which every picture is scaled: A4."""

_SAME_LINE = 0.4
"""Most that the middles of two stretches of one line differ, as a share of the smaller."""

_JOINED = 1.2
"""Widest gap inside a line, in characters; wider ones part columns and cells."""

_SAME_SIZE = 0.15
"""How far, as a share, a size of type is off that of the text and still taken for it."""

_SURE_SIZE = 8
"""Fewest characters whose width tells the size of type; of fewer the height counts too."""

_SINGLE = 2
"""Most characters that tell nothing of their size: they have that of the line above."""

_BLANK = 0.5
"""Share of a full mark at the end, or an opening one at the start of a line, that is blank."""

_OPENING, _CLOSING = "“‘《〈（【", "”’》〉）】，。、；：！？"

_HAN = "\u3400-\u9fff"
_WIDE_MARKS = dict(zip(",:;!?()", "，：；！？（）", strict=True))
_NARROW = re.compile(rf"(?<=[{_HAN}”》）])[,:;!?()]|[,:;!?()](?=[{_HAN}“《（])|(?<=\d)[)](?=[{_HAN}）])")
_DASH = re.compile(rf"^[—–─-](?=[{_HAN}])")
_PAIR = re.compile(r"\(([^()（）]*)）|（([^()（）]*)\)")


def read(given: Given) -> Taken:
    """Return the lines recognised in a file of pictures."""
    check_installed(given.name)
    from .pictures import pictures

    found = list(lines_of(pages(pictures(given))))
    return Taken(found, notes(found, given.settings), told=told())


def pages(pictures: Iterable[Picture]) -> list[Page]:
    """Return what was seen on pages that follow each other, as if it were characters of a pdf."""
    scaled = [(picture.page, _scaled(look(picture.image))) for picture in pictures]
    usual = Type.of([each for _, page in scaled for each in page.seen])
    height = statistics.median(page.height for _, page in scaled)
    return [_page(number, page, usual, height) for number, page in scaled]


def told(numbers: Sequence[int] = ()) -> tuple[str, str]:
    """Return by what the text was known, as the end of a sentence: all of it, or that of some pages."""
    zh, en = "文字是从图像上识别的", "its text was recognised in pictures"
    listed = ", ".join(map(str, numbers[:_LISTED])) + (" …" if len(numbers) > _LISTED else "")
    return (zh, en) if not numbers else (f"第 {listed.replace(', ', '、')} 页的{zh}", f"on pages {listed} {en}")


def notes(lines: Sequence[Part], settings: ReadingSettings) -> Notes:
    """Return the sentences on how sure the recognised lines are; none where nothing was recognised."""
    sure = [(part.sure, len(part.text)) for part in lines if part.sure is not None]
    if not sure:
        return ()
    mean = sum(each * length for each, length in sure) / sum(length for _, length in sure)
    pages = len({part.page for part in lines if part.sure is not None})
    doubtful = sum(each < settings.doubtful for each, _ in sure)
    return (
        (
            f"{pages} 页的文字是从图像上识别的，不是原文：平均可信度 {mean:.1%}，{len(sure)} 行中有 {doubtful} 行存疑"
            f"（低于 {settings.doubtful:.0%}），请对照原件核对。",
            f"The text of {pages} pages was recognised in pictures, not read: mean confidence {mean:.1%}; "
            f"{doubtful} of {len(sure)} lines are doubtful (below {settings.doubtful:.0%}). Check them against the "
            "original.",
        ),
    )


def mended(text: str) -> str:
    """Return a recognised line with full marks beside Chinese characters, and the dash before an item whole again.

    >>> mended("(2024年5月8日）主题是:以新时代(2024:8)"), mended("—在大会上"), mended("2021—2025年")
    ('（2024年5月8日）主题是：以新时代（2024:8）', '——在大会上', '2021—2025年')
    """
    text = _DASH.sub("——", text)
    text = _NARROW.sub(lambda mark: _WIDE_MARKS[mark.group()], _PAIR.sub(_full_pair, text))
    return _PAIR.sub(_full_pair, text)


def _full_pair(pair: re.Match[str]) -> str:
    return f"（{pair[1] if pair[1] is not None else pair[2]}）"


# ── set as type ───────────────────────────────────────────────────────────────────────────────


def _scaled(page: Looked) -> Looked:
    """Return what was seen on a page in points."""
    scale = _WIDTH / min(page.width, page.height)
    seen = (
        each._replace(
            text=mended(each.text), left=each.left * scale, right=each.right * scale, top=each.top * scale,
            bottom=each.bottom * scale,
        )
        for each in page.seen
    )  # fmt: skip
    return Looked(tuple(sorted(seen, key=lambda each: each.top)), page.width * scale, page.height * scale)


def _page(number: int, page: Looked, usual: Type, height: float) -> Page:
    segments: list[Segment] = []
    for each in page.seen:
        above = [one for one in segments if one.left < each.right and each.left < one.right]
        size = above[-1].size if above and _units(each.text) <= _SINGLE else usual.size(each)
        segments.append(_segment(each, number, size))
    turned = ((0, tuple(_rows(segments, number))),) if segments else ()
    same = abs(page.height / height - 1) <= _SAME_PAGE
    letters = sum(len(each.text) for each in page.seen)
    return Page(number, height if same else page.height, turned, (), (), letters, 0)


def _segment(seen: Seen, page: int, size: float) -> Segment:
    """Return the characters of a line spread evenly over where it was seen; marks have their blank half."""
    base = (seen.top + seen.bottom) / 2 + 0.38 * size
    left, right = seen.left, seen.right
    units = _units(seen.text)
    slack = right - left - size * units
    if units < _SURE_SIZE and slack > 0:  # the box of a short line has wider margins
        left, right = left + slack / 2, right - slack / 2
    left -= _BLANK * size if seen.text[0] in _OPENING else 0
    right += _BLANK * size if seen.text[-1] in _CLOSING else 0
    step, at, glyphs = (right - left) / units, left, []
    for character in seen.text:
        end = at + step * _unit(character)
        middle, half = (at + end) / 2, size * _unit(character) / 2
        glyphs.append(Glyph(character, middle - half, middle + half, base, size))
        at = end
    glyphs[0] = glyphs[0]._replace(left=left)
    glyphs[-1] = glyphs[-1]._replace(right=right)
    return Segment(tuple(glyphs), page, base, round(seen.sure, 3))


def _rows(segments: Sequence[Segment], page: int) -> Iterator[Row]:
    """Yield the lines of a page from the top down; what stands close together on one line is one stretch."""
    lines: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda each: (each.base, each.left)):
        near = lines[-1] if lines else []
        if near and segment.base - near[0].base <= _SAME_LINE * min(segment.size, near[0].size):
            near.append(segment)
        else:
            lines.append([segment])
    for line in lines:
        yield Row(tuple(_stretches(sorted(line, key=lambda each: each.left))), page, line[0].base)


def _stretches(line: Sequence[Segment]) -> Iterator[Segment]:
    run: list[Segment] = []
    for segment in line:
        if run and segment.left - run[-1].right > _JOINED * max(segment.size, run[-1].size):
            yield join(run)
            run = []
        run.append(segment)
    yield join(run)


# ── sizes ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Type:
    """The size of most of the type of a text, and how tall its lines were seen, in points."""

    width: float
    height: float

    @classmethod
    def of(cls, seen: Sequence[Seen]) -> Type:
        """Return the type of a text, as its long lines show it."""
        long = [each for each in seen if _units(each.text) >= _SURE_SIZE] or seen
        return cls(
            statistics.median([(each.right - each.left) / _units(each.text) for each in long] or [1.0]),
            statistics.median([each.bottom - each.top for each in long] or [1.0]),
        )

    def size(self, seen: Seen) -> float:
        """Return the size of the type of a line: that of the text, or one of few steps away from it."""
        share = (seen.right - seen.left) / _units(seen.text) / self.width
        if _units(seen.text) < _SURE_SIZE:  # marks and digits tell little
            share = min(share, max(1.0, (seen.bottom - seen.top) / self.height))
        if abs(share - 1) <= _SAME_SIZE:
            return self.width
        step = math.log1p(_SAME_SIZE)
        return self.width * math.exp(step * round(math.log(share) / step))


def _unit(character: str) -> float:
    """Return the width of a character in Chinese ones."""
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5


def _units(text: str) -> float:
    return sum(map(_unit, text))
