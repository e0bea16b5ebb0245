"""An OFD, China's own format of fixed pages (GB/T 33190) → its lines, as those of a pdf.

    <TextObject Boundary="30 40 150 6" Size="5.6">        the text runs from 30 mm of the left edge,
      <TextCode X="0" Y="5" DeltaX="g 3 5.6">各位代表     its base 45 mm down the page, a character every 5.6 mm

The file says in words what it draws, so that only places are to be reckoned; what they mean is found as in a pdf.
Programs that write it are many: names of parts in GBK, parts in GBK, and a prefix that is not declared are taken.
"""

from __future__ import annotations

import math
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, repeat

from lxml import etree

from ..errors import TooLarge, UnreadableSource
from .glyphs import Characters, Glyph
from .package import Package, part_key
from .pages import lines_of
from .parts import Given, Taken, too_long
from .pdf import as_page, needs_recognition, scanned, told
from .revisions import local

_MAIN = "ofd.xml"
_POINTS = 72 / 25.4
"""Points of a millimetre; the layout of pages reckons in points."""

_A4 = (0.0, 0.0, 210.0, 297.0)
_NARROW = re.compile(r"[\x20-\u02ff\u2010-\u2015\u2018-\u2026]")
_NUMBER = re.compile(r"-?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?")
_UPRIGHT = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_LARGEST = 1e6
"""Largest number, in millimetres, that says a place."""

_DEEPEST = 4
"""Most composite objects, one in the other, that are looked into."""

_DECLARED = re.compile(rb"^\s*(?:\xef\xbb\xbf)?<\?xml[^>]*\?>")
_PREFIXED = re.compile(rb"<([A-Za-z][A-Za-z0-9]{0,20}):[A-Za-z]+")

_Matrix = tuple[float, float, float, float, float, float]


class _Ofd(Package):
    """An open OFD: an archive of XML with another main part."""

    def _bytes(self, path: str, most: int | None = None) -> bytes:
        return _as_declared(super()._bytes(path, most))

    def _main_path(self) -> str:
        return _MAIN

    def _relations(self, path: str) -> dict[str, list[str]]:
        return {}

    def at(self, base: str, location: str) -> str | None:
        """Return the path that a part names, beside itself or from the top, or None where there is no such part."""
        beside = posixpath.normpath(posixpath.join("/", posixpath.dirname(base), location.strip()))
        return next((path for path in map(part_key, (beside, location.strip())) if path in self._paths), None)

    def root(self, path: str) -> etree._Element:
        """Return the root of a part."""
        return self._parse(path)


def read(given: Given) -> Taken:
    """Return the lines of an OFD and notes on pages without text."""
    package = _Ofd(given.data, given.name, given.settings)
    pages, letters, size, lost = [], [], 0, 0
    for number, found in enumerate(_pages(package, given), 1):
        if found is None:
            lost += 1
            continue
        page = as_page(found, number)
        pages.append(page)
        letters.append(page.letters)
        size += sum(len(glyphs) for _, glyphs in found.turned)
        if size > 2 * given.settings.max_characters:
            raise too_long(given.name, given.settings)
    if not pages:
        raise _damaged(given.name)
    if needs_recognition(letters, given.settings):
        raise scanned(given.name)
    return Taken(list(lines_of(pages)), tuple(told(pages, lost)))


