"""The ledger on the command line: listed, said, taken back, carried to another version."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from compare.cli import main
from compare.said_files import ENTRIES
from tests.test_ledger import NEW, OLD

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An English terminal and a database of its own for every test."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DUIZHAO_DB", str(tmp_path / "duizhao.sqlite"))


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    """Two small editions as files."""
    names = []
    for text, name in ((OLD, "旧.txt"), (NEW, "新.txt")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        names.append(str(tmp_path / name))
    return names[0], names[1]


@pytest.fixture
def stored(files: tuple[str, str], capsys: Captured) -> tuple[str, str]:
    """The ids of the same two, stored."""
    assert main(["add", *files]) == 0
    ids = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    return ids[0], ids[1]


SAY = ("--task", "权责清单", "--say", "waived", "--text", "已并入", "--by", "张三")


def listed(capsys: Captured, *where: str) -> list[dict[str, str]]:
    """Return the entries that the ledger lists as JSON."""
    capsys.readouterr()
    assert main(["ledger", *where, "--format", "json"]) == 0
    found: list[dict[str, str]] = json.loads(capsys.readouterr().out)["ledger"]
    return found


def test_the_ledger_is_listed(files: tuple[str, str], capsys: Captured) -> None:
    """How much is settled, then every commitment with what became of it, and where."""
    assert main(["ledger", *files]) == 0
    lines = capsys.readouterr().out.splitlines()

    assert lines[0] == "4 of 5 commitments are settled (0 of them by hand); of 4 definite ones 3."
    assert [line.split("] ")[1] for line in lines if line[:3].strip().isdigit()] == [
        "reported on · done  制定“十四五”时期职工发展规划",
        "reworded  建立京津冀地区协同机制",
        "reported on · done  建设工会大数据库",
        "unanswered  制定基层工会组织权责清单",
        "kept  深化“女职工关爱行动”",
    ]
    assert "     → 建成工会大数据库" in lines


def test_an_entry_of_stored_reports_holds_until_it_is_undone(stored: tuple[str, str], capsys: Captured) -> None:
    """It is listed, exported with the comparison, and gone after undo."""
    assert main(["ledger", *stored, *SAY]) == 0
    (entry,) = listed(capsys, *stored)
    assert (entry["say"], entry["text"], entry["person"]) == ("waived", "已并入", "张三")

    assert main(["compare", *stored, "--format", "md"]) == 0
    assert "| 4 | 制定基层工会组织权责清单 |" in capsys.readouterr().out

    assert main(["ledger", *stored, "--undo", entry["id"]]) == 0
    assert listed(capsys, *stored) == []
    assert main(["ledger", *stored, "--undo", entry["id"]]) != 0


def test_entries_of_files_are_kept_in_a_file(files: tuple[str, str], tmp_path: Path, capsys: Captured) -> None:
    """Made where there is none; `compare` exports them; taken over to another pair of reports."""
    kept, other = str(tmp_path / "台账.json"), str(tmp_path / "台账2.json")
    assert main(["ledger", *files, *SAY, "--ledger", kept]) == 0
    assert [each.text for each in ENTRIES.load(kept)] == ["已并入"]

    capsys.readouterr()
    assert main(["compare", *files, "--ledger", kept, "--format", "csv"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out.lstrip("\ufeff"))))
    assert [row[5:7] for row in rows if row[1] == "ledger"] == [["制定基层工会组织权责清单", "已并入"]]
    assert {len(row) for row in rows} == {len(rows[0])}

    (tmp_path / "新2.txt").write_text(NEW + "做好其他工作。\n", encoding="utf-8")
    later = (files[0], str(tmp_path / "新2.txt"))
    assert main(["ledger", *later, "--from", kept, "--ledger", other]) == 0
    assert listed(capsys, *later, "--ledger", other) == listed(capsys, *files, "--ledger", kept)


def test_an_answer_at_a_line_of_the_new_report(files: tuple[str, str], tmp_path: Path, capsys: Captured) -> None:
    """The place is kept with how its paragraph begins."""
    kept = str(tmp_path / "台账.json")
    assert main(["ledger", *files, "--task", "权责清单", "--say", "answered", "--place", "4", "--ledger", kept]) == 0
    assert "answered：健全京津冀地区工会协同机制" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (SAY, "name a file with --ledger"),
        (("--task", "权责清单"), "--task goes with --say"),
        (("--text", "已并入"), "--task goes with --say"),
        ((*SAY, "--undo", "e0123456789"), "Give one of"),
        (("--task", "没有", "--say", "waived", "--text", "是", "--ledger", "l.json"), "makes no commitment"),
        (("--task", "权责清单", "--say", "waived", "--ledger", "l.json"), "Say more"),
        (("--from", "nothing.json", "--ledger", "l.json"), "nothing.json"),
    ],
)
def test_what_makes_no_sense_is_one_sentence(
    files: tuple[str, str], options: tuple[str, ...], words: str, capsys: Captured
) -> None:
    """On standard error, and nothing on standard output."""
    assert main(["ledger", *files, *options]) != 0
    captured = capsys.readouterr()

    assert captured.out == ""
    assert words in captured.err
    assert len(captured.err.splitlines()) == 1


def test_what_can_be_kept_nowhere_is_one_sentence(files: tuple[str, str], capsys: Captured) -> None:
    """Standard output is no place to keep an entry."""
    assert main(["ledger", *files, *SAY[:-3], "-", "--ledger", "-"]) in (1, 2)
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_bytes_that_are_no_text_are_left_out(files: tuple[str, str], capsys: Captured) -> None:
    """The rest of the remark is kept."""
    target = files[0] + ".json"

    assert main(["ledger", *files, *SAY[:-3], "已并入\udcff", "--ledger", target]) == 0
    assert "已并入" in Path(target).read_text("utf-8")
