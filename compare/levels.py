"""Numbers and places of headings → how deep they stand.

    一、 …  1      （一） where nothing is above it      1      过去五年的回顾     1   (unnumbered, first, never
      （一） … 2        第一、 … under it                2        一、 …          2    between 一 and 二)
        1. … 3                                          今后五年的任务       1

Headings are read as a person reads them: the next number of a series stands where the series
stands, a series that begins anew inside another stands under it (1986 has 一、 to 五、 inside 二、),
and 一、 is never under （一） unless it is such a series.  Sets of marks that one report mixes, （1）
then （二）, are one series.  There are three levels; what is deeper is told as the third.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .config import OutlineSettings
from .drafts import NUMBER, ORDINAL, PREFACE, SALUTATION, STOP, Draft
from .headings import TOPIC, text_under
from .numerals import small_number

_BESIDE = "preface"
"""The family of a preface, which stands beside the parts that follow: none of them is under it."""

_FAMILIES = "part chapter section han paren decimal1 decimal2 decimal3 decimal4 digit parendigit ordinal"
_RANKS = {family: rank for rank, family in enumerate(f"{_FAMILIES} {_BESIDE}".split())}
_KIN = {"paren": "parendigit", "parendigit": "paren"}
_FIRST = ("part", "chapter", "han")
"""The numbers that headings of the first level have."""

_CLOSES = re.compile("结束语|结语")
_DEEPEST = 3
_STYLED = {"title": 1, "heading1": 1, "heading2": 2, "heading3": 3}


@dataclass(slots=True)
class _Series:
    """A run of headings at one place: 一、二、三、…"""

    family: str
    value: int
    members: list[Draft] = field(default_factory=list)


def levels(drafts: list[Draft], settings: OutlineSettings) -> list[Draft]:
    """Give headings and numbered paragraphs their level; single sentences of a numbered list are text."""
    _raise(drafts)
    items = [draft for draft in drafts if draft.kind == "heading" or (draft.kind == "paragraph" and draft.number)]
    numbers = {id(draft) for draft in items}
    places = _places(items, settings)
    stack: list[_Series] = []
    every: list[_Series] = []
    for draft in drafts:
        if id(draft) not in numbers:
            if SALUTATION.match(draft.text):  # addressing the hall again, the speaker leaves the topic
                stack = _without_topics(stack)
            continue
        before = len(every)
        stack = _placed(stack, every, draft, places.get(id(draft), ""))
        if len(every) == before:
            stack[-1].members.append(draft)
        draft.level = min(len(stack), _DEEPEST)
    _lists(drafts, every)
    return drafts


def _raise(drafts: Sequence[Draft]) -> None:
    """Where the title alone has the first style, as on most pages (h1), take the second for the first of headings."""
    headings = [draft for draft in drafts if draft.kind == "heading"]
    least = min((_STYLED[draft.style] for draft in headings if draft.style in _STYLED), default=1)
    if least == 1 or any(_numbered_as(draft)[0] in _FIRST and draft.style not in _STYLED for draft in headings):
        return
    for draft in headings:
        if draft.style in _STYLED:
            draft.style = f"heading{_STYLED[draft.style] - least + 1}"


def _placed(stack: list[_Series], every: list[_Series], draft: Draft, place: str) -> list[_Series]:
    """Return the series that are open at a draft, its own last; a new series is added to `every`."""
    family, value = _numbered_as(draft)
    if draft.depth:
        here = next((here for here, series in enumerate(stack) if series.family == family), None)
        if here is not None:  # that its numbers count up is known
            return stack[: here + 1]
        while stack and _outranked(stack[-1].family, family):
            stack = stack[:-1]
    elif family in ("plain", TOPIC):
        depth = _depth(stack, draft, family, place)
        family = _BESIDE if family == "plain" and PREFACE.fullmatch(draft.text) else family
        stack = stack[:depth] + [_Series("level", 0)] * max(0, depth - len(stack))
    else:
        here = _next_in(stack, family, value, draft)
        if here is not None:
            stack[here].value = value
            stack[here].family = family
            return stack[: here + 1]
        kin = [here for here, series in enumerate(stack) if series.family == family]
        if len(kin) > 2:  # a list in a series inside its like is seen (1986); deeper, one takes the place of the last
            stack = stack[: kin[-1]]
        again = value == 1 and bool(kin)
        nested = again or draft.kind == "paragraph"  # an item of a list ends no heading
        while stack and not nested and _outranked(stack[-1].family, family):
            stack = stack[:-1]
    series = _Series(family, value, [draft])
    every.append(series)
    return [*stack, series]


def _without_topics(stack: list[_Series]) -> list[_Series]:
    while len(stack) > 1 and stack[-1].family in ("plain", TOPIC):
        stack = stack[:-1]
    return stack


def _outranked(open_: str, family: str) -> bool:
    """Tell whether an open series ends where another begins: 一、 is not under （一）, nor either under a topic."""
    if open_ == TOPIC:
        return _RANKS[family] <= _RANKS["paren"]
    return _RANKS.get(open_, -1) > _RANKS[family]


def _depth(stack: Sequence[_Series], draft: Draft, family: str, place: str) -> int:
    """Return how many series stay open above an unnumbered heading."""
    if draft.style in _STYLED:
        return _STYLED[draft.style] - 1
    if family == TOPIC or place == "below":
        floor = 0 if family == TOPIC else 1
        kin = [here for here, series in enumerate(stack) if series.family == family and here >= floor]
        return kin[0] if kin else len(stack)
    return 1 if place == "second" else 0


def _next_in(stack: Sequence[_Series], family: str, value: int, draft: Draft) -> int | None:
    """Return the open series that a number continues: the innermost whose next number it is, else any earlier.

    Where it is the next of two series, it goes with the one whose headings end as it does (1986 has
    inner headings with a full stop, outer ones without).
    """
    inward = list(reversed(range(len(stack))))
    for same in (family, _KIN.get(family)):
        due = [here for here in inward if stack[here].family == same and stack[here].value + 1 == value]
        alike = [here for here in due if _ends(stack[here].members[-1]) == _ends(draft)]
        if due:
            return (alike or due)[0]
    return next((here for here in inward if stack[here].family == family and 1 < value > stack[here].value), None)


def _ends(draft: Draft) -> bool:
    return draft.text[-1] in "。！？；"


def _numbered_as(draft: Draft) -> tuple[str, int]:
    if draft.depth and draft.number:
        return f"decimal{draft.depth}", small_number(re.split("[.．]", draft.number.rstrip("、.．"))[-1])
    match = NUMBER.match(draft.text)
    if draft.number and match and match.lastgroup:
        return match.lastgroup, small_number(draft.number)
    ordinal = ORDINAL.match(draft.text)
    if ordinal:
        return "ordinal", small_number(ordinal[1])
    return (TOPIC if draft.style == TOPIC else "plain"), 0


def _places(items: Sequence[Draft], settings: OutlineSettings) -> dict[int, str]:
    """Tell where headings without a number stand, by their id: above the numbered ones, beside them, or below.

    One between 一 and 二 stands below; others are above where the first heading of several is
    unnumbered, beside (结束语) where one comes last, else below.  "second" is above, but a long one
    under short ones.
    """
    kinds = [_numbered_as(draft) for draft in items]
    highest = min((_RANKS[family] for family, _ in kinds if family in _RANKS), default=None)
    tops = [here for here, (family, _) in enumerate(kinds) if family in _RANKS and _RANKS[family] == highest]
    between = {
        here for a, b in pairwise(tops) if kinds[b][1] == kinds[a][1] + 1 for here in range(a + 1, b)
    }  # fmt: skip
    plains = [here for here, (family, _) in enumerate(kinds) if family == "plain"]
    free = [here for here in plains if here not in between and not _stands_beside(items[here].text)]
    above = len(free) > 1 and (not tops or free[0] < tops[0])
    tiered = above and len(items[free[0]].text) <= settings.max_part
    beside = [here for here in free if not tops or here < tops[0] or (len(free) == 1 and not between & set(plains))]
    beside += [here for here in plains if _stands_beside(items[here].text)]
    places = {id(items[here]): "below" for here in plains} | {id(items[here]): "beside" for here in beside}
    if above:
        for here in free:
            long = tiered and len(items[here].text) > settings.max_part
            places[id(items[here])] = "second" if long else "above"
    return places


def _stands_beside(text: str) -> bool:
    return bool(_CLOSES.fullmatch(text) or PREFACE.fullmatch(text))


def _lists(drafts: Sequence[Draft], every: Sequence[_Series]) -> None:
    """Make numbered sentences text that are items of a list: nothing stands under them."""
    where = {id(draft): here for here, draft in enumerate(drafts)}
    for series in every:
        listed = False
        for draft in series.members:
            item = draft.kind == "heading" and draft.number and _ends(draft)
            if item and (listed or not _heads(drafts, where[id(draft)])):
                draft.kind = "paragraph"
            listed = listed or (draft.kind == "paragraph" and not STOP.search(draft.text[:-1]))


def _heads(drafts: Sequence[Draft], here: int) -> bool:
    """Tell whether text, or a heading that is deeper, stands under a heading."""
    after = drafts[here + 1] if here + 1 < len(drafts) else None
    if after is not None and after.number is not None:
        return (after.level or _DEEPEST) > (drafts[here].level or _DEEPEST)
    return text_under(drafts, here)
