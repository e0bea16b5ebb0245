"""Exports of chosen changes: the rest is neither listed nor marked, no sentence is lost, and the file says so."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections import Counter
from dataclasses import replace
from html import unescape
from pathlib import Path

import jsonschema
import openpyxl
import pypdfium2
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.cli import main
from compare.comparison import compare, read_report
from compare.contract import comparison_from_json, comparison_to_json, schema
from compare.describe import entries
from compare.errors import Language
from compare.export import EVERYTHING, FORMATS, Selection, export, selected
from compare.export.stream import stream
from compare.ledger import entry, with_ledger
from compare.lookup import Lookup
from compare.model import Comparison
from compare.reviews import review, with_reviews
from compare.said_files import REVIEWS
from compare.store import Store
from compare.view import CHIP_OF, CHIPS, Page, Segment, page
from tests import strategies as make

OLD = """工会工作报告
（2019年5月6日）
一、过去五年工作
会员总数达到60万人。
二、今后五年工作
（一）服务大局
建成职工之家近万家。
推进产业工人队伍建设改革，健全联系机制。
（二）维护权益
到2024年制定基层工会组织权责清单，建立职工服务基金。
办好工人报社。
"""
NEW = """工会工作报告
（2024年5月8日）
一、过去五年工作
会员总数达到72万人。
二、今后五年工作
（一）服务大局
建成职工之家1.5万家以上。
加快推进产业工人队伍建设改革，健全联系机制。
（二）维护权益
建立新就业形态劳动者权益保障中心。
"""
FIGURES = Selection(("figure",))
selections = st.builds(
    Selection, st.sets(st.sampled_from(list(CHIPS))).map(lambda chosen: tuple(chip for chip in CHIPS if chip in chosen))
)


def pair() -> Comparison:
    """Two small editions with a review of each figure and an entry of the ledger."""
    old, new = read_report(OLD.encode(), "旧.txt"), read_report(NEW.encode(), "新.txt")
    found = compare(old, new)
    found = with_ledger(found, [entry(old, new, "服务基金", "waived", "并入新的意见", None, "王五")])
    said = [
        review(found, change.id, "check" if CHIP_OF[change.cls] == "figure" else "agreed", "出处待查", "张三")
        for change in found.changes
    ]
    return with_reviews(found, said)


def words(data: bytes, name: str) -> str:
    """Return all words of an export, whatever it is made of, without white space: a page breaks its lines anywhere."""
    return "".join(_words(data, name).split())


def _words(data: bytes, name: str) -> str:
    if name == "pdf":
        with pypdfium2.PdfDocument(data) as document:
            return "".join(each.get_textpage().get_text_range() for each in document)
    if name in ("redline", "table", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            markup = b"\n".join(parts.read(part) for part in parts.namelist() if part.endswith(".xml")).decode()
        return unescape(re.sub("<[^>]+>", "", markup))
    return unescape(data.decode("utf-8-sig")).replace("\\", "") if name in ("md", "html") else data.decode("utf-8-sig")


@given(make.report_texts, make.report_texts, selections)
@settings(max_examples=60, deadline=None)
def test_what_is_left_out_is_neither_listed_nor_marked(old: str, new: str, selection: Selection) -> None:
    """The list holds the classes chosen and the number of the others; only they are marked; both texts stand whole."""
    whole = make.compared(old, new)
    found = selected(whole, selection)

    assert [c for c in whole.changes if CHIP_OF[c.cls] in selection.classes] == list(found.changes)
    assert len(whole.changes) - len(found.changes) == (found.left_out.changes if found.left_out else 0)
    shown, all_of_it = page(found), page(whole)
    assert _texts(shown) == _texts(all_of_it)
    kept = {change.id for change in found.changes}
    assert {ref for s in _segments(shown) for ref in s.refs} <= kept
    if found.left_out:
        told = {ref for change in found.changes for ref in change.refs}
        assert {s.formulation for s in _segments(shown)} - {None} <= told
        assert all(row.told or not row.changes for row in shown.rows)
    assert stream(found) == stream(whole)


@given(make.report_texts, make.report_texts, selections, selections)
@settings(max_examples=40, deadline=None)
def test_choosing_twice_is_choosing_what_both_do(old: str, new: str, one: Selection, two: Selection) -> None:
    """All of it is the comparison itself; what was left out first is still counted."""
    whole = make.compared(old, new)
    both = Selection(tuple(chip for chip in CHIPS if chip in one.classes and chip in two.classes))

    assert selected(whole, EVERYTHING) == whole
    twice, once = selected(selected(whole, one), two), selected(whole, both)
    assert twice.changes == once.changes
    assert (twice.left_out and twice.left_out.changes) == (once.left_out and once.left_out.changes)


@given(make.report_texts, make.report_texts, selections)
@settings(max_examples=30, deadline=None)
def test_a_chosen_part_is_published(old: str, new: str, selection: Selection) -> None:
    """Valid data that reads back, its summary telling of the changes chosen and of nothing else."""
    found = selected(make.compared(old, new), selection)
    data = json.loads(json.dumps(comparison_to_json(found)))

    jsonschema.validate(data, schema())
    assert comparison_from_json(data) == found
    if found.left_out:
        lines = [line.change for part in found.summary_data for line in part.lines]
        assert Counter(lines) == Counter(change.id for change in found.changes)
        assert found.left_out.zh in found.summary["zh"]
        assert found.left_out.en in found.summary["en"]


def test_a_file_of_some_classes_switches_those_only() -> None:
    """No switch of the html export is one that would change nothing."""
    text = export(pair(), "html", "zh", Selection(("figure", "task"))).decode()

    assert set(re.findall(r'class="switch" id="show-(\w+)"', text)) == {"figure", "task"}


@pytest.mark.parametrize("name", list(FORMATS))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_format_says_what_was_left_out(name: str, language: Language) -> None:
    """In its own words, once or more; the whole one says nothing of the sort."""
    comparison = pair()
    left = selected(comparison, FIGURES).left_out
    assert left is not None
    sentence = left.en if language == "en" else left.zh

    sentence = "".join(sentence.split())
    assert sentence in words(export(comparison, name, language, FIGURES), name)
    assert sentence not in words(export(comparison, name, language), name)


def test_the_sentence_counts_what_was_chosen() -> None:
    """Few classes are named; of many, those that are missing are; so are states of review."""
    comparison = pair()
    total, figures = len(comparison.changes), sum(CHIP_OF[c.cls] == "figure" for c in comparison.changes)

    def said(selection: Selection) -> tuple[str, str]:
        left = selected(comparison, selection).left_out
        assert left is not None
        return left.zh, left.en

    assert said(FIGURES) == (
        f"本文件只含所选的 {figures} 项改动（目标与数据），另有 {total - figures} 项既未列出，也未标出。",
        f"Only the changes chosen are here: {figures} of {total} (figures). Neither listed nor marked: "
        f"{total - figures}.",
    )
    without = Selection(tuple(chip for chip in CHIPS if chip not in ("figure", "task")))
    assert "（不含目标与数据、任务）" in said(without)[0]
    assert "(without figures, tasks)" in said(without)[1]
    assert "（审阅情况为待核）" in said(Selection(states=("check",)))[0]
    assert "（目标与数据；审阅情况为同意、忽略）" in said(replace(FIGURES, states=("agreed", "ignored")))[0]
    assert f" 0 项改动（不含任何类别），另有 {total} 项" in said(Selection(()))[0]


def test_lists_tables_and_sheets_hold_what_was_chosen() -> None:
    """Figures alone: one row each in the CSV, in Word the passages with one and the headings above them."""
    comparison = pair()
    rows = list(csv.DictReader(io.StringIO(export(comparison, "csv", "zh", FIGURES).decode("utf-8-sig"))))
    assert {row["类别"] for row in rows} == {"目标", "成果数据", "任务台账", "所选范围"}

    table = Document(io.BytesIO(export(comparison, "table", "zh", FIGURES))).tables[0]
    new = [row.cells[1].text for row in table.rows[1:] if len(dict.fromkeys(row.cells)) == 3]
    assert new == [
        "工会工作报告",
        "一、过去五年工作",
        "会员总数达到72万人。",
        "二、今后五年工作",
        "（一）服务大局",
        "建成职工之家1.5万家以上。",
    ]
    counted = [row.cells[0].text for row in table.rows if len(dict.fromkeys(row.cells)) == 1]
    assert all(re.fullmatch("以下[0-9]+段没有所选的改动", text) for text in counted)

    book = openpyxl.load_workbook(io.BytesIO(export(comparison, "xlsx", "zh", replace(FIGURES, ledger=False))))
    assert book.sheetnames == ["所选范围", "改动", "目标与数据", "兑现", "提法", "统计", "旧版", "新版"]
    assert {row[1].value for row in book["改动"].iter_rows(min_row=2)} == {"目标", "成果数据"}
    assert [row[0].value for row in book["提法"].iter_rows(min_row=2)] == []


@pytest.mark.parametrize("name", list(FORMATS))
def test_what_people_said_goes_along_or_stays(name: str) -> None:
    """Neither a note nor a name of a reviewer or of the ledger is in a file without them; the other is untouched."""
    comparison = pair()
    bare = words(export(comparison, name, "zh", Selection(reviews=False, ledger=False)), name)
    ledger = words(export(comparison, name, "zh", Selection(reviews=False)), name)

    assert not any(said in bare for said in ("出处待查", "张三", "并入新的意见", "王五"))
    assert "出处待查" not in ledger
    assert ("并入新的意见" in ledger) == (name != "text")
    assert "出处待查" in words(export(comparison, name, "zh"), name)


def test_only_comments_on_what_was_chosen_stand_in_the_tracked_document() -> None:
    """Its text is the same whatever was chosen; comments are those on the changes chosen."""
    comparison = pair()
    whole, part = (
        Document(io.BytesIO(export(comparison, "redline", "zh", selection)))
        for selection in (EVERYTHING, Selection(states=("check",), ledger=False))
    )
    figures = [change for change in comparison.changes if CHIP_OF[change.cls] == "figure"]

    assert [p.text for p in part.paragraphs] == [p.text for p in whole.paragraphs]
    assert [each.text for each in part.comments] == ["待核（张三）：出处待查"] * len(figures)


def test_the_command_line_chooses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Classes and groups of them; states of the reviews in a file, or of two stored reports; a name that is none."""
    old, new, said = tmp_path / "旧.txt", tmp_path / "新.txt", tmp_path / "审阅.json"
    old.write_text(OLD, encoding="utf-8")
    new.write_text(NEW, encoding="utf-8")
    comparison = pair()
    REVIEWS.add(str(said), comparison.reviews)

    def changes(*more: str) -> list[str]:
        assert main(["compare", str(old), str(new), "--format", "json", "--reviews", str(said), *more]) == 0
        return [CHIP_OF[change.cls] for change in comparison_from_json(json.loads(capsys.readouterr().out)).changes]

    assert set(changes("--only", "figure")) == {"figure"}
    assert set(changes("--only", "task, structure")) <= {"task", "moved", "added", "removed"}
    assert set(changes("--state", "check")) == {"figure"}
    assert "figure" not in changes("--state", "agreed,ignored")
    assert main(["compare", str(old), str(new), "--format", "json", "--reviews", str(said), "--no-reviews"]) == 0
    assert comparison_from_json(json.loads(capsys.readouterr().out)).reviews == ()
    for option, wrong in (("--only", "figures"), ("--state", "done"), ("--only", ",")):
        assert main(["compare", str(old), str(new), option, wrong, "--lang", "zh"]) == 2
        error = capsys.readouterr().err
        assert f"{option} 不认识 {wrong}" in error
        assert error.count("\n") == 1


