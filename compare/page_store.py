"""The side-by-side page of a result, kept in pieces, so that a long one opens by its first.

    keep(12, comparison)              with the result that it shows, once
    of(12) ──▶ Pieces                 head: outline, strip, counts, parts of the text
                 .rows(3)             the rows of one part
                 .listed(wanted, 0, 50)    a stretch of the change list

Everything here is made from the result and can be made again: of one comparison only the last few pages are kept.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .config import WEB
from .database import Connection
from .describe import label, shorten
from .errors import Language
from .model import Comparison, Limit, Side
from .plain import dump, load
from .reports import compact
from .reviews import keys
from .view import CHIPS, Cell, Chip, Item, Outlined, Row, Tick, page
from .view.items import rows_by_block
from .view.leaves import Part, parts


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of the change list as it is shown."""

    id: str
    chip: Chip
    kind: str
    row: str
    subject: str
    old: str
    new: str
    old_place: str
    new_place: str
    by_hand: bool = False
    sure: float | None = None

    def label(self, language: Language) -> str:
        """Return the name of this kind of change."""
        return label(self.kind, language, by_hand=self.by_hand)


@dataclass(frozen=True, slots=True)
class Head:
    """What a page shows around its text.

    `apart` is the number of rows of what is not compared, furniture and annexes, which are the part after the last.
    """

    outline: tuple[Outlined, ...]
    ticks: tuple[Tick, ...]
    counts: dict[Chip, int]
    parts: tuple[Part, ...]
    apart: int
    limits: tuple[Limit, ...]

    @property
    def changes(self) -> int:
        """Return the length of the change list."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries of the change list are meant: of these classes; only `among`, none `but` these, and `also` one."""

    chips: tuple[Chip, ...] = tuple(CHIPS)
    among: frozenset[str] | None = None
    but: frozenset[str] = frozenset()
    also: str = ""


class Pieces:
    """The kept page of one result."""

    def __init__(self, db: Connection, result: int, head: Head) -> None:
        self._db, self.result, self.head = db, result, head

    def rows(self, part: int) -> tuple[Row, ...]:
        """Return the rows of a part; none for one that is not there."""
        found = self._db.row("select body from page_part where result = ? and number = ?", [self.result, part])
        return tuple(load(Row, each) for each in _opened(found["body"])) if found else ()

    def part_of(self, row: str) -> int | None:
        """Return the part in which a row stands."""
        found = self._db.row("select part from page_row where result = ? and row = ?", [self.result, row])
        return int(found["part"]) if found else None

    def rows_by_block(self) -> dict[tuple[Side, str], str]:
        """Return the row in which each block of each side stands."""
        found = self._db.rows("select side, block, row from page_block where result = ?", [self.result])
        return {(row["side"], row["block"]): row["row"] for row in found}

    def row_of(self, side: Side, block: str) -> str | None:
        """Return the row in which a block stands."""
        found = self._db.row(
            "select row from page_block where result = ? and side = ? and block = ?", [self.result, side, block]
        )
        return str(found["row"]) if found else None

    def listed(self, wanted: Wanted, start: int, count: int, *, by_text: bool = False) -> tuple[Listed, ...]:
        """Return a stretch of the entries that are meant, weightiest first or as the text has them."""
        where, values = self._where(wanted)
        order = "at, rank" if by_text else "rank"
        rows = self._db.rows(
            f"select body from page_item where {where} order by {order} limit ? offset ?",  # noqa: S608 our own words
            [*values, count, start],
        )
        return tuple(load(Listed, json.loads(row["body"])) for row in rows)

    def number(self, wanted: Wanted, before: str | None = None) -> int:
        """Return how many entries are meant, or how many of them stand before one."""
        where, values = self._where(wanted)
        if before is not None:
            where += " and rank < (select rank from page_item where result = ? and change = ?)"
            values += [self.result, before]
        return int(self._db.rows(f"select count(*) as n from page_item where {where}", values)[0]["n"])  # noqa: S608

    def placed(self, wanted: Wanted) -> dict[str, int]:
        """Return the changes that are meant, weightiest first, each with the place of its row in the text."""
        where, values = self._where(wanted)
        rows = self._db.rows(f"select change, at from page_item where {where} order by rank", values)  # noqa: S608
        return {row["change"]: int(row["at"]) for row in rows}

    def places(self) -> dict[str, int]:
        """Return the place of each row in the text."""
        rows = self._db.rows("select row, at from page_row where result = ? order by at", [self.result])
        return {row["row"]: int(row["at"]) for row in rows}

    def changes_of(self, said: Iterable[str]) -> dict[str, str]:
        """Return the changes that bear these keys of reviews, by key."""
        rows = self._db.rows(
            "select key, change from page_item where result = ? and key in (select value from json_each(?))",
            [self.result, json.dumps(list(said))],
        )
        return {row["key"]: row["change"] for row in rows}

    def _where(self, wanted: Wanted) -> tuple[str, list[Any]]:
        held = "chip in (select value from json_each(?))"
        values: list[Any] = [self.result, json.dumps(wanted.chips)]
        if wanted.among is not None:
            held += " and change in (select value from json_each(?))"
            values.append(json.dumps(sorted(wanted.among)))
        if wanted.but:
            held += " and change not in (select value from json_each(?))"
            values.append(json.dumps(sorted(wanted.but)))
        return f"result = ? and (({held}) or change = ?)", [*values, wanted.also]


