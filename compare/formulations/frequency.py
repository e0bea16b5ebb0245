"""Phrases counted on both sides: which are new, gone, or clearly more or less often said.

    社会管理 11 → 0   dropped        “十五五” 0 → 3   new        科学发展观 16 → 2   less

A phrase inside a longer one is not told twice: the longer is told where it makes up most of the
change, otherwise the shorter.  A sure phrase is told beside the enumeration it is an item of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ..config import FormulationSettings

FateKind = Literal["new", "dropped", "more", "less"]


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a phrase, with its counts in the old and the new edition."""

    phrase: str
    kind: FateKind
    old: int
    new: int


def fates(counts: Sequence[tuple[str, int, int]], marked: Collection[str], settings: FormulationSettings) -> list[Fate]:
    """Return the phrases that came, went, or changed their frequency, in the order given."""
    follow = frozenset(settings.follow)
    changed = [
        Fate(phrase, kind, old, new)
        for phrase, old, new in counts
        if (kind := _kind(old, new, settings, anyhow=phrase in follow))
    ]
    kept: dict[str, Fate] = {}
    longer: dict[str, list[Fate]] = defaultdict(list)  # those that hold two characters, to look for longer phrases in
    for fate in sorted(changed, key=lambda fate: (-len(fate.phrase), fate.phrase)):
        around = [
            other
            for other in longer[fate.phrase[:2]]
            if fate.phrase in other.phrase and not ("、" in other.phrase and fate.phrase in marked)
        ]
        if fate.phrase in follow or not any(
            _sign(other) == _sign(fate) and _change(other) >= settings.most_of * _change(fate) for other in around
        ):
            kept[fate.phrase] = fate
            for two in {fate.phrase[at : at + 2] for at in range(len(fate.phrase) - 1)}:
                longer[two].append(fate)
    told = [
        fate
        for fate in kept.values()
        if fate.phrase in marked
        or not any(
            _sign(other) == _sign(fate) and _change(fate) < settings.most_of * _change(other)
            for other in map(kept.get, _parts(fate.phrase))
            if other is not None
        )
    ]
    order = {phrase: number for number, (phrase, _, _) in enumerate(counts)}
    return sorted(told, key=lambda fate: order[fate.phrase])


def _parts(phrase: str) -> Iterator[str]:
    """Yield the shorter stretches of a phrase."""
    size = len(phrase)
    return (phrase[at:end] for at in range(size) for end in range(at + 1, size + 1) if end - at < size)


def _kind(old: int, new: int, settings: FormulationSettings, *, anyhow: bool) -> FateKind | None:
    """Return what became of a phrase that stands so often; a small difference is told `anyhow`, or not at all."""
    if old == new:
        return None
    if not old:
        return "new"
    if not new:
        return "dropped"
    small = abs(old - new) < settings.least_difference or max(old, new) < settings.least_factor * min(old, new)
    if small and not anyhow:
        return None
    return "more" if new > old else "less"


def _sign(fate: Fate) -> bool:
    return fate.new > fate.old


def _change(fate: Fate) -> int:
    return abs(fate.new - fate.old)
