"""Word documents as people leave them: lists that restart, tracked changes, fields, controls, symbols.

Where LibreOffice shows the same, one test asks it; where it does not (style separators, rejected changes), Word does.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from compare.comparison import read_report
from compare.model import Choice
from compare.reading import read
from tests.docx_files import archive, docx, numbered, p, package
from tests.support import needs_office

_BY = 'w:id="1" w:author="甲" w:date="2025-01-01T00:00:00Z"'
_ORIGINAL = Choice(revisions="original")


def _level(depth: int, form: str, text: str, more: str = "") -> str:
    values = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{values}</w:lvl>'


def _list(levels: str, more: str = "") -> str:
    abstract = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    return abstract + '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>' + more


def _texts(data: bytes, choice: Choice = Choice()) -> list[str]:
    return [line.text for line in read(data, "a.docx", choice=choice).lines]


def _styled(data: bytes) -> list[tuple[str, str | None]]:
    return [(line.text, line.style) for line in read(data, "a.docx").lines]


# ── numbers ───────────────────────────────────────────────────────────────────────────────────


def test_empty_paragraphs_count() -> None:
    """Word numbers an empty paragraph too; its number alone says nothing and is left out."""
    body = numbered("甲", 0) + numbered("", 0) + numbered("乙", 0)

    assert _texts(docx(body, numbering=_list(_level(0, "decimal", "%1、")))) == ["1、甲", "", "3、乙"]


def test_levels_that_restart_otherwise() -> None:
    """A level may go on under the next heading, or begin anew under the first level only."""
    levels = (
        _level(0, "chineseCounting", "%1、")
        + _level(1, "chineseCounting", "（%2）", '<w:lvlRestart w:val="0"/>')
        + _level(2, "decimal", "%3.", '<w:lvlRestart w:val="1"/>')
    )
    body = "".join(numbered("甲", depth) for depth in (0, 1, 2, 1, 2, 0, 1, 2))

    assert _texts(docx(body, numbering=_list(levels))) == [
        "一、甲", "（一）甲", "1. 甲", "（二）甲", "2. 甲", "二、甲", "（三）甲", "1. 甲",
    ]  # fmt: skip


def test_a_level_that_was_passed_over() -> None:
    """A second level before any first one counts that as used."""
    levels = _level(0, "decimal", "%1、") + _level(1, "decimal", "%1.%2")
    body = numbered("甲", 1) + numbered("乙", 0) + numbered("丙", 1)

    assert _texts(docx(body, numbering=_list(levels))) == ["1.1 甲", "2、乙", "2.1 丙"]


def test_marks_that_are_words() -> None:
    """A dash or a word before each item is text, a dot is not; a level without number has its words."""
    levels = _level(0, "none", "附件：") + _level(1, "bullet", "——") + _level(2, "bullet", "●")

    assert _texts(docx(numbered("甲", 0) + numbered("乙", 1) + numbered("丙", 2), numbering=_list(levels))) == [
        "附件：甲", "—— 乙", "丙",
    ]  # fmt: skip


def test_what_has_a_bullet_is_a_paragraph_of_its_own() -> None:
    """Short items without a full stop are not one sentence broken over lines, nor do they head what follows them."""
    levels = _level(0, "bullet", "●") + _level(1, "decimal", "%1.")
    body = p("工作报告") + p("一、今后五年的任务") + p("为职工提供以下服务。")
    body += numbered("普惠服务", 0) + numbered("帮扶救助", 0) + numbered("法律援助", 0)
    body += p("同志们，让我们团结起来，为实现目标而奋斗！")
    data = docx(body, numbering=_list(levels))

    assert [(text, style) for text, style in _styled(data) if style] == [
        ("普惠服务", "listed"), ("帮扶救助", "listed"), ("法律援助", "listed"),
    ]  # fmt: skip
    assert [(block.kind, block.text) for block in read_report(data, "a.docx").blocks][-4:] == [
        ("paragraph", "普惠服务"),
        ("paragraph", "帮扶救助"),
        ("paragraph", "法律援助"),
        ("paragraph", "同志们，让我们团结起来，为实现目标而奋斗！"),
    ]


def test_rows_of_a_table_are_no_headings() -> None:
    """Short and without a full stop, each over another of its length, as headings are; text below stays in its part."""
    rows = (("指标", "2019年"), ("会员总数", "60万人"), ("建会单位", "3400家"))
    table = "".join(f"<w:tr>{''.join(f'<w:tc>{p(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    body = p("工作报告") + p("一、过去五年的工作") + p("五年来主要指标如下。") + f"<w:tbl>{table}</w:tbl>"
    body += p("这些成绩来之不易。") + p("二、今后五年的任务") + p("加强自身建设。")
    report = read_report(docx(body), "a.docx")

    assert [block.text for block in report.blocks if block.kind == "heading"] == [
        "一、过去五年的工作", "二、今后五年的任务",
    ]  # fmt: skip


def test_lists_that_name_a_style() -> None:
    """A list may only name a list style, which another defines."""
    lists = (
        f'<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="L"/>{_level(0, "chineseCounting", "%1、")}'
        '</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )

    assert _texts(docx(numbered("甲", 0) + numbered("乙", 0), numbering=lists)) == ["一、甲", "二、乙"]


_HEADINGS = (
    '<w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/>'
    '</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="h2"><w:name w:val="标题 2"/><w:pPr><w:numPr>'
    '<w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="own">'
    '<w:name w:val="我的二级"/><w:basedOn w:val="h2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="third"><w:name w:val="三级标题"/></w:style>'
)
_OF_STYLES = _list(
    _level(0, "chineseCounting", "%1、", '<w:pStyle w:val="h1"/><w:suff w:val="nothing"/>')
    + _level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="h2"/><w:suff w:val="space"/>')
)


def test_styles_based_on_numbered_ones() -> None:
    """A style of one's own has the number and the rank of the heading that it is based on."""
    body = "".join(p("甲", f'<w:pStyle w:val="{key}"/>') for key in ("h1", "h2", "own", "h1", "own", "third"))

    assert _styled(docx(body, styles=_HEADINGS, numbering=_OF_STYLES)) == [
        ("一、甲", "heading1"), ("（一）甲", "heading2"), ("（二）甲", "heading2"), ("二、甲", "heading1"),
        ("（一）甲", "heading2"), ("甲", "heading3"),
    ]  # fmt: skip


