"""The dictionary's page without JavaScript: edited as text, added to by a button in the table of formulations."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare.dictionary import Dictionary, write
from compare.store import Store
from tests.pages import Reader
from tests.test_dictionary import SAID, kept_pair

PAGE = "/dictionary?series=工会"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database with two reports of a series."""
    path = tmp_path / "duizhao.sqlite"
    with Store(path) as store:
        kept_pair(store)
    return path


@pytest.fixture
def table(database: Path) -> str:
    """The address of their table of formulations."""
    with Store(database) as store:
        ids = {entry.name: entry.id for entry in store.reports()}
    return f"/compare/{ids['旧.txt']}/{ids['新.txt']}/formulations"


def kept(database: Path) -> Dictionary:
    """Return the dictionary that holds."""
    with Store(database) as store:
        return store.dictionaries.of("工会")


def test_the_page_is_reached_and_saved(database: Path) -> None:
    """The library leads to it; what is saved is shown, and what held before stays to be read."""
    reader = Reader(database)
    assert any("/dictionary?series=" in (href or "") for href in reader.get("/").values("a", "href"))
    for text in (write(SAID), "跟踪 文化建设"):
        assert reader.post("/dictionary", {"series": "工会", "text": text}).status == 200
    assert kept(database) == Dictionary(("文化建设",))
    assert reader.get(PAGE).texts("textarea") == ["跟踪 文化建设"]
    assert "不报 三个不让" in reader.get(PAGE).texts("details pre")[0]


def test_a_wrong_line_is_shown_again_and_not_kept(database: Path) -> None:
    """The text stands as typed, escaped, with one sentence on what is wrong."""
    answer = Reader(database).post("/dictionary", {"series": "工会", "text": "</textarea><b>甲"})
    assert (answer.status, answer.texts("textarea")) == (422, ["</textarea><b>甲"])
    assert len(answer.texts(".problem")) == 1
    assert kept(database) == Dictionary()


def test_a_row_has_buttons(database: Path, table: str) -> None:
    """Never telling a phrase takes its row away; following one is kept."""
    reader = Reader(database)
    assert "三个不让" in reader.get(table).texts(".formulations th[scope=row]")
    old, new = table.split("/")[2:4]
    for name, phrase in (("never", "三个不让"), ("follow", "职工书屋")):
        answer = reader.post("/dictionary/say", {"series": "工会", "old": old, "new": new, name: phrase})
        assert answer.status == 200
    shown = reader.get(table).texts(".formulations th[scope=row]")
    assert "三个不让" not in shown
    assert "职工书屋" in shown


def test_an_unknown_series_is_a_404(database: Path) -> None:
    """One sentence, in the reader's language."""
    assert Reader(database).get("/dictionary?series=无").status == 404
