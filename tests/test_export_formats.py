"""Every export is a view of the same comparison: names, bytes, both languages."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from compare.contract import comparison_from_json
from compare.errors import NotFound
from compare.export import DOCUMENT, FORMATS, SPREADSHEET, export
from compare.model import Comparison
from compare.ranking import rank
from compare.summary import write
from tests.typesetter import ALL_FORMATS

from .builders import compared, report, sample


def finished(comparison: Comparison) -> Comparison:
    """Return the comparison with its ranked list and summary, as the pipeline leaves it."""
    ranked = replace(comparison, changes=rank(comparison))
    return replace(ranked, summary=write(ranked))


def test_the_formats() -> None:
    """Each format, with its media type and suffix."""
    assert [(name, form.media_type, form.suffix) for name, form in FORMATS.items()] == [
        ("json", "application/json", ".json"),
        ("html", "text/html; charset=utf-8", ".html"),
        ("md", "text/markdown; charset=utf-8", ".md"),
        ("csv", "text/csv; charset=utf-8", ".csv"),
        ("redline", DOCUMENT, ".docx"),
        ("table", DOCUMENT, ".docx"),
        ("xlsx", SPREADSHEET, ".xlsx"),
        ("pdf", "application/pdf", ".pdf"),
        ("text", "text/plain; charset=utf-8", ".txt"),
    ]


@pytest.mark.parametrize("name", ALL_FORMATS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_same_comparison_same_bytes(name: str, language: str) -> None:
    """Exports are deterministic, in either language, and never empty."""
    one = export(finished(sample()), name, language)  # type: ignore[arg-type]

    assert one == export(finished(sample()), name, language)  # type: ignore[arg-type]
    assert one


@pytest.mark.parametrize("name", ALL_FORMATS)
def test_a_comparison_without_changes(name: str) -> None:
    """Nothing found is a result like any other."""
    same = report("# 报告\n甲。")

    assert export(finished(compared(same, same, [(0, 0), (1, 1)])), name)


@pytest.mark.parametrize("name", ["html", "md", "csv", "text"])
def test_invented_reports_stay_marked(name: str) -> None:
    """Whatever leaves the program says that a demonstration report is made up."""
    old, new = report("# 报告\n甲。"), report("# 演示稿·内容虚构 报告\n甲乙。\n【演示稿·内容虚构】")

    text = export(finished(compared(old, new, [(0, 0), (1, 1), (None, 2)])), name).decode("utf-8")

    assert "演示稿·内容虚构" in text


def test_json_is_the_contract() -> None:
    """What is written is read back the same."""
    comparison = finished(sample())

    assert comparison_from_json(json.loads(export(comparison, "json"))) == comparison


def test_an_unknown_format_is_refused_with_the_names_there_are() -> None:
    """One sentence says what to choose from."""
    with pytest.raises(NotFound) as error:
        export(finished(sample()), "docm")

    assert error.value.zh == "没有名为“docm”的导出格式；可选 json, html, md, csv, redline, table, xlsx, pdf, text。"
    assert error.value.en == (
        "There is no export format “docm”; choose one of json, html, md, csv, redline, table, xlsx, pdf, text."
    )
