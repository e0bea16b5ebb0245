"""Outline repairs in the store: they hang on the bytes, name what was read and found, and can be undone."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from compare import comparison as pipeline
from compare import reports as reports_module
from compare.comparison import read_report
from compare.errors import NotFound
from compare.migrations import MIGRATIONS
from compare.model import LineKind, OutlineRepair, Report
from compare.outline_repairs import repairs_of
from compare.store import Store
from tests.support import ROOT, SEED

DRAFT = ROOT / "corpus" / "2024-demo.txt"
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def say(store: Store, report_id: str, line: str, kind: LineKind) -> tuple[OutlineRepair, ...]:
    """Say what a line of a stored report is."""
    repairs = repairs_of(store.report(report_id).report, [line], kind)
    store.repair_outline(report_id, repairs, now=NOW)
    return repairs


def headings(report: Report) -> list[int]:
    """Return the lines of the headings."""
    return [block.lines[0] for block in report.blocks if block.kind == "heading"]


def counts(path: Path) -> dict[str, int]:
    """Return how many rows the tables of results hold."""
    rows = sqlite3.connect(path)
    found = {
        table: rows.execute(f"select count(*) from {table}").fetchone()[0]
        for table in ("source", "report", "reading", "comparison", "result", "outline_repair")
    }
    rows.close()
    return found


def test_a_repair_is_kept_with_its_time_and_applied(store: Store) -> None:
    """The report is read as said, the same as when the file is read with the repair; the bytes stay."""
    report_id = store.add(SEED.read_bytes(), SEED.name).report_id

    repairs = say(store, report_id, "6", "heading2")

    (kept,) = store.outline_repairs(report_id)
    assert (kept.repair.anchor, kept.repair.kind, kept.added) == (
        repairs[0].anchor,
        "heading2",
        "2026-01-02T03:04:05+00:00",
    )
    assert store.report(report_id).report == read_report(SEED.read_bytes(), SEED.name, repairs=repairs)
    assert store.original(report_id) == SEED.read_bytes()


def test_a_repair_undone_leaves_the_report_as_it_was(store: Store, tmp_path: Path) -> None:
    """The reading of before is found again, not made again; undoing what was never said changes nothing."""
    report_id = store.add(SEED.read_bytes(), SEED.name).report_id
    before = store.reading(report_id)
    (repair,) = say(store, report_id, "6", "heading2")
    assert store.reading(report_id)[0] != before[0]

    store.repair_outline(report_id, undo=[repair.anchor])
    store.repair_outline(report_id, undo=[repair.anchor])

    assert store.reading(report_id) == before
    assert store.outline_repairs(report_id) == ()
    assert counts(tmp_path / "duizhao.sqlite")["reading"] == 2


def test_the_same_bytes_added_again_keep_their_repairs(store: Store, tmp_path: Path) -> None:
    """Nothing doubles, and the report is still read as a person said."""
    report_id = store.add(SEED.read_bytes(), SEED.name).report_id
    say(store, report_id, "6", "heading2")
    repaired, before = store.report(report_id).report, counts(tmp_path / "duizhao.sqlite")

    added = store.add(SEED.read_bytes(), "copy.txt")

    assert (added.report_id, added.new) == (report_id, False)
    assert store.report(report_id).report == repaired
    assert counts(tmp_path / "duizhao.sqlite") == before


def test_what_is_said_last_of_a_line_holds(store: Store) -> None:
    """A line has one repair; said again alike, it keeps its time."""
    report_id = store.add(SEED.read_bytes(), SEED.name).report_id
    (first,) = say(store, report_id, "6", "heading2")
    store.repair_outline(report_id, [first])
    assert store.outline_repairs(report_id)[0].added == "2026-01-02T03:04:05+00:00"
    assert store.report(report_id).report.repairs[0].kind == "heading2"

    store.repair_outline(report_id, [replace(first, kind="furniture")], now=NOW.replace(year=2027))

    (kept,) = store.outline_repairs(report_id)
    assert (kept.repair.kind, kept.added) == ("furniture", "2027-01-02T03:04:05+00:00")
    assert store.report(report_id).report.repairs[0].kind == "furniture"


def test_comparisons_of_a_repaired_report_are_found_anew(store: Store, tmp_path: Path) -> None:
    """Under the same name, with the repaired reading; after the undoing the earlier result is shown again."""
    old = store.add(SEED.read_bytes(), SEED.name).report_id
    new = store.add(DRAFT.read_bytes(), DRAFT.name).report_id
    comparison_id = store.compare(old, new)
    before, state = store.comparison(comparison_id), store.state(old, new)
    (repair,) = say(store, old, "6", "heading2")

    assert store.compare(old, new) == comparison_id
    after = store.comparison(comparison_id)

    assert 6 in headings(after.old)
    assert after.old == store.report(old).report
    assert after.new == before.new
    assert store.state(old, new) != state

    store.repair_outline(old, undo=[repair.anchor])
    assert store.state(old, new) == state
    assert store.comparison(comparison_id) == before
    assert counts(tmp_path / "duizhao.sqlite")["result"] == 2


def test_a_kept_result_of_repaired_readings_is_not_computed_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which side was repaired makes a difference, and each result is computed once."""
    old = store.add(SEED.read_bytes(), SEED.name).report_id
    new = store.add(DRAFT.read_bytes(), DRAFT.name).report_id
    say(store, old, "6", "heading2")
    say(store, new, "6", "heading2")
    store.compare(old, new)

    monkeypatch.setattr(pipeline, "compare", None)

    assert 6 in headings(store.comparison(store.compare(old, new)).old)
    assert store.state(old, new) != store.state(new, old)


