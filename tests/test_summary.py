"""The change summary: what it says, in both languages."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings

from compare.comparison import compare, read_report
from compare.config import DEFAULT, SummarySettings
from compare.folding import switched
from compare.lookup import Lookup
from compare.model import Comparison, FigureChange
from compare.ranking import rank
from compare.summary import write

from . import strategies as make
from . import test_corpus as corpus
from .builders import compared, figure, figure_change, report, sample
from .support import SHARED, needs_shared
from .test_corpus import overlaps

ZH = """\
《在市工会第十次代表大会上的报告》（2019-05-08）与《在市工会第十一次代表大会上的报告》（2024-05-08）对照摘要
总体：旧稿5段、66字，新稿5段、68字。原样保留1段，改写3段，新增1段，删去1段。

一、目标与兑现：上调1项，上届目标完成1项
· 上调　会员总数达到：70万人→80万人（+14%）〔旧：二、今后五年任务第1段，第6行；新：二、今后五年任务第1段，第6行〕
· 上届目标完成　会员总数达到：70万人→72万人〔旧：二、今后五年任务第1段，第6行；新：一、过去五年工作，第4行〕

二、成果数据：上升1项
· 上升　会员总数达到：60万人→72万人（+20%）〔旧：一、过去五年工作，第4行；新：一、过去五年工作，第4行〕

三、结构：新增章节1项，删去段落1项
· 新增章节　三、加强自身建设〔新：三、加强自身建设，第8行〕
· 删去段落　办好工人报社〔旧：二、今后五年任务第3段，第8行〕

四、任务：上届任务未见回应1项，新任务1项
· 上届任务未见回应　建立职工服务基金〔旧：二、今后五年任务第1段，第6行〕
· 新任务　制定数字工会规划〔新：二、今后五年任务第1段，第6行〕

五、其他字句：措辞改动2项
"""

EN = """\
What changed from 《在市工会第十次代表大会上的报告》（2019-05-08） to 《在市工会第十一次代表大会上的报告》（2024-05-08）
Overall: 5 paragraphs and 66 characters in the old report, 5 paragraphs and 68 characters in the new\
. 1 paragraph kept unchanged, 3 paragraphs reworded, 1 paragraph added, 1 paragraph removed.

1. Targets and fulfilment: raised (1), met (1)
· raised: 会员总数达到：70万人→80万人 (+14%) [old: 二、今后五年任务, paragraph 1, line 6; \
new: 二、今后五年任务, paragraph 1, line 6]
· met: 会员总数达到：70万人→72万人 [old: 二、今后五年任务, paragraph 1, line 6; new: 一、过去五年工作, line 4]

2. Results: up (1)
· up: 会员总数达到：60万人→72万人 (+20%) [old: 一、过去五年工作, line 4; new: 一、过去五年工作, line 4]

3. Structure: section added (1), paragraph removed (1)
· section added: 三、加强自身建设 [new: 三、加强自身建设, line 8]
· paragraph removed: 办好工人报社 [old: 二、今后五年任务, paragraph 3, line 8]

4. Commitments: old and unanswered (1), new (1)
· old and unanswered: 建立职工服务基金 [old: 二、今后五年任务, paragraph 1, line 6]
· new: 制定数字工会规划 [new: 二、今后五年任务, paragraph 1, line 6]

5. Other wording: wording (2)
"""

REST = """\
五、其他字句：措辞改动2项
· 措辞改动　＋适度宽松；－稳健；－合理〔旧：二、今后五年任务第2段，第7行；新：二、今后五年任务第2段，第7行〕
· 措辞改动　＋9；－4〔旧：二、今后五年任务第1段，第6行；新：二、今后五年任务第1段，第6行〕

六、各部分
章节之外：原样保留1段。
一、过去五年工作：改写1段；兑现1项，数据变化1项。
二、今后五年任务：改写2段，删去1段；目标变化1项，任务变化2项。
三、加强自身建设（新增）：新增1段。
"""


def test_the_sample_in_chinese() -> None:
    """Counts, then targets, results, structure, tasks; each with its places."""
    assert write(sample())["zh"] == ZH


def test_the_sample_in_english() -> None:
    """The same facts, the reports' words left in Chinese."""
    assert write(sample())["en"] == EN


def test_ranked_or_not_the_summary_is_the_same() -> None:
    """A comparison that is not ranked yet is ranked for it."""
    comparison = sample()

    assert write(replace(comparison, changes=rank(comparison))) == write(comparison)


def test_the_full_summary_names_the_wording_and_tells_of_each_section() -> None:
    """What the page only counts is named, and every section has its line."""
    assert write(sample(), full=True)["zh"].endswith(REST)


