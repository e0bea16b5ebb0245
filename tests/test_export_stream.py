"""One text of both reports: either can be had back from it, whatever they are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from compare.comparison import compare, read_report
from compare.export.stream import accepted, rejected, stream
from compare.model import Report
from tests import strategies as make
from tests.support import ROOT, SEED, SHARED, needs_shared


def whole(report: Report) -> str:
    return "".join(block.text + "\n" for block in report.blocks)


@settings(deadline=None, max_examples=80)
@given(make.report_texts, make.report_texts)
def test_either_report_can_be_had_back(old: str, new: str) -> None:
    """Block by block, letter by letter, annexes and furniture included; no step is empty; moves have two ends."""
    comparison = make.compared(old, new)
    steps = stream(comparison)

    assert rejected(steps) == whole(comparison.old)
    assert accepted(steps) == whole(comparison.new)
    assert all(step.text for step in steps)
    ends = [(step.op, step.move) for step in steps if step.move]
    assert {name for op, name in ends if op == "from"} == {name for op, name in ends if op == "to"}
    assert {op for step in steps if step.move for op in [step.op]} <= {"from", "to", "delete", "insert"}
    assert all(step.move for step in steps if step.op in ("from", "to"))
    blocks = [end for step in steps for end in step.ends]
    assert sorted(blocks) == sorted(
        [("old", block.id) for block in comparison.old.blocks] + [("new", block.id) for block in comparison.new.blocks]
    )


def test_what_is_common_stands_once() -> None:
    """A number that changed is two steps between what both have."""
    old = "报告\n各位代表：\n一、工作\n赤字率拟按3%安排，实施稳健的货币政策。\n"
    comparison = make.compared(old, old.replace("3%", "4%左右"))
    steps = [(step.op, step.text) for step in stream(comparison) if "赤字率" in step.text or step.op != "equal"]

    assert ("delete", "3%") in steps
    assert ("insert", "4%左右") in steps
    assert steps[0] == ("equal", "赤字率拟按")


def test_a_blank_that_went_does_not_strike_out_what_follows() -> None:
    """Folded, both headings are the same words; only the blank is no longer there (工会2019: 1、 过去五年工作回顾)."""
    old = "报告\n各位代表：\n1、 过去五年工作回顾\n办好职工 艺术节，建好职工书屋!\n"
    new = "报告\n各位代表：\n一、过去五年工作回顾\n办好职工艺术节，建好职工书屋！\n"
    steps = [(step.op, step.text) for step in stream(make.compared(old, new)) if step.op != "equal"]

    assert steps == [("delete", "1"), ("insert", "一"), *(("delete", " "),) * 2, ("delete", "!"), ("insert", "！")]


def test_two_paragraphs_that_became_one_lose_the_mark_between_them() -> None:
    """The break is deleted, the words stay."""
    old = "报告\n一、工作\n推进产业工人队伍建设改革，取得明显成效。\n繁荣首都职工文化，办好职工艺术节。\n"
    new = "报告\n一、工作\n推进产业工人队伍建设改革，取得明显成效。繁荣首都职工文化，办好职工艺术节。\n"
    steps = stream(make.compared(old, new))

    assert sum(len(step.text) for step in steps if step.op == "delete") == 1
    assert [step.text for step in steps if step.op == "delete"] == ["\n"]


def test_of_a_paragraph_whose_parts_stand_apart_the_larger_stays() -> None:
    """What was split, with another paragraph put between, is not struck out as a whole and written anew."""
    kept = "推进产业工人队伍建设改革，完善技能形成体系，培养高技能人才。"
    gone = "繁荣首都职工文化，办好职工艺术节。"
    between = "加快数字工会建设，打通服务职工的最后一公里。"
    old = f"报告\n一、工作\n{kept}{gone}\n"
    new = f"报告\n一、工作\n{kept}\n{between}\n{gone}\n"
    comparison = make.compared(old, new)
    steps = stream(comparison)

    assert [group.kind for group in comparison.groups if group.level == "block"].count("split") == 1
    assert [step.text for step in steps if step.op == "delete"] == [gone]
    assert [step.text for step in steps if step.op == "insert"] == [f"{between}\n", f"{gone}\n"]
    assert not any(step.move for step in steps)


_FIRST = "推进产业工人队伍建设改革，完善技能形成体系，培养高技能人才。"
_SECOND = "繁荣首都职工文化，办好职工艺术节，建好职工书屋。"
_STAYS = "".join(
    f"{text}\n"
    for text in (
        "加快数字工会建设，打通服务职工的最后一公里，让数据多跑路、职工少跑腿。",
        "构建和谐劳动关系，推动集体协商提质增效，维护职工合法权益和社会稳定。",
        "加强基层基础建设，扩大工会组织覆盖，让每一名职工都能找到自己的组织。",
    )
)


def test_what_moved_and_was_changed_shows_what_changed_in_it() -> None:
    """The words that both editions have move; those that went are deleted there, those that came inserted here."""
    old = f"报告\n一、工作\n{_FIRST}\n{_STAYS}"
    new = f"报告\n一、工作\n{_STAYS}{_FIRST.replace('完善', '健全')}\n"
    steps = [(step.op, step.text) for step in stream(make.compared(old, new)) if step.move]

    head, tail = "推进产业工人队伍建设改革，", "技能形成体系，培养高技能人才。"
    assert steps == [
        *(("from", head), ("delete", "完善"), ("from", tail), ("from", "\n")),
        *(("to", head), ("insert", "健全"), ("to", tail), ("to", "\n")),
    ]


def test_what_moved_and_was_written_anew_is_not_moved() -> None:
    """A few words in common do not make a move, nor do single letters of one (四川2026: of most a tenth was kept)."""
    run_in, more = "推进产业工人队伍建设改革。", "开展劳动竞赛，评选先进职工，宣传劳模事迹，让劳动光荣成为风尚。"
    anew = "完善技能形成体系，健全培养使用激励机制，提高工匠待遇，建设实训基地，落实带薪学习，选树技术能手。"
    old = f"报告\n一、工作\n{run_in}{_SECOND}{more}\n{_STAYS}"
    new = f"报告\n一、工作\n{_STAYS}{run_in}{anew}加强校企合作，办好技能大赛。\n"
    comparison = make.compared(old, new)

    assert any(group.moved for group in comparison.groups if group.level == "block")
    assert [step.move for step in stream(comparison) if step.move] == []
    kept = make.compared(old, f"报告\n一、工作\n{_STAYS}推进产业工人队伍建设改革，{_SECOND}\n")
    assert all(len(step.text) >= 4 or step.text == "\n" for step in stream(kept) if step.op in ("from", "to"))


def test_paragraphs_that_moved_and_became_one_are_moved() -> None:
    """Two at the old place, one at the new: what they share is not struck out and written anew."""
    old = f"报告\n一、工作\n{_FIRST}\n{_SECOND}\n{_STAYS}"
    new = f"报告\n一、工作\n{_STAYS}{_FIRST}{_SECOND}\n"
    comparison = make.compared(old, new)
    steps = stream(comparison)

    assert [group.kind for group in comparison.groups if group.level == "block"].count("merged") == 1
    assert "".join(step.text for step in steps if step.op == "from") == f"{_FIRST}\n{_SECOND}\n"
    assert "".join(step.text for step in steps if step.op == "to") == f"{_FIRST}{_SECOND}\n"
    assert not any(step.op in ("delete", "insert") for step in steps)


@needs_shared
@pytest.mark.parametrize(
    "pair", [("gwr2024", "gwr2025"), ("guangdong2025", "guangdong2026"), ("party2017", "party2022")]
)
def test_real_reports(pair: tuple[str, str]) -> None:
    """Both whole; and most of what both have is not told twice."""
    clean = SHARED / "reports" / "clean"
    old, new = (read_report((clean / f"{name}.txt").read_bytes(), f"{name}.txt") for name in pair)
    comparison = compare(old, new)
    steps = stream(comparison)

    assert rejected(steps) == whole(comparison.old)
    assert accepted(steps) == whole(comparison.new)
    alike = sum(edit.new.span[1] - edit.new.span[0] for edit in comparison.edits if edit.op == "equal" and edit.new)
    once = sum(len(step.text) for step in steps if step.op == "equal")
    assert once > 0.4 * alike


def test_the_demonstration_pair() -> None:
    """Both whole."""
    demo = ROOT / "corpus" / "2024-demo.txt"
    comparison = compare(*(read_report(file.read_bytes(), file.name) for file in (SEED, demo)))
    steps = stream(comparison)

    assert rejected(steps) == whole(comparison.old)
    assert accepted(steps) == whole(comparison.new)
