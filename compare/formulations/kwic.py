"""Key words in context: a set phrase with what stands before and behind it, as a concordance shows it.

…着力点放在实体经济上，把 │ 供给侧结构性改革 │ 作为主线，…
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..config import DEFAULT
from ..lookup import ReportLookup
from ..model import Mention


@dataclass(frozen=True, slots=True)
class Line:
    """One mention of a phrase: the words before it, itself, the words behind; cut ends have their …."""

    mention: Mention
    left: str
    phrase: str
    right: str


def concordance(
    report: ReportLookup, mentions: Iterable[Mention], width: int = DEFAULT.formulations.context
) -> tuple[Line, ...]:
    """Return the mentions that stand in a report, each with `width` characters on both sides."""
    found = []
    for mention in mentions:
        block = report.blocks.get(mention.block)
        if block is not None:
            start, end = mention.span
            left, right = _before(block.text[:start], width), _behind(block.text[end:], width)
            found.append(Line(mention, left, block.text[start:end], right))
    return tuple(found)


def _before(text: str, width: int) -> str:
    return text if len(text) <= width else "…" + text[len(text) - width :]


def _behind(text: str, width: int) -> str:
    return text if len(text) <= width else text[:width] + "…"
