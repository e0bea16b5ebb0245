"""The dictionary of a series: as a file, in findings, in the store, on the command line."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.cli import main
from compare.comparison import compare, read_report
from compare.config import DEFAULT, DICTIONARY
from compare.dictionary import Dictionary, joined, load, read, settings_with, without, write
from compare.dictionary_store import KeptDictionary
from compare.errors import DuizhaoError, NotFound, StoreError, TooLarge, UnreadableSource
from compare.model import Formulation
from compare.store import Store

Captured = pytest.CaptureFixture[str]
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
THEN = "2026-01-02T03:04:05+00:00"
OLD = "工作报告\n一、工作\n我们探讨职工书屋建设，办好职工书屋。\n坚持“三个不让”，研究工资集体协商制度。\n"
NEW = "工作报告\n一、工作\n我们探讨文化建设，办好职工书屋。\n坚持“四个到位”，启动工资集体协商制度。\n"
SAID = Dictionary(("职工书屋",), ("三个不让",), (("研究", "启动"),))

phrases = st.text(st.characters(categories=["Lo", "Nd"]), min_size=1, max_size=6)
dictionaries = st.builds(
    lambda words, at, end: Dictionary(tuple(words[:at]), tuple(words[at:end]), ((*words[:2],) if words[1:] else (),)),
    st.lists(phrases, min_size=2, max_size=8, unique=True),
    st.integers(0, 4),
    st.integers(4, 8),
)


def told(dictionary: Dictionary, old: str = OLD, new: str = NEW) -> dict[str, Formulation]:
    """Return what is told of two texts under a dictionary, by phrase."""
    one, two = (read_report(text.encode(), "报告.txt") for text in (old, new))
    return {each.phrase: each for each in compare(one, two, settings_with(DEFAULT, dictionary)).formulations}


@given(dictionaries)
def test_what_is_written_is_read(dictionary: Dictionary) -> None:
    """A dictionary survives its file, and joining it to itself adds nothing."""
    assert read(write(dictionary), "词典.txt") == dictionary
    assert joined(dictionary, dictionary) == dictionary


def test_a_file_may_be_written_in_either_language() -> None:
    """Remarks, blank lines, colons, wide spaces and wide marks are a person's."""
    text = "# 常用\n\n跟踪： 职工书屋\nnever 三个不让\n程度\u3000研究＜启动\n"
    assert read(text, "词典.txt") == replace(SAID, remarks=("# 常用",))
    assert write(read(text, "词典.txt")).startswith("# 常用\n跟踪 职工书屋\n")


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("关注 甲乙", "1"),
        ("跟踪 甲乙\n不报", "2"),
        ("程度 推进", "推进"),
        ("程度 甲<甲", "甲"),
        ("程度 甲<", "1 to"),
        ("程度 甲<乙<丙\n程度 丙<甲", "甲"),
    ],
)
def test_a_wrong_line_is_one_sentence(text: str, where: str) -> None:
    """The error names the line or the words."""
    with pytest.raises(UnreadableSource, match=where):
        read(text, "词典.txt")


def test_bounds() -> None:
    """Too many phrases, too long ones, and a phrase said both ways are refused; so are bytes that are no text."""
    with pytest.raises(TooLarge):
        read("".join(f"跟踪 甲{n}\n" for n in range(DICTIONARY.most_phrases + 1)), "词典.txt")
    with pytest.raises(UnreadableSource):
        read("跟踪 " + "甲" * (DICTIONARY.longest_phrase + 1), "词典.txt")
    with pytest.raises(UnreadableSource, match="both"):
        read("跟踪 甲乙\n不报 甲乙", "词典.txt")


def test_the_last_word_holds() -> None:
    """Following what was never told takes the earlier word back, and the other way round."""
    assert joined(SAID, Dictionary(follow=("三个不让",))).never == ()
    assert joined(SAID, Dictionary(never=("职工书屋",))).follow == ()
    assert joined(SAID, Dictionary(ladders=(("启动", "研究"),))).ladders == (("启动", "研究"),)
    assert without(SAID, ["职工书屋", "三个不让", "研究＜启动"]) == Dictionary()


def test_a_dictionary_decides_what_is_told() -> None:
    """A followed phrase is told for one mention fewer, one never wanted is not told, an own scale tells a step up."""
    before, after = told(Dictionary()), told(SAID)
    assert "三个不让" in before
    assert "三个不让" not in after
    assert "职工书屋" not in before
    assert (after["职工书屋"].change, after["职工书屋"].old_count) == ("less", 2)
    assert [each.phrase for each in before.values() if each.change == "stronger"] == []
    assert [each.phrase for each in after.values() if each.change == "stronger"] == ["研究工资集体协商制度"]


def test_laws_hold_under_a_dictionary() -> None:
    """A report against itself gives nothing; swapped, less is more and stronger weaker."""
    mirror = {"new": "dropped", "more": "less", "stronger": "weaker"} | {"dropped": "new", "less": "more"}
    assert told(SAID, OLD, OLD) == {}
    there, back = told(SAID).values(), told(SAID, NEW, OLD).values()
    assert sorted(mirror.get(each.change, each.change) for each in there) == sorted(each.change for each in back)


