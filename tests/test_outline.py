"""The outline: headings, run-in headings, roles, and no character lost."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given, settings

from compare.comparison import read_report
from compare.contract import report_to_json
from compare.decimals import decimal_of
from compare.drafts import NUMBER
from compare.errors import UnreadableSource
from compare.model import Block, Document, Line, Report, Source
from compare.outline import outline
from tests import strategies as make
from tests.support import CASES, SEED, SHARED, needs_shared

LABELLED = {
    "xizang2025": "raw/gov_work_report_xizang/2025.txt",
    "yunnan2026": "raw/gov_work_report_yunnan/2026.txt",
    "beijing2026raw": "raw/gov_work_report_beijing/2026.txt",
    "party2017raw": "raw/party_congress/2017.txt",
}


def drawn(report: Report) -> str:
    """Return the outline as a person would note it: one section a line, indented by level."""
    return "\n".join(
        f"{'  ' * (section.level - 1)}{section.number + ' ' if section.number else ''}{section.heading}"
        for section in report.sections
    )


def test_the_seed_has_the_expected_outline() -> None:
    """The seed's three parts, its groups 政治性/先进性/群众性, five sections and items are all there, and no more."""
    expected = SEED.with_suffix(".outline.txt").read_text(encoding="utf-8")
    wanted = [line for line in expected.splitlines() if line.strip() and not line.startswith("#")]

    assert drawn(read_report(SEED.read_bytes(), SEED.name)).splitlines() == wanted


def test_a_heading_broken_over_two_lines_is_one_block() -> None:
    """Seed, lines 32–33: （1） …在用习近平新时代中国 / 特色社会主义思想武装头脑…"""
    report = read_report(SEED.read_bytes(), SEED.name)
    block = next(block for block in report.blocks if block.lines == (32, 33))

    assert (block.kind, block.level, [piece.line for piece in block.pieces]) == ("heading", 2, [32, 33])
    assert "习近平新时代中国特色社会主义思想武装头脑" in block.text


def test_the_seed_s_parts_have_their_roles() -> None:
    """Review, situation and tasks by their headings; problems, opening and closing by how they open."""
    report = read_report(SEED.read_bytes(), SEED.name)
    roles = {block.lines[0]: block.role for block in report.blocks if block.kind == "paragraph"}

    assert [section.role for section in report.sections if section.level == 1] == ["review", "situation", "tasks"]
    assert (roles[4], roles[9], roles[23], roles[27], roles[39], roles[54]) == (
        "opening", "review", "problems", "situation", "tasks", "closing",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("工会工作面临的形势", "situation"),  # the seed
        ("当前国内形势和基本任务", "situation"),  # 1987年政府工作报告
        ("适应新的形势，提高对外开放水平", "tasks"),  # 2004年政府工作报告
        ("深入推进环境污染防治", "tasks"),  # party_congress/2022.txt
        ("存在的主要问题和不足", "problems"),
        ("着力解决突出环境问题", "tasks"),  # party_congress/2017.txt
        ("新时代新征程中国共产党的使命任务", "tasks"),  # party_congress/2022.txt
        ("实现建军一百年奋斗目标，开创国防和军队现代化新局面", "tasks"),  # party_congress/2022.txt
        ("十四年伟大实践的基本总结", "review"),  # party_congress/1992.txt
        ("牢记殷殷嘱托，在接续奋斗中新福建建设取得新成效", "review"),  # 福建省2025
    ],
)
def test_parts_have_the_role_of_their_heading(heading: str, role: str) -> None:
    """What a heading says decides, not that it holds 环境, 问题 or 目标 among other words."""
    text = "我们要团结起来，把各项工作做得更好更实，不辜负大家的期望。"
    report = read_report(
        f"同志们：\n我代表委员会作报告。\n一、今后的重点工作\n{text}\n二、{heading}\n{text}".encode(), "a.txt"
    )

    assert report.sections[1].role == role


