"""Figures: the numbers of a report that mean quantities, and what they are the numbers of.

    力争到2023年累计建成工作室近万家   →   工作室 · 10,000 家 · 近 · target · 力争 · 2023年

A sentence goes through three small grammars: which stretches count something (`quantities.py`, with
`numbers.py`, `units.py` and the list of words that only look like numbers, `terms.py`), what each
is the number of (`indicator.py`), whether it is reached or promised (`role.py`), and what sort of number it is
(`measure.py`).  Quoted numbers (“九连增”) are not figures.  Pairing figures of two reports is `targets.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from ..ids import Names
from ..model import Block, Figure, Sentence, Value
from . import indicator, quantities, role
from .key import key
from .measure import base, measure
from .stock import GROWTH as _TOLD

__all__ = ["find"]

_CONTEXT, _BEHIND = 240, 40
"""How many characters before and behind a number may tell its tense and its deadline."""
_OPENING = 20
"""Within how many characters a paragraph says that it looks back."""
_CUT = re.compile(r"[0-9０-９][.．,，]?$")
_REST = re.compile("[0-9０-９.．]|[百千]?[万亿]|[％%‰元]")
"""What goes on with a number that the end of a line cut: 收入为1 ⏎ 2万元."""
_AHEAD = frozenset(("tasks", "requirements"))
_SPOKEN = frozenset(("paragraph", "heading"))


def find(blocks: Sequence[Block], sentences: Sequence[Sentence], date: str | None) -> tuple[Figure, ...]:
    """Return the figures of the paragraphs and headings, in reading order; `date` starts with the report's year."""
    by_id = {block.id: block for block in blocks}
    name = Names("f")
    found: list[Figure] = []
    broken = set(_broken(blocks))
    for sentence in sentences:
        block = by_id[sentence.block]
        if block.kind in _SPOKEN:
            figures = _of_sentence(block, sentence, date, name)
            found.extend(each for each in figures if not {(block.id, each.span[0]), (block.id, -each.span[1])} & broken)
    return tuple(_with_repetitions(found))


def _broken(blocks: Sequence[Block]) -> Iterator[tuple[str, int]]:
    """Yield the ends of blocks, by their negative length, and the beginnings, by 0, where a numeral was cut in two."""
    for block, after in pairwise(blocks):
        if _CUT.search(block.text) and _REST.match(after.text):
            yield block.id, -len(block.text)
            yield after.id, 0


def _with_repetitions(figures: Iterable[Figure]) -> Iterator[Figure]:
    """Yield the figures, a repeated one with the first that says the same."""
    first: dict[tuple[object, ...], str] = {}
    for figure in figures:
        said = (figure.key, figure.value.low, figure.value.high, figure.value.unit, figure.role, figure.measure)
        yield replace(figure, repeats=first[said]) if said in first else figure
        first.setdefault(said, figure.id)


def _of_sentence(block: Block, sentence: Sentence, date: str | None, name: Names) -> list[Figure]:
    """Return the figures of one sentence."""
    offset, end = sentence.span
    text = block.text[offset:end]
    named = indicator.name(text, quantities.find(text))
    if not named:
        return []
    place = "review" if block.role in _AHEAD and role.looks_back(block.text, date, _OPENING) else block.role
    found = []
    for item, behind in zip_longest(named, named[1:]):
        (at, to), value = item.quantity.span, item.quantity
        said, here = _said_around(block.text, offset + at, offset + to)
        part = role.role(said, here, text[to : to + 6], value.unit, place, date, item.moved)
        if behind is not None and _only_scopes(text, item, behind):
            part = "other"
        promised = part == "target"
        found.append(
            Figure(
                id=name(block.id, text[at:to], item.indicator),
                block=block.id,
                span=(offset + at, offset + to),
                quote=text[item.quote[0] : item.quote[1]],
                indicator=item.indicator,
                key=key(item.indicator),
                value=Value(value.low, value.high, value.unit, value.hedge),
                role=part,
                start=value.start,
                modality=role.modality(said, here, text[at:to]) if promised else None,
                deadline=role.deadline(said, here + to - at, date) if promised else None,
                measure=measure(text, value, item.indicator, moved=item.moved),
                base=base(text, at),
            )
        )
    return found


def _only_scopes(text: str, item: indicator.Named, behind: indicator.Named) -> bool:
    """Tell whether a count only says of how many the next number is told: 17个重点传统制造业增加值增长8%."""
    (at, to), next_at = item.quantity.span, behind.quantity.span[0]
    opens = not text[:at].rstrip() or text[at - 1] in "，。；："
    between = text[to:next_at]
    return (
        opens and behind.quantity.unit in ("%", "个百分点") and between.isalnum() and _TOLD.search(between) is not None
    )


def _said_around(text: str, at: int, to: int) -> tuple[str, int]:
    """Return what is said around a number as far as its full stop, and where the number begins in it.

    Sentences may end at ；, but a deadline or a word of tense holds up to the full stop.
    """
    floor = max(0, at - _CONTEXT)
    start = max(floor, *(text.rfind(stop, floor, at) + 1 for stop in "。！？"))
    return text[start : to + _BEHIND], at - start
