"""The HTML file: one file, nothing fetched, nothing run, the text as text."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from compare.comparison import compare, read_report
from compare.export import export
from compare.view import page

from .builders import compared, report, sample
from .test_export_formats import finished


def tree(blob: bytes) -> LexborHTMLParser:
    return LexborHTMLParser(blob)


def test_one_self_contained_document() -> None:
    """No style attribute, no handler, no address outside the file; one script and one style, and no other may hold."""
    text = export(finished(sample()), "html").decode("utf-8")
    style, script = (re.findall(f"<{tag}[^>]*>(.*?)</{tag}>", text, re.DOTALL) for tag in ("style", "script"))
    policy = tree(text.encode()).css_first("meta[http-equiv=Content-Security-Policy]").attributes["content"]

    assert text.startswith("<!doctype html>")
    assert not re.search(r"<link|<img|<iframe|\son\w+=|\sstyle=|https?://|url\(|@import", text)
    assert policy == (
        f"default-src 'none'; script-src '{named(script)}'; style-src '{named(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def named(found: list[str]) -> str:
    """Return how a policy names the one text that was found."""
    (text,) = found
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_the_script_and_the_style_are_the_same_whatever_the_reports_say() -> None:
    """Nothing of a comparison is in them."""
    pages = [
        tree(export(found, "html"))
        for found in (finished(sample()), finished(compared(report("甲。"), report("乙。"), [(0, 0)])))
    ]

    for tag in ("style", "script"):
        first, second = (page.css_first(tag).text() for page in pages)
        assert first == second


def test_every_link_leads_somewhere() -> None:
    """Each entry of the list goes to its row; ids are unique."""
    page = tree(export(finished(sample()), "html"))
    ids = [node.attributes["id"] for node in page.css("[id]")]
    targets = [(node.attributes["href"] or "")[1:] for node in page.css("a[href]")]

    assert len(ids) == len(set(ids))
    assert targets
    assert set(targets) <= set(ids)


def test_foreign_text_is_escaped() -> None:
    """A report that holds markup shows it and does not run it."""
    evil = "<script>alert(1)</script>&amp;"
    page = export(finished(compared(report("甲。"), report(f"# {evil}\n甲{evil}。"), [(None, 0), (0, 1)])), "html")

    assert page.count(b"<script") == 1
    assert evil in tree(page).body.text()  # type: ignore[union-attr]


def test_both_texts_stand_whole_beside_each_other() -> None:
    """The sides, read without their marks, are the paragraphs of the two reports."""
    comparison = finished(sample())
    page = tree(export(comparison, "html"))
    for node in page.css("sup"):
        node.decompose()

    for number, side in enumerate((comparison.old, comparison.new)):
        shown = [
            cell.text().strip()
            for row in page.css("article.row")
            for cell in row.css("div.side")[number].css("p, h3, h4")
            if "gap" not in (cell.attributes.get("class") or "")
        ]
        assert sorted(shown) == sorted(block.text for block in side.blocks)


def test_of_a_heading_with_text_only_the_heading_is_one() -> None:
    """Heading and paragraph beside a paragraph that says both: one row, in which the paragraphs stay paragraphs."""
    old, new = report("# 报告\n## 一、甲\n办好工人报社。"), report("# 报告\n一、甲。办好工人报社。")
    found = compared(old, new, [(0, 0), (1, 1), (2, 1)])
    _, heading, text = (link for link in found.links if link.level == "block")
    together = (replace(link, group=heading.group) if link is text else link for link in found.links)
    groups = tuple(group for group in found.groups if group.id != text.group)
    page = tree(export(finished(replace(found, links=tuple(together), groups=groups)), "html"))
    sides = page.css("article.row")[1].css("div.side")

    assert [[cell.tag for cell in side.css("h3, p")] for side in sides] == [["h3", "p"], ["p"]]


def test_what_changed_is_marked_by_elements() -> None:
    """Meaning is in <del>, <ins> and the figure's sign, not in colour."""
    text = export(finished(sample()), "html").decode("utf-8")

    assert '实施<del class="wording">稳健</del>的货币政策' in text
    assert '实施<ins class="wording">适度宽松</ins>的货币政策' in text
    assert '<b class="figure">80万人<sup>▲</sup></b>' in text
    assert "新报告没有对应段落" in text


def test_a_changed_figure_has_its_direction_once() -> None:
    """70万人 → 80万人: ▲ beside the new number only."""
    text = export(finished(sample()), "html").decode("utf-8")

    assert '<b class="figure">70万人</b>' in text
    assert '<b class="figure">80万人<sup>▲</sup></b>' in text


def test_english_words_around_chinese_text() -> None:
    """The frame speaks the language asked for; the quotations stay Chinese."""
    page = tree(export(finished(sample()), "html", "en"))

    assert [node.attributes["lang"] for node in page.css("html")] == ["en"]
    assert page.css_first("[for=show-figure]").text() == "Figures 3"
    assert [node.text() for node in page.css("h2")] == ["Summary of changes", "Ranked changes", "Side by side"]
    assert "会员总数达到：70万人→80万人" in page.css("table")[0].text()


def test_a_paragraph_that_is_compared_further_up_says_so() -> None:
    """A bare 续上 between two passages told nobody what goes on, and where."""
    first, second = "推进产业工人队伍建设改革，完善技能形成体系，培养高技能人才。", "繁荣首都职工文化，办好职工艺术节。"
    between = "加快数字工会建设，打通服务职工的最后一公里。"
    old, new = (f"报告\n一、工作\n{text}\n" for text in (first + second, f"{first}\n{between}\n{second}"))
    found = compare(*(read_report(text.encode(), "甲.txt") for text in (old, new)))

    assert any(row.kind == "continued" for row in page(found).rows)
    assert "此处的新段落已在前面一并对照</a>" in export(found, "html", "zh").decode()
    assert "the new paragraph of this place is compared further up</a>" in export(found, "html", "en").decode()
