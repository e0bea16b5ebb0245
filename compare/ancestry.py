"""The sections a block stands in, innermost first.

a paragraph of an item  →  [条 政治方向更加坚定, 节 （一）…, 章 一、…]
"""

from __future__ import annotations

from .model import Report, Section


def ancestors(report: Report) -> dict[str, list[Section]]:
    """Return for each block, by id, the sections it stands in, innermost first."""
    by_id = {section.id: section for section in report.sections}
    out = {}
    for block in report.blocks:
        chain, at = [], block.section
        while at:
            chain.append(by_id[at])
            at = by_id[at].parent
        out[block.id] = chain
    return out
