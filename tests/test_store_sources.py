"""Sources: kept before they are read, taken up again after a crash, opened with a password, read as a person says."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from compare import apart, reading, reports
from compare.errors import Locked, NotFound, UnreadableSource
from compare.model import Choice, Document
from compare.outline_repairs import repairs_of
from compare.store import Store
from tests.locked import LINES, PASSWORD, locked_docx, locked_pdf
from tests.support import SEED

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def test_what_was_being_read_when_the_program_ended_is_taken_up_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bytes and what was said of them are there before the reading begins; other faults do not hold it up."""

    def killed(*given: object, **said: object) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "d.sqlite"
    with monkeypatch.context() as patch, Store(path) as store:
        patch.setattr(apart, "read", killed)
        for data, name in ((b"\x01\x02" * 99, "坏.txt"), (SEED.read_bytes(), "基准.txt")):
            with pytest.raises(KeyboardInterrupt):
                store.add(data, name, series="工会大会", date="2019-07", title="题目", now=NOW)

    with Store(path) as store:
        assert store.reports() == ()
        (added,) = store.resume()
        (entry,) = store.reports()
        assert (added.report_id, added.new) == (entry.id, True)
        assert (entry.title, entry.date, entry.series, entry.name) == ("题目", "2019-07", "工会大会", "基准.txt")
        assert [failure.name for failure in store.sources.failures()] == ["坏.txt"]
        assert store.resume() == ()


def test_a_fault_of_the_program_does_not_hold_up_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the reader broke off over stays waiting."""

    def broken(*given: object, **said: object) -> None:
        raise RuntimeError("boom")

    with Store(tmp_path / "d.sqlite") as store, monkeypatch.context() as patch:
        patch.setattr(apart, "read", broken)
        with pytest.raises(RuntimeError):
            store.add(SEED.read_bytes(), "a.txt")
        assert store.resume() == ()
        assert [each.name for each in store.sources.waiting()] == ["a.txt"]


def test_a_locked_file_asks_for_its_password_and_opens_with_it(tmp_path: Path) -> None:
    """A wrong one is said to be wrong; the right one is stored nowhere, the original stays locked."""
    path, data = tmp_path / "d.sqlite", locked_docx()
    with Store(path) as store:
        with pytest.raises(Locked) as caught:
            store.add(data, "加密.docx", series="甲", now=NOW)
        assert not caught.value.wrong
        sha = store.sources.failures()[0].sha256
        with pytest.raises(Locked) as again:
            store.unlock(sha, "错的")
        assert again.value.wrong
        added = store.unlock(sha, PASSWORD)
        entry = store.entry(added.report_id)
        assert (entry.series, entry.sha256, entry.format) == ("甲", sha, "docx")
        assert store.report(added.report_id).report.source.sha256 == sha
        assert store.original(added.report_id) == data
        assert store.sources.failures() == ()
        with pytest.raises(NotFound):
            store.unlock(sha, PASSWORD)
    everything = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    for form in (PASSWORD.encode(), PASSWORD.encode("utf-16-le")):
        assert form not in everything


def test_what_a_password_opened_is_read_again_without_it(tmp_path: Path) -> None:
    """After an upgrade or a repair nobody is asked again."""
    with Store(tmp_path / "d.sqlite") as store:
        with pytest.raises(Locked):
            store.add(locked_docx(), "加密.docx")
        report_id = store.unlock(store.sources.failures()[0].sha256, PASSWORD).report_id
        store.choose(report_id, Choice(revisions="original"))
        assert [block.text for block in store.report(report_id).report.blocks][:2] == list(LINES[:2])
        store.removal.remove(report_id)
        store.removal.erase(report_id)
        assert store._db.rows("select count(*) as n from unlocked") == [{"n": 0}]


def test_a_person_says_how_a_report_is_read(tmp_path: Path) -> None:
    """The choice holds for this report and its comparisons; one that does not fit changes nothing."""
    page = "<html><p>各位代表：</p><p>现在，我报告工作。</p></html>".encode()
    with Store(tmp_path / "d.sqlite") as store:
        report_id = store.add(page, "a.html").report_id
        before = store.reading_state(report_id)
        with pytest.raises(UnreadableSource):
            store.choose(report_id, Choice(encoding="hz"))
        assert store.reading_state(report_id) == before
        store.choose(report_id, Choice(format="txt"))
        read = store.report(report_id).report
        assert (read.source.format, read.choice.format) == ("txt", "txt")
        assert store.entry(report_id).format == "txt"
        assert "<p>" in read.blocks[0].text
        store.choose(report_id, Choice())
        assert store.reading_state(report_id) == before
        assert store.report(report_id).report.source.format == "html"


def test_a_locked_pdf_opens_with_its_password(tmp_path: Path) -> None:
    """What is kept of it opens without; the password is in no file."""
    data = locked_pdf()
    with Store(tmp_path / "d.sqlite") as store:
        with pytest.raises(Locked):
            store.add(data, "加密.pdf")
        sha = store.sources.failures()[0].sha256
        with pytest.raises(Locked):
            store.unlock(sha, "wrong")
        added = store.unlock(sha, "pw-9f2c")
        assert "".join(block.text for block in store.report(added.report_id).report.blocks) == "".join(LINES)
        assert store.original(added.report_id) == data
    assert b"pw-9f2c" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())


def test_a_source_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a repair nor an upgrade of other parts has it read again; another reader, or another choice, does."""
    asked: list[str] = []

    def counted(data: bytes, name: str, *rest: object) -> Document:
        asked.append(name)
        return read(data, name, *rest)

    read: Any = apart.read
    monkeypatch.setattr(apart, "read", counted)
    path = tmp_path / "d.sqlite"
    with Store(path) as store:
        added = store.add(SEED.read_bytes(), SEED.name)
        first = store.report(added.report_id).report
        store.repair_outline(added.report_id, repairs_of(first, ["6"], "heading2"))
        assert store.report(added.report_id).report.repairs
        monkeypatch.setattr(reports, "made_by", lambda settings: "another program")
    with Store(path) as store:
        store.repair_outline(
            added.report_id, undo=[each.repair.anchor for each in store.outline_repairs(added.report_id)]
        )
        assert store.report(added.report_id).report == first
        assert asked == [SEED.name]
        store.choose(added.report_id, Choice(format="md"))
        assert len(asked) == 2
        monkeypatch.setattr(reports, "read_by", lambda settings, choice: "another reader")
        store.choose(added.report_id, Choice())
        assert len(asked) == 3
        store.removal.remove(added.report_id)
        store.removal.erase(added.report_id)
        assert store._db.rows("select count(*) as n from document") == [{"n": 0}]


def test_what_decides_the_lines_is_part_of_the_digest() -> None:
    """The readers use nothing of the program but what `read_by` digests, and what cannot change the lines."""
    files = Path(reading.__file__).parent.glob("*.py")
    names = "; ".join(f"import compare.reading.{file.stem}" for file in files if file.stem != "worker")
    listed = f"import sys; {names}; print(*(each for each in sys.modules if each.startswith('compare.')))"
    loaded = subprocess.run([sys.executable, "-c", listed], capture_output=True, text=True, check=True).stdout.split()
    parts = {name.split(".")[1] for name in loaded}
    # Settings count by their values; sentences change no line.
    assert parts == {"reading", "model", "config", "weights", "errors", "amounts"}
