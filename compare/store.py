"""What is kept: reports as given and as read, and what was found between them.

    bytes ── add ──▶ report "r41c0…"                                   (reports.py)
    "r41c0…" + "r9be2…" ── compare ──▶ comparison "c77d1…" ──▶ its result

    "r41c0…" + "r9be2…" + a repair ── mend ──▶ the comparison mended ── unmend ──▶ as it was

A comparison is named by its two reports.  A result is kept with the digest of the settings, the program, the
dictionary of the series and the repairs by hand, of outlines and of links, that it follows: after an upgrade or a
repair it is found again under the same name, and the earlier one stays.  A repair of links holds for its two reports,
whichever is the old one.

A Store holds one connection: make one for each thread, and one for each request.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from types import TracebackType

from .config import DEFAULT, Settings
from .contract import (
    comparison_from_json,
    comparison_to_json,
    finding_repair_to_json,
    link_repair_from_json,
    link_repair_to_json,
)
from .database import Connection, Row
from .dictionary import Dictionary, settings_with, write
from .dictionary_store import DictionaryStore
from .errors import NotFound
from .finding_store import FindingStore
from .ids import digest
from .link_repairs import mirrored, subject
from .model import Comparison, FindingRepair, LinkRepair
from .page_store import PageStore, Pieces
from .pair_store import ledgers, remarks_in, reviews_in
from .provenance import with_repairs
from .records import KeptLinkRepair, Pair
from .removal_store import RemovalStore
from .reports import Reports, compact, stamp
from .version_store import VersionStore


class Store(Reports):
    """The reports and comparisons of one database."""

    def __init__(self, path: Path, settings: Settings = DEFAULT) -> None:
        super().__init__(Connection(path), settings)
        self.ledger = ledgers(self._db)
        self.findings = FindingStore(self._db)
        self.dictionaries = DictionaryStore(self._db)
        self.reviews = reviews_in(self._db)
        self.remarks = remarks_in(self._db)
        self.removal = RemovalStore(self._db, self.search)
        self.pages = PageStore(self._db)
        self.versions = VersionStore(self._db, self.search)

    def close(self) -> None:
        """Close the connection."""
        self._db.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def compare(self, old_id: str, new_id: str, *, now: datetime | None = None) -> str:
        """Compare two stored reports and return the id of their comparison; what is there already is not computed."""
        return self._compared(old_id, new_id, now)[0]

    def comparison(self, comparison_id: str) -> Comparison:
        """Return what was found between two reports, found again where the program or its settings have changed."""
        pair = self.pair(comparison_id)
        ids = (pair.old.id, pair.new.id)
        return self._result(comparison_id, *ids) or self._find_changes(comparison_id, *ids, stamp(None))[1]

    def page(self, old_id: str, new_id: str) -> Pieces:
        """Return the page of two stored reports in pieces; what is not there yet is found and kept."""
        comparison_id, result = self._compared(old_id, new_id, None)
        return self.pages.of(result) or self.pages.keep(result, self.comparison(comparison_id), stamp(None))

    def comparisons(self) -> tuple[Pair, ...]:
        """Return the stored comparisons, the latest first; not those with a removed report."""
        entries = {entry.id: entry for entry in self.reports()}
        rows = self._db.rows("select id, old, new, added from comparison order by added desc, rowid desc")
        return tuple(
            Pair(row["id"], entries[row["old"]], entries[row["new"]], row["added"])
            for row in rows
            if row["old"] in entries and row["new"] in entries
        )

    def pair(self, comparison_id: str) -> Pair:
        """Return the list entry of one comparison."""
        row = self._db.row("select id, old, new, added from comparison where id = ?", [comparison_id])
        if row is None:
            raise NotFound(
                f"没有编号为 “{comparison_id}” 的对照；请重新选择两份报告进行对照。",
                f"No stored comparison has the id “{comparison_id}”; choose two reports and compare them.",
            )
        return Pair(row["id"], self.entry(row["old"]), self.entry(row["new"]), row["added"])

    def link_repairs(self, old_id: str, new_id: str) -> tuple[KeptLinkRepair, ...]:
        """Return the repairs that hold between two reports, in the order in which they were said."""
        return tuple(KeptLinkRepair(said, row["added"]) for row, said in self._mends(old_id, new_id))

    def state(self, old_id: str, new_id: str) -> str:
        """Return the digest of everything that decides what is found between two reports besides their bytes."""
        base = self.reading_state(old_id, new_id)
        links = [kept.repair for kept in self.link_repairs(old_id, new_id)]
        return _made_with(base, links, self.findings.repairs(old_id, new_id), self.dictionary(old_id, new_id))

    def dictionary(self, old_id: str, new_id: str) -> Dictionary:
        """Return the dictionary of the series that two reports share; an empty one where they share none."""
        old, new = self.entry(old_id).series, self.entry(new_id).series
        return self.dictionaries.of(old) if old and old == new else Dictionary()

    def mend(self, old_id: str, new_id: str, said: LinkRepair, *, now: datetime | None = None) -> None:
        """Keep what a person said of the links of two reports; an earlier word on the same units no longer holds."""
        old, new, when = self.entry(old_id), self.entry(new_id), stamp(now)
        with self._db.writing():
            for row, earlier in self._mends(old.id, new.id):
                if subject(earlier) == subject(said):
                    self._db.write("update link_repair set undone = ? where id = ?", [when, row["id"]])
            self._db.write(
                "insert into link_repair (old, new, body, added) values (?, ?, ?, ?)",
                [old.id, new.id, _body(said), when],
            )

    def unmend(self, old_id: str, new_id: str, repair_id: str, *, now: datetime | None = None) -> None:
        """Take back one repair; it is kept, but holds no more."""
        with self._db.writing():
            known = {said.id: row["id"] for row, said in self._mends(old_id, new_id)}
            if repair_id not in known:
                raise NotFound(
                    f"这两份报告之间没有编号为 “{repair_id}” 的修正，可能已经撤销；请看现有的修正。",
                    f"No repair between these two reports has the id “{repair_id}”; it may be undone already.",
                )
            self._db.write("update link_repair set undone = ? where id = ?", [stamp(now), known[repair_id]])

    def _mends(self, old_id: str, new_id: str) -> list[tuple[Row, LinkRepair]]:
        """Return the rows of the repairs that hold, each as it reads with these sides."""
        rows = self._db.rows(
            "select id, old, body, added from link_repair"
            " where undone is null and ((old = ? and new = ?) or (old = ? and new = ?)) order by id",
            [old_id, new_id, new_id, old_id],
        )
        found = []
        for row in rows:
            said = link_repair_from_json(self._parsed(row["body"]))
            found.append((row, said if row["old"] == old_id else mirrored([said])[0]))
        return found

    def _compared(self, old_id: str, new_id: str, now: datetime | None) -> tuple[str, int]:
        """Return the ids of the comparison of two reports and of its present result."""
        old, new = self.entry(old_id), self.entry(new_id)
        comparison_id = "c" + digest(old.id, new.id)
        row = self._db.row(
            "select id from result where comparison = ? and made_by = ?", [comparison_id, self.state(old.id, new.id)]
        )
        result = row["id"] if row else self._find_changes(comparison_id, old.id, new.id, stamp(now))[0]
        return comparison_id, result

    def _result(self, comparison_id: str, old_id: str, new_id: str) -> Comparison | None:
        row = self._db.row(
            "select result.body, old.body as old, new.body as new from result"
            " join reading as old on result.old_reading = old.id join reading as new on result.new_reading = new.id"
            " where result.comparison = ? and result.made_by = ?",
            [comparison_id, self.state(old_id, new_id)],
        )
        if row is None:
            return None
        sides = {side: self._parsed(row[side]) for side in ("old", "new")}
        return comparison_from_json({**self._parsed(row["body"]), **sides})

    def _find_changes(self, comparison_id: str, old_id: str, new_id: str, when: str) -> tuple[int, Comparison]:
        """Find what changed between two reports; keep the result and its page, and return it with its id."""
        from . import comparison as pipeline

        (old_reading, old), (new_reading, new) = self.reading(old_id), self.reading(new_id)
        repairs = [kept.repair for kept in self.link_repairs(old_id, new_id)]
        findings = self.findings.repairs(old_id, new_id)
        dictionary = self.dictionary(old_id, new_id)
        used = settings_with(self.settings, dictionary)
        found = pipeline.compare(old, new, used, repairs, findings)
        body = {name: value for name, value in comparison_to_json(found).items() if name not in ("old", "new")}
        settings = compact(asdict(used))
        sides = ((each.repairs, each.figure_repairs, each.choice) for each in (old, new))
        made = _made_with(with_repairs(self._made_by, *sides), repairs, findings, dictionary)
        with self._db.writing():
            self._db.write(
                "insert into comparison (id, old, new, added) values (?, ?, ?, ?) on conflict do nothing",
                [comparison_id, old_id, new_id, when],
            )
            self._db.write(
                "insert into result (comparison, made_by, old_reading, new_reading, settings, body, added)"
                " values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                [comparison_id, made, old_reading, new_reading, settings, compact(body), when],
            )
        kept = self._db.rows("select id from result where comparison = ? and made_by = ?", [comparison_id, made])
        self.pages.keep(kept[0]["id"], found, when)
        return kept[0]["id"], found


def _made_with(
    base: str, links: Sequence[LinkRepair], findings: Sequence[FindingRepair], dictionary: Dictionary
) -> str:
    """Return what decides a result besides the reports: `base`, what was said of links and figures, a dictionary."""
    said = digest(base, *map(_body, links)) if links else base
    said = digest(said, *(compact(finding_repair_to_json(each)) for each in findings)) if findings else said
    return digest(said, write(replace(dictionary, remarks=()))) if dictionary else said


def _body(said: LinkRepair) -> str:
    return compact(link_repair_to_json(said))