@pytest.mark.parametrize("path", sorted((CASES / "outline").glob("*.txt")), ids=lambda path: path.stem)
def test_cases(path: Path) -> None:
    """Each line of a case is read as the case says: its kind and level, whether it goes on (+), its run-in (⟨…⟩)."""
    rows = [row for row in path.read_text(encoding="utf-8").splitlines() if not row.startswith("#")]
    lines = [row.split("| ", 1)[1] for row in rows]
    report = read_report("\n".join(lines).translate(_UNMARKED).encode(), path.name)

    assert as_case(report, "\n".join(lines).translate(_UNMARKED).split("\n")) == rows


_UNMARKED = str.maketrans("", "", "⟨⟩")


def as_case(report: Report, lines: list[str]) -> list[str]:
    """Return the lines of a report with what each was read as, as a case file has them."""
    kinds, texts = dict.fromkeys(range(1, len(lines) + 1), ""), dict(enumerate(lines, 1))
    for block in report.blocks:
        for piece in block.pieces:
            first = piece.line == block.lines[0]
            level = block.level if block.kind == "heading" else ""
            kinds[piece.line] = f"{block.kind}{level}" if first else "+"
            for at, mark in (
                ((block.runin[1], "⟩"), (block.runin[0] + len(number_of(block)), "⟨")) if block.runin else ()
            ):
                if piece.at <= at < piece.at + piece.length:
                    cut = piece.column + at - piece.at
                    texts[piece.line] = texts[piece.line][:cut] + mark + texts[piece.line][cut:]
    return [f"{kinds[number]:<10} | {texts[number]}" for number in kinds]


def number_of(block: Block) -> str:
    """Return the number or list mark that a block opens with."""
    match = NUMBER.match(block.text) or re.match("第.[，、]", block.text)
    return match.group() if match else f"{number} " if (number := decimal_of(block.text)) else ""


def test_one_line_is_cut_at_its_marks() -> None:
    """party_congress/2022__zhengdaqing.txt: no breaks, no punctuation; addresses, numbers, dashes tell."""
    talk = "各级工会要团结动员广大职工为实现新的目标任务努力奋斗" * 40
    parts = ["同志们：", f"现在我代表委员会作报告{talk}", f"——我们夯实了基层组织{talk}", f"——我们维护了职工权益{talk}",
             f"（一）构建工会组织体系{talk}", f"（二）建设干部队伍{talk}（四）班子也要建好"]  # fmt: skip
    report = read_report("".join(parts).encode(), "a.txt")

    assert [block.text for block in report.blocks] == parts
    assert [block.kind for block in report.blocks] == ["salutation"] + ["paragraph"] * 5
    assert {block.lines for block in report.blocks} == {(1, 1)}
    assert report.notes[-1][0] == "第 1 行是整份报告，按称呼、编号和破折号切成段落。"


def test_copies_are_told() -> None:
    """The reader is told from which line on a source repeats its report."""
    rows = (CASES / "outline" / "copies.txt").read_text(encoding="utf-8").splitlines()[1:]
    report = read_report("\n".join(row.split("| ", 1)[1] for row in rows).encode(), "a.txt")

    assert report.notes[-1] == (
        "从第 6 行起是同一份报告的重复，按页面杂项处理。",
        "From line 6 on the source repeats the report; the repeats are set aside as furniture.",
    )


@needs_shared
def test_the_seed_is_scored_without_an_error(tmp_path: Path) -> None:
    """Every line of the seed has the kind that its labeller gave it, and every run-in heading is found."""
    out = scored(SEED, "seed2019", tmp_path)

    assert "run-in headings: 30/30" in out
    assert "outline: 54/54 lines = 1.000" in out


