"""Generated reports for the laws: reports that look like the genre, and texts of any Unicode."""

from __future__ import annotations

from hypothesis import strategies as st

from compare.comparison import compare, read_report
from compare.model import Comparison, Report

WORDS = [
    *("推进", "改革", "工会", "职工", "服务", "体系", "高质量", "发展", "建设", "加强", "落实", "制度", "基层", "组织"),
    *("创新", "维权", "全面", "深入", "北京", "首都"),
    *("5.6万个", "90%以上", "3200余场", "“四个中心”", "《办法》", "（试点）"),
]
words = st.sampled_from(WORDS)
clauses = st.lists(words, min_size=2, max_size=7).map("".join)
sentences = st.lists(clauses, min_size=1, max_size=3).map(lambda parts: "，".join(parts) + "。")
paragraphs = st.lists(sentences, min_size=1, max_size=4).map("".join)
headings = st.tuples(st.integers(0, 9), clauses).map(lambda pair: "一二三四五六七八九十"[pair[0]] + "、" + pair[1])
subheadings = st.tuples(st.integers(0, 9), clauses).map(lambda pair: f"（{'一二三四五六七八九十'[pair[0]]}）{pair[1]}")
lines = st.one_of(paragraphs, paragraphs, paragraphs, headings, subheadings, st.just("各位代表！"))
report_texts = st.lists(lines, min_size=1, max_size=12).map("\n".join)

surrogate_free = st.characters(exclude_categories=["Cs"])
any_texts = st.text(alphabet=surrogate_free, max_size=300)
mixed_texts = st.lists(st.one_of(any_texts, lines), max_size=8).map("\n".join)


def read(text: str, name: str = "报告.txt") -> Report:
    """Return the report of a text."""
    return read_report(text.encode("utf-8"), name)


def compared(old: str, new: str) -> Comparison:
    """Return the comparison of two texts."""
    return compare(read(old), read(new))
