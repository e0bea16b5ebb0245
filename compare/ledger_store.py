"""The ledger in the database: what a person said of the commitments between two reports, and when.

    say    an entry  →  the one before it on the same commitment holds no more, and is kept
    undo   an entry  →  it holds no more, and is kept

Entries hang on two reports, an old and a new one: what answers a commitment depends on both.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from .contract import entry_from_json
from .database import Connection, Row, damaged
from .errors import NotFound
from .ledger import subject
from .model import LedgerEntry
from .reports import stamp


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """An entry of two stored reports; UTC times of when it was said, and of when it no longer held."""

    entry: LedgerEntry
    added: str
    undone: str | None = None


class LedgerStore:
    """The ledgers of one open database."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def entries(self, old_id: str, new_id: str) -> tuple[LedgerEntry, ...]:
        """Return the entries that hold, in the order in which they were said."""
        return tuple(kept.entry for _, kept in self._rows(old_id, new_id) if kept.undone is None)

    def history(self, old_id: str, new_id: str) -> tuple[KeptEntry, ...]:
        """Return all that was ever said, in order."""
        return tuple(kept for _, kept in self._rows(old_id, new_id))

    def say(self, old_id: str, new_id: str, said: Iterable[LedgerEntry], *, now: datetime | None = None) -> None:
        """Keep what a person said; an earlier word on the same commitment no longer holds."""
        when = stamp(now)
        with self._db.writing():
            holding = {subject(kept.entry): row["id"] for row, kept in self._rows(old_id, new_id) if not kept.undone}
            for each in said:
                if subject(each) in holding:
                    self._db.write("update ledger_entry set undone = ? where id = ?", [when, holding[subject(each)]])
                body = json.dumps(asdict(each), ensure_ascii=False, separators=(",", ":"))
                holding[subject(each)] = self._db.write(
                    "insert into ledger_entry (old, new, body, added) values (?, ?, ?, ?)",
                    [old_id, new_id, body, when],
                )

    def undo(self, old_id: str, new_id: str, entry_id: str, *, now: datetime | None = None) -> None:
        """Take back one entry; it is kept, but holds no more."""
        when = stamp(now)
        with self._db.writing():
            known = {kept.entry.id: row["id"] for row, kept in self._rows(old_id, new_id) if kept.undone is None}
            if entry_id not in known:
                raise NotFound(
                    f"这两份报告的台账中没有编号为 “{entry_id}” 的登记，可能已经撤销；请看现有的登记。",
                    f"The ledger of these two reports has no entry “{entry_id}”; it may be taken back already.",
                )
            self._db.write("update ledger_entry set undone = ? where id = ?", [when, known[entry_id]])

    def elsewhere(self, old_id: str, new_id: str) -> tuple[tuple[str, int], ...]:
        """Return the other new reports for which entries on the old one hold, and how many, the latest said first."""
        rows = self._db.rows(
            "select new, count(*) as n from ledger_entry where old = ? and new <> ? and undone is null"
            " and new in (select id from entry) group by new order by max(id) desc",
            [old_id, new_id],
        )
        return tuple((row["new"], row["n"]) for row in rows)

    def _rows(self, old_id: str, new_id: str) -> list[tuple[Row, KeptEntry]]:
        rows = self._db.rows(
            "select id, body, added, undone from ledger_entry where old = ? and new = ? order by id", [old_id, new_id]
        )
        return [(row, KeptEntry(self._entry(row["body"]), row["added"], row["undone"])) for row in rows]

    def _entry(self, body: str) -> LedgerEntry:
        try:
            return entry_from_json(json.loads(body))
        except (ValueError, KeyError, TypeError) as error:
            raise damaged(self._db.path, error) from error
