"""The store keeps what it is given, once, exactly, and whatever happens around it."""

from __future__ import annotations

import hashlib
import sqlite3
import stat
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from compare import apart
from compare import comparison as pipeline
from compare import reports as reports_module
from compare.contract import comparison_to_json, dumps
from compare.errors import DuizhaoError, NotFound, StoreError, TooLarge, UnreadableSource
from compare.migrations import MIGRATIONS, STEPS
from compare.model import Comparison, Report
from compare.provenance import made_by
from compare.records import Added, Entry
from compare.store import Store
from tests.support import ROOT, SEED

DRAFT = ROOT / "corpus" / "2024-demo.txt"
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def _text(comparison: Comparison) -> str:
    """The published form, in which a tuple of the settings and the list it becomes in JSON are the same."""
    return dumps(comparison_to_json(comparison))


def test_a_report_is_kept_as_given_and_named_by_its_bytes(store: Store) -> None:
    """The original comes back byte for byte; the id is made of the digest; title and date come from the text."""
    data = SEED.read_bytes()
    sha = hashlib.sha256(data).hexdigest()

    added = store.add(data, SEED.name, series="北京市工会代表大会", now=NOW)

    assert added == Added("r" + sha[:10], sha, new=True)
    assert store.original(added.report_id) == data
    stored = store.report(added.report_id)
    assert stored.report == pipeline.read_report(data, SEED.name)
    assert stored.entry == Entry(
        id=added.report_id,
        title=stored.report.title or "",
        date="2019-05-06",
        ordinal=None,
        series="北京市工会代表大会",
        name=SEED.name,
        format="txt",
        sha256=sha,
        size=len(data),
        added="2026-01-02T03:04:05+00:00",
        edition=1,
    )


def test_the_same_bytes_are_one_report(store: Store) -> None:
    """Adding a file again, under another name and title, changes nothing."""
    first = store.add(SEED.read_bytes(), SEED.name)
    before = store.reports()

    again = store.add(SEED.read_bytes(), "copy.txt", title="另一个标题", date="2020", series="另一个系列")

    assert again == Added(first.report_id, first.source_sha, new=False)
    assert store.reports() == before


