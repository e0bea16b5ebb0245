"""The library: what is uploaded is listed, what is said of it can be corrected, what is refused says why."""

from __future__ import annotations

import threading
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from compare import paths
from compare.config import WEB, WebSettings
from compare.records import Entry
from compare.store import Store
from tests.docx_files import archive
from tests.pages import Answer, Reader
from tests.support import SEED
from web.shelf import suggested

REPORT = "工会工作报告\n各位代表：\n过去一年，工会新建职工之家30家，服务职工5万人次。\n"
DRAFT = paths.bundled("corpus") / paths.DRAFT


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    """A reader of an empty library."""
    return Reader(tmp_path / "duizhao.sqlite")


def kept(tmp_path: Path) -> tuple[Entry, ...]:
    """Return what the database holds."""
    with Store(tmp_path / "duizhao.sqlite") as store:
        return store.reports()


def word(text: str) -> bytes:
    """Return a Word file with a paragraph for each line."""
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def refused(answer: Answer) -> str:
    """Return the one sentence that a refusal shows, without a trace of how the program is made."""
    assert 400 <= answer.status < 500
    assert b"Traceback" not in answer.body
    (sentence,) = answer.texts(".problem")
    return sentence


def test_an_empty_library_says_what_to_do(reader: Reader) -> None:
    """No table, no picker, one hint and the upload form."""
    page = reader.get("/")

    assert page.status == 200
    assert page.all("table") == []
    assert len(page.all("form[action='/upload'] input[type=file][multiple]")) == 1


def test_one_report_alone_is_not_offered_to_be_compared(reader: Reader) -> None:
    """The library says to add another; with two there is the button."""
    button = ".entries ~ .go button"
    reader.upload(("甲.docx", word("甲")))
    page = reader.get("/")
    assert page.texts("[aria-labelledby=kept] > form > .hint") == ["再添加一份，就可以对照。"]
    assert page.all(button) == []

    reader.upload(("乙.docx", word("乙")))
    assert reader.get("/").texts(button) == ["对照这两份"]


def test_several_files_give_a_result_each(reader: Reader, tmp_path: Path) -> None:
    """Good and bad files in one upload: the good ones are kept with title and date to correct, the bad ones say why."""
    page = reader.upload((SEED.name, SEED.read_bytes()), ("空.txt", b""), (DRAFT.name, DRAFT.read_bytes()))

    assert page.status == 207
    assert page.texts("legend") == [f"{SEED.name} 已加入", f"{DRAFT.name} 已加入 演示稿·内容虚构"]
    (problem,) = page.texts(".problem")
    assert problem.startswith("空.txt ")
    assert page.values("input[name=date]", "value") == ["2019-05-06", "2024-05-08"]
    assert [entry.name for entry in kept(tmp_path)] == [SEED.name, DRAFT.name]


def test_an_upload_that_went_well_leads_on(reader: Reader, tmp_path: Path) -> None:
    """POST, then redirect: the result has an address of its own, and reloading it sends nothing again."""
    form = {
        "csrf_token": reader.token(),
        "files": [(BytesIO(REPORT.encode()), "甲.txt"), (BytesIO(DRAFT.read_bytes()), "乙.txt")],
    }
    response = reader.client.post("/upload", data=form)
    ids = {entry.name: entry.id for entry in kept(tmp_path)}
    first, second = ids["甲.txt"], ids["乙.txt"]

    assert (response.status_code, response.location) == (
        303,
        f"/uploaded?id={first}&id={second}&new={first}&new={second}",
    )
    assert reader.get(response.location).texts("legend") == ["甲.txt 已加入", "乙.txt 已加入 演示稿·内容虚构"]


def test_the_same_file_twice_is_one_report(reader: Reader, tmp_path: Path) -> None:
    """The second upload says so."""
    reader.upload(("报告.txt", REPORT.encode()))
    again = reader.upload(("另一个名字.txt", REPORT.encode()))

    assert again.status == 200
    assert "已经有同样的文件" in again.texts("legend")[0]
    assert len(kept(tmp_path)) == 1


