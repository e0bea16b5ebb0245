"""Characters that only look like the ones that were meant → the ones that were meant.

    ⼯作 (radical 2F2F)  →  工作        ⻓期 (2ED3)  →  长期        金 (compatibility, F90A)  →  金        ﬁ  →  fi

Fonts of pdf files name radicals and compatibility forms for ideographs, and whoever copies text from one has them in
Word, in a page, in a text file.  They look the same, but no search finds them.
"""

from __future__ import annotations

import re
import unicodedata

_RADICALS = dict(
    zip(
        "⺁⺄⺅⺈⺋⺌⺗⺙⺝⺟⺠⺡⺤⺩⺪⺫⺬⺭⺮⺶⺷⺸⺹⺺⺻⺼⺽⺾⻁⻂⻃⻄⻅⻆⻈⻉⻊⻋⻌⻍⻎⻏⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乙亻刀㔾小心攵月母民氵爫王疋罒示礻竹羊羊羊耂肀聿肉臼艹虎衤西西见角讠贝足车辶辶辶阝長镸长门阝雨青韦页风飞食饣饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龟亀龟",
        strict=True,
    )
)
"""Radicals that Unicode does not fold itself (CJK Radicals Supplement), as ideographs."""

_ALIKE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06]")


def fold(text: str) -> str:
    """Return radicals and compatibility ideographs as the ideographs they look like, and ligatures as letters.

    >>> fold("⼀"), fold("⻓"), fold("ﬁ"), fold("一")
    ('一', '长', 'fi', '一')
    """
    if text < "\u2e80" or ("\u2fe0" <= text < "\uf900"):
        return text
    if text in _RADICALS:
        return _RADICALS[text]
    if "\u2e80" <= text < "\u2fe0" or "\uf900" <= text < "\ufb07":
        return unicodedata.normalize("NFKC", text)
    return text


def folded(text: str) -> tuple[str, int]:
    """Return a text with all such characters as what they look like, and how many there were.

    >>> folded("⼯作要抓⻓")
    ('工作要抓长', 2)
    """
    found = 0

    def usual(match: re.Match[str]) -> str:
        nonlocal found
        found += (same := fold(match.group())) != match.group()
        return same

    return _ALIKE.sub(usual, text), found
