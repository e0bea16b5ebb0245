"""The command line lists the lines of a report, keeps what is said of them, and takes it back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from compare import paths
from compare.cli import main
from compare.comparison import read_report
from compare.outline_lines import KINDS, source_lines
from compare.outline_repairs import repairs_of
from compare.store import Store
from tests.support import ROOT, SEED

DRAFT = ROOT / "corpus" / "2024-demo.txt"
Captured = pytest.CaptureFixture[bytes]


@pytest.fixture(autouse=True)
def _own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An English terminal, a database and a folder of its own for every test."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DUIZHAO_DB", str(tmp_path / "duizhao.sqlite"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def stored() -> str:
    """The id of the stored baseline."""
    with Store(paths.database()) as store:
        return store.add(SEED.read_bytes(), SEED.name).report_id


def out(captured: Captured) -> str:
    """Return what was printed since the last look; nothing may have gone wrong."""
    found = captured.readouterr()
    assert found.err == b""
    return found.out.decode()


def test_the_lines_are_listed_with_what_they_were_read_as(capsysbinary: Captured) -> None:
    """Number, kind, beginning; as JSON also the anchor and the whole text; in Chinese also the kind's name."""
    lines = source_lines(read_report(SEED.read_bytes(), SEED.name).blocks)

    assert main(["outline", str(SEED)]) == 0
    assert [line.split()[:2] for line in out(capsysbinary).splitlines()] == [
        [str(line.number), line.kind] for line in lines
    ]
    assert main(["outline", str(SEED), "--format", "json"]) == 0
    assert json.loads(out(capsysbinary))[32] == {
        "line": 33,
        "part": None,
        "anchor": lines[32].anchor,
        "kind": "continues",
        "found": "continues",
        "text": lines[32].text,
    }
    assert main(["--lang", "zh", "outline", str(SEED)]) == 0
    assert out(capsysbinary).splitlines()[32].startswith("    33  continues   接上一行")


def test_a_stored_report_is_repaired_and_the_repair_undone(stored: str, capsysbinary: Captured) -> None:
    """What is said is shown at once, listed, applied by `show` and `compare`, and gone after --undo."""
    assert main(["show", stored, "--format", "json"]) == 0
    before = out(capsysbinary)

    assert main(["repair", stored[:6], "--line", "6", "--line", "33-34", "--as", "paragraph"]) == 0
    shown = out(capsysbinary).splitlines()
    assert [line.split()[:3] for line in shown] == [["*", n, "paragraph"] for n in ("6", "33", "34")]
    assert shown[1].endswith("(found: continues)")
    assert main(["repair", stored, "--list"]) == 0
    assert [line.split()[:3] for line in out(capsysbinary).splitlines()] == [line.split()[:3] for line in shown]
    assert main(["show", stored]) == 0
    assert "Outline repaired by hand in 3 place(s)." in out(capsysbinary)
    assert main(["compare", stored, str(DRAFT), "--format", "json"]) == 0
    assert [each["line"] for each in json.loads(out(capsysbinary))["old"]["repairs"]] == [6, 33, 34]

    assert main(["repair", stored, "--line", "1-40", "--undo"]) == 0
    assert "*" not in out(capsysbinary)
    assert main(["show", stored, "--format", "json"]) == 0
    assert out(capsysbinary) == before


def test_what_a_repaired_line_takes_along_is_shown(stored: str, capsysbinary: Captured) -> None:
    """A line that goes on in the next is one block with it, whatever the block is said to be."""
    assert main(["repair", stored, "--line", "32", "--as", "heading1"]) == 0

    assert [line.split()[:3] for line in out(capsysbinary).splitlines()] == [
        ["*", "32", "heading1"],
        ["33", "continues", "特色社会主义思想武装头脑、指导实践上展现新担当"],
    ]


def test_a_file_is_repaired_in_a_file(capsysbinary: Captured) -> None:
    """The repairs of a report that is not stored stand in a JSON file; no database appears, the report is untouched."""
    given = SEED.read_bytes()
    command = ["repair", str(SEED), "--repairs", "r.json"]

    assert main([*command, "--line", "6", "--as", "heading2"]) == 0
    assert main([*command, "--line", "33", "--as", "paragraph"]) == 0
    assert main([*command, "--line", "6", "--undo"]) == 0
    out(capsysbinary)

    plain = read_report(given, SEED.name)
    repaired = read_report(given, SEED.name, repairs=repairs_of(plain, ["33"], "paragraph"))
    assert json.loads(Path("r.json").read_text("utf-8")) == {
        "repairs": [
            {"anchor": repaired.repairs[0].anchor, "kind": "paragraph", "quote": repaired.repairs[0].quote},
        ]
    }
    for arguments in (
        ["show", str(SEED), "--repairs", "r.json"],
        ["compare", str(SEED), str(DRAFT), "--old-repairs", "r.json"],
        ["compare", str(DRAFT), str(SEED), "--new-repairs", "r.json"],
    ):
        assert main([*arguments, "--format", "json"]) == 0
        found = json.loads(capsysbinary.readouterr().out)
        report = found.get("old" if "--old-repairs" in arguments else "new", found)
        assert [(each["line"], each["kind"], each["found"]) for each in report["repairs"]] == [
            (33, "paragraph", "continues")
        ]
    assert SEED.read_bytes() == given
    assert not paths.database().exists()


