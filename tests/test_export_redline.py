"""The tracked document: accepted it is the new report, rejected the old one, whoever does it."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings

from compare import paths
from compare.comparison import compare, read_report
from compare.export.redline import AUTHOR, write
from compare.model import Comparison, Report
from compare.reviews import review, with_reviews
from tests import strategies as make
from tests.support import SEED, SHARED, needs_shared

DRAFT = paths.bundled("corpus") / paths.DRAFT
_GONE = {"accept": ("del", "moveFrom"), "reject": ("ins", "moveTo")}


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    """The baseline beside the draft."""
    return compare(*(read_report(source.read_bytes(), source.name) for source in (SEED, DRAFT)))


def settled(data: bytes, how: str) -> list[str]:
    """Return the paragraphs after all changes were accepted or rejected, as Word does it: text that goes is taken out,
    and a paragraph whose mark goes is joined to the next."""
    gone = {qn(f"w:{name}") for name in _GONE[how]}
    out, held = [], ""
    for paragraph in Document(io.BytesIO(data)).element.body.iter(qn("w:p")):
        held += "".join(_text(paragraph, gone))
        marks = {each.tag for each in paragraph.iterfind(f"{qn('w:pPr')}/{qn('w:rPr')}/*")}
        if not marks & gone:
            out.append(held)
            held = ""
    assert held == ""
    return out


def _text(element: Any, gone: set[str]) -> list[str]:
    found = []
    for child in element:
        if child.tag in gone:
            continue
        if child.tag in (qn("w:t"), qn("w:delText")):
            found.append(child.text or "")
        elif child.tag != qn("w:pPr"):
            found += _text(child, gone)
    return found


def blocks(report: Report) -> list[str]:
    return [block.text for block in report.blocks]


@settings(deadline=None, max_examples=30)
@given(make.report_texts, make.report_texts)
def test_either_report_comes_back(old: str, new: str) -> None:
    """Block by block; the empty paragraph at the end is the document's own."""
    comparison = make.compared(old, new)
    data = write(comparison, "zh")

    assert settled(data, "accept") == [*blocks(comparison.new), ""]
    assert settled(data, "reject") == [*blocks(comparison.old), ""]


@needs_shared
@pytest.mark.parametrize(
    "pair", [("gwr2024", "gwr2025"), ("guangdong2025", "guangdong2026"), ("party2017", "party2022")]
)
def test_either_real_report_comes_back(pair: tuple[str, str]) -> None:
    """Thirty thousand characters a side too."""
    clean = SHARED / "reports" / "clean"
    comparison = compare(*(read_report((clean / f"{name}.txt").read_bytes(), f"{name}.txt") for name in pair))
    data = write(comparison, "zh")

    assert settled(data, "accept") == [*blocks(comparison.new), ""]
    assert settled(data, "reject") == [*blocks(comparison.old), ""]


def test_read_again_it_is_the_new_report(comparison: Comparison) -> None:
    """The reader of Word files takes what was inserted, not what was deleted."""
    again = read_report(write(comparison, "zh"), "修订稿.docx")

    assert "".join(blocks(again)).replace(" ", "") == "".join(blocks(comparison.new)).replace(" ", "")


def test_every_change_has_an_author_a_date_and_a_number_of_its_own(comparison: Comparison) -> None:
    """The date is the new report's; ends of moves bear one name."""
    body = Document(io.BytesIO(write(comparison, "zh"))).element.body
    tracked = [each for name in ("ins", "del", "moveFrom", "moveTo") for each in body.iter(qn(f"w:{name}"))]
    starts = [sorted(str(each.get(qn("w:name"))) for each in body.iter(qn(f"w:{name}RangeStart")))
              for name in ("moveFrom", "moveTo")]  # fmt: skip

    assert {each.get(qn("w:author")) for each in tracked} == {AUTHOR}
    assert {each.get(qn("w:date")) for each in tracked} == {"2024-05-08T00:00:00Z"}
    numbers = [each.get(qn("w:id")) for each in tracked]
    assert len(numbers) == len(set(numbers)) > 100
    assert starts[0] == starts[1] != []


def test_paragraphs_that_moved_together_are_one_move() -> None:
    """One range opens before the first and closes behind the last, so that the marks of the paragraphs move along."""
    first, second = "推进产业工人队伍建设改革，培养高技能人才。", "繁荣首都职工文化，办好职工艺术节。"
    stays = "加快数字工会建设，打通服务职工的最后一公里，让数据多跑路、职工少跑腿，服务更有温度。\n"
    stays += "加强基层基础建设，扩大工会组织覆盖，让每一名职工都能找到自己的组织，工作更有力度。\n"
    old, new = f"报告\n一、工作\n{first}\n{second}\n{stays}", f"报告\n一、工作\n{stays}{first}{second}\n"
    data = write(make.compared(old, new), "zh")
    body = Document(io.BytesIO(data)).element.body
    order = [each.tag.rpartition("}")[2] for each in body.iter() if "Range" in each.tag or each.tag == qn("w:p")]

    assert order[2:5] == ["p", "moveFromRangeStart", "p"]
    assert order[5:] == ["moveFromRangeEnd", "p", "p", "p", "moveToRangeStart", "moveToRangeEnd", "p"]
    assert settled(data, "accept") == [*new.splitlines(), ""]
    assert settled(data, "reject") == [*old.splitlines(), ""]


def test_reviews_are_comments(comparison: Comparison) -> None:
    """With their author, at the paragraph of the change."""
    change = next(each for each in comparison.changes if each.cls == "target")
    said = with_reviews(comparison, [review(comparison, change.id, "check", "再核", "张三")])
    made = Document(io.BytesIO(write(said, "zh")))
    (comment,) = list(made.comments)

    assert (comment.author, comment.text) == ("张三", "待核（张三）：再核")
    (reference,) = made.element.body.iter(qn("w:commentReference"))
    assert reference.get(qn("w:id")) == str(comment.comment_id)
    assert write(said, "zh") == write(said, "zh")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it(comparison: Comparison, tmp_path: Path) -> None:
    """Its own file of the same document still tracks the changes."""
    (tmp_path / "修订.docx").write_bytes(write(comparison, "zh"))
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "fodt"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "修订.docx")], check=True, timeout=120)

    text = (tmp_path / "修订.fodt").read_text("utf-8")
    assert text.count("<text:changed-region") > 100
    assert "1.5万家以上" in text
