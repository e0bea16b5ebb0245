"""Passwords and choices in the pages: asked for, used once, never shown again."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from compare.store import Store
from tests.docx_files import docx, p
from tests.locked import LINES, PASSWORD, locked_docx, locked_zip
from tests.pages import Reader


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    """Someone with an empty library."""
    return Reader(tmp_path / "d.sqlite")


def test_a_locked_file_leads_to_its_password(reader: Reader) -> None:
    """From the upload and from the list of what was not read; a wrong one is asked for again and shown nowhere."""
    page = reader.upload(("加密.docx", locked_docx()))
    (link,) = page.values(".problem a", "href")
    assert page.status == 422
    assert reader.get("/").values(".failures a", "href") == [link]

    asked = reader.get(link or "")
    assert asked.values("input[type=password]", "autocomplete") == ["off"]
    wrong = reader.post(link or "", {"password": "猜的-1234"})
    assert (wrong.status, len(wrong.texts("[role=alert]"))) == (422, 1)
    assert "猜的-1234".encode() not in wrong.body

    opened = reader.post(link or "", {"password": PASSWORD})
    assert opened.values("input[name=title]", "value") == [LINES[0]]
    assert reader.get("/").all(".failures") == []
    assert reader.get(link or "").status == 404


def test_a_locked_archive_is_opened_and_each_report_in_it_taken_in(reader: Reader, tmp_path: Path) -> None:
    """Its password is asked for; then it is as if its reports had been sent, and it is not kept itself."""
    texts = {f"{year}.txt": f"{year}年工作报告\n各位代表：\n办好实事。\n".encode() for year in (2024, 2025)}
    page = reader.upload(("集.zip", locked_zip({**texts, "空.txt": b""}, PASSWORD.encode())))
    (link,) = page.values(".problem a", "href")

    assert reader.post(link or "", {"password": "猜的-1234"}).status == 422
    opened = reader.post(link or "", {"password": PASSWORD})

    assert opened.values("input[name=title]", "value") == ["2024年工作报告", "2025年工作报告"]
    assert reader.get("/").all(".failures") == []
    with Store(tmp_path / "d.sqlite") as store:
        assert {store.original(each.id) for each in store.reports()} == set(texts.values())


def test_a_script_is_told_where_the_password_is_asked(reader: Reader) -> None:
    """The page that sends files one by one shows a link beside the sentence."""
    form = {"csrf_token": reader.token(), "files": [(BytesIO(locked_docx()), "加密.docx")]}
    answer = reader.client.post("/upload", data=form, headers={"Accept": "application/json"}).get_json()

    assert reader.get(answer["files"][0]["open"]).status == 200


def test_a_report_says_what_it_was_read_as_and_may_be_overruled(reader: Reader, tmp_path: Path) -> None:
    """Format and encoding of a text; a choice that does not fit is one sentence and changes nothing."""
    reader.upload(("网页.txt", "<html><p>各位代表：</p><p>现在，我报告工作。</p></html>".encode()))
    with Store(tmp_path / "d.sqlite") as store:
        report_id = store.reports()[0].id
    address = f"/reports/{report_id}"
    assert reader.get(address).texts(".choice summary") == [
        "读作 html：内容是带标签的网页；文字编码 utf-8：全文合乎 UTF-8。"
    ]

    changed = reader.post(f"{address}/reading", {"format": "txt", "encoding": "", "revisions": ""})
    assert "<html>" in changed.texts("article .block p")[0]
    assert changed.values(".choice option[selected]", "value") == [None]
    assert changed.texts(".choice option[selected]") == ["txt"]
    for said in ({"encoding": "hz"}, {"format": "docx"}, {"format": "???"}):
        assert reader.post(f"{address}/reading", said).status == 422
    assert reader.get(address).texts(".choice option[selected]") == ["txt"]
    assert reader.post(f"{address}/reading", {}).texts(".choice option[selected]") == []


def test_a_word_file_is_asked_about_tracked_changes_where_it_has_some(reader: Reader, tmp_path: Path) -> None:
    """A choice between two texts that are one is none; one that was made stays, to be unmade."""
    mark = 'w:id="1" w:author="甲" w:date="2025-01-01T00:00:00Z"'
    changed = f"<w:p><w:ins {mark}><w:r><w:t>要加快发展。</w:t></w:r></w:ins></w:p>"
    for name, body in (("没有.docx", ""), ("有.docx", changed)):
        reader.upload((name, docx(p("工会工作报告") + p("各位代表：现在报告工作。") + body)))
    with Store(tmp_path / "d.sqlite") as store:
        without, with_some = (f"/reports/{each.id}" for each in store.reports())

    assert reader.get(without).texts(".choice summary") != []
    assert reader.get(without).all(".choice select") == []
    assert reader.get(with_some).values(".choice select", "name") == ["revisions"]
    reader.post(f"{without}/reading", {"revisions": "original"})
    assert reader.get(without).values(".choice option[selected]", "value") == ["original"]


def test_a_file_that_could_not_be_read_is_erased(reader: Reader, tmp_path: Path) -> None:
    """Its bytes are no longer in the database; what has become a report, or was erased, is not erased here."""
    words = b"\x00secret-9f2c\x00"
    reader.upload(("误传.txt", words), ("报告.txt", "\n".join(LINES).encode()))
    (address,) = reader.get("/").values(".failures form", "action")
    with Store(tmp_path / "d.sqlite") as store:
        (report,) = store.reports()

    gone = reader.post(address or "", {})
    assert gone.texts(".notices p") == ["已彻底删除“误传.txt”。"]
    assert gone.all(".failures") == []
    assert words not in b"".join(path.read_bytes() for path in tmp_path.glob("d.sqlite*"))
    assert reader.post(address or "", {}).status == 404
    assert reader.post(f"/sources/{report.sha256}/discard", {}).status == 404
    assert reader.client.post(address or "").status_code == 400
    assert reader.get(f"/reports/{report.id}").status == 200
