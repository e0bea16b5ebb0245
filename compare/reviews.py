"""Reviews: what people think of each change, beside what was found.

    review(comparison, "c41d…", "agreed", note="已与产业部核对", person="张三")  →  a Review to keep
    with_reviews(comparison, kept)   each on its change; those whose change is gone stay, on none
    standing(comparison.reviews)["c41d…"]     what holds of a change, the last said first; the last is its state

A change is named by what it says (class, old words, new words), not by its id: the same words, found again after
an upgrade or beside the next version of a draft, are the same change.  Two people on one change do not overwrite
each other: what each said last holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import get_args

from .config import REVIEW, ReviewSettings
from .describe import Entry, entries, shorten
from .edition import typed
from .errors import DuizhaoError, NotFound
from .ids import Names, digest
from .lookup import Lookup
from .model import Comparison, Review, ReviewState

STATES: tuple[ReviewState, ...] = get_args(ReviewState)
NAMES: dict[str, tuple[str, str]] = {
    "open": ("未看", "open"),
    "agreed": ("同意", "agreed"),
    "check": ("待核", "to check"),
    "ignored": ("忽略", "ignored"),
}
"""The states in both languages."""


def keys(found: Iterable[Entry]) -> dict[str, str]:
    """Return the key of each change by its id; of two that say the same, the weightier has the first."""
    name = Names("v")
    return {each.change.id: name(each.change.cls, each.old or each.subject, each.new) for each in found}


def keys_of(comparison: Comparison) -> dict[str, str]:
    """Return the key of each change of a comparison by its id."""
    return keys(entries(Lookup(comparison)))


def review(
    comparison: Comparison,
    change: str,
    state: str,
    note: str = "",
    person: str | None = None,
    settings: ReviewSettings = REVIEW,
) -> Review:
    """Return a review of one change; raises where there is no such change or state, or where it says too much."""
    (made,) = reviewed(comparison, [change], state, note, person, settings)
    return made


def reviewed(
    comparison: Comparison,
    changes: Sequence[str],
    state: str,
    note: str = "",
    person: str | None = None,
    settings: ReviewSettings = REVIEW,
) -> tuple[Review, ...]:
    """Return the same review of each of some changes, in their order; raises as for one."""
    found = entries(Lookup(comparison))
    known = {each.change.id: each for each in found}
    if not known.keys() >= set(changes):
        raise NotFound(
            "这处改动已不在对照里，审阅没有保存；请刷新页面后再登记。",
            "This change is no longer in the comparison, so the review was not kept; reload the page and try again.",
        )
    if state not in STATES:
        raise DuizhaoError(
            f"审阅状态只能是 {'、'.join(names[0] for names in NAMES.values())}。",
            f"A review is one of {', '.join(names[1] for names in NAMES.values())}.",
        )
    note, name = typed(note), typed(person or "")
    if len(note) > settings.longest_note or len(name) > settings.longest_name:
        raise DuizhaoError(
            f"内容太长：批注最多 {settings.longest_note} 字，姓名最多 {settings.longest_name} 字。",
            f"That is too long: a note has at most {settings.longest_note} characters, a name {settings.longest_name}.",
        )
    chosen, key_of = next(each for each in STATES if each == state), keys(found)

    def quote(of: Entry) -> str:
        return shorten(" ".join((of.brief or of.old or of.new).split()), settings.longest_quote)

    return tuple(
        named(Review("", key_of[change], chosen, note, name or None, quote(known[change]), None, change))
        for change in changes
    )


def named(said: Review) -> Review:
    """Return a review with the id that its content gives it."""
    return replace(said, id="w" + digest(said.key, said.state, said.note, said.person or ""))


def subject(said: Review) -> tuple[str, str]:
    """Return what a review is about and whose it is: the last of one person on one change holds."""
    return said.key, said.person or ""


def heard(said: Iterable[Review]) -> tuple[Review, ...]:
    """Return the reviews that hold, in the order in which they were said."""
    last: dict[tuple[str, str], Review] = {}
    for each in said:
        last.pop(subject(each), None)
        last[subject(each)] = each
    return tuple(last.values())


def with_reviews(comparison: Comparison, said: Sequence[Review]) -> Comparison:
    """Return the comparison with what people think of its changes; what was found stays as it is."""
    by_key = {key: change for change, key in keys_of(comparison).items()} if said else {}
    return replace(comparison, reviews=placed(said, by_key))


def placed(said: Sequence[Review], by_key: Mapping[str, str]) -> tuple[Review, ...]:
    """Return the reviews that hold, each on the change that bears its key; those without one are on none."""
    return tuple(replace(each, change=by_key.get(each.key)) for each in heard(said))


def standing(said: Iterable[Review]) -> dict[str, tuple[Review, ...]]:
    """Return what holds of each reviewed change by its id, the last said first."""
    found: dict[str, tuple[Review, ...]] = {}
    for each in said:
        if each.change is not None:
            found[each.change] = (each, *found.get(each.change, ()))
    return found


def state_of(change: str, said: Mapping[str, tuple[Review, ...]]) -> ReviewState:
    """Return the state of a change: that of what was said last."""
    return said[change][0].state if change in said else "open"


def in_words(said: Iterable[Review], en: bool) -> str:
    """Return reviews of one change as exports say them: 同意（张三）：已核对；…"""
    parts = []
    for each in said:
        who = (f" ({each.person})" if en else f"（{each.person}）") if each.person else ""
        note = f"{': ' if en else '：'}{each.note}" if each.note else ""
        parts.append(NAMES[each.state][en] + who + note)
    return ("; " if en else "；").join(parts)