@needs_shared
@pytest.mark.parametrize("name", LABELLED)
def test_raw_reports_are_read_nearly_as_labelled(name: str, tmp_path: Path) -> None:
    """Of a file as users have it 97 % of the lines are read as a labeller did, and 95 % of the run-ins are found."""
    out = scored(SHARED / "reports" / LABELLED[name], name, tmp_path)
    found, labelled = map(int, out.split("run-in headings: ")[1].split("\n")[0].split("/"))

    assert float(out.rsplit("=", 1)[1]) >= 0.97, out
    assert found >= 0.95 * labelled, out


def scored(source: Path, labels: str, folder: Path) -> str:
    """Return what the scorer says of `source` against the labels of that name."""
    result = folder / "report.json"
    result.write_text(json.dumps(report_to_json(read_report(source.read_bytes(), source.name))), encoding="utf-8")
    scorer = SHARED / "tools" / "score_report"
    gold = SHARED / "gold" / "outline" / f"{labels}.jsonl"
    done = subprocess.run([sys.executable, scorer, result, gold], capture_output=True, text=True, check=True)
    return done.stdout


@given(make.mixed_texts)
@example("A\rA")
@settings(max_examples=150, deadline=None)
def test_blocks_lose_nothing(text: str) -> None:
    """Any text is refused in one sentence, or every character that is not white space is in exactly one block."""
    from compare.reading import read as read_lines

    data = ("工会工作报告。\n" * 20 + text).encode("utf-8")  # enough Chinese to be taken for a report
    try:
        document = read_lines(data, "a.txt")
    except UnreadableSource:
        return
    report = read_report(data, "a.txt")
    lines = {line.number: line.text for line in document.lines}

    for block in report.blocks:
        ends = [0, *(p.at + p.length for p in block.pieces)]
        between = [block.text[end : p.at] for end, p in zip(ends, block.pieces, strict=False)]
        assert set(between) <= {"", " "}  # the blank that a line's end stood for between two letters
        assert ends[-1] == len(block.text)
        assert all(
            block.text[p.at : p.at + p.length] == lines[p.line][p.column : p.column + p.length] for p in block.pieces
        )
    have = Counter("".join("".join(block.text.split()) for block in report.blocks))
    assert have == Counter("".join("".join(text.split()) for text in lines.values()))


@given(make.report_texts)
@settings(max_examples=60, deadline=None)
def test_sentences_tile_their_blocks(text: str) -> None:
    """The sentences of a block follow each other from its first to its last character."""
    report = make.read(text)
    for block in report.blocks:
        if block.kind != "furniture":
            spans = [sentence.span for sentence in report.sentences if sentence.block == block.id]
            assert [a for a, _ in spans] == [0, *(b for _, b in spans[:-1])]
            assert spans[-1][1] == len(block.text)


def test_lines_that_a_page_broke_are_one_block() -> None:
    """What a format says goes on does so over furniture between, with white space between Latin words."""
    lines = (
        Line(1, "各位代表：", 1),
        Line(2, "　　加快建设World", 1, sure=0.9),
        Line(3, "— 1 —", 1, "furniture"),
        Line(4, "Bank项目，持续", 2, "continues", 0.5),
        Line(5, "用力。", 2, "continues", 0.7),
    )
    report = outline(Document(Source("a.pdf", "pdf", "0" * 64), lines))
    block = report.blocks[1]

    assert [each.text for each in report.blocks] == ["各位代表：", "加快建设World Bank项目，持续用力。", "— 1 —"]
    assert (block.page, block.lines, block.sure) == (1, (2, 5), 0.5)
    assert [(piece.line, block.text[piece.at : piece.at + piece.length]) for piece in block.pieces] == [
        (2, "加快建设World"), (4, "Bank项目，持续"), (5, "用力。"),
    ]  # fmt: skip


def _kinds(*lines: Line) -> list[tuple[str, int | None, str]]:
    report = outline(Document(Source("a", "txt", ""), lines))
    return [(block.kind, block.level, block.text) for block in report.blocks]


def _sentence(year: int) -> str:
    goals = "我们坚持稳中求进，办好民生实事，全面完成了各项目标任务，改革发展迈出了新的步伐"
    return f"{year}年，{goals}，城镇新增就业{year}万人，成绩来之不易，应当倍加珍惜。"


