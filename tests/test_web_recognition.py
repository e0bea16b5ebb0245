"""Text that was recognised in a picture, wherever it is shown: each paragraph is marked, each page says so first."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from compare import apart, paths, reading
from compare.comparison import compare
from compare.export import export
from compare.model import Comparison, Document
from compare.store import Store
from compare.view import page
from tests.pages import Answer, Reader
from tests.support import SEED
from tests.typesetter import needs_typeface
from tests.typesetter import text as pdf_text

DRAFT = paths.bundled("corpus") / paths.DRAFT
DOUBTFUL, SURE = 0.8712, 0.9876


def seen(*given: Any) -> Document:
    """Read a report as if it had been recognised: every fifth line is doubtful."""
    document = reading.read(*given)
    if given[1] != DRAFT.name:
        return document
    lines = (replace(line, sure=SURE if line.number % 5 else DOUBTFUL) for line in document.lines)
    return replace(document, lines=tuple(lines))


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A database that holds the baseline, which was read, and the draft, which was recognised."""
    path = tmp_path_factory.mktemp("recognition") / "duizhao.sqlite"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(apart, "read", seen)
        with Store(path) as store:
            for source in (SEED, DRAFT):
                store.add(source.read_bytes(), source.name)
        yield path


@pytest.fixture(scope="module")
def ids(database: Path) -> tuple[str, str]:
    """The ids of the two."""
    with Store(database) as store:
        found = {entry.name: entry.id for entry in store.reports()}
    return found[SEED.name], found[DRAFT.name]


@pytest.fixture(scope="module")
def comparison(database: Path, ids: tuple[str, str]) -> Comparison:
    """The comparison of the two."""
    with Store(database) as store:
        return store.comparison(store.compare(*ids))


def marks(answer: Answer, where: str = "") -> list[str]:
    """Return the words of the marks of a page, in order."""
    return [text.removeprefix("⚠ ") for text in answer.texts(f"{where} .recognised")]


def test_each_paragraph_of_the_report_is_marked_and_no_other(
    database: Path, ids: tuple[str, str], comparison: Comparison
) -> None:
    """The share stands beside each block; doubtful ones say so in words; what was read bears no mark."""
    reader = Reader(database)
    expected = ["识别存疑 87%" if block.sure == DOUBTFUL else "识别 98%" for block in comparison.new.blocks]

    assert marks(reader.get(f"/reports/{ids[1]}")) == expected
    assert expected.count("识别存疑 87%") > 5
    assert marks(reader.get(f"/reports/{ids[0]}")) == []


@pytest.mark.parametrize("view", ["", "inline", "panes"])
def test_the_page_of_a_comparison_says_it_first_and_marks_every_paragraph(
    database: Path, ids: tuple[str, str], view: str
) -> None:
    """One sentence for the side that was recognised, none for the other; as many marks in its text as paragraphs."""
    answer = Reader(database).get(f"/compare/{ids[0]}/{ids[1]}?view={view}")
    (warning,) = answer.texts(".passages > .warning")
    paragraphs = [name for name in ("p", "h2", "h3", "h4") for _ in answer.all(f".cell.new > {name}")]

    assert warning.startswith("新报告的文字是从图像上识别的")
    assert "旧报告的文字" not in warning
    assert len(marks(answer, ".cell.new")) == len(paragraphs) > 20
    assert marks(answer, ".cell.old:not(.both)") == []
    assert len(marks(answer, ".changes")) > 5


def test_entries_are_marked_by_the_least_sure_paragraph_they_stand_in(comparison: Comparison) -> None:
    """An entry of the change list has the confidence of its new paragraph, none where only the old one has it."""
    sure = {block.id: block.sure for block in comparison.new.blocks}
    for item in page(comparison).items:
        assert item.sure == (sure[item.entry.new_block] if item.entry.new_block else None)


