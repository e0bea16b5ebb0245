"""Sources as given and the reports read from them: the lower half of the store.

    bytes ── add ──▶ source (kept first, whatever comes next) ──▶ report "r41c0…" ──▶ its reading
    "r41c0…" ── repair ──▶ what a person says of its lines ──▶ another reading

The same bytes are one report, however often and under whatever name they are added.  A reading is kept
with the digest of the settings, the program and the repairs that made it: after an upgrade or a repair the
report is made again, under the same name, and the earlier reading stays.  The lines of a source are kept too, so
that only what changes how files are read has the bytes themselves read again.  Repairs hang on the bytes.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import amounts
from . import edition as said
from .config import Settings
from .contract import report_from_json, report_to_json
from .database import Connection, damaged
from .errors import DuizhaoError, NotFound, StoreError, TooLarge
from .figure_store import FigureStore
from .model import Choice, Document, FigureRepair, OutlineRepair, Report
from .provenance import made_by, read_by, with_repairs
from .records import KEEP, Added, Entry, Keep, KeptOutlineRepair, Stored
from .search_store import SearchStore
from .source_store import Arrival, SourceStore, digest_of, not_waiting

if TYPE_CHECKING:
    from .reading.archive import Member

_LOG = logging.getLogger(__name__)
_ID = re.compile(r"[rc][0-9a-f]*")
_ID_DIGITS = (10, 20, 40, 64)
"""Lengths of a report's id; the next is taken only where another report has the shorter one."""


