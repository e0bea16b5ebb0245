"""An archive, and a table of several reports, is each report in it; a hostile one is one sentence."""

from __future__ import annotations

import csv
import io
import stat
import struct
import tracemalloc
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare import apart
from compare.comparison import read_report
from compare.config import ReadingSettings
from compare.errors import DuizhaoError, Locked, TooLarge, UnreadableSource
from compare.model import Choice
from compare.reading import read, unlocked
from compare.reading.archive import Contents, Member, members
from tests.docx_files import archive, docx, p
from tests.locked import locked_zip
from tests.support import ROOT

_TEXT = "各位代表：\n现在，我报告工作。\n"
_REPORT = _TEXT.encode()
_DOCX = docx(p("各位代表：") * 20)
_SETTINGS = ReadingSettings()


def test_every_report_of_an_archive_is_a_member() -> None:
    """Folders fall away, bytes are as they were, files of the system and programs are left out and said."""
    data = archive(
        {
            "2025/北京.txt": _REPORT,
            "2025/上海/上海.docx": _DOCX,
            "__MACOSX/2025/._北京.txt": b"x",
            "2025/.DS_Store": b"x",
            "Thumbs.db": b"x",
            "2025/~$上海.docx": b"x",
            "安装.exe": b"MZ\x90\x00",
            "空.txt": b" \n",
        }
    )

    assert members(data, "报告集.zip", _SETTINGS) == Contents(
        (Member("北京.txt", _REPORT), Member("上海.docx", _DOCX)),
        (
            (
                "系统和网页的附属文件 4 个，没有收入。",
                "Files of the system and parts of web pages left out: 4.",
            ),
            (
                "没有收入（不是报告、太大，或压缩包套得太深）：安装.exe、空.txt。",
                "Left out (no report, too large, or archives nested too deep): 安装.exe, 空.txt.",
            ),
        ),
    )


def test_any_other_file_is_its_own_member() -> None:
    """A docx is an archive too, but one report."""
    assert members(_DOCX, "x/报告.docx", _SETTINGS) == Contents((Member("报告.docx", _DOCX),))
    assert members(_REPORT, "报告.txt", _SETTINGS) == Contents((Member("报告.txt", _REPORT),))


def test_a_saved_page_comes_without_what_it_is_made_of() -> None:
    """报告.html with the folder that a browser writes beside it is one report."""
    page = "<html><p>各位代表：</p></html>".encode()
    parts = dict.fromkeys(("图.png", "a.html", "样式.css"), b"\x89PNG\r\n\x1a\n")
    data = archive(
        {
            "报告.html": page,
            **{f"报告_files/{name}": content for name, content in parts.items()},
            "旧/报告2.htm": page,
            "旧/报告2.files/a.png": parts["图.png"],
        }
    )

    assert [member.name for member in members(data, "a.zip", _SETTINGS).members] == ["报告.html", "报告2.htm"]


def test_files_of_one_name_are_told_apart_by_their_folder() -> None:
    """Two editions in two folders."""
    data = archive({"集/2024/报告.txt": _REPORT, "集/2025/报告.txt": _REPORT + _REPORT, "集/2025/别的.txt": _REPORT})

    assert [member.name for member in members(data, "a.zip", _SETTINGS).members] == [
        "2024 报告.txt", "2025 报告.txt", "别的.txt",
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_are_decoded(encoding: str) -> None:
    """Windows writes names in GBK and does not say so; other systems write UTF-8, marked or not."""
    name = "报告/年度.txt"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as out:
        out.writestr(zipfile.ZipInfo("?" * len(name.encode(encoding))), _REPORT)
    data = buffer.getvalue().replace(b"?" * len(name.encode(encoding)), name.encode(encoding))

    assert members(data, "a.zip", _SETTINGS).members == (Member("年度.txt", _REPORT),)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("../../etc/报告.txt", "报告.txt"),
        ("/报告.txt", "报告.txt"),
        ("C:\\x\\报告.txt", "报告.txt"),
        ("a/\u202etxt.报告", "txt.报告"),
        ("长" * 300 + ".txt", "长" * 116 + ".txt"),
    ],
)
def test_paths_lead_nowhere(path: str, name: str) -> None:
    """A path is a name, its last part, without what is not seen."""
    assert [member.name for member in members(archive({path: _REPORT}), "a.zip", _SETTINGS).members] == [name]


def test_links_are_left_out() -> None:
    """A symbolic link in an archive is nothing to read."""
    buffer, link = io.BytesIO(), zipfile.ZipInfo("报告.txt")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(buffer, "w") as out:
        out.writestr(link, "/etc/passwd")
        out.writestr("甲.txt", _REPORT)

    assert [member.name for member in members(buffer.getvalue(), "a.zip", _SETTINGS).members] == ["甲.txt"]


