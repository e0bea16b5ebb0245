"""What a person says of a source line, put into the outline that the program found.

    line 8   read as paragraph    →  said to be heading2     a section opens there
    line 33  read as paragraph    →  said to be continues    joined with the line before
    line 34  read as continues    →  said to be paragraph    cut off from the line before
    line 51  read as title        →  said to be furniture    kept, and left out of the report

The program's own reading comes first and is changed only where a person says so; sections, roles,
sentences, figures and tasks then follow from what the lines are.  A line read together with one that
is said to be furniture takes its place.  A repair whose line is not there is handed back unattached.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from .errors import DuizhaoError, UnreadableSource
from .model import BlockKind, LineKind, OutlineRepair, Report, Span
from .outline_lines import KINDS, SourceLine, chosen, source_lines
from .words import sentences

if TYPE_CHECKING:
    from .drafts import Draft

_ANCHOR = re.compile(r"n[0-9a-f]{10}")
_HEADING = re.compile(r"heading([123])")
_STOPS = "。！？!?；;"
_OPEN = (0, 0)
"""A run-in heading whose end is looked for when every line has been joined."""


def repaired(
    drafts: list[Draft],
    repairs: Sequence[OutlineRepair],
    number_of: Callable[[str], str | None],
    quote: int,
) -> tuple[list[Draft], tuple[OutlineRepair, ...]]:
    """Return the drafts as the repairs say, and the repairs with the lines they were found on.

    `number_of` finds the number that a heading opens with; `quote` characters of a line are kept with its repair.
    """
    if not repairs:
        return drafts, ()
    lines = source_lines(drafts)
    applied = _attached(repairs, lines, quote)
    kinds = {each.anchor: each.kind for each in applied}
    said = {(line.number, line.column): kinds[line.anchor] for line in lines if line.anchor in kinds}
    out: list[Draft] = []
    for draft in drafts:
        if any((piece.line, piece.column) in said for piece in draft.pieces):
            _apply(draft, said, out, number_of)
        else:
            out.append(draft)
    for draft in out:
        if draft.runin == _OPEN:
            draft.runin = _first_sentence(draft.text)
    return out, applied


def repairs_of(report: Report, wanted: Sequence[str], kind: LineKind) -> tuple[OutlineRepair, ...]:
    """Return the repairs that say the named lines to be `kind`; see `outline_lines.chosen` for their names."""
    lines = chosen(report, wanted)
    if kind == "continues" and not _follows_text(report, lines[0]):
        raise DuizhaoError(
            f"第 {lines[0].label} 行前面没有正文，无法接上行；请选别的读法。",
            f"There is no text before line {lines[0].label} that it could continue; say something else of it.",
        )
    return tuple(OutlineRepair(line.anchor, kind, line.text) for line in lines)


def anchors_of(report: Report, wanted: Sequence[str]) -> tuple[str, ...]:
    """Return the anchors of the named lines; a repair without a line is named by its anchor."""
    said = {each.anchor for each in report.repairs}
    lines = chosen(report, [each for each in wanted if each not in said])
    return (*(each for each in wanted if each in said), *(line.anchor for line in lines))


def dumps(repairs: Iterable[OutlineRepair]) -> str:
    """Return repairs as a JSON text that a person can read and `loads` reads again."""
    listed = [{"anchor": each.anchor, "kind": each.kind, "quote": each.quote} for each in repairs]
    return json.dumps({"repairs": listed}, ensure_ascii=False, indent=1) + "\n"


def loads(data: bytes, name: str) -> tuple[OutlineRepair, ...]:
    """Return the repairs in a JSON text; a report as `duizhao show --format json` prints it holds its own."""
    try:
        return tuple(_checked(each) for each in json.loads(data)["repairs"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnreadableSource(
            f"{name} 不是修正文件：应为 duizhao repair 写出的 JSON。",
            f"{name} is no file of repairs: it has to be JSON as `duizhao repair` writes it.",
        ) from error


def merged(
    kept: Sequence[OutlineRepair], more: Iterable[OutlineRepair] = (), undone: Iterable[str] = ()
) -> tuple[OutlineRepair, ...]:
    """Return `kept` without those undone, and with `more`: what is said last of a line holds."""
    by_anchor = {each.anchor: each for each in kept}
    for anchor in undone:
        by_anchor.pop(anchor, None)
    by_anchor.update((each.anchor, each) for each in more)
    return tuple(by_anchor.values())


# ── applying ──────────────────────────────────────────────────────────────────────────────────


def _attached(repairs: Sequence[OutlineRepair], lines: Sequence[SourceLine], quote: int) -> tuple[OutlineRepair, ...]:
    """Return the repairs in the order of their lines, each with its line; those without one last."""
    said = {each.anchor: each for each in repairs}
    found = [
        replace(said.pop(line.anchor), quote=line.text[:quote], line=line.number, found=line.kind)
        for line in lines
        if line.anchor in said
    ]
    return (*found, *(replace(said[anchor], line=None, found=None) for anchor in sorted(said)))


def _follows_text(report: Report, line: SourceLine) -> bool:
    """Tell whether anything but furniture stands before a line."""
    place = (line.number, line.column)
    return any((each.number, each.column) < place and each.kind != "furniture" for each in source_lines(report.blocks))


def _apply(
    draft: Draft, said: Mapping[tuple[int, int], LineKind], out: list[Draft], number_of: Callable[[str], str | None]
) -> None:
    """Append the lines of a draft to `out`, cut and joined as is said of them."""
    head: Draft | None = None
    for part in _cut(draft, number_of):
        kind = said.get((part.pieces[0].line, part.pieces[0].column))
        if kind == "continues":
            head = next((each for each in reversed(out) if each.kind != "furniture"), None)
        if head and kind in (None, "continues"):
            head.join(part)
            continue
        if kind and kind != "continues":
            _set(part, kind, number_of)
        out.append(part)
        head = head if kind == "furniture" else part


def _cut(draft: Draft, number_of: Callable[[str], str | None]) -> Iterator[Draft]:
    """Yield a draft for each line of a draft; the first keeps what is known of the whole."""
    for piece in draft.pieces:
        start, end = piece.at, piece.at + piece.length
        part = replace(
            draft,
            text=draft.text[start:end],
            first=piece.line,
            last=piece.line,
            pieces=[replace(piece, at=0)],
            runin=(draft.runin[0], min(draft.runin[1], end)) if draft.runin and start == 0 else None,
        )
        if start:
            part.number, part.depth = number_of(part.text), 0
        yield part


def _set(draft: Draft, kind: LineKind, number_of: Callable[[str], str | None]) -> None:
    """Make a draft what it is said to be."""
    heading = _HEADING.fullmatch(kind)
    draft.kind = cast(BlockKind, "heading" if heading else "paragraph" if kind == "item" else kind)
    draft.number = number_of(draft.text) if heading or kind == "item" else None
    draft.level = int(heading[1]) if heading else draft.level if draft.number else None
    draft.runin = _OPEN if kind == "item" else None


def _first_sentence(text: str) -> Span:
    """Return the span of the first sentence, without the stop that ends it."""
    return 0, len(text[: sentences(text)[0][1]].rstrip(_STOPS)) or len(text)


def _checked(data: dict[str, Any]) -> OutlineRepair:
    anchor, kind, quote = data["anchor"], data["kind"], data.get("quote", "")
    if not _ANCHOR.fullmatch(anchor) or kind not in KINDS or not isinstance(quote, str):
        raise ValueError(data)
    return OutlineRepair(anchor, kind, quote)
