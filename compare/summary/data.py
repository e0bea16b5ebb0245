"""The lines of the summary as data: what each says in both languages, of which finding, at which places.

    target_up   赤字率：3%→4%左右（+1个百分点）   old 二、… line 41   new 二、… line 38   on the page

Every entry of the ranked list has a line, and besides them what the list has no entry for: targets that both editions
set alike, sections under another heading, what was split and merged.  The page names the weightiest of each part,
taking the kinds of change in turn, so that none is left unsaid because another is frequent.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

from ..config import SummarySettings
from ..describe import Entry, entries, line_of
from ..errors import Language
from ..lookup import Lookup
from ..model import Group, Place, Side, SummaryLine, SummaryPart
from .figures import movement
from .phrases import PARTS, say
from .places import Places
from .sections import paragraph_groups

_SHAPES = ("split", "merged", "recut")


def parts(lookup: Lookup, settings: SummarySettings) -> tuple[SummaryPart, ...]:
    """Return the parts that have anything to say, each line marked that the page names."""
    by_kind: dict[str, list[SummaryLine]] = {}
    for line in _Lines(lookup).all():
        by_kind.setdefault(line.kind, []).append(line)
    found = []
    for (zh, en, kinds), most in zip(PARTS, settings.named, strict=True):
        lists = [by_kind[kind] for kind, _, _ in kinds if kind in by_kind]
        if lists:
            found.append(SummaryPart(zh, en, _marked(lists, most)))
    return tuple(found)


def _marked(lists: list[list[SummaryLine]], most: int) -> tuple[SummaryLine, ...]:
    """Return the lines of all kinds; marked are the first `most`, each kind giving one in turn, entries first."""
    turns = [line for turn in zip_longest(*lists) for line in turn if line is not None]
    turns.sort(key=lambda line: line.change is None)
    named = {(line.kind, line.finding) for line in turns[:most]}
    return tuple(
        replace(line, page=True) if (line.kind, line.finding) in named else line for each in lists for line in each
    )


class _Lines:
    """Writes the line of each finding of one comparison."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._old, self._new = Places(lookup.old), Places(lookup.new)

    def all(self) -> list[SummaryLine]:
        """Return the line of every entry, the weightiest first, and of what is no entry, in reading order.

        Where changes were left out, there is none of what is no entry.
        """
        told = list(map(self._entry, entries(self._lookup)))
        if self._lookup.comparison.left_out is not None:
            return told
        return [*told, *self._kept(), *self._headings(), *self._shapes()]

    def _entry(self, entry: Entry) -> SummaryLine:
        finding = entry.change.refs[0]
        zh, en = self._said(entry, "zh"), self._said(entry, "en")
        return SummaryLine(
            entry.kind,
            entry.change.id,
            finding,
            entry.change.weight,
            zh,
            en,
            self._old.of(entry.old_block, entry.old_line) if entry.old_block and entry.old_line else None,
            self._new.of(entry.new_block, entry.new_line) if entry.new_block and entry.new_line else None,
        )

    def _said(self, entry: Entry, language: Language) -> str:
        brief = " ".join(entry.brief.split()).rstrip("。；")
        figure = self._lookup.figure_changes.get(entry.change.refs[0])
        if figure is None:
            return brief
        more = movement(self._lookup, figure, language)
        if figure.type == "fulfilment" and any(
            ref in self._lookup.figure_changes and self._lookup.figure_changes[ref].type == "target_dropped"
            for ref in entry.change.refs[1:]
        ):
            more += say(language, "not_again")
        return brief + more

    def _kept(self) -> list[SummaryLine]:
        """Return the targets that both editions set alike."""
        found = []
        for change in self._lookup.comparison.figure_changes:
            if change.type == "target_pair" and change.change == "same" and change.old and change.new:
                old, new = self._lookup.old, self._lookup.new
                figure = new.figures[change.new.figure]
                numbers = dict.fromkeys((old.number(change.old.figure), new.number(change.new.figure)))
                said = tuple(numbers) if change.by == "person" else tuple(numbers)[-1:]
                text = f"{change.indicator}：{'→'.join(said)}"
                places = old.quoted(change.old.block, change.old.quote), Place(figure.block, figure.span)
                found.append(self._line("target_same", change.id, text, *places))
        return found

    def _headings(self) -> list[SummaryLine]:
        """Return the sections whose heading changed, were split or merged."""
        found = []
        for group in self._lookup.comparison.groups:
            if group.level != "section" or group.kind not in ("reworded", *_SHAPES):
                continue
            names = [self._names(group, "old"), self._names(group, "new")]
            if group.kind != "reworded" or names[0] != names[1]:
                kind = "section_renamed" if group.kind == "reworded" else f"section_{group.kind}"
                found.append(self._line(kind, group.id, f"{names[0]}→{names[1]}", *self._starts(group)))
        return found

    def _shapes(self) -> list[SummaryLine]:
        """Return the paragraphs that were split, merged or cut anew."""
        return [
            self._line(group.kind, group.id, self._lookup.side(side).topic(block), *self._starts(group))
            for group, side, block in paragraph_groups(self._lookup)
            if group.kind in _SHAPES
        ]

    def _names(self, group: Group, side: Side) -> str:
        report, units = self._lookup.side(side), self._lookup.units(group.id, side)
        if group.kind == "reworded":
            return "＋".join(report.sections[unit].heading for unit in units)
        return "＋".join(report.unit_text("section", unit) for unit in units)

    def _starts(self, group: Group) -> tuple[Place | None, Place | None]:
        units = self._lookup.units(group.id, "old"), self._lookup.units(group.id, "new")
        return (
            self._lookup.old.place(group.level, units[0][0]) if units[0] else None,
            self._lookup.new.place(group.level, units[1][0]) if units[1] else None,
        )

    def _line(self, kind: str, finding: str, text: str, old: Place | None, new: Place | None) -> SummaryLine:
        text = " ".join(text.split()).rstrip("。；")
        return SummaryLine(
            kind,
            None,
            finding,
            0.0,
            text,
            text,
            self._old.of(old.block, line_of(self._lookup.old, old)) if old else None,
            self._new.of(new.block, line_of(self._lookup.new, new)) if new else None,
        )
