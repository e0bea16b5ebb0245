"""Each text format becomes the lines a reader sees, with the styles it gives them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from compare.comparison import read_report
from compare.config import ReadingSettings
from compare.errors import UnreadableSource
from compare.model import Choice, Document, Line
from compare.reading import read
from compare.reading.filenames import base_name
from tests.docx_files import docx, p
from tests.support import ROOT, SEED, SHARED, needs_shared


def _lines(document: Document) -> list[tuple[str, str | None]]:
    return [(line.text, line.style) for line in document.lines]


def _numbered(document: Document) -> list[tuple[int, str, str | None]]:
    return [(line.number, line.text, line.style) for line in document.lines if line.text]


def _read(text: str, name: str) -> Document:
    return read(text.encode("utf-8"), name)


def test_text_lines_keep_their_numbers() -> None:
    """Every sort of line break counts; empty lines keep the place of the others."""
    document = _read("政府工作报告\r\n\n各位代表：\r现在\f我代表\n", "dir/报告.txt")

    assert [(line.number, line.text) for line in document.lines] == [
        (1, "政府工作报告"), (2, ""), (3, "各位代表："), (4, "现在"), (5, "我代表"),
    ]  # fmt: skip
    assert (document.source.name, document.source.format, document.source.encoding) == ("报告.txt", "txt", "utf-8")


def test_escapes_marks_and_controls() -> None:
    """gbk_txt/2015_ljtyduyu writes no-break spaces as <U+00A0>; what cannot be shown is replaced and noted."""
    document = _read("\ufeff<U+00A0>各位代表：<U+200D>\n工作\x07报告\ufdd0", "a.txt")

    assert _lines(document) == [(" 各位代表：", None), ("工作\ufffd报告\ufffd", None)]
    assert [note[1] for note in document.notes] == [
        "Escapes <U+…> turned back into characters: 2.",
        "Invisible characters left out: 1.",
        "Characters that cannot be shown, replaced by \ufffd: 2.",
    ]


def test_one_cell_with_the_whole_report() -> None:
    """As in formats/csv: the long cell gives the lines, the other cells are furniture."""
    body = "下载\n各位代表：\n" + "我们要加快发展。\n" * 200
    document = _read(f'province,full_text,year\n北京市,"{body}",2026\n', "a.csv")

    assert _lines(document)[:4] == [
        ("province\tfull_text\tyear", "furniture"),
        ("北京市\t2026", "furniture"),
        ("下载", None),
        ("各位代表：", None),
    ]
    assert len(document.lines) == 2 + 202


def test_rows_are_lines() -> None:
    """A table without a long cell is read by rows."""
    assert _lines(_read('指标,"2025,\n年"\n就业,"1,000"\n', "a.csv")) == [
        ("指标\t2025, 年", None),
        ("就业\t1,000", None),
    ]


def test_one_column_with_the_text() -> None:
    """Found by its name, or as by far the longest; what stands beside is furniture."""
    long = "我们要加快发展，" * 6
    named = "序号,正文\n1,各位代表：\n2,现在，我报告工作。\n"
    unnamed = f"1,回顾,{long}\n2,,{long}\n3,任务,{long}\n"
    figures = "项目,内容\n就业人数增长,1\n居民收入增长,2\n"

    assert _lines(_read(named, "a.csv")) == [
        ("序号\t1\t2", "furniture"), ("正文", "furniture"), ("各位代表：", None), ("现在，我报告工作。", None),
    ]  # fmt: skip
    assert _lines(_read(unnamed, "a.csv"))[:3] == [
        ("1\t2\t3", "furniture"), ("回顾\t\t任务", "furniture"), (long, None),
    ]  # fmt: skip
    assert _lines(_read(figures, "a.csv"))[1] == ("就业人数增长\t1", None)


def test_the_same_report_in_a_column() -> None:
    """A table of numbered paragraphs has the blocks of the text."""
    text = (ROOT / "corpus" / "2024-demo.txt").read_text(encoding="utf-8-sig")
    out = io.StringIO()
    csv.writer(out).writerows([["序号", "正文"], *enumerate(text.splitlines(), 1)])
    plain, found = read_report(text.encode(), "a.txt"), read_report(out.getvalue().encode(), "a.csv")

    blocks = [(block.kind, block.level, block.text) for block in found.blocks if block.kind != "furniture"]
    assert blocks == [(block.kind, block.level, block.text) for block in plain.blocks]


def test_two_reports_in_a_table_are_refused() -> None:
    """Which of two reports was meant cannot be known."""
    body = "各位代表：\n" + "我们要加快发展。\n" * 200
    with pytest.raises(UnreadableSource, match=r"holds 2 reports \(rows 1, 2 …\)"):
        _read(f'北京,"{body}"\n上海,"{body}"\n', "a.csv")


def test_markdown() -> None:
    """Markup is gone, headings have their style, list numbers and the numbers of the source's lines stay."""
    text = "# 政府*工作*报告\n\n## 一、**过去**回顾\n各位代表：\n现在[我](http://x)代表\n\n3. 就业\n\n- 教育\n"
    text += "\n| 指标 | 2025 |\n|--|--|\n|就业|1|\n"

    assert _numbered(_read(text, "a.md")) == [
        (1, "政府工作报告", "heading1"), (3, "一、过去回顾", "heading2"), (4, "各位代表：", None),
        (5, "现在我代表", None), (7, "3. 就业", None), (9, "教育", None), (11, "指标\t2025", "table"),
        (13, "就业\t1", "table"),
    ]  # fmt: skip


