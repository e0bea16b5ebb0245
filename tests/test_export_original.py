"""The tracked document on the new report's own Word file: it looks like that, and either text comes back from it."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from compare.cli import main
from compare.comparison import compare, read_report
from compare.export import export
from compare.model import Comparison, Report
from compare.reading import read
from compare.store import Store
from tests import strategies as make
from tests.docx_files import archive
from tests.docx_files import docx as minimal
from tests.pages import Reader
from tests.revised import settled
from tests.support import SHARED, needs_shared

NEW = [
    ("Title", "政府工作报告"),
    ("Normal", "各位代表："),
    ("Heading 1", "一、工作回顾"),
    ("Normal", "政治方向更加坚定。赤字率拟按4%左右安排，实施积极的财政政策。"),
    ("Normal", "城镇新增就业1200万人以上。"),
    ("Heading 1", "二、工作任务"),
    ("Normal", "推进产业工人队伍建设改革。"),
]
OLD = (
    "\n".join(text for _, text in NEW).replace("4%左右", "3%").replace("二、工作任务", "二、任务\n深化改革，扩大开放。")
)


def numbering(made: Document) -> str:
    """Give a document a list that writes 一、 and （一）; return its number."""
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="{300 + depth}"/></w:pPr></w:lvl>'
        for depth, text in enumerate(("%1、", "（%2）"))
    )
    root = made.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    return "77"


def numbered(paragraph: Any, number: str, depth: int = 0) -> None:
    """Make a paragraph one of a list."""
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')
    )


def saved(made: Document) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def sample() -> Document:
    """Return a new report with a page, styles and typefaces of its own."""
    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.left_margin = Cm(18.4), Cm(3.3)
    section.header.paragraphs[0].text = "内部资料"
    made.core_properties.author = "王五"
    for style, text in NEW:
        paragraph = made.add_paragraph(style=style)
        lead, _, rest = text.partition("。")
        run = paragraph.add_run(lead + ("。" if rest else text[len(lead) :]))
        run.bold = style == "Normal" and bool(rest)
        run.font.size = Pt(15)
        if rest:
            paragraph.add_run(rest).font.color.rgb = RGBColor(0x12, 0x34, 0x56)
    return made


def both(old: bytes | str, new: bytes) -> tuple[Comparison, bytes]:
    """Return the comparison of two reports, and the tracked document on the file of the new one."""
    before = make.read(old) if isinstance(old, str) else read_report(old, "旧.docx")
    comparison = compare(before, read_report(new, "新.docx"))
    return comparison, export(comparison, "redline", "zh", original=new)


def lines(data: bytes) -> list[str]:
    """Return the lines with text of a Word file."""
    return [text for line in read(data, "again.docx").lines if (text := line.text.strip())]


def blocks(report: Report) -> list[str]:
    return [block.text for block in report.blocks]


def check(comparison: Comparison, data: bytes, around: Sequence[str] = ()) -> None:
    """Check that either report comes back, block by block, as the reader reads the settled document.

    Headers are the new file's, and stay: `around` are their lines, which the reader gives in the end.
    """
    assert lines(settled(data, "accept")) == blocks(comparison.new)
    assert lines(settled(data, "reject")) == [*blocks(comparison.old), *around]
    assert lines(data) == blocks(comparison.new)


# ── laws ──────────────────────────────────────────────────────────────────────────────────────

styles = st.sampled_from(["Normal", "Heading 1", "Heading 2", "Title", "List Bullet", "List Number"])
kinds = st.sampled_from(["plain", "bold", "numbered", "numbered2", "empty", "break", "indent", "control", "lines"])


class Made(bytes):
    """The bytes of a made file, told by their number where a test fails: all of them take Hypothesis minutes."""

    def __repr__(self) -> str:
        return f"<{len(self)} bytes of docx>"


@st.composite
def documents(draw: st.DrawFn) -> Made:
    """A Word file as python-docx makes it: styles, lists, tables, bold runs, empty paragraphs, breaks, controls."""
    made = docx.Document()
    number = numbering(made)
    for text in draw(st.lists(make.lines, min_size=1, max_size=9)):
        if draw(st.integers(0, 5)) == 0:
            table(made, draw(st.lists(st.lists(make.clauses, min_size=2, max_size=2), min_size=1, max_size=3)))
        kind = draw(kinds)
        paragraph = made.add_paragraph(style=draw(styles))
        at = draw(st.integers(0, len(text)))
        paragraph.add_run(("　　" if kind == "indent" else "") + text[:at]).bold = kind == "bold"
        if kind == "break":
            paragraph.add_run().add_break(WD_BREAK.PAGE)
        if kind == "lines":
            paragraph.add_run().add_break()
        paragraph.add_run(text[at:])
        if kind.startswith("numbered"):
            numbered(paragraph, number, int(kind == "numbered2"))
        if kind == "empty":
            made.add_paragraph()
        if kind == "control":
            wrapped = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
            paragraph._p.addprevious(wrapped)
            wrapped[0].append(paragraph._p)
    return Made(saved(made))


def table(made: Document, rows: list[list[str]]) -> None:
    filled = made.add_table(len(rows), 2)
    for row, texts in zip(filled.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


@settings(deadline=None, max_examples=25, phases=[Phase.reuse, Phase.generate])
@given(make.report_texts, documents())
def test_either_report_comes_back(old: str, new: bytes) -> None:
    """Whatever the new file is made of; empty paragraphs and breaks are its own."""
    check(*both(old, new))


@settings(deadline=None, max_examples=15, phases=[Phase.reuse, Phase.generate])
@given(documents(), st.data())
def test_either_of_two_like_files_comes_back(new: bytes, data: st.DataObject) -> None:
    """The same file with paragraphs taken out, doubled and swapped: rows and numbers correspond."""
    made = docx.Document(io.BytesIO(new))
    body = made.element.body
    for _ in range(data.draw(st.integers(1, 4))):
        children = [each for each in body if each.tag != qn("w:sectPr")]
        chosen = data.draw(st.sampled_from(children))
        if data.draw(st.booleans()):
            if len(children) > 1:
                body.remove(chosen)
        else:
            data.draw(st.sampled_from(children)).addprevious(chosen)
    rows = [row for each in made.tables for row in each.rows]
    if rows and data.draw(st.booleans()):
        row = data.draw(st.sampled_from(rows))
        row.cells[-1].text = data.draw(make.clauses)
    old = saved(made)
    if "".join(made.element.body.itertext()).strip():  # a report without a word is none
        check(*both(old, new))


@needs_shared
@pytest.mark.parametrize(
    ("old", "new"),
    [("2025_guizhou", "2025_hunan"), ("2025_beijing", "2025_shanghai"), ("2022_party_congress_DAO",) * 2],
)
def test_real_files(old: str, new: str) -> None:
    """As offices make them."""
    folder = SHARED / "reports" / "raw" / "formats" / "docx"
    before, after = (next(folder.glob(f"{name}*")).read_bytes() for name in (old, new))
    comparison, data = both(before, after)

    assert lines(settled(data, "accept")) == blocks(comparison.new)
    assert lines(settled(data, "reject")) == blocks(comparison.old)


def test_a_table_stays_a_table() -> None:
    """A number changed in its cell, a row came, a row went; nothing is said of it."""
    made, old = sample(), sample()
    table(made, [["指标", "目标"], ["赤字率", "4%左右"], ["城镇新增就业", "1200万人以上"], ["", "合计两项"]])
    table(old, [["指标", "目标"], ["赤字率", "3%左右"], ["居民消费价格", "涨幅3%左右"], ["", "合计两项"]])
    comparison, data = both(saved(old), saved(made))
    body = docx.Document(io.BytesIO(data)).element.body
    rows = [
        ["".join(text.text or "" for text in cell.iter(qn("w:t"), qn("w:delText"))) for cell in row.iter(qn("w:tc"))]
        for row in body.iter(qn("w:tr"))
    ]
    came, went = (
        [row for row in body.iter(qn("w:tr")) if row.find(f"{qn('w:trPr')}/{qn(f'w:{op}')}") is not None]
        for op in ("ins", "del")
    )

    assert rows[:2] == [["指标", "目标"], ["赤字率", "3%4%左右"]]
    assert rows[-1] == ["", "合计两项"]
    assert (len(came), len(went)) == (1, 1)
    assert list(docx.Document(io.BytesIO(data)).comments) == []
    check(comparison, data)


# ── looks ─────────────────────────────────────────────────────────────────────────────────────


def test_accepted_it_looks_like_the_new_file() -> None:
    """Page, header, styles of paragraphs, bold and size of every letter."""
    new = saved(sample())
    made = docx.Document(io.BytesIO(settled(both(OLD, new)[1], "accept")))
    paragraphs = [each for each in made.paragraphs if each.text]

    assert [(each.style.name if each.style else "", each.text) for each in paragraphs] == NEW
    assert _letters(made) == _letters(sample())
    section = made.sections[0]
    assert (round(section.page_width.cm, 1), round(section.left_margin.cm, 1)) == (18.4, 3.3)
    assert section.header.paragraphs[0].text == "内部资料"


def _letters(made: Document) -> list[tuple[str, bool, Any, Any]]:
    return [
        (letter, bool(run.bold), run.font.size, run.font.color.rgb)
        for paragraph in made.paragraphs
        for run in paragraph.runs
        for letter in run.text
    ]


def test_what_went_looks_like_its_place() -> None:
    """Deleted words have the properties of the letters before them, a deleted paragraph those of one of its kind."""
    made = docx.Document(io.BytesIO(both(OLD, saved(sample()))[1]))
    gone = {
        "".join(text.text or "" for text in each.iter(qn("w:delText"))): each
        for each in made.element.body.iter(qn("w:del"))
        if each.find(qn("w:r")) is not None
    }
    colours = [each.get(qn("w:val")) for each in gone["3%"].iter(qn("w:color"))]

    assert colours == ["123456"]
    assert "深化改革，扩大开放。" in gone


def test_without_its_file_it_looks_as_ever() -> None:
    """Another file, a broken one, or none: the look of official papers."""
    new = saved(sample())
    comparison, _ = both(OLD, new)
    usual = export(comparison, "redline")

    assert export(comparison, "redline", "zh", original=new + b"\0") == usual
    assert export(comparison, "redline", "zh", original=b"PK\x03\x04") == usual
    assert export(compare(make.read(OLD), make.read(OLD)), "redline", "zh", original=OLD.encode()) == export(
        compare(make.read(OLD), make.read(OLD)), "redline"
    )


def test_what_is_not_kept_is_said() -> None:
    """A comment on the first paragraph counts it, in the language of the reader."""
    made = sample()
    numbered(made.paragraphs[2], numbering(made))
    made.paragraphs[3]._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:drawing/></w:r>"))
    new = saved(made)
    comparison, data = both(OLD, new)

    (comment,) = docx.Document(io.BytesIO(data)).comments
    assert comment.text == "本修订稿沿用新文件的版式，其中1 幅图片没有保留，1 段的自动编号写成了文字。"
    (comment,) = docx.Document(io.BytesIO(export(comparison, "redline", "en", original=new))).comments
    assert comment.text.startswith("This document keeps the layout of the new file; pictures left out: 1,")
    assert list(docx.Document(io.BytesIO(both(OLD, saved(sample()))[1])).comments) == []


def test_the_command_line_and_the_pages_write_on_the_file(tmp_path: Path) -> None:
    """As a file, as a stored report, as a download."""
    new = saved(sample())
    comparison, data = both(OLD, new)
    for name, content in (("报告.txt", OLD.encode()), ("新.docx", new)):
        (tmp_path / name).write_bytes(content)
    out, database = tmp_path / "out.docx", tmp_path / "kept.sqlite"
    files = [str(tmp_path / "报告.txt"), str(tmp_path / "新.docx")]

    assert main(["--lang", "zh", "compare", *files, "-o", str(out)]) == 0
    assert out.read_bytes() == data

    with Store(database) as store:
        ids = [store.add((tmp_path / name).read_bytes(), name).report_id for name in ("报告.txt", "新.docx")]
    assert main(["--lang", "zh", "compare", *ids, "--db", str(database), "-o", str(out)]) == 0
    assert lines(out.read_bytes()) == blocks(comparison.new)
    assert b'w:w="10431"' in dict(_files(out.read_bytes()))["word/document.xml"]
    answer = Reader(database).get(f"/compare/{ids[0]}/{ids[1]}/export/redline")
    assert answer.status == 200
    assert lines(answer.body) == blocks(comparison.new)
    assert b'w:w="10431"' in dict(_files(answer.body))["word/document.xml"]


def test_a_paragraph_of_many_lines_breaks_the_page_once() -> None:
    """Its lines are paragraphs; the break before it, and its end, are those of the first and the last."""
    made = docx.Document()
    paragraph = made.add_paragraph()
    paragraph.paragraph_format.page_break_before = True
    paragraph.add_run().add_break(WD_BREAK.PAGE)
    for text in ("各位代表：", "现在报告工作。", "请予审议。"):
        paragraph.add_run(text).add_break()
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f"<w:sectPr {nsdecls('w')}><w:pgSz w:w='9000' w:h='9000'/></w:sectPr>")
    )
    made.add_paragraph("谢谢大家！")
    comparison, data = both("各位代表：", saved(made))
    text = dict(_files(data))["word/document.xml"]

    assert [text.count(each) for each in (b"<w:pageBreakBefore", b'<w:br w:type="page"', b'w:w="9000"')] == [1, 1, 1]
    check(comparison, data)


# ── what must not get through ─────────────────────────────────────────────────────────────────

SECRETS = [
    b"evil.example",
    b"vbaProject",
    b"DDEAUTO",
    b"secret",
    b"C:\\Users",
    "王五".encode(),
    b"oleObject",
    b"cmd.exe",
]


def hostile() -> bytes:
    """Return the sample with macros, links, objects, fields that fetch, revisions with names, custom XML."""
    made = sample()
    names = nsdecls("w", "r")
    header = made.sections[0].header.paragraphs[0]._p
    header.append(parse_xml(f'<w:r {names}><w:fldChar w:fldCharType="begin"/></w:r>'))
    header.append(parse_xml(f'<w:r {names}><w:instrText>DDEAUTO c:\\\\ "cmd.exe"</w:instrText></w:r>'))
    header.append(parse_xml(f'<w:r {names}><w:fldChar w:fldCharType="end"/></w:r>'))
    header.append(parse_xml(f'<w:ins {names} w:id="9" w:author="secret"><w:r><w:t>页眉</w:t></w:r></w:ins>'))
    body = made.paragraphs[3]._p
    body.get_or_add_pPr().append(parse_xml(f'<w:pPrChange {names} w:id="1" w:author="secret"><w:pPr/></w:pPrChange>'))
    body.append(parse_xml(f'<w:hyperlink {names} r:id="rId901"><w:r><w:t>点此</w:t></w:r></w:hyperlink>'))
    body.append(parse_xml(f'<w:r {names}><w:object><w:control r:id="rId902"/></w:object></w:r>'))
    files = dict(_files(saved(made)))
    relations = files["word/_rels/document.xml.rels"].decode()
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    external = "".join(
        f'<Relationship Id="{key}" Type="{base}/{kind}" Target="http://evil.example/x" TargetMode="External"/>'
        for key, kind in (("rId901", "hyperlink"), ("rId902", "control"), ("rId903", "attachedTemplate"))
    )
    inside = f'<Relationship Id="rId904" Type="{base}/oleObject" Target="embeddings/oleObject1.bin"/>'
    files["word/_rels/document.xml.rels"] = relations.replace(
        "</Relationships>", external + inside + "</Relationships>"
    ).encode()
    settings_ = files["word/settings.xml"].decode()
    files["word/settings.xml"] = (
        re.sub(
            r"(<w:settings[^>]*>)",
            r'\1<w:attachedTemplate r:id="rId903"/><w:docVars><w:docVar w:name="secret" w:val="C:\\Users"/>'
            "</w:docVars>",
            settings_,
        )
        .replace("<w:settings ", f'<w:settings xmlns:r="{base}" ' if "xmlns:r=" not in settings_ else "<w:settings ")
        .encode()
    )
    files["word/vbaProject.bin"] = b"vbaProject cmd.exe"
    files["word/embeddings/oleObject1.bin"] = b"oleObject"
    files["customXml/item9.xml"] = b"<secret/>"
    return archive(files)


def _files(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return [(name, source.read(name)) for name in source.namelist()]


def test_nothing_but_looks_gets_through() -> None:
    """No macro, link, object, fetching field, name or path is in any part; page header and text are."""
    new = hostile()
    comparison, data = both(OLD, new)
    parts = dict(_files(data))

    assert [
        secret for secret in SECRETS for name, part in parts.items() if secret in part or secret in name.encode()
    ] == []
    assert b"TargetMode" not in b"".join(parts.values())
    assert sorted(parts) == sorted(
        ["[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/_rels/document.xml.rels", "word/comments.xml",
         "word/document.xml", "word/fontTable.xml", "word/header1.xml", "word/numbering.xml", "word/settings.xml",
         "word/styles.xml", "word/theme.xml"]
    )  # fmt: skip
    assert "页眉" in parts["word/header1.xml"].decode()
    assert "点此" in parts["word/document.xml"].decode()
    check(comparison, data, ["内部资料页眉"])


@pytest.mark.parametrize(
    "new",
    [
        minimal('<w:p><w:r><w:t>各位代表：现在报告工作。</w:t></w:r></w:p>'),
        minimal('<w:p><w:r><w:t>各位代表：现在报告工作。</w:t></w:r></w:p>', styles="<w:style/>", numbering="<w:num/>"),
        minimal('<w:p><w:pPr><w:sectPr><w:headerReference/></w:sectPr></w:pPr><w:r><w:t>各位代表：现在报告工作。</w:t></w:r></w:p><w:sectPr/>'),
    ],
)  # fmt: skip
def test_a_file_of_the_least_parts_will_do(new: bytes) -> None:
    """No styles, empty ones, references to nothing."""
    check(*both("各位代表：现在报告工作。", new))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    """It tracks as many changes, and its plain text without them is the new report."""
    comparison, data = both(OLD, saved(sample()))
    (tmp_path / "修订.docx").write_bytes(data)
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to"]
    for form in ("fodt", "docx:MS Word 2007 XML"):
        out = str(tmp_path / form[:4])
        subprocess.run([*command, form, "--outdir", out, str(tmp_path / "修订.docx")], check=True, timeout=120)
    again = (tmp_path / "docx" / "修订.docx").read_bytes()

    assert (tmp_path / "fodt" / "修订.fodt").read_text("utf-8").count("<text:changed-region") == 4
    assert lines(settled(again, "accept")) == blocks(comparison.new)
    assert lines(settled(again, "reject")) == [*blocks(comparison.old), "内部资料"]
