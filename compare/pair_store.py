"""What people say of two reports, in the database: one table for each kind, all kept by the same rule.

    say    a statement  →  the one before it on the same subject holds no more, and is kept
    undo   a statement  →  it holds no more, and is kept
    unsay  some at once →  they hold no more, what they replaced holds again; all is kept
    revise some         →  each that follows what holds now is kept, and nothing that was said meanwhile is lost

Statements hang on an old and a new report; what they are about, and how they are written, each kind says itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from . import ledger, remarks, reviews
from .contract import (
    entry_from_json,
    entry_to_json,
    remark_from_json,
    remark_to_json,
    review_from_json,
    review_to_json,
)
from .database import Connection, Row, damaged
from .errors import NotFound
from .model import LedgerEntry, Remark, Review
from .reports import compact, stamp


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_T = TypeVar("_T", bound=_Named)


@dataclass(frozen=True, slots=True)
class Kept(Generic[_T]):
    """A statement of two stored reports; UTC times of when it was said, and of when it no longer held."""

    said: _T
    added: str
    undone: str | None = None


@dataclass(frozen=True, slots=True)
class Revision(Generic[_T]):
    """What is to hold on a subject, none for nothing, while what holds is what it follows: an id, empty for nothing."""

    subject: Hashable
    follows: str
    said: _T | None


@dataclass(frozen=True, slots=True)
class Kind(Generic[_T]):
    """One kind of statements: its table, how one is read, and written with its day, its subject, the error for none."""

    table: str
    from_json: Callable[[dict[str, Any]], _T]
    to_json: Callable[[_T, str], dict[str, Any]]
    subject: Callable[[_T], Hashable]
    gone: Callable[[str], NotFound]


class PairStore(Generic[_T]):
    """The statements of one kind in one open database."""

    def __init__(self, db: Connection, kind: Kind[_T]) -> None:
        self._db, self._kind = db, kind

    def entries(self, old_id: str, new_id: str) -> tuple[_T, ...]:
        """Return the statements that hold, in the order in which they were said."""
        return tuple(kept.said for _, kept in self._rows(old_id, new_id) if kept.undone is None)

    def history(self, old_id: str, new_id: str) -> tuple[Kept[_T], ...]:
        """Return all that was ever said, in order."""
        return tuple(kept for _, kept in self._rows(old_id, new_id))

    def say(self, old_id: str, new_id: str, said: Iterable[_T], *, now: datetime | None = None) -> tuple[int, int]:
        """Keep what a person said; an earlier word on the same subject no longer holds.

        Returned are the numbers of the first and the last statement as they are kept, zeros where nothing was said.
        """
        when, kind = stamp(now), self._kind
        numbers = []
        with self._db.writing():
            rows = self._rows(old_id, new_id)
            holding = {kind.subject(kept.said): row["id"] for row, kept in rows if not kept.undone}
            for each in said:
                if kind.subject(each) in holding:
                    self._end(holding[kind.subject(each)], when)
                holding[kind.subject(each)] = self._insert(old_id, new_id, each, when)
                numbers.append(holding[kind.subject(each)])
        return (numbers[0], numbers[-1]) if numbers else (0, 0)

    def unsay(self, old_id: str, new_id: str, first: int, last: int, *, now: datetime | None = None) -> int:
        """Take back what was said together and still holds, so that what each replaced holds again; return how many.

        `first` and `last` are what `say` returned.
        """
        when, kind = stamp(now), self._kind
        before: dict[Hashable, Kept[_T]] = {}
        taken = 0
        with self._db.writing():
            for row, kept in self._rows(old_id, new_id):
                if row["id"] < first:
                    before[kind.subject(kept.said)] = kept
                elif row["id"] <= last and kept.undone is None:
                    self._end(row["id"], when)
                    taken += 1
                    earlier = before.get(kind.subject(kept.said))
                    if earlier and earlier.undone == kept.added:
                        self._insert(old_id, new_id, earlier.said, when)
        return taken

    def revise(
        self, old_id: str, new_id: str, wanted: Iterable[Revision[_T]], *, now: datetime | None = None
    ) -> tuple[Revision[_T], ...]:
        """Keep what follows what holds; return what does not, because something else was said meanwhile."""
        when, kind = stamp(now), self._kind
        refused: list[Revision[_T]] = []
        with self._db.writing():
            rows = self._rows(old_id, new_id)
            holding = {kind.subject(kept.said): (row["id"], kept.said.id) for row, kept in rows if not kept.undone}
            for each in wanted:
                row, said_id = holding.get(each.subject, (0, ""))
                if said_id != each.follows:
                    refused.append(each)
                    continue
                if row:
                    self._end(row, when)
                if each.said is not None:
                    self._insert(old_id, new_id, each.said, when)
        return tuple(refused)

    def undo(self, old_id: str, new_id: str, said_id: str, *, now: datetime | None = None) -> None:
        """Take back one statement; it is kept, but holds no more."""
        with self._db.writing():
            known = {kept.said.id: row["id"] for row, kept in self._rows(old_id, new_id) if kept.undone is None}
            if said_id not in known:
                raise self._kind.gone(said_id)
            self._end(known[said_id], stamp(now))

    def elsewhere(self, old_id: str, new_id: str) -> tuple[tuple[str, int], ...]:
        """Return the other new reports beside which statements on the old one hold, how many, the last said first."""
        rows = self._db.rows(
            f"select new, count(*) as n from {self._kind.table}"  # noqa: S608 likewise
            " where old = ? and new <> ? and undone is null and new in (select id from entry)"
            " group by new order by max(id) desc",
            [old_id, new_id],
        )
        return tuple((row["new"], row["n"]) for row in rows)

    def more(self, old_id: str, new_id: str, other_id: str) -> list[_T]:
        """Return what holds beside another new report of subjects on which nothing was said here."""
        here = {self._kind.subject(each) for each in self.entries(old_id, new_id)}
        return [each for each in self.entries(old_id, other_id) if self._kind.subject(each) not in here]

    def _insert(self, old_id: str, new_id: str, said: _T, when: str) -> int:
        return self._db.write(
            f"insert into {self._kind.table} (old, new, body, added) values (?, ?, ?, ?)",  # noqa: S608 our own name
            [old_id, new_id, compact(self._kind.to_json(said, when[:10])), when],
        )

    def _end(self, row_id: int, when: str) -> None:
        self._db.write(f"update {self._kind.table} set undone = ? where id = ?", [when, row_id])  # noqa: S608 likewise

    def _rows(self, old_id: str, new_id: str) -> list[tuple[Row, Kept[_T]]]:
        rows = self._db.rows(
            f"select id, body, added, undone from {self._kind.table}"  # noqa: S608 likewise
            " where old = ? and new = ? order by id",
            [old_id, new_id],
        )
        return [(row, Kept(self._read(row["body"]), row["added"], row["undone"])) for row in rows]

    def _read(self, body: str) -> _T:
        try:
            return self._kind.from_json(json.loads(body))
        except (ValueError, KeyError, TypeError) as error:
            raise damaged(self._db.path, error) from error


def ledgers(db: Connection) -> PairStore[LedgerEntry]:
    """Return the ledgers of a database: what people said of the commitments of an old report beside a new one."""
    return PairStore(
        db,
        Kind("ledger_entry", entry_from_json, lambda said, day: entry_to_json(said), ledger.subject, _no_entry),
    )


def reviews_in(db: Connection) -> PairStore[Review]:
    """Return the reviews of a database: what people think of the changes between two reports, and on which day."""

    def to_json(said: Review, day: str) -> dict[str, Any]:
        return review_to_json(replace(said, change=None, day=said.day or day))

    return PairStore(db, Kind("review", review_from_json, to_json, reviews.subject, _no_review))


def remarks_in(db: Connection) -> PairStore[Remark]:
    """Return the remarks of a database: what is to stand beside the changes between two reports in their table."""

    def to_json(said: Remark, day: str) -> dict[str, Any]:
        return remark_to_json(replace(said, change=None))

    return PairStore(db, Kind("remark", remark_from_json, to_json, remarks.subject, _no_remark))


def _no_entry(entry_id: str) -> NotFound:
    return NotFound(
        f"这两份报告的台账中没有编号为 “{entry_id}” 的登记，可能已经撤销；请看现有的登记。",
        f"The ledger of these two reports has no entry “{entry_id}”; it may be taken back already.",
    )


def _no_review(_: str) -> NotFound:
    return NotFound(
        "这条审阅已不在，可能已经撤销；请刷新页面查看现有的审阅。",
        "This review is no longer there; it may be taken back already. Reload the page.",
    )


def _no_remark(_: str) -> NotFound:
    return NotFound(
        "这条说明已不在，可能已经恢复为草稿；请刷新页面查看现有的说明。",
        "This remark is no longer there; the draft may stand again already. Reload the page.",
    )
