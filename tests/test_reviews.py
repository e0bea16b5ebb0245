"""Reviews: kept by what a change says, two people side by side, in every export, on the page with and without keys."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings

from compare.comparison import compare, read_report
from compare.contract import comparison_from_json, comparison_to_json, review_from_json, review_to_json, schema
from compare.errors import DuizhaoError, NotFound
from compare.export import FORMATS
from compare.model import Comparison
from compare.reviews import heard, in_words, keys_of, review, standing, state_of, with_reviews
from compare.store import Store
from tests import strategies as make
from tests.pages import Answer, Reader

OLD = "工会工作报告\n（2019年5月6日）\n一、今后五年工作\n建成职工之家近万家。\n推进产业工人队伍建设改革。\n"
NEW = "工会工作报告\n（2024年5月8日）\n一、今后五年工作\n建成职工之家1.5万家以上。\n加快推进产业工人队伍建设改革。\n"
NEXT = NEW.replace("一、今后五年工作", "一、今后五年的工作") + "加强基层建设。\n"


def pair(new: str = NEW) -> Comparison:
    """Two small editions, compared."""
    return compare(read_report(OLD.encode(), "旧.txt"), read_report(new.encode(), "新.txt"))


def target(comparison: Comparison) -> str:
    """The id of the raised target."""
    return next(each.id for each in comparison.changes if each.cls == "target")


@given(make.report_texts, make.report_texts)
@settings(max_examples=40, deadline=None)
def test_every_change_has_a_key_of_its_own(old: str, new: str) -> None:
    """And the same one whenever the two are compared."""
    comparison = make.compared(old, new)
    found = keys_of(comparison)

    assert list(found) == [change.id for change in comparison.changes]
    assert len(set(found.values())) == len(found)
    assert keys_of(make.compared(old, new)) == found


def test_a_review_finds_its_change_in_the_next_version() -> None:
    """The same words are the same change; a review whose change is gone stays, on none, with its words."""
    first, second = pair(), pair(NEXT)
    said = [review(first, change.id, "agreed", person="张三") for change in first.changes]
    kept = with_reviews(second, said)

    assert state_of(target(second), standing(kept.reviews)) == "agreed"
    gone = pair(NEW.replace("1.5万家", "2万家"))
    lost = [each for each in with_reviews(gone, said).reviews if each.change is None]
    assert any("1.5万家" in each.quote for each in lost)
    assert len(with_reviews(gone, said).reviews) == len(said)


def test_two_people_do_not_overwrite_each_other() -> None:
    """What each said last holds; the change has the state that was said last."""
    comparison = pair()
    change = target(comparison)
    said = [
        review(comparison, change, "agreed", "可以", "张三"),
        review(comparison, change, "check", "出处？", "李四"),
        review(comparison, change, "ignored", "", "张三"),
    ]

    assert [(each.state, each.person) for each in heard(said)] == [("check", "李四"), ("ignored", "张三")]
    of = standing(with_reviews(comparison, said).reviews)
    assert state_of(change, of) == "ignored"
    assert in_words(of[change], en=False) == "忽略（张三）；待核（李四）：出处？"
    assert in_words(of[change], en=True) == "ignored (张三); to check (李四): 出处？"


def test_what_makes_no_sense_is_refused() -> None:
    """No such change, no such state, too long."""
    comparison = pair()
    with pytest.raises(NotFound):
        review(comparison, "c0000000000", "agreed")
    for state, note, person in (("fine", "", ""), ("check", "长" * 2001, ""), ("check", "", "长" * 81)):
        with pytest.raises(DuizhaoError):
            review(comparison, target(comparison), state, note, person)
    for data in (
        {},
        {"key": "v0123456789", "state": "fine"},
        {"key": "<b>", "state": "open"},
        {"key": 1, "state": "open"},
    ):
        with pytest.raises((ValueError, KeyError, TypeError)):
            review_from_json(data)


def test_reviews_are_published_and_exported() -> None:
    """Valid JSON that reads back; in the table two columns; in every other format the words of the note."""
    comparison = pair()
    said = with_reviews(comparison, [review(comparison, target(comparison), "check", "=1+1 核对<b>", "张三")])
    data = json.loads(json.dumps(comparison_to_json(said)))

    jsonschema.validate(data, schema())
    assert comparison_from_json(data) == said
    assert review_from_json(review_to_json(said.reviews[0])).key == said.reviews[0].key
    table = list(csv.DictReader(io.StringIO(FORMATS["csv"].made(said, "zh").decode("utf-8-sig"))))
    assert [row["审阅"] for row in table].count("待核") == 1
    assert "待核（张三）：=1+1 核对<b>" in [row["批注"] for row in table]
    assert "审阅" not in FORMATS["csv"].made(comparison, "zh").decode("utf-8-sig").splitlines()[0]
    assert "待核（张三）：=1+1 核对&lt;b&gt;" in FORMATS["html"].made(said, "zh").decode()
    assert "待核（张三）：=1+1 核对\\<b\\>" in FORMATS["md"].made(said, "zh").decode()
    assert "待核（张三）：=1+1 核对<b>" in FORMATS["text"].made(said, "zh").decode()
    assert "to check (张三)" in FORMATS["text"].made(said, "en").decode()


def test_reviews_are_kept_with_their_history(store: Store) -> None:
    """What was said before is kept and holds no more; so is what was taken back; another version's are at hand."""
    old, new, after = (
        store.add(text.encode(), name).report_id for text, name in ((OLD, "旧"), (NEW, "新"), (NEXT, "次"))
    )
    comparison = store.comparison(store.compare(old, new))
    store.reviews.say(old, new, [review(comparison, target(comparison), "check", "出处？", "张三")])
    store.reviews.say(old, new, [review(comparison, target(comparison), "agreed", "", "张三")])

    (held,) = store.reviews.entries(old, new)
    assert (held.state, bool(held.day)) == ("agreed", True)
    assert [bool(kept.undone) for kept in store.reviews.history(old, new)] == [True, False]
    assert store.reviews.elsewhere(old, after) == ((new, 1),)
    store.reviews.undo(old, new, held.id)
    assert store.reviews.entries(old, new) == ()
    with pytest.raises(NotFound):
        store.reviews.undo(old, new, held.id)


