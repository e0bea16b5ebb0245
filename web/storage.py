"""One store for each request, opened when it is first needed and closed with the request."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from flask import current_app, g

from compare.config import WEB, Settings
from compare.errors import NotFound
from compare.export.reasons import told_rows
from compare.model import Comparison
from compare.page_store import Pieces
from compare.records import Entry
from compare.store import Store
from compare.view import Row

from . import folding


def store() -> Store:
    """Return the store of the current request."""
    if "store" not in g:
        opened = Store(current_app.config["DATABASE"], folding.settings())
        g.store = opened
    kept: Store = g.store
    return kept


def close(error: BaseException | None = None) -> None:
    """Close the store of the current request, if it was opened."""
    opened = g.pop("store", None)
    if opened is not None:
        opened.close()


def comparison(old: str, new: str) -> Comparison:
    """Return what was found between two stored reports; the last few are at hand without reading them again."""
    return _found(current_app.config["DATABASE"], folding.settings(), old, new, store().state(old, new))


@lru_cache(maxsize=WEB.comparisons_at_hand)
def _found(database: Path, settings: Settings, old: str, new: str, state: str) -> Comparison:
    kept = store()  # of the database, settings and state that are asked for: they are the request's
    return kept.comparison(kept.compare(old, new))


def table_rows(old: str, new: str, comparison: Comparison) -> tuple[Row, ...]:
    """Return the rows of the table of old and new; of the last few whole comparisons they are at hand."""
    if comparison.left_out is not None:
        return _table(comparison)
    return _whole_table(current_app.config["DATABASE"], folding.settings(), old, new, store().state(old, new))


@lru_cache(maxsize=WEB.comparisons_at_hand)
def _whole_table(database: Path, settings: Settings, old: str, new: str, state: str) -> tuple[Row, ...]:
    return _table(_found(database, settings, old, new, state))


def _table(comparison: Comparison) -> tuple[Row, ...]:
    return tuple(each for each in told_rows(comparison) if not isinstance(each, int))


def rows(pieces: Pieces, part: int) -> tuple[Row, ...]:
    """Return the rows of a part of a page; the last ones asked for are at hand without reading them again."""
    return _leaf(current_app.config["DATABASE"], pieces.result, part)


@lru_cache(maxsize=WEB.parts_at_hand)
def _leaf(database: Path, result: int, part: int) -> tuple[Row, ...]:
    pieces = store().pages.of(result)  # of the database that is asked for: it is the request's
    return pieces.rows(part) if pieces is not None else ()


def forget() -> None:
    """Keep no comparison at hand: one of an erased report must be gone from memory too."""
    _found.cache_clear()
    _whole_table.cache_clear()
    _leaf.cache_clear()


def entry(report_id: str) -> Entry:
    """Return the list entry of a report; an unknown one is a 404 that says where to look."""
    try:
        return store().entry(report_id)
    except NotFound as error:
        raise NotFound(
            f"没有编号为“{report_id}”的报告；它可能已被删除，或不在这个数据库里，请从报告列表中选择。",
            f"There is no report with the id “{report_id}”; it may have been deleted. "
            "Choose one from the list of reports.",
        ) from error
