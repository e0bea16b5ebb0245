"""Paragraph styles of Word → what a paragraph is (title, heading1 … heading3) and which list numbers it.

<w:style w:styleId="1"><w:name w:val="heading 1"/>…   →  style "1" is heading1
<w:style w:styleId="a3"><w:name w:val="Title"/>…      →  style "a3" is title
<w:style w:styleId="b"><w:name w:val="一级标题"/>…     →  style "b" is heading1
style based on another                                →  what that one is
character or paragraph style with w:vanish            →  its text is hidden
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

_NAME = re.compile(
    r"(?:公文|正文|报告|文档|自定义|我的)?"
    r"(?:(?:heading|标题)\s*([1-9一二三四五六七八九])|([1-9一二三四五六七八九])级标题)",
    re.IGNORECASE,
)
"""The styles of headings: Word's own, in either language, and what offices call theirs; 图标题 is a caption."""

_NUMBERS = "一二三四五六七八九"
_CONTENTS = re.compile(
    r"(?:toc|目录|wpsoffice手动目录|table of figures|图表目录)\s*(?:heading|标题)?\s*[1-9]?", re.IGNORECASE
)
"""The styles of a table of contents, of Word and of WPS."""
_TITLES = frozenset(("title", "标题", "文档标题"))
HEADINGS = ("heading1", "heading2", "heading3")
_DEEPEST = 20
"""Most styles that a chain of "based on" is followed through; Word allows eleven."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the properties of a paragraph say: its place in the outline and its list, an indent, hidden text.

    `named` is the style that gave the list, by which the list may know its level.
    """

    style: str | None = None
    list_id: str | None = None
    depth: int | None = None
    named: str | None = None
    indented: bool = False
    hidden: bool = False


class Styles:
    """The styles of a document; ask `look` for each paragraph."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._default: str | None = None
        self._known: dict[str, Look] = {}
        for element in root.iterchildren("{*}style") if root is not None else ():
            kind, key = attribute(element, "type"), attribute(element, "styleId") or ""
            if kind in ("paragraph", "character", None):
                self._elements[key] = element
                if kind != "character" and attribute(element, "default") in ("1", "true", "on"):
                    self._default = key

    def look(self, properties: etree._Element | None) -> Look:
        """Return what a paragraph with these properties (w:pPr) is."""
        named = value(properties, "pStyle") if properties is not None else None
        base = self._style(named or self._default or "", 0)
        return base if properties is None else _with(base, properties)

    def hides(self, properties: etree._Element | None, paragraph: Look) -> bool:
        """Tell whether a run with these properties (w:rPr) in such a paragraph is hidden."""
        if properties is None or properties.find("{*}vanish") is None:
            style = value(properties, "rStyle") if properties is not None else None
            return paragraph.hidden or bool(style and self._style(style, 0).hidden)
        return is_on(properties, "vanish")

    def _style(self, key: str, depth: int) -> Look:
        if key not in self._elements or depth > _DEEPEST:
            return Look()
        if key not in self._known:
            element = self._elements[key]
            look = self._style(value(element, "basedOn") or "", depth + 1)
            own = element.find("{*}pPr")
            if own is not None:
                look = _with(look, own)
                look = replace(look, named=key) if own.find("{*}numPr") is not None else look
            runs = element.find("{*}rPr")
            if runs is not None and runs.find("{*}vanish") is not None:
                look = replace(look, hidden=is_on(runs, "vanish"))
            name = (value(element, "name") or "").strip().lower()
            if name in _TITLES:
                look = replace(look, style="title")
            elif _CONTENTS.fullmatch(name):
                look = replace(look, style="furniture")  # the table of contents repeats every heading
            elif match := _NAME.fullmatch(name):
                level = match.group(1) or match.group(2)
                look = replace(look, style=_heading(int(level) if level.isascii() else _NUMBERS.index(level) + 1))
            self._known[key] = look
        return self._known[key]


def attribute(element: etree._Element, name: str) -> str | None:
    """Return an attribute whatever the name space of its prefix, as Word has had several."""
    return next((str(text) for key, text in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


def value(element: etree._Element, child: str) -> str | None:
    """Return the `val` of a child element, or None."""
    found = element.find(f"{{*}}{child}")
    return None if found is None else attribute(found, "val")


def is_on(properties: etree._Element | None, child: str) -> bool:
    """Tell whether a switch such as w:vanish is there and not turned off."""
    found = None if properties is None else properties.find(f"{{*}}{child}")
    return found is not None and attribute(found, "val") not in ("0", "false", "off")


def integer(text: str | None, default: int) -> int:
    """Return a plain number of at most nine digits, else `default`."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else default


def _with(look: Look, properties: etree._Element) -> Look:
    level = value(properties, "outlineLvl")
    if level is not None:
        look = replace(look, style=_heading(integer(level, 9) + 1))
    indent = properties.find("{*}ind")
    if indent is not None and (first := attribute(indent, "firstLineChars") or attribute(indent, "firstLine")):
        look = replace(look, indented=integer(first, 0) > 0)
    numbers = properties.find("{*}numPr")
    if numbers is not None:
        list_id, depth = value(numbers, "numId"), value(numbers, "ilvl")
        look = replace(look, list_id=list_id or look.list_id, depth=integer(depth, 0) if depth else look.depth)
    return look


def _heading(level: int) -> str | None:
    """Level 1–9 as a style; Word's level 10 is body text."""
    return None if level > 9 else HEADINGS[min(level, len(HEADINGS)) - 1]
