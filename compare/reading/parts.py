"""What passes between the door and the formats: a file as given, and the lines that a format made of it.

Given(b"PK…", "报告.docx", …)  ── docx.read ──▶  Taken((Part("政府工作报告", "title"), …), notes)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..amounts import many
from ..config import ReadingSettings
from ..errors import TooLarge
from ..model import Choice

Notes = tuple[tuple[str, str], ...]
"""Sentences for the reader on how a source had to be read: (Chinese, English)."""


class Part(NamedTuple):
    """One line to be; its number is its place in the whole source, counted from 1."""

    text: str
    style: str | None = None
    page: int | None = None
    sure: float | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """A file as it came in: its bytes, its name, what a person says of it, and the word that opens it.

    `recognising` is to be called before pages are recognised, which takes longer than anything else.  A file that is
    `embedded` stands in another.
    """

    data: bytes
    name: str
    settings: ReadingSettings
    choice: Choice = Choice()
    password: str | None = None
    recognising: Callable[[], None] = lambda: None
    embedded: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """What a format took from a file."""

    parts: Sequence[Part]
    notes: Notes = ()
    encoding: str | None = None
    told: tuple[str, str] | None = None
    """By what the encoding was known, or that the text was recognised, as the end of a sentence."""


def too_long(name: str, settings: ReadingSettings) -> TooLarge:
    """Return the sentence on a text of too many characters."""
    limit = settings.max_characters
    return TooLarge(
        f"“{name}”的文字超过 {many(limit)}字。请只保留一份报告的正文。",
        f'The text of "{name}" is longer than {limit:,} characters. Keep the text of one report only.',
    )


def names(words: str) -> frozenset[str]:
    """Return the set of the names in `words`, which white space parts."""
    return frozenset(words.split())