def test_what_markdown_does_not_show() -> None:
    """Comments and tags are gone, what a site generator writes on top is furniture, a <br> makes a line."""
    text = "---\ntitle: 报告\n---\n政府<br>工作报告\n\n<!-- 待\n\n核 -->\n<p>各<b>位</b></p>\n\n现<!-- 甲 -->在\n"

    assert _numbered(_read(text, "a.md")) == [
        (1, "---", "furniture"), (2, "title: 报告", "furniture"), (3, "---", "furniture"),
        (4, "政府", None), (5, "工作报告", None), (9, "各位", None), (11, "现在", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "[1]: 数据为初步统计数\n",  # the form of a link definition
        "各位<!-- 没有关闭的注释\n\n代表\n",
        "<!-- 没有关闭的注释\n\n各位代表\n",
        "```说明\n各位代表\n",
        "> " * 80 + "各位代表\n",
        "\n".join(" " * 2 * depth + "- 各位代表" for depth in range(80)),
    ],
    ids=["definition", "comment in a line", "comment", "fence", "quotations", "lists"],
)
def test_markdown_loses_no_word(text: str) -> None:
    """What the parser would drop, as nobody's link or nested too deep, is there."""
    read_back = "".join(line.text for line in _read(text, "a.md").lines)

    assert [c for c in read_back if "\u4e00" <= c <= "\u9fff"] == [c for c in text if "\u4e00" <= c <= "\u9fff"]


def test_long_markdown_is_read_as_text() -> None:
    """Beyond the limit the markup stays, and the reader is told."""
    document = read("# 报告\n".encode(), "a.md", replace(ReadingSettings(), max_markdown=3))

    assert (_lines(document), len(document.notes)) == ([("# 报告", None)], 1)


def test_markdown_with_tags_is_markdown() -> None:
    """Some tags do not make a page of it."""
    assert _read("# 报告\n\n各位<br>代表" + "<br>一" * 9, "a.md").lines[0] == Line(1, "报告", style="heading1")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_text_is_no_page(encoding: str) -> None:
    """The bytes of the seed in UTF-16 hold what looks like tags; its 54 lines are read."""
    seed = SEED.read_text(encoding="utf-8-sig")
    page = "<!doctype html><p>各位代表：</p>"

    wide, form = read(seed.encode(encoding), "a.txt"), read(page.encode(encoding), "a.html").source.format

    assert ([line.text for line in wide.lines], form) == (seed.splitlines(), "html")


