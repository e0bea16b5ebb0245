"""The exported page in a browser, opened from the disk: nothing is asked for, every switch shows in what is seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from compare import paths
from compare.comparison import compare, read_report
from compare.export import export
from compare.model import Comparison
from compare.view import CHIPS, Chip, Item
from compare.view import page as seen
from tests import hostile
from tests.served import opened

pytestmark = pytest.mark.browser

SHOWN = "(all) => all.filter((each) => each.checkVisibility()).length"
PAINTED = """(all) => all.filter((each) => {
  const style = getComputedStyle(each);
  return style.textDecorationLine !== 'none' || style.backgroundColor !== 'rgba(0, 0, 0, 0)'
    || style.borderTopWidth !== '0px' || style.borderBottomWidth !== '0px';
}).length"""
MARKS: dict[Chip, str] = {
    "figure": "b.figure",
    "formulation": ".phrase",
    "intensity": ":is(del, ins).intensity",
    "order": ":is(del, ins).order",
    "wording": ":is(del, ins).wording",
    "punctuation": ":is(del, ins).punctuation",
    "moved": ".shift",
    "added": "ins.whole",
    "removed": "del.whole",
}
"""What is painted in the text for each class; tasks are entries of the list alone."""
OLD = """甲市工作报告
各位代表：
一、过去五年工作
发展会员。建成职工之家十家。经费保障到位，各级工会抓好落实。
二、今后五年任务
着力推进产业工人队伍建设。办好职工大学。实施稳健的货币政策。
这一段没有改动，两份报告写得一样。
"""
NEW = """甲市工作报告
各位代表：
一、过去五年工作
建成职工之家十二家。发展会员。各级工会抓好落实，经费保障到位。
二、今后五年任务
大力推进产业工人队伍建设。制定数字工会建设规划。实施适度宽松的货币政策。
这一段没有改动，两份报告写得一样。
"""


def compared(old: str, new: str) -> Comparison:
    """Return the comparison of two texts."""
    return compare(*(read_report(text.encode("utf-8-sig"), "a.txt") for text in (old, new)))


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    """The baseline beside the demonstration draft."""
    files = (paths.baseline(), paths.bundled("corpus") / paths.DRAFT)
    return compare(*(read_report(path.read_bytes(), path.name) for path in files))


@pytest.fixture(scope="module")
def items(comparison: Comparison) -> tuple[Item, ...]:
    """Its list of changes."""
    return seen(comparison).items


@pytest.fixture(scope="module")
def file(comparison: Comparison, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its page, as it lies in a folder after it was taken from a mail."""
    found = tmp_path_factory.mktemp("附件") / "对照 2019-2024.html"
    found.write_bytes(export(comparison, "html"))
    return found


@pytest.fixture
def page(browser: Browser, file: Path) -> Iterator[Page]:
    """The page, opened from the disk, with all of its list in sight; an error in it fails the test."""
    with opened(browser) as shown:
        shown.goto(file.as_uri())
        shown.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        yield shown


def entries(page: Page) -> int:
    """Return how many entries of the list are shown."""
    return int(page.locator(".list tbody tr").evaluate_all(SHOWN))


def test_nothing_is_asked_for(browser: Browser, file: Path) -> None:
    """One address is opened, that of the file, and no other: no picture, no typeface, no script, no icon."""
    asked: list[str] = []
    with opened(browser) as page:
        page.on("request", lambda request: asked.append(request.url))
        page.goto(file.as_uri(), wait_until="networkidle")
        page.click("[for=show-figure]")

    assert asked == [file.as_uri()]


@pytest.mark.parametrize("chip", CHIPS)
def test_each_switch_hides_its_entries_and_takes_its_marks_away(
    page: Page, items: tuple[Item, ...], chip: Chip
) -> None:
    """Off: the entries of the class are gone, as many as it says, and its marks are plain text; on again: all back."""
    number = sum(item.chip == chip for item in items)
    marks = page.locator(f".content {MARKS.get(chip, '.no-mark')}")
    painted = marks.evaluate_all(PAINTED)
    label = page.locator(f"[for=show-{chip}]")
    assert label.inner_text().split()[-1] == str(number)
    assert entries(page) == len(items)
    assert painted == marks.count()
    assert bool(painted) == (chip in MARKS)

    label.click()
    assert entries(page) == len(items) - number
    assert page.locator(f".c-{chip}").evaluate_all(SHOWN) == 0
    assert marks.evaluate_all(PAINTED) == 0

    label.click()
    assert entries(page) == len(items)
    assert marks.evaluate_all(PAINTED) == painted


def test_only_what_changed_is_shown(page: Page) -> None:
    """With a single class switched on, its rows and the headings remain; all others go."""
    page.click("#none")
    page.click("[for=show-figure]")
    page.click("[for=only]")
    rows = page.locator(".row.text")

    assert rows.evaluate_all(SHOWN) == page.locator(".row.text.k-figure").count()
    assert 0 < rows.evaluate_all(SHOWN) < rows.count()
    assert page.locator(".row.heading").evaluate_all(SHOWN) == page.locator(".row.heading").count()

    page.click("[type=reset]")
    assert rows.evaluate_all(SHOWN) == rows.count()
    assert page.locator(".switch:checked").count() == len(CHIPS)