def test_the_order_in_which_lines_were_repaired_is_no_matter(store: Store) -> None:
    """The same words on the same lines are one reading."""
    report_id = store.add(SEED.read_bytes(), SEED.name).report_id
    say(store, report_id, "6", "heading2")
    (second,) = say(store, report_id, "7", "heading2")
    reading = store.reading(report_id)

    store.repair_outline(report_id, undo=[kept.repair.anchor for kept in store.outline_repairs(report_id)])
    store.repair_outline(report_id, [second])
    say(store, report_id, "6", "heading2")

    assert store.reading(report_id) == reading


def test_an_unattached_repair_is_kept_and_shown(store: Store) -> None:
    """A repair taken over from another version whose line is not here is neither applied nor dropped."""
    report_id = store.add(SEED.read_bytes(), SEED.name).report_id
    lost = OutlineRepair("n0123456789", "heading1", "另一稿里的一行")

    store.repair_outline(report_id, [lost], now=NOW)

    assert store.report(report_id).report.repairs == (lost,)
    assert [kept.repair for kept in store.outline_repairs(report_id)] == [lost]


def test_repairs_hold_after_an_upgrade(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program reads the report again from its bytes, with what a person said of it."""
    report_id = store.add(SEED.read_bytes(), SEED.name).report_id
    say(store, report_id, "6", "heading2")
    monkeypatch.setattr(reports_module, "made_by", lambda settings: "another program")

    with Store(tmp_path / "duizhao.sqlite") as upgraded:
        assert 6 in headings(upgraded.report(report_id).report)


def test_a_report_that_is_not_there_cannot_be_repaired(store: Store) -> None:
    """It is said, and nothing is written."""
    with pytest.raises(NotFound):
        store.repair_outline("r0000000000", [OutlineRepair("n0123456789", "title")])
    with pytest.raises(NotFound):
        store.outline_repairs("r0000000000")


def test_a_database_without_repairs_keeps_its_readings(tmp_path: Path) -> None:
    """A file that stopped before repairs gets their table; what was read before is found, not read again."""
    path = tmp_path / "duizhao.sqlite"
    with Store(path) as store:
        report_id = store.add(SEED.read_bytes(), SEED.name).report_id
        reading = store.reading(report_id)
    db = Database(path)
    db["outline_repair"].drop()
    db["_sqlite_migrations"].delete_where("name = 'm003_outline_repairs'")
    assert [step.name for step in MIGRATIONS.pending(db)] == ["m003_outline_repairs"]
    db.close()

    with Store(path) as store:
        assert store.reading(report_id) == reading
        assert store.outline_repairs(report_id) == ()


def test_what_was_said_is_kept_when_it_no_longer_holds(store: Store, tmp_path: Path) -> None:
    """Changed, undone, said again: each word has a row with its times, and one holds at most."""
    report_id = store.add(SEED.read_bytes(), SEED.name).report_id
    (first,) = say(store, report_id, "6", "heading2")
    store.repair_outline(report_id, [replace(first, kind="annex")], now=NOW.replace(year=2027))
    store.repair_outline(report_id, undo=[first.anchor], now=NOW.replace(year=2028))
    store.repair_outline(report_id, [first], now=NOW.replace(year=2029))

    rows = sqlite3.connect(tmp_path / "duizhao.sqlite")
    kept = rows.execute("select kind, substr(added, 1, 4), substr(undone, 1, 4) from outline_repair order by id")
    assert kept.fetchall() == [("heading2", "2026", "2027"), ("annex", "2027", "2028"), ("heading2", "2029", None)]
    rows.close()
