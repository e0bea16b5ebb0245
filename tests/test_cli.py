"""The command line says what it does, in the reader's language, and ends with the exit code it documents."""

from __future__ import annotations

import io
import json
import os
import re
import stat
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from compare import cli, cli_docs, errors, paths, terminal
from compare.cli import duizhao, main
from compare.cli_chinese import CHINESE
from compare.comparison import compare, read_report
from compare.contract import comparison_to_json, dumps, report_to_json
from compare.export import export
from compare.store import Store
from tests.docx_files import archive
from tests.locked import PASSWORD, locked_docx, locked_zip
from tests.support import ROOT, SEED
from tests.typesetter import ALL_FORMATS

DRAFT = ROOT / "corpus" / "2024-demo.txt"
Captured = pytest.CaptureFixture[bytes]


@pytest.fixture(autouse=True)
def _own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An English terminal and a database of its own for every test."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DUIZHAO_DB", str(tmp_path / "duizhao.sqlite"))


def _stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


# ── compare and show ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", [each for each in ALL_FORMATS if each != "text"])
def test_compare_prints_exactly_the_export(name: str, capsysbinary: Captured) -> None:
    """Standard output is the export, byte for byte, and nothing else; no database appears."""
    found = compare(read_report(SEED.read_bytes(), SEED.name), read_report(DRAFT.read_bytes(), DRAFT.name))

    assert main(["compare", str(SEED), str(DRAFT), "--format", name]) == 0

    captured = capsysbinary.readouterr()
    assert captured.out == export(found, name, "en")
    assert captured.err == b""
    assert not paths.database().exists()


def test_compare_as_json_is_the_published_form(capsysbinary: Captured) -> None:
    """`--format json` is the contract's text of the comparison, whatever the language."""
    found = compare(read_report(SEED.read_bytes(), SEED.name), read_report(DRAFT.read_bytes(), DRAFT.name))

    assert main(["--lang", "zh", "compare", str(SEED), str(DRAFT), "--format", "json"]) == 0

    assert capsysbinary.readouterr().out.decode() == dumps(comparison_to_json(found))


def test_text_has_no_colour_off_the_terminal(capsysbinary: Captured) -> None:
    """The default is text, without escape sequences when it is piped."""
    assert main(["compare", str(SEED), str(DRAFT)]) == 0

    out = capsysbinary.readouterr().out
    assert out.endswith(b"\n")
    assert b"\x1b" not in out


def test_one_side_may_come_from_standard_input(monkeypatch: pytest.MonkeyPatch, capsysbinary: Captured) -> None:
    """`-` reads one of the two; for both it is refused."""
    _stdin(monkeypatch, SEED.read_bytes())

    assert main(["compare", "-", str(DRAFT), "--format", "json"]) == 0
    assert json.loads(capsysbinary.readouterr().out)["old"]["source"]["name"] == "stdin"

    assert main(["compare", "-", "-"]) == 2
    assert capsysbinary.readouterr().err == b"duizhao: Only one input can be -. See duizhao compare --help.\n"


def test_show_prints_one_report(capsysbinary: Captured) -> None:
    """`show FILE --format json` is the contract's text of the report."""
    assert main(["show", str(SEED), "--format", "json"]) == 0

    report = read_report(SEED.read_bytes(), SEED.name)
    assert capsysbinary.readouterr().out.decode() == dumps(report_to_json(report))


def test_show_as_text_names_every_section(capsysbinary: Captured) -> None:
    """The outline lists the sections in order, with what stands in them, how long they are and take to be read."""
    assert main(["--lang", "zh", "show", str(SEED)]) == 0

    lines = capsysbinary.readouterr().out.decode().splitlines()
    report = read_report(SEED.read_bytes(), SEED.name)
    assert lines[0] == report.title
    for section in report.sections:
        assert any(section.heading in line for line in lines)
    assert lines[2] == "10,617 字，朗读 48 分钟（每分钟 220 字）"
    assert [line.split("  ")[1] for line in lines if line.startswith("（章节之外）")] == ["236 字（2%，1 分钟）"]


