"""The outline page: every line with a choice, what is chosen is kept and shown, and can be taken back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from compare import paths
from compare.config import WebSettings
from compare.model import OutlineRepair
from compare.outline_lines import NAMES, SourceLine, source_lines
from compare.records import KeptOutlineRepair
from compare.store import Store
from tests.pages import Answer, Reader
from tests.support import SEED

DRAFT = paths.bundled("corpus") / paths.DRAFT


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    """A reader of a library with the baseline in it."""
    reader = Reader(tmp_path / "duizhao.sqlite")
    reader.upload((SEED.name, SEED.read_bytes()))
    return reader


class Desk:
    """The outline page of the baseline, and what the database says of it."""

    def __init__(self, reader: Reader, database: Path) -> None:
        self.reader, self.database = reader, database
        with Store(database) as store:
            self.id = store.reports()[0].id
        self.address = f"/reports/{self.id}/outline"

    @property
    def lines(self) -> dict[int, SourceLine]:
        with Store(self.database) as store:
            return {line.number: line for line in source_lines(store.report(self.id).report.blocks)}

    @property
    def kept(self) -> tuple[KeptOutlineRepair, ...]:
        with Store(self.database) as store:
            return store.outline_repairs(self.id)

    def send(self, page: Answer, **chosen: str) -> Answer:
        """Send the form of a page as a browser does, with some fields filled in otherwise."""
        form = {
            name: value or ""
            for name, value in zip(
                page.values("#lines input[type=hidden]", "name"),
                page.values("#lines input[type=hidden]", "value"),
                strict=True,
            )
            if name
        }
        for select in page.all(".line select"):
            options = select.css("option[selected]")
            form[select.attributes["name"] or ""] = options[0].attributes["value"] or ""
        return self.reader.post(self.address, form | chosen)


@pytest.fixture
def desk(reader: Reader, tmp_path: Path) -> Desk:
    """The outline page of the baseline."""
    return Desk(reader, tmp_path / "duizhao.sqlite")


def test_every_line_has_a_choice(desk: Desk) -> None:
    """Each says what its line was read as; only the first line cannot continue another; each is labelled."""
    page = desk.reader.get(desk.address)

    shown = page.texts(".line select option[selected]")
    assert shown == [NAMES[line.kind][0] for line in desk.lines.values()]
    assert len(page.values(".line select[aria-label]", "aria-label")) == len(desk.lines)
    options = [[option.attributes["value"] for option in select.css("option")] for select in page.all(".line select")]
    assert "continues" not in options[0]
    assert all("continues" in each for each in options[1:32])
    assert all(len(each) == len(set(each)) for each in options)


def test_what_is_chosen_is_kept_shown_and_taken_back(desk: Desk) -> None:
    """One save keeps several lines; the report's sections follow; undo leaves the rest."""
    report = f"/reports/{desk.id}"
    before = desk.reader.get(report).texts(".outline li")
    page = desk.reader.get(desk.address)
    six, nine = desk.lines[6].anchor, desk.lines[9].anchor

    page = desk.send(page, **{six: "heading2", nine: "paragraph"})

    assert page.texts(".notices p") == ["已保存：改了 2 行，还原 0 行。"]
    assert page.values(".line.said", "id") == ["L6", "L9"]
    assert page.texts(".line .hand span") == ["人工修正，程序读作：段落", "人工修正，程序读作：段首句段落"]
    assert [(kept.repair.anchor, kept.repair.kind) for kept in sorted(desk.kept, key=lambda k: k.repair.kind)] == [
        (six, "heading2"),
        (nine, "paragraph"),
    ]
    sections = desk.reader.get(report).texts(".outline li")
    assert len(sections) == len(before)  # one more by line 6, one less by line 9
    assert any(section.startswith("过去五年，正值北京") for section in sections)
    assert desk.reader.get(report).values(".block .mend.said", "title") == [
        "第 6 行经人工修正，程序读作：段落 ",
        "第 9 行经人工修正，程序读作：段首句段落 ",
    ]

    page = desk.send(page, undo=six)
    assert page.texts(".notices p") == ["已保存：改了 0 行，还原 1 行。"]
    assert page.values(".line.said", "id") == ["L9"]
    page = desk.send(page, **{nine: "undo"})
    assert desk.kept == ()
    assert desk.reader.get(report).texts(".outline li") == before


