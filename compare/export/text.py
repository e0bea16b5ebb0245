"""The summary and the weightiest changes for a terminal.

    目标上调  粮食产量：1.3万亿斤以上→1.4万亿斤左右
              二、2025年经济社会发展总体要求和政策取向 › …  [旧 41 行 → 新 38 行]

Plain text that can be piped; colour only when it is asked for, and never the only bearer of meaning.
"""

from __future__ import annotations

from ..config import DEFAULT, ExportSettings
from ..describe import Entry, entries, shorten
from ..errors import Language
from ..lookup import Lookup
from ..model import Comparison
from ..remarks import on_changes
from ..reviews import in_words, standing
from ..summary import write as summarise

_PAINT = {"target": "33", "fulfilment": "33", "formulation": "35", "task": "36", "added": "32", "removed": "31"}
_ALL: dict[Language, str] = {
    "zh": "（完整摘要：duizhao compare … --full）",
    "en": "(The full summary: duizhao compare … --full)",
}
_CONTROL: dict[int, None] = {code: None for code in (*range(32), 127, *range(128, 160)) if code != 10}
"""Control characters, line break apart: a report must not drive the terminal."""


def write(
    comparison: Comparison, language: Language, *, colour: bool = False, settings: ExportSettings = DEFAULT.export
) -> bytes:
    """Return the summary and the top changes as UTF-8 text, with terminal colours if `colour`."""
    lookup = Lookup(comparison)
    summary = summarise(comparison)[language].translate(_CONTROL)
    found = entries(lookup)
    shown = found[: settings.most_listed]
    english, said_of, written = language == "en", standing(comparison.reviews), on_changes(comparison)
    heading = (
        f"Weightiest changes ({len(shown)} of {len(found)})" if english else f"主要改动（{len(shown)}/{len(found)}）"
    )
    lines = [summary.rstrip("\n"), "", _ALL[language], "", heading]
    for number, entry in enumerate(shown, 1):
        lines += _lines(number, entry, language, colour, settings.line_quote)
        if entry.change.id in said_of:
            lines.append("    " + " ".join(in_words(said_of[entry.change.id], english).split()).translate(_CONTROL))
        if remark := " ".join(written.get(entry.change.id, "").split()).translate(_CONTROL):
            lines.append(f"    {'Remark: ' if english else '说明：'}{remark}")
    return ("\n".join(lines) + "\n").encode("utf-8")


def write_summary(comparison: Comparison, language: Language) -> bytes:
    """Return the full summary, every change named, as UTF-8 text."""
    return summarise(comparison, full=True)[language].translate(_CONTROL).encode("utf-8")


def _lines(number: int, entry: Entry, language: Language, colour: bool, quote: int) -> list[str]:
    label = entry.label(language)
    if colour and entry.change.cls in _PAINT:
        label = f"\x1b[{_PAINT[entry.change.cls]}m{label}\x1b[0m"
    brief = shorten(" ".join(entry.brief.split()).translate(_CONTROL), quote)
    where = (entry.new_section or entry.old_section).translate(_CONTROL)
    if language == "en":
        lines = [f"line {line} {side}" for side, line in (("old", entry.old_line), ("new", entry.new_line)) if line]
    else:
        lines = [f"{side}第{line}行" for side, line in (("旧", entry.old_line), ("新", entry.new_line)) if line]
    place = " ".join(part for part in (where, f"[{' → '.join(lines)}]") if part)
    return [f"{number:>3}. {label}  {brief}", f"     {place}"]