def test_the_same_file_twice_at_once_is_one_report(tmp_path: Path) -> None:
    """Eight uploads of one file, side by side, all succeed and leave one report."""
    readers = [Reader(tmp_path / "duizhao.sqlite") for _ in range(8)]
    statuses: list[int] = []
    threads = [
        threading.Thread(target=lambda each=each: statuses.append(each.upload(("报告.txt", REPORT.encode())).status))
        for each in readers
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert statuses == [200] * 8
    assert len(kept(tmp_path)) == 1


def test_title_date_and_series_can_be_corrected(reader: Reader, tmp_path: Path) -> None:
    """What was read from the text is a proposal; several entries are saved at once."""
    reader.upload(("甲.txt", REPORT.encode()), ("乙.txt", (REPORT + "今后五年，新建30家。").encode()))
    first, second = kept(tmp_path)
    page = reader.post(
        "/reports/edit",
        {"id": [first.id, second.id], "title": ["甲", "乙"], "date": ["2019", "2024-05"], "series": ["系列", ""]},
    )

    assert page.texts("[role=status]") == ["已保存。"]
    assert {(each.title, each.date, each.series) for each in kept(tmp_path)} == {
        ("甲", "2019", "系列"),
        ("乙", "2024-05", None),
    }


def test_a_wrong_date_is_shown_again_and_nothing_typed_is_lost(reader: Reader, tmp_path: Path) -> None:
    """The form comes back with what was typed and one sentence on what to write."""
    reader.upload(("甲.txt", REPORT.encode()))
    (entry,) = kept(tmp_path)
    page = reader.post("/reports/edit", {"id": entry.id, "title": "新的标题", "date": "去年五月", "series": "工会报告"})

    assert "去年五月" in refused(page)
    assert page.values("main input[name=title]", "value") == ["新的标题"]
    assert page.values("main input[name=date]", "value") == ["去年五月"]
    assert kept(tmp_path) == (entry,)


@pytest.mark.parametrize("form", [{}, {"id": "r1"}, {"id": ["r1", "r2"], "title": "甲", "date": "", "series": ""}])
def test_a_form_that_says_nothing_is_not_said_to_be_saved(reader: Reader, form: dict[str, Any]) -> None:
    """Without reports, or with fields that do not belong to them, nothing is saved and that is said."""
    assert refused(reader.post("/reports/edit", form)) == "没有收到要保存的内容；请从报告列表重新进入后再填写。"


def test_the_last_two_editions_of_a_series_are_picked_at_first(tmp_path: Path) -> None:
    """The baseline and the draft, not the draft and another series."""

    def entry(id: str, date: str, series: str | None) -> Entry:
        return Entry(id, id, date, None, series, id, "txt", id, 1, "2024-01-01T00:00:00+00:00", edition=int(id[1:]))

    old, base, new = entry("r1", "2014", "甲"), entry("r2", "2019", "甲"), entry("r3", "2024", "甲")

    assert suggested([old, base, new, entry("r4", "2025", "乙")]) == ("r2", "r3")
    assert suggested([entry("r4", "2025", "乙"), entry("r5", "2025", None)]) == ("r4", "r5")
    assert suggested([old, base, new], ["r3", "r1"]) == ("r1", "r3")
    assert suggested([old, base, new], ["r2"]) == ("r1", "r2")
    assert suggested([old, base, new], ["r1"]) == ("r1", "r2")
    assert suggested([old, base, new], ["r0"]) == ("r2", "r3")
    assert suggested([old]) == ("r1", "r1")
    assert suggested([]) == ("", "")


def test_two_uploads_are_compared_in_one_step(reader: Reader, tmp_path: Path) -> None:
    """Two files are uploaded to be compared: one button saves what was corrected and shows them, older first."""
    page = reader.upload((DRAFT.name, DRAFT.read_bytes()), (SEED.name, SEED.read_bytes()))
    assert page.values("button[name=then]", "value") == ["compare"]
    ids = {entry.name: entry.id for entry in kept(tmp_path)}

    form = {name: page.values(f"fieldset input[name={name}]", "value") for name in ("id", "title", "date", "series")}
    response = reader.client.post("/reports/edit", data={"csrf_token": reader.token(), "then": "compare", **form})

    assert (response.status_code, response.location) == (302, f"/compare/{ids[SEED.name]}/{ids[DRAFT.name]}")


def test_what_was_just_saved_is_picked(reader: Reader, tmp_path: Path) -> None:
    """Back in the list, the reports just uploaded are the ones to compare."""
    reader.upload((SEED.name, SEED.read_bytes()), (DRAFT.name, DRAFT.read_bytes()))
    page = reader.upload(("甲.txt", REPORT.encode()), ("乙.txt", (REPORT + "今后五年，新建30家。").encode()))
    form = {name: page.values(f"fieldset input[name={name}]", "value") for name in ("id", "title", "date", "series")}
    back = reader.post("/reports/edit", form)

    assert back.values("input[checked]", "value") == form["id"]


def test_no_file_chosen(reader: Reader) -> None:
    """The form sent without a file."""
    assert "请选择" in refused(reader.upload())


PASSWORDED = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(2000)
"""What Word writes for a document with a password: an OLE container instead of a zip archive."""

REFUSED = [
    pytest.param("空.txt", b"", id="empty"),
    pytest.param("空白.txt", b" \n\t\r\n ", id="only spaces"),
    pytest.param("照片.txt", bytes(range(256)) * 40, id="binary"),
    pytest.param("照片.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, id="wrong extension"),
    pytest.param("半份.docx", word(REPORT * 50)[:9000], id="half a docx"),
    pytest.param("加密.docx", PASSWORDED, id="docx with a password"),
    pytest.param(
        "english.txt", b"Dear delegates, this is a report on the work of the union in 2024.\n" * 30, id="English"
    ),
    pytest.param("零.txt", b"\0" * 5000, id="NULs"),
]


@pytest.mark.parametrize(("name", "data"), REFUSED)
def test_what_is_no_report_is_refused_in_one_sentence(reader: Reader, tmp_path: Path, name: str, data: bytes) -> None:
    """What, where and what to do, in Chinese and in English; earlier reports are still there."""
    reader.upload(("报告.txt", REPORT.encode()))
    sentence = refused(reader.upload((name, data)))

    assert sentence.startswith(f"{name} ")
    assert sentence.removesuffix(" 输入密码").endswith("。")
    assert sum(sentence.count(mark) for mark in "。！？") <= 3
    assert [entry.name for entry in kept(tmp_path)] == ["报告.txt"]

    reader.get("/?lang=en")
    english = refused(reader.upload((name, data)))
    assert english != sentence
    assert name in english


def test_an_upload_over_the_limit_is_refused_before_it_is_read(reader: Reader, tmp_path: Path) -> None:
    """200 MB: 413 with our sentence, and not a byte of it is looked at."""

    class Untouched(BytesIO):
        def read(self, *_: object) -> bytes:
            raise AssertionError("the body was read")

    reader.upload(("报告.txt", REPORT.encode()))
    length = 200 * 1024 * 1024
    response = reader.client.post(
        "/upload",
        input_stream=Untouched(),
        content_type="multipart/form-data; boundary=b",
        environ_overrides={"CONTENT_LENGTH": str(length)},
    )
    answer = Answer(response.status_code, response.headers, response.get_data())

    assert answer.status == 413
    assert "120 MB" in refused(answer)
    assert len(kept(tmp_path)) == 1


def test_a_single_file_over_its_limit_names_the_file(tmp_path: Path) -> None:
    """A file beyond what one report may have, in a request that is still allowed."""
    reader = Reader(tmp_path / "duizhao.sqlite", web=WebSettings(max_request_bytes=80 * 1024 * 1024))
    sentence = refused(reader.upload(("巨大.txt", "各位代表：".encode() * (4 * 1024 * 1024))))

    assert sentence.startswith("巨大.txt ")
    assert "50 MB" in sentence


def test_odd_texts_are_read_all_the_same(reader: Reader, tmp_path: Path) -> None:
    """One line without punctuation, NULs between words, two encodings in one file: read, nothing breaks."""
    page = reader.upload(
        ("一行.txt", ("各位代表过去一年工会服务职工" * 30).encode()),
        ("夹零.txt", REPORT.replace("，", "，\0").encode()),
        ("混合.txt", (REPORT * 8).encode("gb18030") + "今后五年，新建职工之家50家。\n".encode()),
    )

    assert page.status in (200, 207)
    for entry in kept(tmp_path):
        assert reader.get(f"/reports/{entry.id}").status == 200
    first = kept(tmp_path)[0]
    assert reader.get(f"/compare/{first.id}/{kept(tmp_path)[-1].id}").status == 200


def test_what_could_not_be_read_is_listed_and_kept(reader: Reader, tmp_path: Path) -> None:
    """The library names the file and the reason; the bytes are in the database."""
    reader.upload(("半份.docx", word(REPORT * 50)[:9000]))

    (said,) = reader.get("/").texts(".failures li")
    assert said.startswith("半份.docx")
    with Store(tmp_path / "duizhao.sqlite") as store:
        assert [failure.name for failure in store.sources.failures()] == ["半份.docx"]


def test_a_name_is_shown_as_it_is_kept(reader: Reader, tmp_path: Path) -> None:
    """Without marks that turn the direction, and with an end; whether the file is read or refused."""
    page = reader.upload((f"{'长' * 300}\u202egpj.txt", REPORT.encode()), ("\u202egpj.txt", b""))

    (entry,) = kept(tmp_path)
    assert entry.name == "长" * 113 + "gpj.txt"
    assert "\u202e" not in page.body.decode()


def test_a_path_in_a_file_name_is_dropped(reader: Reader, tmp_path: Path) -> None:
    """Some browsers send where the file lay on the user's disk; that is nobody's business."""
    reader.upload(("用户/机密/报告.txt", REPORT.encode()))

    assert [entry.name for entry in kept(tmp_path)] == ["报告.txt"]


def many(tmp_path: Path, number: int) -> None:
    """Put in reports of two series by turns, one a year."""
    with Store(tmp_path / "duizhao.sqlite") as store:
        for at in range(number):
            series, year = ("甲区" if at % 2 else "乙区"), 1900 + at
            added = store.add(f"工作报告\n各位代表：\n办好{at}件事。\n".encode(), f"{at}.txt", series=series)
            store.edit(added.report_id, title=f"{series}{year}年工作报告", date=str(year), series=series)


def test_a_series_stands_on_a_line_of_time_and_in_a_list(reader: Reader, tmp_path: Path) -> None:
    """A mark for each edition, a join between neighbours; the list has the same links, in the same order."""
    many(tmp_path, 6)
    page = reader.get("/")
    first = [entry for entry in kept(tmp_path) if entry.series == "甲区"]
    (strand,) = [node for node in page.all(".strand") if "甲区" in node.css("h3")[0].text()]
    reports = [f"/reports/{entry.id}" for entry in first]
    pairs = [f"/compare/{old.id}/{new.id}" for old, new in pairwise(first)]

    def links(selector: str) -> list[str | None]:
        return [node.attributes.get("href") for node in strand.css(selector)]

    assert links("svg a.mark") == reports
    assert links("svg a.join") == pairs
    assert links("ol a:not(.quiet)") == reports
    assert links("ol a.quiet") == pairs
    assert [node.text() for node in strand.css("svg text")] == ["1901", "1903", "1905"]
    assert strand.css("svg a.mark")[0].attributes["aria-label"] == "1901年 甲区1901年工作报告"


def test_two_hundred_reports_are_four_pages_and_the_picked_pair_stays(reader: Reader, tmp_path: Path) -> None:
    """What was picked stands above the page on which it is not; a page beyond the last is the last."""
    many(tmp_path, 200)
    entries = kept(tmp_path)
    old, new = entries[150], entries[3]
    page = reader.get(f"/?page=2&old={old.id}&new={new.id}")

    assert len(page.all(".entries tbody:not(.beside) tr")) == 50
    assert page.values(".beside td.title a", "href") == [f"/reports/{new.id}", f"/reports/{old.id}"]
    assert page.values("input[name=old][checked]", "value") == [old.id]
    assert page.values("input[name=new][checked]", "value") == [new.id]
    assert page.values("button[name=page]", "value") == ["1", "3"]
    assert reader.get("/?page=99999999").values("button[name=page]", "value") == ["3"]
    assert reader.get("/?page=x&old=r0&new=%00").status == 200


def test_the_list_is_narrowed_by_series_and_words(reader: Reader, tmp_path: Path) -> None:
    """Both at once, several words; the lines of time follow the series; nothing found is said, and the pair stays."""
    many(tmp_path, 30)
    page = reader.get("/?series=甲区&q=１９２１ 工作")
    assert page.texts("tbody:not(.beside) .title") == ["甲区1921年工作报告"]
    assert page.texts(".strand h3") == ["甲区"]
    assert page.values("select[name=series] option[selected]", "value") == ["甲区"]
    assert page.texts("#kept small") == ["1 / 30"]

    nothing = reader.get("/?q=没有这个")
    assert "没有这样的报告" in nothing.texts("tbody:not(.beside) td")[0]
    assert len(nothing.all(".beside td.title")) == 2


def test_a_short_list_has_no_filter(reader: Reader, tmp_path: Path) -> None:
    """Ten reports are seen whole; eleven can be narrowed."""
    many(tmp_path, 10)
    assert reader.get("/").all("[name=q]:not(#q)") == []
    many(tmp_path, 11)
    assert len(reader.get("/").all("[name=q]:not(#q)")) == 1


def test_each_report_of_an_archive_is_one_of_the_library(reader: Reader, tmp_path: Path) -> None:
    """With its own outcome and its own bytes; what was left out is said; the archive is not kept."""
    texts = {f"集/{year}.txt": f"{year}年工作报告\n各位代表：\n办好实事。\n".encode() for year in (2024, 2025)}
    page = reader.upload(
        ("集.zip", archive({**texts, "坏.docx": b"PK\x03\x04", ".DS_Store": b"x", "a.exe": b"MZ\x90\x00"}))
    )

    assert page.status == 207
    assert [entry.name for entry in kept(tmp_path)] == ["2024.txt", "2025.txt"]
    assert [text for text in page.texts(".problem") if "坏.docx" in text]
    with Store(tmp_path / "duizhao.sqlite") as store:
        assert {store.original(each.id) for each in store.reports()} == set(texts.values())
        assert [failure.name for failure in store.sources.failures()] == ["坏.docx"]
    assert "集.zip：没有收入（不是报告、太大，或压缩包套得太深）：a.exe。" in page.body.decode()


def test_each_report_of_a_table_is_one_of_the_library(reader: Reader, tmp_path: Path) -> None:
    """A collection in one table is taken in as if its reports had been sent one by one."""
    body = "各位代表：\n" + "我们要加快发展。\n" * 200
    table = f'地区,年份,正文\n甲市,2024,"{body}"\n乙市,2025,"{body}"\n'

    reader.upload(("集.csv", table.encode()))

    assert sorted(entry.name for entry in kept(tmp_path)) == ["乙市 2025.csv", "甲市 2024.csv"]


def test_an_archive_without_reports_is_one_sentence(reader: Reader) -> None:
    """And is listed as not read."""
    assert "没有能读的报告" in refused(reader.upload(("集.zip", archive({"a.exe": b"MZ\x90\x00"}))))
    assert len(reader.get("/").all(".failures li")) == 1


def test_one_file_is_answered_in_json_to_what_asks_for_it(reader: Reader) -> None:
    """Kept, there already, refused with its sentence; an error before that is a sentence as well."""

    def sent(name: str, data: bytes, token: str) -> tuple[int, dict[str, Any]]:
        form = {"csrf_token": token, "files": [(BytesIO(data), name)]}
        response = reader.client.post("/upload", data=form, headers={"Accept": "application/json"})
        return response.status_code, response.get_json()

    token = reader.token()
    status, first = sent("甲.txt", REPORT.encode(), token)
    (kept_file,) = first["files"]
    assert (status, kept_file["name"], kept_file["new"], kept_file["said"]) == (200, "甲.txt", True, "已加入")
    status, again = sent("乙.txt", REPORT.encode(), token)
    assert (status, again["files"][0]["id"], again["files"][0]["new"]) == (200, kept_file["id"], False)
    status, empty = sent("空.txt", b"", token)
    assert (status, empty["files"][0]["id"]) == (422, None)
    assert "空.txt" in empty["files"][0]["said"]
    status, forged = sent("丙.txt", REPORT.encode(), "made up")
    assert status == 400
    assert "页面已过期" in forged["error"]


def test_what_an_archive_left_out_is_told_in_json_too(reader: Reader) -> None:
    """In the language of the page, by the name of the archive."""
    data = archive({"甲.txt": REPORT.encode(), "安装.exe": b"MZ\x90\x00"})
    form = {"csrf_token": reader.token(), "files": [(BytesIO(data), "集.zip")]}
    reader.get("/?lang=en")
    answer = reader.client.post("/upload", data=form, headers={"Accept": "application/json"}).get_json()

    assert answer["notes"] == ["集.zip: Left out (no report, too large, or archives nested too deep): 安装.exe."]
    assert reader.get("/").texts(".notices .warning") == answer["notes"]


def test_a_report_offers_a_few_others_at_once(reader: Reader, tmp_path: Path) -> None:
    """Those of its series first, then the latest; the rest is folded below them, for a library may have hundreds."""
    many(tmp_path, 30)
    known = kept(tmp_path)[0]
    page = reader.get(f"/reports/{known.id}")
    others = [each for each in kept(tmp_path) if each.id != known.id]
    offered = page.values("[aria-labelledby=beside] li a", "href")

    assert len(offered) == len(others)
    assert len(page.all("[aria-labelledby=beside] > .list li")) == WEB.report_others
    assert page.texts("[aria-labelledby=beside] summary") == [f"其余 {len(others) - WEB.report_others} 份"]
    order = [next(each for each in others if each.id in (link or "").split("/")) for link in offered]
    kin = [each for each in others if each.series == known.series]
    assert order == [*kin, *reversed([each for each in others if each.series != known.series])]
