"""A degree put in another's place: a step up or down one of the ladders.

[∅ → 实施更加] 积极的财政政策           积极的财政政策 → 更加积极的财政政策    stronger
工会组织[全面 → 有效]覆盖               工会组织全面覆盖 → 工会组织有效覆盖    weaker
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from ..config import FormulationSettings
from ..words import words
from .context import ahead, behind, fits
from .known import LEFT_EDGES
from .ladder import step
from .phrases import Phrases
from .swap import Swap

_MARK = re.compile(r"[，、；：]")
_SHORT = 4
"""Characters of context that are too few to say what a degree is the degree of; the words before it are added."""


def degree(
    before: str, removed: str, inserted: str, after: str, marked: Phrases, settings: FormulationSettings
) -> Swap | None:
    """Return a step up or down a ladder; a mere booster tells only before a set phrase, 更加 anywhere."""
    for one, two, rest in _degrees(removed, inserted, after):
        way = step(one, two, settings.ladders)
        if not way:
            continue
        right = ahead(rest, marked, over=bool(one and two))
        first = removed.startswith(one) and inserted.startswith(two)
        left = behind(before, 2) if first and len(right) < _SHORT else ""
        sure = bool(one and two) or "更加" in (one, two) or bool(marked.inside(right))
        old, new = left + one + right, left + two + right
        if sure and len(right) >= settings.least_shared and fits(old, settings) and fits(new, settings):
            return Swap(old, new, "stronger" if way > 0 else "weaker")
    return None


def _degrees(removed: str, inserted: str, after: str) -> Iterator[tuple[str, str, str]]:
    """Yield (old degree, new degree, what follows it) for the places of a change where a degree may stand.

    >>> list(_degrees("全面覆盖、更加健全", "有效覆盖、提质增效", "，"))[-1]
    ('全面', '有效', '覆盖')
    """
    if not removed or not inserted:
        for one, two in product(_endings(removed), _endings(inserted)):
            yield one, two, after
        return
    yield removed, inserted, after
    olds, news = _MARK.split(removed), _MARK.split(inserted)
    if len(olds) > 1 and len(news) > 1:
        yield olds[-1], news[-1], after
    common = 0
    while common < min(len(olds[0]), len(news[0])) and olds[0][-1 - common] == news[0][-1 - common]:
        common += 1
    if common:
        yield olds[0][:-common], news[0][:-common], olds[0][-common:]


def _endings(text: str) -> list[str]:
    """Return `text` and what is left of it as marks and edge words are taken off its front.

    >>> _endings("，实施更加")
    ['，实施更加', '实施更加', '更加', '']
    """
    found = [text]
    for start, end in words(text):
        if text[start:end].isalpha() and text[start:end] not in LEFT_EDGES:
            break
        found.append(text[end:])
    return found
