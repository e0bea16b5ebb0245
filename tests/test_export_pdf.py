"""The PDF, opened again by another library: all of the comparison is in it, in typefaces of its own, with bookmarks."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest

from compare import paths, typesetting
from compare.cli import main
from compare.comparison import compare, read_report
from compare.config import TypesettingSettings
from compare.errors import DuizhaoError, Language, TooLarge
from compare.export import export
from compare.export.pdf import write
from compare.ledger import ledger, with_ledger
from compare.ledger_table import progress
from compare.model import Comparison
from compare.reviews import review, with_reviews
from compare.terminal import write_output
from compare.typesetting import STAND_IN, NoTypesetter
from compare.view import page as seen
from tests import hostile
from tests.support import ROOT
from tests.test_ledger import pair, waived
from tests.typesetter import HERE, bookmarks, needs_typeface, pages, stands_in, text, typefaces, widest

from .builders import compared, report, sample
from .test_export_formats import finished

FILES = (paths.baseline(), paths.bundled("corpus") / paths.DRAFT)


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    """The baseline beside the demonstration draft."""
    return compare(*(read_report(path.read_bytes(), path.name) for path in FILES))


@pytest.fixture(scope="module")
def made(comparison: Comparison) -> bytes:
    """Its PDF."""
    return export(comparison, "pdf")


def together(words: str) -> str:
    """Return words without white space."""
    return "".join(words.split())


# ── what is in it ─────────────────────────────────────────────────────────────────────────────


@needs_typeface
def test_every_change_is_in_it(comparison: Comparison, made: bytes) -> None:
    """What each entry of the list says can be found and selected, and so can every paragraph of both reports."""
    words = text(made)
    lost = [item.entry.brief for item in seen(comparison).items if together(item.entry.brief) not in words]

    assert lost == []
    assert comparison.changes


@needs_typeface
def test_both_texts_stand_in_it_whole(comparison: Comparison, made: bytes) -> None:
    """Side by side, the letters of every paragraph are there in their order; between them signs and heads of pages."""
    beside = text(made).rpartition("改动清单")[2]

    for each in (*comparison.old.blocks, *comparison.new.blocks):
        assert stands_in(each.text, beside), each.text
    assert not stands_in(comparison.new.blocks[-1].text[::-1], beside)


@needs_typeface
@pytest.mark.parametrize("language", ["zh", "en"])
def test_bookmarks_lead_to_title_parts_and_sections(comparison: Comparison, language: Language) -> None:
    """The title holds the parts, side by side holds the sections, each on the page where it stands."""
    made = export(comparison, "pdf", language)
    found, shown = bookmarks(made), [together(page) for page in pages(made)]
    names = [title for level, title, _ in found if level == 1]

    assert found[0][0] == 0
    assert names == {
        "zh": ["变化摘要", "目标", "兑现：上届目标，本届结果", "成果数据", "提法", "改动清单", "左右对照"],
        "en": [
            "Summary of changes", "Targets", "Fulfilment: targets of the old report, results of the new", "Results",
            "Set phrases", "Ranked changes", "Side by side",
        ],
    }[language]  # fmt: skip
    assert [title for level, title, _ in found if level == 2][:2] == [
        "一、过去五年工作回顾",
        "二、首都工会工作面临的形势",
    ]
    assert all(together(title.lstrip("－")) in shown[at] for level, title, at in found if level == 1)
    assert [at for _, _, at in found] == sorted(at for _, _, at in found)


@needs_typeface
def test_every_typeface_is_in_the_file_and_two_are_chinese(made: bytes) -> None:
    """Text and heads in typefaces that came along, so that it looks the same where there are none."""
    found = typefaces(made)

    assert {each.embedded for each in found} == {True}
    for wanted in (typesetting.SERIF, typesetting.SANS):
        (chosen, *_) = [name.replace(" ", "") for name in wanted if name in HERE]
        assert any(each.name.replace("-", "").startswith(chosen[:-2]) for each in found), found


@needs_typeface
@pytest.mark.parametrize("language", ["zh", "en"])
def test_tags_tell_what_is_what(comparison: Comparison, language: Language) -> None:
    """Headings of parts and of both reports, tables with heads, links, what is struck or underlined, the language."""
    root = pypdf.PdfReader(io.BytesIO(export(comparison, "pdf", language))).trailer["/Root"]
    found = list(tags(root["/StructTreeRoot"]["/K"]))
    kinds = Counter(kind for kind, _, _ in found)
    headings = [title for kind, title, _ in found if kind in ("/H3", "/H4")]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == {"zh": "zh-CN", "en": "en"}[language]
    assert (kinds["/Document"], kinds["/H1"], kinds["/H2"]) == (1, 1, 7)
    assert kinds["/Table"] == kinds["/THead"] == 5
    assert kinds["/Link"] > len(comparison.changes)
    assert {"/LineThrough", "/Underline"} <= {line for _, _, line in found}
    assert {"1、 过去五年工作回顾", "一、过去五年工作回顾"} <= set(headings), "of the old report and of the new"


def tags(value: Any) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield what is said of each part of a tagged file: what it is, a heading's words, the line through or below it."""
    value = value.get_object() if hasattr(value, "get_object") else value
    for each in value if isinstance(value, list) else ():
        yield from tags(each)
    if isinstance(value, dict):
        said = value.get("/A", [])
        said = [each.get_object() for each in (said if isinstance(said, list) else [said])]
        if "/S" in value:
            line = next((each["/TextDecorationType"] for each in said if "/TextDecorationType" in each), None)
            yield value["/S"], value.get("/T"), line
        yield from tags(value.get("/K", []))


