"""Figures: what counts and what does not, its value, its name, its role."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare import figures
from compare.figures import quantities, terms
from compare.figures.key import key
from compare.model import Block, Figure, Report, Sentence
from compare.words import sentences
from tests import strategies as make
from tests.support import CASES

FOLDER = CASES / "figures"


def block_of(text: str, role: str | None = "review") -> tuple[list[Block], list[Sentence]]:
    """Return one paragraph in a part of the report, and its sentences."""
    block = Block("b1", "paragraph", text, (1, 1), role=role)  # type: ignore[arg-type]
    return [block], [Sentence(f"t{a}", "b1", (a, z)) for a, z in sentences(text)]


def found(text: str, role: str | None = "review", date: str | None = None) -> tuple[Figure, ...]:
    """Return the figures of one paragraph."""
    return figures.find(*block_of(text, role), date)


def shown(figure: Figure) -> str:
    """Return a figure as one line: name | value | role, and what is said besides."""
    value = figure.value

    def number(bound: float | None) -> str:
        return "…" if bound is None else f"{bound:,.4f}".rstrip("0").rstrip(".")

    amount = number(value.low) if value.low == value.high else f"{number(value.low)}–{number(value.high)}"
    start = f"{number(figure.start)} → " if figure.start is not None else ""
    sort = figure.measure if figure.measure != "level" else None
    extra = [word for word in (value.hedge, figure.modality, figure.deadline, sort, figure.base) if word]
    return " | ".join([figure.indicator, f"{start}{amount} {value.unit}".strip(), figure.role, *extra])


def replayed(case: str) -> str:
    """Return a case file as the code would write it."""
    out, role, date = [], None, None
    for line in case.splitlines():
        if line.startswith("[") and (head := re.fullmatch(r"\[(\w+) (\S+)\]", line)):
            role, date = (None if head[1] == "unknown" else head[1]), head[2]
        if line.startswith("  "):
            continue
        out.append(line)
        if line and not line.startswith(("#", "[")):
            out += [f"  {shown(figure)}" for figure in found(line, role, date)]
    return "\n".join(out) + "\n"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_cases(path: Path) -> None:
    """Each sentence of a case file has the figures listed under it; none listed, none found."""
    case = path.read_text(encoding="utf-8")

    assert replayed(case) == case


@given(make.paragraphs)
@settings(max_examples=150, deadline=None)
def test_figures_point_at_their_text(text: str) -> None:
    """A figure's span lies in its block and its quote is a stretch of the block that holds the number."""
    for figure in found(text):
        start, end = figure.span
        assert 0 <= start < end <= len(text)
        assert figure.quote in text
        assert text[start:end] in figure.quote
        assert figure.indicator
        assert figure.key


@given(make.paragraphs)
@settings(max_examples=100, deadline=None)
def test_figures_are_in_reading_order_with_ids_of_their_own(text: str) -> None:
    """Figures come in the order of the text, and no two have the same id."""
    every = found(text)

    assert [figure.span[0] for figure in every] == sorted(figure.span[0] for figure in every)
    assert len({figure.id for figure in every}) == len(every)


@given(st.text(alphabet="建成达到近约从由至、，。%万亿家个余多以上0123456789.-—一二三十百千点“”《》年月", max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_run_of_numerals_is_read(text: str) -> None:
    """No mixture of numerals, units, hedges and signs is an error, and spans stay disjoint."""
    spans = [quantity.span for quantity in quantities.find(text)]

    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert len(terms.masked(text)) == len(text)
    found(text, "tasks", "2024")


def test_an_id_does_not_depend_on_what_else_the_report_says() -> None:
    """The same paragraph gives the same figure ids in a longer report."""
    blocks, spans = block_of("建设职工书屋2315个。")
    other = Block("b2", "paragraph", "举办1516场公益大讲堂。", (2, 2), role="review")
    more = [Sentence("t9", "b2", (0, len(other.text))), *spans]

    assert figures.find(blocks, spans, None)[0] in figures.find([other, *blocks], more, None)


def test_titles_and_annexes_are_not_searched() -> None:
    """A number in a title, a byline or an annex is not a figure of the report."""
    for kind in ("title", "byline", "annex", "furniture"):
        block = Block("b1", kind, "建设职工书屋2315个", (1, 1))
        assert figures.find([block], [Sentence("t1", "b1", (0, 11))], None) == ()


def test_a_key_holds_neither_numerals_nor_stock_verbs() -> None:
    """Names that say one thing fold to one key; growth keeps apart from size."""
    assert key("累计建成工会服务站") == key("工会服务站") == "工会服务站"
    assert key("居民消费价格涨幅") == key("居民消费价格上涨") == "居民消费价格增长"
    assert key("新能源汽车产量") != key("新能源汽车产量增长")


def test_the_baseline(seed_report: Report) -> None:
    """北京市工会十四大报告 2019: 48 figures, three of them targets, three of them neither."""
    by_role = [figure.role for figure in seed_report.figures]

    assert (by_role.count("result"), by_role.count("target"), by_role.count("other")) == (42, 3, 3)
    assert [shown(figure) for figure in seed_report.figures if figure.role == "target"] == [
        "建成工作室 | 10,000 家 | target | 近 | 力争 | 2023年 | 累计",
        "非公企业工会组织覆盖率 | 90–… % | target | 以上 | 力争 | 5年内 | ratio",
        "职工入会率 | 80–… % | target | 以上 | 保持在 | 5年内 | ratio",
    ]


@pytest.mark.parametrize("run", ["1", "万", "一", "3个", "比", "分别", "从1个到", "“", "建成5个，", "甲、"])
def test_long_runs_are_read_to_their_end(run: str) -> None:
    """After ten thousand characters of the worst repetition (what it costs: `make bench`) the next figure is read."""
    text = run * (10_000 // len(run)) + "。失业率控制在5.5%以内。"

    assert any("失业率" in figure.indicator for figure in found(text, "tasks", "2024"))


def test_a_numeral_cut_by_a_line_end_is_no_figure() -> None:
    """收入为1 ⏎ 2万元: neither half is told as a number of its own; one that ends its line whole is."""
    cut, whole = "全年总收入为1\n2万元，支出5万元。", "会员总数达到621万人\n2万家企业建会。"
    text = f"工作报告\n（2024年3月6日）\n一、工作回顾\n{cut}\n{whole}"
    assert [figure.value.low for figure in make.read(text).figures] == [50_000, 6_210_000, 20_000]


def test_a_repeated_figure_is_kept_and_points_to_the_first() -> None:
    """The same number of the same thing said twice is two figures; the second names the first."""
    first, other, second = found("会员总数621万人，工会组织5.6万个。会员总数621万人。", "review", "2019-05-06")

    assert (first.repeats, other.repeats, second.repeats) == (None, None, first.id)


def test_a_number_of_an_earlier_year_among_the_tasks_is_a_result() -> None:
    """一九八三年…达到 in a report of 1984 was reached; what follows 今年 or is to be is planned."""
    text = "工作报告\n（1984年3月6日）\n一、今后的任务\n一九八三年人均收入526元。\n比一九八三年，今年产量要达到600吨。"
    roles = [figure.role for figure in make.read(text).figures]
    assert roles == ["result", "target"]
