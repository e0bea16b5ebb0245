"""What a reader has to know before reading an export: what was cut short, and that a person mended links."""

from __future__ import annotations

from ..errors import Language
from ..model import Comparison

_MENDED: dict[Language, str] = {"zh": "有 {n} 处对应由人工修正过。", "en": "Links mended by hand: {n}."}


def notes(comparison: Comparison, language: Language) -> list[str]:
    """Return the sentences that stand above what was found."""
    said = [limit.en if language == "en" else limit.zh for limit in comparison.limits]
    mended = sum(each.attached for each in comparison.repairs)
    return [*said, _MENDED[language].format(n=mended)] if mended else said
