"""The ledger's page without JavaScript: filters, forms, entries that hold and are taken back, files."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare.ledger import commitment, entry
from compare.store import Store
from tests.pages import Answer, Reader
from tests.test_ledger import NEW, OLD

Pair = tuple[str, str]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database with the two small editions."""
    path = tmp_path / "duizhao.sqlite"
    with Store(path) as store:
        for text, name, date in ((OLD, "旧.txt", "2019"), (NEW, "新.txt", "2024")):
            store.add(text.encode(), name, date=date)
    return path


@pytest.fixture
def reader(database: Path) -> Reader:
    """A reader of the two."""
    return Reader(database)


@pytest.fixture
def ids(database: Path) -> Pair:
    """The ids of the two."""
    with Store(database) as store:
        found = {entry.name: entry.id for entry in store.reports()}
    return found["旧.txt"], found["新.txt"]


@pytest.fixture
def address(ids: Pair) -> str:
    """The address of the ledger."""
    return f"/compare/{ids[0]}/{ids[1]}/tasks"


@pytest.fixture
def task(database: Path, ids: Pair) -> str:
    """The id of the commitment that the new edition does not answer."""
    with Store(database) as store:
        return commitment(store.report(ids[0]).report, "权责清单").id


def rows(answer: Answer) -> list[str]:
    """Return the ids of the commitments shown."""
    return [each or "" for each in answer.values(".ledger tr[id]", "id")]


def test_the_ledger_shows_every_commitment(reader: Reader, address: str, task: str) -> None:
    """Definite ones first, with what the new edition says, both places, and how much is settled."""
    answer = reader.get(address)

    assert answer.status == 200
    assert answer.texts(".progress b") == ["4 / 5"]
    assert len(rows(answer)) == 5
    assert answer.texts(f"#{task} .finding") == ["未见回应"]
    assert answer.texts(".ledger tr[id]:last-of-type .finding b") == ["保留"]
    assert answer.texts("#new + details li, h2#new small")[0] == "1"
    first = answer.all(".ledger tr[id]")[0]
    assert len(first.css("a.where")) == 2
    assert answer.values(".tabs [aria-current]", "href") == [address]


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("fate=unanswered", 1),
        ("fate=reported", 2),
        ("kind=plan", 2),
        ("standing=open", 1),
        ("standing=said", 0),
        ("definite=1", 4),
        ("definite=1&standing=settled", 3),
        ("fate=nonsense&kind=<b>&standing=x&order=y", 5),
        ("order=text", 5),
    ],
)
def test_filters_leave_what_they_say(reader: Reader, address: str, query: str, number: int) -> None:
    """By fate, kind, standing; what is not known is passed over."""
    answer = reader.get(f"{address}?{query}")

    assert answer.status == 200
    assert len(rows(answer)) == number


def test_an_entry_is_made_changed_and_taken_back(
    reader: Reader, address: str, task: str, database: Path, ids: Pair
) -> None:
    """Its form opens in the row; what is said shows there and counts; what was said before stays to be seen."""
    (link,) = reader.get(f"{address}?fate=unanswered").values(f"#{task} .say", "href")
    form = reader.get((link or "").partition("#")[0])
    assert form.values(".settle input[name=task]", "value") == [task]
    action = form.values(".settle", "action")[0] or ""
    assert "fate=unanswered" in action

    answer = reader.post(action, {"task": task, "say": "waived", "text": "已并入", "person": "张三", "place": ""})
    assert answer.texts(f"#{task} .said p") == ["不再要求 已并入 张三"]
    assert answer.texts(".progress b") == ["5 / 5"]

    answer = reader.post(address, {"task": task, "say": "outcome", "text": "已印发"})
    assert answer.texts(f"#{task} .said > p") == ["登记结果 已印发"]
    assert "已并入" in answer.texts(f"#{task} .earlier")[0]

    entry_id = answer.values(f"#{task} input[name=entry]", "value")[0]
    answer = reader.post(f"{address}/undo", {"entry": entry_id})
    assert answer.texts(f"#{task} .said > p") == []
    assert answer.texts(".progress b") == ["4 / 5"]
    with Store(database) as store:
        assert store.ledger.entries(*ids) == ()


def test_an_answer_is_picked_from_likely_places_or_by_line(reader: Reader, address: str, task: str) -> None:
    """A radio names a paragraph; a line in the source goes before it; the page then leads there."""
    form = reader.get(f"{address}?say={task}")
    likely = [value for value in form.values(".settle input[name=place]", "value") if value]
    assert likely

    answer = reader.post(address, {"task": task, "say": "answered", "place": likely[0]})
    assert len(answer.all(f"#{task} .said a.where")) == 1

    answer = reader.post(address, {"task": task, "say": "answered", "place": likely[0], "line": "4"})
    assert "编写组织建设手册" in " ".join(answer.texts(f"#{task} .said"))
    form = reader.get(f"{address}?say={task}")
    checked = [node for node in form.all(".settle input[name=place]") if "checked" in node.attributes]
    assert [bool(node.attributes["value"]) for node in checked] == [True]


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"say": "waived", "text": ""}, "写明内容"),
        ({"say": "gone", "text": "是"}, "没有说明"),
        ({"text": "是"}, "没有说明"),
        ({"say": "answered", "line": "999"}, "没有可对应"),
        ({"say": "waived", "text": "长" * 3000}, "太长"),
        ({"say": "waived", "text": "是", "task": "<script>"}, "没有任务"),
    ],
)
def test_what_makes_no_sense_is_refused(
    reader: Reader, address: str, task: str, form: dict[str, str], words: str
) -> None:
    """With one sentence, and nothing is kept."""
    answer = reader.post(address, {"task": task, **form})

    assert answer.status in (400, 404, 413, 422)
    assert words in answer.html.text()
    assert "<script>" not in answer.body.decode().split("<main")[1]
    assert reader.get(f"{address}?standing=said").texts(".ledger tr[id]") == []


