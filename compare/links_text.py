"""What a person said of the links of a comparison, a line each, with what the machine had found instead.

m1f0c2a9b7d  拆分     “维护职工权益，…” ↔ “建立服务站…”、“维护职工合法权益，…”
             机器原来认为对应：“加强首都…” ↔ “建立服务站…” 0.71
"""

from __future__ import annotations

from collections.abc import Iterable

from .describe import shorten
from .errors import Language
from .lookup import Lookup
from .model import Anchor, Comparison, LinkRepair
from .terminal import plain

OPS = {"link": ("对应", "link"), "unlink": ("断开", "unlink"), "split": ("拆分", "split"), "merge": ("合并", "merge")}

_QUOTE = 24
"""Characters quoted of a unit; both sides of a usual pair fit on a line."""


def links_text(comparison: Comparison, language: Language) -> str:
    """Return the repairs of a comparison as text that ends in a line break."""
    english = language == "en"
    lookup = Lookup(comparison)
    lines = []
    for each in comparison.repairs:
        gone = ("  [未生效：所说的段落已不在]", "  [not applied: its paragraphs are gone]")[english]
        lines.append(repair_line(each, language) + ("" if each.attached else gone))
        for link in comparison.overruled:
            if link.repair == each.id:
                old, new = (
                    shorten(report.unit_text(link.level, unit), _QUOTE)
                    for report, unit in ((lookup.old, link.old), (lookup.new, link.new))
                )
                said = ("机器原来认为对应：", "the machine had linked: ")[english]
                lines.append(f"{'':13}{said}“{old}” ↔ “{new}” {link.score:.2f}")
    return plain("".join(line + "\n" for line in lines))


def repair_line(said: LinkRepair, language: Language) -> str:
    """Return one repair on one line: its id, what it says, and the beginnings of its units."""
    english = language == "en"
    comma = ", " if english else "、"
    old, new = (comma.join(_quoted(side)) for side in (said.old, said.new))
    return plain(f"{said.id}  {OPS[said.op][english]:<6} {old} ↔ {new}")


def _quoted(anchors: Iterable[Anchor]) -> list[str]:
    return [f"“{shorten(anchor.quote or anchor.unit, _QUOTE)}”" for anchor in anchors]
