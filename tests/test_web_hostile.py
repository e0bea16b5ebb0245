"""Text that means harm is shown as text, on every page and in every file; what is gone is said, nothing typed lost."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from selectolax.lexbor import LexborHTMLParser

from compare.reviews import review
from compare.store import Store
from tests import hostile
from tests.pages import Answer, Reader

SERIES = "<b>系列</b>{{7*7}}"
UNSEEN = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
RUNS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Library:
    """A database of hostile editions, and the addresses of its pages."""

    database: Path
    old: str
    new: str
    pages: tuple[str, ...]
    files: tuple[str, ...]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Three editions, one with a title of 200 characters; a review, a ledger entry, a dictionary; one removed."""
    return built(tmp_path_factory.mktemp("hostile") / "duizhao.sqlite")


def built(database: Path) -> Library:
    """Fill a database with hostile editions and with what people said of them."""
    with Store(database) as store:
        ids = [
            store.add(
                hostile.report(year, number).encode("utf-8-sig"), f"<img src=x>{hostile.TURN}{year}.txt", series=SERIES
            ).report_id
            for year, number in ((2014, 30), (2019, 41), (2024, 52))
        ]
        old, new = ids[1:]
        store.edit(new, title=hostile.TITLE[:200], date="2024", series=SERIES)
        gone = store.add(f"别的报告{hostile.MARKUP[0]}\n各位代表：\n办好事。\n".encode(), "别的.txt").report_id
        store.removal.remove(gone)
        found = store.comparison(store.compare(old, new))
        store.reviews.say(
            old,
            new,
            [review(found, found.changes[0].id, "ignored", f"=1+1 {hostile.TURN}{hostile.MARKUP[1]}", "<i>甲</i>")],
        )
        change, task, figure = found.changes[1].id, found.old.tasks[0].id, found.figure_changes[0].id
    pair, series = f"/compare/{old}/{new}", quote(SERIES)
    reader = Reader(database)
    form = {"task": task, "say": "outcome", "text": f"@SUM(1) {hostile.MARKUP[1]}{hostile.TURN}", "person": "<b>乙</b>"}
    assert reader.post(f"{pair}/tasks", form).status == 200
    assert reader.post("/dictionary", {"series": SERIES, "text": f"跟踪 {hostile.MARKUP[0][:20]}\n"}).status == 200
    pages = (
        "/", f"/?q={quote('<b>')}&series={series}", f"/search?q={quote('<img')}", f"/search?q={hostile.LATIN[:40]}",
        f"/search?q={quote('{{7*7}}')}&report={new}", f"/series?name={series}&all=1",
        f"/series?name={series}&table=indicators&all=1", f"/series?name={series}&table=sections&all=1",
        f"/dictionary?series={series}", f"/reports/edit?id={new}&id={old}", f"/uploaded?id={new}",
        f"/reports/{gone}/erase",
        f"/reports/{new}", f"/reports/{new}/outline", f"/reports/{new}/figures", pair, f"{pair}?off=&fold=no",
        f"{pair}?review={change}", f"{pair}/summary?full=1", f"{pair}/figures", f"{pair}/figures?say={figure}",
        f"{pair}/formulations", f"{pair}/tasks", f"{pair}/tasks?say={task}", f"{pair}/remarks",
    )  # fmt: skip
    files = (
        *(f"{pair}/export/{format}" for format in ("json", "html", "md", "csv", "text")),
        *(f"{pair}/tasks/export/{format}" for format in ("text", "csv", "md", "json")),
        *(f"/series/export/{format}?name={series}" for format in ("csv", "md", "json")),
    )
    return Library(database, old, new, pages, files)


def harmless(html: LexborHTMLParser) -> None:
    """Fail where markup of a report became markup of the page."""
    assert [node.html for node in html.css("main script, main style, main img, main iframe, main h1 h1")] == []
    assert [node.html for node in html.css("script") if "src" not in node.attributes] == []
    for node in html.css("*"):
        for name, value in node.attributes.items():
            assert not name.startswith("on"), (name, value)
            assert not (value or "").strip().lower().startswith("javascript:"), (name, value)
    assert len(html.css("main")) == len(html.css("footer")) == 1