def test_steering_characters_do_not_reach_the_terminal(tmp_path: Path, capsysbinary: Captured) -> None:
    """A report that holds escape sequences cannot repaint the screen."""
    path = tmp_path / "esc.txt"
    path.write_text(SEED.read_text("utf-8").replace("坚持首善标准", "坚持\x1b[2J首善标准", 1), "utf-8")

    assert main(["add", str(path)]) == 0
    assert main(["list"]) == 0
    assert main(["show", str(path)]) == 0

    assert b"\x1b" not in capsysbinary.readouterr().out


def test_the_suffix_of_the_output_chooses_the_format(tmp_path: Path) -> None:
    """`-o x.csv` is CSV, unless `--format` says otherwise; what was there is replaced whole, with its mode."""
    out = tmp_path / "x.csv"
    out.write_text("before")
    out.chmod(0o640)

    assert main(["compare", str(SEED), str(DRAFT), "-o", str(out)]) == 0

    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    assert stat.S_IMODE(out.stat().st_mode) == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["x.csv"]


def test_kinds_of_folding_are_switched(tmp_path: Path, capsysbinary: Captured) -> None:
    """`--no-fold` marks what is passed over by default, `--fold` passes over more; a wrong name is refused."""
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("各位代表：\n实现“十二连增”，其它指标增长6.9%。\n", "utf-8")
    new.write_text('各位代表：\n实现"十二连增"，其他指标增长６.９％。\n', "utf-8")

    def marked(*options: str) -> list[str]:
        assert main(["compare", str(old), str(new), "--format", "json", *options]) == 0
        found = json.loads(capsysbinary.readouterr().out)
        texts = {block["id"]: block["text"] for block in found["new"]["blocks"]}
        places = [edit["new"] for edit in found["edits"] if edit["op"] != "equal"]
        return [texts[place["block"]][slice(*place["span"])] for place in places]

    assert marked() == ["其他"]
    assert marked("--fold", "variants,script") == []
    assert marked("--fold", "all", "--no-fold", "width") == ["６.９％"]
    assert main(["compare", str(old), str(new), "--fold", "quote"]) == 2
    assert b"--fold does not know quote; it knows spaces, width, quotes," in capsysbinary.readouterr().err


def test_an_input_is_never_overwritten(tmp_path: Path, capsysbinary: Captured) -> None:
    """An output that is an input, by whatever name, is refused and stays as it was."""
    given = tmp_path / "old.txt"
    given.write_bytes(SEED.read_bytes())
    (tmp_path / "link.json").symlink_to(given)

    assert main(["compare", str(given), str(DRAFT), "-o", str(tmp_path / "link.json")]) == 1

    assert given.read_bytes() == SEED.read_bytes()
    assert b"is an input and was not written" in capsysbinary.readouterr().err


