"""A comparison as one HTML file: summary, ranked changes, both texts side by side.

Self-contained: the style is inside, there is no script, no picture, nothing is fetched.  It can be
mailed, printed and read without colour: what went is struck, what came is underlined, a figure is
boxed with its direction as a sign.  The template escapes; here the data is only laid ready.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined

from ..config import DEFAULT, ExportSettings
from ..errors import Language
from ..ledger import ledger
from ..ledger_table import HEADER, progress, said
from ..model import Comparison
from ..remarks import on_changes
from ..reviews import in_words, standing
from ..summary import is_invented
from ..summary import lines as summary_lines
from ..view import Cell, Segment, page, stretches
from .words import words_of

SIGNS = {
    "up": "▲",
    "down": "▼",
    "other": "◆",
    "new": "＋",
    "gone": "－",
    "met": "✓",
    "missed": "✗",
    "unclear": "？",
}
"""What stands beside a figure; said in words in the legend."""


def write(comparison: Comparison, language: Language, *, settings: ExportSettings = DEFAULT.export) -> bytes:
    """Return the comparison as a UTF-8 HTML document."""
    shown = page(comparison)
    summary = summary_lines(comparison, language)
    text = (
        _templates()
        .get_template("comparison.html")
        .render(
            comparison=comparison,
            invented=is_invented(comparison.old) or is_invented(comparison.new),
            items=shown.items,
            reviewed=_beside(comparison, language),
            rows={item.entry.change.id: item.row for item in shown.items},
            language=language,
            ledger=said(comparison, language) if comparison.ledger else [],
            ledger_head=[names[language == "en"] for names in HEADER],
            progress=progress(ledger(comparison), language),
            most=settings.most_listed,
            stretches=stretches(shown.rows),
            runs=runs,
            signs=SIGNS,
            summary=summary,
            words=words_of(comparison, language),
        )
    )
    return text.encode("utf-8")


def _beside(comparison: Comparison, language: Language) -> dict[str, str]:
    """Return what people think of each change and what they put beside it, in one line."""
    en = language == "en"
    words = {change: [in_words(said, en)] for change, said in standing(comparison.reviews).items()}
    for change, text in on_changes(comparison).items():
        words.setdefault(change, []).extend([f"{'Remark: ' if en else '说明：'}{text}"] if text else [])
    return {change: (" · " if en else "　").join(parts) for change, parts in words.items() if parts}


def runs(cell: Cell) -> Iterator[tuple[bool, str, list[Segment]]]:
    """Yield (is it marked as changed, its class, segments) for the stretches of a cell that one mark covers.

    A figure inside a kept sentence is not marked: its box and sign say enough.
    """

    def mark(segment: Segment) -> tuple[bool, str]:
        changed = segment.op != "equal" and (segment.figure is None or segment.cls == "whole")
        return changed, (segment.cls or "") if changed else ""

    for (changed, cls), segments in groupby(cell.segments, mark):
        yield changed, cls, list(segments)


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("compare.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
