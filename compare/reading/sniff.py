"""What a file is: by its first bytes where they tell, by its name only where they do not.

50 4B 03 04 …, word/document.xml inside    →  docx, even if it is called report.doc
50 4B 03 04 …, other files inside          →  zip
D0 CF 11 E0 …, "WordDocument" inside       →  doc
%PDF, {\\rtf, 89 PNG …                      →  pdf, rtf, image
<!DOCTYPE html>, <html>, many tags         →  html, even if it is called report.txt
text                                       →  csv or md if the name says so, else txt
MZ, Rar!, an Excel workbook …              →  one sentence on what to do instead
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import NamedTuple

from ..errors import UnreadableSource
from ..model import Format
from .parts import Notes

READABLE = (
    "docx、doc、wps、rtf、odt、pdf、ofd、html、mht、txt、md、csv、zip 或扫描图片",
    "docx, doc, wps, rtf, odt, pdf, ofd, html, mht, txt, md, csv, zip or pictures of pages",
)
"""What may be chosen, as errors list it, (Chinese, English)."""

SUFFIXES: dict[str, Format] = {
    "txt": "txt", "text": "txt", "md": "md", "markdown": "md", "html": "html", "htm": "html", "xhtml": "html",
    "csv": "csv", "tsv": "csv", "docx": "docx", "docm": "docx", "pdf": "pdf", "doc": "doc", "wps": "wps", "rtf": "rtf",
    "odt": "odt", "fodt": "odt", "ofd": "ofd", "mht": "mht", "mhtml": "mht", "zip": "zip",
    "png": "image", "jpg": "image", "jpeg": "image", "tif": "image", "tiff": "image", "bmp": "image", "webp": "image",
}  # fmt: skip
"""The formats that endings of file names claim."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTRY = b"PK\x01\x02"
"""What opens each entry of an archive's list of parts; counted before the list is believed."""

