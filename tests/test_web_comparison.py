"""The pages of a comparison by address: passages, switches, tables, exports, warnings."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from docx import Document
from openpyxl import load_workbook

from compare import paths, typesetting
from compare.config import WEB
from compare.export import FORMATS
from compare.lengths import lengths
from compare.lookup import ReportLookup
from compare.model import Comparison
from compare.store import Store
from compare.view import CHIPS, page
from tests.pages import Reader
from tests.support import SEED
from tests.typesetter import ALL_FORMATS
from tests.typesetter import text as words
from web.desk import LISTS

DRAFT = paths.bundled("corpus") / paths.DRAFT
TABLES = ("summary", "figures", "tasks", "formulations")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that holds the baseline and the draft."""
    path = tmp_path_factory.mktemp("pages") / "duizhao.sqlite"
    with Store(path) as store:
        for source in (SEED, DRAFT):
            store.add(source.read_bytes(), source.name, series="北京市工会代表大会")
    return path


@pytest.fixture(scope="module")
def reader(database: Path) -> Reader:
    """A reader of the baseline and the draft."""
    return Reader(database)


@pytest.fixture(scope="module")
def ids(database: Path) -> tuple[str, str]:
    """The ids of the baseline and the draft."""
    with Store(database) as store:
        found = {entry.name: entry.id for entry in store.reports()}
    return found[SEED.name], found[DRAFT.name]


@pytest.fixture(scope="module")
def address(ids: tuple[str, str]) -> str:
    """The address of the pair."""
    return f"/compare/{ids[0]}/{ids[1]}"


@pytest.fixture(scope="module")
def comparison(database: Path, ids: tuple[str, str]) -> Comparison:
    """The comparison that the pages show."""
    with Store(database) as store:
        return store.comparison(store.compare(*ids))


def test_picking_two_leads_to_their_page(reader: Reader, ids: tuple[str, str]) -> None:
    """The picker's form is a plain GET."""
    response = reader.client.get(f"/compare?old={ids[0]}&new={ids[1]}")

    assert (response.status_code, response.location) == (302, f"/compare/{ids[0]}/{ids[1]}")


def test_picking_nothing_says_what_to_do(reader: Reader) -> None:
    """A picker sent empty is no traceback."""
    answer = reader.get("/compare?old=&new=")

    assert answer.status == 400
    assert "请先选" in answer.texts(".problem")[0]


def test_every_block_of_both_reports_is_on_the_page(reader: Reader, address: str, comparison: Comparison) -> None:
    """Nothing is lost between the comparison and the page, and nothing is altered."""
    answer = reader.get(address)
    shown = "".join(node.text() for node in answer.all("#passages .cell"))
    squeezed = re.sub(r"\s", "", shown)

    for report in (comparison.old, comparison.new):
        for block in report.blocks:
            assert re.sub(r"\s", "", block.text) in squeezed


def test_the_switches_count_the_list_and_turn_one_class_at_a_time(
    reader: Reader, address: str, comparison: Comparison
) -> None:
    """Each switch shows its count; its value is the address after turning it; punctuation is quiet at first."""
    answer = reader.get(address)
    counts = page(comparison).counts

    assert answer.texts(".classes .chip[aria-pressed] b") == [str(counts[chip]) for chip in CHIPS]
    assert sum(counts.values()) == len(comparison.changes)
    pressed = dict(zip(CHIPS, answer.values(".classes .chip[aria-pressed]", "aria-pressed"), strict=True))
    assert [chip for chip in CHIPS if pressed[chip] == "false"] == ["punctuation"]
    assert answer.values(".chip.c-wording", "value") == ["wording,punctuation"]
    assert answer.values(".chip.c-punctuation", "value") == [""]


@pytest.mark.parametrize("chip", list(CHIPS))
def test_a_class_that_is_off_is_not_listed_and_its_marks_are_named_to_the_style_sheet(
    reader: Reader, address: str, comparison: Comparison, chip: str
) -> None:
    """The list leaves it out, the page says it is off, rows that change in nothing else fold; its count stays."""
    answer, whole = reader.get(f"{address}?off={chip}"), reader.get(f"{address}?off=")

    assert answer.status == 200
    assert answer.all(f".change.c-{chip}") == []
    assert answer.values("#content", "data-off") == [chip]
    assert answer.values(f".chip.c-{chip}", "aria-pressed") == ["false"]
    assert answer.texts(f".chip.c-{chip} b") == whole.texts(f".chip.c-{chip} b")
    assert answer.values(f".fold > .row[data-k='{chip}']", "id") == [
        row.id for row in page(comparison).rows if row.kind == "text" and row.classes == (chip,) and row.same([chip])
    ]


