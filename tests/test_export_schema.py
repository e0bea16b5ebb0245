"""What is written for Word and Excel is what the Open XML standard says that it may be.

Checked by openxml-audit, which has the rules of Microsoft's own checker as data: elements and their order, attributes
and their values, what refers to what.
"""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from openxml_audit import FileFormat, OpenXmlValidator

from compare import paths
from compare.comparison import compare, read_report
from compare.export import FORMATS, export
from compare.model import Comparison
from compare.reviews import review, with_reviews
from tests import strategies as make
from tests.docx_files import archive
from tests.support import SEED, SHARED, needs_shared
from tests.test_export_original import both, documents, hostile, sample, saved, table

DRAFT = paths.bundled("corpus") / paths.DRAFT
OLD = "报告\n各位代表：\n一、工作\n赤字率拟按3%安排。\n"
OFFICE = [name for name, form in FORMATS.items() if form.suffix in (".docx", ".xlsx")]


_NO_LIST = "Numbering definition '0' referenced but not found"
"""The checker takes w:numId 0 for a list; the standard (17.9.18) says that it takes a paragraph out of one."""


def faults(data: bytes, folder: Path, suffix: str = ".docx") -> list[str]:
    """Return what the checker finds wrong with a file."""
    path = folder / f"checked{suffix}"
    path.write_bytes(data)
    found = OpenXmlValidator(file_format=FileFormat.OFFICE_2019, max_errors=50).validate(path)
    return [f"{each.part_uri}: {each.description}" for each in found.errors if each.description != _NO_LIST]


def archived(data: bytes) -> dict[str, bytes]:
    """Return the parts of a file."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return {name: source.read(name) for name in source.namelist()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("schema")


@pytest.fixture(scope="module")
def demonstration() -> Comparison:
    """The baseline beside the draft, with a review."""
    found = compare(*(read_report(source.read_bytes(), source.name) for source in (SEED, DRAFT)))
    return with_reviews(found, [review(found, found.changes[0].id, "check", "再核", "张三")])


@pytest.mark.parametrize("format", OFFICE)
def test_the_demonstration(demonstration: Comparison, format: str, folder: Path) -> None:
    """Every format for Word and Excel, comments and all."""
    assert faults(export(demonstration, format), folder, FORMATS[format].suffix) == []


@needs_shared
@pytest.mark.parametrize("pair", [("gwr2024", "gwr2025")])
@pytest.mark.parametrize("format", ["redline", "table"])
def test_real_reports(pair: tuple[str, str], format: str, folder: Path) -> None:
    """With moves, splits and merges."""
    clean = SHARED / "reports" / "clean"
    comparison = compare(*(read_report((clean / f"{name}.txt").read_bytes(), f"{name}.txt") for name in pair))

    assert faults(export(comparison, format), folder) == []


@needs_shared
@pytest.mark.parametrize("name", ["2025_beijing", "2022_party_congress_Love"])
def test_on_real_files(name: str, folder: Path) -> None:
    """Made by WPS and by Word, whose own order of elements is not always the standard's."""
    new = next((SHARED / "reports" / "raw" / "formats" / "docx").glob(f"{name}*")).read_bytes()

    assert faults(both(OLD, new)[1], folder) == []


@settings(deadline=None, max_examples=8, phases=[Phase.generate])
@given(make.report_texts, documents())
def test_on_any_file(folder: Path, old: str, new: bytes) -> None:
    """Styles, lists, tables, breaks, controls."""
    assert faults(both(old, new)[1], folder) == []


def test_on_tables(folder: Path) -> None:
    """Rows that stay, came and went, one of them across all columns."""
    made, old = sample(), sample()
    table(made, [["指标", "目标"], ["赤字率", "4%左右"], ["城镇新增就业", "1200万人以上"], ["", "合计两项"]])
    table(old, [["指标", "目标"], ["赤字率", "3%左右"], ["", "合计两项"], ["居民消费价格", "涨幅3%左右"]])
    old.tables[0].rows[1]._tr.addnext(deepcopy(old.tables[0].rows[3]._tr))
    rows = old.tables[0].rows
    rows[2].cells[0].merge(rows[2].cells[1])
    data = both(saved(old), saved(made))[1]

    assert b"<w:gridSpan" in archived(data)["word/document.xml"]
    assert faults(data, folder) == []


def test_on_a_hostile_file(folder: Path) -> None:
    """What is left of it is whole."""
    assert faults(both(OLD, hostile())[1], folder) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('<w:spacing w:before="0" w:after="0" w:line="560" w:lineRule="exact"/>', "<w:colour/>"),
        ('w:lineRule="exact"', 'w:lineRule="exactly"'),
        ("<w:jc ", '<w:outlineLvl w:val="0"/><w:jc '),
        ("<w:body>", "<w:body><w:r/>"),
    ],
)
def test_the_checker_finds_what_is_wrong(right: str, wrong: str, folder: Path) -> None:
    """An element that is not there, a value, an order, a place: else the tests above say nothing."""
    data = export(make.compared(OLD, OLD.replace("3%", "4%")), "redline")
    parts = archived(data)
    text = parts["word/document.xml"].decode()
    assert right in text
    parts["word/document.xml"] = text.replace(right, wrong).encode()

    assert faults(archive(parts), folder) != []
    assert faults(data, folder) == []


def test_the_sample_itself_is_right(folder: Path) -> None:
    """What python-docx makes of it, but for the older copy of its styles."""
    assert [each for each in faults(saved(sample()), folder) if "stylesWithEffects" not in each] == []