def test_styles_that_offices_name() -> None:
    """What an office puts before the usual names of headings changes nothing; a caption's style is none."""
    names = ("公文一级标题", "正文标题2", "我的标题三", "图标题 1", "heading 1 char")
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{at}"><w:name w:val="{name}"/></w:style>'
        for at, name in enumerate(names)
    )
    body = "".join(p("甲", f'<w:pStyle w:val="s{at}"/>') for at in range(len(names)))

    assert [style for _, style in _styled(docx(body, styles=styles))] == [
        "heading1",
        "heading2",
        "heading3",
        None,
        None,
    ]


def test_a_heading_run_in_by_a_hidden_mark() -> None:
    """Word's style separator: the heading keeps its number and goes on in the paragraph after it."""
    body = (
        '<w:p><w:pPr><w:pStyle w:val="h2"/><w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr>'
        "<w:r><w:t>抓就业。</w:t></w:r></w:p>"
    )

    assert _styled(docx(body + p("要稳。"), styles=_HEADINGS, numbering=_OF_STYLES)) == [("（一）抓就业。要稳。", None)]


@needs_office
def test_libreoffice_shows_the_same_numbers(tmp_path: Path) -> None:
    """Restarted, nested, passed over and styled lists have the numbers that LibreOffice prints."""
    forms = ("chineseCounting", "chineseCountingThousand", "decimalEnclosedCircle", "japaneseCounting",
             "chineseLegalSimplified", "ideographZodiac", "decimalFullWidth", "upperRoman", "lowerLetter")  # fmt: skip
    levels = "".join(_level(depth, form, f"%{depth + 1}、") for depth, form in enumerate(forms))
    restarted = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = "".join(numbered(f"第{depth}层", depth) * 11 for depth in range(len(forms)))
    body += numbered("续", 0) + numbered("另起", 0, 2) + numbered("再续", 0) + numbered("", 0) + numbered("末", 0)
    data = docx(body, numbering=_list(levels, restarted))

    shown = _shown_by_office(data, tmp_path)

    assert [_bare(text) for text in _texts(data) if text] == [
        _bare(line) for line in shown if line.strip()[-1:] != "、"
    ]


# ── tracked changes ───────────────────────────────────────────────────────────────────────────

