"""Remarks 说明: what a person wants to stand beside a change in the table of old and new, in place of what is drafted.

    drafted     目标上调：赤字率：3%→4%左右          (`export/reasons.py`)
    remark      根据中央经济工作会议精神调整。       an empty one: nothing is to stand there

A remark hangs on what the change says, as a review does (`reviews.py`): it holds after another run and beside the next
version of a draft; one whose change is gone is kept, on none.  There is one for a change, and the last said holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from .config import REMARK, RemarkSettings
from .describe import entries, shorten
from .edition import typed
from .errors import DuizhaoError, NotFound
from .ids import digest
from .lookup import Lookup
from .model import Comparison, Remark
from .reviews import keys, keys_of


def remarks(comparison: Comparison, texts: Mapping[str, str], settings: RemarkSettings = REMARK) -> tuple[Remark, ...]:
    """Return remarks on changes from what is to stand beside each, by its id; raises where one is none or too long."""
    found = entries(Lookup(comparison))
    key_of, entry_of = keys(found), {each.change.id: each for each in found}
    made = []
    for change, text in texts.items():
        if change not in key_of:
            raise NotFound(
                "这处改动已不在对照里，说明没有保存；请刷新页面后再改。",
                "This change is no longer in the comparison, so the remark was not kept; reload the page.",
            )
        entry = entry_of[change]
        quote = shorten(" ".join((entry.brief or entry.old or entry.new).split()), settings.longest_quote)
        made.append(named(checked(Remark("", key_of[change], typed(text), quote, change), settings)))
    return tuple(made)


def checked(said: Remark, settings: RemarkSettings = REMARK) -> Remark:
    """Return a remark that is not too long; raises for another."""
    if len(said.text) > settings.longest_text:
        raise DuizhaoError(
            f"说明太长，没有保存：最多 {settings.longest_text} 字。",
            f"The remark is too long and was not kept: it has at most {settings.longest_text} characters.",
        )
    return said


def named(said: Remark) -> Remark:
    """Return a remark with the id that its content gives it."""
    return replace(said, id="i" + digest(said.key, said.text))


def subject(said: Remark) -> str:
    """Return what a remark is about."""
    return said.key


def heard(said: Iterable[Remark]) -> tuple[Remark, ...]:
    """Return the remarks that hold, in the order in which they were said: of those on one change the last."""
    last: dict[str, Remark] = {}
    for each in said:
        last.pop(each.key, None)
        last[each.key] = each
    return tuple(last.values())


def with_remarks(comparison: Comparison, said: Sequence[Remark]) -> Comparison:
    """Return the comparison with remarks on its changes; what was found stays as it is."""
    by_key = {key: change for change, key in keys_of(comparison).items()} if said else {}
    return replace(comparison, remarks=tuple(replace(each, change=by_key.get(each.key)) for each in heard(said)))


def on_changes(comparison: Comparison) -> dict[str, str]:
    """Return what a person wants to stand beside each change, by its id; empty text where nothing is to stand."""
    return {each.change: each.text for each in comparison.remarks if each.change is not None}
