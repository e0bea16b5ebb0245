"""Files that a Word document draws in where they stand (w:altChunk) → their lines, in place.

    <w:altChunk r:id="htmlChunk"/>  ──  word/afchunk.mht  ──▶  the lines of that page, as if it had been given itself

The “导出 Word” of many web sites writes a document of nothing else, and it stays so until Word has saved it anew.  What
such a file is, its content says, not its name.  It is read one deep: what it draws in itself is not.  Whatever is not
read is counted in a note, or is the one sentence on a document that holds nothing besides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from lxml import etree

from ..errors import Locked, TooLarge, UnreadableSource
from ..model import Format
from . import flat, textual
from .package import Package
from .parts import Given, Notes, Part, Taken
from .revisions import ORIGINAL, Revisions
from .sniff import holds_tags, sniff
from .styles import attribute

_TAG = "{*}altChunk"
_MARKED = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[?!A-Za-z]")
"""How markup opens; <各位代表> is text."""

_Reason = tuple[str, str]
_OUTSIDE = ("不在这个文件里", "not in this file")
_ELSEWHERE = ("在页眉、注释等处", "in a header or a note")
_DEEPER = ("嵌在另一个嵌入的文件里", "inside another embedded file")
_BEYOND = ("超出个数上限", "more than the limit")
_LARGE = ("太大", "too large")
_LOCKED = ("有密码", "locked")
_MARKUP = ("是另一种标记语言", "markup of another kind")
_DAMAGED = ("打不开", "cannot be opened")
"""Why a file is not read, as it stands in a note."""


class Chunks:
    """The files that one document draws in; each is read once, however often it is referred to."""

    def __init__(self, package: Package, root: etree._Element, given: Given, revisions: Revisions) -> None:
        self.any = next(root.iter(_TAG), None) is not None
        self._package, self._root = package, root
        choice = replace(given.choice, revisions="original" if revisions is ORIGINAL else "final")
        self._given = replace(given, choice=choice)
        self._left = given.settings.max_markup_bytes
        self._met: dict[etree._Element, list[Part]] = {}
        self._known: dict[str, list[Part]] = {}
        self._read: Counter[str] = Counter()
        self._unread: Counter[_Reason] = Counter()
        self._notes: dict[tuple[str, str], None] = {}

    def lines(self, element: etree._Element) -> list[Part]:
        """Return the lines of the file that stands here, none where it is not read."""
        if element not in self._met:
            self._met[element] = self._found(element)
        return self._met[element]

    def within(self, element: etree._Element) -> list[Part]:
        """Return the lines of all files that stand in an element."""
        return [part for chunk in element.iter(_TAG) for part in self.lines(chunk)] if self.any else []

    def told(self, everything: bool) -> Notes:
        """Return notes on what was read and what was not; raise where that was `everything` the document holds."""
        for chunk in self._root.iter(_TAG) if self.any else ():
            if chunk not in self._met:
                self._unread[_ELSEWHERE] += 1
        if everything and self._unread and not self._given.embedded:
            raise self._empty()
        notes: list[tuple[str, str]] = []
        if self._read:
            count, forms = sum(self._read.values()), "、".join(self._read)
            notes.append(
                (
                    f"文档里嵌入的 {count} 个文件（{forms}）已在所在位置读入。",
                    f"Embedded files read where they stand ({', '.join(self._read)}): {count}.",
                )
            )
        if self._unread:
            zh, en = self._reasons()
            notes.append(
                (
                    f"文档里嵌入的文件没有读取：{zh}。请用 Word 打开后另存为 docx，其内容就会成为正文。",
                    f"Embedded files that were not read: {en}. Open the document in Word and save it as docx, "
                    "which makes them part of its text.",
                )
            )
        return (*notes, *self._notes)

    def _found(self, element: etree._Element) -> list[Part]:
        relation = attribute(element, "id") or ""
        if element.getroottree().getroot() is not self._root:  # another part has relations of its own
            self._unread[_ELSEWHERE] += 1
        elif self._given.embedded:
            self._unread[_DEEPER] += 1
        elif relation in self._known:
            return self._known[relation]
        elif len(self._known) >= self._given.settings.max_chunks:
            self._unread[_BEYOND] += 1
        else:
            self._known[relation] = self._parts(relation)
            return self._known[relation]
        return []

    def _parts(self, relation: str) -> list[Part]:
        try:
            data = self._package.chunk(relation, self._left)
            if data is None:
                self._unread[_OUTSIDE] += 1
                return []
            self._left -= len(data)
            if not data.strip(b" \t\r\n\0"):
                return []
            form = _format(data, self._given)
            if form == "txt" and _MARKED.match(data):
                self._unread[_MARKUP] += 1
                return []
            if form not in _READERS:
                self._unread[f"是 {form}，不能直接读", f"{form}, not read as such"] += 1
                return []
            taken = _READERS[form](replace(self._given, data=data, password=None, embedded=True))
        except Locked:
            self._unread[_LOCKED] += 1
        except TooLarge:
            self._unread[_LARGE] += 1
        except UnreadableSource:
            self._unread[_DAMAGED] += 1
        else:
            self._read[form] += 1
            self._notes |= dict.fromkeys(taken.notes)
            return list(taken.parts)
        return []

    def _reasons(self) -> tuple[str, str]:
        zh = "、".join(f"{count} 个{reason[0]}" for reason, count in self._unread.items())
        return zh, ", ".join(f"{count} {reason[1]}" for reason, count in self._unread.items())

    def _empty(self) -> UnreadableSource:
        name, (zh, en) = self._given.name, self._reasons()
        return UnreadableSource(
            f"“{name}”的正文在嵌入的文件里，没有读取（{zh}）。请用 Word 打开后另存为 docx 再试。",
            f'The text of "{name}" is in embedded files that were not read ({en}). '
            "Open it in Word, save it as docx and try again.",
        )


def _format(data: bytes, given: Given) -> Format:
    """Return what a file is, by its bytes alone; a text with tags is a piece of a page."""
    form = sniff(data, "", given.settings.max_archive_parts).format
    if form == "txt" and holds_tags(data):
        return "html"
    return "docx" if form == "doc" and flat.is_flat(data) else form


def _read_docx(given: Given) -> Taken:
    from . import docx

    data = given.data
    packed = flat.packed(data, given.name, given.settings) if flat.is_flat(data) else data
    return Taken(*docx.read(replace(given, data=packed)))


_READERS: dict[Format, Callable[[Given], Taken]] = {
    "html": textual.read_html,
    "mht": textual.read_mht,
    "txt": textual.read_text,
    "docx": _read_docx,
}
"""What is read in place; other formats take another program, or more time than the document has."""
