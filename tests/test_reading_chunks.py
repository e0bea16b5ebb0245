"""Files that a Word document draws in (w:altChunk), as web sites and report generators write them."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.comparison import compare, read_report
from compare.config import ReadingSettings
from compare.errors import DuizhaoError, UnreadableSource
from compare.export import export
from compare.model import Choice, Report
from compare.reading import read
from tests import strategies as make
from tests.docx_files import archive, chunk, docx, drawing_in, p, package
from tests.locked import locked_docx
from tests.revised import settled

PAGE = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'><title>工作报告</title></head><body><h1>在职工大会上的报告</h1>"
    "<p>各位代表：</p><h2>一、工作回顾</h2><p>新建职工服务站340个，覆盖九成以上街道。</p>"
    "<table><tr><td>指标</td><td>2025年</td></tr><tr><td>会员</td><td>72万人</td></tr></table></body></html>"
)
LINES = [
    ("在职工大会上的报告", "heading1"),
    ("各位代表：", None),
    ("一、工作回顾", "heading2"),
    ("新建职工服务站340个，覆盖九成以上街道。", None),
    ("指标\t2025年", "table"),
    ("会员\t72万人", "table"),
]


def saved_by_html_docx_js(page: str) -> bytes:
    """Return a page as that library wraps it: only = is written as =3D, the rest is plain UTF-8."""
    return (
        "MIME-Version: 1.0\nContent-Type: multipart/related;\n    type=\"text/html\";\n"
        "    boundary=\"----=mhtDocumentPart\"\n\n\n------=mhtDocumentPart\nContent-Type: text/html;\n"
        "    charset=\"utf-8\"\nContent-Transfer-Encoding: quoted-printable\n"
        "Content-Location: file:///C:/fake/document.html\n\n" + page.replace("=", "=3D")
        + "\n\n------=mhtDocumentPart--\n"
    ).encode()  # fmt: skip


def _lines(data: bytes, choice: Choice = Choice()) -> list[tuple[str, str | None]]:
    return [(line.text, line.style) for line in read(data, "导出.docx", choice=choice).lines if line.text]


def _notes(data: bytes) -> str:
    return "".join(zh for zh, _ in read(data, "导出.docx").notes)


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("afchunk.mht", saved_by_html_docx_js(PAGE)),
        ("chunk.html", PAGE.encode()),
        ("afchunk.dat", b"\xef\xbb\xbf\r\n" + PAGE.encode()),
        ("chunk.htm", PAGE.replace("utf-8", "gb18030").encode("gb18030")),
        ("chunk.xhtml", b'<?xml version="1.0" encoding="utf-8"?>\n' + PAGE.replace("<t", "<base/><t", 1).encode()),
        ("lines.mht", b"\r\n\r\n" + saved_by_html_docx_js(PAGE)),
    ],
)  # fmt: skip
def test_a_document_of_nothing_else(path: str, data: bytes) -> None:
    """The “导出 Word” of a web site: its headings, paragraphs and tables are those of the page."""
    assert _lines(drawing_in(chunk(path), {path: data})) == LINES


def test_it_stands_where_it_is_drawn_in() -> None:
    """Between paragraphs, in a control, in the cell of a table; the same file twice is there twice."""
    body = (
        p("前言。") + chunk("a") + p("过渡。") + "<w:sdt><w:sdtContent>" + chunk("b") + "</w:sdtContent></w:sdt>"
        + chunk("a") + f"<w:tbl><w:tr><w:tc>{p('会员')}</w:tc><w:tc>{chunk('c')}{p('')}</w:tc></w:tr></w:tbl>"
        + p("结语。")
    )  # fmt: skip
    data = drawing_in(
        body, {"a": "甲段。\r\n乙段。".encode("gb18030"), "b": "<p>丙段。</p>".encode(), "c": b"72<b>%</b>"}
    )

    assert [text for text, _ in _lines(data)] == [
        "前言。", "甲段。", "乙段。", "过渡。", "丙段。", "甲段。", "乙段。", "会员\t72%", "结语。"
    ]  # fmt: skip
    assert "文档里嵌入的 3 个文件（txt、html）已在所在位置读入。" in _notes(data)


def test_pieces_of_pages_and_text() -> None:
    """A sign written by name makes a page of a text without tags; an angle before Chinese is text."""
    data = drawing_in(chunk("a") + chunk("b"), {"a": "甲&nbsp;乙。".encode(), "b": "<各位代表>：丙。".encode()})

    assert _lines(data) == [("甲\xa0乙。", None), ("<各位代表>：丙。", None)]


def test_a_report_in_a_cell_is_read_by_paragraphs() -> None:
    """A table that holds a whole page lays it out."""
    body = f"<w:tbl><w:tr><w:tc>{p('正文')}</w:tc><w:tc>{chunk('a')}{p('')}</w:tc></w:tr></w:tbl>"

    assert _lines(drawing_in(body, {"a": PAGE.encode()})) == [("正文", None), *LINES]


def test_another_word_document() -> None:
    """Read with its own styles and numbers, its tracked changes as those around it; what it draws in itself is not."""
    inner = package(
        p("题目", '<w:pStyle w:val="T"/>')
        + "<w:p><w:r><w:t>要</w:t></w:r><w:ins><w:r><w:t>加快</w:t></w:r></w:ins><w:del><w:r><w:delText>"
        "推进</w:delText></w:r></w:del><w:r><w:t>发展。</w:t></w:r></w:p>" + chunk("x"),
        styles='<w:style w:type="paragraph" w:styleId="T"><w:name w:val="heading 2"/></w:style>',
    )
    data = drawing_in(p("前言。") + chunk("a.docx"), {"a.docx": archive(inner)})

    assert _lines(data) == [("前言。", None), ("题目", "heading2"), ("要加快发展。", None)]
    assert _lines(data, Choice(revisions="original"))[-1] == ("要推进发展。", None)
    assert "1 个嵌在另一个嵌入的文件里" in _notes(data)


def test_a_word_document_in_one_file_of_xml() -> None:
    """What the SDK calls application/xml."""
    parts = "".join(
        f'<pkg:part pkg:name="/{path}"><pkg:xmlData>{text.decode()}</pkg:xmlData></pkg:part>'
        for path, text in package(p("各位代表：")).items()
        if path != "[Content_Types].xml"
    )
    flat = f'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{parts}</pkg:package>'

    assert _lines(drawing_in(chunk("a.xml"), {"a.xml": flat.encode()})) == [("各位代表：", None)]


def test_what_is_not_read_is_said_with_its_reason() -> None:
    """The rest is read all the same."""
    data = drawing_in(
        p("正文。") + chunk("nowhere") + chunk("a") + chunk("b") + chunk("c") + chunk("d") + chunk("e"),
        {"a": rb"{\rtf1 a}", "b": b"PK\x03\x04 broken", "c": locked_docx(), "d": b" \r\n", "e": b"MZ\x90\0\3"},
    )

    assert _lines(data) == [("正文。", None)]
    assert _notes(data) == (
        "文档里嵌入的文件没有读取：1 个不在这个文件里、1 个是 rtf，不能直接读、2 个打不开、1 个有密码。"
        "请用 Word 打开后另存为 docx，其内容就会成为正文。"
    )


def test_a_document_of_nothing_that_is_read() -> None:
    """Where all of the text is in such a file, the sentence says so."""
    with pytest.raises(UnreadableSource) as refused:
        read(drawing_in(chunk("a") + p(""), {"a": rb"{\rtf1 a}"}), "导出.docx")

    assert refused.value.zh == (
        "“导出.docx”的正文在嵌入的文件里，没有读取（1 个是 rtf，不能直接读）。请用 Word 打开后另存为 docx 再试。"
    )
    with pytest.raises(UnreadableSource):
        read(drawing_in(chunk("a"), {"a": docx(p(""))}), "导出.docx")


def test_in_a_header_it_is_said() -> None:
    """Another part has relations of its own."""
    assert "1 个在页眉、注释等处" in _notes(drawing_in(p("正文。"), {"a": b"x"}, header=chunk("a")))


def test_bounds() -> None:
    """So many files, so many bytes; what is beyond is said."""
    body = "".join(chunk(f"{number}") for number in range(6))
    chunks = {f"{number}": f"第{number}段。".encode() for number in range(6)}
    few, small = ReadingSettings(max_chunks=4), ReadingSettings(max_markup_bytes=1500)

    read_few = read(drawing_in(body, chunks), "a.docx", few)
    assert len(read_few.lines) == 4
    assert "2 个超出个数上限" in read_few.notes[-1][0]
    large = {**chunks, "5": "长".encode() * 490}
    read_small = read(drawing_in(body, large), "a.docx", small)
    assert len(read_small.lines) == 5
    assert "1 个太大" in read_small.notes[-1][0]


def test_one_that_leads_to_the_document_itself() -> None:
    """Or to itself: it is text once more at most, and nothing goes round."""
    files = package(p("各位代表：") + chunk("self"))
    rels = "word/_rels/document.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"
    files[rels] = files[rels].replace(
        b"</Relationships>", f'<Relationship Id="self" Type="{kind}" Target="document.xml"/></Relationships>'.encode()
    )

    assert len(read(archive(files), "a.docx").lines) <= 3


@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"<p>", b"PK\x03\x04", b"MIME-Version: 1.0\n", b"<?xml ", b"\xff\xfe"]),
)
def test_any_bytes(data: bytes, head: bytes) -> None:
    """Whatever is drawn in, the paragraphs around it are there, or the whole is one sentence."""
    try:
        lines = [text for text, _ in _lines(drawing_in(p("甲段。") + chunk("a") + p("乙段。"), {"a": head + data}))]
    except DuizhaoError:
        return
    assert lines[0] == "甲段。"
    assert lines[-1] == "乙段。"


# ── the tracked document on such a file ───────────────────────────────────────────────────────


@given(make.report_texts, make.report_texts, st.booleans())
def test_either_report_comes_back(old: str, new: str, packed: bool) -> None:
    """From the tracked document on the new file, whose text is drawn in between paragraphs of its own."""
    page = "".join(f"<p>{line}</p>" for line in new.splitlines())
    data = saved_by_html_docx_js(page) if packed else page.encode()
    check(make.read(old), drawing_in(p("前言如下。") + chunk("a") + p("结语如上。"), {"a": data}))


def check(before: Report, new: bytes) -> bytes:
    """Check that either report comes back from the tracked document, block by block; return that."""
    comparison = compare(before, read_report(new, "新.docx"))
    made = export(comparison, "redline", "zh", original=new)
    for how, report in (("accept", comparison.new), ("reject", comparison.old)):
        found = [text.strip() for text, _ in _lines(settled(made, how))]
        assert found == [block.text for block in report.blocks]
    return made


def test_the_tracked_document_of_an_exported_page() -> None:
    """Written as official papers are, on the page of the file; that is said in its comment."""
    before = read_report(PAGE.replace("340", "280").replace("72万人", "70万人").encode(), "旧.html")
    styles = '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
    new = drawing_in(
        chunk("a") + '<w:sectPr><w:pgSz w:w="10000" w:h="12000"/></w:sectPr>', {"a": PAGE.encode()}, styles=styles
    )
    made = check(before, new)

    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        text = parts.read("word/document.xml").decode()
        comments = parts.read("word/comments.xml").decode()
    assert 'w:w="10000"' in text
    assert "altChunk" not in text
    assert "<w:del " in text
    assert "1 个嵌入的文件写成了段落" in comments
