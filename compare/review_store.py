"""Reviews in the database: what people think of the changes between two reports, and when they said so.

say    a review  →  what the same person said before of the same change holds no more, and is kept
undo   a review  →  it holds no more, and is kept
take   the reviews beside another version  →  those of changes that nobody has reviewed here
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from .contract import review_from_json, review_to_json
from .database import Connection, Row, damaged
from .errors import NotFound
from .model import Review
from .reports import compact, stamp
from .reviews import subject


@dataclass(frozen=True, slots=True)
class KeptReview:
    """A review of two stored reports; UTC times of when it was said, and of when it no longer held."""

    review: Review
    added: str
    undone: str | None = None


class ReviewStore:
    """The reviews of one open database."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def reviews(self, old_id: str, new_id: str) -> tuple[Review, ...]:
        """Return the reviews that hold, in the order in which they were said."""
        return tuple(kept.review for _, kept in self._rows(old_id, new_id) if kept.undone is None)

    def history(self, old_id: str, new_id: str) -> tuple[KeptReview, ...]:
        """Return all that was ever said, in order."""
        return tuple(kept for _, kept in self._rows(old_id, new_id))

    def say(self, old_id: str, new_id: str, said: Iterable[Review], *, now: datetime | None = None) -> None:
        """Keep what a person said; what they said before of the same change no longer holds."""
        when = stamp(now)
        with self._db.writing():
            holding = {subject(kept.review): row["id"] for row, kept in self._rows(old_id, new_id) if not kept.undone}
            for each in said:
                if subject(each) in holding:
                    self._db.write("update review set undone = ? where id = ?", [when, holding[subject(each)]])
                body = compact(review_to_json(replace(each, change=None, day=each.day or when[:10])))
                holding[subject(each)] = self._db.write(
                    "insert into review (old, new, body, added) values (?, ?, ?, ?)", [old_id, new_id, body, when]
                )

    def undo(self, old_id: str, new_id: str, review_id: str, *, now: datetime | None = None) -> None:
        """Take back one review; it is kept, but holds no more."""
        when = stamp(now)
        with self._db.writing():
            known = {kept.review.id: row["id"] for row, kept in self._rows(old_id, new_id) if kept.undone is None}
            if review_id not in known:
                raise NotFound(
                    "这条审阅已不在，可能已经撤销；请刷新页面查看现有的审阅。",
                    "This review is no longer there; it may be taken back already. Reload the page.",
                )
            self._db.write("update review set undone = ? where id = ?", [when, known[review_id]])

    def elsewhere(self, old_id: str, new_id: str) -> tuple[tuple[str, int], ...]:
        """Return the other new reports beside which reviews of the old one hold, and how many, the last said first."""
        rows = self._db.rows(
            "select new, count(*) as n from review where old = ? and new <> ? and undone is null"
            " and new in (select id from entry) group by new order by max(id) desc",
            [old_id, new_id],
        )
        return tuple((row["new"], row["n"]) for row in rows)

    def _rows(self, old_id: str, new_id: str) -> list[tuple[Row, KeptReview]]:
        rows = self._db.rows(
            "select id, body, added, undone from review where old = ? and new = ? order by id", [old_id, new_id]
        )
        return [(row, KeptReview(self._review(row["body"]), row["added"], row["undone"])) for row in rows]

    def _review(self, body: str) -> Review:
        try:
            return review_from_json(json.loads(body))
        except (ValueError, KeyError, TypeError) as error:
            raise damaged(self._db.path, error) from error
