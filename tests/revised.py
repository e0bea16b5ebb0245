"""A Word document with tracked changes, settled as Word does it: every change accepted, or every one rejected."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

GONE = {"accept": ("del", "moveFrom"), "reject": ("ins", "moveTo")}
STAYS = {"accept": ("ins", "moveTo"), "reject": ("del", "moveFrom")}


def settled(data: bytes, how: str) -> bytes:
    """Return the document after all changes were accepted or rejected: text that goes is taken out, what stays is
    plain, a paragraph whose mark goes is joined to the next, a row that goes is gone."""
    source = zipfile.ZipFile(io.BytesIO(data))
    root = etree.fromstring(source.read("word/document.xml"))
    gone, stays = ({qn(f"w:{name}") for name in names[how]} for names in (GONE, STAYS))
    for row in list(root.iter(qn("w:tr"))):
        marks = {each.tag for each in row.iterfind(f"{qn('w:trPr')}/*")}
        if marks & gone:
            _parent(row).remove(row)
    for table in list(root.iter(qn("w:tbl"))):
        if table.find(qn("w:tr")) is None:
            _parent(table).remove(table)
    for mark in [each for each in root.iter(*stays) if _parent(each).tag in (qn("w:rPr"), qn("w:trPr"))]:
        _parent(mark).remove(mark)
    for each in [each for each in root.iter(*gone) if _parent(each).tag == qn("w:p")]:
        _parent(each).remove(each)
    for each in list(root.iter(*stays)):
        parent, at = _parent(each), _parent(each).index(each)
        parent[at : at + 1] = list(each)
    for text in list(root.iter(qn("w:delText"))):
        text.tag = qn("w:t")
    _join(root, gone)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in source.namelist():
            made.writestr(name, etree.tostring(root) if name == "word/document.xml" else source.read(name))
    return out.getvalue()


def _join(root: Any, gone: set[str]) -> None:
    """Join each paragraph whose mark goes to the next one, which keeps its own properties."""
    for paragraph in list(root.iter(qn("w:p"))):
        marks = {each.tag for each in paragraph.iterfind(f"{qn('w:pPr')}/{qn('w:rPr')}/*")}
        if not marks & gone:
            continue
        following = paragraph.getnext()
        assert following is not None
        if following.tag != qn("w:p"):
            assert not _text(paragraph), "text before a table has nowhere to go"
            _parent(paragraph).remove(paragraph)
            continue
        at = 0 if following.find(qn("w:pPr")) is None else 1
        following[at:at] = [each for each in paragraph if each.tag != qn("w:pPr")]
        _parent(paragraph).remove(paragraph)


def _text(paragraph: Any) -> str:
    return "".join(paragraph.itertext())


def _parent(element: Any) -> Any:
    return element.getparent()
