"""The phrase around a change: the changed words alone are none.

    …实施[稳健 → 适度宽松]的货币政策，保持…     before: 实施     after: 的货币政策     up to the mark

The unchanged words beside a change, up to the next mark or function word, belong to its phrase.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ..config import FormulationSettings
from ..model import Edit
from ..words import words
from .body import Body
from .known import EDGES, LEFT_EDGES
from .phrases import Phrases

REACH = 8
"""Most characters that a change may have to be one of words, and most unchanged ones after it that join its phrase."""

_FAR = 14
"""Most characters that a degree and its action may govern."""

NONE = Phrases()
_JOINTS = ("和", "与", "及")
_QUOTED = re.compile(r"“[^“”]+”")
_PHRASE = re.compile(r"(?:[^\W\d_]|“[^“”]+”)+")


def changes_of(old: Body, new: Body, edits: Sequence[Edit]) -> Iterator[tuple[str, str, str, str]]:
    """Yield (unchanged before, removed, inserted, unchanged after) of every change inside a sentence link."""
    by_link: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_link[edit.link].append(edit)
    for tiles in by_link.values():
        at = 0
        while at < len(tiles):
            if tiles[at].op == "equal":
                at += 1
                continue
            end = at
            while end < len(tiles) and tiles[end].op != "equal":
                end += 1
            removed = "".join(old.at(tile.old) for tile in tiles[at:end])
            inserted = "".join(new.at(tile.new) for tile in tiles[at:end])
            before = old.at(tiles[at - 1].old) if at else ""
            after = old.at(tiles[end].old) if end < len(tiles) else ""
            yield before, removed, inserted, after
            at = end


def fits(phrase: str, settings: FormulationSettings) -> bool:
    return settings.least_shared * 2 <= len(phrase) <= settings.most_replaced and bool(_PHRASE.fullmatch(phrase))


def ahead(text: str, marked: Phrases = NONE, *, over: bool = False) -> str:
    """Return the words from the start of `text` up to a mark or an edge word; the first 的 is crossed.

    A set phrase that `text` begins with, after at most one edge word, is taken whole.  With `over`, the action in
    front is crossed, which is what a degree is the degree of, and so is 和 between its objects.
    """
    spans = words(text[: _FAR * 2])
    quoted = _QUOTED.match(text)
    if quoted:
        return text[: quoted.end()] + ahead(text[quoted.end() :])
    for start in [0, *(spans[0][1:] if spans and text[: spans[0][1]] in LEFT_EDGES else ())]:
        whole = marked.at(text, start)
        if whole:
            return text[: start + len(whole)]
    taken = ""
    for start, end in spans:
        word = text[start:end]
        if not word.isalpha() or len(taken) + len(word) > (_FAR if over else REACH):
            break
        crossed = word in _JOINTS if taken else True
        if word in EDGES and not (crossed and (over or word == "的")):
            break
        taken += word
    return "" if taken == "的" else taken.rstrip("和与及")


def behind(text: str, most: int) -> str:
    """Return at most that many words from the end of `text` back to a mark or an edge word."""
    taken = ""
    for start, end in reversed(words(text)[-most:]):
        word = text[start:end]
        if not word.isalpha() or word in LEFT_EDGES or word == "的":
            break
        taken = word + taken
    return taken


def trimmed_front(phrase: str) -> str:
    """Return `phrase` without edge words in front."""
    for start, end in words(phrase):
        if phrase[start:end] not in LEFT_EDGES:
            return phrase[start:]
    return ""
