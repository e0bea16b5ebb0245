"""Whether two figures are of one indicator: evidence is the same from either side, names come before numbers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from compare.config import DEFAULT
from compare.indicators import EVIDENCE, Between, Indicators, judge, sentences
from compare.model import Report
from tests import strategies as make
from tests.test_targets import parts


def between(old: Report, new: Report) -> Between:
    """Return what may be one indicator of two reports."""
    sides = [Indicators(report.figures, sentences(report)) for report in (old, new)]
    return Between(sides[0], sides[1], DEFAULT.targets, {})


@given(parts, parts)
@settings(max_examples=40, deadline=None)
def test_evidence_is_the_same_from_either_side(first: str, second: str) -> None:
    """Which report is the old one does not matter to what two figures have in common."""
    old, new = make.read(first), make.read(second)
    there, back = between(old, new).evidence(), between(new, old).evidence()
    assert {(j, i) for i, j in there} == set(back)
    for (i, j), values in there.items():
        assert values == pytest.approx(back[j, i], abs=1e-9)


def test_the_shipped_weights_are_of_this_evidence() -> None:
    """The file holds a weight for each kind of evidence and for nothing else."""
    assert tuple(judge().weights) == EVIDENCE


@pytest.mark.parametrize(
    ("old", "new", "one"),
    [
        ("建设停车位2.5万个。", "新增机动车停车位3.5万个。", True),
        ("城镇新增就业1200万人以上。", "城镇新增就业1300万人以上。", True),
        ("建设停车位300个。", "培育领军企业300家。", False),
        ("粮食产量1.3万亿斤。", "粮食产量增长3%。", False),
    ],
)
def test_names_tell(old: str, new: str, one: bool) -> None:
    """Another number of one thing is one indicator; one number of two things, or the growth of a thing, is another."""
    found = between(make.read(old), make.read(new)).chances()
    assert (found.get((0, 0), 0.0) >= DEFAULT.targets.pair_chance) is one
