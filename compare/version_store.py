"""Versions of a draft: several reports under one edition, the last of them current.

    r41c0 (第1稿) ── make("r9be2", "r41c0") ──▶ r9be2 is the next version of that edition

What people said of the version before and of its comparisons holds of the new one too, as far as nothing was said
there yet: reviews, remarks, ledgers, links, figures, lines.  What hangs on words that are gone is kept and shown so.
"""

from __future__ import annotations

from dataclasses import dataclass

from .database import Connection, Row
from .errors import DuizhaoError, NotFound
from .records import Entry
from .search_store import SearchStore

_OF_PAIRS = ("link_repair", "finding_repair", "ledger_entry", "review", "remark")
"""Tables of what people said of two reports."""
_OF_SOURCES = {"outline_repair": "anchor, kind, quote, added", "figure_repair": "anchor, body, added"}
"""Tables of what people said of one source, and what is copied of it."""


@dataclass(frozen=True, slots=True)
class Carried:
    """How much was carried over: reviews, entries of ledgers, repairs of any kind, remarks."""

    reviews: int = 0
    ledger: int = 0
    repairs: int = 0
    remarks: int = 0


class VersionStore:
    """The versions of one open database."""

    def __init__(self, db: Connection, search: SearchStore) -> None:
        self._db, self._search = db, search

    def of(self, report_id: str) -> tuple[Entry, ...]:
        """Return the versions of the edition of a report, the first to the last, itself included."""
        rows = self._db.rows(
            "select * from entry where edition = (select edition from entry where id = ?) order by version, added, id",
            [report_id],
        )
        return tuple(Entry(**row) for row in rows)

    def make(self, report_id: str, of_id: str) -> Carried:
        """Make a report the next version of the edition of another; what was said of the last one is carried over.

        Title, date and series are those of the edition; one that is in no series goes into that of the report.
        """
        with self._db.writing():
            mine, other = self._row(report_id), self._row(of_id)
            if mine["edition"] == other["edition"]:
                raise DuizhaoError(
                    "这两份已经是同一届的两稿，没有改动。", "These two are versions of one edition already."
                )
            before = self._db.rows(
                "select id, source from report where edition = ? and removed is null order by version desc, id",
                [other["edition"]],
            )[0]
            self._db.write(
                "update report set edition = ?, version = 1 + (select max(version) from report where edition = ?)"
                " where id = ?",
                [other["edition"], other["edition"], report_id],
            )
            self._db.write(
                "update edition set series = (select series from edition where id = ?) where id = ? and series is null",
                [mine["edition"], other["edition"]],
            )
            self._db.write(
                "delete from edition where id = ? and id not in (select edition from report)", [mine["edition"]]
            )
            counts = {table: self._carry_pairs(table, before["id"], report_id) for table in _OF_PAIRS}
            counts |= {table: self._carry_source(table, before["source"], mine["source"]) for table in _OF_SOURCES}
            self._search.drop(report_id)  # it may be read otherwise now
        named = counts.pop("review"), counts.pop("ledger_entry"), counts.pop("remark")
        return Carried(named[0], named[1], sum(counts.values()), named[2])

    def part(self, report_id: str) -> None:
        """Make a version an edition of its own, with the same title, date and series."""
        with self._db.writing():
            mine = self._row(report_id)
            if len(self._db.rows("select id from report where edition = ?", [mine["edition"]])) == 1:
                raise DuizhaoError("这份报告已经是单独的一届。", "This report is an edition of its own already.")
            edition = self._db.write(
                "insert into edition (series, title, date, ordinal)"
                " select series, title, date, ordinal from edition where id = ?",
                [mine["edition"]],
            )
            self._db.write("update report set edition = ?, version = 1 where id = ?", [edition, report_id])

    def _carry_pairs(self, table: str, before: str, after: str) -> int:
        """Copy what holds of each comparison of one report to that of another, where nothing of the kind is said."""
        pairs = self._db.rows(
            f"select distinct old, new from {table}"  # noqa: S608 our own names
            " where undone is null and (old = ?) <> (new = ?) and old <> ? and new <> ?",
            [before, before, after, after],
        )
        carried = 0
        for pair in pairs:
            there = tuple(after if each == before else each for each in (pair["old"], pair["new"]))
            if self._db.row(f"select id from {table} where old = ? and new = ?", there) is not None:  # noqa: S608
                continue
            held = self._db.rows(
                f"select body, added from {table} where undone is null and old = ? and new = ? order by id",  # noqa: S608
                [pair["old"], pair["new"]],
            )
            self._db.write_many(
                f"insert into {table} (old, new, body, added) values (?, ?, ?, ?)",  # noqa: S608
                [(*there, row["body"], row["added"]) for row in held],
            )
            carried += len(held)
        return carried

    def _carry_source(self, table: str, before: str, after: str) -> int:
        """Copy what holds of one source to another of which nothing of the kind is said."""
        if self._db.row(f"select id from {table} where source = ?", [after]) is not None:  # noqa: S608 our own names
            return 0
        columns = _OF_SOURCES[table]
        held = self._db.rows(
            f"select {columns} from {table} where source = ? and undone is null order by id",  # noqa: S608
            [before],
        )
        self._db.write_many(
            f"insert into {table} (source, {columns}) values (?{', ?' * (columns.count(',') + 1)})",  # noqa: S608
            [(after, *row.values()) for row in held],
        )
        return len(held)

    def _row(self, report_id: str) -> Row:
        row = self._db.row("select source, edition from report where id = ? and removed is null", [report_id])
        if row is None:
            raise NotFound(
                f"没有编号为 “{report_id}” 的报告；它可能已被删除，请刷新报告列表。",
                f"There is no report “{report_id}”; it may have been deleted. Look at the list of reports again.",
            )
        return row
