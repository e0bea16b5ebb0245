"""What may be taken over from a Word file that anyone may have made: its looks, written anew, and nothing else.

    <w:pPr w:rsidR="00A1"><w:jc w:val="center"/><w14:x/></w:pPr>   →  <w:pPr><w:jc w:val="center"/></w:pPr>

Only elements and attributes of the main name space of Word are written.  What refers to other files, holds programs
or says who wrote (pictures, objects, links, fields that fetch, revisions and their authors) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from ..reading.parts import names

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


UNNUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
"""What takes a paragraph out of the list that its style is in."""


def turns(words: str) -> dict[str, int]:
    """Return names with their places in the row that `words` is.

    >>> turns("left right")
    {'left': 0, 'right': 1}
    """
    return {name: at for at, name in enumerate(words.split())}


_TEXTS = names("t instrText")
_FIELDS = names("fldChar instrText fldSimple")
_OPENED = names("ins moveTo hyperlink smartTag sdt sdtContent customXml fldSimple dir bdo")
"""Wrappers that are left out while what they hold is kept."""

_LEFT = names(
    "drawing pict object control altChunk subDoc del moveFrom instrText fldChar delText delInstrText sdtPr sdtEndPr"
    " customXmlPr smartTagPr bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd commentReference"
    " footnoteReference endnoteReference annotationRef permStart permEnd proofErr lastRenderedPageBreak"
    " moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd embedRegular embedBold embedItalic"
    " embedBoldItalic numPicBullet lvlPicBulletId rsid rsids divId cnfStyle printerSettings headerReference"
    " footerReference fitText contentPart attachedSchema movie saveThroughXslt"
)
_NUMBERS = re.compile(
    r'(?:\s*(?:PAGE|NUMPAGES|SECTIONPAGES)(?:\s*\\[*#]\s*(?:"[^"\\]*"|[^\s"\\]+))*)*\s*', re.IGNORECASE
)
"""Fields that count pages, the only ones that are kept."""

_PARAGRAPH = turns(
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
    " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
    " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl"
)
_RUN = turns(
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish"
    " webHidden color spacing w kern position sz szCs highlight u effect bdr shd vertAlign rtl cs em lang"
    " eastAsianLayout specVanish"
)
_SWITCHES = names("cantSplit tblHeader hideMark noWrap tcFitText bidiVisual")
_SWITCH = {"0": "off", "false": "off", "1": "on", "true": "on"}
"""How switches of tables are written; some programs write them as those of text."""

_ORDERS = {
    "pPr": {**_PARAGRAPH, "rPr": len(_PARAGRAPH), "sectPr": len(_PARAGRAPH) + 1},
    "rPr": _RUN,
    "style": turns(
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked"
        " personal personalCompose personalReply pPr rPr tblPr trPr tcPr tblStylePr"
    ),
    "lvl": turns("start numFmt lvlRestart pStyle isLgl suff lvlText legacy lvlJc pPr rPr"),
    "sectPr": turns(
        "footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote"
        " titlePg textDirection bidi rtlGutter docGrid"
    ),
    "tblPr": turns(
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd"
        " tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
    ),
    "tcPr": turns("tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark"),
}
"""Elements whose children the schema wants in this order, which not every program keeps."""


def kept(element: etree._Element, more: Iterable[str] = ()) -> str:
    """Return an element as it may stand in another document; `more` are names of elements that may besides."""
    return _kept(element, _LEFT - frozenset(more), _OPENED - frozenset(more))


def within(element: etree._Element) -> str:
    """Return what an element holds as it may stand in another document, in the order that the schema asks for."""
    return "".join(kept(child) for child in _ordered(element, _name(element)))


def around(element: etree._Element) -> str:
    """Return a header or footer, or a part of one, as XML: its fields too, where they count pages only."""
    root = element.getroottree().getroot()
    codes = [code.text or "" for code in root.iter(f"{W}instrText")]
    codes += [code.get(f"{W}instr", "") for code in root.iter(f"{W}fldSimple")]
    harmless = all(_NUMBERS.fullmatch(code) for code in ("".join(codes), *codes))
    return kept(element, _FIELDS if harmless else ())


def paragraph_properties(properties: etree._Element | None) -> dict[str, str]:
    """Return the properties of a paragraph by name, in the order that the schema asks for; not those of its mark."""
    return _properties(properties, _PARAGRAPH)


def run_properties(properties: etree._Element | None) -> str:
    """Return the properties of a run in the order that the schema asks for."""
    return "".join(_properties(properties, _RUN).values())


def in_order(properties: dict[str, str]) -> str:
    """Return properties of a paragraph as XML, in the order that the schema asks for."""
    return "".join(properties[name] for name in _PARAGRAPH if name in properties)


def _properties(properties: etree._Element | None, order: Mapping[str, int]) -> dict[str, str]:
    found = {}
    for child in properties if properties is not None else ():
        name = _name(child)
        if name in order:
            found[name] = kept(child)
    return {name: found[name] for name in order if name in found}


def _kept(element: etree._Element, left: frozenset[str], opened: frozenset[str]) -> str:
    name = _name(element)
    if not name or name in left or name.endswith("Change"):
        return ""
    inner = "".join(_kept(child, left, opened) for child in _ordered(element, name))
    if name in opened:
        return inner
    said = _SWITCH if name in _SWITCHES else {}
    looks = "".join(
        f" w:{key.removeprefix(W)}={quoteattr(said.get(value, value))}"
        for key, value in sorted(element.attrib.items())
        if isinstance(key, str) and key.startswith(W) and not key.startswith(f"{W}rsid")
    )
    if name in _TEXTS:
        return f'<w:{name}{looks} xml:space="preserve">{escape(element.text or "")}</w:{name}>'
    return f"<w:{name}{looks}>{inner}</w:{name}>" if inner else f"<w:{name}{looks}/>"


def _ordered(element: etree._Element, name: str) -> Iterable[etree._Element]:
    order = _ORDERS.get(name)
    return sorted(element, key=lambda each: order.get(_name(each), len(order))) if order else element


def _name(element: etree._Element) -> str:
    """Return the name of an element of Word's main name space, else nothing."""
    tag = element.tag
    return tag.removeprefix(W) if isinstance(tag, str) and tag.startswith(W) else ""
