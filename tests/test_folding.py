"""Folding: what is no change of wording is folded away, and every place leads back to the text as it stands."""

from __future__ import annotations

from dataclasses import asdict, replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.script_table import TABLE, table
from compare.comparison import READ, compare, read_report
from compare.config import DEFAULT, FoldingSettings
from compare.folding import Folded, fold, fold_report, kinds
from compare.model import Comparison, Report
from compare.wording import folded_diff
from tests import strategies as make
from tests.support import SEED, SHARED, needs_shared

NOTHING = FoldingSettings(**dict.fromkeys(kinds(), False))
EVERYTHING = FoldingSettings(**dict.fromkeys(kinds(), True))

foldable = st.text(alphabet="“”\"「』'—-－…. 　\t，,。：:％%１1２2ＡaＢb○〇著显经經濟份部其它他帐户、·•!", max_size=40)
texts = st.one_of(foldable, make.any_texts)
switches = st.fixed_dictionaries({kind: st.booleans() for kind in kinds()}).map(lambda on: FoldingSettings(**on))


@given(texts, switches)
@settings(max_examples=400, deadline=None)
def test_folding_folded_text_changes_nothing(text: str, folding: FoldingSettings) -> None:
    """Whatever is switched on, one pass does all there is to do."""
    folded = fold(text, folding)

    assert fold(folded.text, folding).text == folded.text


@given(texts, switches, st.data())
@settings(max_examples=300, deadline=None)
def test_folded_spans_lead_back(text: str, folding: FoldingSettings, data: st.DataObject) -> None:
    """Spans that tile the folded text tile the text as it stands, and a span there and back holds what it held."""
    folded = fold(text, folding)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(folded.text)), max_size=5)))
    spans = [folded.back(span) for span in zip([0, *cuts], [*cuts, len(folded.text)], strict=True)]

    assert [spans[0][0], spans[-1][1]] == [0, len(text) if folded.text else 0]
    assert all(before[1] == after[0] for before, after in pairwise(spans))
    assert [folded.there(span) for span in spans] == list(zip([0, *cuts], [*cuts, len(folded.text)], strict=True))


@given(texts, switches)
@settings(max_examples=300, deadline=None)
def test_folding_loses_only_space_and_marks(text: str, folding: FoldingSettings) -> None:
    """Every letter and digit keeps its place: what gets shorter is white space and marks."""
    folded = fold(text, folding)
    kept = set(folded.origins) if folded.origins is not None else {*range(len(text))}

    assert all(here in kept for here, character in enumerate(text) if character.isalnum())


@given(make.any_texts)
@settings(max_examples=100, deadline=None)
def test_nothing_is_folded_when_all_is_off(text: str) -> None:
    """Without a switch the text is compared as it stands."""
    assert fold(text, NOTHING) == Folded(text, len(text))


CASES = [
    ("spaces", "习　近　平， AI agent 3 5", "习近平，AI agent 3 5"),
    ("width", "增长６．９％,ＧＤＰ(一九八○年):", "增长6.9%，GDP（一九八〇年）："),
    ("quotes", "“三农” 「三農」 『x』 ‘y’", '"三农" "三農" "x" "y"'),
    ("dashes", "--结构 ——结构 2016-2020 －－ …… ...", "—结构 —结构 2016—2020 — … …"),
    ("script", "經濟穩步增長，隨著著名的顯著", "经济稳步增长，随着著名的显著"),
    ("variants", "其它成份、帐户、擧办衞生", "其他成分、账户、举办卫生"),
    ("punctuation", "一、稳中求进，增长5.2%；“三农”3—5个。", "一稳中求进增长5.2%三农3—5个"),
]


@pytest.mark.parametrize(("kind", "text", "expected"), CASES)
def test_each_kind_is_a_switch(kind: str, text: str, expected: str) -> None:
    """A kind folds what it names, and nothing of it where it alone is off."""
    assert fold(text, replace(NOTHING, **{kind: True})).text == expected


def test_every_kind_has_a_case() -> None:
    """The cases above leave no switch out."""
    assert [kind for kind, _, _ in CASES] == list(kinds())


def test_todays_simplified_text_has_no_script_to_fold() -> None:
    """The 2019 baseline is the same with and without script folding, so that the switch can stay on."""
    text = SEED.read_text(encoding="utf-8")

    assert fold(text, replace(NOTHING, script=True)).text == text


def test_the_table_of_characters_is_openccs() -> None:
    """The table that ships is the one that `python -m bench.script_table` makes."""
    pytest.importorskip("opencc", reason="needs OpenCC, which the table is made from")

    assert TABLE.read_text(encoding="utf-8") == table()


@given(make.paragraphs, st.integers(0, 2**32))
@settings(max_examples=100, deadline=None)
def test_sentences_that_differ_in_what_is_folded_are_equal(text: str, seed: int) -> None:
    """Flattened quotes, other dashes, full-width digits and spaces leave one equal piece that covers both sentences."""
    other = disguised(text)
    pieces = folded_diff(text, other, DEFAULT.wording, DEFAULT.folding)

    assert [(p.op, p.old, p.new) for p in pieces] == [("equal", (0, len(text)), (0, len(other)))]