def test_an_archive_in_an_archive_is_opened_once() -> None:
    """One level is followed; what is deeper is left out, and said."""
    third = archive({"三.txt": _REPORT})
    second = archive({"二.txt": _REPORT, "三.zip": third})

    contents = members(archive({"一.txt": _REPORT, "二.zip": second}), "a.zip", _SETTINGS)

    assert [member.name for member in contents.members] == ["一.txt", "二.txt"]
    assert "三.zip" in contents.notes[0][0]


def test_one_report_in_an_archive_is_read() -> None:
    """There is no doubt which one is meant, and the reader is told."""
    document = read(archive({"2025/报告.docx": _DOCX, ".DS_Store": b"x"}), "报告.zip")

    assert [line.text for line in document.lines] == ["各位代表："] * 20
    assert (document.source.name, document.source.format) == ("报告.zip", "zip")
    assert [note[0] for note in document.notes] == [
        "压缩包里的报告是“报告.docx”，读作 docx。",
        "系统和网页的附属文件 1 个，没有收入。",
    ]


def test_the_same_report_in_an_archive() -> None:
    """Its blocks are those of the text, whatever its own format."""
    text = (ROOT / "corpus" / "2024-demo.txt").read_text(encoding="utf-8-sig")
    plain = read_report(text.encode(), "a.txt")

    for name, data in (("a.txt", text.encode("gb18030")), ("a.docx", docx("".join(map(p, text.splitlines()))))):
        found = read_report(archive({f"集/{name}": data}), "a.zip")
        assert [(b.kind, b.level, b.text) for b in found.blocks] == [(b.kind, b.level, b.text) for b in plain.blocks]


def test_of_several_reports_in_an_archive_none_is_guessed() -> None:
    """The sentence says what to do."""
    with pytest.raises(UnreadableSource, match=r"holds 2 files.*`duizhao add`"):
        read(archive({"甲.txt": _REPORT, "乙.txt": _REPORT}), "a.zip")


# ── locked ────────────────────────────────────────────────────────────────────────────────────


def test_a_locked_archive_asks_for_its_password() -> None:
    """None, a wrong one, and the right one, in the encoding of either system."""
    for encoding in ("utf-8", "gb18030"):
        data = locked_zip({"报告.txt": _REPORT}, "密码".encode(encoding))

        with pytest.raises(Locked, match="protected by a password"):
            members(data, "a.zip", _SETTINGS)
        with pytest.raises(Locked) as caught:
            members(data, "a.zip", _SETTINGS, "不对")
        assert caught.value.wrong
        assert members(data, "a.zip", _SETTINGS, "密码").members == (Member("报告.txt", _REPORT),)
        opened = unlocked(data, "a.zip", _SETTINGS, "密码")
        assert members(opened, "a.zip", _SETTINGS).members[0].data == _REPORT
        with zipfile.ZipFile(io.BytesIO(opened)) as archive:  # no date of today: it is the same when opened again
            assert {info.date_time[0] for info in archive.infolist()} == {1980}


def test_stronger_locks_are_said() -> None:
    """AES is not opened; much that is locked would take too long."""
    data = bytearray(locked_zip({"报告.txt": _REPORT}, b"x"))
    for sign, method in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        data[data.find(sign) + method] = 99

    with pytest.raises(UnreadableSource, match="AES"):
        members(bytes(data), "a.zip", _SETTINGS, "x")
    with pytest.raises(TooLarge, match="too long to unlock"):
        members(locked_zip({"报告.txt": _REPORT}, b"x"), "a.zip", replace(_SETTINGS, max_locked_bytes=10), "x")


# ── tables ────────────────────────────────────────────────────────────────────────────────────


def test_each_report_of_a_table_is_a_table_of_its_own() -> None:
    """Named after its short cells, with the head of the table; nothing of it is lost."""
    body = "各位代表：\n" + "我们要加快发展。\n" * 200
    head = ["province", "year", "url", "full_text"]
    rows = [
        ["北京市", "2026", "https://x.cn/1", body],
        ["上海市", "2025", "https://x.cn/2", body.replace("加快", "推动")],
    ]

    found = members(_csv([head, *rows]), "all.csv", _SETTINGS).members

    assert [member.name for member in found] == ["北京市 2026.csv", "上海市 2025.csv"]
    assert [list(csv.reader(io.StringIO(member.data.decode(), newline=""))) for member in found] == [
        [head, rows[0]],
        [head, rows[1]],
    ]
    assert read(found[1].data, found[1].name).lines[-2].text == "我们要推动发展。"


