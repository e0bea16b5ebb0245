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
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..config import FormulationSettings
from ..words import words
from .known import EDGES, HEADS, LEFT_EDGES, LOOSE
from .places import places

_CLAUSE = re.compile(r"[^\n。；！？：，、（）()《》“”\"「」…—\s]+")
_LONGEST_EDGE = max(map(len, EDGES)) + 1
_BREAK = ""
"""What parts stretches from each other: no word."""

_KEPT = 200_000
"""Characters of texts all of whose stretches are kept while they are counted."""
_MARGIN = 4
"""Characters around a repeated stretch that are cut with it, so that its edge words are cut as in the whole clause."""


def recurrent(texts: Sequence[str], settings: FormulationSettings) -> list[str]:
    """Return the repeated set phrases of the texts, each once, in reading order."""
    cut: list[str] = []
    sides = bytearray()
    for which, stretch in _repeating(texts, settings.least_phrase):
        cut += [*stretch, _BREAK]
        sides += bytes((which,)) * (len(stretch) + 1)
    found: dict[str, None] = {}
    for at, length, repeats in sorted(_sequences(cut, sides, len(texts), settings.most_words)):
        phrase = trimmed(tuple(cut[at : at + length]))
        if _is_set(phrase, repeats, settings):
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


def _repeating(texts: Sequence[str], length: int) -> list[tuple[int, tuple[str, ...]]]:
    """Return (which text, words) of the stretches of clauses that share `length` characters with another place."""
    clauses = [(which, match.group()) for which, text in enumerate(texts) for match in _CLAUSE.finditer(text)]
    repeated = _repeated([clause for _, clause in clauses], length)
    found = []
    for which, clause in clauses:
        again = [at for at in range(len(clause) - length + 1) if clause[at : at + length] in repeated]
        while again:
            run = 1
            while run < len(again) and again[run] - again[run - 1] <= length + 2 * _MARGIN:
                run += 1
            stretch = clause[max(again[0] - _MARGIN, 0) : again[run - 1] + length + _MARGIN]
            found.append((which, tuple(stretch[a:b] for a, b in words(stretch))))
            again = again[run:]
    return found


def _repeated(clauses: Sequence[str], length: int) -> set[str]:
    """Return the stretches of `length` characters that stand more than once.

    Most stand once.  Of long texts a table of hashes tells most of these apart, so that they need not be kept; it
    only ever lets too many through, and those are counted.
    """
    long = sum(map(len, clauses))
    grams = (clause[at : at + length] for clause in clauses for at in range(len(clause) - length + 1))
    if long > _KEPT:
        size = 1 << (4 * long).bit_length()
        seen = bytearray(size)
        for gram in grams:
            slot = hash(gram) % size
            seen[slot] = min(seen[slot] + 1, 2)
        again = (clause[at : at + length] for clause in clauses for at in range(len(clause) - length + 1))
        grams = (gram for gram in again if seen[hash(gram) % size] > 1)
    return {gram for gram, count in Counter(grams).items() if count > 1}


def _sequences(cut: Sequence[str], sides: Sequence[int], texts: int, most_words: int) -> Iterator[tuple[int, int, int]]:
    """Yield place, number of words, and repeats in one text, of each word sequence that recurs.

    One that always stands in a longer one is left out.  Every sequence has a number, and a longer one is a pair
    of the numbers of its two parts, so that none is ever spelt out.
    """
    numbers: dict[str, int] = {}
    here = [-1 if word == _BREAK else numbers.setdefault(word, len(numbers)) for word in cut]
    shorter: list[_Recurring] = []
    for length in range(2, most_words + 1):
        known: dict[tuple[int, int], int] = {}
        met: list[_Recurring] = []
        places = [at for at in range(len(cut) - 1) if here[at] >= 0 and here[at + 1] >= 0]
        longer = [-1] * len(cut)
        for at in places:
            parts = here[at], here[at + 1]
            number = known.setdefault(parts, len(met))
            if number == len(met):
                met.append(_Recurring(at, parts, [0] * texts))
            met[number].counts[sides[at]] += 1
            longer[at] = number
        for sequence in met:
            for part in sequence.parts if shorter else ():
                shorter[part].inside |= shorter[part].counts == sequence.counts
        yield from ((each.at, length - 1, max(each.counts)) for each in shorter if each.recurs and not each.inside)
        shorter = met
        here = [number if number >= 0 and met[number].recurs else -1 for number in longer]
        if not places:
            return
    yield from ((each.at, most_words, max(each.counts)) for each in shorter if each.recurs)


@dataclass(slots=True)
class _Recurring:
    """A word sequence: where it is met first, the numbers of its parts, how often each text has it."""

    at: int
    parts: tuple[int, int]
    counts: list[int]
    inside: bool = False

    @property
    def recurs(self) -> bool:
        return sum(self.counts) > 1
