"""Both languages: Chinese unless English is chosen, every sentence translated, the compiled catalogue current."""

from __future__ import annotations

import re
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from compare.describe import KINDS
from tests.pages import Answer, Reader
from tests.support import ROOT, SEED
from web import catalogue, nouns

COUNTED = re.compile(r"%\(\w+\)s (?!is|was|has)\w+s\b")
"""A number before a noun of many, in a sentence that has one form."""
HAN = re.compile(r"[一-鿿]")


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    """A reader of a library with one report."""
    reader = Reader(tmp_path / "duizhao.sqlite")
    reader.upload((SEED.name, SEED.read_bytes()))
    return reader


def language(reader: Reader, address: str = "/", **options: object) -> str | None:
    """Return the language in which a page is answered."""
    return reader.get(address, **options).values("html", "lang")[0]


def test_a_choice_is_remembered(reader: Reader) -> None:
    """?lang= switches, and the next page speaks the same."""
    assert language(reader) == "zh-CN"
    assert language(reader, "/?lang=en") == "en"
    assert language(reader) == "en"
    assert language(reader, "/?lang=zh") == "zh-CN"
    assert language(reader) == "zh-CN"


def test_an_unknown_language_is_chinese(reader: Reader) -> None:
    """Neither an error nor a blank."""
    assert language(reader, "/?lang=xx") == "zh-CN"


@pytest.mark.parametrize("asked", ["en-GB,en;q=0.9", "zh-CN,zh;q=0.9,en;q=0.8", "fr, de;q=0.5"])
def test_the_pages_are_chinese_whatever_the_browser_asks_for(reader: Reader, asked: str) -> None:
    """A Chinese reader at a computer set up in English reads Chinese; English comes with the switch, and stays."""
    headers = {"Accept-Language": asked}

    assert language(reader, headers=headers) == "zh-CN"
    assert language(reader, "/?lang=en", headers=headers) == "en"
    assert language(reader, headers=headers) == "en"


def test_the_switch_stays_on_the_page(tmp_path: Path) -> None:
    """Its link is the same page in the other language, with everything else that was asked."""
    reader = Reader(tmp_path / "duizhao.sqlite")
    links = reader.get("/reports/edit?id=").values("header .languages a", "href")
    assert links
    links = Reader(tmp_path / "duizhao.sqlite").get("/?off=wording").values("header .languages a", "href")

    assert [link for link in links if link and "off=wording" not in link] == []


@pytest.mark.parametrize("name", ["endpoint", "_scheme", "_external", "_anchor", "_method", "self", "lang"])
def test_no_argument_disturbs_the_switch(reader: Reader, name: str) -> None:
    """Whatever is asked is handed on as it is, several values too, and the link stays on this site."""
    answer = reader.get("/", query_string={name: ["javascript", "x"]})

    assert answer.status == 200
    kept = "" if name == "lang" else f"{name}=javascript&{name}=x&"
    assert answer.values("header .languages a", "href") == [f"/?{kept}lang=zh", f"/?{kept}lang=en"]


def test_english_pages_speak_english(reader: Reader) -> None:
    """Outside the reports' own words, which are marked as Chinese, no page has a Chinese character."""
    entry = re.search(rb"/reports/(r[0-9a-f]+)", reader.get("/").body)
    assert entry is not None
    name = entry[1].decode()
    pair = f"/compare/{name}/{name}"
    addresses = ["/", f"/reports/{name}", f"/reports/edit?id={name}", pair, "/nowhere"]
    addresses += [f"{pair}/{table}" for table in ("summary", "figures", "tasks", "formulations", "remarks")]
    for address in addresses:
        page = reader.get(f"{address}{'&' if '?' in address else '?'}lang=en").html
        for node in page.css("[lang=zh-CN]"):
            node.decompose()
        for selector in ("head title", "input", "option", "#summary"):  # what reports are called or quoted saying
            for node in page.css(selector):
                node.decompose()
        body = page.body
        assert body is not None
        assert HAN.findall(body.text().replace("对照", "")) == [], address
        for attribute in ("aria-label", "title", "placeholder"):
            for node in page.css(f"[{attribute}]"):
                said = (node.attributes.get(attribute) or "").replace("对照", "")
                assert not HAN.search(said) or "：" in said or ": " in said, (address, said)


def test_every_sentence_has_its_english(reader: Reader) -> None:
    """What templates and modules say is in the catalogue and translated, placeholders and all; nothing else is."""
    known = dict(written())

    assert set(known) == set(catalogue.sentences())
    for sentence, english in known.items():
        assert len(catalogue.forms(english)) == len(catalogue.forms(sentence))
        for form in catalogue.forms(english):
            assert form, sentence
            assert asked_for(form) == asked_for(catalogue.forms(sentence)[0]), sentence


def test_one_and_many_are_told_apart_in_english() -> None:
    """A sentence with a count before a noun has both forms, and they differ; so that no page says "1 reports"."""
    counted = [catalogue.forms(english) for _, english in written() if not isinstance(english, str)]

    assert ("%(num)s edition", "%(num)s editions") in counted
    for english in (english for _, english in written() if isinstance(english, str)):
        assert not COUNTED.search(english), english


