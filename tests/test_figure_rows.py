"""The table of figure changes: what filters leave and count, orders, and the bars of old and new."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from compare.comparison import compare, read_report
from compare.lookup import Lookup
from compare.model import Comparison, Figure, Value
from compare.view.change_bars import WIDTH, change_bar
from compare.view.figure_rows import (
    DIRECTIONS,
    KINDS,
    ORDERS,
    Asked,
    FigureRow,
    asked,
    direction_counts,
    figure_rows,
    kind_counts,
    ordered,
)
from tests import strategies as make

OLD = (
    "工作报告\n（2024年1月6日）\n一、2023年工作回顾\n新建公园80个，培训职工5万人。\n二、2024年主要任务\n"
    "建设停车位2万个，城镇新增就业100万人，城镇调查失业率5.5%左右，新增托位3000个。"
)
NEW = (
    "工作报告\n（2025年1月6日）\n一、2024年工作回顾\n新建公园80个，城镇新增就业110万人，新增托位2000个。\n二、2025年主要任务\n"
    "城镇调查失业率5%左右，建设停车位3万个，城镇新增就业120万人，建设足球场12个。"
)


@pytest.fixture(scope="module")
def rows() -> tuple[FigureRow, ...]:
    """The rows of two small editions."""
    return of(compare(read_report(OLD.encode(), "旧.txt"), read_report(NEW.encode(), "新.txt")))


def of(comparison: Comparison) -> tuple[FigureRow, ...]:
    """Return the rows of a comparison."""
    return figure_rows(Lookup(comparison))


def named(rows: tuple[FigureRow, ...], said: Asked) -> list[str]:
    """Return the indicators that are shown, in order, with their kinds."""
    return [f"{row.change.indicator} {row.kind}" for row in ordered(rows, said.order, said.reverse) if said.shows(row)]


def figure(low: float | None, high: float | None, unit: str) -> Figure:
    """Return a figure of some value."""
    return Figure("f1", "b1", (0, 1), "", "", "", Value(low, high, unit), "result")


def test_filters_and_words_narrow_the_rows(rows: tuple[FigureRow, ...]) -> None:
    """A kind, a direction, words of the indicator in any width and case; together they narrow further."""
    assert named(rows, Asked(kind="met")) == ["城镇新增就业 met"]
    assert named(rows, Asked(kind="missed")) == ["新增托位 missed"]
    assert named(rows, Asked(kind="pair", direction="down")) == ["城镇调查失业率 pair"]
    assert named(rows, Asked(direction="same")) == ["新建公园 pair"]
    found = ["城镇新增就业 met", "城镇新增就业 new", "城镇新增就业 pair"]
    assert sorted(named(rows, Asked(words="就业　新增"))) == found
    assert named(rows, Asked(words="就业", kind="pair")) == ["城镇新增就业 pair"]
    assert named(rows, Asked(words="没有的")) == []


def test_orders(rows: tuple[FigureRow, ...]) -> None:
    """By sound, by the size of the move, by place in either report; the other way round; no place comes last."""
    pairs = Asked(kind="pair")
    assert named(rows, replace(pairs, order="indicator")) == [
        "城镇调查失业率 pair",
        "城镇新增就业 pair",
        "建设停车位 pair",
        "新建公园 pair",
    ]
    by_size = ["建设停车位 pair", "城镇新增就业 pair", "城镇调查失业率 pair", "新建公园 pair"]
    assert named(rows, replace(pairs, order="size")) == by_size
    assert named(rows, replace(pairs, order="size", reverse=True)) == by_size[::-1]
    assert named(rows, replace(pairs, order="new"))[:3] == ["新建公园 pair", "城镇调查失业率 pair", "建设停车位 pair"]
    for reverse in (False, True):
        by_place = named(rows, Asked(order="old", reverse=reverse))
        assert {name.split()[1] for name in by_place[-3:]} == {"new"}
    assert named(rows, Asked(order="old"))[0] == "新建公园 pair"


def test_a_head_sorts_and_then_turns_round() -> None:
    """Asking for the order that holds turns it; another one begins at its usual end."""
    said = Asked(words="就业").sorted_by("size")
    assert (said.arguments, said.rising) == ({"q": "就业", "sort": "size"}, False)
    assert (said.sorted_by("size").arguments, said.sorted_by("size").rising) == (
        {"q": "就业", "sort": "size", "reverse": "1"},
        True,
    )
    assert said.sorted_by("size").sorted_by("indicator").arguments == {"q": "就业", "sort": "indicator"}


def test_a_target_met_to_the_point_is_no_distance_away() -> None:
    """5%左右 and 5% are the same number: nothing is said of how far apart they are (国内生产总值, 2024 and 2025)."""
    old = "工作报告\n（2024年1月6日）\n一、2024年主要任务\n国内生产总值增长5%左右。"
    new = "工作报告\n（2025年1月6日）\n一、2024年工作回顾\n国内生产总值增长5%。"
    found = of(compare(read_report(old.encode(), "旧.txt"), read_report(new.encode(), "新.txt")))

    assert [(row.difference, row.size) for row in found if row.kind == "met"] == [(("", ""), 0.0)]


@given(make.report_texts, make.report_texts)
def test_every_change_is_counted_once(old: str, new: str) -> None:
    """Kinds tile the rows, directions the pairs; every order holds each row once; a count is what a filter leaves."""
    found = of(make.compared(old, new))
    kinds, directions = kind_counts(found, Asked()), direction_counts(found, Asked())
    assert kinds[""] == sum(kinds[kind] for kind in KINDS) == len(found)
    assert sum(directions[direction] for direction in DIRECTIONS) == kinds["pair"]
    assert all(count == len(named(found, Asked(kind=kind))) for kind, count in kinds.items())
    for order in ORDERS:
        assert sorted(row.change.id for row in ordered(found, order)) == sorted(row.change.id for row in found)


def test_counts_follow_the_other_filters(rows: tuple[FigureRow, ...]) -> None:
    """What a filter would leave with the other ones as they are."""
    assert kind_counts(rows, Asked(kind="new", words="就业")) == {
        "": 3, "pair": 1, "new": 1, "dropped": 0, "met": 1, "missed": 0, "unclear": 0,
    }  # fmt: skip
    assert direction_counts(rows, Asked(kind="pair", direction="up")) == {
        "": 4,
        "up": 2,
        "down": 1,
        "other": 0,
        "same": 1,
    }


def test_what_an_address_says_comes_back() -> None:
    """Arguments are read as they are written; what is not known is passed over."""
    said = Asked("pair", "up", "就业 新增", "new", True)
    assert asked(said.arguments) == said
    assert asked({"kind": "x", "direction": "", "sort": "up", "reverse": "yes"}) == Asked()


def test_bars_begin_at_one_zero() -> None:
    """The larger number fills the box; what is below nought lies to the left; the gap is a part of the larger one."""
    more = change_bar(figure(100, 100, "人"), figure(125, 125, "人"))
    assert more is not None
    assert (more.old.width, more.new.width, more.zero) == (80.0, WIDTH, 0.0)
    assert more.gap == 0.2

    below = change_bar(figure(-1, -1, "%"), figure(3, 3, "%"))
    assert below is not None
    assert [(bar.x, bar.width) for bar in (below.old, below.new)] == [(0.0, 25.0), (25.0, 75.0)]
    assert below.gap == 4 / 3

    none = change_bar(figure(0, 0, "起"), figure(0, 0, "起"))
    assert none is not None
    assert none.gap == 0.0


def test_a_row_says_by_how_much_as_the_summary_does(rows: tuple[FigureRow, ...]) -> None:
    """Points for shares, per cent for the rest, nothing where nothing moved or where there is no pair."""
    assert {(row.change.indicator, row.kind): row.difference[0] for row in rows if row.difference[0]} == {
        ("建设停车位", "pair"): "+50%",
        ("城镇新增就业", "pair"): "+20%",
        ("城镇调查失业率", "pair"): "−0.5个百分点",
        ("城镇新增就业", "met"): "+10%",
        ("新增托位", "missed"): "−33%",
    }


def test_numbers_of_no_common_measure_have_no_bars() -> None:
    """Money is no more than people; the first place is no less than the fourth; 亩 and 公顷 are both areas."""
    assert change_bar(figure(1, 1, "元"), figure(1, 1, "人")) is None
    assert change_bar(figure(1, 1, "名次"), figure(4, 4, "名次")) is None
    assert change_bar(figure(None, None, "人"), figure(4, 4, "人")) is None
    areas = change_bar(figure(15, None, "亩"), figure(1, 1, "公顷"))
    assert areas is not None
    assert areas.old.width == areas.new.width == WIDTH


@given(make.report_texts, make.report_texts)
def test_swapping_mirrors_the_bars(old: str, new: str) -> None:
    """Old and new change places, the gap stays."""
    ends = make.compared(old, new)
    for row in of(ends):
        change = row.change
        if change.old and change.new and row.bar:
            one = next(each for each in ends.old.figures if each.id == change.old.figure)
            two = next(each for each in ends.new.figures if each.id == change.new.figure)
            mirrored = change_bar(two, one)
            assert mirrored is not None
            assert (mirrored.old, mirrored.new, mirrored.gap) == (row.bar.new, row.bar.old, row.bar.gap)
