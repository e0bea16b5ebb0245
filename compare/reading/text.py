"""Plain text → lines, numbered as an editor numbers them.

The text says nothing about structure: no line has a style but those of a licence at the end, and those that go on with
the one before where all lines were broken at one width (`wrapped.py`).
"""

from __future__ import annotations

from .characters import split_lines
from .furniture import licence_start
from .parts import Notes, Part
from .wrapped import continued


def read(text: str) -> tuple[list[Part], Notes]:
    """Return the lines of `text` in order, empty ones too, so that their place is their number, and what was joined."""
    lines = split_lines(text)
    licence = licence_start(lines)
    end = len(lines) if licence is None else licence
    return joined([Part(line) for line in lines[:end]] + [Part(line, "furniture") for line in lines[end:]])


def joined(parts: list[Part]) -> tuple[list[Part], Notes]:
    """Return lines with those that go on with the one before said to do so, and a note on how many."""
    further = continued(["" if part.style else part.text for part in parts])
    if not further:
        return parts, ()
    found = [part._replace(style="continues") if at in further else part for at, part in enumerate(parts)]
    note = (
        f"全文各行在同一宽度处换行，已把 {len(further)} 行接回所属的段落。",
        f"All lines are broken at one width; lines joined with the paragraphs that they go on with: {len(further)}.",
    )
    return found, (note,)
