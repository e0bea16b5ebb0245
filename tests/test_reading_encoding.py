"""Bytes become the text that was meant, or one sentence that says why not."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.encodings import rows
from compare.errors import UnreadableSource
from compare.reading.encoding import decode, line_of
from tests.support import SHARED, needs_shared

_SIMPLIFIED = "各位代表：\n现在，我代表国务院向大会作政府工作报告，请予审议。\n国内生产总值增长6.7%。\n"
_TRADITIONAL = "各位代表：\n現在，我代表國務院向大會作政府工作報告，請予審議。\n國內生產總值增長6.7%。\n"


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        (_SIMPLIFIED, "utf-8", "utf-8"),
        (_SIMPLIFIED, "utf-8-sig", "utf-8"),
        (_SIMPLIFIED, "gbk", "gb18030"),
        (_SIMPLIFIED, "gb18030", "gb18030"),
        (_SIMPLIFIED, "utf-16", "utf-16-le"),
        (_SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (_SIMPLIFIED, "utf-16-be", "utf-16-be"),
        (_SIMPLIFIED, "utf-32", "utf-32-le"),
        (_TRADITIONAL, "big5", "big5hkscs"),
        (_TRADITIONAL, "gb18030", "gb18030"),
        (_TRADITIONAL, "utf-16-be", "utf-16-be"),
    ],
)
def test_each_encoding_is_found(text: str, encoding: str, found: str) -> None:
    """Chinese text comes back whole from every encoding it is usually kept in."""
    assert decode(text.encode(encoding), "a.txt")[:3] == (text, found, ())


@given(st.integers(0, 60), st.integers(10, 40), st.sampled_from(["gb18030", "utf-16-le", "utf-16-be"]))
def test_ten_characters_are_enough(start: int, length: int, encoding: str) -> None:
    """Any ten characters of a report tell their encoding."""
    text = (_SIMPLIFIED.replace("\n", "") * 2)[start : start + length]

    assert decode(text.encode(encoding), "a.txt")[:2] == (text, encoding)


def test_big_endian_mark() -> None:
    """A byte order mark is believed and not part of the text."""
    assert decode(codecs.BOM_UTF16_BE + "报告".encode("utf-16-be"), "a.txt")[:3] == ("报告", "utf-16-be", ())


def test_a_page_that_lies_about_its_encoding() -> None:
    """The declared encoding counts only if it makes sense of the bytes."""
    assert decode(_SIMPLIFIED.encode("gbk"), "a.html", "big5")[1] == "gb18030"
    assert decode(_TRADITIONAL.encode("big5"), "a.html", "big5")[1] == "big5hkscs"


@pytest.mark.parametrize(
    ("first", "second", "line"),
    [("utf-8", "gb18030", 7), ("gb18030", "utf-8", 7)],
    ids=["gbk stretch", "utf-8 stretch"],
)
def test_two_encodings_in_one_file(first: str, second: str, line: int) -> None:
    """A stretch in another encoding is named by its line, not guessed at."""
    data = (_SIMPLIFIED * 2).encode(first) + "我们要加快推进经济建设。\n".encode(second) + _SIMPLIFIED.encode(first)

    with pytest.raises(UnreadableSource) as caught:
        decode(data, "a.txt")

    assert (
        caught.value.zh == f"“a.txt”混用了两种编码：第 {line} 行与其余部分不同。请用一种编码（最好是 UTF-8）重新保存。"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_cut_last_character_is_noted(encoding: str) -> None:
    """A file cut off by an upload is read to its last whole character, and the reader is told."""
    text, found, notes, _ = decode(_SIMPLIFIED.rstrip("\n%。").encode(encoding) + "增".encode(encoding)[:-1], "a.txt")

    assert (text[-4:], found, len(notes)) == ("6.7\ufffd", encoding, 1)


def test_a_broken_byte_is_named_by_its_line() -> None:
    """One byte that no GBK text holds stops the reading with its line."""
    with pytest.raises(UnreadableSource, match="up to line 2,"):
        decode("各位代表：\n".encode("gbk") + b"\xff\xff" + _SIMPLIFIED.encode("gbk"), "a.txt")


def test_nul_bytes_are_not_text() -> None:
    """Bytes with NULs that are not UTF-16 are refused."""
    with pytest.raises(UnreadableSource, match="NUL bytes"):
        decode(bytes(range(256)) * 4, "a.txt")


@pytest.mark.parametrize("data", [b"a\nb\nc", b"a\r\nb\r\nc", b"a\rb\rc"])
def test_lines_are_counted_whatever_ends_them(data: bytes) -> None:
    """c stands on line 3."""
    assert line_of(data, data.index(b"c")) == 3


@needs_shared
def test_gbk_reports_are_gb18030() -> None:
    """The twenty GBK downloads of 2006–2018 are all read as what they are."""
    paths = sorted((SHARED / "reports" / "raw" / "formats" / "gbk_txt").glob("*.txt"))

    assert [decode(path.read_bytes(), path.name)[1] for path in paths] == ["gb18030"] * 20


def test_hz_is_told_by_its_marks() -> None:
    """HZ is ASCII throughout, so it passes for UTF-8: the marks around its characters tell it."""
    text = "各位代表：\n现在，我代表国务院向大会作政府工作报告，请予审议。\n国内生产总值增长6.7%。\n"

    assert decode(text.encode("hz"), "a.txt")[:3] == (text, "hz", ())
    assert decode(b"~{a~} and ~{b~}", "a.txt")[1] == "utf-8"


def test_a_person_overrules_the_encoding() -> None:
    """What is chosen is what is used, with its mark left out; where it does not fit, the line is named."""
    data = "各位代表：\n现在开会。".encode("gbk")

    assert decode(data, "a.txt", chosen="gb18030").told == ("由人指定", "chosen by a person")
    assert decode(codecs.BOM_UTF8 + "报告".encode(), "a.txt", chosen="utf-8").text == "报告"
    assert "may be the wrong one" in decode("各位代表：".encode(), "a.txt", chosen="utf-16-be").notes[-1][1]
    with pytest.raises(UnreadableSource, match="line 1"):
        decode(data, "a.txt", chosen="utf-8")


def test_wide_characters_of_ascii_bytes() -> None:
    """The bytes of these eight characters in UTF-16 are all ASCII; English is still English."""
    assert decode("中居住。强化乡村".encode("utf-16-le"), "a.txt")[:2] == ("中居住。强化乡村", "utf-16-le")
    assert decode(b"Work report of the union", "a.txt")[1] == "utf-8"


def test_lists_of_rare_names() -> None:
    """Names of lines and stations are rarer characters than reports have; nothing else fits the bytes."""
    text = "嘉闵线、12号线西延伸、15号线南延伸、20号线、21号线、23号线等轨道交通线"

    assert decode(text.encode("utf-16-le"), "a.txt")[:2] == (text, "utf-16-le")


@needs_shared
@pytest.mark.parametrize("length", [8, 20, 40, None], ids=["8 characters", "20", "40", "whole"])
def test_windows_of_reports(length: int | None) -> None:
    """From 20 characters on every window of a report is told in every encoding; of 8, one in 400 at most is not."""
    pytest.importorskip("opencc", reason="needs OpenCC, which makes the traditional texts")

    for form, _, counts, missed in rows((length,)):
        assert counts["right"] >= counts.total() - (length == 8), (form.name, missed)
