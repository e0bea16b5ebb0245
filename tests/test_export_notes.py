"""Exports say before anything else that a person mended links; those that nobody mended say nothing of it."""

from __future__ import annotations

import pytest

from compare import paths
from compare.comparison import compare, read_report
from compare.errors import Language
from compare.export import export
from compare.link_repairs import repair
from tests import strategies as make
from tests.support import SEED
from tests.test_link_repairs import NEW, OLD

DRAFT = paths.bundled("corpus") / paths.DRAFT


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


@pytest.mark.parametrize("name", ["html", "md"])
def test_the_summary_of_a_file_leads_to_what_is_in_it(name: str) -> None:
    """All changes stand below; the full summary that the terminal and the page offer is not in the file."""
    comparison = compare(*(read_report(path.read_bytes(), path.name) for path in (SEED, DRAFT)))

    assert "项，见下文。" in export(comparison, name, "zh").decode()
    assert " more below." in export(comparison, name, "en").decode()
    assert "完整摘要" not in export(comparison, name, "zh").decode()
    assert "项，见完整摘要。" in export(comparison, "text", "zh").decode()
