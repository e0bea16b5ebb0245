"""The page: nothing of either report is lost, nothing of it is altered, and everything is in its place."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.comparison import compare, read_report
from compare.lookup import SIDES
from compare.model import Comparison, Report, Side
from compare.view import CHIPS, Cell, Page, Row, Segment, page, stretches

from . import strategies as make
from .support import ROOT, SEED, SHARED, needs_shared

few = settings(deadline=None, max_examples=40)
"""Comparing two reports takes its time, the first one most."""

chips = st.lists(st.sampled_from(tuple(CHIPS)), unique=True)

REVIEW = "一、过去五年工作回顾\n"
OLD = (
    "政府工作报告\n各位代表！\n"
    + REVIEW
    + "会员总数达到70万人。\n实施稳健的货币政策，保持合理充裕。\n深入推进产业工人队伍建设改革。\n"
)
NEW = (
    "政府工作报告\n各位代表！\n" + REVIEW + "会员总数达到80万人。\n实施稳健的货币政策，保持充裕。\n着力繁荣职工文化。\n"
)


def shown(found: Page) -> list[Row]:
    """Return every row of a page, folded and furniture included."""
    return [*found.rows, *found.furniture]


def cells(row: Row, side: Side) -> tuple[Cell, ...]:
    return row.old if side == "old" else row.new


def report(comparison: Comparison, side: Side) -> Report:
    return comparison.old if side == "old" else comparison.new


def blocks(found: Page, side: Side) -> list[str]:
    return [cell.block.id for row in shown(found) for cell in cells(row, side)]


def marks(row: Row, side: Side) -> list[str]:
    """Return the text of a row with op, class and figure of what is marked: 保持[delete wording:合理]充裕。"""
    return ["".join(_mark(segment) for segment in cell.segments) for cell in cells(row, side)]


def _mark(segment: Segment) -> str:
    changed, phrase = segment.op if segment.op != "equal" else "", "phrase" if segment.formulation else ""
    said = [word for word in (changed, segment.cls, segment.figure, phrase) if word]
    return f"[{' '.join(said)}:{segment.text}]" if said else segment.text


# ── laws ──────────────────────────────────────────────────────────────────────────────────────


@few
@given(make.report_texts, make.report_texts)
def test_segments_tile_their_block(old: str, new: str) -> None:
    """The segments of a cell, joined, are its block's text; none is empty."""
    for row in shown(page(make.compared(old, new))):
        for cell in (*row.old, *row.new):
            assert "".join(segment.text for segment in cell.segments) == cell.block.text
            assert all(segment.text for segment in cell.segments)


@few
@given(make.report_texts, make.report_texts, chips)
def test_no_block_is_lost(old: str, new: str, off: list[str]) -> None:
    """Every block of both reports stands in exactly one cell, and in no other side's; folding loses no row."""
    comparison = make.compared(old, new)
    found = page(comparison)

    for side in SIDES:
        assert Counter(blocks(found, side)) == Counter(block.id for block in report(comparison, side).blocks)
    assert [row for stretch in stretches(found.rows, off) for row in stretch.rows] == list(found.rows)


@few
@given(make.mixed_texts.filter(lambda text: "发展" in text), make.report_texts)
def test_rows_are_named_once(old: str, new: str) -> None:
    """No two rows bear one id, and pointers lead to rows that are there."""
    rows = shown(page(make.compared(new, new + "\n" + new)))
    ids = [row.id for row in rows]

    assert len(ids) == len(set(ids))
    assert {row.move.row for row in rows if row.move} <= set(ids)
    assert {row.move.pointer for row in rows if row.move and row.move.pointer} <= set(ids)


@few
@given(make.report_texts)
def test_a_report_beside_itself_shows_no_change(text: str) -> None:
    """All rows are unchanged, nothing moved, the outline has no density."""
    found = page(make.compared(text, text))

    assert [row.id for row in found.rows if not row.unchanged or row.move or not row.identical] == []
    assert [entry.section for entry in found.outline if entry.density] == []
    assert found.items == ()


