"""Reports taken off the list: put back as they were, or erased for good.

    remove("r41c0…") ── restore ──▶ as before, with its comparisons and all that was said
                     ── erase ──▶ original, readings, passages, comparisons, repairs, entries: gone from the file itself

Removing writes one time and nothing else.  Erasing rewrites the file, because SQLite leaves what is deleted in
pages that it uses again later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .database import Connection, Row
from .errors import NotFound
from .records import Entry
from .reports import stamp
from .search_store import SearchStore

_SAID = ("link_repair", "finding_repair", "ledger_entry", "review", "remark")
"""Tables of what people said of two reports."""
_READ = ("outline_repair", "figure_repair")
"""Tables of what people said of a source."""


@dataclass(frozen=True, slots=True)
class Removed:
    """A removed report, since when (UTC), and how many comparisons and words of people would go with it."""

    entry: Entry
    removed: str
    comparisons: int
    said: int


class RemovalStore:
    """The removed reports of one open database."""

    def __init__(self, db: Connection, search: SearchStore) -> None:
        self._db, self._search = db, search

    def remove(self, report_id: str, *, now: datetime | None = None) -> None:
        """Take a report off the list."""
        with self._db.writing():
            if self._db.row("select id from entry where id = ?", [report_id]) is None:
                raise _not_there(report_id)
            self._db.write("update report set removed = ? where id = ?", [stamp(now), report_id])

    def restore(self, report_id: str) -> None:
        """Put a removed report back on the list."""
        with self._db.writing():
            self._row(report_id)
            self._db.write("update report set removed = null where id = ?", [report_id])

    def removed(self) -> tuple[Removed, ...]:
        """Return the removed reports, the last removed first."""
        rows = self._db.rows("select * from every_entry where removed is not null order by removed desc, id")
        return tuple(self._counted(row.pop("removed"), Entry(**row)) for row in rows)

    def erase(self, report_id: str) -> None:
        """Delete a removed report and all that hangs on it, and rewrite the file without it."""
        with self._db.writing():
            row = self._row(report_id)
            both = [report_id, report_id]
            self._db.write(
                "delete from result where comparison in (select id from comparison where old = ? or new = ?)", both
            )
            for table in ("comparison", *_SAID):
                self._db.write(f"delete from {table} where old = ? or new = ?", both)  # noqa: S608 our own names
            self._search.drop(report_id)
            self._db.write("delete from reading where report = ?", [report_id])
            self._db.write("delete from report where id = ?", [report_id])
            if self._db.row("select id from report where edition = ?", [row["edition"]]) is None:
                self._db.write("delete from edition where id = ?", [row["edition"]])
            if self._db.row("select id from report where source = ?", [row["source"]]) is None:
                for table in _READ:
                    self._db.write(f"delete from {table} where source = ?", [row["source"]])  # noqa: S608 likewise
                self._db.write("delete from source where sha256 = ?", [row["source"]])
            self._db.write(
                "delete from series where id not in (select series from edition where series is not null)"
                " and id not in (select series from dictionary)"
            )
            self._search.optimize()
        self._db.rewrite()

    def _row(self, report_id: str) -> Row:
        row = self._db.row("select source, edition from report where id = ? and removed is not null", [report_id])
        if row is None:
            raise _not_there(report_id)
        return row

    def _counted(self, removed: str, entry: Entry) -> Removed:
        def number(table: str) -> int:
            rows = self._db.rows(
                f"select count(*) as n from {table} where old = ? or new = ?",  # noqa: S608 likewise
                [entry.id, entry.id],
            )
            return int(rows[0]["n"])

        return Removed(entry, removed, number("comparison"), sum(map(number, _SAID)))


def _not_there(report_id: str) -> NotFound:
    return NotFound(
        f"没有编号为 “{report_id}” 的报告可以这样处理；它可能已被删除、恢复或彻底删除，请刷新报告列表。",
        f"There is no report “{report_id}” to do this with; it may have been deleted, put back or erased. "
        "Look at the list of reports again.",
    )
