"""Recognised text: what is made of what was seen, everywhere; what is seen in scans, where the extra is installed."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest
from rapidfuzz.distance import Levenshtein

from bench import scans
from compare import apart
from compare.comparison import compare, read_report
from compare.config import Limit, ReadingSettings
from compare.contract import comparison_to_json
from compare.errors import TooLarge, UnreadableSource
from compare.model import Report
from compare.notes import notes as said
from compare.reading import ocr, read, recogniser
from compare.reading.ocr import mended, notes
from compare.reading.pages import lines_of
from compare.reading.parts import Part
from compare.reading.recogniser import Looked, Seen, is_installed
from tests.support import ROOT

SETTINGS = ReadingSettings()
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (100).to_bytes(4, "big") * 2 + b"\x08\0\0\0\0" + b"\0" * 40
MOST_WRONG = 0.02
"""Largest share of wrong characters on a page of the tests; measured are 0 to 0.0031 (docs/recognition.md)."""

needs_ocr = pytest.mark.skipif(not is_installed(), reason="needs duizhao[ocr] (make test-ocr), not installed here")
needs_office = pytest.mark.skipif(scans.SOFFICE is None, reason="LibreOffice is not installed")


# ── without the extra ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["扫描.png", "扫描.pdf"])
def test_without_the_extra_one_sentence_says_how_to_get_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures, and pdf files of pictures: in both languages, with the words to type and the other way."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name, package=None: None)
    data = PNG if name.endswith("png") else _empty_pdf()

    with pytest.raises(UnreadableSource) as raised:
        read(data, name)

    for sentence in (raised.value.zh, raised.value.en):
        assert "pip install 'duizhao[ocr]'" in sentence
        assert "docx" in sentence.lower() or "Word" in sentence


def _empty_pdf() -> bytes:
    import pypdfium2

    out = io.BytesIO()
    with pypdfium2.PdfDocument.new() as document:
        document.new_page(595, 842)
        document.save(out)
    return out.getvalue()


# ── what is made of what was seen ─────────────────────────────────────────────────────────────


def seen(text: str, left: float, top: float, right: float, sure: float = 0.99, tall: float = 50) -> Seen:
    """Return a line as it is seen on a page of 1654 × 2339 pixels."""
    return Seen(text, left, top, right, top + tall, sure)


def lines(*pages: Sequence[Seen]) -> list[Part]:
    """Return the parts of pages on which these lines are seen."""
    looked = {number: Looked(tuple(page), 1654, 2339) for number, page in enumerate(pages, 1)}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ocr, "look", lambda number: looked[number])
        return list(lines_of(ocr.pages(SimpleNamespace(page=number, image=number) for number in looked)))  # type: ignore[misc]


FULL = "过去五年在首都发展进程中极不平凡新中国迎来七十华诞中"  # 26 characters of 44.4 pixels
LEFT, RIGHT, STEP = 220, 220 + 26 * 44.4, 78


def paragraph(top: float, count: int) -> list[Seen]:
    """Return a paragraph whose first line is set in by two characters, and whose last is short."""
    first = seen(FULL[:24], LEFT + 2 * 44.4, top, RIGHT)
    middle = [seen(FULL, LEFT, top + STEP * at, RIGHT) for at in range(1, count - 1)]
    return [first, *middle, seen("化建功立业。", LEFT, top + STEP * (count - 1), LEFT + 6 * 44.4)]


def test_lines_become_paragraphs_over_pages_with_the_least_sure_line_told() -> None:
    """A paragraph goes on below a page number; its block has the least of its lines' confidences."""
    whole = paragraph(300, 9)
    one = [*paragraph(1200, 5), seen(FULL[:24], LEFT + 89, 1600, RIGHT, 0.81), seen("-1-", 780, 2203, 880, 0.87)]
    two = [seen(FULL, LEFT, 300, RIGHT), seen("建功立业。", LEFT, 378, LEFT + 222), *paragraph(500, 6)]

    found = lines([*whole, *one], [*two, seen("-2-", 780, 2203, 880, 0.6)])

    styles = [part.style for part in found]
    assert styles[:9] == [None] + ["continues"] * 8
    numbers = [part for part in found if part.style == "furniture"]
    assert [(part.text, part.page, part.sure) for part in numbers] == [("-1-", 1, 0.87), ("-2-", 2, 0.6)]
    assert next(part.style for part in found if part.page == 2) == "continues"
    assert [part.sure for part in found if part.text.endswith(FULL[:24])] == [0.99, 0.99, 0.81, 0.99]


