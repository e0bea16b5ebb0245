"""The Markdown file: summary, table, passages, with the reports' text as text."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from compare.export import export
from compare.export.markdown import escaped

from .builders import compared, report, sample
from .test_export_formats import finished

reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def test_summary_table_and_passages() -> None:
    """A heading, the summary, one table row a change, then old and new one under the other."""
    comparison = finished(sample())

    lines = export(comparison, "md").decode("utf-8").splitlines()

    assert lines[0] == "# " + comparison.summary["zh"].splitlines()[0]
    first = comparison.changes[0].id
    place = "二、今后五年任务"
    where = f"〔旧：{place}第1段，第6行；新：{place}第1段，第6行〕"
    assert f"- [上调 会员总数达到：70万人→80万人（+14%）](#{first}){where}" in lines
    said = "会员总数达到：70万人→80万人"
    assert f'| <a id="{first}"></a>1 | 目标上调 | {said} | {place} | {place} | 6 → 6 |' in lines
    assert len([line for line in lines if re.match(r"\| <a id=", line)]) == len(comparison.changes)
    at = lines.index("**旧** 实施\\[-稳健-\\]的货币政策，保持\\[-合理-\\]充裕。")
    assert lines[at + 2] == "**新** 实施{+适度宽松+}的货币政策，保持充裕。"
    assert "### 三、加强自身建设" in lines


def test_unchanged_paragraphs_are_counted() -> None:
    """A stretch that both editions share is one line."""
    old, new = report("甲。\n乙。\n丙丙丙。"), report("甲。\n乙。\n丙丁丙。")

    text = export(finished(compared(old, new, [(0, 0), (1, 1), (2, 2)])), "md").decode("utf-8")

    assert "（2 段没有改动，略去）" in text


@given(st.text(st.sampled_from("*_`<>[]|~#&!\\-+=1.) 中文，a"), min_size=1, max_size=12))
def test_foreign_text_is_never_markup(text: str) -> None:
    """A Markdown reader gives back the characters of the report, white space folded."""
    shown = unescape(re.sub(r"</?p>", "", reader.render(escaped(text)))).strip()

    assert shown == " ".join(text.split())
