"""What a commitment is about: the words of its object, without must, how, and the verb.

    持续推进“人工智能+”行动            →  人工智能 行动
    编写《基层工会建设工作手册》        →  基层 工会 手册
    到2028年累计建成工作室1.5万家以上    →  累计 工作室

Two clauses are about one thing when they share most of these words, in whatever order.  Numbers stay out of it: a
changed number is the same commitment; so does which five-year plan it is.  What is said in short is read in full
(思政课, 思想政治课), so that both ways of saying it meet.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..config import TaskSettings
from ..pairing import Bag, bag, shared
from ..words import words
from .lexicon import HOW, IN_FULL, LEAD, STOCK_WORDS, TOPICS, VERB

_PLAN_NUMBER = re.compile('十[一二三四五六七八九]五(?=时期|规划|[”"』」期末])|(?<=[“"])十[一二三四五六七八九]五')
_SHORT = re.compile("|".join(map(re.escape, sorted(IN_FULL, key=len, reverse=True))))
_NAMED = re.compile('[“《"]([^”》"]{2,40})[”》"]')
_NAMED_WHOLE = re.compile('([“《"][^”》"]{2,8}[”》"])')
"""A short name in quotation marks is one word: 双拥, 小而美."""

_FUNCTION = frozenset("和与及的了等对要为在以把将向从并更各一好其之于到由或且而新大再又已使让被给")
_QUANTITY = re.compile(
    "(?:[近超逾约达]?[0-9]+(?:[.][0-9]+)?[余多]?|[近超逾])[百千万亿]+[余多]?(?:元|家|人次|人|个|户|项|条|名|件|亩|斤|套|场)?"
)
_COUNT = re.compile(r"[0-9.%]+")
_LIST = "、"
_AIM = re.compile("以[^，]{2,20}为[^，的]{1,6}的")
"""What a thing aims at, said before it: 以公益性为导向的公立医院改革."""


@dataclass(frozen=True, slots=True)
class About:
    """What a clause is about; of a list (水、大气、土壤污染防治) also what each item is about."""

    bag: Bag
    items: tuple[Bag, ...] = ()


@lru_cache(maxsize=8192)
def matter(text: str) -> str:
    """Return the words that say what a clause is about, with a space between two and 、 between items of a list.

    >>> matter("制定“十四五”时期职工发展规划") == matter("编制“十五五”时期职工发展规划")
    True
    >>> matter("强化水利、电力设施建设")
    '水利 、 电力 设施'
    """
    text = _SHORT.sub(lambda short: IN_FULL[short[0]], _QUANTITY.sub(" ", _PLAN_NUMBER.sub(" ", _AIM.sub("", text))))
    cut = [word for part in _NAMED_WHOLE.split(text) for word in _words(part)]
    opening = next((at for at, word in enumerate(cut) if not _opens(word)), len(cut))
    rest = _telling(cut[opening:])
    return " ".join(rest or _telling(cut) or [word for word in cut if word.isalnum()]).strip(" 、")


def about(text: str, weights: Mapping[str, float]) -> About:
    """Return what a `matter` that `weights` was made with is about."""
    items = text.split(_LIST)
    return About(bag(text, weights), tuple(bag(item, weights) for item in items) if len(items) > 1 else ())


def names(text: str) -> frozenset[str]:
    """Return the names in quotation marks, which plan of five years apart: what is named is the thing itself."""
    return frozenset(_NAMED.findall(_PLAN_NUMBER.sub("", text)))


def parts(name: str) -> frozenset[str]:
    """Return the neighbouring letters of a name."""
    return frozenset(name[at : at + 2] for at in range(len(name) - 1))


def likeness(ours: About, theirs: About, weights: dict[str, float], settings: TaskSettings) -> float:
    """Return how far two clauses are about one thing, 0–1, the same from either side.

    What only one of them names counts little: it says more of the same, as do the items of its list that the other
    does not touch.  What each names in the place of the other's tells two things apart: 海外合法权益, 外商合法权益.
    """
    both, left, right = _parted(ours, theirs, weights)
    instead = min(left - _untouched(ours, theirs), right - _untouched(theirs, ours))
    apart = settings.differing * max(0.0, instead) + settings.more * max(left, right)
    return both / (both + apart) if both else 0.0


def covered(ours: About, theirs: About, weights: dict[str, float], settings: TaskSettings) -> float:
    """Return how much of what `ours` is about `theirs` holds, 0–1, less what it names in its place."""
    both, left, right = _parted(ours, theirs, weights)
    apart = left + settings.reported_differing * min(left, right) + settings.reported_more * right
    return both / (both + apart) if both else 0.0


def _parted(ours: About, theirs: About, weights: dict[str, float]) -> tuple[float, float, float]:
    """Return what both are about, what only ours is, and what only theirs."""
    both = shared(ours.bag, theirs.bag, weights)
    return both, max(0.0, ours.bag.weight - both), max(0.0, theirs.bag.weight - both)


def _untouched(ours: About, theirs: About) -> float:
    """Return the weight of the items of a list that share nothing with the other clause."""
    return math.fsum(item.weight for item in ours.items if item.pairs.isdisjoint(theirs.bag.pairs))


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
    return not word.isalnum() or (word not in TOPICS and any(pattern.fullmatch(word) for pattern in (LEAD, HOW, VERB)))


def _telling(cut: list[str]) -> list[str]:
    """Return the words that tell; one of four characters as the two that it is made of (劳动竞赛: 劳动和技能竞赛)."""
    out: list[str] = []
    for word in cut:
        if word == _LIST and out and out[-1] != _LIST:
            out.append(word)
            continue
        parts = (word[:2], word[2:]) if len(word) == 4 else (word,)
        if all(len(part) > 1 and part.isalnum() and not _COUNT.fullmatch(part) for part in parts):
            out += () if all(part in STOCK_WORDS for part in parts) else parts  # 深入开展 says nothing, 社会保障 does
    return out