class Reports:
    """The reports of one open database."""

    def __init__(self, db: Connection, settings: Settings) -> None:
        self.settings = settings
        self._made_by = made_by(settings)
        self._db = db
        self.sources = SourceStore(db)
        self.figures = FigureStore(db)
        self.search = SearchStore(db, self.reading)

    def add(
        self,
        data: bytes,
        name: str,
        *,
        title: str | None = None,
        date: str | None = None,
        ordinal: int | None = None,
        series: str | None = None,
        choice: Choice = Choice(),
        now: datetime | None = None,
    ) -> Added:
        """Keep `data`, read it, and return its report; bytes that cannot be read are kept and the error is raised.

        What is not given is taken from the text, and `choice` is how it is read.  Where the same bytes are a report
        already, nothing changes; a report that was removed is put back.
        """
        from .reading.filenames import base_name  # lists and originals need no reader: opening the store stays quick

        name, date, series = base_name(name), said.checked_date(date), said.checked_series(series)
        title = None if title is None else said.checked_title(title)
        if len(data) > self.settings.reading.max_bytes:
            raise _too_large(name, len(data), self.settings.reading.max_bytes)
        sha, when = digest_of(data), stamp(now)
        self.sources.arrive(data, Arrival(sha, name, title, date, ordinal, series, when))
        if known := self._report_of(sha):
            return Added(known, sha, new=self._put_back(known))
        if choice != Choice():
            self.sources.choose(sha, choice)
        return self._taken_in(Arrival(sha, name, title, date, ordinal, series, when))

    def resume(self) -> tuple[Added, ...]:
        """Read what came in and was not read to its end, as after a crash; what cannot be read is noted."""
        taken = []
        for arrival in self.sources.waiting():
            try:
                taken.append(self._taken_in(arrival))
            except StoreError:
                raise
            except DuizhaoError as error:  # noted with the source, and listed
                _LOG.info("%s cannot be read: %s", arrival.name, error)
            except Exception:  # a fault of the program's: those that came after it are taken in all the same
                _LOG.exception("%s could not be taken in", arrival.name)
        return tuple(taken)

    def unlock(self, sha: str, password: str) -> Added:
        """Open a kept source with its password, which is kept nowhere, and take it in; raises Locked if it is wrong."""
        from . import apart

        arrival = self.sources.arrival(sha)
        if arrival is None:
            raise not_waiting()
        data = self.sources.content(sha)
        self.sources.unlock(sha, apart.unlocked(data, arrival.name, self.settings.reading, password))
        return self._taken_in(arrival)

    def unpack(self, sha: str, password: str) -> tuple[Member, ...]:
        """Return the reports in a kept archive that a password opens; none where the source is no archive."""
        from . import apart

        arrival = self.sources.arrival(sha)
        if arrival is None:
            raise not_waiting()
        data = self.sources.content(sha)
        inside = apart.members(data, arrival.name, self.settings.reading, password).members
        return () if inside == ((arrival.name, data),) else inside

    def choose(self, report_id: str, choice: Choice) -> None:
        """Have a report read as a person says; where it cannot be, the error is raised and all stays as it was."""
        entry = self.entry(report_id)
        report = self._as_read(entry.sha256, entry.name, choice)
        with self._db.writing():
            self.sources.choose(entry.sha256, choice)
            self._db.write("update source set format = ? where sha256 = ?", [report.source.format, entry.sha256])
            self._keep_reading(report_id, report, stamp(None))

    def _taken_in(self, arrival: Arrival) -> Added:
        """Read what has arrived and make it a report."""
        sha, name = arrival.sha256, arrival.name
        report = self._read(sha, name)
        with self._db.writing():
            if known := self._report_of(sha):  # another process read the same bytes meanwhile
                return Added(known, sha, new=False)
            edition = self._db.write(
                "insert into edition (series, title, date, ordinal) values (?, ?, ?, ?)",
                [
                    self._series(arrival.series),
                    arrival.title or (report.title or Path(name).stem or name)[: said.LONGEST],
                    arrival.date or report.date,
                    arrival.ordinal,
                ],
            )
            report_id = self._free_id(sha)
            self._db.write(
                "insert into report (id, source, edition, added) values (?, ?, ?, ?)",
                [report_id, sha, edition, arrival.added],
            )
            self._keep_reading(report_id, report, arrival.added)
            self.sources.settle(sha, name, report.source.format)
        return Added(report_id, sha, new=True)

    def reports(self) -> tuple[Entry, ...]:
        """Return the stored reports by series, date and title."""
        rows = self._db.rows("select * from entry order by series is null, series, date, title, edition, version, id")
        return tuple(Entry(**row) for row in rows)

    def entry(self, report_id: str) -> Entry:
        """Return the list entry of one report."""
        row = self._db.row("select * from entry where id = ?", [report_id])
        if row is None:
            raise _no_report(report_id)
        return Entry(**row)

    def report(self, report_id: str) -> Stored:
        """Return one stored report, read again from its kept bytes where the program or its settings have changed."""
        return Stored(self.entry(report_id), self.reading(report_id)[1])

    def original(self, report_id: str) -> bytes:
        """Return the bytes of a report exactly as they were given."""
        row = self._db.row(
            "select bytes from source join report on report.source = source.sha256 where report.id = ?", [report_id]
        )
        if row is None:
            raise _no_report(report_id)
        return bytes(row["bytes"])

    def find(self, prefix: str) -> str:
        """Return the id of the one report that starts with `prefix`."""
        rows = self._db.rows(
            "select id from entry where id glob ? order by id limit 2", [prefix + "*" if _ID.fullmatch(prefix) else ""]
        )
        if not rows:
            raise _no_report(prefix)
        if len(rows) > 1:
            raise NotFound(
                f"“{prefix}” 对应不止一份报告（{rows[0]['id']}、{rows[1]['id']} 等），请多写几位。",
                f"“{prefix}” starts more than one id ({rows[0]['id']}, {rows[1]['id']}, …); give more of it.",
            )
        return str(rows[0]["id"])

    def edit(
        self,
        report_id: str,
        *,
        title: str | Keep = KEEP,
        date: str | Keep | None = KEEP,
        ordinal: int | Keep | None = KEEP,
        series: str | Keep | None = KEEP,
    ) -> None:
        """Change what is said about the edition of a report; its bytes and readings stay."""
        title = title if isinstance(title, Keep) else said.checked_title(title)
        date = date if isinstance(date, Keep) else said.checked_date(date)
        series = series if isinstance(series, Keep) else said.checked_series(series)
        with self._db.writing():
            row = self._db.row(
                "select edition.* from edition join report on report.edition = edition.id where report.id = ?",
                [report_id],
            )
            if row is None:
                raise _no_report(report_id)
            self._db.write(
                "update edition set title = ?, date = ?, ordinal = ?, series = ? where id = ?",
                [
                    row["title"] if isinstance(title, Keep) else title,
                    row["date"] if isinstance(date, Keep) else date,
                    row["ordinal"] if isinstance(ordinal, Keep) else ordinal,
                    row["series"] if isinstance(series, Keep) else self._series(series),
                    row["id"],
                ],
            )

    def outline_repairs(self, report_id: str) -> tuple[KeptOutlineRepair, ...]:
        """Return what holds of the lines of a report, in the order in which it was said."""
        return self._outline_repairs(self.entry(report_id).sha256)

    def repaired_reports(self) -> dict[str, int]:
        """Return how much holds of the lines of each report, where anything was said."""
        rows = self._db.rows(
            "select report.id, count(*) as said from report join outline_repair using (source)"
            " where undone is null group by report.id order by report.id"
        )
        return {row["id"]: row["said"] for row in rows}

    def repair_outline(
        self,
        report_id: str,
        repairs: Iterable[OutlineRepair] = (),
        *,
        undo: Iterable[str] = (),
        now: datetime | None = None,
    ) -> None:
        """Keep what is said of lines; what was said of them before, and of those with the anchors `undo`, ends."""
        sha, when = self.entry(report_id).sha256, stamp(now)
        with self._db.writing():
            held = {kept.repair.anchor: kept.repair.kind for kept in self._outline_repairs(sha)}
            last = {each.anchor: each for each in repairs}.values()
            said = [each for each in last if held.get(each.anchor) != each.kind]
            for anchor in (*undo, *(each.anchor for each in said)):
                self._db.write(
                    "update outline_repair set undone = ? where source = ? and anchor = ? and undone is null",
                    [when, sha, anchor],
                )
            for each in said:
                quote = each.quote[: self.settings.outline.repair_quote]
                self._db.write(
                    "insert into outline_repair (source, anchor, kind, quote, added) values (?, ?, ?, ?, ?)",
                    [sha, each.anchor, each.kind, quote, when],
                )
            self.search.drop(report_id)

    def repair_figures(
        self,
        report_id: str,
        said: Iterable[FigureRepair] = (),
        *,
        undo: Iterable[str] = (),
        now: datetime | None = None,
    ) -> None:
        """Keep what is said of the figures of a report, and take back the repairs with the ids `undo`."""
        sha, when = self.entry(report_id).sha256, stamp(now)
        with self._db.writing():
            for repair_id in undo:
                self.figures.undo(sha, repair_id, when)
            self.figures.say(sha, said, when)

    def _read(self, sha: str, name: str) -> Report:
        """Read a source as a person has said; where it cannot be, the reason is noted and the error raised."""
        try:
            return self._as_read(sha, name, self.sources.choice(sha))
        except DuizhaoError as error:
            self.sources.refuse(sha, error)
            raise

    def _as_read(self, sha: str, name: str, choice: Choice) -> Report:
        from . import comparison as pipeline  # as above

        document = self._document(sha, name, choice)
        repairs = [kept.repair for kept in self._outline_repairs(sha)]
        return pipeline.report_of(document, self.settings, repairs, self.figures.repairs(sha), choice=choice)

    def _document(self, sha: str, name: str, choice: Choice) -> Document:
        """Return the lines of a source, read from its bytes where they were not read in this way before."""
        from . import apart

        how = read_by(self.settings.reading, choice)
        if (kept := self.sources.document(sha, how)) is not None:
            return replace(kept, source=replace(kept.source, name=name))
        read = apart.read(self.sources.content(sha), name, self.settings.reading, choice)
        document = replace(read, source=replace(read.source, sha256=sha))  # its own, not of what a password opened
        self.sources.keep_document(sha, how, document)
        return document

    def reading(self, report_id: str) -> tuple[int, Report]:
        """Return the reading that the present program makes of a report, from the database where it is there."""
        where = "select id, body from reading where report = ? and made_by = ?"
        row = self._db.row(where, [report_id, self.reading_state(report_id)])
        if row is None:
            entry = self.entry(report_id)
            report = self._read(entry.sha256, entry.name)
            with self._db.writing():
                made = self._keep_reading(report_id, report, stamp(None))
            row = self._db.rows(where, [report_id, made])[0]
        return row["id"], report_from_json(self._parsed(row["body"]))

    def reading_state(self, *report_ids: str) -> str:
        """Return the digest of what makes the present readings of reports, besides their bytes."""
        sources = [self.entry(each).sha256 for each in report_ids]
        return with_repairs(
            self._made_by,
            *(
                (
                    [kept.repair for kept in self._outline_repairs(sha)],
                    self.figures.repairs(sha),
                    self.sources.choice(sha),
                )
                for sha in sources
            ),
        )

    def _parsed(self, body: str) -> dict[str, Any]:
        """Return what `compact` wrote."""
        try:
            found: dict[str, Any] = json.loads(body)
        except ValueError as error:
            raise damaged(self._db.path, error) from error
        return found

    def _keep_reading(self, report_id: str, report: Report, when: str) -> str:
        """Keep a reading, to be searched from now on, and return the digest of what made it."""
        made = with_repairs(self._made_by, (report.repairs, report.figure_repairs, report.choice))
        self._db.write(
            "insert into reading (report, made_by, body, added) values (?, ?, ?, ?) on conflict do nothing",
            [report_id, made, compact(report_to_json(report)), when],
        )
        kept = self._db.rows("select id from reading where report = ? and made_by = ?", [report_id, made])[0]["id"]
        self.search.put(report_id, kept, report)
        return made

    def _outline_repairs(self, sha: str) -> tuple[KeptOutlineRepair, ...]:
        rows = self._db.rows(
            "select anchor, kind, quote, added from outline_repair where source = ? and undone is null order by id",
            [sha],
        )
        return tuple(
            KeptOutlineRepair(OutlineRepair(row["anchor"], row["kind"], row["quote"]), row["added"]) for row in rows
        )

    def _report_of(self, sha: str) -> str | None:
        row = self._db.row("select id from report where source = ? and part = 0", [sha])
        return row["id"] if row else None

    def _put_back(self, report_id: str) -> bool:
        """Put a report back on the list and return whether it was off it."""
        off = self._db.row("select id from report where id = ? and removed is not null", [report_id]) is not None
        if off:
            self._db.write("update report set removed = null where id = ?", [report_id])
        return off

    def _free_id(self, sha: str) -> str:
        names = ["r" + sha[:digits] for digits in _ID_DIGITS]
        return next(name for name in names if self._db.row("select id from report where id = ?", [name]) is None)

    def _series(self, name: str | None) -> int | None:
        if name is None:
            return None
        self._db.write("insert into series (name) values (?) on conflict do nothing", [name])
        return int(self._db.rows("select id from series where name = ?", [name])[0]["id"])


def compact(value: object) -> str:
    """Return `value` as JSON on one line, as the database keeps it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def stamp(now: datetime | None) -> str:
    """Return a time, by default the present, as the database keeps it: UTC, to the second."""
    return (now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")


def _too_large(name: str, size: int, limit: int) -> TooLarge:
    return TooLarge(
        f"文件 {name} 有 {amounts.size(size)}，超过上限 {amounts.size(limit)}，未保存；请拆分或另存为纯文本。",
        f"The file {name} has {amounts.size(size)}, over the limit of {amounts.size(limit)}; it was not kept. "
        "Split it or save it as text.",
    )


def _no_report(report_id: str) -> NotFound:
    return NotFound(
        f"没有编号为 “{report_id}” 的报告；用 duizhao list 查看已保存的报告。",
        f"No stored report has the id “{report_id}”; see `duizhao list`.",
    )