@pytest.fixture
def ids(tmp_path: Path) -> tuple[str, str, str]:
    """The baseline, a draft and the draft's next version, kept."""
    with Store(tmp_path / "duizhao.sqlite") as store:
        kept = [store.add(text.encode(), name) for text, name in ((OLD, "旧.txt"), (NEW, "新.txt"), (NEXT, "次.txt"))]
    return kept[0].report_id, kept[1].report_id, kept[2].report_id


@pytest.fixture
def reader(ids: tuple[str, str, str], tmp_path: Path) -> Reader:
    """A reader of the three."""
    assert ids
    return Reader(tmp_path / "duizhao.sqlite")


def opinions(answer: Answer, change: str) -> list[str]:
    """What the page says people think of a change, without the day."""
    return [text.rsplit(" ", 1)[0] for text in answer.texts(f"#{change} .opinion")]


def test_a_change_is_reviewed_on_the_page(reader: Reader, ids: tuple[str, str, str]) -> None:
    """From the link in the list to the form in it; the name is typed once; the list can be narrowed; undone again."""
    address = f"/compare/{ids[0]}/{ids[1]}"
    page = reader.get(address)
    change = page.values(".change", "id")[0] or ""
    form = reader.get(address + (page.values(f"#{change} .review", "href")[0] or "").partition("#")[0])
    action = form.values(".reviewing", "action")[0] or ""
    assert form.values(".reviewing input[name=change]", "value") == [change]

    answer = reader.post(action, {"change": change, "state": "check", "note": "出处？\n<b>", "person": "张三"})
    assert opinions(answer, change) == ["待核 张三 出处？ <b>"]
    assert reader.get(f"{address}?review={change}").values(".reviewing input[name=person]", "value") == ["张三"]
    assert reader.get(f"{address}?state=check").values(".change", "id") == [change]
    assert change not in reader.get(f"{address}?state=open").values(".change", "id")

    answer = reader.post(f"{address}/reviews", {"change": change, "state": "agreed"})
    assert opinions(answer, change) == ["同意 张三 出处？ <b>"]
    assert "同意（张三）" in reader.get(f"{address}/export/md").body.decode()
    form = reader.get(f"{address}?review={change}")
    said = form.values("input[name=review]", "value")[0]
    answer = reader.post(f"{address}/reviews/undo", {"change": change, "review": said})
    assert opinions(answer, change) == []
    assert reader.post(f"{address}/reviews/undo", {"change": change, "review": said}).status == 404