def test_every_page_shows_it_as_text(library: Library) -> None:
    """No element, handler or address comes of it, no template is run, no mark turns the direction."""
    reader = Reader(library.database)
    for address in library.pages:
        answer = reader.get(address)
        assert answer.status == 200, address
        harmless(answer.html)
        assert not UNSEEN.search(answer.body.decode()), address
    assert hostile.TEMPLATES[0] in reader.get(f"/reports/{library.new}").html.css("article")[0].text()
    assert hostile.MARKUP[0] in reader.get(f"/reports/{library.new}").html.css("article")[0].text()


def cells(body: bytes) -> Iterator[str]:
    """Return the cells of a CSV file."""
    for row in csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")):
        yield from row


def test_every_file_is_harmless(library: Library) -> None:
    """No cell is a formula, numbers apart; the page runs nothing; the data can be read again."""
    reader = Reader(library.database)
    for address in library.files:
        answer = reader.get(address)
        assert answer.status == 200, address
        form = address.split("?")[0].rsplit("/", 1)[1]
        if form == "csv":
            run = [cell for cell in cells(answer.body) if cell.startswith(RUNS) and not re.fullmatch(r"-?[\d.]+", cell)]
            assert run == [], address
        elif form == "html":
            page = answer.html
            assert [node.html for node in page.css("img, iframe, object, embed, link[href], base")] == []
            assert [value for value in answer.values("a[href]", "href") if not (value or "").startswith("#")] == []
            for node in page.css("*"):
                assert [name for name in node.attributes if name.startswith("on")] == []
        elif form == "json":
            json.loads(answer.body)


def test_a_spreadsheet_sees_the_formula_as_text(library: Library) -> None:
    """What was typed or quoted is there, behind an apostrophe."""
    reader = Reader(library.database)
    pair = f"/compare/{library.old}/{library.new}"

    assert any(cell == "'=HYPERLINK(1)" for cell in cells(reader.get(f"{pair}/export/csv").body))
    assert any(cell.startswith("'@SUM(1)") for cell in cells(reader.get(f"{pair}/tasks/export/csv").body))


def test_twenty_thousand_short_lines_are_read_and_compared(tmp_path: Path) -> None:
    """Pages of such a report come in one answer, the outline in pages."""
    reader = Reader(tmp_path / "duizhao.sqlite")
    lines = [f"第{at}件好事。" for at in range(20_000)]
    page = reader.upload(("多.txt", ("工作报告\n各位代表：\n" + "\n".join(lines)).encode()))
    (name,) = page.values("[name=id]", "value")

    assert reader.get("/").status == 200
    assert reader.get(f"/reports/{name}").status == 200
    assert len(reader.get(f"/reports/{name}/outline").all(".rows > li")) == 200
    assert reader.get("/search?q=第19999件").texts(".hits li") == ["第19999件好事。"]


FORMS = (
    ("/reports/edit", {"title": "打了很久的标题\ud800", "date": "2024\ud800", "series": "系\udfff列"}),
    ("/dictionary", {"series": SERIES, "text": "跟踪 甲\ud800乙\n"}),
    ("/paste", {"text": "\ud800\x00工作报告\n各位代表：\n办好5件事。\n", "series": "系\x00列"}),
)


@pytest.mark.parametrize(("address", "form"), FORMS)
def test_half_a_character_in_a_field_does_no_harm(library: Library, address: str, form: dict[str, str]) -> None:
    """What browsers never send, a program may: bytes that are half of a pair are answered with a page."""
    reader = Reader(library.database)
    body = {"csrf_token": reader.token(), "id": library.old, **form}
    sent = "&".join(f"{name}={quote(value.encode('utf-8', 'surrogatepass'))}" for name, value in body.items())
    response = reader.client.post(address, data=sent, content_type="application/x-www-form-urlencoded")

    assert response.status_code < 500
    with Store(library.database) as store:
        assert all(entry.title.isprintable() and (entry.series or "甲").isprintable() for entry in store.reports())


