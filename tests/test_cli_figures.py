"""Figures on the command line: listed, put right, taken back, and followed by a comparison."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from compare.cli import main
from tests.test_figure_repairs import TEXT

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An English terminal and a database of its own for every test."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DUIZHAO_DB", str(tmp_path / "duizhao.sqlite"))


@pytest.fixture
def file(tmp_path: Path) -> str:
    """A small report as a file."""
    path = tmp_path / "报告.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_a_file_has_its_repairs_in_a_file(file: str, tmp_path: Path, capsys: Captured) -> None:
    """What is said is listed with the program's reading, is followed by a comparison, and is taken back by its id."""
    repairs = str(tmp_path / "修正.json")
    where = ["figures", file, "--repairs", repairs]
    assert main([*where, "--line", "4", "--words", "621万人", "--indicator", "工会会员", "--role", "target"]) == 0
    line = next(line for line in capsys.readouterr().out.splitlines() if "工会会员" in line)
    assert "target" in line
    assert "by hand" in line
    assert "会员总数" in line

    assert main(["compare", file, file, "--old-figures", repairs, "--format", "json"]) == 0
    compared = json.loads(capsys.readouterr().out)
    assert "工会会员" in {figure["indicator"] for figure in compared["old"]["figures"]}
    assert "工会会员" not in {figure["indicator"] for figure in compared["new"]["figures"]}

    said = json.loads(Path(repairs).read_text(encoding="utf-8"))["figure_repairs"][0]["id"]
    assert main([*where, "--undo", said]) == 0
    assert "工会会员" not in capsys.readouterr().out


def test_a_stored_report_keeps_them(file: str, capsys: Captured) -> None:
    """A figure said to be none is gone from the list, and listed as such."""
    assert main(["add", file]) == 0
    report = capsys.readouterr().out.split()[0]
    assert main(["figures", report, "--line", "4", "--words", "2315个", "--none"]) == 0
    assert "no figure" in capsys.readouterr().out
    assert main(["show", report, "--format", "json"]) == 0
    assert "建成职工书屋" not in {each["indicator"] for each in json.loads(capsys.readouterr().out)["figures"]}


@pytest.mark.parametrize(
    "more",
    [
        ["--line", "4"],
        ["--indicator", "甲"],
        ["--line", "4", "--words", "9个", "--indicator", "甲"],
        ["--line", "4", "--words", "2315个", "--value", "许多"],
        ["--undo", "q0000000000"],
    ],
)
def test_what_makes_no_sense_is_one_sentence(file: str, tmp_path: Path, capsys: Captured, more: list[str]) -> None:
    """Half a place, a place without words, words that are not there, no number, an unknown id."""
    repairs = tmp_path / "修正.json"
    repairs.write_text('{"schema": "duizhao/1", "figure_repairs": []}', encoding="utf-8")

    assert main(["figures", file, "--repairs", str(repairs), *more]) != 0
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "text", ["[]", "{", '{"figure_repairs": [{"block": "b"}]}', '{"figure_repairs": [], "x": "\\ud800"}']
)
def test_a_file_that_holds_something_else_is_refused(file: str, tmp_path: Path, capsys: Captured, text: str) -> None:
    """JSON of another kind, and no JSON, are said to be no repairs."""
    other = tmp_path / "别的.json"
    other.write_text(text, encoding="utf-8")
    assert main(["figures", file, "--repairs", str(other)]) != 0
    assert "repairs of figures" in capsys.readouterr().err
