"""What the export menu offers by address: all changes or those chosen, with what people said or without."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from compare.kinds import KINDS
from compare.store import Store
from compare.view import CHIP_OF
from tests.pages import Reader
from tests.test_export_selection import NEW, OLD, pair


@pytest.fixture
def address(tmp_path: Path) -> str:
    """The page of two small editions with reviews and an entry of the ledger."""
    with Store(tmp_path / "duizhao.sqlite") as store:
        old, new = (store.add(text.encode(), name).report_id for text, name in ((OLD, "旧.txt"), (NEW, "新.txt")))
        store.reviews.say(old, new, pair().reviews)
        store.ledger.say(old, new, pair().ledger)
    return f"/compare/{old}/{new}"


@pytest.fixture
def reader(address: str, tmp_path: Path) -> Reader:
    """A reader of the two."""
    assert address
    return Reader(tmp_path / "duizhao.sqlite")


def exported(reader: Reader, address: str, **asked: str) -> dict[str, Any]:
    """What the JSON of an address holds when it is asked for so."""
    answer = reader.get(f"{address}/export/json?" + "&".join(f"{name}={value}" for name, value in asked.items()))
    assert answer.status == 200
    found: dict[str, Any] = json.loads(answer.body)
    return found


@pytest.mark.parametrize(
    "asked", ["", "off=", "only=task", "state=check", "off=task&only=words", "view=inline&off=figure"]
)
@pytest.mark.parametrize("place", ["", "/reading"])
def test_the_menu_offers_what_the_list_holds(reader: Reader, address: str, asked: str, place: str) -> None:
    """The form, sent as it stands, exports as many changes as it says, and as the list shows."""
    page = reader.get(f"{address}{place}?{asked}")
    names = ("off", "only", "state")
    fields = {name: page.values(f".export input[name={name}]", "value")[0] or "" for name in names}
    all_of_it, chosen = (int(each) for each in page.texts(".export label b"))

    assert len(exported(reader, address, changes="shown", **fields)["changes"]) == chosen
    assert len(exported(reader, address, changes="all", **fields)["changes"]) == all_of_it
    assert len(exported(reader, address)["changes"]) == all_of_it
    if not place:
        assert page.texts("#changes-head small") == [str(chosen)]


@pytest.mark.parametrize(("table", "chip"), [("figures", "figure"), ("tasks", "task"), ("formulations", "formulation")])
def test_a_table_offers_its_own_class(reader: Reader, address: str, table: str, chip: str) -> None:
    """And the summary nothing but all."""
    page = reader.get(f"{address}/{table}")
    only = page.values(".export input[name=only]", "value")[0] or ""
    found = exported(reader, address, changes="shown", off="", only=only)

    assert {CHIP_OF[change["class"]] for change in found["changes"]} == {chip}
    assert page.texts(".export .chosen b") == [str(len(found["changes"]))]
    assert reader.get(f"{address}/summary").all(".export input[name=changes]") == []


@pytest.mark.parametrize(
    ("filtered", "kinds"),
    [
        ("figures?kind=pair&direction=up", ["target_up", "result_up"]),
        ("figures?direction=up&q=会员", ["target_up", "result_up"]),
        ("tasks?fate=unanswered", ["task_unanswered"]),
    ],
)
def test_a_table_that_is_filtered_offers_its_kinds(
    reader: Reader, address: str, filtered: str, kinds: list[str]
) -> None:
    """As many as it says, and what it says; a search by words narrows the table alone."""
    page = reader.get(f"{address}/{filtered}")
    (said,) = page.values(".export input[name=kinds]", "value")
    found = exported(reader, address, changes="shown", kinds=said or "")

    assert (said or "").split(",") == kinds
    assert found["left_out"]["kinds"] == kinds
    assert page.texts(".export .chosen b") == [str(len(found["changes"]))]
    assert found["changes"]
    assert all(KINDS[kind][0] in page.texts(".export .chosen")[0] for kind in kinds)


def test_a_filter_that_leaves_no_change_offers_the_class(reader: Reader, address: str) -> None:
    """What did not change is in no list of changes."""
    page = reader.get(f"{address}/figures?direction=same")

    assert page.all(".export input[name=kinds]") == []
    assert page.values(".export input[name=only]", "value") == ["figure"]


def test_what_people_said_stays_behind_where_the_box_is_not_ticked(reader: Reader, address: str) -> None:
    """The form sends "no", and "yes" after it where it is ticked; an address that says nothing takes it along."""
    page = reader.get(address)
    assert page.values(".export input[name=said]", "value") == ["no", "yes"]
    bare, both = exported(reader, address, said="no"), exported(reader, address, said="no&said=yes")

    assert (bare["reviews"], bare["ledger"]) == ([], [])
    assert both == exported(reader, address)
    assert both["reviews"]
    assert both["ledger"]


def test_a_file_of_chosen_changes_is_called_so(reader: Reader, address: str) -> None:
    """So that the two are not taken for each other; the tracked document holds all of the text anyway."""
    answer = reader.get(f"{address}/export/csv?changes=shown&only=task")
    said = f"UTF-8''{quote('对照（所选改动）-2019-2024.csv', safe='')}"
    assert (
        answer.headers["Content-Disposition"]
        == f'attachment; filename="duizhao-chosen-2019-2024.csv"; filename*={said}'
    )
    redline = reader.get(f"{address}/export/redline?changes=shown&only=task")
    assert "chosen" not in redline.headers["Content-Disposition"]
    assert reader.get(f"{address}/export/csv?changes=shown&only=x&off=y&state=z").status == 200
