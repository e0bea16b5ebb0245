"""The ledger as a table: one commitment a row, in words, for the terminal, files and pages.

    序号  任务                        类别  期限  可查验  回应      新版原文        登记      说明
    35    制定基层工会组织权责清单    规划        是      未见回应                  不再要求  已并入…

Every cell is text in the reader's language; nothing is decided here.
"""

from __future__ import annotations

from .errors import Language
from .ledger import Ledger, Row, ledger
from .lookup import Lookup, section_name
from .model import Comparison, LedgerEntry, Side

FATES: dict[str, tuple[str, str]] = {
    "unanswered": ("未见回应", "unanswered"),
    "reported": ("已有结果", "reported on"),
    "reworded": ("改写", "reworded"),
    "kept": ("保留", "kept"),
    "new": ("新任务", "new"),
}
STATES: dict[str, tuple[str, str]] = {"done": ("已完成", "done"), "under_way": ("推进中", "under way")}
SAYS: dict[str, tuple[str, str]] = {
    "answered": ("已有答复", "answered"),
    "waived": ("不再要求", "waived"),
    "outcome": ("登记结果", "outcome"),
}
KINDS: dict[str, tuple[str, str]] = {
    "plan": ("规划方案", "plan"),
    "number": ("数量", "number"),
    "mechanism": ("机制制度", "mechanism"),
    "platform": ("平台载体", "platform"),
    "coverage": ("覆盖", "coverage"),
    "reform": ("改革", "reform"),
    "support": ("服务保障", "support"),
    "activity": ("活动", "activity"),
}
HEADER: tuple[tuple[str, str], ...] = (
    ("序号", "no."),
    ("任务", "commitment"),
    ("类别", "kind"),
    ("期限", "deadline"),
    ("可查验", "definite"),
    ("回应", "response"),
    ("新版原文", "new text"),
    ("登记", "entry"),
    ("说明", "remark"),
    ("登记人", "person"),
    ("旧章节", "old section"),
    ("旧行", "old line"),
    ("新章节", "new section"),
    ("新行", "new line"),
    ("标识", "ids"),
    ("也许相关", "perhaps"),
)
"""The columns, in both languages."""

_SAID = 7


def progress(found: Ledger, language: Language) -> str:
    """Return how much is settled, as one sentence."""
    total, by_hand = len(found.rows), sum(row.entry is not None for row in found.rows)
    definite = [row for row in found.rows if row.task.definite]
    done = sum(row.settled for row in definite)
    if language == "en":
        return (
            f"{found.settled} of {total} commitments are settled ({by_hand} of them by hand); "
            f"of {len(definite)} definite ones {done}."
        )
    return (
        f"共 {total} 项任务，已有着落 {found.settled} 项（其中人工登记 {by_hand} 项）；"
        f"可查验的 {len(definite)} 项中 {done} 项。"
    )


def cells(lookup: Lookup, number: int, row: Row, language: Language) -> list[str]:
    """Return the cells of a commitment, in the order of `HEADER`."""
    en = language == "en"
    task, said = row.task, row.entry
    news = [found.new for found in row.findings if found.new is not None]
    new = [place(lookup, "new", block) for block in answering(row)]
    old = place(lookup, "old", task.block)
    return [
        str(number),
        task.quote,
        KINDS.get(task.kind, (task.kind, task.kind))[en],
        task.deadline or "",
        (("否", "no"), ("是", "yes"))[task.definite][en],
        response(row, language),
        (" / " if en else "／").join(end.quote for end in news),
        SAYS[said.say][en] if said else "",
        remark(said) if said else "",
        (said.person or "") if said else "",
        old[0],
        old[1],
        " / ".join(filter(None, dict.fromkeys(name for name, _ in new))),
        " ".join(line for _, line in new),
        " ".join([task.id, *(found.id for found in row.findings), *([said.id] if said else [])]),
        " / ".join(found.hint.quote for found in row.findings if found.hint),
    ]


def answering(row: Row) -> list[str]:
    """Return the blocks of the new report that answer a commitment: as found, else as its entry says."""
    said = row.entry
    found = [each.new.block for each in row.findings if each.new is not None]
    return list(dict.fromkeys(found or ([said.place.unit] if said and said.place else [])))


def response(row: Row, language: Language) -> str:
    """Return what the new report does with a commitment, in a few words."""
    en = language == "en"
    said = []
    for found in row.findings:
        state = f" · {STATES[found.state][en]}" if found.state else ""
        said.append(FATES[found.type][en] + state)
    return (", " if en else "、").join(dict.fromkeys(said))


def remark(said: LedgerEntry) -> str:
    """Return the words of an entry with the place that it names.

    >>> from .model import Anchor
    >>> remark(LedgerEntry("", "answered", Anchor("k", "制定…清单"), "见组织建设部分", Anchor("b", "推进规范化建设")))
    '见组织建设部分 → 推进规范化建设'
    """
    return " → ".join(part for part in (said.text, said.place.quote if said.place else "") if part)


def place(lookup: Lookup, side: Side, block: str) -> tuple[str, str]:
    """Return the section and the line in the source where a block stands; nothing for one that is gone."""
    report = lookup.side(side)
    if block not in report.blocks:
        return "", ""
    path = report.path(block)
    return section_name(path[-1]) if path else "", str(report.blocks[block].lines[0])


def lines(comparison: Comparison, language: Language) -> list[list[str]]:
    """Return the cells of every commitment, then of the entries whose commitment is gone."""
    return table(Lookup(comparison), ledger(comparison), language)


def table(lookup: Lookup, found: Ledger, language: Language) -> list[list[str]]:
    """Return the cells of a ledger, one row of it after another, then of the entries whose commitment is gone."""
    rows = [cells(lookup, number, row, language) for number, row in enumerate(found.rows, 1)]
    blank = [""] * len(HEADER)
    for each in found.unattached:
        line = list(blank)
        line[1], line[5], line[7] = each.task.quote, gone(language), SAYS[each.say][language == "en"]
        line[8], line[9], line[14] = remark(each), each.person or "", each.id
        rows.append(line)
    return rows


def gone(language: Language) -> str:
    """Return what is said of a commitment that the report no longer makes."""
    return "not in the report any more" if language == "en" else "原文已不在报告中"


def said(comparison: Comparison, language: Language) -> list[list[str]]:
    """Return the cells of the commitments of which a person spoke, and of those that are gone."""
    return [row for row in lines(comparison, language) if row[_SAID]]
