"""Other ways to read a comparison by address: one column, two panes, sentence by sentence, and how it was made."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from compare import paths
from compare.config import DEFAULT, WEB
from compare.model import Comparison
from compare.store import Store
from compare.view import page
from tests.pages import Reader
from tests.support import SEED
from web import nouns

DRAFT = paths.bundled("corpus") / paths.DRAFT


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that holds the baseline and the draft."""
    path = tmp_path_factory.mktemp("views") / "duizhao.sqlite"
    with Store(path) as store:
        for source in (SEED, DRAFT):
            store.add(source.read_bytes(), source.name, series="北京市工会代表大会")
    return path


@pytest.fixture(scope="module")
def reader(database: Path) -> Reader:
    """A reader of the baseline and the draft."""
    return Reader(database)


@pytest.fixture(scope="module")
def ids(database: Path) -> tuple[str, str]:
    """The ids of the two."""
    with Store(database) as store:
        found = {entry.name: entry.id for entry in store.reports()}
    return found[SEED.name], found[DRAFT.name]


@pytest.fixture(scope="module")
def address(ids: tuple[str, str]) -> str:
    """The address of the pair."""
    return f"/compare/{ids[0]}/{ids[1]}"


@pytest.fixture(scope="module")
def comparison(database: Path, ids: tuple[str, str]) -> Comparison:
    """The comparison that the pages show."""
    with Store(database) as store:
        return store.comparison(store.compare(*ids))


def squeezed(texts: list[str]) -> str:
    return re.sub(r"\s", "", "".join(texts))


def test_in_one_column_nothing_of_either_text_is_lost(reader: Reader, address: str, comparison: Comparison) -> None:
    """Without what was taken out the new report is there whole; the list and its rows are the same."""
    answer, usual = reader.get(f"{address}?view=inline"), reader.get(address)

    assert len(answer.all(".cell.both")) > 20
    assert answer.values(".row", "id") == usual.values(".row", "id")
    assert answer.values(".change", "id") == usual.values(".change", "id")
    for node in answer.all(".cell.both del"):
        node.decompose()
    html = answer.html
    for node in html.css(".cell.both del, .cell.old, .side, .cell.none"):
        node.decompose()
    assert squeezed([node.text() for node in html.css("#passages .cell")]) == squeezed(
        [cell.block.text for row in page(comparison).rows for cell in row.new]
    )
    assert answer.texts(".views [aria-current]") == ["单栏"]


@pytest.mark.parametrize("side", ["old", "new"])
def test_each_pane_is_one_report_in_its_own_order(
    reader: Reader, address: str, comparison: Comparison, side: str
) -> None:
    """Block after block, with the row of each, so that the other pane can follow."""
    answer = reader.get(f"{address}?view=panes")
    report = comparison.old if side == "old" else comparison.new

    assert squeezed(answer.texts(f".pane.{side}")) == squeezed([block.text for block in report.blocks])
    ids = [name for name in answer.values("[id]", "id") if name]
    assert len(ids) == len(set(ids))
    rows = set(answer.values(".pane .cell", "data-row"))
    assert {name.partition("#")[2] for name in answer.values(".change > a", "href") if name} <= rows


def test_the_changes_are_read_as_sentences_in_the_order_of_the_text(
    reader: Reader, address: str, comparison: Comparison
) -> None:
    """Every entry once, under its place, with a link to it; page by page."""
    at = {row.id: number for number, row in enumerate(page(comparison).rows)}
    listed = [item for item in page(comparison).items if item.chip != "punctuation"]
    ordered = [item.id for item in sorted(listed, key=lambda item: at[item.row])]
    found: list[str | None] = []
    link = f"{address}/reading"
    while link:
        answer = reader.get(link)
        assert len(answer.all(".linear li")) <= WEB.linear_items
        found += answer.values(".linear li", "id")
        link = next((each or "" for each in answer.values("[rel=next]", "href")), "")

    assert found == ordered
    said = reader.get(f"{address}/reading?only=figure").texts(".linear li")
    assert [each for each in said if "近万家" in each and "1.5万家以上" in each], said[:9]
    assert not any("。”。" in each for each in said)


def test_how_a_comparison_was_made_is_told(reader: Reader, address: str, comparison: Comparison) -> None:
    """Engine, files, what is passed over; each setting with its value, and which are not as usual."""
    answer = reader.get(f"{address}/how")
    text = " ".join(answer.texts(".how"))

    assert str(comparison.settings["engine"]) in text
    assert SEED.name in text
    assert "引号" in text
    assert len(answer.all("details.card")) == len([v for v in comparison.settings.values() if isinstance(v, dict)])
    assert answer.all("details.card th b") == []
    other = reader.get(f"{address}/how?same=")
    assert len(other.all("details.card th b")) == 5
    assert f"{address}/how" in reader.get(address).values(".made a", "href")


@pytest.mark.parametrize(("language", "column"), [("zh", 0), ("en", 1)])
def test_the_steps_of_a_comparison_are_named_in_the_language_of_the_page(
    reader: Reader, address: str, language: str, column: int
) -> None:
    """Every step that has settings, and no other."""
    page = reader.get(f"{address}/how?lang={language}")

    said = [text.rsplit(" ", 1)[0] for text in page.texts("details.card > summary")]
    assert said == [nouns.steps[step.name][column] for step in fields(DEFAULT)]
