"""Bytes → a document: lines of text with their place in the source and what the format says of them.

    sniff (what is it?)  →  decode (in which encoding?)  →  one module per format  →  Document

Everything from outside passes here once: sizes are bounded, hostile files are refused with one
sentence, and what could not be read as written is noted for the reader, never dropped in silence.
What a person says of the format and the encoding goes before what the bytes tell.

A format is loaded when a file of it comes: neither the process that has others read nor one that reads a text has any
use for parsers of XML, HTML and PDF.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from ..amounts import many, size
from ..config import ReadingSettings
from ..errors import TooLarge, UnreadableSource
from ..model import ENCODINGS, FORMATS, TEXTUAL, Choice, Document, Format, Line, Source
from . import textual
from .characters import clean, han_share, kana_share, one_line
from .filenames import base_name
from .locked import opened
from .parts import Given, Notes, Part, Taken, too_long
from .sniff import Sniffed, sniff

if TYPE_CHECKING:
    from .archive import Contents


def read(
    data: bytes,
    name: str,
    settings: ReadingSettings = ReadingSettings(),
    choice: Choice = Choice(),
    password: str | None = None,
    recognising: Callable[[], None] = lambda: None,
) -> Document:
    """Return the lines of a source; raise UnreadableSource, Locked or TooLarge with a sentence for the user.

    `choice` is what a person says of it; `password` opens it and is kept nowhere; `recognising` is called where pages
    turn out to be pictures, before they are recognised.
    """
    name = base_name(name)
    check_size(data, name, settings)
    found = _format(data, name, settings, choice)
    taken = _READERS[found.format](Given(data, name, settings, choice, password, recognising))
    parts, late = _cleaned(list(taken.parts))
    _check(parts, name, settings)
    lines = tuple(Line(number, part.text, part.page, part.style, part.sure) for number, part in enumerate(parts, 1))
    source = Source(name, found.format, hashlib.sha256(data).hexdigest(), taken.encoding, _told(found, taken))
    return Document(source, lines, (*found.notes, *taken.notes, *late))


def unlocked(data: bytes, name: str, settings: ReadingSettings, password: str) -> bytes:
    """Return the file that a password opens, without its lock; raises Locked where it does not open it."""
    form = sniff(data, name, settings.max_archive_parts).format
    return _OPENERS[form](Given(data, name, settings, password=password)) if form in _OPENERS else data


def check_size(data: bytes, name: str, settings: ReadingSettings) -> None:
    """Raise TooLarge for a source beyond the limit, UnreadableSource for one without a byte that counts."""
    if len(data) > settings.max_bytes:
        raise TooLarge(
            f"“{name}”有 {size(len(data))}，超过上限 {size(settings.max_bytes)}。请只保存报告正文（去掉图片）后再试。",
            f'"{name}" has {size(len(data))}, more than the limit of {size(settings.max_bytes)}. '
            "Save only the text of the report, "
            "without pictures.",
        )
    if not data.strip(b" \t\r\n\0"):
        raise _empty(name)


# ── which format ──────────────────────────────────────────────────────────────────────────────


def _format(data: bytes, name: str, settings: ReadingSettings, choice: Choice) -> Sniffed:
    """Return what a file is, by its bytes unless a person says otherwise; only text can be said to be another."""
    _check_choice(choice)
    found = sniff(data, name, settings.max_archive_parts)
    if choice.format is None or choice.format == found.format:
        return found
    if choice.format not in TEXTUAL or found.format not in TEXTUAL:
        raise UnreadableSource(
            f"“{name}”的内容是 {found.format}，不能当作 {choice.format} 来读。",
            f'The content of "{name}" is {found.format}; it cannot be read as {choice.format}.',
        )
    said: Format = next(each for each in TEXTUAL if each == choice.format)
    return Sniffed(said, ("由人指定", "chosen by a person"))


def _check_choice(choice: Choice) -> None:
    for said, known in ((choice.format, FORMATS), (choice.encoding, ENCODINGS)):
        if said is not None and said not in known:
            raise UnreadableSource(
                f"不认识“{said}”；可选 {'、'.join(known)}。",
                f"“{said}” is not known; choose one of {', '.join(known)}.",
            )


def _told(found: Sniffed, taken: Taken) -> tuple[str, str]:
    """Return the sentence on what a file was taken for, and why."""
    (zh, en), zh_encoding, en_encoding = found.told, "", ""
    if taken.encoding and taken.told:
        zh_encoding = f"；文字编码 {taken.encoding}：{taken.told[0]}"
        en_encoding = f"; encoding {taken.encoding}: {taken.told[1]}"
    elif taken.told:
        zh_encoding, en_encoding = f"；{taken.told[0]}", f"; {taken.told[1]}"
    return f"读作 {found.format}：{zh}{zh_encoding}。", f"Read as {found.format}: {en}{en_encoding}."


# ── the formats ───────────────────────────────────────────────────────────────────────────────


def _read_docx(given: Given) -> Taken:
    from . import docx

    return Taken(*docx.read(given))


def _read_pdf(given: Given) -> Taken:
    from . import pdf

    return pdf.read(given)


def _read_ofd(given: Given) -> Taken:
    from . import ofd

    return ofd.read(given)


def _read_office(given: Given) -> Taken:
    from . import office

    return Taken(*office.read(given))


def _read_image(given: Given) -> Taken:
    from . import ocr

    return ocr.read(given)


def _read_zip(given: Given) -> Taken:
    """Read the one report of an archive; several are taken in one by one, before they come here."""
    from . import archive

    contents = archive.members(given.data, given.name, given.settings, given.password)
    if len(contents.members) != 1:
        raise _not_one(given.name, contents)
    (member,) = contents.members
    found = _format(member.data, member.name, given.settings, Choice())
    taken = _READERS[found.format](
        replace(given, data=member.data, name=member.name, choice=replace(given.choice, format=None))
    )
    inside = (
        f"压缩包里的报告是“{member.name}”，读作 {found.format}。",
        f'The report in the archive is "{member.name}", read as {found.format}.',
    )
    return replace(taken, notes=(inside, *contents.notes, *found.notes, *taken.notes))


def _not_one(name: str, contents: Contents) -> UnreadableSource:
    if contents.members:
        count = len(contents.members)
        return UnreadableSource(
            f"压缩包“{name}”里有 {count} 份文件，不知道要读哪一份。请上传它或用 duizhao add，逐份存入后再选。",
            f'The archive "{name}" holds {count} files, and which one is meant is not known. '
            "Upload it or use `duizhao add`, which keep each as a report of its own, and choose then.",
        )
    zh = "".join(note[0] for note in contents.notes)
    en = " ".join(note[1] for note in contents.notes)
    return UnreadableSource(
        f"压缩包“{name}”里没有能读的报告。{zh}请检查是否选错了文件。",
        f'The archive "{name}" holds no report that can be read. {en}{" " if en else ""}'
        "Check that it is the right file.",
    )


_READERS: dict[Format, Callable[[Given], Taken]] = {
    "txt": textual.read_text,
    "md": textual.read_markdown,
    "csv": textual.read_csv,
    "html": textual.read_html,
    "docx": _read_docx,
    "pdf": _read_pdf,
    "ofd": _read_ofd,
    "mht": textual.read_mht,
    "zip": _read_zip,
    **dict.fromkeys(("doc", "wps", "rtf", "odt"), _read_office),
    "image": _read_image,
}
"""Who reads what; each raises UnreadableSource, Locked or TooLarge."""


def _open_docx(given: Given) -> bytes:
    return opened(given.data, given.name, given.password)


def _open_doc(given: Given) -> bytes:
    from . import office

    return office.unlocked(given.data, given.name, given.password)


def _open_pdf(given: Given) -> bytes:
    from . import pdf

    return pdf.unlocked(given)


def _open_zip(given: Given) -> bytes:
    from . import archive

    return archive.unlocked(given)


_OPENERS: dict[Format, Callable[[Given], bytes]] = {
    "docx": _open_docx,
    "doc": _open_doc,
    "wps": _open_doc,
    "pdf": _open_pdf,
    "zip": _open_zip,
}
"""Who opens what a password locks."""


# ── what all of them pass through ─────────────────────────────────────────────────────────────


def _cleaned(parts: list[Part]) -> tuple[list[Part], Notes]:
    """Clean what a format made anew, as entities and XML can bring any character."""
    notes = clean("\n".join(part.text for part in parts))[1]
    return [part._replace(text=one_line(clean(part.text)[0] if notes else part.text)) for part in parts], notes


def _check(parts: list[Part], name: str, settings: ReadingSettings) -> None:
    """Raise where there is no text, too much of it, or none in Chinese."""
    everything = "\n".join(part.text for part in parts)
    if not everything.strip():
        raise _empty(name)
    if len(everything) > settings.max_characters:
        raise too_long(name, settings)
    if sum(map(_holds_text, parts)) > settings.max_lines:
        raise _too_many(name, settings)
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


def _holds_text(part: Part) -> bool:
    return bool(part.text) and not part.text.isspace()


def _empty(name: str) -> UnreadableSource:
    return UnreadableSource(
        f"“{name}”是空的，没有文字。请选择有正文的文件；扫描件请先做文字识别。",
        f'"{name}" is empty: it holds no text. Choose a file with text; have a scan recognised first.',
    )


def _too_many(name: str, settings: ReadingSettings) -> TooLarge:
    limit = settings.max_lines
    return TooLarge(
        f"“{name}”的文字超过 {many(limit)}行（段）。请只保留一份报告的正文。",
        f'The text of "{name}" has more than {limit:,} lines or paragraphs. Keep the text of one report only.',
    )