def test_a_failed_write_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An output is whole or untouched, and no temporary file stays."""
    out = tmp_path / "x.json"
    out.write_text("before")

    def refuse(source: object, target: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)

    assert main(["show", str(SEED), "--format", "json", "-o", str(out)]) == 1
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"x.json": "before"}


def test_old_newer_than_new_is_said_and_compared_all_the_same(capsysbinary: Captured) -> None:
    """The order given is kept; one sentence on standard error says that it looks turned round."""
    assert main(["compare", str(DRAFT), str(SEED), "--format", "json"]) == 0

    captured = capsysbinary.readouterr()
    assert captured.err.decode() == (
        "duizhao: Note: the old edition is dated 2024-05-08, after the new one (2019-05-06); "
        "they are compared in the order given, and whether targets of the old one were met is not told.\n"
    )
    assert json.loads(captured.out)["old"]["source"]["name"] == DRAFT.name


# ── add and list ──────────────────────────────────────────────────────────────────────────────


def test_add_list_and_compare_by_id(capsysbinary: Captured) -> None:
    """What was added is listed, and the beginning of its id stands for it; a second time nothing is added."""
    assert main(["add", str(SEED), str(DRAFT), "--series", "北京市工会代表大会"]) == 0
    first = capsysbinary.readouterr().out.decode().splitlines()
    assert main(["add", str(SEED)]) == 0
    again = capsysbinary.readouterr().out.decode().splitlines()
    assert main(["list", "--format", "json"]) == 0
    listed = json.loads(capsysbinary.readouterr().out)

    assert [line.split()[1] for line in first] == ["added", "added"]
    assert again == [first[0].replace("  added  ", "  already there  ")]
    assert [(entry["name"], entry["series"]) for entry in listed] == [
        (SEED.name, "北京市工会代表大会"),
        (DRAFT.name, "北京市工会代表大会"),
    ]
    assert main(["list"]) == 0
    assert [line.split()[0] for line in capsysbinary.readouterr().out.decode().splitlines()] == [
        entry["id"] for entry in listed
    ]
    assert main(["compare", listed[0]["id"][:6], listed[1]["id"], "--format", "json"]) == 0
    assert json.loads(capsysbinary.readouterr().out)["old"]["source"]["sha256"] == listed[0]["sha256"]


def test_an_archive_is_added_report_by_report(
    tmp_path: Path, capsysbinary: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each has its line; what was left out and what failed is said; a title is for one; a password opens a lock."""
    path, other = tmp_path / "集.zip", tmp_path / "locked.zip"
    given = {"a/1.txt": SEED.read_bytes(), "2.txt": DRAFT.read_bytes(), "3.txt": b"x", "4.exe": b"MZ\0\0"}
    path.write_bytes(archive(given))
    other.write_bytes(locked_zip({"5.txt": DRAFT.read_bytes() + b"\n"}, b"1234"))

    assert main(["add", str(path), "--title", "报告"]) == 2
    assert "holds 3 reports" in capsysbinary.readouterr().err.decode()
    assert main(["add", str(path)]) == 3
    captured = capsysbinary.readouterr()
    assert [line.split()[1] for line in captured.out.decode().splitlines()] == ["added", "added"]
    left, refused = captured.err.decode().splitlines()
    assert left.endswith("4.exe.")
    assert '"3.txt" holds hardly any Chinese' in refused

    assert main(["add", str(other)]) == 3
    monkeypatch.setenv("DUIZHAO_PASSWORD", "1234")
    assert main(["add", str(other)]) == 0
    with Store(paths.database()) as store:
        assert sorted(entry.name for entry in store.reports()) == ["1.txt", "2.txt", "5.txt"]


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path, capsysbinary: Captured) -> None:
    """The readable files are added, each failure is one line, and the exit code is that of the last."""
    empty = tmp_path / "empty.txt"
    empty.touch()

    assert main(["add", str(empty), str(SEED), str(tmp_path / "none.txt")]) == 5

    captured = capsysbinary.readouterr()
    assert len(captured.out.decode().splitlines()) == 1
    assert len(captured.err.decode().splitlines()) == 2
    with Store(paths.database()) as store:
        assert [entry.name for entry in store.reports()] == [SEED.name]
        assert [failure.name for failure in store.sources.failures()] == ["empty.txt"]


def test_listing_makes_no_database(capsysbinary: Captured) -> None:
    """Where nothing is kept yet, nothing is created."""
    assert main(["list"]) == 0
    assert main(["show", "r0123456789"]) == 5

    captured = capsysbinary.readouterr()
    assert captured.out == b""
    assert captured.err.decode().splitlines() == [
        "duizhao: No reports yet; add some with `duizhao add`.",
        "duizhao: There is no file r0123456789, and no stored report has that id.",
    ]
    assert not paths.database().exists()


