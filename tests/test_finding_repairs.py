"""What a person says of figure changes: paired, parted, judged; it holds whatever the program finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from compare.comparison import compare, read_report
from compare.config import DEFAULT
from compare.errors import DuizhaoError, NotFound
from compare.finding_repairs import heard, mirrored, repair
from compare.model import Comparison, Figure, FigureChange, FindingRepair, Report
from compare.store import Store
from tests import strategies as make
from tests.test_targets import parts

OLD = "工作报告\n（2024年1月6日）\n一、2024年主要任务\n建设停车位2万个，建设充电桩300个，城镇新增就业100万人。"
NEW = (
    "工作报告\n（2025年1月6日）\n一、2024年工作回顾\n城镇新增就业110万人。\n二、2025年主要任务\n"
    "建设停车位3万个，新增补能场所500个，城镇新增就业120万人。"
)


def pair() -> tuple[Report, Report]:
    """Return two small editions."""
    return read_report(OLD.encode(), "旧.txt"), read_report(NEW.encode(), "新.txt")


def figure(report: Report, words: str) -> Figure:
    """Return the figure whose quotation holds these words."""
    return next(each for each in report.figures if words in each.quote)


def said(say: str, one: str, two: str, verdict: str | None = None) -> FindingRepair:
    """Return a statement about the figures whose quotations hold these words."""
    old, new = pair()
    return repair(old, new, say, figure(old, one).id, figure(new, two).id, verdict)  # type: ignore[arg-type]


def pairs(found: Comparison) -> dict[tuple[str, str], FigureChange]:
    """Return the pairs of a comparison by type and old words."""
    return {(c.type, c.old.quote): c for c in found.figure_changes if c.old and c.new}


def test_a_pair_is_made_parted_and_judged() -> None:
    """A pair that the program did not make is there, one that it made is gone, and a verdict stands, by a person."""
    made = said("pair", "充电桩", "补能场所")
    parted = said("part", "停车位", "停车位")
    judged = said("verdict", "城镇新增就业", "120万人", "other")

    found = compare(*pair(), finding_repairs=[made, parted, judged])

    both = pairs(found)
    assert both["target_pair", "建设充电桩300个"].by == "person"
    assert ("target_pair", "建设停车位2万个") not in both
    assert {c.type for c in found.figure_changes if "停车位" in c.indicator} == {"target_new", "target_dropped"}
    jobs = both["target_pair", "城镇新增就业100万人"]
    assert (jobs.change, jobs.by) == ("other", "person")
    assert [each.found for each in found.finding_repairs] == [None, "up", "up"]


def test_a_result_may_be_paired_with_a_target() -> None:
    """A person may say what the program never does; the type follows from what the two are for."""
    old, new = pair()
    crossed = repair(old, new, "pair", figure(old, "停车位").id, figure(new, "110万人").id)

    both = pairs(compare(old, new, finding_repairs=[crossed]))

    assert both["fulfilment", "建设停车位2万个"].by == "person"


@given(parts, parts)
def test_nothing_said_changes_nothing_and_twice_is_once(first: str, second: str) -> None:
    """Without statements the result is the program's own; a statement said twice holds once."""
    old, new = make.read(first), make.read(second)
    plain = compare(old, new)
    assert compare(old, new, finding_repairs=()) == plain
    if old.figures and new.figures:
        one = repair(old, new, "pair", old.figures[0].id, new.figures[0].id)
        assert compare(old, new, finding_repairs=[one, one]) == compare(old, new, finding_repairs=[one])
        once = [c for c in compare(old, new, finding_repairs=[one]).figure_changes if c.old and c.new]
        for kind in {c.type for c in once}:
            ours = [c.old.figure for c in once if c.type == kind and c.old]
            assert len(set(ours)) == len(ours)


