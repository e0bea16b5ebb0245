"""The dictionaries in the database: one for each series, the latest holds, earlier ones are kept.

keep("政府工作报告", a dictionary)   →  comparisons within the series follow it from now on
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .database import Connection, damaged
from .dictionary import Dictionary, checked, read, write
from .errors import DuizhaoError, NotFound
from .reports import stamp


@dataclass(frozen=True, slots=True)
class KeptDictionary:
    """A dictionary and the UTC time since when it holds, or held."""

    dictionary: Dictionary
    added: str


class DictionaryStore:
    """The dictionaries of one open database."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def of(self, series: str) -> Dictionary:
        """Return the dictionary that holds for a series, an empty one where none was kept."""
        kept = self.history(series)
        return kept[-1].dictionary if kept else Dictionary()

    def history(self, series: str) -> tuple[KeptDictionary, ...]:
        """Return every dictionary that was kept for a series, in order."""
        rows = self._db.rows(
            "select body, dictionary.added from dictionary join series on dictionary.series = series.id"
            " where series.name = ? order by dictionary.id",
            [series],
        )
        try:
            return tuple(KeptDictionary(read(row["body"], series), row["added"]) for row in rows)
        except DuizhaoError as error:
            raise damaged(self._db.path, error) from error

    def keep(self, series: str, dictionary: Dictionary, *, now: datetime | None = None) -> None:
        """Let a dictionary hold for a series from now on; one that says the same as before is not kept again."""
        checked(dictionary)
        with self._db.writing():
            row = self._db.row("select id from series where name = ?", [series])
            if row is None:
                raise NotFound(
                    f"没有名为“{series}”的系列；请先给报告填上系列。",
                    f"There is no series “{series}”; give a report that series first.",
                )
            if self.of(series) != dictionary:
                self._db.write(
                    "insert into dictionary (series, body, added) values (?, ?, ?)",
                    [row["id"], write(dictionary), stamp(now)],
                )
