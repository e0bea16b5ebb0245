"""Whatever is given, reading ends soon, in a document or in one sentence."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.config import ReadingSettings
from compare.errors import DuizhaoError, TooLarge, UnreadableSource
from compare.reading import read
from compare.reading.recogniser import is_installed
from tests.docx_files import archive, docx, p

_DOCTYPE = "“报告”的 word/document.xml 含有 DOCTYPE 声明"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
_GOOD = docx(p("各位代表：") * 20)


def _locked(data: bytes) -> bytes:
    """Return an archive whose parts are marked as encrypted."""
    out = bytearray(data)
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            out[at + flags] |= 1
            at = data.find(sign, at + 1)
    return bytes(out)


_SMALL = replace(ReadingSettings(), max_bytes=1000, max_characters=50, max_elements=100)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "“报告”是空的"),
        (b" \r\n\t\n", "“报告”是空的"),
        ("\u3000\n\u00a0".encode(), "“报告”是空的"),
        (docx("<w:p/>"), "“报告”是空的"),
        (b"<html><body><script>1</script></body></html>", "“报告”是空的"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "图片“报告”打不开" if is_installed() else "“报告”是图片或扫描件"),
        (b"MZ\x90\x00" + bytes(50), "“报告”是 Windows 程序"),
        (b"\0\0\0\x18ftypheic" + bytes(50), "“报告”是手机的 HEIC 照片（可先转存为 JPG）"),
        (b"\0\0\0\x18ftypisom" + bytes(50), "“报告”是影音文件"),
        (bytes(range(256)), "“报告”不是文本"),
        (b"\x01\x02\x03\x04" * 50, "“报告”不是文本"),
        (b"%PDF-1.7\n...", "“报告”已损坏或不完整"),
        (_OLE + "EncryptedPackage".encode("utf-16-le"), "“报告”有密码保护"),
        (b"MIME-Version: 1.0\r\n", "网页文件“报告”里找不到网页正文"),
        (archive({"a.txt": b"x"}), "“报告”里几乎没有中文"),
        (archive({"a.exe": b"MZ\x90\x00", "b.txt": b""}), "压缩包“报告”里没有能读的报告。没有收入"),
        (archive({"a.txt": b"x", "b.txt": b"y"}), "压缩包“报告”里有 2 份文件"),
        (archive({}), "“报告”是压缩包，但里面没有 Word 正文"),
        (archive({"xl/workbook.xml": b"<a/>"}), "“报告”是 Excel 工作簿"),
        (archive({"META-INF/container.xml": b"<a/>", "a.xhtml": b"<a/>"}), "“报告”是 EPUB 电子书"),
        (archive({"Index/Document.iwa": b"\0", "preview.jpg": b"\0"}), "“报告”是 Pages 等苹果办公软件的文稿"),
        (_GOOD[: len(_GOOD) // 2], "“报告”已损坏或不完整"),
        (archive({"word/document.xml": b"<w:document"}), "“报告”已损坏或不完整（word/document.xml）"),
        (archive({"word/document.xml": b"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>"}), _DOCTYPE),
        (
            archive({"word/document.xml": "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>".encode("utf-16")}),
            _DOCTYPE,
        ),
        (b"An English text without any Chinese.", "“报告”里几乎没有中文"),
        ("本年度の労働組合の活動について、次のとおり報告します。".encode() * 9, "“报告”像是日文"),
        (_locked(_GOOD), "“报告”有密码保护"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_one_sentence(data: bytes, says: str) -> None:
    """Each sort of unreadable file has its own sentence, in both languages, with what to do."""
    with pytest.raises(UnreadableSource) as caught:
        read(data, "报告")

    assert caught.value.zh.startswith(says)
    assert "请" in caught.value.zh
    assert "\n" not in caught.value.zh + caught.value.en
    assert caught.value.en.isascii() or "报告" in caught.value.en


@pytest.mark.parametrize(
    "data",
    [
        "各位代表：".encode() * 100,
        ("各位代表：" * 11).encode(),
        b"<html>" + "<p>各</p>".encode() * 60,
        b"<div>" * 99 + "各".encode(),
        docx(p("各位代表：" * 11)),
        docx("<w:p/>" * 201),
    ],
    ids=["bytes", "characters", "elements of a page", "depth of a page", "characters of a docx", "elements of a docx"],
)
def test_limits(data: bytes) -> None:
    """Beyond each limit nothing is read."""
    with pytest.raises(TooLarge):
        read(data, "报告", _SMALL if len(data) < 3000 else replace(_SMALL, max_bytes=10**6))


def test_archive_bombs_are_not_unpacked() -> None:
    """A part that unpacks to a thousand times its size, or a sum beyond the limit, never comes into memory."""
    bomb = archive({"word/document.xml": b"<a>" + b" " * 30_000_000 + b"</a>"})
    tracemalloc.start()

    with pytest.raises(TooLarge, match="archive bomb"):
        read(bomb, "报告.docx")
    with pytest.raises(TooLarge, match="archive bomb"):
        read(_GOOD, "报告.docx", replace(ReadingSettings(), max_archive_bytes=100))
    with pytest.raises(TooLarge, match="too large"):
        read(bomb, "报告.docx", replace(ReadingSettings(), max_archive_ratio=10**6, max_markup_bytes=10**6))

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000


def test_archives_of_very_many_parts() -> None:
    """Each part costs memory before anything is read, so they are counted first."""
    with pytest.raises(TooLarge, match="more than 3 parts"):
        read(archive({f"{number}.xml": b"" for number in range(4)}), "报告.docx", replace(_SMALL, max_archive_parts=3))


def test_an_archive_that_lies_about_its_sizes() -> None:
    """A part with a false size is damaged, whatever it would unpack to."""
    buffer = io.BytesIO(_GOOD)
    with zipfile.ZipFile(buffer) as whole:
        size = whole.getinfo("word/document.xml").file_size.to_bytes(4, "little")

    with pytest.raises(UnreadableSource, match="damaged"):
        read(_GOOD.replace(size, (20).to_bytes(4, "little")), "报告.docx")


def test_deep_nesting() -> None:
    """Content nested deeper than any real document is refused, not followed until the stack ends."""
    with pytest.raises(UnreadableSource):
        read(docx("<w:sdt><w:sdtContent>" * 1000 + p("各") + "</w:sdtContent></w:sdt>" * 1000), "报告.docx")


def test_external_entities_are_out_of_reach() -> None:
    """No part may name a file; nothing of it is ever read."""
    part = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    with pytest.raises(UnreadableSource, match="DOCTYPE"):
        read(
            archive({"word/document.xml": part}),
            "报告.docx",
        )


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes(data: bytes) -> None:
    """Random bytes give a document or a sentence."""
    _reads_or_says(data)


@given(st.integers(0, len(_GOOD) - 1), st.binary(min_size=1, max_size=8))
@settings(max_examples=200, deadline=None)
def test_any_damage(at: int, damage: bytes) -> None:
    """A docx with some bytes overwritten gives a document or a sentence."""
    _reads_or_says(_GOOD[:at] + damage + _GOOD[at + len(damage) :])


@given(
    st.text(alphabet="<>/!&;#x0 pdivtabler各位\n\t|`*-[]()", max_size=200), st.sampled_from(["a.html", "a.md", "a.csv"])
)
@settings(max_examples=200, deadline=None)
def test_any_markup(text: str, name: str) -> None:
    """Broken markup gives a document or a sentence."""
    _reads_or_says(text.encode(), name)


def _reads_or_says(data: bytes, name: str = "a") -> None:
    try:
        document = read(data, name)
    except DuizhaoError as error:
        said = error.zh, error.en
        assert all(said)  # either outcome is right, neither may be anything else
    else:
        assert [line.number for line in document.lines] == list(range(1, len(document.lines) + 1))
        assert not any("\n" in line.text or "\0" in line.text for line in document.lines)
