"""Sources: bytes as given, how a person says they are read, and those that wait to be read.

bytes ── arrive ──▶ source, and an arrival with what was said of it      kept before anything else is done
arrival ── settle ──▶ a report, or a sentence on why not                 after a crash the arrivals are taken up again
locked bytes ── unlock ──▶ the same without their lock, beside them      the password is kept nowhere
source ── keep_document ──▶ its lines as last read                       a scan takes half a minute: it is read once
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from .database import Connection, damaged
from .errors import DuizhaoError, Locked, NotFound
from .model import Choice, Document
from .plain import dump, load
from .records import Failure


@dataclass(frozen=True, slots=True)
class Arrival:
    """A source that is no report yet: what was said of it when it came in, at a UTC time."""

    sha256: str
    name: str
    title: str | None
    date: str | None
    ordinal: int | None
    series: str | None
    added: str


_ARRIVALS = (
    "select sha256, name, title, date, ordinal, series, arrival.added from arrival join source on source = sha256"
    " where {} order by arrival.added, source"
)
_FAILURES = "select name, sha256, added, error_zh, error_en, locked from source where {} order by added, sha256"


class SourceStore:
    """The sources of one open database."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def arrive(self, data: bytes, arrival: Arrival) -> None:
        """Keep bytes, and what was said of them where they are no report yet, whole or not at all."""
        sha, name, when = arrival.sha256, arrival.name, arrival.added
        with self._db.writing():
            self._db.write(
                "insert into source (sha256, name, size, bytes, added) values (?, ?, ?, ?, ?) on conflict do nothing",
                [sha, name, len(data), data, when],
            )
            self._db.write(
                "insert into arrival (source, title, date, ordinal, series, added) select ?, ?, ?, ?, ?, ?"
                " where not exists (select 1 from report where source = ?) on conflict do update set"
                " title = excluded.title, date = excluded.date, ordinal = excluded.ordinal, series = excluded.series",
                [sha, arrival.title, arrival.date, arrival.ordinal, arrival.series, when, sha],
            )

    def arrival(self, sha: str) -> Arrival | None:
        """Return what was said of a source that is no report yet."""
        return next((each for each in self._arrivals("source = ?", sha)), None)

    def waiting(self) -> tuple[Arrival, ...]:
        """Return the sources whose reading was neither finished nor refused, the earliest first."""
        return self._arrivals("error_en is null")

    def settle(self, sha: str, name: str, form: str) -> None:
        """Note, inside `writing`, that a source has become a report."""
        self._db.write("delete from arrival where source = ?", [sha])
        self._db.write(
            "update source set name = ?, format = ?, error_zh = null, error_en = null, locked = 0 where sha256 = ?",
            [name, form, sha],
        )

    def refuse(self, sha: str, error: DuizhaoError) -> None:
        """Note why a source could not be read."""
        self._db.write(
            "update source set error_zh = ?, error_en = ?, locked = ? where sha256 = ?",
            [error.zh, error.en, isinstance(error, Locked), sha],
        )

    def drop(self, sha: str) -> None:
        """Let a source go that is no report, as an archive whose reports are kept."""
        self._db.write("delete from source where sha256 = ?", [sha])  # and with it what was said of it

    def discard(self, sha: str) -> Failure:
        """Erase a source that could not be read, rewrite the file without it, and return what it was."""
        with self._db.writing():
            found = self._failures(
                "error_en is not null and sha256 = ? and sha256 not in (select source from report)", sha
            )
            if not found:
                raise NotFound(
                    "没有读成的文件中没有这一份；它可能已经读成，或已被删除，请刷新报告列表。",
                    "It is not among the files that could not be read; it may be read by now, or deleted. "
                    "Reload the list of reports.",
                )
            self.drop(sha)
        self._db.rewrite()
        return found[0]

    def failures(self) -> tuple[Failure, ...]:
        """Return the kept sources that could not be read, the earliest first."""
        return self._failures("error_en is not null")

    def locked(self, sha: str) -> Failure:
        """Return a kept source that waits for its password."""
        found = self._failures("locked and sha256 = ?", sha)
        if not found:
            raise not_waiting()
        return found[0]

    def content(self, sha: str) -> bytes:
        """Return the bytes that are read: those given, or what a password has opened."""
        row = self._db.row(
            "select coalesce(unlocked.bytes, source.bytes) as bytes from source"
            " left join unlocked on unlocked.source = source.sha256 where sha256 = ?",
            [sha],
        )
        if row is None:
            raise NotFound("没有这份文件；它可能已被删除。", "There is no such file; it may have been deleted.")
        return bytes(row["bytes"])

    def unlock(self, sha: str, data: bytes) -> None:
        """Keep a locked source as its password opened it."""
        self._db.write(
            "insert into unlocked (source, bytes) values (?, ?) on conflict do update set bytes = excluded.bytes",
            [sha, data],
        )

    def document(self, sha: str, how: str) -> Document | None:
        """Return the lines of a source, where it was last read in this way."""
        row = self._db.row("select body from document where source = ? and read_by = ?", [sha, how])
        try:
            return load(Document, json.loads(row["body"])) if row else None
        except ValueError as error:
            raise damaged(self._db.path, error) from error

    def keep_document(self, sha: str, how: str, document: Document) -> None:
        """Keep the lines of a source, and with what they were read."""
        body = json.dumps(dump(document, lean=True), ensure_ascii=False, separators=(",", ":"))
        self._db.write(
            "insert into document (source, read_by, body) values (?, ?, ?) on conflict do update set"
            " read_by = excluded.read_by, body = excluded.body",
            [sha, how, body],
        )

    def choice(self, sha: str) -> Choice:
        """Return how a person says a source is read."""
        row = self._db.row("select format, encoding, revisions from choice where source = ?", [sha])
        return Choice(**row) if row else Choice()

    def choose(self, sha: str, choice: Choice) -> None:
        """Keep how a person says a source is read."""
        self._db.write(
            "insert into choice (source, format, encoding, revisions) values (?, ?, ?, ?) on conflict do update set"
            " format = excluded.format, encoding = excluded.encoding, revisions = excluded.revisions",
            [sha, choice.format, choice.encoding, choice.revisions],
        )

    def _failures(self, where: str, *values: str) -> tuple[Failure, ...]:
        rows = self._db.rows(_FAILURES.format(where), values)
        return tuple(Failure(**{**row, "locked": bool(row["locked"])}) for row in rows)

    def _arrivals(self, where: str, *values: str) -> tuple[Arrival, ...]:
        rows = self._db.rows(_ARRIVALS.format(where), values)
        return tuple(Arrival(**row) for row in rows)


def not_waiting() -> NotFound:
    """Return the sentence for a file that does not wait for its password."""
    return NotFound(
        "没有等待密码的这份文件；它可能已经打开，或已被删除，请重新上传。",
        "No such file waits for its password; it may be open already, or deleted. Upload it again.",
    )


def digest_of(data: bytes) -> str:
    """Return the name of a source: the SHA-256 of its bytes."""
    return hashlib.sha256(data).hexdigest()
