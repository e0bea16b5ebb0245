"""The ranked list: every change once, the weightiest first."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from compare.config import DEFAULT
from compare.model import Comparison, Formulation, Mention
from compare.ranking import rank

from .builders import compared, figure, figure_change, report, sample, task, task_change

WEIGHED = [field.name for field in fields(DEFAULT.ranking.weights)]
lines = st.lists(
    st.sampled_from(["会员六十万。", "会员七十万。", "办好报社。", "各级工会。建好驿站。"]), min_size=1, max_size=5
)


def classes(comparison: Comparison) -> list[str]:
    return [change.cls for change in rank(comparison)]


def test_the_sample_in_full() -> None:
    """Targets, fulfilment, results, structure, tasks, wording; each with what it shows first among its refs."""
    comparison = sample()
    names = {
        **{change.id: change.type for change in comparison.figure_changes},
        **{change.id: change.type for change in comparison.task_changes},
        **{group.id: f"{group.level} {group.kind}" for group in comparison.groups},
        **{link.id: "wording of a sentence" for link in comparison.links},
    }

    ranked = rank(comparison)

    assert [(change.cls, names[change.refs[0]]) for change in ranked] == [
        ("target", "target_pair"),
        ("fulfilment", "fulfilment"),
        ("result", "result_pair"),
        ("added", "section added"),
        ("removed", "block removed"),
        ("task", "unanswered"),
        ("task", "new"),
        ("wording", "wording of a sentence"),
        ("wording", "wording of a sentence"),
    ]
    assert [change.weight for change in ranked] == sorted((change.weight for change in ranked), reverse=True)


def test_every_kind_has_a_weight_and_targets_come_first() -> None:
    """0–100, smallest not above largest, in the order in which readers ask."""
    weights = [getattr(DEFAULT.ranking.weights, field.name) for field in fields(DEFAULT.ranking.weights)]

    assert all(0 <= weight.least <= weight.most <= 100 for weight in weights)
    assert weights == sorted(weights, key=lambda weight: (-weight.least, -weight.most))
    assert fields(DEFAULT.ranking.weights)[0].name == "target_changed"


def test_the_classes_outrank_each_other_whatever_their_size() -> None:
    """The least target outranks the largest result, a result a formulation, a formulation the wording."""
    weights = DEFAULT.ranking.weights
    ladder = (
        [name for name in WEIGHED if name.startswith(("target", "fulfilment"))],
        [name for name in WEIGHED if name.startswith("result")],
        [name for name in WEIGHED if name.startswith("formulation")],
        ["wording", "punctuation", "figure_edit"],
    )

    for above, below in pairwise(ladder):
        assert above
        assert below
        assert min(getattr(weights, name).least for name in above) > max(getattr(weights, name).most for name in below)


def test_a_part_outranks_an_item() -> None:
    """A short part that is new outranks a long section that is new, and any section a paragraph."""
    one = report("甲。")
    two = report("甲。\n## 一、短\n乙。\n## 二、长\n" + "长" * 4000 + "。\n另一段。")
    second = two.sections[1]
    two = replace(two, sections=(two.sections[0], replace(second, level=3)))
    found = compared(one, two, [(0, 0), *((None, n) for n in range(1, 6))])
    names = {group.id: group for group in found.groups}

    added = [change for change in rank(found) if names[change.refs[0]].level == "section"]
    heads = [next(link.new for link in found.links if link.group == change.refs[0]) for change in added]

    assert heads == [section.id for section in two.sections]
    assert added[0].weight > added[1].weight
    assert DEFAULT.ranking.weights.section_added.least > DEFAULT.ranking.weights.block_added.most
    assert DEFAULT.ranking.weights.block_added.least > DEFAULT.ranking.weights.sentence_added.most


def test_missed_targets_come_before_met_ones() -> None:
    """A promise that was not kept is what a reader wants to see first."""
    comparison = sample()
    met = comparison.figure_changes[2]
    missed = replace(met, id="fc0000000001", change="missed")

    both = replace(comparison, figure_changes=(met, missed), task_changes=())

    assert [change.refs[0] for change in rank(both) if change.cls == "fulfilment"] == [missed.id, met.id]


def test_what_is_unchanged_is_no_change() -> None:
    """Figures of the same value and kept tasks are not listed; a report beside itself has no list."""
    one = report("会员总数达到70万人。制定规划。")
    target = figure(one, 0, "会员总数达到70万人", "70万人", 700000)
    plan = task(one, 0, "制定规划")
    one = replace(one, figures=(target,), tasks=(plan,))
    comparison = replace(
        compared(one, one, [(0, 0)]),
        figure_changes=(figure_change("target_pair", "same", target, target),),
        task_changes=(task_change("kept", plan, plan),),
    )

    assert rank(comparison) == ()


def test_a_new_target_is_not_told_again_as_task_or_sentence() -> None:
    """A figure, the task it is in and the sentence that was inserted with it are one change with three refs."""
    old = report("加强宣传。")
    new = report("加强宣传。到2029年会员总数达到80万人。")
    target = figure(new, 0, "会员总数达到80万人", "80万人", 800000, deadline="2029")
    promise = task(new, 0, "会员总数达到80万人")
    new = replace(new, figures=(target,), tasks=(promise,))
    base = compared(old, new, [(0, 0)])
    comparison = replace(
        base,
        figure_changes=(figure_change("target_new", None, None, target),),
        task_changes=(task_change("new", None, promise),),
    )

    ranked = rank(comparison)

    assert [(change.cls, len(change.refs)) for change in ranked] == [("target", 3)]


def test_edits_of_a_listed_figure_or_phrase_are_not_listed_again() -> None:
    """The digits of a changed target belong to its entry, the rest of the sentence to one wording entry."""
    comparison = sample()
    edits = {edit.id for edit in comparison.edits if edit.changes}

    ranked = rank(comparison)
    told = [ref for change in ranked for ref in change.refs if ref in edits]

    assert Counter(told).most_common(1)[0][1] == 1
    assert set(told) == edits


def test_a_formulation_takes_its_edits_along() -> None:
    """稳健→适度宽松 inside a replaced phrase is not listed as wording besides."""
    old, new = report("稳健的货币政策。"), report("适度宽松的货币政策。")
    phrase = Formulation(
        "p0000000001", "稳健的货币政策", "replaced", 1, 1, "适度宽松的货币政策",
        (Mention("old", old.blocks[0].id, (0, 7)), Mention("new", new.blocks[0].id, (0, 9))),
    )  # fmt: skip

    assert classes(replace(compared(old, new, [(0, 0)]), formulations=(phrase,))) == ["formulation"]


def test_a_block_goes_with_its_section() -> None:
    """A new section is one entry; its heading and paragraphs are its refs."""
    old = report("## 一、回顾\n过去。")
    new = report("## 一、回顾\n过去。\n## 二、展望\n将来。\n前景。")

    ranked = rank(compared(old, new, [(0, 0), (1, 1), (None, 2), (None, 3), (None, 4)]))

    assert [(change.cls, len(change.refs)) for change in ranked] == [("added", 4)]


def test_equal_weights_stand_in_reading_order() -> None:
    """What is gone stands after what it followed in the old edition."""
    old = report("甲。\n乙乙。\n丙。")
    new = report("甲。\n丁丁。\n丙。\n戊戊。")

    ranked = rank(compared(old, new, [(0, 0), (1, None), (None, 1), (2, 2), (None, 3)]))

    assert [change.cls for change in ranked] == ["removed", "added", "added"]


def test_titles_and_salutations_do_not_count() -> None:
    """A title of its own is no added matter."""
    assert rank(compared(report("甲。"), report("# 报告\n甲。"), [(None, 0), (0, 1)])) == ()


@given(lines, lines)
def test_ids_are_unique_and_the_order_is_stable(one: list[str], two: list[str]) -> None:
    """Same input, same list; every non-equal edit is in exactly one entry."""
    old, new = report("\n".join(one)), report("\n".join(two))
    size = max(len(one), len(two))
    pairs = [(i if i < len(one) else None, i if i < len(two) else None) for i in range(size)]
    comparison = compared(old, new, pairs)

    ranked = rank(comparison)

    assert ranked == rank(comparison)
    assert len({change.id for change in ranked}) == len(ranked)
    told = Counter(ref for change in ranked for ref in change.refs)
    assert all(told[edit.id] == edit.changes for edit in comparison.edits)
