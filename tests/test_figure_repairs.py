"""What a person says of figures: it holds whenever the report is read, and what the program found stays beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from compare.comparison import compare, read_report
from compare.contract import figure_repair_from_json, figure_repair_to_json
from compare.errors import DuizhaoError, NotFound
from compare.figure_anchors import anchors
from compare.figure_repairs import Said, applied, heard, of_figure, repair
from compare.model import FigureRepair, Report
from compare.store import Store
from tests import strategies as make
from tests.test_targets import parts

TEXT = (
    "工作报告\n（2019年5月6日）\n一、过去五年的工作\n"
    "建成职工书屋2315个，会员总数621万人。入园率和普惠率均达到93%。\n三成以上职工满意。"
)


def read(text: str = TEXT, *said: FigureRepair) -> Report:
    """Return the report of a text, its figures as is said of them."""
    return read_report(text.encode(), "报告.txt", figure_repairs=said)


def shown(report: Report) -> list[tuple[str, float | None, str, str, str]]:
    """Return the figures as indicator, number, unit, role, and who says so."""
    return [(f.indicator, f.value.low, f.value.unit, f.role, f.by) for f in report.figures]


def test_a_name_a_number_and_a_role_are_put_right() -> None:
    """What is said takes the place of what was found; the rest is as found, and the program's figure stays beside."""
    plain = read()
    said = repair(
        plain, "4", "621万人", Said(indicator="工会会员", value="近622万名", role="target", deadline="2023年")
    )

    mended = read(TEXT, said)
    figure = next(f for f in mended.figures if f.by == "person")

    assert (figure.indicator, figure.value.low, figure.value.unit, figure.value.hedge) == (
        "工会会员",
        6220000.0,
        "名",
        "近",
    )
    assert (figure.role, figure.deadline) == ("target", "2023年")
    assert [f.indicator for f in mended.figures] != [f.indicator for f in plain.figures]
    assert mended.figure_repairs[0].found == next(f for f in plain.figures if f.indicator == "会员总数")


def test_what_is_no_figure_goes_and_a_missed_one_comes() -> None:
    """A stretch may be said to be no figure, and any stretch of the text to be one."""
    plain = read()
    gone = repair(plain, "4", "2315个", Said(gone=True))
    come = repair(plain, "5", "三成以上", Said(indicator="满意的职工", value="30%以上", role="result"))

    found = shown(read(TEXT, gone, come))

    assert "建成职工书屋" not in {name for name, *_ in found}
    assert ("满意的职工", 30.0, "%", "result", "person") in found


def test_each_head_that_shares_a_number_is_spoken_of_alone() -> None:
    """入园率 and 普惠率 stand at one number; what is said of the second leaves the first."""
    plain = read()
    second = next(f for f in plain.figures if "普惠率" in f.indicator)

    mended = read(TEXT, of_figure(plain, second, Said(indicator="普惠园覆盖率")))

    assert [f.indicator for f in mended.figures if f.value.low == 93.0] == ["入园率", "普惠园覆盖率"]


SHARED = (
    "工作报告\n（2019年5月6日）\n一、过去五年的工作\n入园率和普惠率均达到93%，{}率和{}率均达到95%。\n建成书屋12个。"
)


@pytest.mark.parametrize(
    "names", [("入会", "建会"), ("参保", "就业"), ("合格", "达标"), ("满意", "办结"), ("绿化", "净化")]
)
def test_what_is_said_of_one_leaves_those_that_share_a_number_in_place(names: tuple[str, str]) -> None:
    """A figure keeps the name by which repairs know it whatever is said of the others, even that one is none."""
    text = SHARED.format(*names)
    plain = read(text)
    at = {f.indicator: anchors(plain)[f.id] for f in plain.figures}
    other = repair(plain, "5", "12个", Said(indicator="书房"))
    first = next(f for f in plain.figures if f.indicator.startswith("入园"))

    for said in ([other], [of_figure(plain, first, Said(gone=True)), other]):
        mended = read(text, *said)
        assert all(anchors(mended)[f.id] == at[f.indicator] for f in mended.figures if f.by == "machine")


