"""Phrases that took another's place: read off the edits of sentences that both editions have.

    [稳健的 → 实施适度宽松的] 货币政策      稳健的货币政策 → 适度宽松的货币政策    replaced
    [∅ → 更加] 积极的财政政策               积极的财政政策 → 更加积极的财政政策    stronger

The changed words alone are no phrase: the unchanged words around them, up to the next mark or
function word, belong to it.  It is told only where both editions agree that the old phrase is gone
and the new one was not there before, and where at least one of the two is a set phrase.
"""

from __future__ import annotations

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
    for before, removed, inserted, after in _changes(old, new, edits):
        swap = _degree(removed, inserted, after, marked, settings) or _replaced(
            before, removed, inserted, after, marked, settings
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
    before: str, removed: str, inserted: str, after: str, marked: Collection[str], settings: FormulationSettings
) -> Swap | None:
    if max(len(removed), len(inserted)) > _REACH:
        return None
    right = _ahead(after)
    ending = bool(right) and any(
        (removed + right).endswith(head) and (inserted + right).endswith(head) for head in HEADS
    )
    if not ending and not (removed and inserted):
        return None
    left = _behind(before, 1 if right else 2)
    old, new = _trim(left + removed + right), _trim(left + inserted + right)
    if old.replace("的", "") == new.replace("的", "") or not _fits(old, settings) or not _fits(new, settings):
        return None
    if (old in marked and new in marked) or (ending and len(left + right) >= settings.least_shared):
        return Swap(old, new, "replaced")
    return None


def _stays(body: Body, phrase: str, other: str) -> bool:
    """Tell whether an edition still says `phrase` elsewhere than inside the other phrase."""
    inside = other.count(phrase)
    return body.count(phrase) > inside * body.count(other)


def _degree(
    removed: str, inserted: str, after: str, marked: Collection[str], settings: FormulationSettings
) -> Swap | None:
    """Return a step up or down a ladder; a mere booster tells only before a set phrase, 更加 anywhere."""
    alone = not removed or not inserted
    for one, two in product(_endings(removed, alone), _endings(inserted, alone)):
        way = step(one, two)
        if way:
            right = _ahead(after, marked)
            sure = bool(one and two) or "更加" in (one, two) or any(phrase in right for phrase in marked)
            old, new = one + right, two + right
            if sure and len(right) >= settings.least_shared and _fits(old, settings) and _fits(new, settings):
                return Swap(old, new, "stronger" if way > 0 else "weaker")
    return None


def _endings(text: str, alone: bool) -> list[str]:
    """Return `text` and, where only one side has words, what is left as marks and edge words are taken off its front.

    >>> _endings("，实施更加", True), _endings("实施更加", False)
    (['，实施更加', '实施更加', '更加', ''], ['实施更加'])
    """
    found = [text]
    if alone:
        for start, end in words(text):
            if text[start:end].isalpha() and text[start:end] not in LEFT_EDGES:
                break
            found.append(text[end:])
    return found


def _fits(phrase: str, settings: FormulationSettings) -> bool:
    return settings.least_shared * 2 <= len(phrase) <= settings.most_replaced and phrase.isalpha()


def _ahead(text: str, marked: Collection[str] = ()) -> str:
    """Return the words from the start of `text` up to a mark or an edge word; the first 的 is crossed.

    A set phrase that `text` begins with, after at most one edge word, is taken whole.
    """
    spans = words(text[: _REACH * 2])
    for start in [0, *(spans[0][1:] if spans and text[: spans[0][1]] in LEFT_EDGES else ())]:
        whole = max((phrase for phrase in marked if text.startswith(phrase, start)), key=len, default="")
        if whole:
            return text[: start + len(whole)]
    taken = ""
    for start, end in spans:
        word = text[start:end]
        if not word.isalpha() or len(taken) + len(word) > _REACH:
            break
        if word in EDGES and not (word == "的" and not taken):
            break
        taken += word
    return "" if taken == "的" else taken


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


_REACH = 8
"""Most unchanged characters after a change that belong to its phrase."""
