"""The change summary: what it says, in both languages."""

from __future__ import annotations

from dataclasses import replace

from compare.config import SummarySettings
from compare.ranking import rank
from compare.summary import write

from .builders import compared, report, sample

ZH = """\
《在市工会第十次代表大会上的报告》（2019-05-08）与《在市工会第十一次代表大会上的报告》（2024-05-08）对照摘要
总体：旧稿5段、66字，新稿5段、68字。原样保留1段，改写3段，新增1段，删去1段。

一、目标与兑现
上调1项：会员总数达到：70万人→80万人。
上届目标已完成1项：会员总数达到：70万人→72万人。

二、结构
新增章节1项：三、加强自身建设。
删去段落1项：办好工人报社。

三、任务
上届任务未见回应1项：建立职工服务基金。
新任务1项：制定数字工会规划。

四、成果数据
上升1项：会员总数达到：60万人→72万人。

五、各部分
（章节之外）：原样保留1段。
一、过去五年工作：改写1段；兑现1项，数据变化1项。
二、今后五年任务：改写2段，删去1段；目标变化1项，任务变化2项。
三、加强自身建设（新增）：新增1段。
"""

EN = """\
What changed from 《在市工会第十次代表大会上的报告》（2019-05-08） to 《在市工会第十一次代表大会上的报告》（2024-05-08）
Overall: 5 paragraphs and 66 characters in the old report, 5 paragraphs and 68 characters in the new. \
1 paragraph kept unchanged, 3 paragraphs reworded, 1 paragraph added, 1 paragraph removed.

1. Targets and fulfilment
Raised (1): 会员总数达到：70万人→80万人.
Old targets met (1): 会员总数达到：70万人→72万人.

2. Structure
Sections added (1): 三、加强自身建设.
Paragraphs removed (1): 办好工人报社.

3. Tasks
Old tasks not answered (1): 建立职工服务基金.
New (1): 制定数字工会规划.

4. Results
Up (1): 会员总数达到：60万人→72万人.

5. By section
(outside any section): 1 paragraph kept unchanged.
一、过去五年工作: 1 paragraph reworded; 1 target answered, 1 result.
二、今后五年任务: 2 paragraphs reworded, 1 paragraph removed; 1 target change, 2 tasks.
三、加强自身建设 (new): 1 paragraph added.
"""


def test_the_sample_in_chinese() -> None:
    """Counts, then targets, structure, tasks, results, then section by section."""
    assert write(sample())["zh"] == ZH


def test_the_sample_in_english() -> None:
    """The same facts, the reports' words left in Chinese."""
    assert write(sample())["en"] == EN


def test_ranked_or_not_the_summary_is_the_same() -> None:
    """A comparison that is not ranked yet is ranked for it."""
    comparison = sample()

    assert write(replace(comparison, changes=rank(comparison))) == write(comparison)


def test_the_rest_of_a_long_list_is_counted() -> None:
    """Never a bare list of hundreds: the first are named, the others counted."""
    old = report("开头。")
    new = report("\n".join(["开头。", *(f"新的第{n}段。" for n in "一二三四五")]))
    comparison = compared(old, new, [(0, 0), *((None, n) for n in range(1, 6))])

    text = write(comparison, SummarySettings(most_named=2))

    assert "新增段落5项：新的第一段；新的第二段；另有3项。" in text["zh"]
    assert "Paragraphs added (5): 新的第一段; 新的第二段; and 3 more." in text["en"]


def test_long_quotations_are_cut_visibly() -> None:
    """A paragraph is not quoted whole; the cut shows."""
    comparison = compared(report("甲。"), report("甲。\n" + "长" * 80 + "。"), [(0, 0), (None, 1)])

    assert "新增段落1项：" + "长" * 9 + "…。" in write(comparison, SummarySettings(most_quoted=10))["zh"]


def test_a_report_beside_itself() -> None:
    """Nothing changed is said in one sentence."""
    one = report("# 报告\n甲。")

    assert write(compared(one, one, [(0, 0), (1, 1)])) == {
        "zh": "《报告》与《报告》对照摘要\n总体：旧稿1段、2字，新稿1段、2字。正文没有改动。\n",
        "en": "What changed from 《报告》 to 《报告》\nOverall: 1 paragraph and 2 characters in the old report, "
        "1 paragraph and 2 characters in the new. The text is unchanged.\n",
    }


def test_invented_reports_are_marked_in_the_first_line() -> None:
    """A demonstration report says of itself that it is made up; so does every summary of it."""
    one, two = report("# 报告\n甲。"), report("# 演示稿·内容虚构 某市工会报告\n甲。")

    text = write(compared(one, two, [(0, 0), (1, 1)]))

    assert text["zh"].startswith("【演示稿·内容虚构，数据与事项均非事实】《报告》与《某市工会报告》对照摘要\n")
    assert text["en"].startswith("[Demonstration text, content invented: 演示稿·内容虚构] What changed from")


def test_swapped_sides_are_noted() -> None:
    """An old report dated after the new one is probably a mistake of order."""
    one, two = report("甲。", date="2024-05-08"), report("乙。", date="2019-05-06")

    lines = write(compared(one, two, [(0, 0)]))["zh"].splitlines()

    assert lines[1] == "注意：左侧报告（2024-05-08）晚于右侧报告（2019-05-06），新旧次序可能颠倒。"


def test_a_report_without_a_title_goes_by_its_file() -> None:
    """No title is made up."""
    one = report("甲。", name="draft-1.txt")

    assert write(compared(one, one, [(0, 0)]))["zh"].startswith("draft-1.txt与draft-1.txt对照摘要")
