"""The sentences of the summary, in Chinese and in English, as data.

    SAY["reworded"]  →  改写{n}段 / {n:paragraph} reworded

A template names what it needs; in English `{n:paragraph}` brings its noun and its plural along.
"""

from __future__ import annotations

from ..errors import Language

SAY: dict[str, tuple[str, str]] = {
    "title": ("{old}与{new}对照摘要", "What changed from {old} to {new}"),
    "invented": ("【演示稿·内容虚构，数据与事项均非事实】", "[Demonstration text, content invented: 演示稿·内容虚构] "),
    "reversed": (
        "注意：左侧报告（{old}）晚于右侧报告（{new}），新旧次序可能颠倒。",
        "Note: the old report ({old}) is dated after the new one ({new}); the sides may be swapped.",
    ),
    "size": (
        "总体：旧稿{a}段、{b}字，新稿{c}段、{d}字。",
        "Overall: {a:paragraph} and {b:character} in the old report, {c:paragraph} and {d:character} in the new. ",
    ),
    "same": ("原样保留{n}段", "{n:paragraph} kept unchanged"),
    "reworded": ("改写{n}段", "{n:paragraph} reworded"),
    "split": ("拆分{n}段", "{n:paragraph} split"),
    "merged": ("合并{n}处", "{n:merger}"),
    "recut": ("重新划分{n}处", "{n:stretch} recut"),
    "added": ("新增{n}段", "{n:paragraph} added"),
    "removed": ("删去{n}段", "{n:paragraph} removed"),
    "moved": ("其中移动位置{n}处", "{n:passage} moved"),
    "nothing": ("正文没有改动。", "The text is unchanged."),
    "more": ("；另有{n}项", "; and {n} more"),
    "item": ("{what}{n}项：", "{what} ({n}): "),
    "sections": ("各部分", "By section"),
    "new_section": ("（新增）", " (new)"),
    "old_section": ("（已删去）", " (removed)"),
    "unchanged": ("没有改动", "unchanged"),
    "outside": ("（章节之外）", "(outside any section)"),
    "targets": ("目标变化{n}项", "{n:target change}"),
    "fulfilments": ("兑现{n}项", "{n:target} answered"),
    "formulations": ("提法变化{n}项", "{n:formulation}"),
    "tasks": ("任务变化{n}项", "{n:task}"),
    "results": ("数据变化{n}项", "{n:result}"),
}
"""Every sentence and part of a sentence, (Chinese, English)."""

TALLY = ("same", "reworded", "split", "merged", "recut", "added", "removed", "moved")
"""The order in which the fates of paragraphs are told."""

CLASS_COUNTS = (
    ("target", "targets"),
    ("fulfilment", "fulfilments"),
    ("formulation", "formulations"),
    ("task", "tasks"),
    ("result", "results"),
)
"""Which classes of changes a section's line counts, in order, and by which template."""

PARTS: tuple[tuple[str, str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "目标与兑现",
        "Targets and fulfilment",
        (
            ("target_up", "上调", "Raised"),
            ("target_down", "下调", "Lowered"),
            ("target_other", "调整", "Changed"),
            ("target_new", "新设", "New"),
            ("target_dropped", "不再提", "Dropped"),
            ("fulfilment_missed", "上届目标未完成", "Old targets missed"),
            ("fulfilment_met", "上届目标已完成", "Old targets met"),
            ("fulfilment_unclear", "上届目标有结果可对照", "Old targets with a result to set beside them"),
        ),
    ),
    (
        "提法",
        "Formulations",
        (
            ("formulation_replaced", "替换", "Replaced"),
            ("formulation_stronger", "加强", "Strengthened"),
            ("formulation_weaker", "减弱", "Weakened"),
            ("formulation_new", "新增", "New"),
            ("formulation_dropped", "不再用", "Dropped"),
            ("formulation_reordered", "列举有调整", "Enumerations changed"),
            ("formulation_more", "使用增多", "Used more often"),
            ("formulation_less", "使用减少", "Used less often"),
        ),
    ),
    (
        "结构",
        "Structure",
        (
            ("section_added", "新增章节", "Sections added"),
            ("section_removed", "删去章节", "Sections removed"),
            ("section_moved", "章节移动（原位→新位）", "Sections moved (old place → new place)"),
            ("block_added", "新增段落", "Paragraphs added"),
            ("block_removed", "删去段落", "Paragraphs removed"),
            ("block_moved", "段落移动", "Paragraphs moved"),
            ("heading_added", "新增标题", "Headings added"),
            ("heading_removed", "删去标题", "Headings removed"),
            ("heading_moved", "标题移动", "Headings moved"),
            ("split", "一段拆为几段", "Paragraphs split"),
            ("merged", "几段并为一段", "Paragraphs merged"),
        ),
    ),
    (
        "任务",
        "Tasks",
        (
            ("task_unanswered", "上届任务未见回应", "Old tasks not answered"),
            ("task_reported", "上届任务已有结果", "Old tasks reported on"),
            ("task_new", "新任务", "New"),
            ("task_reworded", "改写", "Reworded"),
        ),
    ),
    (
        "成果数据",
        "Results",
        (
            ("result_up", "上升", "Up"),
            ("result_down", "下降", "Down"),
            ("result_other", "变化", "Changed"),
            ("result_new", "新列", "Newly given"),
            ("result_dropped", "不再列", "No longer given"),
        ),
    ),
)
"""The parts of the summary: heading, then which kinds of entries it lists under which names, in order."""


class Count(int):
    """A number that brings its English noun along.

    >>> f"{Count(1):paragraph}, {Count(12):paragraph}, {Count(12)}"
    '1 paragraph, 12 paragraphs, 12'
    """

    def __format__(self, noun: str) -> str:
        number = f"{int(self):,}" if noun else str(int(self))
        return f"{number} {noun}{'' if self == 1 else 'es' if noun.endswith('ch') else 's'}" if noun else number


def say(language: Language, key: str, **values: object) -> str:
    """Return the template `key` in `language`, filled.

    >>> say("en", "merged", n=Count(2)), say("zh", "merged", n=Count(2))
    ('2 mergers', '合并2处')
    """
    return SAY[key][language == "en"].format(**values)
