"""What a pdf repeats around its text: running heads and feet, page numbers.

    page 4   某市政府工作报告              →  furniture: the same words at the same place on page 3 and page 5
             各位代表：…
             — 4 —                       →  furniture: a page number, which counts with the pages
    page 5   — 5 —

Only lines at the top and the foot of a page are looked at, from the outside in, so that a number in the text stays.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .typeset import Row, join

_DEPTH = 3
"""Most lines of a running head or foot."""

_LEAST_PAGES = 3
"""Fewest pages that repeat a head or foot; of two or three pages two must."""

_PLACE = 4.0
"""Most that the places of a head differ between pages, in points."""

_MARGIN = 0.12
"""Share of the page at its top and foot where a bare number that stands apart is a page number."""

_APART = 1.5
"""Least distance of such a number from the text, in sizes of the text's type."""

_DIGITS = re.compile(r"[0-9０-９]+|[ivxlc]+$|[IVXLC]+$")
_COUNTED = re.compile(
    r"[-—–―─一·•~～]{1,3}(\d{1,4})[-—–―─一·•~～]{1,3}|第(\d{1,4})页(?:[,，/]?共\d{1,4}页)?|共\d{1,4}页[,，/]?第(\d{1,4})页"
    r"|(\d{1,4})/\d{1,4}(?:页)?|Page(\d{1,4})(?:of\d{1,4})?|-(\d{1,4})-",
    re.IGNORECASE,
)
_BARE = re.compile(r"(\d{1,4})|[ivxlc]{1,6}|[IVXLC]{1,6}")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of a page in the direction of most of its text, from the top down, and how tall the page is so."""

    number: int
    height: float
    rows: tuple[Row, ...]


def furniture(sheets: Sequence[Sheet]) -> list[frozenset[int]]:
    """Return for each page which of its lines are furniture."""
    repeated = _repeated(sheets)
    offsets = _offsets(sheets)
    return [frozenset(_around(sheet, repeated, offsets)) for sheet in sheets]


_Sign = tuple[bool, str, int]
"""Top or foot, the words with numbers as #, and the place in steps of `_PLACE`."""


def _around(sheet: Sheet, repeated: frozenset[_Sign], offsets: frozenset[int]) -> Iterator[int]:
    """Yield the lines of one page that are furniture, from the outside in."""
    for top in (True, False):
        for at in _edge(sheet, top):
            row = sheet.rows[at]
            if not (_signs(sheet, row, top) & repeated or _is_number(sheet, at, offsets)):
                break
            yield at


def _edge(sheet: Sheet, top: bool) -> Sequence[int]:
    """Return the numbers of the outermost lines, outside first."""
    count = len(sheet.rows)
    return range(min(_DEPTH, count)) if top else range(count - 1, max(-1, count - 1 - _DEPTH), -1)


def _signs(sheet: Sheet, row: Row, top: bool) -> frozenset[_Sign]:
    """Return what a line would have in common with others; two, as its place may lie at the border of a step."""
    words = _DIGITS.sub("#", _words(row))
    place = (row.base if top else sheet.height - row.base) / _PLACE
    return frozenset((top, words, step) for step in (int(place), int(place + 0.5) + 100_000))


def _repeated(sheets: Sequence[Sheet]) -> frozenset[_Sign]:
    pages: dict[_Sign, set[int]] = defaultdict(set)
    for sheet in sheets:
        for top in (True, False):
            for at in _edge(sheet, top):
                for sign in _signs(sheet, sheet.rows[at], top):
                    pages[sign].add(sheet.number)
    least = _LEAST_PAGES if len(sheets) > _LEAST_PAGES else 2
    return frozenset(sign for sign, seen in pages.items() if len(seen) >= least)


def _offsets(sheets: Sequence[Sheet]) -> frozenset[int]:
    """Return the differences between printed and counted page numbers that two pages and more share."""
    found: Counter[int] = Counter()
    for sheet in sheets:
        edges = {at for top in (True, False) for at in _edge(sheet, top)}
        values = {_value(_words(sheet.rows[at])) for at in edges}
        found.update(value - sheet.number for value in values if value is not None)
    return frozenset(offset for offset, count in found.items() if count > 1)


def _is_number(sheet: Sheet, at: int, offsets: frozenset[int]) -> bool:
    words = _words(sheet.rows[at])
    if _COUNTED.fullmatch(words):
        return True
    if not _BARE.fullmatch(words):
        return False
    value = _value(words)
    return (value is not None and value - sheet.number in offsets) or _stands_apart(sheet, at)


def _stands_apart(sheet: Sheet, at: int) -> bool:
    """Tell whether a line is at the very edge of the page and well away from the next one."""
    row = sheet.rows[at]
    if _MARGIN * sheet.height < row.base < (1 - _MARGIN) * sheet.height:
        return False
    for one, two in pairwise(sheet.rows[max(0, at - 1) : at + 2]):
        if two.base - one.base < (1 + _APART) * max(_size(one), _size(two)):
            return False
    return True


def _value(words: str) -> int | None:
    match = _COUNTED.fullmatch(words) or _BARE.fullmatch(words)
    digits = next((group for group in match.groups() if group), None) if match else None
    return int(digits) if digits else None


def _words(row: Row) -> str:
    return "".join(join(row.segments).text.split())


def _size(row: Row) -> float:
    return max(each.size for each in row.segments)
