"""How long a report and its sections are."""

from __future__ import annotations

from hypothesis import given

from compare.config import AloudSettings
from compare.lengths import lengths, percent
from compare.lookup import ReportLookup
from compare.model import Report
from tests.strategies import read, report_texts
from tests.support import SEED

TEXT = """工作报告
各位代表：
一、回顾
建成职工之家三百个。
（一）组织
会员人数　稳步增长。
二、任务
办好实事。
编辑：何继红
"""


def test_a_section_holds_what_stands_under_it() -> None:
    """Characters, share and time of every section, and of what stands before the first; no space, no furniture."""
    report = read(TEXT)
    found = lengths(ReportLookup(report), AloudSettings(characters_a_minute=10))
    names = {section.id: section.heading for section in report.sections}

    assert {block.kind for block in report.blocks if "编辑" in block.text} == {"furniture"}
    assert {names[section]: length.characters for section, length in found.sections.items()} == {
        "回顾": 28,
        "组织": 14,
        "任务": 9,
    }
    assert found.outside is not None
    assert (found.outside.characters, found.whole.characters) == (9, 46)
    assert found.outside_at == report.blocks[0].id
    assert [round(length.share, 2) for length in found.sections.values()] == [0.61, 0.3, 0.2]
    assert (found.whole.minutes, found.whole.aloud) == (4.6, ("5 分钟", "5 min"))


def test_the_baseline_is_read_aloud_in_three_quarters_of_an_hour(seed_report: Report) -> None:
    """48 minutes at this pace; no character of the file is left out that is not white space."""
    found = lengths(ReportLookup(seed_report))

    assert found.whole.characters == len("".join(SEED.read_text("utf-8").split()))
    assert found.whole.aloud == ("48 分钟", "48 min")


@given(report_texts)
def test_outermost_sections_and_the_rest_add_up(text: str) -> None:
    """Shares of the outermost sections and of what stands outside make the whole; a part is never more than it."""
    report = read(text)
    found = lengths(ReportLookup(report))
    tops = [found.sections[section.id] for section in report.sections if section.parent is None]
    apart = [found.outside] if found.outside else []

    assert sum(each.characters for each in [*tops, *apart]) == found.whole.characters
    assert abs(sum(each.share for each in [*tops, *apart]) - (found.whole.characters > 0)) < 1e-9
    for section in report.sections:
        held = [found.sections[each.id].characters for each in report.sections if each.parent == section.id]
        assert sum(held) <= found.sections[section.id].characters


def test_a_report_without_text_has_no_length() -> None:
    """Nothing is divided by nothing."""
    found = lengths(ReportLookup(Report(read("各位代表").source)))

    assert (found.whole.characters, found.whole.share, found.outside) == (0, 0.0, None)
    assert percent(found.whole.share) == "0%"
