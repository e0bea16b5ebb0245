"""Hostile text in a real browser: nothing runs, nothing widens a page, words that run leftwards stay in place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests import hostile
from tests.served import served
from tests.test_web_hostile import Library, built
from web import create_app

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The hostile editions."""
    return built(tmp_path_factory.mktemp("hostile") / "duizhao.sqlite")


@pytest.fixture(scope="module")
def address(library: Library) -> Iterator[str]:
    """Where they are served."""
    with served(create_app(library.database)) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone; whatever a script says, asks or does wrong fails the test."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 390, "height": 844})
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda said: wrong.append(said.text) if serious(said) else None)
    opened.on("dialog", lambda dialog: wrong.append(dialog.message))
    yield opened
    context.close()
    assert wrong == []


def serious(said: ConsoleMessage) -> bool:
    """Tell whether the console reports a mistake; that a form was refused is none."""
    return said.type in ("error", "warning") and "status of 400" not in said.text


def width(page: Page) -> int:
    """Return how wide the page is."""
    found: int = page.evaluate("document.documentElement.scrollWidth")
    return found


def test_no_page_is_widened_and_nothing_runs(page: Page, address: str, library: Library) -> None:
    """A word of 10,000 characters, a sign under 120 marks, on a phone; no title is changed by a report."""
    wide = {}
    for each in library.pages:
        page.goto(address + each)
        if width(page) > 390:
            wide[each] = width(page)
        assert page.title().endswith("· 对照"), each
    assert wide == {}


def test_the_exported_page_runs_nothing_and_fits(
    browser: Browser, page: Page, address: str, library: Library, tmp_path: Path
) -> None:
    """Opened from the disk, where no policy of ours holds."""
    answer = page.request.get(f"{address}/compare/{library.old}/{library.new}/export/html")
    file = tmp_path / "export.html"
    file.write_bytes(answer.body())
    page.goto(file.as_uri())

    assert "坏" not in page.title().replace("document.title='坏'", "")
    assert page.locator("img, iframe, object, embed").count() == 0
    assert width(page) <= 390


def test_words_that_run_to_the_left_do_not_carry_others_along(page: Page, address: str, library: Library) -> None:
    """Old and new words of an entry are both Hebrew, or turned by a mark: the old ones stay before the new ones."""
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{address}/compare/{library.old}/{library.new}")
    entry = page.locator(".change:has(del):has(ins)").first
    for words in ("שלום", f"{hostile.TURN}abc"):
        ends = entry.evaluate(
            """(entry, words) => [...entry.querySelectorAll('del, .arrow, ins')].map((each) => {
                if (!each.matches('.arrow')) each.textContent = words;
                return each;
            }).map((each) => each.getBoundingClientRect().left)""",
            words,
        )
        assert ends == sorted(ends)
        assert len(set(ends)) == 3


def test_a_note_that_is_shown_again_keeps_to_its_field(page: Page, address: str, library: Library) -> None:
    """What was typed into an expired form stands in fields of its own; the page around it is as it is."""
    page.goto(f"{address}/reports/edit?id={library.new}")
    page.eval_on_selector("main [name=csrf_token]", "each => { each.value = 'old'; }")
    page.fill("[name=title]", f"{hostile.TURN}标题</textarea><h1>坏</h1>")
    page.click("main .edit button.primary")

    assert page.locator("h1").all_inner_texts() == ["没有完成"]
    assert page.locator("main textarea").first.input_value() == f"{hostile.TURN}标题</textarea><h1>坏</h1>"