def test_every_character_seen_is_in_one_line_in_reading_order() -> None:
    """Two columns whose lines do not stand level are read one after the other; the title above goes first."""
    left = [seen(f"{at}左栏这一行的文字是十九个字满满的一行"[:19], 220, 500 + 50 * at, 780) for at in range(10)]
    right = [seen(f"{at}右栏这一行的文字是十九个字满满的一行"[:19], 885, 475 + 50 * at, 1450) for at in range(10)]
    title = seen("某市工会工作报告", 600, 300, 1050)

    found = lines([title, *(each for pair in zip(left, right, strict=True) for each in pair)])

    assert [part.text.strip() for part in found] == [title.text, *(each.text for each in [*left, *right])]


def test_a_page_that_lies_on_its_side_or_head_down_is_read_upright() -> None:
    """Corners are turned as most lines lie; a page askew is straight afterwards."""
    found = recogniser._Found
    down = [
        found("一行文字", ((x, 10.0), (x + 20, 10.0), (x + 20, 110.0), (x, 110.0)), 0.9, True, False) for x in (10, 50)
    ]
    head = [
        found("一行文字", ((10.0, y), (110.0, y), (110.0, y + 20), (10.0, y + 20)), 0.9, False, True) for y in (10, 50)
    ]
    askew = [found("一行文字", ((10.0, 10.0), (410.0, 17.0), (410.0, 37.0), (10.0, 30.0)), 0.9, False, False)]

    assert [each[1:5] for each in recogniser._upright(down, 100, 200).seen] == [(10, 70, 110, 90), (10, 30, 110, 50)]
    assert [each[1:5] for each in recogniser._upright(head, 200, 100).seen] == [(90, 70, 190, 90), (90, 30, 190, 50)]
    (straight,) = recogniser._upright(askew, 500, 100).seen
    assert straight.bottom - straight.top == pytest.approx(20, abs=0.1)
    assert straight.right - straight.left == pytest.approx(400, abs=0.5)


def test_a_long_strip_is_cut_where_nothing_stands() -> None:
    """A screenshot of ten screens is looked at in pieces that tile it, cut in blank rows."""
    import numpy as np

    strip = np.full((9000, 1000, 3), 255, np.uint8)
    for top in range(0, 9000, 60):
        strip[top : top + 40, 100:900] = 0
    pieces = list(recogniser._pieces(strip))

    assert [end for _, end in pieces[:-1]] == [start for start, _ in pieces[1:]]
    assert (pieces[0][0], pieces[-1][1]) == (0, 9000)
    assert all(strip[end].min() == 255 for _, end in pieces[:-1])
    assert max(end - start for start, end in pieces) <= 2000


def test_marks_beside_chinese_are_full_ones() -> None:
    """Pairs stay pairs; numbers, times and Latin text keep their own marks; nothing but marks changes."""
    assert mended("(2024年5月8日）演示报告人") == "（2024年5月8日）演示报告人"
    assert mended("大会的主题是:以新时代") == "大会的主题是：以新时代"
    assert mended("增长5.5%,完成10:30") == "增长5.5%，完成10:30"
    assert mended("AI (beta) plus: one") == "AI (beta) plus: one"
    assert mended("—在北京市工会") == "——在北京市工会"


def test_the_note_tells_pages_confidence_and_doubtful_lines() -> None:
    """Both languages; nothing is said of text that was read."""
    zh, en = notes([Part("十个字的一行文字啊啊", None, 1, 0.99), Part("十个字的一行文字啊啊", None, 2, 0.5)], SETTINGS)[
        0
    ]

    assert "2 页" in zh
    assert "74.5%" in zh
    assert "2 行中有 1 行存疑" in zh
    assert "1 of 2 lines are doubtful" in en
    assert notes([Part("读来的")], SETTINGS) == ()


# ── what is seen in scans ─────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def text() -> list[str]:
    """The beginning of the demonstration draft: title, byline, a heading and paragraphs, two pages long."""
    return scans.lines(10)


@pytest.fixture(scope="module")
def scan(text: list[str]) -> bytes:
    """The text as a scanner gives it: askew, on grey paper, with noise."""
    kind = scans.SCANS[3]
    return scans.bound(scans.pages(scans.pdf(scans.word(text, kind)), kind), kind)


@pytest.fixture(scope="module")
def recognised(scan: bytes) -> Report:
    """The scan as read."""
    return read_report(scan, "扫描.pdf")


