"""Words are jieba's, sentences tile their text, and the copy of the dictionary is checked."""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from compare import words as module
from compare.words import sentences, words
from tests import strategies as make
from tests.support import ROOT, SEED, SHARED, needs_shared


@cache
def oracle() -> Any:
    """Return jieba itself."""
    import jieba

    jieba.setLogLevel(logging.ERROR)
    return jieba.Tokenizer()


def ours(text: str) -> list[str]:
    """Return the words that we cut."""
    return [text[a:b] for a, b in words(text)]


@given(st.one_of(make.mixed_texts, st.text(alphabet="工会职工作大会5.6万个%a-Z+ \r\n，。", max_size=60)))
@settings(max_examples=300, deadline=None)
@example("12.6.7 9704-2012 a.b C++ \r\n\r C#&._%-")
@example("𠀀北京市𠀁")
def test_words_are_those_of_jieba(text: str) -> None:
    """Any text is cut as jieba cuts it without guessing."""
    assert ours(text) == oracle().lcut(text, HMM=False)


@pytest.mark.parametrize("file", [SEED, ROOT / "corpus" / "2024-demo.txt"], ids=lambda path: path.stem)
def test_reports_are_cut_as_jieba_does(file: Path) -> None:
    """The baseline and the demonstration draft, whole."""
    text = file.read_text(encoding="utf-8")

    assert ours(text) == oracle().lcut(text, HMM=False)


@needs_shared
def test_a_long_report_is_cut_as_jieba_does() -> None:
    """中共十九大报告, whole, with its Latin footer."""
    text = (SHARED / "reports" / "raw" / "party_congress" / "2017.txt").read_text(encoding="utf-8")

    assert ours(text) == oracle().lcut(text, HMM=False)


@given(make.any_texts)
@settings(max_examples=200, deadline=None)
def test_sentences_and_words_tile_any_text(text: str) -> None:
    """Every character belongs to exactly one sentence and one word, in order."""
    for spans in (sentences(text), words(text)):
        assert [i for span in spans for i in range(*span)] == [*range(len(text))]


def test_a_damaged_copy_of_the_dictionary_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy that was cut short or planted is made anew, and the words stay the same."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    long = "推动高质量发展" * 9  # the words of a short text are kept
    expected = ours(long)
    try:
        module._dictionary.cache_clear()
        assert ours(long) == expected
        (copy,) = (tmp_path / "duizhao").glob("words-*.bin")
        whole = copy.read_bytes()
        copy.write_bytes(whole[: len(whole) // 2])
        module._dictionary.cache_clear()
        assert ours(long) == expected
        assert copy.read_bytes() == whole
    finally:
        monkeypatch.undo()
        module._dictionary.cache_clear()
