"""新旧对照表 as a Word document, opened again: every change in its row, both texts whole, the same bytes each time."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.table import Table

from compare import paths
from compare.comparison import compare, read_report
from compare.export.table import write
from compare.model import Comparison
from compare.reviews import review, with_reviews
from compare.view import page
from tests.support import SEED

DRAFT = paths.bundled("corpus") / paths.DRAFT


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    """The baseline beside the draft."""
    return compare(*(read_report(source.read_bytes(), source.name) for source in (SEED, DRAFT)))


@pytest.fixture(scope="module")
def table(comparison: Comparison) -> Table:
    """The table of the two."""
    return Document(io.BytesIO(write(comparison, "zh"))).tables[0]


def cells(table: Table) -> list[list[str]]:
    """Return the text of the cells of each row, a merged one once."""
    return [["\n".join(p.text for p in cell.paragraphs) for cell in dict.fromkeys(row.cells)] for row in table.rows]


def test_changed_rows_stand_in_order_and_the_others_are_counted(comparison: Comparison, table: Table) -> None:
    """Both columns are the blocks of the row, letter by letter; what did not change is a line with its number."""
    rows = [row for row in page(comparison).rows if row.kind not in ("pointer", "continued")]
    expected: list[list[str]] = []
    same = 0
    for row in rows:
        if row.unchanged and row.kind == "text":
            same += 1
            continue
        expected += [[f"以下{same}段未变"]] if same else []
        same = 0
        expected.append(
            ["\n".join(cell.block.text for cell in side) or "（无对应内容）" for side in (row.old, row.new)]
        )
    expected += [[f"以下{same}段未变"]] if same else []

    assert [row[:2] if len(row) == 3 else row for row in cells(table)[1:]] == expected


def test_what_changed_is_struck_or_underlined(comparison: Comparison, table: Table) -> None:
    """The struck runs of the old column, and the underlined ones of the new, are the marked stretches of the page."""
    rows = [row for row in page(comparison).rows if row.kind not in ("pointer", "continued") and not row.unchanged]
    struck = "".join(s.text for row in rows for cell in row.old for s in cell.segments if s.op != "equal")
    added = "".join(s.text for row in rows for cell in row.new for s in cell.segments if s.op != "equal")
    runs = [
        [run for row in table.rows[1:] if len(dict.fromkeys(row.cells)) == 3
         for p in row.cells[side].paragraphs for run in p.runs]
        for side in (0, 1)
    ]  # fmt: skip

    assert "".join(run.text for run in runs[0] if run.font.strike) == struck
    assert "".join(run.text for run in runs[1] if run.font.underline is True) == added


def test_the_head_is_on_every_page_of_a_page_across(comparison: Comparison, table: Table) -> None:
    """A4, landscape; the first row repeats; the typefaces of official papers, with one that stands in for each."""
    made = Document(io.BytesIO(write(comparison, "zh")))
    (section,) = made.sections

    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (29.7, 21.0)
    assert [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows][
        :2
    ] == [
        True,
        False,
    ]
    fonts = made.part.part_related_by(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable"
    ).blob.decode()
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="FangSong"/>' in fonts


def test_numbers_are_not_chinese(comparison: Comparison) -> None:
    """A program breaks Chinese between any two letters: 10.1 at the end of a line became 1 and 0.1 (国家2025)."""
    made = Document(io.BytesIO(write(comparison, "zh")))
    lang = made.styles["Normal"].element.rPr.find(qn("w:lang"))

    assert (lang.get(qn("w:val")), lang.get(qn("w:eastAsia"))) == ("en-US", "zh-CN")


def test_each_change_has_a_drafted_remark(comparison: Comparison, table: Table) -> None:
    """Its kind and what it says; what reviewers wrote; an invented report says that it is."""
    remarks = [row[2] for row in cells(table)[1:] if len(row) == 3]
    assert any(line.startswith("目标上调：") for remark in remarks for line in remark.splitlines())
    said = review(comparison, comparison.changes[0].id, "check", "再核", "张三")
    reviewed = Document(io.BytesIO(write(with_reviews(comparison, [said]), "zh")))
    assert "审阅：待核（张三）：再核" in " ".join(cell.text for cell in reviewed.tables[0].column_cells(2))
    assert "演示稿·内容虚构" in "".join(p.text for p in reviewed.paragraphs)


def test_the_same_comparison_gives_the_same_bytes(comparison: Comparison) -> None:
    """No clock is in it."""
    assert write(comparison, "en") == write(comparison, "en")


def test_hostile_text_is_text() -> None:
    """Markup, controls and half characters neither break the document nor become part of it."""
    old = "报告\n一、工作\n</w:t><w:evil/>&amp;完成投资3亿元。\x0b\n"
    new = "报告\n一、工作\n</w:t><w:evil/>&amp;完成投资4亿元。\n"
    found = compare(*(read_report(text.encode(), "a.txt") for text in (old, new)))
    text = " ".join(cell.text for cell in Document(io.BytesIO(write(found, "zh"))).tables[0].column_cells(1))

    assert "</w:t><w:evil/>&amp;完成投资4亿元。" in text


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it(comparison: Comparison, tmp_path: Path) -> None:
    """Converted to text, both reports' words are there."""
    (tmp_path / "对照表.docx").write_bytes(write(comparison, "zh"))
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--convert-to",
        "txt:Text (encoded):UTF8",
    ]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "对照表.docx")], check=True, timeout=120)

    text = (tmp_path / "对照表.txt").read_text("utf-8-sig")
    assert "1.5万家以上" in text
    assert "近万家" in text