_WORD_XML = (
    b"http://schemas.microsoft.com/office/word/2003/wordml",
    b"http://schemas.microsoft.com/office/2006/xmlPackage",
)
_FLAT = b"urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_IMAGE = re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|II\*\0|MM\0\*|BM.{4}\0{4}|RIFF.{4}WEBP", re.DOTALL)
_MEDIA = ("影音文件", "a media file")
_OTHER = (
    (b"GIF8", "GIF 图片", "a GIF image"),
    (b"MZ\x90", "Windows 程序", "a Windows program"),
    (b"MZ\x00", "Windows 程序", "a Windows program"),
    (b"\x7fELF", "程序", "a program"),
    (b"Rar!", "RAR 压缩包", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包", "a 7z archive"),
    (b"\x1f\x8b", "gzip 压缩包", "a gzip archive"),
    (b"BZh", "bzip2 压缩包", "a bzip2 archive"),
    (b"\xfd7zXZ", "xz 压缩包", "an xz archive"),
    (b"SQLite format 3", "数据库", "a database"),
    (b"OggS", "声音文件", "a sound file"),
    (b"ID3", "声音文件", "a sound file"),
    (b"RIFF", *_MEDIA),
)
_PHOTO = ("手机的 HEIC 照片（可先转存为 JPG）", "an HEIC photo (save it as JPG first)")
_PHOTOS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")
_OTHER_ARCHIVES = (
    ("xl/", "Excel 工作簿", "an Excel workbook"),
    ("ppt/", "演示文稿", "a presentation"),
    ("META-INF/container.xml", "EPUB 电子书", "an EPUB book"),
    (
        "Index/Document.iwa",
        "Pages 等苹果办公软件的文稿（可在其中导出为 docx 或 PDF）",
        "a document of Pages (export it as docx or PDF there)",
    ),
)
"""What archives of other programs hold; programs of Apple keep one document in a folder Index."""

_TAG = re.compile(rb"</?(?:html|head|body|p|div|br|span|table|h[1-6])\b", re.IGNORECASE)
_OPENS = re.compile(rb"(?>(?:<!--.*?-->\s*)*)<(?:!doctype html|html|head|\?xml)\b", re.IGNORECASE | re.DOTALL)
"""How a page opens; programs that save pages write a comment before it, with the address."""
_SAVED_PAGE = re.compile(rb"(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.IGNORECASE)
_SAVED_HEAD = 8192
"""Bytes in which a saved page names itself: browsers write its title and address before."""

_HEAD = 65536
"""Bytes that are searched for tags of HTML."""

_PDF_HEAD = 1024
"""Bytes in which a PDF must name itself; viewers allow that much before it."""

_ANY_TAG = re.compile(
    rb"</?(?:a|b|big|blockquote|body|br|center|dd|div|dl|dt|em|font|h[1-6]|head|hr|html|i|img|li|o:p|ol|p|pre|s|section"
    rb"|small|span|strong|style|sub|sup|table|tbody|td|th|tr|u|ul)(?:\s[^<>]*)?/?>"
    rb"|&(?:nbsp|[lr]d?quo|[mn]dash|hellip|middot|ensp|emsp|amp|lt|gt|#\d{1,7}|#x[0-9a-f]{1,6});",
    re.IGNORECASE,
)
"""Tags of text, and signs that pages write by name: what is known to be a piece of a page need have no more."""

_LEAST_TAGS = 5
"""Tags from which on text without a doctype is a page; a report that mentions one stays text."""


class Sniffed(NamedTuple):
    """What a file is, by what that was told, and a note where its name says another."""

    format: Format
    told: tuple[str, str]
    notes: Notes = ()


def sniff(data: bytes, name: str, most_parts: int) -> Sniffed:
    """Return the format of a file; refuse what cannot be read.  An archive of more parts is not looked into."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    found, told = _told(data, head, name, most_parts)
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    same = SUFFIXES.get(suffix) == found or not suffix or (suffix == "wps" and found == "doc")
    return Sniffed(found, told, () if same else _misnamed(suffix, found))


def _told(data: bytes, head: bytes, name: str, most_parts: int) -> tuple[Format, tuple[str, str]]:
    """Return the format and by what it was told; the name counts for text only."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _in_archive(data, name, most_parts)
    if data.startswith(_OLE):
        return _in_compound_file(data, name)
    if b"%PDF-" in data[:_PDF_HEAD]:
        return "pdf", ("文件以 %PDF 开头", "it opens with %PDF")
    if head.startswith(b"{\\rtf"):
        return "rtf", ("文件以 {\\rtf 开头", "it opens with {\\rtf")
    if any(sign in head for sign in _WORD_XML):
        return "doc", ("内容是 Word 的 XML", "it is the XML of an older Word")
    if b"<office:document" in head and _FLAT in head:
        return "odt", ("内容是一个文件的 OpenDocument", "it is OpenDocument in one file")
    if _SAVED_PAGE.match(head[:_SAVED_HEAD]):
        return "mht", ("文件开头是单个文件网页的标记", "it opens as a web archive does")
    if _IMAGE.match(data):
        return "image", ("文件以图片的标记开头", "it opens as a picture does")
    _refuse(data, name)
    said = SUFFIXES.get(name.rpartition(".")[2].lower())
    if _is_page(head, said):
        return "html", ("内容是带标签的网页", "its content is a page with tags")
    if said in ("md", "csv"):
        return said, (f"内容是文字，文件名以 .{said} 结尾", f"its content is text and its name ends in .{said}")
    return "txt", ("内容是文字", "its content is text")


def _in_archive(data: bytes, name: str, most_parts: int) -> tuple[Format, tuple[str, str]]:
    """Return what an archive is by what it holds; a damaged or huge one is left to its reader to refuse."""
    packed: tuple[Format, tuple[str, str]] = ("docx", ("文件以 PK 开头", "it opens with PK"))
    if data.count(ENTRY) > most_parts:
        return packed if b"word/" in data else ("zip", packed[1])
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry.replace("\\", "/") for entry in archive.namelist()]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return packed
    if any(entry.lower().startswith("word/") for entry in entries):
        return "docx", ("压缩包里有 Word 正文", "the text of a Word document is inside")
    if "content.xml" in entries:
        return "odt", ("压缩包里有 content.xml", "content.xml is inside")
    if any(entry.lower() == "ofd.xml" for entry in entries):
        return "ofd", ("压缩包里有 OFD.xml", "OFD.xml is inside")
    for part, zh, en in _OTHER_ARCHIVES:
        if any(entry.startswith(part) for entry in entries):
            raise _not_a_report(name, zh, en)
    if "[Content_Types].xml" in entries or not entries:
        return "docx", ("压缩包里有 Office 文件的目录", "it is packed as Office files are")
    return "zip", ("压缩包里是别的文件", "it is an archive of other files")


def _in_compound_file(data: bytes, name: str) -> tuple[Format, tuple[str, str]]:
    """Return what a compound file of the older Office is, by the streams that its directory names."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return "docx", ("是加了密码的 Office 文件", "it is an Office file with a password")
    for stream, zh, en in (
        ("Workbook", "Excel 工作簿", "an Excel workbook"),
        ("PowerPoint", "演示文稿", "a presentation"),
    ):
        if holds(stream) and not holds("WordDocument"):
            raise _not_a_report(name, zh, en)
    found: Format = "wps" if name.lower().endswith(".wps") else "doc"
    return found, ("是旧版 Word 或 WPS 的文件", "it is a file of an older Word or of WPS")


def _is_page(head: bytes, said: Format | None) -> bool:
    """Tell whether a file is a page: Markdown and tables may hold tags, but do not open as one."""
    plain = _narrow(head)
    if _OPENS.match(plain):
        return True
    return said not in ("md", "csv") and len(_TAG.findall(plain)) >= _LEAST_TAGS


def holds_tags(data: bytes) -> bool:
    """Tell whether a text holds any tag of HTML, or a sign written as in HTML, as pieces of pages do.

    >>> holds_tags(b"1<b>2</b>"), holds_tags(b"1&nbsp;2"), holds_tags(b"1 < 2 & 3")
    (True, True, False)
    """
    return bool(_ANY_TAG.search(_narrow(data[:_HEAD])))


def _narrow(head: bytes) -> bytes:
    """Return text of two or four bytes a character as ASCII with ? for the rest; only to look for tags in it."""
    if b"\0" not in head:
        return head
    read = [head.decode(f"utf-16-{order}", "replace").encode("ascii", "replace") for order in ("le", "be")]
    return max(read, key=lambda text: text.count(b"<")).replace(b"\0", b"").lstrip(b"? \t\r\n")


def _misnamed(suffix: str, found: str) -> Notes:
    return (
        (
            f"文件名以 .{suffix} 结尾，按内容读作 {found}。",
            f"The name ends in .{suffix}; by its content it was read as {found}.",
        ),
    )


def _refuse(data: bytes, name: str) -> None:
    """Raise the sentence for each sort of file that is known and not read."""
    for magic, zh, en in _OTHER:
        if data.startswith(magic):
            raise _not_a_report(name, zh, en)
    if data[4:8] == b"ftyp":
        raise _not_a_report(name, *(_PHOTO if data[8:12] in _PHOTOS else _MEDIA))


def _not_a_report(name: str, zh: str, en: str) -> UnreadableSource:
    blank = " " if zh[0].isascii() else ""
    return UnreadableSource(
        f"“{name}”是{blank}{zh}，不是报告文本。请选择 {READABLE[0]}。",
        f'"{name}" is {en}, not the text of a report. Choose {READABLE[1]}.',
    )