def test_what_was_typed_stays_where_it_cannot_be_kept(reader: Reader, address: str, task: str) -> None:
    """The form is open at its row, with the reason and all that was typed."""
    typed = {"task": task, "say": "answered", "line": "999", "text": "见附件", "person": "张三"}
    answer = reader.post(address, typed)

    assert "没有可对应" in answer.texts(".settle [role=alert]")[0]
    assert answer.values(".settle input[name=line]", "value") == ["999"]
    assert answer.texts(".settle textarea") == ["见附件"]
    assert answer.values(".settle input[name=person]", "value") == ["张三"]


def test_a_row_that_a_filter_leaves_out_stays_until_the_next_page(reader: Reader, address: str, task: str) -> None:
    """Settled on the page of open ones, it still shows what was said; a line number may be typed in wide digits."""
    answer = reader.post(f"{address}?standing=open", {"task": task, "say": "answered", "line": "４"})
    assert "编写组织建设手册" in " ".join(answer.texts(f"#{task} .said"))
    assert rows(reader.get(f"{address}?standing=open")) == []


def test_a_foreign_form_is_refused(reader: Reader, address: str, task: str) -> None:
    """Without the token of our own pages nothing is kept."""
    answer = reader.client.post(address, data={"task": task, "say": "waived", "text": "是"})

    assert answer.status_code == 400
    assert reader.get(f"{address}?standing=said").texts(".ledger tr[id]") == []


def test_what_was_said_beside_another_draft_is_taken_over(reader: Reader, database: Path, ids: Pair, task: str) -> None:
    """The page of a new draft offers it, takes over what is not said yet, and offers it no more often than it must."""
    with Store(database) as store:
        reports = [store.report(each).report for each in ids]
        store.ledger.say(*ids, [entry(reports[0], reports[1], task, "waived", "已并入")])
        draft = store.add((NEW + "做好其他工作。\n").encode(), "新2.txt").report_id
    address = f"/compare/{ids[0]}/{draft}/tasks"
    assert "1 条" in reader.get(address).texts(".take-over")[0]

    answer = reader.post(f"{address}/from", {"new": ids[1]})

    assert answer.texts(f"#{task} .said > p") == ["不再要求 已并入"]
    assert answer.texts(".take-over") == []


def test_an_entry_whose_commitment_is_gone_is_listed(reader: Reader, database: Path, ids: Pair, task: str) -> None:
    """Apart from the table, with what was said."""
    with Store(database) as store:
        reports = [store.report(each).report for each in ids]
        said = entry(reports[0], reports[1], task, "waived", "已并入")
        other = store.add(OLD.replace("制定基层工会组织权责清单", "办好职工学校").encode(), "旧2.txt").report_id
        store.ledger.say(other, ids[1], [said])
    answer = reader.get(f"/compare/{other}/{ids[1]}/tasks")

    assert "已并入" in answer.texts(".lost li")[0]
    assert answer.texts("#unattached small") == ["1"]


@pytest.mark.parametrize("format", ["csv", "md", "json", "text"])
def test_the_ledger_leaves_as_a_file(reader: Reader, address: str, task: str, format: str) -> None:
    """With what is said in it, under a name of its own; so does the whole comparison."""
    reader.post(address, {"task": task, "say": "waived", "text": "已并入组织建设"})
    answer = reader.get(f"{address}/export/{format}")

    assert "已并入组织建设" in answer.body.decode("utf-8-sig")
    assert 'filename="ledger-2019-2024.' in answer.headers["Content-Disposition"]
    if format != "text":
        whole = reader.get(f"{address.removesuffix('/tasks')}/export/{format}")
        assert "已并入组织建设" in whole.body.decode("utf-8-sig")


def test_unknown_formats_and_reports_are_not_found(reader: Reader, address: str) -> None:
    """One page that says so."""
    assert reader.get(f"{address}/export/pdf").status == 404
    assert reader.get("/compare/rffffffffff/rffffffffff/tasks").status == 404


def test_the_page_is_in_english_too(reader: Reader, address: str) -> None:
    """Heads, fates and progress."""
    answer = reader.get(f"{address}?lang=en")

    assert answer.texts("h1") == ["Commitments"]
    assert "4 of 5 commitments are settled" in answer.texts(".progress")[0]
    assert "未见回应" not in answer.html.text()
