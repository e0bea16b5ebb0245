"""Exports say before anything else that a person mended links; those that nobody mended say nothing of it."""

from __future__ import annotations

import pytest

from compare.comparison import compare
from compare.errors import Language
from compare.export import export
from compare.link_repairs import repair
from tests import strategies as make
from tests.test_link_repairs import NEW, OLD


@pytest.mark.parametrize("name", ["html", "md", "text"])
@pytest.mark.parametrize(
    ("language", "words"), [("zh", "有 1 处对应由人工修正过。"), ("en", "Links mended by hand: 1.")]
)
def test_a_mended_comparison_says_so(name: str, language: Language, words: str) -> None:
    """Once, in the language of the export."""
    old, new = make.read(OLD), make.read(NEW)
    mended = compare(old, new, repairs=[repair(old, new, "link", ["4"], ["3"])])

    assert export(mended, name, language).decode().count(words) == 1
    assert words not in export(compare(old, new), name, language).decode()
