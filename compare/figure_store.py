"""Repairs of figures in the database: what a person said of the figures of a source, and when.

    say    a repair  →  the one before it on the same place holds no more, and is kept
    undo   a repair  →  it holds no more, and is kept

They hang on the bytes of a source, as repairs of its outline do: the same file added again has them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from .contract import figure_repair_from_json, figure_repair_to_json
from .database import Connection, damaged
from .errors import NotFound
from .figure_repairs import after
from .model import FigureRepair


class FigureStore:
    """The repairs of figures of one open database; writing takes place inside a transaction of the caller."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def repairs(self, source: str) -> tuple[FigureRepair, ...]:
        """Return what holds of the figures of a source, in the order in which it was said."""
        rows = self._db.rows("select body from figure_repair where source = ? and undone is null order by id", [source])
        return tuple(self._repair(row["body"]) for row in rows)

    def say(self, source: str, said: Iterable[FigureRepair], when: str) -> None:
        """Keep what a person said; it joins an earlier word on the same place, which no longer holds."""
        before = {each.id: each for each in self.repairs(source)}
        for each in said:
            each = after(before.get(each.id), each)
            self._end(source, each.id, when)
            body = json.dumps(figure_repair_to_json(each), ensure_ascii=False, separators=(",", ":"))
            self._db.write(
                "insert into figure_repair (source, anchor, body, added) values (?, ?, ?, ?)",
                [source, each.id, body, when],
            )

    def undo(self, source: str, repair_id: str, when: str) -> None:
        """Take back one repair; it is kept, but holds no more."""
        if all(each.id != repair_id for each in self.repairs(source)):
            raise NotFound(
                f"这份报告没有编号为 “{repair_id}” 的数据修正，可能已经撤销；请看现有的修正。",
                f"No repair of a figure of this report has the id “{repair_id}”; it may be taken back already.",
            )
        self._end(source, repair_id, when)

    def _end(self, source: str, anchor: str, when: str) -> None:
        self._db.write(
            "update figure_repair set undone = ? where source = ? and anchor = ? and undone is null",
            [when, source, anchor],
        )

    def _repair(self, body: str) -> FigureRepair:
        try:
            return figure_repair_from_json(json.loads(body))
        except (ValueError, KeyError, TypeError) as error:
            raise damaged(self._db.path, error) from error
