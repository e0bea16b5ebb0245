"""Numerals: how a Chinese report writes a number, and what it is worth.

    5.6 · ４．２ · 1,247 · 九点三 · 二十八 · 二〇二三 · 一百二十万 · 两      →  a float

One grammar serves digits and characters.  Capital forms (壹贰叁) and traditional forms (兩 萬 億)
are read too.  Hedges (余 多), units and scales behind digits belong to `quantities.py`; words that
hold numerals and are no numbers belong to `terms.py`.
"""

from __future__ import annotations

import re

_PLAIN = "零一二三四五六七八九"
_DIGITS = (
    {character: value for value, character in enumerate(_PLAIN)}
    | {character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")}
    | {"〇": 0, "○": 0, "两": 2, "兩": 2, "俩": 2, "倆": 2, "幺": 1, "貳": 2, "陸": 6}
)
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_SCALES = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000, "兆": 10**12}
CHARACTERS = "".join((*_DIGITS, *_TENS, *_SCALES))
"""Every character of which numerals in characters are made."""
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．，－＋ｋＫｍＭｅＥ", "0123456789.,-+kKmMeE")
_TOKEN = re.compile("[0-9][0-9,]*(?:[.][0-9]+)?|[.][0-9]+|.")

HAN_DIGIT = "[零〇○一二两三四五六七八九]"
_HAN_BODY = "[零〇○一二两三四五六七八九十百千]"
HAN = rf"(?:{HAN_DIGIT}|十){_HAN_BODY}{{0,8}}(?:[万亿]{{1,2}}{_HAN_BODY}{{1,8}}){{0,3}}(?:点{HAN_DIGIT}{{1,6}})?"
DIGITS = r"[0-9０-９]{1,15}(?![0-9０-９])(?:[,，][0-9]{3}(?![0-9])){0,5}(?:[.．][0-9０-９]{1,9})?"
"""Numerals as long as reports write them; bounded, so that a long run of digits costs no more than it is long."""


def scale(text: str) -> float:
    """Return what a run of 十 百 千 万 亿 multiplies by.

    >>> scale("千万"), scale("万亿"), scale("")
    (10000000.0, 1000000000000.0, 1.0)
    """
    product = 1.0
    for character in text:
        product *= _TENS.get(character) or _SCALES[character]
    return product


def halfwidth(text: str) -> str:
    """Return `text` with full-width digits, signs and letters of numerals in half width, each one for one.

    >>> halfwidth("４．２万")
    '4.2万'
    """
    return text.translate(_HALF_WIDTH)


def value(text: str) -> float:
    """Return the number that a numeral of digits, characters or both stands for; ValueError if it is none.

    >>> value("四十七点三"), value("二〇二三"), value("一百二十万"), value("4．2"), value("7万5千")
    (47.3, 2023.0, 1200000.0, 4.2, 75000.0)
    """
    sign = -1.0 if text[:1] in ("负", "負") else 1.0
    whole, point, part = halfwidth(text).removeprefix("负").removeprefix("負").replace("點", "点").partition("点")
    if not whole or (point and not part) or any(character not in _DIGITS for character in part):
        raise ValueError(f"not a numeral: {text!r}")
    fraction = float("0." + "".join(str(_DIGITS[character]) for character in part)) if part else 0.0
    return sign * (_whole(whole) + fraction)


def _whole(text: str) -> float:
    tokens = _TOKEN.findall(text)
    if all(token in _DIGITS for token in tokens):
        return float("".join(str(_DIGITS[token]) for token in tokens))
    total: float = 0
    section: float = 0
    digit: float = 0
    unit, least = 1, 10_000
    for token in tokens:
        if token[0] in "0123456789.":
            digit, unit = float(token.replace(",", "")), 1
        elif token in _DIGITS:
            digit, unit = _DIGITS[token], 1 if _DIGITS[token] == 0 else unit
        elif token in _TENS:
            if _TENS[token] >= least:
                raise ValueError(f"not a numeral: {text!r}")  # 十十, 百千: each is larger than what follows it
            unit = least = _TENS[token]
            section, digit = section + (digit or 1) * unit, 0
        elif token in _SCALES:
            unit = _SCALES[token]
            section += digit
            # 一万亿 multiplies what stands before; 一亿三千万 adds to it.
            if section:
                total = (total + section) * unit if total and total < unit else total + section * unit
            else:
                total = total * unit if total else unit
            section, digit, least = 0, 0, 10_000
        else:
            raise ValueError(f"not a numeral: {text!r}")
    # 一百二 and 三万六 leave the last tens or thousands unsaid.
    short = unit >= 100 and digit and tokens[-1] in _DIGITS and len(tokens) > 1
    return float(total + section + digit * (unit // 10 if short else 1))
