"""What one entry of the change list says: its kind, its subject, old words, new words, and their places.

    Change(cls="target", refs=("f3a…",))  →  目标上调 · 粮食产量 · 1.3万亿斤以上 → 1.4万亿斤左右 · 二、… line 41

One description serves the summary, the tables and the terminal, so that all of them say the same.
It quotes the reports in full and shortens nothing; whoever shows it may use `shorten`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from .errors import Language
from .kinds import CLASSES as CLASSES
from .kinds import KINDS as KINDS
from .lookup import SIDES, Lookup, ReportLookup
from .model import Change, Edit, FigureChange, FigureSide, Formulation, Group, Place, TaskChange, Verdict

_REACHED = re.compile(r"^从.*[到至为]")
"""What stands before the later number of 从…到…."""
_EACH = "分别"
"""Where this stands in a clause, its numbers belong to its subjects one by one."""
_AROUND = "，、；：。！？ 　"
"""Punctuation that is left out at the ends of edited words."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change in words: empty text and null places on a side mean that the side has nothing.

    `old` and `new` quote in full, for tables of evidence; `brief` is what one line of a list says.
    """

    change: Change
    kind: str
    subject: str
    old: str = ""
    new: str = ""
    old_block: str | None = None
    new_block: str | None = None
    old_section: str = ""
    new_section: str = ""
    old_line: int | None = None
    new_line: int | None = None
    score: float | None = None
    brief: str = ""
    by_hand: bool = False

    def label(self, language: Language) -> str:
        """Return the name of this kind of entry, and that a person said so where one did."""
        return label(self.kind, language, by_hand=self.by_hand)


def label(kind: str, language: Language, *, by_hand: bool = False) -> str:
    """Return the name of a kind of entry, and that a person said so where one did."""
    hand = ("（人工）", " (by hand)")[language == "en"] if by_hand else ""
    return KINDS[kind][language == "en"] + hand


def entries(lookup: Lookup) -> tuple[Entry, ...]:
    """Return the ranked changes of a comparison in words, in their order."""
    return tuple(_entry(lookup, change) for change in lookup.comparison.changes)


def shorten(text: str, length: int) -> str:
    """Return at most `length` characters of `text`, with … where it was cut.

    >>> shorten("推动经济实现质的有效提升", 7)
    '推动经济实现…'
    """
    return text if len(text) <= length else text[: length - 1].rstrip("，、；：") + "…"


def figure_kind(found: FigureChange, change: Verdict | None = None) -> str:
    """Return the kind of a figure change in `KINDS`, or of the same two figures were they changed so."""
    if found.type == "fulfilment":
        return f"fulfilment_{change or found.change or 'unclear'}"
    return found.type.replace("_pair", f"_{change or found.change or 'other'}")


def _entry(lookup: Lookup, change: Change) -> Entry:
    ref = change.refs[0]
    if ref in lookup.figure_changes:
        return _figure(lookup, change, lookup.figure_changes[ref])
    if ref in lookup.formulations:
        return _formulation(lookup, change, lookup.formulations[ref])
    if ref in lookup.task_changes:
        return _task(lookup, change, lookup.task_changes[ref])
    if ref in lookup.groups:
        return _group(lookup, change, lookup.groups[ref])
    return _words(lookup, change)


def _figure(lookup: Lookup, change: Change, found: FigureChange) -> Entry:
    old, new = found.old, found.new
    if old and new:
        brief = f"{found.indicator}：{_number(lookup.old, old)}→{_number(lookup.new, new)}"
    else:
        brief = _alone(lookup.new if new else lookup.old, found.indicator, new or old)
    return _placed(
        lookup,
        Entry(
            change,
            figure_kind(found),
            found.indicator,
            old.quote if old else "",
            new.quote if new else "",
            brief=brief,
            by_hand=found.by == "person",
        ),
        lookup.old.quoted(old.block, old.quote) if old else None,
        lookup.new.quoted(new.block, new.quote) if new else None,
    )


def _alone(report: ReportLookup, indicator: str, end: FigureSide | None) -> str:
    """Return what a figure without a partner says: the clause, or its indicator where several share the clause.

    水果、蔬菜产量分别达2050万吨、4200万吨   →   蔬菜产量：4200万吨
    """
    if end is None:
        return indicator
    return f"{indicator}：{_number(report, end)}" if indicator and _EACH in end.quote else end.quote


def _formulation(lookup: Lookup, change: Change, found: Formulation) -> Entry:
    brief = f"“{found.phrase}”→“{found.replaced_by}”" if found.replaced_by else f"“{found.phrase}”"
    if found.change in ("more", "less"):
        brief += f"{found.old_count}→{found.new_count}"
    elif max(found.old_count, found.new_count) > 1 and not found.replaced_by:
        brief += f"×{max(found.old_count, found.new_count)}"
    first = {mention.side: Place(mention.block, mention.span) for mention in reversed(found.where)}
    old, new = first.get("old"), first.get("new")
    return _placed(
        lookup,
        Entry(
            change,
            f"formulation_{found.change}",
            found.phrase,
            lookup.old.text(old) if old else "",
            lookup.new.text(new) if new else "",
            brief=brief,
        ),
        old,
        new,
    )


def _number(report: ReportLookup, end: FigureSide) -> str:
    """Return the number with its unit and hedge; of 从692户减少到236户 the number that was reached."""
    figure = report.figures[end.figure]
    said = report.number(end.figure)
    return _REACHED.sub("", said) if figure.start is not None else said


def _task(lookup: Lookup, change: Change, found: TaskChange) -> Entry:
    old, new = found.old, found.new
    quote = new.quote if found.type == "new" and new else old.quote if old else ""
    return _placed(
        lookup,
        Entry(change, f"task_{found.type}", quote, old.quote if old else "", new.quote if new else "", brief=quote),
        lookup.old.quoted(old.block, old.quote) if old else None,
        lookup.new.quoted(new.block, new.quote) if new else None,
    )


def _group(lookup: Lookup, change: Change, found: Group) -> Entry:
    old, new = lookup.units(found.id, "old"), lookup.units(found.id, "new")
    old_text = _joined(lookup.old, found, old)
    new_text = _joined(lookup.new, found, new)
    scores = [link.score for link in lookup.group_links[found.id] if link.old is not None and link.new is not None]
    topic = _topic(lookup.new, found, new) or _topic(lookup.old, found, old)
    return _placed(
        lookup,
        Entry(
            change,
            f"{_what(lookup, found)}_{change.cls}",
            topic,
            old_text,
            new_text,
            score=max(scores, default=None),
            brief=topic + (_way(lookup, found, old, new) if change.cls == "moved" else ""),
        ),
        lookup.old.place(found.level, old[0]) if old else None,
        lookup.new.place(found.level, new[0]) if new else None,
    )


def _what(lookup: Lookup, group: Group) -> str:
    """Return what a group joins: its level, or "heading" where its blocks are headings."""
    if group.level != "block":
        return group.level
    blocks = [lookup.side(side).blocks[unit] for side in SIDES for unit in lookup.units(group.id, side)]
    return "heading" if all(block.kind == "heading" for block in blocks) else "block"


def _way(lookup: Lookup, group: Group, old: tuple[str, ...], new: tuple[str, ...]) -> str:
    """Return from where to where a unit moved: its place among its sisters, or the sections it left and joined."""
    if group.level == "section":
        ranks = lookup.old.rank_in_parent(old[0]), lookup.new.rank_in_parent(new[0])
        above = (
            lookup.old.section_path(lookup.old.sections[old[0]].parent),
            lookup.new.section_path(lookup.new.sections[new[0]].parent),
        )
        if len(above[0]) == len(above[1]) and ranks[0] != ranks[1]:
            return f"（{ranks[0]}→{ranks[1]}）"
    else:
        places = lookup.old.place(group.level, old[0]), lookup.new.place(group.level, new[0])
        if places[0] is None or places[1] is None:
            return ""
        above = lookup.old.path(places[0].block), lookup.new.path(places[1].block)
    for one, two in zip_longest(*above):
        if one is None or two is None:
            break
        if lookup.old.rank_in_parent(one.id) != lookup.new.rank_in_parent(two.id):
            return f"（{(one.number or one.heading).rstrip('、')}→{(two.number or two.heading).rstrip('、')}）"
    return ""


def _words(lookup: Lookup, change: Change) -> Entry:
    link = lookup.links[change.refs[0]]
    edits = telling_edits(lookup, change)
    old = lookup.old.place(link.level, link.old) if link.old else None
    new = lookup.new.place(link.level, link.new) if link.new else None
    words = "；".join(edit_words(lookup, edits))
    return _placed(
        lookup,
        Entry(
            change,
            f"words_{change.cls}",
            words,
            lookup.old.text(old) if old else "",
            lookup.new.text(new) if new else "",
            score=link.score,
            brief=words,
        ),
        old,
        new,
    )


def telling_edits(lookup: Lookup, change: Change) -> list[Edit]:
    """Return the edits of a sentence that an entry is about: those of its class, or all but bare punctuation."""
    edits = [lookup.edits[ref] for ref in change.refs[1:] if ref in lookup.edits]
    own = [edit for edit in edits if edit.cls == change.cls]
    return own or [edit for edit in edits if edit.cls != "punctuation"] or edits


def edit_words(lookup: Lookup, edits: Iterable[Edit]) -> list[str]:
    """Return each edit as old → new words: ＋ was put in, － was taken out, ⇄ changed places.

    Punctuation around words is left out: it says nothing in a list.
    """
    said = [edit_sides(lookup, edit) for edit in edits]
    put, taken = {new for old, new in said if not old}, {old for old, new in said if not new}
    words = []
    for old, new in said:
        if old and new:
            words.append(f"{old}→{new}")
        elif (old or new) in put & taken:
            words.append(f"⇄{old or new}")
        else:
            words.append(f"＋{new}" if new else f"－{old}")
    return list(dict.fromkeys(words))


def edit_sides(lookup: Lookup, edit: Edit) -> tuple[str, str]:
    """Return the old and the new words of an edit; a side that has mere punctuation beside words has none."""
    old = lookup.old.text(edit.old) if edit.old else ""
    new = lookup.new.text(edit.new) if edit.new else ""
    bare = old.strip(_AROUND), new.strip(_AROUND)
    return bare if any(bare) else (old, new)


def _joined(report: ReportLookup, group: Group, units: tuple[str, ...]) -> str:
    return "\n".join(report.unit_text(group.level, unit) for unit in units)


def _topic(report: ReportLookup, group: Group, units: tuple[str, ...]) -> str:
    """Return what a unit is about: a heading, a run-in heading, or its first words."""
    if not units:
        return ""
    if group.level == "block":
        return report.topic(units[0])
    return report.unit_text(group.level, units[0])


def _placed(lookup: Lookup, entry: Entry, old: Place | None, new: Place | None) -> Entry:
    """Return `entry` with the blocks, sections and source lines of its two places."""
    where: dict[str, Any] = {}
    if old is not None:
        where["old_block"], where["old_section"] = old.block, section_trail(lookup.old, old.block)
        where["old_line"] = line_of(lookup.old, old)
    if new is not None:
        where["new_block"], where["new_section"] = new.block, section_trail(lookup.new, new.block)
        where["new_line"] = line_of(lookup.new, new)
    return replace(entry, **where)


def section_trail(report: ReportLookup, block: str) -> str:
    """Return the headings above a block, outermost first."""
    return report.trail(block)


def line_of(report: ReportLookup, place: Place) -> int:
    """Return the source line in which `place` begins."""
    block = report.blocks[place.block]
    for piece in block.pieces:
        if piece.at <= place.span[0] < piece.at + piece.length:
            return piece.line
    return block.lines[0]
