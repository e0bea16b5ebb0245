"""One line that holds a whole report → its paragraphs, as far as their marks tell.

    同志们：现在我代表…（一）构建高水平…（二）建设现代化…      →  同志们： / 现在我代表… / （一）构建… / （二）建设…
    …提出意见。一、2013年工作回顾过去一年是…。——经济…        →  …提出意见。 / 一、2013年… / ——经济…

Two of 270 real files are one line (a text without punctuation, a page that lost its breaks).  A line
is cut before an address to the hall, before the next number of a series, and before a dash that
opens an item; where a heading ends in such a line nobody can tell, so it stays with its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from .config import OutlineSettings
from .drafts import HAN, Draft
from .numerals import small_number

CUT = "cut"
"""The style of drafts that were cut out of one line; they are not joined again."""

_MARK = re.compile(
    rf"(?P<address>(?:同志们|各位代表|各位委员)[：:！!])|[（(](?P<paren>{HAN})[）)]|(?P<han>{HAN})、|(?P<dash>——)"
)
_STOPS = "。！？；：!?;:”）"
_FEW_STOPS = 0.005
"""Share of full stops among characters below which a text counts as one without punctuation; reports have 0.02."""

_APART = 20
"""Least distance of a dash that opens an item from the next dash, in text without punctuation; asides are shorter."""


def cut(drafts: list[Draft], settings: OutlineSettings) -> list[Draft]:
    """Cut lines longer than any paragraph at their marks; a line without marks stays whole."""
    out: list[Draft] = []
    for draft in drafts:
        places = _places(draft.text) if len(draft.text) > settings.max_paragraph and draft.style is None else []
        out += _pieces(draft, places) if places else [draft]
    return out


def _places(text: str) -> list[int]:
    """Return where a paragraph starts in a text, its beginning aside."""
    bare = sum(text.count(stop) for stop in "。！？") < _FEW_STOPS * len(text)
    last = {"paren": 0, "han": 0}
    lone = _lone([match.start() for match in _MARK.finditer(text) if match.lastgroup == "dash"]) if bare else set()
    found = set()
    for match in _MARK.finditer(text):
        start, kind = match.start(), match.lastgroup
        after_stop = start == 0 or text[start - 1] in _STOPS or text[start - 1].isspace()
        if kind == "address":
            found |= {start, match.end()} if text[match.end() - 1] in "：:" else {start}
        elif kind in ("paren", "han"):
            value = small_number(match[kind])
            if value in (1, last[kind] + 1) and (kind == "paren" or after_stop):
                found.add(start)
                last[kind] = value
        elif after_stop or start in lone:
            found.add(start)
    return sorted(found - {0, len(text)})


def _lone(dashes: list[int]) -> set[int]:
    """Return the dashes that are no pair around an aside."""
    close = {dash for pair in pairwise(dashes) if pair[1] - pair[0] <= _APART for dash in pair}
    return set(dashes) - close


def _pieces(draft: Draft, places: list[int]) -> Iterator[Draft]:
    piece = draft.pieces[0]
    for start, end in zip([0, *places], [*places, len(draft.text)], strict=True):
        text = draft.text[start:end]
        inner = text.strip()
        if inner:
            column = piece.column + start + len(text) - len(text.lstrip())
            yield replace(draft, text=inner, style=CUT, pieces=[replace(piece, column=column, length=len(inner))])
