"""A pdf becomes the lines that a reader sees, in the order in which they are read."""

from __future__ import annotations

import io
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from compare.comparison import compare, read_report
from compare.config import ReadingSettings
from compare.errors import DuizhaoError, Locked, TooLarge, UnreadableSource
from compare.model import Document, Report
from compare.outline import outline
from compare.reading import read
from compare.reading.glyphs import Glyph, once
from compare.reading.pdf import needs_recognition
from compare.reading.radicals import fold
from tests.layouts import LAYOUTS, direct_pdf, needs_office, to_pdf
from tests.pdf_files import Drawn, Piece, flowed, pdf, rule, text
from tests.support import ROOT, SHARED, needs_shared

_LONG = (
    "五年来，全市各级工会坚持把学习宣传贯彻党的创新理论作为首要政治任务，增强政治性、先进性、群众性，"
    "团结动员广大职工建功立业，各项工作都取得了新的成绩。"
)
_DEMO = ROOT / "corpus" / "2024-demo.txt"
_FOOT = (290, 40, 9)


@pytest.fixture(autouse=True)
def _without_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said of scans here is said where their recognition is not installed."""
    monkeypatch.setattr("compare.reading.pdf.is_installed", lambda: False)


def _read(data: bytes, password: str | None = None) -> Document:
    return read(data, "报告.pdf", password=password)


def _lines(data: bytes) -> list[tuple[str, str | None]]:
    return [(line.text, line.style) for line in _read(data).lines]


def _blocks(data: bytes) -> list[str]:
    return [block.text for block in outline(_read(data)).blocks if block.kind != "furniture"]


def test_comments_are_counted() -> None:
    """What others wrote on a page is not of the text; that it is there is said."""
    notes = "".join(
        f"<< /Type /Annot /Subtype /{kind} /Rect [50 500 200 600] /Contents (x) >> "
        for kind in ("FreeText", "Text", "Link")
    )
    data = pdf([flowed(_LONG)]).replace(b"/Resources", f"/Annots [{notes}] /Resources".encode())

    document = _read(_mended(data))

    assert document.notes == (("没有读入：批注 2 条。", "Left out: comments (2)."),)


def _mended(data: bytes) -> bytes:
    """Return a pdf with its table of objects mended."""
    out = io.BytesIO()
    pypdf.PdfWriter(io.BytesIO(data)).write(out)
    return out.getvalue()


# ── paragraphs ────────────────────────────────────────────────────────────────────────────────


def test_lines_of_a_paragraph_go_on() -> None:
    """A line goes on where the one before is full; an indent or room left over begins a paragraph."""
    page = [*flowed(_LONG), *flowed("现在报告工作。", top=750 - 28 * 4), *flowed(_LONG[:30], top=750 - 28 * 5)]

    assert _lines(pdf([page])) == [
        ("\u3000\u3000" + _LONG[:18], None), (_LONG[18:38], "continues"), (_LONG[38:58], "continues"),
        (_LONG[58:], "continues"), ("\u3000\u3000现在报告工作。", None), ("\u3000\u3000" + _LONG[:18], None),
        (_LONG[18:30], "continues"),
    ]  # fmt: skip


def test_a_paragraph_without_indent_ends_where_the_next_word_had_room() -> None:
    """Neither indent nor space parts these; the first ends early, so 加快 would have stood behind it."""
    page = [*flowed(_LONG[:47], indent=0), *flowed("加快" + _LONG[:38], indent=0, top=750 - 28 * 3)]

    assert _blocks(pdf([page])) == [_LONG[:47], "加快" + _LONG[:38]]


def test_wider_spacing_parts_paragraphs() -> None:
    """The first is full to its end; only the distance tells."""
    first, second = _LONG[:39] + "。", _LONG[40:]
    page = [*flowed(first, indent=0), *flowed(second, indent=0, top=750 - 28 * 2 - 14), *flowed(_LONG, top=500)]

    assert _blocks(pdf([page]))[:2] == [first, second]


def test_items_whose_further_lines_are_set_in() -> None:
    """They begin below the text behind the number; the next number begins an item."""
    page: list[Piece] = []
    for item, top in enumerate((750, 750 - 28 * 5)):
        page += [(72, top, 16, f"{item + 1}、" + _LONG[:18])]
        page += [(96, top - 28 * at, 16, _LONG[at * 18 : at * 18 + 18]) for at in (1, 2, 3, 4)]
    items = [text.replace("\u3000", "") for text in _blocks(pdf([page]))]

    assert items == ["1、" + _LONG, "2、" + _LONG]


def test_a_paragraph_runs_over_a_page() -> None:
    """Page numbers stand between its lines and are no part of it."""
    pages = [[*flowed(_LONG[:38]), (*_FOOT, "— 1 —")], [*flowed(_LONG[38:], indent=0), (*_FOOT, "— 2 —")]]
    document = _read(pdf(pages))

    assert [(line.text, line.style, line.page) for line in document.lines] == [
        ("\u3000\u3000" + _LONG[:18], None, 1), (_LONG[18:38], "continues", 1), ("— 1 —", "furniture", 1),
        (_LONG[38:58], "continues", 2), (_LONG[58:], "continues", 2), ("— 2 —", "furniture", 2),
    ]  # fmt: skip
    assert [(block.text, block.page) for block in outline(document).blocks if block.kind != "furniture"] == [(_LONG, 1)]


def test_words_broken_at_the_end_of_a_line() -> None:
    """A hyphen goes where the word goes on in lower case; what follows it stays on its line."""
    page = [
        (72, 700, 16, "推进人工智能与先进制造业融合发展 inter-"),
        (72, 672, 16, "national 合作，到"),
        (72, 644, 16, "2030年。"),
    ]

    assert _lines(pdf([page])) == [
        ("推进人工智能与先进制造业融合发展 international", None),
        ("合作，到", "continues"),
        ("2030年。", None),
    ]


def test_large_centred_lines_are_a_title() -> None:
    """They stand over the text in larger type; the day under them and the text are none."""
    page = [(115, 780, 26, "在代表大会上的报告"), (180, 740, 16, "2023年11月8日"), *flowed(_LONG, top=700)]

    assert _lines(pdf([page]))[:3] == [
        ("在代表大会上的报告", "title"), ("2023年11月8日", None), ("\u3000\u3000" + _LONG[:18], None),
    ]  # fmt: skip


# ── reading order ─────────────────────────────────────────────────────────────────────────────


def _column(number: str, left: float, top: float) -> list[Piece]:
    return flowed(number + _LONG, left=left, top=top, size=10, pitch=16)


def test_two_columns() -> None:
    """The left one is read to its end, then the right one; a heading over both parts what is above and below."""
    page = [
        (180, 780, 20, "在代表大会上的报告"), *_column("一是", 72, 740), *_column("二是", 310, 740),
        (172, 660, 14, "二、今后五年的任务和工作的总体要求"), *_column("四是", 310, 630), *_column("三是", 72, 630),
    ]  # fmt: skip

    assert _blocks(pdf([page])) == [
        "在代表大会上的报告", "一是" + _LONG, "二是" + _LONG, "二、今后五年的任务和工作的总体要求",
        "三是" + _LONG, "四是" + _LONG,
    ]  # fmt: skip


_TWO = ("今后五年工作的总体要求", "加强职工思想政治引领")
_WAYS = {
    "up": [text(100 + 28 * at, 100, 16, line, "0 1 -1 0") for at, line in enumerate(_TWO)],
    "down": [text(400 - 28 * at, 700, 16, line, "0 -1 1 0") for at, line in enumerate(_TWO)],
    "over": [text(500, 300 + 28 * at, 16, line, "-1 0 0 -1") for at, line in enumerate(_TWO)],
}


@pytest.mark.parametrize("turned", [0, 90, 270])
@pytest.mark.parametrize("way", _WAYS)
def test_turned_text(way: str, turned: int) -> None:
    """Whichever way a page and its text are turned, lines are read along and one below the other."""
    assert [line.strip() for line, _ in _lines(pdf([_WAYS[way]], turned=turned))] == list(_TWO)


def test_vertical_text() -> None:
    """Characters stand below each other, the lines from right to left."""
    page = [(400 - 28 * at, 700 - 18 * row, 16, each) for at, line in enumerate(_TWO) for row, each in enumerate(line)]

    assert [line.strip() for line, _ in _lines(pdf([page]))] == list(_TWO)


def test_a_ruled_table() -> None:
    """Cells are parted by tabs, a cell of two lines is one text, an empty one stays."""
    across = [rule(72, y, 372, y) for y in (720, 690, 640, 610)]
    down = [rule(x, 610, x, 720) for x in (72, 172, 272, 372)]
    cells: list[Piece] = [
        (80, 700, 12, "指标"), (180, 700, 12, "2023年"), (280, 700, 12, "2028年"), (80, 670, 12, "建立服务"),
        (80, 650, 12, "站点"), (180, 660, 12, "1200个"), (280, 660, 12, "2000个"), (80, 620, 12, "入会率"),
        (280, 620, 12, "90%"),
    ]  # fmt: skip

    assert _lines(pdf([[(72, 750, 16, "附表"), *across, *down, *cells, *flowed(_LONG, top=560)]]))[:5] == [
        ("附表", None), ("指标\t2023年\t2028年", "table"), ("建立服务站点\t1200个\t2000个", "table"),
        ("入会率\t\t90%", "table"), ("\u3000\u3000" + _LONG[:18], None),
    ]  # fmt: skip


def test_a_table_without_rules() -> None:
    """What stands aligned below each other are cells; the second line of one belongs to it."""
    rows: list[Piece] = []
    for at, cells in enumerate(
        (("指标", "2023年", "说明"), ("会员", "60万人", "不含农民工"), ("站点", "1200个", "全覆盖"))
    ):
        rows += [(72 + 110 * column, 700 - 30 * at, 12, each) for column, each in enumerate(cells)]
    rows.append((292, 656, 12, "会员"))

    assert _lines(pdf([rows])) == [
        ("指标\t2023年\t说明", "table"), ("会员\t60万人\t不含农民工会员", "table"), ("站点\t1200个\t全覆盖", "table"),
    ]  # fmt: skip


# ── what surrounds the text ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("foot", ["{}", "— {} —", "第 {} 页 共 4 页", "{}/4", "Page {} of 4"])
def test_heads_and_feet(foot: str) -> None:
    """What the pages repeat at the same place is furniture, whatever their numbers; a number in the text is not."""
    pages = [
        [
            (200, 800, 10, "工作报告（讨论稿）"),
            *flowed(_LONG[9 * number :]),
            (72, 300 + 20 * number, 16, "2028"),
            (280, 40, 9, foot.format(number)),
        ]
        for number in (1, 2, 3, 4)
    ]
    lines = _lines(pdf(pages))

    assert [style for line, style in lines].count("furniture") == 8
    assert [style for line, style in lines if line.strip() == "2028"] == [None] * 4


def test_a_page_alone_has_a_number() -> None:
    """At the very edge and apart from the text; the same number under the text is text."""
    assert _lines(pdf([[*flowed(_LONG), (*_FOOT, "3")]]))[-1] == ("3", "furniture")
    assert _lines(pdf([[*flowed(_LONG), (72, 750 - 28 * 4, 16, "3")]]))[-1] == ("3", None)


def test_text_across_the_page_is_furniture() -> None:
    """A watermark stands in nobody's paragraph."""
    assert _lines(pdf([[*flowed(_LONG), text(200, 300, 40, "内部资料", "0.7 0.7 -0.7 0.7")]]))[-1] == (
        "内部资料",
        "furniture",
    )


