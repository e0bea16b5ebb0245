"""The page of a report's figures: read, put right, take back, without JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare.store import Store
from tests.pages import Answer, Reader

TEXT = "工作报告\n（2019年5月6日）\n一、过去五年的工作\n建成职工书屋2315个，会员总数621万人。\n近半职工满意。"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database with one report."""
    path = tmp_path / "duizhao.sqlite"
    with Store(path) as store:
        store.add(TEXT.encode(), "报告.txt")
    return path


@pytest.fixture
def reader(database: Path) -> Reader:
    """A reader of it."""
    return Reader(database)


@pytest.fixture
def address(database: Path) -> str:
    """The address of the figures of that report."""
    with Store(database) as store:
        return f"/reports/{store.reports()[0].id}/figures"


def rows(page: Answer) -> dict[str, str]:
    """Return the words of each row of the table by its anchor."""
    found = page.all("table tbody tr[id]")
    return {node.attributes["id"] or "": " ".join(node.text().split()) for node in found}


def anchor_of(page: Answer, indicator: str) -> str:
    """Return the anchor of the row of an indicator."""
    return next(anchor for anchor, words in rows(page).items() if words.startswith(indicator))


def test_a_figure_is_put_right_and_taken_back(reader: Reader, address: str) -> None:
    """The form of a row says what is wrong; the row then shows it, with the program's own reading, until undone."""
    anchor = anchor_of(reader.get(address), "会员总数")
    assert reader.get(f"{address}?say={anchor}").values("form.settle input[name=anchor]", "value") == [anchor]

    said = {"anchor": anchor, "indicator": "工会会员", "value": "近622万名", "role": "target"}
    row = rows(reader.post(address, said))[anchor]
    assert row.startswith("工会会员 近622万名 目标")
    assert "程序读作： 会员总数" in row.replace("程序读作：会员", "程序读作： 会员")

    undone = reader.post(f"{address}/undo", {"repair": anchor})
    assert rows(undone)[anchor].startswith("会员总数 621万人")


def test_a_missed_figure_is_added_and_a_false_one_goes(reader: Reader, address: str) -> None:
    """Words of a line become a figure; a figure that is none leaves the table and is listed below it."""
    false = anchor_of(reader.get(address), "建成职工书屋")
    missed = {"line": "5", "words": "近半", "indicator": "满意的职工", "value": "近50%", "role": "result"}
    reader.post(address, missed)
    page = reader.post(address, {"anchor": false, "gone": "1"})

    assert any(words.startswith("满意的职工 近50%") and "程序没有读出" in words for words in rows(page).values())
    assert false not in rows(page)
    assert any("2315个" in words for words in page.texts(".lost li"))


@pytest.mark.parametrize(
    "form",
    [
        {"anchor": "q0000000000", "indicator": "甲"},
        {"line": "5", "words": "九成", "indicator": "甲"},
        {"line": "<b>", "words": "三成", "indicator": "甲"},
        {"line": "5", "words": "近半", "indicator": ""},
        {"line": "5", "words": "近半", "indicator": "甲", "value": "许多"},
    ],
)
def test_what_makes_no_sense_is_one_sentence(reader: Reader, address: str, form: dict[str, str]) -> None:
    """Stale anchors, words that are not there, no number: a clear page, and nothing is kept."""
    answer = reader.post(address, form)

    assert 400 <= answer.status < 500
    assert answer.texts("main p")
    assert all("人工" not in words for words in rows(reader.get(address)).values())


def test_hostile_words_are_shown_as_they_are(reader: Reader, address: str) -> None:
    """A name that is markup is a name."""
    anchor = anchor_of(reader.get(address), "会员总数")
    page = reader.post(address, {"anchor": anchor, "indicator": "<script>alert(1)</script>", "role": "other"})

    assert rows(page)[anchor].startswith("<script>alert(1)</script>")
    assert page.all("main script") == []
