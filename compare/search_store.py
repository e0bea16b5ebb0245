"""Search in the database: every passage of every report, by its pairs of characters.

    find("职工之家")                         reports that hold it, the latest first, with the first passages of each
    find("职工之家", report="r41c0…")        all passages of one report, page by page

The passages are those of a report's latest reading.  They are put in with the reading; what was dropped because
a person repaired an outline is put in again by the next question.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from .config import SEARCH, SearchSettings
from .database import Connection
from .errors import TooLarge
from .model import Report, Span
from .records import Entry
from .search import needs_reading, pairs, places, question

_BITS = 20
"""A report has fewer than 2²⁰ passages; readers refuse longer ones long before."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A block that holds the words, and where."""

    block: str
    heading: bool
    text: str
    places: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Hits:
    """What one report holds: how many passages, and some of them."""

    report: Entry
    number: int
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found: how many passages in how many reports, and a page of them.

    `partial` says that not all candidates were read, so that the numbers are the least.
    """

    asked: str
    passages: int
    reports: int
    hits: tuple[Hits, ...]
    pages: int = 1
    partial: bool = False


class SearchStore:
    """The passages of one open database; `read` gives the present reading of a report and its number."""

    def __init__(
        self, db: Connection, read: Callable[[str], tuple[int, Report]], settings: SearchSettings = SEARCH
    ) -> None:
        self._db, self._read, self._settings = db, read, settings

    def put(self, report_id: str, reading: int, report: Report) -> None:
        """Put in the passages of a reading in place of what was there; within the open transaction."""
        self.drop(report_id)
        shelf = self._db.write("insert into shelf (report, reading) values (?, ?)", [report_id, reading])
        blocks = [block for block in report.blocks if block.kind != "furniture"]
        for number, block in enumerate(blocks, shelf << _BITS):
            heading = block.kind in ("title", "heading")
            self._db.write(
                "insert into passage (id, block, heading, text) values (?, ?, ?, ?)",
                [number, block.id, heading, block.text],
            )
            self._db.write("insert into passage_pairs (rowid, pairs) values (?, ?)", [number, pairs(block.text)])

    def drop(self, report_id: str) -> None:
        """Take out the passages of a report; within the open transaction."""
        row = self._db.row("select id from shelf where report = ?", [report_id])
        if row is not None:
            ends = [row["id"] << _BITS, (row["id"] + 1) << _BITS]
            self._db.write("delete from passage_pairs where rowid >= ? and rowid < ?", ends)
            self._db.write("delete from passage where id >= ? and id < ?", ends)
            self._db.write("delete from shelf where id = ?", [row["id"]])

    def optimize(self) -> None:
        """Make the index one piece, in which nothing is left of passages that were dropped."""
        self._db.write("insert into passage_pairs (passage_pairs) values ('optimize')")

    def find(self, asked: str, *, series: str | None = None, report: str | None = None, page: int = 1) -> Answer:
        """Return what holds the words of a question, in the reports of a series, in one report, or in all."""
        if len(asked) > self._settings.longest_asked:
            raise TooLarge(
                f"要找的文字有 {len(asked)} 字，超过上限 {self._settings.longest_asked} 字；请缩短。",
                f"The question has {len(asked)} characters, more than {self._settings.longest_asked}; shorten it.",
            )
        match = question(asked)
        if not match:
            return Answer(asked, 0, 0, ())
        self._catch_up()
        shelves = self._shelves(series, report)
        if needs_reading(asked):
            held, partial = self._held(asked, match, shelves)
        else:
            held, partial = None, False
        counts = Counter(number >> _BITS for number in held) if held is not None else self._counts(match)
        found = [shelf for shelf in shelves if counts[shelf]]
        size = self._settings.page_passages if report else self._settings.page_reports
        total = counts[found[0]] if report and found else len(found)
        at = (max(1, page) - 1) * size
        shown = found if report else found[at : at + size]
        rows = (at, size) if report else (0, self._settings.first_passages)
        hits = tuple(
            Hits(shelves[shelf], counts[shelf], self._passages(asked, match, shelf, held, *rows)) for shelf in shown
        )
        passages = sum(counts[shelf] for shelf in found)
        return Answer(asked, passages, len(found), hits, max(1, -(-total // size)), partial)

    def _catch_up(self) -> None:
        """Put in the reports whose passages are not there."""
        missing = self._db.rows("select id from entry where id not in (select report from shelf) order by id")
        for row in missing:
            reading, report = self._read(row["id"])
            with self._db.writing():
                if (
                    self._db.row("select id from shelf where report = ?", [row["id"]]) is None
                ):  # a new reading puts them in
                    self.put(row["id"], reading, report)

    def _shelves(self, series: str | None, report: str | None) -> dict[int, Entry]:
        """Return the reports that are asked for by their shelf, the latest first."""
        shelves = {row["report"]: row["id"] for row in self._db.rows("select id, report from shelf")}
        rows = self._db.rows("select * from entry order by date is null, date desc, series, title, id")
        entries = [Entry(**row) for row in rows]
        return {
            shelves[each.id]: each
            for each in entries
            if each.id in shelves and series in (None, each.series) and report in (None, each.id)
        }

    def _counts(self, match: str) -> Counter[int]:
        rows = self._db.rows(
            "select rowid >> ? as shelf, count(*) as n from passage_pairs where passage_pairs match ? group by 1",
            [_BITS, match],
        )
        return Counter({row["shelf"]: row["n"] for row in rows})

    def _held(self, asked: str, match: str, shelves: Mapping[int, Entry]) -> tuple[list[int], bool]:
        """Return the numbers of the passages that hold the words as they are, and whether some were not read."""
        rows = self._db.rows(
            "select id, text from passage where id in (select rowid from passage_pairs where passage_pairs match ?"
            " limit ?) order by id",
            [match, self._settings.most_read + 1],
        )
        found = [row["id"] for row in rows if row["id"] >> _BITS in shelves and places(row["text"], asked)]
        return found, len(rows) > self._settings.most_read

    def _passages(
        self, asked: str, match: str, shelf: int, held: Sequence[int] | None, at: int, size: int
    ) -> tuple[Passage, ...]:
        ends = (shelf << _BITS, (shelf + 1) << _BITS)
        numbers: Iterable[int]
        if held is None:
            rows = self._db.rows(
                "select rowid from passage_pairs where passage_pairs match ? and rowid >= ? and rowid < ?"
                " order by rowid limit ? offset ?",
                [match, *ends, size, at],
            )
            numbers = [row["rowid"] for row in rows]
        else:
            numbers = [number for number in held if ends[0] <= number < ends[1]][at : at + size]
        found = [self._db.rows("select block, heading, text from passage where id = ?", [each])[0] for each in numbers]
        return tuple(
            Passage(row["block"], bool(row["heading"]), row["text"], tuple(places(row["text"], asked))) for row in found
        )
