"""Markdown → lines without the markup, each on its line of the source and with the style its block has.

    # 政府工作报告        →  政府工作报告         heading1
    ## 一、**过去**回顾   →  一、过去回顾         heading2
    - 加强党的建设        →  加强党的建设
    | 指标 | 2025 |       →  指标⇥2025           table
    <!-- 待核 -->         →  nothing: no reader sees it
    增长5%[^1] / [^1]: 初步统计数  →  增长5%, and 初步统计数 as a note

Line breaks inside a paragraph are kept, as many write paragraphs so; lines broken at one width go on with each other.
Link definitions are not: a footnote such as “[1]: 数据为初步统计数” looks like one and would be lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..config import ReadingSettings
from . import html, text
from .characters import split_lines
from .parts import Notes, Part
from .wrapped import joined

_HEADINGS = {"h1": "heading1", "h2": "heading2"}
_DEEPER = "heading3"
_DEEPEST = 60
"""Deepest nesting of lists and quotations; what is deeper the parser leaves out, so the file is read as text."""

_FRONT = re.compile(r"---[ \t]*\n(?=[\w-]+[ \t]*:)(?:.*\n){0,40}?---[ \t]*(?:\n|\Z)")
_NOTE = re.compile(r"^[ ]{0,3}\[\^([^\]\s]{1,30})\]:", re.MULTILINE)
_MARK = re.compile(r"\[\^([^\]\s]{1,30})\]")
_AROUND = re.compile(r"^[\s>]*(?:[-*+]\s+|\d{1,9}[.)]\s+)?\|?|\|?\s*$")
"""What stands around the cells of a row of a table: marks of a quotation or a list, the outer bars."""

_PIPE = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_AS_TEXT: Notes = (
    (
        "Markdown 过长或嵌套太深，按纯文本读取。",
        "The Markdown is too long or too deeply nested; it was read as plain text.",
    ),
)


def read(source: str, name: str, settings: ReadingSettings) -> tuple[list[Part], Notes]:
    """Return the lines that a reader of the rendered text would see, in order, and a note where it is not rendered."""
    source = "\n".join(split_lines(source))
    if len(source) > settings.max_markdown:
        return _as_text(source)
    front = _FRONT.match(source)
    opening = split_lines(front.group()) if front else []
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEPEST}).enable("table").disable("reference")
    body = source[front.end() :] if front else source
    tokens = parser.parse(body)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        return _as_text(source)
    noted = frozenset(_NOTE.findall(source))
    parts = [Part(line, "furniture") for line in opening]
    for at, part in _parts(tokens, split_lines(body), name, settings):
        parts += [Part("")] * (len(opening) + at - len(parts))  # blank lines and markup keep the others in place
        parts.append(_unmarked(part, noted) if noted else part)
    return joined(parts)


def _as_text(source: str) -> tuple[list[Part], Notes]:
    parts, notes = text.read(source)
    return parts, (*_AS_TEXT, *notes)


def _unmarked(part: Part, noted: frozenset[str]) -> Part:
    """Return a line without the marks of footnotes that the text has, or the footnote itself."""
    note = _NOTE.match(part.text)
    bare = _MARK.sub(lambda mark: "" if mark[1] in noted else mark[0], part.text[note.end() :] if note else part.text)
    return part._replace(text=bare.strip() if note else bare, style="note" if note else part.style)


def _parts(
    tokens: Sequence[Token], lines: Sequence[str], name: str, settings: ReadingSettings
) -> Iterator[tuple[int, Part]]:
    """Yield each line with its place among those of the source, counted from 0."""
    style: str | None = None
    cells: list[str] = []
    number: list[str] = []
    row: int | None = None
    for token in tokens:
        at = token.map[0] if token.map else 0
        if token.type == "heading_open":
            style = _HEADINGS.get(token.tag, _DEEPER)
        elif token.type == "heading_close":
            style = None
        elif token.type == "tr_open":
            row, cells = at, []
        elif token.type == "tr_close" and row is not None:
            yield row, Part("\t".join([*cells, *_beyond(lines[row], len(cells))]), "table")
            row = None
        elif token.type == "list_item_open" and token.info:
            number = [token.info + token.markup]  # the writer's own number: 1. or 1)
        elif token.type == "inline":
            shown = split_lines(_plain(token.children or ()))
            if row is not None:
                cells.append(" ".join(shown))
                continue
            for index, line in enumerate(shown):
                yield at + index, Part(" ".join([*number, line]) if number else line, style)
                number = []
        elif token.type in ("fence", "code_block"):
            opened = token.type == "fence"
            if not token.info.isascii():
                yield at, Part(token.info.strip())
            yield from ((at + opened + index, Part(line)) for index, line in enumerate(split_lines(token.content)))
        elif token.type == "html_block":
            yield from ((at + index, part) for index, part in enumerate(_of_html(token.content, name, settings)))


def _beyond(line: str, columns: int) -> list[str]:
    """Return the cells of a row for which the head of its table has no column, which programs leave out."""
    inner = _AROUND.sub("", line)
    return [cell.strip() for cell in _PIPE.split(inner)[columns:]]


def _of_html(content: str, name: str, settings: ReadingSettings) -> list[Part]:
    """Return the lines of a stretch of HTML; a comment that nobody closed hides nothing."""
    if "<!--" in content and "-->" not in content:
        return [Part(line) for line in split_lines(content)]
    return html.read(content, name, settings)[0]


def _plain(children: Sequence[Token]) -> str:
    """Return what inline tokens show; an image shows the words that stand for it."""
    out = []
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            out.append("\n")
        elif child.type == "html_inline":
            out.append("\n" if _BREAK.match(child.content) else "")
        elif child.type == "image":
            out.append(_plain(child.children or ()))
        else:
            out.append(child.content)
    return "".join(out)
