"""Versions of a draft: one edition, the last one current, and what was said goes on to the next version."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from compare import ledger, paths
from compare.cli import main
from compare.errors import DuizhaoError, NotFound
from compare.figure_repairs import Said, of_figure
from compare.finding_repairs import repair as finding
from compare.link_repairs import repair
from compare.model import OutlineRepair
from compare.outline_lines import source_lines
from compare.reviews import review
from compare.store import Store
from compare.version_store import Carried
from tests.pages import Reader
from tests.support import SEED

DRAFT = paths.bundled("corpus") / paths.DRAFT


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty database."""
    with Store(tmp_path / "duizhao.sqlite") as opened:
        yield opened


@pytest.fixture
def drafts(store: Store) -> tuple[str, str, str]:
    """The baseline, a first draft, and a second one that differs in a paragraph."""
    text = DRAFT.read_text("utf-8")
    second = text.replace("1.5万家以上", "1.6万家以上", 1)
    assert second != text
    old = store.add(SEED.read_bytes(), SEED.name, series="北京市工会代表大会").report_id
    one = store.add(text.encode(), "初稿.txt", series="北京市工会代表大会").report_id
    two = store.add(second.encode(), "二稿.txt").report_id
    return old, one, two


def test_a_version_shares_the_edition_and_the_last_is_current(store: Store, drafts: tuple[str, str, str]) -> None:
    """Title, date and series are those of the edition; the first stays, and is no longer current."""
    _, one, two = drafts
    store.versions.make(two, one)

    first, second = store.versions.of(one)
    assert (first.id, first.version, first.current) == (one, 1, False)
    assert (second.id, second.version, second.current) == (two, 2, True)
    assert (second.title, second.date, second.series) == (first.title, first.date, "北京市工会代表大会")
    assert store.versions.of(two) == (first, second)
    assert len(store._db.rows("select id from edition")) == 2
    store.removal.remove(two)
    assert store.entry(one).current


def test_what_was_said_of_a_draft_holds_of_the_next(store: Store, drafts: tuple[str, str, str]) -> None:
    """Reviews, ledger, links, figure changes, figures and lines: each where its words still stand; the rest is kept
    and not attached."""
    old, one, two = drafts
    comparison = store.comparison(store.compare(old, one))
    target = next(each for each in comparison.figure_changes if each.new and "1.5万家以上" in each.new.quote)
    changed = next(each.id for each in comparison.changes if each.refs[0] == target.id)
    other = next(each.id for each in comparison.changes if each.cls == "removed")
    store.reviews.say(old, one, [review(comparison, each, "check", "再核", "张三") for each in (changed, other)])
    task = comparison.old.tasks[0].id
    said = ledger.entry(comparison.old, comparison.new, task, "waived", "不再要求", "", "李四")
    store.ledger.say(old, one, [said])
    link = next(link for link in comparison.links if link.level == "block" and link.old and link.new and link.score < 1)
    store.mend(old, one, repair(comparison.old, comparison.new, "unlink", [link.old or ""], [link.new or ""]))
    pair = next(each for each in comparison.figure_changes if each.old and each.new and each.id != target.id)
    assert pair.old
    assert pair.new
    parted = finding(comparison.old, comparison.new, "part", pair.old.figure, pair.new.figure)
    store.findings.say(old, one, parted, "2026-01-01T00:00:00+00:00")
    line = source_lines(comparison.new.blocks)[9]
    store.repair_outline(one, [OutlineRepair(line.anchor, "item", "…")])
    store.repair_figures(one, [of_figure(comparison.new, comparison.new.figures[0], Said(indicator="别的指标"))])

    carried = store.versions.make(two, one)

    assert carried == Carried(reviews=2, ledger=1, repairs=4)
    page = store.page(old, two)
    kept = store.reviews.entries(old, two)
    on = page.changes_of([each.key for each in kept])
    assert [each.key in on for each in kept] == [False, True]
    assert store.ledger.entries(old, two) == (said,)
    assert len(store.link_repairs(old, two)) == len(store.findings.repairs(old, two)) == 1
    assert [kept.repair.anchor for kept in store.outline_repairs(two)] == [line.anchor]
    assert len(store.report(two).report.figure_repairs) == 1
    assert store.reviews.entries(old, one) == kept


