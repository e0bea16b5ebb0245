"""Repairs of figure changes in the database: what a person said of the figures of two reports, and when.

    say    a repair  →  the one before it on the same two figures holds no more, and is kept
    undo   a repair  →  it holds no more, and is kept

They hold for two reports, whichever is the old one.
"""

from __future__ import annotations

import json

from .contract import finding_repair_from_json, finding_repair_to_json
from .database import Connection, Row, damaged
from .errors import NotFound
from .finding_repairs import heard, mirrored
from .model import FindingRepair


class FindingStore:
    """The repairs of figure changes of one open database."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def repairs(self, old_id: str, new_id: str) -> tuple[FindingRepair, ...]:
        """Return what holds between two reports, in the order in which it was said, as it reads with these sides."""
        return heard(each for _, each in self._rows(old_id, new_id))

    def say(self, old_id: str, new_id: str, said: FindingRepair, when: str) -> None:
        """Keep what a person said."""
        body = json.dumps(finding_repair_to_json(said), ensure_ascii=False, separators=(",", ":"))
        with self._db.writing():
            self._db.write(
                "insert into finding_repair (old, new, body, added) values (?, ?, ?, ?)", [old_id, new_id, body, when]
            )

    def undo(self, old_id: str, new_id: str, repair_id: str, when: str) -> None:
        """Take back one repair; it is kept, but holds no more."""
        with self._db.writing():
            known = [row["id"] for row, each in self._rows(old_id, new_id) if each.id == repair_id]
            if not known:
                raise NotFound(
                    f"这两份报告之间没有编号为 “{repair_id}” 的数据修正，可能已经撤销；请看现有的修正。",
                    f"No repair of a figure change between these reports has the id “{repair_id}”.",
                )
            for row_id in known:
                self._db.write("update finding_repair set undone = ? where id = ?", [when, row_id])

    def _rows(self, old_id: str, new_id: str) -> list[tuple[Row, FindingRepair]]:
        rows = self._db.rows(
            "select id, old, body from finding_repair"
            " where undone is null and ((old = ? and new = ?) or (old = ? and new = ?)) order by id",
            [old_id, new_id, new_id, old_id],
        )
        found = []
        for row in rows:
            try:
                said = finding_repair_from_json(json.loads(row["body"]))
            except (ValueError, KeyError, TypeError) as error:
                raise damaged(self._db.path, error) from error
            found += [(row, each) for each in ([said] if row["old"] == old_id else mirrored([said]))]
        return found