@pytest.mark.parametrize("only", list(LISTS))
def test_the_list_is_narrowed_to_one_kind_and_the_text_is_not(reader: Reader, address: str, only: str) -> None:
    """As many entries as the link to it says, of its classes alone; the passages keep all their marks."""
    whole, answer = reader.get(address), reader.get(f"{address}?only={only}")
    listed = reader.all_entries(f"{address}?only={only}")
    shown = [chip for chip in CHIPS if listed.all(f".change.c-{chip}")]

    assert set(shown) <= set(LISTS[only])
    assert answer.texts(".lists [aria-current] b") == [str(len(listed.all(".change")))]
    assert [int(count) for count in answer.texts(".lists b")] == [int(count) for count in whole.texts(".lists b")]
    assert [node.text() for node in answer.all(".cell")] == [node.text() for node in whole.all(".cell")]
    assert answer.values(".classes input[name=only]", "value") == [only]


def test_a_long_list_is_followed_in_steps(reader: Reader, address: str, comparison: Comparison) -> None:
    """A few at first, then fifty at a time by a link, forwards and back; none is lost or out of order."""
    expected = [item.id for item in page(comparison).items if item.chip != "punctuation"]
    first = reader.get(address)
    (link,) = first.values(".more", "href")
    second = reader.get(address + (link or ""))

    assert reader.all_entries(address).values(".change > a", "data-change") == expected
    assert len(first.all(".change")) == WEB.first_items
    assert second.values(".change", "id") == expected[WEB.first_items : WEB.first_items + WEB.more_items]
    assert second.values("#entries ol", "start") == [str(WEB.first_items + 1)]
    assert "from=0" in (second.values(".more.earlier", "href")[0] or "")


def test_an_entry_far_down_the_list_is_shown_where_it_stands(
    reader: Reader, address: str, comparison: Comparison
) -> None:
    """By the link to it and by the link to review it: the list begins near it; the form is open in the second."""
    listed = [item.id for item in page(comparison).items if item.chip != "punctuation"]
    change = listed[WEB.first_items + 2 * WEB.more_items + 7]

    for argument, forms in (("change", 0), ("review", 1)):
        answer = reader.get(f"{address}?{argument}={change}")
        at = answer.values(".change", "id").index(change)
        assert at == 7
        assert int(answer.values("#entries ol", "start")[0] or 0) + at == listed.index(change) + 1
        assert len(answer.all(f"#{change} form.reviewing")) == forms


def test_a_list_without_the_entry_asked_for_begins_at_its_beginning(
    reader: Reader, address: str, comparison: Comparison
) -> None:
    """An entry far down is of a class that is off or of another kind: the list is not empty for that."""
    last = [item.id for item in page(comparison).items if item.chip != "punctuation"][-1]

    for narrowed in ("only=figure", "state=agreed&only=figure", "off=wording,intensity,order,punctuation"):
        assert reader.get(f"{address}?{narrowed}&change={last}").values(".change", "id") == reader.get(
            f"{address}?{narrowed}"
        ).values(".change", "id")


def test_pieces_of_the_page_are_those_of_the_page(reader: Reader, address: str) -> None:
    """The list and each part on their own, as scripts fetch them, are what the page has."""
    whole = reader.get(f"{address}?off=wording")

    assert reader.get(f"{address}/changes?off=wording").values("[id]", "id") == whole.values(
        "#changes, #changes [id]", "id"
    )
    for number in whole.values(".part", "data-part"):
        piece = reader.get(f"{address}/part?off=wording&part={number}")
        assert piece.values(".row", "id") == whole.values(f"#part{number} .row", "id")
        assert piece.texts(".row") == whole.texts(f"#part{number} .row")


