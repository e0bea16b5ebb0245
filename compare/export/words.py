"""The words around the reports' own words in the HTML file, in both languages."""

from __future__ import annotations

from ..errors import Language
from ..model import Comparison

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "lang": "zh-CN",
        "title": "报告对照",
        "old": "旧报告",
        "new": "新报告",
        "summary": "变化摘要",
        "changes": "改动清单",
        "rest": "其余 {n} 项",
        "passages": "左右对照",
        "ledger": "任务台账：人工登记",
        "what": "改动",
        "from": "旧",
        "to": "新",
        "place": "位置",
        "line": "第 {n} 行",
        "gap_old": "旧报告没有对应段落",
        "gap_new": "新报告没有对应段落",
        "same": "{n} 段没有改动",
        "passed": "{n} 段没有所选的改动",
        "none_chosen": "没有所选的改动。",
        "moved": "由 {old} 移至 {new}",
        "pointer": "此处原有的段落已移至 {new}",
        "continued": "此处的新段落已在前面一并对照",
        "score": "对应分值 {n}",
        "legend": (
            "删去的字句加删除线，新增的字句加下划线；⟦－…⟧ 是只有旧报告有的句子，⟦＋…⟧ 是只有新报告有的句子；"
            "▲ 上升 ▼ 下降 ◆ 变化 ＋ 新列 － 不再列 ✓ 完成 ✗ 未完成 ？ 有结果可对照；"
            "点线为提法，波浪线为换了次序的句子。"
        ),
        "invented": "演示稿·内容虚构：数据与事项均非事实",
        "made": "本文件由两份报告自动对照而成；原文以来源文件为准。",
        "source": "来源",
        "none": "没有发现改动。",
        "classes": "改动类别",
        "contents": "各部分",
        "only": "只看改动",
        "reset": "恢复全部",
        "none_shown": "全部关闭",
        "find": "在清单中查找",
        "found": "清单中有 {n} 项",
        "targets": "目标",
        "fulfilment": "兑现：上届目标，本届结果",
        "results": "成果数据",
        "formulations": "提法",
        "indicator": "指标",
        "target": "目标",
        "result": "结果",
        "phrase": "提法",
        "replaced_by": "换成",
        "passage": "第{n}段",
        "missing": "本机字体没有以下字符，文中以〓代替：",
    },
    "en": {
        "lang": "en",
        "title": "Comparison of two reports",
        "old": "Old report",
        "new": "New report",
        "summary": "Summary of changes",
        "changes": "Ranked changes",
        "rest": "{n} more",
        "passages": "Side by side",
        "ledger": "Ledger: what was entered by hand",
        "what": "Change",
        "from": "Old",
        "to": "New",
        "place": "Where",
        "line": "line {n}",
        "gap_old": "nothing corresponds in the old report",
        "gap_new": "nothing corresponds in the new report",
        "same": "{n} paragraphs unchanged",
        "passed": "{n} paragraphs with none of the changes chosen",
        "none_chosen": "None of the changes chosen.",
        "moved": "moved from {old} to {new}",
        "pointer": "what stood here has moved to {new}",
        "continued": "the new paragraph of this place is compared further up",
        "score": "link score {n}",
        "legend": (
            "Removed words are struck, added words underlined; ⟦－…⟧ is a sentence that only the old report has, "
            "⟦＋…⟧ one that only the new has; ▲ up ▼ down ◆ changed ＋ new － no longer given ✓ met ✗ missed "
            "？ answered; dotted: set phrases; wavy: sentences in another order."
        ),
        "invented": "Demonstration text, content invented (演示稿·内容虚构)",
        "made": "Made by comparing two reports; the source files are authoritative.",
        "source": "Source",
        "none": "No changes found.",
        "classes": "Classes of changes",
        "contents": "Parts",
        "only": "Changes only",
        "reset": "Show all again",
        "none_shown": "All off",
        "find": "Find in the list",
        "found": "Entries shown: {n}",
        "targets": "Targets",
        "fulfilment": "Fulfilment: targets of the old report, results of the new",
        "results": "Results",
        "formulations": "Set phrases",
        "indicator": "Indicator",
        "target": "Target",
        "result": "Result",
        "phrase": "Phrase",
        "replaced_by": "Replaced by",
        "passage": "no. {n}",
        "missing": "No typeface here has these characters, which stand as 〓 in the text: ",
    },
}


def words_of(comparison: Comparison, language: Language) -> dict[str, str]:
    """Return the words for a comparison; where changes were left out, nothing is called unchanged that is not."""
    words = WORDS[language]
    if comparison.left_out is None:
        return words
    return {**words, "same": words["passed"], "none": words["none_chosen"]}
