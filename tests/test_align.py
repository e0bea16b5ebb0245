"""Alignment: nothing where nothing is, mirrored by swapping, and as good on labelled pairs as promised."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings

from compare.align import align
from compare.comparison import read_report
from compare.config import AlignmentSettings
from compare.ids import normal
from compare.model import Comparison, Group, Report
from tests import strategies as make
from tests.support import ROOT, SEED, SHARED, needs_shared

MIRRORED = {"added": "removed", "removed": "added", "split": "merged", "merged": "split"}
BARS = {"D1": 0.80, "D2": 0.90, "D3": 0.88, "D4": 0.83, "D5": 0.83, "D6": 0.84}


def kinds(groups: tuple[Group, ...]) -> set[tuple[str, str]]:
    """Return what is found besides groups that are the same and unmoved."""
    return {(group.level, group.kind) for group in groups if group.kind != "same" or group.moved}


@given(make.report_texts)
@settings(max_examples=60, deadline=None)
def test_a_report_against_itself_finds_nothing(text: str) -> None:
    """All groups are the same and unmoved, no edit, no change of figures, tasks or formulations."""
    comparison = make.compared(text, text)

    assert kinds(comparison.groups) == set()
    assert {edit.op for edit in comparison.edits} <= {"equal"}
    assert {change.change for change in comparison.figure_changes} <= {"same"}
    assert {change.type for change in comparison.task_changes} <= {"kept"}
    assert comparison.formulations == ()
    assert comparison.changes == ()


def test_the_seed_against_itself_finds_nothing() -> None:
    """The law above on the real baseline."""
    text = SEED.read_text(encoding="utf-8")
    test_a_report_against_itself_finds_nothing.hypothesis.inner_test(text)


@given(make.report_texts, make.report_texts)
@settings(max_examples=60, deadline=None)
def test_swapping_the_sides_mirrors_links_and_groups(old: str, new: str) -> None:
    """What is added one way is removed the other way; split and merged, old and new change places."""
    there, back = make.compared(old, new), make.compared(new, old)

    assert {(x.level, x.old, x.new) for x in there.links} == {(x.level, x.new, x.old) for x in back.links}
    assert Counter((g.level, g.kind, g.moved) for g in there.groups) == Counter(
        (g.level, MIRRORED.get(g.kind, g.kind), g.moved) for g in back.groups
    )


@given(make.report_texts, make.report_texts)
@settings(max_examples=60, deadline=None)
def test_every_unit_is_in_exactly_one_group(old: str, new: str) -> None:
    """No block is lost: each is linked, added or removed; groups have unique ids, and links of their level."""
    comparison = make.compared(old, new)
    groups = {group.id: group for group in comparison.groups}

    assert len(groups) == len(comparison.groups)
    for side, report in (("old", comparison.old), ("new", comparison.new)):
        for level, ids in (("block", body(report)), ("section", [s.id for s in report.sections])):
            homes: dict[str, set[str]] = {unit: set() for unit in ids}
            for link in comparison.links:
                unit = getattr(link, side)
                if link.level == level and unit:
                    homes[unit].add(link.group)
            assert {len(found) for found in homes.values()} <= {1}
    assert all(groups[link.group].level == link.level for link in comparison.links)


def body(report: Report) -> list[str]:
    """Return the ids of the blocks that alignment looks at."""
    return [block.id for block in report.blocks if block.kind not in ("furniture", "annex")]


@given(make.report_texts, make.report_texts)
@settings(max_examples=40, deadline=None)
def test_a_result_is_never_linked_with_a_task(old: str, new: str) -> None:
    """Review blocks stay apart from task and requirement blocks, the same words aside: that relation is fulfilment."""
    no_result_with_a_task(make.compared(old, new))


def no_result_with_a_task(comparison: Comparison) -> None:
    """Check the law above on any comparison."""
    blocks = [{block.id: block for block in report.blocks} for report in (comparison.old, comparison.new)]
    for link in comparison.links:
        if link.level == "block" and link.old and link.new:
            old, new = blocks[0][link.old], blocks[1][link.new]
            pair = {old.role, new.role}
            apart = {"tasks"} if normal(old.text) == normal(new.text) else {"tasks", "requirements"}
            assert not ("review" in pair and pair & apart)


@needs_shared
@pytest.mark.parametrize("name", BARS)
def test_links_of_labelled_pairs_reach_their_bar(name: str) -> None:
    """F1 of block links against hand-made labels; D2 is 政府工作报告 2024 → 2025."""
    assert scored(name) >= BARS[name]


@needs_shared
@pytest.mark.parametrize("name", ["D2", "D4"])
def test_weights_set_by_hand_do_without_the_fitted_ones(name: str) -> None:
    """The fall-back stays above 0.7, far above what matching by words alone does, and below what was fitted."""
    plain = scored(name, AlignmentSettings(judges="plain"))

    assert 0.7 < plain < scored(name)


def test_fitted_and_plain_weights_agree_where_things_are_clear(seed_report: Report) -> None:
    """On the baseline and the draft beside it both judges make most of the same links."""
    draft = read_report((ROOT / "corpus" / "2024-demo.txt").read_bytes(), "2024-demo.txt")
    fitted, plain = (
        {(link.old, link.new) for link in align(seed_report, draft, how).links if link.level == "block" and link.new}
        for how in (AlignmentSettings(), AlignmentSettings(judges="plain"))
    )

    assert 2 * len(fitted & plain) >= 1.4 * min(len(fitted), len(plain))


@needs_shared
def test_reports_of_two_series_share_hardly_more_than_their_front() -> None:
    """The baseline beside 上海市政府工作报告 2026: headings, problems and the close may be held together, not more."""
    from bench.labels import report

    links = [
        link
        for link in align(report("seed2019"), report("shanghai2026")).links
        if link.level == "block" and link.old and link.new
    ]

    assert len(links) <= 10


def scored(name: str, settings: AlignmentSettings = AlignmentSettings()) -> float:
    """Return the F1 of the block links of a labelled pair."""
    from bench.labels import PAIRS, f1, gold, report

    old, new = (report(side) for side in PAIRS[name])
    lines = [{block.id: block.lines for block in side.blocks} for side in (old, new)]
    found = {
        (a, b)
        for link in align(old, new, settings).links
        if link.level == "block" and link.old and link.new
        for a in range(lines[0][link.old][0], lines[0][link.old][1] + 1)
        for b in range(lines[1][link.new][0], lines[1][link.new][1] + 1)
    }
    return f1(found, gold(name))[2]


@needs_shared
def test_real_pairs_obey_the_laws() -> None:
    """The laws above on 北京市政府工作报告 2025 → 2026 as found, with their page furniture."""
    folder = SHARED / "reports" / "raw" / "gov_work_report_beijing"
    texts = [(folder / name).read_text(encoding="utf-8") for name in ("2025.txt", "2026.txt")]

    test_swapping_the_sides_mirrors_links_and_groups.hypothesis.inner_test(*texts)
    test_every_unit_is_in_exactly_one_group.hypothesis.inner_test(*texts)
    test_a_result_is_never_linked_with_a_task.hypothesis.inner_test(*texts)


@needs_shared
def test_the_same_report_from_two_sources_has_no_added_or_removed_paragraph() -> None:
    """中共十九大报告 from two collections: one breaks sentences at links and carries a licence footer."""
    folder = SHARED / "reports" / "raw" / "party_congress"
    old, new = ((folder / name).read_text(encoding="utf-8") for name in ("2017.txt", "2017__luyongwen.txt"))
    comparison = make.compared(old, new)
    kinds = [{block.id: block for block in report.blocks} for report in (comparison.old, comparison.new)]
    groups = {group.id: group for group in comparison.groups}
    alone = [
        kinds[0 if link.old else 1][link.old or link.new or ""]
        for link in comparison.links
        if link.level == "block" and groups[link.group].kind in ("added", "removed")
    ]

    assert [block.text for block in alone if block.kind in ("paragraph", "heading")] == []
    assert {change.change for change in comparison.figure_changes} <= {"same"}


@needs_shared
@pytest.mark.parametrize("name", ["gwr2024", "beijing2026", "party2017", "zhejiang2025"])
def test_a_real_report_against_itself_finds_nothing(name: str) -> None:
    """The same law on 政府工作报告 2024, 北京 2026, 中共十九大, 浙江 2025."""
    text = (SHARED / "reports" / "clean" / f"{name}.txt").read_text(encoding="utf-8")
    test_a_report_against_itself_finds_nothing.hypothesis.inner_test(text)


def test_what_is_passed_over_in_monotonous_reports_is_said() -> None:
    """Six hundred lines that differ in a number only are compared at once, and the limit is told in both languages."""
    heading = "一、今后五年的主要任务\n"
    old = heading + "\n".join(f"推进工会改革工作{i}项。" for i in range(600))
    new = heading + "\n".join(f"推进工会改革工作{i + 7}项。" for i in range(600))
    comparison = make.compared(old, new)

    assert [(limit.what, limit.where) for limit in comparison.limits] == [
        ("common words", "alignment"),
        ("one edition", "figures"),
        ("common words", "figures"),
        ("common words", "tasks"),
    ]
    assert all(limit.zh and limit.en for limit in comparison.limits)
    assert make.compared(new, new).changes == ()


def test_a_sentence_of_marks_alone_is_paired_with_its_like() -> None:
    """人民网's mail link in 政府工作报告 2006 leaves lines like “）” behind: equal text is the same, whatever it is."""
    text = "工会工作报告。\n" * 3 + "）\n【推荐】）。！"

    assert kinds(make.compared(text, text).groups) == set()
