"""提法: set phrases, and what became of each between two editions.

    稳健的货币政策              →  适度宽松的货币政策        replaced
    积极的财政政策              →  更加积极的财政政策        stronger
    城乡、区域、产业            →  城乡、产业、区域          reordered
    科学发展观 ×16              →  ×2                        less
    “十五五” ×0                 →  ×3                        new

A phrase is looked at because the text quotes it, numbers it or repeats it, because every reader
knows it, or because it was put in another's place in a sentence that both editions have.  Counts
are of the words anywhere in the body, quoted or not.  Precision comes first: a stretch that merely
differs is wording, not a formulation, and a list of chance word pairs would help nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from ..config import DEFAULT, FormulationSettings
from ..ids import Names
from ..model import Edit, Formulation, Link, Mention, Report
from .body import Body
from .frequency import fates
from .known import KNOWN
from .lists import reordered, repeated
from .phrases import Phrases
from .recurrence import recurrent
from .replacement import swaps
from .succession import slots, successors
from .swap import Swap
from .terms import congresses, numbered, quoted

_ORDER = ("replaced", "stronger", "weaker", "new", "dropped", "more", "less", "reordered")


def changes(
    old: Report,
    new: Report,
    links: Sequence[Link],
    edits: Sequence[Edit],
    settings: FormulationSettings = DEFAULT.formulations,
) -> tuple[Formulation, ...]:
    """Return the set phrases that came, went or changed; by kind of change, the most frequent first.

    A `replaced`, `stronger`, `weaker` or `reordered` phrase is the old wording and `replaced_by` the new one;
    its counts are of each in its own edition.  `where` holds every mention of what is counted.
    """
    before, after = Body(old, "old"), Body(new, "new")
    said = chain.from_iterable(
        [*quoted(body.text, settings), *numbered(body.text), *congresses(body.text)] for body in (before, after)
    )
    marked = Phrases([*said, *(phrase for phrase in KNOWN if phrase in before.text or phrase in after.text)])
    found: list[tuple[str, str, str | None, int, int, tuple[Mention, ...]]] = []

    candidates = dict.fromkeys(
        (*marked, *recurrent((before.text, after.text), settings), *repeated((before.text, after.text), settings))
    )
    for body in (before, after):
        body.look_for(candidates)
    counts = [(phrase, before.count(phrase), after.count(phrase)) for phrase in candidates]
    gone = [phrase for phrase, _, now in counts if not now]
    come = [phrase for phrase, then, _ in counts if not then]
    taken: list[Swap] = []
    told: set[str] = set()
    for swap in (
        *swaps(before, after, edits, marked, settings),
        *slots(before, after, edits, gone, come),
        *successors(gone, come),
    ):
        if not {swap.old, swap.new} & told:
            told |= {swap.old, swap.new}
            taken.append(swap)
    for swap in taken:
        where = (*before.mentions(swap.old), *after.mentions(swap.new))
        found.append((swap.kind, swap.old, swap.new, before.count(swap.old), after.count(swap.new), where))

    for fate in fates(counts, marked, settings):
        inside_gone = fate.kind == "dropped" and any(fate.phrase in swap.old for swap in taken)
        inside_come = fate.kind == "new" and any(fate.phrase in swap.new for swap in taken)
        if not inside_gone and not inside_come:
            where = (*before.mentions(fate.phrase), *after.mentions(fate.phrase))
            found.append((fate.kind, fate.phrase, None, fate.old, fate.new, where))

    lists: dict[tuple[str, str], list[Mention]] = {}
    for one, two, left, right in reordered(old, new, links, settings):
        lists.setdefault((one, two), []).extend((left, right))
    for (one, two), places in lists.items():
        found.append(("reordered", one, two, len(places) // 2, len(places) // 2, tuple(places)))

    found.sort(key=lambda item: (_ORDER.index(item[0]), -max(item[3], item[4]), item[1]))
    name = Names("p")
    return tuple(
        Formulation(name(kind, phrase, by or ""), phrase, kind, n_old, n_new, by, where)  # type: ignore[arg-type]
        for kind, phrase, by, n_old, n_new, where in found
    )
