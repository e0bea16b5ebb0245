"""What each format hands on: lines of text, in order, with the style that the format gives them."""

from __future__ import annotations

from typing import NamedTuple


class Part(NamedTuple):
    """One line to be; its number is its place, counted from 1."""

    text: str
    style: str | None = None


def names(words: str) -> frozenset[str]:
    """Return the set of the names in `words`, which white space parts."""
    return frozenset(words.split())
