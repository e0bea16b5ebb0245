"""Automatic numbers of Word → the words that Word shows: 一、 （一） 第一章 1.

    numbering.xml: level 0 "%1、" chineseCounting      →  一、 二、 … 十一、
                   level 1 "（%2）" chineseCounting     →  （一） （二）, anew under each 二、
                   bullets                               →  nothing: a mark, not a number; but —— and words are text

A report written in Word often has its numbers only here; without them its headings are plain lines.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from lxml import etree

from .styles import attribute, integer, is_on, value

_DIGITS = "零一二三四五六七八九"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_SIGNS = {
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
}
"""Forms that have a sign for each of their numbers; those beyond are written in digits."""

_HIGHEST = 9999
"""Highest number that is written in Chinese or Roman; no report counts further, and a start value is anyone's."""

_DEEPEST = 8
"""Deepest level of a list; Word has nine, counted from 0."""

_PLACE = re.compile(r"%([1-9])")
_WORDS = re.compile(r"[\u4e00-\u9fff—―]")
"""What makes a bullet part of the text: it is a word or a dash, not a mark."""
_CLOSED = re.compile(r"[、．。，：）)》】章节条部分篇]$")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list writes its numbers."""

    form: str
    text: str
    start: int
    suffix: str
    arabic: bool
    style: str | None
    restart: int
    """The level after which it begins anew, or 0 for never; counted from 1, as Word does."""


class Numbering:
    """Counts through a document; ask `label` for each numbered paragraph in reading order."""

    def __init__(self, root: etree._Element | None) -> None:
        found = list(root) if root is not None else []
        self._abstract = {attribute(e, "abstractNumId") or "": e for e in found if _local(e) == "abstractNum"}
        self._numbers = {attribute(e, "numId") or "": e for e in found if _local(e) == "num"}
        self._levels: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, Level]]] = {}
        self._counts: dict[str, Counter[int]] = {}
        self._started: set[tuple[str, int]] = set()
        self._restarts: set[tuple[str, int]] = set()

    def label(self, list_id: str, depth: int) -> str:
        """Return what Word writes before the next paragraph of this list and depth, with its space if any."""
        key, levels = self._list(list_id)
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(key, Counter())
        if (list_id, depth) not in self._started:
            self._started.add((list_id, depth))
            if (list_id, depth) in self._restarts:
                counts[depth] = level.start - 1
        for upper in range(depth):  # a level that was passed over counts as used
            if upper not in counts and upper in levels:
                counts[upper] = levels[upper].start
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [at for at in counts if at > depth]:
            if deeper not in levels or depth < levels[deeper].restart:
                del counts[deeper]
        if level.form == "bullet" and not _WORDS.search(level.text):
            return ""
        text = _PLACE.sub(lambda place: self._written(levels, counts, int(place.group(1)) - 1, level), level.text)
        return text + ("" if level.suffix == "nothing" or _CLOSED.search(text) or not text else " ")

    def marks(self, list_id: str, depth: int) -> bool:
        """Tell whether a paragraph of this list and depth has a mark before it that is no text: a bullet."""
        level = self._list(list_id)[1].get(depth)
        return level is not None and level.form == "bullet" and not _WORDS.search(level.text)

    def level_of_style(self, list_id: str, style: str) -> int | None:
        """Return the depth of a list that belongs to a paragraph style, or None."""
        levels = self._list(list_id)[1]
        return next((depth for depth, level in levels.items() if style and level.style == style), None)

    def _written(self, levels: dict[int, Level], counts: Counter[int], depth: int, asking: Level) -> str:
        level = levels.get(depth)
        if level is None or level.form == "none":
            return ""
        number = counts.get(depth, level.start)
        return str(number) if asking.arabic else written(number, level.form)

    def _list(self, list_id: str) -> tuple[str, dict[int, Level]]:
        """Return the key of a list's counters and its levels, read when the list is first used."""
        if list_id not in self._lists:
            number = self._numbers.get(list_id)
            key = (value(number, "abstractNumId") or "") if number is not None else ""
            levels = dict(self._abstract_levels(key))
            for override in number.iterchildren("{*}lvlOverride") if number is not None else ():
                depth = _depth(override)
                own = override.find("{*}lvl")
                if own is not None and depth <= _DEEPEST:
                    levels[depth] = _level(own)
                start = value(override, "startOverride")
                if start is not None and depth in levels:
                    levels[depth] = replace(levels[depth], start=integer(start, 1))
                    self._restarts.add((list_id, depth))
            self._lists[list_id] = key, levels
        return self._lists[list_id]

    def _abstract_levels(self, key: str) -> dict[int, Level]:
        if key not in self._levels:
            element = self._linked(key)
            found = element.iterchildren("{*}lvl") if element is not None else ()
            self._levels[key] = {_depth(level): _level(level) for level in found if _depth(level) <= _DEEPEST}
        return self._levels[key]

    def _linked(self, key: str) -> etree._Element | None:
        """Return the definition itself where one only names a list style, which another defines."""
        element = self._abstract.get(key)
        link = None if element is None else value(element, "numStyleLink")
        return next((e for e in self._abstract.values() if link and value(e, "styleLink") == link), element)


def written(number: int, form: str) -> str:
    """Return `number` in one of Word's number formats; unknown ones, and what is out of range, in digits.

    >>> [written(n, "chineseCounting") for n in (1, 10, 11, 20, 105)]
    ['一', '十', '十一', '二十', '一百零五']
    """
    if not 0 < number <= _HIGHEST:
        return str(number)
    if form in (
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCountingThousand",
        "taiwaneseCounting",
    ):
        return _counting(number)
    if form in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "chineseDigital"):
        return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))
    if form in _SIGNS and number <= len(_SIGNS[form]):
        return _SIGNS[form][number - 1]
    if form in ("chineseLegalSimplified", "ideographLegalTraditional"):
        full = ("一" if 10 <= number < 20 else "") + _counting(number)
        return full.translate(str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟"))
    if form == "decimalFullWidth":
        return str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    if form == "decimalZero":
        return f"{number:02d}"
    if form in ("upperRoman", "lowerRoman"):
        return _roman(number) if form == "lowerRoman" else _roman(number).upper()
    if form in ("upperLetter", "lowerLetter"):
        letter = _LETTERS[(number - 1) % 26] * ((number - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    return str(number)


def _counting(number: int) -> str:
    out, zero = "", False
    for unit, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // size % 10
        if digit:
            out += ("零" if zero and out else "") + _DIGITS[digit] + unit
        zero = bool(out) and not digit
    return out[1:] if out.startswith("一十") else out


def _roman(number: int) -> str:
    out = ""
    for size, sign in _ROMAN:
        out += sign * (number // size)
        number %= size
    return out


def _level(element: etree._Element) -> Level:
    return Level(
        form=value(element, "numFmt") or "decimal",
        text=value(element, "lvlText") or "",
        start=integer(value(element, "start"), 1),
        suffix=value(element, "suff") or "tab",
        arabic=is_on(element, "isLgl"),
        style=value(element, "pStyle"),
        restart=integer(value(element, "lvlRestart"), _DEEPEST + 1),
    )


def _depth(element: etree._Element) -> int:
    return integer(attribute(element, "ilvl"), 0)


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
