"""What stands under 说明 in the table of old and new, as a list and as a file to be edited.

三、今后五年的目标任务 › （二）…
  c0450a67a45  目标上调：建成工作室：近万家→1.5万家以上
* c6658e4b908  按摸底的实际情况调整。                          written by a person in place of the draft
"""

from __future__ import annotations

from collections.abc import Iterator

from ..contract import dumps
from ..errors import Language
from ..lookup import Lookup
from ..model import Comparison
from ..remarks import remarks
from ..said_files import REMARKS
from ..view import Row
from .reasons import Reason, Reasons, told_rows


def reasons(comparison: Comparison, language: Language) -> Iterator[tuple[Row, Reason]]:
    """Yield what stands beside each change, with the first row where it does, in the order of the table."""
    told, seen = Reasons(comparison, language), set()
    for row in told_rows(comparison):
        if isinstance(row, int):
            continue
        for reason in told.of(row):
            if reason.change not in seen:
                seen.add(reason.change)
                yield row, reason


def as_text(comparison: Comparison, language: Language) -> bytes:
    """Return the list for a terminal, section by section, what a person wrote marked with a star."""
    lookup = Lookup(comparison)
    out, last = [], ""
    for row, reason in reasons(comparison, language):
        report, cells = (lookup.new, row.new) if row.new else (lookup.old, row.old)
        section = _plain(report.trail(cells[0].block.id))
        out += [section] if section != last else []
        last = section
        out.append(f"{' ' if reason.written is None else '*'} {reason.change}  {_plain(reason.text)}".rstrip())
    gone = "no longer among the changes" if language == "en" else "所说的改动已不存在"
    out += [f"* {gone}: {_plain(each.quote)}  {_plain(each.text)}" for each in comparison.remarks if not each.change]
    return ("\n".join(out) + "\n").encode()


def as_json(comparison: Comparison, language: Language, *, drafts: bool = False) -> bytes:
    """Return the remarks as a file has them; with the drafts too, it is one to be edited."""
    if not drafts:
        return dumps(REMARKS.data(comparison.remarks)).encode()
    texts = {reason.change: reason.text for _, reason in reasons(comparison, language)}
    lost = [each for each in comparison.remarks if each.change is None]
    return dumps(REMARKS.data([*remarks(comparison, texts), *lost])).encode()


def _plain(text: str) -> str:
    """Return text on one line that cannot drive a terminal."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())