def test_uploads_at_once_make_one_report(tmp_path: Path) -> None:
    """Eight threads that open a blank file and add the same bytes get one report, and nobody an error."""
    path, data = tmp_path / "new" / "duizhao.sqlite", SEED.read_bytes()
    start, results = threading.Barrier(8), []

    def upload() -> None:
        start.wait()
        try:
            with Store(path) as store:
                results.append(store.add(data, SEED.name))
        except Exception as error:  # the assertion below shows it
            results.append(error)

    threads = [threading.Thread(target=upload) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {type(result) for result in results} == {Added}, results
    assert sorted(result.new for result in results) == [False] * 7 + [True]
    with Store(path) as store:
        assert len(store.reports()) == 1


def test_bytes_that_cannot_be_read_are_kept_with_the_reason(store: Store) -> None:
    """The error reaches the user, the bytes stay, and no report appears."""
    with pytest.raises(UnreadableSource) as caught:
        store.add(b"", "empty.txt", now=NOW)

    (failure,) = store.sources.failures()
    assert (failure.name, failure.sha256) == ("empty.txt", hashlib.sha256(b"").hexdigest())
    assert (failure.error_zh, failure.error_en) == (caught.value.zh, caught.value.en)
    assert store.reports() == ()


def test_a_source_that_becomes_readable_is_a_report(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes that an earlier reader refused can be added again: the reason goes, the name it was then read by stays."""

    def refuse(*given: object, **said: object) -> Report:
        raise UnreadableSource("不能读。", "Cannot be read.")

    with monkeypatch.context() as patch:
        patch.setattr(apart, "read", refuse)
        with pytest.raises(UnreadableSource):
            store.add(SEED.read_bytes(), "unknown.bin")

    added = store.add(SEED.read_bytes(), SEED.name)
    assert added.new
    assert store.sources.failures() == ()
    assert store.entry(added.report_id).name == SEED.name


def test_a_crash_of_the_reader_changes_nothing_but_the_kept_bytes(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unforeseen error passes through; the database stays usable and the bytes are there."""
    kept = store.add(SEED.read_bytes(), SEED.name)

    def crash(*given: object, **said: object) -> Report:
        raise RuntimeError("boom")

    with monkeypatch.context() as patch:
        patch.setattr(apart, "read", crash)
        with pytest.raises(RuntimeError):
            store.add(DRAFT.read_bytes(), DRAFT.name)

    assert [entry.id for entry in store.reports()] == [kept.report_id]
    assert store.add(DRAFT.read_bytes(), DRAFT.name).new


def test_too_many_bytes_are_refused_before_they_are_kept(store: Store) -> None:
    """Beyond the stated limit nothing is written."""
    with pytest.raises(TooLarge):
        store.add(bytes(store.settings.reading.max_bytes + 1), "huge.txt")

    assert store.sources.failures() == ()


def test_a_comparison_is_found_once_and_read_back_whole(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes back equals what the pipeline found; the second request computes nothing; the order matters."""
    old = store.add(SEED.read_bytes(), SEED.name).report_id
    new = store.add(DRAFT.read_bytes(), DRAFT.name).report_id
    expected = pipeline.compare(store.report(old).report, store.report(new).report)
    comparison_id = store.compare(old, new, now=NOW)

    monkeypatch.setattr(pipeline, "compare", None)

    assert store.compare(old, new) == comparison_id
    assert _text(store.comparison(comparison_id)) == _text(expected)
    (pair,) = store.comparisons()
    assert (pair.id, pair.old.id, pair.new.id, pair.added) == (comparison_id, old, new, "2026-01-02T03:04:05+00:00")


def test_after_an_upgrade_results_are_found_again_and_old_ones_stay(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program or other settings give another reading and result under the same ids."""
    old = store.add(SEED.read_bytes(), SEED.name).report_id
    new = store.add(DRAFT.read_bytes(), DRAFT.name).report_id
    comparison_id = store.compare(old, new)
    monkeypatch.setattr(reports_module, "made_by", lambda settings: "another program")

    with Store(tmp_path / "duizhao.sqlite") as upgraded:
        assert _text(upgraded.comparison(comparison_id)) == _text(store.comparison(comparison_id))
        assert upgraded.compare(old, new) == comparison_id

    rows = sqlite3.connect(tmp_path / "duizhao.sqlite")
    assert rows.execute("select count(distinct made_by), count(*) from result").fetchone() == (2, 2)
    assert rows.execute("select count(distinct made_by), count(*) from reading").fetchone() == (2, 4)
    rows.close()


def test_the_digest_of_what_made_a_result_is_the_same_each_time(store: Store) -> None:
    """Settings and program decide it, nothing else."""
    assert made_by(store.settings) == made_by(store.settings)


def test_an_edition_can_be_described_by_hand(store: Store) -> None:
    """Only what is named changes; a blank title and a date that is none are refused."""
    report_id = store.add(SEED.read_bytes(), SEED.name, series="甲").report_id
    before = store.entry(report_id)

    store.edit(report_id, title="第十四次代表大会报告", ordinal=14)
    store.edit(report_id, series="乙", date="2019-05")

    after = store.entry(report_id)
    assert (after.title, after.ordinal, after.series, after.date) == ("第十四次代表大会报告", 14, "乙", "2019-05")
    assert (after.name, after.sha256, after.added) == (before.name, before.sha256, before.added)
    for wrong in ({"title": "  "}, {"date": "六月"}, {"date": "2019-13"}):
        with pytest.raises(DuizhaoError):
            store.edit(report_id, **wrong)  # type: ignore[arg-type]
    assert store.entry(report_id) == after


@pytest.mark.parametrize("date", ["２０１９", "٢٠١٩", "2019-02-31", "0000", "2019-5", "2019\n"])
def test_a_date_that_no_calendar_has_is_refused(store: Store, date: str) -> None:
    """Editions are ordered by their dates as text, so only digits of ASCII and real days will do."""
    with pytest.raises(DuizhaoError, match="is not one"):
        store.add(SEED.read_bytes(), SEED.name, date=date)

    assert store.reports() == ()
    assert store.sources.failures() == ()


def test_what_is_said_of_an_edition_is_one_plain_line(store: Store) -> None:
    """Controls, marks that turn the direction, lone surrogates and line breaks are no part of a name."""
    odd = " 甲\x1b[2J\x00\u202e乙\udcff\n　丙 "
    report_id = store.add(SEED.read_bytes(), f"../a/{odd}.txt", title=odd, series=odd).report_id

    entry = store.entry(report_id)
    assert (entry.title, entry.series) == ("甲 [2J 乙 丙", "甲 [2J 乙 丙")
    assert entry.name == "甲[2J乙　丙 .txt"
    store.edit(report_id, title=odd + "丁")
    assert store.entry(report_id).title == "甲 [2J 乙 丙 丁"


@pytest.mark.parametrize("field", ["title", "series"])
def test_a_title_or_series_has_an_end(store: Store, field: str) -> None:
    """A whole text pasted into the field is refused, and nothing is changed; so is a title of nothing to see."""
    with pytest.raises(DuizhaoError, match="longer than 200"):
        store.add(SEED.read_bytes(), SEED.name, **{field: "长" * 201})  # type: ignore[arg-type]
    with pytest.raises(DuizhaoError, match="cannot be empty"):
        store.add(SEED.read_bytes(), SEED.name, title=" \u200b")
    assert store.reports() == ()

    report_id = store.add(SEED.read_bytes(), SEED.name, **{field: "长" * 200}).report_id  # type: ignore[arg-type]
    before = store.entry(report_id)
    with pytest.raises(DuizhaoError, match="longer than 200"):
        store.edit(report_id, **{field: "长" * 201})  # type: ignore[arg-type]
    assert store.entry(report_id) == before


def test_reports_are_listed_by_series_and_date(store: Store) -> None:
    """Series by name, editions by date, what has no series last."""
    for number, (date, series) in enumerate([("2024", "乙"), ("2019", "乙"), ("2025", "甲"), ("2018", None)]):
        store.add(SEED.read_bytes() + b"\n" * (number + 1), f"{number}.txt", date=date, series=series)

    assert [(entry.series, entry.date) for entry in store.reports()] == [
        ("乙", "2019"),
        ("乙", "2024"),
        ("甲", "2025"),
        (None, "2018"),
    ]


def test_a_unique_beginning_names_a_report(store: Store) -> None:
    """A prefix finds its report; what fits two, none, or is no id at all is said not to."""
    report_id = store.add(SEED.read_bytes(), SEED.name).report_id
    store.add(DRAFT.read_bytes(), DRAFT.name)

    assert store.find(report_id[:6]) == report_id
    for wrong in ("r", "r0000000000", "*", "r*", ""):
        with pytest.raises(NotFound):
            store.find(wrong)
    with pytest.raises(NotFound):
        store.report("r0000000000")
    with pytest.raises(NotFound):
        store.original("r0000000000")
    with pytest.raises(NotFound):
        store.comparison("c0000000000")


def test_two_sources_with_the_same_beginning_get_two_names(store: Store) -> None:
    """Where the short name is taken the next length is used."""
    report_id = store.add(SEED.read_bytes(), SEED.name).report_id
    sha = report_id[1:] + "f" * 54

    assert store._free_id(sha) == "r" + sha[:20]


def test_the_file_is_private(tmp_path: Path) -> None:
    """The database has mode 0600 in a new folder of mode 0700; so has what SQLite puts beside it."""
    with Store(tmp_path / "a" / "duizhao.sqlite") as store:
        store.add(SEED.read_bytes(), SEED.name)
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in sorted((tmp_path / "a").iterdir())}

    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o700
    assert modes == {"duizhao.sqlite": 0o600, "duizhao.sqlite-shm": 0o600, "duizhao.sqlite-wal": 0o600}


def test_the_database_is_in_wal_mode_with_foreign_keys(store: Store) -> None:
    """A report cannot point to a source that is not there."""
    assert store._db.rows("pragma journal_mode")[0] == {"journal_mode": "wal"}
    with pytest.raises(sqlite3.IntegrityError):
        store._db.write("insert into report (id, source, edition, added) values ('r1', 'none', 1, '')")


def test_a_blank_file_becomes_the_current_shape(tmp_path: Path) -> None:
    """Every named step is applied, once, in order."""
    for _ in range(2):
        Store(tmp_path / "duizhao.sqlite").close()

    db = Database(tmp_path / "duizhao.sqlite")
    assert [step.name for step in MIGRATIONS.applied(db)] == list(STEPS)
    db.close()


def test_a_database_of_the_first_shape_keeps_what_it_holds(tmp_path: Path) -> None:
    """A file that stopped after the first step is brought up to date with its rows untouched."""
    path = tmp_path / "duizhao.sqlite"
    db = Database(path)
    MIGRATIONS.apply(db, stop_before="m002_comparisons")
    db.execute("insert into source (sha256, name, size, bytes, added) values ('ab', 'a.txt', 3, x'616263', '2026')")
    db.execute("insert into edition (title, date) values ('甲', '2019')")
    db.execute("insert into report (id, source, edition, added) values ('rab', 'ab', 1, '2026')")
    db.close()

    with Store(path) as store:
        assert store.original("rab") == b"abc"
        assert store.comparisons() == ()


def test_a_newer_database_is_left_alone(tmp_path: Path) -> None:
    """A step that this program does not know is named, and nothing is written."""
    path = tmp_path / "duizhao.sqlite"
    Store(path).close()
    db = Database(path)
    db["_sqlite_migrations"].insert({"migration_set": "duizhao", "name": "m999_future", "applied_at": ""})
    db.close()
    before = path.read_bytes()

    with pytest.raises(StoreError, match=r"newer version \(m999_future\)"):
        Store(path)

    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"not a database, but long enough to be looked at " * 40, None])