def test_a_sentence_keeps_its_forms_when_sentences_are_collected_anew() -> None:
    """Collecting again changes nothing: translations of one and of many stay."""
    assert [(each.id, each.string) for each in catalogue.updated()][1:] == [
        (each.id, each.string) for each in catalogue.translated()
    ][1:]


def test_the_compiled_catalogue_is_current() -> None:
    """messages.mo says what messages.po says; `python -m web.catalogue` makes it so."""
    shipped = GNUTranslations(BytesIO(catalogue.MO.read_bytes()))

    for sentence, english in written():
        if isinstance(sentence, str):
            assert shipped.gettext(sentence) == english
        else:
            assert tuple(shipped.ngettext(*sentence, count) for count in (1, 2)) == english


def written() -> list[tuple[catalogue.Sentence, str | tuple[str, ...]]]:
    """Return each sentence of the catalogue with its English: one form, or one for one and one for many."""
    return [
        (said, english)
        for message in catalogue.translated()
        if message.id
        for said in [message.id if isinstance(message.id, str) else (message.id[0], message.id[1])]
        for english in [message.string if isinstance(message.string, str) else tuple(message.string or ())]
    ]


def asked_for(sentence: str) -> list[str]:
    """Return what is to be put into a sentence."""
    return sorted(re.findall(r"%\(\w+\)s", sentence))


def test_every_noun_has_both_names() -> None:
    """Kinds, roles, fates and switches."""
    tables = [
        table
        for table in vars(nouns).values()
        if isinstance(table, dict) and table and all(isinstance(names, tuple) for names in table.values())
    ]

    assert KINDS in tables
    for table in tables:
        for key, (chinese, english) in table.items():
            assert HAN.search(chinese), key
            assert english, key
            assert not HAN.search(english), key


def test_templates_say_what_they_need() -> None:
    """The first line of each template is a comment on what it is given."""
    for file in sorted((ROOT / "web" / "templates").glob("*.html")):
        assert re.match(r"\{# (?:needs|macros?): .+#\}\n", file.read_text("utf-8")), file.name


def switch(reader: Reader, address: str, form: dict[str, object], **options: Any) -> Answer:
    """Send a form, and then what the language switch of the answer sends or where it leads."""
    response = reader.client.post(address, data={"csrf_token": reader.token(), **form}, **options)
    answer = Answer(response.status_code, response.headers, response.get_data())
    (link,) = answer.values(".languages a[hreflang=en]", "href") or answer.values(".languages form", "action")
    fields = zip(
        answer.values(".languages form input", "name"), answer.values(".languages form input", "value"), strict=True
    )
    sent = MultiDict((name or "", value or "") for name, value in fields)
    if not sent:
        return reader.get(link or "")
    again = reader.client.post(link or "", data=sent)
    return Answer(again.status_code, again.headers, again.get_data())


def test_a_form_that_came_back_is_switched_with_what_was_typed(reader: Reader) -> None:
    """A date that is none: the same form in English, the same words in it, the reason in English."""
    name = reader.get("/").values("input[name=old]", "value")[0]
    form = {"id": name, "title": "新的标题", "date": "去年", "series": "甲"}
    answer = switch(reader, "/reports/edit", form)

    assert answer.status == 400
    assert answer.values("html", "lang") == ["en"]
    assert answer.texts(".problem")[0].endswith("write 2019, 2019-05 or 2019-05-06.")
    assert answer.values("main input[name=title], main input[name=date]", "value") == ["新的标题", "去年"]
    assert language(reader) == "en"


def test_a_refused_form_is_not_saved_by_the_switch(reader: Reader) -> None:
    """What came with an expired token is refused again, and shown again."""
    name = reader.get("/").values("input[name=old]", "value")[0]
    answer = switch(reader, "/reports/edit", {"csrf_token": "old", "id": name, "title": "坏", "date": "", "series": ""})

    assert (answer.status, answer.values("html", "lang")) == (400, ["en"])
    assert answer.texts("main textarea") == ["坏"]
    assert "坏" not in reader.get("/").texts(".title a")


def test_an_upload_is_switched_to_what_was_kept(reader: Reader) -> None:
    """Files cannot be sent again: the page of those that were kept; without any, the page that they came from."""
    good, bad = (BytesIO("工作报告\n各位代表：\n办好事。\n".encode()), "甲.txt"), (BytesIO(b""), "空.txt")
    kept = switch(reader, "/upload", {"files": [good, bad]})
    assert (kept.status, kept.values("html", "lang")) == (200, ["en"])
    assert kept.texts("legend") == ["甲.txt Added"]

    reader.get("/?lang=zh")
    came = {"headers": {"Referer": "http://localhost/search?q=甲"}}
    assert len(switch(reader, "/upload", {"files": [(BytesIO(b""), "空.txt")]}, **came).all("#q[value='甲']")) == 1
    reader.get("/?lang=zh")
    elsewhere = {"headers": {"Referer": "http://evil.example/search?q=甲"}}
    page = switch(reader, "/upload", {"files": [(BytesIO(b""), "空.txt")]}, **elsewhere)
    assert (page.texts("h1"), page.values("html", "lang")) == (["Reports"], ["en"])
