"""Targets and results between editions: pairs, moves, fulfilment, and the laws of comparing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare import targets
from compare.config import TargetSettings
from compare.figures.compared import moved, outcome, up_is_good
from compare.figures.key import key
from compare.figures.measure import base
from compare.model import Figure, FigureChange, Report, Value
from tests import strategies as make
from tests.support import CASES, SHARED, needs_shared

FOLDER = CASES / "targets"
MIRROR = {
    "target_pair": "target_pair", "target_new": "target_dropped", "target_dropped": "target_new",
    "result_pair": "result_pair", "result_new": "result_dropped", "result_dropped": "result_new",
}  # fmt: skip
TURNED = {"up": "down", "down": "up", "same": "same", "other": "other", None: None}


def dated(text: str, date: str) -> Report:
    """Return a report of these lines with its date before them."""
    return make.read(f"工作报告\n（{date.replace('-', '年', 1).replace('-', '月')}日）\n{text}")


def shown(change: FigureChange) -> str:
    """Return a figure change as one line."""
    sides = [side.quote if side else "–" for side in (change.old, change.new)]
    return f"{change.type}: {change.indicator}: {' → '.join(sides)}" + (f": {change.change}" if change.change else "")


def replayed(case: str) -> str:
    """Return a case file with what the code finds under its two reports."""
    comment = [line for line in case.splitlines() if line.startswith("#")]
    body = [line for line in case.splitlines() if line and not line.startswith(("#", "  "))]
    at = next(at for at, line in enumerate(body) if line.startswith("new "))
    old = dated("\n".join(body[1:at]), body[0].removeprefix("old "))
    new = dated("\n".join(body[at + 1 :]), body[at].removeprefix("new "))
    found = [f"  {shown(change)}" for change in targets.changes(old, new)[0]]
    return "\n".join([*comment, *body, *found]) + "\n"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_cases(path: Path) -> None:
    """Two short reports have the figure changes listed under them."""
    case = path.read_text(encoding="utf-8")

    assert replayed(case) == case


# Sentences whose numbers Hypothesis makes up, so that pairs, near pairs and strangers all occur.
THINGS = ("职工书屋", "工会服务站", "母婴关爱室", "职工创新工作室", "暖心驿站", "高标准农田", "断头路", "城镇新增就业")
amounts = st.sampled_from(
    ["5个", "12个", "300个以上", "近2万个", "1200万人以上", "3.5%", "5%左右", "超90%", "不低于40%"]
)
plain = st.tuples(st.sampled_from(["建成", "新建", "累计建设", "完成", ""]), st.sampled_from(THINGS), amounts)
sentences = st.lists(plain.map("".join), min_size=1, max_size=4).map(lambda parts: "，".join(parts) + "。")
parts = st.tuples(st.lists(sentences, max_size=3), st.lists(sentences, max_size=3)).map(
    lambda pair: "\n".join(["一、过去五年工作回顾", *pair[0], "二、今后五年的主要任务", *pair[1]])
)


@given(parts)
@settings(max_examples=60, deadline=None)
def test_a_report_against_itself_finds_nothing(text: str) -> None:
    """Beside itself every figure is paired with the same number, and none is new or dropped."""
    report = dated(text, "2019-05-06")
    found = [change for change in targets.changes(report, report)[0] if change.type != "fulfilment"]
    assert {change.type for change in found} <= {"target_pair", "result_pair"}
    assert {change.change for change in found} <= {"same"}


@given(parts, parts)
@settings(max_examples=60, deadline=None)
def test_swapping_the_sides_mirrors(first: str, second: str) -> None:
    """New turns into dropped and up into down; fulfilment, which has a direction, stands apart."""
    old, new = dated(first, "2019-05-06"), dated(second, "2019-05-06")

    def told(changes: tuple[FigureChange, ...], *, mirrored: bool) -> Counter[object]:
        return Counter(
            (MIRROR[c.type], c.indicator, TURNED[c.change], c.new, c.old)
            if mirrored
            else (c.type, c.indicator, c.change, c.old, c.new)
            for c in changes
            if c.type != "fulfilment"
        )

    there, back = targets.changes(old, new)[0], targets.changes(new, old)[0]
    assert told(there, mirrored=True) == told(back, mirrored=False)


@given(parts, parts)
@settings(max_examples=40, deadline=None)
def test_a_figure_is_paired_once(first: str, second: str) -> None:
    """No figure of either side stands in two pairs, and no two changes have one id."""
    found = targets.changes(dated(first, "2019-05-06"), dated(second, "2024-05-08"))[0]
    for kind in ("target_pair", "result_pair", "fulfilment"):
        sides = [(c.old, c.new) for c in found if c.type == kind]
        assert len({old for old, _ in sides}) == len({new for _, new in sides}) == len(sides)
    assert len({change.id for change in found}) == len(found)


def test_a_deadline_is_not_compared_with_a_report_without_date() -> None:
    """A copy that lacks its date cannot tell the deadline 2030年 from the base year 2010年: the target is the same."""
    text = "一、今后五年主要任务\n到2030年国内生产总值和城乡居民人均收入比2010年翻一番。"
    old, new = dated(text, "2024-03-05"), make.read(f"工作报告\n{text}")
    found = targets.changes(old, new)[0]

    assert [(change.type, change.change) for change in found] == [("target_pair", "same")]


def figure(low: float | None, high: float | None, unit: str = "个", hedge: str | None = None, **more: str) -> Figure:
    """Return a figure with this value."""
    indicator = more.pop("indicator", "职工书屋")
    value = Value(low, high, unit, hedge)
    role = more.pop("role", "target")
    return Figure("f1", "b1", (0, 1), indicator, indicator, more.pop("key", indicator), value, role, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (figure(5, 5), figure(5, 5), "same"),
        (figure(5, 5), figure(5, None, hedge="以上"), "other"),
        (figure(300, None, hedge="以上"), figure(280, None, hedge="不少于"), "down"),
        (figure(4.5, 5.0, "%"), figure(5.0, 5.0, "%"), "other"),
        (figure(4.5, 5.0, "%"), figure(5.5, 5.5, "%"), "up"),
        (figure(4.0, 6.0, "%"), figure(5.0, 5.0, "%"), "other"),
        (figure(1, 1, "平方公里"), figure(100, 100, "公顷"), "same"),
        (figure(1, 1, "%"), figure(1, 1, "元"), "other"),
        (figure(5, 5, deadline="2023年"), figure(5, 5, deadline="2028年"), "other"),
        (figure(2000, None, hedge="超", role="result"), figure(2049, 2049, role="result"), "other"),
        (figure(2000, None, hedge="超", role="result"), figure(1900, 1900, role="result"), "down"),
        (figure(4.1, 4.1, "%", "左右", role="result"), figure(4.1, 4.1, "%", role="result"), "same"),
    ],
)
def test_moves(old: Figure, new: Figure, expected: str) -> None:
    """A hedge or deadline that changed is `other` in a target; an open bound leaves a result open."""
    assert moved(old, new) == expected


@pytest.mark.parametrize(
    ("target", "result", "expected"),
    [
        (figure(20, 20), figure(53, 53), "met"),
        (figure(20, 20), figure(19, 19), "missed"),
        (figure(10000, 10000, hedge="近"), figure(12000, 12000), "met"),
        (figure(100, 100), figure(100, 100, hedge="近"), "unclear"),
        (figure(None, 5, "%", "以内"), figure(4.1, 4.1, "%"), "met"),
        (figure(None, 5, "%", "以内"), figure(5.2, 5.2, "%"), "missed"),
        (figure(5.5, 5.5, "%", "左右", indicator="城镇调查失业率"), figure(5.1, 5.1, "%"), "met"),
        (figure(3, 3, "%", "左右", indicator="居民消费价格涨幅"), figure(0.2, 0.2, "%"), "unclear"),
        (figure(2.5, 2.5, "%", key="能耗下降", indicator="能耗降低"), figure(3, None, "%", "超过"), "met"),
        (figure(9000, 9000, deadline="2030年"), figure(8000, 8000), "unclear"),
        (figure(50, 50), figure(40, None, hedge="超"), "unclear"),
    ],
)
def test_outcomes(target: Figure, result: Figure, expected: str) -> None:
    """Met and missed are said only where the words leave no doubt which way is better, and the time is over."""
    assert outcome(target, result, "2024-05-06", TargetSettings()) == expected


@needs_shared
def test_real_reports_are_paired() -> None:
    """国务院政府工作报告 2024 → 2025: the yearly targets, each with its successor and with its result."""
    folder = SHARED / "reports" / "clean"
    old, new = (
        make.read((folder / f"gwr{year}.txt").read_text(encoding="utf-8"), f"{year}.txt") for year in (2024, 2025)
    )
    found = [shown(change) for change in targets.changes(old, new)[0]]

    assert "target_pair: 居民消费价格涨幅: 居民消费价格涨幅3%左右 → 居民消费价格涨幅2%左右: down" in found
    assert "target_pair: 粮食产量: 粮食产量1.3万亿斤以上 → 粮食产量1.4万亿斤左右: up" in found
    assert "fulfilment: 城镇调查失业率: 城镇调查失业率5.5%左右 → 城镇调查失业率平均为5.1%: met" in found


@pytest.mark.parametrize(
    ("indicator", "quote", "good"),
    [
        ("城镇调查失业率", "城镇调查失业率5.5%左右", False),
        ("单位地区生产总值能耗下降", "单位地区生产总值能耗下降3%", True),
        ("帮扶困难职工", "帮扶困难职工8.2万户", True),
        ("困难户数", "困难户数1200户", False),
        ("生产安全事故", "生产安全事故12起", False),
        ("城镇新增就业", "城镇新增就业1200万人", True),
        ("居民消费价格涨幅", "居民消费价格涨幅3%左右", None),
        ("召开会议", "召开会议12次", None),
    ],
)
def test_which_way_is_good(indicator: str, quote: str, good: bool | None) -> None:
    """More jobs are good, more accidents are not, more help for the poor is; a price or a meeting tells nothing."""
    assert up_is_good(replace(figure(1, 1), indicator=indicator, key=key(indicator), quote=quote)) is good


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("累计入驻企业130家", "新增入驻企业132家"),
        ("平均每年城镇新增就业1000多万人", "城镇新增就业1266万人"),
        ("国内生产总值翻两番", "人均国内生产总值翻两番"),
    ],
)
def test_what_is_counted_in_another_way_has_not_moved(old: str, new: str) -> None:
    """All there is against what was added, several years against one, a head against the whole: `other`."""
    before, after = (
        replace(figure(n, n, role="result"), quote=quote, base=base(quote, len(quote)))
        for n, quote in ((1, old), (2, new))
    )
    assert (moved(before, after), moved(after, before)) == ("other", "other")


@pytest.mark.parametrize(("reached", "expected"), [(2049, "other"), (3000, "up")])
def test_a_result_said_to_be_over_a_number_may_be_a_little_more(reached: float, expected: str) -> None:
    """超2000万 may have been 2049万 already, but not 3000万."""
    old, new = figure(2000, None, hedge="超", role="result"), figure(reached, reached, role="result")
    assert moved(old, new) == expected
