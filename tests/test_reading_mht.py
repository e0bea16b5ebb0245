"""A web page saved as one file is the page in it."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.comparison import compare, read_report
from compare.config import ReadingSettings
from compare.errors import DuizhaoError, TooLarge, UnreadableSource
from compare.reading import read
from tests.support import ROOT

_PAGE = "<html><head><title>报告</title></head><body><h1>政府工作报告</h1><p>各位代表：</p></body></html>"
_PICTURE = MIMEImage(b"\x89PNG\r\n\x1a\n", "png")


def _saved(*pages: str, charset: str = "utf-8", head: str = "") -> bytes:
    """Return a page and its frames as Chrome saves them, with a picture."""
    whole = MIMEMultipart("related", boundary="----MultipartBoundary--x")
    whole["Subject"] = "=?utf-8?Q?=E6=8A=A5=E5=91=8A?="
    for page in pages:
        whole.attach(MIMEText(page, "html", charset))
    whole.attach(_PICTURE)
    return head.encode() + whole.as_bytes()


@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "big5"])
def test_the_page_is_read(charset: str) -> None:
    """Decoded by the charset of its part, with the styles of a page; the picture is not in it."""
    title = "政府工作報告" if charset == "big5" else "政府工作报告"
    page = f"<html><body><h1>{title}</h1><p>各位代表：</p></body></html>"

    document = read(_saved(page, charset=charset, head="From: <Saved by Blink>\n"), "报告.mhtml")

    assert [(line.text, line.style) for line in document.lines] == [(title, "heading1"), ("各位代表：", None)]
    assert document.source.format == "mht"


def test_a_page_saved_by_other_programs() -> None:
    """Quoted-printable with folded heads before the version, and a page alone without parts."""
    message = EmailMessage()
    message["From"] = '"Saved by Windows Internet Explorer 11"'
    message["Subject"] = "政府工作报告" * 10
    message.set_content(_PAGE, subtype="html", cte="quoted-printable")

    assert [line.text for line in read(message.as_bytes(), "a").lines] == ["政府工作报告", "各位代表："]


def test_of_several_pages_the_one_with_the_text_is_read() -> None:
    """Frames and advertisements are left out, and said."""
    document = read(_saved("<html><p>广告</p></html>", _PAGE, "<html></html>"), "a.mht")

    assert document.lines[0].text == "政府工作报告"
    assert document.notes == (
        (
            "这个网页文件里还有 2 个嵌入的页面（框架、广告），没有读取。",
            "Other pages embedded in this file (frames, advertisements) that were not read: 2.",
        ),
    )


def test_the_same_report_as_a_saved_page() -> None:
    """Its blocks are those of the text, and a comparison finds nothing."""
    text = (ROOT / "corpus" / "2024-demo.txt").read_text(encoding="utf-8-sig")
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in text.splitlines()) + "</body></html>"
    plain, found = read_report(text.encode(), "a.txt"), read_report(_saved(page), "a.mht")

    assert [(b.kind, b.level, b.text) for b in found.blocks] == [(b.kind, b.level, b.text) for b in plain.blocks]
    assert {edit.op for edit in compare(plain, found).edits} == {"equal"}


def test_what_is_no_saved_page() -> None:
    """Without a page, with too many parts, or nested without end it is one sentence."""
    nested = b"MIME-Version: 1.0\n"
    for depth in range(2000):
        nested += f'Content-Type: multipart/mixed; boundary="{depth}"\n\n--{depth}\n'.encode()

    for data in (b"MIME-Version: 1.0\n\n", b"MIME-Version: 1.0\nContent-Type: text/plain\n\nabc", nested):
        with pytest.raises(UnreadableSource, match="No page was found"):
            read(data, "a.mht")
    with pytest.raises(TooLarge, match="more than 2 parts"):
        read(_saved(_PAGE, _PAGE), "a.mht", replace(ReadingSettings(), max_mime_parts=2))


_GOOD = _saved(_PAGE)


@given(st.integers(0, len(_GOOD) - 1), st.binary(min_size=1, max_size=8))
@settings(max_examples=100, deadline=None)
def test_any_damage(at: int, damage: bytes) -> None:
    """A saved page with some bytes overwritten gives a document or a sentence."""
    try:
        document = read(_GOOD[:at] + damage + _GOOD[at + len(damage) :], "a.mht")
    except DuizhaoError:
        return
    assert document.lines
