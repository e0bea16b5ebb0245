"""What a reader has to know first: what was recognised, left out or cut short, what people mended and said."""

from __future__ import annotations

from .errors import Language
from .model import Comparison

_MENDED: dict[Language, str] = {"zh": "有 {n} 处对应由人工修正过。", "en": "Links mended by hand: {n}."}
_ENTERED: dict[Language, str] = {"zh": "任务台账中有人工登记 {n} 条。", "en": "Entries by hand in the ledger: {n}."}

_REVIEWED: dict[Language, str] = {"zh": "有审阅意见的改动 {n} 处。", "en": "Changes with reviews: {n}."}


def notes(comparison: Comparison, language: Language) -> list[str]:
    """Return the sentences that stand above what was found."""
    parts = (comparison.left_out,) if comparison.left_out else ()
    said = [each.en if language == "en" else each.zh for each in (*parts, *comparison.limits)]
    mended = sum(each.attached for each in comparison.repairs)
    said += [_MENDED[language].format(n=mended)] if mended else []
    said += [_ENTERED[language].format(n=len(comparison.ledger))] if comparison.ledger else []
    reviewed = len({each.change for each in comparison.reviews if each.change})
    return said + ([_REVIEWED[language].format(n=reviewed)] if reviewed else [])
