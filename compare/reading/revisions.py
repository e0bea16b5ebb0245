"""Tracked changes of Word: which text is taken, the one with all of them accepted or with all of them rejected.

要<w:ins>加快</w:ins><w:del>推进</w:del>发展     final: 要加快发展     original: 要推进发展
moved text                                       final: where it went  original: where it stood
a paragraph mark, row or cell marked so          gone with the text that lacks it
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from .parts import Notes, names
from .styles import attribute

_CHANGES = names("ins del moveFrom moveTo cellIns cellDel")
_TEXT = names("t delText")
_TOLD = re.compile(r"文档里有 \d+ 处修订，")
"""How the note on tracked changes begins: what is kept of a reading of them."""


@dataclass(frozen=True, slots=True)
class Revisions:
    """One of the two texts of a document: the marks of what it lacks, and where it has its properties."""

    lacks: frozenset[str]
    former: bool

    def without(self, marks: etree._Element | None) -> bool:
        """Tell whether the properties of a paragraph mark, row or cell say that this text lacks it."""
        return marks is not None and any(local(mark) in self.lacks for mark in marks.iterchildren())

    def properties(self, element: etree._Element, name: str) -> etree._Element | None:
        """Return the properties of a paragraph (pPr) or run (rPr) that hold in this text."""
        found = element.find(f"{{*}}{name}")
        former = found.find(f"{{*}}{name}Change/{{*}}{name}") if found is not None and self.former else None
        return found if former is None else former


FINAL = Revisions(names("del moveFrom cellDel"), former=False)
ORIGINAL = Revisions(names("ins moveTo cellIns"), former=True)


def local(element: etree._Element) -> str:
    """Return the name of an element without its name space, as Word has had several."""
    return str(element.tag).rpartition("}")[2]


def count(root: etree._Element) -> int:
    """Return how many tracked changes there are; marks of one kind, author and time with nothing between are one."""
    if next(root.iter(*(f"{{*}}{name}" for name in sorted(_CHANGES))), None) is None:
        return 0
    found, inside = 0, 0
    last: tuple[str | None, ...] | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = local(element)
        if name in _CHANGES:
            inside += 1 if event == "start" else -1
            key = name, attribute(element, "author"), attribute(element, "date")
            if event == "start" and key != last:
                found, last = found + 1, key
        elif name in _TEXT and not inside and (element.text or "").strip():
            last = None
    return found


def told(changes: int, taken: Revisions) -> Notes:
    """Return the note on how many tracked changes a document has and which text was taken."""
    if not changes:
        return ()
    zh, en = ("接受全部修订之前的原文", "the text before them")
    if taken is FINAL:
        zh, en = ("接受全部修订之后的文字", "the text with all of them accepted")
    note = f"文档里有 {changes} 处修订，读的是{zh}。", f"The document has tracked changes ({changes}); {en} was read."
    return (note,)


def tracked(notes: Notes) -> bool:
    """Tell whether the notes of a reading say that the document has tracked changes.

    >>> tracked(told(2, FINAL)), tracked(told(1, ORIGINAL)), tracked(told(0, FINAL))
    (True, True, False)
    """
    return any(_TOLD.match(chinese) for chinese, _ in notes)
