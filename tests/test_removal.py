"""Reports taken off the list: put back whole, or gone from the file itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare.cli import main
from compare.errors import NotFound
from compare.ledger import entry
from compare.store import Store
from tests.pages import Reader

SECRET = ("䶮龘甲乙丙丁", "密级系列", "绝密标题")
OLD = f"{SECRET[2]}\n（2019年5月6日）\n一、今后工作\n制定{SECRET[0]}权责清单。\n"
NEW = "工会工作报告\n（2024年5月8日）\n一、工作回顾\n编写组织建设手册。\n"


@pytest.fixture
def ids(store: Store) -> tuple[str, str]:
    """Two kept and compared reports; the first is secret, and something was said of its commitment."""
    old = store.add(OLD.encode("gb18030"), "密.txt", series=SECRET[1]).report_id
    new = store.add(NEW.encode(), "新.txt").report_id
    store.compare(old, new)
    reports = store.report(old).report, store.report(new).report
    store.ledger.say(old, new, [entry(*reports, "权责清单", "waived", SECRET[0], "", "")])
    return old, new


def test_a_removed_report_is_nowhere_and_comes_back_whole(store: Store, ids: tuple[str, str]) -> None:
    """On no list, in no search, in no comparison; put back, everything is as it was."""
    before = store.reports(), store.comparisons(), store.ledger.entries(*ids)
    store.removal.remove(ids[0])

    assert [each.id for each in store.reports()] == [ids[1]]
    assert store.comparisons() == ()
    assert store.search.find(SECRET[0]).hits == ()
    (gone,) = store.removal.removed()
    assert (gone.entry.id, gone.comparisons, gone.said) == (ids[0], 1, 1)
    for lost in (store.entry, store.find, store.removal.remove):
        with pytest.raises(NotFound):
            lost(ids[0])

    store.removal.restore(ids[0])
    assert (store.reports(), store.comparisons(), store.ledger.entries(*ids)) == before
    assert store.search.find(SECRET[0]).passages == 1


def test_the_same_file_added_again_is_put_back(store: Store, ids: tuple[str, str]) -> None:
    """Nothing is kept twice."""
    store.removal.remove(ids[0])

    assert store.add(OLD.encode("gb18030"), "密.txt").new
    assert store.removal.removed() == ()
    assert not store.add(OLD.encode("gb18030"), "密.txt").new


def test_an_erased_report_leaves_no_byte(store: Store, ids: tuple[str, str], tmp_path: Path) -> None:
    """Original, readings, index, comparisons, what was said: nothing of it is in the file or in the log beside it."""
    store.compare(ids[1], ids[0])
    with pytest.raises(NotFound):
        store.removal.erase(ids[0])  # only what was removed before
    store.removal.remove(ids[0])
    store.removal.erase(ids[0])

    kept = b"".join(path.read_bytes() for path in tmp_path.glob("duizhao.sqlite*"))
    pairs = [secret[at : at + 2] for secret in SECRET[:1] for at in range(len(secret) - 1)]
    for words in (*SECRET, *pairs, ids[0]):
        assert words.encode() not in kept
        assert words.encode("gb18030") not in kept
    assert [each.id for each in store.reports()] == [ids[1]]
    assert store.search.find("组织建设").passages == 1
    assert store._db.rows("pragma foreign_key_check") == []
    assert store.add(OLD.encode("gb18030"), "密.txt").new


def test_one_of_two_reports_of_a_source_leaves_the_other(store: Store, ids: tuple[str, str]) -> None:
    """Erasing takes no more than the report: the other side and its original stay."""
    store.removal.remove(ids[0])
    store.removal.erase(ids[0])

    assert store.original(ids[1]) == NEW.encode()
    assert store.report(ids[1]).report.blocks


def test_the_way_on_the_pages(tmp_path: Path) -> None:
    """Deleted from the form of its title, put back, erased after a question; stale pages get a sentence."""
    path = tmp_path / "duizhao.sqlite"
    with Store(path) as store:
        report = store.add(OLD.encode(), "密.txt").report_id
    reader = Reader(path)
    (action,) = reader.get(f"/reports/edit?id={report}").values("form.removal", "action")
    said = [reader.get(f"/reports/edit?id={report}&lang={each}").texts("form.removal button") for each in ("en", "zh")]
    assert said == [["Delete this report"], ["删除这份报告"]]

    answer = reader.post(action or "", {})
    assert "可以恢复" in answer.texts(".notices")[0]
    assert answer.values("#removed form", "action") == [f"/reports/{report}/restore"]
    assert reader.get(f"/reports/{report}").status == 404
    assert reader.post(action or "", {}).status == 404

    answer = reader.post(f"/reports/{report}/restore", {})
    assert answer.texts("td.title") == [SECRET[2]]
    assert reader.get(f"/reports/{report}/erase").status == 404

    reader.post(action or "", {})
    question = reader.get(f"/reports/{report}/erase")
    assert "0 次对照" in question.texts(".problem")[0]
    answer = reader.post(f"/reports/{report}/erase", {})
    assert answer.all("#removed") == answer.all("td.title") == []
    assert reader.post(f"/reports/{report}/restore", {}).status == 404


def test_a_text_is_pasted(tmp_path: Path) -> None:
    """It is a report like any other; an empty one is refused with a sentence; a long one is taken whole."""
    reader = Reader(tmp_path / "duizhao.sqlite")
    answer = reader.post("/paste", {"text": NEW.replace("\n", "\r\n"), "series": "工会"})

    assert answer.values("input[name=title]", "value") == ["工会工作报告"]
    assert answer.values("input[name=series]", "value") == ["工会"]
    assert reader.post("/paste", {"text": " \n"}).status == 400
    assert reader.post("/paste", {"text": "长报告\n" + f"{'我们要加快发展。' * 10}\n" * 10_000}).status == 200


def test_the_way_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Removed, listed, put back, erased; an id that is none is one sentence."""
    db, file = str(tmp_path / "duizhao.sqlite"), tmp_path / "密.txt"
    file.write_text(OLD, encoding="utf-8")
    assert main(["add", str(file), "--db", db]) == 0
    report = capsys.readouterr().out.split()[0]

    assert main(["remove", report, "--db", db]) == 0
    assert main(["removed", "--db", db]) == 0
    assert capsys.readouterr().out.startswith(report)
    assert main(["restore", report[:5], "--db", db]) == 0
    assert main(["erase", report, "--db", db]) == 5
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert main(["remove", report, "--db", db]) == main(["erase", report, "--db", db]) == 0
    assert main(["removed", "--db", db]) == 0
    assert capsys.readouterr().out == ""
