"""Phrases that follow others without sharing their words: one slogan, one congress, one plan after another.

动员全市职工为[建设国际一流的和谐宜居之都 → 北京率先基本实现社会主义现代化]…   in place after place
中国工会十七大 → 中国工会十八大，十三五 → 十四五                               the next number
加强和创新[社会管理 → 社会治理]                                                beside the same words
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import product

from ..config import FormulationSettings
from ..model import Edit, Link
from ..words import words
from .body import Body
from .context import changes_of
from .phrases import Phrases
from .swap import Swap

_SLOT = 40
"""Most characters of a change in which one phrase can be said to stand for another."""

_ALONE = 0.7
"""Least share of a change that two phrases make up for the one to have taken the other's place there and then."""

_BESIDE = 12
"""Characters beside a phrase in which its next word is looked for."""
_QUOTES = "“”"

_DIGITS = "零一二三四五六七八九"
_COUNTED = re.compile(r"[二三四五六七八九]?十?[一二三四五六七八九十](?=大|届|五$)")


def slots(old: Body, new: Body, edits: Sequence[Edit], gone: Collection[str], come: Collection[str]) -> list[Swap]:
    """Return set phrases that stand in one place of a sentence, in place after place: …为[建设A → B]….

    `gone` are phrases that only the old edition has, `come` those that only the new one has.  Once may be chance
    unless hardly anything else changed there; else a pair counts from its second place on.
    """
    votes: dict[tuple[str, str], float] = defaultdict(float)
    olds, news = Phrases(gone), Phrases(come)
    for _, removed, inserted, _ in changes_of(old, new, edits):
        if removed and inserted and max(len(removed), len(inserted)) <= _SLOT:
            one = olds.inside(removed)
            two = news.inside(inserted) if one else ""
            if two:
                alone = len(one) >= _ALONE * len(removed) and len(two) >= _ALONE * len(inserted)
                votes[one, two] += 2 if alone else 1
    return [Swap(one, two, "replaced") for one, two in _best(votes) if votes[one, two] > 1]


def successors(gone: Collection[str], come: Collection[str]) -> list[Swap]:
    """Return phrases that differ in their number alone, and by one: 中国工会十七大 → 中国工会十八大.

    >>> successors(["十三五", "四化", "十二五"], ["十四五", "两化", "三化"])
    [Swap(old='十三五', new='十四五', kind='replaced')]
    """
    counted: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for new in come:
        if number := _number(new):
            counted[number[0]].append((new, number[1]))
    return [
        Swap(old, new, "replaced")
        for old in gone
        if (number := _number(old))
        for new, value in counted.get(number[0], ())
        if abs(number[1] - value) == 1
    ]


def framed(
    gone: Collection[str],
    come: Collection[str],
    old: Body,
    new: Body,
    links: Sequence[Link],
    settings: FormulationSettings,
) -> list[Swap]:
    """Return phrases of linked paragraphs that stand beside the same words, most places first.

    They share most of their letters, or both are quoted, and the words on both sides are the same.
    """
    olds, news = _by_block(gone, old), _by_block(come, new)
    met: dict[tuple[str, str], int] = defaultdict(int)
    for link in links:
        if link.level == "block" and link.old in olds and link.new in news:
            for pair in product(olds[link.old], news[link.new]):
                met[pair] += 1
    votes: dict[tuple[str, str], float] = {}
    for (one, two), places in met.items():
        letters = len(set(one) & set(two)) / max(len(set(one)), len(set(two)))
        alike = letters >= settings.same_letters
        if alike or (old.count(f"“{one}”") and new.count(f"“{two}”")):
            both = _frames(one, old), _frames(two, new)
            before, after = ({frame[side] for frame in both[0]} & {frame[side] for frame in both[1]} for side in (0, 1))
            before, after = before - {""}, after - {""}
            beside = min(
                sum(left in before or right in after for left, right in frames) / len(frames) for frames in both
            )
            if beside >= settings.same_places and (before or after if alike else before and after):
                votes[one, two] = places + len(before) + len(after) + 2 * letters
    return [Swap(one, two, "replaced") for one, two in _best(votes)]


def _best(votes: Mapping[tuple[str, str], float]) -> Iterator[tuple[str, str]]:
    """Yield the pairs with most votes, each phrase in one; 十三五 follows 十二五, in no place 十一五."""
    used: set[str] = set()
    for one, two in sorted(votes, key=lambda pair: (-votes[pair], sorted(pair))):
        numbers = _number(one), _number(two)
        counted = numbers[0] and numbers[1] and numbers[0][0] == numbers[1][0]
        if not counted and not {one, two} & used:
            used |= {one, two}
            yield one, two


def _by_block(phrases: Collection[str], body: Body) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for phrase in phrases:
        for block in dict.fromkeys(mention.block for mention in body.mentions(phrase)):
            found[block].append(phrase)
    return found


def _frames(phrase: str, body: Body) -> list[tuple[str, str]]:
    """Return the words right before and right behind each place of a phrase or its quotes; nothing for a mark."""
    frames = []
    for left, right in body.around(phrase, _BESIDE):
        left, right = left.rstrip(_QUOTES), right.lstrip(_QUOTES)
        beside = [left[slice(*span)] for span in words(left)[-1:]], [right[slice(*span)] for span in words(right)[:1]]
        first, second = ("".join(word for word in side if len(word) > 1 and word.isalpha()) for side in beside)
        frames.append((first, second))
    return frames


def _number(phrase: str) -> tuple[tuple[str, str], int] | None:
    """Return what is around the number in the name of a plan or congress, and its value; None without one."""
    match = _COUNTED.search(phrase)
    return ((phrase[: match.start()], phrase[match.end() :]), _value(match.group())) if match else None


def _value(numeral: str) -> int:
    """Return the value of a Chinese numeral below a hundred.

    >>> _value("十九"), _value("二十"), _value("八")
    (19, 20, 8)
    """
    tens, ten, ones = numeral.rpartition("十")
    return (_DIGITS.find(tens) if tens else 1) * 10 * bool(ten) + max(_DIGITS.find(ones), 0) * bool(ones)
