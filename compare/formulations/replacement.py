"""Phrases that took another's place: read off the edits of sentences that both editions have.

    [稳健的 → 实施适度宽松的] 货币政策      稳健的货币政策 → 适度宽松的货币政策    replaced
    [∅ → 更加] 积极的财政政策               积极的财政政策 → 更加积极的财政政策    stronger

The changed words alone are no phrase: the unchanged words around them, up to the next mark or
function word, belong to it.  It is told only where both editions agree that the old phrase is gone
and the new one was not there before, and where at least one of the two is a set phrase.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from ..config import FormulationSettings
from ..model import Edit
from ..words import words
from .body import Body
from .known import EDGES, HEADS, LEFT_EDGES
from .ladder import step

SwapKind = Literal["replaced", "stronger", "weaker"]


@dataclass(frozen=True, slots=True)
class Swap:
    """`old` in the old edition, `new` in its place in the new one."""

    old: str
    new: str
    kind: SwapKind


def swaps(
    old: Body, new: Body, edits: Sequence[Edit], marked: Collection[str], settings: FormulationSettings
) -> list[Swap]:
    """Return the phrases that replaced each other, each phrase in one swap only, the most frequent first."""
    votes: dict[Swap, int] = defaultdict(int)
    names = "\n".join(marked)
    for before, removed, inserted, after in _changes(old, new, edits):
        swap = _degree(before, removed, inserted, after, marked, settings) or _replaced(
            before, removed, inserted, after, marked, names, settings
        )
        if swap is not None and not _stays(new, swap.old, swap.new) and not _stays(old, swap.new, swap.old):
            votes[swap] += 1
    found: list[Swap] = []
    used: set[tuple[str, str]] = set()
    for swap in sorted(votes, key=lambda swap: (-votes[swap], -len(swap.old + swap.new), sorted((swap.old, swap.new)))):
        if ("old", swap.old) not in used and ("new", swap.new) not in used:
            used |= {("old", swap.old), ("new", swap.new)}
            found.append(swap)
    return found


def slots(old: Body, new: Body, edits: Sequence[Edit], gone: Collection[str], come: Collection[str]) -> list[Swap]:
    """Return set phrases that stand in one place of a sentence, in place after place: …为[建设A → B]….

    `gone` are phrases that only the old edition has, `come` those that only the new one has.  Once may be chance;
    a pair counts from its second place on.
    """
    votes: dict[tuple[str, str], int] = defaultdict(int)
    for _, removed, inserted, _ in _changes(old, new, edits):
        one = max((phrase for phrase in gone if phrase in removed), key=len, default="")
        two = max((phrase for phrase in come if phrase in inserted), key=len, default="")
        if one and two and max(len(removed), len(inserted)) <= _SLOT:
            votes[one, two] += 1
    found = []
    used: set[str] = set()
    for one, two in sorted(votes, key=lambda pair: (-votes[pair], sorted(pair))):
        if votes[one, two] > 1 and not {one, two} & used:
            used |= {one, two}
            found.append(Swap(one, two, "replaced"))
    return found


def _changes(old: Body, new: Body, edits: Sequence[Edit]) -> Iterator[tuple[str, str, str, str]]:
    """Yield (unchanged before, removed, inserted, unchanged after) of every change inside a sentence link."""
    by_link: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_link[edit.link].append(edit)
    for tiles in by_link.values():
        at = 0
        while at < len(tiles):
            if tiles[at].op == "equal":
                at += 1
                continue
            end = at
            while end < len(tiles) and tiles[end].op != "equal":
                end += 1
            removed = "".join(old.at(tile.old) for tile in tiles[at:end])
            inserted = "".join(new.at(tile.new) for tile in tiles[at:end])
            before = old.at(tiles[at - 1].old) if at else ""
            after = old.at(tiles[end].old) if end < len(tiles) else ""
            yield before, removed, inserted, after
            at = end


def _replaced(
    before: str,
    removed: str,
    inserted: str,
    after: str,
    marked: Collection[str],
    names: str,
    settings: FormulationSettings,
) -> Swap | None:
    """Return the phrases around a change where both are set phrases, or where both keep one head: …的货币政策."""
    if max(len(removed), len(inserted)) > _REACH:
        return None
    both = bool(removed and inserted) and removed in names and inserted in names
    if not both and not any(head in after[:_REACH] for head in HEADS):
        return None
    right = _ahead(after)
    ending = bool(right) and any(
        (removed + right).endswith(head) and (inserted + right).endswith(head) for head in HEADS
    )
    if not ending and not both:
        return None
    left = _behind(before, 1 if right else 2)
    old, new = _trim(left + removed + right), _trim(left + inserted + right)
    if _SLIGHT.sub("", old) == _SLIGHT.sub("", new) or not _fits(old, settings) or not _fits(new, settings):
        return None
    if (old in marked and new in marked) or (ending and len(left + right) >= settings.least_shared):
        return Swap(old, new, "replaced")
    return None


def _stays(body: Body, phrase: str, other: str) -> bool:
    """Tell whether an edition still says `phrase` elsewhere than inside the other phrase."""
    inside = other.count(phrase)
    return body.count(phrase) > inside * body.count(other)


def _degree(
    before: str, removed: str, inserted: str, after: str, marked: Collection[str], settings: FormulationSettings
) -> Swap | None:
    """Return a step up or down a ladder; a mere booster tells only before a set phrase, 更加 anywhere."""
    for one, two, rest in _degrees(removed, inserted, after):
        way = step(one, two)
        if not way:
            continue
        right = _ahead(rest, marked, over=bool(one and two))
        first = removed.startswith(one) and inserted.startswith(two)
        left = _behind(before, 2) if first and len(right) < _SHORT else ""
        sure = bool(one and two) or "更加" in (one, two) or any(phrase in right for phrase in marked)
        old, new = left + one + right, left + two + right
        if sure and len(right) >= settings.least_shared and _fits(old, settings) and _fits(new, settings):
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


def _fits(phrase: str, settings: FormulationSettings) -> bool:
    return settings.least_shared * 2 <= len(phrase) <= settings.most_replaced and bool(_PHRASE.fullmatch(phrase))


def _ahead(text: str, marked: Collection[str] = (), *, over: bool = False) -> str:
    """Return the words from the start of `text` up to a mark or an edge word; the first 的 is crossed.

    A set phrase that `text` begins with, after at most one edge word, is taken whole.  With `over`, the action in
    front is crossed, which is what a degree is the degree of, and so is 和 between its objects.
    """
    spans = words(text[: _FAR * 2])
    quoted = _QUOTED.match(text)
    if quoted:
        return text[: quoted.end()] + _ahead(text[quoted.end() :])
    for start in [0, *(spans[0][1:] if spans and text[: spans[0][1]] in LEFT_EDGES else ())]:
        whole = max((phrase for phrase in marked if text.startswith(phrase, start)), key=len, default="")
        if whole:
            return text[: start + len(whole)]
    taken = ""
    for start, end in spans:
        word = text[start:end]
        if not word.isalpha() or len(taken) + len(word) > (_FAR if over else _REACH):
            break
        crossed = word in _JOINTS if taken else True
        if word in EDGES and not (crossed and (over or word == "的")):
            break
        taken += word
    return "" if taken == "的" else taken.rstrip("和与及")


def _behind(text: str, most: int) -> str:
    """Return at most that many words from the end of `text` back to a mark or an edge word."""
    taken = ""
    for start, end in reversed(words(text)[-most:]):
        word = text[start:end]
        if not word.isalpha() or word in LEFT_EDGES or word == "的":
            break
        taken = word + taken
    return taken


def _trim(phrase: str) -> str:
    """Return `phrase` without edge words in front."""
    for start, end in words(phrase):
        if phrase[start:end] not in LEFT_EDGES:
            return phrase[start:]
    return ""


_MARK = re.compile(r"[，、；：]")
_QUOTED = re.compile(r"“[^“”]+”")
_PHRASE = re.compile(r"(?:[^\W\d_]|“[^“”]+”)+")
_SLIGHT = re.compile(r"[的“”]")
_SHORT = 4
"""Characters of context that are too few to say what a degree is the degree of; the words before it are added."""

_SLOT = 40
"""Most characters of a change in which one phrase can be said to stand for another."""

_JOINTS = ("和", "与", "及")
_FAR = 14
"""Most characters that a degree and its action may govern."""

_REACH = 8
"""Most characters that a change may have to be one of words, and most unchanged ones after it that join its phrase."""
