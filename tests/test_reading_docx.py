"""A Word document is read as its reader sees it: changes accepted, numbers shown, nothing twice."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

import pytest

from compare.config import ReadingSettings
from compare.outline import outline
from compare.reading import read
from compare.reading.numbering import written
from tests.docx_files import docx, numbered, p
from tests.support import SHARED, needs_shared


def _level(depth: int, form: str, text: str, more: str = "") -> str:
    values = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{values}</w:lvl>'


_CHINESE = (
    '<w:abstractNum w:abstractNumId="0">'
    + _level(0, "chineseCounting", "%1、", '<w:suff w:val="nothing"/><w:pStyle w:val="1"/>')
    + _level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="2"/>')
    + _level(2, "decimal", "%3.")
    + _level(3, "bullet", "&#xF0B7;")
    + _level(4, "decimal", "%1.%5", "<w:isLgl/>")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def _lines(data: bytes) -> list[tuple[str, str | None]]:
    return [(line.text, line.style) for line in read(data, "a.docx").lines]


def _texts(body: str) -> list[str]:
    return [text for text, _ in _lines(docx(body))]


def test_chinese_numbers_are_shown() -> None:
    """一、 and （一） that Word counts by itself are part of the text; deeper lists begin anew."""
    body = (
        numbered("回顾", 0) + numbered("成绩", 1) + numbered("就业", 2) + numbered("教育", 2) + p("正文。")
        + numbered("问题", 1) + numbered("任务", 0) + numbered("目标", 1) + numbered("点", 3) + numbered("法定", 4)
        + numbered("另起", 0, 2)
    )  # fmt: skip

    assert [text for text, _ in _lines(docx(body, numbering=_CHINESE))] == [
        "一、回顾", "（一）成绩", "1. 就业", "2. 教育", "正文。"
        "", "（二）问题", "二、任务", "（一）目标", "点", "2.1 法定", "一、另起",
    ]  # fmt: skip


def test_numbers_that_belong_to_a_style() -> None:
    """A heading style may carry the list, and name its level only in the list."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{level}"><w:name w:val="heading {level}"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for level in (1, 2)
    )
    body = p("回顾", '<w:pStyle w:val="1"/>') + p("成绩", '<w:pStyle w:val="2"/>')
    body += p("无号", '<w:pStyle w:val="1"/><w:numPr><w:numId w:val="0"/></w:numPr>')

    assert _lines(docx(body, styles=styles, numbering=_CHINESE)) == [
        ("一、回顾", "heading1"), ("（一）成绩", "heading2"), ("无号", "heading1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (10, "chineseCounting", "十"), (21, "chineseCountingThousand", "二十一"), (110, "chineseCounting", "一百一十"),
        (1005, "japaneseCounting", "一千零五"), (2026, "ideographDigital", "二〇二六"),
        (3, "decimalEnclosedCircle", "③"),
        (4, "upperRoman", "IV"), (28, "lowerLetter", "bb"), (3, "chineseLegalSimplified", "叁"),
        (7, "decimalZero", "07"),
        (11, "chineseLegalSimplified", "壹拾壹"), (11, "ideographTraditional", "11"), (2, "ideographZodiac", "丑"),
        (2, "decimalEnclosedParen", "⑵"),
        (0, "chineseCounting", "0"), (10**8, "lowerLetter", "100000000"), (5, "unheardOf", "5"),
    ],
)  # fmt: skip
def test_number_formats(number: int, form: str, text: str) -> None:
    """Each of Word's usual formats is written as Word writes it."""
    assert written(number, form) == text