@pytest.mark.parametrize("narrowed", ["", "off=figure", "only=figure", "off=", "off=wording&only=task"])
def test_the_states_count_the_list_that_stands_below_them(
    reader: Reader, ids: tuple[str, str, str], narrowed: str
) -> None:
    """Of the classes that are on and of the kind it is narrowed to; each state leads to as many entries."""
    address = f"/compare/{ids[0]}/{ids[1]}"
    change = reader.get(address).values(".change.c-figure", "id")[0]
    assert reader.post(f"{address}/reviews", {"change": change, "state": "agreed"}).status == 200

    page = reader.get(f"{address}?{narrowed}")
    counts = [int(said) for said in page.texts(".states a b")]
    links = page.values(".states a:has(b)", "href")
    listed = [len(reader.follow(address, link).all(".change")) for link in links]
    assert counts == listed
    assert sum(counts) == int(page.texts("#changes-head small")[0])


def test_reviews_are_taken_over_by_the_next_version(reader: Reader, ids: tuple[str, str, str]) -> None:
    """Offered beside another new report; those whose change is gone are listed with their words."""
    address = f"/compare/{ids[0]}/{ids[1]}"
    for change in reader.get(address).values(".change", "id"):
        assert reader.post(f"{address}/reviews", {"change": change, "state": "agreed", "person": "张三"}).status == 200
    following = f"/compare/{ids[0]}/{ids[2]}"
    assert reader.get(following).values(".taken input[name=new]", "value") == [ids[1]]

    answer = reader.post(f"{following}/reviews/from", {"new": ids[1]})
    assert "已沿用" in answer.texts(".notices")[0]
    assert len(answer.all(".change.r-agreed")) >= 2
    assert answer.all(".taken") == []


def test_stale_and_foreign_posts_are_refused(reader: Reader, ids: tuple[str, str, str]) -> None:
    """A change that is gone, a state that is none, no token: a sentence, and nothing is kept."""
    address = f"/compare/{ids[0]}/{ids[1]}/reviews"
    assert reader.post(address, {"change": "c0000000000", "state": "agreed"}).status == 404
    change = reader.get(f"/compare/{ids[0]}/{ids[1]}").values(".change", "id")[0]
    assert reader.post(address, {"change": change, "state": "fine"}).status == 400
    assert reader.client.post(address, data={"change": change, "state": "agreed"}).status_code == 400
    assert reader.get(f"/compare/{ids[0]}/{ids[1]}").all(".opinion") == []


def test_a_key_is_answered_with_words(reader: Reader, ids: tuple[str, str, str]) -> None:
    """JSON for what asks for JSON."""
    address = f"/compare/{ids[0]}/{ids[1]}"
    change = reader.get(address).values(".change", "id")[0]
    answer = reader.client.post(
        f"{address}/reviews",
        data={"csrf_token": reader.token(), "change": change, "state": "ignored"},
        headers={"Accept": "application/json"},
    )
    assert answer.get_json() == {"label": "忽略", "state": "ignored", "person": "", "note": ""}
