"""What the library lists: a page of the reports that are asked for, the pair picked, each series in the order of time.

/?series=政府工作报告&q=2024&page=2      reports of that series with those words in title, file name, date or series
/?old=r41c0…&new=r7c1…                 these two are picked, and stay so on every page of the list
/?id=r41c0…                            picked with the edition before it
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from compare.config import WEB
from compare.edition import one_line
from compare.records import Entry
from compare.view.timeline import Timeline, in_time, timeline


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page of the list: its rows, what is picked but not among them, and what was asked for."""

    rows: tuple[Entry, ...]
    beside: tuple[Entry, ...]
    pair: tuple[str, str]
    series: str
    words: str
    found: int
    total: int
    page: int
    pages: int

    @property
    def narrowed(self) -> bool:
        """Tell whether the list was narrowed."""
        return bool(self.series or self.words)

    @property
    def wanting(self) -> bool:
        """Tell whether the list is so long that one would narrow it."""
        return self.narrowed or self.total > WEB.library_filter


@dataclass(frozen=True, slots=True)
class Strand:
    """One series: its editions, those without a date last, and their drawing where there is one."""

    name: str
    editions: tuple[Entry, ...]
    drawing: Timeline | None

    @property
    def undated(self) -> int:
        """Return how many editions have no date, and so no place in the drawing."""
        return sum(not each.date for each in self.editions)


def shelf(entries: Sequence[Entry], asked: MultiDict[str, str]) -> Shelf:
    """Return the page of the list that the arguments of an address ask for."""
    series, words = one_line(asked.get("series", "")), one_line(asked.get("q", ""))
    found = [each for each in entries if series in ("", each.series) and _holds(each, words)]
    size = WEB.library_rows
    pages = max(1, -(-len(found) // size))
    page = min(max(1, asked.get("page", 1, type=int)), pages)
    rows = tuple(found[size * (page - 1) : size * page])
    pair = _picked(entries, asked)
    beside = tuple(each for each in entries if each.id in pair and each not in rows)
    return Shelf(rows, beside, pair, series, words, len(found), len(entries), page, pages)


def strands(entries: Sequence[Entry], series: str = "") -> tuple[Strand, ...]:
    """Return every series, or the one named, with its editions in the order of time."""
    names = dict.fromkeys(each.series for each in entries if each.series and series in ("", each.series))
    return tuple(_strand(name, _editions(entries, name)) for name in names if name)


def suggested(entries: Sequence[Entry], chosen: Sequence[str] = ()) -> tuple[str, str]:
    """Return the ids of the two reports picked at first: the chosen ones, earlier first.

    One that was chosen stands beside the edition before it in its series; where none was, these are the last two
    editions of the series that comes first.
    """
    if not entries:
        return "", ""
    known = {each.id: each for each in entries}
    picked = [known[each] for each in dict.fromkeys(chosen) if each in known][-2:]
    if len(picked) == 1 and picked[0].series:
        series = [each for each in _editions(entries, picked[0].series) if each.edition != picked[0].edition]
        series = sorted([*series, picked[0]], key=entries.index)
        at = series.index(picked[0])
        picked = series[at - 1 : at + 1] if at else series[:2]
    if len(picked) == 2:
        old, new = picked
        return (new.id, old.id) if old.date and new.date and new.date < old.date else (old.id, new.id)
    first = _editions(entries, entries[0].series)
    pair = (first if len(first) > 1 else list(entries))[-2:]
    return pair[0].id, pair[-1].id


def _editions(entries: Sequence[Entry], series: str | None) -> list[Entry]:
    """Return the editions of a series: of drafts, the last version."""
    return [each for each in entries if each.series == series and each.current]


def _picked(entries: Sequence[Entry], asked: MultiDict[str, str]) -> tuple[str, str]:
    """Return the pair that the reader picked, in the order in which it was picked; else the suggested one."""
    known = {each.id for each in entries}
    old, new = suggested(entries, asked.getlist("id"))
    return (
        asked["old"] if asked.get("old") in known else old,
        asked["new"] if asked.get("new") in known else new,
    )


def _holds(entry: Entry, words: str) -> bool:
    """Tell whether each of the words stands somewhere in what the list says of a report."""
    said = _plain(" ".join((entry.title, entry.name, entry.date or "", entry.series or "")))
    return all(word in said for word in _plain(words).split())


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _strand(name: str, members: Sequence[Entry]) -> Strand:
    editions = tuple(members[at] for at in in_time([each.date for each in members]))
    return Strand(name, editions, timeline([each.date for each in editions]))
