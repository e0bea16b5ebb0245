"""Search: any run of characters is found where it stands, nowhere else, in every state of the database."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from compare.cli import main
from compare.config import SEARCH
from compare.errors import TooLarge
from compare.model import OutlineRepair
from compare.outline_lines import source_lines
from compare.search import excerpt, folded, pairs, places, question, words
from compare.store import Store
from tests import strategies as make

OLD = "工会工作报告\n（2019年5月6日）\n一、工作回顾\n建设职工之家5.6万个，保障職工权益。\n“职工之家”越办越好。\n"
NEW = "工会工作报告\n（2024年5月8日）\n一、工作回顾\n各级工会建设驿站1300家，会员6万人。\n"
NEW += "二、今后工作\n办好职工之家，建设驿站。\n"

_texts = st.lists(st.one_of(make.paragraphs, make.any_texts.map(lambda text: text.replace("\0", ""))), max_size=5)


@given(_texts, st.data())
def test_what_the_index_finds_is_what_reading_finds(texts: list[str], data: st.DataObject) -> None:
    """Candidates of the index hold every passage that has all the words; read, they are no others."""
    db = sqlite3.connect(":memory:")
    db.execute("create virtual table kept using fts5(pairs, tokenize='ascii', prefix='1')")
    for number, text in enumerate(texts):
        db.execute("insert into kept (rowid, pairs) values (?, ?)", [number, pairs(text)])
    source = data.draw(st.sampled_from(texts)) if texts else ""
    at, to = sorted(data.draw(st.tuples(*[st.integers(0, len(source))] * 2)))
    asked = data.draw(st.one_of(st.just(source[at:to]), make.clauses, st.just(source[at:to] + " 工会")))
    match = question(asked)
    if match:
        candidates = [row[0] for row in db.execute("select rowid from kept where kept match ? order by 1", [match])]
        held = [number for number, text in enumerate(texts) if all(word in folded(text).text for word in words(asked))]
        assert [number for number in candidates if places(texts[number], asked)] == held
    db.close()


@given(make.paragraphs, st.integers(0, 60), st.integers(1, 6))
@example("推进推进。", 0, 2)
def test_an_excerpt_is_of_the_text_and_marks_what_was_asked(text: str, at: int, size: int) -> None:
    """Its stretches in a row are a piece of the text, and those that are marked are the words."""
    asked = text[at : at + size].strip()
    found = places(text, asked) if question(asked) else []
    parts = excerpt(text, found, SEARCH.around)

    assert all(piece in text for piece in "".join(part for part, _ in parts).split("…"))
    assert [part for part, held in parts if held][:1] == [text[slice(*span)] for span in found[:1]]


def test_an_excerpt_shows_every_word() -> None:
    """Words far apart stand in one excerpt, with what is between them left out."""
    text = "职工" + "甲" * 100 + "工资" + "乙" * 100
    parts = excerpt(text, places(text, "工资 职工"), 10)

    assert parts == [("职工", True), ("甲" * 10 + "…" + "甲" * 5, False), ("工资", True), ("乙" * 10 + "…", False)]


@pytest.fixture
def ids(store: Store) -> tuple[str, str]:
    """Two kept editions of one series."""
    kept = [store.add(text.encode(), name, series="工会") for text, name in ((OLD, "旧.txt"), (NEW, "新.txt"))]
    return kept[0].report_id, kept[1].report_id


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("职工之家", [1, 2]), ("职", [1, 2]), ("家", [2, 2]), ("职工 权益", [1]), ("5.6万", [1]),
        ("６万人", [1]), ("“职工之家”", [1]),
        ("職工權益", [1]), ("会建", [1]), ("家越", []), ("没有这句话", []), ("——", []),
        ("\"职工", [1]), ("工会*", []), ("a OR b", []),
    ],
)  # fmt: skip
def test_words_are_found(store: Store, ids: tuple[str, str], asked: str, numbers: list[int]) -> None:
    """One character, two, phrases, numbers with a point, in any script and width; the latest report first."""
    answer = store.search.find(asked)

    assert [hit.number for hit in answer.hits] == numbers
    assert answer.passages == sum(numbers)
    assert [hit.report.id for hit in answer.hits][:1] in ([], [ids[1]], [ids[0]])
    assert all(each.places for hit in answer.hits for each in hit.passages)


def test_an_answer_is_kept_to_a_series_and_a_report(store: Store, ids: tuple[str, str]) -> None:
    """And is handed out in pages."""
    store.add(("别的报告\n" + "职工之家。\n" * 120).encode(), "别的.txt")

    assert [hit.report.id for hit in store.search.find("职工之家", series="工会").hits] == [ids[1], ids[0]]
    (hit,) = store.search.find("职工之家", report=ids[0]).hits
    assert [each.text for each in hit.passages] == ["建设职工之家5.6万个，保障職工权益。", "“职工之家”越办越好。"][
        -hit.number :
    ]
    other = store.search.find("职工之家").hits[-1].report.id
    pages = [store.search.find("职工之家", report=other, page=page) for page in (1, 2, 3, 4)]
    assert [len(page.hits[0].passages) for page in pages] == [50, 50, 20, 0]
    assert {page.pages for page in pages} == {3}


def test_the_index_follows_repairs_and_fills_itself(store: Store, ids: tuple[str, str]) -> None:
    """A line set aside is found no more, and is again once that is undone; a database of before is taken in."""
    report = store.report(ids[1]).report
    line = next(each for each in source_lines(report.blocks) if "驿站1300家" in each.text)
    store.repair_outline(ids[1], [OutlineRepair(line.anchor, "furniture", line.text)])
    assert store.search.find("1300").hits == ()
    store.repair_outline(ids[1], undo=[line.anchor])
    assert store.search.find("1300").passages == 1

    with store._db.writing():
        for name in ids:
            store.search.drop(name)
    assert store._db.rows("select * from passage") == store._db.rows("select * from passage_pairs") == []
    assert store.search.find("职工之家").reports == 2


def test_what_is_too_long_or_too_much_is_said(
    store: Store, ids: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A question has a bound; where not every candidate was read, the answer says so."""
    with pytest.raises(TooLarge):
        store.search.find("长" * (SEARCH.longest_asked + 1))
    assert not store.search.find("建设职工之家5.6万").partial
    monkeypatch.setattr(store.search, "_settings", type(SEARCH)(most_read=1))
    store.add("别的报告\n一共5.6万个。\n合计5.6万个。".encode(), "别的.txt")
    assert store.search.find("5.6万").partial


def test_search_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As text with the words in place, and as JSON with their offsets."""
    db = str(tmp_path / "duizhao.sqlite")
    for text, name in ((OLD, "旧.txt"), (NEW, "新.txt")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert main(["add", str(tmp_path / name), "--db", db]) == 0
    capsys.readouterr()

    assert main(["search", "职工之家", "--db", db]) == 0
    assert "    办好职工之家，建设驿站。\n" in capsys.readouterr().out
    assert main(["search", "驿站", "--format", "json", "--db", db]) == 0
    (hit,) = json.loads(capsys.readouterr().out)["hits"]
    assert [each["text"][slice(*each["places"][0])] for each in hit["passages"]] == ["驿站", "驿站"]
    assert main(["search", "没有这句话", "--db", db]) == 0
    assert "Nothing was found" in capsys.readouterr().err
