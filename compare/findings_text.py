"""The figure changes of a comparison as lines of text: what moved, from how much to how much, and who says so.

n41c0…  目标上调  停车位  12:2万个 → 15:3万个
n9be2…  目标下调（人工）  失业率  9:5.5% → 11:5%  u77d1…（程序：目标上调）
u1a0c…  不是同一指标  “建设停车位2万个” – “建设立体车库3万个”
"""

from __future__ import annotations

from collections.abc import Sequence

from .describe import figure_kind
from .errors import Language
from .finding_repairs import by_change, elsewhere
from .kinds import KINDS
from .lookup import Lookup, ReportLookup
from .model import Comparison, FigureChange, FigureSide, FindingRepair
from .terminal import plain

_GONE = ("原文已不在报告中，修正仍保留", "its words are gone; the repair is kept")
_APART = ("不是同一指标", "not one indicator")
_ALONE = ("程序没有配对", "the program pairs none")


def findings_text(comparison: Comparison, language: Language) -> str:
    """Return the figure changes, then the repairs that are in none of them; each change by its id."""
    said = by_change(comparison)
    lookup = Lookup(comparison)
    lines = [_line(lookup, change, said.get(change.id, ()), language) for change in comparison.figure_changes]
    for each in elsewhere(comparison):
        why = (_APART if each.attached else _GONE)[language == "en"]
        lines.append("\t".join((each.id, why, f"“{plain(each.old.quote)}” – “{plain(each.new.quote)}”")))
    return "".join(line + "\n" for line in lines)


def _line(lookup: Lookup, change: FigureChange, said: Sequence[FindingRepair], language: Language) -> str:
    english = language == "en"
    kind = KINDS[figure_kind(change)][english]
    if change.by == "person":
        kind += ("（人工）", " (by hand)")[english]
    sides = [_end(report, end) for report, end in ((lookup.old, change.old), (lookup.new, change.new))]
    parts = [change.id, kind, plain(change.indicator), " → ".join(sides)]
    for each in said:
        by_itself = KINDS[figure_kind(change, each.found)][english] if each.found else _ALONE[english]
        parts.append(f"{each.id} ({by_itself})" if english else f"{each.id}（程序：{by_itself}）")
    return "\t".join(parts)


def _end(lookup: ReportLookup, end: FigureSide | None) -> str:
    """Return a figure as a repair may name it: its line and its number."""
    if end is None:
        return "–"
    figure, block = lookup.figures[end.figure], lookup.blocks[end.block]
    written = block.text[slice(*figure.span)]
    number = lookup.number(end.figure)
    return plain(f"{block.lines[0]}:{written}" + (f"（{number}）" if number != written else ""))
