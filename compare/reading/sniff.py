"""What a file is: by its first bytes where they tell, by its name where they do not.

50 4B 03 04 …, word/document.xml inside    →  docx, even if it is called report.doc
<!DOCTYPE html>, <html>, many tags          →  html, even if it is called report.txt
text                                        →  csv or md if the name says so, else txt
%PDF, D0 CF 11 E0, {\\rtf, PNG, MZ …        →  one sentence on what to do instead
"""

from __future__ import annotations

import re
from typing import Literal

from ..errors import UnreadableSource

Format = Literal["txt", "md", "html", "csv", "docx"]
Notes = tuple[tuple[str, str], ...]

_SUFFIXES: dict[str, Format] = {
    "txt": "txt", "text": "txt", "md": "md", "markdown": "md", "html": "html", "htm": "html", "xhtml": "html",
    "csv": "csv", "docx": "docx", "docm": "docx",
}  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD_XML = (
    b"http://schemas.microsoft.com/office/word/2003/wordml",
    b"http://schemas.microsoft.com/office/2006/xmlPackage",
)
_OTHER = (
    (b"\x89PNG", "PNG 图片", "a PNG image"),
    (b"\xff\xd8\xff", "JPEG 图片", "a JPEG image"),
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
    (b"RIFF", "影音文件", "a media file"),
)
_TAG = re.compile(rb"</?(?:html|head|body|p|div|br|span|table|h[1-6])\b", re.IGNORECASE)
_HEAD = 65536
"""Bytes that are searched for tags of HTML."""

_LEAST_TAGS = 5
"""Tags from which on text without a doctype is a page; a report that mentions one stays text."""


def sniff(data: bytes, name: str) -> tuple[Format, Notes]:
    """Return the format of a file and a note where its name says another; refuse what cannot be read."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    _refuse(data, head, name)
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    said = _SUFFIXES.get(suffix)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx", () if said == "docx" else _note(suffix, "docx")
    if _is_page(head, said):
        return "html", () if said == "html" else _note(suffix, "html")
    if said in ("md", "csv"):
        return said, ()
    return "txt", () if said == "txt" or not suffix else _note(suffix, "txt")


def protected(name: str) -> UnreadableSource:
    """Return the sentence for a file that cannot be opened without its password."""
    return UnreadableSource(
        f"“{name}”有密码保护，打不开。请在 Word 或 WPS 中取消密码后再试。",
        f'"{name}" is protected by a password and cannot be opened. Remove the password in Word or WPS and try again.',
    )


def _is_page(head: bytes, said: Format | None) -> bool:
    """Tell whether a file is a page: Markdown and tables may hold tags, but do not open as one."""
    plain = _narrow(head)
    if plain[:200].lower().startswith((b"<!doctype html", b"<html", b"<?xml")):
        return True
    return said not in ("md", "csv") and len(_TAG.findall(plain)) >= _LEAST_TAGS


def _narrow(head: bytes) -> bytes:
    """Return text of two or four bytes a character as ASCII with ? for the rest; only to look for tags in it."""
    if b"\0" not in head:
        return head
    read = [head.decode(f"utf-16-{order}", "replace").encode("ascii", "replace") for order in ("le", "be")]
    return max(read, key=lambda text: text.count(b"<")).replace(b"\0", b"").lstrip(b"? \t\r\n")


def _note(suffix: str, found: str) -> Notes:
    if not suffix:
        return ()
    return (
        (
            f"文件名以 .{suffix} 结尾，按内容读作 {found}。",
            f"The name ends in .{suffix}; by its content it was read as {found}.",
        ),
    )


def _refuse(data: bytes, head: bytes, name: str) -> None:
    """Raise the sentence for each sort of file that is known and not read."""
    if head.startswith(b"%PDF"):
        raise UnreadableSource(
            f"“{name}”是 PDF，目前还不能读。请另存为 docx 或 txt 后再试。",
            f'"{name}" is a PDF, which is not read yet. Save it as docx or txt and try again.',
        )
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise protected(name)
    if data.startswith(_OLE) or head.startswith(b"{\\rtf") or any(sign in head for sign in _WORD_XML):
        zh, en = (
            ("RTF 文档", "an RTF document")
            if head.startswith(b"{")
            else ("旧版 Word/WPS 文档（doc、wps）", "an old Word or WPS document (doc, wps)")
        )
        raise UnreadableSource(
            f"“{name}”是{zh}，目前还不能读。请用 Word 或 WPS 另存为 docx 后再试。",
            f'"{name}" is {en}, which is not read yet. Save it as docx with Word or WPS and try again.',
        )
    if re.match(rb"MIME-Version:", head, re.IGNORECASE):
        raise UnreadableSource(
            f"“{name}”是单个文件网页（mht），目前还不能读。请另存为 docx 或 txt 后再试。",
            f'"{name}" is a web archive (mht), which is not read yet. Save it as docx or txt and try again.',
        )
    for magic, zh, en in _OTHER:
        if data.startswith(magic):
            raise UnreadableSource(
                f"“{name}”是{zh}，不是报告文本。请选择 docx、txt、md、html 或 csv 文件。",
                f'"{name}" is {en}, not the text of a report. Choose a docx, txt, md, html or csv file.',
            )
