"""The ledger: every commitment once, what a person says stays with its clause, and changes nothing that was found."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import given, settings

from compare.comparison import compare
from compare.config import LEDGER
from compare.contract import comparison_from_json, comparison_to_json, schema
from compare.errors import DuizhaoError, NotFound, UnreadableSource
from compare.export import export
from compare.export.ledger import FORMATS
from compare.ledger import Ledger, commitment, entry, heard, ledger, with_ledger
from compare.ledger_table import progress
from compare.model import Comparison, LedgerEntry
from compare.said_files import ENTRIES
from tests import strategies as make
from tests import typesetter
from tests.typesetter import ALL_FORMATS

OLD = """一、过去五年工作回顾
建设职工书屋2315个。
二、今后五年的主要任务
制定“十四五”时期职工发展规划，建立京津冀地区协同机制。
建设工会大数据库，制定基层工会组织权责清单，深化“女职工关爱行动”。
"""
NEW = """一、过去五年工作回顾
制定实施《北京市“十四五”时期职工发展规划》，建成工会大数据库，帮扶困难职工。
二、今后五年的主要任务
健全京津冀地区工会协同机制，编写组织建设手册。
深化“女职工关爱行动”。
"""


def pair() -> Comparison:
    """Return the comparison of the two small editions."""
    return compare(make.read(OLD, "旧.txt"), make.read(NEW, "新.txt"))


def waived(comparison: Comparison, text: str = "已并入组织建设意见") -> LedgerEntry:
    """Return an entry on the commitment that the new edition does not answer."""
    return entry(comparison.old, comparison.new, "权责清单", "waived", text, person="张三")


def shown(found: Ledger) -> list[str]:
    """Return each row as its clause, fates with states, and what a person says."""
    return [
        f"{row.task.quote}: {' '.join(f.type + (f'/{f.state}' if f.state else '') for f in row.findings)}"
        + (f" [{row.entry.say} {row.entry.text}]" if row.entry else "")
        for row in found.rows
    ]


def test_every_commitment_stands_in_the_ledger_once() -> None:
    """With what the new edition says of it, and with what a person says where the new edition says nothing."""
    comparison = with_ledger(pair(), [waived(pair())])

    assert shown(ledger(comparison)) == [
        "制定“十四五”时期职工发展规划: reported/done",
        "建立京津冀地区协同机制: reworded",
        "建设工会大数据库: reported/done",
        "制定基层工会组织权责清单: unanswered [waived 已并入组织建设意见]",
        "深化“女职工关爱行动”: kept",
    ]
    assert progress(ledger(pair()), "en").startswith("4 of 5 commitments are settled (0 of them by hand)")
    assert progress(ledger(comparison), "zh").startswith("共 5 项任务，已有着落 5 项（其中人工登记 1 项）")


@given(make.report_texts, make.report_texts)
@settings(max_examples=30, deadline=None)
def test_the_ledger_loses_no_commitment(old: str, new: str) -> None:
    """The rows are the old report's commitments in reading order, each with a finding at least."""
    comparison = make.compared(old, new)
    found = ledger(comparison)

    assert [row.task for row in found.rows] == list(comparison.old.tasks)
    assert all(row.findings for row in found.rows)
    assert sorted(row.task.id for row in found.definite_first) == sorted(row.task.id for row in found.rows)


@pytest.mark.parametrize("format", ALL_FORMATS)
def test_without_entries_an_export_is_the_same(format: str) -> None:
    """Nothing said by hand, nothing exported of it; what is said is in every format, in plain text its number."""
    bare = pair()

    assert export(with_ledger(bare, []), format) == export(bare, format)
    words = "任务台账中有人工登记 1 条" if format == "text" else "已并入组织建设意见"
    assert words in read_again(export(with_ledger(bare, [waived(bare)]), format))


def read_again(data: bytes) -> str:
    """Return the text of an export, taken out of the parts of an Office file."""
    if data.startswith(b"%PDF"):
        return typesetter.text(data)
    if not data.startswith(b"PK"):
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return "".join(file.read(name).decode() for name in file.namelist() if name.endswith(".xml"))


def test_entries_change_nothing_that_was_found() -> None:
    """Apart from the ledger, a comparison with entries is the one without."""
    bare = pair()

    assert replace(with_ledger(bare, [waived(bare)]), ledger=()) == bare


def test_an_entry_holds_where_the_clause_is_the_same() -> None:
    """In a new version of the old report whose paragraph was changed around the clause, and beside another new one."""
    said = waived(pair())
    other = make.read(OLD.replace("建设工会大数据库，", "建设工会大数据平台，"), "旧2.txt")
    again = with_ledger(compare(other, make.read(NEW + "做好其他工作。\n")), [said])

    assert [task.id for task in other.tasks if task.quote == said.task.quote] != [said.task.unit]
    assert again.ledger == (said,)
    assert [row.entry for row in ledger(again).rows if row.task.quote == said.task.quote] == [said]


def test_an_entry_whose_clause_is_gone_is_kept_and_listed() -> None:
    """It is not attached, stands in no row, and is among those apart; brought back, it holds again."""
    said = waived(pair())
    other = make.read(OLD.replace("制定基层工会组织权责清单", "办好职工学校"))
    lost = with_ledger(compare(other, make.read(NEW)), [said])

    assert lost.ledger == (replace(said, attached=False),)
    assert ledger(lost).unattached == lost.ledger
    assert all(row.entry is None for row in ledger(lost).rows)
    assert "原文已不在报告中" in FORMATS["text"][2](lost, "zh").decode()
    assert with_ledger(pair(), lost.ledger).ledger == (said,)


