"""Text whose lines an editor or a converter broke at one width → which lines go on with the one before.

        加快建设现代化产业体系，推动传统产业改造提升，新增就业五万      full: 58 columns of 60
    人以上。坚持教育优先发展，新建改扩建学校三十所，新增学位两万        continues
    个。                                                            continues
    （二）办好人民满意的教育                                          a line: it opens as a heading does

A line goes on where the one before had no room for its first character or word.  A blank line or an indent parts
paragraphs, as does what opens as a heading under a full stop.  Text whose lines have no common width is left alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from .parts import Notes, Part

_NARROWEST, _WIDEST = 40, 130
"""Columns of text that is taken for broken at one width; a Chinese character is two, lines of mail are 72 or 76."""

_NEAR = 4
"""Columns that a full line may be short of the common width: a mark may take a character along to the next line."""

_OVER = 6
"""Columns by which a line may be wider than those of the common width: marks that no line may begin with hang over."""

_SHARED, _COMMON = 3, 0.05
"""Fewest lines, and least share of lines, of the common width."""

_LEAST_FULL = 5
"""Fewest full lines of such text, each another."""

_FULL_SHARE = 0.3
"""Least share of full lines; of lines that end where their paragraphs do hardly any two are as wide as each other."""

_BROKEN_SHARE = 0.6
"""Least share of full lines that end inside a sentence."""

_ENDS = re.compile(r"[。！？!?；;：:…][”’」』）)》]?$")
_NUMBERED = re.compile(
    r"[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}[、．]"
    r"|第[一二三四五六七八九十]{1,3}(?:章|节|篇|部分)|[㈠-㈩⑴-⒇⒈-⒛]"
    r"|[1-9]\d?(?:\.[1-9]\d?){1,3}[ \u3000]+(?![万亿倍元吨余多左以版]|个(?![人体性案])|百分|平方|公里)[\u4e00-\u9fff]"
)
"""How a numbered heading or item opens: never in the middle of a paragraph."""

_OPENS = re.compile(
    r"第[一二三四五六七八九十]{1,3}[，、]|[一二三四五六七八九十]{1,3}[是要]|附[件录表]|各位|同志们|[—―─]{1,3}|--"
)
"""How an item or an address opens: not after the end of a sentence."""

_LONGEST_HEADING = 60
"""Longest heading that stands in several lines, in characters; the longest of 265 real reports has 54."""

_STOP = re.compile("[。！？!?；;]")
_WORD = re.compile(r"[A-Za-z0-9.,%+/&@_:-]+")


def joined(parts: list[Part]) -> tuple[list[Part], Notes]:
    """Return lines with those that go on with the one before said to do so, and a note on how many."""
    further = continued(["" if part.style else part.text for part in parts])
    if not further:
        return parts, ()
    found = [part._replace(style="continues") if at in further else part for at, part in enumerate(parts)]
    note = (
        f"全文各行在同一宽度处换行，已把 {len(further)} 行接回所属的段落。",
        f"All lines are broken at one width; lines joined with the paragraphs that they go on with: {len(further)}.",
    )
    return found, (note,)


def continued(lines: Sequence[str]) -> frozenset[int]:
    """Return the places of the lines that go on with the one before; none where no width is common."""
    widths = [_width(line.rstrip()) for line in lines]
    filled = sum(map(bool, widths))
    widest = _common(widths, filled)
    if not _NARROWEST <= widest <= _WIDEST or max(widths) > widest + _OVER:
        return frozenset()
    full = [at for at, width in enumerate(widths) if width >= widest - _NEAR]
    broken = sum(not _ENDS.search(lines[at].rstrip()) for at in full)
    if (
        len({lines[at] for at in full}) < _LEAST_FULL
        or len(full) < _FULL_SHARE * filled
        or broken < _BROKEN_SHARE * len(full)
    ):
        return frozenset()
    return frozenset(
        at
        for at in range(1, len(lines))
        if widths[at - 1] and widths[at] and _goes_on(lines[at - 1].rstrip(), lines[at], widest - widths[at - 1])
    )


def is_one_heading(lines: Sequence[str]) -> bool:
    """Tell whether the lines of one heading, which a line break parts, are one text: only the first has a number.

    >>> is_one_heading(["一、过去五年", "工作回顾"]), is_one_heading(["一、工作回顾", "（一）组织"])
    (True, False)
    """
    numbers = [bool(_NUMBERED.match(line.strip())) for line in lines]
    if len(lines) < 2 or numbers != [True] + [False] * (len(lines) - 1):
        return False
    return sum(map(len, lines)) <= _LONGEST_HEADING and not any(_STOP.search(line) for line in lines)


def _common(widths: Sequence[int], filled: int) -> int:
    """Return the largest width that several lines share, 0 where none do."""
    counted = Counter(widths)
    return max((width for width, count in counted.items() if count >= max(_SHARED, _COMMON * filled)), default=0)


def _goes_on(before: str, line: str, room: int) -> bool:
    """Tell whether a line goes on with the one before, which had so much room left."""
    if line[:1].isspace() or _NUMBERED.match(line):
        return False
    word = _WORD.match(line)
    if room > _NEAR and room >= (_width(word.group()) if word else 0) + _NEAR:
        return False
    return not (_ENDS.search(before) and _OPENS.match(line))


def _width(text: str) -> int:
    """Return the columns that a text takes up; quotation marks and dashes count as Chinese ones.

    >>> _width("就业5万"), _width("“十五五”")
    (7, 10)
    """
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)