def test_footnotes() -> None:
    """They follow the text, without their marks; a raised 2 that is no mark stays."""
    notes: list[Piece | Drawn] = [
        rule(72, 135, 180, 135), (72, 120, 10, "①八一：工程名，指某年提出、以后"), (72, 106, 10, "逐年推进的工程。"),
        (72, 92, 10, "②工会：职工自愿结合的群众组织。"),
    ]  # fmt: skip
    marks: list[Piece] = [(72 + 20 * 16, 756, 8, "①"), (72 + 20 * 16, 728, 8, "2")]
    pages = [
        [*flowed(_LONG[:38]), *marks, *notes, (*_FOOT, "— 1 —")],
        [*flowed(_LONG[38:], indent=0), (*_FOOT, "— 2 —")],
    ]

    assert _blocks(pdf(pages)) == [
        _LONG[:38] + "2" + _LONG[38:], "八一：工程名，指某年提出、以后逐年推进的工程。",
        "工会：职工自愿结合的群众组织。",
    ]  # fmt: skip
    assert [line.style for line in _read(pdf(pages)).lines][-2:] == ["note", "note"]


# ── characters ────────────────────────────────────────────────────────────────────────────────


def test_a_mark_set_close_stays_behind_what_stands_before_it() -> None:
    """The box of a full-width quote that is set close reaches back before a narrow full stop."""
    row = [
        Glyph("6", 88.0, 94.0, 100.0, 12.0),
        Glyph(".", 94.0, 97.0, 100.0, 12.0),
        Glyph("“", 91.0, 103.0, 100.0, 12.0),
    ]
    assert "".join(glyph.text for glyph in once(row)) == "6.“"