def test_one_indented_line_says_nothing() -> None:
    """云南2025 has a space before one heading and none before its paragraphs: the heading is not theirs."""
    lines = [
        "各位代表：",
        _sentence(2021),
        "　二、总体要求",
        _sentence(2022),
        "　附件",
        "十件惠民实事",
        _sentence(2023),
    ]

    found = _kinds(*(Line(number, text) for number, text in enumerate(lines, 1)))

    assert [text for _, _, text in found] == [line.strip() for line in lines]


def test_the_second_rank_of_a_page_is_the_first_of_its_headings() -> None:
    """A page has h1 for its title alone, so that its parts are h2; where a part is numbered, nothing is raised."""
    title, part = Line(1, "某省政府工作报告", style="heading1"), Line(4, "过去一年的工作", style="heading2")
    body = Line(2, "各位代表："), Line(3, _sentence(2021))
    after = Line(5, _sentence(2022)), Line(6, "就业工作", style="heading3"), Line(7, _sentence(2023))

    found = _kinds(title, *body, part, *after)
    numbered = _kinds(title, *body, Line(4, "一、过去一年的工作"), Line(5, "就业工作", style="heading2"), *after[::2])

    assert [row for row in found if row[0] == "heading"] == [
        ("heading", 1, "过去一年的工作"), ("heading", 2, "就业工作"),
    ]  # fmt: skip
    assert ("heading", 2, "就业工作") in numbered


def _wrapped(*lines: tuple[str, str | None, int]) -> Report:
    """Return the outline of lines with style and page, as a paged format gives them."""
    given = tuple(Line(at, text, page, style) for at, (text, style, page) in enumerate(lines, 1))
    return outline(Document(Source("a.pdf", "pdf", "0" * 64), given))


def test_topics_that_a_page_wraps() -> None:
    """A topic on two lines heads its paragraphs as one on a single line does; a page's foot between them is no text."""
    lines: list[tuple[str, str | None, int]] = [("各位代表：", None, 1), ("　　一、过去五年工作", None, 1)]
    for at, work in enumerate(("政治建设更加坚定有力", "建功立业更加广泛深入", "服务职工更加精准有效"), 1):
        lines += [("　　五年来，各级工会始终围绕中心、", None, at), (f"主动作为，{work}。", "continues", at)]
        lines += [(f"　　第{at}项工作组织职工学习培训。办好学校，" * 3, None, at), ("建好阵地。", "continues", at)]
        lines += [(f"— {at} —", "furniture", at)]

    assert [block.text for block in _wrapped(*lines).blocks if block.kind == "heading"] == [
        "一、过去五年工作",
        "五年来，各级工会始终围绕中心、主动作为，政治建设更加坚定有力。",
        "五年来，各级工会始终围绕中心、主动作为，建功立业更加广泛深入。",
        "五年来，各级工会始终围绕中心、主动作为，服务职工更加精准有效。",
    ]


def test_feet_of_pages_do_not_end_a_report() -> None:
    """After a link to other news nothing of a report follows; after a page number it does."""
    body: list[tuple[str, str | None, int]] = [("　　我们要加快发展，办好学校。" * 3, None, 1)] * 30
    lines = [("各位代表：", None, 1), *body, ("— 1 —", "furniture", 1), ("　　谢谢大家，让我们共同奋斗！", None, 2)]

    assert _wrapped(*lines).blocks[-1].kind == "paragraph"


def test_an_indented_heading_broken_inside() -> None:
    """As in 2025_chongqing: both lines are set in, the seam of them stands elsewhere in the text."""
    report = _wrapped(
        ("各位代表：", None, 1), ("　　要抓好政府治理，提升效能。", None, 1), ("　　三、持续提升政府", None, 1),
        ("　　治理效能和服务水平", None, 1), ("　　人民满意是衡量工作的标准，要办好每件实事。", None, 1),
    )  # fmt: skip

    assert [block.text for block in report.blocks if block.kind == "heading"] == ["三、持续提升政府治理效能和服务水平"]


