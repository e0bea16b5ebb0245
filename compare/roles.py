"""Roles: which part a section and a block play in a report (review, problems, tasks, …).

    一、2024年工作回顾 → review      在总结成绩的同时，我们必须清醒地看到… → problems
    三、今后五年的主要任务 → tasks    （before the first heading） → opening

A part's heading decides where its words are plain; where they are not, the tense of its text does
(增长 完成 了 against 要 加快 推进).  Problems and closing are told by how they open; a paragraph of the
review that only demands (必须坚持…) is no result.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from .model import Block, Role, Section

_HEADINGS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    # 着力解决突出环境问题, 优化营商环境 and 适应新形势提高开放水平 are tasks, not problems or a situation
    (
        "problems",
        re.compile(
            r"^(?!.*解决).*(?:(?:存在|面临|主要|突出)的?\S{0,6}(?:问题|困难|不足|差距)|(?:问题|困难|不足)[和与].{1,4})$"
        ),
    ),
    (
        "situation",
        re.compile(
            r"(?:面临|当前|国际|国内|经济)的?\S{0,4}形势|^(?:关于)?形势|(?:面临|国际|外部|国内)的?\S{0,4}环境|机遇[和与]挑战"
        ),
    ),
    (
        "review",
        re.compile(
            r"回顾|成就|过去|历史性的?(?:变革|转变)|上年|取得.{0,6}(?:成绩|进展|成效)|体会|经验|历程|历史进程|基本总结"
            r"|(?:以来|来)的(?:工作|伟大变革)|(?:工作|执行)情况"
        ),
    ),
    ("tasks", re.compile(r"任务|重点工作|工作安排|工作部署")),
    (
        "requirements",
        re.compile(r"总体要求|指导思想|基本方略|(?:历史使命|使命任务|奋斗目标|基本原则)(?!，)|(?:总体)?思路"),
    ),
    ("tasks", re.compile(r"安排|部署|今后|未来|目标|[今明]年|建议|举措")),
)
_PROBLEMS = re.compile(
    r"(?:清醒|充分|高度|也要|必须|还要)\S{0,6}(?:看到|认识|重视)\S{0,40}(?:问题|困难|不足|挑战|差距|风险|短板|[：:])"
    r"|(?:还|仍)(?:存在|面临)\S{0,16}(?:问题|困难|不足|挑战|差距)|[问题困难不足]{2}主要(?:是|有|表现)"
)
_PAST = re.compile(r"了|增长|完成|达到|取得|实现|显著|累计|建成|同比|提高到|过去|五年来|一年来|已")
_FUTURE = re.compile(r"要|加快|推进|必须|坚持|今后|力争|确保|着力|加强|深化|完善|健全|制定|推动|进一步|努力|积极")
_MODAL = re.compile(r"必须|务必|(?<![首重主需紧必摘纪只])要(?![求素闻点])")
_CLOSING = re.compile(r"(?:各位代表|同志们|朋友们)|.*(?:让我们|周围|奋斗|胜利)")


def assign_roles(blocks: Sequence[Block], sections: Sequence[Section]) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """Return the blocks and sections with their roles; furniture and annexes have none."""
    by_id = {section.id: section for section in sections}
    top = {section.id: _top(section, by_id) for section in sections}
    texts: dict[str, list[str]] = {}
    for block in blocks:
        if block.section and block.kind == "paragraph":
            texts.setdefault(top[block.section], []).append(block.text)
    parts = _parts([s for s in sections if s.id == top[s.id]], texts)
    roles: dict[str, Role] = {}
    for section in sections:
        own = _by_heading(section.heading) if section.level <= 2 and _is_plain(section) else None
        inherited = roles.get(section.parent or "", parts.get(top[section.id]))
        role = own if own in ("problems", "requirements", "situation") and section.parent else inherited
        if role:
            roles[section.id] = role
    done_sections = tuple(replace(section, role=roles.get(section.id)) for section in sections)
    return _block_roles(blocks, roles, top), done_sections


def _is_plain(section: Section) -> bool:
    return len(section.heading) <= 24


def _top(section: Section, by_id: Mapping[str, Section]) -> str:
    while section.parent:
        section = by_id[section.parent]
    return section.id


def _by_heading(heading: str) -> Role | None:
    return next((role for role, pattern in _HEADINGS if pattern.search(heading)), None)


def _parts(tops: Sequence[Section], texts: Mapping[str, Sequence[str]]) -> dict[str, Role]:
    """Return the role of each part: by heading; else tasks after the review, or by tense."""
    roles: dict[str, Role] = {}
    for here, section in enumerate(tops):
        role = _by_heading(section.heading)
        if role is None:
            role = "review" if here == 0 and past_share("".join(texts.get(section.id, ()))) > 0.5 else "tasks"
        roles[section.id] = role
    return roles


def _demands(text: str) -> bool:
    """Tell whether a paragraph of the review draws lessons (必须坚持…) and reports next to nothing."""
    modals, past = len(_MODAL.findall(text)), len(_PAST.findall(text))
    return modals >= 2 and modals >= 2 * past


def past_share(text: str) -> float:
    """Return the share, 0–1, of a text's tense words that tell of the past; one half where it has none."""
    past, future = len(_PAST.findall(text)), len(_FUTURE.findall(text))
    return (past + 1) / (past + future + 2)


def _block_roles(blocks: Sequence[Block], roles: Mapping[str, Role], top: Mapping[str, str]) -> tuple[Block, ...]:
    body = [here for here, block in enumerate(blocks) if block.kind == "paragraph"]
    last = body[-1] if body else -1
    started = False
    out = []
    for here, block in enumerate(blocks):
        role: Role | None = None
        if block.kind in ("paragraph", "heading", "salutation"):
            started = started or block.section is not None
            role = roles.get(block.section or "") if started else "opening"
            if block.kind == "paragraph" and _PROBLEMS.search(block.text[:90]) and role in ("review", "opening", None):
                role = "problems"
            if block.kind == "paragraph" and role == "review" and _demands(block.text):
                role = "requirements"
            if block.kind == "paragraph" and here == last and _CLOSING.match(block.text):
                role = "closing"
        out.append(replace(block, role=role))
    return tuple(out)
