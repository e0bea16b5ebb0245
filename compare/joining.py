"""Lines that a link, a page or a narrow column broke inside a sentence → one draft.

    …五年来，我们依照                    →  …我们依照宪法和基本法有效实施对特别行政区的…
    宪法
    和
    基本法
    有效实施对特别行政区的…
    …推动传统产                          →  …推动传统产业改造提升。
    — 2 —                                   stays furniture
    业改造提升。
    （二）坚持不懈用                     →  （二）坚持不懈用新时代…凝心铸魂。
    新时代…凝心铸魂。

A line is joined to the one before it where it opens as no sentence does (，。》的 …), where the one
before it ends as none does (「第一，」, a preposition), or where both together say so: a long text
without its full stop, a heading whose seam is a word of the text.  An indented line opens a
paragraph, whatever the one before it lacks (1954 and 1964 have paragraphs without a full stop), and
an indented line without its end goes on in the next that is not (1985, where bold type breaks lines),
but only where indents mark paragraphs at all (云南2025 has one, before a heading).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from .config import OutlineSettings
from .cutting import CUT
from .drafts import ALONE, LISTED, NUMBER, SALUTATION, STOP, Draft, ends
from .words import words

_RESUMES = re.compile(
    r"[，。、；：！？,;）)】》”’」』]"
    r"|[的并並]|是(?![否非])|和(?![平谐諧睦])|与(?![此时時会會])|與(?![此時會])|及(?![时時早其])|以及|等(?![级級待到])|之(?![所后後前间間])"
)
"""How a line opens that goes on in mid sentence."""

_MID_PUNCTUATION = re.compile(r"[，。、；：！？,;）)】》”’」』]")
_ASIDE = re.compile(r"[（(](?![一二三四五六七八九十\d])[^（）()]{1,20}[）)]\S")
_CLOSING = re.compile(r"[\d一二三四五六七八九十]{1,3}[）)]")
_OPEN = "（(“‘《【、"
_ANNOUNCES = re.compile(r"(?:[是为]|指出|说过|写道)[：:]$")
_FRAGMENT = 4
"""Longest line without a full stop that is a piece of a sentence, not a heading: 正式明确, 习近平 in 2017."""

_REACH = 8
"""Characters on each side of a break that decide how the words across it are cut."""

_DANGLING = frozenset("用以把对和与为向从由及将被使让在同按于是的") | {"关于", "以及", "加入"}
"""Words that no sentence and no heading ends with."""


class _Whole:
    """All lines of a text, asked whether they have some characters in a row; pairs are looked up, not searched."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._text = "\n".join(lines)
        self._pairs = set(map("".join, pairwise(self._text)))

    def __contains__(self, text: str) -> bool:
        return all(pair in self._pairs for pair in map("".join, pairwise(text))) and text in self._text


def joined(drafts: list[Draft], settings: OutlineSettings) -> list[Draft]:
    """Join lines that belong to one sentence or heading; furniture, tables and bullets keep their lines."""
    whole = _Whole([draft.text for draft in drafts])
    long = [draft.indented for draft in drafts if len(draft.text) > settings.max_heading]
    indents = 2 * sum(long) >= len(long)  # whether this text marks its paragraphs so: a stray space says nothing
    begun = False  # titles and bylines have no full stops: joining starts with the body
    out: list[Draft] = []
    for here, draft in enumerate(drafts):
        before = _before(out)
        if before and draft.kind != "furniture" and draft.style == before.style not in (*ALONE, CUT):
            after = drafts[here + 1] if here + 1 < len(drafts) else None
            if _inserted(before, draft, after, begun) or _continues(before, draft, whole, begun, indents, settings):
                before.join(draft)
                begun = begun or bool(STOP.search(draft.text))
                continue
        out.append(draft)
        begun = begun or bool(STOP.search(draft.text)) or bool(SALUTATION.fullmatch(draft.text))
    return out


def _before(drafts: Sequence[Draft]) -> Draft | None:
    """Return the draft that the next line may go on with: the last one, page numbers after it aside."""
    for draft in reversed(drafts):
        if draft.kind != "furniture":
            return draft
        if not draft.paged:
            return None
    return None


def _inserted(before: Draft, draft: Draft, after: Draft | None, begun: bool) -> bool:
    """Tell whether a line stands in mid sentence, a link most often: the line after it resumes one."""
    if after is None or after.kind == "furniture" or ends(before.text) or ends(draft.text) or after.indented:
        return False
    if begun:
        return bool(_RESUMES.match(after.text) or _ASIDE.match(after.text))
    return bool(_MID_PUNCTUATION.match(after.text)) and not before.text.endswith(("报告", "决议"))


def _continues(
    before: Draft, draft: Draft, whole: _Whole, begun: bool, indents: bool, settings: OutlineSettings
) -> bool:
    old, new = before.text, draft.text
    if _MID_PUNCTUATION.match(new) or old[-1] in _OPEN or _is_mark(old) or _closes(old, new):
        return True
    if not begun or NUMBER.match(new) or draft.depth or SALUTATION.fullmatch(new):
        return False
    if indents and before.indented and not draft.indented and not ends(old):
        return True
    if old[-1] in "，,":
        return True
    if LISTED.match(new):
        return False
    if ends(old):
        return bool(_ANNOUNCES.search(old[-4:])) and len(old) <= settings.max_runin
    numbered = NUMBER.match(old) or before.depth
    seam = old[-2:] + new[:2]
    known = bool(numbered) and not ends(new) and seam in whole and len(old + new) <= 2 * settings.max_heading
    if draft.indented:
        return known and before.indented
    if len(old) > settings.max_heading or (STOP.search(old) and not numbered) or _RESUMES.match(new):
        return True
    if numbered and _dangles(old):
        return True
    if not numbered and (before.mended or len(new) <= _FRAGMENT or _breaks_a_word(old, new, whole)):
        return True
    return known


def _closes(old: str, new: str) -> bool:
    """Tell whether a line opens with a number that ends a bracket of the line before: 见表 / 5）."""
    folded = old.replace("(", "（").replace(")", "）")
    return folded.rfind("（") > folded.rfind("）") and bool(_CLOSING.match(new))


def _is_mark(text: str) -> bool:
    """Tell whether a line is nothing but the mark of an item, set apart by its bold type: 第一， or 一、"""
    if LISTED.fullmatch(text):
        return True
    number = NUMBER.fullmatch(text)
    return bool(number) and not text.isalpha()


def _breaks_a_word(old: str, new: str, whole: _Whole) -> bool:
    """Tell whether one character of a word that the text has elsewhere was left behind (…各领域改 / 革，加快…)."""
    left = old[-_REACH:]
    text = left + new[:_REACH]
    across = next((text[start:end] for start, end in words(text) if start == len(left) - 1 < end - 1), None)
    return across is not None and across in whole


def _dangles(text: str) -> bool:
    start, end = words(text)[-1]
    return text[start:end] in _DANGLING
