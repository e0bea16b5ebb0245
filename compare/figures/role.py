"""Roles: whether a number is something reached, something promised, or neither.

    review 回顾:  建成职工书屋2315个 → result        tasks 任务:  力争到2023年建成近万家 → target, 力争, 2023年
    tasks:  比上年增加1000亿元 → other               review:  全市16区 → other

The part of the report decides, words of tense correct it, and where the part is unknown they decide
alone.  A deadline holds for the rest of its sentence.
"""

from __future__ import annotations

import re

from ..model import FigureRole, Role
from . import numbers
from .stock import one_of

_FORCE = "力争 争取 力求 确保 保证 拟 计划 预期目标 目标"
_FIRM = f"{_FORCE} 不低于 不少于 不超过 控制在 保持在 稳定在"
_MODAL = re.compile(one_of(f"{_FIRM} 达到 实现 将 新增 完成") + "|(?<![主重纲首需必扼摘简])要(?![素求点件闻害道职塞])")
_FORCES, _FIRM_WORDS = frozenset(_FORCE.split()), frozenset(_FIRM.split())
_PLAN = re.compile(r"力争(?!上游)|力求|拟(?:安排|按|新增|发行|增加)|预期目标|发展目标|目标是|目标为|约束性指标")
_DRAFT = re.compile("纲要》?草案|规划》?草案|(?:主要|预期)指标")
"""A plan presented within the review: 《纲要草案》…设置了29项主要指标，包括：…"""
_PAST = re.compile(
    r"上年(?!.{0,6}[增减提降])|过去[一五的]|已(?=[建有达完覆累实经])|累计(?:已|完成)|[增提上下降]\w{1,3}了|"
    + one_of("去年 五年来 一年来 截至 截止 目前 现有 历史性 圆满 完成了 达到了")
)
_REACHED = re.compile(one_of("增长 达到 达 超 建成 完成 了 累计 实现"))
_DELTA = re.compile(
    r"(?:(?<!占)比(?![例重])|较(?![大高好强快多]))[^，。；、]{1,12}(?:"
    + one_of("增 减 提高 提升 下降 降低 高 多 少 低 回落")
    + ")"
)
_YEAR = re.compile(
    "(?:今年|本年|明年)|(?<![0-9比较从自和与])(?:[12][0-9]{3}|[一二][零〇○0-9一二三四五六七八九]{3})(?=年(?!来|以来))"
)
_WILL = re.compile("将|计划|拟|预计|(?<![主重纲首需必扼摘简])要(?![素求点件闻害道职塞])")
_YEAR_AHEAD = re.compile(r"[到至]([12][0-9]{3})年|([12][0-9]{3})年(?:前|[底末]前?|实现|力争|建成|达到)?")
_DEADLINE = re.compile(
    r"[到至]?(?P<year>[12][0-9]{3}年(?:[底末]前?|前)?)(?!的)"
    r"|(?P<within>(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,2})(?:年内|年左右|个月内))"
    r"|[到至](?P<plan>[“\"]?十[一二三四五六七八九]五[”\"]?期?末)"
    r"|(?P<soon>年底前|年内(?=[建完实]))"
)
_FORECAST = re.compile("预计(?!目标)")
"""预计今年高校毕业生超过1170万人: what is expected among the tasks is neither promised nor done."""
_BACK = re.compile("^(?:过去|这|[五5]年来)(?:[五5]年)?[，来]|^过去[五5]年|^[五5]年来")
_PLANNED = re.compile("^“?十([一二三四五六七八九])五”?(?:时期|期间)[，是]")
_LAST_YEAR = 2010
"""The last year of 十一五; each later plan ends five years on."""
_CLAUSE = re.compile("[，。；：]")
_PARTS = re.compile(
    "区(?![域级委位])|" + one_of("方面 部门 维度 环节 领域 地区 省份 国家 要求 主要指标 任务举措 原则 阶段 专题")
)
_PLACES = frozenset(("部门", "区", "国"))


def role(text: str, at: int, behind: str, unit: str, place: Role | None, date: str | None, moved: bool) -> FigureRole:
    """Return the role of the number at `at` of the sentence `text`, in a block that plays `place`.

    `behind` are the first words after the number; `moved` says that it only tells a change.
    """
    if unit in _PLACES or (unit in ("个", "项") and _PARTS.match(behind)):
        return "other"
    before = text[:at]
    clause = _CLAUSE.split(before)[-1]
    ahead = bool(_PLAN.search(before)) or _later(before, date)
    pasts = [mark.end() for mark in _PAST.finditer(before)]
    past = (bool(pasts) and before.rfind("今年") < pasts[-1]) or _earlier(before, clause, date)
    if place == "review":
        return "target" if not past and (_PLAN.search(clause) or _DRAFT.search(before)) else "result"
    if place in ("tasks", "requirements"):
        if _DELTA.search(clause) or (moved and _DELTA.search(text)):
            return "other"
        if _FORECAST.search(clause):
            return "other"
        return "result" if past and not ahead else "target"
    if ahead:
        return "target"
    if place in ("problems", "closing"):
        return "result" if past else "other"
    return "result" if past or _REACHED.search(text) else "other"


def looks_back(text: str, date: str | None, opening: int) -> bool:
    """Tell whether a paragraph among the tasks opens by looking back: 过去五年，…; “十四五”时期 in a report of 2026."""
    start = text[:opening]
    if _BACK.search(start):
        return True
    plan = _PLANNED.search(start)
    return (
        plan is not None and date is not None and int(date[:4]) > _LAST_YEAR + 5 * "一二三四五六七八九".index(plan[1])
    )


def modality(text: str, at: int, number: str) -> str | None:
    """Return the word that makes the `number` at `at` a promise: 力争, 确保, 控制在, …

    The words of its clause come first; of those before in the sentence only what holds for all that follows:
    控制在 bounds the one number behind it, 力争 a whole list.
    """
    own = _MODAL.findall(_CLAUSE.split(text[:at])[-1] + number)
    firm = [word for word in own if word in _FIRM_WORDS]
    held = [] if own else [word for word in _MODAL.findall(text[:at]) if word in _FORCES]
    return next(iter(firm or own or held), None)


def deadline(text: str, at: int, date: str | None) -> str | None:
    """Return the latest deadline said before `at` in the sentence, as written: 2023年, 5年内.

    A year before the report's own `date` is no deadline.
    """
    found = None
    for match in _DEADLINE.finditer(text, 0, at):
        if not (match["year"] and date and int(match["year"][:4]) < int(date[:4])):
            found = next(word for word in match.groups() if word)
    return found


def _earlier(text: str, clause: str, date: str | None) -> bool:
    """Tell whether the last year named is before the report's own, no base of a comparison, and nothing will be."""
    years = [match[0] for match in _YEAR.finditer(text)]
    if not years or date is None or _WILL.search(clause):
        return False
    return "年" not in years[-1] and numbers.value(years[-1]) < int(date[:4])


def _later(text: str, date: str | None) -> bool:
    """Tell whether a year after the report's own is named."""
    return date is not None and any(int(match[1] or match[2]) > int(date[:4]) for match in _YEAR_AHEAD.finditer(text))
