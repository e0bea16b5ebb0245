"""Figure changes on the command line: listed, paired, parted, judged, taken back, and followed by a comparison."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from compare.cli import main
from tests.test_finding_repairs import NEW, OLD

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An English terminal and a database of its own for every test."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DUIZHAO_DB", str(tmp_path / "duizhao.sqlite"))


@pytest.fixture
def pair(tmp_path: Path) -> list[str]:
    """Two small editions as files."""
    names = []
    for text, name in ((OLD, "旧.txt"), (NEW, "新.txt")):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        names.append(str(path))
    return names


def lines(out: str, *words: str) -> list[str]:
    """Return the lines that hold all these words."""
    return [line for line in out.splitlines() if all(word in line for word in words)]


def test_files_have_their_repairs_in_a_file(pair: list[str], tmp_path: Path, capsys: Captured) -> None:
    """A verdict is listed beside the program's own, a comparison follows it, and it is taken back by its id."""
    kept = str(tmp_path / "修正.json")
    where = ["findings", *pair, "--findings", kept]
    assert main([*where, "4:2万个", "6:3万个", "--say", "down"]) == 0
    (line,) = lines(capsys.readouterr().out, "停车位")
    assert "target lowered (by hand)" in line
    assert "4:2万个 → 6:3万个" in line
    assert "(target raised)" in line

    assert main(["compare", *pair, "--findings", kept, "--format", "csv", "--lang", "zh"]) == 0
    assert lines(capsys.readouterr().out, "目标下调（人工）", "停车位")

    for format_ in ("md", "html"):
        assert main(["compare", *pair, "--findings", kept, "--format", format_, "--lang", "zh"]) == 0
        assert "目标下调（人工）" in capsys.readouterr().out

    said = json.loads(Path(kept).read_text(encoding="utf-8"))["finding_repairs"][0]["id"]
    assert main([*where, "--undo", said]) == 0
    assert lines(capsys.readouterr().out, "target raised", "停车位")


def test_stored_reports_keep_them_and_every_comparison_follows(pair: list[str], capsys: Captured) -> None:
    """A pair made by hand, and one taken apart, hold for two stored reports until they are taken back."""
    ids = []
    for name in pair:
        assert main(["add", name]) == 0
        ids.append(capsys.readouterr().out.split()[0])
    assert main(["findings", *ids, "4:300个", "6:500个", "--say", "pair"]) == 0
    assert main(["findings", *ids, "4:2万个", "6:3万个", "--say", "part"]) == 0
    out = capsys.readouterr().out
    assert lines(out, "target raised (by hand)", "4:300个 → 6:500个")
    assert lines(out, "not one indicator", "建设停车位2万个")

    assert main(["compare", *ids, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {said["say"] for said in found["finding_repairs"]} == {"pair", "part"}
    assert [c["by"] for c in found["figure_changes"] if c["old"] and "300个" in c["old"]["quote"]] == ["person"]


def test_what_cannot_be_said_is_refused(pair: list[str], tmp_path: Path, capsys: Captured) -> None:
    """One figure only, a figure that is not there, files without a file of repairs: one sentence each."""
    where = ["findings", *pair]
    kept = ["--findings", str(tmp_path / "修正.json")]
    for wrong, sentence in (
        ([*where, "4:2万个", "--say", "down", *kept], "Name one figure of each report"),
        ([*where, "4:2万个", "6:3万个", *kept], "Name one figure of each report"),
        ([*where, "4:2万个", "6:9万个", "--say", "down", *kept], "is “6:9万个”"),
        ([*where, "4:2万个", "6:3万个", "--say", "met", *kept], "met, missed and unclear"),
        ([*where, "4:2万个", "6:3万个", "--say", "down"], "name a file with --findings"),
        ([*where, "--undo", "u0", *kept], "修正.json"),
    ):
        assert main(wrong) != 0
        assert sentence in capsys.readouterr().err
    assert not Path(kept[1]).exists()