def test_styles() -> None:
    """Titles, headings by name, by level and by descent; body text and the table of contents."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="own"><w:name w:val="我的标题"/><w:basedOn w:val="h"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="x"/><w:basedOn w:val="loop"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="toc"><w:name w:val="toc 1"/></w:style>'
    )
    body = "".join(p(f"第{key}行", f'<w:pStyle w:val="{key}"/>') for key in ("a3", "h", "own", "loop", "toc", "none"))
    body += (
        p("直接", '<w:outlineLvl w:val="0"/>')
        + p("深", '<w:outlineLvl w:val="5"/>')
        + p("正文", '<w:outlineLvl w:val="9"/>')
    )

    assert [style for _, style in _lines(docx(body, styles=styles))] == [
        "title", "heading2", "heading2", None, "furniture", None, "heading1", "heading3", None,
    ]  # fmt: skip


def test_tracked_changes_are_read_as_accepted() -> None:
    """Inserted and moved text is there once, deleted and moved-away text and field codes are not."""
    body = (
        "<w:p><w:r><w:t>要</w:t></w:r><w:ins><w:r><w:t>加快</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>推进</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText><w:t>发展。</w:t></w:r></w:p>"
        "<w:p><w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>移来</w:t></w:r></w:moveTo></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半，</w:t></w:r></w:p>" + p("后半。")
    )

    assert _texts(body) == ["要加快发展。", "移来", "前半，后半。"]


def test_wrappers_are_looked_into() -> None:
    """Content controls, smart tags, links, simple fields and ruby hide nothing; hidden text stays hidden."""
    body = (
        "<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>" + p("控件段") + "</w:sdtContent></w:sdt><w:p>"
        "<w:smartTag><w:r><w:t>北京</w:t></w:r></w:smartTag><w:sdt><w:sdtContent><w:r><w:t>市</w:t></w:r></w:sdtContent></w:sdt>"
        "<w:hyperlink><w:r><w:t>总</w:t></w:r></w:hyperlink><w:fldSimple><w:r><w:t>工会</w:t></w:r></w:fldSimple>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>显</w:t></w:r>"
        "<w:r><w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>"
    )

    assert _texts(body) == ["控件段", "北京市总工会显拼"]


def test_text_boxes_are_read_once() -> None:
    """A text box is kept twice in the file, for new and old programs; it is read once, after its paragraph."""
    box = "<w:txbxContent>" + p("框中文字") + "</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>正文</w:t><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>"
        + box
        + "</wps:txbx></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><v:textbox>"
        + box
        + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )

    assert _texts(body) == ["正文", "框中文字"]


def test_breaks_and_tabs() -> None:
    """A line break makes a line, so does a page break inside a paragraph; a tab is a tab."""
    body = (
        '<w:p><w:r><w:t>一</w:t><w:tab/><w:t>二</w:t><w:br/><w:t>三</w:t><w:br w:type="page"/><w:t>四</w:t></w:r></w:p>'
    )

    assert _texts(body) == ["一\t二", "三", "四"]


def test_table_rows_are_lines() -> None:
    """Cells are joined by tabs, merged cells given once, deleted rows left out."""

    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"

    body = (
        "<w:tbl><w:tr>"
        + cell("指标", '<w:vMerge w:val="restart"/>')
        + cell("二〇二五年", '<w:gridSpan w:val="2"/>')
        + "</w:tr>"
        "<w:tr>" + cell("", "<w:vMerge/>") + cell("目标") + cell("完成") + "</w:tr>"
        "<w:tr><w:trPr><w:del/></w:trPr>" + cell("删") + cell("去") + "</w:tr></w:tbl>"
    )

    assert _lines(docx(body)) == [("指标\t二〇二五年", "table"), ("目标\t完成", "table")]


def test_a_document_laid_out_by_a_table() -> None:
    """A cell with many paragraphs is read by paragraphs."""
    body = "<w:tbl><w:tr><w:tc>" + p("栏") + "</w:tc><w:tc>" + p("段落。") * 8 + "</w:tc></w:tr></w:tbl>"

    assert _texts(body) == ["栏"] + ["段落。"] * 8


def test_indents_of_either_kind_open_a_paragraph() -> None:
    """As in 2025_yunnan: one heading is indented by hand, the paragraphs by their properties."""
    indent = '<w:ind w:firstLineChars="200"/>'
    body = (
        p("各位代表：")
        + p("我们要加快发展。", indent)
        + p("\u3000二、总体要求", indent)
        + p("今年是收官之年。", indent)
    )
    report = outline(read(docx(body), "a.docx"))

    assert [(block.kind, block.text) for block in report.blocks] == [
        ("salutation", "各位代表："), ("paragraph", "我们要加快发展。"),
        ("heading", "二、总体要求"), ("paragraph", "今年是收官之年。"),
    ]  # fmt: skip


def test_footnotes_follow_the_body() -> None:
    """Notes come last, Word's own separators not at all."""
    notes = (
        '<w:footnote w:type="separator"><w:p/></w:footnote><w:footnote w:id="2">' + p("据统计局。") + "</w:footnote>"
    )

    assert _lines(docx(p("增长5%。"), footnotes=notes)) == [("增长5%。", None), ("据统计局。", "note")]


def test_headers_are_furniture() -> None:
    """They come after the body, each text once; a page number alone is no text."""
    data = docx(p("各位代表："), header=p("内部资料") + p("") + p("内部资料"), footer=p("— 12 —") + p("第 1 页"))

    assert _lines(data) == [("各位代表：", None), ("内部资料", "furniture"), ("第 1 页", "furniture")]


def test_headers_beyond_the_limit_are_noted() -> None:
    """What is not read is counted."""
    data = docx(p("各位代表："), header=p("内部资料"), footer=p("秘密"))
    document = read(data, "a.docx", replace(ReadingSettings(), max_headers=1))

    assert [line.text for line in document.lines] == ["各位代表：", "内部资料"]
    assert document.notes == (("没有读入：页眉页脚 1 个。", "Left out: headers and footers (1)."),)


def test_the_main_part_may_have_another_name() -> None:
    """Word Online calls it document2.xml."""
    assert _lines(docx(p("各位代表："), main="word/document2.xml")) == [("各位代表：", None)]


def test_a_document_of_python_docx() -> None:
    """Title and headings of a document that another program made."""
    import io

    from docx import Document

    made = Document()
    made.add_heading("工作报告", 0)
    made.add_heading("一、回顾", 1)
    made.add_paragraph("各位代表：")
    buffer = io.BytesIO()
    made.save(buffer)

    assert _lines(buffer.getvalue()) == [("工作报告", "title"), ("一、回顾", "heading1"), ("各位代表：", None)]


def _normal(name: str, data: bytes) -> str:
    lines = [line.text for line in read(data, name).lines if line.style != "furniture"]
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", "".join(lines)))


@needs_shared
def test_docx_and_text_of_a_report_agree() -> None:
    """For 31 provinces the docx of 2025 holds the same characters as the text."""
    raw = SHARED / "reports" / "raw"
    differ = []
    for path in sorted((raw / "formats" / "docx").glob("2025_*.docx")):
        text = raw / f"gov_work_report_{path.name.split('_')[1]}" / "2025.txt"
        if _normal(path.name, path.read_bytes()) != _normal(text.name, text.read_bytes()):
            differ.append(path.name)

    assert differ == []