def test_html() -> None:
    """What is seen is read, by blocks, breaks and rows; what surrounds the text is furniture."""
    text = """<!doctype html><head><title>标题</title></head><body><nav>首页 &gt; 要闻</nav><h1>政府<b>工作</b>报告</h1>
    <article><header><h2>一、回顾</h2></header><p>各位代表：<br>现在，我<span>代表
    政府</span><script>x</script><!-- 无 --><p hidden>不见<p style="display: none">不见</p>
    <table><tr><td>指标<th>2025</tr><tr><td><p>就业</p><td></tr></table></article><footer>版权所有</footer>"""

    assert _lines(_read(text, "a.html")) == [
        ("首页 > 要闻", "furniture"), ("政府工作报告", "heading1"), ("一、回顾", "heading2"), ("各位代表：", None),
        ("现在，我代表 政府", None), ("指标\t2025", "table"), ("就业\t", "table"), ("版权所有", "furniture"),
    ]  # fmt: skip


def test_a_page_laid_out_by_a_table() -> None:
    """Paragraphs in the cells of a large row are lines, not one line."""
    text = "<table><tr><td>目录</td><td>" + "<p>我们要加快发展。</p>" * 100 + "</td></tr></table>"

    assert _lines(_read(text, "a.htm")) == [("目录", None)] + [("我们要加快发展。", None)] * 100


def test_declared_gbk_page() -> None:
    """A page in GBK is read in GBK."""
    page = '<html><head><meta charset="gb2312"></head><body><p>各位代表：</p></body></html>'.encode("gbk")

    assert read(page, "a.html").lines[0].text == "各位代表："


@pytest.mark.parametrize(
    ("text", "name", "form"),
    [
        ("<html><body><p>各位代表：</p></body></html>", "a.txt", "html"),
        ("各位代表：", "a.docx", "txt"),
        ("各位代表：", "a.html", "txt"),
    ],
)
def test_names_that_lie_are_noted(text: str, name: str, form: str) -> None:
    """The content decides, and the reader is told."""
    document = _read(text, name)

    assert document.source.format == form
    assert document.notes == (
        (
            f"文件名以 .{name[2:]} 结尾，按内容读作 {form}。",
            f"The name ends in .{name[2:]}; by its content it was read as {form}.",
        ),
    )


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("../../etc/报告.txt", "报告.txt"),
        ("C:\\x\\a.txt", "a.txt"),
        ("a\r\nb\x1b[31m\u202e.txt", "ab[31m.txt"),
        ("", "未命名"),
        ("x/", "未命名"),
    ],
)
def test_base_names(name: str, base: str) -> None:
    """Names lose their folders and what is not seen."""
    assert base_name(name) == base


@needs_shared
def test_every_raw_text_is_read() -> None:
    """All texts and tables of the collection are read, and none loses a character of its own."""
    paths = sorted((SHARED / "reports" / "raw").rglob("*.txt")) + sorted((SHARED / "reports" / "raw").rglob("*.csv"))
    unread = [path.name for path in paths if not any(line.text for line in read(path.read_bytes(), path.name).lines)]

    assert (len(paths) > 200, unread) == (True, [])


def test_a_reading_says_what_it_took_and_why() -> None:
    """Format and encoding are named with their evidence."""
    read_as = _read("<html><p>各位代表：</p></html>", "报告.txt").source.told

    assert read_as is not None
    assert read_as[0] == "读作 html：内容是带标签的网页；文字编码 utf-8：全文合乎 UTF-8。"
    assert read(docx(p("各位代表：")), "报告.docx").source.told == (
        "读作 docx：压缩包里有 Word 正文。",
        "Read as docx: the text of a Word document is inside.",
    )


def test_a_person_overrules_the_format_of_a_text() -> None:
    """Text may be said to be another sort of text; what is no text may not."""
    page = "<html><p>各位代表：</p></html>".encode()

    assert read(page, "a.txt", choice=Choice(format="txt")).lines[0].text == "<html><p>各位代表：</p></html>"
    with pytest.raises(UnreadableSource, match="cannot be read as docx"):
        read(page, "a.txt", choice=Choice(format="docx"))
    with pytest.raises(UnreadableSource, match="is not known"):
        read(page, "a.txt", choice=Choice(encoding="utf-7"))


