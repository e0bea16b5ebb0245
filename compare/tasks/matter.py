"""What a commitment is about: the words of its object, without must, how, and the verb.

    持续推进“人工智能+”行动            →  人工智能 行动
    编写《基层工会建设工作手册》        →  基层 工会 手册
    到2028年累计建成工作室1.5万家以上    →  累计 工作室

Two clauses are about one thing when they share most of these words, in whatever order.  Numbers stay out of it: a
changed number is the same commitment; so does which five-year plan it is.  What is said in short is read in full
(思政课, 思想政治课), so that both ways of saying it meet.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..config import TaskSettings
from ..pairing import Bag, shared
from ..words import words
from .lexicon import HOW, IN_FULL, LEAD, STOCK_WORDS, VERB

_PLAN_NUMBER = re.compile('十[一二三四五六七八九]五(?=时期|规划|[”"』」期末])|(?<=[“"])十[一二三四五六七八九]五')
_SHORT = re.compile("|".join(map(re.escape, sorted(IN_FULL, key=len, reverse=True))))
_NAMED = re.compile('[“《"]([^”》"]{2,40})[”》"]')
_NAMED_WHOLE = re.compile('([“《"][^”》"]{2,8}[”》"])')
"""A short name in quotation marks is one word: 双拥, 小而美."""

_FUNCTION = frozenset("和与及的了等对要为在以把将向从并更各一好其之于到由或且而新大再又已使让被给")
_COUNT = re.compile(r"[0-9.%]+")


@lru_cache(maxsize=8192)
def matter(text: str) -> str:
    """Return the words that say what a clause is about, with a space between two; "" where there is none.

    >>> matter("制定“十四五”时期职工发展规划") == matter("编制“十五五”时期职工发展规划")
    True
    """
    text = _SHORT.sub(lambda short: IN_FULL[short[0]], _PLAN_NUMBER.sub(" ", text))
    cut = [word for part in _NAMED_WHOLE.split(text) for word in _words(part)]
    opening = next((at for at, word in enumerate(cut) if not _opens(word)), len(cut))
    rest = _telling(cut[opening:])
    return " ".join(rest or _telling(cut) or [word for word in cut if word.isalnum()])


def names(text: str) -> frozenset[str]:
    """Return the names in quotation marks, which plan of five years apart: what is named is the thing itself."""
    return frozenset(_NAMED.findall(_PLAN_NUMBER.sub("", text)))


def likeness(ours: Bag, theirs: Bag, weights: dict[str, float], settings: TaskSettings) -> float:
    """Return how far two clauses are about one thing, 0–1, the same from either side.

    What only one of them names counts little: it says more of the same.  What each names in the place of the other's
    tells two things apart: 海外合法权益, 外商合法权益.
    """
    both, left, right = _parted(ours, theirs, weights)
    apart = settings.differing * min(left, right) + settings.more * max(left, right)
    return both / (both + apart) if both else 0.0


def covered(ours: Bag, theirs: Bag, weights: dict[str, float], settings: TaskSettings) -> float:
    """Return how much of what `ours` is about `theirs` holds, 0–1, less what it names in its place."""
    both, left, right = _parted(ours, theirs, weights)
    apart = left + settings.reported_differing * min(left, right) + settings.reported_more * right
    return both / (both + apart) if both else 0.0


def _parted(ours: Bag, theirs: Bag, weights: dict[str, float]) -> tuple[float, float, float]:
    """Return what both are about, what only ours is, and what only theirs."""
    both = shared(ours, theirs, weights)
    return both, max(0.0, ours.weight - both), max(0.0, theirs.weight - both)


def _words(text: str) -> list[str]:
    """Return the words of a stretch; a short name is one, and so are letters that stand alone side by side."""
    if _NAMED_WHOLE.fullmatch(text):
        return ["".join(letter for letter in text if letter.isalnum())]
    out: list[str] = []
    alone = False
    for start, end in words(text):
        word = text[start:end]
        single = len(word) == 1 and word.isalpha() and word not in _FUNCTION
        if single and alone:
            out[-1] += word
        else:
            out.append(word)
        alone = single
    return out


def _opens(word: str) -> bool:
    """Tell whether a word only says must, how or do."""
    return not word.isalnum() or any(pattern.fullmatch(word) for pattern in (LEAD, HOW, VERB))


def _telling(cut: list[str]) -> list[str]:
    """Return the words that tell; one of four characters as the two that it is made of (劳动竞赛: 劳动和技能竞赛)."""
    out: list[str] = []
    for word in cut:
        parts = (word[:2], word[2:]) if len(word) == 4 else (word,)
        if all(len(part) > 1 and part.isalnum() and not _COUNT.fullmatch(part) for part in parts):
            out += () if all(part in STOCK_WORDS for part in parts) else parts  # 深入开展 says nothing, 社会保障 does
    return out
