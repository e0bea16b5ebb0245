"""Remarks: kept by what a change says, in place of what is drafted, in every export, on the command line."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import jsonschema
import openpyxl
import pypdfium2
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from compare import paths
from compare.cli import main
from compare.comparison import compare, read_report
from compare.config import REMARK
from compare.contract import comparison_from_json, comparison_to_json, remark_from_json, remark_to_json, schema
from compare.errors import DuizhaoError, NotFound
from compare.export import export
from compare.export.reasons import NAMED, Reasons, told_rows
from compare.export.remarks import reasons
from compare.model import Comparison
from compare.pair_store import Revision
from compare.remarks import heard, on_changes, remarks, subject, with_remarks
from compare.store import Store
from compare.version_store import Carried
from tests import strategies as make
from tests.support import SEED
from tests.test_export_selection import NEW, OLD

NEXT = NEW.replace("二、今后五年工作", "二、今后五年的工作") + "加强基层建设。\n"


def pair(new: str = NEW) -> Comparison:
    """Two small editions, compared."""
    return compare(read_report(OLD.encode(), "旧.txt"), read_report(new.encode(), "新.txt"))


def target(comparison: Comparison) -> str:
    """The id of the raised target."""
    return next(each.id for each in comparison.changes if each.cls == "target")


def column(comparison: Comparison) -> list[str]:
    """What stands under 说明 in the table, row by row."""
    table = Document(io.BytesIO(export(comparison, "table", "zh"))).tables[0]
    return [row.cells[2].text for row in table.rows[1:] if len(dict.fromkeys(row.cells)) == 3]


def test_a_remark_stands_in_place_of_the_draft() -> None:
    """Its lines are paragraphs; an empty one leaves the cell empty; the others are as drafted."""
    comparison = pair()
    drafted = column(comparison)
    draft = "目标上调：建成职工之家：近万家→1.5万家以上"
    at = next(n for n, text in enumerate(drafted) if draft in text)

    written = column(
        with_remarks(comparison, remarks(comparison, {target(comparison): "按摸底情况调整。\r\n详见附件。"}))
    )
    assert written[at] == drafted[at].replace(draft, "按摸底情况调整。\n详见附件。")
    assert written[:at] + written[at + 1 :] == drafted[:at] + drafted[at + 1 :]
    everything = remarks(comparison, {change.id: "" for change in comparison.changes})
    assert set(column(with_remarks(comparison, everything))) == {""}


def test_what_a_person_wrote_stands_however_many_changes_a_row_has() -> None:
    """Drafts beyond the first few are counted; one written there is named, and the count goes down."""
    draft = paths.bundled("corpus") / paths.DRAFT
    comparison = compare(*(read_report(source.read_bytes(), source.name) for source in (SEED, draft)))
    row = next(row for row in told_rows(comparison) if not isinstance(row, int) and len(row.changes) > NAMED + 1)
    rest = len(row.changes) - NAMED
    last = row.changes[-1]
    found = with_remarks(comparison, remarks(comparison, {last: "另有考虑。"}))

    assert Reasons(comparison, "zh").lines(row)[-1] == f"另有{rest}处改动。"
    lines = Reasons(found, "zh").lines(row)
    assert lines[-2:] == ["另有考虑。", f"另有{rest - 1}处改动。"]


@given(make.report_texts, make.report_texts, st.data())
@settings(max_examples=40, deadline=None)
def test_each_change_has_one_reason_and_a_remark_is_read_back(old: str, new: str, data: st.DataObject) -> None:
    """Whatever is typed beside some of the changes: valid data that says the same, in the table what was typed."""
    comparison = make.compared(old, new)
    ids = [change.id for change in comparison.changes]
    texts = data.draw(st.dictionaries(st.sampled_from(ids), make.any_texts, max_size=4)) if ids else {}
    found = with_remarks(comparison, remarks(comparison, texts))

    listed = [reason.change for _, reason in reasons(found, "zh")]
    assert len(listed) == len(set(listed))
    written = {reason.change: reason.written for _, reason in reasons(found, "zh") if reason.written is not None}
    assert written == {change: text for change, text in on_changes(found).items() if change in listed}
    body = json.loads(json.dumps(comparison_to_json(found)))
    jsonschema.validate(body, schema())
    assert comparison_from_json(body) == found
    assert [remark_from_json(remark_to_json(each)).key for each in found.remarks] == [e.key for e in found.remarks]
    assert export(with_remarks(comparison, ()), "table", "zh") == export(comparison, "table", "zh")


def test_what_makes_no_sense_is_refused() -> None:
    """No such change, too long, no remark at all."""
    comparison = pair()
    with pytest.raises(NotFound):
        remarks(comparison, {"c0000000000": ""})
    with pytest.raises(DuizhaoError):
        remarks(comparison, {target(comparison): "长" * (REMARK.longest_text + 1)})
    for data in (
        {},
        {"key": "v0123456789"},
        {"key": "<b>", "text": ""},
        {"key": 1, "text": ""},
        {"key": "v0", "text": 1},
    ):
        with pytest.raises((ValueError, KeyError, TypeError)):
            remark_from_json(data)


def test_every_format_that_lists_changes_has_the_remark() -> None:
    """A column where there are any, and none where there is none; nothing of it is markup or a formula."""
    comparison = pair()
    found = with_remarks(comparison, remarks(comparison, {target(comparison): "=1+1 核对<b>"}))
    table = list(csv.DictReader(io.StringIO(export(found, "csv", "zh").decode("utf-8-sig"))))

    assert [row["说明"] for row in table if row["说明"]] == ["'=1+1 核对<b>"]
    assert "说明" not in export(comparison, "csv", "zh").decode("utf-8-sig").splitlines()[0].split(",")
    assert "说明：=1+1 核对&lt;b&gt;" in export(found, "html", "zh").decode()
    assert "| \\=1+1 核对\\<b\\> |" in export(found, "md", "zh").decode()
    assert "说明：=1+1 核对<b>" in export(found, "text", "zh").decode()
    with pypdfium2.PdfDocument(export(found, "pdf", "zh")) as document:
        assert "说明：=1+1核对<b>" in "".join(
            "".join(each.get_textpage().get_text_range() for each in document).split()
        )
    sheet = openpyxl.load_workbook(io.BytesIO(export(found, "xlsx", "zh")))["改动"]
    head = [cell.value for cell in sheet[1]]
    assert [row[head.index("说明")].value for row in sheet.iter_rows(min_row=2) if row[head.index("说明")].value] == [
        "=1+1 核对<b>"
    ]


def test_remarks_are_kept_and_nothing_said_meanwhile_is_lost(store: Store) -> None:
    """One that follows what holds is kept, with its history; one that follows something else is handed back."""
    old, new = (store.add(text.encode(), name).report_id for text, name in ((OLD, "旧"), (NEW, "新")))
    comparison = store.comparison(store.compare(old, new))
    one, two, three = (remarks(comparison, {target(comparison): text})[0] for text in ("甲", "乙", "丙"))

    assert store.remarks.revise(old, new, [Revision(subject(one), "", one)]) == ()
    late = Revision(subject(two), "", two)
    assert store.remarks.revise(old, new, [late]) == (late,)
    assert [each.text for each in store.remarks.entries(old, new)] == ["甲"]
    assert store.remarks.revise(old, new, [Revision(subject(three), one.id, three)]) == ()
    assert [(kept.said.text, bool(kept.undone)) for kept in store.remarks.history(old, new)] == [
        ("甲", True),
        ("丙", False),
    ]
    assert store.remarks.revise(old, new, [Revision(subject(three), three.id, None)]) == ()
    assert store.remarks.entries(old, new) == ()


def test_remarks_follow_a_draft_to_its_next_version(store: Store) -> None:
    """Those whose change is gone are kept, on none; erasing a report erases them; a removed one counts them."""
    old, one, two = (
        store.add(text.encode(), name).report_id for text, name in ((OLD, "旧"), (NEW, "新"), (NEXT, "次"))
    )
    comparison = store.comparison(store.compare(old, one))
    gone = next(change.id for change in comparison.changes if change.cls == "removed")
    store.remarks.say(old, one, remarks(comparison, {target(comparison): "甲", gone: "乙"}))

    assert store.versions.make(two, one) == Carried(remarks=2)
    found = with_remarks(store.comparison(store.compare(old, two)), store.remarks.entries(old, two))
    assert on_changes(found)[target(found)] == "甲"
    assert len(found.remarks) == 2
    store.removal.remove(one)
    assert [each.said for each in store.removal.removed()] == [2]
    store.removal.erase(one)
    assert store.remarks.history(old, one) == ()
    assert len(store.remarks.entries(old, two)) == 2


def test_a_remark_whose_change_is_gone_says_what_it_was_on() -> None:
    """It keeps the words of the change, and comes back with them."""
    first = pair()
    said = remarks(first, {target(first): "甲"})
    gone = with_remarks(pair(NEW.replace("1.5万家", "2万家")), said)

    assert [(each.change, each.quote) for each in gone.remarks] == [(None, "建成职工之家：近万家→1.5万家以上")]
    assert on_changes(with_remarks(pair(NEXT), gone.remarks)) == {target(pair(NEXT)): "甲"}
    assert heard([*said, *said]) == said


def test_the_command_line_lists_writes_and_restores(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In a file, or with two stored reports; the drafts come as a file that is edited and taken in again."""
    old, new, said = tmp_path / "旧.txt", tmp_path / "新.txt", tmp_path / "说明.json"
    old.write_text(OLD, encoding="utf-8")
    new.write_text(NEW, encoding="utf-8")
    change = target(pair())

    def run(*more: str, code: int = 0) -> str:
        assert main(["remarks", *more, "--lang", "zh"]) == code
        return "".join(capsys.readouterr())

    files = (str(old), str(new))
    assert f"  {change}  目标上调：建成职工之家：近万家→1.5万家以上\n" in run(*files)
    listed = run(*files, "--change", change[:6], "--text", "按摸底情况调整。", "--remarks", str(said))
    assert f"* {change}  按摸底情况调整。\n" in listed
    assert "二、今后五年工作 › （一）服务大局\n" in listed
    out = tmp_path / "表.docx"
    assert main(["compare", *files, "--remarks", str(said), "--format", "table", "-o", str(out)]) == 0
    assert any("按摸底情况调整。" in row.cells[2].text for row in Document(str(out)).tables[0].rows)
    run(*files, "--restore", change, "--remarks", str(said))
    assert json.loads(said.read_text("utf-8"))["remarks"] == []
    assert "没有改写过" in run(*files, "--restore", change, "--remarks", str(said), code=5)

    drafts = tmp_path / "草稿.json"
    run(*files, "--all", "--format", "json", "-o", str(drafts))
    data = json.loads(drafts.read_text("utf-8"))
    assert len(data["remarks"]) == len(pair().changes)
    data["remarks"][0]["text"] = ""
    drafts.write_text(json.dumps(data), encoding="utf-8")
    database = str(tmp_path / "duizhao.sqlite")
    with Store(Path(database)) as store:
        ids = tuple(store.add(text.encode(), name).report_id for text, name in ((OLD, "旧"), (NEW, "新")))
    run(*ids, "--db", database, "--from", str(drafts))
    assert main(["compare", *ids, "--db", database, "--format", "json"]) == 0
    assert next(each["text"] for each in json.loads(capsys.readouterr().out)["remarks"]) == ""
    for wrong in (("--text", "甲"), ("--all",), ("--change", change, "--text", "甲")):
        assert "命令用法不对" in run(*files, *wrong, code=2)
    assert "没有编号以" in run(*files, "--change", "c00000", "--text", "", "--remarks", str(said), code=5)
    assert "不止一处改动" in run(*files, "--change", "c", "--text", "", "--remarks", str(said), code=5)


