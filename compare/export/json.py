"""The whole comparison as data: schema `duizhao/1`, the same as `duizhao compare --format json` prints."""

from __future__ import annotations

from ..contract import comparison_to_json, dumps
from ..errors import Language
from ..model import Comparison


def write(comparison: Comparison, language: Language) -> bytes:
    """Return the comparison as UTF-8 JSON; it holds both languages, so `language` changes nothing."""
    return dumps(comparison_to_json(comparison)).encode("utf-8")
