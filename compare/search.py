"""Words looked for in all texts: what is kept of a passage, what a question asks for, where it stands.

    职工之家建设   →  职工 工之 之家 家建 建设 设     kept: every pair of neighbours, and the last one alone
    职工之家       →  "职工 工之 之家"               asked: the same pairs in the same order, any run of characters
    职             →  职*                           asked: a pair that begins with it

Chinese has no spaces, so an index of words finds only the words that its maker cut.  Pairs find every run of
characters, one alone and two of them too.  What a comparison folds away (width, traditional characters, kinds
of quotes) is folded here; several words apart by spaces must all stand in the passage, in any order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .config import FoldingSettings
from .folding import Folded, fold
from .model import Span

_FOLDING = FoldingSettings()
_RUN = re.compile(r"[^\W_]+")


def folded(text: str) -> Folded:
    """Return a text as it is looked for: small letters, and folded as a comparison folds by default."""
    return fold(text.lower() if len(text.lower()) == len(text) else text, _FOLDING)


def pairs(text: str) -> str:
    """Return what is kept of a text: its pairs of neighbouring characters, apart by spaces.

    >>> pairs("会员621万人")
    '会员 员6 62 21 1万 万人 人'
    """
    runs = _RUN.findall(folded(text).text)
    return " ".join(run[at : at + 2] for run in runs for at in range(len(run)))


def question(asked: str) -> str:
    """Return the question to the index (FTS5) that a reader's words make; nothing where they hold no letter or digit.

    >>> question("职工之家 625"), question("职"), question("——")
    ('"职工 工之 之家" "62 25"', '"职"*', '')
    """
    runs = [run for word in words(asked) for run in _RUN.findall(word)]
    return " ".join(
        f'"{run}"*' if len(run) == 1 else f'"{" ".join(run[at : at + 2] for at in range(len(run) - 1))}"'
        for run in dict.fromkeys(runs)
    )


def words(asked: str) -> list[str]:
    """Return the words of a question, folded; each must stand in a passage as it is."""
    return [found for word in asked.split() if (found := folded(word).text)]


def needs_reading(asked: str) -> bool:
    """Tell whether the index cannot answer alone: a word with a mark inside, 5.6万, is kept as two runs."""
    return any(_RUN.fullmatch(word) is None for word in words(asked))


def places(text: str, asked: str) -> list[Span]:
    """Return where the words of a question stand in a text, in order and apart; nothing unless all of them do.

    >>> places("完善職工之家，建设职工之家", "职工之家 建设")
    [(2, 6), (7, 9), (9, 13)]
    """
    there = folded(text)
    found: list[Span] = []
    for word in words(asked):
        spans = [there.back(match.span()) for match in re.finditer(re.escape(word), there.text)]
        if not spans:
            return []
        found += spans
    out: list[Span] = []
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if not out or start >= out[-1][1]:
            out.append((start, end))
    return out


def excerpt(text: str, marked: Sequence[Span], around: int) -> list[tuple[str, bool]]:
    """Return what stands around the first place of each word, in stretches, each with whether it is a word.

    >>> excerpt("我们加快建设职工之家和驿站", [(6, 10)], 3)
    [('…快建设', False), ('职工之家', True), ('和驿站', False)]
    """
    first = {text[slice(*span)]: span for span in reversed(marked)} or {"": (0, 0)}
    beside = max(around // len(first), 1)
    windows: list[Span] = []
    for start, end in sorted(first.values()):
        left, right = max(0, start - beside), min(len(text), end + 2 * beside)
        if windows and left <= windows[-1][1]:
            before = windows.pop()
            left, right = before[0], max(before[1], right)
        windows.append((left, right))
    out: list[tuple[str, bool]] = []
    for left, right in windows:
        at, lead = left, "…" * (left > 0)
        for start, end in marked:
            if left <= start and end <= right:
                out += [(lead + text[at:start], False), (text[start:end], True)]
                at, lead = end, ""
        out.append((lead + text[at:right], False))
    out.append(("…" * (windows[-1][1] < len(text)), False))
    return _joined(part for part in out if part[0])


def _joined(parts: Iterable[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Return stretches with those that follow each other and are no words made one."""
    out: list[tuple[str, bool]] = []
    for part, held in parts:
        if out and not held and not out[-1][1]:
            out[-1] = (out[-1][0] + part, False)
        else:
            out.append((part, held))
    return out
