"""Bytes → a document: lines of text with their place in the source and what the format says of them.

    sniff (what is it?)  →  decode (in which encoding?)  →  one module per format  →  Document

Everything from outside passes here once: sizes are bounded, hostile files are refused with one
sentence, and what could not be read as written is noted for the reader, never dropped in silence.
"""

from __future__ import annotations

import hashlib
import re

from ..config import ReadingSettings
from ..errors import TooLarge, UnreadableSource
from ..model import Document, Line, Source
from . import csv, docx, html, markdown, text
from .characters import clean, han_share, is_binary, kana_share
from .encoding import decode
from .parts import Part
from .sniff import Format, sniff

Notes = tuple[tuple[str, str], ...]

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]")
_BYTES = 4
"""Most bytes of one character in any encoding read here."""

_LONGEST_NAME = 120
"""Most characters of a file name that are kept; names are shown in tables."""


def read(data: bytes, name: str, settings: ReadingSettings = ReadingSettings()) -> Document:
    """Return the lines of a source; raise UnreadableSource or TooLarge with a sentence for the user."""
    name = base_name(name)
    if len(data) > settings.max_bytes:
        raise TooLarge(
            f"“{name}”有 {len(data)} 字节，超过上限 {settings.max_bytes} 字节。请只保存报告正文（去掉图片）后再试。",
            f'"{name}" has {len(data)} bytes, more than the limit of {settings.max_bytes}. '
            "Save only the text of the report, "
            "without pictures.",
        )
    if not data.strip(b" \t\r\n\0"):
        raise _empty(name)
    form, notes = sniff(data, name)
    if form in ("txt", "csv", "md") and len(data) > _BYTES * settings.max_characters:
        raise _too_long(name, settings)
    encoding: str | None = None
    if form == "docx":
        parts, more = docx.read(data, name, settings)
    else:
        content, encoding, more = decode(data, name, html.declared_encoding(data) if form == "html" else None)
        parts, cleaned = _parts(form, content, name, settings)
        more += cleaned
    parts, late = _cleaned(parts)
    _check(parts, name, settings)
    lines = tuple(Line(number, part.text, style=part.style) for number, part in enumerate(parts, 1))
    source = Source(name, form, hashlib.sha256(data).hexdigest(), encoding)
    return Document(source, lines, (*notes, *more, *late))


def base_name(name: str) -> str:
    """Return the last part of a path of any system, without characters that are not seen.

    >>> base_name("C:\\\\报告\\\\2025\\u202e.txt")
    '2025.txt'
    """
    last = re.split(r"[/\\]", _UNPRINTABLE.sub("", name))[-1].strip()
    return last[-_LONGEST_NAME:] or "未命名"


def _parts(form: Format, content: str, name: str, settings: ReadingSettings) -> tuple[list[Part], Notes]:
    if is_binary(content):
        raise UnreadableSource(
            f"“{name}”不是文本：里面大多是控制字符。请选择 docx、txt、md、html 或 csv 文件。",
            f'"{name}" is not text: it is full of control characters. Choose a docx, txt, md, html or csv file.',
        )
    if form == "html":
        return html.read(content, name, settings), ()
    if len(content) > settings.max_characters:
        raise _too_long(name, settings)
    content, notes = clean(content)
    if form == "csv":
        return csv.read(content, name), notes
    if form == "md":
        parts, more = markdown.read(content, name, settings)
        return parts, (*notes, *more)
    return text.read(content), notes


def _cleaned(parts: list[Part]) -> tuple[list[Part], Notes]:
    """Clean what a format made anew, as entities and XML can bring any character."""
    notes = clean("\n".join(part.text for part in parts))[1]
    return ([Part(clean(part.text)[0], part.style) for part in parts] if notes else parts), notes


def _check(parts: list[Part], name: str, settings: ReadingSettings) -> None:
    """Raise where there is no text, too much of it, or none in Chinese."""
    everything = "\n".join(part.text for part in parts)
    if not everything.strip():
        raise _empty(name)
    if len(everything) > settings.max_characters:
        raise _too_long(name, settings)
    if han_share(everything) < settings.min_chinese_share:
        raise UnreadableSource(
            f"“{name}”里几乎没有中文，不像中文报告。请检查是否选错了文件或编码有误。",
            f'"{name}" holds hardly any Chinese and does not look like a Chinese report. '
            "Check that it is the right file.",
        )
    if kana_share(everything) > settings.max_kana_share:
        raise UnreadableSource(
            f"“{name}”像是日文，不是中文报告。请检查是否选错了文件。",
            f'"{name}" seems to be Japanese, not a Chinese report. Check that it is the right file.',
        )


def _empty(name: str) -> UnreadableSource:
    return UnreadableSource(
        f"“{name}”是空的，没有文字。请选择有正文的文件；扫描件请先做文字识别。",
        f'"{name}" is empty: it holds no text. Choose a file with text; have a scan recognised first.',
    )


def _too_long(name: str, settings: ReadingSettings) -> TooLarge:
    limit = settings.max_characters
    return TooLarge(
        f"“{name}”的文字超过 {limit} 字。请只保留一份报告的正文。",
        f'The text of "{name}" is longer than {limit} characters. Keep the text of one report only.',
    )