def test_a_second_word_on_a_figure_joins_the_first() -> None:
    """A value that was put right stays when the name is put right later; an empty deadline takes the deadline away."""
    value = repair(read(), "4", "621万人", Said(value="近622万名", deadline="2023年"))
    mended = read(TEXT, value)
    figure = next(f for f in mended.figures if f.by == "person")
    name = of_figure(mended, figure, Said(indicator="会员", value="近622万名", role=figure.role, deadline="2023年"))

    (both,) = heard([value, name])
    (undated,) = heard([both, repair(mended, "4", "621万人", Said(deadline=""))])

    assert (both.indicator, both.value, both.role, both.deadline) == ("会员", "近622万名", None, "2023年")
    assert next(f.deadline for f in read(TEXT, undated).figures if f.by == "person") is None


def test_part_of_a_number_names_its_figure() -> None:
    """621 of 621万人 is no second figure beside the first."""
    said = repair(read(), "4", "621", Said(indicator="会员"))
    assert len(read(TEXT, said).figures) == len(read().figures)


@pytest.mark.parametrize(
    ("typed", "low", "unit"), [("近1.5萬家", 15000.0, "家"), (" ９０ ％ ", 90.0, "%"), ("1.5万", 15000.0, "")]
)
def test_a_number_is_read_as_people_type(typed: str, low: float, unit: str) -> None:
    """Traditional characters, full width, spaces and numbers without a unit are read."""
    said = repair(read(), "4", "621万人", Said(value=typed))
    figure = next(f for f in read(TEXT, said).figures if f.by == "person")
    assert (figure.value.low, figure.value.unit) == (low, unit)


def test_a_number_that_cannot_be_read_any_more_is_kept_aside() -> None:
    """The report opens all the same, its figure as the program reads it."""
    said = replace(repair(read(), "4", "621万人", Said(value="近622万名")), value="许多")
    mended = read(TEXT, said)
    assert [each.attached for each in mended.figure_repairs] == [False]
    assert all(f.by == "machine" for f in mended.figures)


def test_nothing_points_to_a_figure_that_was_taken_out() -> None:
    """A repeated mention of a figure that is none stands for itself."""
    text = "工作报告\n（2019年5月6日）\n一、过去五年的工作\n建成职工书屋2315个。\n五年来，建成职工书屋2315个。"
    plain = read(text)
    repeated = next(f for f in plain.figures if f.repeats)
    first = next(f for f in plain.figures if f.id == repeated.repeats)
    assert [f.repeats for f in read(text, of_figure(plain, first, Said(gone=True))).figures] == [None]


def test_an_untouched_form_says_nothing() -> None:
    """What only repeats the figure makes nobody its author."""
    plain = read()
    figure = plain.figures[0]
    with pytest.raises(DuizhaoError):
        of_figure(plain, figure, Said(figure.indicator, None, figure.role, ""))


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": 5}, {"indicator": ["甲"]}, {"nth": -1}, {"nth": True}, {"head": 10**6}, {"role": "king"},
        {"gone": "yes"}, {"words": ""}, {"words": 7}, {"block": "x"}, {"indicator": "长" * 100_000}, {"deadline": {}},
    ],
)  # fmt: skip
def test_a_file_of_repairs_is_checked(wrong: dict[str, object]) -> None:
    """Nothing that is no statement about a figure comes in; the id is that of the place."""
    said = figure_repair_to_json(repair(read(), "4", "621万人", Said(indicator="会员\x00总数")))
    assert figure_repair_from_json({**said, "id": "q0000000000"}).id == said["id"]
    assert figure_repair_from_json(said).indicator == "会员 总数"
    with pytest.raises((ValueError, TypeError, KeyError)):
        figure_repair_from_json({**said, **wrong})


