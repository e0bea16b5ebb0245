"""Enumerations that both editions have, in another order or with other items.

    教育、科技、人才    →  科技、教育、人才           order changed
    绿色、循环          …  too short: two items in a row are no list
    防汛、抗旱、抢险    →  防汛、抢险、抗旱、救灾      order changed, 救灾 added

Lists are set beside those of the linked sentence first, then of the linked block, then beside any list
of the same items; and only where most items are the same, or one and the words behind: otherwise they are two
lists.  What stands
before the first item and after the last belongs to the sentence: it is cut at the nearest function word.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from ..config import FormulationSettings
from ..model import Link, Mention, Report, Side
from ..words import words
from .known import EDGES, LEFT_EDGES

_CLAUSE = re.compile(r"[^，。；：！？\n]+")
_LAST = re.compile(r"以及|和|及|与")
_WHOLE = re.compile("[“「‘][^“”「」‘’]+[”」’]")
"""A list that is quoted as a whole, not item by item."""
_UNQUOTED = str.maketrans("", "", '“”"「」‘’')

_NUMERAL = re.compile("[一二三四五六七八九十]{1,3}")
_LONG = 3
"""Items of so many characters, all of one length, were made to be alike."""
_ITEM = 2
"""Shortest item to which the end of a list is cut because the other list has it."""
_BEHIND = 4
"""Characters behind a list that say that two lists fill one place of a sentence."""
_IN_PLACE = 0.2
"""Least share of items that two such lists have in common."""
_STEM = 2
"""Characters that last items must share to be one item with different words after it."""

Enumeration = tuple[tuple[str, ...], tuple[int, int]]
"""The items of a list, and its place in the sentence."""


def reordered(
    old: Report, new: Report, links: Sequence[Link], settings: FormulationSettings
) -> Iterator[tuple[str, str, Mention, Mention]]:
    """Yield (old list, new list, where, where) for each enumeration that changed, nearest counterparts first.

    A list is held against those of the linked sentence, then of the linked block, then against all that
    share most of its items.
    """
    ours, theirs = _lists(old, "old", settings), _lists(new, "new", settings)
    done: set[Mention] = set()
    for level in ("sentence", "block"):
        for link in links:
            if link.level == level and link.old and link.new:
                least = settings.same_items_beside if level == "sentence" else settings.same_items
                yield from _changed(ours.get(link.old, ()), theirs.get(link.new, ()), done, least)
    yield from _anywhere(list(_all(old, ours)), list(_all(new, theirs)), done, settings)


@dataclass(frozen=True, slots=True)
class _Listed:
    """An enumeration of a report: its items, its words, and where they stand."""

    items: tuple[str, ...]
    text: str
    where: Mention
    behind: str

    def even(self) -> tuple[str, ...]:
        """Return the first and last items cut to the length of those between, where those were made to be alike."""
        sizes = {len(item) for item in self.items[1:-1]}
        size = sizes.pop() if len(sizes) == 1 else 0
        return (self.items[0][-size:], self.items[-1][:size]) if size >= _LONG else ()

    def beside(self, other: _Listed) -> _Listed:
        """Return the list without what its sentence put before and behind, where the other shows what that is."""
        both = {*self.items, *self.even()}
        items = [item for item in (*other.items, *(end for end in other.even() if end in both)) if len(item) >= _ITEM]
        first = max((item for item in items if self.items[0].endswith(item)), key=len, default=self.items[0])
        last = max((item for item in items if self.items[-1].startswith(item)), key=len, default=self.items[-1])
        front, back = self.text.find(first), self.text.rfind(last) + len(last)
        if (first, last) == (self.items[0], self.items[-1]) or front < 0 or back <= front:
            return self
        start, end = self.where.span
        span = (start + front, end - (len(self.text) - back))
        return replace(
            self,
            items=(first, *self.items[1:-1], last),
            text=self.text[front:back],
            where=replace(self.where, span=span),
        )


def _lists(report: Report, side: Side, settings: FormulationSettings) -> dict[str, list[_Listed]]:
    """Return the enumerations of each sentence and of each block of a report, by id."""
    texts = {block.id: block.text for block in report.blocks if block.kind in ("heading", "paragraph", "annex")}
    out: dict[str, list[_Listed]] = {}
    for sentence in report.sentences:
        text = texts.get(sentence.block, "")[slice(*sentence.span)]
        if text.count("、") + 1 < settings.least_list - 1:
            continue
        at = sentence.span[0]
        for items, (start, end) in enumerations(text, settings):
            where = Mention(side, sentence.block, (at + start, at + end))
            listed = _Listed(items, text[start:end], where, text[end : end + _BEHIND])
            out.setdefault(sentence.id, []).append(listed)
            out.setdefault(sentence.block, []).append(listed)
    return out


def _all(report: Report, lists: dict[str, list[_Listed]]) -> Iterator[_Listed]:
    for block in report.blocks:
        yield from lists.get(block.id, ())


def _anywhere(
    old: Sequence[_Listed], new: Sequence[_Listed], done: set[Mention], settings: FormulationSettings
) -> Iterator[tuple[str, str, Mention, Mention]]:
    """Yield the changed lists among those that share items, wherever they stand, most alike first."""
    ours, theirs = _by_items(old, done), _by_items(new, done)
    holders: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for items in theirs:
        for item in set(items):
            holders[item].append(items)
    alike: dict[tuple[tuple[str, ...], tuple[str, ...]], float] = {}
    for items in ours:
        telling = (holders[item] for item in set(items) if len(holders[item]) <= settings.most_lists)
        for other, met in Counter(chain.from_iterable(telling)).items():
            if met >= settings.least_list - 1:
                left, right = ours[items][0], theirs[other][0]
                share = _share(left.beside(right).items, right.beside(left).items)
                if share >= settings.same_items_anywhere and share * len({*items, *other}) >= settings.least_list:
                    alike[items, other] = share
    for one, two in sorted(alike, key=lambda pair: -alike[pair]):
        for each in zip(ours[one], theirs[two], strict=False):
            yield from _changed(each[:1], each[1:], done, settings.same_items_anywhere)


def _by_items(lists: Sequence[_Listed], done: set[Mention]) -> dict[tuple[str, ...], list[_Listed]]:
    found: dict[tuple[str, ...], list[_Listed]] = defaultdict(list)
    for listed in lists:
        if listed.where not in done:
            found[listed.items].append(listed)
    return found


def _changed(
    old: Sequence[_Listed], new: Sequence[_Listed], done: set[Mention], least: float
) -> Iterator[tuple[str, str, Mention, Mention]]:
    """Yield the lists not yet `done` that are the same one changed, most alike first; those that are equal are done."""
    left = [listed for listed in old if listed.where not in done]
    right = [listed for listed in new if listed.where not in done]
    alike = sorted(
        (-_share(a.beside(b).items, b.beside(a).items), i, j) for i, a in enumerate(left) for j, b in enumerate(right)
    )
    for share, i, j in alike:
        a, b = left[i], right[j]
        in_place = -share >= _IN_PLACE and len(a.behind) == _BEHIND and a.behind == b.behind
        if (-share < least and not in_place) or a.where in done or b.where in done:
            continue
        done |= {a.where, b.where}
        one, two = a.beside(b), b.beside(a)
        if not _equal(one.items, two.items):
            yield one.text, two.text, one.where, two.where


def repeated(texts: Sequence[str], settings: FormulationSettings) -> list[str]:
    """Return the enumerations that one text has more than once, word for word: 政治性、先进性、群众性."""
    found: dict[str, None] = {}
    for text in texts:
        clauses = [clause for clause in _CLAUSE.findall(text) if "、" in clause]
        inner = Counter(tuple(clause.split("、")[1:-1]) for clause in clauses)
        again = [clause for clause in clauses if inner[tuple(clause.split("、")[1:-1])] > 1]
        seen = Counter(clause[slice(*span)] for clause in again for _, span in enumerations(clause, settings))
        found.update(
            (listed, None) for listed, count in seen.items() if count > 1 and len(listed) <= settings.most_phrase
        )
    return list(found)


def items_changed(old: str, new: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the items that came into an enumeration, and those that left it; none where only the order changed.

    >>> items_changed("教育、科技、人才", "科技、教育、人才、文化")
    (('文化',), ())
    """
    ours, theirs = (re.split("、|以及|和|及|与", text) for text in (old, new))
    come = tuple(item for item in theirs if not any(item in one or one in item for one in ours))
    gone = tuple(item for item in ours if not any(item in one or one in item for one in theirs))
    return come, gone


