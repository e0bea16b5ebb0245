"""Files that mean harm, through the child process: each ends in its sentence, soon, and the next file is read.

docs/security.md lists them; the bombs among them are measured by `python -m tests.fuzz.bombs`.
"""

from __future__ import annotations

import gc
import resource
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from compare import apart
from compare.config import LIMITS, Limit, ReadingSettings
from compare.errors import DuizhaoError, TooLarge
from compare.reading import office, read
from compare.reading.filenames import base_name
from compare.reading.worker import MEGABYTE
from tests.fuzz.laws import judged
from tests.fuzz.seeds import TEXT, pdf, seeds
from tests.harmful import made, things
from tests.support import needs_office

ENDS: dict[str, tuple[str, ...]] = {
    "an archive that unpacks to half a gigabyte": ("解压后超过",),
    "archives in archives, five deep": ("压缩包套得太深",),
    "an archive whose entries overlap": ("解压后超过",),
    "an archive that lies about its sizes": ("已损坏或不完整",),
    "an archive of 20,000 entries": ("10000 个以上部件",),
    "an archive with paths that climb": ("里有 3 份文件",),
    "entities of entities in a page": ("",),
    "entities of entities in": ("DOCTYPE", "已损坏或不完整", "打不开"),
    "a file named by": ("DOCTYPE", "打不开"),
    "an OpenDocument text of two thousand million spaces": ("",),
    "an OpenDocument text with links to files": ("",),
    "an ofd with entities of entities": ("DOCTYPE",),
    "a pdf of 10,000 pages": ("有 10000 页，超过上限 1000 页",),
    "a pdf with scripts, actions and attachments": ("",),
    "a pdf of objects nested 100,000 deep": ("没有文字，像是扫描件", "没有认出"),
    "a pdf whose pages are their own parents": ("已损坏或不完整",),
    "a pdf without Unicode maps": ("字体没有文字对照表", "没有认出"),
    "a text of half a million lines": ("超过 5 万行",),
    "a text of the longest line": ("",),
    "a table of a million columns": ("",),
    "a table with one cell of 50 MB": ("超过 200 万字",),
    "a table whose quotes are never closed": ("",),
    "a page of a million nested tags": ("太大或嵌套太深",),
    "a page of a million open styles": ("太大或嵌套太深",),
    "crafted Markdown": ("几乎没有中文",),
    "Markdown of quotations in quotations": ("",),
    "a saved page of nested parts": ("找不到网页正文",),
    "rich text of groups never closed": ("打不开",),
    "rich text that includes files": ("",),
    "a docx nested 100,000 deep": ("已损坏或不完整",),
    "a docx that names files and addresses": ("",),
    "a docx that draws in hostile files": ("",),
    "a docx that draws in one page": ("超过 200 万字",),
    "a docx with a part of spaces": ("像是压缩炸弹",),
    "a picture of 50,000 pixels a side": ("太大", "识别文字"),
    "a picture cut in the middle": ("打不开", "识别文字"),
    "a pdf that is an archive too": ("",),
    "a page that is an archive too": ("不是文本",),
    "an archive that is a pdf too": ("",),
    "a docx called a pdf": ("",),
}
"""How the sentence on each may begin or what it holds; none where the file is read."""

BOMBS = {
    "a pdf whose stream unpacks to four gigabytes": "pdf",
    "a pdf whose pages draw each other": "pdf",
    "a page of a million cells": "html",
    "Markdown of links never closed": "md",
    "a docx of a million paragraphs": "docx",
    "an OpenDocument text of ten million paragraphs": "odt",
    "rich text of eight million paragraphs": "rtf",
}
"""What takes all that it is given, by format."""

CONVERTED = ("OpenDocument", "rich text")
_NEXT = "各位代表：\n现在，我报告工作。\n".encode()


def _expected(thing: str) -> tuple[str, ...]:
    return next(says for beginning, says in ENDS.items() if thing.startswith(beginning))


def test_each_of_them_is_tried() -> None:
    """None is made and forgotten."""
    assert {thing for thing in things() if thing not in BOMBS and _expected(thing)} | {*BOMBS} == {*things()}


