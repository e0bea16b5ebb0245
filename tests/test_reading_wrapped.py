"""Text that an editor broke at one width is read in the paragraphs that its writer meant; other text is left alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.outline import outline
from compare.reading import read
from compare.reading.wrapped import continued
from tests.docx_files import docx, p
from tests.support import SEED

_PARAGRAPHS = (
    "各位代表：",
    "过去一年，全市新建改扩建学校三十所，新增学位两万个，入学难题明显缓解。城镇新增就业5.6万人，失业率控制在5%左右，"
    "居民收入增长快于经济增长。“一老一小”服务加快补齐，普惠托位增加3000个。群众家门口的服务设施更多更好。",
    "一、工作回顾",
    "深化重点领域改革，各项惠企政策全面落实。市场主体净增八万户，营商环境位居前列。高新技术企业达到1,200家，研发投入"
    "占比提高到2.8%，技术合同成交额翻了一番，科技创新的支撑作用更加明显，产业结构持续优化升级。",
    "（一）改善环境。空气质量优良天数达到三百天，主要河流断面水质全部达标，城乡面貌焕然一新，绿色低碳的生产生活方式"
    "加快形成，人民群众对生态环境的满意度稳步提高，美丽乡村建设走在全省前列。",
    "（二）办好实事。年初确定的二十件民生实事全部办结，老旧小区改造惠及六万户居民，新增停车泊位一万个，农村道路"
    "硬化三百公里，一大批群众急难愁盼的问题得到解决，获得感、幸福感、安全感不断增强。",
)


def _broken(text: str, width: int) -> str:
    """Return a text broken as editors do: numbers and words stay whole, marks hang over."""
    lines, line = [], ""
    for piece in re.findall(r"[A-Za-z0-9.,%]+|.", text):
        if line and _columns(line + piece) > width and piece not in "，。、；：”）":
            lines.append(line)
            line = ""
        line += piece
    return "\n".join([*lines, line])


def _columns(text: str) -> int:
    return sum(1 if character.isascii() else 2 for character in text)


def _blocks(text: str) -> list[str]:
    return [block.text for block in outline(read(text.encode(), "a.txt")).blocks]


@pytest.mark.parametrize("width", [56, 60, 76])
@pytest.mark.parametrize(("indent", "between"), [("\u3000\u3000", "\n"), ("", "\n\n"), ("", "\n")])
def test_lines_of_one_width_are_paragraphs(width: int, indent: str, between: str) -> None:
    """With indents, with blank lines between, or with neither: sentences that end at the margin part nothing."""
    text = between.join(_broken(indent + paragraph, width) for paragraph in _PARAGRAPHS)

    assert _blocks(text) == list(_PARAGRAPHS)


def test_decimal_numbers_part_paragraphs() -> None:
    """1.2 规模 is a heading after any full line; 2.8 万人 at the beginning of a line is in the middle of a sentence."""
    lines = [
        "1.1 概况",
        "过去一年，全校新建改扩建实训基地三十所，新增实训工位两万个，为社",
        "会培训职工两万人次，其中一线职工一万三千人次，占比比上年提高了近",
        "2.8 个百分点，培训的针对性和实效性明显增强，企业普遍欢迎，职工满",
        "意，形成了学校、企业、职工三方面都得益的局面，经验在全市推广应用",
        "1.2 规模",
        "全校在校生达到九千三百人，教职工六百五十人，占地面积五百四十亩，",
        "校舍面积二十三万平方米，教学设备总值一亿八千万元，藏书六十万册。",
        "2.1 任务",
    ]

    assert _blocks("\n".join(lines)) == [lines[0], "".join(lines[1:5]), lines[5], "".join(lines[6:8]), lines[8]]


def test_markdown_too() -> None:
    """Headings and lists have their own lines; what stands under a heading does not go on with it."""
    text = "\n\n".join(("## " if at == 2 else "") + _broken(each, 60) for at, each in enumerate(_PARAGRAPHS))

    assert [block.text for block in outline(read(text.encode(), "a.md")).blocks] == list(_PARAGRAPHS)


@pytest.mark.parametrize("suffix", ["docx", "html"])
def test_lines_that_a_converter_made_paragraphs(suffix: str) -> None:
    """Programs that make Word files and pages of a pdf write a paragraph for each line."""
    lines = "\n".join(_broken("\u3000\u3000" + paragraph, 60) for paragraph in _PARAGRAPHS).split("\n")
    page = "<!doctype html>" + "".join(f"<p>{line}</p>" for line in lines)
    data = docx("".join(map(p, lines))) if suffix == "docx" else page.encode()

    assert [block.text for block in outline(read(data, f"a.{suffix}")).blocks] == list(_PARAGRAPHS)


def test_the_reader_is_told() -> None:
    """How many lines were joined; they stay lines of their own, at the place that they have in the file."""
    document = read("\n\n".join(_broken(text, 60) for text in _PARAGRAPHS).encode(), "a.txt")

    joined = sum(line.style == "continues" for line in document.lines)
    assert document.notes[0][0] == f"全文各行在同一宽度处换行，已把 {joined} 行接回所属的段落。"
    assert "".join(line.text for line in document.lines) == "".join(_PARAGRAPHS)


def test_text_of_whole_paragraphs_is_left_alone() -> None:
    """Lines that end where their paragraphs do have no width in common: the seed, and the same paragraphs unbroken."""
    seed = SEED.read_text(encoding="utf-8").splitlines()
    parallel = [
        f"（{number}）坚持{verb}工作总基调推动本市经济社会高质量发展"
        for number, verb in zip("一二三四五六", "稳进新实快好", strict=True)
    ]

    assert [continued(lines) for lines in (seed, _PARAGRAPHS, parallel, [])] == [frozenset()] * 4


@given(st.lists(st.text("政府工作报告。， \u30005.6%", max_size=50), max_size=40))
def test_a_line_goes_on_with_one_that_has_text(lines: list[str]) -> None:
    """No empty or indented line goes on, nothing goes on with an empty one, and never the first."""
    for at in continued(lines):
        assert at > 0
        assert lines[at].strip()
        assert lines[at - 1].strip()
        assert not lines[at][0].isspace()