def test_it_is_mirrored_with_the_sides() -> None:
    """Said of the two the other way round it is the same: up is down."""
    made = said("pair", "充电桩", "补能场所")
    judged = said("verdict", "城镇新增就业", "120万人", "up")
    old, new = pair()

    there = compare(old, new, finding_repairs=[made, judged])
    back = compare(new, old, finding_repairs=mirrored([made, judged]))

    turned = {"up": "down", "down": "up"}
    told = {
        (c.old.quote, c.new.quote, c.change, c.by)
        for c in there.figure_changes
        if c.type == "target_pair" and c.old and c.new
    }
    again = {
        (c.new.quote, c.old.quote, turned.get(c.change or "", c.change), c.by)
        for c in back.figure_changes
        if c.type == "target_pair" and c.old and c.new
    }
    assert told == again


def test_a_later_word_takes_the_place_of_an_earlier() -> None:
    """Parted after paired is parted, and a verdict on the two falls with it."""
    made, parted = said("pair", "停车位", "停车位"), said("part", "停车位", "停车位")
    judged = said("verdict", "停车位", "停车位", "same")

    assert heard([made, judged, parted]) == (parted,)
    assert heard([parted, made, judged]) == (made, judged)


def test_one_whose_figures_are_gone_is_kept() -> None:
    """A statement about words that are no longer there is listed and not attached."""
    made = said("pair", "充电桩", "补能场所")
    old, _ = pair()
    other = read_report(NEW.replace("500个", "若干").encode(), "新.txt")

    found = compare(old, other, finding_repairs=[made])

    assert [each.attached for each in found.finding_repairs] == [False]


@pytest.mark.parametrize(
    ("say", "verdict"),
    [("verdict", None), ("pair", "up"), ("verdict", "met"), ("verdict", "sideways"), ("marry", None)],
)
def test_what_makes_no_sense_is_refused(say: str, verdict: str | None) -> None:
    """A verdict without its word, a word that is none, one for targets and results on two targets."""
    with pytest.raises(DuizhaoError):
        said(say, "停车位", "停车位", verdict)
    with pytest.raises(NotFound):
        repair(*pair(), "pair", "q0000000000", "q0000000000")


def test_the_store_keeps_it_with_the_two(tmp_path: Path) -> None:
    """It holds with other settings and the other way round, gives another result, and is undone."""
    path = tmp_path / "d.sqlite"
    with Store(path) as store:
        ids = [store.add(text.encode(), name).report_id for text, name in ((OLD, "旧.txt"), (NEW, "新.txt"))]
        comparison = store.compare(ids[0], ids[1])
        plain = store.comparison(comparison)
        store.findings.say(ids[0], ids[1], said("pair", "充电桩", "补能场所"), "2025-01-01")
        assert ("target_pair", "建设充电桩300个") in pairs(store.comparison(comparison))
        assert ("target_pair", "新增补能场所500个") in pairs(store.comparison(store.compare(ids[1], ids[0])))
    with Store(path, DEFAULT) as store:
        kept = store.findings.repairs(ids[0], ids[1])
        store.findings.undo(ids[0], ids[1], kept[0].id, "2025-01-02")
        assert store.comparison(comparison) == plain
        with pytest.raises(NotFound):
            store.findings.undo(ids[0], ids[1], kept[0].id, "2025-01-02")


def test_a_later_pair_takes_the_place_of_an_earlier_one() -> None:
    """One figure is in one pair of a kind; what it was paired with before stands alone, and does not come back."""
    first, second = said("pair", "停车位", "停车位"), said("pair", "充电桩", "停车位")

    found = compare(*pair(), finding_repairs=[first, second])

    both = pairs(found)
    assert ("target_pair", "建设充电桩300个") in both
    assert not [kind for kind, words in both if "停车位" in words]
    assert [each.id for each in found.finding_repairs] == [second.id]


def test_a_verdict_pairs_its_figures() -> None:
    """Two figures of which a person says how they changed are one indicator."""
    found = compare(*pair(), finding_repairs=[said("verdict", "停车位", "补能场所", "down")])
    assert pairs(found)["target_pair", "建设停车位2万个"].change == "down"
