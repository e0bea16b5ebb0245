"""Text of any Unicode and bytes of any kind never crash: they are compared, or refused in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bench.odd import ODD
from compare.align import align
from compare.comparison import compare, read_report
from compare.config import AlignmentSettings, SimilaritySettings
from compare.errors import DuizhaoError
from compare.model import Report
from compare.view import page
from tests import strategies as make

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
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


@pytest.mark.parametrize("kind", ODD)
def test_odd_texts_are_compared(kind: str) -> None:
    """One line over and over, lines a number apart, a report in one line or without marks: all steps and a page."""
    demo = (CORPUS / "2024-demo.txt").read_text(encoding="utf-8-sig")[:3000]
    old, new = ODD[kind](demo, demo.replace("建设", "推进"))
    comparison = compare(read_report(old.encode(), "旧.txt"), read_report(new.encode(), "新.txt"))

    assert sum(len(block.text) for block in comparison.old.blocks) == len(old.replace("\n", ""))
    assert comparison.changes
    assert page(comparison).rows


@pytest.mark.parametrize("kind", ODD)
def test_bounds_work_the_same_from_either_side(kind: str) -> None:
    """With bounds a hundred times as tight, swapping the sides of an odd text still mirrors its links."""
    demo = (CORPUS / "2024-demo.txt").read_text(encoding="utf-8-sig")[:3000]
    reports = [read_report(text.encode(), "报告.txt") for text in ODD[kind](demo, demo.replace("建设", "推进"))]
    tight = SimilaritySettings(free_meetings=2500, most_meetings=1, every_pair=5, most_alike=2)
    bounded = AlignmentSettings(similarity=tight)
    there, back = align(reports[0], reports[1], bounded), align(reports[1], reports[0], bounded)

    assert sorted((link.old or "", link.new or "") for link in there.links) == sorted(
        (link.new or "", link.old or "") for link in back.links
    )