@needs_typeface
def test_pages_have_numbers_and_a_running_head(comparison: Comparison, made: bytes) -> None:
    """The number below, of all pages; from the second on what is compared, and the part; names over both columns."""
    shown = [together(page) for page in pages(made)]

    for number, each in enumerate(shown, 1):
        assert f"{number}/{len(shown)}" in each
        assert ("报告对照：" in each) == (number > 1)
    assert "旧报告坚持首善标准" in shown[-1]
    assert "左右对照" in shown[-1]


@needs_typeface
def test_it_says_nothing_of_machine_or_time(comparison: Comparison, made: bytes) -> None:
    """A title and what made it; a date that is the same for all; the same bytes for the same comparison."""
    with pypdfium2.PdfDocument(made) as document:
        said = document.get_metadata_dict(skip_empty=True)

    assert said.pop("Title").endswith("对照摘要")
    assert said.pop("Creator").startswith("Typst")
    assert said == {"CreationDate": "D:20000101000000Z", "ModDate": "D:20000101000000Z"}
    assert str(ROOT).encode() not in made
    assert export(comparison, "pdf") == made


@needs_typeface
def test_what_people_said_is_in_it() -> None:
    """The ledger has a table of its own, with the sentence on how much is settled; a review stands by its change."""
    bare = pair()
    said = with_reviews(
        with_ledger(bare, [waived(bare, "已并入规划")]), [review(bare, bare.changes[0].id, "agreed", "已核对")]
    )
    words = text(export(said, "pdf"))

    assert "任务台账：人工登记" in words
    assert together(progress(ledger(said), "zh")) in words
    assert "已并入规划" in words
    assert "同意：已核对" in words


@needs_typeface
def test_a_small_comparison_with_changes_of_every_class() -> None:
    """Signs stand beside what changed: what only one report has in brackets, a figure that rose with its sign."""
    words = text(export(finished(sample()), "pdf"))

    assert "⟦－办好工人报社。⟧" in words
    assert "⟦＋锻造工会干部队伍。⟧" in words
    assert "80万人▲" in words
    assert "70万人▲" not in words
    assert "新报告没有对应段落" in words


# ── whatever a report holds ───────────────────────────────────────────────────────────────────


@needs_typeface
def test_what_no_typeface_has_is_named_and_never_a_box() -> None:
    """A character that is no character in any typeface stands as 〓, and its number below the text."""
    made = export(finished(compared(report("甲\u0378乙。"), report("甲\u0378丙。"), [(0, 0)])), "pdf")

    assert f"甲{STAND_IN}乙" in text(made)
    assert "本机字体没有以下字符，文中以〓代替：U+0378" in text(made)
    assert "\u0378" not in text(made)


@needs_typeface
def test_hostile_text_is_set_as_text() -> None:
    """Markup of any kind, words of 10,000 characters, marks that turn the direction: all are shown, nothing is run."""
    old, new = (read_report(hostile.report(*each).encode("utf-8-sig"), "a.txt") for each in ((2019, 30), (2024, 41)))
    typst = report('甲#eval("1+1") $x$ *粗* @引 <标> `码` = 题 // 注 \\u{41} #import "@preview/a:1.0.0"')
    made = export(compare(old, new), "pdf")
    words = text(made)

    assert widest(made) < 0.95
    assert words.count("Wort" * 5) > 800
    assert "<script>document.title='坏'</script>" in words
    assert "{{7*7}}" in words
    assert words.count("词" * 10) > 500
    assert together(typst.blocks[0].text) in text(export(finished(compared(typst, report("乙。"), [(0, 0)])), "pdf"))


