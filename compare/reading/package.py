"""The parts of a docx archive, opened so that a hostile one costs nothing.

    report.docx  ──  word/document.xml, styles.xml, numbering.xml, footnotes.xml  →  parsed XML

Sizes are checked before anything is unpacked, and again while it is; no part may hold a document
type declaration, the one door through which XML reaches for entities and files.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from ..amounts import many, size
from ..config import ReadingSettings
from ..errors import TooLarge, UnreadableSource
from .filenames import entry_path
from .locked import locked
from .sniff import ENTRY

_MAIN = "word/document.xml"
_ENCRYPTED = 1
"""The bit of an archive's entry that says that it needs a password."""

_BLOCK = 1 << 16
_CHUNK_KIND = "afchunk"
"""How a relation to a file is called that the text draws in where it stands."""

_OTHERS = ("xl/", "ppt/", "visio/")
"""Folders of the main parts of other programs' files."""


class Package:
    """An open docx; parts are named by what the main part calls them, wherever they are stored."""

    def __init__(self, data: bytes, name: str, settings: ReadingSettings) -> None:
        self._name, self._settings = name, settings
        try:
            if data.count(ENTRY) > settings.max_archive_parts:
                raise self._too_many()
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise self._broken() from error
        if any(info.flag_bits & _ENCRYPTED for info in self._archive.infolist()):
            raise locked(name)
        self._check_sizes()
        self._paths = {part_key(entry_path(info)): info for info in self._archive.infolist()}
        self.main = self._main_path()
        self._related = self._relations(self.main)
        references = list(self._references(self.main))
        self._named = {key: path for _, key, path in references}
        self._chunks = {key: path for kind, key, path in references if kind.lower() == _CHUNK_KIND}

    def document(self) -> etree._Element:
        """Return the root of the main part."""
        return self._parse(self.main)

    def part(self, kind: str) -> etree._Element | None:
        """Return the root of the part that the main part refers to as `kind` (styles, numbering, …), or None."""
        return next(self.parts(kind), None)

    def parts(self, *kinds: str) -> Iterator[etree._Element]:
        """Yield the roots of all parts that the main part refers to as one of `kinds`, as it may have many headers."""
        yield from map(self._parse, self._paths_of(kinds))

    def count(self, *kinds: str) -> int:
        """Return how many parts `parts` would yield."""
        return len(self._paths_of(kinds))

    def _paths_of(self, kinds: tuple[str, ...]) -> list[str]:
        return [path for kind in kinds for path in self._related.get(kind, ()) if path in self._paths]

    def named(self, relation: str) -> tuple[str, etree._Element] | None:
        """Return the path and the root of the part that the main part refers to by this id, or None."""
        path = self._named.get(relation)
        return (path, self._parse(path)) if path in self._paths and path is not None else None

    def chunk(self, relation: str, most: int) -> bytes | None:
        """Return the file that the main part draws in by this id, or None; raise TooLarge beyond `most` bytes."""
        path = self._chunks.get(relation)
        return self._bytes(path, most) if path in self._paths and path is not None else None

    def _check_sizes(self) -> None:
        infos = self._archive.infolist()
        total = sum(info.file_size for info in infos)
        markup = [
            info for info in infos if info.filename.lower().endswith((".xml", ".rels"))
        ]  # pictures are not unpacked
        packed = max((info.file_size / max(info.compress_size, 1) for info in markup), default=0.0)
        if total > self._settings.max_archive_bytes or packed > self._settings.max_archive_ratio:
            raise TooLarge(
                f"“{self._name}”解压后过大（共 {size(total)}，最高压缩 {packed:.0f} 倍），像是压缩炸弹，没有打开。"
                "请用 Word 重新保存。",
                f'"{self._name}" unpacks to too much ({size(total)}, packed up to {packed:.0f} times), '
                "like an archive bomb, "
                "and was not opened. Save it again with Word.",
            )

    def _main_path(self) -> str:
        relations = self._relations("")
        path = next(iter(relations.get("officeDocument", ())), _MAIN)
        if path in self._paths and not path.startswith(_OTHERS):
            return path
        if _MAIN in self._paths:
            return _MAIN
        raise UnreadableSource(
            f"“{self._name}”是压缩包，但里面没有 Word 正文（word/document.xml）。请用 Word 或 WPS 另存为 docx。",
            f'"{self._name}" is an archive without the text of a Word document (word/document.xml). '
            "Save it as docx with Word or WPS.",
        )

    def _relations(self, path: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for kind, _, target in self._references(path):
            found.setdefault(kind, []).append(target)
        return found

    def _references(self, path: str) -> Iterator[tuple[str, str, str]]:
        """Yield what a part refers to inside the archive: kind, id and path."""
        folder, base = posixpath.split(path)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        for element in self._parse(rels).iter("{*}Relationship") if rels in self._paths else ():
            target, kind = element.get("Target", ""), element.get("Type", "").rpartition("/")[2]
            if element.get("TargetMode") != "External":
                whole = posixpath.normpath(posixpath.join("/", folder, unquote(target)))
                yield kind, element.get("Id", ""), part_key(whole)

    def _parse(self, path: str) -> etree._Element:
        data = self._bytes(path)
        if b"<!DOCTYPE" in data or b"<!DOCTYPE" in data.replace(b"\0", b""):
            raise self._doctype(path)
        if data.count(b"<") > 2 * self._settings.max_elements:
            raise self._large(path)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self._broken(path) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise self._doctype(path)
        return root

    def _bytes(self, path: str, most: int | None = None) -> bytes:
        limit, out, size = self._settings.max_markup_bytes if most is None else most, [], 0
        try:
            with self._archive.open(self._paths[path]) as stream:
                while chunk := stream.read(_BLOCK):
                    size += len(chunk)
                    if size > limit:
                        raise self._large(path)
                    out.append(chunk)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise self._broken(path) from error
        return b"".join(out)

    def _too_many(self) -> TooLarge:
        limit = self._settings.max_archive_parts
        return TooLarge(
            f"“{self._name}”是有 {limit} 个以上部件的压缩包，没有打开。请只保留报告正文，用 Word 重新保存。",
            f'"{self._name}" is an archive of more than {limit} parts and was not opened. '
            "Keep only the text of the report and save it again with Word.",
        )

    def _broken(self, path: str = "") -> UnreadableSource:
        zh, en = (f"（{path}）", f" ({path})") if path else ("", "")
        return UnreadableSource(
            f"“{self._name}”已损坏或不完整{zh}，打不开。请重新下载，或用 Word 打开后另存为 docx。",
            f'"{self._name}" is damaged or incomplete{en} and cannot be opened. '
            "Download it again, or save it anew with Word.",
        )

    def _doctype(self, path: str) -> UnreadableSource:
        return UnreadableSource(
            f"“{self._name}”的 {path} 含有 DOCTYPE 声明，为安全起见没有读取。请用 Word 打开后另存为 docx。",
            f'{path} of "{self._name}" holds a DOCTYPE declaration and was not read, for safety. '
            "Save it anew with Word.",
        )

    def _large(self, path: str) -> TooLarge:
        limit = self._settings.max_markup_bytes
        return TooLarge(
            f"“{self._name}”的 {path} 太大（上限 {size(limit)}、{many(self._settings.max_elements)}个元素）。"
            "请只保留报告正文后再试。",
            f'{path} of "{self._name}" is too large (limit {size(limit)}, {self._settings.max_elements:,} elements). '
            "Keep only the text of the report.",
        )


def part_key(path: str) -> str:
    """Return the name of a part as it is looked up: parts are the same in either case, and some programs write \\."""
    return path.replace("\\", "/").lstrip("/").lower()