def test_the_rest_of_a_long_list_is_counted() -> None:
    """The page names the first and counts the others, which the full summary names."""
    old = report("开头。")
    new = report("\n".join(["开头。", *(f"新的第{n}段。" for n in "一二三四五")]))
    comparison = compared(old, new, [(0, 0), *((None, n) for n in range(1, 6))])
    few = SummarySettings(named=(2, 2, 2, 2, 2, 2))

    text, whole = write(comparison, few), write(comparison, few, full=True)

    assert "一、结构：新增段落5项\n· 新增段落　新的第一段〔" in text["zh"]
    assert "\n另有3项，见完整摘要。\n" in text["zh"]
    assert "\n3 more in the full summary.\n" in text["en"]
    assert "新的第三段" not in text["zh"]
    assert all(f"· 新增段落　新的第{n}段〔" in whole["zh"] for n in "一二三四五")


def test_each_kind_has_its_turn_on_the_page() -> None:
    """Many of one kind do not keep a single one of another from the page."""
    old = report("\n".join(["开头。", "旧的一段。"]))
    new = report("\n".join(["开头。", *(f"新的第{n}段。" for n in "一二三四五")]))
    comparison = compared(old, new, [(0, 0), (1, None), *((None, n) for n in range(1, 6))])

    assert "· 删去段落　旧的一段〔" in write(comparison, SummarySettings(named=(2,) * 6))["zh"]


def test_long_quotations_are_cut_visibly_on_the_page_only() -> None:
    """A paragraph is not quoted whole on the page; the cut shows."""
    comparison = compared(report("甲。"), report("甲。\n" + "长" * 80 + "。"), [(0, 0), (None, 1)])
    short = SummarySettings(most_quoted=10)

    assert "· 新增段落　" + "长" * 9 + "…〔" in write(comparison, short)["zh"]
    assert "· 新增段落　" + "长" * 80 + "〔" in write(comparison, short, full=True)["zh"]


@given(make.report_texts, make.report_texts)
@settings(max_examples=30, deadline=None)
def test_every_change_has_one_line_and_every_id_exists(old: str, new: str) -> None:
    """The full summary loses nothing; a line's finding and places are those of the comparison."""
    found = make.compared(old, new)
    lines = [line for part in found.summary_data for line in part.lines]
    lookup = Lookup(found)
    known = {**lookup.figure_changes, **lookup.task_changes, **lookup.formulations, **lookup.groups, **lookup.links}

    assert Counter(line.change for line in lines if line.change) == Counter(change.id for change in found.changes)
    assert all(line.finding in known for line in lines)
    for line in lines:
        for side, place in ((found.old, line.old), (found.new, line.new)):
            if place is not None:
                assert any(b.id == place.block and b.lines[0] <= place.line <= b.lines[1] for b in side.blocks)
    whole = write(found, full=True)
    assert all(f"　{line.zh}" in whole["zh"] and f": {line.en}" in whole["en"] for line in lines)


def test_a_movement_is_told_where_numbers_can_be_compared() -> None:
    """Per cent of a level, points of a percentage, times of a manifold; for the better where less is better."""
    old = report("会员达到10万人。困难户50户。覆盖率80%。阵地10个。")
    new = report("会员达到15万人。困难户40户。覆盖率85.5%。阵地70个。")
    numbers = (
        ("会员达到10万人", "10万人", 1e5, "会员达到15万人", "15万人", 1.5e5, "人", None),
        ("困难户50户", "50户", 50, "困难户40户", "40户", 40, "户", False),
        ("覆盖率80%", "80%", 80, "覆盖率85.5%", "85.5%", 85.5, "%", True),
        ("阵地10个", "10个", 10, "阵地70个", "70个", 70, "个", True),
    )
    changes, ours, theirs = [], [], []
    for one, number, low, two, other, high, unit, good in numbers:
        ours.append(figure(old, 0, one, number, low, unit))
        theirs.append(figure(new, 0, two, other, high, unit))
        way = "up" if high > low else "down"
        changes.append(replace(figure_change("result_pair", way, ours[-1], theirs[-1]), up_is_good=good))
    base = compared(replace(old, figures=tuple(ours)), replace(new, figures=tuple(theirs)), [(0, 0)])

    text = write(replace(base, figure_changes=tuple(changes)))["zh"]

    for said in ("15万人（+50%）", "40户（−20%，向好）", "85.5%（+5.5个百分点）", "70个（为原来的7倍）"):
        assert said in text


def test_targets_set_alike_are_told_and_are_no_change() -> None:
    """A target that both editions set alike is worth a line; with nothing else, the text is unchanged."""
    one = report("会员总数达到70万人。")
    target = figure(one, 0, "会员总数达到70万人", "70万人", 700000, "人")
    one = replace(one, figures=(target,))
    kept = figure_change("target_pair", "same", target, target)

    text = write(replace(compared(one, one, [(0, 0)]), figure_changes=(kept,)))["zh"]

    assert "正文没有改动。" in text
    assert (
        "一、目标与兑现：不变1项\n· 不变　会员总数达到：70万人〔旧：章节之外第1段，第1行；新：章节之外第1段，第1行〕\n"
        in text
    )


