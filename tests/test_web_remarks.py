"""Remarks by address: a field beside each change, kept as typed, nothing lost between two windows, in the table."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document

from compare.config import REMARK, WEB
from compare.store import Store
from compare.view import CHIP_OF
from tests.pages import Answer, Reader
from tests.support import ROOT, SEED
from tests.test_remarks import NEW, OLD, pair, target

NEXT = NEW.replace("1.5万家", "2万家")


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


def form(answer: Answer) -> dict[str, str]:
    """What a browser would send of the page as it stands."""
    hidden = {
        node.attributes["name"] or "": node.attributes.get("value") or "" for node in answer.all("#remarks input")
    }
    texts = {node.attributes["name"] or "": node.text().removeprefix("\n") for node in answer.all("#remarks textarea")}
    return {name: text for name, text in {**hidden, **texts}.items() if name != "csrf_token"}


def texts(answer: Answer) -> dict[str, str]:
    """What stands in the fields, by change."""
    return {name[5:]: text for name, text in form(answer).items() if name.startswith("text.")}


def column(reader: Reader, address: str, asked: str = "") -> str:
    """What stands under 说明 in the exported table."""
    table = Document(io.BytesIO(reader.get(f"{address}/export/table{asked}").body)).tables[0]
    return "\n".join(row.cells[2].text for row in table.rows[1:])


def test_every_change_has_its_draft_in_a_field(reader: Reader, ids: tuple[str, str, str]) -> None:
    """Section by section; sent back as it stands the page changes nothing."""
    address = f"/compare/{ids[0]}/{ids[1]}"
    page = reader.get(f"{address}/remarks")

    assert set(texts(page)) == {change.id for change in pair().changes}
    assert texts(page)[target(pair())] == "目标上调：建成职工之家：近万家→1.5万家以上"
    assert "二、今后五年工作" in page.texts("#remarks h2")
    answer = reader.post(f"{address}/remarks", form(page))
    assert "没有改动" in answer.texts(".notices")[0]
    assert answer.all(".written") == []
    assert reader.get(address).values(".export .first", "formaction") == [f"{address}/remarks"]


def test_what_is_written_stands_in_the_table_until_the_draft_is_restored(
    reader: Reader, ids: tuple[str, str, str]
) -> None:
    """One rewritten, one emptied; then both as drafted, by the button and by typing the draft again."""
    address, change = f"/compare/{ids[0]}/{ids[1]}", target(pair())
    page = reader.get(f"{address}/remarks")
    other = next(each for each in texts(page) if each != change)
    draft = texts(page)[other]
    typed = {**form(page), f"text.{change}": "按摸底情况调整。\r\n<b>见附件</b>", f"text.{other}": " "}

    answer = reader.post(f"{address}/remarks", typed)
    assert "已保存 2 条说明" in answer.texts(".notices")[0]
    assert (texts(answer)[change], texts(answer)[other]) == ("按摸底情况调整。\n<b>见附件</b>", "")
    assert "按摸底情况调整。\n<b>见附件</b>" in column(reader, address)
    assert draft not in column(reader, address)
    assert "按摸底情况调整" in reader.get(f"{address}/export/csv").body.decode("utf-8-sig")

    again = {**form(answer), f"text.{other}": draft, "restore": change}
    answer = reader.post(f"{address}/remarks", again)
    assert texts(answer)[change] == texts(page)[change]
    assert answer.all(".written") == []
    assert draft in column(reader, address)


def test_two_windows_lose_nothing(reader: Reader, ids: tuple[str, str, str]) -> None:
    """Beside different changes both are kept; beside one the second sees both, and next time its own holds."""
    address, change = f"/compare/{ids[0]}/{ids[1]}", target(pair())
    one = two = form(reader.get(f"{address}/remarks"))
    other, third = [name for name in one if name.startswith("text.") and name != f"text.{change}"][:2]
    reader.post(f"{address}/remarks", {**one, f"text.{change}": "甲", other: "甲二"})

    answer = reader.post(f"{address}/remarks", {**two, f"text.{change}": "乙", third: "乙三"})
    assert answer.status == 409
    assert "这一条在别处刚改为“甲”" in answer.texts(".remark .problem")[0]
    kept = reader.get(f"{address}/remarks")
    assert [texts(kept)[change], texts(kept)[other[5:]], texts(kept)[third[5:]]] == ["甲", "甲二", "乙三"]
    assert texts(answer)[change] == "乙"
    answer = reader.post(f"{address}/remarks", form(answer))
    assert (answer.status, texts(answer)[change]) == (200, "乙")

    late = {**form(kept), f"text.{change}": "丙"}
    reader.post(f"{address}/remarks", {**form(answer), "restore": change})
    assert "刚恢复为草稿" in reader.post(f"{address}/remarks", late).texts(".remark .problem")[0]
    reader.post(f"{address}/remarks", {**form(reader.get(f"{address}/remarks")), f"text.{change}": ""})
    assert "刚改为不写说明" in reader.post(f"{address}/remarks", late).texts(".remark .problem")[0]


def test_one_that_is_too_long_is_shown_as_typed(reader: Reader, ids: tuple[str, str, str]) -> None:
    """A sentence at the field; what was typed beside the others is kept."""
    address, change = f"/compare/{ids[0]}/{ids[1]}", target(pair())
    page = form(reader.get(f"{address}/remarks"))
    other = next(name for name in page if name.startswith("text.") and name != f"text.{change}")
    long = "长" * (REMARK.longest_text + 1)
    answer = reader.post(f"{address}/remarks", {**page, f"text.{change}": long, other: "短"})

    assert "说明太长" in answer.texts(".remark .problem")[0]
    assert (texts(answer)[change], texts(answer)[other[5:]]) == (long, "短")
    assert texts(reader.get(f"{address}/remarks"))[other[5:]] == "短"


def test_what_was_typed_is_shown_where_its_change_or_report_is_gone(reader: Reader, ids: tuple[str, str, str]) -> None:
    """Only what was typed, not every draft of the page; nothing of it is kept."""
    address, change = f"/compare/{ids[0]}/{ids[1]}", target(pair())
    typed = {**form(reader.get(f"{address}/remarks")), f"text.{change}": "按摸底情况调整。"}
    lost = {**typed, "text.c0123456789": "另有考虑。", "was.c0123456789": "."}
    answer = reader.post(f"{address}/remarks", lost)
    assert (answer.status, answer.texts("#typed ~ label textarea")) == (404, ["按摸底情况调整。", "另有考虑。"])
    assert reader.get(f"{address}/remarks").all(".written") == []

    assert reader.post(f"/reports/{ids[1]}/remove", {}).status == 200
    answer = reader.post(f"{address}/remarks", typed)
    assert (answer.status, answer.texts("#typed ~ label textarea")) == (404, ["按摸底情况调整。"])


def test_the_rest_of_a_row_is_left_out_at_once(reader: Reader, ids: tuple[str, str, str]) -> None:
    """What was written stays, drafts of that row go; those of others stand."""
    address = f"/compare/{ids[0]}/{ids[1]}"
    page = reader.get(f"{address}/remarks")
    row = next(node for node in page.all(".told") if len(node.css("textarea")) > 1)
    changes = [(node.attributes["name"] or "")[5:] for node in row.css("textarea")]
    answer = reader.post(
        f"{address}/remarks", {**form(page), f"text.{changes[0]}": "只说这一句。", "alone": row.attributes["id"] or ""}
    )

    found = texts(answer)
    assert [found[change] for change in changes] == ["只说这一句。", *[""] * (len(changes) - 1)]
    assert {change: text for change, text in found.items() if change not in changes} == {
        change: text for change, text in texts(page).items() if change not in changes
    }


def test_only_what_was_chosen_is_listed(reader: Reader, ids: tuple[str, str, str]) -> None:
    """The page, its further addresses and its table are of the classes chosen in the menu."""
    address, asked = f"/compare/{ids[0]}/{ids[1]}", "?changes=shown&only=figure&off="
    page = reader.get(f"{address}/remarks{asked}")
    figures = {change.id for change in pair().changes if CHIP_OF[change.cls] == "figure"}

    assert set(texts(page)) == figures
    assert f"这里只列所选的 {len(figures)} 条改动。" in page.texts(".note")[0]
    link = page.values(".bar a", "href")[0] or ""
    assert "only=figure" in link
    assert "目标上调" in column(reader, address, "?" + link.partition("?")[2])
    assert page.values(".export input[value=shown]", "checked") == [None]
    answer = reader.post(page.values("#remarks", "action")[0] or "", {**form(page), f"text.{target(pair())}": "甲"})
    assert set(texts(answer)) == figures
    assert texts(answer)[target(pair())] == "甲"


def test_those_whose_change_is_gone_are_listed_and_may_be_taken_away(
    reader: Reader, ids: tuple[str, str, str], tmp_path: Path
) -> None:
    """After the next version has taken them over, with the words of the change that they were on."""
    address = f"/compare/{ids[0]}/{ids[1]}"
    typed = {**form(reader.get(f"{address}/remarks")), f"text.{target(pair())}": "按摸底情况调整。"}
    reader.post(f"{address}/remarks", typed)
    with Store(tmp_path / "duizhao.sqlite") as store:
        assert store.versions.make(ids[2], ids[1]).remarks == 1

    page = reader.get(f"/compare/{ids[0]}/{ids[2]}/remarks")
    assert page.texts(".lost q, .lost q + span") == ["建成职工之家：近万家→1.5万家以上", "按摸底情况调整。"]
    assert "按摸底情况调整。" not in texts(page).values()
    said = page.values(".lost input[name=remark]", "value")[0] or ""
    answer = reader.post(page.values(".lost form", "action")[0] or "", {"remark": said})
    assert answer.all(".lost") == []
    assert reader.post(page.values(".lost form", "action")[0] or "", {"remark": said}).status == 404


def test_long_tables_come_in_pages(tmp_path: Path) -> None:
    """Each row on one page, each change in one field; a change of several rows leads back to its field."""
    database = tmp_path / "duizhao.sqlite"
    with Store(database) as store:
        sources = (SEED, ROOT / "corpus" / "2024-demo.txt")
        old, new = (store.add(source.read_bytes(), source.name).report_id for source in sources)
        changes = {change.id for change in store.comparison(store.compare(old, new)).changes}
    reader = Reader(database)
    address = f"/compare/{old}/{new}/remarks"
    first = reader.get(address)
    pages = [reader.follow(address, link) for link in dict.fromkeys(first.values(".turn a", "href"))]
    found = [change for page in pages for change in texts(page)]
    rows = [row for page in pages for row in page.values(":is(.told, #remarks h2)", "id")]

    assert len(pages) > 3
    assert len(found) == len(set(found))
    assert set(found) <= changes
    assert len(rows) == len(set(rows))
    assert all(len(texts(page)) < WEB.remark_fields + 60 for page in pages)
    for page in pages:
        for link in page.values(".again a", "href")[:1]:
            assert reader.follow(address, link).all(f"#{(link or '').partition('#')[2]} textarea")
    assert reader.get(f"{address}?page=99").status == 200
