"""Small numbers as headings and dates write them: 3, ３, 三, 十二, 二十五, 二〇一九, （四）, 第五."""

from __future__ import annotations

import re
import unicodedata

_VALUES = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}


def small_number(text: str) -> int:
    """Return the number that a mark holds, Arabic or Chinese, up to four digits; 0 where it holds none.

    >>> [small_number(mark) for mark in ("（十二）", "３、", "二〇一九", "第五部分", "二十五", "百")]
    [12, 3, 2019, 5, 25, 100]
    """
    found = re.search(r"\d+|[零一二三四五六七八九〇○十百]+", unicodedata.normalize("NFKC", text))
    if not found:
        return 0
    digits = found.group()
    if digits.isdecimal():
        return int(digits)
    if "百" in digits:
        hundreds, _, rest = digits.partition("百")
        return 100 * _VALUES.get(hundreds, 1) + small_number(rest)
    if "十" in digits:
        tens, _, ones = digits.partition("十")
        return 10 * _VALUES.get(tens, 1) + _VALUES.get(ones, 0)
    return int("".join(str(_VALUES[digit]) for digit in digits))