def test_type_drawn_twice_for_bold() -> None:
    """A character nearly at the place of the same one is read once; the second of 各各 stands beside the first."""
    page: list[Piece] = [(72, 700, 16, "各各位代表同志"), (72.4, 700, 16, "各各位代表同志")]
    twice = [Glyph("各", 72.0, 88.0, 100.0, 16.0), Glyph("各", 72.4, 88.4, 100.0, 16.0)]

    assert _lines(pdf([page])) == [("各各位代表同志", None)]
    assert once(twice) == twice[:1]


def test_radicals_are_read_as_characters() -> None:
    """Some programs write ⼯ (a radical) for 工; the reader is told."""
    document = _read(pdf([[(72, 700, 16, "⼯作报告的⻓期任务")]]))

    assert (document.lines[0].text, document.notes[0][1]) == (
        "工作报告的长期任务",
        "Radicals, compatibility forms and ligatures replaced by the usual characters: 2.",
    )
    assert [fold(each) for each in "ﬁ兀工 ，"] == ["fi", "兀", "工", " ", "，"]


def test_spaces_that_only_spread_a_line() -> None:
    """A title with a blank between all its characters has none; one between a name and an office stays."""
    page: list[Piece] = [(72, 700, 16, "工 作 报 告"), (72, 672, 16, "主席 张明宇")]

    assert [line.strip() for line, _ in _lines(pdf([page]))] == ["工作报告", "主席 张明宇"]


