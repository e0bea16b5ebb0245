"""Repairs by hand: what a person says of links holds, the machine's word is kept, and both can be had back."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.comparison import compare
from compare.config import DEFAULT, Settings
from compare.contract import (
    comparison_from_json,
    comparison_to_json,
    dumps,
)
from compare.errors import DuizhaoError, NotFound, UnreadableSource
from compare.link_repairs import OPS, heard, mirrored, named, repair
from compare.mending import deciding
from compare.model import Anchor, Comparison, Group, Link, LinkRepair, Report
from compare.said_files import LINKS
from tests import strategies as make
from tests.test_align import MIRRORED, body
from tests.test_contract import VALIDATOR

OLD = """\
一、过去五年工作
推进工会改革创新，健全基层组织体系，会员总数达到60万人。
维护职工权益，建立服务站三百家。
加强首都职工文化建设。
二、今后任务
推进工会高质量发展。
"""
NEW = """\
一、五年来的工作
推进工会改革创新，健全基层组织体系，会员总数达到72万人。
建立服务站五百家。
维护职工合法权益，调处争议两千件。
二、今后任务
推进工会高质量发展，加强首都职工文化建设。
"""


@pytest.fixture(scope="module")
def reports() -> tuple[Report, Report]:
    """Two small editions."""
    return make.read(OLD), make.read(NEW)


def block(report: Report, beginning: str) -> str:
    """Return the id of the block that begins so."""
    return next(block.id for block in report.blocks if block.text.startswith(beginning))


def pairs(comparison: Comparison, level: str = "block") -> set[tuple[str, str]]:
    """Return the linked pairs of a level."""
    return {(link.old, link.new) for link in comparison.links if link.level == level and link.old and link.new}


def link_of(comparison: Comparison, old: str, new: str) -> Link:
    """Return the link of a pair."""
    return next(link for link in comparison.links if (link.old, link.new) == (old, new))


def group_of(comparison: Comparison, unit: str) -> Group:
    """Return the group of a unit."""
    home = next(link.group for link in comparison.links if unit in (link.old, link.new))
    return next(group for group in comparison.groups if group.id == home)


@st.composite
def spoken(draw: st.DrawFn) -> tuple[Report, Report, tuple[LinkRepair, ...]]:
    """Two reports and up to four statements about any of their blocks."""
    old, new = make.read(draw(make.report_texts)), make.read(draw(make.report_texts))
    ids = body(old), body(new)
    said = []
    for op in draw(st.lists(st.sampled_from(OPS), max_size=4)) if all(ids) else ():
        most = {"split": (1, 3), "merge": (3, 1)}.get(op, (1, 1))
        sides = [
            draw(st.lists(st.sampled_from(side), min_size=1, max_size=n)) for side, n in zip(ids, most, strict=True)
        ]
        said.append(repair(old, new, op, *sides))
    return old, new, tuple(said)


@given(spoken())
@settings(max_examples=60, deadline=None)
def test_what_is_said_last_of_a_pair_holds(case: tuple[Report, Report, tuple[LinkRepair, ...]]) -> None:
    """A pair is linked, by a person, or it is not, as the last word on it says; split and merge leave no other pair."""
    old, new, said = case
    comparison = compare(old, new, repairs=said)
    assert all(each.attached for each in comparison.repairs)

    for (level, a, b), word in deciding(comparison.repairs).items():
        later = comparison.repairs[comparison.repairs.index(word) + 1 :]
        if not any(each.op in ("split", "merge") and touches(each, a, b) for each in later):
            assert ((a, b) in pairs(comparison, level)) == (word.op != "unlink")
            assert word.op == "unlink" or link_of(comparison, a, b).by == "person"
    if said and said[-1].op in ("split", "merge"):
        last = said[-1]
        named_pairs = {(a.unit, b.unit) for a in last.old for b in last.new}
        assert {pair for pair in pairs(comparison) if touches(last, *pair)} == named_pairs


def touches(said: LinkRepair, a: str, b: str) -> bool:
    """Tell whether a statement is about either unit."""
    return a in {anchor.unit for anchor in said.old} or b in {anchor.unit for anchor in said.new}


@given(spoken())
@settings(max_examples=60, deadline=None)
def test_the_machines_word_is_kept_beside(case: tuple[Report, Report, tuple[LinkRepair, ...]]) -> None:
    """Links that hold and links that were overruled are together what the machine found, and what a person added."""
    old, new, said = case
    alone, mended = compare(old, new), compare(old, new, repairs=said)
    added = {(link.old, link.new) for link in mended.links if link.why == ("person",) and link.level == "block"}
    away = {(each.old, each.new) for each in mended.overruled if each.level == "block"}
    headings = {block.id for report in (old, new) for block in report.blocks if block.kind == "heading"}
    found = {pair for pair in (pairs(mended) - added) | away if not headings & set(pair)}

    assert found == {pair for pair in pairs(alone) - added if not headings & set(pair)}
    assert not away & pairs(mended)
    assert {each.repair for each in mended.overruled} <= {each.id for each in mended.repairs}


@given(spoken())
@settings(max_examples=40, deadline=None)
def test_saying_it_the_other_way_round_mirrors_the_result(case: tuple[Report, Report, tuple[LinkRepair, ...]]) -> None:
    """Swapped sides and mirrored repairs give mirrored links and groups; mirrored twice, a repair is itself."""
    old, new, said = case
    there, back = compare(old, new, repairs=said), compare(new, old, repairs=mirrored(said))

    assert {(x.level, x.old, x.new, x.by) for x in there.links} == {(x.level, x.new, x.old, x.by) for x in back.links}
    assert {(x.level, x.old, x.new) for x in there.overruled} == {(x.level, x.new, x.old) for x in back.overruled}
    assert Counter((g.level, g.kind, g.moved) for g in there.groups) == Counter(
        (g.level, MIRRORED.get(g.kind, g.kind), g.moved) for g in back.groups
    )
    assert mirrored(mirrored(said)) == said


@given(spoken())
@settings(max_examples=40, deadline=None)
def test_a_mended_comparison_is_as_sound_as_any(case: tuple[Report, Report, tuple[LinkRepair, ...]]) -> None:
    """Every unit is in one group, it validates, comes back, and the same words give the same bytes."""
    old, new, said = case
    comparison = compare(old, new, repairs=said)
    data = comparison_to_json(comparison)

    VALIDATOR.validate(data)
    assert dumps(comparison_to_json(comparison_from_json(data))) == dumps(data)
    assert dumps(comparison_to_json(compare(old, new, repairs=comparison.repairs))) == dumps(data)
    assert LINKS.listed(LINKS.data(said), "x") == heard(said)
    for side, report in (("old", old), ("new", new)):
        homes = {(getattr(link, side), link.group) for link in comparison.links if link.level == "block"}
        assert sorted(unit for unit, _ in homes if unit) == sorted(body(report))


@given(make.report_texts, make.report_texts)
@settings(max_examples=30, deadline=None)
def test_nothing_said_changes_nothing(old: str, new: str) -> None:
    """Without repairs the result is that of the machine alone, and it says that nothing was said."""
    a, b = make.read(old), make.read(new)
    comparison = compare(a, b, repairs=())

    assert comparison == compare(a, b)
    assert (comparison.repairs, comparison.overruled) == ((), ())
    assert {link.by for link in comparison.links} <= {"machine"}


def test_confirming_what_the_machine_found_only_says_by_whom(reports: tuple[Report, Report]) -> None:
    """A link of both keeps score and reasons; nothing else is another but the summary, which says that a person did."""
    old, new = reports
    pair = block(old, "推进工会改革"), block(new, "推进工会改革")
    alone, mended = compare(old, new), compare(old, new, repairs=[repair(old, new, "link", [pair[0]], [pair[1]])])

    assert link_of(mended, *pair) == replace(link_of(alone, *pair), by="person")
    found = {"links": (), "repairs": (), "summary": {}, "summary_data": alone.summary_data}
    assert replace(mended, **found) == replace(alone, **found)
    assert "人工修正" in mended.summary["zh"]


def test_what_follows_from_links_follows_from_the_mended_ones(reports: tuple[Report, Report]) -> None:
    """Taken apart, a pair is removed and added, without edits and figure links; the machine's link is still told."""
    old, new = reports
    pair = block(old, "推进工会改革"), block(new, "推进工会改革")
    alone, mended = compare(old, new), compare(old, new, repairs=[repair(old, new, "unlink", [pair[0]], [pair[1]])])
    before = link_of(alone, *pair)
    (gone,) = mended.overruled

    assert [group_of(mended, unit).kind for unit in pair] == ["removed", "added"]
    assert (gone.id, gone.old, gone.new, gone.score, gone.why) == (before.id, *pair, before.score, before.why)
    assert gone.repair == mended.repairs[0].id
    assert not [edit for edit in mended.edits if edit.old and edit.old.block == pair[0]]
    assert {change.cls for change in mended.changes if group_of(mended, pair[0]).id in change.refs} == {"removed"}


