"""Two drafts of one edition: neither tells what became of what the other sets out, and the reader is told so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compare.chronology import follows
from compare.comparison import compare
from compare.config import DEFAULT
from compare.model import Comparison, Report
from tests import strategies as make

DRAFT = """一、过去五年的工作
建成职工书屋1200家，出台职工书屋建设管理办法。
职工创新工作室发展到2300个，会员总数60万人。
二、今后五年的任务
建成职工书屋1000家，制定职工书屋建设管理办法。
职工创新工作室发展到2000个以上。
"""
REVISED = DRAFT.replace("会员总数60万人", "会员总数达到61万人").replace("2000个以上", "2500个以上")
OTHER = """一、过去五年的工作
新建职工书屋1500家，出台了职工书屋建设管理办法。
职工创新工作室已有2800个，会员总数80万人。
二、今后五年的任务
再建一批职工书屋。
"""


def report(text: str, date: str | None) -> Report:
    """Return a report with a date, or without one."""
    return replace(make.read(text), date=date)


def settled(found: Comparison) -> set[str]:
    """Return what of a comparison says what became of something."""
    told = {change.type for change in found.figure_changes if change.type == "fulfilment"}
    told |= {change.type for change in found.task_changes if change.type == "reported"}
    return told | {change.cls for change in found.changes if change.cls == "fulfilment"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ((DRAFT, "2024-05-08"), (REVISED, "2024-05-08")),
        ((DRAFT, "2024-05-08"), (OTHER, "2024")),
        ((DRAFT, None), (REVISED, None)),
        ((DRAFT, "2024-05-08"), (REVISED, None)),
        ((DRAFT, "2024-04-20"), (REVISED, "2024-05-08")),
        ((REVISED, "2024-05-08"), (DRAFT, "2024-04-20")),
    ],
    ids=["one date", "one year", "undated", "one undated", "of April and May", "of May and April"],
)
def test_a_draft_does_not_answer_another(old: tuple[str, str | None], new: tuple[str, str | None]) -> None:
    """No target is met and no commitment reported as done by another draft of the same edition."""
    found = compare(report(*old), report(*new))

    assert settled(found) == set()
    said = [(limit.what, limit.where) for limit in found.limits]
    assert said == [("one edition", "figures")]
    assert any(change.old and change.new for change in found.figure_changes), "what both say is still compared"


@pytest.mark.parametrize(
    ("old", "new"),
    [((DRAFT, "2019-05-06"), (OTHER, "2024-05-08")), ((DRAFT, None), (OTHER, None)), ((DRAFT, "2019"), (OTHER, None))],
    ids=["dated", "undated", "one undated"],
)
def test_the_next_edition_answers(old: tuple[str, str | None], new: tuple[str, str | None]) -> None:
    """A report that says other things, of a later date or of one that is not known, tells what became of targets."""
    found = compare(report(*old), report(*new))

    assert settled(found) == {"fulfilment", "reported"}
    assert found.limits == ()


def test_an_earlier_edition_does_not_answer() -> None:
    """What was reported before cannot meet what was planned after it; the warning of the order says so."""
    found = compare(report(DRAFT, "2024-05-08"), report(OTHER, "2019-05-06"))

    assert settled(found) == set()
    assert found.limits == ()


def test_dates_far_apart_are_believed() -> None:
    """An edition that copies most of the last one is the next edition where its date says so."""
    editions = DEFAULT.targets.editions

    assert follows(report(DRAFT, "2019-05-06"), report(REVISED, "2024-05-08"), editions)
    assert not follows(report(DRAFT, "2024-05-01"), report(REVISED, "2024-05-08"), editions)
    assert follows(report(DRAFT, "2024-05-01"), report(REVISED, "2024-05-08"), replace(editions, draft_days=7))
    assert follows(report(DRAFT, None), report(REVISED, None), replace(editions, draft_share=0.9))
