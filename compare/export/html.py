"""A comparison as one HTML file: summary, ranked changes, both texts side by side, and switches for each class.

    ☑ 目标与数据 62   ☐ 任务 642   …   ☐ 只看改动        →  entries, rows and marks of 任务 are not shown

Self-contained: no picture, nothing is fetched.  It can be mailed, printed and read without colour: what went is struck,
what came is underlined, a figure is boxed with its direction as a sign.  The switches are style alone; one script, that
searches the list, may run, and it stands in the file's own policy by its hash, so that no text of a report ever does.
The template escapes; here the data is only laid ready.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ..config import DEFAULT, ExportSettings
from ..errors import Language
from ..ledger import ledger
from ..ledger_table import HEADER, progress, said
from ..model import Comparison
from ..recognition import marks as recognition_marks
from ..summary import is_invented
from ..summary import lines as summary_lines
from ..view import CHIPS, Cell, Chip, Item, Row, Segment, page, stretches
from .reasons import beside
from .words import words_of

_POLICY = "default-src 'none'; script-src '{script}'; style-src '{style}'; base-uri 'none'; form-action 'none'"
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
    summary = summary_lines(comparison, language, rest="below")
    left = comparison.left_out
    chips = [
        (chip, names[language == "en"], shown.counts[chip])
        for chip, names in CHIPS.items()
        if left is None or shown.counts[chip] or chip in left.classes
    ]
    style, script = (
        _templates().get_template(name).render(chips=chips) for name in ("comparison.css", "comparison.js")
    )
    text = (
        _templates()
        .get_template("comparison.html")
        .render(
            chips=chips,
            comparison=comparison,
            invented=is_invented(comparison.old) or is_invented(comparison.new),
            items=shown.items,
            reviewed=beside(comparison, language),
            rows={item.entry.change.id: item.row for item in shown.items},
            language=language,
            ledger=said(comparison, language) if comparison.ledger else [],
            ledger_head=[names[language == "en"] for names in HEADER],
            marks=_marks(shown.items),
            policy=_POLICY.format(script=_digest(script), style=_digest(style)),
            recognition=recognition_marks(comparison, language),
            progress=progress(ledger(comparison), language),
            most=settings.most_listed,
            stretches=stretches(shown.rows),
            runs=runs,
            script=Markup(script),  # noqa: S704 ours, with nothing of a report in it
            signs=SIGNS,
            style=Markup(style),  # noqa: S704
            summary=summary,
            words=words_of(comparison, language),
        )
    )
    return text.encode("utf-8")


def runs(cell: Cell) -> Iterator[tuple[str, str, list[Segment]]]:
    """Yield (changed, shifted or neither; its class; segments) for the stretches of a cell that one mark covers.

    A figure inside a kept sentence is not marked: its box and sign say enough.
    """

    def mark(segment: Segment) -> tuple[str, str]:
        if segment.op != "equal" and (segment.figure is None or segment.cls == "whole"):
            return "changed", segment.cls or ""
        return ("shifted", "shift") if segment.moved else ("", "")

    for (kind, cls), segments in groupby(cell.segments, mark):
        yield kind, cls, list(segments)


def _marks(items: tuple[Item, ...]) -> Callable[[Row], list[Chip]]:
    """Return what tells the classes of a row: those of its marks, and those of the entries of the list in it."""
    chip_of = {item.id: item.chip for item in items}

    def marks(row: Row) -> list[Chip]:
        found = {*row.classes, *(chip_of[change] for change in row.changes)}
        return [chip for chip in CHIPS if chip in found]

    return marks


def _digest(text: str) -> str:
    """Return the hash by which a policy names the script or style that may hold in a page."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


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