@few
@given(make.report_texts, make.report_texts)
def test_swapped_reports_show_the_same_relations(old: str, new: str) -> None:
    """What stands side by side still does when old and new are swapped; classes but for added and removed too."""
    other: dict[str, str] = {"added": "removed", "removed": "added"}
    there = {
        (frozenset(c.block.id for c in row.old), frozenset(c.block.id for c in row.new)): set(row.classes)
        for row in shown(page(make.compared(old, new)))
        if row.old or row.new
    }
    back = {
        (frozenset(c.block.id for c in row.new), frozenset(c.block.id for c in row.old)): {
            other.get(chip, chip) for chip in row.classes
        }
        for row in shown(page(make.compared(new, old)))
        if row.old or row.new
    }

    assert set(there) == set(back)
    for relation, classes in there.items():
        structure = {"added", "removed"}
        assert classes & structure == back[relation] & structure


@few
@given(make.report_texts, make.report_texts)
def test_the_new_edition_is_read_in_its_order(old: str, new: str) -> None:
    """Each row begins at a later new block than the row before it."""
    comparison = make.compared(old, new)
    order = {block.id: at for at, block in enumerate(comparison.new.blocks)}
    starts = [order[row.new[0].block.id] for row in page(comparison).rows if row.new]

    assert starts == sorted(starts)


@few
@given(make.report_texts, make.report_texts)
def test_with_everything_off_all_text_that_is_not_cut_otherwise_is_folded(old: str, new: str) -> None:
    """What still stands is a heading, or a paragraph whose counterpart is several."""
    found = page(make.compared(old, new))

    for stretch in stretches(found.rows, list(CHIPS)):
        for row in stretch.rows:
            assert stretch.folded or row.kind != "text" or (row.old and row.new and len(row.old) + len(row.new) > 2)


@few
@given(make.report_texts, make.report_texts)
def test_every_entry_of_the_list_stands_in_its_row(old: str, new: str) -> None:
    """The row that an entry leads to knows the entry, so that stepping through rows meets every change."""
    found = page(make.compared(old, new))
    rows = {row.id: row for row in shown(found)}

    assert [item.id for item in found.items if item.id not in rows[item.row].changes] == []


# ── whole rows ────────────────────────────────────────────────────────────────────────────────


def test_whole_page_of_two_small_reports() -> None:
    """Unchanged, figure, wording, removed after its predecessor, added: each as it is shown."""
    found = page(make.compared(OLD, NEW))

    assert [(row.kind, marks(row, "old"), marks(row, "new"), row.classes, row.unchanged) for row in found.rows] == [
        ("title", ["政府工作报告"], ["政府工作报告"], (), True),
        ("text", ["各位代表！"], ["各位代表！"], (), True),
        ("heading", ["一、过去五年工作回顾"], ["一、过去五年工作回顾"], (), True),
        (
            "text",
            ["会员总数达到[replace figure up:70万人]。"],
            ["会员总数达到[replace figure up:80万人]。"],
            ("figure",),
            False,
        ),
        (
            "text",
            ["实施稳健的货币政策，保持[delete wording:合理]充裕。"],
            ["实施稳健的货币政策，保持充裕。"],
            ("wording",),
            False,
        ),
        (
            "text",
            ["[delete whole:深入推进][delete whole phrase:产业工人队伍建设改革][delete whole:。]"],
            [],
            ("formulation", "removed"),
            False,
        ),
        ("text", [], ["[insert whole:着力繁荣职工文化。]"], ("added",), False),
    ]  # fmt: skip


def test_text_that_differs_in_nothing_but_what_is_switched_off_folds() -> None:
    """Without wording, the paragraph that differs in nothing else shows no change, but is not identical."""
    found = page(make.compared(OLD, NEW))
    row = found.rows[4]

    assert (row.same(["wording", "nonsense"]), row.unchanged, row.identical) == (True, False, False)
    assert [
        (len(stretch.rows), stretch.folded, stretch.quiet) for stretch in stretches(found.rows, ["wording", "nonsense"])
    ] == [
        (1, False, 0),
        (1, True, 0),
        (2, False, 0),
        (1, True, 1),
        (2, False, 0),
    ]


