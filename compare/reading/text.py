"""Plain text → lines, numbered as an editor numbers them.

The text says nothing about structure: no line has a style but those of a licence at the end, and those that go on with
the one before where all lines were broken at one width (`wrapped.py`).
"""

from __future__ import annotations

from .characters import split_lines
from .furniture import licence_start
from .parts import Notes, Part
from .wrapped import joined


def read(text: str) -> tuple[list[Part], Notes]:
    """Return the lines of `text` in order, empty ones too, so that their place is their number, and what was joined."""
    lines = split_lines(text)
    licence = licence_start(lines)
    end = len(lines) if licence is None else licence
    return joined([Part(line) for line in lines[:end]] + [Part(line, "furniture") for line in lines[end:]])
