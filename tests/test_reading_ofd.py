"""An OFD is read as the pdf of the same pages would be."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.comparison import compare, read_report
from compare.config import ReadingSettings
from compare.errors import DuizhaoError, TooLarge, UnreadableSource
from compare.reading import read
from tests.docx_files import archive
from tests.ofd_files import ofd, packed, placed
from tests.support import ROOT


@pytest.mark.parametrize("name", ["2014-demo", "2024-demo"])
def test_the_same_report_as_ofd(name: str) -> None:
    """Its paragraphs are those of the text, heads and page numbers are furniture, and a comparison finds nothing."""
    text = (ROOT / "corpus" / f"{name}.txt").read_text(encoding="utf-8-sig")
    plain, found = read_report(text.encode(), "a.txt"), read_report(ofd(text), "a.ofd")

    blocks = [block.text for block in found.blocks if block.kind != "furniture"]
    assert blocks == [block.text for block in plain.blocks]
    assert {edit.op for edit in compare(plain, found).edits} == {"equal"}
    assert {block.text for block in found.blocks if block.kind == "furniture"} >= {"某市总工会", "— 1 —"}


def test_templates_and_stamps() -> None:
    """What stands on a template is on every page; what is written askew is furniture, in one line."""
    stamp = placed("仅供参考", 60, 120, turned=' CTM="0.7 0.7 -0.7 0.7 0 0"')
    pages = [placed(f"　　第{word}页的文字写到这里为止，一共有这么多。", 26, 60) + stamp for word in "一二三"]

    document = read(packed(pages, placed("红头文件", 90, 18)), "a.ofd")

    assert [(line.page, line.text.strip(), line.style == "furniture") for line in document.lines] == [
        each
        for page, word in enumerate("一二三", 1)
        for each in (
            (page, "红头文件", True),
            (page, f"第{word}页的文字写到这里为止，一共有这么多。", False),
            (page, "仅供参考", True),
        )
    ]


def test_what_a_composite_object_shows_is_read_in_its_place() -> None:
    """Moved and made larger as it says; one that shows itself ends."""
    inside = placed("第二段在组合对象里，同样要读出来。", 13, 25, 1.5)
    again = '<ofd:CompositeObject ResourceID="12" Boundary="0 0 210 297"/>'
    shown = '<ofd:CompositeObject ResourceID="12" Boundary="0 5 210 297" CTM="2 0 0 2 0 0"/>'
    rows = [placed(f"　　第{word}段写到这里为止，一共有这么多文字。", 26, y) for word, y in (("一", 35), ("三", 85))]

    lines = read(packed([rows[0] + rows[1] + shown], drawing=inside), "a.ofd").lines

    assert [line.text.strip()[:3] for line in lines] == ["第一段", "第二段", "第三段"]
    with pytest.raises(TooLarge):
        read(packed([rows[0] + shown], drawing=again * 40), "a.ofd", replace(ReadingSettings(), max_characters=10_000))


@pytest.mark.parametrize("odd", ["names in GBK", "parts in GBK", "prefix not declared"])
def test_files_of_careless_programs_are_read(odd: str) -> None:
    """Names without the bit for UTF-8, parts in another encoding than XML has, elements with a prefix of nowhere."""
    data, out = packed([placed("各位代表，现在我报告工作。", 26, 60)]), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(out, "w") as made:
        for path in whole.namelist():
            part = whole.read(path)
            if odd == "names in GBK":
                part = part.replace(b"Pages/", "页面X/".encode())
            elif odd == "parts in GBK":
                part = b"<?xml version='1.0' encoding='UTF-8'?>" + part.decode().encode("gbk")
            else:
                part = part.replace(b' xmlns:ofd="http://www.ofdspec.org/2016"', b"")
            made.writestr(path.replace("Pages", "PAGEX") if odd == "names in GBK" else path, part)
    written = out.getvalue().replace(b"PAGEX", "页面X".encode("gbk"))

    assert [line.text.strip() for line in read(written, "a.ofd").lines] == ["各位代表，现在我报告工作。"]


def test_characters_without_distances_stand_beside_each_other() -> None:
    """DeltaX may be missing, short, or absurd: the text is there."""
    line = placed("各位代表，现在我报告工作。", 26, 60)
    for delta in ("", 'DeltaX="3"', 'DeltaX="g 999999999999 3"', 'DeltaX="g x 1e999"'):
        start, _, rest = line.partition('DeltaX="')
        data = packed([start + delta + rest.partition('"')[2]])

        assert "".join(line.text for line in read(data, "a.ofd").lines).replace(" ", "") == "各位代表，现在我报告工作。"


def test_what_cannot_be_read() -> None:
    """Without its parts, without text, with too many pages, with entities: one sentence."""
    good = packed([placed("各位代表，现在我报告工作。", 26, 60)] * 3)
    for files in ({"OFD.xml": b"<a/>"}, {"OFD.xml": b"<a><DocRoot>x.xml</DocRoot></a>"}):
        with pytest.raises(UnreadableSource, match="its pages are not there"):
            read(archive(files), "a.ofd")
    with pytest.raises(UnreadableSource, match="holds no text and seems to be a scan"):
        read(packed(["", "", ""]), "a.ofd")
    with pytest.raises(TooLarge, match="3 pages, more than the limit of 2"):
        read(good, "a.ofd", replace(ReadingSettings(), max_pages=2))
    with pytest.raises(TooLarge, match="longer than 10 characters"):
        read(good, "a.ofd", replace(ReadingSettings(), max_characters=10))
    with pytest.raises(UnreadableSource, match="DOCTYPE"):
        read(archive({"OFD.xml": b"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>"}), "a.ofd")


def test_a_page_that_is_missing_is_said() -> None:
    """The others are read."""
    pages, out = packed([placed("各位代表，现在我报告工作。", 26, 60)] * 3), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(pages)) as whole, zipfile.ZipFile(out, "w") as part:
        for path in whole.namelist():
            if "Page_1" not in path:
                part.writestr(path, whole.read(path))

    assert read(out.getvalue(), "a.ofd").notes[0][1] == "Pages that are damaged and were not read: 1."


@given(st.text(alphabet='<>/="0123456789 .-gXYeE各位ofd:Page', max_size=120))
@settings(max_examples=100, deadline=None)
def test_any_markup(markup: str) -> None:
    """Broken pages give a document or a sentence."""
    try:
        document = read(packed([markup + placed("各位代表，现在我报告工作。", 26, 60)]), "a.ofd")
    except DuizhaoError:
        return
    assert document.lines


@given(*[st.text(alphabet="0123456789 .-geE", max_size=30)] * 3)
@settings(max_examples=200, deadline=None)
def test_any_numbers(box: str, matrix: str, delta: str) -> None:
    """Whatever a place says, every character is in one line."""
    code = f'<ofd:TextCode X="0" Y="{delta}" DeltaX="{delta}">各位代表，现在我报告工作。</ofd:TextCode>'
    page = f'<ofd:TextObject Size="3" Boundary="{box}" CTM="{matrix}">{code}</ofd:TextObject>'

    document = read(packed([page + placed("同志们，今年的工作报告到此为止。", 26, 60)]), "a.ofd")

    found = "".join(line.text for line in document.lines)
    assert sorted(found.replace(" ", "").replace("\u3000", "").replace("\t", "")) == sorted(
        "各位代表，现在我报告工作。同志们，今年的工作报告到此为止。"
    )
