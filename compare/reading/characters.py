"""Text as decoded → text that the page, JSON and XML can carry, and what had to be changed.

<U+00A0><U+00A0>各位代表：   →  "  各位代表："     an escape that some R programs write for a character
各位代表：<ZWJ>              →  "各位代表："      characters that nobody sees but matching does
⼯作，⻓期                    →  "工作，长期"     radicals that a pdf had for ideographs, with a note
工作\x07报告                 →  "工作\ufffd报告"  controls, lone surrogates, noncharacters, with a note
"""

from __future__ import annotations

import re

from .parts import Notes
from .radicals import folded

_ESCAPE = re.compile(r"<U\+([0-9A-Fa-f]{4,6})>")
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane + last) for plane in range(0x10000, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_BREAK = re.compile("\r\n|[\n\r\f\v\x1c-\x1f\x85\u2028\u2029]")

_MOST_CONTROLS = 0.1
"""Largest share of characters that may be controls; beyond it the file is not text."""


def clean(text: str) -> tuple[str, Notes]:
    """Return `text` without escapes, invisible, forbidden and look-alike characters, and notes on what was changed."""
    notes: list[tuple[str, str]] = []
    text, escapes = _ESCAPE.subn(_unescaped, text)
    if escapes:
        notes.append((f"还原了 {escapes} 处 <U+…> 转义。", f"Escapes <U+…> turned back into characters: {escapes}."))
    text, unseen = _INVISIBLE.subn("", text)
    if unseen:
        notes.append((f"去掉了 {unseen} 个不可见的字符。", f"Invisible characters left out: {unseen}."))
    text, forbidden = _FORBIDDEN.subn("\ufffd", text)
    if forbidden:
        notes.append(
            (
                f"{forbidden} 个不能显示的字符以 \ufffd 代替。",
                f"Characters that cannot be shown, replaced by \ufffd: {forbidden}.",
            )
        )
    text, alike = folded(text)
    return text, (*notes, *replaced(alike))


def replaced(alike: int) -> Notes:
    """Return the note on how many look-alikes were replaced, if any."""
    if not alike:
        return ()
    return (
        (
            f"有 {alike} 个部首或兼容字形换成了通用汉字。",
            f"Radicals, compatibility forms and ligatures replaced by the usual characters: {alike}.",
        ),
    )


def is_binary(text: str) -> bool:
    """Tell whether so many characters are controls that this was never text."""
    return len(_FORBIDDEN.findall(text)) > _MOST_CONTROLS * len(text)


_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u30fc]+")
"""Hiragana and katakana; the middle dot between them also stands in Chinese names."""


def split_lines(text: str) -> list[str]:
    """Return the lines of `text`; the break at the end of the last line opens no further one.

    >>> split_lines("一\\r\\n二\\r三\\f四\\n")
    ['一', '二', '三', '四']
    """
    lines = _BREAK.split(text)
    return lines[:-1] if lines[-1] == "" else lines


def one_line(text: str) -> str:
    """Return `text` with a space for each break in it: a font can call any character one.

    >>> one_line("各位\\u2028代表")
    '各位 代表'
    """
    return _BREAK.sub(" ", text)


def han_share(text: str) -> float:
    """Return the share of Han characters among the letters of `text`, 0 where there are none."""
    return _share(_HAN, text)


def kana_share(text: str) -> float:
    """Return the share of Japanese kana among the letters of `text`, 0 where there are none."""
    return _share(_KANA, text)


def _share(letters: re.Pattern[str], text: str) -> float:
    every = sum(map(str.isalpha, text))
    return sum(map(len, letters.findall(text))) / every if every else 0.0


def _unescaped(match: re.Match[str]) -> str:
    code = int(match.group(1), 16)
    if code > 0x10FFFF:
        return match.group()
    return " " if code == 0xA0 or code < 0x20 else chr(code)
