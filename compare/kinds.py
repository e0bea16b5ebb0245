"""What classes and kinds of changes are called, in Chinese and in English.

    target_up  →  目标上调 / target raised

A class is what a reader switches on and off; a kind is what a line of the list says.
"""

from __future__ import annotations

CLASSES: dict[str, tuple[str, str]] = {
    "target": ("目标", "targets"),
    "fulfilment": ("兑现", "fulfilment"),
    "formulation": ("提法", "formulations"),
    "task": ("任务", "tasks"),
    "result": ("成果数据", "results"),
    "added": ("新增", "added"),
    "removed": ("删除", "removed"),
    "moved": ("移动", "moved"),
    "intensity": ("程度", "intensity"),
    "order": ("顺序", "order"),
    "wording": ("措辞", "wording"),
    "punctuation": ("标点", "punctuation"),
}
"""The classes of changes in the order that readers switch them, in both languages."""

KINDS: dict[str, tuple[str, str]] = {
    "target_up": ("目标上调", "target raised"),
    "target_down": ("目标下调", "target lowered"),
    "target_other": ("目标调整", "target changed"),
    "target_same": ("目标不变", "target unchanged"),
    "target_new": ("新设目标", "new target"),
    "target_dropped": ("目标不再提", "target dropped"),
    "result_up": ("数据上升", "result up"),
    "result_down": ("数据下降", "result down"),
    "result_other": ("数据变化", "result changed"),
    "result_same": ("数据不变", "result unchanged"),
    "result_new": ("新列数据", "new result"),
    "result_dropped": ("数据不再列", "result no longer given"),
    "fulfilment_met": ("目标完成", "target met"),
    "fulfilment_missed": ("目标未完成", "target missed"),
    "fulfilment_unclear": ("目标有结果可对照", "target answered"),
    "formulation_new": ("提法新增", "new formulation"),
    "formulation_dropped": ("提法不再用", "formulation dropped"),
    "formulation_replaced": ("提法替换", "formulation replaced"),
    "formulation_more": ("提法增多", "formulation used more"),
    "formulation_less": ("提法减少", "formulation used less"),
    "formulation_reordered": ("列举调整", "enumeration changed"),
    "formulation_stronger": ("提法加强", "formulation strengthened"),
    "formulation_weaker": ("提法减弱", "formulation weakened"),
    "task_new": ("新任务", "new task"),
    "task_unanswered": ("任务未见回应", "task unanswered"),
    "task_reported": ("任务已有结果", "task reported on"),
    "task_reworded": ("任务改写", "task reworded"),
    "section_added": ("新增章节", "section added"),
    "section_removed": ("删去章节", "section removed"),
    "section_moved": ("章节移动", "section moved"),
    "heading_added": ("新增标题", "heading added"),
    "heading_removed": ("删去标题", "heading removed"),
    "heading_moved": ("标题移动", "heading moved"),
    "block_added": ("新增段落", "paragraph added"),
    "block_removed": ("删去段落", "paragraph removed"),
    "block_moved": ("段落移动", "paragraph moved"),
    "sentence_added": ("新增句子", "sentence added"),
    "sentence_removed": ("删去句子", "sentence removed"),
    "sentence_moved": ("句子移动", "sentence moved"),
    "words_formulation": ("提法改动", "formulation edited"),
    "words_intensity": ("程度变化", "intensity"),
    "words_order": ("顺序调整", "order"),
    "words_wording": ("措辞改动", "wording"),
    "words_punctuation": ("标点改动", "punctuation"),
}
"""What each kind of entry is called, in both languages."""
