"""The whole ledger as a file: for the terminal, a spreadsheet, a page of text, and as data.

    as_csv(comparison, "zh")  →  one commitment a row, what the new report says of it, what a person says

What a comparison's own exports say of it is what a person said (`said`); this is all of it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from ..contract import dumps
from ..describe import shorten
from ..errors import Language
from ..ledger import ledger
from ..ledger_table import HEADER, SAYS, cells, gone, lines, progress, remark
from ..lookup import Lookup
from ..model import Comparison, LedgerEntry
from ..said_files import ENTRIES
from .csv import guarded
from .markdown import escaped, ledger_table

_QUOTED = 60


def as_csv(comparison: Comparison, language: Language) -> bytes:
    """Return the whole ledger as CSV for spreadsheets."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(names[language == "en"] for names in HEADER)
    for line in lines(comparison, language):
        table.writerow(guarded(cell) for cell in line)
    return out.getvalue().encode("utf-8-sig")


def as_markdown(comparison: Comparison, language: Language) -> bytes:
    """Return the whole ledger as Markdown."""
    title = "Ledger of commitments" if language == "en" else "任务台账"
    found = ledger(comparison)
    out = [f"# {title}", "", escaped(progress(found, language)), ""]
    out += ledger_table(lines(comparison, language), language)
    return ("\n".join(out) + "\n").encode()


def as_text(comparison: Comparison, language: Language) -> bytes:
    """Return the whole ledger for a terminal."""
    found, lookup = ledger(comparison), Lookup(comparison)
    out = [progress(found, language), ""]
    for number, row in enumerate(found.rows, 1):
        line = cells(lookup, number, row, language)
        out.append(f"{number:>3}. [{row.task.id}] {line[5]}  {_plain(line[1])}")
        if line[6]:
            out.append(f"     → {shorten(_plain(line[6]), _QUOTED)}")
        if line[-1]:
            out.append(f"     ? {shorten(_plain(line[-1]), _QUOTED)}")
        if row.entry:
            person = f"（{_plain(line[9])}）" if line[9] else ""
            out.append(f"     {row.entry.id}  {line[7]}：{_plain(line[8])}{person}")
    out += [f"     {each.id}  {_lost(each, language)}" for each in found.unattached]
    return ("\n".join(out) + "\n").encode()


def as_json(comparison: Comparison, language: Language) -> bytes:
    """Return the whole ledger as data, its entries as a file of entries has them; the language makes no difference."""
    found = ledger(comparison)
    rows = [
        {
            "task": row.task.id,
            "quote": row.task.quote,
            "kind": row.task.kind,
            "deadline": row.task.deadline,
            "definite": row.task.definite,
            "findings": [each.id for each in row.findings],
            "response": [[each.type, each.state] for each in row.findings],
            "hints": [{"block": each.hint.block, "quote": each.hint.quote} for each in row.findings if each.hint],
            "new": [{"block": each.new.block, "quote": each.new.quote} for each in row.findings if each.new],
            "entry": row.entry.id if row.entry else None,
            "settled": row.settled,
        }
        for row in found.rows
    ]
    counts = {"commitments": len(rows), "settled": found.settled}
    return dumps({**ENTRIES.data(comparison.ledger), "progress": counts, "commitments": rows}).encode()


FORMATS: dict[str, tuple[str, str, Callable[[Comparison, Language], bytes]]] = {
    "text": ("text/plain; charset=utf-8", ".txt", as_text),
    "csv": ("text/csv; charset=utf-8", ".csv", as_csv),
    "md": ("text/markdown; charset=utf-8", ".md", as_markdown),
    "json": ("application/json", ".json", as_json),
}
"""The ledger by the name of its format: media type, suffix, how it is made."""


def _lost(said: LedgerEntry, language: Language) -> str:
    en = language == "en"
    return f"{gone(language)}: {_plain(said.task.quote)}  {SAYS[said.say][en]}：{_plain(remark(said))}"


def _plain(text: str) -> str:
    """Return text that cannot drive a terminal."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())
