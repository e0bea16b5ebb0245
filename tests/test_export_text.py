"""The terminal view: summary and weightiest changes; colour only when asked for."""

from __future__ import annotations

from compare.comparison import compare, read_report
from compare.config import ExportSettings
from compare.describe import entries
from compare.export.text import write
from compare.lookup import Lookup

from .builders import compared, report, sample
from .test_export_formats import finished


def test_summary_then_the_weightiest_changes() -> None:
    """Each change has its kind, what it says, its section and its lines."""
    text = write(finished(sample()), "zh").decode("utf-8")

    assert text.startswith("《在市工会第十次代表大会上的报告》")
    assert text.split("主要改动")[1].splitlines()[:3] == [
        "（9/9）",
        "  1. 目标上调  会员总数达到：70万人→80万人",
        "     二、今后五年任务 [旧第6行 → 新第6行]",
    ]


def test_no_colour_unless_asked_for() -> None:
    """Piped output holds no control characters; with colour, the words are the same."""
    plain = write(finished(sample()), "zh").decode("utf-8")
    painted = write(finished(sample()), "zh", colour=True).decode("utf-8")

    assert "\x1b" not in plain
    assert "\x1b[33m目标上调\x1b[0m" in painted


def test_a_report_cannot_send_control_characters() -> None:
    """An escape sequence in a report does not reach the terminal."""
    comparison = finished(compared(report("甲。"), report("甲。\n乙\x1b[2J丙。"), [(0, 0), (None, 1)]))

    assert "\x1b" not in write(comparison, "zh").decode("utf-8")


def test_the_rest_is_counted() -> None:
    """The heading says how many of how many are shown."""
    text = write(finished(sample()), "en", settings=ExportSettings(most_listed=2)).decode("utf-8")

    assert "Weightiest changes (2 of 9)" in text
    assert "  3. " not in text


def test_of_figures_that_share_a_clause_each_has_its_subject() -> None:
    """蔬菜产量 is not 2050 (广东2026): the clause up to its number would say so."""
    head = "报告\n各位代表：\n一、工作回顾\n过去一年，我们推进乡村振兴，办成了许多实事。\n"
    new = f"{head}全省水果、蔬菜产量分别达2050万吨、4200万吨。\n"
    found = compare(read_report(head.encode(), "旧.txt"), read_report(new.encode(), "新.txt"))
    briefs = [each.brief for each in entries(Lookup(found)) if each.kind == "result_new"]

    assert len(briefs) == 2
    assert any(brief.endswith("水果产量：2050万吨") for brief in briefs)
    assert any(brief.endswith("蔬菜产量：4200万吨") for brief in briefs)
