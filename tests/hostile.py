"""Two editions of a report whose every line means harm: markup, formulas, templates, marks that turn the direction.

Nothing here is real; between stands what reports are made of, so that figures, tasks and phrases are found.
"""

from __future__ import annotations

TURN = "\u202e"
ISOLATE = "\u2066"
MARKUP = (
    "<script>document.title='坏'</script>",
    "<img src=x onerror=\"document.title='坏'\">",
    "</p></td></table></main><h1>坏</h1>",
    "<a href=\"javascript:document.title='坏'\">看这里</a>",
    "<!--",
    "]]></svg><style>*{display:none}</style>",
    "\" onmouseover=\"document.title='坏'",
    "'><svg/onload=\"document.title='坏'\">",
    "&lt;script&gt;&#60;script&#62;",
)
FORMULAS = ("=cmd|' /C calc'!A0", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1,1)", "=HYPERLINK(1)")
TEMPLATES = ("{{7*7}}", "{% for each in range(9) %}坏{% endfor %}", "${7*7}", "%(n)s %s {0}")
TURNS = (
    f"{TURN}反过来的字",
    f"{ISOLATE}没有关上的",
    "\u202a\u202b\u202d\u2067\u2068\u200f\u061c未关",
    "零\u200b宽\ufeff字\u2060符\u00ad",
)
CONTROLS = "控\x00制\x07字\x1b[31m符\x08\x0b\x0c\x7f\x85\ufffe"
MARKED = "e\u0301" + "符" + "\u0300\u0301\u0302\u0303" * 30 + "👩\u200d👩\u200d👧\u200d👦🏳️\u200d🌈🇨🇳"
LATIN, HAN = "Wort" * 2500, "词" * 10_000
TITLE = "题" * 150 + "<b>" + TURN + "T" * 60


def report(year: int, number: int) -> str:
    """Return one edition: each line a clause with a number, a target, a commitment, and something that means harm."""
    harm = [*MARKUP, *FORMULAS, *TEMPLATES, *TURNS, CONTROLS, MARKED]
    lines = [f"{year}年工作报告<script>document.title='坏'</script>", "各位代表：", f"一、过去一年的工作{MARKUP[0]}"]
    for at, each in enumerate(harm):
        lines.append(f"{each}，过去一年新建职工之家{number + at}家，服务职工{number * 7 + at}万人次{each}。")
    lines += [f"二、今后五年的任务{TEMPLATES[0]}{TURN}"]
    for at, each in enumerate(harm):
        lines.append(f"要制定{each}规划，大力推进“{each}行动”，到{year + 5}年新建职工之家{number * 3 + at}家。")
        lines.append(each)
    lines += [f"三、长词。要办好{LATIN}，今后五年建成{number}家。", f"要办好{HAN}，今后五年建成{number + 1}家。"]
    lines += [LATIN, HAN]
    return "\n".join(lines) + "\n"