@pytest.fixture(autouse=True)
def workers(monkeypatch: pytest.MonkeyPatch) -> Iterator[apart._Workers]:
    """Workers of this test's own, so that what they are bound by is too."""
    own = apart._Workers()
    monkeypatch.setattr(apart, "_WORKERS", own)
    yield own
    own.end()


@pytest.mark.parametrize("thing", [thing for thing in things() if thing not in BOMBS])
def test_it_ends_in_its_sentence_and_the_next_file_is_read(thing: str) -> None:
    """Or in a sound reading; within its time, and this process is not larger for it."""
    if any(word in thing for word in CONVERTED) and shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    file, says = made(thing), _expected(thing)
    apart.prepare()
    gc.collect()
    before, started = _peak(reset=True), time.monotonic()
    try:
        document = apart.read(file.data, file.name)
    except DuizhaoError as error:
        said = error.zh, error.en
        assert any(say in said[0] for say in says if say), said
        assert len("".join(said).splitlines()) == 1
    else:
        assert "" in says
        assert document.lines
        assert "root:" not in "".join(line.text for line in document.lines)  # /etc/passwd, which some of them name

    assert time.monotonic() - started < max(limit.seconds for form, limit in LIMITS.items() if form != "image")
    assert _peak() - before < 3 * len(file.data) + 64 * MEGABYTE
    assert [line.text for line in apart.read(_NEXT, "下一份.txt").lines] == ["各位代表：", "现在，我报告工作。"]
    assert not Path("/tmp/duizhao-climbed.txt").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of another process is bounded on Linux only")
