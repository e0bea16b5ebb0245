"""Reviews in headless Chromium: settled by keys, written in the form, kept when the page is asked for again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from compare.store import Store
from tests.served import opened, served
from tests.test_reviews import NEW, OLD
from tests.whole import come_to_rest
from web import create_app

pytestmark = pytest.mark.browser


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address of two small editions side by side."""
    database = tmp_path / "duizhao.sqlite"
    with Store(database) as store:
        old, new = (store.add(text.encode(), name).report_id for text, name in ((OLD, "旧.txt"), (NEW, "新.txt")))
    with served(create_app(database)) as address:
        yield f"{address}/compare/{old}/{new}"


@pytest.mark.parametrize("width", [1440, 390])
def test_changes_are_settled_by_keys_and_in_the_form(browser: Browser, address: str, width: int) -> None:
    """j goes to the first, a agrees, r opens the form; the note and the name stay with the change."""
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
    page = context.new_page()
    page.goto(address)
    page.keyboard.press("j")
    first = page.locator(".change").first
    page.keyboard.press("a")
    expect(first).to_have_class("change c-figure r-agreed")
    expect(first.locator(".opinion b")).to_have_text("同意")

    page.keyboard.press("r")
    form = first.locator(".reviewing")
    expect(form).to_be_in_viewport()
    form.locator("input[value=check]").check()
    form.locator("textarea").fill("出处待查")
    form.locator("input[name=person]").fill("张三")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    form.get_by_role("button", name="保存").click()
    expect(page.locator(".change.r-check .opinion").first).to_contain_text("待核 张三 出处待查")

    page.goto(f"{address}?state=check")
    expect(page.locator(".change")).to_have_count(1)
    page.keyboard.press("j")
    page.keyboard.press("i")
    expect(page.locator(".change .opinion").first).to_contain_text("忽略")
    page.goto(address)
    expect(page.locator(".change.r-ignored .opinion").first).to_contain_text("忽略 张三 出处待查")
    context.close()


def test_the_place_in_the_list_is_kept(browser: Browser, address: str) -> None:
    """A note saved, a class switched off and on, a row opened for mending: the next step goes on from where one was."""
    page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="zh-CN", reduced_motion="reduce")
    page.goto(address)
    total = page.locator(".change").count()
    for _ in range(2):
        page.keyboard.press("j")
    second = page.locator(".change:has([aria-current])")
    change = second.get_attribute("id")
    page.keyboard.press("r")
    second.locator("textarea").fill("出处待查")
    second.get_by_role("button", name="保存").click()
    expect(second.locator(".opinion")).to_contain_text("出处待查")
    expect(second.locator("> a")).to_be_focused()
    expect(page.locator(".states a").nth(1)).to_have_text(f"未看 {total - 1}")
    expect(page.locator("#step")).to_have_text(f"2/{total}")

    page.click(".chip[data-chip=figure]")
    expect(page.locator(".change.c-figure")).to_have_count(0)
    expect(page.locator("#step")).to_have_text(f"1/{total - 1}")
    page.click(".chip[data-chip=figure]")
    expect(page.locator("#step")).to_have_text(f"2/{total}")
    page.keyboard.press("m")
    expect(page.locator(".row.now .ties")).to_be_visible()
    assert page.locator(f".here[data-c~='{change}']").count() > 0
    page.keyboard.press("j")
    expect(page.locator("#step")).to_have_text(f"3/{total}")

    page.keyboard.press("a")
    expect(page.locator(".states a").nth(1)).to_have_text(f"未看 {total - 2}")
    page.goto(f"{address}#{change}")
    expect(page.locator("#step")).to_have_text(f"2/{total}")
    expect(page.locator(f".passages [data-c~='{change}']").first).to_be_in_viewport()
    page.close()


def test_of_two_keys_pressed_in_haste_the_last_one_holds(browser: Browser, address: str) -> None:
    """The second is sent when the first was kept, so that no line of the server can turn them round."""
    page = browser.new_page(locale="zh-CN")
    page.goto(address)
    held: list[Route] = []
    over = False
    page.route("**/reviews", lambda route: route.continue_() if over else held.append(route))
    page.keyboard.press("j")
    with page.expect_request("**/reviews"):
        page.keyboard.press("a")
    page.keyboard.press("c")
    come_to_rest(page)
    over = True
    for route in reversed(held):
        with page.expect_response("**/reviews"):
            route.continue_()

    expect(page.locator(".change.r-check .opinion b")).to_have_text("待核")
    expect(page.locator(".states a", has_text="待核")).to_contain_text("1")
    page.reload()
    expect(page.locator(".change.r-check .opinion b")).to_have_text("待核")
    page.close()