def test_what_was_said_of_the_new_version_already_is_left(store: Store, drafts: tuple[str, str, str]) -> None:
    """A review beside the second draft stays the only one; what was said later of the first is not carried."""
    old, one, two = drafts
    for new, state in ((one, "check"), (two, "agreed")):
        comparison = store.comparison(store.compare(old, new))
        store.reviews.say(old, new, [review(comparison, comparison.changes[0].id, state)])

    assert store.versions.make(two, one).reviews == 0
    assert [each.state for each in store.reviews.entries(old, two)] == ["agreed"]


def test_a_version_is_made_an_edition_again(store: Store, drafts: tuple[str, str, str]) -> None:
    """Parted, it has the same title and is current; neither can be parted, or joined, twice."""
    _, one, two = drafts
    store.versions.make(two, one)
    for wrong in ((two, one), (one, one)):
        with pytest.raises(DuizhaoError):
            store.versions.make(*wrong)
    store.versions.part(two)

    assert store.entry(one).current
    assert (store.entry(two).version, store.entry(two).current) == (1, True)
    assert store.entry(two).title == store.entry(one).title
    with pytest.raises(DuizhaoError):
        store.versions.part(two)
    with pytest.raises(NotFound):
        store.versions.make(two, "r0000000000")


def test_erasing_a_version_leaves_the_edition(store: Store, drafts: tuple[str, str, str]) -> None:
    """The other version keeps its title and place."""
    _, one, two = drafts
    store.versions.make(two, one)
    before = store.entry(one)
    store.removal.remove(two)
    store.removal.erase(two)

    after = store.entry(one)
    assert (after.title, after.date, after.series) == (before.title, before.date, before.series)
    assert after.current