ODD = ("r0", "%ED%A0%80", "%E2%80%AEr1", "%00", "%3Cb%3E", "'%20or%201=1--", "{{7*7}}", "r" * 5000)


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_unknown_id_is_a_clear_page_on_every_address(
    library: Library, method: str, name: str, language: str
) -> None:
    """Every address with an id that is none: 404 or 400, one sentence in the reader's language, a way on."""
    reader = Reader(library.database)
    reader.get(f"/?lang={language}")
    token = reader.token()
    answered = 0
    for rule in reader.app.url_map.iter_rules():
        if rule.endpoint == "static" or method not in (rule.methods or ()) or not rule.arguments:
            continue
        address = re.sub(r"<any\((\w+).*?>", r"\1", rule.rule)
        address = re.sub(r"<(?!format)\w+>", name, address).replace("<format>", "csv")
        form = {"csrf_token": token} if method == "POST" else None
        response = reader.client.open(address, method=method, data=form)
        answer = Answer(response.status_code, response.headers, response.get_data())
        assert answer.status in (400, 404), (rule.rule, answer.status)
        (sentence,) = answer.texts(".problem")
        assert sentence.endswith("。" if language == "zh" else "."), (rule.rule, sentence)
        assert not UNSEEN.search(sentence)
        assert answer.values(".go a", "href")[-1] == "/"
        harmless(answer.html)
        answered += 1
    assert answered >= 9


@pytest.mark.parametrize("name", ODD)
def test_an_unknown_id_in_an_argument_is_a_page_too(library: Library, name: str) -> None:
    """Ids in the query: the pair to compare, the reports to edit, the change to review, a page number."""
    reader = Reader(library.database)
    pair = f"/compare/{library.old}/{library.new}"
    for address in (
        f"/compare?old={name}&new={library.new}", f"/reports/edit?id={name}", f"/uploaded?id={name}&new={name}",
        f"/series?name={name}", f"/dictionary?series={name}", f"/search?q=甲&report={name}&page={name}",
        f"/?id={name}&old={name}&page={name}&series={name}&q={name}",
        f"{pair}?review={name}&mend={name}&off={name}&only={name}",
        f"{pair}?state={name}&fold={name}&same={name}", f"{pair}/figures?say={name}",
        f"{pair}/tasks?say={name}&fate={name}",
        f"/reports/{library.new}/figures?say={name}", f"/reports/{library.new}/outline?page={name}",
    ):  # fmt: skip
        answer = reader.get(address)
        assert answer.status in (200, 400, 404), (address, answer.status)
        harmless(answer.html)


def small(database: Path) -> tuple[str, str, str]:
    """Fill a database with two small editions; return both and a change between them."""
    with Store(database) as store:
        old, new = (
            store.add(f"工作报告\n各位代表：\n一、任务\n{text}\n".encode(), f"{year}.txt").report_id
            for year, text in ((2019, "要新建职工之家30家。"), (2024, "要新建职工之家50家。"))
        )
        found = store.comparison(store.compare(old, new))
    return old, new, found.changes[0].id


def typed(answer: Answer) -> list[str]:
    """Return what a page that could not take a form shows of it."""
    return answer.texts("main textarea[readonly]")


def test_a_report_deleted_meanwhile_is_said_and_the_note_is_kept(tmp_path: Path) -> None:
    """A tab was open on the pair: every page of it says what happened; a note that was typed can be copied."""
    old, new, change = small(tmp_path / "a.sqlite")
    reader = Reader(tmp_path / "a.sqlite")
    assert reader.post(f"/reports/{new}/remove", {}).status == 200

    for address in (
        "",
        "/figures",
        "/tasks",
        "/summary",
        "/formulations",
        "/remarks",
        "/export/csv",
        "/tasks/export/csv",
    ):
        answer = reader.get(f"/compare/{old}/{new}{address}")
        assert answer.status == 404
        assert "可能已被删除" in answer.texts(".problem")[0]
    said = {"change": change, "state": "check", "note": "写了很久的批注", "person": "张三"}
    answer = reader.post(f"/compare/{old}/{new}/reviews", said)
    assert answer.status == 404
    assert typed(answer) == ["写了很久的批注", "张三"]
    answer = reader.post("/reports/edit", {"id": new, "title": "新的标题", "date": "2024", "series": "甲"})
    assert (answer.status, typed(answer)) == (404, ["新的标题", "2024", "甲"])