def test_a_foreign_file_is_left_alone(tmp_path: Path, content: bytes | None) -> None:
    """Neither a text file nor another program's database is taken over."""
    path = tmp_path / "other.sqlite"
    if content is None:
        db = Database(path)
        db["notes"].insert({"text": "not ours"})
        db.close()
    else:
        path.write_bytes(content)
    before = path.read_bytes()

    with pytest.raises(StoreError, match="not a database of this program"):
        Store(path)

    assert path.read_bytes() == before


def test_a_damaged_database_is_said_to_be_damaged(tmp_path: Path) -> None:
    """Half of the file gone, or a kept reading spoilt: not somebody else's file, and nothing is written to it."""
    whole, half = tmp_path / "whole.sqlite", tmp_path / "half.sqlite"
    with Store(whole) as store:
        report_id = store.add(SEED.read_bytes(), SEED.name).report_id
    data = whole.read_bytes()
    half.write_bytes(data[: len(data) // 2])
    before = half.read_bytes()

    with pytest.raises(StoreError, match="is damaged"), Store(half) as store:
        store.report(report_id)
    assert half.read_bytes() == before

    db = sqlite3.connect(whole)
    db.execute("update reading set body = substr(body, 1, 100)")
    db.commit()
    db.close()
    with pytest.raises(StoreError, match="is damaged"), Store(whole) as store:
        store.report(report_id)


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """A folder in the place of the file, or a file in the place of the folder."""
    (tmp_path / "file").touch()
    for path in (tmp_path, tmp_path / "file" / "duizhao.sqlite"):
        with pytest.raises(StoreError, match="cannot be used"):
            Store(path)
