"""A degree put in another's place: a step up or down one of the ladders.

[∅ → 实施更加] 积极的财政政策           积极的财政政策 → 更加积极的财政政策    stronger
工会组织[全面 → 有效]覆盖               工会组织全面覆盖 → 工会组织有效覆盖    weaker

Read off the edits of linked sentences, and wherever a clause of each edition begins with a degree of one object.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import product

from ..config import FormulationSettings
from ..words import words
from .body import Body
from .context import ahead, behind, fits
from .known import LEFT_EDGES
from .ladder import RUNGS, step
from .phrases import Phrases
from .swap import Swap

_MARK = re.compile(r"[，、；：]")
_OPENING = re.compile(
    "(?:^|(?<=[，。；：、！]))(" + "|".join(sorted(RUNGS, key=len, reverse=True)) + r")([\u4e00-\u9fff]{4,18})",
    re.MULTILINE,
)
"""A degree that begins a clause, and what follows it."""
_SURE = 6
"""Characters of an object that two clauses share to be of one object; fewer where a mark ends the object in one."""
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


def apart(old: Body, new: Body, settings: FormulationSettings) -> list[Swap]:
    """Return the steps between clauses of both editions that begin with a degree of one object, wherever they stand.

    Only where neither edition has the other's degree of that object.
    """
    ours, theirs = _openings(old.text), _openings(new.text)
    found: dict[Swap, None] = {}
    for first, olds in ours.items():
        for one, two in product(olds, theirs.get(first, ())):
            way = step(one, two, settings.ladders)
            for before, after in product(olds[one], theirs[first][two]) if way else ():
                shared = _shared(before, after)
                phrases = one + shared, two + shared
                if (
                    shared
                    and not new.stays(*phrases)
                    and not old.stays(*reversed(phrases))
                    and all(fits(phrase, settings) for phrase in phrases)
                ):
                    found[Swap(*phrases, "stronger" if way > 0 else "weaker")] = None
    return list(found)


def _openings(text: str) -> dict[str, dict[str, dict[str, None]]]:
    """Return what follows each degree that a clause begins with, each text once, by its first characters."""
    found: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for match in _OPENING.finditer(text):
        found[match[2][:_SHORT]][match[1]][match[2]] = None
    return found


def _shared(one: str, two: str) -> str:
    """Return the object that two clauses begin with, in whole words; nothing where it is too short to be one.

    >>> _shared("乡村全面振兴取得进展", "乡村全面振兴"), _shared("美丽中国建设", "美丽中国先行区建设")
    ('乡村全面振兴', '')
    """
    size = 0
    while size < min(len(one), len(two)) and one[size] == two[size]:
        size += 1
    ends = [{end for _, end in words(text)} for text in (one, two)]
    size = max((end for end in ends[0] & ends[1] if end <= size), default=0)
    return one[:size] if size >= _SURE or (size >= _SHORT and size in (len(one), len(two))) else ""


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