def kept_pair(store: Store, series: str | None = "工会") -> tuple[str, str]:
    """Return the ids of the two texts, stored in a series."""
    one, two = (
        store.add(text.encode(), name, series=series).report_id for text, name in ((OLD, "旧.txt"), (NEW, "新.txt"))
    )
    return one, two


def test_pairs_of_a_series_follow_its_dictionary(store: Store) -> None:
    """The same comparison is found anew under its name; without the dictionary it is as it was, to the digest."""
    ids = kept_pair(store)
    name, state = store.compare(*ids), store.state(*ids)
    before = store.comparison(name)

    store.dictionaries.keep("工会", SAID, now=NOW)
    assert store.compare(*ids) == name
    assert store.state(*ids) != state
    phrases = {each.phrase for each in store.comparison(name).formulations}
    assert "职工书屋" in phrases
    assert "三个不让" not in phrases

    store.dictionaries.keep("工会", Dictionary(), now=NOW)
    assert store.state(*ids) == state
    assert store.comparison(name) == before
    assert store.dictionaries.history("工会") == (KeptDictionary(SAID, THEN), KeptDictionary(Dictionary(), THEN))


def test_other_series_do_not(store: Store) -> None:
    """Reports of no series, or of two, follow no dictionary; an unknown series has none and gets none."""
    ids = kept_pair(store, None)
    store.add((OLD + "做好其他工作。\n").encode(), "三.txt", series="工会")
    store.dictionaries.keep("工会", SAID)
    assert store.dictionary(*ids) == Dictionary() == store.dictionaries.of("党代会")
    with pytest.raises(NotFound):
        store.dictionaries.keep("党代会", SAID)


def test_the_same_is_not_kept_twice(store: Store) -> None:
    """Saying again what holds adds no version."""
    kept_pair(store)
    for _ in range(2):
        store.dictionaries.keep("工会", SAID)
    assert len(store.dictionaries.history("工会")) == 1


def test_a_database_of_before_gets_dictionaries_and_a_spoilt_one_is_said(tmp_path: Path, store: Store) -> None:
    """The step that adds them leaves all else in place; what is no dictionary is one sentence."""
    kept_pair(store)
    store.close()
    path = tmp_path / "duizhao.sqlite"
    with sqlite3.connect(path) as bare:
        bare.execute("drop table dictionary")
        bare.execute("delete from _sqlite_migrations where name = 'm008_dictionary'")
    bare.close()
    with Store(path) as opened:
        assert len(opened.reports()) == 2
        opened.dictionaries.keep("工会", SAID)
        with sqlite3.connect(path) as bare:
            bare.execute("update dictionary set body = '{'")
        bare.close()
        with pytest.raises(StoreError):
            opened.dictionaries.of("工会")


@pytest.fixture
def _own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An English terminal, a database of its own, and the two texts as files."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DUIZHAO_DB", str(tmp_path / "duizhao.sqlite"))
    monkeypatch.chdir(tmp_path)
    for text, name in ((OLD, "旧.txt"), (NEW, "新.txt"), (write(SAID), "词典.txt")):
        Path(name).write_text(text, encoding="utf-8")


@pytest.mark.usefixtures("_own_place")
def test_the_command_line_keeps_and_follows_a_dictionary(capsys: Captured) -> None:
    """What is printed is the file that is read; stored reports follow it as files follow theirs."""
    assert main(["add", "旧.txt", "新.txt", "--series", "工会"]) == 0
    ids = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    said = ("--follow", "职工书屋", "--never", "三个不让", "--scale", "研究<启动")
    assert main(["dictionary", "工会", *said]) == 0
    assert capsys.readouterr().out == write(SAID)
    assert main(["dictionary", "工会", "--forget", "职工书屋", "-o", "新词典.txt"]) == 0
    assert load("新词典.txt") == without(SAID, ["职工书屋"])
    assert main(["dictionary", "工会", "--from", "词典.txt"]) == 0
    capsys.readouterr()

    for more in ((*ids,), ("旧.txt", "新.txt", "--dictionary", "词典.txt")):
        assert main(["compare", *more, "--format", "json"]) == 0
        out = capsys.readouterr().out
        assert '"phrase": "职工书屋"' in out
        assert '"phrase": "三个不让"' not in out


@pytest.mark.usefixtures("_own_place")
def test_errors_on_the_command_line_are_one_line(capsys: Captured) -> None:
    """An unknown series, and a file that is no dictionary."""
    assert main(["add", "旧.txt"]) == 0
    capsys.readouterr()
    assert main(["dictionary", "党代会"]) == NotFound.exit_code
    assert main(["compare", "旧.txt", "新.txt", "--dictionary", "旧.txt"]) == UnreadableSource.exit_code
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_errors_are_said_in_both_languages() -> None:
    """Each sentence exists in Chinese and in English."""
    with pytest.raises(DuizhaoError) as caught:
        read("关注 甲乙", "词典.txt")
    assert "词典" in caught.value.zh
    assert "dictionary" in caught.value.en
