"""The kept page: in pieces, it is the page; older pages of a comparison go, and come back when asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare import paths
from compare.config import DEFAULT, WEB, FoldingSettings
from compare.describe import shorten
from compare.page_store import Pieces, Wanted
from compare.reviews import keys_of
from compare.store import Store
from compare.view import CHIPS, Page, page
from compare.view.leaves import occurrences, parts
from tests import strategies as make
from tests.support import SEED

DRAFT = paths.bundled("corpus") / paths.DRAFT


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A database with the baseline and the draft."""
    with Store(tmp_path / "duizhao.sqlite") as opened:
        for source in (SEED, DRAFT):
            opened.add(source.read_bytes(), source.name)
        yield opened


@pytest.fixture
def ids(store: Store) -> tuple[str, str]:
    """The ids of the two."""
    found = {entry.name: entry.id for entry in store.reports()}
    return found[SEED.name], found[DRAFT.name]


@pytest.fixture
def whole(store: Store, ids: tuple[str, str]) -> Page:
    """The page as it is made."""
    return page(store.comparison(store.compare(*ids)))


def leaves(pieces: Pieces) -> range:
    return range(len(pieces.head.parts) + bool(pieces.head.apart))


def test_the_pieces_are_the_page(store: Store, ids: tuple[str, str], whole: Page) -> None:
    """Every row with its segments, in order, outline, strip, counts; where text stands in the source is left out."""
    pieces = store.page(*ids)
    found = [row for number in leaves(pieces) for row in pieces.rows(number)]

    assert [replace(row, old=(), new=()) for row in found] == [
        replace(row, old=(), new=()) for row in (*whole.rows, *whole.furniture)
    ]
    for kept, made in zip(found, (*whole.rows, *whole.furniture), strict=True):
        for here, there in zip((*kept.old, *kept.new), (*made.old, *made.new), strict=True):
            assert here.segments == there.segments
            assert here.block == replace(there.block, pieces=())
    assert (pieces.head.outline, pieces.head.ticks, pieces.head.counts) == (whole.outline, whole.ticks, whole.counts)
    assert pieces.rows(len(leaves(pieces))) == ()


def test_the_list_is_asked_for_in_stretches(store: Store, ids: tuple[str, str], whole: Page) -> None:
    """By class, only some, all but some, one besides; by weight, or in the order of the text."""
    pieces = store.page(*ids)
    every = [item.id for item in whole.items]
    at = {row.id: number for number, row in enumerate(whole.rows)}

    assert [each.id for each in pieces.listed(Wanted(), 0, 10_000)] == every
    assert [each.id for each in pieces.listed(Wanted(), 7, 5)] == every[7:12]
    figures = [item.id for item in whole.items if item.chip == "figure"]
    assert [each.id for each in pieces.listed(Wanted(("figure",)), 0, 10_000)] == figures
    assert pieces.number(Wanted(("figure",)), before=figures[4]) == 4
    some = frozenset(every[3:9])
    assert [each.id for each in pieces.listed(Wanted(among=some), 0, 99)] == every[3:9]
    assert pieces.number(Wanted(but=some)) == len(every) - 6
    assert pieces.number(Wanted((), also=every[2])) == 1
    by_text = [item.id for item in sorted(whole.items, key=lambda item: at[item.row])]
    assert [each.id for each in pieces.listed(Wanted(), 0, 10_000, by_text=True)] == by_text
    for kept, item in zip(pieces.listed(Wanted(), 0, 10_000), whole.items, strict=True):
        assert (kept.chip, kept.row, kept.label("zh")) == (item.chip, item.row, item.label("zh"))
        assert (kept.old, kept.new) == (shorten(item.old, WEB.item_quote), shorten(item.new, WEB.item_quote))


def test_rows_and_changes_are_found_by_name(store: Store, ids: tuple[str, str], whole: Page) -> None:
    """The part of a row, the row of a block, the change of a key; nothing for what is not there."""
    pieces = store.page(*ids)
    comparison = store.comparison(store.compare(*ids))

    for number in leaves(pieces):
        for row in pieces.rows(number):
            assert pieces.part_of(row.id) == number
            assert [pieces.row_of("new", cell.block.id) for cell in row.new] == [row.id] * len(row.new)
    assert (pieces.part_of("g0"), pieces.row_of("old", "b0")) == (None, None)
    assert pieces.changes_of(keys_of(comparison).values()) == {
        key: change for change, key in keys_of(comparison).items()
    }


def test_only_the_last_pages_of_a_comparison_are_kept(tmp_path: Path, store: Store, ids: tuple[str, str]) -> None:
    """Each way of folding has a page of its own; the oldest go, and are made again when they are asked for."""
    ways = [
        replace(DEFAULT, folding=FoldingSettings(spaces=bool(n & 1), width=bool(n & 2), quotes=bool(n & 4)))
        for n in range(6)
    ]
    for way in ways:
        with Store(tmp_path / "duizhao.sqlite", way) as other:
            other.page(*ids)
    assert store._db.rows("select count(*) as n from page") == [{"n": WEB.kept_pages}]
    with Store(tmp_path / "duizhao.sqlite", ways[0]) as other:
        assert other.page(*ids).rows(0)
    assert store._db.rows("select count(*) as n from page") == [{"n": WEB.kept_pages}]


def test_an_erased_report_takes_its_pages_along(store: Store, ids: tuple[str, str]) -> None:
    """No piece is left."""
    store.page(*ids)
    store.removal.remove(ids[0])
    store.removal.erase(ids[0])

    for table in ("page", "page_part", "page_row", "page_block", "page_item"):
        assert store._db.rows(f"select count(*) as n from {table}") == [{"n": 0}]


few = settings(deadline=None, max_examples=40)


@few
@given(make.report_texts, make.report_texts, st.integers(1, 400))
def test_parts_tile_the_rows(old: str, new: str, most: int) -> None:
    """No row is lost or cut, none but the last part is short, and there is always one."""
    rows = page(make.compared(old, new)).rows
    found = parts(rows, replace(WEB, part_characters=most))

    assert [at for part in found for at in range(part.start, part.stop)] == list(range(len(rows)))
    assert all(part.characters >= most // 2 for part in found[:-1])


@few
@given(make.report_texts, make.report_texts)
def test_words_are_counted_in_all_text_and_in_changed_text(old: str, new: str) -> None:
    """All of the texts' own words; those that a mark touches are some of them."""
    comparison = make.compared(old, new)
    found = page(comparison)
    rows = (*found.rows, *found.furniture)
    texts = [block.text for report in (comparison.old, comparison.new) for block in report.blocks]

    for words in ("发展", "的", "工会"):
        assert occurrences(rows, words) == sum(text.count(words) for text in texts)
        assert occurrences(rows, words, changed=True) <= occurrences(rows, words)
    if old == new:
        assert occurrences(rows, "的", changed=True) == 0


def test_every_class_has_a_switch(whole: Page) -> None:
    """What rows are classed by is what can be switched."""
    assert {chip for row in whole.rows for chip in row.classes} <= set(CHIPS)
