"""A sentence cut for comparison: numbers whole with their units, words as jieba cuts them.

    力争达到5.6万个以上。   →   力争 / 达到 / 5.6万个 / 以上 / 。

A number and its unit are one token, so that a changed figure is marked digit-exact and whole
(50 → 500, 5.6万个 → 6.1万个) and never as a stray digit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from .figures.units import COUNTERS, MEASURES
from .model import Span
from .words import words

TokenKind = Literal["number", "date", "name", "word", "mark"]

_TIMES = ("年", "个月", "月", "日", "周", "季度", "成", "级", "届", "度", "亿", "万")
_COUNTED = ("人次", "人", "户", "家", "个", "项", "名", "场", "件", "篇", "条", "座", "套", "台", "辆", "处", "次")


def _any_of(units: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(units, key=len, reverse=True)))


_UNIT = _any_of((*MEASURES, *COUNTERS, *_TIMES))
_HAN_UNIT = _any_of((*MEASURES, *_COUNTED))  # beside a numeral in characters others are more often part of a word
_DATE = re.compile(
    r"(?:19|20)[0-9]{2}(?:年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?|[—-](?:19|20)[0-9]{2}年)|[0-9]{1,2}月[0-9]{1,2}日"
)
_NAME = re.compile(
    r"第[0-9一二三四五六七八九十百]+[届次个条章节]?"
    r"|（[一二三四五六七八九十]{1,3}）"
    r"|[A-Za-z][A-Za-z-]{0,12}[0-9]+(?:\.[0-9]+)?[A-Za-z]*"  # PM2.5, G20
    r"|[0-9]+(?:\+[0-9A-Za-z]+)+|[0-9]+(?:[GKD]|[A-Z]{2,})(?![A-Za-z/])"  # 8+4, 5G
)
_NUMBER = re.compile(
    rf"{_NAME.pattern}|{_DATE.pattern}"
    rf"|[0-9０-９]+(?:[,，][0-9]{{3}}(?![0-9]))*(?:[.．][0-9０-９]+)?(?:[—\-~～至到][0-9０-９]+(?:[.．][0-9０-９]+)?)?(?:%|％|‰)?[多余几]?[十百千万亿]*[多余]?(?:{_UNIT})?"
    rf"|百分之[零一二三四五六七八九十百点]+"
    rf"|[一二三四五六七八九十百千两〇零]*[十百千万亿][多余]?(?:{_HAN_UNIT})"
)
_MARK = re.compile(r"[\s\W_]+", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of a sentence, offsets within it."""

    text: str
    span: Span
    kind: TokenKind


def tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of `text`, in order; they tile it.

    >>> [token.text for token in tokens("力争达到5.6万个以上。")]
    ['力争', '达到', '5.6万个', '以上', '。']
    """
    out: list[Token] = []
    at = 0
    for match in _NUMBER.finditer(text):
        out += _words(text, at, match.start())
        out.append(Token(match[0], match.span(), _kind(match[0])))
        at = match.end()
    return tuple(out + _words(text, at, len(text)))


def _kind(text: str) -> TokenKind:
    """A date, an ordinal or a name with a number in it is kept whole, but it is no quantity."""
    if _DATE.fullmatch(text):
        return "date"
    return "name" if _NAME.fullmatch(text) else "number"


def _words(text: str, start: int, end: int) -> list[Token]:
    out = []
    for a, b in words(text[start:end]) if end > start else ():
        word = text[start + a : start + b]
        out.append(Token(word, (start + a, start + b), "mark" if _MARK.fullmatch(word) else "word"))
    return out