@needs_typeface
def test_a_long_paragraph_goes_on_over_pages() -> None:
    """Nothing of it is cut off at the foot of a page."""
    long = "".join(f"第{number}句建成职工之家{number}家。" for number in range(900))
    made = export(finished(compared(report(long), report("乙。"), [(0, None), (None, 0)])), "pdf")
    beside = [together(page) for page in pages(made) if "左右对照" in page]

    assert len(beside) > 5
    assert stands_in(long, "".join(beside).replace("左右对照", ""))


# ── where it cannot be made ───────────────────────────────────────────────────────────────────


def test_too_long_a_pair_is_refused_in_a_sentence() -> None:
    """Before anything is set; the way out is said."""
    with pytest.raises(TooLarge) as error:
        write(finished(sample()), "zh", settings=TypesettingSettings(most_characters=100))

    assert error.value.zh.endswith("超过 PDF 的上限 100 字；请导出网页（.html），在浏览器里打印。")


def test_no_chinese_typeface_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of those that are looked for not one is here: nothing is set in boxes, the sentence says what to install."""
    monkeypatch.setattr(typesetting, "SERIF", ("没有这种宋体",))
    monkeypatch.setattr(typesetting, "SANS", ("没有这种黑体",))

    with pytest.raises(NoTypesetter) as error:
        export(finished(sample()), "pdf")

    assert "fonts-noto-cjk" in error.value.zh
    assert "fonts-noto-cjk" in error.value.en
    assert ".html" in error.value.zh


@needs_typeface
def test_one_chinese_typeface_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is none for text, that for heads is taken for all."""
    monkeypatch.setattr(typesetting, "SERIF", ())

    assert "80万人▲" in text(export(finished(sample()), "pdf"))


def test_without_the_library_a_sentence_says_how_to_get_it(tmp_path: Path) -> None:
    """Where it is there but does not start, too; the command ends with one line and no traceback."""
    (tmp_path / "typst.py").write_text("raise ImportError('no wheel for this machine')", encoding="utf-8")
    output = tmp_path / "a.pdf"
    command = [sys.executable, "-m", "compare", "compare", *map(str, FILES), "-o", str(output)]
    chinese = {**os.environ, "PYTHONPATH": str(tmp_path), "LANG": "zh_CN.UTF-8"}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=chinese)

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "duizhao: 这里没有装排版 PDF 用的程序库；请运行 pip install 'duizhao[pdf]'（即 pip install typst），"
        "或导出网页（.html），它在浏览器里打印得很好。"
    ]
    assert not output.exists()


def test_a_library_that_is_not_there_is_not_looked_for_in_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """The import system says so at once."""
    monkeypatch.setitem(sys.modules, "typst", None)

    with pytest.raises(NoTypesetter) as error:
        export(finished(sample()), "pdf")

    assert "duizhao[pdf]" in error.value.zh


def test_what_takes_too_long_is_stopped() -> None:
    """One sentence, and the process is gone."""
    with pytest.raises(TooLarge) as error:
        write(finished(sample()), "zh", settings=TypesettingSettings(seconds=0))

    assert error.value.en.startswith("The PDF was not set within 0 seconds")


def test_a_typesetter_that_breaks_off_is_a_sentence_too(caplog: pytest.LogCaptureFixture) -> None:
    """What went wrong is in the log; the sentence says the way out."""
    with pytest.raises(DuizhaoError) as error:
        typesetting.typeset("no-such-template.typ", {"missing": ""})

    assert error.value.zh == "排版程序中途退出，没有生成 PDF；请导出网页（.html），在浏览器里打印。"
    assert "no-such-template.typ" in caplog.text


def test_a_pdf_is_not_poured_into_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """It begins like a text, which it is not."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)

    with pytest.raises(DuizhaoError) as error:
        write_output("-", b"%PDF-1.7\n%\x80\x80")
    assert "-o" in error.value.en


@needs_typeface
def test_the_suffix_names_the_format(tmp_path: Path) -> None:
    """`-o 对照.pdf` is enough."""
    assert main(["compare", *map(str, FILES), "-o", str(tmp_path / "对照.pdf")]) == 0
    assert (tmp_path / "对照.pdf").read_bytes().startswith(b"%PDF-1.7")