def test_split_and_merge_are_exact(reports: tuple[Report, Report]) -> None:
    """One old paragraph became two new ones, and nothing else is linked with any of the three; merged likewise."""
    old, new = reports
    a, x, y = block(old, "维护职工"), block(new, "建立服务站"), block(new, "维护职工")
    split = compare(old, new, repairs=[repair(old, new, "split", [a], [x, y])])
    merged = compare(new, old, repairs=[repair(new, old, "merge", [y, x], [a])])

    assert group_of(split, a).kind == "split"
    assert {pair for pair in pairs(split) if a in pair or {x, y} & set(pair)} == {(a, x), (a, y)}
    assert group_of(merged, a).kind == "merged"
    b = block(old, "推进工会改革")
    crossed = compare(old, new, repairs=[repair(old, new, "split", [b], [x])])
    assert (a, x) in pairs(compare(old, new))
    assert {pair for pair in pairs(crossed) if b in pair or x in pair} == {(b, x)}
    assert {(each.old, each.new) for each in crossed.overruled} >= {(a, x), (b, block(new, "推进工会改革"))}
    sentences = {s.id: s.block for report in (old, new) for s in report.sentences}
    assert {sentences[b] for s, b in pairs(split, "sentence") if sentences[s] == a} <= {x, y}


