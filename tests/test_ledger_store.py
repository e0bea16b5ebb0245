"""The ledger in the store: it hangs on two reports, holds whatever is found again, and keeps what was said before."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from compare.contract import comparison_to_json, dumps
from compare.errors import NotFound, StoreError
from compare.ledger import entry
from compare.model import LedgerEntry
from compare.pair_store import Kept
from compare.store import Store
from tests.test_ledger import NEW, OLD

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
THEN = "2026-01-02T03:04:05+00:00"


@pytest.fixture
def ids(store: Store) -> tuple[str, str]:
    """The ids of the two small editions in the store."""
    old, new = (store.add(text.encode(), name).report_id for text, name in ((OLD, "旧.txt"), (NEW, "新.txt")))
    return old, new


def said(store: Store, ids: tuple[str, str], text: str = "已并入") -> LedgerEntry:
    """Return an entry on the commitment that is not answered."""
    old, new = (store.report(each).report for each in ids)
    return entry(old, new, "权责清单", "waived", text)


def test_what_is_said_is_kept_and_changes_no_finding(store: Store, ids: tuple[str, str]) -> None:
    """The result and the digest that names it are those of before."""
    before = dumps(comparison_to_json(store.comparison(store.compare(*ids))))
    state = store.state(*ids)
    word = said(store, ids)

    store.ledger.say(*ids, [word], now=NOW)

    assert store.ledger.entries(*ids) == (word,)
    assert store.state(*ids) == state
    assert dumps(comparison_to_json(store.comparison(store.compare(*ids)))) == before


def test_an_earlier_word_is_history(store: Store, ids: tuple[str, str]) -> None:
    """Said anew or taken back, what was said before is kept with its times and holds no more."""
    first, second = said(store, ids), said(store, ids, "五年后再议")
    store.ledger.say(*ids, [first], now=NOW)
    store.ledger.say(*ids, [second], now=NOW)
    store.ledger.undo(*ids, second.id, now=NOW)

    assert store.ledger.entries(*ids) == ()
    assert store.ledger.history(*ids) == (Kept(first, THEN, THEN), Kept(second, THEN, THEN))
    with pytest.raises(NotFound):
        store.ledger.undo(*ids, second.id)


def test_entries_belong_to_an_old_and_a_new_report(store: Store, ids: tuple[str, str]) -> None:
    """The other way round nothing is said; beside another new report the pages can offer them."""
    word = said(store, ids)
    store.ledger.say(*ids, [word])
    third = store.add((NEW + "做好其他工作。\n").encode(), "新2.txt").report_id

    assert store.ledger.entries(ids[1], ids[0]) == ()
    assert store.ledger.entries(ids[0], third) == ()
    assert store.ledger.elsewhere(ids[0], third) == ((ids[1], 1),)
    assert store.ledger.elsewhere(*ids) == ()


def test_a_database_of_before_gets_the_ledger(tmp_path: Path, ids: tuple[str, str], store: Store) -> None:
    """The step that adds it leaves all else in place."""
    path = tmp_path / "duizhao.sqlite"
    store.close()
    with sqlite3.connect(path) as bare:
        bare.execute("drop table ledger_entry")
        bare.execute("delete from _sqlite_migrations where name = 'm007_ledger'")
    bare.close()
    with Store(path) as opened:
        assert opened.ledger.entries(*ids) == ()
        assert len(opened.reports()) == 2
        opened.ledger.say(*ids, [said(opened, ids)])
        assert len(opened.ledger.entries(*ids)) == 1


def test_a_spoilt_entry_is_one_sentence(tmp_path: Path, ids: tuple[str, str], store: Store) -> None:
    """Where the database holds something that is no entry, the error says that it is damaged."""
    store.ledger.say(*ids, [said(store, ids)])
    with sqlite3.connect(tmp_path / "duizhao.sqlite") as bare:
        bare.execute("update ledger_entry set body = '{'")
    bare.close()
    with pytest.raises(StoreError):
        store.ledger.entries(*ids)
