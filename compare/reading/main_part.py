"""The main part of a web page: the smallest element that holds nearly all of its prose, and the title above it.

    首页 > 政务公开                       furniture: links, before the text
    2026年政府工作报告                    the title: what the page itself is called
    2026-02-03  来源：云南日报  打印      furniture by its own words, judged later
    各位代表：                            in the main part, with all that stands there
    现在，我代表省人民政府，向大会…         prose: a long line that is no link
    上一篇：… / 相关阅读 / 版权所有…       furniture: around it

Prose and links are told by length and link density, as boilerplate is found since Kohlschütter et al. (2010).
Nothing is dropped, and a sentence that stands elsewhere without being a link stays text: furniture that is missed
does no harm, a piece of the report that is hidden does.  Where no element holds nearly all, all is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from .furniture import is_furniture
from .page import Box, PageLine
from .parts import Part
from .styles import HEADINGS

_LEAST_LINE = 30
"""Shortest line of prose, in characters that are no links; headlines and menus are shorter."""

_MOST_LINKED = 0.3
"""Largest share of links in a line of prose; reports link some words at most."""

_LEAST_PROSE = 100
"""Least prose of a page with a main part, in characters; a page of less is all text."""

_LEAST_SHARE = 0.9
"""Share of the prose that the main part holds; beside it stand summaries of other texts, and comments."""

_LINKS = 0.5
"""Share of links from which on an element without prose is a list of links."""

_ALL_LINKED = 0.8
"""Share of links from which on a line is nothing else."""

_LIST_OF_LINKS = 2
"""Fewest links, in one line or several, that make a list of them; a file to be had has one."""

_MOST_BETWEEN = 12
"""Most lines between title and main part that are searched for subtitle and byline; pages have up to eight."""

_LONGEST_TITLE = 80
"""Longest title of a page, in characters."""

_SENTENCE = re.compile("。.|[。！？；]$")
"""What no headline has: a full stop inside or at the end; a page may link each of its tasks to more about it."""

_PUNCTUATION = re.compile("[，。；：、！？,;]")
_ASIDE = re.compile(
    r"nav|menu|foot|copyright|crumb|sidebar|share|relat|toolbar|friend|qrcode|noprint|comment|login|search|banner|logo"
    r"|(?:^|[\s_-])(?:side|aside|tools?|hot|rank|links?|ads?|print|location|position|top|bottom|tags?|prev|next"
    r"|xgxw|xgyd|xgwd|ewm|fx|dqwz|weizhi|header)(?:$|[\s_\d-])",
    re.IGNORECASE,
)
"""How builders of pages call what stands around a text, in class or id; only where there is no prose inside."""

_TITLED = re.compile(r"(?:^|[\s_-])(?:tit(?:le)?|bt|biaoti|headline)(?:$|[\s_\d-])|title$", re.IGNORECASE)


@dataclass(slots=True)
class _Held:
    """What a box holds with all the boxes in it: characters of its lines, of links, of prose; how many of each, and
    how many lines are sentences, though they be links."""

    text: int = 0
    linked: int = 0
    links: int = 0
    prose: int = 0
    lines: int = 0
    headings: int = 0
    sentences: int = 0

    def add(self, other: _Held) -> None:
        """Take in what another holds."""
        self.text += other.text
        self.linked += other.linked
        self.links += other.links
        self.prose += other.prose
        self.lines += other.lines
        self.headings += other.headings
        self.sentences += other.sentences


def parts(lines: Sequence[PageLine], boxes: Sequence[Box], called: str) -> list[Part]:
    """Return the lines of a page, those around its main part as furniture; `called` is the title that it names."""
    held = _held(lines, boxes)
    main = _main(boxes, held)
    if main is None:
        return [Part(line.text, line.style) for line in lines]
    within = _inherited(boxes, lambda box: box is main)
    around = _inherited(boxes, _called_otherwise(main))
    aside = _inherited(boxes, lambda box: _is_aside(box, held[box.place]))
    links = _rows_of_links(lines)
    inside = [at for at, line in enumerate(lines) if within[line.box.place]]
    front = set(_front(lines, inside, aside, _bare(called)))
    out = []
    for at, line in enumerate(lines):
        beside = aside[line.box.place] or at in links
        kept = at in front or (not beside if within[line.box.place] else _is_prose(line) and not around[line.box.place])
        out.append(Part(line.text, line.style if kept else "furniture"))
    return out


def prose(lines: Sequence[PageLine]) -> int:
    """Return how many characters of a page are prose."""
    return sum(len(line.text) for line in lines if _is_prose(line))


def _is_prose(line: PageLine) -> bool:
    """Tell whether a line is a sentence that is no link, and not what sites write under every text."""
    text = line.text.strip()
    if line.box.around or len(text) - line.linked < _LEAST_LINE or line.linked > _MOST_LINKED * len(text):
        return False
    return bool(_PUNCTUATION.search(text)) and not is_furniture(text)


def _held(lines: Sequence[PageLine], boxes: Sequence[Box]) -> list[_Held]:
    """Return what each box holds, in the order of the boxes."""
    held = [_Held() for _ in boxes]
    for line in lines:
        length, is_prose = len(line.text), _is_prose(line)
        heads, sentence = line.style in HEADINGS, length >= _LEAST_LINE and bool(_SENTENCE.search(line.text))
        held[line.box.place].add(_Held(length, line.linked, line.links, length * is_prose, 1, heads, sentence))
    for box in reversed(boxes):
        if box.parent is not None:
            held[box.parent.place].add(held[box.place])
    return held


def _inherited(boxes: Sequence[Box], test: Callable[[Box], bool]) -> list[bool]:
    """Return for each box whether it, or one that holds it, passes the test."""
    found: list[bool] = []
    for box in boxes:
        found.append((box.parent is not None and found[box.parent.place]) or test(box))
    return found


def _main(boxes: Sequence[Box], held: Sequence[_Held]) -> Box | None:
    """Return the smallest box that holds nearly all prose, widened while that adds no link and no aside, or None."""
    whole = held[0].prose
    if whole < _LEAST_PROSE:
        return None
    main = next(box for box in reversed(boxes) if held[box.place].prose >= _LEAST_SHARE * whole)
    beset = {box.parent.place for box in boxes if box.parent is not None and _is_aside(box, held[box.place])}
    while main.parent is not None and main.parent.place not in beset:
        if held[main.parent.place].linked > held[main.place].linked:
            break
        main = main.parent
    return main


def _front(lines: Sequence[PageLine], inside: Sequence[int], aside: Sequence[bool], called: str) -> Iterator[int]:
    """Yield where the title stands that is not in the main part, and what stands between."""
    opening = [
        lines[at] for at in inside[:_MOST_BETWEEN] if not aside[lines[at].box.place] and not _is_prose(lines[at])
    ]
    if any(_names(line, called) for line in opening):
        return
    headed = any(line.style in HEADINGS for line in opening)
    before = [at for at in range(inside[0]) if lines[at].linked == 0 and lines[at].style != "furniture"]
    ways = _NAMED if headed else _NAMED + _LIKELY
    title = next((at for way in ways for at in reversed(before) if way(lines[at], called)), None)
    if title is not None:
        yield title
        if inside[0] - title <= _MOST_BETWEEN:
            yield from (at for at in before if at > title and not aside[lines[at].box.place])


def _names(line: PageLine, called: str) -> bool:
    """Tell whether a line is the title that the page gives itself, to which sites add their own name."""
    text = _bare(line.text)
    return 4 <= len(text) <= _LONGEST_TITLE and (text in called or (len(called) >= 6 and called in text))


_Way = Callable[[PageLine, str], bool]
_NAMED: tuple[_Way, ...] = (lambda line, called: _names(line, called) and line.style in HEADINGS, _names)
_LIKELY: tuple[_Way, ...] = (
    lambda line, called: line.style == "heading1",
    lambda line, called: line.style in HEADINGS and not _ASIDE.search(line.box.called),
    lambda line, called: bool(_TITLED.search(line.box.called)),
)
"""By what a title is known, the surest first; the likely ones only where the main part opens without a heading."""


def _is_aside(box: Box, held: _Held) -> bool:
    """Tell whether a box holds no prose and is called an aside, or is a list of links."""
    if not held.lines or held.prose:
        return False
    if held.links >= _LIST_OF_LINKS and held.linked >= _LINKS * held.text and not held.sentences:
        return True
    return not held.headings and bool(_ASIDE.search(box.called)) and not _TITLED.search(box.called)


def _rows_of_links(lines: Sequence[PageLine]) -> set[int]:
    """Return the lines that are nothing but links, headings and sentences aside, where several follow one another."""
    found: set[int] = set()
    row: list[int] = []
    for at, line in enumerate(lines):
        linked = line.linked >= _ALL_LINKED * len(line.text.strip()) and line.style not in HEADINGS
        linked = linked and not _SENTENCE.search(line.text)
        row = [*row[-1:], at] if linked else []
        if sum(lines[each].links for each in row) >= _LIST_OF_LINKS:
            found.update(row)
    return found


def _called_otherwise(main: Box) -> Callable[[Box], bool]:
    """Return the test for boxes that are called asides and do not hold the main part."""
    holding: set[int] = set()
    box: Box | None = main
    while box is not None:
        holding.add(box.place)
        box = box.parent
    return lambda box: box.place not in holding and bool(_ASIDE.search(box.called))


def _bare(text: str) -> str:
    return re.sub(r"[\s\W_]+", "", text)