_CHANGED = (
    f"<w:p><w:r><w:t>要</w:t></w:r><w:ins {_BY}><w:r><w:t>加快</w:t></w:r></w:ins>"
    f"<w:del {_BY}><w:r><w:delText>推进</w:delText></w:r></w:del><w:r><w:t>发展。</w:t></w:r></w:p>"
    f"<w:p><w:pPr><w:rPr><w:ins {_BY}/></w:rPr></w:pPr><w:ins {_BY}><w:r><w:t>新段。</w:t></w:r></w:ins></w:p>"
    f"<w:p><w:pPr><w:rPr><w:del {_BY}/></w:rPr></w:pPr>"
    f"<w:del {_BY}><w:r><w:delText>旧段。</w:delText></w:r></w:del></w:p>"
    f"<w:p><w:pPr><w:rPr><w:ins {_BY}/></w:rPr></w:pPr><w:r><w:t>前半。</w:t></w:r></w:p>{p('后半。')}"
    f"<w:p><w:moveFrom {_BY}><w:r><w:t>移动。</w:t></w:r></w:moveFrom></w:p>"
    f"<w:p><w:moveTo {_BY}><w:r><w:t>移动。</w:t></w:r></w:moveTo>"
    f"<w:ins {_BY}><w:del {_BY}><w:r><w:delText>又删</w:delText></w:r></w:del></w:ins></w:p>"
)


@pytest.mark.parametrize(
    ("choice", "lines"),
    [
        (Choice(), ["要加快发展。", "新段。", "前半。", "后半。", "", "移动。"]),
        (Choice(revisions="final"), ["要加快发展。", "新段。", "前半。", "后半。", "", "移动。"]),
        (_ORIGINAL, ["要推进发展。", "旧段。", "前半。后半。", "移动。", ""]),
    ],
)
def test_either_text_of_a_revised_document(choice: Choice, lines: list[str]) -> None:
    """Accepted or rejected as a whole: words, paragraph marks and moves."""
    assert _texts(docx(_CHANGED), choice) == lines


def test_the_reader_is_told_of_changes() -> None:
    """How many there are and which text was taken, so that the other may be asked for."""
    final, original = (read(docx(_CHANGED), "a.docx", choice=choice).notes for choice in (Choice(), _ORIGINAL))

    assert final == (
        (
            "文档里有 9 处修订，读的是接受全部修订之后的文字。",
            "The document has tracked changes (9); the text with all of them accepted was read.",
        ),
    )
    assert original == (
        (
            "文档里有 9 处修订，读的是接受全部修订之前的原文。",
            "The document has tracked changes (9); the text before them was read.",
        ),
    )


def test_rows_cells_and_properties_that_changed() -> None:
    """Rows and cells come and go; the former style of a paragraph is that of the original."""

    def row(text: str, mark: str = "", cell: str = "") -> str:
        cells = f"<w:tc>{p(text)}</w:tc><w:tc>{p('值')}</w:tc><w:tc><w:tcPr>{cell}</w:tcPr>{p('格')}</w:tc>"
        return f"<w:tr><w:trPr>{mark}</w:trPr>{cells}</w:tr>"

    body = "<w:tbl>" + row("新", f"<w:ins {_BY}/>") + row("旧", f"<w:del {_BY}/>")
    body += row("甲", cell=f"<w:cellIns {_BY}/>") + row("乙", cell=f"<w:cellDel {_BY}/>") + "</w:tbl>"
    body += p(
        "升级", f'<w:pStyle w:val="h1"/><w:pPrChange {_BY}><w:pPr><w:pStyle w:val="third"/></w:pPr></w:pPrChange>'
    )
    data = docx(body, styles=_HEADINGS.replace('<w:numId w:val="1"/>', '<w:numId w:val="0"/>'))

    assert _texts(data) == ["新\t值\t格", "甲\t值\t格", "乙\t值", "升级"]
    assert _texts(data, _ORIGINAL) == ["旧\t值\t格", "甲\t值", "乙\t值\t格", "升级"]
    styles = [read(data, "a.docx", choice=choice).lines[-1].style for choice in (Choice(), _ORIGINAL)]
    assert styles == ["heading1", "heading3"]


