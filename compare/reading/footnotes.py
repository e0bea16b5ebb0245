"""Notes at the foot of a page of a pdf → lines of their own after the text, their marks left out as in Word files.

    …全面贯彻“八八战略”①，推进…         →  …全面贯彻“八八战略”，推进…
    ────
    ①八八战略：浙江省2003年提出的…        →  八八战略：浙江省2003年提出的…     note

A note stands at the foot of its column and opens with a mark; its type is smaller than the text's, or a short rule
parts it from the text and its mark stands there, small and raised.  Only such marks are taken out of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from .glyphs import Glyph
from .layout import Set
from .paragraphs import usual_size
from .parts import Part
from .ruled import Rule
from .typeset import Segment

_SMALLER = 0.92
"""Largest size of a note's type, as a share of the text's."""

_RAISED = 0.12
"""Least height of a mark above its line, as a share of the size of type."""

_SMALL = 0.8
"""Largest size of a raised mark, as a share of its line's."""

_LONGEST_RULE = 0.6
"""Longest rule above notes, as a share of the column; longer ones part or frame what is text."""

_MARK = re.compile(
    r"[①-⑳㉑-㊿]|[\[［〔(（]\d{1,3}[\]］〕)）]|\d{1,3}(?![\d年月日.,%])|[*＊†‡]{1,3}|注(?:\d{1,3})?[：:]"
)
_BARE = "[]［］〔〕()（）：:注"


def apart(lines: Sequence[Set], rules: Mapping[int, Sequence[Rule]]) -> tuple[list[Set], list[Part]]:
    """Return the lines of the text without marks of notes, and the notes of all pages, whose `rules` run across."""
    size = usual_size(lines)
    text: list[Set] = []
    notes: list[Part] = []
    for (page, _), column in groupby(lines, key=lambda line: (line.segment.page, line.flow)):
        standing = list(column)
        foot = min(_foot(standing, size), _ruled_foot(standing, rules.get(page, ())))
        found = list(_notes(standing[foot:]))
        marks = frozenset(mark for mark, _ in found)
        text += (_unmarked(line, marks) for line in standing[:foot]) if marks else standing[:foot]
        notes += (part for _, part in found)
    return text, notes


def _foot(column: Sequence[Set], size: float) -> int:
    """Return where the notes of a column begin, by their type; its length where it has none."""
    first = len(column)
    while first and column[first - 1].segment.size <= _SMALLER * size and not column[first - 1].cells:
        first -= 1
    while first < len(column) and not _MARK.match(column[first].text):
        first += 1
    return first if first else len(column)  # a page of nothing else is not a foot


def _ruled_foot(column: Sequence[Set], rules: Sequence[Rule]) -> int:
    """Return where the notes of a column begin, by a short rule above them; its length where it has none."""
    left = min(line.segment.left for line in column)
    right = max(line.segment.right for line in column)
    for rule in rules:
        at = next((at for at, line in enumerate(column) if line.segment.base > rule.at), len(column))
        starts = abs(rule.start - left) < column[0].segment.size
        if not starts or rule.end - rule.start > _LONGEST_RULE * (right - left) or not 0 < at < len(column):
            continue
        mark = _MARK.match(column[at].text)
        wanted = mark.group().strip(_BARE) if mark else None
        if wanted and any(wanted in _raised_marks(line.segment) for line in column[:at]):
            return at
    return len(column)


def _raised_marks(segment: Segment) -> list[str]:
    """Return what stands small and raised in a line."""
    return [_mark(segment.glyphs[start:end]) for start, end in _raised(segment)]


def _mark(glyphs: Sequence[Glyph]) -> str:
    return "".join(glyph.text for glyph in glyphs).strip(_BARE)


def _notes(lines: Iterable[Set]) -> Iterator[tuple[str, Part]]:
    """Yield each note with its mark; a line without one goes on."""
    mark, text, page = "", "", 0
    for line in lines:
        match = _MARK.match(line.text)
        if match:
            if text:
                yield mark, Part(text, "note", page)
            mark, text, page = match.group().strip(_BARE), line.text[match.end() :].strip(), line.segment.page
        else:
            text += (" " if text[-1:].isascii() and line.text[:1].isascii() and text else "") + line.text
    if text:
        yield mark, Part(text, "note", page)


def _unmarked(line: Set, marks: frozenset[str]) -> Set:
    """Return a line without the raised marks of notes."""
    segment = line.segment
    kept = list(segment.glyphs)
    for start, end in reversed(list(_raised(segment))):
        if _mark(kept[start:end]) in marks:
            del kept[start:end]
    while kept and kept[-1].text.isspace():
        kept.pop()
    if not kept or len(kept) == len(segment.glyphs):
        return line
    return replace(line, segment=Segment(tuple(kept), segment.page, segment.base))


def _raised(segment: Segment) -> Iterator[tuple[int, int]]:
    """Yield where small characters stand above the line."""
    tall = max(glyph.size for glyph in segment.glyphs)
    start: int | None = None
    for at, glyph in enumerate(segment.glyphs):
        raised = segment.base - glyph.base > _RAISED * segment.size and glyph.size < _SMALL * tall
        if raised and start is None:
            start = at
        elif not raised and start is not None:
            yield start, at
            start = None
    if start is not None:
        yield start, len(segment.glyphs)