def test_the_demonstration_runs_twice_and_doubles_nothing(tmp_path: Path, capsysbinary: Captured) -> None:
    """The bundled reports are kept once, the summary is printed, the exports are the same bytes again."""
    out = tmp_path / "out"
    assert main(["demo", "--out", str(out)]) == 0
    first = {path.name: path.read_bytes() for path in out.iterdir()}
    assert main(["demo", "--out", str(out)]) == 0

    assert {path.name: path.read_bytes() for path in out.iterdir()} == first
    assert sorted(first) == [f"2019-2024-demo.{suffix}" for suffix in ("csv", "docx", "html", "json", "md", "xlsx")]
    summary = json.loads(first["2019-2024-demo.json"])["summary"]["en"]
    assert capsysbinary.readouterr().out.decode().count(summary) == 2
    with Store(paths.database()) as store:
        assert [entry.name for entry in store.reports()] == ["2014-demo.txt", SEED.name, DRAFT.name]
        assert len(store.comparisons()) == 1


# ── errors, languages, help ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("arguments", "code", "zh", "en"),
    [
        (
            ["show", "none.txt"],
            5,
            "没有文件 none.txt，请检查路径。",
            "There is no file none.txt; check the path.",
        ),
        (
            ["show", "."],
            3,
            "文件 . 无法打开（Is a directory）；请检查它是不是文件、有无读取权限。",
            "The file . cannot be opened (Is a directory); check that it is a file you may read.",
        ),
        (
            ["compare", "a"],
            2,
            "命令用法不对：缺少 NEW。用法见 duizhao compare --help。",
            "Missing argument 'NEW'. See duizhao compare --help.",
        ),
        (
            ["compare", "a", "b", "--format", "odt"],
            2,
            "命令用法不对：--format 的值无效，应为 text、json、html、md、csv、redline、table、xlsx、pdf。"
            "用法见 duizhao compare --help。",
            "Invalid value for '--format': 'odt' is not one of 'text', 'json', 'html', 'md', 'csv', 'redline', 'table',"
            " 'xlsx', 'pdf'. See duizhao compare --help.",
        ),
        (
            ["diff"],
            2,
            "命令用法不对：没有命令 diff。用法见 duizhao --help。",
            "No such command 'diff'. See duizhao --help.",
        ),
        (
            ["list", "--all"],
            2,
            "命令用法不对：没有选项 --all。用法见 duizhao list --help。",
            "No such option '--all'. See duizhao list --help.",
        ),
        (
            ["list", "--db", "/dev/null/x"],
            0,
            "还没有报告；用 duizhao add 添加。",
            "No reports yet; add some with `duizhao add`.",
        ),
        (
            ["demo", "--out", "/dev/null/out"],
            1,
            "文件夹 /dev/null/out 无法建立（Not a directory）；请换一个位置。",
            "The folder /dev/null/out cannot be made (Not a directory); choose another place.",
        ),
    ],
)
def test_an_error_is_one_line_in_the_readers_language(
    arguments: list[str], code: int, zh: str, en: str, monkeypatch: pytest.MonkeyPatch, capsysbinary: Captured
) -> None:
    """`LANG` chooses Chinese, `--lang` overrules it, and the exit code is the documented one."""
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert main(arguments) == code
    assert capsysbinary.readouterr().err.decode().splitlines()[-1] == f"duizhao: {zh}"

    assert (
        main([*arguments[:1], "--lang=en", *arguments[1:]] if arguments != ["diff"] else ["--lang", "en", "diff"])
        == code
    )
    assert capsysbinary.readouterr().err.decode().splitlines()[-1] == f"duizhao: {en}"


def test_a_name_cannot_steer_the_terminal(tmp_path: Path, capsysbinary: Captured) -> None:
    """An error that quotes a name is one line without escape sequences or marks that turn the direction."""
    assert main(["show", str(tmp_path / "a\x1b[31m\n\u202eb.txt")]) == 5

    said = capsysbinary.readouterr().err.decode()
    assert said == f"duizhao: There is no file {tmp_path}/a[31m b.txt; check the path.\n"