def test_a_person_may_link_a_result_with_a_task(reports: tuple[Report, Report]) -> None:
    """The machine never does; said by hand, it is done, and the sentences are paired."""
    old, new = reports
    pair = block(old, "加强首都"), block(new, "推进工会高质量")
    roles = [next(b.role for b in report.blocks if b.id == unit) for report, unit in zip(reports, pair, strict=True)]
    assert roles == ["review", "tasks"]
    mended = compare(old, new, repairs=[repair(old, new, "link", [pair[0]], [pair[1]])])

    assert pair not in pairs(compare(old, new))
    assert pair in pairs(mended)
    assert link_of(mended, *pair).why == ("person",)


def test_headings_stand_for_their_sections(reports: tuple[Report, Report]) -> None:
    """Two headings taken apart part their sections; linked, they join them."""
    old, new = reports
    apart = repair(old, new, "unlink", [block(old, "一、")], [block(new, "一、")])
    crossed = repair(old, new, "split", [block(old, "一、")], [block(new, "二、")])
    first, second = ([s.id for s in report.sections] for report in reports)

    assert (first[0], second[0]) in pairs(compare(old, new), "section")
    assert (first[0], second[0]) not in pairs(compare(old, new, repairs=[apart]), "section")
    assert {pair for pair in pairs(compare(old, new, repairs=[crossed]), "section") if first[0] in pair} == {
        (first[0], second[1])
    }


def test_a_sentence_has_one_partner_inside_linked_paragraphs(reports: tuple[Report, Report]) -> None:
    """A link by hand frees the sentence from its other one; where the paragraphs are not linked it is not attached."""
    old = make.read("一、工作\n推进工会改革。健全基层组织体系，发展会员。")
    new = make.read("一、工作\n健全基层组织体系，发展会员六十万人。推进工会改革创新。")
    (s1, s2), (t1, t2) = ([s.id for s in report.sentences[1:]] for report in (old, new))
    assert {(s1, t2), (s2, t1)} <= pairs(compare(old, new), "sentence")
    said = repair(old, new, "link", [s1], [t1])
    mended = compare(old, new, repairs=[said])

    assert {pair for pair in pairs(mended, "sentence") if {s1, s2, t1, t2} & set(pair)} == {(s1, t1)}
    assert {(each.old, each.new) for each in mended.overruled} == {(s1, t2), (s2, t1)}
    blocks = [report.blocks[-1].id for report in (old, new)]
    parted = compare(old, new, repairs=[said, repair(old, new, "unlink", blocks[:1], blocks[1:])])
    assert [each.attached for each in parted.repairs] == [False, True]