def test_rows_of_tables_are_no_headings() -> None:
    """Short values without a full stop, numbered or not, head nothing, and are no title where they come first."""
    rows = [("序号\t指标\t目标", "table"), ("1.\t失业率\t5%左右", "table"), ("一、就业\t五万人以上", "table")]
    body = [("某市工作报告", None), ("各位代表：", None), ("现在报告工作。", None), ("一、工作回顾", None), *rows,
            ("全年工作开展顺利，各项指标如期完成。", None)]  # fmt: skip
    kinds = [
        [(block.kind, block.text) for block in _styled(lines).blocks if block.kind != "paragraph"]
        for lines in (body, [*rows, *body])
    ]

    assert kinds[0] == [("title", "某市工作报告"), ("salutation", "各位代表："), ("heading", "一、工作回顾")]
    assert kinds[1] == kinds[0]


def _styled(lines: list[tuple[str, str | None]]) -> Report:
    numbered = tuple(Line(at, text, style=style) for at, (text, style) in enumerate(lines, 1))
    return outline(Document(Source("a", "docx", ""), numbered))


def test_page_numbers_in_mid_sentence() -> None:
    """Where the text of pages was put together a number stands in the middle of a sentence, which goes on after it;
    bare numbers count pages where each is one more than the last, with a page between."""
    half = (
        "深化重点领域改革，各项惠企政策全面落实，市场主体净增八万户，营商环境位居前列，"
        "高新技术企业持续壮大，研发投入不断提高，推动传统产"
    )
    text = [("各位代表：", None), ("现在报告工作。", None), (half, None)]
    for at, number in enumerate(("— 1 —", "第 2 页 共 9 页", "- 3 -")):
        text += [(number, None), (f"业改造提升{at}%。{half}", None)]
    bare = [("各位代表：", None), ("现在报告工作。", None)]
    for number in ("7", "8", "9"):
        bare += [(f"{half}业改造提升{number}%。{half}业改造提升。{half}", None), (number, None)]
    listed = [
        ("各位代表：", None),
        ("现在报告工作。", None),
        *((text, None) for at in "123" for text in (at, "学校建成。")),
    ]

    blocks = _styled(text).blocks
    assert [block.kind for block in blocks] == ["salutation", "paragraph", "paragraph", *["furniture"] * 3]
    assert blocks[2].text == half + "".join(f"业改造提升{at}%。{half}" for at in range(3))
    assert [block.text for block in _styled(bare).blocks if block.kind == "furniture"] == ["7", "8", "9"]
    assert [block.kind for block in _styled(listed).blocks if block.kind == "furniture"] == []


def test_a_sentence_before_one_that_opens_with_and_is_not_inserted() -> None:
    """和美乡村 opens a sentence: the finished one before it is no link that broke into the heading."""
    text = (
        "各位代表：\n现在报告工作，请审议。\n（五）强化统筹兼顾，协调发展取得实效\n"
        "城市功能持续增强。建成地铁两条。\n和美乡村更具活力。新建公路五百公里。\n"
    )
    blocks = read_report(text.encode(), "a.txt").blocks
    assert [block.text for block in blocks if block.kind == "heading"] == ["（五）强化统筹兼顾，协调发展取得实效"]


def test_words_in_letters_that_a_line_parts_stay_two() -> None:
    """However the lines are known to belong together, a blank stood where one ended with a Latin word."""
    text = f"各位代表：\n{_sentence(2021)}去年建成AI\nPC生产线，产量居全国首位。\n{_sentence(2022)}\n"
    blocks = read_report(text.encode(), "a.txt").blocks
    assert [block.text.partition("去年建成")[2] for block in blocks][1] == "AI PC生产线，产量居全国首位。"
