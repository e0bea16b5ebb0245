"""What an edition calls its time: 今后五年，是…的关键时期; such a name is a set phrase, however seldom it is said.

今后五年是全面建设小康社会的关键时期                            the years ahead  →  全面建设小康社会的关键时期
未来五年是全面建设社会主义现代化国家开局起步的关键时期                         →  replaced
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from ..config import FormulationSettings
from .swap import Swap

_MARKS = "，。；：！\n"
_END = re.compile(r"(?:时期|阶段|交汇期|机遇期|攻坚期|窗口期|关键期|转型期)(?=[，。；：！\n]|\Z)")
_STAGE = re.compile(
    "(?P<subject>.*)(?:是(?:一个)?|处于|处在|进入了?)"
    "(?P<stage>.+(?:时期|阶段|交汇期|机遇期|攻坚期|窗口期|关键期|转型期))"
)
_BEFORE = 3
"""Clauses of a sentence in which it may be said whose time it is."""
_SUBJECTS = (
    ("ahead", re.compile("今后|未来|这五年|五”?时期")),
    ("country", re.compile("我国")),
    ("world", re.compile("世界|国际")),
    ("city", re.compile("首都|北京|本市|我市|我省|全省|全市")),
)
"""Of what a time is told: the years that a report plans for, the country, the world, its own place."""


def stages(text: str, settings: FormulationSettings) -> list[str]:
    """Return the names of times that `text` gives, each once, in reading order.

    >>> stages("今后五年，是“两个一百年”奋斗目标的历史交汇期，我国仍处于社会主义初级阶段", FormulationSettings())
    ['“两个一百年”奋斗目标的历史交汇期', '社会主义初级阶段']
    """
    return list(dict.fromkeys(stage for _, stage in _named(text, settings)))


def renamed(
    texts: Iterable[str], gone: Collection[str], come: Collection[str], settings: FormulationSettings
) -> list[Swap]:
    """Return the names of one time, the first that each edition gives it, which the other does not."""
    names: list[dict[str, str]] = []
    for text, told in zip(texts, (gone, come), strict=True):
        first: dict[str, str] = {}
        for subject, stage in _named(text, settings):
            if subject and stage in told:
                first.setdefault(subject, stage)
        names.append(first)
    old, new = names
    return [Swap(old[subject], new[subject], "replaced") for subject in old if subject in new]


def _named(text: str, settings: FormulationSettings) -> Iterator[tuple[str, str]]:
    """Yield (of what, name of its time), nothing for the first where neither clause nor those before it say."""
    for end in _END.finditer(text):
        clause, *before = _clauses(text, end.end())
        match = _STAGE.fullmatch(clause)
        if match and settings.least_phrase <= len(match["stage"]) <= settings.most_stage:
            said = (
                match["subject"],
                *(each["subject"] if (each := _STAGE.fullmatch(words)) else words for words in before),
            )
            yield next(filter(None, map(_subject, said)), ""), match["stage"]


def _clauses(text: str, end: int) -> list[str]:
    """Return the clause that ends there, and those before it in its sentence, nearest first."""
    found = []
    while end >= 0:
        start = max(text.rfind(mark, 0, end) for mark in _MARKS) + 1
        found.append(text[start:end])
        end = start - 1 if start and text[start - 1] == "，" and len(found) < _BEFORE else -1
    return found


def _subject(words: str) -> str:
    """Return of what the words are that stand last, nothing where they are of nothing known."""
    found = ((match.start(), name) for name, known in _SUBJECTS for match in known.finditer(words))
    return max(found, default=(0, ""))[1]