def test_the_command_line_says_what_a_tracked_document_holds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two stored reports with their reviews: all changes of the text, and that only comments were chosen."""
    database = tmp_path / "duizhao.sqlite"
    with Store(database) as store:
        ids = [store.add(text.encode(), name).report_id for text, name in ((OLD, "旧.txt"), (NEW, "新.txt"))]
        store.reviews.say(ids[0], ids[1], pair().reviews)
    out = tmp_path / "修订稿.docx"

    assert main(["compare", *ids, "--db", str(database), "--state", "check", "-o", str(out), "--lang", "zh"]) == 0
    assert "修订稿总含全部文字改动；--only、--state 只限其中的批注。" in capsys.readouterr().err
    assert {each.text for each in Document(str(out)).comments} == {"待核（张三）：出处待查"}


def _segments(shown: Page) -> list[Segment]:
    return [s for row in shown.rows for cell in (*row.old, *row.new) for s in cell.segments]


def _texts(shown: Page) -> Counter[tuple[str, str]]:
    rows = (*shown.rows, *shown.furniture)
    return Counter(
        (side, "".join(s.text for s in cell.segments))
        for row in rows
        for side, cells in (("old", row.old), ("new", row.new))
        for cell in cells
    )


# ── single kinds of changes ───────────────────────────────────────────────────────────────────


def test_single_kinds_may_be_chosen() -> None:
    """Of the figures only targets that were raised; the same kind of another class stays behind; the file says so."""
    comparison = pair()
    raised = selected(comparison, Selection((), kinds=("target_up",)))
    every = [each.kind for each in entries(Lookup(comparison))]

    assert {"target_up", "result_up"} <= set(every)
    assert {each.kind for each in entries(Lookup(raised))} == {"target_up"}
    assert {change.type for change in raised.figure_changes} == {"target_pair"}
    assert raised.left_out is not None
    assert raised.left_out.zh.startswith(f"本文件只含所选的 {every.count('target_up')} 项改动（目标上调）")
    assert raised.left_out.kinds == ("target_up",)
    jsonschema.validate(json.loads(export(comparison, "json", selection=Selection((), kinds=("target_up",)))), schema())


def test_kinds_stand_beside_classes_and_states() -> None:
    """All commitments and the targets that were raised; of these those that someone wants checked."""
    comparison = pair()
    both = selected(comparison, Selection(("task",), kinds=("target_up",)))
    checked = selected(comparison, Selection(("task",), ("check",), kinds=("target_up",)))

    assert {CHIP_OF[change.cls] for change in both.changes} == {"task", "figure"}
    assert {each.kind for each in entries(Lookup(checked))} == {"target_up"}
    assert selected(both, Selection((), kinds=("target_up",))).changes == checked.changes


def test_the_command_line_takes_kinds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By the same option as classes; a name that is neither is refused with those that are."""
    old, new, out = tmp_path / "旧.txt", tmp_path / "新.txt", tmp_path / "改动.csv"
    old.write_text(OLD, encoding="utf-8")
    new.write_text(NEW, encoding="utf-8")

    assert main(["compare", str(old), str(new), "--only", "target_up,removed", "-o", str(out), "--lang", "zh"]) == 0
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    assert {row["类别"] for row in rows[:-1]} == {"目标", "删除"}
    assert main(["compare", str(old), str(new), "--only", "target_upp", "--lang", "en"]) != 0
    assert "target_up," in capsys.readouterr().err
