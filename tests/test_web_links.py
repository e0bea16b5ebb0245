"""Mending links on the page, without JavaScript: what is said in a row holds, is shown, and can be taken back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from compare.link_repairs import mirrored
from compare.model import LinkRepair
from compare.store import Store
from tests.pages import Answer, Reader
from tests.test_link_repairs import NEW, OLD

Pair = tuple[str, str]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database with two small editions."""
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
    """The address of the pair."""
    return f"/compare/{ids[0]}/{ids[1]}"


def kept(database: Path, ids: Pair) -> list[LinkRepair]:
    """Return the repairs in the database."""
    with Store(database) as store:
        return [each.repair for each in store.link_repairs(*ids)]


def row_of(answer: Answer, words: str) -> str:
    """Return the id of the row in which a paragraph stands that begins so."""
    return next(
        node.attributes["id"] or ""
        for node in answer.all(".row")
        if any("".join(cell.text().split()).startswith(words) for cell in node.css(".cell :is(p, h2, h3)"))
    )


def opened(reader: Reader, address: str, words: str) -> Answer:
    """Return the page with the form open in the row of a paragraph, as its link leads there."""
    row = row_of(reader.get(address), words)
    (link,) = reader.get(address).values(f"#{row} .mend", "href")
    answer = reader.follow(address, link)
    assert answer.values(".row:has(.ties)", "id") == [row]
    return answer


def form(answer: Answer, selector: str) -> dict[str, list[str]]:
    """Return what a form carries as it stands, its buttons and choices apart."""
    node = answer.all(selector)[0]
    fields: dict[str, list[str]] = {}
    for field in node.css("input[type=hidden]"):
        fields.setdefault(field.attributes["name"] or "", []).append(field.attributes["value"] or "")
    return fields


def sent(reader: Reader, answer: Answer, selector: str, **more: object) -> Answer:
    """Send a form of the page with what is chosen."""
    action = answer.all(selector)[0].attributes["action"] or ""
    return reader.post(action, {**form(answer, selector), **more})


def choose(answer: Answer, words: str) -> str:
    """Return the id that the form gives to a counterpart that begins so."""
    return next(
        node.css("input")[0].attributes["value"] or ""
        for node in answer.all(".choice label")
        if words in "".join(node.text().split())
    )


def test_a_removed_paragraph_is_linked_with_a_new_one(reader: Reader, address: str, database: Path, ids: Pair) -> None:
    """Open the form in its row, choose, send: both stand in one row, marked as a person's, and back at that row."""
    page = opened(reader, f"{address}?off=wording&fold=no", "加强首都职工")
    chosen = choose(page, "推进工会高质量")

    action = page.all(".choice")[0].attributes["action"] or ""
    fields = {**form(page, ".choice"), "op": "link", "new": chosen, "csrf_token": reader.token()}
    response = reader.client.post(action, data=fields)
    after = reader.get(response.location.partition("#")[0])
    row = row_of(after, "加强首都职工")

    assert response.status_code == 303
    assert response.location.endswith(f"#{row}")
    assert "off=wording" in response.location
    assert "fold=no" in response.location
    assert row == row_of(after, "推进工会高质量")
    assert after.texts(f"#{row} .hand") == ["人工"]
    assert [(each.op, each.new[0].unit) for each in kept(database, ids)] == [("link", chosen)]
    assert after.texts(".repairs summary") == ["人工修正 1 处"]


def test_the_form_says_what_the_machine_thinks_and_takes_back(
    reader: Reader, address: str, database: Path, ids: Pair
) -> None:
    """A link of the machine is parted, shown as parted with its confidence, and restored, all from the row."""
    before = reader.get(address)
    page = opened(reader, address, "推进工会改革")
    (opinion,) = page.texts(".ties li > span")
    assert re.match(r"机器认为对应，可信度 [01]\.\d\d，依据：文字、", opinion)

    parted = sent(reader, page, ".ties li form", op="unlink")
    assert row_of(parted, "推进工会改革创新，健全基层组织体系，会员总数达到60") != row_of(
        parted, "推进工会改革创新，健全基层组织体系，会员总数达到72"
    )
    assert len(parted.all(".tie .hand")) == 2
    again = opened(reader, address, "推进工会改革")
    assert "人工断开 · 机器认为对应，可信度" in again.texts(".ties li")[0]

    restored = sent(reader, again, ".ties li form")
    assert kept(database, ids) == []
    assert [node.html for node in restored.all("#passages .cell")] == [
        node.html for node in before.all("#passages .cell")
    ]
    assert restored.all(".repairs, .hand") == []