def test_a_deleted_paragraph_is_not_numbered() -> None:
    """Its number goes to the next; in the original each has its own."""
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    text = f"<w:del {_BY}><w:r><w:delText>乙</w:delText></w:r></w:del>"
    gone = f"<w:p><w:pPr>{listed}<w:rPr><w:del {_BY}/></w:rPr></w:pPr>{text}</w:p>"
    data = docx(numbered("甲", 0) + gone + numbered("丙", 0), numbering=_list(_level(0, "decimal", "%1、")))

    assert (_texts(data), _texts(data, _ORIGINAL)) == (["1、甲", "2、丙"], ["1、甲", "2、乙", "3、丙"])


def test_the_end_of_a_cell_or_text_is_an_end() -> None:
    """A paragraph whose mark is gone goes on in the next, but not out of its cell, into a table or past the end."""
    mark = f"<w:rPr><w:del {_BY}/></w:rPr>"
    cell = "<w:tc>" + p("段。") * 6 + p("半，", mark) + "</w:tc>"
    body = p("表前", mark) + f"<w:tbl><w:tr>{cell}<w:tc>{p('邻')}</w:tc></w:tr></w:tbl>" + p("末", mark)

    assert _texts(docx(body)) == ["表前", *["段。"] * 6, "半，", "邻", "末"]


# ── fields, controls, notes, boxes, symbols ───────────────────────────────────────────────────


def _field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def _run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_fields() -> None:
    """Results are text and codes are not, also where a result stands in a code; contents are furniture."""
    contents = [
        _field("begin") + _code(r'TOC \o "1-3"') + _field("separate") + _run("一、回顾 1"), _run("二、任务 2"),
        _field("end") + _run("一、回顾"),
    ]  # fmt: skip
    nested = _field("begin") + _code("PAGE") + _field("separate") + _run("1") + _field("end")
    last = _run("见") + _field("begin") + _code("REF x") + _field("separate") + _run("第三部分") + _field("end")
    last += _field("begin") + _code("IF ") + nested + _code(" = 1") + _field("separate") + _run("。") + _field("end")
    body = "".join(f"<w:p>{runs}</w:p>" for runs in [*contents, last])

    assert _styled(docx(body)) == [
        ("一、回顾 1", "furniture"), ("二、任务 2", "furniture"), ("一、回顾", None), ("见第三部分。", None),
    ]  # fmt: skip


def test_a_field_without_its_end_hides_nothing() -> None:
    """Where begins and ends do not match, all that is text is shown."""
    body = f"<w:p>{_field('begin')}{_code('TOC')}{_run('甲')}</w:p><w:p>{_field('separate')}{_run('乙')}</w:p>"

    assert _styled(docx(body)) == [("甲", None), ("乙", None)]