def test_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`add --version-of` keeps the next version; the list says which is which; a series counts the edition once."""
    monkeypatch.setenv("DUIZHAO_DB", str(tmp_path / "duizhao.sqlite"))
    second = tmp_path / "二稿.txt"
    second.write_text(DRAFT.read_text("utf-8").replace("1.5万家", "1.6万家"), "utf-8")

    def run(*arguments: str) -> str:
        capsys.readouterr()
        assert main([*arguments, "--lang", "zh"]) == 0
        return capsys.readouterr().out

    run("add", str(SEED), "--series", "工会")
    first = run("add", str(DRAFT), "--series", "工会").split()[0]

    assert "（第2稿）" in run("add", str(second), "--version-of", first)
    assert [line.count("（第") for line in run("list").splitlines()] == [0, 1, 1]
    assert len(json.loads(run("series", "工会", "--format", "json"))["editions"]) == 2
    assert main(["add", str(second), "--version-of", first, "--title", "x"]) != 0


def test_on_the_pages(tmp_path: Path) -> None:
    """A second draft is recognised by its title; kept as such, the comparison opens with what was said of the first;
    lists and the report say which draft is which; it can be parted again."""
    path = tmp_path / "duizhao.sqlite"
    with Store(path) as store:
        old = store.add(SEED.read_bytes(), SEED.name, series="工会").report_id
        one = store.add(DRAFT.read_bytes(), "初稿.txt", series="工会").report_id
        comparison = store.comparison(store.compare(old, one))
        store.reviews.say(old, one, [review(comparison, comparison.changes[0].id, "check", "与产业部核")])
    reader = Reader(path)
    second = DRAFT.read_text("utf-8").replace("1.5万家以上", "1.6万家以上", 1).encode()

    form = reader.upload(("二稿.txt", second))
    (two,) = form.values("input[name=id]", "value")
    assert form.values("select[name=draft] option[selected]", "value") == [one]
    fields = {"id": two, "title": form.values("input[name=title]", "value")[0], "date": "", "series": ""}
    saved = reader.post("/reports/edit", {**fields, "draft": one})
    assert "第 2 稿" in saved.texts(".notices")[0]
    assert "审阅 1 条" in saved.texts(".notices")[0]
    assert saved.texts(".entries .draft") == ["第1稿", "第2稿"]
    assert saved.values("input[name=old][checked], input[name=new][checked]", "value") == [old, two]

    page = reader.get(f"/compare/{old}/{two}")
    assert page.texts(".pairhead .draft") == ["第2稿"]
    assert "与产业部核" in " ".join(page.texts(".change .opinion") + page.texts(".changes .lost"))
    report = reader.get(f"/reports/{two}")
    assert report.texts("[aria-labelledby=drafts] .draft") == ["第1稿", "第2稿"]
    assert f"/compare/{one}/{two}" in report.values("[aria-labelledby=drafts] a", "href")

    reader.post("/reports/edit", {**fields, "draft": "alone"})
    assert reader.get("/").texts(".entries .draft") == []
    assert reader.post("/reports/edit", {**fields, "draft": "r0000000000"}).status == 404


def test_an_edition_in_no_series_goes_into_that_of_its_next_draft(tmp_path: Path) -> None:
    """Whether it was given with the upload or typed afterwards; the sentence names the file, and no noughts."""
    reader = Reader(tmp_path / "duizhao.sqlite")
    reader.upload(("初稿.txt", DRAFT.read_bytes()))
    with Store(tmp_path / "duizhao.sqlite") as store:
        one = store.reports()[0].id
    for name, given, typed in (("二稿.txt", "工会", ""), ("三稿.txt", "", "工会")):
        text = DRAFT.read_text("utf-8") + f"\n{name}\n"
        (new,) = reader.upload((name, text.encode()), series=given).values("input[name=id]", "value")
        saved = reader.post("/reports/edit", {"id": new, "title": "x", "date": "", "series": typed, "draft": one})
        with Store(tmp_path / "duizhao.sqlite") as store:
            assert {each.series for each in store.versions.of(one)} == {"工会"}
            store.versions.part(new)
            store.edit(new, series=None)
            store.edit(one, series=None)
        assert saved.texts(".notices p") == [f"{name} 已存为第 2 稿。", "已保存。"]


def test_of_two_drafts_uploaded_at_once_the_later_is_the_next(tmp_path: Path) -> None:
    """Neither is offered as the next of the other and the other of the one."""
    texts = [
        f"某市工会第九次代表大会报告\n各位代表：\n现在，我报告工作，请予审议。第{draft}次修改。\n" for draft in (1, 2)
    ]
    page = Reader(tmp_path / "d.sqlite").upload(*((f"{at}.txt", text.encode()) for at, text in enumerate(texts)))
    first, second = page.values("select[name=draft] option[selected]", "value")

    assert (first, second) == ("alone", page.values("input[name=id]", "value")[0])


def test_drafts_of_one_edition_are_told_apart_wherever_they_stand(
    tmp_path: Path, store: Store, drafts: tuple[str, str, str]
) -> None:
    """In the head of a comparison, on the list of those seen, among what was found."""
    base, one, two = drafts
    store.versions.make(two, one)
    reader = Reader(tmp_path / "duizhao.sqlite")

    for old, new, said in ((base, one, ["第1稿"]), (base, two, ["第2稿"]), (one, two, ["第1稿", "第2稿"])):
        for rest in ("", "/summary"):
            assert reader.get(f"/compare/{old}/{new}{rest}").texts(".masthead .pair .draft") == said
    assert reader.get("/").texts("[aria-labelledby=made] .draft") == ["第1稿", "第2稿", "第2稿", "第1稿"]
    assert reader.get("/search?q=职工之家").texts(".found h2 .draft") == ["第1稿", "第2稿"]
