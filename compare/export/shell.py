"""A Word file emptied of its text: a new document with its page, styles, typefaces, headers and footers.

    report.docx  →  styles, numbering, theme, fonts, a few settings, headers and footers, each written anew (`kept.py`)

Programs (macros), embedded objects, links to other files, pictures, custom XML and what the file says of its authors
do not come along: the document is made of nothing but what is named here.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document
from lxml import etree

from ..model import Report
from ..reading.package import Package
from ..reading.runs import boxes
from .kept import W, around, kept, turns, within
from .word import described

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = {"document": f"{_WORD}.document.main+xml", "theme": "application/vnd.openxmlformats-officedocument.theme+xml"}
_SETTINGS = turns(
    "mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop"
    " defaultTabStop autoHyphenation evenAndOddHeaders drawingGridHorizontalSpacing drawingGridVerticalSpacing"
    " displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery characterSpacingControl noLineBreaksAfter"
    " noLineBreaksBefore compat themeFontLang clrSchemeMapping decimalSymbol listSeparator"
)
"""Settings that decide how a page looks, in the order of the schema."""


class Shell:
    """The parts of one file that are taken over."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._stories: dict[str, tuple[str, str]] = {}  # path in the file → name here, XML
        self._numbers: dict[tuple[str, str], int | None] = {}
        self._said: set[str] = set()

    def section(self, properties: etree._Element) -> str:
        """Return the properties of a section as XML; its headers and footers are taken over."""
        references = ""
        for each in properties:
            name = str(each.tag).removeprefix(W)
            if name in ("headerReference", "footerReference"):
                asked = each.get(f"{_R}id", ""), name.removesuffix("Reference")
                if asked not in self._numbers:
                    self._numbers[asked] = self._story(*asked)
                number = self._numbers[asked]
                which = each.get(f"{W}type", "default")
                if number and which in ("default", "first", "even"):
                    references += f'<w:{name} w:type="{which}" r:id="rId{number}"/>'
        return f"<w:sectPr>{references}{within(properties)}</w:sectPr>"

    def says(self, text: str) -> bool:
        """Tell whether a header or footer that is taken over holds these words."""
        return any("".join(text.split()) in said for said in self._said)

    def document(self, report: Report, section: str) -> Document:
        """Return an empty document whose last section is `section`."""
        parts = dict(self._parts())
        parts |= dict(self._stories.values())
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as out:
            for path, text in {**self._frame(list(parts), section), **parts}.items():
                out.writestr(path, _HEAD + text)
        buffer.seek(0)
        return described(docx.Document(buffer), report.title or report.source.name, report.date)

    def _parts(self) -> Iterator[tuple[str, str]]:
        for kind, name in (("styles", "styles"), ("numbering", "numbering"), ("fontTable", "fonts")):
            root = self._package.part(kind)
            if root is not None and root.tag == f"{W}{name}":
                yield f"word/{kind}.xml", _rooted(name, within(root))
        settings = self._package.part("settings")
        found = {str(child.tag).removeprefix(W): kept(child) for child in settings} if settings is not None else {}
        yield "word/settings.xml", _rooted("settings", "".join(found.get(name, "") for name in _SETTINGS))
        theme = self._package.part("theme")
        if theme is not None and _plain(theme):
            yield "word/theme.xml", etree.tostring(theme, encoding="unicode")

    def _story(self, relation: str, kind: str) -> int | None:
        """Take over a header or footer; return the number of its relation."""
        found = self._package.named(relation)
        names = {"header": f"{W}hdr", "footer": f"{W}ftr"}
        if found is None or found[1].tag != names[kind]:
            return None
        path, root = found
        if path not in self._stories:
            self._said.add("".join("".join(each.text or "" for each in root.iter(f"{W}t")).split()))
            self._stories[path] = (
                f"word/{kind}{len(self._stories) + 1}.xml",
                _rooted(names[kind].removeprefix(W), _told(root)),
            )
        return list(self._stories).index(path) + 1

    def _frame(self, parts: list[str], section: str) -> dict[str, str]:
        """Return the main part, and what tells which parts there are."""
        numbers = {name: number for number, (name, _) in enumerate(self._stories.values(), 1)}
        relations, types = "", ""
        for at, path in enumerate(parts, len(numbers) + 1):
            base = path.removeprefix("word/").removesuffix(".xml")
            kind = base.rstrip("0123456789")
            number = numbers.get(path, at)
            relations += f'<Relationship Id="rId{number}" Type="{_RELATION}/{kind}" Target="{base}.xml"/>'
            types += f'<Override PartName="/{path}" ContentType="{_TYPES.get(kind, f"{_WORD}.{kind}+xml")}"/>'
        main = f'<Override PartName="/word/document.xml" ContentType="{_TYPES["document"]}"/>'
        usual = f'<Default Extension="rels" ContentType="{_types("relationships")}"/>'
        usual += '<Default Extension="xml" ContentType="application/xml"/>'
        first = f'<Relationship Id="rId1" Type="{_RELATION}/officeDocument" Target="word/document.xml"/>'
        return {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">{usual}{main}{types}</Types>',
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{first}</Relationships>',
            "word/document.xml": f"<w:document {_NAMES}><w:body>{section or '<w:sectPr/>'}</w:body></w:document>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}'
            "</Relationships>",
        }


def _types(kind: str) -> str:
    return f"application/vnd.openxmlformats-package.{kind}+xml"


def _rooted(name: str, inner: str) -> str:
    return f"<w:{name} {_NAMES}>{inner}</w:{name}>"


def _told(root: etree._Element) -> str:
    """Return the paragraphs of a header or footer; those of its text boxes stand in place of the boxes, centred."""
    out = ""
    for child in root:
        boxed = [paragraph for box in boxes(child) for paragraph in box.iter(f"{W}p")]
        own = any(_outside(each) for each in child.iter(f"{W}t", f"{W}fldChar"))
        out += around(child) if own or not boxed else ""
        out += "".join(around(_centred(paragraph)) for paragraph in boxed)
    return out if "<w:p" in out else "<w:p/>"


def _outside(element: etree._Element) -> bool:
    return next(element.iterancestors(f"{W}txbxContent"), None) is None


def _centred(paragraph: etree._Element) -> etree._Element:
    """Return a paragraph that says where it stands across the page, in the middle unless it said so."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = paragraph.makeelement(f"{W}pPr")
        paragraph.insert(0, properties)
    if properties.find(f"{W}jc") is None:
        etree.SubElement(properties, f"{W}jc").set(f"{W}val", "center")
    return paragraph


def _plain(theme: etree._Element) -> bool:
    """Tell whether a theme is made of drawing elements alone and refers to nothing."""
    for extension in list(theme.iter(f"{_A}extLst")):
        parent = extension.getparent()
        if parent is not None:
            parent.remove(extension)
    return theme.tag == f"{_A}theme" and all(
        str(each.tag).startswith(_A) and not any(str(key).startswith("{") for key in each.attrib)
        for each in theme.iter()
    )