def test_a_page_left_open_says_nothing_that_was_not_touched(desk: Desk) -> None:
    """What another page saved meanwhile stays as it is."""
    stale = desk.reader.get(desk.address)
    six, nine = desk.lines[6].anchor, desk.lines[9].anchor
    desk.send(stale, **{six: "heading2"})

    page = desk.send(stale, **{nine: "paragraph"})

    assert page.values(".line.said", "id") == ["L6", "L9"]
    assert desk.send(page).texts(".notices p") == ["没有改动，未保存。"]


def test_a_range_of_lines_is_said_at_once(desk: Desk) -> None:
    """From line to line, all the same; taken back the same way; what was chosen beside it is kept too."""
    page = desk.reader.get(desk.address)

    page = desk.send(page, **{"from": "51", "to": "54", "many": "annex", desk.lines[6].anchor: "heading2"})
    assert page.values(".line.said", "id") == ["L6", "L51", "L52", "L53", "L54"]
    assert {desk.lines[number].kind for number in range(51, 55)} == {"annex"}

    page = desk.send(page, **{"from": "53", "to": "", "many": "undo"})
    assert page.values(".line.said", "id") == ["L6", "L51", "L52", "L54"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"from": "900", "many": "annex"}, "这份报告没有第 900 行文字（空行不算）；请核对行号。"),
        ({"from": "x", "many": "annex"}, "这份报告没有第 x 行文字（空行不算）；请核对行号。"),
        ({"from": "1", "many": "continues"}, "第 1 行前面没有正文，无法接上行；请选别的读法。"),
        ({"from": "1", "many": "chapter"}, "没有 “chapter” 这种读法；请刷新页面后再选。"),
        ({"n0000000000": "title"}, "这份报告没有第 n0000000000 行文字（空行不算）；请核对行号。"),
    ],
)
def test_what_cannot_be_said_is_one_sentence(desk: Desk, fields: dict[str, str], sentence: str) -> None:
    """Nothing is kept, not even what could have been."""
    page = desk.send(desk.reader.get(desk.address), **{desk.lines[6].anchor: "heading2", **fields})

    assert 400 <= page.status < 500
    assert page.texts(".problem") == [sentence]
    assert desk.kept == ()


def test_a_repair_without_its_line_is_listed_and_removed(desk: Desk) -> None:
    """The report says that there is one; the outline page quotes it and takes it away when asked."""
    with Store(desk.database) as store:
        store.repair_outline(desk.id, [OutlineRepair("n0123456789", "heading1", "三、已删去的一行")])

    assert desk.reader.get(f"/reports/{desk.id}").texts(".note") == [
        "有 1 处结构修正找不到原来的行，已保留，没有应用。 查看"
    ]
    page = desk.reader.get(desk.address)
    assert page.texts(".lost li") == ["一级标题 三、已删去的一行 去掉"]

    page = desk.send(page, undo="n0123456789")
    assert page.all(".lost li") == []
    assert desk.kept == ()


def unsigned(page: bytes) -> bytes:
    """A page without the token of its forms, which holds the time."""
    return re.sub(rb'name="csrf_token" value="[^"]*"', b"", page)


