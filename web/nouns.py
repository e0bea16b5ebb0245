"""The words of the model for readers: roles, kinds and fates, in both languages.

Templates look them up by the page's language; sentences of the pages are in the catalogue instead.
"""

from __future__ import annotations

from compare.describe import KINDS
from compare.export import FORMATS
from compare.ledger_table import FATES, SAYS, STATES
from compare.ledger_table import KINDS as TASK_KINDS
from compare.outline_lines import NAMES
from compare.reviews import NAMES as REVIEW_STATES
from compare.view import CHIPS
from compare.view.figure_rows import DIRECTIONS, ORDERS
from compare.view.figure_rows import KINDS as FIGURE_KINDS

chips = CHIPS
kinds = KINDS
line_kinds = NAMES

lists: dict[str, tuple[str, str]] = {
    "figure": ("数据", "figures"),
    "formulation": ("提法", "formulations"),
    "structure": ("增删移", "structure"),
    "task": ("任务", "tasks"),
    "words": ("字句", "words"),
}

folding: dict[str, tuple[str, str]] = {
    "spaces": ("空白", "spaces"),
    "width": ("全角、半角", "full and half width"),
    "quotes": ("引号", "kinds of quotes"),
    "dashes": ("破折号、省略号", "dashes and ellipses"),
    "script": ("繁体、简体", "traditional and simplified"),
    "variants": ("异体字、异形词", "variant characters and spellings"),
    "punctuation": ("标点", "punctuation"),
}

steps: dict[str, tuple[str, str]] = {
    "reading": ("读取", "reading"),
    "outline": ("章节结构", "outline"),
    "folding": ("不算改动的差别", "differences passed over"),
    "alignment": ("段落对应", "alignment"),
    "wording": ("字句改动", "wording"),
    "formulations": ("提法", "formulations"),
    "ranking": ("改动分量", "ranking"),
    "summary": ("变化摘要", "summary"),
    "targets": ("目标与兑现", "targets and fulfilment"),
    "tasks": ("任务", "tasks"),
    "export": ("导出", "export"),
    "series": ("系列", "series"),
}

_format_names: dict[str, tuple[str, str]] = {
    "redline": ("修订稿（Word，可逐条接受）", "Tracked changes (Word)"),
    "table": ("新旧对照表（Word）", "Table of old and new (Word)"),
    "xlsx": ("Excel 表格", "Excel workbook"),
    "pdf": ("PDF，可打印", "PDF, for printing"),
    "html": ("网页，可单独打开", "Web page, self-contained"),
    "md": ("Markdown 文稿", "Markdown"),
    "csv": ("CSV 表格，改动清单", "CSV table of changes"),
    "json": ("JSON 数据", "JSON data"),
    "text": ("纯文本", "Plain text"),
}
_offered = sorted(FORMATS, key=[*_format_names, *FORMATS].index)
formats = {name: _format_names.get(name, (name, name)) for name in _offered}

roles: dict[str, tuple[str, str]] = {
    "opening": ("开头", "opening"),
    "review": ("回顾", "review"),
    "problems": ("问题", "problems"),
    "situation": ("形势", "situation"),
    "requirements": ("要求", "requirements"),
    "tasks": ("任务", "tasks"),
    "closing": ("结尾", "closing"),
}
figure_roles: dict[str, tuple[str, str]] = {
    "result": ("成果", "result"),
    "target": ("目标", "target"),
    "other": ("其他", "other"),
}
figure_types: dict[str, tuple[str, str]] = {
    "target_pair": ("目标", "target"),
    "target_new": ("新设目标", "new target"),
    "target_dropped": ("目标不再提", "target dropped"),
    "result_pair": ("成果", "result"),
    "result_new": ("新列成果", "new result"),
    "result_dropped": ("成果不再列", "result no longer given"),
    "fulfilment": ("兑现", "fulfilment"),
}
figure_kinds = FIGURE_KINDS
figure_directions = DIRECTIONS
figure_orders = ORDERS
figure_measures: dict[str, tuple[str, str]] = {
    "level": ("数量", "level"),
    "growth": ("增速", "growth"),
    "increment": ("增量", "increment"),
    "change": ("前后", "change"),
    "ratio": ("比例", "ratio"),
    "rank": ("位次", "rank"),
    "multiple": ("倍数", "multiple"),
}
figure_changes: dict[str, tuple[str, str]] = {
    "same": ("不变", "same"),
    "up": ("上升", "up"),
    "down": ("下降", "down"),
    "other": ("变化", "changed"),
    "met": ("完成", "met"),
    "missed": ("未完成", "missed"),
    "unclear": ("可对照", "answered"),
}
marks: dict[str, tuple[str, str]] = {
    "up": ("上升", "up"),
    "down": ("下降", "down"),
    "other": ("有变化", "changed"),
    "new": ("新列", "new"),
    "gone": ("不再列", "no longer given"),
    "met": ("已完成", "met"),
    "missed": ("未完成", "missed"),
    "unclear": ("有结果可对照", "answered"),
}
reasons: dict[str, tuple[str, str]] = {
    "same text": ("文字相同", "same text"),
    "text": ("文字", "text"),
    "heading": ("标题或首句", "heading"),
    "section": ("所在章节", "section"),
    "neighbours": ("前后段落", "neighbours"),
    "place": ("位置", "place"),
}
link_ops: dict[str, tuple[str, str]] = {
    "link": ("对应", "linked"),
    "unlink": ("断开", "taken apart"),
    "split": ("只对应", "linked with these only"),
    "merge": ("只对应", "linked with these only"),
}
task_types = FATES
task_kinds = TASK_KINDS
task_states = STATES
ledger_says = SAYS
review_states = REVIEW_STATES
formulation_changes: dict[str, tuple[str, str]] = {
    "new": ("新增", "new"),
    "dropped": ("不再用", "dropped"),
    "replaced": ("替换", "replaced"),
    "more": ("增多", "more"),
    "less": ("减少", "less"),
    "reordered": ("列举调整", "reordered"),
    "stronger": ("加强", "stronger"),
    "weaker": ("减弱", "weaker"),
}
