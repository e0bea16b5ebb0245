"""Of a saved page the report is text and the rest furniture, however the page is built; no word of it is lost."""

from __future__ import annotations

import re
from html import escape

import pytest
from selectolax.lexbor import LexborHTMLParser

from compare.outline import outline
from compare.reading import read
from compare.reading.furniture import is_furniture
from tests.saved_pages import AROUND, LONG, SHORT, Text, page

_EVERY = [(name, text) for name in AROUND for text in (LONG, SHORT)]
_IDS = [f"{name} {'long' if text is LONG else 'short'}" for name, text in _EVERY]


def _lines(html: str) -> list[tuple[str, str | None]]:
    return [(line.text, line.style) for line in read(html.encode(), "a.html").lines]


@pytest.mark.parametrize(("name", "text"), _EVERY, ids=_IDS)
def test_the_report_is_found_on_its_page(name: str, text: Text) -> None:
    """Title, subtitle, byline and every paragraph are text; what is text besides is furniture by its own words."""
    lines = read(page(name, text), "页面.html").lines

    kept = [line.text.strip() for line in lines if line.style != "furniture" and not is_furniture(line.text)]

    assert kept == text.lines


@pytest.mark.parametrize(("name", "text"), _EVERY, ids=_IDS)
def test_what_stands_around_is_kept_as_furniture(name: str, text: Text) -> None:
    """Menus, links, stamps and feet have their lines."""
    lines = read(page(name, text), "页面.html").lines

    around = "\n".join(line.text for line in lines if line.style == "furniture" or is_furniture(line.text))

    assert [words for words in AROUND[name] if words not in around] == []


@pytest.mark.parametrize(("name", "text"), _EVERY, ids=_IDS)
def test_no_word_that_is_seen_is_lost(name: str, text: Text) -> None:
    """Every visible character of the page is in its lines, in order."""
    body = LexborHTMLParser(re.sub(rb"<(title|script|a name=\"oben\")/>|<script src=.*?/>", b"", page(name, text))
                            .decode("gbk" if name in ("tables", "people") else "utf-8")).body  # fmt: skip
    assert body is not None
    for hidden in body.css("script, noscript, iframe, #js_pc_qr_code"):
        hidden.decompose()

    seen = "".join(line.text for line in read(page(name, text), "页面.html").lines)

    assert "".join(seen.split()) == "".join(body.text().split())


@pytest.mark.parametrize("name", AROUND)
def test_a_page_reads_as_its_text(name: str) -> None:
    """Blocks, levels and roles are those of the same report as plain text."""
    plain, saved = (
        [(block.kind, block.level, block.role, block.text) for block in outline(read(data, file)).blocks
         if block.kind != "furniture"]
        for data, file in (("\n".join(LONG.lines).encode(), "a.txt"), (page(name, LONG), "a.html"))
    )  # fmt: skip

    assert saved == plain


def test_text_after_links_late_in_the_report_is_text() -> None:
    """A wiki adds [编辑] to every heading: the paragraphs under the last one are not the page's end."""
    goals = "我们要加快发展，办好民生实事，改善人民生活，推动经济社会发展"
    paragraphs = [f"<p>{year}年，{goals}。</p>" for year in range(2000, 2040)]
    edit = '<h2>三、结语<span class="mw-editsection">[<a href="x">编辑</a>]</span></h2>'
    page = "<html><h1>某省政府工作报告</h1>" + "".join([*paragraphs[:37], edit, *paragraphs[37:]]) + "</html>"

    kinds = [block.kind for block in outline(read(page.encode(), "a.html")).blocks]

    assert kinds[-5:] == ["heading", "furniture", "paragraph", "paragraph", "paragraph"]


def test_a_hidden_text_is_noted() -> None:
    """A public account shows its text by a script; that it was read all the same is said."""
    document = read(page("wechat", LONG), "a.html")

    assert document.notes == (
        (
            "网页把正文设为不显示（由脚本显示），已当作显示读入。",
            "The page hides its text until a script shows it; it was read as shown.",
        ),
    )


