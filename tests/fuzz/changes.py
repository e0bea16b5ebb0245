"""What is done to a sound file: one change or several, each said by a few numbers, so that it can be done again.

Change("cut", 0.4, 12, 0)        twelve bytes away from two fifths of the file on
Change("number", 0.1, 0, 3)      the next number from there becomes the fourth of ODD_NUMBERS
inside=2                         the same in the third member of an archive, or packed stream of a pdf, packed again
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple

ODD_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"65535",
    b"65536",
    b"2147483647",
    b"-2147483648",
    b"4294967296",
    b"9" * 30,
    b"1e999",
    b"0.1",
)
ODD_BYTES = (
    b"\0",
    b"\xff",
    b"\x80",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"~{",
    b"+2D8-",
    b"\x1b$B",
    b"\r",
    b"\x1a",
)
ODD_VALUES = (
    b"",
    b"-1",
    b"99999999999",
    b"../../../etc/passwd",
    b"file:///etc/passwd",
    b"&#0;",
    b"a:b",
    b"\xe5\x90\x84" * 40,
)
TOKENS = (
    b"<w:p>",
    b"</w:p>",
    b"<w:r/>",
    b"</w:body>",
    b"<w:t>\xe5\x90\x84</w:t>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"]]>",
    b"<!DOCTYPE a [<!ENTITY x 'y'>]>",
    b"&x;",
    b"<table><tr><td>",
    b"</table>",
    b"<template>",
    b"<svg>",
    b"<br>",
    b"<b>",
    b"<title/>",
    b"<plaintext>",
    b"<frameset>",
    b"```\n",
    b"- " * 9,
    b"> " * 9,
    b"[a](",
    b"![",
    b"|---|\n",
    b"\n\n",
    b'"',
    b'""',
    b",",
    b"\t",
    b"<</Length 0>>",
    b"stream\n",
    b"endstream",
    b"endobj",
    b"1 0 R",
    b"[" * 9,
    b"<<" * 9,
    b"{\\rtf1",
    b"}",
    b"\\u-1?",
    b"\\bin99999 ",
    b"--9f\r\n",
    b"Content-Type: multipart/mixed; boundary=a\r\n",
    b"=?utf-8?q?=?=",
    b"PK\x01\x02",
    b"PK\x05\x06",
)


_INSIDE = 0.85
"""How often what is packed is changed, not the archive around it: those that do not open say little."""


class Change(NamedTuple):
    """One change: what is done, how far into the file (0–1), to how many bytes, and which of several ways."""

    kind: str
    at: float
    size: int
    pick: int


def changed(data: bytes, changes: Sequence[Change], other: bytes = b"", inside: int | None = None) -> bytes:
    """Return a file with changes made one after another; `other` is what is spliced in."""
    if inside is None:
        for change in changes:
            data = _KINDS[change.kind](data, change, other)
        return data
    if data.startswith(b"PK"):
        return _in_archive(data, changes, other, inside)
    return _in_streams(data, changes, other, inside) if b"/FlateDecode" in data else changed(data, changes, other)


def by_chance(chance: Random, data: bytes, other: bytes) -> bytes:
    """Return the file with one to six changes that chance picks."""
    count = 1 + min(int(chance.expovariate(0.7)), 5)
    kinds = [*_KINDS]
    changes = [
        Change(chance.choice(kinds), chance.random(), int(2 ** chance.uniform(0, 9)), chance.randrange(1000))
        for _ in range(count)
    ]
    inside = chance.random() < (_INSIDE if data.startswith(b"PK") else 0.5)
    return changed(data, changes, other, chance.randrange(40) if inside else None)


def _in_archive(data: bytes, changes: Sequence[Change], other: bytes, which: int) -> bytes:
    """Change what one member holds, and pack all of them again, dated as they were."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [(info, archive.read(info)) for info in archive.infolist()]
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, zlib.error):
        return data
    out, at = io.BytesIO(), which % len(members) if members else 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (info, content) in enumerate(members):
            body = changed(content, changes, other) if number == at else content
            archive.writestr(zipfile.ZipInfo(info.filename, info.date_time), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _in_streams(data: bytes, changes: Sequence[Change], other: bytes, which: int) -> bytes:
    """Change what is packed in one stream of a pdf; its place may move, as in files that are written badly."""
    streams = [*re.finditer(rb"/Length \d+.{0,80}?stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL)]
    if not streams:
        return data
    found = streams[which % len(streams)]
    try:
        content = zlib.decompress(found[1])
    except zlib.error:
        return data
    body = zlib.compress(changed(content, changes, other))
    head = re.sub(rb"/Length \d+", b"/Length %d" % len(body), found[0][: found.start(1) - found.start()], count=1)
    return data[: found.start()] + head + body + data[found.end(1) :]


# ── the kinds ─────────────────────────────────────────────────────────────────────────────────


def _place(data: bytes, change: Change) -> int:
    return int(change.at * len(data))


def _flip(data: bytes, change: Change, other: bytes) -> bytes:
    at = _place(data, change)
    return data[:at] + bytes(byte ^ (1 << change.pick % 8) for byte in data[at : at + 1]) + data[at + 1 :]


def _cut(data: bytes, change: Change, other: bytes) -> bytes:
    at = _place(data, change)
    return data[:at] + data[at + change.size :]


def _end(data: bytes, change: Change, other: bytes) -> bytes:
    return data[: _place(data, change)]


def _repeat(data: bytes, change: Change, other: bytes) -> bytes:
    at = _place(data, change)
    return data[:at] + data[at : at + change.size] * (2 + change.pick % 60) + data[at + change.size :]


def _splice(data: bytes, change: Change, other: bytes) -> bytes:
    at, start = _place(data, change), change.pick * len(other) // 1000
    return data[:at] + other[start : start + change.size] + data[at:]


def _swap(data: bytes, change: Change, other: bytes) -> bytes:
    at, size = _place(data, change), change.size
    return data[:at] + data[at + size : at + 2 * size] + data[at : at + size] + data[at + 2 * size :]


def _bytes(data: bytes, change: Change, other: bytes) -> bytes:
    at, odd = _place(data, change), ODD_BYTES[change.pick % len(ODD_BYTES)]
    return data[:at] + odd + data[at + (change.size % 2) * len(odd) :]


def _token(data: bytes, change: Change, other: bytes) -> bytes:
    at = _place(data, change)
    return data[:at] + TOKENS[change.pick % len(TOKENS)] * (change.size if change.size % 5 == 0 else 1) + data[at:]


def _number(data: bytes, change: Change, other: bytes) -> bytes:
    found = re.compile(rb"[0-9]+").search(data, _place(data, change))
    odd = ODD_NUMBERS[change.pick % len(ODD_NUMBERS)]
    return data[: found.start()] + odd + data[found.end() :] if found else data


def _attribute(data: bytes, change: Change, other: bytes) -> bytes:
    found = re.compile(rb"""=(["'])([^"'<>]*)\1""").search(data, _place(data, change))
    odd = ODD_VALUES[change.pick % len(ODD_VALUES)]
    return data[: found.start(2)] + odd + data[found.end(2) :] if found else data


def _nest(data: bytes, change: Change, other: bytes) -> bytes:
    found = re.compile(rb"<[A-Za-z][^<>]*>").search(data, _place(data, change))
    return data[: found.end()] + found[0] * change.size + data[found.end() :] if found else data


def _tag(data: bytes, change: Change, other: bytes) -> bytes:
    """Give an element the name of another one of the file."""
    names = re.findall(rb"</?([A-Za-z][A-Za-z0-9:]*)", data[:100_000])
    found = re.compile(rb"</?([A-Za-z][A-Za-z0-9:]*)").search(data, _place(data, change))
    return data[: found.start(1)] + names[change.pick % len(names)] + data[found.end(1) :] if found and names else data


_ELEMENT = re.compile(rb"<([A-Za-z][A-Za-z0-9:]*)\b[^<>]*(?:/>|>(?:(?!<\1\b).){0,2000}?</\1>)", re.DOTALL)
_BETWEEN = re.compile(rb">(?=<)")


def _element(data: bytes, change: Change, other: bytes) -> bytes:
    """Take an element away, put it in several times, or put it elsewhere: the markup stays sound."""
    found = _ELEMENT.search(data, _place(data, change))
    if not found:
        return data
    rest = data[: found.start()] + data[found.end() :]
    if change.pick % 3 == 0:
        return rest
    if change.pick % 3 == 1:
        return data[: found.end()] + found[0] * change.size + data[found.end() :]
    there = _BETWEEN.search(rest, change.pick * len(rest) // 1000)
    return rest[: there.end()] + found[0] + rest[there.end() :] if there else rest


_KINDS: dict[str, Callable[[bytes, Change, bytes], bytes]] = {
    "flip": _flip,
    "cut": _cut,
    "end": _end,
    "repeat": _repeat,
    "splice": _splice,
    "swap": _swap,
    "bytes": _bytes,
    "token": _token,
    "number": _number,
    "attribute": _attribute,
    "nest": _nest,
    "tag": _tag,
    "element": _element,
}
KINDS = tuple(_KINDS)
"""Every kind of change."""
