"""Many changes reviewed at once, without JavaScript: of the list, of a section, of a paragraph; and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare.config import REVIEW
from compare.store import Store
from tests.pages import Answer, Reader

OLD = """工会工作报告
（2019年5月6日）
一、组织建设
建成职工之家近万家，会员总数达到500万人，开展培训20场。
推进产业工人队伍建设改革，完善服务体系。
二、维护权益
签订集体合同3万份，帮扶困难职工2万人。
"""
NEW = OLD.replace("近万家", "1.5万家以上").replace("500万", "600万").replace("20场", "30场").replace("推进", "加快推进")
NEW = NEW.replace("3万份", "4万份").replace("2019", "2024")


@pytest.fixture
def ids(tmp_path: Path) -> tuple[str, str]:
    """Two small editions, kept."""
    with Store(tmp_path / "d.sqlite") as store:
        old, new = (store.add(text.encode(), name).report_id for text, name in ((OLD, "旧.txt"), (NEW, "新.txt")))
    return old, new


@pytest.fixture
def reader(tmp_path: Path, ids: tuple[str, str]) -> Reader:
    """Someone who reads them."""
    assert ids
    return Reader(tmp_path / "d.sqlite")


def states(page: Answer) -> dict[str, str]:
    """The state of each entry of the list."""
    said = zip(page.values(".change", "id"), page.values(".change", "class"), strict=True)
    return {change or "": (classes or "").split("r-")[-1] for change, classes in said}


def test_all_entries_of_the_list_are_reviewed_and_taken_back(reader: Reader, ids: tuple[str, str]) -> None:
    """Those of which nothing was said: what somebody said stays, when they are reviewed and when that is taken back."""
    address = "/compare/{}/{}".format(*ids)
    first, *rest = states(reader.get(address))
    reader.post(f"{address}/reviews", {"change": first, "state": "check", "note": "出处？", "person": "张三"})
    form = reader.get(address)
    (action,) = form.values(".together form", "action")
    assert form.texts(".together option")[0] == f"全部 {len(rest)} 项"

    page = reader.post(action or "", {"state": "agreed", "section": "", "person": "李四"})
    assert states(page) == {first: "check", **dict.fromkeys(rest, "agreed")}
    assert page.texts(".notices p") == [f"已把 {len(rest)} 项设为“同意”。"]
    assert page.all(".together") == []
    (undo,) = page.values(".before", "action")
    page = reader.post(undo or "", {})
    assert states(page) == {first: "check", **dict.fromkeys(rest, "open")}
    assert page.all(".before") == []
    assert reader.post(undo or "", {}).status == 404


def test_a_list_narrowed_to_a_state_is_reviewed_as_it_stands(reader: Reader, ids: tuple[str, str]) -> None:
    """Those in that state, with their notes; taken back, what was said before holds again."""
    address = "/compare/{}/{}".format(*ids)
    first, second, *_ = changes = list(states(reader.get(address)))
    for change in (first, second):
        reader.post(f"{address}/reviews", {"change": change, "state": "check", "note": "出处？", "person": "张三"})
    narrowed = reader.get(f"{address}?state=check")
    (action,) = narrowed.values(".together form", "action")

    reader.post(action or "", {"state": "agreed"})
    page = reader.get(address)
    assert [states(page)[each] for each in changes[:3]] == ["agreed", "agreed", "open"]
    assert page.texts(f"#{first} .note-said") == ["出处？"]
    page = reader.post(f"{address}/reviews/together/undo", {})
    assert [states(page)[each] for each in changes[:3]] == ["check", "check", "open"]
    assert page.texts(f"#{first} .note-said") == ["出处？"]


def test_a_section_or_a_paragraph_alone(reader: Reader, ids: tuple[str, str]) -> None:
    """The number beside its name is that of the entries which are reviewed, whatever else the list is narrowed to."""
    address = "/compare/{}/{}".format(*ids)
    page = reader.get(f"{address}?only=figure")
    (action,) = page.values(".together form", "action")
    named = dict(zip(page.texts(".together option")[1:], page.values(".together option", "value")[1:], strict=True))
    assert list(named) == ["一、组织建设（3）", "二、维护权益（1）"]
    reader.post(action or "", {"state": "ignored", "section": named["二、维护权益（1）"]})
    assert list(states(reader.get(f"{address}?only=figure")).values()).count("ignored") == 1

    change = next(each for each, state in states(reader.get(f"{address}?only=figure")).items() if state == "open")
    form = reader.get(f"{address}?only=figure&review={change}")
    assert form.texts(".few legend") == ["这一段“未看”的 3 项都设为"]
    (row,) = form.values(".few input[name=row]", "value")
    page = reader.post(form.values(".few", "action")[0] or "", {"state": "agreed", "row": row, "change": change})
    assert sorted(states(page).values()) == ["agreed"] * 3 + ["ignored"]
    assert sorted(states(reader.get(address)).values()).count("agreed") == 3


def test_it_is_bounded_and_refuses_what_makes_no_sense(
    reader: Reader, ids: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """So many at once, the weightiest; a state or a section that is none, a form without its token: nothing is kept."""
    address = "/compare/{}/{}".format(*ids)
    for said in ({"state": "fine"}, {"state": "agreed", "section": "gnone"}, {"state": "agreed", "row": "gnone"}):
        assert reader.post(f"{address}/reviews/together", said).status == 400
    assert reader.post(f"{address}/reviews/together", {"state": "agreed", "person": "长" * 81}).status == 400
    assert reader.client.post(f"{address}/reviews/together", data={"state": "agreed"}).status_code == 400
    assert set(states(reader.get(address)).values()) == {"open"}

    monkeypatch.setattr("web.together.REVIEW", type(REVIEW)(most_together=2))
    assert "一次最多 2 项，按分量取前面的。" in reader.get(address).texts(".together .hint")[0]
    page = reader.post(f"{address}/reviews/together", {"state": "agreed"})
    assert list(states(page).values())[:3] == ["agreed", "agreed", "open"]
    english = reader.get(f"{address}?lang=en")
    assert english.texts(".before .hint")[0].startswith("2 entries were reviewed at once: agreed")
