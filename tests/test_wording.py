"""Word edits: they tile, they replay, numbers are marked whole, and no confetti is left."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from rapidfuzz.distance import Indel

from compare.config import WordingSettings
from compare.pieces import Piece
from compare.tokens import tokens
from compare.wording import diff
from compare.words import rarity
from tests import strategies as make
from tests.support import CASES


@given(make.any_texts, make.any_texts)
@settings(max_examples=200, deadline=None)
def test_pieces_tile_both_sentences(old: str, new: str) -> None:
    """Every character of each side belongs to exactly one piece, in reading order."""
    pieces = diff(old, new)

    assert [i for piece in pieces for i in range(*piece.old)] == [*range(len(old))]
    assert [j for piece in pieces for j in range(*piece.new)] == [*range(len(new))]


@given(make.paragraphs, make.paragraphs)
@settings(max_examples=200, deadline=None)
def test_replaying_the_pieces_gives_the_new_sentence(old: str, new: str) -> None:
    """Equal pieces taken from the old text and the others from the new one spell the new text."""
    pieces = diff(old, new)
    replayed = "".join((old if p.op == "equal" else new)[slice(*(p.old if p.op == "equal" else p.new))] for p in pieces)

    assert replayed == new


@given(make.paragraphs, make.paragraphs)
@settings(max_examples=200, deadline=None)
def test_ops_say_what_they_do(old: str, new: str) -> None:
    """An insert takes nothing, a delete gives nothing, a replace does both, and an equal piece is equal."""
    for piece in diff(old, new):
        a, b = old[slice(*piece.old)], new[slice(*piece.new)]
        expected = "equal" if a == b else "insert" if not a else "delete" if not b else "replace"
        assert piece.op == expected


@given(make.paragraphs)
@settings(max_examples=50, deadline=None)
def test_a_sentence_against_itself_is_equal(text: str) -> None:
    """Nothing is found where nothing is."""
    assert {piece.op for piece in diff(text, text)} == {"equal"}


def marked(old: str, new: str) -> str:
    """Return both sentences as one line: equal text plain, edits as {class|-old|+new}."""

    def one(piece: Piece) -> str:
        a, b = old[slice(*piece.old)], new[slice(*piece.new)]
        return (
            a
            if piece.op == "equal"
            else "{" + "|".join([piece.cls, *(["-" + a] if a else []), *(["+" + b] if b else [])]) + "}"
        )

    return "".join(map(one, diff(old, new)))


def cases() -> list[tuple[str, str, str]]:
    """Return the cases of tests/cases/wording/*.txt: old, new and the marked line, blocks apart."""
    out = []
    for file in sorted((CASES / "wording").glob("*.txt")):
        for block in re.split(r"\n\s*\n", file.read_text(encoding="utf-8")):
            lines = [line for line in block.splitlines() if line and not line.startswith("#")]
            if lines:
                old, new, expected = lines
                out.append((old, new, expected))
    return out


@pytest.mark.parametrize(("old", "new", "expected"), cases())
def test_edits_are_as_a_reader_would_mark_them(old: str, new: str, expected: str) -> None:
    """Each case file shows two sentences and the marks that a careful reader puts."""
    assert marked(old, new) == expected


def test_the_case_files_are_found() -> None:
    """There are cases to check."""
    assert Path(CASES / "wording").is_dir()
    assert len(cases()) >= 8


@given(make.paragraphs, make.paragraphs)
@settings(max_examples=200, deadline=None)
def test_no_confetti_is_left(old: str, new: str) -> None:
    """Between two edits a run of one or two letters is a word with a meaning, unless a number is beside it."""
    pieces = diff(old, new)
    for before, piece, after in zip(pieces, pieces[1:], pieces[2:], strict=False):
        letters = "".join(character for character in old[slice(*piece.old)] if character.isalnum())
        if piece.op == "equal" and len(letters) <= 2 and "figure" not in (before.cls, after.cls):
            assert letters.isdigit() or rarity(letters) > 0


@given(make.paragraphs, make.paragraphs)
@settings(max_examples=100, deadline=None)
def test_at_least_the_optimum_is_marked_and_no_number_is_cut(old: str, new: str) -> None:
    """The longest common subsequence is the oracle for the least that could be marked; no mark ends inside a number."""
    pieces = [piece for piece in diff(old, new) if piece.op != "equal"]
    marked = sum(piece.old[1] - piece.old[0] + piece.new[1] - piece.new[0] for piece in pieces)

    assert marked >= Indel.distance(old, new)
    for side, text in (("old", old), ("new", new)):
        inside = {at for token in tokens(text) if token.kind == "number" for at in range(*token.span)[1:]}
        assert not inside & {end for piece in pieces for end in getattr(piece, side)}


@pytest.mark.parametrize("bound", [{"readable_cells": 0}, {"most_runs": 0}, {"readable_cells": 0, "exact_cells": 0}])
def test_very_long_sentences_are_marked_word_by_word(bound: dict[str, int]) -> None:
    """Beyond the limits a faster method gives the same contract: pieces tile, replay, and mark whole words."""
    old, new = "提高职工收入5%，推进产改，" * 30 + "完善制度。", "提高劳动者收入6%，深化产改，" * 30 + "完善机制。"
    pieces = diff(old, new, WordingSettings(**bound))

    assert (
        "".join((old if p.op == "equal" else new)[slice(*(p.old if p.op == "equal" else p.new))] for p in pieces) == new
    )
    assert [i for p in pieces for i in range(*p.old)] == [*range(len(old))]
    assert any(p.op == "equal" for p in pieces)
