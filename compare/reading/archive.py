"""One file that holds several reports → each of them, as a file of its own.

    报告集.zip ─┬─ 2025/北京.docx                      →  北京.docx
                ├─ 2025/上海.zip ── 上海.pdf           →  上海.pdf
                └─ __MACOSX/…, .DS_Store, 封面.exe     →  left out, and said
    reports.csv, a whole report in each of two rows    →  北京市 2026.csv, 上海市 2026.csv, each with the table's head
    any other file                                     →  itself

Nothing is written to a disk: names are names and lead nowhere.  What an archive says of its sizes is checked before
anything is unpacked, and again while it is.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from ..amounts import size
from ..config import ReadingSettings
from ..errors import DuizhaoError, TooLarge, UnreadableSource
from . import csv
from .encoding import decode
from .filenames import base_name, entry_path
from .locked import locked
from .parts import Given, Notes, names
from .sniff import ENTRY, sniff

_ENCRYPTED = 1
_AES = 99
"""The number of the method by which newer programs lock an archive."""

_DEEPEST = 1
"""Archives in an archive that are opened; what is deeper is left out."""

_CLUTTER = names("thumbs.db desktop.ini")
_CODE = names("css js mjs json xml map ini log bat cmd sh py url lnk svg gif ico woff woff2 ttf eot")
"""Endings of text and pictures that are parts of web pages and programs, never reports."""

_QUOTED = 5
"""Most names of files that a note quotes."""

_CHUNK = 1 << 20
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, NotImplementedError, RuntimeError,
)  # fmt: skip


class Member(NamedTuple):
    """A file as it stood in the archive."""

    name: str
    data: bytes


class Contents(NamedTuple):
    """The files that a file stands for, and notes on what was left out."""

    members: tuple[Member, ...]
    notes: Notes = ()


def members(data: bytes, name: str, settings: ReadingSettings, password: str | None = None) -> Contents:
    """Return the reports in an archive or in a table of several, or the file itself where it is neither.

    Raises UnreadableSource, Locked or TooLarge for an archive that cannot be opened.
    """
    name = base_name(name)
    form = _format(data, name, settings)
    if form == "csv":
        return Contents(_tables(data, name, settings) or (Member(name, data),))
    if form != "zip":
        return Contents((Member(name, data),))
    opened = _Opened(name, settings, password)
    opened.take(data)
    return Contents(_told_apart(opened.found), opened.notes())


def unlocked(given: Given) -> bytes:
    """Return an archive of the same files without its lock; raises Locked where the password does not open it.

    The same archive gives the same bytes, by which it is known when it comes again.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in members(given.data, given.name, given.settings, given.password).members:
            archive.writestr(zipfile.ZipInfo(member.name), member.data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


class _Found(NamedTuple):
    folder: str
    member: Member


class _Opened:
    """What was found in an archive so far, within its limits."""

    def __init__(self, name: str, settings: ReadingSettings, password: str | None) -> None:
        self.found: list[_Found] = []
        self._name, self._settings, self._password = name, settings, password
        self._size = self._clutter = 0
        self._left: list[str] = []

    def take(self, data: bytes, depth: int = 0) -> None:
        """Take the files of an archive, and of those in it as deep as they are opened."""
        if data.count(ENTRY) > self._settings.max_archive_parts:
            raise self._too_many(self._settings.max_archive_parts)
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                wanted = list(self._wanted(archive))
                key = self._key(archive, wanted)
                for info, path in wanted:
                    self._file(path, self._content(archive, info, key), depth)
        except DuizhaoError:
            raise
        except _BROKEN as error:
            raise self._broken() from error

    def notes(self) -> Notes:
        """Return what was left out, as sentences."""
        out = []
        if self._clutter:
            out.append(
                (
                    f"系统和网页的附属文件 {self._clutter} 个，没有收入。",
                    f"Files of the system and parts of web pages left out: {self._clutter}.",
                )
            )
        if self._left:
            quoted = self._left[:_QUOTED]
            zh_more = f" 等 {len(self._left)} 个文件" if len(self._left) > _QUOTED else ""
            en_more = f" and {len(self._left) - _QUOTED} more" if len(self._left) > _QUOTED else ""
            out.append(
                (
                    f"没有收入（不是报告、太大，或压缩包套得太深）：{'、'.join(quoted)}{zh_more}。",
                    f"Left out (no report, too large, or archives nested too deep): {', '.join(quoted)}{en_more}.",
                )
            )
        return tuple(out)

    def _wanted(self, archive: zipfile.ZipFile) -> Iterator[tuple[zipfile.ZipInfo, str]]:
        """Yield the entries that could be reports; raise where they come to too much."""
        paths = [(info, entry_path(info)) for info in archive.infolist() if not info.filename.endswith("/")]
        pages = {path.rpartition(".")[0] for _, path in paths if path.lower().endswith((".htm", ".html"))}
        for info, path in paths:
            if _is_clutter(info, path, pages):
                self._clutter += 1
            elif info.file_size > self._settings.max_bytes or self._is_bomb(info):
                self._left.append(base_name(path))
            else:
                self._size += info.file_size
                if self._size > self._settings.max_members_bytes:
                    raise self._too_large()
                yield info, path

    def _is_bomb(self, info: zipfile.ZipInfo) -> bool:
        packed = info.file_size / max(info.compress_size, 1)
        return info.file_size > _CHUNK and packed > self._settings.max_archive_ratio

    def _file(self, path: str, data: bytes, depth: int) -> None:
        folder, name = path.rpartition("/")[0], base_name(path)
        try:
            form = _format(data, name, self._settings)
        except UnreadableSource:
            form = None
        if form == "zip" and depth < _DEEPEST:
            self.take(data, depth + 1)
            return
        if form is None or form == "zip" or not data.strip(b" \t\r\n\0"):
            self._left.append(name)
            return
        tables = _tables(data, name, self._settings) if form == "csv" else ()
        for member in tables or (Member(name, data),):
            if len(self.found) == self._settings.max_members:
                raise self._too_many_reports()
            self.found.append(_Found(folder, member))

    def _content(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, key: bytes | None) -> bytes:
        """Return the bytes of an entry, never more than it says it has."""
        out = []
        with archive.open(info, pwd=key) as stream:
            while chunk := stream.read(_CHUNK):
                out.append(chunk)
        return b"".join(out)

    def _key(self, archive: zipfile.ZipFile, wanted: list[tuple[zipfile.ZipInfo, str]]) -> bytes | None:
        """Return the bytes of the password that open the archive, or None where it has no lock."""
        shut = [info for info, _ in wanted if info.flag_bits & _ENCRYPTED]
        if not shut:
            return None
        if any(info.compress_type == _AES for info in shut):
            raise self._strong()
        if self._password is None:
            raise locked(self._name)
        if sum(info.file_size for info in shut) > self._settings.max_locked_bytes:
            raise self._slow()
        smallest = min(shut, key=lambda info: info.file_size)
        for encoding in ("utf-8", "gb18030"):
            key = self._password.encode(encoding, "replace")
            try:
                self._content(archive, smallest, key)
            except _BROKEN:  # a wrong key shows at once, or by what it makes of the bytes
                continue
            return key
        raise locked(self._name, self._password)

    def _too_many(self, limit: int) -> TooLarge:
        return TooLarge(
            f"“{self._name}”是有 {limit} 个以上部件的压缩包，没有打开。请把报告分几个压缩包再试。",
            f'"{self._name}" is an archive of more than {limit} parts and was not opened. '
            "Pack the reports into several archives.",
        )

    def _too_many_reports(self) -> TooLarge:
        limit = self._settings.max_members
        return TooLarge(
            f"“{self._name}”里有 {limit} 份以上报告，没有收入。请分几个压缩包再试。",
            f'"{self._name}" holds more than {limit} reports, and none was taken. Pack them into several archives.',
        )

    def _too_large(self) -> TooLarge:
        limit = self._settings.max_members_bytes
        return TooLarge(
            f"“{self._name}”解压后超过 {size(limit)}，没有打开。请分几个压缩包，或去掉图片再试。",
            f'"{self._name}" unpacks to more than {size(limit)} and was not opened. '
            "Pack the reports into several archives, or leave out pictures.",
        )

    def _broken(self) -> UnreadableSource:
        return UnreadableSource(
            f"压缩包“{self._name}”已损坏或不完整，打不开。请重新下载或重新压缩后再试。",
            f'The archive "{self._name}" is damaged or incomplete and cannot be opened. '
            "Download it again, or pack it anew.",
        )

    def _strong(self) -> UnreadableSource:
        return UnreadableSource(
            f"“{self._name}”用 AES 加密，这里打不开。请先解压，再选里面的文件。",
            f'"{self._name}" is locked with AES, which is not opened here. Unpack it first and choose its files.',
        )

    def _slow(self) -> TooLarge:
        limit = self._settings.max_locked_bytes
        return TooLarge(
            f"加密的压缩包“{self._name}”超过 {size(limit)}，解密太慢，没有打开。请先解压，再选里面的文件。",
            f'The locked archive "{self._name}" has more than {size(limit)}, which would take too long to unlock. '
            "Unpack it first and choose its files.",
        )


def _format(data: bytes, name: str, settings: ReadingSettings) -> str:
    return sniff(data, name, settings.max_archive_parts).format


def _tables(data: bytes, name: str, settings: ReadingSettings) -> tuple[Member, ...]:
    """Return each report of a table of several as a table of its own, in UTF-8; none where it is not one."""
    try:
        sheets = csv.divided(decode(data, name)[0], name)
    except UnreadableSource:  # who reads it as a report says so
        return ()
    if len(sheets) > settings.max_members:
        raise _Opened(name, settings, None)._too_many_reports()
    plain = name.rpartition(".")[0] or name
    return tuple(
        Member(base_name(f"{sheet.title or f'{plain} {number}'}.csv"), sheet.content.encode())
        for number, sheet in enumerate(sheets, 1)
    )


def _is_clutter(info: zipfile.ZipInfo, path: str, pages: set[str]) -> bool:
    """Tell whether an entry is the system's, or a part of a page saved beside it (报告_files/…, 报告.files/…)."""
    *folders, last = path.split("/")
    name = last.lower()
    if stat.S_ISLNK(info.external_attr >> 16) or "__MACOSX" in folders or name in _CLUTTER:
        return True
    if name.startswith((".", "~$")) or name.rpartition(".")[2] in _CODE:
        return True
    above = ["/".join(folders[: depth + 1]) for depth in range(len(folders))]
    return any(each.removesuffix(end) in pages for each in above for end in ("_files", ".files") if each.endswith(end))


def _told_apart(found: list[_Found]) -> tuple[Member, ...]:
    """Return the files, those of one name with their folder before it."""
    often = Counter(each.member.name for each in found)
    return tuple(
        each.member
        if often[each.member.name] == 1 or not each.folder
        else each.member._replace(name=base_name(f"{each.folder.rpartition('/')[2]} {each.member.name}"))
        for each in found
    )