@pytest.mark.parametrize("suffix", ["txt", "md", "csv", "html", "docx"])
def test_radicals_that_stand_for_ideographs(suffix: str) -> None:
    """Copied from a pdf, 工 may be the radical that looks like it; every format reads what was meant, and says so."""
    text = "\u2f00、\u2f2f作回顾，\u2ed3期\ufb01nance"
    data = docx(p(text)) if suffix == "docx" else f"<!doctype html><p>{text}" if suffix == "html" else text
    document = read(data if isinstance(data, bytes) else data.encode(), f"a.{suffix}")

    assert [line.text for line in document.lines] == ["一、工作回顾，长期finance"]
    assert document.notes[-1][0] == "有 4 个部首或兼容字形换成了通用汉字。"


def test_footnotes_of_markdown() -> None:
    """The text is read without their marks and they are notes; a bracket that no footnote explains is text."""
    text = "# 报告\n\n各位代表：增长5%[^1]，见[^2]。\n\n[^1]: 初步**统计**数。\n"

    assert [line for line in _lines(_read(text, "a.md")) if line[0]] == [
        ("报告", "heading1"), ("各位代表：增长5%，见[^2]。", None), ("初步统计数。", "note"),
    ]  # fmt: skip


_ROWS = (
    ("标题", "序号", "报告内容"),
    ("一、工作回顾", "1", "全市新建改扩建学校三十所，新增学位两万个，入学难题明显缓解，群众更加满意。"),
    ("一、工作回顾", "2", "各项惠企政策全面落实，市场主体净增八万户，营商环境在全省位居前列，活力更足。"),
    ("二、主要任务", "3", "空气质量优良天数达到三百天，主要河流断面水质全部达标，城乡面貌焕然一新。"),
)


@pytest.mark.parametrize(("mark", "name"), [(",", "a.csv"), (";", "a.csv"), ("\t", "a.csv"), ("\t", "a.tsv")])
@pytest.mark.parametrize("opening", ["", "sep={}\r\n"])
def test_tables_with_a_column_of_headings(mark: str, name: str, opening: str) -> None:
    """Each heading stands before its text, once; whatever parts the cells, and whether or not the file says so."""
    out = io.StringIO()
    csv.writer(out, delimiter=mark).writerows(_ROWS)
    said = opening.format(mark)

    document = read((said + out.getvalue()).encode(), name)

    assert [(line.text, line.style) for line in document.lines] == [
        *([(said.strip(), "furniture")] if said else []),
        ("序号\t1\t2\t3", "furniture"), ("标题", "furniture"), ("报告内容", "furniture"),
        ("一、工作回顾", None), (_ROWS[1][2], None), (_ROWS[2][2], None), ("二、主要任务", None), (_ROWS[3][2], None),
    ]  # fmt: skip
    assert document.notes == ()


def test_the_names_of_columns_without_one_for_the_text() -> None:
    """Where a column of numbers opens with a word the first row is names, whatever the text is called."""
    rows = [("id", "body of it"), *((str(at), row[2]) for at, row in enumerate(_ROWS[1:]))]
    text = "\n".join(",".join(row) for row in rows)

    assert [line for line in _lines(_read(text, "a.csv")) if line[1]] == [
        ("id\t0\t1\t2", "furniture"), ("body of it", "furniture"),
    ]  # fmt: skip


def test_cells_beyond_the_head_of_a_table() -> None:
    """Markdown leaves out what has no column; a report has it."""
    text = "指标|值\n-|-\n会员|72|比上年\\|多\n\n> | 甲 | 乙 |\n> |---|---|\n> | 1 | 2 | 3 |\n"

    assert [line.text for line in read(text.encode(), "报告.md").lines if line.text] == [
        "指标\t值", "会员\t72\t比上年\\|多", "甲\t乙", "1\t2\t3"
    ]  # fmt: skip
