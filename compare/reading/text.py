"""Plain text → lines, numbered as an editor numbers them.

The text says nothing about structure, so no line has a style but those of a licence at the end.
"""

from __future__ import annotations

from .characters import split_lines
from .furniture import licence_start
from .parts import Part


def read(text: str) -> list[Part]:
    """Return the lines of `text` in order, empty ones too, so that their place is their number."""
    lines = split_lines(text)
    licence = licence_start(lines)
    end = len(lines) if licence is None else licence
    return [Part(line) for line in lines[:end]] + [Part(line, "furniture") for line in lines[end:]]
