"""Phrases that took another's place, read off the edits of sentences that both editions have.

    [稳健的 → 实施适度宽松的] 货币政策      稳健的货币政策 → 适度宽松的货币政策    replaced

Told only where both editions agree: the old phrase is gone, the new one was not there before.  Both
are set phrases, or both keep the head of one (…政策, …制度), with which such phrases end.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ..config import FormulationSettings
from ..model import Edit
from ..words import words
from .body import Body
from .context import REACH, ahead, behind, changes_of, fits, trimmed_front
from .degree import degree
from .known import HEADS, LEFT_EDGES, LOOSE
from .phrases import Phrases
from .swap import Swap

_SLIGHT = re.compile(r"[的“”]")
"""What makes no other phrase of a phrase."""


def swaps(old: Body, new: Body, edits: Sequence[Edit], marked: Phrases, settings: FormulationSettings) -> list[Swap]:
    """Return the phrases that replaced each other, each phrase in one swap only, the most frequent first."""
    votes: dict[Swap, int] = defaultdict(int)
    names = "\n".join(marked)
    for before, removed, inserted, after in changes_of(old, new, edits):
        swap = degree(before, removed, inserted, after, marked, settings) or replaced(
            before, removed, inserted, after, marked, names, settings
        )
        if swap is not None and not new.stays(swap.old, swap.new) and not old.stays(swap.new, swap.old):
            votes[swap] += 1
    found: list[Swap] = []
    used: set[tuple[str, str]] = set()
    for swap in sorted(votes, key=lambda swap: (-votes[swap], -len(swap.old + swap.new), sorted((swap.old, swap.new)))):
        if ("old", swap.old) not in used and ("new", swap.new) not in used:
            used |= {("old", swap.old), ("new", swap.new)}
            found.append(swap)
    return found


def replaced(
    before: str,
    removed: str,
    inserted: str,
    after: str,
    marked: Phrases,
    names: str,
    settings: FormulationSettings,
) -> Swap | None:
    """Return the phrases around a change where both are set phrases, or where both keep one head: …的货币政策."""
    if max(len(removed), len(inserted)) > REACH:
        return None
    both = bool(removed and inserted) and removed in names and inserted in names
    if not both and not any(head in after[:REACH] for head in HEADS):
        return None
    right = ahead(after)
    ending = bool(right) and any(
        (removed + right).endswith(head) and (inserted + right).endswith(head) for head in HEADS
    )
    if not ending and not both:
        return None
    left = behind(before, 1 if right else 2)
    old, new = trimmed_front(left + removed + right), trimmed_front(left + inserted + right)
    if _SLIGHT.sub("", old) == _SLIGHT.sub("", new) or not fits(old, settings) or not fits(new, settings):
        return None
    if _acts(old, new) or _acts(new, old) or any(word in LOOSE for word in (*_words(old), *_words(new))):
        return None
    kept = len(before) > len(left) or len(after) > len(right)
    if (old in marked and new in marked) or (ending and kept and len(left + right) >= settings.least_shared):
        return Swap(old, new, "replaced")
    return None


def _acts(longer: str, shorter: str) -> bool:
    """Tell whether a phrase is another one and an action before it: 深入开展群众性精神文明 is no other phrase."""
    front = _words(longer.removesuffix(shorter)) if longer.endswith(shorter) else []
    return bool(front) and front[-1][-2:] in LEFT_EDGES


def _words(text: str) -> list[str]:
    return [text[slice(*span)] for span in words(text)]
