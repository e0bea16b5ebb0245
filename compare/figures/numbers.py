"""Numerals: how a Chinese report writes a number, and what it is worth.

    5.6 · ４．２ · 1,247 · 九点三 · 二十八 · 二〇二三 · 一百二十万 · 两      →  a float

One grammar serves digits and characters.  Capital forms (壹贰叁) and traditional forms (兩 萬 億)
are read too.  Hedges (余 多), units and scales behind digits belong to `quantities.py`; words that
hold numerals and are no numbers belong to `terms.py`.
"""

from __future__ import annotations

_PLAIN = "零一二三四五六七八九"
_DIGITS = (
    {character: value for value, character in enumerate(_PLAIN)}
    | {character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")}
    | {"〇": 0, "○": 0, "两": 2, "兩": 2, "俩": 2, "幺": 1}
)
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_SCALES = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}

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


def value(text: str) -> float:
    """Return the number that a numeral of digits or characters stands for; ValueError if it is none.

    >>> value("四十七点三"), value("二〇二三"), value("一百二十万"), value("4．2")
    (47.3, 2023.0, 1200000.0, 4.2)
    """
    if text and text[0].isdigit():
        return float(text.replace("．", ".").replace(",", "").replace("，", ""))
    sign = -1.0 if text[:1] in ("负", "負") else 1.0
    whole, point, part = text.removeprefix("负").removeprefix("負").partition("点")
    if not whole or (point and not part) or any(character not in _DIGITS for character in part):
        raise ValueError(f"not a numeral: {text!r}")
    fraction = float("0." + "".join(str(_DIGITS[character]) for character in part)) if part else 0.0
    return sign * (_whole(whole) + fraction)


def _whole(text: str) -> float:
    if all(character in _DIGITS for character in text):
        return float("".join(str(_DIGITS[character]) for character in text))
    total, section, digit, unit = 0, 0, 0, 1
    for character in text:
        if character in _DIGITS:
            digit, unit = _DIGITS[character], 1 if _DIGITS[character] == 0 else unit
        elif character in _TENS:
            unit = _TENS[character]
            section, digit = section + (digit or 1) * unit, 0
        elif character in _SCALES:
            unit = _SCALES[character]
            section += digit
            # 一万亿 multiplies what stands before; 一亿三千万 adds to it.
            if section:
                total = (total + section) * unit if total and total < unit else total + section * unit
            else:
                total = total * unit if total else unit
            section, digit = 0, 0
        else:
            raise ValueError(f"not a numeral: {text!r}")
    # 一百二 and 三万六 leave the last tens or thousands unsaid.
    return float(total + section + digit * (unit // 10 if unit >= 100 and digit and text[-1] in _DIGITS else 1))