def test_prompts_and_hidden_text_are_counted() -> None:
    """What a form asks for is no text; nor is what a style hides; comments are others' words."""
    styles = (
        '<w:style w:type="character" w:styleId="c"><w:name w:val="c"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="q"><w:name w:val="q"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = prompt.format(p("单击此处输入。")) + f"<w:p>{prompt.format(_run('选一项'))}{_run('正文')}"
    body += '<w:r><w:rPr><w:rStyle w:val="c"/></w:rPr><w:t>隐</w:t></w:r></w:p>'
    body += p("藏", '<w:pStyle w:val="q"/><w:rPr><w:vanish/></w:rPr>')
    document = read(docx(body, styles=styles, comments="<w:comment>" + p("请核。") + "</w:comment>"), "a.docx")

    assert [line.text for line in document.lines] == ["正文"]
    assert document.notes == (
        (
            "没有读入：批注 1 条、隐藏文字 2 处、尚未填写的占位提示 2 处。",
            "Left out: comments (1), hidden text (2), prompts not filled in (2).",
        ),
    )


def test_notes_in_the_order_of_their_marks() -> None:
    """Footnotes as they are marked in the text, then endnotes; one whose mark was deleted is gone with it."""
    marks = '<w:r><w:footnoteReference w:id="3"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
    gone = f'<w:del {_BY}><w:r><w:footnoteReference w:id="4"/></w:r></w:del>'
    end = '<w:r><w:endnoteReference w:id="1"/></w:r>'
    notes = "".join(f'<w:footnote w:id="{key}">{p(f"注{key}。")}{p("又注。")}</w:footnote>' for key in (2, 3, 4))
    data = docx(
        f"<w:p>{_run('正文')}{marks}{gone}{end}</w:p>", footnotes=notes,
        endnotes=f'<w:endnote w:id="1">{p("尾注。")}</w:endnote>',
    )  # fmt: skip

    assert _styled(data) == [
        ("正文", None), ("注3。 又注。", "note"), ("注2。 又注。", "note"), ("尾注。", "note"),
    ]  # fmt: skip
    assert "注4。 又注。" in _texts(data, _ORIGINAL)


def test_boxes_of_a_group_and_in_a_cell() -> None:
    """Each box of grouped shapes is read once, new or old, and one in a table stays in its row."""
    box = "<w:txbxContent>{}</w:txbxContent>"
    new = "".join(f"<wps:wsp><wps:txbx>{box.format(p(text))}</wps:txbx></wps:wsp>" for text in ("甲框", "乙框"))
    text = box.format(p("旧框") + p("二段"))
    old = f"<w:pict><v:group><v:shape><v:textbox>{text}</v:textbox></v:shape></v:group></w:pict>"
    body = f"<w:p><w:r><w:t>正文</w:t><w:drawing><w:wgp>{new}</w:wgp></w:drawing></w:r><w:r>{old}</w:r></w:p>"
    body += f"<w:tbl><w:tr><w:tc>{p('格')}</w:tc><w:tc><w:p><w:r>{old}</w:r></w:p></w:tc></w:tr></w:tbl>"

    assert _texts(docx(body)) == ["正文", "甲框", "乙框", "旧框", "二段", "格\t旧框 二段"]


def test_tables_in_cells() -> None:
    """A small table in a cell is the value of that cell; through content controls rows and cells are found."""
    inner = f"<w:tbl><w:tr><w:tc>{p('内一')}</w:tc><w:tc>{p('内二')}</w:tc></w:tr></w:tbl>{p('')}"
    cell = f"<w:sdt><w:sdtContent><w:tc>{p('甲')}</w:tc></w:sdtContent></w:sdt><w:tc>{inner}</w:tc>"
    row = f"<w:sdt><w:sdtContent><w:tr>{cell}</w:tr></w:sdtContent></w:sdt>"

    assert _styled(docx(f"<w:tbl>{row}</w:tbl>")) == [("甲\t内一 内二", "table")]


def test_a_row_under_a_cell_that_reaches_down() -> None:
    """What is left of it is a value of its row; a cell over the whole width may hold a title or the text."""

    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(cells)}</w:tr>"

    def cell(text: str, merge: str = "") -> str:
        return f"<w:tc><w:tcPr>{merge}</w:tcPr>{p(text)}</w:tc>"

    first = row(cell("就业", '<w:vMerge w:val="restart"/>'), cell("新增就业"))
    body = f"<w:tbl>{first}{row(cell('', '<w:vMerge/>'), cell('失业率'))}{row(cell('说明'))}</w:tbl>"

    assert _styled(docx(body)) == [("就业\t新增就业", "table"), ("失业率", "table"), ("说明", None)]


def test_a_table_that_only_lays_out() -> None:
    """Where no row has text in two cells the cells are white space beside paragraphs, which may be headings."""
    rows = "".join(f"<w:tr><w:tc>{p('')}</w:tc><w:tc>{p(text)}</w:tc></w:tr>" for text in ("一、回顾", "工作顺利。"))

    lines = _styled(docx(f"<w:tbl>{rows}</w:tbl>"))

    assert [line for line in lines if line[0]] == [("一、回顾", None), ("工作顺利。", None)]


def test_a_page_break_inside_a_paragraph() -> None:
    """It parts what stands on two pages, a cover from the text; before and after a text it is nothing."""
    page = '<w:r><w:br w:type="page"/></w:r>'
    body = f"<w:p>{page}{_run('某市报告')}{page}{_run(' ')}{_run('各位代表：')}{page}</w:p>"

    assert _texts(docx(body + p("正文。"))) == ["某市报告 ", "各位代表：", "正文。"]


def test_a_large_first_letter() -> None:
    """It stands in a frame of its own and belongs to the paragraph after it."""
    drop = p("各", '<w:framePr w:dropCap="drop" w:lines="3"/>')

    assert _texts(docx(drop + p("位代表：") + p("框中", '<w:framePr w:w="100"/>'))) == ["各位代表：", "框中"]


