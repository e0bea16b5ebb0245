"""Repairs in the store: they hang on two reports, hold for whatever is found again, and can be taken back."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from compare import comparison as pipeline
from compare import reports as reports_module
from compare.contract import comparison_to_json, dumps
from compare.errors import NotFound
from compare.link_repairs import mirrored, repair
from compare.model import Comparison, LinkRepair
from compare.records import KeptLinkRepair
from compare.store import Store
from tests.test_link_repairs import NEW, OLD, block

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture
def pair(store: Store) -> tuple[str, str]:
    """The ids of two small editions in the store."""
    old, new = (store.add(text.encode(), name).report_id for text, name in ((OLD, "旧.txt"), (NEW, "新.txt")))
    return old, new


def said(store: Store, pair: tuple[str, str], op: str = "link", new: str = "建立服务站") -> LinkRepair:
    """Return a statement about 加强首都… and a block of the new edition."""
    old_report, new_report = (store.report(each).report for each in pair)
    return repair(old_report, new_report, op, [block(old_report, "加强首都")], [block(new_report, new)])  # type: ignore[arg-type]


def found(store: Store, old: str, new: str) -> Comparison:
    """Return what the store finds."""
    return store.comparison(store.compare(old, new))


def text(comparison: Comparison) -> str:
    """Return the published form."""
    return dumps(comparison_to_json(comparison))


def test_a_repair_holds_and_undone_all_is_as_before(store: Store, pair: tuple[str, str]) -> None:
    """The result is the one that the pipeline finds with the repair; after undo, the bytes of before."""
    before, word = text(found(store, *pair)), said(store, pair)

    store.mend(*pair, word, now=NOW)

    assert store.link_repairs(*pair) == (KeptLinkRepair(word, "2026-01-02T03:04:05+00:00"),)
    old, new = (store.report(each).report for each in pair)
    assert text(found(store, *pair)) == text(pipeline.compare(old, new, repairs=[word])) != before

    store.unmend(*pair, word.id)

    assert store.link_repairs(*pair) == ()
    assert text(found(store, *pair)) == before


def test_results_of_before_and_after_a_repair_are_both_kept(
    store: Store, pair: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Found once each: after undo and saying it again nothing is computed."""
    word = said(store, pair)
    found(store, *pair)
    store.mend(*pair, word)
    mended = text(found(store, *pair))
    monkeypatch.setattr(pipeline, "compare", None)
    store.unmend(*pair, word.id)
    found(store, *pair)
    store.mend(*pair, word)

    assert text(found(store, *pair)) == mended
    rows = sqlite3.connect(tmp_path / "duizhao.sqlite")
    assert rows.execute("select count(*) from result").fetchone() == (2,)
    assert rows.execute("select count(*), count(undone) from link_repair").fetchone() == (2, 1)
    rows.close()


def test_the_other_way_round_the_same_is_said(store: Store, pair: tuple[str, str]) -> None:
    """A repair made of one direction holds in the other, and can be undone from there."""
    word = said(store, pair, "split")
    store.mend(*pair, word)
    back = (pair[1], pair[0])

    (kept,) = store.link_repairs(*back)
    assert (kept.repair,) == mirrored([word])
    assert [each.op for each in found(store, *back).repairs] == ["merge"]
    store.unmend(*back, kept.repair.id)
    assert store.link_repairs(*pair) == ()


def test_the_last_word_on_the_same_paragraphs_holds(store: Store, pair: tuple[str, str]) -> None:
    """Linked, then taken apart, from either side: one statement is left; words on other pairs stay."""
    other = said(store, pair, new="维护职工")
    store.mend(*pair, other)
    store.mend(*pair, said(store, pair))
    apart = said(store, pair, "unlink")
    store.mend(pair[1], pair[0], mirrored([apart])[0])

    assert [kept.repair for kept in store.link_repairs(*pair)] == [other, apart]


def test_repairs_survive_an_upgrade(
    store: Store, pair: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program finds the result again, with the repair."""
    word = said(store, pair)
    store.mend(*pair, word)
    found(store, *pair)
    monkeypatch.setattr(reports_module, "made_by", lambda settings: "another program")

    with Store(tmp_path / "duizhao.sqlite") as upgraded:
        assert found(upgraded, *pair).repairs == (word,)


def test_repairs_of_one_pair_are_none_of_anothers(store: Store, pair: tuple[str, str]) -> None:
    """A third report beside one of the two has none."""
    store.mend(*pair, said(store, pair))
    third = store.add((OLD + "又一段。\n").encode(), "三.txt").report_id

    assert store.link_repairs(pair[0], third) == store.link_repairs(pair[0], pair[0]) == ()


def test_what_is_not_there_cannot_be_undone_or_mended(store: Store, pair: tuple[str, str]) -> None:
    """An unknown repair, one undone already, and an unknown report are said to be unknown."""
    word = said(store, pair)
    store.mend(*pair, word)
    store.unmend(*pair, word.id)

    for wrong in (word.id, "m0000000000"):
        with pytest.raises(NotFound):
            store.unmend(*pair, wrong)
    with pytest.raises(NotFound):
        store.mend(pair[0], "r00", word)