def test_a_comparison_too_long_for_one_page_is_read_a_part_at_a_time(
    database: Path, ids: tuple[str, str], comparison: Comparison
) -> None:
    """Without scripts: each part is a link away, all parts together are all rows, and links lead to the right one."""
    small = replace(WEB, whole_characters=10_000, first_characters=8_000)
    reader = Reader(database, web=small)
    address = f"/compare/{ids[0]}/{ids[1]}"
    first = reader.get(address)
    rows = [row.id for row in page(comparison).rows]
    waiting = first.values(".part.waiting a", "href")
    found = list(first.values(".part:not(.waiting) .row", "id"))
    for link in waiting:
        part = reader.get(address + (link or "").partition("#")[0])
        found += [row for row in part.values(".part:not(.waiting) .row", "id") if row not in found]

    assert 0 < len(first.all(".part:not(.waiting)")) < len(first.all(".part"))
    assert found == rows
    last = first.values(".outline a", "href")[-1] or ""
    assert last.startswith("?at=")
    there = reader.get(address + last.partition("#")[0])
    assert last.partition("#")[2] in there.values(".row", "id")


def test_changed_figures_come_before_unchanged_ones(reader: Reader, address: str) -> None:
    """What matters first, in the tables as in the list."""
    for table in reader.get(f"{address}/figures").all("table.figures"):
        same = ["fate-same" in (row.attributes.get("class") or "") for row in table.css("tbody tr")]
        assert same == sorted(same)


def test_a_report_beside_itself_has_no_changes(reader: Reader, ids: tuple[str, str]) -> None:
    """Everything folds, the list is empty, and a sentence says why."""
    answer = reader.get(f"/compare/{ids[0]}/{ids[0]}")

    assert answer.all(".change") == []
    assert answer.all(".cell ins, .cell del, .cell .fig") == []
    assert "同一份报告" in answer.texts(".warning")[0]
    assert len(answer.all("details.fold")) > 3


def test_old_after_new_is_warned_of_and_can_be_swapped(reader: Reader, ids: tuple[str, str]) -> None:
    """The page is shown as asked, with a sentence and a link to the other order."""
    answer = reader.get(f"/compare/{ids[1]}/{ids[0]}")

    assert answer.status == 200
    assert "2024-05-08" in answer.texts(".warning")[0]
    assert answer.values(".warning a", "href") == [f"/compare/{ids[0]}/{ids[1]}"]


def test_moved_rows_and_pointers_link_both_ways(reader: Reader, address: str, comparison: Comparison) -> None:
    """As many pointers as moved rows; each names its counterpart."""
    answer = reader.get(address)
    moved = [row.id for row in page(comparison).rows if row.move and row.kind not in ("pointer", "continued")]

    assert moved
    for name in moved:
        assert f"#{name}" in answer.values(f"#from-{name} a", "href")
        assert f"#from-{name}" in answer.values(f"#{name} a", "href")


def test_a_changed_figure_is_boxed_whole_with_its_direction(reader: Reader, address: str) -> None:
    """近万家 → 1.5万家以上: the number with its unit and hedge, and nothing else."""
    answer = reader.get(address)

    assert "1.5万家以上" in answer.texts(".cell.new .fig.up")
    assert "78%以上" in answer.texts(".cell.new .fig.down")


def test_a_gap_says_in_words_that_the_other_edition_has_nothing(reader: Reader, address: str) -> None:
    """By its year, where the years differ."""
    gaps = set(reader.get(address).texts(".cell.none"))

    assert gaps <= {"2019年报告中没有对应段落", "2024年报告中没有对应段落"}
    assert gaps


def test_every_link_inside_the_page_has_a_target_and_ids_are_unique(reader: Reader, address: str) -> None:
    """Permalinks, list, outline, strip, pointers."""
    answer = reader.get(address)
    ids = [name for name in answer.values("[id]", "id") if name]
    links = [href for href in answer.values("a[href]", "href") if href and href.startswith("#")]

    assert len(ids) == len(set(ids))
    assert [href for href in links if href[1:] not in set(ids)] == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("table", TABLES)
def test_tables_are_pages(reader: Reader, address: str, table: str, language: str) -> None:
    """The summary and each table, in both languages, with links into the passages."""
    answer = reader.get(f"{address}/{table}?lang={language}")

    assert answer.status == 200
    assert answer.texts(".tabs [aria-current]") == answer.texts("h1")
    if table != "summary":
        rows = set(reader.get(address).values(".row", "id"))
        links = [href.split("#")[1] for href in answer.values("a.where", "href") if href]
        assert links
        assert set(links) <= rows
    reader.get("/?lang=zh")


