"""Mending links on the command line: kept with stored reports, or in a file beside files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from compare.cli import main
from compare.comparison import compare
from compare.contract import SCHEMA, comparison_from_json
from compare.link_repairs import repair
from compare.model import LinkRepair
from compare.said_files import LINKS
from tests import strategies as make
from tests.test_link_repairs import NEW, OLD, block, group_of, pairs

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


def listed(capsys: Captured, *where: str) -> tuple[LinkRepair, ...]:
    """Return the repairs that `links` lists as JSON."""
    capsys.readouterr()
    assert main(["links", *where, "--format", "json"]) == 0
    return LINKS.listed(json.loads(capsys.readouterr().out), "out")


def test_a_repair_of_stored_reports_holds_until_it_is_undone(stored: tuple[str, str], capsys: Captured) -> None:
    """Linked by line numbers; `compare` and `links` follow; undone, nothing is left."""
    old, new = make.read(OLD), make.read(NEW)
    said = repair(old, new, "link", ["4"], ["3"])

    assert main(["link", *stored, "4", "3"]) == 0
    assert capsys.readouterr().out == f"{said.id}  link   “加强首都职工文化建设。” ↔ “建立服务站五百家。”\n"
    assert listed(capsys, *stored) == (said,)
    assert main(["compare", *stored, "--format", "json"]) == 0
    found = comparison_from_json(json.loads(capsys.readouterr().out))
    assert (said.old[0].unit, said.new[0].unit) in pairs(found)

    assert main(["links", *stored, "--undo", said.id]) == 0
    assert listed(capsys, *stored) == ()
    assert main(["links", *stored]) == 0
    assert capsys.readouterr() == ("", "duizhao: Nothing was mended between these two reports.\n")


@pytest.mark.parametrize(
    ("words", "op", "kind"),
    [
        (["unlink", "2", "2"], "unlink", "removed"),
        (["split", "3", "3", "4"], "split", "split"),
        (["merge", "2", "3", "2"], "merge", "merged"),
    ],
)
def test_every_verb_works_on_files(
    files: tuple[str, str], tmp_path: Path, capsys: Captured, words: list[str], op: str, kind: str
) -> None:
    """The repair goes into the file that is named, which is made, and `compare` follows it."""
    place = str(tmp_path / "修正.json")
    verb, *units = words

    assert main([verb, *files, *units, "--repairs", place]) == 0
    (said,) = listed(capsys, *files, "--repairs", place)
    assert said.op == op
    assert main(["compare", *files, "--repairs", place, "--format", "json"]) == 0
    found = comparison_from_json(json.loads(capsys.readouterr().out))
    assert group_of(found, said.old[0].unit).kind == kind

    assert main(["links", *files, "--repairs", place, "--undo", said.id]) == 0
    assert json.loads(Path(place).read_text(encoding="utf-8")) == {"schema": SCHEMA, "repairs": []}


def test_a_comparison_as_json_carries_its_repairs(files: tuple[str, str], tmp_path: Path, capsys: Captured) -> None:
    """The repairs of a written comparison can be given to another."""
    place, written = str(tmp_path / "修正.json"), str(tmp_path / "对照.json")
    assert main(["link", *files, "4", "3", "--repairs", place]) == 0
    assert main(["compare", *files, "--repairs", place, "-o", written]) == 0

    assert listed(capsys, *files, "--repairs", written) == listed(capsys, *files, "--repairs", place)


def test_the_list_says_what_the_machine_had_found_and_what_does_not_apply(
    files: tuple[str, str], tmp_path: Path, capsys: Captured
) -> None:
    """A link taken away is told with its score; a repair whose paragraph is gone is marked."""
    place, old = str(tmp_path / "修正.json"), Path(files[0])
    assert main(["unlink", *files, "2", "2", "--repairs", place]) == 0
    assert main(["link", *files, "4", "3", "--repairs", place]) == 0
    before = compare(make.read(OLD), make.read(NEW))
    a, x = block(before.old, "推进工会改革"), block(before.new, "推进工会改革")
    score = next(link.score for link in before.links if (link.old, link.new) == (a, x))
    old.write_text(OLD.replace("加强首都职工文化建设。\n", ""), encoding="utf-8")
    capsys.readouterr()

    assert main(["links", *files, "--repairs", place]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].strip().startswith("the machine had linked: “推进工会改革创新")
    assert lines[1].endswith(f" {score:.2f}")
    assert lines[2].endswith("[not applied: its paragraphs are gone]")
    assert main(["--lang", "zh", "links", *files, "--repairs", place]) == 0
    assert "机器原来认为对应" in capsys.readouterr().out


def test_what_is_wrong_is_one_sentence(files: tuple[str, str], stored: tuple[str, str], capsys: Captured) -> None:
    """Files without a place for repairs, units that are not there, a repair that is not there, a file of something."""
    for code, words in (
        (2, ["link", *files, "4", "3"]),
        (2, ["links", *files, "--undo", "m0000000000"]),
        (5, ["link", *stored, "99", "3"]),
        (5, ["links", *stored, "--undo", "m0000000000"]),
        (5, ["compare", *files, "--repairs", "nowhere.json"]),
        (3, ["compare", *files, "--repairs", files[0]]),
        (1, ["link", *stored, "4", make.read(NEW).sections[0].id]),
    ):
        for language in ("en", "zh"):
            assert main(["--lang", language, *words]) == code, words
            captured = capsys.readouterr()
            assert captured.out == ""
            assert captured.err.count("\n") == 1
            assert ("。" in captured.err) == (language == "zh")
