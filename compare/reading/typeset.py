"""Characters of a page → typeset lines: what stands beside each other on one line, in one stretch or in several.

    glyphs of   就业　　　　12.5　　　13.0         →  Row of three Segments
    glyphs of   加快推进ＡＩ plus 行动             →  Row of one Segment, "加快推进ＡＩ plus 行动"

White space is what can be seen: a gap between Latin letters, a blank of the file between others.  Blanks that a
program put between all characters of a line are left out.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from .glyphs import Glyph, once, stretches

_SAME_LINE = 0.4
"""Most that two stretches of one line differ in their base, as a share of the taller."""

_RAISED = 0.6
"""The same where one is in much smaller type, as raised marks are."""

_SMALL = 0.75
"""Most that such type is as tall as the other, as a share."""

_GAP = 1.2
"""Least gap, in characters, that parts a line into segments."""

_WORD_GAP = 0.15
"""Least gap between two Latin letters, in characters, that is white space; letters of one word touch."""

_SEEN_GAP = 0.1
"""Least gap between two other characters, in characters, at which a blank of the file counts."""

_WIDER = 0.18
"""How much wider than usual a gap between two Chinese characters is that is white space, in characters."""

_SPACED_OUT = 0.4
"""Share of the seams between Chinese characters with a blank, from which on the blanks are the look of the line."""

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_OPENING = "“‘《〈（【〔［〖｛([{「『"
_CLOSING = "”’》〉）】〕］〗｝)]}」』，。、；：！？…—％%,.;:!?·/"
_QUOTES = "“”‘’\"'"
_GLUE = _QUOTES + "/+±−$¥￥£€№"
_RUN = re.compile(r"[A-Za-z0-9\u00c0-\u024f.,%+/&@_:-]")


@dataclass(frozen=True)
class Segment:
    """Characters of one line without a wide gap between them."""

    glyphs: tuple[Glyph, ...]
    page: int
    base: float
    sure: float | None = None

    @property
    def left(self) -> float:
        """Return where the first character that is seen begins."""
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        """Return where the last character that is seen ends."""
        return self.glyphs[-1].right

    @cached_property
    def size(self) -> float:
        """Return the size of the type: the width of its Chinese characters, or the usual height of the others."""
        return type_size(self.glyphs)

    @cached_property
    def measured(self) -> bool:
        """Tell whether the size of the type is known from Chinese characters; of others it is a guess."""
        return any(is_han(glyph.text) for glyph in self.glyphs)

    @cached_property
    def text(self) -> str:
        """Return the text with the white space that is seen."""
        return _text(self.glyphs, self.size)

    @cached_property
    def lead(self) -> float:
        """Return the width of what cannot be parted at the start: a character or a word, and the marks around it."""
        return _lead(self.glyphs) - self.left


@dataclass(frozen=True)
class Row:
    """One line of a page from left to right, or one row of a ruled table with the texts of its cells."""

    segments: tuple[Segment, ...]
    page: int
    base: float
    cells: tuple[str, ...] = ()


def is_han(text: str) -> bool:
    """Tell whether a character is a Chinese one."""
    return "\u3400" <= text <= "\u9fff" or text >= "\U00020000"


def _is_wide(text: str) -> bool:
    """Tell whether a character is as wide as a Chinese one."""
    return "\u2e80" <= text <= "\u9fff" or "\uf900" <= text <= "\uff5e" or text >= "\U00020000"


def type_size(glyphs: Sequence[Glyph]) -> float:
    """Return the size of type in points."""
    wide = [glyph.right - glyph.left for glyph in glyphs if is_han(glyph.text)]
    if wide:
        return max(1.0, statistics.median_high(wide))
    return max(1.0, statistics.median_high(glyph.size for glyph in glyphs))


def rows(glyphs: Iterable[Glyph], page: int) -> list[Row]:
    """Return the lines of a page from the top down."""
    lines: list[_Line] = []
    for run in sorted(stretches(glyphs), key=lambda run: (run[0].base, run[0].left)):
        if not lines or not lines[-1].take(run):
            lines.append(_Line(run))
    found = (_row(line, page) for line in lines)
    return [row for row in found if row.segments]


def join(segments: Sequence[Segment]) -> Segment:
    """Return neighbours on one line as one segment."""
    if len(segments) == 1:
        return segments[0]
    sure = min((each.sure for each in segments if each.sure is not None), default=None)
    return Segment(tuple(glyph for each in segments for glyph in each.glyphs), segments[0].page, segments[0].base, sure)


class _Line:
    """Stretches of characters on one line; its base is that of the longest, as marks are raised above it."""

    def __init__(self, run: list[Glyph]) -> None:
        self.glyphs = list(run)
        self.base, self._longest, self._tallest = run[0].base, _width(run), _tall(run)

    def take(self, run: list[Glyph]) -> bool:
        """Take in a stretch if it stands on this line; tell whether it does."""
        tall = _tall(run)
        small, large = sorted((tall, self._tallest))
        if abs(run[0].base - self.base) > (_RAISED if small < _SMALL * large else _SAME_LINE) * large:
            return False
        self.glyphs += run
        self._tallest = large
        if _width(run) > self._longest:
            self.base, self._longest = run[0].base, _width(run)
        return True


def _width(run: Sequence[Glyph]) -> float:
    return run[-1].right - run[0].left


def _tall(run: Sequence[Glyph]) -> float:
    return max(glyph.size for glyph in run)


def _row(line: _Line, page: int) -> Row:
    return Row(tuple(_segments(once(line.glyphs), page, line.base)), page, line.base)


def _segments(glyphs: Sequence[Glyph], page: int, base: float) -> Iterator[Segment]:
    """Yield the segments of a line; blanks stay inside them, never at an end."""
    seen = [glyph for glyph in glyphs if not glyph.text.isspace()]
    if not seen:
        return
    size, part = type_size(seen), list[Glyph]()
    end = float("-inf")
    for glyph in glyphs:
        if glyph.text.isspace():
            part += [glyph] if part else []
            continue
        if part and glyph.left - end > _GAP * size:
            yield _segment(part, page, base)
            part = []
        part.append(glyph)
        end = max(end, glyph.right) if len(part) > 1 else glyph.right
    yield _segment(part, page, base)


def _segment(glyphs: list[Glyph], page: int, base: float) -> Segment:
    while glyphs[-1].text.isspace():
        glyphs.pop()
    return Segment(tuple(glyphs), page, base)


def _text(glyphs: Sequence[Glyph], size: float) -> str:
    """Return the text of characters from left to right."""
    out: list[str] = []
    before: Glyph | None = None
    blank = ""
    spaced_out, widest = _is_spaced_out(glyphs), _usual_gap(glyphs) + _WIDER * size
    for glyph in glyphs:
        if glyph.text.isspace():
            blank = glyph.text
            continue
        if before is not None:
            gap = glyph.left - before.right
            if gap <= 0 and not blank:
                out.append(glyph.text)
                before = glyph
                continue
            wide = _is_wide(before.text) and _is_wide(glyph.text)
            words = bool(_LATIN.match(before.text) and _LATIN.match(glyph.text))
            parted = is_han(before.text) and is_han(glyph.text) and gap > widest and not spaced_out
            if (words and gap > _WORD_GAP * size) or gap > _GAP * size or parted:
                out.append(blank or " ")
            elif blank and gap > (_SEEN_GAP * size if wide else 0) and not (wide and spaced_out):
                out.append(blank)
        out.append(glyph.text)
        before, blank = glyph, ""
    return "".join(out)


def _usual_gap(glyphs: Sequence[Glyph]) -> float:
    """Return the usual gap between neighbouring Chinese characters; justified lines spread them."""
    gaps = [two.left - one.right for one, two in pairwise(glyphs) if is_han(one.text) and is_han(two.text)]
    return max(0.0, statistics.median_high(gaps)) if gaps else 0.0


def _is_spaced_out(glyphs: Sequence[Glyph]) -> bool:
    """Tell whether blanks stand between so many characters that they are no words' ends."""
    seams = blanks = 0
    for at, glyph in enumerate(glyphs[1:], 1):
        if is_han(glyph.text):
            seams += 1
            blanks += glyphs[at - 1].text.isspace()
    return blanks > 1 and blanks > _SPACED_OUT * seams


def _lead(glyphs: Sequence[Glyph]) -> float:
    """Return where the first unit that cannot be parted ends."""
    return next((one.right for one, two in pairwise(glyphs) if _may_part(one.text, two.text)), glyphs[-1].right)


def _may_part(one: str, two: str) -> bool:
    """Tell whether a line may break between two characters; programs differ, so only where all agree."""
    if one in _OPENING or two in _CLOSING or two in _QUOTES:
        return False
    return one not in _GLUE and not (_RUN.match(two) and (_RUN.match(one) or one in _CLOSING))
