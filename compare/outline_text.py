"""One report as read, on a few lines: what it is, its sections, and how much stands in each.

6,120 字，朗读 28 分钟（每分钟 220 字）
一、过去五年工作回顾  [回顾]  3,010 字（49%，14 分钟）  12 段 · 35 句 · 14 项数据 · 2 项任务
  （一）…

Characters, share and time of a section hold what stands under it too; the counts are its own.
"""

from __future__ import annotations

from collections import Counter

from .config import ALOUD
from .errors import Language
from .lengths import Length, lengths, percent
from .lookup import ReportLookup
from .model import Report
from .terminal import plain

_ROLES = {
    "opening": "开头",
    "review": "回顾",
    "problems": "问题",
    "situation": "形势",
    "requirements": "要求",
    "tasks": "任务",
    "closing": "结尾",
}
_COUNTS = (("段", "paragraphs"), ("句", "sentences"), ("项数据", "figures"), ("项任务", "tasks"))


def outline_text(report: Report, language: Language) -> str:
    """Return title, source, notes and section tree of a report as text that ends in a line break."""
    english = language == "en"
    source = " · ".join(
        part for part in (report.date, report.source.name, report.source.format, report.source.encoding) if part
    )
    notes = [*report.notes, *([_repaired(report)] if report.repairs else [])]
    long = lengths(ReportLookup(report))
    whole, pace = long.whole, ALOUD.characters_a_minute
    read = (
        f"{whole.characters:,} 字，朗读 {whole.aloud[0]}（每分钟 {pace} 字）",
        f"{whole.characters:,} characters, {whole.aloud[1]} read aloud ({pace} a minute)",
    )
    lines = [report.title or ("无标题", "no title")[english], source, read[english], *(note[english] for note in notes)]
    home = {block.id: block.section for block in report.blocks}
    counts: Counter[tuple[str | None, int]] = Counter()
    counts.update((block.section, 0) for block in report.blocks if block.kind == "paragraph")
    counts.update((home[sentence.block], 1) for sentence in report.sentences)
    counts.update((home[figure.block], 2) for figure in report.figures)
    counts.update((home[task.block], 3) for task in report.tasks)

    def line(section: str | None, label: str, depth: int) -> str:
        numbers = [
            f"{counts[section, which]} {words[english]}"
            for which, words in enumerate(_COUNTS)
            if counts[section, which]
        ]
        size = long.outside if section is None else long.sections[section]
        return "  " * depth + "  ".join(part for part in (label, _size(size, english), " · ".join(numbers)) if part)

    lines += ["", line(None, ("（章节之外）", "(outside sections)")[english], 0)]
    for section in report.sections:
        role = "" if section.role is None else f"  [{section.role if english else _ROLES[section.role]}]"
        lines.append(line(section.id, f"{section.number or ''}{section.heading}{role}", section.level - 1))
    return plain("\n".join(lines) + "\n")


def _size(length: Length | None, english: bool) -> str:
    if length is None:
        return ""
    detail = f"{percent(length.share)}, {length.aloud[1]}" if english else f"{percent(length.share)}，{length.aloud[0]}"
    return f"{length.characters:,} characters ({detail})" if english else f"{length.characters:,} 字（{detail}）"


def _repaired(report: Report) -> tuple[str, str]:
    count = sum(each.line is not None for each in report.repairs)
    return f"结构有 {count} 处人工修正。", f"Outline repaired by hand in {count} place(s)."