def test_a_change_that_is_no_more_keeps_the_note(tmp_path: Path) -> None:
    """The comparison was mended in another tab: the review has no place, and its words are shown."""
    old, new, _ = small(tmp_path / "a.sqlite")
    reader = Reader(tmp_path / "a.sqlite")
    answer = reader.post(f"/compare/{old}/{new}/reviews", {"change": "c0", "state": "check", "note": "批注<b>"})

    assert answer.status == 404
    assert "已不在对照里" in answer.texts(".problem")[0]
    assert typed(answer) == ["批注<b>"]
    for form in ("links/undo", "figures/undo", "tasks/undo", "reviews/undo"):
        assert reader.post(f"/compare/{old}/{new}/{form}", {"repair": "x", "entry": "x", "review": "x"}).status == 404


@pytest.mark.parametrize(
    ("address", "form", "words"),
    [
        ("/paste", {"text": "贴上的报告\n第二行", "series": "甲"}, ["贴上的报告 第二行", "甲"]),
        ("/reports/edit", {"id": "r1", "title": "标题", "date": "去年", "series": ""}, ["标题", "去年"]),
        ("/dictionary", {"series": "甲", "text": "跟踪 民主管理"}, ["甲", "跟踪 民主管理"]),
        ("/reports/r1/figures", {"indicator": "指标", "value": "三成", "line": "12"}, ["指标", "三成", "12"]),
        ("/compare/r1/r2/tasks", {"say": "waived", "text": "理由", "person": "乙"}, ["理由", "乙"]),
        ("/compare/r1/r2/reviews", {"state": "check", "note": "批注", "person": "丙"}, ["批注", "丙"]),
    ],
)
def test_an_expired_form_shows_what_was_typed(
    library: Library, address: str, form: dict[str, str], words: list[str]
) -> None:
    """The token is of another key: nothing is kept on the server, everything typed is on the page, with a way back."""
    reader = Reader(library.database)
    response = reader.client.post(
        address, data={"csrf_token": "old", **form}, headers={"Referer": f"http://localhost/reports/{library.old}"}
    )
    answer = Answer(response.status_code, response.headers, response.get_data())

    assert answer.status == 400
    assert "页面已过期" in answer.texts(".problem")[0]
    assert typed(answer) == words
    assert answer.values(".go a", "href") == [f"/reports/{library.old}", "/"]


def test_two_reviewers_of_one_change_are_both_heard(tmp_path: Path) -> None:
    """At the same entry, one after the other: both reviews stand; one taken back twice is said to be gone."""
    old, new, change = small(tmp_path / "a.sqlite")
    first, second = Reader(tmp_path / "a.sqlite"), Reader(tmp_path / "a.sqlite")
    pair = f"/compare/{old}/{new}"
    pages = [reader.get(f"{pair}?review={change}") for reader in (first, second)]
    assert [page.status for page in pages] == [200, 200]
    first.post(f"{pair}/reviews", {"change": change, "state": "agreed", "note": "可以", "person": "甲"})
    answer = second.post(f"{pair}/reviews", {"change": change, "state": "ignored", "note": "不必", "person": "乙"})

    assert {"可以", "不必"} <= set(answer.texts(".note-said"))
    with Store(tmp_path / "a.sqlite") as store:
        kept = {each.person: each.id for each in store.reviews.entries(old, new)}
    assert set(kept) == {"甲", "乙"}
    assert first.post(f"{pair}/reviews/undo", {"review": kept["甲"], "change": change}).status == 200
    again = second.post(f"{pair}/reviews/undo", {"review": kept["甲"], "change": change})
    assert again.status == 404
    assert len(again.texts(".problem")) == 1


def test_a_body_too_large_is_a_page_on_any_address(tmp_path: Path) -> None:
    """Where it leads nowhere too: the body is not read to say so."""
    reader = Reader(tmp_path / "a.sqlite")
    for address in ("/upload", "/paste", "/nowhere", "/reports/r1/remove"):
        response = reader.client.post(
            address, content_type="application/x-www-form-urlencoded",
            environ_overrides={"CONTENT_LENGTH": str(200 * 1024 * 1024)},
        )  # fmt: skip
        assert response.status_code in (400, 404, 413), address
        assert len(Answer(response.status_code, response.headers, response.get_data()).texts(".problem")) == 1
