"""Phrases that nobody marks but that recur word for word.

    人民日益增长的美好生活需要 ×6, 国家治理体系和治理能力现代化 ×5   in one edition, nowhere in the other

A repeated stretch of words is a set phrase when it is long enough that chance does not repeat it,
when it begins and ends with words that carry meaning, and when it is not always part of a longer
one.  Short ones (产业发展, 地方债务) also repeat without being set: those must be known or quoted.

Words are only cut where that many characters in a row stand in another place as well; nothing else
can recur.  Longer word sequences are tried only where both their shorter parts recur.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain

from ..config import FormulationSettings
from ..words import words
from .known import EDGES, HEADS, LEFT_EDGES, LOOSE
from .places import places

_CLAUSE = re.compile(r"[^\n。；！？：，、（）()《》“”\"「」…—\s]+")
_LONGEST_EDGE = max(map(len, EDGES)) + 1
_MARGIN = 4
"""Characters around a repeated stretch that are cut with it, so that its edge words are cut as in the whole clause."""


def recurrent(texts: tuple[str, str], settings: FormulationSettings) -> list[str]:
    """Return the repeated set phrases of the two texts, each once, in reading order."""
    counts, first = _sequences(_repeating(texts, settings.least_phrase), settings)
    inner = {part for whole, count in counts.items() for part in (whole[1:], whole[:-1]) if counts.get(part) == count}
    found: dict[str, None] = {}
    for sequence in sorted((sequence for sequence in counts if sequence not in inner), key=first.__getitem__):
        phrase = trimmed(sequence)
        if _is_set(phrase, max(counts[sequence]), settings):
            found["".join(phrase)] = None
    ending = {phrase for text in texts for phrase, at in places(found, text).items() if _ends(phrase, at, text)}
    return [phrase for phrase in found if phrase in ending]


def trimmed(sequence: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words without function words and common verbs at both ends; 以…为… keeps its 以.

    >>> trimmed(("推动", "构建", "人类", "命运", "共同体", "的"))
    ('人类', '命运', '共同体')
    >>> trimmed(("坚持", "以", "人民", "为", "中心", "的", "发展", "思想"))
    ('以', '人民', '为', '中心', '的', '发展', '思想')
    """
    start, end = 0, len(sequence)
    while end > start and sequence[end - 1] in EDGES:
        end -= 1
    while start < end and sequence[start] in LEFT_EDGES and not _holds(sequence[start:]):
        start += 1
    return sequence[start:end]


def _holds(words: tuple[str, ...]) -> bool:
    """Tell whether the words begin a frame 以…为…, which is not cut open."""
    return words[0] == "以" and "为" in "".join(words)


def _is_set(phrase: tuple[str, ...], repeats: int, settings: FormulationSettings) -> bool:
    """Tell whether words that stand together that often are a set phrase; a long one with a usual head needs less."""
    text = "".join(phrase)
    if any(word in LOOSE for word in phrase[1:-1]) or ("为" in phrase and phrase[0] != "以"):
        return False
    if len(phrase) < settings.least_words or not settings.least_phrase <= len(text) <= settings.most_phrase:
        return False
    sure = len(text) >= settings.long_phrase and text.endswith(HEADS)
    return text.isalpha() and repeats >= (settings.least_repeats_long if sure else settings.least_repeats)


def _ends(phrase: str, starts: Iterable[int], text: str) -> bool:
    """Tell whether the phrase is followed at least once by a mark or an edge word; else its noun is still to come."""
    for end in (start + len(phrase) for start in starts):
        if not text[end : end + 1].isalpha() or any(text[end : end + n] in EDGES for n in range(1, _LONGEST_EDGE)):
            return True
    return False


def _repeating(texts: tuple[str, str], length: int) -> list[tuple[int, tuple[str, ...]]]:
    """Return (which text, words) of the stretches of clauses that share `length` characters with another place."""
    clauses = [
        (which, match.group(), [match.group()[at : at + length] for at in range(len(match.group()) - length + 1)])
        for which, text in enumerate(texts)
        for match in _CLAUSE.finditer(text)
    ]
    counts = Counter(chain.from_iterable(grams for _, _, grams in clauses))
    found = []
    for which, clause, grams in clauses:
        again = [at for at, gram in enumerate(grams) if counts[gram] > 1]
        while again:
            run = 1
            while run < len(again) and again[run] - again[run - 1] <= length + 2 * _MARGIN:
                run += 1
            stretch = clause[max(again[0] - _MARGIN, 0) : again[run - 1] + length + _MARGIN]
            found.append((which, tuple(stretch[a:b] for a, b in words(stretch))))
            again = again[run:]
    return found


def _sequences(
    clauses: list[tuple[int, tuple[str, ...]]], settings: FormulationSettings
) -> tuple[dict[tuple[str, ...], list[int]], dict[tuple[str, ...], int]]:
    """Return how often each repeated word sequence stands in each text, and when it was met first."""
    kept: dict[tuple[str, ...], list[int]] = {}
    first: dict[tuple[str, ...], int] = {}
    live: list[tuple[int, int]] = [
        (number, at) for number, (_, cut) in enumerate(clauses) for at in range(len(cut) - 1)
    ]
    order = {place: number for number, place in enumerate(live)}
    for length in range(2, settings.most_words + 1):
        counts: dict[tuple[str, ...], list[int]] = {}
        places: list[tuple[int, int, tuple[str, ...]]] = []
        for number, at in live:
            which, cut = clauses[number]
            if at + length <= len(cut):
                sequence = cut[at : at + length]
                counts.setdefault(sequence, [0, 0])[which] += 1
                places.append((number, at, sequence))
        repeated = [(number, at, sequence) for number, at, sequence in places if sum(counts[sequence]) > 1]
        for number, at, sequence in repeated:
            if sequence not in kept:
                kept[sequence] = counts[sequence]
                first[sequence] = order[number, at]
        here = {(number, at) for number, at, _ in repeated}
        live = [(number, at) for number, at, _ in repeated if (number, at + 1) in here]
        if not live:
            break
    return kept, first