@given(texts, texts, switches)
@settings(max_examples=200, deadline=None)
def test_pieces_tile_the_sentences_as_they_stand(old: str, new: str, folding: FoldingSettings) -> None:
    """Folded or not, every character of both sentences is in one piece, and equal pieces are equal once folded."""
    pieces = folded_diff(old, new, DEFAULT.wording, folding)

    assert [i for piece in pieces for i in range(*piece.old)] == [*range(len(old))]
    assert [j for piece in pieces for j in range(*piece.new)] == [*range(len(new))]
    folds = fold(old, folding), fold(new, folding)
    for piece in pieces:
        assert (piece.old[0] < piece.old[1], piece.new[0] < piece.new[1]) == (
            piece.op != "insert",
            piece.op != "delete",
        )
        if piece.op == "equal":
            a, b = (each.text[slice(*each.there(at))] for each, at in zip(folds, (piece.old, piece.new), strict=True))
            assert a == b


def disguised(text: str) -> str:
    """Return a text as a bad copy has it: quotes flattened, digits wide, dashes short, indented, words spaced."""
    wide = str.maketrans({**{str(digit): chr(0xFF10 + digit) for digit in range(10)}, "%": "％", "“": '"', "”": '"'})
    return "　　" + text.replace("——", "--").translate(wide).replace("，", ", ").replace("（", "(").replace("）", ")")


def found(comparison: Comparison) -> dict[str, object]:
    """Return all that a comparison reports as changed."""
    return {
        "groups": [(g.level, g.kind, g.moved) for g in comparison.groups if g.kind != "same" or g.moved],
        "edits": [edit for edit in comparison.edits if edit.op != "equal"],
        "figures": [c for c in comparison.figure_changes if c.change != "same" and c.type != "fulfilment"],
        "tasks": [c for c in comparison.task_changes if c.type not in ("kept", "reported")],
        "formulations": list(comparison.formulations),
    }


NOTHING_FOUND: dict[str, object] = {"groups": [], "edits": [], "figures": [], "tasks": [], "formulations": []}


def again(report: Report, text: str) -> Report:
    """Return the report of another text, read as the first was."""
    return read_report(text.encode(), report.source.name)


def test_the_baseline_beside_a_bad_copy_of_itself() -> None:
    """Nothing is found between the 2019 baseline and a copy with flattened quotes, wide digits and short dashes."""
    text = SEED.read_text(encoding="utf-8")
    old = read_report(text.encode(), "a.txt")
    front, body = text.splitlines()[:3], text.splitlines()[3:]
    new = again(old, "\n".join([*front, *map(disguised, body)]))

    assert found(compare(old, new)) == NOTHING_FOUND


def test_the_baseline_beside_itself_in_traditional_characters(seed_report: Report) -> None:
    """Script is folded for words, figures, tasks and phrases alike; what is quoted is as written."""
    lines = (line.split() for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    script = str.maketrans({simplified: forms[0] for simplified, forms in lines})
    blocks = tuple(replace(block, text=block.text.translate(script)) for block in seed_report.blocks)
    new = replace(seed_report, blocks=blocks)
    for step in READ:
        new = step(new, DEFAULT)

    comparison = compare(seed_report, new)

    assert found(comparison) == NOTHING_FOUND
    texts = {block.id: block.text for block in new.blocks}
    sides = [change.new for change in (*comparison.task_changes, *comparison.figure_changes) if change.new]
    assert all(side.quote in texts[side.block] for side in sides)


def test_the_settings_say_how_was_folded() -> None:
    """What was folded is written into the comparison, and with a kind off its differences are found."""
    old, new = make.read("各位代表：\n实现“十二连增”。"), make.read('各位代表：\n实现"十二连增"。')
    folding = replace(DEFAULT.folding, quotes=False)

    assert compare(old, new).settings["folding"] == asdict(DEFAULT.folding)
    assert found(compare(old, new)) == NOTHING_FOUND
    assert [edit.cls for edit in compare(old, new, replace(DEFAULT, folding=folding)).edits if edit.op != "equal"]


def test_a_folded_report_keeps_its_names() -> None:
    """Folding changes texts and spans, never what blocks and sentences are called, nor that sentences tile blocks."""
    report = make.read("一、 經濟\n　　增長６％。 “穩中　求進” --好。\n")
    folded = fold_report(report, EVERYTHING)

    assert [block.id for block in folded.blocks] == [block.id for block in report.blocks]
    for block in folded.blocks:
        spans = [sentence.span for sentence in folded.sentences if sentence.block == block.id]
        assert [i for span in spans for i in range(*span)] == [*range(len(block.text))] or block.kind == "furniture"


@needs_shared
@pytest.mark.parametrize("year", ["2005", "2008", "2014", "2018", "2023"])
def test_a_copy_with_flattened_marks_is_no_change(year: str) -> None:
    """政府工作报告 with its quotes and dashes flattened, beside the copy that has them: no word is marked."""
    raw = SHARED / "reports" / "raw"
    old, new = (
        read_report(path.read_bytes(), path.name)
        for path in (raw / f"gov_work_report_national/{year}.txt", raw / f"variants/wikisource/{year}.txt")
    )
    front = {block.id for block in old.blocks if block.kind in ("title", "byline")}
    comparison = compare(old, new)

    assert [edit for edit in comparison.edits if edit.op != "equal"] == []
    assert {link.old for link in comparison.links if link.level == "block" and not link.new} <= front
    assert [link.new for link in comparison.links if link.level == "block" and not link.old] == []


@needs_shared
def test_an_encoding_is_no_change() -> None:
    """The same report in GB18030 and in UTF-8 is the same report."""
    data = (SHARED / "reports" / "raw" / "gov_work_report_national" / "1999.txt").read_bytes()
    old, new = (read_report(each, "1999.txt") for each in (data, data.decode().encode("gb18030")))

    assert found(compare(old, new)) == NOTHING_FOUND
