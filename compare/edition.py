"""What a person says of an edition, as it is kept: one plain line, a day of the calendar.

    " 第十四次\\n工会\\u202e代表大会 "  →  "第十四次 工会代表大会"
    "2019-05-06", "2019-05", "2019"   →  as they are       "２０１９", "2019-02-31"  →  one sentence

What a report says of itself is not looked at here; it has passed through `reading`.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date as calendar

from .errors import DuizhaoError

LONGEST = 200
"""Most characters of a title or of the name of a series; the longest title of 270 real reports has 64."""

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
_UNSEEN = ("Cf", "Cs")
"""Categories of characters that vanish: marks that join or turn the direction, lone surrogates."""


def checked_date(date: str | None) -> str | None:
    """Return a date that is one, or None where none is given; else raise."""
    if date is None:
        return None
    found = _DATE.fullmatch(date)
    try:
        if found is None:
            raise ValueError(date)
        calendar(*(int(part or 1) for part in found.groups()))
    except ValueError as error:
        raise DuizhaoError(
            f"日期 “{date}” 无法识别，请写成 2019、2019-05 或 2019-05-06。",
            f"The date “{date}” is not one; write 2019, 2019-05 or 2019-05-06.",
        ) from error
    return date


def checked_title(title: str) -> str:
    """Return a title as one plain line; one that is empty or too long is refused."""
    plain = one_line(title)
    if not plain:
        raise DuizhaoError("标题不能为空，请填写标题。", "The title cannot be empty; give one.")
    if len(plain) > LONGEST:
        raise DuizhaoError(
            f"标题超过 {LONGEST} 字，没有保存；请缩短。",
            f"The title is longer than {LONGEST} characters and was not saved; shorten it.",
        )
    return plain


def checked_series(name: str | None) -> str | None:
    """Return the name of a series as one plain line, or None where it is empty; one too long is refused."""
    plain = one_line(name or "")
    if len(plain) > LONGEST:
        raise DuizhaoError(
            f"系列名称超过 {LONGEST} 字，没有保存；请缩短。",
            f"The name of the series is longer than {LONGEST} characters and was not saved; shorten it.",
        )
    return plain or None


_DRAFT = re.compile(
    r"[（(【\[]?(?:第?[初一二三四五六七八九十0-9]+|送审|征求意见|讨论|修改|审议|报批|终|定)稿[）)】\]]?|[（(]?[vV][0-9]+[）)]?$"
)


def same_edition(title: str, date: str | None, other: str, other_date: str | None) -> bool:
    """Tell whether two titles with their dates are likely those of two drafts of one report.

    >>> same_edition("在大会上的报告（征求意见稿）", None, "在大会上的报告  二稿", "2024-05-08")
    True
    >>> same_edition("政府工作报告", "2024-03-05", "政府工作报告", "2025-03-05")
    False
    """
    plain, compared = ("".join(_DRAFT.sub("", unicodedata.normalize("NFKC", each)).split()) for each in (title, other))
    return plain == compared and (date == other_date or not date or not other_date)


def typed(text: str) -> str:
    """Return a note or a name without controls, half characters and marks that turn the direction; lines stay.

    >>> typed(" \\u202e甲\\r\\n乙\\x00👩\\u200d👧\\ud800 ")
    '甲\\n乙👩\\u200d👧'
    """
    return _STEERING.sub("", text.replace("\r\n", "\n")).strip()


def one_line(text: str) -> str:
    """Return `text` without characters that are not seen, and with one space for each stretch of white space.

    >>> one_line(" 甲\\u202e乙\\x00\\n丙 ")
    '甲乙 丙'
    """
    seen = (character for character in text if unicodedata.category(character) not in _UNSEEN)
    return " ".join("".join(" " if unicodedata.category(each) == "Cc" else each for each in seen).split())