@given(
    st.lists(
        st.tuples(st.integers(3, 45), st.integers(4, 40), st.text("工会会员A1（。", min_size=1, max_size=6)),
        min_size=1,
        max_size=25,
    )
)
@settings(max_examples=60, deadline=None)
def test_no_character_is_lost(pieces: list[tuple[int, int, str]]) -> None:
    """Wherever text stands, each of its characters is in exactly one line."""
    free: set[tuple[int, int]] = set()
    page: list[Piece] = [(72, 60, 10, "各位代表同志")]
    for column, row, content in pieces:
        taken = {(column + at, row) for at in range(len(content) + 1)}
        if not taken & free:
            free |= taken
            page.append((column * 11, row * 18 + 40, 10, content))
    drawn = Counter("".join(content for *_, content in page))

    assert Counter("".join("".join(line.text.split()) for line in _read(pdf([page])).lines)) == drawn


# ── what cannot be read ───────────────────────────────────────────────────────────────────────


def _rewritten(data: bytes, **encryption: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    if encryption:
        writer.encrypt(**encryption, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_password_opens() -> None:
    """Without it the reader asks, a wrong one is said to be wrong; one that only forbids changes is not asked for."""
    page = pdf([flowed(_LONG)])
    locked = _rewritten(page, user_password="秘密", owner_password="所有者")

    for password, wrong in ((None, False), ("猜", True)):
        with pytest.raises(Locked) as caught:
            _read(locked, password)
        assert caught.value.wrong is wrong
    assert _read(locked, "秘密").lines == _read(page).lines
    assert _read(_rewritten(page, user_password="", owner_password="所有者")).lines == _read(page).lines


def test_scans_are_said_to_be_scans() -> None:
    """No text, or page numbers alone; a page without text among others is told in a note."""
    for pages in ([[]], [[(*_FOOT, f"— {number} —")] for number in (1, 2, 3)]):
        with pytest.raises(UnreadableSource, match="seems to be a scan"):
            _read(pdf(pages))
    assert (
        _read(pdf([flowed(_LONG), [], flowed(_LONG)])).notes[0][0] == "第 2 页没有文字（空白页或扫描的图），共 1 页。"
    )


def test_what_needs_recognition() -> None:
    """A cover with text does not make a scan of forty pages legible."""
    settings = ReadingSettings()

    assert needs_recognition([0, 0], settings)
    assert needs_recognition([300, *[0] * 40], settings)
    assert not needs_recognition([0, 300, 300, 0], settings)


def test_fonts_without_a_map() -> None:
    """Their codes are no characters, which is said, not shown."""
    with pytest.raises(UnreadableSource, match="do not say which characters they draw"):
        _read(pdf([flowed(_LONG), flowed(_LONG)], mapped=False))


def test_nothing_in_a_file_is_run() -> None:
    """Scripts, attachments and forms are told of; the text is read."""
    script = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
    writer = pypdf.PdfWriter(
        clone_from=io.BytesIO(
            pdf([flowed(_LONG)], catalogue="/Names << /JavaScript << /Names [(a) 6 0 R] >> >>", more=[script])
        )
    )
    field = DictionaryObject({NameObject("/FT"): NameObject("/Tx"), NameObject("/T"): TextStringObject("a")})
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject(
        {NameObject("/Fields"): pypdf.generic.ArrayObject([writer._add_object(field)])}
    )
    out = io.BytesIO()
    writer.write(out)
    attached = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([flowed(_LONG)])))
    attached.add_attachment("a.txt", b"x")
    second = io.BytesIO()
    attached.write(second)

    assert [note[1] for note in _read(out.getvalue()).notes] == [
        "The file holds scripts; they were not run.",
        "The file holds a form; what is filled in there was not read.",
    ]
    assert [note[1] for note in _read(second.getvalue()).notes] == [
        "Files attached to the pdf that were not opened: 1."
    ]


