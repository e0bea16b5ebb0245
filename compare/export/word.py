"""What the Word documents share: A4, the typefaces of official papers, runs of marked text, the same bytes each time.

    document(title, landscape=True)  →  a python-docx Document
    run("3%左右", struck=True)         →  "<w:r>…</w:r>"      texts are built as XML: a report has ten thousand runs
    saved(document)                  →  bytes, the same for the same document

Typefaces are named as offices have them (仿宋_GB2312, 黑体, 楷体_GB2312), each with the name under which other systems
know one like it; where there is none, Word and LibreOffice take what they have.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import Any, TypedDict, Unpack
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from lxml import etree

BODY, HEAD, NOTE = "仿宋_GB2312", "黑体", "楷体_GB2312"
_ALIKE = {BODY: "FangSong", HEAD: "SimHei", NOTE: "KaiTi"}
_LATIN = "Times New Roman"
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_UNDATED = datetime(2000, 1, 1)


def document(title: str, date: str | None = None, *, landscape: bool = False) -> Document:
    """Return an empty A4 document with page numbers; it is dated as the report is, never by the clock."""
    made = docx.Document()
    _drop_ballast(made)
    section = made.sections[0]
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if landscape else (Cm(21), Cm(29.7))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = _LATIN, Pt(12)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)
    normal.element.rPr.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="en-US" w:eastAsia="zh-CN"/>'))
    foot = section.footer.paragraphs[0]._p
    foot.get_or_add_pPr().append(parse_xml(f'<w:jc {nsdecls("w")} w:val="center"/>'))
    foot.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
    _name_typefaces(made)
    return described(made, title, date)


def described(made: Document, title: str, date: str | None) -> Document:
    """Return a document that says what it is called and nothing of who made it, where or when."""
    properties = made.core_properties
    properties.title, properties.author, properties.comments = clean(title)[:255], "", "Duizhao 对照"
    properties.created = properties.modified = _day(date)
    properties.last_modified_by, properties.revision = "", 1
    return made


class Looks(TypedDict, total=False):
    """How text looks: `underline` is a line of Word's (single, wave, dotted), colours are RRGGBB, sizes points."""

    struck: bool
    underline: str
    colour: str
    bold: bool
    shade: str
    face: str
    size: float


def run(text: str, **said: Unpack[Looks]) -> str:
    """Return a run of text as XML."""
    return styled(text, looks(**said))


def looks(**said: Unpack[Looks]) -> str:
    """Return the properties of a run as XML."""
    face, size = said.get("face"), int(2 * said.get("size", 0))
    out = f"<w:rFonts w:eastAsia={quoteattr(face)}/>" if face else ""
    out += "<w:b/>" if said.get("bold") else ""
    out += "<w:strike/>" if said.get("struck") else ""
    out += f'<w:color w:val="{said["colour"]}"/>' if said.get("colour") else ""
    out += f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else ""
    out += f'<w:u w:val="{said["underline"]}"/>' if said.get("underline") else ""
    out += f'<w:shd w:val="clear" w:color="auto" w:fill="{said["shade"]}"/>' if said.get("shade") else ""
    return out


def styled(text: str, properties: str, tag: str = "t") -> str:
    """Return a run with properties given as XML; its text stands in elements called `tag`, a tab in one of its own."""
    inner = "<w:tab/>".join(
        f'<w:{tag} xml:space="preserve">{xml(part)}</w:{tag}>' if part else "" for part in text.split("\t")
    )
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inner}</w:r>"


def paragraph(runs: str, *, centred: bool = False, keep: bool = False) -> str:
    """Return a paragraph as XML; `keep` holds it on the page of the next."""
    said = ("<w:keepNext/>" if keep else "") + '<w:spacing w:before="0" w:after="40"/>'
    said += '<w:jc w:val="center"/>' if centred else ""
    return f"<w:p><w:pPr>{said}</w:pPr>{runs}</w:p>"


def xml(text: str) -> str:
    """Return a text as it stands in XML."""
    return escape(clean(text))


def clean(text: str) -> str:
    """Return a text without characters that XML cannot hold."""
    return _ILLEGAL.sub("", text)


def fill(made: Document, markup: str) -> None:
    """Make elements, given as XML, the whole text of a document."""
    section = etree.tostring(made.element.body.sectPr, encoding="unicode")
    part: Any = made.part  # moving ten thousand elements from tree to tree takes seconds: the tree is made at once
    part._element = parse_xml(f"<w:document {nsdecls('w', 'r')}><w:body>{markup}{section}</w:body></w:document>")


def saved(made: Document) -> bytes:
    """Return a document as bytes: the same document, the same bytes."""
    first, last = io.BytesIO(), io.BytesIO()
    made.save(first)
    with zipfile.ZipFile(first) as given, zipfile.ZipFile(last, "w", zipfile.ZIP_DEFLATED) as kept:
        for item in given.infolist():
            entry = zipfile.ZipInfo(item.filename, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(entry, given.read(item))
    return last.getvalue()


def _day(date: str | None) -> datetime:
    given = (date or "").split("-")
    try:
        return datetime(*(int(part) for part in [*given, "1", "1"][:3]))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return _UNDATED


def _drop_ballast(made: Document) -> None:
    """Take out what the template of python-docx has besides: a picture of itself, and older copies of its styles."""
    for holder in (made.part, made.part.package):
        for name, relation in list(holder.rels.items()):
            if relation.reltype.rpartition("/")[2] in ("stylesWithEffects", "thumbnail", "customXml"):
                holder.rels.pop(name)


def _name_typefaces(made: Document) -> None:
    """Say in the document which typeface stands in where one is missing."""
    part: Any = made.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>'
        for name, other in _ALIKE.items()
    )
    part._blob = part.blob.replace(b"</w:fonts>", fonts.encode() + b"</w:fonts>")
