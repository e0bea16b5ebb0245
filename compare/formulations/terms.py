"""Phrases that the text itself marks as set: quoted terms and numbered sets.

    增强“四个意识”、打好三大攻坚战  →  四个意识, 三大攻坚战

A quoted stretch counts as a term when it is short and no sentence; 《…》 names a document and is none.
Texts flattened before 2018 write " for both quotes; a pair of them is taken within one sentence.
"""

from __future__ import annotations

import re

from ..config import FormulationSettings
from ..words import words
from .known import EDGES

_QUOTED = re.compile(r'“([^“”"\s。；！？：]+)”|「([^「」\s。；！？：]+)」|"([^"“”\s。；！？：]+)"')
_NUMBERED = re.compile(r"(?<![第一二三四五六七八九十百])[两二三四五六七八九十]大[一-鿿]{2,6}")
_NO_SET = frozenset(("方面", "部分", "阶段", "领域", "类", "年", "月", "以来", "经济体", "城市"))
_SET_WORDS = 2
_NUMERAL = re.compile(r"[一二两三四五六七八九十百千双]")
_CONGRESS = re.compile(r"(?:党的|中国工会)[一二三四五六七八九十]+大(?![一-鿿]?报告)")
_HAN = re.compile(r"[一-鿿]")


def quoted(text: str, settings: FormulationSettings) -> list[str]:
    """Return the quoted terms of `text`, each once, in reading order, without their quotes.

    A term of two characters must hold a numeral ("两新", "四风") or come twice: others are figures of speech ("帽子").
    """
    found: dict[str, None] = {}
    for match in _QUOTED.finditer(text):
        term = next(group for group in match.groups() if group is not None).strip("，、 ")
        telling = len(term) > settings.least_quoted or _NUMERAL.search(term) or text.count(term) > 1
        if telling and settings.least_quoted <= len(term) <= settings.most_quoted and _HAN.search(term):
            found[term] = None
    return list(found)


def numbered(text: str) -> list[str]:
    """Return the numbered sets that `text` names more than once, quoted or not, in reading order.

    >>> numbered("坚决打好三大攻坚战。三大攻坚战取得成效，做好三大方面工作，突出三大方面")
    ['三大攻坚战']
    """
    found: dict[str, None] = {}
    for match in _NUMBERED.finditer(text):
        name = match.group()[:2]
        for start, end in words(match.group()[2:])[:_SET_WORDS]:
            word = match.group()[2 + start : 2 + end]
            if word in EDGES or word in _NO_SET:
                break
            name += word
        if len(name) > _SET_WORDS + 1:
            found[name] = None
    return [name for name in found if text.count(name) > 1]


def congresses(text: str) -> list[str]:
    """Return the congresses that `text` names by their number, each once.

    >>> congresses("学习党的二十大精神，落实中国工会十八大部署")
    ['党的二十大', '中国工会十八大']
    """
    return list(dict.fromkeys(match.group() for match in _CONGRESS.finditer(text)))