def test_a_name_or_title_that_is_not_utf8_is_kept_without_what_is_wrong(tmp_path: Path, capsysbinary: Captured) -> None:
    """Names from old zip archives are GBK; the system hands them over as lone surrogates."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xb9\xa4\xbb\xe12019.txt"))
    path.write_bytes(SEED.read_bytes())

    assert main(["add", str(path), "--title", "\udcb9第十四次"]) == 0
    assert main(["list"]) == 0

    assert "第十四次" in capsysbinary.readouterr().out.decode()
    with Store(paths.database()) as store:
        assert [(entry.name, entry.title) for entry in store.reports()] == [("2019.txt", "第十四次")]


def test_what_was_kept_before_the_database_failed_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: Captured
) -> None:
    """A disk that fills up after the first file does not hide that the first one is kept."""
    real, full = Store.add, errors.StoreError("磁盘已满。", "The disk is full.")

    def add(store: Store, data: bytes, name: str, **rest: str | None) -> object:
        if name == DRAFT.name:
            raise full
        return real(store, data, name, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "add", add)
    assert main(["add", str(SEED), str(DRAFT)]) == 6

    captured = capsysbinary.readouterr()
    assert captured.out.decode().split()[1] == "added"
    assert captured.err == b"duizhao: The disk is full.\n"


def test_too_large_a_file_is_refused(tmp_path: Path) -> None:
    """A file beyond the limit is not even read to its end."""
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(cli.DEFAULT.reading.max_bytes + 1)

    assert main(["show", str(huge)]) == 4


def test_a_database_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    """Exit code 6 is the database's."""
    assert main(["add", str(SEED), "--db", str(tmp_path)]) == 6


def test_every_exit_code_is_documented() -> None:
    """Each error class has its code in the list that `--help` shows."""
    classes = [
        each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, errors.DuizhaoError)
    ]

    assert {each.exit_code for each in classes} <= {code for code, _, _ in terminal.EXIT_CODES}


def test_every_help_text_has_its_chinese() -> None:
    """No command or option lacks a translation, and none is left over."""
    commands = [duizhao, *duizhao.commands.values()]
    used = {command.help for command in commands}
    used |= {option.help for command in commands for option in command.params if getattr(option, "help", None)}  # type: ignore[attr-defined]

    assert used == set(CHINESE)


def test_the_page_on_the_command_line_is_current() -> None:
    """docs/cli.md is what `--help` says now; `make docs` writes it."""
    assert (ROOT / "docs" / "cli.md").read_text("utf-8") == cli_docs.page()


def test_without_a_command_the_help_is_shown(capsysbinary: Captured) -> None:
    """`duizhao` alone says what there is, on standard error, and counts as wrong usage."""
    assert main([]) == 2

    captured = capsysbinary.readouterr()
    assert captured.out == b""
    assert captured.err.startswith(b"Usage: duizhao [OPTIONS] COMMAND [ARGS]...")


def test_help_speaks_chinese(monkeypatch: pytest.MonkeyPatch, capsysbinary: Captured) -> None:
    """The language of the environment is that of the help."""
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")

    assert main(["compare", "--help"]) == 0

    assert "对照两份报告" in capsysbinary.readouterr().out.decode()


# ── as a process ──────────────────────────────────────────────────────────────────────────────


def _run(*arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, check=False, **options)  # type: ignore[call-overload,no-any-return]


def test_the_command_line_loads_no_web_and_no_database() -> None:
    """What comparing two files does not need is not imported: a cold start stays quick."""
    program = (
        "import sys; from compare.cli import main; main(['compare', *sys.argv[1:], '-o', '/dev/null']);"
        "print(*[name for name in ('flask', 'sqlite_utils', 'jsonschema', 'waitress', 'web') if name in sys.modules])"
    )

    done = _run("-c", program, str(SEED), str(DRAFT))

    assert (done.stdout, done.stderr) == (b"\n", b"")