def test_repairs_are_taken_over(stored: str, capsysbinary: Captured) -> None:
    """From a stored report or a file; what finds no line is kept, listed by its anchor, said, and can be undone."""
    assert main(["repair", stored, "--line", "6", "--line", "1", "--as", "furniture"]) == 0
    out(capsysbinary)
    assert main(["repair", stored, "--list", "--format", "json"]) == 0
    Path("r.json").write_text(out(capsysbinary), "utf-8")
    other = SEED.read_bytes().replace("过去五年，正值".encode(), "过去五年，恰逢".encode(), 1)
    with Store(paths.database()) as store:
        newer = store.add(other, "newer.txt").report_id

    assert main(["repair", newer, "--from", stored]) == 0
    captured = capsysbinary.readouterr()
    first, second = captured.out.decode().splitlines()
    assert first.split()[:3] == ["*", "1", "furniture"]
    anchor = second.split()[0].lstrip("*")
    assert captured.err.decode() == (
        "duizhao: 1 outline repair(s) of newer.txt find no line (“过去五年，正值北京落实首都城市战略定位…”);"
        " kept, not applied.\n"
    )
    assert main(["repair", newer, "--line", anchor, "--undo"]) == 0
    assert main(["repair", newer, "--list"]) == 0
    assert [line.split()[1] for line in out(capsysbinary).splitlines()] == ["1"]
    assert main(["repair", newer, "--from", "r.json"]) == 0
    assert b"kept, not applied" in capsysbinary.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "zh", "en"),
    [
        (
            ["--line", "6"],
            2,
            "命令用法不对：--as、--undo、--from、--list 须选且只选一个。用法见 duizhao repair --help。",
            "Give one of --as, --undo, --from and --list. See duizhao repair --help.",
        ),
        (
            ["--as", "heading1"],
            2,
            "命令用法不对：--line 与 --as 或 --undo 一起使用。用法见 duizhao repair --help。",
            "--line goes with --as or --undo, and they with it. See duizhao repair --help.",
        ),
        (
            ["--line", "6", "--as", "chapter"],
            2,
            f"命令用法不对：--as 的值无效，应为 {'、'.join(KINDS)}。用法见 duizhao repair --help。",
            f"Invalid value for '--as': 'chapter' is not one of {', '.join(repr(kind) for kind in KINDS)}."
            " See duizhao repair --help.",
        ),
        (
            ["--line", "999", "--as", "heading1"],
            5,
            "这份报告没有第 999 行文字（空行不算）；请核对行号。",
            "The report has no line of text 999 (an empty line is none); check its number.",
        ),
        (
            ["--line", "1", "--as", "continues"],
            1,
            "第 1 行前面没有正文，无法接上行；请选别的读法。",
            "There is no text before line 1 that it could continue; say something else of it.",
        ),
        (
            ["--from", str(SEED)],
            3,
            f"{SEED.name} 不是修正文件：应为 duizhao repair 写出的 JSON。",
            f"{SEED.name} is no file of repairs: it has to be JSON as `duizhao repair` writes it.",
        ),
        (
            ["--list", "--repairs", "r.json"],
            2,
            "命令用法不对：已保存的报告自有修正，不用修正文件；要沿用文件中的修正，请用 duizhao repair --from。"
            "用法见 duizhao repair --help。",
            "A stored report has its own repairs; to take over those of a file use `duizhao repair --from`."
            " See duizhao repair --help.",
        ),
    ],
)
def test_what_cannot_be_done_is_one_line(
    stored: str, arguments: list[str], code: int, zh: str, en: str, capsysbinary: Captured
) -> None:
    """In the reader's language, with its exit code; nothing is kept."""
    assert main(["--lang", "zh", "repair", stored, *arguments]) == code
    assert capsysbinary.readouterr().err.decode() == f"duizhao: {zh}\n"
    assert main(["repair", stored, *arguments]) == code
    assert capsysbinary.readouterr().err.decode() == f"duizhao: {en}\n"
    with Store(paths.database()) as store:
        assert store.outline_repairs(stored) == ()


def test_repairs_need_a_place(capsysbinary: Captured) -> None:
    """A file that is not stored has none until one is named; one that is not there cannot be read by `show`."""
    assert main(["repair", str(SEED), "--line", "6", "--as", "heading2"]) == 2
    assert b"name a file for its repairs with --repairs" in capsysbinary.readouterr().err
    assert main(["show", str(SEED), "--repairs", "none.json"]) == 5
    assert main(["repair", "-", "--repairs", "-", "--list"]) == 2