class PageStore:
    """The kept pages of one open database."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def of(self, result: int) -> Pieces | None:
        """Return the page of a result, if it is kept."""
        row = self._db.row("select body from page where result = ?", [result])
        return Pieces(self._db, result, load(Head, json.loads(row["body"]))) if row else None

    def keep(self, result: int, comparison: Comparison, when: str) -> Pieces:
        """Keep the page of a result and return it; of the pages of the same two reports the oldest go."""
        shown = page(comparison)
        cut = parts(shown.rows)
        leaves = [shown.rows[part.start : part.stop] for part in cut] + ([shown.furniture] if shown.furniture else [])
        placed = [(row.id, number) for number, leaf in enumerate(leaves) for row in leaf]
        at = {row: number for number, (row, _) in enumerate(placed)}
        head = Head(
            shown.outline,
            shown.ticks,
            shown.counts,
            cut,
            len(shown.furniture),
            comparison.limits,
        )
        key_of = keys(item.entry for item in shown.items)
        blocks = rows_by_block((*shown.rows, *shown.furniture))
        with self._db.writing():
            self._db.write("delete from page where result = ?", [result])  # two readers may have found it missing
            self._db.write("insert into page (result, body, added) values (?, ?, ?)", [result, _text(head), when])
            self._db.write(
                "delete from page where result in (select result from page join result on result.id = page.result"
                " where comparison = (select comparison from result where id = ?)"
                " order by result = ? desc, page.added desc, result desc limit -1 offset ?)",
                [result, result, WEB.kept_pages],
            )
            self._db.write_many(
                "insert into page_part (result, number, body) values (?, ?, ?)",
                ([result, number, _closed(leaf)] for number, leaf in enumerate(leaves)),
            )
            self._db.write_many(
                "insert into page_row (result, row, part, at) values (?, ?, ?, ?)",
                ([result, row, part, at[row]] for row, part in placed),
            )
            self._db.write_many(
                "insert into page_block (result, side, block, row) values (?, ?, ?, ?)",
                ([result, side, block, row] for (side, block), row in blocks.items()),
            )
            self._db.write_many(
                "insert into page_item (result, rank, at, chip, change, key, body) values (?, ?, ?, ?, ?, ?, ?)",
                (
                    [result, rank, at.get(item.row, len(at)), item.chip, item.id, key_of[item.id], _text(_listed(item))]
                    for rank, item in enumerate(shown.items)
                ),
            )
        return Pieces(self._db, result, head)


def _listed(item: Item) -> Listed:
    def short(text: str) -> str:
        return shorten(text, WEB.item_quote)

    return Listed(
        item.id,
        item.chip,
        item.entry.kind,
        item.row,
        short(item.subject),
        short(item.old),
        short(item.new),
        item.old_place,
        item.new_place,
        item.entry.by_hand,
        item.sure,
    )


def _text(value: Any) -> str:
    return compact(dump(value, lean=True))


def _closed(rows: Sequence[Row]) -> bytes:
    """Return rows as they are kept: where their text stands in the source is not shown, and left out."""

    def bare(cells: Sequence[Cell]) -> tuple[Cell, ...]:
        return tuple(replace(cell, block=replace(cell.block, pieces=())) for cell in cells)

    leaf = tuple(replace(row, old=bare(row.old), new=bare(row.new)) for row in rows)
    return zlib.compress(_text(leaf).encode(), 1)


def _opened(body: bytes) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(zlib.decompress(body))
    return found