@needs_ocr
@needs_office
def test_a_scan_has_the_blocks_of_the_file_it_was_made_of(text: list[str], recognised: Report) -> None:
    """Kind, level and, but for a few characters, text; page numbers are furniture; every block says how sure it is."""
    written = read_report(scans.word(text, scans.SCANS[3]), "原件.docx")
    blocks = [block for block in recognised.blocks if block.kind != "furniture"]

    assert [(block.kind, block.level) for block in blocks] == [(block.kind, block.level) for block in written.blocks]
    wrong = sum(Levenshtein.distance(_bare(a.text), _bare(b.text)) for a, b in zip(blocks, written.blocks, strict=True))
    assert wrong <= MOST_WRONG * sum(len(block.text) for block in written.blocks)
    assert {block.page for block in blocks} == {1, 2}
    assert all(block.sure is not None and 0.7 < block.sure <= 1 for block in recognised.blocks)


@needs_ocr
@needs_office
def test_what_was_recognised_is_said_everywhere(text: list[str], recognised: Report) -> None:
    """The source, the notes, both sides of a comparison and its JSON say that the text was recognised."""
    assert recognised.source.told is not None
    assert "识别" in recognised.source.told[0]
    assert "recognised" in recognised.source.told[1]
    assert any("平均可信度" in zh and "mean confidence" in en for zh, en in recognised.notes)

    written = read_report(scans.word(text, scans.SCANS[3]), "原件.docx")
    found = compare(written, recognised)
    assert any("新报告的文字是从图像上识别的" in each for each in said(found, "zh"))
    assert not any("旧报告" in each for each in said(found, "zh"))
    assert all("sure" in block for block in comparison_to_json(found)["new"]["blocks"])  # type: ignore[index]


@needs_ocr
@needs_office
def test_a_photograph_says_itself_which_way_up_it_is(text: list[str]) -> None:
    """A page photographed on its side, upright by its EXIF mark; a page scanned head down is turned by its lines."""
    from PIL import Image

    kind = scans.SCANS[2]
    page = scans.pages(scans.pdf(scans.word(text[:6], kind)), kind)[0]
    out = io.BytesIO()
    marked = Image.Exif()
    marked[0x0112] = 6
    page.rotate(90, expand=True).save(out, "JPEG", quality=90, exif=marked)
    upright = read(out.getvalue(), "照片.jpg")
    out = io.BytesIO()
    page.rotate(180).save(out, "PNG")
    turned = read(out.getvalue(), "倒置.png")

    whole = _bare("".join(text[:6]))
    for document in (upright, turned):
        got = _bare("".join(line.text for line in document.lines if line.style != "furniture"))
        assert Levenshtein.distance(got, whole) <= MOST_WRONG * len(whole)


@needs_ocr
@needs_office
def test_a_scanned_pdf_has_the_limits_of_pictures(scan: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A minute is enough for the text of a pdf, not for its pictures: from there on the time of pictures counts."""
    monkeypatch.setitem(apart.LIMITS, "image", Limit(1, 12_000))

    with pytest.raises(TooLarge, match="within 1 seconds"):
        apart.read(scan, "扫描.pdf")


@needs_ocr
@needs_office
def test_nothing_leaves_the_machine_and_nothing_is_left_behind(scan: bytes, tmp_path: Path) -> None:
    """In a process of its own: no connection is tried, no file is written, the home stays empty."""
    home, work = tmp_path / "home", tmp_path / "work"
    home.mkdir()
    work.mkdir()
    (tmp_path / "scan.pdf").write_bytes(scan)
    (tmp_path / "sitecustomize.py").write_text(_WATCH, encoding="utf-8")
    code = (
        "from compare.reading import read; from pathlib import Path;"
        f" print(len(read(Path({str(tmp_path / 'scan.pdf')!r}).read_bytes(), 'a.pdf').lines))"
    )
    environment = {
        **{key: value for key, value in os.environ.items() if key != "ORT_DISABLE_TELEMETRY"},
        "HOME": str(home),
        "TMPDIR": str(work),
        "XDG_CACHE_HOME": str(home / "cache"),
        "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}",
        "PYTHONDONTWRITEBYTECODE": "1",
        "WATCHED": str(tmp_path / "watched.txt"),
    }
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        cwd=work,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 20
    watched = (tmp_path / "watched.txt").read_text(encoding="utf-8").splitlines()
    assert watched[0] == "watching"
    assert watched[1:] == []
    assert list(home.iterdir()) == []
    assert list(work.iterdir()) == []


_WATCH = """
import os, sys
_seen = os.open(os.environ["WATCHED"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
os.write(_seen, b"watching\\n")
def _hook(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        os.write(_seen, f"{event} {args[1:]}\\n".encode())
    elif event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        os.write(_seen, f"open {args[0]}\\n".encode())
sys.addaudithook(_hook)
"""


def _bare(text: str) -> str:
    return "".join(text.split())