def test_a_draft_is_short_where_the_passage_stands_beside_it() -> None:
    """The first clauses and how long it is, not all of it once more; numbers and phrases are named whole."""
    first, second = (
        "特别是落实一揽子增量政策，推动经济明显回升，",
        "社会信心有效提振，既促进了全年目标实现，也为今年发展奠定了良好基础",
    )
    head, tail = (
        "报告\n各位代表：\n一、工作\n完成投资3亿元。\n",
        "二、任务\n推进产业工人队伍建设改革，办好职工艺术节。\n",
    )
    texts = f"{head}{tail}", f"{head.replace('3', '4')}{first}{second}。\n{tail}"
    comparison = compare(*(read_report(text.encode(), "甲.txt") for text in texts))
    drafts = [reason.drafted for _, reason in reasons(comparison, "zh")]

    assert f"新增段落：{first}社会信心有效提振…（共{len(first + second) + 1}字）" in drafts
    assert any(draft.endswith("完成投资：3亿元→4亿元") for draft in drafts)
    assert not any(second in draft for draft in drafts)
    english = [reason.drafted for _, reason in reasons(comparison, "en")]
    assert any(draft.endswith(f"… ({len(first + second) + 1} characters)") for draft in english)


def test_of_many_edits_the_first_are_named_and_all_counted() -> None:
    """A sentence that was rewritten throughout does not stand in the remark word by word."""
    old = "坚持围绕中心服务大局，团结动员广大职工建功立业，积极参与首都建设，努力维护职工权益，切实加强自身改革。"
    new = "坚定围绕首善服务全局，团结凝聚所有职工创先争优，踊跃参与首都发展，全力维护职工利益，持续加强自身建设。"
    comparison = compare(*(read_report(f"报告\n一、工作\n{text}\n".encode(), "甲.txt") for text in (old, new)))
    (draft,) = [reason.drafted for _, reason in reasons(comparison, "zh") if reason.drafted.startswith("措辞改动：")]
    told, _, count = draft.removeprefix("措辞改动：").rpartition("…等")

    assert len(told) <= REMARK.longest_draft
    assert int(count.removesuffix("处")) > len(told.split("；")) > 1


def test_what_moved_is_named_once() -> None:
    """Where it came from is said after it, not in brackets besides."""
    comparison = compare(
        *(read_report(path.read_bytes(), path.name) for path in (SEED, paths.bundled("corpus") / paths.DRAFT))
    )
    drafts = [reason.drafted for _, reason in reasons(comparison, "zh") if "移到这里" in reason.drafted]

    assert drafts
    assert not any("→" in draft for draft in drafts)


def test_how_often_a_phrase_stands_is_counted_in_times() -> None:
    """25→9 alone could be anything."""
    comparison = compare(
        *(read_report(path.read_bytes(), path.name) for path in (SEED, paths.bundled("corpus") / paths.DRAFT))
    )
    drafts = [reason.drafted for _, reason in reasons(comparison, "zh") if reason.drafted.startswith("提法减少")]

    assert drafts
    assert all(re.search(r"”\d+→\d+次$", draft) for draft in drafts)