def enumerations(text: str, settings: FormulationSettings) -> list[Enumeration]:
    """Return the 、-lists of a sentence, in order; a list with a number in it is a list of figures and left out."""
    found: list[Enumeration] = []
    for match in _CLAUSE.finditer(text):
        if "、" not in match.group():
            continue
        cuts: list[tuple[int, int]] = []
        at = match.start()
        for part in match.group().split("、"):
            cuts.append((at, at + len(part)))
            at += len(part) + 1
        between = {end - start for start, end in cuts[1:-1]}
        cuts = [*cuts[:-1], *_last(text, cuts[-1], between.pop() if len(between) == 1 else 0)]
        if len(cuts) < settings.least_list:
            continue
        sizes = {end - start for start, end in cuts[1:-1]}
        even = sizes.pop() if len(sizes) == 1 else None
        cuts[0] = (_from(text, cuts[0], even), cuts[0][1])
        cuts[-1] = (cuts[-1][0], _until(text, cuts[-1], even, plain="的" not in text[cuts[0][0] : cuts[-1][0]]))
        items = tuple(text[a:b].translate(_UNQUOTED) for a, b in cuts)
        if _WHOLE.fullmatch(text, cuts[0][0], cuts[-1][1]):
            cuts = [(cuts[0][0] + 1, cuts[0][1]), *cuts[1:-1], (cuts[-1][0], cuts[-1][1] - 1)]
        numbered = _NUMERAL.fullmatch(items[0])  # 一、 before a heading
        if not numbered and all(0 < len(item) <= settings.most_item and item.isalpha() for item in items):
            found.append((items, (cuts[0][0], cuts[-1][1])))
    return found


