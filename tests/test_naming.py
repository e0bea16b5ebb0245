"""The series that the head of a report suggests."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare import paths
from compare.comparison import read_report
from compare.naming import likely_series
from tests.pages import Reader
from tests.support import SEED, SHARED, needs_shared


@pytest.mark.parametrize(
    ("head", "series"),
    [
        ("2025年某某省政府工作报告\n——2025年1月20日在某某省第十四届人民代表大会第三次会议上\n", "某某省政府工作报告"),
        ("政府工作报告\n——2024年3月5日在第十四届全国人民代表大会第二次会议上\n", "政府工作报告"),
        ("政府工作报告\n——2026年1月20日在某某市第八届人民代表大会第六次会议上\n", "某某市政府工作报告"),
        ("2013年国务院政府工作报告\n——２０１３年３月５日在第十二届全国人民代表大会第一次会议上\n", "政府工作报告"),
        ("团结奋斗开创新局\n——在某某市工会第三次代表大会上的报告\n", "某某市工会代表大会"),
        ("关于财政预算执行情况的说明\n", None),
        ("2021年政府工作报告\n", None),
    ],
)
def test_the_head_of_a_report_suggests_its_series(head: str, series: str | None) -> None:
    """Place or body and kind, without what tells the editions apart; nothing where it would be a guess in the dark."""
    text = head + "各位代表：\n现在，我向大会报告工作，请予审议。\n一、过去五年工作回顾\n各项工作取得新的成效。\n"

    assert likely_series(read_report(text.encode(), "报告.txt")) == series


def test_baseline_and_demonstration_drafts_are_one_series() -> None:
    """Their titles have nothing in common; the congress has."""
    files = [SEED, *sorted(paths.bundled("corpus").glob("*-demo.txt"))]

    assert {likely_series(read_report(file.read_bytes(), file.name)) for file in files} == {"北京市工会代表大会"}


@needs_shared
def test_reports_of_provinces_suggest_their_own() -> None:
    """All of a folder are one series, and no folder has that of another."""
    found = {}
    for folder in sorted((SHARED / "reports" / "raw").glob("gov_work_report_*")):
        if folder.name != "gov_work_report_national":
            files = sorted(folder.glob("*.txt"))
            found[folder.name] = {likely_series(read_report(file.read_bytes(), file.name)) for file in files}

    assert len(found) > 20
    assert [name for name, series in found.items() if len(series) != 1] == []
    assert len({next(iter(series)) for series in found.values()}) == len(found)


def test_the_guess_is_offered_and_may_be_corrected(tmp_path: Path) -> None:
    """In the form after the upload; what is saved is what the reader leaves there."""
    reader = Reader(tmp_path / "duizhao.sqlite")
    form = reader.upload((SEED.name, SEED.read_bytes()))

    assert form.values("input[name=series]", "value") == ["北京市工会代表大会"]
    (name,) = form.values("input[name=id]", "value")
    assert reader.get(f"/reports/edit?id={name}").values("input[name=series]", "value") == [""]
