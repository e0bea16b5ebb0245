"""Text of any Unicode and bytes of any kind never crash: they are compared, or refused in one sentence."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from compare.comparison import compare, read_report
from compare.errors import DuizhaoError
from compare.model import Report
from tests import strategies as make

ENOUGH = "工会工作报告。" * 30


def read(data: bytes) -> Report | None:
    """Return the report, or None where the input was refused with a sentence in both languages."""
    try:
        return read_report(data, "报告.txt")
    except DuizhaoError as refused:
        return None if refused.zh and refused.en else pytest.fail("refused without a sentence")


@given(make.any_texts, make.mixed_texts)
@settings(max_examples=100, deadline=None)
@example("\x00\x00", "\ud7ff\U0010ffff")
@example("、。！（一）一、", "——：；“”（（（")
@example("1、\n（1）\n一、\n\n第一部分", "一是。二是。——。")
def test_any_text_is_compared_or_refused(old: str, new: str) -> None:
    """Whatever stands beside enough Chinese is carried through every step."""
    reports = [read((ENOUGH + "\n" + text).encode("utf-8", "replace")) for text in (old, new)]
    if reports[0] and reports[1]:
        compare(reports[0], reports[1])


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """No bytes end in a traceback."""
    read(data)


@pytest.mark.parametrize(
    "text",
    [
        "工" * 3000,
        "工会，" * 1500,
        "“" * 2000 + "会",
        "一、" * 1500,
        "5.6万个" * 800,
        "（" * 1500 + "）" * 1500,
        "、" * 3000 + "工",
    ],
    ids=["one character", "one clause", "quotes", "numbers", "figures", "brackets", "list marks"],
)
def test_monotonous_texts_are_compared(text: str) -> None:
    """Long runs of one thing, in one line and without an end, are compared with a text that differs a little."""
    reports = [read((ENOUGH + body).encode()) for body in (text, text[:-20] + "改革")]

    assert reports[0] is not None
    assert reports[1] is not None
    compare(reports[0], reports[1])