def test_comparisons_follow_a_repair(desk: Desk) -> None:
    """A comparison that was shown before shows the repaired outline after, and the first one after the undoing."""
    desk.reader.upload((DRAFT.name, DRAFT.read_bytes()))
    with Store(desk.database) as store:
        other = next(entry.id for entry in store.reports() if entry.id != desk.id)
    address = f"/compare/{desk.id}/{other}?fold=no"
    before = unsigned(desk.reader.get(address).body)
    six = desk.lines[6].anchor

    page = desk.send(desk.reader.get(desk.address), **{six: "heading2"})
    after = desk.reader.get(address)
    assert any(text.startswith("过去五年，正值北京") for text in after.texts(".cell.old :is(h3, h4)"))

    desk.send(page, undo=six)
    assert unsigned(desk.reader.get(address).body) == before


def test_long_reports_have_pages(tmp_path: Path) -> None:
    """Each page holds so many lines, says where the others are, and a line's link leads to its page."""
    reader = Reader(tmp_path / "duizhao.sqlite", web=WebSettings(outline_lines=20))
    reader.upload((SEED.name, SEED.read_bytes()))
    desk = Desk(reader, tmp_path / "duizhao.sqlite")

    first, second = reader.get(desk.address), reader.get(f"{desk.address}?page=2")
    assert first.texts(".turn a")[:3] == ["第 1–20 行", "第 21–40 行", "第 41–54 行"]
    assert second.values(".line", "id") == [f"L{number}" for number in range(21, 41)]
    assert second.texts(".turn [aria-current]") == ["第 21–40 行"] * 2
    assert "#L24" in second.values(".outline a", "href")
    assert f"{desk.address}?page=3#L41" in second.values(".outline a", "href")
    assert f"{desk.address}?page=2#L27" in reader.get(f"/reports/{desk.id}").values(".mend", "href")
    for wrong, line in (("x", "L1"), ("0", "L1"), ("99", "L41")):
        assert reader.get(f"{desk.address}?page={wrong}").values(".line", "id")[0] == line


def test_long_lines_show_both_ends(desk: Desk) -> None:
    """What a line is shows at its beginning, and at its end whether it goes on; the middle is left out visibly."""
    (words,) = desk.reader.get(desk.address).texts("#T6")
    text = desk.lines[6].text

    assert words == f"{text[:60]} … {text[-16:]}"


def test_a_form_without_its_token_is_refused(desk: Desk) -> None:
    """Another site cannot say what a line is."""
    answer = desk.reader.client.post(desk.address, data={desk.lines[6].anchor: "heading2"})

    assert answer.status_code == 400
    assert desk.kept == ()


def test_a_report_that_is_not_there_has_no_outline(reader: Reader) -> None:
    """The sentence says where to look, also for what is sent."""
    assert reader.get("/reports/r0000000000/outline").status == 404
    assert reader.post("/reports/r0000000000/outline", {}).status == 404


def test_the_next_draft_takes_over_what_was_said_of_the_last(desk: Desk) -> None:
    """Lines that are the same are repaired alike, those that are gone are listed; both drafts keep their own."""
    page = desk.reader.get(desk.address)
    assert page.all("select[name=take]") == []
    desk.send(page, **{desk.lines[6].anchor: "heading2", desk.lines[9].anchor: "paragraph"})
    newer = SEED.read_bytes().replace("政治方向更加坚定".encode(), "政治方向更为坚定".encode(), 1)
    desk.reader.upload(("二稿.txt", newer))
    with Store(desk.database) as store:
        other = next(entry.id for entry in store.reports() if entry.id != desk.id)

    page = desk.reader.get(f"/reports/{other}/outline")
    assert page.values("select[name=take] option", "value") == ["", desk.id]
    page = desk.reader.post(f"/reports/{other}/outline", {"take": desk.id})

    assert page.values(".line.said", "id") == ["L6"]
    assert len(page.all(".lost li")) == 1
    assert [kept.repair.kind for kept in desk.kept] == ["heading2", "paragraph"]
    assert desk.reader.post(f"/reports/{other}/outline", {"take": "r0000000000"}).status == 404
