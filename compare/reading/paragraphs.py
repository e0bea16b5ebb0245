"""Lines of a pdf in reading order → paragraphs: which line goes on with the one before it.

        现在，我代表市人民政府，向大会报告工作，请      →  a paragraph: its first line is indented
        予审议。                                       →  continues: the line before is full
        一、2024年工作回顾                          →  a paragraph: 予审议。 had room for 一、
        2024 was a year of inter-                     →  …inter: the rest of the word is taken up
        national cooperation.                         →  continues

A line goes on where the one before had no room for its first word, and nothing else parts the two: no indent, no
wider spacing, no other size of type.  Margins are found in the document, for each column on its own.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .layout import Set
from .parts import Part
from .typeset import Segment

_INDENT = 0.8
"""Least indent of a paragraph, in characters."""

_ROOM = 0.3
"""How far off a margin a line may end or begin that stands at it, in characters."""

_SPACING = 0.35
"""How much wider than usual the distance of two lines is that parts paragraphs, in characters."""

_SIZE = 0.08
"""How much two sizes of type differ, as a share, that part paragraphs."""

_JUSTIFIED = 0.8
"""Share of the lines without room for a character that end at the margin, from which on the text is justified."""

_TITLE = 1.2
"""How much larger than the text's a title's type is."""

_CENTRED = 2.5
"""Least room on either side of a centred line, in characters of the text; an indent is two."""

_LONGEST_ITEM = 40
"""Most lines of an item of a list that are set in below its first."""

_USUAL = 3
"""Fewest lines that make a margin; a single line may stick out."""

_ENDS = re.compile(r"[。！？!?；;：:][”’」』）)》]?$")
_OPENS = re.compile(
    r"[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}(?:章|节|篇|部分)|附[件录表]|各位代表|同志们"
)
"""How a heading or an address opens, which begins a paragraph even where nothing else parts it from a full line."""

_NUMBER = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[①-⑳])[）)、．.]?(?!\d)|[•·●■◆▪–—-]{1,2}")
"""What stands before the text of an item whose further lines are set in."""

_HYPHENATED = re.compile(r"[A-Za-z]-$")
_WORD_ON = re.compile(r"[a-z]+[.,;:)]?\s*")
_DAY = re.compile(r"[（(]?\s*(?:[12]\d{3}|[一二][〇○零一二三四五六七八九]{3})\s*年[\s\d一二三四五六七八九十]{1,4}月")


@dataclass(frozen=True, slots=True)
class Measure:
    """The margins of a column, whether its lines are spread to reach them, and the usual distance of its lines."""

    left: float
    right: float
    justified: bool
    pitch: float


@dataclass(frozen=True, slots=True)
class Body:
    """The lines of a document with their measures, by page and column, the size of most of its type, and whether its
    paragraphs open with an indent."""

    lines: tuple[Set, ...]
    measures: dict[tuple[int, tuple[int, ...]], Measure]
    size: float
    indented: bool = False

    def measure(self, line: Set) -> Measure:
        """Return the measure of the column in which a line stands."""
        return self.measures[line.segment.page, line.flow]


def paragraphs(lines: Sequence[Set]) -> list[Part]:
    """Return the lines of the text as parts: first lines, and lines that continue."""
    body = Body(tuple(lines), _measures(lines), usual_size(lines))
    body = replace(body, indented=_is_indented_text(body))
    titles = _titles(body)
    out: list[Part] = []
    for at, line in enumerate(lines):
        page, text, sure = line.segment.page, line.text, line.segment.sure
        if line.cells:
            out.append(Part(text, "table", page, sure))
        elif at and not lines[at - 1].cells and _continues(body, at):
            text = _taken_up(out, text)
            if text:
                out.append(Part(text, "continues", page, sure))
        else:
            indent = "\u3000\u3000" if _is_indented(body, line) and not _is_centred(body, line) else ""
            out.append(Part(indent + text, "title" if at in titles else None, page, sure))
    return out


def usual_size(lines: Iterable[Set]) -> float:
    """Return the size of most of the type, in points; 0 for no text."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.segment.size, 1)] += len(line.segment.glyphs)
    return sizes.most_common(1)[0][0] if sizes else 0.0


# ── margins ───────────────────────────────────────────────────────────────────────────────────