def test_what_did_not_change_is_hidden_too(browser: Browser, comparison: Comparison, tmp_path: Path) -> None:
    """A report beside itself: all of it is folded, and with changes only not even the fold is shown."""
    same = tmp_path / "same.html"
    same.write_bytes(export(compare(comparison.old, comparison.old), "html"))
    with opened(browser) as page:
        page.goto(same.as_uri())
        folds = page.locator(".fold")
        assert folds.evaluate_all(SHOWN) == folds.count() > 0
        page.click("[for=only]")
        assert folds.evaluate_all(SHOWN) == 0


def test_the_list_is_searched(page: Page, items: tuple[Item, ...]) -> None:
    """All words must stand in an entry; the number beside the field is that of the entries shown, switches included."""
    page.fill("#find", "工人  新任务")
    tasks = sum(item.label("zh") == "新任务" and "工人" in item.entry.brief for item in items)

    assert tasks
    assert entries(page) >= tasks
    assert page.locator("#found").inner_text() == f"清单中有 {entries(page)} 项"

    page.click("[for=show-task]")
    assert entries(page) == sum(
        item.chip != "task" for item in items if "新任务" in item.label("zh") and "工人" in item.entry.brief
    )
    page.fill("#find", "没有这样的词")
    assert page.locator("#found").inner_text() == "清单中有 0 项"


def test_a_search_that_finds_nothing_beyond_the_first_entries_hides_the_rest(
    page: Page, items: tuple[Item, ...]
) -> None:
    """No head of a table stands over nothing; cleared, the rest is there again."""
    page.fill("#find", items[0].entry.brief)
    assert not page.locator("#rest").is_visible()
    page.fill("#find", items[-1].entry.brief)
    assert page.locator("#rest tbody tr:visible").count() > 0
    page.fill("#find", "")
    assert page.locator("#rest").is_visible()


def test_on_paper_the_words_of_a_change_have_most_of_the_line(page: Page) -> None:
    """What changed is wider than where it stands, as wide as A4 is between its margins."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 900})
    number, kind, words, place = (
        page.locator(f"#rest th:nth-child({at})").evaluate("(each) => each.getBoundingClientRect().width")
        for at in range(1, 5)
    )

    assert words > place > kind > number
    assert words >= 0.42 * (number + kind + words + place)


def test_on_a_phone_each_text_says_which_report_it_is_of(page: Page) -> None:
    """One under the other, old and new are not told apart by their place."""
    said = "(each) => getComputedStyle(each, '::before').content"
    sides = page.locator(".row .side")

    assert [sides.nth(at).evaluate(said) for at in (0, 1)] == ["none", "none"]
    page.set_viewport_size({"width": 390, "height": 844})
    assert [sides.nth(at).evaluate(said) for at in (0, 1)] == ['"旧报告"', '"新报告"']


def test_switches_work_by_keyboard_and_are_seen_to_have_the_focus(page: Page) -> None:
    """Tab reaches the first switch, space turns it, and its label shows where one is."""
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "only"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "show-figure"
    assert page.locator("[for=show-figure]").evaluate("(each) => getComputedStyle(each).outlineStyle") == "solid"

    page.keyboard.press("Space")
    assert page.locator(".c-figure").evaluate_all(SHOWN) == 0


def test_with_scripts_off_it_is_read_and_switched(browser: Browser, file: Path, items: tuple[Item, ...]) -> None:
    """A strict viewer runs nothing: the text is there, the switches work, and nothing is offered that would not."""
    with opened(browser, java_script_enabled=False) as page:
        page.goto(file.as_uri())
        assert page.locator("#search").is_hidden()
        assert page.locator("#none").is_hidden()
        assert page.locator(".row").first.is_visible()
        page.click("#rest summary")
        assert page.locator(".c-task:visible").count() == sum(item.chip == "task" for item in items)

        page.click("[for=show-task]")
        assert page.locator(".c-task:visible").count() == 0


def test_no_text_of_a_report_is_run(browser: Browser, tmp_path: Path) -> None:
    """Markup, handlers and addresses of a report are shown as they were written; a script put in later does not run."""
    found = export(compared(hostile.report(2019, 100), hostile.report(2024, 120)), "html")
    file = tmp_path / "hostile.html"
    file.write_bytes(found)
    with opened(browser) as page:
        page.goto(file.as_uri())
        assert page.title() != "坏"
        assert page.locator("script").count() == 1
        assert (
            page.locator(".content :is(script, style, img, svg, iframe, form, [onerror], [onmouseover])").count() == 0
        )
        assert page.get_by_text(hostile.MARKUP[0]).count() > 0

    file.write_bytes(found.replace(b"</footer>", b"</footer><script>document.title='\xe5\x9d\x8f'</script>"))
    context = browser.new_context()
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.title() != "坏"
    context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("language", "width"), [("zh", 1440), ("en", 390)])
def test_axe_finds_nothing(browser: Browser, theme: str, language: str, width: int, tmp_path: Path) -> None:
    """Names, order, contrast, with every class on and one off; nothing is wider than the screen."""
    file = tmp_path / "small.html"
    file.write_bytes(export(compared(OLD, NEW), "html", "en" if language == "en" else "zh"))
    with opened(browser, viewport={"width": width, "height": 900}, color_scheme=theme) as page:
        page.goto(file.as_uri())
        page.click("[for=show-order]")
        found = Axe().run(page)
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found.response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
