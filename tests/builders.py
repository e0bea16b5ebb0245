"""Small reports and comparisons made by hand: readable in the test that uses them.

report("# 标题\n## 一、回顾\n过去五年…。\n")      a title, a section, a paragraph
compared(old, new, pairs)                        links as the pairs of block numbers say
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from rapidfuzz.distance import Indel

from compare.ids import Names, digest
from compare.model import (
    Block,
    Comparison,
    Edit,
    Figure,
    FigureChange,
    FigureSide,
    Group,
    GroupKind,
    Link,
    Op,
    Place,
    Report,
    Section,
    Sentence,
    Source,
    Task,
    TaskChange,
    TaskSide,
    Value,
)
from compare.words import sentences


def report(text: str, *, date: str | None = None, name: str = "report.txt") -> Report:
    """Return a report from lines: `# ` is the title, `## 一、…` a section, anything else a paragraph."""
    block_id, section_id, sentence_id = Names("b"), Names("s"), Names("t")
    blocks: list[Block] = []
    sections: list[Section] = []
    found: list[Sentence] = []
    title = None
    for number, line in enumerate(text.strip().splitlines(), 1):
        where = sections[-1].id if sections else None
        if line.startswith("# "):
            title = line[2:]
            blocks.append(Block(block_id("title", title), "title", title, (number, number)))
            continue
        if line.startswith("## "):
            heading = line[3:]
            head, _, rest = heading.partition("、")
            sections.append(Section(section_id(heading), 1, head if rest else None, rest or heading, None))
            block = Block(
                block_id("heading", heading), "heading", heading, (number, number), 1, section=sections[-1].id
            )
        else:
            block = Block(block_id("paragraph", line), "paragraph", line, (number, number), section=where)
        blocks.append(block)
        spans = sentences(block.text)
        found += [Sentence(sentence_id(block.text[a:b]), block.id, (a, b)) for a, b in spans]
    source = Source(name, "txt", digest(text) * 6 + "abcd")
    return Report(source, title, date, tuple(blocks), tuple(sections), tuple(found))


def links(old: Report, new: Report, pairs: Sequence[tuple[int | None, int | None]]) -> tuple[list[Link], list[Group]]:
    """Return block links for the pairs of block numbers, and links of their sentences in order."""
    made: list[Link] = []
    groups: list[Group] = []
    link_id, group_id = Names("l"), Names("g")

    def add(level: str, a: str | None, b: str | None, score: float, same: bool) -> Link:
        kind: GroupKind = "removed" if b is None else "added" if a is None else "same" if same else "reworded"
        group = Group(group_id(level, a or "", b or ""), level, kind)  # type: ignore[arg-type]
        link = Link(link_id(level, a or "", b or ""), level, a, b, group.id, score)  # type: ignore[arg-type]
        groups.append(group)
        made.append(link)
        return link

    for i, j in pairs:
        one = old.blocks[i] if i is not None else None
        two = new.blocks[j] if j is not None else None
        if one and two and one.kind == two.kind == "heading":
            add("section", one.section, two.section, 1.0, one.text == two.text)
        elif one and one.kind == "heading" and not two:
            add("section", one.section, None, 0.0, False)
        elif two and two.kind == "heading" and not one:
            add("section", None, two.section, 0.0, False)
        add("block", one.id if one else None, two.id if two else None, 0.8, bool(one and two and one.text == two.text))
        if one and two:
            left = [s for s in old.sentences if s.block == one.id]
            right = [s for s in new.sentences if s.block == two.id]
            for k in range(max(len(left), len(right))):
                a = left[k] if k < len(left) else None
                b = right[k] if k < len(right) else None
                same = bool(a and b and one.text[slice(*a.span)] == two.text[slice(*b.span)])
                add("sentence", a.id if a else None, b.id if b else None, 0.8, same)
    return made, groups


def edits(old: Report, new: Report, made: Sequence[Link]) -> list[Edit]:
    """Return character edits of the sentence links; all of class wording."""
    name = Names("e")
    blocks_old = {block.id: block.text for block in old.blocks}
    blocks_new = {block.id: block.text for block in new.blocks}
    sentence_old = {s.id: s for s in old.sentences}
    sentence_new = {s.id: s for s in new.sentences}
    found = []
    for link in made:
        if link.level != "sentence" or link.old is None or link.new is None:
            continue
        a, b = sentence_old[link.old], sentence_new[link.new]
        one = blocks_old[a.block][a.span[0] : a.span[1]]
        two = blocks_new[b.block][b.span[0] : b.span[1]]
        for op in Indel.opcodes(one, two):
            left = Place(a.block, (a.span[0] + op.src_start, a.span[0] + op.src_end))
            right = Place(b.block, (b.span[0] + op.dest_start, b.span[0] + op.dest_end))
            found.append(
                Edit(
                    name(link.id, str(op)),
                    link.id,
                    cast(Op, op.tag),
                    "wording",
                    left if op.src_end > op.src_start else None,
                    right if op.dest_end > op.dest_start else None,
                )
            )
    return found


def compared(old: Report, new: Report, pairs: Sequence[tuple[int | None, int | None]]) -> Comparison:
    """Return a comparison with the links that the pairs say, character edits, and nothing else found."""
    made, groups = links(old, new, pairs)
    return Comparison(old, new, {}, (), tuple(made), tuple(groups), tuple(edits(old, new, made)))


def figure(report: Report, block: int, quote: str, number: str, value: float, unit: str = "", **more: object) -> Figure:
    """Return the figure `number` inside `quote` in a block; the indicator is what stands before the number."""
    text = report.blocks[block].text
    start = text.index(number, text.index(quote))
    indicator = quote[: quote.index(number)]
    return Figure(
        "f" + digest(report.blocks[block].id, quote),
        report.blocks[block].id,
        (start, start + len(number)),
        quote,
        indicator,
        indicator,
        Value(value, value, unit),
        "target",
        **more,  # type: ignore[arg-type]
    )


def figure_change(type: Any, change: Any, old: Figure | None, new: Figure | None) -> FigureChange:
    """Return a figure change between two figures."""
    sides = [FigureSide(end.id, end.block, end.quote) if end else None for end in (old, new)]
    indicator = (new or old).indicator  # type: ignore[union-attr]
    return FigureChange(
        "fc" + digest(type, *(end.id if end else "" for end in (old, new))), type, indicator, change, *sides
    )


def task(report: Report, block: int, quote: str) -> Task:
    """Return the commitment `quote` in a block."""
    start = report.blocks[block].text.index(quote)
    return Task("k" + digest(quote), report.blocks[block].id, (start, start + len(quote)), quote, "制定")


def task_change(type: Any, old: Task | None, new: Task | None) -> TaskChange:
    """Return a task change between two tasks."""
    sides = [TaskSide(end.id, end.block, end.quote) if end else None for end in (old, new)]
    return TaskChange("tc" + digest(type, *(end.id if end else "" for end in (old, new))), type, *sides)


def sample() -> Comparison:
    """Return one small comparison with a change of nearly every class in it, not yet ranked or summarised."""
    old = report(
        """