def _last(text: str, cut: tuple[int, int], even: int) -> list[tuple[int, int]]:
    """Return the last item, or the last two where 和 joins them; 等 ends a list.

    What stands inside an item as long as the `even` others joins nothing: 肝胆相照、荣辱与共.
    """
    end = text.find("等", cut[0] + 1, cut[1])
    if end >= 0:
        return [(cut[0], end)]
    joint = _LAST.search(text, cut[0] + max(1, even if even >= _LONG else 0), cut[1])
    return [(cut[0], joint.start()), (joint.end(), cut[1])] if joint else [cut]


def _from(text: str, cut: tuple[int, int], even: int | None) -> int:
    """Return where the first item begins: after an edge word that leaves as much as the others have, or the last."""
    spans = [(cut[0] + a, cut[0] + b) for a, b in words(text[cut[0] : cut[1]])]
    if even is not None and any(b == cut[1] - even and text[a:b] in LEFT_EDGES for a, b in spans):
        return cut[1] - even
    if even == cut[1] - cut[0]:
        return cut[0]
    start = cut[0]
    for a, b in spans:
        if text[a:b] in LEFT_EDGES and b < cut[1]:
            start = b
    return start


def _until(text: str, cut: tuple[int, int], even: int | None, *, plain: bool) -> int:
    """Return where the last item ends: before the first edge word behind what is as long as the `even` others, if any.

    Also before 的 where the others have none: `plain`.
    """
    if even == cut[1] - cut[0]:
        return cut[1]
    spans = words(text[cut[0] : cut[1]])
    if even is not None and any(a == even and text[cut[0] + a : cut[0] + b] in EDGES for a, b in spans):
        return cut[0] + even
    for a, b in spans:
        word = text[cut[0] + a : cut[0] + b]
        if a >= _ITEM and (word in EDGES or (plain and word == "的")):
            return cut[0] + a
    return cut[1]


def _share(old: tuple[str, ...], new: tuple[str, ...]) -> float:
    common = len(set(old) & set(new))
    return common / max(len(set(old) | set(new)), 1)


def _equal(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Tell whether two lists say the same: equal but for what the cut left at their two ends."""
    if len(old) != len(new) or old[1:-1] != new[1:-1]:
        return False
    first = old[0].endswith(new[0]) or new[0].endswith(old[0])
    last = old[-1][:_STEM] == new[-1][:_STEM]
    return first and last
