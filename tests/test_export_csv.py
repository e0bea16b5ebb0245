"""The table of changes: one row each, with evidence, safe to open."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from compare.export import EVERYTHING, Selection, export
from compare.export.csv import guarded
from compare.remarks import remarks, with_remarks

from .builders import compared, report, sample
from .test_export_formats import finished
from .test_export_selection import pair


def rows(blob: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(blob.decode("utf-8-sig"), newline="")))


def test_bytes_for_spreadsheets() -> None:
    """A byte order mark, CRLF, a header in the language asked for."""
    blob = export(finished(sample()), "csv", "en")

    assert blob.startswith(b"\xef\xbb\xbfrank,class,change,weight,subject,old text,new text,old section,new section,")
    assert blob.endswith(b"\r\n")


def test_rows_hold_the_evidence() -> None:
    """Class, change, both quotations, both sections and lines, and the ids."""
    comparison = finished(sample())

    found = rows(export(comparison, "csv"))

    assert ",".join(found[0]) == "序号,类别,改动,分量,指标或提法,旧文,新文,旧章节,新章节,旧行,新行,对应分值,标识"
    assert ",".join(found[1][:3]) == "1,目标,目标上调"
    assert ",".join(found[1][4:-1]) == (
        "会员总数达到,会员总数达到70万人,会员总数达到80万人,二、今后五年任务,二、今后五年任务,6,6,"
    )
    assert found[1][-1].split() == [comparison.changes[0].id, *comparison.changes[0].refs]
    assert len(found) == len(comparison.changes) + 1


def test_every_row_has_as_many_cells_as_the_head() -> None:
    """Entries of the ledger and what was left out too, with columns of reviews and remarks or without."""
    whole = pair()
    remarked = with_remarks(whole, remarks(whole, {whole.changes[0].id: "依据待补"}))
    for comparison in (whole, remarked):
        for chosen in (EVERYTHING, Selection(("figure",)), Selection(reviews=False)):
            data = export(comparison, "csv", selection=chosen).decode("utf-8-sig")
            assert len({len(row) for row in csv.reader(io.StringIO(data, newline=""))}) == 1


def test_a_report_cannot_plant_a_formula() -> None:
    """A paragraph that begins with = is text, whoever opens the file."""
    comparison = finished(
        compared(report("甲。"), report("甲。\n=HYPERLINK(1)。\n－5度。"), [(0, 0), (None, 1), (None, 2)])
    )

    assert [row[6] for row in rows(export(comparison, "csv"))[1:]] == ["'=HYPERLINK(1)。", "'－5度。"]


@given(st.text(max_size=12))
def test_no_guarded_cell_begins_with_a_formula_sign(text: str) -> None:
    """Whatever stands before the sign, and whether it is full width; nothing but an apostrophe is added."""
    safe = guarded(text)

    assert safe.removeprefix("'") == text or safe == text
    assert not safe.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
