"""Markdown → lines without the markup, each with the style its block has.

    # 政府工作报告        →  政府工作报告         heading1
    ## 一、**过去**回顾   →  一、过去回顾         heading2
    - 加强党的建设        →  加强党的建设
    | 指标 | 2025 |       →  指标⇥2025           table

Line breaks inside a paragraph are kept: it is the outline's business to join what a narrow column broke.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .characters import split_lines
from .parts import Part

_HEADINGS = {"h1": "heading1", "h2": "heading2"}
_DEEPER = "heading3"


def read(text: str) -> list[Part]:
    """Return the lines that a reader of the rendered text would see, in order."""
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(text)
    return list(_parts(tokens))


def _parts(tokens: Sequence[Token]) -> Iterator[Part]:
    style: str | None = None
    cells: list[str] = []
    number: list[str] = []
    row = False
    for token in tokens:
        if token.type == "heading_open":
            style = _HEADINGS.get(token.tag, _DEEPER)
        elif token.type == "heading_close":
            style = None
        elif token.type == "tr_open":
            row, cells = True, []
        elif token.type == "tr_close":
            row = False
            yield Part("\t".join(cells), "table")
        elif token.type == "list_item_open" and token.info:
            number = [token.info + token.markup]  # the writer's own number: 1. or 1)
        elif token.type == "inline":
            lines = split_lines(_plain(token.children or ()))
            if row:
                cells.append(" ".join(lines))
                continue
            for line in lines:
                yield Part(" ".join([*number, line]) if number else line, style)
                number = []
        elif token.type in ("fence", "code_block"):
            yield from (Part(line) for line in split_lines(token.content))


def _plain(children: Sequence[Token]) -> str:
    """Return what inline tokens show; an image shows the words that stand for it."""
    out = []
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            out.append("\n")
        elif child.type == "image":
            out.append(_plain(child.children or ()))
        else:
            out.append(child.content)
    return "".join(out)
