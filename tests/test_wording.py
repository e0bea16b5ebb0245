"""Word edits: they tile, they replay, numbers are marked whole, and no confetti is left."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings

from compare.wording import Piece, diff
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
