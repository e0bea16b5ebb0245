"""Numerals: every way a report writes a number gives its value, agreed with a public set of cases."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.figures import numbers, quantities, units
from tests.support import SHARED, needs_shared

HAN = "零一二三四五六七八九"
CASES = SHARED / "bench" / "cn2an" / "cases.json"
PERCENT = SHARED / "bench" / "recognizers_text_zh" / "Specs" / "Number" / "Chinese" / "PercentModel.json"


def spelled(number: int) -> str:
    """Return a whole number below 10¹² in characters, the slow and obvious way."""
    if number < 10:
        return HAN[number]
    for size, name in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= size:
            rest = number % size
            gap = "零" if rest and rest < size // 10 else ""
            return spelled(number // size) + name + (gap + spelled(rest) if rest else "")
    raise AssertionError


@given(st.integers(0, 10**12 - 1))
def test_every_spelled_number_is_read(number: int) -> None:
    """A number written in characters has its value, whatever its size."""
    assert numbers.value(spelled(number)) == number


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_every_written_number_is_read(whole: int, part: int) -> None:
    """Digits have their value: with a point, with separators, in full width."""
    plain = f"{whole}.{part:02d}"

    assert numbers.value(plain) == float(plain)
    assert numbers.value(f"{whole:,}") == whole
    assert numbers.value(plain.translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))) == float(plain)


@pytest.mark.parametrize("text", ["", "点五", "五点", "十一大", "负"])
def test_what_is_no_numeral_is_refused(text: str) -> None:
    """A text that is no numeral raises ValueError, and is never read as nought."""
    with pytest.raises(ValueError, match=r"not a numeral"):
        numbers.value(text)


@needs_shared
def test_numerals_in_characters_agree_with_cn2an() -> None:
    """The strict and the usual cases of cn2an, sums of money (元 角 分) and 廿 aside, have the same values here."""
    cases = [
        (case["input"], case["expected"])
        for case in json.loads(CASES.read_text(encoding="utf-8"))
        if case["suite"] == "cn2an"
        and case["group"] in ("strict_data_dict", "normal_data_dict")
        and not set(case["input"]) & set("元圆角廿")
    ]

    assert len(cases) > 100
    assert [(text, numbers.value(text)) for text, _ in cases] == cases


@needs_shared
def test_digits_with_a_scale_agree_with_cn2an() -> None:
    """100万, 10.1万, 16.4亿 in cn2an's mixed cases have the same values here, beside a unit."""
    cases = [
        (case["input"], case["expected"])
        for case in json.loads(CASES.read_text(encoding="utf-8"))
        if case["group"] == "smart_data_dict" and case["suite"] == "cn2an" and case["input"][-1] in "万亿"
        if not case["input"].startswith("-")
    ]

    assert len(cases) >= 4
    assert [(text, quantities.find(text + "元")[0].low) for text, _ in cases] == cases


NOT_READ = {"半成", "十成", "百分之15Ｋ", "兩成", "百分之一百二十點五", "负3.9%", "负40%", "-22.2%"}
"""Percentages of Recognizers-Text that reports do not write: read otherwise here, or not at all."""


@needs_shared
def test_percentages_agree_with_recognizers_text() -> None:
    """The single percentages of Recognizers-Text in %, 百分之 or 成 are read alike, but for a few no report writes."""
    differing = set()
    told = 0
    for case in json.loads(PERCENT.read_text(encoding="utf-8-sig")):
        text, results = case["Input"], case["Results"]
        if (
            len(results) != 1
            or len(text) > 12
            or not re.search("[%％成]|百分之", text)
            or re.search("[ 折kKMGTm，-－]", text)
        ):
            continue
        told += 1
        wanted = float(results[0]["Resolution"]["value"].rstrip("%"))
        if [quantity.worth for quantity in quantities.find(text)] != [wanted]:
            differing.add(text)

    assert told >= 20
    assert differing == NOT_READ


def test_units_of_one_dimension_compare_by_their_ratio() -> None:
    """1.5 平方公里 are 150 公顷 are 2250 亩; a count of things compares with a count of things only."""
    assert 1.5 * units.ratio("平方公里") == 150 * units.ratio("公顷") == pytest.approx(2250 * units.ratio("亩"))
    assert units.dimension("部") == units.dimension("台") == "things"
    assert units.dimension("元") != units.dimension("美元")


@pytest.mark.parametrize(
    "text",
    [
        "投资10^30元", "投资1e5元", "新增1,2345人", "上升十十十十十个百分点", "增长百分之", "不低于以上",
        "投资1.2.3亿元", "投资99999999999999999999999999元", "亿亿亿", "增长%",
        "全年完成亿元", "亿元" * 30, "一" * 300 + "元", "百分之" * 20, "万" * 50,
        "捐款1,000,00元", "几十万家企业", "一百几十亿元", "三五百家企业", "1万1万亿元",
        "拨打010-65978012", "占地1/2家", "出口1 6 5 5亿美元",
    ],
)  # fmt: skip
def test_half_a_numeral_is_no_figure(text: str) -> None:
    """What is cut off, has no unit, or is larger than any report counts is left alone, never read in part."""
    assert quantities.find(text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("原煤产量八亿五千万吨", 850_000_000.0),
        ("社员一亿六千五百五十二万余人", 165_520_000.0),
        ("投资四百二十七亿四千万元", 42_740_000_000.0),
        ("总值一万八千亿元", 1_800_000_000_000.0),
        ("总值四十七点三万亿元", 47_300_000_000_000.0),
        ("收入1亿2000万元", 120_000_000.0),
        ("由1亿3000多万人", 130_000_000.0),
        ("由1亿3千多万人", 130_000_000.0),
        ("惠及3千多万人", 30_000_000.0),
        ("里程2万5千公里", 25_000.0),
        ("六万万人口", 600_000_000.0),
        ("债务1万万元", 100_000_000.0),
        ("算力10.36百亿亿次", 1.036e19),
        ("民间投资增长-3.2%", -3.2),
    ],
)
def test_a_number_of_several_scales_is_their_sum(text: str, number: float) -> None:
    """八亿五千万 is not 八亿五千 times ten thousand, and 2万5千公里 is not 5千公里; a minus is no dash of a range."""
    assert [quantity.low for quantity in quantities.find(text)] == [number]


@given(st.integers(1, 10**12 - 1))
def test_every_spelled_quantity_is_read(number: int) -> None:
    """A number written in characters before a measure is one quantity of its value, hedged or not."""
    assert [quantity.low for quantity in quantities.find(f"原煤产量{spelled(number)}吨")] == [number]
