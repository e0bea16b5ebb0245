"""A Word document saved as one file of XML, which is a docx that was not packed → that docx.

<pkg:part pkg:name="/word/document.xml"><pkg:xmlData><w:document>…   →   word/document.xml in an archive
"""

from __future__ import annotations

import base64
import binascii
import io
import zipfile

from lxml import etree

from ..amounts import many, size
from ..config import ReadingSettings
from ..errors import TooLarge, UnreadableSource

_NAMESPACE = b"http://schemas.microsoft.com/office/2006/xmlPackage"
_HEAD = 4096
"""Bytes in which such a file says what it is."""


def is_flat(data: bytes) -> bool:
    """Tell whether a file is a whole docx in one file of XML."""
    return not data.startswith(b"PK") and _NAMESPACE in data[:_HEAD]


def packed(data: bytes, name: str, settings: ReadingSettings) -> bytes:
    """Return the docx whose parts the file holds."""
    if len(data) > settings.max_markup_bytes or data.count(b"<") > 2 * settings.max_elements:
        raise TooLarge(
            f"“{name}”太大（上限 {size(settings.max_markup_bytes)}、{many(settings.max_elements)}个元素）。"
            "请用 Word 另存为 docx 再试。",
            f'"{name}" is too large (limit {size(settings.max_markup_bytes)}, {settings.max_elements:,} elements). '
            "Save it as docx with Word.",
        )
    if b"<!DOCTYPE" in data:
        raise _broken(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(out, "w") as archive:
            for part in etree.fromstring(data, parser).iter("{*}part"):
                path = next((value for key, value in part.attrib.items() if str(key).endswith("}name")), "")
                archive.writestr(str(path).lstrip("/"), _content(part))
    except (etree.XMLSyntaxError, binascii.Error, ValueError) as error:
        raise _broken(name) from error
    return out.getvalue()


def _content(part: etree._Element) -> bytes:
    holder = next(part.iterchildren("{*}xmlData", "{*}binaryData"), None)
    if holder is None:
        return b""
    if str(holder.tag).endswith("}binaryData"):
        return base64.b64decode(holder.text or "")
    root = next(holder.iterchildren(etree.Element), None)
    return b"" if root is None else etree.tostring(root, encoding="utf-8")


def _broken(name: str) -> UnreadableSource:
    return UnreadableSource(
        f"“{name}”的 XML 已损坏或不完整，打不开。请用 Word 另存为 docx 再试。",
        f'The XML of "{name}" is damaged or incomplete and cannot be opened. Save it as docx with Word.',
    )
