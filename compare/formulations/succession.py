"""Phrases that follow others without sharing their words: one slogan, one congress, one plan after another.

动员全市职工为[建设国际一流的和谐宜居之都 → 北京率先基本实现社会主义现代化]…   in place after place
中国工会十七大 → 中国工会十八大，十三五 → 十四五                               the next number
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence

from ..model import Edit
from .body import Body
from .context import changes_of
from .phrases import Phrases
from .swap import Swap

_SLOT = 40
"""Most characters of a change in which one phrase can be said to stand for another."""

_DIGITS = "零一二三四五六七八九"
_COUNTED = re.compile(r"[二三四五六七八九]?十?[一二三四五六七八九十](?=大|届|五$)")


def slots(old: Body, new: Body, edits: Sequence[Edit], gone: Collection[str], come: Collection[str]) -> list[Swap]:
    """Return set phrases that stand in one place of a sentence, in place after place: …为[建设A → B]….

    `gone` are phrases that only the old edition has, `come` those that only the new one has.  Once may be chance;
    a pair counts from its second place on.
    """
    votes: dict[tuple[str, str], int] = defaultdict(int)
    olds, news = Phrases(gone), Phrases(come)
    for _, removed, inserted, _ in changes_of(old, new, edits):
        if max(len(removed), len(inserted)) <= _SLOT:
            one, two = olds.inside(removed), news.inside(inserted)
            if one and two:
                votes[one, two] += 1
    found = []
    used: set[str] = set()
    for one, two in sorted(votes, key=lambda pair: (-votes[pair], sorted(pair))):
        if votes[one, two] > 1 and not {one, two} & used:
            used |= {one, two}
            found.append(Swap(one, two, "replaced"))
    return found


def successors(gone: Collection[str], come: Collection[str]) -> list[Swap]:
    """Return phrases that differ in their number alone, and by one: 中国工会十七大 → 中国工会十八大.

    >>> successors(["十三五", "四化", "十二五"], ["十四五", "两化", "三化"])
    [Swap(old='十三五', new='十四五', kind='replaced')]
    """
    counted: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for new in come:
        if match := _COUNTED.search(new):
            counted[new[: match.start()], new[match.end() :]].append((new, _value(match.group())))
    return [
        Swap(old, new, "replaced")
        for old in gone
        if (match := _COUNTED.search(old))
        for new, value in counted.get((old[: match.start()], old[match.end() :]), ())
        if abs(_value(match.group()) - value) == 1
    ]


def _value(numeral: str) -> int:
    """Return the value of a Chinese numeral below a hundred.

    >>> _value("十九"), _value("二十"), _value("八")
    (19, 20, 8)
    """
    tens, ten, ones = numeral.rpartition("十")
    return (_DIGITS.find(tens) if tens else 1) * 10 * bool(ten) + max(_DIGITS.find(ones), 0) * bool(ones)