def test_small_hidden_things_stay_hidden() -> None:
    """A menu that waits for a click is not seen."""
    text = "<html><p>各位代表：</p><p>我们要加快发展，办好民生实事。</p><div style='display:none'>省略</div></html>"

    assert _lines(text) == [("各位代表：", None), ("我们要加快发展，办好民生实事。", None)]


def test_a_page_without_a_main_part_is_all_text() -> None:
    """Where no element holds nearly all of the prose, or there is little, links stay text."""
    link = '<p><a href="x">链接</a></p>'
    half = "<div><p>" + "我们要加快发展，办好民生实事，" * 5 + f"</p>{link}</div>"

    assert [style for _, style in _lines(f"<html>{half}{half}</html>")] == [None] * 4
    assert [style for _, style in _lines(f"<html><p>各位代表：</p>{link}{link}</html>")] == [None] * 3


def test_a_sentence_beside_the_main_part_stays_text() -> None:
    """A second element that holds some of the report is not hidden; one that is called an aside is furniture."""
    prose = "<p>" + "我们要加快发展，办好民生实事，" * 4 + "</p>"
    beside = f"<div class=x>{prose}<a href=a>甲</a></div><div class=hot>{prose}</div>"

    styles = [style for _, style in _lines(f"<html><body><div>{prose * 20}</div>{beside}</body></html>")]

    assert styles == [None] * 21 + ["furniture"] * 2


def test_files_to_be_had_are_text() -> None:
    """One link in the report, to a file, is no list of links."""
    text = "<html><div>" + "<p>我们要加快发展，办好民生实事，改善人民生活，增进社会和谐稳定。</p>" * 9
    text += '<p>附表：<a href="a.docx">主要指标</a></p><p><a href="b">上页</a> <a href="c">下页</a></p></div></html>'

    assert _lines(text)[-2:] == [("附表：主要指标", None), ("上页 下页", "furniture")]


def test_a_page_saved_with_its_address_on_top() -> None:
    """Programs write a comment before the page, and styles of their own longer than what is searched for tags."""
    text = "<!--http://a/1.html-->\n<html><head><style>" + "a{}" * 30_000 + "</style></head><p>各位代表：</p></html>"

    assert _lines(text) == [("各位代表：", None)]


def test_a_row_that_lays_out_the_page() -> None:
    """A cell of many lines is no value, however few elements it has."""
    text = "<table><tr><td>目录</td><td>" + "我们要加快发展。<br>" * 9 + "</td></tr></table>"

    assert _lines(text) == [("目录", None)] + [("我们要加快发展。", None)] * 9


def test_headers_of_a_page_saved_by_libreoffice() -> None:
    """It writes what stands on each page once, before and after the text."""
    text = '<html><div title="header"><p>内部</p></div><p>各位代表：</p><div title="footer"><p>4</p></div></html>'

    assert _lines(text) == [("内部", "furniture"), ("各位代表：", None), ("4", "furniture")]


def test_nothing_is_fetched() -> None:
    """Frames, redirections and bases name other files; none of them is text."""
    text = '<html><head><meta http-equiv=refresh content="0;url=http://127.0.0.1:9/x"><base href="http://127.0.0.1:9/">'
    text += (
        '</head><p>各位代表：</p><iframe src="http://127.0.0.1:9/y">框</iframe><img src="http://127.0.0.1:9/z"></html>'
    )

    assert _lines(text) == [("各位代表：", None)]


# ── how sites keep their text ─────────────────────────────────────────────────────────────────