@pytest.mark.parametrize(("thing", "form"), BOMBS.items())
def test_a_bomb_is_ended_by_its_limits(
    thing: str, form: str, workers: apart._Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a tenth of the time and a fraction of the memory that its format may take: one sentence, and on."""
    if any(word in thing for word in CONVERTED) and shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    file = made(thing)
    seconds = 6 if form in ("odt", "rtf") else 3
    monkeypatch.setitem(apart.LIMITS, form, Limit(seconds, LIMITS[form].megabytes))
    workers.prepare()
    if form not in ("odt", "rtf"):  # LibreOffice maps gigabytes that it never fills
        most = 900 * MEGABYTE
        resource.prlimit(workers._idle[0]._process.pid, resource.RLIMIT_AS, (most, most))
    started = time.monotonic()
    with pytest.raises(DuizhaoError) as ended:
        apart.read(file.data, file.name)

    assert isinstance(ended.value, TooLarge) or "中途退出" in ended.value.zh
    assert time.monotonic() - started < seconds + 20  # and what it takes before its format is known
    monkeypatch.undo()
    assert apart.read(_NEXT, "下一份.txt").lines


# ── broken in simple ways ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("form", [*seeds()])
def test_files_cut_short_anywhere(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every kind of file, at thirty places and within its first bytes."""
    monkeypatch.setattr(office, "find", lambda: None)
    for seed in seeds()[form]:
        for at in {*range(1, 12), *(len(seed.data) * part // 30 for part in range(1, 30)), len(seed.data) - 1}:
            judged(seed.data[:at], seed.name)


@needs_office
@pytest.mark.parametrize("form", ["odt", "rtf"])
def test_files_for_libreoffice_cut_short(form: str) -> None:
    """What LibreOffice mends is read, what it cannot is said."""
    seed = seeds()[form][0]
    for part in (0.3, 0.9):
        with_limits = ReadingSettings(office_seconds=60)
        try:
            assert apart.read(seed.data[: int(len(seed.data) * part)], seed.name, with_limits).lines
        except DuizhaoError as error:
            said = error.zh, error.en
            assert all(said)


MAGIC = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"%PDF-1.7\n",
    b"{\\rtf1",
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff\xe0",
    b"II*\0",
    b"MM\0*",
    b"BM\x10\x10\0\0\0\0\0\0",
    b"RIFF\x10\0\0\0WEBP",
    b"GIF89a",
    b"MZ\x90",
    b"\x7fELF",
    b"Rar!",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"<?xml version='1.0'?>",
    b"<!DOCTYPE html>",
    b"MIME-Version: 1.0\r\n",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xff\xfe\0\0",
    b"\0\0\xfe\xff",
    b"~{",
    b"SQLite format 3\0",
)


@pytest.mark.parametrize("magic", MAGIC, ids=repr)
def test_random_bytes_behind_each_magic_number(magic: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """What opens as a known file and is none."""
    monkeypatch.setattr(office, "find", lambda: None)
    chance = Random(repr(magic))
    for size in (0, 1, 20, 300, 5000):
        judged(magic + chance.randbytes(size), "报告")
        judged(magic + bytes(size) + TEXT.encode(), "报告.txt")


ENCODED = (
    b"+2D8-+3wA-",
    TEXT.encode("utf-7"),
    TEXT.encode("utf-16-le"),
    TEXT.encode("utf-16")[:-1],
    TEXT.encode("utf-16-be") + b"\xd8",
    b"\xff\xfe" + b"\x00\xd8" * 30 + TEXT.encode("utf-16-le"),
    TEXT.encode() + b"\xed\xa0\x80\xed\xb0\x80",
    TEXT.encode("hz") + b"~{",
    TEXT.encode("hz") + b"~{ \x7f~}",
    b"~{~}" * 999 + TEXT.encode("hz"),
    TEXT.encode("gb18030") + b"\x81",
    TEXT.encode("big5", "ignore") + b"\xf9",
    b"\x1b$)A\x0e" + TEXT.encode("gb2312", "ignore"),
    TEXT.encode("utf-32"),
    TEXT.encode().replace(b"\n", b"\0"),
    b"&#xD800;&#xDFFF;&#1114112;" + TEXT.encode(),
    ("<U+D800><U+110000><U+000A>" + TEXT).encode(),
)


@pytest.mark.parametrize("data", ENCODED, ids=range(len(ENCODED)))
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.csv", "a.md"])
def test_odd_bytes_in_every_encoding(data: bytes, name: str) -> None:
    """Halves of pairs, shifts that never end, UTF-7, a byte too few."""
    judged(data, name)


# ── names ─────────────────────────────────────────────────────────────────────────────────────

NAMES = {
    "../../etc/passwd": "passwd",
    "..\\..\\报告.txt": "报告.txt",
    "报\0告.txt": "报告.txt",
    "\u202etxt.告报": "txt.告报",
    "a\r\nSet-Cookie: x=1.txt": "aSet-Cookie: x=1.txt",
    "\x1b[31m红.txt": "[31m红.txt",
    "长" * 255 + ".txt": "长" * 116 + ".txt",
    "x" * 10_000: "x" * 120,
    "CON.txt": "CON.txt",
    "NUL": "NUL",
    "..": "..",
    "/": "未命名",
    "\ud800.txt": ".txt",
    "": "未命名",
}


@pytest.mark.parametrize(("given", "kept"), NAMES.items(), ids=range(len(NAMES)))
def test_names_are_text_and_lead_nowhere(given: str, kept: str) -> None:
    """The last part of a path, without what is not seen; no file is ever opened or written by it."""
    assert base_name(given) == kept
    assert apart.read(_NEXT, given).source.name == kept


def test_scripts_of_a_pdf_are_said_and_do_not_run() -> None:
    """So are attachments and what is to be done when it is opened."""
    file = made("a pdf with scripts, actions and attachments")
    document = apart.read(file.data, file.name)

    assert [note[0] for note in document.notes] == ["文件里有脚本，没有运行。", "文件里有 1 个附件，没有打开。"]
    assert [line.text for line in document.lines] == [line.text for line in read(pdf(), "明.pdf").lines]


def _peak(*, reset: bool = False) -> int:
    """Return the most memory that this process has had, in bytes, since it was last reset."""
    if sys.platform != "linux":
        return 0
    if reset:
        Path("/proc/self/clear_refs").write_text("5")
    rows = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(row for row in rows if row.startswith("VmHWM")).split()[1]) << 10
