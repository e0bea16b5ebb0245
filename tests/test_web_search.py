"""The search page without JavaScript: from the library to the passage."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare.store import Store
from tests.pages import Reader
from tests.test_search import NEW, OLD


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    """A reader of two editions, one of which says hostile things."""
    path = tmp_path / "duizhao.sqlite"
    with Store(path) as store:
        store.add(OLD.encode(), "旧.txt", series="工会")
        store.add((NEW + "<script>alert(1)</script>职工之家\u202e。\n" + "职工之家好。\n" * 60).encode(), "新.txt")
    return Reader(path)


def test_words_lead_to_their_passages(reader: Reader) -> None:
    """The form stands on the library page; each passage leads to its place, with the words marked."""
    assert reader.get("/").values(".lookup", "action") == ["/search"]
    answer = reader.get("/search?q=职工之家")

    assert answer.texts(".facts") == ["2 份报告，共 64 段。"]
    assert set(answer.texts(".hits mark")) == {"职工之家"}
    assert len(answer.all(".hits li")) == 3 + 2
    report, _, block = (answer.values(".hits a", "href")[0] or "").partition("#")
    assert reader.get(report).all(f"#{block}")


def test_all_passages_of_a_report_are_paged(reader: Reader) -> None:
    """Fifty on a page, the words and the report kept from page to page."""
    more = reader.get("/search?q=职工之家").values(".go a", "href")
    first = reader.get(more[0] or "")
    assert len(first.all(".hits li")) == 50
    second = reader.get(first.values(".pages a", "href")[0] or "")
    assert len(second.all(".hits li")) == 12
    assert second.values(".pages a", "rel") == ["prev"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("q=没有这句话", "没有找到"),
        ("q=%2D%2D", "没有找到"),
        ("q=" + "长" * 101, "超过上限"),
        ("q=职工&report=r0", "没有编号"),
    ],
)
def test_what_finds_nothing_says_so(reader: Reader, query: str, words: str) -> None:
    """No words, too many, an unknown report: one sentence."""
    assert words in reader.get(f"/search?{query}").html.text()


def test_hostile_text_is_shown_harmlessly(reader: Reader) -> None:
    """Markup in a report or in the question is text."""
    answer = reader.get("/search?q=<script>alert(1)")
    assert answer.all("main script") == []
    assert "<script>alert(1)" in "".join(answer.texts(".hits mark"))
    assert reader.get("/search?q=a&page=99999999999999999999").status == 200
    assert reader.get("/search?q=a&page=x").status == 200


def test_the_page_is_in_english_too(reader: Reader) -> None:
    """Heads and numbers."""
    answer = reader.get("/search?q=职工之家&series=工会&lang=en")
    assert answer.texts(".facts") == ["1 report, 2 passages."]