_PROSE = (
    "过去一年，全市新建改扩建学校三十所，新增学位两万个，群众反映强烈的入学难题明显缓解，家门口的好学校更多了。",
    "深化重点领域改革，各项惠企政策全面落实，市场主体净增八万户，营商环境在全省评价中连续三年位居前列。",
    "坚持绿水青山就是金山银山，空气质量优良天数达到三百天，主要河流断面水质全部达标，城乡面貌焕然一新。",
)
_KEPT = "<p>各位代表：</p>" + "".join(f"<p>{text}</p>" for text in _PROSE)


def _site(body: str) -> str:
    return f"<!doctype html><title>某市报告</title><h1>某市报告</h1><div class=nav><a href=/>首页</a></div>{body}"


@pytest.mark.parametrize(
    "store",
    [
        f'<textarea style="display:none">{escape(_KEPT)}</textarea>',
        f"<textarea>{_KEPT}</textarea>",
        f'<div style="display:none"><textarea>{_KEPT}</textarea></div>',
        f'<script type="text/template">{_KEPT}</script>',
        f"<template>{_KEPT}</template>",
        f"<noscript>{_KEPT}</noscript>",
        f'<iframe srcdoc="{escape(_KEPT)}"></iframe>',
    ],
    ids=["textarea", "textarea as it is", "in a hidden box", "script", "template", "noscript", "srcdoc"],
)
def test_a_text_that_only_a_script_shows(store: str) -> None:
    """It is taken from where the page keeps it, and said, where the page shows nothing like it."""
    document = read(_site(f"{store}<div id=show></div>").encode(), "a.html")

    assert [line.text for line in document.lines][-4:] == ["各位代表：", *_PROSE]
    assert [note[0] for note in document.notes] == ["网页把正文存放在不显示的元素里（由脚本显示），已取出读入。"]


def test_what_a_page_stores_beside_its_text_is_left() -> None:
    """Where the text is seen, what scripts, forms and frames hold is not part of it; a script in use is none."""
    shown = _site(f"<div>{_KEPT}</div><textarea>请在此留言，留言经审核后公开，请勿填写个人隐私。</textarea>")
    script = _site(f"<p>{_PROSE[0]}</p><script>var text = '{_KEPT}';</script>")

    assert [text for text, _ in _lines(shown)][-4:] == ["各位代表：", *_PROSE]
    assert [text for text, _ in _lines(script)][-1] == _PROSE[0]


@pytest.mark.parametrize("style", ["white-space: pre-wrap", "white-space:pre-line", ""])
def test_line_breaks_of_the_source_that_are_seen(style: str) -> None:
    """A style may say that they are; a break before an indent is one whatever a style sheet elsewhere says."""
    text = "\n".join(("各位代表：", *(f"\u3000\u3000{each}" for each in _PROSE)))

    assert [each.strip() for each, _ in _lines(_site(f'<div style="{style}">{text}</div>'))][-4:] == [
        "各位代表：", *_PROSE,
    ]  # fmt: skip


def test_line_breaks_of_the_source_that_are_not_seen() -> None:
    """Where lines are broken between wide characters that is not even white space; one break alone stands for a blank,
    as LibreOffice writes it.  A paragraph may take back what its box shows."""
    text = "\n        ".join(_PROSE[0][at : at + 12] for at in range(0, len(_PROSE[0]), 12))

    for box in ("<div>", '<div style="white-space:pre"><p style="white-space: normal">'):
        assert _lines(_site(f"{box}{text}"))[-1][0] == _PROSE[0]
    assert _lines(_site(f"<p>省长\n某某某</p>{_KEPT}"))[2][0] == "省长 某某某"


def test_elements_that_a_style_makes_blocks() -> None:
    """A span shown as a block is a line; settings of Word that a page carries are nothing."""
    word = "<xml><w:WordDocument><w:View>Normal</w:View><w:Zoom>0</w:Zoom></w:WordDocument></xml>"
    body = word + "".join(f'<span style="display: block">{text}</span>' for text in _PROSE)

    assert [text for text, _ in _lines(_site(body))][-3:] == list(_PROSE)
    assert "Normal" not in str(_lines(_site(body)))