def test_a_paragraph_beside_a_heading_is_not_one() -> None:
    """A heading that stands alone in one edition and runs in in the other (广东2025, 2026): bold is the heading."""
    head = "报告\n各位代表：\n一、工作任务\n"
    heading, text = "（一）深化改革，扩大开放", "坚持把改革开放作为关键一招，推出措施三百项，办成实事二十件。"
    old, new = f"{head}{heading}。{text}\n", f"{head}{heading}\n{text}\n"
    comparison = compare(read_report(old.encode(), "旧.txt"), read_report(new.encode(), "新.txt"))
    made = Document(io.BytesIO(write(comparison, "zh"))).tables[0]
    bold = {
        (side, paragraph.text): all(run.bold for run in paragraph.runs)
        for row in made.rows[1:]
        if len(dict.fromkeys(row.cells)) == 3
        for side in (0, 1)
        for paragraph in row.cells[side].paragraphs
    }

    assert bold[1, heading] is True
    assert bold[1, text] is False
    assert bold[0, f"{heading}。{text}"] is False


def test_no_row_that_one_side_lacks_is_without_a_remark() -> None:
    """A salutation is no change of the list, but whoever sees it struck wants to read that it went (国家2024, 2025)."""
    body = "报告\n各位代表：\n一、工作\n推进产业工人队伍建设改革，办好职工艺术节。\n"
    old, new = f"{body}各位代表！\n繁荣首都职工文化，建好职工书屋。\n", f"{body}繁荣首都职工文化，建好职工书屋。\n"
    comparison = compare(read_report(old.encode(), "旧.txt"), read_report(new.encode(), "新.txt"))

    assert ["各位代表！", "（无对应内容）", "删去。"] in cells(Document(io.BytesIO(write(comparison, "zh"))).tables[0])
    assert "Removed." in [row[-1] for row in cells(Document(io.BytesIO(write(comparison, "en"))).tables[0])]


def test_every_remark_begins_as_a_sentence_does(comparison: Comparison) -> None:
    """In English too: Target raised: …"""
    table = Document(io.BytesIO(write(comparison, "en"))).tables[0]
    lines = [line for row in cells(table)[1:] if len(row) == 3 for line in row[2].splitlines() if line]

    assert any(line.startswith("Target raised: ") for line in lines)
    assert [line for line in lines if not line[0].isupper()] == []


def test_every_mark_is_in_the_legend(comparison: Comparison) -> None:
    """What is struck, underlined, shaded or waved is said above the table."""
    made = Document(io.BytesIO(write(comparison, "zh")))

    assert [word for word in ("删除线", "下划线", "底色", "波浪线") if word in made.paragraphs[2].text] == [
        "删除线",
        "下划线",
        "底色",
        "波浪线",
    ]


def test_an_english_file_has_an_english_title(comparison: Comparison) -> None:
    """With the colon of its language."""
    made = Document(io.BytesIO(write(comparison, "en")))

    assert made.core_properties.title.startswith("Old and new: ")
    assert Document(io.BytesIO(write(comparison, "zh"))).core_properties.title.startswith("新旧对照表：")
