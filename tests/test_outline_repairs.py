"""Outline repairs: what a person says of a line holds, changes no other line, and loses nothing."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.comparison import compare, read_report
from compare.contract import dumps as to_json
from compare.contract import report_to_json
from compare.drafts import Draft
from compare.errors import DuizhaoError, NotFound, UnreadableSource
from compare.model import Block, LineKind, OutlineRepair, Piece, Report, Source
from compare.outline_lines import KINDS, SourceLine, chosen, source_lines
from compare.outline_repairs import dumps, loads, merged, repaired, repairs_of
from tests import strategies as make
from tests.support import SEED, SHARED, needs_shared

kinds = st.sampled_from(KINDS)
texts = st.one_of(make.report_texts, make.report_texts.map(lambda text: text.replace("，", "，\n")))
"""Reports as they are, and with every line broken at its commas."""


def read(text: str, repairs: tuple[OutlineRepair, ...] = ()) -> Report:
    """Return the report of a text with repairs."""
    return read_report(text.encode("utf-8"), "报告.txt", repairs=repairs)


def seed(*repairs: OutlineRepair) -> Report:
    """Return the baseline with repairs."""
    return read_report(SEED.read_bytes(), SEED.name, repairs=repairs)


def lines_of(report: Report) -> dict[int, SourceLine]:
    """Return the lines of a report by number."""
    return {line.number: line for line in source_lines(report.blocks)}


def letters(report: Report) -> Counter[str]:
    """Return every character that is not white space, and how often it stands in the blocks."""
    return Counter("".join("".join(block.text.split()) for block in report.blocks))


# ── laws ──────────────────────────────────────────────────────────────────────────────────────


@given(texts, st.data())
@settings(max_examples=100, deadline=None)
def test_any_outline_can_be_said(text: str, data: st.DataObject) -> None:
    """Where every line is said to be something, it is read as just that; the first line can continue nothing."""
    plain = source_lines(read(text).blocks)
    said: list[LineKind] = [data.draw(kinds) for _ in plain]
    body = next((at for at, kind in enumerate(said) if kind != "furniture"), None)
    if body is not None and said[body] == "continues":
        said[body] = "paragraph"

    report = read(text, tuple(OutlineRepair(line.anchor, kind) for line, kind in zip(plain, said, strict=True)))

    assert [line.kind for line in source_lines(report.blocks)] == said
    assert [repair.found for repair in report.repairs] == [line.kind for line in plain]


@given(texts, st.data())
@settings(max_examples=100, deadline=None)
def test_a_repair_changes_no_other_block(text: str, data: st.DataObject) -> None:
    """Only the lines of the block that holds the line may be read in another way than before."""
    plain = source_lines(read(text).blocks)
    at = data.draw(st.integers(0, len(plain) - 1))
    report = read(text, (OutlineRepair(plain[at].anchor, data.draw(kinds)),))

    others = [line.number for line in plain if line.block != plain[at].block]
    now = lines_of(report)
    assert [now[number].kind for number in others] == [line.kind for line in plain if line.number in others]


@given(texts, st.data())
@settings(max_examples=100, deadline=None)
def test_repairs_lose_nothing(text: str, data: st.DataObject) -> None:
    """Whatever is said, every character stays in exactly one block, where its pieces tell, and sentences tile."""
    plain = read(text)
    repairs = tuple(
        OutlineRepair(line.anchor, data.draw(kinds)) for line in source_lines(plain.blocks) if data.draw(st.booleans())
    )

    report = read(text, repairs)

    lines = dict(enumerate(text.splitlines(), 1))
    for block in report.blocks:
        assert block.text == "".join(lines[p.line][p.column : p.column + p.length] for p in block.pieces)
        assert [p.at for p in block.pieces] == [0, *accumulate(p.length for p in block.pieces)][:-1]
        assert block.runin is None or 0 == block.runin[0] < block.runin[1] <= len(block.text)
        assert block.lines == (block.pieces[0].line, block.pieces[-1].line)
        spans = [sentence.span for sentence in report.sentences if sentence.block == block.id]
        assert block.kind == "furniture" or [a for a, _ in spans] == [0, *(b for _, b in spans[:-1])]
    assert letters(report) == letters(plain)


@given(texts, st.data())
@settings(max_examples=40, deadline=None)
def test_a_repaired_report_against_itself_has_no_changes(text: str, data: st.DataObject) -> None:
    """What a person says of the lines makes no difference where there is none."""
    repairs = tuple(OutlineRepair(line.anchor, data.draw(kinds)) for line in source_lines(read(text).blocks))
    report = read(text, repairs)

    assert compare(report, report).changes == ()


@given(texts, make.sentences, st.data())
@settings(max_examples=60, deadline=None)
def test_repairs_survive_a_line_inserted_elsewhere(text: str, sentence: str, data: st.DataObject) -> None:
    """In a longer text each repair finds its line again, wherever it now stands."""
    lines = text.splitlines()
    place = data.draw(st.integers(0, len(lines)))
    new = f"另起一行，{sentence}"
    plain = source_lines(read(text).blocks)
    repairs = tuple(OutlineRepair(line.anchor, data.draw(kinds)) for line in plain)

    longer = read("\n".join([*lines[:place], new, *lines[place:]]), repairs)

    expected = {line.anchor: line.number + (line.number > place) for line in plain}
    assert {repair.anchor: repair.line for repair in longer.repairs} == expected


# ── what follows ──────────────────────────────────────────────────────────────────────────────


def test_without_repairs_nothing_is_said() -> None:
    """A report that nobody repaired has none, and is what it always was."""
    assert seed().repairs == ()


def test_a_section_opens_where_a_line_is_said_to_be_a_heading() -> None:
    """Seed, line 6: a paragraph becomes a heading; the section and what it holds follow."""
    before = seed()
    line = lines_of(before)[6]
    assert line.kind == "paragraph"

    report = seed(*repairs_of(before, ["6"], "heading2"))

    block = next(block for block in report.blocks if block.lines[0] == 6)
    section = next(section for section in report.sections if section.id == block.section)
    assert (block.kind, block.level, section.level) == ("heading", 2, 2)
    assert section.parent is not None
    following = report.blocks[report.blocks.index(block) + 1]
    assert following.section == section.id
    assert [(repair.line, repair.kind, repair.found) for repair in report.repairs] == [(6, "heading2", "paragraph")]
    assert report.repairs[0].quote == line.text[:30]


def test_a_number_is_no_part_of_a_heading_that_was_said() -> None:
    """一、 is the number of a section, also where a person says the level."""
    report = read("各位代表：\n过去一年，改革不断推进。\n一、推进改革。\n改革要推进，创新要加强。\n")
    repaired = read(
        "各位代表：\n过去一年，改革不断推进。\n一、推进改革。\n改革要推进，创新要加强。\n",
        repairs_of(report, ["3"], "heading3"),
    )

    assert [(s.number, s.heading, s.level) for s in repaired.sections] == [("一、", "推进改革", 3)]


def test_a_broken_heading_is_cut_and_joined() -> None:
    """Seed, lines 32–33: said apart, the second line is a paragraph of its own; said to go on, they are one again."""
    report = seed()
    apart = seed(*repairs_of(report, ["33"], "paragraph"))
    assert [block.lines for block in apart.blocks if block.lines[0] in (32, 33)] == [(32, 32), (33, 33)]

    together = seed(*merged(repairs_of(report, ["33"], "paragraph"), repairs_of(report, ["33"], "continues")))
    assert [b.text for b in together.blocks] == [b.text for b in report.blocks]


def test_a_run_in_heading_ends_with_its_sentence() -> None:
    """Also where the line breaks inside it: 推进改革、加强 / 创新。全面建设体系。 → 推进改革、加强创新"""
    text = "各位代表：\n今年工作如下。\n推进改革、加强\n创新。全面建设体系。\n"
    plain = read(text)

    report = read(text, (*repairs_of(plain, ["3"], "item"), *repairs_of(plain, ["4"], "continues")))

    block = report.blocks[-1]
    assert block.runin is not None
    assert (block.lines, block.text[slice(*block.runin)]) == ((3, 4), "推进改革、加强创新")


def test_what_is_furniture_inside_a_sentence_leaves_the_sentence_whole() -> None:
    """Lines 3–5 are one paragraph; said to be furniture, line 4 stands apart and 3 and 5 stay together."""
    text = "各位代表：\n今年工作如下。\n要推进改革，\n链接文字，\n加强创新。\n"
    plain = read(text)
    assert [block.lines for block in plain.blocks][-1] == (3, 5)

    report = read(text, repairs_of(plain, ["4"], "furniture"))

    assert [(block.kind, block.text) for block in report.blocks[-2:]] == [
        ("paragraph", "要推进改革，加强创新。"),
        ("furniture", "链接文字，"),
    ]


def test_a_sentence_goes_on_behind_furniture() -> None:
    """Said to go on, a line joins the last text, not the furniture between."""
    text = "各位代表：\n今年工作如下。\n要推进改革。\n下一页\n加强创新。\n"
    plain = read(text)
    assert lines_of(plain)[4].kind == "furniture"

    report = read(text, repairs_of(plain, ["5"], "continues"))

    assert [(block.kind, block.text, block.lines) for block in report.blocks[-2:]] == [
        ("paragraph", "要推进改革。加强创新。", (3, 5)),
        ("furniture", "下一页", (4, 4)),
    ]


def test_the_rest_of_a_heading_is_a_heading_without_its_number() -> None:
    """Seed, lines 32–33: where the first line is said to be furniture, the second opens the section."""
    report = seed(*repairs_of(seed(), ["32"], "furniture"))

    block = next(block for block in report.blocks if block.lines == (33, 33))
    section = next(section for section in report.sections if section.id == block.section)
    assert (block.kind, block.level) == ("heading", 2)
    assert (section.number, section.heading) == (None, block.text)


def test_a_heading_said_to_be_an_item_has_the_level_of_its_number() -> None:
    """Without a number (seed, line 8, a heading of level 2) its section is one of level 3."""
    text = "各位代表：\n一、推进改革。\n改革要推进，创新要加强。\n二、建设体系。\n体系要建设，制度要落实。\n"

    topic = seed(*repairs_of(seed(), ["8"], "item"))
    numbered = read(text, repairs_of(read(text), ["2"], "item"))

    home = next(block.section for block in topic.blocks if block.lines[0] == 8)
    assert next(section.level for section in topic.sections if section.id == home) == 3
    assert [(section.number, section.level) for section in numbered.sections] == [("一、", 1), ("二、", 1)]


def test_a_run_in_heading_ends_where_its_line_is_cut_off() -> None:
    """（一）推进改革，/ 加强创新。…: without the second line, the first is all of it."""
    text = "各位代表：\n今年工作如下。\n（一）推进改革，\n加强创新。全面建设体系，深入落实制度。\n"
    plain = read(text)
    assert (plain.blocks[-1].lines, plain.blocks[-1].runin) == ((3, 4), (0, 12))

    report = read(text, repairs_of(plain, ["4"], "paragraph"))

    assert [(block.text, block.runin) for block in report.blocks[-2:]] == [
        ("（一）推进改革，", (0, 8)),
        ("加强创新。全面建设体系，深入落实制度。", None),
    ]


def test_a_run_in_heading_is_never_empty() -> None:
    """A line of nothing but a full stop, said to be an item, heads itself."""
    text = "各位代表：\n今年要推进改革，加强创新\n。\n"

    report = read(text, repairs_of(read(text), ["3"], "item"))

    assert (report.blocks[-1].text, report.blocks[-1].runin) == ("。", (0, 1))


def test_a_line_that_was_cut_is_as_many() -> None:
    """Furniture inside a line, or a report in one line: each part has a name and is what is said of it."""

    def drafts() -> list[Draft]:
        return [
            Draft("推进改革。", 1, 1, None, None, [Piece(0, 1, 2, 5)]),
            Draft("下载", 1, 1, None, None, [Piece(0, 1, 0, 2)], kind="furniture"),
            Draft("加强创新。", 1, 1, None, None, [Piece(0, 1, 7, 5)]),
        ]

    parts = source_lines(drafts())
    assert [(part.label, part.text, part.kind) for part in parts] == [
        ("1.1", "下载", "furniture"),
        ("1.2", "推进改革。", "paragraph"),
        ("1.3", "加强创新。", "paragraph"),
    ]
    out, applied = repaired(drafts(), [OutlineRepair(parts[2].anchor, "continues")], lambda text: None, 30)
    assert [(draft.kind, draft.text) for draft in out] == [
        ("paragraph", "推进改革。加强创新。"),
        ("furniture", "下载"),
    ]
    assert [(each.line, each.found) for each in applied] == [(1, "paragraph")]
    blocks = [
        Block(f"b{at}", draft.kind, draft.text, (1, 1), pieces=tuple(draft.pieces)) for at, draft in enumerate(drafts())
    ]
    report = Report(Source("一行.txt", "txt", "0" * 64), blocks=tuple(blocks))
    assert [line.text for line in chosen(report, ["1.3"])] == ["加强创新。"]
    assert [line.text for line in chosen(report, ["1"])] == ["下载", "推进改革。", "加强创新。"]


def test_the_title_and_date_follow() -> None:
    """A first line that is no title leaves the report without one; a byline gives its date."""
    text = "学习贯彻会议精神\n2024年5月8日在大会上 王某\n各位代表：\n过去一年，改革不断推进。\n"
    plain = read(text)
    assert plain.title is not None

    report = read(text, (*repairs_of(plain, ["1"], "furniture"), *repairs_of(plain, ["2"], "byline")))

    assert (report.title, report.date) == (None, "2024-05-08")


def test_a_repair_without_its_line_is_handed_back() -> None:
    """It is kept, last and unattached, and changes nothing."""
    lost = OutlineRepair("n0000000000", "heading1", "早已删去的一行")
    here = repairs_of(seed(), ["27"], "heading2")

    report = seed(lost, *here)

    assert report.repairs[-1] == lost
    assert [repair.line for repair in report.repairs] == [27, None]
    assert report.blocks == seed(*here).blocks


def test_of_two_like_lines_only_the_one_meant_is_repaired() -> None:
    """The anchor knows which occurrence of a text it is."""
    text = "各位代表：\n今年工作如下。\n推进改革。\n加强创新。\n推进改革。\n"
    plain = read(text)

    report = read(text, repairs_of(plain, ["5"], "heading1"))

    assert {n: line.kind for n, line in lines_of(report).items()} == {
        n: "heading1" if n == 5 else line.kind for n, line in lines_of(plain).items()
    }


# ── naming lines, files ───────────────────────────────────────────────────────────────────────


def test_lines_are_named_by_number_range_or_anchor() -> None:
    """Each line once, in order; empty lines of a range are passed over; what names none is said."""
    report = read("各位代表：\n\n过去一年，改革不断推进。\n加强创新。\n")
    anchor = lines_of(report)[1].anchor

    assert [line.number for line in chosen(report, ["3-4", "4", anchor, "1-2"])] == [1, 3, 4]
    for wrong in ("2", "9", "4-3", "n0000000000", "x", "", "٣"):
        with pytest.raises(NotFound):
            chosen(report, [wrong])


def test_the_first_line_continues_nothing() -> None:
    """Said of it, the refusal names the line."""
    with pytest.raises(DuizhaoError, match="no text before line 1"):
        repairs_of(seed(), ["1-3"], "continues")


def test_what_is_said_last_of_a_line_holds() -> None:
    """Undone first, then said: a line is what its last word makes of it."""
    one, two = repairs_of(seed(), ["6", "7"], "annex")
    again = repairs_of(seed(), ["7"], "title")

    assert merged([one, two], again) == (one, *again)
    assert merged([one, two], undone=[one.anchor, "n0123456789"]) == (two,)
    assert merged([one, two], again, [two.anchor]) == (one, *again)


def test_repairs_as_text_come_back() -> None:
    """What is written is read again; a report's own JSON serves as well."""
    repairs = repairs_of(seed(), ["27", "33"], "heading2")
    report = seed(*repairs)

    assert loads(dumps(repairs).encode(), "r.json") == repairs
    assert [(r.anchor, r.kind) for r in loads(to_json(report_to_json(report)).encode(), "r.json")] == [
        (r.anchor, r.kind) for r in report.repairs
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"repairs": 3}',
        '{"repairs": [{"anchor": "n0123456789", "kind": "chapter"}]}',
        '{"repairs": [{"anchor": "../n01234567", "kind": "title"}]}',
        '{"repairs": [{"anchor": 3, "kind": "title"}]}',
        '{"repairs": [{"anchor": "n0123456789", "kind": ["title"]}]}',
        "[" * 100_000,
    ],
)
def test_what_is_no_file_of_repairs_is_refused(text: str) -> None:
    """One sentence names the file."""
    with pytest.raises(UnreadableSource, match=r"r\.json is no file of repairs"):
        loads(text.encode(), "r.json")


# ── real files ────────────────────────────────────────────────────────────────────────────────


@needs_shared
@pytest.mark.parametrize(
    ("name", "said", "wanted"),
    [
        # a resolution without title or salutation: its first line is text that a link broke
        ("raw/npc_resolution_on_gwr/2017.txt", {"1": "paragraph", "2": "continues"}, (1, "paragraph")),
        # the subtitle is the byline: date, meeting and speaker
        ("raw/formats/docx/2025_shanxi_2025年山西省政府工作报告.docx", {"3": "byline"}, (3, "byline")),
    ],
)
def test_real_files_can_be_put_right(name: str, said: dict[str, LineKind], wanted: tuple[int, str]) -> None:
    """What the program reads wrong is right after a repair, and nothing is lost."""
    path = Path(SHARED / "reports" / name)
    plain = read_report(path.read_bytes(), path.name)
    repairs = tuple(each for line, kind in said.items() for each in repairs_of(plain, [line], kind))

    report = read_report(path.read_bytes(), path.name, repairs=repairs)

    assert lines_of(report)[wanted[0]].kind == wanted[1]
    assert letters(report) == letters(plain)
