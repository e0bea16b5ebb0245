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
from dataclasses import replace
from itertools import chain

from ..config import DEFAULT, FormulationSettings
from ..ids import Names
from ..model import ChangeKind, Edit, Formulation, Link, Mention, Report
from .body import Body
from .degree import apart
from .frequency import Fate, fates
from .items import headed, parallel
from .known import KNOWN
from .lists import items_changed, reordered, repeated
from .phrases import Phrases
from .recurrence import recurrent
from .replacement import swaps
from .stages import renamed, stages
from .succession import framed, slots, successors
from .swap import Swap
from .terms import congresses, numbered, quoted
from .weight import Sources

_ORDER = ("replaced", "stronger", "weaker", "new", "dropped", "more", "less", "reordered")


def changes(
    old: Report,
    new: Report,
    links: Sequence[Link],
    edits: Sequence[Edit],
    settings: FormulationSettings = DEFAULT.formulations,
) -> tuple[Formulation, ...]:
    """Return the set phrases that came, went or changed; by kind of change, the weightiest first.

    A `replaced`, `stronger`, `weaker` or `reordered` phrase is the old wording and `replaced_by` the new one;
    its counts are of each in its own edition.  `where` holds every mention of what is counted.
    """
    before, after = Body(old, "old"), Body(new, "new")
    found, sources = candidates((before.text, after.text), settings)
    for body in (before, after):
        body.look_for(found)
    counts = [(phrase, before.count(phrase), after.count(phrase)) for phrase in found]
    listed = _relisted(old, new, links, settings)
    taken = _swaps(before, after, edits, counts, sources, settings)
    told = "\n".join(text for pair in listed for text in pair)
    fated = [
        fate
        for fate in fates(counts, sources.marked, settings)
        if fate.phrase in settings.follow or not ("、" in fate.phrase and fate.phrase in told)
    ]
    standing = [
        fate for fate in fated if fate.phrase in settings.follow or not _told_by(taken, fate, before, after, settings)
    ]
    gone, come = ([fate.phrase for fate in standing if fate.kind == kind] for kind in ("dropped", "new"))
    followed = framed(gone, come, before, after, links, settings)
    quiet = {phrase for swap in followed for phrase in (swap.old, swap.new)}.difference(settings.follow)
    out = [
        _change(swap.kind, swap.old, swap.new, (*before.mentions(swap.old), *after.mentions(swap.new)), sources)
        for swap in (*taken, *followed)
    ]
    for fate in standing:  # what is said again and again is told by itself, too
        if fate.phrase not in quiet or max(fate.old, fate.new) >= settings.least_repeats:
            where = (*before.mentions(fate.phrase), *after.mentions(fate.phrase))
            out.append(_change(fate.kind, fate.phrase, None, where, sources))
    out += [_change("reordered", one, two, tuple(places), sources) for (one, two), places in listed.items()]
    never = frozenset(settings.never)
    out = [item for item in out if item.phrase not in never and item.replaced_by not in never]
    out.sort(key=lambda item: (_ORDER.index(item.change), -item.weight, item.phrase))
    name = Names("p")
    return tuple(replace(item, id=name(item.change, item.phrase, item.replaced_by or "")) for item in out)


def candidates(texts: Sequence[str], settings: FormulationSettings = DEFAULT.formulations) -> tuple[list[str], Sources]:
    """Return the phrases of some texts that may be set, each once, and where they come from.

    Not every one is told: `changes` says what became of them between two editions.
    """
    said = chain.from_iterable(
        [*quoted(text, settings), *numbered(text), *congresses(text)] for text in texts
    )  # fmt: skip
    known = (phrase for phrase in (*settings.follow, *KNOWN) if any(phrase in text for text in texts))
    marked = Phrases([*settings.follow, *said, *known])
    recurring = [*recurrent(texts, settings), *repeated(texts, settings)]
    even = parallel(texts, settings)
    even += chain.from_iterable(stages(text, settings) for text in texts)
    found = dict.fromkeys((*marked, *recurring, *even, *headed(texts, settings)))
    return list(found), Sources(marked, frozenset(recurring), frozenset(even))


def _swaps(
    before: Body,
    after: Body,
    edits: Sequence[Edit],
    counts: Sequence[tuple[str, int, int]],
    sources: Sources,
    settings: FormulationSettings,
) -> list[Swap]:
    """Return the phrases that took each other's place, each phrase in one swap only."""
    gone = [phrase for phrase, _, now in counts if not now]
    come = [phrase for phrase, then, _ in counts if not then]
    taken: list[Swap] = []
    told: set[str] = set()
    for swap in (
        *apart(before, after, settings),
        *swaps(before, after, edits, sources.marked, settings),
        *successors(gone, come),
        *renamed((before.text, after.text), gone, come, settings),
        *slots(before, after, edits, gone, come),
    ):
        if not {swap.old, swap.new} & told and not any(swap.within(other) for other in taken):
            told |= {swap.old, swap.new}
            taken.append(swap)
    return taken


def _told_by(taken: Sequence[Swap], fate: Fate, before: Body, after: Body, settings: FormulationSettings) -> bool:
    """Tell whether a swap of a longer phrase, which makes up most of a phrase's mentions, tells of it."""
    most = settings.most_of * max(fate.old, fate.new)
    return any(
        fate.phrase in swap.old and before.count(swap.old) >= most
        if fate.kind == "dropped"
        else fate.kind == "new" and fate.phrase in swap.new and after.count(swap.new) >= most
        for swap in taken
    )


def _relisted(
    old: Report, new: Report, links: Sequence[Link], settings: FormulationSettings
) -> dict[tuple[str, str], list[Mention]]:
    """Return the enumerations that changed, old and new words, with their places."""
    lists: dict[tuple[str, str], list[Mention]] = {}
    for one, two, left, right in reordered(old, new, links, settings):
        lists.setdefault((one, two), []).extend((left, right))
    return lists


def _change(kind: ChangeKind, phrase: str, by: str | None, where: tuple[Mention, ...], sources: Sources) -> Formulation:
    """Return the entry of a phrase, not yet named."""
    olds = sum(mention.side == "old" for mention in where)
    times = (olds, len(where) - olds)
    weight = sources.weight(phrase, max(times), swapped=by is not None)
    added, dropped = items_changed(phrase, by) if kind == "reordered" and by else ((), ())
    return Formulation("", phrase, kind, *times, by, where, weight, added, dropped)
