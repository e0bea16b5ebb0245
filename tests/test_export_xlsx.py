"""The workbook, opened again by another library: what is in it, where its links lead, that nothing in it runs."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from compare import paths
from compare.cli import main
from compare.comparison import compare, read_report
from compare.describe import entries
from compare.export.xlsx import _CUT, write
from compare.ledger import entry as ledger_entry
from compare.ledger import ledger
from compare.lookup import Lookup
from compare.model import Comparison
from compare.reviews import review, with_reviews
from tests.support import SEED

DRAFT = paths.bundled("corpus") / paths.DRAFT
SHEETS = ["改动", "目标与数据", "兑现", "提法", "任务", "统计", "旧版", "新版"]


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    """The baseline beside the draft."""
    return compare(*(read_report(source.read_bytes(), source.name) for source in (SEED, DRAFT)))


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def column(sheet: Worksheet, title: str) -> list[object]:
    """Return the cells below a head."""
    (at,) = [cell.column for cell in sheet[1] if cell.value == title]
    return [sheet.cell(row, at).value for row in range(2, sheet.max_row + 1)]


def test_every_sheet_has_a_frozen_head_and_filters(comparison: Comparison) -> None:
    """In either language."""
    for language, names in (("zh", SHEETS), ("en", ["changes", "targets and figures", "fulfilment"])):
        book = opened(write(comparison, language))  # type: ignore[arg-type]
        assert book.sheetnames[: len(names)] == names
        for sheet in book:
            assert sheet.freeze_panes == "B2"
            assert sheet.auto_filter.ref.startswith("A1:")


def test_every_sheet_prints_on_a4_with_its_head_on_each_page(comparison: Comparison) -> None:
    """Across, one page wide or two, numbered below, without ids; what is on a page is not too small to read."""
    for sheet in opened(write(comparison, "zh")):
        assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        wide = sheet.page_setup.fitToWidth or 1
        assert sheet.page_setup.fitToHeight == 0
        assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$A" if wide == 2 else None)
        assert "&P" in sheet.oddFooter.center.text
        widths = {
            sheet.cell(1, at).column_letter: each.width
            for each in sheet.column_dimensions.values()
            for at in range(each.min, each.max + 1)
        }
        printed = [cell.column_letter for cell in sheet[sheet.print_area.replace("$", "").partition("!")[2]][0]]
        assert {cell.value for cell in sheet[1]} - {sheet[f"{name}1"].value for name in printed} <= {"标识"}
        assert sum(widths[name] for name in printed) <= 270 * wide, sheet.title
        numbers = [cell for row in sheet for cell in row if isinstance(cell.value, int | float)]
        assert all(len(f"{cell.value:,}") <= widths[cell.column_letter] for cell in numbers), "no number is cut"


def test_every_row_is_as_tall_as_its_texts(comparison: Comparison) -> None:
    """Paragraphs are seen whole: LibreOffice showed the first line of each, as the file did not say how tall it is."""
    book = opened(write(comparison, "zh"))
    for name, heading in (("旧版", "正文"), ("改动", "新文")):
        sheet = book[name]
        (at,) = [cell for cell in sheet[1] if cell.value == heading]
        width = next(each.width for each in sheet.column_dimensions.values() if each.min <= at.column <= each.max)
        for row in range(2, sheet.max_row + 1):
            lines = len(str(sheet.cell(row, at.column).value or "")) * 2 // width
            assert (sheet.row_dimensions[row].height or 15) >= min(15 * lines, 409), (name, row)


def test_the_sheets_hold_the_comparison(comparison: Comparison) -> None:
    """Every change, figure change, formulation and commitment once; numbers are numbers, units stand beside them."""
    book = opened(write(comparison, "zh"))
    found = entries(Lookup(comparison))

    assert column(book["改动"], "标识") == [each.change.id for each in found]
    assert column(book["改动"], "新文") == [each.new or None for each in found]
    pairs = [each for each in comparison.figure_changes if each.type != "fulfilment"]
    assert column(book["目标与数据"], "指标") == [each.indicator for each in pairs]
    assert len(column(book["兑现"], "指标")) == len(comparison.figure_changes) - len(pairs)
    at = next(n for n, each in enumerate(pairs) if each.new and "1.5万家以上" in each.new.quote)
    row = [cell.value for cell in book["目标与数据"][at + 2]]
    assert 15_000 in row
    assert "家" in row
    assert "1.5万家以上" in row
    assert column(book["提法"], "提法") == [each.phrase for each in comparison.formulations]
    assert len(column(book["任务"], "任务")) == len(comparison.old.tasks)
    for side, report in (("旧版", comparison.old), ("新版", comparison.new)):
        assert column(book[side], "正文") == [block.text for block in report.blocks]


def led_to(book: Workbook, cell: Cell) -> tuple[str, str]:
    """Return the sheet and the block to which a cell leads."""
    link = cell.hyperlink
    assert link is not None
    name, _, place = (link.location or "").replace("'", "").partition("!")
    return name, book[name][f"E{place[1:]}"].value


def test_a_place_leads_to_its_paragraph(comparison: Comparison) -> None:
    """The link of a change is the row of its block in the sheet of its report."""
    book = opened(write(comparison, "zh"))
    found = entries(Lookup(comparison))
    for number, each in enumerate(found[:200], 2):
        for letter, side, block in (("H", "旧版", each.old_block), ("I", "新版", each.new_block)):
            if block:
                assert led_to(book, book["改动"][f"{letter}{number}"]) == (side, block)


def test_a_commitment_leads_to_its_paragraph_and_to_its_answer(comparison: Comparison) -> None:
    """The cells of both sections are links to the rows of the blocks."""
    book = opened(write(comparison, "zh"))
    letters = {cell.value: cell.column_letter for cell in book["任务"][1]}
    answered = 0
    for number, row in enumerate(ledger(comparison).rows, 2):
        assert led_to(book, book["任务"][f"{letters['旧章节']}{number}"]) == ("旧版", row.task.block)
        if news := [each.new.block for each in row.findings if each.new]:
            answered += 1
            assert led_to(book, book["任务"][f"{letters['新章节']}{number}"]) == ("新版", news[0])
    assert answered > 10


def test_reviews_and_ledger_are_in_it(comparison: Comparison) -> None:
    """What people said stands beside what it is about."""
    said = review(comparison, comparison.changes[0].id, "check", "再核", "张三")
    waived = ledger_entry(comparison.old, comparison.new, comparison.old.tasks[0].id, "waived", "不再要求", "", "李四")
    book = opened(write(replace(with_reviews(comparison, [said]), ledger=(waived,)), "zh"))

    assert column(book["改动"], "审阅")[0] == "待核（张三）：再核"
    assert "李四" in column(book["任务"], "登记人")


def test_nothing_runs_and_nothing_is_lost() -> None:
    """Formulas and addresses stay text; what is longer than a cell goes on in the next row."""
    hostile = '=HYPERLINK("http://x","点")'
    long = "工会" * _CUT
    old = f"报告\n一、工作\n{hostile}完成投资3亿元。\n+1-1@SUM(A1)。\n"
    new = f"报告\n一、工作\nhttps://example.org/?q=1\n{long}\n"
    found = compare(*(read_report(text.encode(), "a.txt") for text in (old, new)))
    book = opened(write(found, "zh"))

    assert [cell.data_type for sheet in book for row in sheet for cell in row if cell.data_type == "f"] == []
    assert any(str(cell).startswith("=HYPERLINK") for cell in column(book["旧版"], "正文"))
    assert [cell for sheet in book for row in sheet for cell in row if cell.hyperlink and cell.hyperlink.target] == []
    texts = [str(cell) for cell in column(book["新版"], "正文")]
    assert max(map(len, texts)) <= _CUT
    assert "".join(texts) == "".join(block.text for block in found.new.blocks)


def test_the_same_comparison_gives_the_same_bytes(comparison: Comparison) -> None:
    """No clock is in it."""
    assert write(comparison, "zh") == write(comparison, "zh")


def test_a_workbook_is_not_poured_into_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence says how to keep it instead."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)

    assert main(["--lang", "en", "compare", str(SEED), str(DRAFT), "--format", "xlsx"]) != 0
    assert "-o" in capsys.readouterr().err


def test_english_names_take_no_more_room_than_they_need(comparison: Comparison) -> None:
    """Latin letters are half as wide as Han characters: both texts of a change stand on one page in English too."""
    sheet = opened(write(comparison, "en"))["changes"]
    (at,) = [cell for cell in sheet[1] if cell.value == "change"]
    longest = max(len(str(sheet.cell(row, at.column).value)) for row in range(2, sheet.max_row + 1))
    width = next(each.width for each in sheet.column_dimensions.values() if each.min <= at.column <= each.max)

    assert width <= longest + 4
    assert (sheet.page_setup.fitToWidth or 1) == 1
