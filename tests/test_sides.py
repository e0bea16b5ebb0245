"""A report as alignment sees it."""

from __future__ import annotations

from compare.comparison import read_report
from compare.config import AlignmentSettings
from compare.sides import side


def test_the_head_of_a_paragraph_is_not_its_salutation() -> None:
    """政府工作报告 2017: “各位代表！” opens five paragraphs in one copy and stands alone before them in another."""
    text = (
        "一、今年工作\n各位代表！我国是统一的多民族国家。要坚持民族区域自治制度。\n"
        "各位代表！\n面对世界格局的变化，中国站在和平一边。\n"
    )
    units = side(read_report(text.encode(), "a.txt"), AlignmentSettings()).units

    assert [unit.head for unit in units[1:]] == [
        "我国是统一的多民族国家。",
        "各位代表！",
        "面对世界格局的变化，中国站在和平一边。",
    ]