def test_words_that_are_drawn() -> None:
    """WordArt has its words in an attribute, a SmartArt in another part: both are read, once, after their paragraph."""
    art = '<w:r><w:pict><v:shape><v:textpath string="某市人民政府文件"/></v:shape></w:pict></w:r>'
    points = "".join(
        f"<m:pt><m:t><w:p><w:r><w:t>{text}</w:t></w:r></w:p></m:t></m:pt>" for text in ("摸底", "", "整改")
    )
    smart = '<w:r><w:drawing><m:relIds m:dm="rdiagramData"/></w:drawing></w:r>'
    body = f"<w:p>{_run('正文')}{art}{smart}</w:p>"

    assert _texts(docx(body, diagramData=points)) == ["正文", "某市人民政府文件", "摸底", "整改"]


def test_charts_and_embedded_objects_are_counted() -> None:
    """Their numbers and words are not read, and that is said."""
    chart = '<w:r><w:drawing><m:chart m:id="r9"/></w:drawing></w:r>'
    table = "<w:r><w:object><v:OLEObject/></w:object></w:r>"

    assert read(docx(f"<w:p>{_run('正文')}{chart}{table}</w:p>"), "a.docx").notes == (
        ("没有读入：图表 1 个、嵌入的对象 1 个。", "Left out: charts (1), embedded objects (1)."),
    )


def test_tables_of_contents_of_every_make() -> None:
    """Typed into Word's frame for one, in the styles of WPS, or as one field, they are furniture."""
    frame = '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    frame += f"<w:sdtContent>{p('一、回顾 1')}</w:sdtContent></w:sdt>"
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in (("a", "TOC 标题1"), ("b", "WPSOffice手动目录 1"), ("c", "目录标题"))
    )
    styled = "".join(p(f"二、任务 {key}", f'<w:pStyle w:val="{key}"/>') for key in "abc")
    simple = f'<w:p><w:fldSimple w:instr=" TOC \\o ">{_run("三、保障 9")}</w:fldSimple></w:p>'

    lines = _styled(docx(frame + styled + simple + p("正文。"), styles=styles))

    assert [style for _, style in lines] == [*["furniture"] * 5, None]


def test_legal_numbers_that_are_turned_off() -> None:
    """Only where the switch is on are all numbers of a label written in digits."""
    levels = _level(0, "chineseCounting", "第%1章") + _level(1, "chineseCounting", "%1.%2", '<w:isLgl w:val="0"/>')

    assert _texts(docx(numbered("甲", 0) + numbered("乙", 1), numbering=_list(levels))) == ["第一章甲", "一.一 乙"]


def test_symbols_and_formulas() -> None:
    """Signs of symbol fonts are shown as what they look like, those that nobody can tell are counted."""
    signs = "".join(
        f'<w:sym w:font="{font}" w:char="{code}"/>'
        for font, code in (("Wingdings", "F0FE"), ("Symbol", "F0B3"), ("宋体", "2460"), ("Webdings", "F041"))
    )
    kept = '<w:r><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:t>\uf0b1</w:t></w:r>'
    math = "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
    body = f"<w:p><w:r><w:t>汉字</w:t>{signs}<w:softHyphen/><w:noBreakHyphen/></w:r>{kept}{math}</w:p>"
    document = read(docx(body), "a.docx")

    assert [line.text for line in document.lines] == ["汉字☑≥①\ufffd-±1/2"]
    assert document.notes == (
        (
            "1 个符号字体的字符认不出，以 \ufffd 代替。",
            "Characters of symbol fonts that cannot be told, replaced by \ufffd: 1.",
        ),
    )


def test_what_stands_in_other_files_is_noted() -> None:
    """A subdocument and an embedded page are not looked into."""
    assert len(read(docx(p("正文") + "<w:subDoc/><w:altChunk/>"), "a.docx").notes) == 2


# ── packages ──────────────────────────────────────────────────────────────────────────────────


def test_the_strict_form_of_the_standard() -> None:
    """Word can save with the name spaces of ISO 29500 Strict; nothing else differs."""
    strict = {
        path: text.replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                           b"http://purl.oclc.org/ooxml/wordprocessingml/main")
        .replace(b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                 b"http://purl.oclc.org/ooxml/officeDocument/relationships")
        for path, text in package(
            p("甲", '<w:pStyle w:val="h1"/>'), styles=_HEADINGS, numbering=_OF_STYLES
        ).items()
    }  # fmt: skip

    assert _styled(archive(strict)) == [("一、甲", "heading1")]