MOVED_OLD = """一、今后五年任务
（一）加强基层组织
规范基层工会组织建设，选好配强工会干部队伍。
（二）服务职工生活
办好职工普惠服务，建设职工之家和户外劳动者驿站。
（三）弘扬劳模精神
大力宣传劳动模范和大国工匠的先进事迹。
"""
MOVED_NEW = """一、今后五年任务
（一）弘扬劳模精神
大力宣传劳动模范和大国工匠的先进事迹。
（二）加强基层组织
规范基层工会组织建设，选好配强工会干部队伍。
（三）服务职工生活
办好职工普惠服务，建设职工之家和户外劳动者驿站。
"""


def test_a_moved_section_leaves_a_pointer_at_its_old_place() -> None:
    """The row stands at the new place; the pointer after what stood before it in the old edition leads there."""
    found = page(make.compared(MOVED_OLD, MOVED_NEW)).rows
    texts = [(row.kind, row.new[0].block.text if row.new else "") for row in found]
    pointer, moved = found[-1], found[1]

    assert texts == [
        ("heading", "一、今后五年任务"),
        ("heading", "（一）弘扬劳模精神"),
        ("text", "大力宣传劳动模范和大国工匠的先进事迹。"),
        ("heading", "（二）加强基层组织"),
        ("text", "规范基层工会组织建设，选好配强工会干部队伍。"),
        ("heading", "（三）服务职工生活"),
        ("text", "办好职工普惠服务，建设职工之家和户外劳动者驿站。"),
        ("pointer", ""),
    ]
    assert pointer.move == moved.move
    assert moved.move is not None
    assert (moved.move.row, moved.move.pointer, moved.move.later) == (moved.id, pointer.id, False)
    assert (moved.move.old_place, moved.move.new_place) == ("一·（三）", "一·（一）")
    assert moved.classes[-1] == "moved"


def test_furniture_and_annexes_are_kept_apart() -> None:
    """Page furniture is no change and no row of the report, but it is not lost: 【字号： stands on government sites."""
    found = page(make.compared("【字号：大 中 小】\n" + OLD, NEW))

    assert [(row.kind, marks(row, "old"), row.classes, row.gap) for row in found.furniture] == [
        ("apart", ["【字号：大 中 小】"], (), None)
    ]
    assert "【字号：大 中 小】" not in [cell.block.text for row in found.rows for cell in row.old]


def test_an_old_edition_that_is_newer_is_said() -> None:
    """The page warns where the dates run backwards, and is made in the order given."""
    old = "政府工作报告\n（2025年3月5日）\n" + OLD.partition("\n")[2]
    new = "政府工作报告\n（2024年3月5日）\n" + NEW.partition("\n")[2]

    assert [zh for zh, _ in page(make.compared(old, new)).warnings] == [
        "注意：旧版日期（2025-03-05）晚于新版（2024-03-05），仍按给定顺序对照，不判断旧版的目标是否完成。"
    ]
    assert page(make.compared(new, old)).warnings == ()


# ── real reports ──────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def congress() -> Page:
    """The page of the 2019 congress report beside the invented one of 2024."""
    demo = ROOT / "corpus" / "2024-demo.txt"
    return page(compare(read_report(SEED.read_bytes(), SEED.name), read_report(demo.read_bytes(), demo.name)))


def test_runin_sections_of_one_row_have_their_own_density(congress: Page) -> None:
    """劳模工匠… and 职工文化… were one paragraph in 2019: one row, two sections, each with its own changes."""
    entries = {entry.heading: entry for entry in congress.outline}
    one, two = entries["劳模工匠旗帜高高飘扬"], entries["职工文化阵地不断拓展"]

    assert one.row == two.row
    assert min(one.density, two.density) > 0
    assert min(one.changes, two.changes) > 0


