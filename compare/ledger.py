"""The ledger 任务台账: every commitment of the old report, what the new one says of it, and what a person says.

    制定基层工会组织权责清单      unanswered                  waived: 已并入新的组织建设意见
    建设工会大数据库              reported, done → 建成…       –
    选树“最美职工”                unanswered                  outcome: 五年共选树“最美职工”50人

An entry says one of three things of a commitment: it is *answered* (at a place of the new report, or in words), it is
*waived* (for a reason), or it had an *outcome* that no report states.  Entries are no part of what is found: a
comparison with them holds the same findings.  An entry hangs on the commitment's id, and where that is gone on its
whole clause, so it holds after another run, under other settings, and in a new version of either report; one whose
clause is gone is kept and listed.  Of several on one commitment the last holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .config import LEDGER, LedgerSettings
from .describe import shorten
from .edition import typed
from .errors import DuizhaoError, NotFound
from .ids import digest, normal
from .link_repairs import unit
from .lookup import ReportLookup
from .model import Anchor, Comparison, LedgerEntry, Report, Settling, Task, TaskChange

SAYS: tuple[Settling, ...] = ("answered", "waived", "outcome")
_LONGEST_NAME = 64
"""Characters of what a place is called that are looked at; an id has eleven."""

_QUOTE = 40
"""Characters of a place in the new report that are kept beside its id."""


@dataclass(frozen=True, slots=True)
class Row:
    """One commitment of the old report, what became of it, and the entry that holds, if there is one."""

    task: Task
    findings: tuple[TaskChange, ...]
    entry: LedgerEntry | None = None

    @property
    def answered(self) -> bool:
        """Tell whether the new report takes it up or reports on it."""
        return any(found.type != "unanswered" for found in self.findings)

    @property
    def settled(self) -> bool:
        """Tell whether nothing is left to do: the new report answers, or a person said why not."""
        return self.answered or self.entry is not None


@dataclass(frozen=True, slots=True)
class Ledger:
    """All commitments of the old report in reading order, and the entries whose commitment is gone."""

    rows: tuple[Row, ...]
    unattached: tuple[LedgerEntry, ...]

    @property
    def settled(self) -> int:
        """Return how many commitments are settled."""
        return sum(row.settled for row in self.rows)

    @property
    def definite_first(self) -> tuple[Row, ...]:
        """Return the rows with what can be checked first, each part in reading order."""
        return tuple(sorted(self.rows, key=lambda row: not row.task.definite))


def ledger(comparison: Comparison) -> Ledger:
    """Return the ledger of a comparison with the entries that it holds."""
    findings: dict[str, list[TaskChange]] = {}
    for change in comparison.task_changes:
        if change.old is not None and change.old.task is not None:
            findings.setdefault(change.old.task, []).append(change)
    places = _places(comparison.old, comparison.ledger)
    said = {place: each for each, place in zip(comparison.ledger, places, strict=True) if place is not None}
    rows = tuple(Row(task, tuple(findings.get(task.id, ())), said.get(task.id)) for task in comparison.old.tasks)
    lost = tuple(each for each, place in zip(comparison.ledger, places, strict=True) if place is None)
    return Ledger(rows, lost)


def with_ledger(comparison: Comparison, entries: Iterable[LedgerEntry]) -> Comparison:
    """Return the comparison with what a person said of its commitments; what was found stays as it is."""
    said = heard(entries)
    places = _places(comparison.old, said)
    kept = tuple(replace(each, attached=place is not None) for each, place in zip(said, places, strict=True))
    return replace(comparison, ledger=kept)


def entry(
    old: Report,
    new: Report,
    task: str,
    say: Settling,
    text: str = "",
    place: str | None = None,
    person: str | None = None,
    settings: LedgerSettings = LEDGER,
) -> LedgerEntry:
    """Return an entry on a commitment named as `commitment` takes it; raises where it says too little or too much.

    `place` is a block of the new report: its id, the beginning of it, or its line in the source.
    """
    found = commitment(old, task)
    where = None
    if place:
        level, block = unit(new, place.strip()[:_LONGEST_NAME])
        if level != "block":
            raise DuizhaoError(
                "答复的位置应是新报告的一个段落；请写段落编号或它在来源中的行号。",
                "The place of an answer is a paragraph of the new report; give its id, or its line in the source.",
            )
        where = Anchor(block, shorten(ReportLookup(new).unit_text("block", block), _QUOTE))
    said = LedgerEntry("", say, Anchor(found.id, found.quote), typed(text), where, typed(person or "") or None)
    return named(checked(said, settings))


def checked(said: LedgerEntry, settings: LedgerSettings = LEDGER) -> LedgerEntry:
    """Return an entry that says enough and not too much; raises for another."""
    if not said.text and not (said.say == "answered" and said.place):
        raise DuizhaoError(
            "请写明内容：答复要写出位置或文字，不再要求的写理由，结果写出是什么结果。",
            "Say more: an answer needs a place or words, a waiver its reason, an outcome what it was.",
        )
    if len(said.text) > settings.longest_text or len(said.person or "") > settings.longest_name:
        raise DuizhaoError(
            f"内容太长：文字最多 {settings.longest_text} 字，姓名最多 {settings.longest_name} 字。",
            f"That is too long: a text has at most {settings.longest_text} characters, a name {settings.longest_name}.",
        )
    return said


def commitment(old: Report, name: str) -> Task:
    """Return the commitment named by its id, the beginning of it, or words that its clause alone holds."""
    wanted = normal(name)
    found = [task for task in old.tasks if wanted and task.id.startswith(wanted)]
    found = [task for task in found if task.id == wanted] or found
    if not found and wanted:
        found = [task for task in old.tasks if normal(task.quote) == wanted]
        found = found or [task for task in old.tasks if wanted in normal(task.quote)]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFound(
            f"“{shorten(name, 40)}” 对应不止一项任务（{found[0].id}、{found[1].id} 等），请写出编号。",
            f"“{shorten(name, 40)}” names more than one commitment ({found[0].id}, {found[1].id}, …); give the id.",
        )
    raise NotFound(
        f"旧报告中没有任务 “{shorten(name, 40)}”；请写任务编号，或任务原文中的几个字。",
        f"The old report makes no commitment “{shorten(name, 40)}”; give its id, or words of its clause.",
    )


def named(said: LedgerEntry) -> LedgerEntry:
    """Return an entry with the id that its content gives it."""
    place = said.place.unit if said.place else ""
    content = (said.say, said.task.unit, normal(said.task.quote), said.text, place, said.person or "")
    return replace(said, id="e" + digest(*content), attached=True)


def subject(said: LedgerEntry) -> tuple[str, str]:
    """Return what an entry is about: the commitment, by its id and its clause."""
    return said.task.unit, normal(said.task.quote)


def heard(entries: Iterable[LedgerEntry]) -> tuple[LedgerEntry, ...]:
    """Return the entries that hold, in order: of those on one commitment, the last."""
    last: dict[tuple[str, str], LedgerEntry] = {}
    for each in entries:
        last.pop(subject(each), None)
        last[subject(each)] = each
    return tuple(last.values())


def _places(old: Report, entries: Sequence[LedgerEntry]) -> list[str | None]:
    """Return, for each entry, the id of the commitment it hangs on now: by id, else by the same clause, each once."""
    ids = {task.id for task in old.tasks}
    places = [each.task.unit if each.task.unit in ids else None for each in entries]
    free: dict[str, list[str]] = {}
    for task in old.tasks:
        if task.id not in places:
            free.setdefault(normal(task.quote), []).append(task.id)
    for at, each in enumerate(entries):
        clauses = free.get(normal(each.task.quote))
        if places[at] is None and clauses:
            places[at] = clauses.pop(0)
    return places
