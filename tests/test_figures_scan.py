"""Every numeral of a text, whatever it counts: against public cases, and the laws that hold for any text."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import numerals
from compare.figures import numbers, scan
from tests.support import needs_shared

TEXTS = st.text(
    st.sampled_from("一二两三十百千万亿零点分之又成折元斤米半多余几负-%％.,，/^e0123456789０９ 个百中国打"), max_size=40
)
READERS = (scan.numerals, scan.percentages, scan.money, scan.measures)


@needs_shared
@pytest.mark.parametrize("model", numerals.MODELS)
def test_public_cases_are_read(model: str) -> None:
    """The spans of Recognizers-Text agree to the bar of each model, and in value; what differs is explained."""
    read = list(numerals.cases(model))

    assert numerals.f1(read) >= numerals.MODELS[model][2]
    assert numerals.wrong_values(read) == 0
    assert [
        case.text for case in read if case.wanted.keys() != case.found.keys() and not numerals.reason(case.text)
    ] == []


@given(TEXTS)
def test_any_text_is_read(text: str) -> None:
    """Spans lie in the text, in order and apart, and every value is a number."""
    for read in READERS:
        end = 0
        for found in read(text):
            assert end <= found.span[0] < found.span[1] <= len(text)
            assert math.isfinite(found.value)
            end = found.span[1]


@given(TEXTS)
def test_full_width_is_read_as_half_width(text: str) -> None:
    """Digits in full width have the values of those in half width, where no comma stands between them."""
    plain = numbers.halfwidth(text).replace(",", "")
    wide = plain.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    for read in READERS:
        assert [(found.span, found.value) for found in read(plain)] == [
            (found.span, found.value) for found in read(wide)
        ]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1万万元", [100_000_000.0]),
        ("10^300^", [10.0**300]),
        ("10^999", []),
        ("万万", []),
        ("亿亿亿", []),
        ("受理12.6万件，涉及金额7.7亿元", [126_000.0, 770_000_000.0]),
    ],
)
def test_sizes(text: str, values: list[float]) -> None:
    """Scales multiply, what no machine holds is no number, and a scale alone is none."""
    assert [found.value for found in scan.numerals(text)] == values


@pytest.mark.parametrize("run", ["三十", "一", "三十 ", "1万", "千零", "百分之", "分之一", "9"])
def test_runs_of_one_phrase_end(run: str) -> None:
    """A long run of one phrase is read to its end: no character is tried in two ways."""
    text = run * 500
    for read in READERS:
        assert all(found.span[1] <= len(text) for found in read(text))
