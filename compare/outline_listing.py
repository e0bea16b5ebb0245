"""The lines of a report and what was said of them, for a terminal or another program.

  31  paragraph   今后五年，首都工会工作的主要任务是：…
* 32  heading1    （1） 始终坚持党的领导…                   (found: heading2)
  33  continues   特色社会主义思想武装头脑…
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from .describe import shorten
from .errors import Language
from .model import LineKind, OutlineRepair, Report
from .outline_lines import KINDS, NAMES, source_lines
from .terminal import plain

_QUOTE = 60
"""Most characters of a line that are shown: it is to be recognised, not read."""

_WIDTH = max(len(kind) for kind in KINDS)
_WIDE = max(len(zh) for zh, _ in NAMES.values())


def lines_text(report: Report, language: Language, only: Collection[str] | None = None) -> str:
    """Return the lines of a report, or of the blocks that hold the anchors in `only`, with what each is read as."""
    said = {each.anchor: each for each in report.repairs}
    lines = source_lines(report.blocks)
    blocks = {line.block for line in lines if only is None or line.anchor in only}
    return "".join(
        _row(line.label, line.kind, line.text, said.get(line.anchor), language)
        for line in lines
        if line.block in blocks
    )


def repairs_text(report: Report, language: Language) -> str:
    """Return what was said of the lines of a report, by line; an anchor stands for a line that is not there."""
    labels = {line.anchor: line.label for line in source_lines(report.blocks)}
    return "".join(
        _row(labels.get(each.anchor, each.anchor), each.kind, each.quote, each, language) for each in report.repairs
    )


def lines_json(report: Report) -> list[dict[str, Any]]:
    """Return the lines of a report as JSON-ready data: number, anchor, kind, what the program found, text."""
    found = {each.anchor: each.found for each in report.repairs}
    return [
        {
            "line": line.number,
            "part": line.part,
            "anchor": line.anchor,
            "kind": line.kind,
            "found": found.get(line.anchor, line.kind),
            "text": line.text,
        }
        for line in source_lines(report.blocks)
    ]


def unattached(report: Report) -> tuple[str, str] | None:
    """Return one sentence on the repairs whose lines are not there, or None where each has its line."""
    lost = [each for each in report.repairs if each.line is None]
    if not lost:
        return None
    quotes = "、".join(f"“{shorten(each.quote or each.anchor, _QUOTE // 3)}”" for each in lost[:3])
    zh, en = ("等", ", …") if len(lost) > 3 else ("", "")
    return (
        f"{report.source.name} 有 {len(lost)} 处结构修正找不到原来的行（{quotes}{zh}），已保留，未应用。",
        f"{len(lost)} outline repair(s) of {report.source.name} find no line ({quotes}{en}); kept, not applied.",
    )


def _row(number: str, kind: LineKind, text: str, repair: OutlineRepair | None, language: Language) -> str:
    name = f"{NAMES[kind][0]:　<{_WIDE}}  " if language == "zh" else ""
    found = ""
    if repair and repair.found:
        found = f"  （机器读作 {repair.found}）" if language == "zh" else f"  (found: {repair.found})"
    mark = "*" if repair else " "
    return plain(f"{mark}{number:>5}  {kind:<{_WIDTH}}  {name}{shorten(text, _QUOTE)}{found}\n")