def test_of_the_same_clause_twice_each_has_its_own_entry() -> None:
    """Two commitments of the same words are told apart by their ids, and by their order where these are gone."""
    first, second = "建立联系制度，推进工会改革。", "建立联系制度，深化工会改革。"
    text = f"二、今后五年的主要任务\n{first}\n三、今后五年的保障措施和主要任务\n{second}\n"
    old, new = make.read(text), make.read("二、今后五年的主要任务\n深化工会改革。\n")
    twins = [task.id for task in old.tasks if task.quote == "建立联系制度"]
    said = [entry(old, new, each, "waived", f"理由{at}") for at, each in enumerate(twins)]
    found = ledger(with_ledger(compare(old, new), said[::-1]))

    assert len(twins) == 2
    assert [row.entry.text for row in found.rows if row.entry] == ["理由0", "理由1"]


def test_the_last_word_on_a_commitment_holds() -> None:
    """Said twice, the second counts."""
    first, second = waived(pair()), waived(pair(), "五年后再议")

    assert heard([first, second]) == (second,)
    assert first.id != second.id


def test_an_answer_names_its_place() -> None:
    """By the line in the source, or the id of the paragraph; its beginning is kept beside it."""
    comparison = pair()
    said = entry(comparison.old, comparison.new, "制定基层工会组织权责清单", "answered", place="4")

    assert said.place is not None
    assert said.place.quote == "健全京津冀地区工会协同机制，编写组织建设手册。"
    assert said == entry(
        comparison.old, comparison.new, commitment(comparison.old, "权责清单").id, "answered", "", said.place.unit
    )


@pytest.mark.parametrize(
    ("task", "say", "text", "place", "words"),
    [
        ("权责清单", "waived", " ", None, "写明内容"),
        ("权责清单", "outcome", "", "4", "写明内容"),
        ("权责清单", "answered", "", None, "写明内容"),
        ("权责清单", "waived", "长" * (LEDGER.longest_text + 1), None, "太长"),
        ("没有的任务", "waived", "理由", None, "没有任务"),
        ("工会", "waived", "理由", None, "不止一项"),
        ("权责清单", "answered", "", "99", "没有可对应"),
    ],
)
def test_an_entry_that_makes_no_sense_is_refused(task: str, say: str, text: str, place: str | None, words: str) -> None:
    """With a sentence that says why, in both languages."""
    comparison = pair()
    with pytest.raises(DuizhaoError) as refused:
        entry(comparison.old, comparison.new, task, say, text, place)  # type: ignore[arg-type]

    assert words in refused.value.zh
    assert refused.value.en


def test_a_name_for_no_commitment_is_not_found() -> None:
    """An empty name names nothing."""
    with pytest.raises(NotFound):
        commitment(pair().old, "")


def test_entries_are_published_as_the_schema_says() -> None:
    """A comparison with entries is valid, reads back as itself, and is read as a file of entries."""
    comparison = with_ledger(pair(), [waived(pair())])
    data = json.loads(json.dumps(comparison_to_json(comparison)))

    jsonschema.validate(data, schema())
    assert comparison_from_json(data) == comparison
    assert ENTRIES.listed(data, "对照.json") == comparison.ledger
    assert ENTRIES.listed(ENTRIES.data(comparison.ledger), "台账.json") == comparison.ledger
    assert ENTRIES.listed(json.loads(FORMATS["json"][2](comparison, "zh")), "out") == comparison.ledger


@pytest.mark.parametrize(
    "data",
    [
        [],
        {"schema": "duizhao/1"},
        {"schema": "duizhao/2", "ledger": []},
        {"schema": "duizhao/1", "ledger": [{}]},
        {"schema": "duizhao/1", "ledger": [{"say": "gone", "task": {"unit": "k0123456789", "quote": "制定"}}]},
        {"schema": "duizhao/1", "ledger": [{"say": "waived", "task": {"unit": "<b>", "quote": "制定"}, "text": "是"}]},
        {
            "schema": "duizhao/1",
            "ledger": [{"say": "waived", "task": {"unit": "k0123456789", "quote": 3}, "text": "是"}],
        },
        {
            "schema": "duizhao/1",
            "ledger": [{"say": "waived", "task": {"unit": "k0123456789", "quote": "制"}, "text": 1}],
        },
        {"schema": "duizhao/1", "ledger": [{}] * (LEDGER.most_entries + 1)},
    ],
)
def test_what_is_no_ledger_is_refused(data: object) -> None:
    """Another shape, an unknown word, an id that is none, too many: one sentence, not a crash."""
    with pytest.raises(UnreadableSource):
        ENTRIES.listed(data, "台账.json")


def test_a_long_text_in_a_file_is_refused() -> None:
    """The bounds hold for files too."""
    long = {"say": "waived", "task": {"unit": "k0123456789", "quote": "制定"}, "text": "长" * 9999}
    with pytest.raises(DuizhaoError):
        ENTRIES.listed({"schema": "duizhao/1", "ledger": [long]}, "台账.json")


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_whole_ledger_leaves_in_every_format(format: str, language: str) -> None:
    """Every commitment is in it, and what a person says; no cell is a formula."""
    said = waived(pair(), "=1+1")
    text = FORMATS[format][2](with_ledger(pair(), [said]), language).decode("utf-8-sig")  # type: ignore[arg-type]

    for task in pair().old.tasks:
        assert task.quote in text
    assert "张三" in text or format == "md"
    if format == "csv":
        assert ",'=1+1," in text
