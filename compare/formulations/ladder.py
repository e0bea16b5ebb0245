"""Degrees that such reports express in set words, weakest first, with the reason for each order.

    探索建立 → 全面建立   stronger          基本建成 → 全面建成   stronger          确保 → 力争   weaker

A ladder orders words that can stand in one place; how far apart two of them stand does not matter.
"""

from __future__ import annotations

from collections.abc import Sequence

LADDERS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("研究|探索", "试点", "推广|推行", "全面推广|全面推行|普遍推行"), "from an idea to everybody's practice"),
    (
        ("探索|探索推进", "稳步推进|稳妥推进", "推进|积极推进|扎实推进", "加快推进|深入推进", "全面推进"),
        "how far a reform goes",
    ),
    (("探索", "逐步|稳妥|有序", "稳步|扎实|积极", "加快|大力|深入", "全面|全力"), "the pace, up to everywhere at once"),
    (("有效", "广泛", "全面"), "how many are reached"),
    (("初步", "基本", "全面"), "the first outline, most of it, all of it"),
    (("有所", "明显", "显著", "根本"), "how large an improvement is claimed"),
    (("适度", "加大", "大力"), "how hard a lever is pulled"),
    (("鼓励", "支持", "推动", "确保"), "from leave to do it, to answering for it"),
    (("努力|争取", "力争", "确保"), "a wish, an aim, a promise"),
    (("可以", "应当", "必须"), "leave, duty, necessity"),
    (("控制", "严格控制", "坚决遏制"), "a limit, a strict one, a ban"),
    (("防范", "有效防范", "坚决防范"), "the will behind the guard"),
    (("积极", "更加积极"), "the fiscal stance: 2025 took the second for the first time"),
    (("有效", "更加有效"), "more of the same"),
)
"""(words from weakest to strongest, those of one strength parted by |; why in that order)."""

_RUNG = {
    (ladder, word): at
    for ladder, (rungs, _) in enumerate(LADDERS)
    for at, rung in enumerate(rungs)
    for word in rung.split("|")
}

RUNGS: frozenset[str] = frozenset(word for _, word in _RUNG)
"""Every word that stands on a ladder."""

BOOSTERS: tuple[str, ...] = ("更加", "更大力度", "进一步", "大力", "全面", "加快", "坚决", "深入", "全力")
"""Words whose mere addition before a phrase makes it stronger."""


def step(old: str, new: str, more: Sequence[Sequence[str]] = ()) -> int:
    """Return 1 where `new` is a stronger word than `old`, -1 where weaker, 0 where no ladder tells.

    `more` are ladders of a reader's own, weakest first; they come before those here.

    >>> step("探索", "推进"), step("确保", "力争"), step("", "更加"), step("研究", "支持")
    (1, -1, 1, 0)
    >>> step("研究", "支持", [("研究", "支持", "推动")])
    1
    """
    if old and not new:
        return -step(new, old, more)
    if not old:
        return int(new in BOOSTERS)
    for own in more:
        if old in own and new in own:
            one, two = own.index(old), own.index(new)
            return (two > one) - (two < one)
    for ladder in range(len(LADDERS)):
        first, second = _RUNG.get((ladder, old)), _RUNG.get((ladder, new))
        if first is not None and second is not None:
            return (second > first) - (second < first)
    return 0