def _pages(package: _Ofd, given: Given) -> Iterator[Characters | None]:
    """Yield the characters of each page, or None for one that is not there."""
    for said in package.document().iter("{*}DocRoot"):
        path = package.at(_MAIN, said.text or "")
        if path is None:
            raise _damaged(given.name)
        document = package.root(path)
        pages = list(document.iterfind("{*}Pages/{*}Page"))
        if len(pages) > given.settings.max_pages:
            raise _too_many(given, len(pages))
        area = document.find("{*}CommonData/{*}PageArea")
        templates = {each.get("ID"): each.get("BaseLoc", "") for each in document.iter("{*}TemplatePage")}
        units = dict(_units(package, path, document))
        for page in pages:
            content = package.at(path, page.get("BaseLoc", ""))
            if content is None:
                yield None
                continue
            root = package.root(content)
            below = [
                package.at(path, templates.get(each.get("TemplateID"), "")) for each in root.iterfind("{*}Template")
            ]
            shown = [*(package.root(each) for each in below if each), root]
            own = root.find("{*}Area")
            yield _page(
                shown, {**units, **dict(_units(package, content, root))}, _box(area if own is None else own), given
            )


def _units(package: _Ofd, path: str, root: etree._Element) -> Iterator[tuple[str | None, etree._Element]]:
    """Yield the drawings that composite objects show, by id, of the resources that a part names."""
    for said in root.iter("{*}PublicRes", "{*}DocumentRes", "{*}PageRes"):
        if found := package.at(path, said.text or ""):
            for unit in package.root(found).iter("{*}CompositeGraphicUnit"):
                yield unit.get("ID"), unit


def _page(
    roots: Sequence[etree._Element],
    units: dict[str | None, etree._Element],
    box: tuple[float, ...],
    given: Given,
) -> Characters:
    """Return the characters of a page and of the templates below it."""
    left, top, width, height = box
    found: dict[int, list[Glyph]] = defaultdict(list)
    room = 2 * given.settings.max_characters
    for root in roots:
        for each, matrix in _objects(root, units, (1.0, 0.0, 0.0, 1.0, -left, -top)):
            room -= 1
            for angle, glyph in _text(each, matrix) if local(each) == "TextObject" else ():
                found[angle].append(glyph)
                room -= 1
            if room < 0:
                raise too_long(given.name, given.settings)
    turned = sorted(found.items(), key=lambda each: (-len(each[1]), each[0]))
    return Characters(
        tuple((angle, tuple(glyphs)) for angle, glyphs in turned), width * _POINTS, height * _POINTS, folded=0
    )


def _objects(
    root: etree._Element, units: dict[str | None, etree._Element], around: _Matrix, depth: int = 0
) -> Iterator[tuple[etree._Element, _Matrix]]:
    """Yield the text objects of a page and its composite objects, with theirs; each with what takes it to its place."""
    for each in root.iter("{*}TextObject", "{*}CompositeObject"):
        corner = _numbers(each.get("Boundary"), 4) or _A4
        own: _Matrix = _numbers(each.get("CTM"), 6) or _UPRIGHT  # type: ignore[assignment]
        matrix = _after(_after(own, (1.0, 0.0, 0.0, 1.0, corner[0], corner[1])), around)
        yield each, matrix
        unit = units.get(each.get("ResourceID")) if local(each) == "CompositeObject" else None
        if unit is not None and depth < _DEEPEST:
            yield from _objects(unit, units, matrix, depth + 1)


def _after(first: _Matrix, then: _Matrix) -> _Matrix:
    """Return the matrix that does what one and then another does.

    >>> _after((2, 0, 0, 2, 1, 0), (1, 0, 0, 1, 5, 5))
    (2, 0, 0, 2, 6, 5)
    """
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (p * a + r * b, q * a + s * b, p * c + r * d, q * c + s * d, p * e + r * f + t, q * e + s * f + u)


def _text(element: etree._Element, matrix: _Matrix) -> Iterator[tuple[int, Glyph]]:
    """Yield the characters of a text object, each with the angle in which it is written."""
    height = (_numbers(element.get("Boundary"), 4) or (0.0,))[-1]
    size = next(iter(_numbers(element.get("Size"), 1)), height)
    a, b, c, d, e, f = matrix
    angle = round(math.degrees(math.atan2(b, a))) % 360
    wide, tall = math.hypot(a, b) * _POINTS, math.hypot(c, d) * size * _POINTS
    for code in element.iter("{*}TextCode"):
        for text, x, y, step in _placed(code, size):
            across, down = (a * x + c * y + e) * _POINTS, (b * x + d * y + f) * _POINTS
            yield -angle % 360, Glyph(text, across, across + step * wide, down, tall)


