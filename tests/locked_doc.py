"""An older Word file locked with a password, in the way of Word 97 (RC4), made of one without.

WordDocument, 1Table  ──▶  the same two streams, the table behind 52 bytes that check the password, all enciphered
"""

from __future__ import annotations

import hashlib
import io
import struct

import olefile
from cryptography.hazmat.decrepit.ciphers.algorithms import ARC4
from cryptography.hazmat.primitives.ciphers import Cipher
from msoffcrypto.method.rc4 import DocumentRC4, _makekey

_SALT, _VERIFIER = bytes(range(16)), bytes(range(16, 32))
_HEADER = 52
_PLAIN = 0x44
"""Bytes of the main stream that are never enciphered."""

_SECTOR, _FREE, _END, _FAT = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def locked_doc(data: bytes, password: str) -> bytes:
    """Return a doc that opens with the password."""
    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        main = bytearray(ole.openstream("WordDocument").read())
        name = "1Table" if main[11] & 2 else "0Table"
        table = ole.openstream(name).read()
    _shift(main)
    main[11] |= 1  # locked
    main[14:18] = struct.pack("<L", _HEADER)
    header = struct.pack("<HH", 1, 1) + _SALT + _rc4(_VERIFIER + hashlib.md5(_VERIFIER).digest(), password)
    enciphered = _whole(bytes(_HEADER) + table, password)
    main[_PLAIN:] = _whole(bytes(main), password)[_PLAIN:]
    return _compound({name: header + enciphered[_HEADER:], "WordDocument": bytes(main)})


def _shift(main: bytearray) -> None:
    """Move all that the file says of places in the table behind the header."""
    at = 32
    for size in (2, 4):
        at += 2 + size * struct.unpack_from("<H", main, at)[0]
    count = struct.unpack_from("<H", main, at)[0]
    for pair in range(at + 2, at + 2 + 8 * count, 8):
        place, length = struct.unpack_from("<LL", main, pair)
        if length:
            struct.pack_into("<L", main, pair, place + _HEADER)


def _rc4(data: bytes, password: str) -> bytes:
    return Cipher(ARC4(_makekey(password, _SALT, 0)), mode=None).encryptor().update(data)


def _whole(data: bytes, password: str) -> bytes:
    """Return a stream enciphered, which is the same as deciphered."""
    return bytes(DocumentRC4.decrypt(password, _SALT, io.BytesIO(data)).read())[: len(data)]


def _compound(streams: dict[str, bytes]) -> bytes:
    """Return a compound file of two or more large streams, the shortest name first."""
    chain, body, entries = list[int](), b"", [_entry("Root Entry", 5, _END, 0, child=1)]
    for number, (name, data) in enumerate(streams.items(), 1):
        padded = data.ljust(4096, b"\0")
        entries.append(_entry(name, 2, len(chain), len(padded), right=number + 1 if number < len(streams) else _FREE))
        sectors = -(-len(padded) // _SECTOR)
        chain += [*range(len(chain) + 1, len(chain) + sectors), _END]
        body += padded.ljust(sectors * _SECTOR, b"\0")
    directory = len(chain)
    chain.append(_END)
    body += b"".join(entries).ljust(_SECTOR, b"\0")
    tables = -(-(len(chain) + 8) // 128)
    places = list(range(len(chain), len(chain) + tables))
    chain += [_FAT] * tables
    chain += [_FREE] * (tables * 128 - len(chain))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<LLLLLLLLL", 0, tables, directory, 0, 4096, _END, 0, _END, 0)
    head += struct.pack(f"<{tables}L", *places).ljust(436, b"\xff")
    return head + body + struct.pack(f"<{len(chain)}L", *chain)


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE, right: int = _FREE) -> bytes:
    words = (name + "\0").encode("utf-16-le")
    links = struct.pack("<LLL", _FREE, right, child)
    return (
        words.ljust(64, b"\0")
        + struct.pack("<HBB", len(words), kind, 1)
        + links
        + bytes(36)
        + struct.pack("<LQ", start, size)
    )
