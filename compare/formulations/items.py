"""Set phrases that stand in enumerations: parallel ones as a whole, single items by what they end in.

    产业兴旺、生态宜居、乡风文明、治理有效、生活富裕      parallel: one formulation, however seldom it is said
    推动制造强国、质量强国、航天强国建设                  质量强国, 航天强国: items with the head of a set phrase

An enumeration whose items have one length was made to be repeated.  Other items are taken one by one, and only those
that end as set phrases do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ..config import FormulationSettings
from ..words import words
from .known import EDGES, HEADS, LEFT_EDGES, LOOSE
from .lists import enumerations

_HEAD = re.compile("|".join(sorted(HEADS, key=len, reverse=True)))
_JOINTS = frozenset(("和", "与", "及", "为"))
_CLAUSE = re.compile(r"[\u4e00-\u9fff]{4,}")


def parallel(texts: Iterable[str], settings: FormulationSettings) -> list[str]:
    """Return the parallel enumerations of some texts, each once, without what the sentence put before and behind.

    >>> parallel(["要坚持产业兴旺、生态宜居、乡风文明的总要求"], FormulationSettings())
    ['产业兴旺、生态宜居、乡风文明']
    """
    found: dict[str, None] = {}
    for text in texts:
        for items in _lists(text, settings):
            size, times = Counter(map(len, items)).most_common(1)[0]
            if times >= settings.least_list and times >= len(items) - 2 and size >= settings.least_parallel:
                even = _even(items, size)
                if len(even) >= settings.least_list and len(listed := "、".join(even)) <= settings.most_parallel:
                    found[listed] = None
    return list(found)


def headed(texts: Iterable[str], settings: FormulationSettings) -> list[str]:
    """Return the items of enumerations, and what recurs between marks, that end as set phrases do, each once.

    >>> headed(["推动制造强国、质量强国、航天强国建设"], FormulationSettings())
    ['质量强国']
    """
    found: dict[str, None] = {}
    for text in texts:
        for items in _lists(text, settings):
            found.update((item, None) for item in items[1:-1] if _is_term(item, settings))
        times = Counter(_runs(text, settings))
        again = (run for run, count in times.items() if count >= settings.least_repeats_long)
        found.update((run, None) for run in again if len(run) > settings.least_item)
    return list(found)


def _runs(text: str, settings: FormulationSettings) -> Iterator[str]:
    """Yield what stands between marks and edge words and ends as set phrases do, in clauses where that may recur."""
    ends = [text[match.end() - settings.least_item : match.end()] for match in _HEAD.finditer(text)]
    again = {end for end, count in Counter(ends).items() if count > 1}
    for clause in _CLAUSE.findall(text):
        if not any(
            clause[match.end() - settings.least_item : match.end()] in again for match in _HEAD.finditer(clause)
        ):
            continue
        run = ""
        for start, end in words(clause):
            word = clause[start:end]
            if word in EDGES or word in LEFT_EDGES:
                if _is_term(run, settings):
                    yield run
                run = ""
            else:
                run += word
        if _is_term(run, settings):
            yield run


@lru_cache(maxsize=8)  # asked for twice of each text: by even and by single items
def _lists(text: str, settings: FormulationSettings) -> tuple[tuple[str, ...], ...]:
    lines = (line for line in text.split("\n") if line.count("、") + 1 >= settings.least_list - 1)
    return tuple(items for line in lines for items, _ in enumerations(line, settings))


def _even(items: tuple[str, ...], size: int) -> tuple[str, ...]:
    """Return the items of that length; the first may have other words before it, the last behind it."""
    first, last = items[0], items[-1]
    if len(first) > size and any(start == len(first) - size for start, _ in words(first)):
        first = first[-size:]
    if len(last) > size and any(end == size for _, end in words(last)):
        last = last[:size]
    return tuple(item for item in (first, *items[1:-1], last) if len(item) == size)


def _is_term(item: str, settings: FormulationSettings) -> bool:
    """Tell whether an item is the name of something: more than one word, ending in the head of a set phrase."""
    if not settings.least_item <= len(item) <= settings.most_headed or not item.endswith(HEADS) or "的" in item:
        return False
    cut = [item[start:end] for start, end in words(item)]
    if len(cut) < 2 or cut[0] in LEFT_EDGES or cut[-1] in EDGES:
        return False
    return not any(word in LOOSE or word in _JOINTS for word in cut[1:-1])