@given(parts)
def test_nothing_said_changes_nothing(text: str) -> None:
    """Without repairs a report is the program's own, to the byte."""
    report = make.read(text)
    assert applied(report, ()) == report


@given(parts)
def test_what_is_said_twice_holds_once_and_order_does_not_matter(text: str) -> None:
    """The later word on one place holds; words on different places may come in any order; undoing restores."""
    report = make.read(text)
    said = [of_figure(report, figure, Said(indicator=f"指标{n}")) for n, figure in enumerate(report.figures[:3])]

    once = applied(report, said)

    assert applied(report, [*said, *said]) == once
    assert applied(report, reversed(said)).figures == once.figures
    assert [f.indicator for f in once.figures if f.by == "person"] == [f"指标{n}" for n in range(len(said))]
    assert len(heard([*said, *said])) == len(said)


def test_it_survives_another_paragraph_and_is_kept_where_its_words_are_gone() -> None:
    """A paragraph before moves nothing; where the words are gone the statement is kept and not attached."""
    said = repair(read(), "4", "621万人", Said(indicator="工会会员"))

    moved = read(TEXT.replace("建成职工", "各位代表，大家好。\n建成职工", 1).replace("大家好。\n", "大家好！\n"), said)
    lost = read(TEXT.replace("会员总数621万人", "会员总数大幅增加"), said)

    assert any(f.indicator == "工会会员" for f in moved.figures)
    assert [each.attached for each in lost.figure_repairs] == [False]
    assert all(f.by == "machine" for f in lost.figures)


@pytest.mark.parametrize(
    ("place", "words", "said"),
    [
        ("4", "2315个", Said()),
        ("4", "2315个", Said(value="很多")),
        ("4", "2315个", Said(value="5个和6个")),
        ("4", "2315个", Said(indicator="长" * 200)),
        ("4", "999个", Said(indicator="书屋")),
        ("5", "职工", Said(value="30%")),
        ("5", "职工", Said(indicator="覆盖面")),
        ("5", "职工", Said(gone=True)),
        ("4", "人。入园率和普惠率均达到93%", Said(indicator="入园率")),
        ("44", "2315个", Said(indicator="书屋")),
    ],
)
def test_what_makes_no_sense_is_refused(place: str, words: str, said: Said) -> None:
    """Nothing said, no number, two numbers, words or lines that are not there: one sentence says so."""
    with pytest.raises((DuizhaoError, NotFound)):
        repair(read(), place, words, said)


def test_pairing_follows() -> None:
    """Two indicators that differ in name are paired once a person gives them one."""
    old, new = read(), read(TEXT.replace("会员总数621万人", "在册人员700万人"))
    said = repair(new, "4", "700万人", Said(indicator="会员总数"))

    before, after = (compare(old, report) for report in (new, applied(new, [said])))

    def pairs(comparison: object) -> set[str]:
        return {c.indicator for c in comparison.figure_changes if c.type == "result_pair"}  # type: ignore[attr-defined]

    assert "会员总数" not in pairs(before)
    assert "会员总数" in pairs(after)


def test_the_store_keeps_it_with_the_bytes(tmp_path: Path) -> None:
    """What is said holds when the database is opened again and with other settings, and can be taken back."""
    with Store(tmp_path / "d.sqlite") as store:
        report_id = store.add(TEXT.encode(), "报告.txt").report_id
        plain = store.report(report_id).report
        said = repair(plain, "4", "621万人", Said(indicator="工会会员"))
        store.repair_figures(report_id, [said])
        store.repair_figures(report_id, [replace(said, indicator="会员")])
    with Store(tmp_path / "d.sqlite") as store:
        assert [f.indicator for f in store.report(report_id).report.figures if f.by == "person"] == ["会员"]
        store.repair_figures(report_id, undo=[said.id])
        assert store.report(report_id).report == plain
        with pytest.raises(NotFound):
            store.repair_figures(report_id, undo=[said.id])
    assert anchors(plain)[next(f.id for f in plain.figures if f.indicator == "会员总数")] == said.id