def test_the_outline_follows_the_page(congress: Page) -> None:
    """Sections stand in the order of their rows; a removed one has its own row and is all change."""
    at = {row.id: n for n, row in enumerate(congress.rows)}
    places = [at[entry.row] for entry in congress.outline if entry.side == "old"]
    gone = [entry for entry in congress.outline if entry.kind == "removed"]

    assert [entry.side for entry in gone] == ["old"] * len(gone)
    assert "统筹推进其他工作" in [entry.heading for entry in gone]
    assert {(entry.share, entry.density) for entry in gone} == {(1.0, 10)}
    assert places == sorted(places)


def test_the_density_tells_the_sections_of_a_rewritten_report_apart(congress: Page) -> None:
    """Half and more of every section of 2019 was rewritten: the steps run from the least to the most changed one."""
    by_share = sorted(congress.outline, key=lambda entry: entry.share)
    steps = [entry.density for entry in by_share]

    assert steps == sorted(steps)
    assert (steps[0], steps[-1]) == (1, 10)
    assert len(set(steps)) > 6


def test_a_head_that_only_one_edition_has_is_one_row() -> None:
    """The national report of 2024 has a title, a subtitle and a byline, that of 2025 begins with 各位代表：one gap."""
    head = ["政府工作报告", "——2024年3月5日在第十四届全国人民代表大会第二次会议上", "国务院总理 李强"]
    text = f"各位代表！\n{REVIEW}会员总数达到70万人。\n"
    for side, pair in zip(
        SIDES, (("\n".join(head) + "\n" + text, text), (text, "\n".join(head) + "\n" + text)), strict=True
    ):
        found = page(make.compared(*pair))
        first = found.rows[0]

        assert [cell.block.text for cell in cells(first, side)] == head
        assert (first.kind, first.gap) == ("title", "new" if side == "old" else "old")
        assert first.classes == (("removed",) if side == "old" else ("added",))
        assert {item.id for item in found.items} <= set(first.changes)


def test_a_row_says_how_much_of_it_is_alike(congress: Page) -> None:
    """会员总数达到70万人 → 80万人: all but the numbers; no share where a side has nothing."""
    found = page(make.compared(OLD, NEW))
    kept = [row.kept for row in found.rows]

    assert kept[:3] == [1.0, 1.0, 1.0]
    assert kept[3] == pytest.approx(7 / 11, abs=0.01)
    assert kept[5:] == [None, None]


def test_an_entry_of_the_list_says_only_what_it_is_about(congress: Page) -> None:
    """The sentence of an entry on degree has other edits too: the entry has only those of degree, and no bare comma."""
    by_kind: dict[str, list[str]] = {}
    for item in congress.items:
        by_kind.setdefault(item.entry.kind, []).append(item.entry.brief)

    assert "加大→深化" in by_kind["words_intensity"]
    for said in (each for kind, briefs in by_kind.items() if kind.startswith("words_") for each in briefs):
        assert not {"－、", "＋、", "－，", "＋，"} & set(said.split("；")), said


def test_the_list_leads_to_rows_that_know_it(congress: Page) -> None:
    """Every entry has a row, and that row lists it."""
    rows = {row.id: row for row in shown(congress)}

    assert [item.id for item in congress.items if item.id not in rows[item.row].changes] == []


@needs_shared
def test_the_targets_of_two_years() -> None:
    """政府工作报告 2024 → 2025: 居民消费价格涨幅3%左右 → 2%左右 is boxed whole; targets that were met say so."""
    old, new = (
        read_report((SHARED / "reports" / "clean" / name).read_bytes(), name) for name in ("gwr2024.txt", "gwr2025.txt")
    )
    found = page(compare(old, new))
    row = next(row for row in found.rows if row.new and "居民消费价格涨幅" in row.new[0].block.text)
    figures = [
        [(segment.text, segment.figure) for cell in cells(row, side) for segment in cell.segments if segment.figure]
        for side in SIDES
    ]

    assert figures == [
        [
            ("5%左右", "met"),
            ("1200万人以上", "met"),
            ("5.5%左右", "met"),
            ("3%左右", "down"),
            ("1.3万亿斤以上", "up"),
            ("2.5%左右", "up"),
        ],
        [("2%左右", "down"), ("1.4万亿斤左右", "up"), ("3%左右", "up")],
    ]
    assert "order" in row.classes
