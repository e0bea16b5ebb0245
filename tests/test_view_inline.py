"""One column: a text that holds both, each whole and in its own order."""

from __future__ import annotations

from hypothesis import given, settings

from compare.view import Row, page
from compare.view.inline import inline

from . import strategies as make

OLD = "政府工作报告\n赤字率拟按3%安排，实施稳健的货币政策。\n"
NEW = "政府工作报告\n赤字率拟按4%左右安排，实施适度宽松的货币政策。\n"


def said(row: Row, side: str) -> str:
    """Return what an inline row says of one side: all but what only the other has."""
    other = "new" if side == "old" else "old"
    return "".join(segment.text for whose, segment in inline(row) or () if segment.op == "equal" or whose != other)


def test_what_was_taken_out_stands_before_what_took_its_place() -> None:
    """3% before 4%左右, between the words that both have."""
    row = page(make.compared(OLD, NEW)).rows[1]
    pieces = [(side, segment.text) for side, segment in inline(row) or () if segment.op != "equal"]

    assert pieces == [("old", "3%"), ("new", "4%左右"), ("old", "稳健"), ("new", "适度宽松")]


def test_sentences_that_changed_places_are_not_one_text() -> None:
    """Nor is a paragraph without a counterpart."""
    moved = page(
        make.compared(
            "报告\n推进产业工人队伍建设改革取得实效。繁荣首都职工文化生活。\n",
            "报告\n繁荣首都职工文化生活。推进产业工人队伍建设改革取得实效。\n",
        )
    ).rows[1]

    assert inline(moved) is None
    assert {inline(row) for row in page(make.compared(OLD, "政府工作报告\n")).rows[1:]} == {None}


@settings(deadline=None, max_examples=60)
@given(make.report_texts, make.report_texts)
def test_both_texts_are_whole(old: str, new: str) -> None:
    """Without what only the new text has, the old one is there as it was but for what counts as the same; and the
    new one letter by letter."""
    for row in page(make.compared(old, new)).rows:
        if inline(row) is not None:
            assert said(row, "new") == row.new[0].block.text
            assert len(said(row, "old")) == len(row.old[0].block.text)