@pytest.mark.parametrize("change", ["Word/", "word\\", "doc/"])
def test_parts_by_other_names(change: str) -> None:
    """Names of parts are the same in upper case and with backslashes, and the folder has any name."""
    files = package(p("甲", '<w:pStyle w:val="h1"/>'), styles=_HEADINGS, numbering=_OF_STYLES)
    if change == "doc/":
        renamed = {path.replace("word/", change): text.replace(b"word/", b"doc/") for path, text in files.items()}
    else:
        renamed = {path.replace("word/", change): text for path, text in files.items()}

    assert _styled(archive(renamed)) == [("一、甲", "heading1")]


def test_building_blocks_and_macros_are_not_the_text() -> None:
    """A document with macros is read as any; the glossary of building blocks is another document."""
    files = package(p("正文"), glossaryDocument=p("构建基块"))

    assert read(archive({**files, "word/vbaProject.bin": b"\xd0\xcf"}), "a.docm").notes == ()
    assert _texts(archive(files)) == ["正文"]


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _shown_by_office(data: bytes, folder: Path) -> list[str]:
    """Return the lines that LibreOffice writes of a document."""
    (folder / "a.docx").write_bytes(data)
    office = shutil.which("soffice") or ""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    form = "txt:Text (encoded):UTF8"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", form, "--outdir", str(folder), str(folder / "a.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (folder / "a.txt").read_text(encoding="utf-8-sig").splitlines()


# ── lines and cells ───────────────────────────────────────────────────────────────────────────


def test_a_heading_that_a_line_break_parts() -> None:
    """Shift+Enter in a long heading leaves it one; two headings in one paragraph, and text, stay lines of their own."""
    styles = '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'

    def headed(*lines: str) -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="1"/></w:pPr>{"<w:r><w:br/></w:r>".join(map(_run, lines))}</w:p>'

    body = (
        headed("一、过去五年", "工作回顾")
        + p("正文一段。")
        + headed("二、任务", "（一）组织")
        + headed("三、保障", "加强领导。")
    )

    assert _styled(docx(body, styles=styles)) == [
        ("一、过去五年", "heading1"), ("工作回顾", "continues"), ("正文一段。", None),
        ("二、任务", "heading1"), ("（一）组织", "heading1"), ("三、保障", "heading1"), ("加强领导。", "heading1"),
    ]  # fmt: skip
    sections = read_report(docx(body, styles=styles), "a.docx").sections
    assert [section.heading for section in sections][:2] == ["过去五年工作回顾", "任务"]


def test_text_under_a_merged_cell() -> None:
    """What a cell holds that goes on with the one above is not shown, and counted; the first row has none above."""
    merged = "<w:tcPr><w:vMerge/></w:tcPr>"

    def row(first: str, second: str, start: str = "") -> str:
        return f"<w:tr><w:tc>{start}{p(first)}</w:tc><w:tc>{p(second)}</w:tc></w:tr>"

    shown = f"<w:tbl>{row('目标', '甲', merged)}{row('目标', '乙', merged)}{row('', '丙', merged)}</w:tbl>"

    assert _texts(docx(p("正文。") + shown)) == ["正文。", "目标\t甲", "乙", "丙"]
    assert read(docx(p("正文。") + shown), "a.docx").notes == (
        ("没有读入：隐藏文字 1 处。", "Left out: hidden text (1)."),
    )


def test_the_entry_chosen_in_a_form() -> None:
    """A list of an older form has no result: what is chosen stands in its data; without a choice the first is shown."""

    def listed(chosen: str) -> str:
        entries = "".join(f'<w:listEntry w:val="{entry}"/>' for entry in ("组织部", "宣传部"))
        return (
            f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>{chosen}{entries}</w:ddList></w:ffData>'
            "</w:fldChar></w:r><w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r>"
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    second = listed('<w:result w:val="1"/>')
    body = f"<w:p>{_run('牵头：')}{second}</w:p><w:p>{_run('配合：')}{listed('')}</w:p>"

    assert _texts(docx(body)) == ["牵头：宣传部", "配合：组织部"]
