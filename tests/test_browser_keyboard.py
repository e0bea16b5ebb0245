"""The whole way with nothing but the keyboard: upload, titles, comparison, review, list, export.

Only the choice of files is made by the test: the dialogue is the system's, not ours.  After every key the focus is
somewhere, and can be seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from compare import paths
from tests.served import opened, served
from tests.support import SEED
from web import create_app

pytestmark = pytest.mark.browser

MOST = 120
"""Strokes of Tab after which a control counts as out of reach."""
LOOK = """(control) => {
    const at = document.activeElement;
    const style = getComputedStyle(at);
    const stroke = (part) => getComputedStyle(at.querySelector(part));
    const ring = at.matches('.timeline .join') ? stroke('.ink').strokeWidth === '7px'
        : at.matches('.timeline .mark') ? stroke('.reach').stroke !== 'none'  // drawn: thicker, or ringed by a line
        : style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
    const name = `${at.tagName} ${at.id} ${at.getAttribute('class')} ${at.textContent.trim().slice(0, 30)}`;
    return { seen: at !== document.body && ring && at.checkVisibility(), reached: at.matches(control), name };
}"""
"""What has the focus, whether that can be seen, and whether it is the control that is looked for."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An empty library."""
    with served(create_app(tmp_path_factory.mktemp("keyboard") / "duizhao.sqlite")) as address:
        yield address


@dataclass
class Hands:
    """Two hands on a keyboard."""

    page: Page

    def press(self, keys: str) -> None:
        """Press keys one after another."""
        for key in keys.split():
            self.page.keyboard.press(key)

    def reach(self, control: str, *, key: str = "Tab") -> None:
        """Press Tab until a control has the focus; what has it on the way is in sight each time."""
        passed = []
        for _ in range(MOST):
            self.press(key)
            found = self.seen(control)
            passed.append(found["name"])
            if found["reached"]:
                return
        pytest.fail(f"{control} is out of reach: {passed}")

    def seen(self, control: str = "*") -> dict[str, Any]:
        """Check that a control has the focus and a ring around it; tell which, and whether it is the one asked for."""
        found: dict[str, Any] = self.page.evaluate(LOOK, control)
        assert found["seen"], f"the focus cannot be seen: {found['name']}"
        return found


def test_the_whole_way_is_walked_by_keyboard(browser: Browser, site: str, tmp_path: Path) -> None:
    """From an empty library to a file taken away."""
    with opened(browser) as page:
        hands = Hands(page)
        page.goto(site)
        hands.reach("input[type=file]")
        page.set_input_files("input[type=file]", [SEED, paths.bundled("corpus") / paths.DRAFT])
        hands.reach("#upload [name=series]")
        page.keyboard.type("市总")
        hands.reach("#upload [type=submit]")
        hands.press("Enter")
        expect(page.locator("h1")).to_have_text("上传结果")

        hands.reach("[name=title]")
        page.keyboard.press("End")
        page.keyboard.type("（基准）")
        hands.reach("button[value=compare]")
        hands.press("Enter")
        expect(page.locator(".masthead .pair")).to_contain_text("市总 2019")

        expect(page.locator(".steps")).to_be_visible()
        page.keyboard.press("j")
        expect(page.locator("#step")).to_contain_text("1/")
        hands.seen()
        current = page.locator(".change:has([aria-current])")
        first = current.get_attribute("id")
        for key, state in (("a", "agreed"), ("c", "check"), ("i", "ignored")):
            page.keyboard.press(key)
            expect(current).to_have_class(f"change c-figure r-{state}")
            hands.seen()
        page.keyboard.press("j")
        expect(page.locator("#step")).to_contain_text("2/")
        second = current.get_attribute("id")
        assert second != first
        page.keyboard.press("r")
        expect(current.locator(".reviewing [name=state]:focus")).to_have_count(1)
        hands.press("ArrowRight")
        expect(current.locator(".reviewing [value=check]")).to_be_checked()
        hands.reach("textarea[name=note]")
        page.keyboard.type("出处待查")
        hands.reach("input[name=person]")
        page.keyboard.type("张三")
        hands.reach(".reviewing button[type=submit]")
        hands.press("Enter")
        expect(page.locator(f"#{second} .opinion")).to_contain_text("待核 张三 出处待查")
        expect(page.locator(f"#{second} > a")).to_be_focused()
        hands.seen()

        hands.reach(".states a[href*='state=check']", key="Shift+Tab")
        hands.press("Enter")
        expect(page.locator(".change")).to_have_count(1)
        expect(page.locator(".states [aria-current]")).to_be_focused()
        hands.seen()

        hands.reach(".export > summary", key="Shift+Tab")
        hands.press("Enter")
        hands.reach(".export button[data-format=csv]")
        with page.expect_download() as waiting:
            hands.press("Enter")
        file = tmp_path / "changes.csv"
        waiting.value.save_as(file)
        assert "出处待查" in file.read_text("utf-8-sig")
        hands.press("Escape")
        expect(page.locator(".export[open]")).to_have_count(0)
        expect(page.locator(".export > summary")).to_be_focused()


def test_no_action_on_the_page_of_a_pair_loses_the_focus(browser: Browser, site: str) -> None:
    """Help, switch, preset, fold, form of a row, the next stretch of the list, search: the focus is somewhere, seen."""
    with opened(browser) as page:
        hands = Hands(page)
        page.goto(site)
        hands.reach(".recent a")
        hands.press("Enter")
        expect(page.locator("#classes")).to_be_visible()
        hands.reach(".chip.c-wording")
        hands.press("Space")
        expect(page.locator(".chip.c-wording")).to_have_attribute("aria-pressed", "false")
        hands.seen()
        hands.reach("button.plainly")
        hands.press("Enter")
        hands.seen()
        hands.reach("#fold")
        hands.press("Enter")
        hands.seen()
        hands.press("?")
        expect(page.locator("dialog#keys")).to_be_visible()
        hands.seen()
        hands.press("Escape")
        expect(page.locator("#fold")).to_be_focused()
        page.locator(".more.later").focus()
        entries = page.locator(".change").count()
        hands.press("Enter")
        expect(page.locator(".change")).not_to_have_count(entries)
        expect(page.locator(".change > a").nth(entries)).to_be_focused()
        hands.seen()
        for view in ("", "?view=inline"):
            page.goto(f"{page.url.partition('?')[0].partition('#')[0]}{view}")
            page.keyboard.press("n")
            page.keyboard.press("m")
            expect(page.locator(".ties :focus")).to_have_count(1)
            hands.seen()
            page.locator(".ties .close").focus()
            hands.press("Enter")
            expect(page.locator(".ties")).to_have_count(0)
            expect(page.locator(".mend:focus")).to_have_count(1)
            hands.seen()
        hands.press("/")
        expect(page.locator("#find")).to_be_focused()
        page.keyboard.type("职工")
        hands.press("Enter Enter")
        expect(page.locator("#found")).to_contain_text("2/")
        expect(page.locator("#find")).to_be_focused()
        hands.press("Escape")
        assert page.evaluate("document.activeElement !== document.body")