def test_several_chosen_paragraphs_are_a_split(reader: Reader, address: str, database: Path, ids: Pair) -> None:
    """`only` with two counterparts: an old paragraph became exactly these."""
    page = opened(reader, address, "加强首都职工")
    chosen = [choose(page, "维护职工合法"), choose(page, "推进工会高质量")]
    after = sent(reader, page, ".choice", op="only", new=chosen)

    assert after.status == 200
    (said,) = kept(database, ids)
    assert (said.op, [anchor.unit for anchor in said.new]) == ("split", chosen)
    back = reader.get(f"/compare/{ids[1]}/{ids[0]}")
    assert back.texts(".repairs summary") == ["人工修正 1 处"]
    assert kept(database, (ids[1], ids[0])) == list(mirrored([said]))


def test_a_repair_whose_paragraph_is_gone_is_listed_and_can_be_undone(
    reader: Reader, address: str, database: Path, ids: Pair
) -> None:
    """It is kept, said not to apply, quoted, and taken back from the list above the text."""
    with Store(database) as store:
        from compare.link_repairs import repair

        other = store.report(store.add((OLD + "已经没有的一段。\n").encode(), "三.txt").report_id).report
        gone = other.blocks[-1].id
        store.mend(*ids, repair(other, store.report(ids[1]).report, "link", [gone], ["3"]))
    page = reader.get(address)

    assert page.texts(".repairs summary") == ["人工修正 1 处 其中 1 处未生效"]
    assert "已经没有的一段" in page.texts(".repairs li")[0]
    assert page.values(".repairs li a", "href") == []
    after = sent(reader, page, ".repairs form")
    assert after.all(".repairs") == []


def test_every_paragraph_of_the_other_side_can_be_chosen(reader: Reader, address: str) -> None:
    """What is not among the likely ones is in the list by section; headings are linked with headings there too."""
    page = opened(reader, address, "加强首都职工")
    offered = set(page.values(".choice option", "value")) - {""}
    lines = [line for line in NEW.splitlines() if line]

    assert len(offered) == len(lines)
    assert page.values(".choice optgroup", "label") == ["一、五年来的工作", "二、今后任务"]
    assert set(page.values(".choice label input", "value")) <= offered


def test_the_form_stands_in_one_row_only_and_not_at_first(reader: Reader, address: str) -> None:
    """Every row with text has a link to it, and none a form until it is asked for; an unknown row opens none."""
    page = reader.get(address)

    assert page.all(".ties") == []
    assert len(page.all(".row .mend")) == len(page.all(".row:not(.pointer)"))
    assert reader.get(f"{address}?mend=nothing").all(".ties") == []


def test_it_is_said_in_english_too(reader: Reader, address: str) -> None:
    """No Chinese in the form but the reports' own."""
    row = row_of(reader.get(address), "加强首都职工")
    page = reader.get(f"{address}?lang=en&mend={row}")
    chrome = [
        *page.texts(".ties summary, .ties button, .ties [lang=en]"),
        page.values(".ties", "aria-label")[0] or "",
        page.texts(".choice option")[0],
    ]

    assert not any(re.search(r"[一-鿿]", words) for words in chrome), chrome


def test_nonsense_is_refused_with_a_sentence(reader: Reader, address: str, database: Path, ids: Pair) -> None:
    """Nothing chosen, no such paragraph, no such verb, no such repair, no token: nothing is kept."""
    with Store(database) as store:
        a, x = (store.report(each).report.blocks[1].id for each in ids)
    for status, where, fields in (
        (400, "links", {"op": "link", "old": a, "new": ""}),
        (400, "links", {"op": "glue", "old": a, "new": x}),
        (404, "links", {"op": "link", "old": a, "new": "b0000000000"}),
        (404, "links/undo", {"repair": "m0000000000"}),
    ):
        answer = reader.post(f"{address}/{where}", fields)
        assert answer.status == status, fields
        assert len(answer.texts(".problem")) == 1
    assert reader.client.post(f"{address}/links", data={"op": "link", "old": a, "new": x}).status_code == 400
    assert kept(database, ids) == []