def test_settings_that_are_not_the_usual_ones_are_told() -> None:
    """What else was passed over, or was not, stands above the parts."""
    one = read_report("甲乙。".encode(), "a.txt")
    chosen = replace(DEFAULT, folding=switched(DEFAULT.folding, ["variants"], ["quotes"]))

    usual, other = compare(one, one).summary["zh"], compare(one, one, chosen).summary["zh"]

    assert "比较设置" not in usual
    assert "比较设置：计入引号写法的差别；不计异体字、异形词的差别。\n" in other


MIRRORED = {
    "target_up": "target_down",
    "target_other": "target_other",
    "target_same": "target_same",
    "result_up": "result_down",
    "result_other": "result_other",
    "section_added": "section_removed",
    "block_added": "block_removed",
    "block_moved": "block_moved",
    "split": "merged",
    "section_split": "section_merged",
    "section_renamed": "section_renamed",
}
"""What each kind of line is called when old and new are swapped."""


def test_swapped_reports_are_told_the_other_way_round() -> None:
    """What was raised is lowered, what came has gone, what was split is merged.

    Fulfilment apart, and what is dropped with it: the line of an answered target tells of both.
    """
    there = corpus.compared("2024")
    back = compare(there.new, there.old)
    ways = {**MIRRORED, **{b: a for a, b in MIRRORED.items()}}

    def told(comparison: Comparison) -> Counter[str]:
        return Counter(line.kind for part in comparison.summary_data for line in part.lines if line.kind in ways)

    assert told(there) == Counter({ways[kind]: count for kind, count in told(back).items()})
    assert told(there)["target_up"] > 0


def named(text: str, comparison: Comparison, change: FigureChange) -> bool:
    """Tell whether a full summary names a figure change: by its words, or by what it says of a fulfilled target."""
    lines = [line for part in comparison.summary_data for line in part.lines]
    told = {ref: each.id for each in comparison.changes for ref in each.refs}
    line = next((line for line in lines if line.finding == change.id), None)
    line = line or next(line for line in lines if line.change == told[change.id])
    return line.zh in text and (change.type != "target_dropped" or line.kind == change.type or "不再提" in line.zh)


@pytest.mark.parametrize("name", ["2024", "2014"])
def test_what_is_listed_of_the_demonstration_and_found_is_named(name: str) -> None:
    """Of the listed changes that the comparison finds, the full summary loses none."""
    comparison = corpus.compared(name)
    text = write(comparison, full=True)["zh"]
    findings = {line.finding for part in comparison.summary_data for line in part.lines}
    findings |= {ref for change in comparison.changes for ref in change.refs}

    for change in comparison.figure_changes:
        if change.change != "same" or change.type == "target_pair":
            assert named(text, comparison, change), change
    assert {item.id for item in comparison.formulations} <= findings
    assert {change.id for change in comparison.task_changes if change.type != "kept"} <= findings
    for row in corpus.found_formulations(name)[0]:
        assert any(
            item.change == row["change"] and overlaps(row["phrase"], item.phrase) and f"“{item.phrase}”" in text
            for item in comparison.formulations
        ), row
    for row in corpus.found_sections(name)[0]:
        assert all(part in text for side in ("old", "new") for part in row.get(side, [])), row


@needs_shared
def test_every_labelled_target_change_is_named() -> None:
    """On the national reports of 2024 and 2025 the full summary names every target change that was labelled."""
    raw = SHARED / "reports" / "raw" / "gov_work_report_national"
    comparison = compare(*(read_report((raw / f"{year}.txt").read_bytes(), f"{year}.txt") for year in (2024, 2025)))
    text = write(comparison, full=True)["zh"]
    rows = [json.loads(line) for line in (SHARED / "gold" / "D2_ann1_figures.jsonl").read_text("utf-8").splitlines()]
    labelled = [row for row in rows if row["type"].startswith("target")]
    hits = [
        [
            change
            for change in comparison.figure_changes
            if change.type == row["type"]
            and all(
                (row.get(label) is None and side is None)
                or (row.get(label) is not None and side is not None and overlaps(row[label]["quote"], side.quote))
                for label, side in (("a", change.old), ("b", change.new))
            )
        ]
        for row in labelled
    ]

    assert all(any(named(text, comparison, change) for change in found) for found in hits)


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


def test_places_of_a_file_with_pages_are_named_by_the_page() -> None:
    """Nobody counts the lines of a pdf."""
    made = sample()
    paged = replace(made.new, blocks=tuple(replace(block, page=7) for block in made.new.blocks))
    said = write(replace(made, new=paged), full=True)["zh"]

    assert "，第7页〕" in said
    assert "行；新：" in said