def test_a_reader_that_goes_away_is_no_error() -> None:
    """`duizhao … | head` ends quietly with 1, whether much or little was to be written."""
    for arguments in (["show", str(SEED), "--format", "json"], ["list", "--format", "json"]):
        reading, writing = os.pipe()
        os.close(reading)
        done = subprocess.run(
            [sys.executable, "-m", "compare", *arguments], cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, check=False
        )
        os.close(writing)

        assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a disk that is always full")
def test_an_output_that_is_full_is_said() -> None:
    """Whether much or little was to be written: one line, no traceback, exit code 1."""
    for arguments in (["show", str(SEED), "--format", "json"], ["list", "--format", "json"]):
        with open("/dev/full", "wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "compare", *arguments],
                cwd=ROOT,
                stdout=full,
                stderr=subprocess.PIPE,
                check=False,
            )

        assert done.returncode == 1
        assert done.stderr.decode() == (
            "duizhao: Standard output cannot be written (No space left on device);"
            " check the disk, or write elsewhere with -o.\n"
        )


def test_an_address_that_is_none_is_said(tmp_path: Path, capsysbinary: Captured) -> None:
    """A host that does not exist is no traceback."""
    assert main(["serve", "--host", "999.1.1.1", "--db", str(tmp_path / "web.sqlite")]) == 1

    said = capsysbinary.readouterr().err.decode()
    assert said.startswith("duizhao: The address 999.1.1.1:8019 cannot be used")
    assert said.count("\n") == 1


def test_the_pages_are_served(tmp_path: Path) -> None:
    """`serve` says where the pages are when they are there, on this machine only, and refuses a port in use."""
    pytest.importorskip("web", reason="the pages are not there")
    arguments = ["-m", "compare", "--lang", "en", "serve", "--db", str(tmp_path / "web.sqlite"), "--port"]
    process = subprocess.Popen([sys.executable, "-u", *arguments, "0"], cwd=ROOT, stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        said = process.stdout.readline().decode()
        found = re.fullmatch(r"The pages are at http://127\.0\.0\.1:(\d+) \(Ctrl-C ends\)\n", said)
        assert found, said
        port = found[1]
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=60) as page:
            assert page.status == 200
        second = _run(*arguments, port)
        assert second.returncode == 1
        assert second.stderr.decode().startswith(f"duizhao: The address 127.0.0.1:{port} cannot be used")
    finally:
        process.terminate()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def test_a_person_says_how_a_file_is_read(tmp_path: Path) -> None:
    """On the command line as in the pages; what is no text stays what it is."""
    page = tmp_path / "a.html"
    page.write_text("<html><p>各位代表：</p></html>", encoding="utf-8")

    shown = json.loads(_run("-m", "compare", "show", str(page), "--read-as", "txt", "--format", "json").stdout)
    assert (shown["source"]["format"], shown["choice"]["format"]) == ("txt", "txt")
    kept = _run("-m", "compare", "add", str(page), "--read-as", "txt", "--db", str(tmp_path / "d.sqlite"))
    assert kept.returncode == 0
    with Store(tmp_path / "d.sqlite") as store:
        assert store.reports()[0].format == "txt"


def test_a_locked_file_is_opened_with_the_password_of_the_environment(tmp_path: Path) -> None:
    """Where nobody can be asked, a missing or wrong one is one sentence."""
    file = tmp_path / "加密.docx"
    file.write_bytes(locked_docx())

    for password, code in ((None, 3), ("错", 3), (PASSWORD, 0)):
        given = {} if password is None else {"DUIZHAO_PASSWORD": password}
        for command in (["show", str(file)], ["add", str(file), "--db", str(tmp_path / f"{code}.sqlite")]):
            done = _run("-m", "compare", *command, env={**os.environ, **given}, stdin=subprocess.DEVNULL)
            assert (done.returncode, b"Traceback" in done.stderr) == (code, False)