def test_english_pages_say_it_in_english(database: Path, ids: tuple[str, str]) -> None:
    """Marks and sentence are in the language of the page."""
    answer = Reader(database).get(f"/compare/{ids[0]}/{ids[1]}?lang=en")

    assert set(marks(answer)) == {"Recognised 98%", "Doubtful, recognised 87%"}
    assert answer.texts(".passages > .warning")[0].startswith("The new report was recognised in pictures, not read")


@pytest.mark.parametrize("format", ["html", "md", "xlsx", "json"])
def test_exports_say_it(comparison: Comparison, format: str) -> None:
    """The sentence is in what people read; the numbers stand in the workbook, a row for each paragraph."""
    data = export(comparison, format)
    if format != "xlsx":
        assert "新报告的文字是从图像上识别的" in data.decode()
        return
    book = openpyxl.load_workbook(io.BytesIO(data))
    heads = {name: [cell.value for cell in next(book[name].iter_rows())] for name in ("旧版", "新版")}
    assert heads["新版"][-1] == "识别可信度"
    assert "识别可信度" not in heads["旧版"]
    shares = [row[-1].value for row in book["新版"].iter_rows(min_row=2)]
    assert shares == [block.sure for block in comparison.new.blocks]
    assert any("新报告的文字是从图像上识别的" in str(cell.value) for row in book["统计"].iter_rows() for cell in row)


@pytest.mark.parametrize(
    ("format", "mark"),
    [("html", ">识别存疑 87%</small>"), ("md", "（识别存疑 87%）"), ("csv", ",识别存疑 87%\r\n")],
)
def test_exports_mark_what_is_doubtful(comparison: Comparison, format: str, mark: str) -> None:
    """Beside each paragraph that is shown and each change of the list, not at the head of the file only."""
    text = export(comparison, format).decode()
    shown = page(comparison)
    listed = sum(item.sure == DOUBTFUL for item in shown.items)
    rows = [row for row in shown.rows if format == "html" or not row.unchanged or row.kind == "heading"]
    beside = 0 if format == "csv" else sum(cell.block.sure == DOUBTFUL for row in rows for cell in row.new)

    assert listed > 5
    assert text.count(mark) == listed + beside
    sure = text.count(mark.replace("识别存疑 87%", "识别 98%"))
    counted = (
        [item.sure for item in shown.items] if format == "csv" else [cell.block.sure for r in rows for cell in r.new]
    )
    assert sure == counted.count(SURE)
    assert "识别存疑" not in export(compare(comparison.old, comparison.old), format).decode()


def test_word_files_mark_what_is_doubtful(comparison: Comparison) -> None:
    """In the table beside the paragraph, below the sentence about the report; in the tracked document as a comment."""
    table = docx.Document(io.BytesIO(export(comparison, "table")))
    doubtful = [block for block in comparison.new.blocks if block.sure == DOUBTFUL]
    marked = [paragraph.text for paragraph in table.paragraphs]

    assert any(text.startswith("新报告的文字是从图像上识别的") for text in marked)
    cells = {cell.text for cell in table.tables[0].column_cells(1)}
    assert any(text.endswith("　识别存疑 87%") for text in cells)
    assert not any("识别存疑" in cell.text for cell in table.tables[0].column_cells(0))
    comments = [each.text for each in docx.Document(io.BytesIO(export(comparison, "redline"))).comments]
    assert comments == ["新报告识别存疑 87%，请对照原件核对。"] * len(doubtful)


@needs_typeface
def test_the_pdf_marks_what_is_doubtful(comparison: Comparison) -> None:
    """Beside each paragraph and each change, as the other files do."""
    words = pdf_text(export(comparison, "pdf"))
    shown = page(comparison)
    listed = sum(item.sure == DOUBTFUL for item in shown.items)
    beside = sum(cell.block.sure == DOUBTFUL for row in shown.rows for cell in row.new)

    assert "".join(words.split()).count("识别存疑87%") == listed + beside