def _measures(lines: Sequence[Set]) -> dict[tuple[int, tuple[int, ...]], Measure]:
    """Return the measure of every column of every page: the document's, moved to where the page's begins."""
    flows: dict[tuple[int, ...], dict[int, list[Segment]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        if not line.cells:
            flows[line.flow][line.segment.page].append(line.segment)
    out = {}
    for flow, pages in flows.items():
        usual = _usual([segment for page in pages.values() for segment in page])
        for page, segments in pages.items():
            out[page, flow] = _moved(usual, segments)
    return out


def _usual(segments: Sequence[Segment]) -> Measure:
    size = statistics.median(segment.size for segment in segments)
    left = _edge([-segment.left for segment in segments], size)
    right = _edge([_solid_right(segment) for segment in segments], size)
    near = [segment.right for segment in segments if segment.right > right - size]
    full = [each for each in near if each > right - _ROOM * size]
    steps = [two.base - one.base for one, two in pairwise(segments) if one.page == two.page and two.base > one.base]
    return Measure(-left, right, len(full) >= _JUSTIFIED * len(near), _pitch(steps, 2 * size))


def _edge(ends: Sequence[float], size: float) -> float:
    """Return the furthest end that several lines share, or simply the furthest where none do."""
    ends = sorted(ends, reverse=True)
    least = max(_USUAL, len(ends) // 50)
    for at, end in enumerate(ends[: len(ends) - least + 1]):
        if end - ends[at + least - 1] < _ROOM * size:
            return end
    return ends[0]


def _solid_right(segment: Segment) -> float:
    """Return where a line ends without the full stop or comma that may hang over the margin."""
    last = segment.glyphs[-1]
    return last.left if last.text in "，。、；：,.;:" and len(segment.glyphs) > 1 else segment.right


def _pitch(steps: Sequence[float], usual: float) -> float:
    """Return the distance of lines that most have."""
    counted = Counter(round(step) for step in steps)
    if not counted:
        return usual
    most = counted.most_common(1)[0][0]
    return statistics.median(step for step in steps if abs(step - most) <= 1)


def _moved(usual: Measure, segments: Sequence[Segment]) -> Measure:
    """Return the measure of one page, whose margins may be mirrored."""
    size = statistics.median(segment.size for segment in segments)
    shift = -_edge([-segment.left for segment in segments], size) - usual.left
    right = usual.right + shift
    if abs(shift) < _ROOM * size or sum(abs(each.right - right) < _ROOM * size for each in segments) < _USUAL:
        return usual
    return Measure(usual.left + shift, right, usual.justified, usual.pitch)


# ── does a line go on? ────────────────────────────────────────────────────────────────────────


def _continues(body: Body, at: int) -> bool:
    before, line = body.lines[at - 1], body.lines[at]
    old, new = before.segment, line.segment
    size = max(old.size, new.size)
    if (old.measured and new.measured and abs(old.size - new.size) > _SIZE * size) or _is_spaced(body, before, line):
        return False
    measure = body.measure(before)
    short = measure.right - old.right
    if short > new.lead + _ROOM * size:
        return False
    if _is_centred(body, line):
        return _is_symmetric(body, before) and not _ENDS.search(before.text)
    if _is_indented(body, line) and not _hangs(body, at):
        return False
    ended = bool(_ENDS.search(before.text))
    if measure.justified and short > _ROOM * size and ended:
        return False
    return body.indented or not ended or before.text.endswith("：") or not _OPENS.match(line.text)


def _is_spaced(body: Body, before: Set, line: Set) -> bool:
    """Tell whether two lines of one column are further apart than lines of a paragraph."""
    old, new = before.segment, line.segment
    if old.page != new.page or before.flow != line.flow:
        return False
    pitch, step = body.measure(line).pitch, new.base - old.base
    usual = pitch * max(1.0, new.size / body.size) if body.size else pitch
    return step > usual + _SPACING * new.size


def _is_indented(body: Body, line: Set) -> bool:
    return line.segment.left - body.measure(line).left > _INDENT * line.segment.size


def _hangs(body: Body, at: int) -> bool:
    """Tell whether a line and those like it begin below the text behind the number of their paragraph."""
    line, first = body.lines[at].segment, at
    while (
        first > max(0, at - _LONGEST_ITEM) and abs(body.lines[first - 1].segment.left - line.left) < _ROOM * line.size
    ):
        first -= 1
    if first == 0 or body.lines[first - 1].cells:
        return False
    opening = body.lines[first - 1]
    number = _NUMBER.match(opening.text)
    if number is None or number.end() >= len(opening.segment.glyphs):
        return False
    return abs(opening.segment.glyphs[number.end()].left - line.left) < line.size / 2


def _is_symmetric(body: Body, line: Set) -> bool:
    """Tell whether a line leaves as much room on either side."""
    measure, segment = body.measure(line), line.segment
    return abs((segment.left - measure.left) - (measure.right - segment.right)) < 1.2 * segment.size


def _is_centred(body: Body, line: Set) -> bool:
    """Tell whether a line is set in the middle; a sentence that happens to leave equal room is an indented one."""
    measure, segment = body.measure(line), line.segment
    room = _CENTRED * min(segment.size, body.size)
    return segment.left - measure.left > room and _is_symmetric(body, line) and not line.text.endswith("。")


def _is_indented_text(body: Body) -> bool:
    """Tell whether paragraphs of this text open with an indent."""
    prose = [line for line in body.lines if not line.cells]
    indented = sum(_is_indented(body, line) and not _is_centred(body, line) for line in prose)
    return indented > 0.1 * len(prose)


# ── what is made of it ────────────────────────────────────────────────────────────────────────


def _taken_up(out: list[Part], text: str) -> str:
    """Give a word that was broken at the end of the line before its rest; return what is left of the line."""
    rest = _WORD_ON.match(text)
    if not rest or not _HYPHENATED.search(out[-1].text):
        return text
    out[-1] = out[-1]._replace(text=out[-1].text[:-1] + rest.group().strip())
    return text[rest.end() :]


def _titles(body: Body) -> frozenset[int]:
    """Return the lines of the first page that are the title: the largest ones, centred, before any running text."""
    found: list[int] = []
    for at, line in enumerate(body.lines):
        if line.segment.page != body.lines[0].segment.page or line.cells or _ENDS.search(line.text):
            break
        if line.segment.size > _TITLE * body.size and _is_centred(body, line) and not _DAY.match(line.text):
            found.append(at)
    largest = max((body.lines[at].segment.size for at in found), default=0.0)
    return frozenset(at for at in found if body.lines[at].segment.size > (1 - _SIZE) * largest)
