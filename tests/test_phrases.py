"""Many phrases at once: what the walks and indexes find is what looking for each phrase finds."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from compare.formulations.phrases import Phrases
from compare.formulations.places import places

words = st.text("人民城", max_size=5)


@given(st.lists(words, max_size=8), st.text("人民城，", max_size=60))
def test_places_are_those_that_count_counts(phrases: list[str], text: str) -> None:
    """Every phrase stands as often as `str.count` says, in order, and none overlaps itself."""
    for phrase, found in places(phrases, text).items():
        assert len(found) == (text.count(phrase) if phrase else 0)
        assert all(text.startswith(phrase, at) for at in found)
        assert all(b - a >= len(phrase) for a, b in itertools.pairwise(found))


@given(st.lists(words.filter(bool), max_size=8), st.text("人民城", max_size=12))
def test_the_longest_phrase_is_the_one_that_asking_for_each_finds(phrases: list[str], text: str) -> None:
    """Of equal lengths the first in order counts."""
    slow = max((phrase for phrase in dict.fromkeys(phrases) if phrase in text), key=len, default="")

    assert Phrases(phrases).inside(text) == slow
    assert Phrases(phrases).at(text, 0) == max((p for p in phrases if text.startswith(p)), key=len, default="")
