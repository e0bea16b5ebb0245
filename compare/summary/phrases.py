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
    "settings": ("比较设置：{said}。", "Settings: {said}."),
    "passes_over": ("不计{what}的差别", "differences in {what} passed over"),
    "keeps": ("计入{what}的差别", "differences in {what} told"),
    "uncompared": (
        "未参加比较：旧稿{a}段、新稿{b}段（附件、页眉页脚等）。",
        "Not compared (annexes, page furniture): {a:paragraph} in the old report, {b:paragraph} in the new.",
    ),
    "part": ("{name}：{counts}", "{name}: {counts}"),
    "count": ("{what}{n}项", "{what} ({n})"),
    "item": ("· {what}　{text}", "· {what}: {text}"),
    "where": ("〔{places}〕", " [{places}]"),
    "old": ("旧：{place}", "old: {place}"),
    "new": ("新：{place}", "new: {place}"),
    "place": ("{section}第{paragraph}段，{where}", "{section}, paragraph {paragraph}, {where}"),
    "place_heading": ("{section}，{where}", "{section}, {where}"),
    "line": ("第{n}行", "line {n}"),
    "page": ("第{n}页", "page {n}"),
    "below": ("另有{n}项，见下文。", "{n} more below."),
    "more": ("另有{n}项，见完整摘要。", "{n} more in the full summary."),
    "aside": ("（{said}）", " ({said})"),
    "points": ("{n}个百分点", "{n} percentage points"),
    "times": ("为原来的{n}倍", "{n} times as much"),
    "better": ("向好", "for the better"),
    "worse": ("变差", "for the worse"),
    "not_again": ("，新版不再提这一目标", ", not set again"),
    "comma": ("，", ", "),
    "semicolon": ("；", "; "),
    "stop": ("。", "."),
    "section": ("{name}：{said}。", "{name}: {said}."),
    "sections": ("各部分", "By section"),
    "new_section": ("（新增）", " (new)"),
    "old_section": ("（已删去）", " (removed)"),
    "unchanged": ("没有改动", "unchanged"),
    "outside": ("章节之外", "outside any section"),
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
            ("target_up", "上调", "raised"),
            ("target_down", "下调", "lowered"),
            ("target_other", "调整", "changed"),
            ("target_new", "新设", "new"),
            ("target_dropped", "不再提", "dropped"),
            ("fulfilment_missed", "上届目标未完成", "missed"),
            ("fulfilment_met", "上届目标完成", "met"),
            ("fulfilment_unclear", "上届目标有结果可对照", "answered, outcome open"),
            ("target_same", "不变", "unchanged"),
        ),
    ),
    (
        "成果数据",
        "Results",
        (
            ("result_up", "上升", "up"),
            ("result_down", "下降", "down"),
            ("result_other", "变化", "changed"),
            ("result_new", "新列", "newly given"),
            ("result_dropped", "不再列", "no longer given"),
        ),
    ),
    (
        "提法",
        "Formulations",
        (
            ("formulation_replaced", "替换", "replaced"),
            ("formulation_stronger", "加强", "strengthened"),
            ("formulation_weaker", "减弱", "weakened"),
            ("formulation_new", "新增", "new"),
            ("formulation_dropped", "不再用", "dropped"),
            ("formulation_reordered", "列举调整", "enumeration changed"),
            ("formulation_more", "使用增多", "used more often"),
            ("formulation_less", "使用减少", "used less often"),
        ),
    ),
    (
        "结构",
        "Structure",
        (
            ("section_added", "新增章节", "section added"),
            ("section_removed", "删去章节", "section removed"),
            ("section_split", "章节拆分", "section split"),
            ("section_merged", "章节合并", "sections merged"),
            ("section_recut", "章节重新划分", "sections recut"),
            ("section_moved", "章节移动", "section moved"),
            ("section_renamed", "章节改题", "section renamed"),
            ("block_added", "新增段落", "paragraph added"),
            ("block_removed", "删去段落", "paragraph removed"),
            ("block_moved", "段落移动", "paragraph moved"),
            ("split", "一段拆为几段", "paragraph split"),
            ("merged", "几段并为一段", "paragraphs merged"),
            ("recut", "段落重新划分", "paragraphs recut"),
            ("heading_added", "新增标题", "heading added"),
            ("heading_removed", "删去标题", "heading removed"),
            ("heading_moved", "标题移动", "heading moved"),
        ),
    ),
    (
        "任务",
        "Commitments",
        (
            ("task_unanswered", "上届任务未见回应", "old and unanswered"),
            ("task_reported", "上届任务已有结果", "old and reported on"),
            ("task_new", "新任务", "new"),
            ("task_reworded", "改写", "reworded"),
        ),
    ),
    (
        "其他字句",
        "Other wording",
        (
            ("words_formulation", "提法改动", "formulation edited"),
            ("words_intensity", "程度变化", "intensity"),
            ("words_order", "顺序调整", "order"),
            ("sentence_added", "新增句子", "sentence added"),
            ("sentence_removed", "删去句子", "sentence removed"),
            ("sentence_moved", "句子移动", "sentence moved"),
            ("words_wording", "措辞改动", "wording"),
            ("words_punctuation", "标点改动", "punctuation"),
        ),
    ),
)
"""The parts of the summary: heading, then which kinds of lines stand in it under which names; the weightiest first."""

KIND_NAMES = {kind: (zh, en) for _, _, kinds in PARTS for kind, zh, en in kinds}
"""What a line of each kind is called within its part."""

FOLDED: dict[str, tuple[str, str]] = {
    "spaces": ("空格", "spaces"),
    "width": ("全角半角", "full and half width"),
    "quotes": ("引号写法", "quotation marks"),
    "dashes": ("连接号写法", "dashes"),
    "script": ("繁简", "traditional and simplified script"),
    "variants": ("异体字、异形词", "variant characters and spellings"),
    "punctuation": ("标点", "punctuation"),
}
"""What each kind of folding passes over."""


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