# 在市工会第十次代表大会上的报告
各位代表：
## 一、过去五年工作
会员总数达到60万人。
## 二、今后五年任务
到2024年会员总数达到70万人。建立职工服务基金。
实施稳健的货币政策，保持合理充裕。
办好工人报社。
""",
        date="2019-05-08",
    )
    new = report(
        """
# 在市工会第十一次代表大会上的报告
各位代表：
## 一、过去五年工作
会员总数达到72万人。
## 二、今后五年任务
到2029年会员总数达到80万人。制定数字工会规划。
实施适度宽松的货币政策，保持充裕。
## 三、加强自身建设
锻造工会干部队伍。
""",
        date="2024-05-08",
    )
    pairs = [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6), (7, None), (None, 7), (None, 8)]
    base = compared(old, new, pairs)
    target_old = figure(old, 5, "会员总数达到70万人", "70万人", 700000, "人", deadline="2024")
    target_new = figure(new, 5, "会员总数达到80万人", "80万人", 800000, "人", deadline="2029")
    result_old = figure(old, 3, "会员总数达到60万人", "60万人", 600000, "人")
    result_new = figure(new, 3, "会员总数达到72万人", "72万人", 720000, "人")
    fund, plan = task(old, 5, "建立职工服务基金"), task(new, 5, "制定数字工会规划")
    return replace(
        base,
        old=replace(old, figures=(result_old, target_old), tasks=(fund,)),
        new=replace(new, figures=(result_new, target_new), tasks=(plan,)),
        figure_changes=(
            figure_change("result_pair", "up", result_old, result_new),
            figure_change("target_pair", "up", target_old, target_new),
            figure_change("fulfilment", "met", target_old, result_new),
        ),
        task_changes=(task_change("unanswered", fund, None), task_change("new", None, plan)),
    )