def test_rows_that_hold_one_value() -> None:
    """Beside an empty cell a text is a paragraph, as in pages laid out by tables; under a cell that reaches down it is
    a value of that row."""
    spaced = "".join(f"<tr><td>&nbsp;</td><td>{text}</td></tr>" for text in _PROSE)
    spanned = "<tr><td rowspan=3>就业<td>新增就业</tr><tr><td>失业率</tr><tr><td>技能培训</tr><tr><td>另行</tr>"

    assert _lines(f"<!doctype html><table>{spaced}</table>") == [(text, None) for text in _PROSE]
    assert _lines(f"<!doctype html><table>{spanned}</table>") == [
        ("就业\t新增就业", "table"), ("失业率", "table"), ("技能培训", "table"), ("另行", None),
    ]  # fmt: skip


def test_short_lines_that_a_script_shows() -> None:
    """Where nothing on the page is long, all of it is read as shown, and that is said."""
    hidden = "<div id='js_content' style='visibility: hidden'><p>新建服务站三百个。</p><p>发展会员五万人。</p></div>"
    document = read(f"<html><h1>工作报告</h1>{hidden}<p>阅读原文</p></html>".encode(), "a.html")

    assert [line.text for line in document.lines] == ["工作报告", "新建服务站三百个。", "发展会员五万人。", "阅读原文"]
    assert [note[0] for note in document.notes] == ["网页把正文设为不显示（由脚本显示），已当作显示读入。"]


def test_a_heading_that_a_break_parts() -> None:
    """<br> in a numbered heading leaves it one; a title and its subtitle stay two lines."""
    text = "<html><h1>工作报告<br>——在大会上</h1><h2>一、过去五年<br>工作回顾</h2><p>新建服务站三百个。</p></html>"

    assert _lines(text) == [
        ("工作报告", "heading1"), ("——在大会上", "heading1"), ("一、过去五年", "heading2"), ("工作回顾", "continues"),
        ("新建服务站三百个。", None),
    ]  # fmt: skip


def test_sentences_that_are_links() -> None:
    """A page may link each of its tasks to more about it; headlines beside the text are furniture all the same."""
    tasks = [f"推进第{at}项重点任务，完善制度机制，加强督促检查，确保年底前全面落实到位。" for at in "一二三"]
    prose = "<p>我们要加快发展，办好民生实事，改善人民生活，推动经济社会发展，增进社会和谐。</p>" * 4
    linked = "".join(f"<li><a href='{task}'>{task}</a></li>" for task in tasks)
    news = "<ul><li><a href='a'>某市召开动员大会</a></li><li><a href='b'>某县抓好春耕生产</a></li></ul>"

    lines = _lines(f"<html><div>{prose}<ul>{linked}</ul>{news}<p>各位代表，让我们共同努力。</p></div></html>")

    assert [text for text, style in lines if style is None][4:] == [*tasks, "各位代表，让我们共同努力。"]
    assert [text for text, style in lines if style == "furniture"] == ["某市召开动员大会", "某县抓好春耕生产"]


def test_text_that_a_page_does_not_show_is_counted() -> None:
    """Less than what it shows, it may be another page's; a copy of what is read is not missed."""
    prose = [
        f"<p>{year}年，我们加快发展，办好民生实事，改善人民生活，推动经济社会发展。</p>" for year in range(2010, 2020)
    ]
    hidden = f"<div style='display:none'>{''.join(prose[6:])}</div>"
    copy = f"<div style='display:none'>{''.join(prose[:4])}</div>"

    document = read(f"<html><div>{''.join(prose[:6])}</div>{hidden}{copy}</html>".encode(), "a.html")

    assert len(document.lines) == 6
    assert [note[0] for note in document.notes] == ["网页里有约 144 字不显示的文字没有读入。"]
