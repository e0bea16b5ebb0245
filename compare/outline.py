"""Lines → blocks and the section tree.

    1、 过去五年工作回顾                  →  heading, level 1, number "1、"
    五年来，…增强政治性，…道路更自信。      →  heading, level 2: one of several parallel topic lines
    政治方向更加坚定。各级工会把学习…       →  paragraph with a run-in heading (段首句), an item of level 3
    （1） …用习近平新时代中国              →  heading, level 2, joined with
    特色社会主义思想武装头脑…              →  the rest of it on the next line

The steps are `STEPS`, each from what the one before made, one idea a module.  Nothing is dropped:
what is not the report is kept as furniture, and a joined block knows which source line each
character came from.  Headings are found by their numbers, by standing alone, and by having siblings
of the same shape; the vocabulary is kept to what the genre fixes (salutations, bylines, 结束语).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .config import OutlineSettings
from .cutting import CUT, cut
from .decimals import decimal_of, decimals
from .drafts import CONNECTIVE, DASH, NUMBER, SALUTATION, Draft
from .front import front, iso_date
from .headings import annexes, numbered, topics, unnumbered
from .ids import Names
from .joining import joined
from .levels import levels
from .model import Block, Document, Line, OutlineRepair, Piece, Report, Section, Sentence
from .outline_repairs import repaired
from .roles import assign_roles
from .runins import runins
from .surroundings import contents, copies, copy_start, furniture, tail
from .words import sentences

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


def outline(
    document: Document, settings: OutlineSettings = OutlineSettings(), repairs: Sequence[OutlineRepair] = ()
) -> Report:
    """Return the report of `document`, repaired: blocks, sections and sentences; no figures or tasks yet."""
    drafts = _drafts(document.lines)
    for step in STEPS:
        drafts = step(drafts, settings)
    drafts, applied = repaired(drafts, repairs, _number_of, settings.repair_quote)
    blocks, sections = _tree(drafts)
    blocks, sections = assign_roles(blocks, sections)
    return Report(
        source=document.source,
        title=_title(blocks),
        date=_date(blocks) or _year_named(document.source.name),
        blocks=blocks,
        sections=sections,
        sentences=tuple(_sentences(blocks)),
        notes=(*document.notes, *_told(drafts)),
        repairs=applied,
    )


STEPS = (
    *(cut, furniture, contents, copies, tail, decimals, joined, front),
    *(annexes, numbered, unnumbered, topics, levels, runins),
)


def _drafts(lines: Sequence[Line]) -> list[Draft]:
    """Return one draft for every line that holds more than white space and does not go on with the one before."""
    out: list[Draft] = []
    open_: Draft | None = None  # the last draft that is no furniture: a page ends in the middle of a paragraph
    for line in lines:
        text = line.text.strip()
        if text:
            column = len(line.text) - len(line.text.lstrip())
            piece = Piece(0, line.number, column, len(text))
            draft = Draft(text, line.number, line.number, line.page, line.style, [piece], sure=line.sure)
            if line.style == "continues" and open_ is not None:
                open_.join(draft)
                open_.wrapped += 1
                continue
            draft.style = None if line.style == "continues" else line.style
            out.append(draft)
            open_ = open_ if draft.style == "furniture" else draft
    return out


def _number_of(text: str) -> str | None:
    """Return the number that a line opens with, where it does."""
    match = NUMBER.match(text)
    return text[: match.end()].strip() if match else decimal_of(text)


def _tree(drafts: list[Draft]) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """Name the blocks and hang them into sections; a run-in heading opens a section of its own."""
    name_block, name_section = Names("b"), Names("s")
    blocks: list[Block] = []
    sections: list[Section] = []
    path: list[Section] = []
    for draft in drafts:
        opens = draft.kind == "heading" or (draft.kind == "paragraph" and draft.runin)
        if opens:
            level = draft.level or 3
            heading = draft.text[slice(*draft.runin)] if draft.runin else draft.text
            heading = heading[len(draft.number or "") :].strip().rstrip("。！？!?")
            path = [section for section in path if section.level < level]
            parent = path[-1].id if path else None
            section = Section(name_section(heading), level, draft.number, heading, parent)
            sections.append(section)
            path.append(section)
        elif draft.kind in ("annex", "furniture"):
            path = [] if draft.kind == "annex" else path
        elif SALUTATION.match(draft.text):  # addressing the hall again, the speaker is back at the part
            path = [section for section in path if section.level == 1]
        elif path and path[-1].level == 3 and CONNECTIVE.match(draft.text):
            path = path[:-1]
        blocks.append(
            Block(
                id=name_block(draft.text),
                kind=draft.kind,
                text=draft.text,
                lines=(draft.first, draft.last),
                level=draft.level if draft.kind == "heading" else None,
                page=draft.page,
                section=path[-1].id if path and draft.kind not in ("annex", "furniture") else None,
                runin=draft.runin if draft.kind == "paragraph" else None,
                pieces=tuple(draft.pieces),
                sure=draft.sure,
            )
        )
    return tuple(blocks), tuple(sections)


def _sentences(blocks: Sequence[Block]) -> Iterator[Sentence]:
    name = Names("t")
    for block in blocks:
        if block.kind == "furniture":
            continue
        for start, end in sentences(block.text):
            yield Sentence(name(block.text[start:end]), block.id, (start, end))


def _title(blocks: Sequence[Block]) -> str | None:
    """Return the title without subtitle; a page's title that says the same again is left out."""
    titles = [block.text for block in blocks if block.kind == "title" and not re.match(DASH, block.text)]
    kept = [
        title
        for at, title in enumerate(titles)
        if not any(title in other for other in titles[:at] + [t for t in titles[at + 1 :] if t != title])
    ]
    return "".join(kept) or None


def _told(drafts: Sequence[Draft]) -> Iterator[tuple[str, str]]:
    """Yield what the reader should know: a report cut out of one line, or given more than once."""
    line = next((draft.first for draft in drafts if draft.style == CUT), None)
    if line is not None:
        yield (
            f"第 {line} 行是整份报告，按称呼、编号和破折号切成段落。",
            f"Line {line} holds the whole report; it was cut into paragraphs at addresses, numbers and dashes.",
        )
    start = copy_start(drafts)
    if start < len(drafts):
        line = drafts[start].first
        yield (
            f"从第 {line} 行起是同一份报告的重复，按页面杂项处理。",
            f"From line {line} on the source repeats the report; the repeats are set aside as furniture.",
        )


def _year_named(name: str) -> str | None:
    """Return the one year that a file is named after, where its text gives no date; None for none or several.

    >>> _year_named("gwr2025.txt"), _year_named("2024与2025.txt"), _year_named("报告20250305.txt")
    ('2025', None, None)
    """
    years = set(_YEAR.findall(name))
    return years.pop() if len(years) == 1 else None


def _date(blocks: Sequence[Block]) -> str | None:
    """Return the ISO date in the byline or subtitle, else None."""
    for kind in ("byline", "title"):
        for block in blocks:
            date = iso_date(block.text) if block.kind == kind else None
            if date:
                return date
    return None