def _placed(code: etree._Element, size: float) -> Iterator[tuple[str, float, float, float]]:
    """Yield each character with its place and its width, in the measure of its object."""
    x, y = (next(iter(_numbers(code.get(name), 1)), 0.0) for name in ("X", "Y"))
    text = code.text or ""
    across, down = _steps(code.get("DeltaX"), len(text)), _steps(code.get("DeltaY"), len(text))
    for at, character in enumerate(text):
        step = across[at] if at < len(across) else 0.0
        width = size / 2 if _NARROW.match(character) and step <= 0 else size
        yield character, x, y, min(width, step) if step > 0 else width
        x += step
        y += down[at] if at < len(down) else 0.0


def _steps(said: str | None, most: int) -> list[float]:
    """Return the distances of characters: numbers, where `g 3 5.6` is three times 5.6.

    >>> _steps("g 2 5.6 3", 9)
    [5.6, 5.6, 3.0]
    """
    words, out = iter((said or "").split()), list[float]()
    for word in words:
        if len(out) >= most:
            break
        if word == "g":
            times, each = _numbers(next(words, ""), 1), _numbers(next(words, ""), 1)
            out += chain.from_iterable(repeat(each, int(min(max((*times, 0.0)[0], 0), most - len(out)))))
        else:
            out += _numbers(word, 1)
    return out


def _box(area: etree._Element | None) -> tuple[float, ...]:
    """Return left, top, width and height of a page, in millimetres."""
    box = None if area is None else area.find("{*}PhysicalBox")
    found = _numbers(None if box is None else box.text, 4)
    return found if found and found[2] > 0 and found[3] > 0 else _A4


def _numbers(said: str | None, count: int) -> tuple[float, ...]:
    """Return so many numbers, or none where there are fewer or one is beyond all pages."""
    found: Sequence[str] = _NUMBER.findall(said or "")[:count]
    numbers = tuple(float(each) for each in found)
    return numbers if len(numbers) == count and all(abs(each) < _LARGEST for each in numbers) else ()


def _as_declared(data: bytes) -> bytes:
    """Return XML as it should have been written: in UTF-8 where it is in GBK, its first prefix declared.

    >>> _as_declared("<?xml version='1.0'?><ofd:Page>中文</ofd:Page>".encode("gbk")).decode()
    '<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016">中文</ofd:Page>'
    """
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            data = _DECLARED.sub(b"", data.decode("gb18030").encode(), count=1)
        except UnicodeDecodeError:
            return data
    prefixed = _PREFIXED.search(data)
    if prefixed and b"xmlns:" + prefixed[1] not in data[prefixed.start() :].partition(b">")[0]:
        at = prefixed.end()
        data = data[:at] + b' xmlns:%s="http://www.ofdspec.org/2016"' % prefixed[1] + data[at:]
    return data


# ── what is said ──────────────────────────────────────────────────────────────────────────────


def _damaged(name: str) -> UnreadableSource:
    return UnreadableSource(
        f"OFD 文件“{name}”已损坏或不完整，里面找不到页面。请重新下载，或用 OFD 阅读软件、WPS 另存为 PDF 或 docx 再试。",
        f'The OFD file "{name}" is damaged or incomplete: its pages are not there. Download it again, or save it as '
        "pdf or docx with an OFD reader or WPS.",
    )


def _too_many(given: Given, count: int) -> TooLarge:
    most = given.settings.max_pages
    return TooLarge(
        f"“{given.name}”有 {count} 页，超过上限 {most} 页。请只保留报告那几页后再试。",
        f'"{given.name}" has {count} pages, more than the limit of {most}. Keep the pages of the report only.',
    )