def test_a_review_is_taken_back_in_place(browser: Browser, address: str) -> None:
    """As it is said: the page stays, the entry is as before, and the counts say so."""
    with opened(browser) as page:
        page.goto(address)
        page.keyboard.press("j")
        page.keyboard.press("a")
        first = page.locator(".change").first
        expect(first.locator(".opinion")).to_have_count(1)
        page.evaluate("window.same = true")
        page.keyboard.press("r")
        first.get_by_role("button", name="撤销：同意").click()
        expect(first.locator(".opinion")).to_have_count(0)
        expect(first.locator(".reviewing")).to_have_count(0)
        expect(first.locator("> a")).to_be_focused()
        expect(page.locator(".states")).to_have_count(0)
        assert page.evaluate("window.same")


@pytest.mark.parametrize("width", [1440, 390])
def test_many_are_settled_at_once_without_losing_the_place(browser: Browser, address: str, width: int) -> None:
    """By keyboard: the list comes anew, the page stays; the last time is taken back by the next key."""
    with opened(browser, viewport={"width": width, "height": 600}) as page:
        page.goto(address)
        total = page.locator(".change").count()
        page.evaluate("window.same = true")
        page.keyboard.press("j")
        page.locator(".together > summary").focus()
        page.keyboard.press("Enter")
        page.get_by_label("审阅人").fill("张三")
        place = page.evaluate("scrollY")
        page.get_by_role("group", name="都设为").get_by_role("button", name="同意").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".change.r-agreed")).to_have_count(total)
        expect(page.locator(".change .who").first).to_have_text("张三")
        expect(page.locator(".change:has([aria-current])")).to_have_count(1)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        expect(page.locator(".before button")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(".change.r-open")).to_have_count(total)
        expect(page.locator(".states")).to_have_count(0)
        assert page.evaluate("window.same")
        if width > 900:
            assert page.evaluate("scrollY") == place


@pytest.mark.parametrize("touched", [False, True])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_link_to_review_takes_no_line(browser: Browser, address: str, language: str, touched: bool) -> None:
    """An entry ends where its words end, whether something was said of it or not; the link stands beside its place."""
    with opened(browser, has_touch=touched, is_mobile=touched, viewport={"width": 390, "height": 844}) as page:
        page.goto(f"{address}?lang={language}")
        page.keyboard.press("j")
        page.keyboard.press("a")
        expect(page.locator(".change .opinion")).to_have_count(1)
        left = page.locator(".change").evaluate_all(
            """(all) => all.map((entry) => {
                entry.querySelector("a").focus();
                const words = document.createRange();
                words.selectNodeContents(entry.querySelector(".opinion") ?? entry.querySelector(".say"));
                return entry.getBoundingClientRect().bottom - words.getBoundingClientRect().bottom;
            })"""
        )
        assert left
        assert max(left) < 16
        link, place = (page.locator(f".change {each}").first.bounding_box() for each in (".review", ".place"))
        assert link
        assert place
        assert place["x"] + place["width"] <= link["x"] + 4
        page.evaluate("document.activeElement.blur()")
        entry, place = (page.locator(f".change:last-child {each}").bounding_box() for each in ("> a", ".place"))
        assert entry
        assert place
        assert (entry["x"] + entry["width"] - place["x"] - place["width"] < 12) is not touched


def test_a_review_that_cannot_be_taken_is_shown_with_what_was_typed(browser: Browser, address: str) -> None:
    """A sentence says what is wrong; the form is still there, as it was typed."""
    page = browser.new_page(locale="zh-CN")
    page.goto(address)
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.fill(".reviewing textarea", "出处待查")
    page.locator(".reviewing input[name=csrf_token]").evaluate("(it) => { it.value = 'old'; }")
    page.click(".reviewing button")
    expect(page.locator("#trouble")).to_contain_text("没有保存")
    expect(page.locator(".reviewing textarea")).to_have_value("出处待查")
    page.close()
