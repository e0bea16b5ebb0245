"""The figures of a report as lines of text: where each stands, what it counts, how much, and who says so.

12  职工书屋          2315个          result
14  工会会员          近622万名       target · 2023年   by hand q41c0… (read as 会员总数)
"""

from __future__ import annotations

from .errors import Language
from .figure_anchors import anchors
from .model import Figure, FigureRepair, Report
from .terminal import plain

_ROLES = {"result": ("成果", "result"), "target": ("目标", "target"), "other": ("其他", "other")}


def figures_text(report: Report, language: Language) -> str:
    """Return the list of figures, then the repairs that have no line in it."""
    blocks = {block.id: block for block in report.blocks}
    places = anchors(report)
    said = {each.id: each for each in report.figure_repairs}
    lines = [
        _line(figure, blocks[figure.block].lines[0], blocks[figure.block].text, said.get(places[figure.id]), language)
        for figure in report.figures
    ]
    for each in report.figure_repairs:
        if each.gone or not each.attached:
            why = ("不是数据", "no figure") if each.attached else ("原文已不在", "its words are gone")
            lines.append(f"–\t{plain(each.words)}\t{why[language == 'en']}\t{each.id}")
    return "".join(line + "\n" for line in lines)


def _line(figure: Figure, number: int, text: str, said: FigureRepair | None, language: Language) -> str:
    words = said.value if said and said.value else text[slice(*figure.span)]
    role = _ROLES[figure.role][language == "en"]
    parts = [
        str(number),
        plain(figure.indicator),
        plain(words),
        " · ".join(filter(None, (role, figure.base, figure.deadline))),
    ]
    if said is not None:
        by = ("人工", "by hand")[language == "en"]
        read = ("程序读作 ", "read as ")[language == "en"]
        parts.append(f"{by} {said.id}" + (f"（{read}{plain(said.found.indicator)}）" if said.found else ""))
    return "\t".join(parts)