def test_the_figures_table_holds_every_figure_change(reader: Reader, address: str, comparison: Comparison) -> None:
    """One row each, with the evidence of both sides."""
    answer = reader.get(f"{address}/figures")

    assert len(answer.all("table.data tbody tr")) == len(comparison.figure_changes)
    assert "非公企业职工入会率" in answer.texts("table.data tbody th")


@pytest.mark.parametrize("name", ALL_FORMATS)
def test_exports_are_files_that_open(reader: Reader, address: str, comparison: Comparison, name: str) -> None:
    """Sent as attachments with their own media type."""
    answer = reader.get(f"{address}/export/{name}")

    assert answer.status == 200
    assert answer.headers["Content-Type"] == FORMATS[name].media_type
    suffix = FORMATS[name].suffix
    names = {"redline": ("-redline", "修订稿"), "table": ("-table", "新旧对照表")}.get(name, ("", "对照"))
    plain, chinese = f'"duizhao{names[0]}-2019-2024{suffix}"', f"UTF-8''{quote(names[1])}-2019-2024{suffix}"
    assert answer.headers["Content-Disposition"] == f"attachment; filename={plain}; filename*={chinese}"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    if name == "redline":
        assert "1.5万家以上" in Document(io.BytesIO(answer.body)).element.xml
        return
    if name == "table":
        assert "1.5万家以上" in " ".join(
            cell.text for cell in Document(io.BytesIO(answer.body)).tables[0].column_cells(1)
        )
        return
    if name == "xlsx":
        assert load_workbook(io.BytesIO(answer.body))["改动"].max_row == len(comparison.changes) + 1
        return
    if name == "pdf":
        assert "1.5万家以上" in words(answer.body)
        return
    text = answer.body.decode("utf-8-sig")
    if name == "json":
        assert len(json.loads(text)["changes"]) == len(comparison.changes)
    elif name == "csv":
        assert len(list(csv.reader(io.StringIO(text)))) == len(comparison.changes) + 1
    else:
        assert "1.5万家以上" in text


def test_where_no_pdf_can_be_made_the_page_says_how(
    reader: Reader, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No Chinese typeface here: one sentence, and all else goes on."""
    monkeypatch.setattr(typesetting, "SERIF", ())
    monkeypatch.setattr(typesetting, "SANS", ("没有这种黑体",))
    answer = reader.get(f"{address}/export/pdf")

    assert answer.status == 501
    assert "fonts-noto-cjk" in answer.texts(".problem")[0]
    assert reader.get(f"{address}/export/text").status == 200


def test_an_unknown_export_report_or_table_is_a_404_with_a_sentence(reader: Reader, address: str) -> None:
    """Nothing but our page."""
    for wrong in (f"{address}/export/docm", f"{address}/nothing", "/compare/r00/r11", "/reports/r00", "/nowhere"):
        answer = reader.get(wrong)
        assert answer.status == 404
        assert len(answer.texts(".problem")) == 1


def test_invented_reports_carry_a_badge_everywhere(reader: Reader, address: str, ids: tuple[str, str]) -> None:
    """In the library, on the report, on the comparison and its tables; the baseline has none."""
    for where in ("/", f"/reports/{ids[1]}", address, f"{address}/figures"):
        assert "演示稿·内容虚构" in reader.get(where).texts(".badge"), where
    assert reader.get(f"/reports/{ids[0]}").all("header .badge, article .badge") == []


def test_a_report_page_shows_all_blocks_figures_and_tasks(
    reader: Reader, ids: tuple[str, str], comparison: Comparison
) -> None:
    """Outline, text with source lines, tables, and the original byte for byte."""
    answer = reader.get(f"/reports/{ids[0]}")
    report = comparison.old

    assert answer.values(".reading .block", "id") == [block.id for block in report.blocks]
    assert len(answer.all(".outline li")) == len(report.sections) + 1
    assert answer.texts(".outline li:first-child") == ["章节之外 236字 · 2% · 1 分钟"]
    long = lengths(ReportLookup(report))
    assert answer.values(".outline .level", "width") == [
        f"{each.share:.3f}" for each in (long.outside, *long.sections.values()) if each
    ]
    assert "10,617 字 · 朗读 48 分钟（每分钟 220 字）" in answer.texts(".facts")[0]
    assert [len(table.css("tbody tr")) for table in answer.all("table.data")] == [
        len(report.figures),
        len(report.tasks),
    ]
    assert reader.get(f"/reports/{ids[0]}/original").body == SEED.read_bytes()
