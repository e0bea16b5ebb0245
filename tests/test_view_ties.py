"""What a row offers to mend: its links, what was parted, the likely counterparts first, and all the others."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from compare.comparison import compare
from compare.link_repairs import repair
from compare.lookup import Lookup
from compare.model import Comparison, LinkRepair, Report
from compare.view import Row, page
from compare.view.ties import Ties, ties
from tests import strategies as make
from tests.test_align import body
from tests.test_link_repairs import NEW, OLD, block, spoken


@pytest.fixture(scope="module")
def reports() -> tuple[Report, Report]:
    """Two small editions."""
    return make.read(OLD), make.read(NEW)


def offered(comparison: Comparison, unit: str) -> tuple[Row, Ties]:
    """Return the row of a block and what can be mended there."""
    row = next(row for row in page(comparison).rows if unit in [cell.block.id for cell in (*row.old, *row.new)])
    return row, ties(Lookup(comparison), row)


@given(spoken())
@settings(max_examples=40, deadline=None)
def test_every_block_of_the_other_side_is_within_reach(case: tuple[Report, Report, tuple[LinkRepair, ...]]) -> None:
    """For each block of each row of a mended page: what it is linked with and what is offered are together all
    blocks of the other side; and each block stands in one row."""
    old, new, repairs = case
    comparison = compare(old, new, repairs=repairs)
    bodies = {"old": body(new), "new": body(old)}
    shown: dict[str, list[str]] = {"old": [], "new": []}
    for row in page(comparison).rows:
        if row.kind in ("pointer", "continued"):
            continue
        found = ties(Lookup(comparison), row)
        for choice in found.choices:
            shown[choice.side].append(choice.block.id)
            beside = [
                (tie.new if choice.side == "old" else tie.old).id
                for tie in found.linked
                if choice.block == (tie.old if choice.side == "old" else tie.new)
            ]
            others = [each.id for _, blocks in choice.others for each in blocks]
            assert sorted(beside + others) == sorted(bodies[choice.side])
            assert {each.block.id for each in choice.near} <= set(others)
    assert (sorted(shown["old"]), sorted(shown["new"])) == (sorted(body(old)), sorted(body(new)))


def test_the_most_alike_comes_first(reports: tuple[Report, Report]) -> None:
    """加强首都职工文化建设 went into the tasks of the new edition: that paragraph is the first one offered."""
    comparison = compare(*reports)
    _, found = offered(comparison, block(comparison.old, "加强首都"))
    (choice,) = found.choices

    assert choice.near[0].block.text == "推进工会高质量发展，加强首都职工文化建设。"
    assert (choice.near[0].place, choice.near[0].alone) == ("二", False)
    assert block(comparison.new, "维护职工") in [each.block.id for each in choice.near]  # it stands beside


def said(reports: tuple[Report, Report], op: str, old: str, new: str) -> LinkRepair:
    """Return a statement about two blocks."""
    return repair(*reports, op, [block(reports[0], old)], [block(reports[1], new)])  # type: ignore[arg-type]


def test_a_row_says_whose_its_links_are(reports: tuple[Report, Report]) -> None:
    """Of the machine with its score; of a person, with what the machine says of it, or that it says nothing."""
    alone = compare(*reports)
    row, found = offered(alone, block(reports[0], "推进工会改革"))
    assert [(tie.by, tie.score, tie.repair) for tie in found.linked] == [("machine", row.score, None)]
    assert not row.by_hand

    confirmed = said(reports, "link", "推进工会改革", "推进工会改革")
    row, found = offered(compare(*reports, repairs=[confirmed]), block(reports[0], "推进工会改革"))
    assert [(tie.by, tie.score, tie.repair) for tie in found.linked] == [("person", row.score, confirmed.id)]
    assert row.by_hand

    added = said(reports, "link", "加强首都", "维护职工")
    row, found = offered(compare(*reports, repairs=[added]), block(reports[0], "加强首都"))
    assert [(tie.score, tie.why) for tie in found.linked if tie.repair == added.id] == [(None, ())]
    assert {tie.by for tie in found.linked} == {"person", "machine"}


def test_what_was_parted_is_told_on_both_sides(reports: tuple[Report, Report]) -> None:
    """In the row of either block, with the machine's score and the repair that can be undone."""
    apart = said(reports, "unlink", "推进工会改革", "推进工会改革")
    mended = compare(*reports, repairs=[apart])
    (gone,) = mended.overruled

    for unit in (gone.old, gone.new):
        row, found = offered(mended, unit)
        assert row.by_hand
        assert row.gap is not None
        assert [(tie.old.id, tie.new.id, tie.score, tie.repair) for tie in found.parted] == [
            (gone.old, gone.new, gone.score, apart.id)
        ]