def test_too_many_pages_are_refused_at_once() -> None:
    """Ten thousand pages are counted, not read."""
    data = pdf([[]] * 10_000)
    start = time.process_time()

    with pytest.raises(TooLarge, match="10000 pages, more than the limit of 1000"):
        _read(data)
    assert time.process_time() - start < 2


def test_too_much_text_is_refused() -> None:
    """Reading stops in the page that goes beyond the limit."""
    with pytest.raises(TooLarge, match="longer than 50 characters"):
        read(pdf([flowed(_LONG)] * 4), "a.pdf", replace(ReadingSettings(), max_characters=50))


@pytest.mark.parametrize("share", range(0, 100, 4))
def test_truncated_files(share: int) -> None:
    """Cut anywhere, a file gives a document or a sentence."""
    data = _rewritten(pdf([flowed(_LONG)] * 3))
    _reads_or_says(data[: max(8, len(data) * share // 100)])


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_bytes_after_the_magic(data: bytes) -> None:
    """Random bytes that claim to be a pdf give a sentence."""
    with pytest.raises(DuizhaoError):
        _read(b"%PDF-1.7\n" + data)


_PAGE = pdf([flowed(_LONG), flowed(_LONG)])


@given(st.integers(9, len(_PAGE) - 1), st.binary(min_size=1, max_size=12))
@settings(max_examples=150, deadline=None)
def test_any_damage(at: int, damage: bytes) -> None:
    """A pdf with some bytes overwritten gives a document or a sentence."""
    _reads_or_says(_PAGE[:at] + damage + _PAGE[at + len(damage) :])


@pytest.mark.parametrize("turn", ["1e38 1e38 -1e38 1e38", "0 0 0 0", "9" * 60 + " 0 0 1", "1 0 1 0", "1 0 0 -1"])
@pytest.mark.parametrize("size", [16, 0, 1e30, -16])
def test_text_drawn_nowhere(turn: str, size: float) -> None:
    """Matrices without a sense give a document or a sentence."""
    _reads_or_says(pdf([[text(72, 700, size, "工会会员职工服务", turn), *flowed(_LONG)]]))


def _reads_or_says(data: bytes) -> None:
    try:
        document = _read(data)
    except DuizhaoError as error:
        said = error.zh, error.en
        assert all(said)  # either outcome is right, neither may be anything else
    else:
        assert [line.number for line in document.lines] == list(range(1, len(document.lines) + 1))


# ── the law: a report is the same in every format ─────────────────────────────────────────────


def _shape(report: Report) -> list[tuple[str, int | None, str]]:
    """Return the blocks of a report without furniture and white space."""
    return [(b.kind, b.level, "".join(b.text.split())) for b in report.blocks if b.kind != "furniture"]


@needs_office
def test_layouts_of_one_text(tmp_path: Path) -> None:
    """Official, in columns, with heads or narrow: the same blocks, and a comparison finds nothing."""
    lines = [line for line in _DEMO.read_text(encoding="utf-8").splitlines() if line.strip()]
    files = []
    for name, layout in LAYOUTS.items():
        files.append(tmp_path / f"{name}.docx")
        files[-1].write_bytes(layout(lines))
    plain = read_report("\n".join(lines).encode(), "report.txt")

    for path in to_pdf(files, tmp_path):
        report = read_report(path.read_bytes(), path.name)
        assert _shape(report) == _shape(plain), path.stem
        assert not [edit for edit in compare(plain, report).edits if edit.op != "equal"], path.stem


_SAMPLE = ("gansu", "sichuan", "yunnan")


@needs_office
@needs_shared
def test_real_word_files_as_pdf(tmp_path: Path) -> None:
    """Some provincial reports; `python -m bench.printed` reads all of them."""
    folder = SHARED / "reports" / "raw" / "formats" / "docx"
    files = [next(folder.glob(f"2025_{name}_*.docx")) for name in _SAMPLE]

    for word, made in zip(files, direct_pdf(files, tmp_path), strict=True):
        assert _shape(read_report(made.read_bytes(), made.name)) == _shape(read_report(word.read_bytes(), word.name))
