"""Sentences inside linked paragraphs: paired by what is rare, split and merged, never marked twice."""

from __future__ import annotations

from collections import Counter, defaultdict

from hypothesis import given, settings

from compare.model import Comparison, Place
from tests import strategies as make

OLD = """政府工作报告
各位代表：
一、2023年工作回顾
城镇新增就业1244万人，城镇调查失业率平均为5.2%。居民消费价格上涨0.2%。粮食产量1.39万亿斤，再创历史新高。
"""
NEW = """政府工作报告
各位代表：
一、2024年工作回顾
就业、物价总体平稳，城镇新增就业1256万人、城镇调查失业率平均为5.1%，居民消费价格上涨0.2%。粮食产量首次跃上1.4万亿斤。
"""


def quoted(comparison: Comparison, side: int, place: Place | None) -> str:
    """Return the words at a place of a side."""
    blocks = {block.id: block.text for block in (comparison.old, comparison.new)[side].blocks}
    return blocks[place.block][slice(*place.span)] if place else ""


def test_a_sentence_that_became_a_clause_joins_its_sentence() -> None:
    """Government work reports 2024 → 2025: 居民消费价格上涨0.2% is neither removed nor put in."""
    comparison = make.compared(OLD, NEW)
    kinds = [group.kind for group in comparison.groups if group.level == "sentence"]
    marked = [
        (edit.op, quoted(comparison, 0, edit.old), quoted(comparison, 1, edit.new))
        for edit in comparison.edits
        if edit.changes
    ]

    assert "merged" in kinds
    assert "removed" not in kinds
    assert not any("居民消费价格上涨" in old or "居民消费价格上涨" in new for _, old, new in marked)
    assert ("replace", "1244万人", "1256万人") in marked
    assert len({new for _, _, new in marked if new}) == sum(1 for _, _, new in marked if new)
    assert any("就业、物价总体平稳" in new for op, _, new in marked if op == "insert")


def test_a_sentence_in_very_many_parts_is_told_part_by_part() -> None:
    """A long clause and thirty short ones made sentences of their own are alike but for their marks, and one number."""
    letters = [chr(ord("一") + 97 * number) for number in range(200)]
    clauses = [
        "".join(letters[120:] * 2),
        *("".join(letters[at : at + 4]) + f"建成{at + 20}个" for at in range(0, 120, 4)),
    ]
    head = "工会工作报告\n各位代表：\n一、工作回顾\n"
    comparison = make.compared(
        head + "，".join(clauses) + "。", head + "。".join(clauses).replace("68个", "69个") + "。"
    )
    changed = [edit for edit in comparison.edits if edit.changes]

    assert sum(1 for link in comparison.links if link.level == "sentence" and link.old and link.new) > 30
    assert {edit.cls for edit in changed} == {"punctuation", "figure"}
    assert [quoted(comparison, 1, edit.new) for edit in changed if edit.cls == "figure"] == ["69个"]


@given(make.report_texts, make.report_texts)
@settings(max_examples=60, deadline=None)
def test_edits_of_every_link_tile_both_its_sentences(old: str, new: str) -> None:
    """In order, on both sides, whether the sentence has one link or several."""
    comparison = make.compared(old, new)
    spans = [{s.id: (s.block, s.span) for s in report.sentences} for report in (comparison.old, comparison.new)]
    edits = defaultdict(list)
    for edit in comparison.edits:
        edits[edit.link].append(edit)
    for link in comparison.links:
        if link.level == "sentence" and link.old and link.new:
            for side, unit in enumerate((link.old, link.new)):
                block, (start, end) = spans[side][unit]
                places = [place for edit in edits[link.id] if (place := (edit.old, edit.new)[side])]
                assert {place.block for place in places} <= {block}
                assert [at for place in places for at in range(*place.span)] == [*range(start, end)]


@given(make.report_texts, make.report_texts)
@settings(max_examples=60, deadline=None)
def test_what_is_elsewhere_is_told_once(old: str, new: str) -> None:
    """Such an edit is on one side only; exactly one link changes its words there, unless one holds them alike."""
    comparison = make.compared(old, new)
    alike: set[tuple[int, str, int]] = set()
    changed: Counter[tuple[int, str, int]] = Counter()
    elsewhere: set[tuple[int, str, int]] = set()
    for edit in comparison.edits:
        for side, place in enumerate((edit.old, edit.new)):
            here = [(side, place.block, at) for at in range(*place.span)] if place else []
            if edit.op == "equal":
                alike.update(here)
            elif edit.elsewhere:
                elsewhere.update(here)
                assert edit.op == ("insert", "delete")[edit.new is None]
            else:
                changed.update(here)

    assert all(count == 1 for count in changed.values())
    assert elsewhere <= alike | set(changed)
    assert not alike & set(changed)