def test_a_repair_survives_other_settings(reports: tuple[Report, Report]) -> None:
    """Whatever the machine finds under other settings, the word of the person holds."""
    old, new = reports
    said = repair(old, new, "split", [block(old, "维护职工")], [block(new, "建立服务站"), block(new, "维护职工")])
    for settings_ in (
        DEFAULT,
        Settings(alignment=replace(DEFAULT.alignment, least_rank=0.9, most_candidates=1)),
        Settings(alignment=replace(DEFAULT.alignment, heading_share=0.0, heading_alike=0.0)),
    ):
        assert group_of(compare(old, new, settings_, [said]), said.old[0].unit).kind == "split"


def test_a_repair_survives_another_reading(reports: tuple[Report, Report]) -> None:
    """A paragraph put in before it and another line numbering do not shake it off; its own text gone, it is kept."""
    old, new = reports
    said = repair(old, new, "link", [block(old, "加强首都")], [block(new, "推进工会高质量")])
    longer = make.read("关于工会工作的报告\n" + OLD.replace("二、今后任务", "又及：学习理论。\n二、今后任务"))
    without = make.read(OLD.replace("加强首都职工文化建设。\n", ""))

    assert (said.old[0].unit, said.new[0].unit) in pairs(compare(longer, new, repairs=[said]))
    gone = compare(without, new, repairs=[said])
    assert [(each.attached, each.old[0].quote) for each in gone.repairs] == [(False, "加强首都职工文化建设。")]
    assert replace(gone, repairs=()) == compare(without, new)


def test_the_last_word_on_the_same_units_is_the_one_kept(reports: tuple[Report, Report]) -> None:
    """Linked, then taken apart: one statement is left."""
    old, new = reports
    pair = ([block(old, "加强首都")], [block(new, "建立服务站")])
    first, second = repair(old, new, "link", *pair), repair(old, new, "unlink", *pair)

    assert heard([first, second]) == (second,)
    assert compare(old, new, repairs=[first, second]).repairs == (second,)


def test_units_can_be_named_by_line_or_by_the_beginning_of_their_id(reports: tuple[Report, Report]) -> None:
    """The third line of the old source, and six characters of an id."""
    old, new = reports
    a, x = block(old, "维护职工"), block(new, "建立服务站")

    assert repair(old, new, "link", ["3"], [x[:6]]) == repair(old, new, "link", [a], [x])


@pytest.mark.parametrize(
    ("op", "old_units", "new_units", "error"),
    [
        ("link", ["2", "3"], ["2"], DuizhaoError),
        ("split", ["2", "3"], ["2"], DuizhaoError),
        ("merge", [], ["2"], DuizhaoError),
        ("link", ["99"], ["2"], NotFound),
        ("link", ["b"], ["2"], NotFound),
        ("link", ["nothing"], ["2"], NotFound),
        ("link", [""], ["2"], NotFound),
    ],
)
def test_what_makes_no_sense_is_refused(
    reports: tuple[Report, Report], op: str, old_units: list[str], new_units: list[str], error: type[DuizhaoError]
) -> None:
    """Wrong numbers, unknown and ambiguous units: one sentence in both languages."""
    with pytest.raises(error) as caught:
        repair(*reports, op, old_units, new_units)  # type: ignore[arg-type]

    assert caught.value.zh.endswith("。")
    assert caught.value.en.endswith(".")


def test_units_of_two_levels_are_refused(reports: tuple[Report, Report]) -> None:
    """A paragraph is not linked with a section."""
    with pytest.raises(DuizhaoError):
        repair(*reports, "link", ["2"], [reports[1].sections[0].id])


@pytest.mark.parametrize(
    "data",
    [
        [],
        {"schema": "duizhao/2", "repairs": []},
        {"schema": "duizhao/1", "repairs": {}},
        {"schema": "duizhao/1", "repairs": [{"op": "glue", "level": "block", "old": [], "new": []}]},
        {"schema": "duizhao/1", "repairs": [{"op": "link", "level": "block", "old": [{"unit": "x"}], "new": []}]},
    ],
)
def test_a_file_that_holds_no_repairs_is_refused(data: object) -> None:
    """Named in the sentence; nothing is guessed."""
    with pytest.raises(UnreadableSource) as caught:
        LINKS.listed(data, "修正.json")

    assert "修正.json" in caught.value.zh


def test_a_repair_is_named_by_what_it_says() -> None:
    """Same words, same id; the quote is no part of it."""
    said = LinkRepair("", "link", "block", (Anchor("b0123456789", "甲"),), (Anchor("b0123456789", "乙"),))

    assert named(said).id == named(replace(said, old=(Anchor("b0123456789", "别的"),))).id
    assert named(said).id != named(replace(said, op="unlink")).id