def test_a_report_of_a_table_may_be_chosen() -> None:
    """By its number, from 0; the others are furniture."""
    body = "各位代表：\n" + "我们要加快发展。\n" * 200
    data = _csv([["北京", body], ["上海", body.replace("加快", "推动")]])

    chosen = read(data, "a.csv", choice=Choice(part=1))

    assert {line.text for line in chosen.lines if line.style is None} == {"各位代表：", "我们要推动发展。"}
    assert "我们要加快发展。" in {line.text for line in chosen.lines if line.style == "furniture"}
    with pytest.raises(UnreadableSource, match="there is no report 3"):
        read(data, "a.csv", choice=Choice(part=2))


def test_a_table_with_one_report_stays_as_it_is() -> None:
    """As do those without any."""
    body = "各位代表：\n" + "我们要加快发展。\n" * 200
    for rows in ([["北京", body]], [["指标", "2025"], ["就业", "1"]]):
        data = _csv(rows)
        assert members(data, "a.csv", _SETTINGS) == Contents((Member("a.csv", data),))


# ── hostile ───────────────────────────────────────────────────────────────────────────────────


def test_bombs_are_not_unpacked() -> None:
    """What claims to unpack to a thousand times its size is left out; the sum of the rest is bounded."""
    bomb = archive({"报告.txt": bytes(20_000_000)})
    many = archive({f"{number}.txt": _REPORT * 20 for number in range(50)})
    tracemalloc.start()

    with pytest.raises(UnreadableSource, match=r"holds no report.*报告\.txt"):
        read(bomb, "a.zip")
    with pytest.raises(TooLarge, match="unpacks to more than 9 KB"):
        members(many, "a.zip", replace(_SETTINGS, max_members_bytes=10_000))
    with pytest.raises(TooLarge, match="more than 20 reports"):
        members(many, "a.zip", replace(_SETTINGS, max_members=20))
    with pytest.raises(TooLarge, match="more than 40 parts"):
        members(many, "a.zip", replace(_SETTINGS, max_archive_parts=40))

    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()


def test_a_nested_bomb_counts_as_one() -> None:
    """What is in archives of an archive goes into the same sum."""
    inner = archive({f"{number}.txt": bytes(range(256)) * 40 for number in range(3)})

    with pytest.raises(TooLarge, match="unpacks to more than"):
        members(
            archive({f"{number}.zip": inner for number in range(5)}), "a", replace(_SETTINGS, max_members_bytes=90_000)
        )


def test_very_many_entries_are_counted_before_they_are_read() -> None:
    """Ten thousand and more cost nothing."""
    data = archive({f"{number}.txt": b"" for number in range(10_001)})

    with pytest.raises(TooLarge, match="an archive of more than 10000 parts"):
        read(data, "a.zip")


def test_an_archive_that_lies_about_its_sizes() -> None:
    """What holds more than it says is damaged."""
    data = archive({"甲.txt": _REPORT, "乙.txt": _REPORT})
    size = len(_REPORT)

    with pytest.raises(UnreadableSource, match="is damaged or incomplete"):
        members(data.replace(struct.pack("<L", size), struct.pack("<L", size - 3)), "a.zip", _SETTINGS)


def test_what_cannot_be_opened_is_kept_as_it_came() -> None:
    """Whoever reads it says why."""
    data = archive({"甲.txt": _REPORT, "乙.txt": _REPORT})
    broken = data[:80] + b"\xff" * 20 + data[100:]

    with pytest.raises(Locked):
        apart.members(locked_zip({"a.txt": _REPORT}, b"x"), "b.zip", _SETTINGS)
    for each in (broken, archive({"a.exe": b"MZ\x90\x00"})):
        assert apart.members(each, "a/b.zip", _SETTINGS).members == (Member("b.zip", each),)


_GOOD = archive({"甲.txt": _REPORT, "二/乙.docx": _DOCX, "丙.zip": archive({"丁.txt": _REPORT})})


@given(st.integers(0, len(_GOOD) - 1), st.binary(min_size=1, max_size=8))
@settings(max_examples=200, deadline=None)
def test_any_damage(at: int, damage: bytes) -> None:
    """An archive with some bytes overwritten gives files or a sentence."""
    data = _GOOD[:at] + damage + _GOOD[at + len(damage) :]
    try:
        found = members(data, "a.zip", _SETTINGS)
    except DuizhaoError:
        return
    assert all("/" not in member.name and member.name for member in found.members)


def _csv(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()
