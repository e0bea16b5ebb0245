"""Files that open with a password only."""

from __future__ import annotations

import io
import struct
import zlib

import docx
import pypdf
from msoffcrypto.format.ooxml import OOXMLFile

from tests.pdf_files import pdf

PASSWORD = "密码-9f2c"
LINES = ("工会第三次代表大会报告", "各位代表：", "现在，我报告工作。")


def locked_docx(password: str = PASSWORD) -> bytes:
    """Return a docx of `LINES` that opens with the password."""
    made, plain, out = docx.Document(), io.BytesIO(), io.BytesIO()
    for text in LINES:
        made.add_paragraph(text)
    made.save(plain)
    OOXMLFile(plain).encrypt(password, out)
    return out.getvalue()


def locked_zip(files: dict[str, bytes], key: bytes) -> bytes:
    """Return an archive locked in the way of PKZIP 2, which the standard library opens but does not make."""
    out = bytearray()
    directory = bytearray()
    for path, data in files.items():
        name, crc = path.encode(), zlib.crc32(data)
        body = _encrypted(bytes(11) + bytes([crc >> 24]) + data, key)
        fields = struct.pack("<HHHHHLLLHH", 20, 0x801, 0, 0, 0x21, crc, len(body), len(data), len(name), 0)
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + fields + struct.pack("<HHHLL", 0, 0, 0, 0, len(out)) + name
        out += b"PK\x03\x04" + fields + name + body
    end = struct.pack("<HHHHLLH", 0, 0, len(files), len(files), len(directory), len(out), 0)
    return bytes(out + directory + b"PK\x05\x06" + end)


def _crc_of(byte: int) -> int:
    for _ in range(8):
        byte = (byte >> 1) ^ (0xEDB88320 if byte & 1 else 0)
    return byte


_TABLE = [_crc_of(byte) for byte in range(256)]


def _encrypted(data: bytes, key: bytes) -> bytes:
    keys = [0x12345678, 0x23456789, 0x34567890]

    def update(byte: int) -> None:
        keys[0] = (keys[0] >> 8) ^ _TABLE[(keys[0] ^ byte) & 0xFF]
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = (keys[2] >> 8) ^ _TABLE[(keys[2] ^ (keys[1] >> 24)) & 0xFF]

    for byte in key:
        update(byte)
    out = bytearray()
    for byte in data:
        mask = keys[2] | 2
        out.append(byte ^ (((mask * (mask ^ 1)) >> 8) & 0xFF))
        update(byte)
    return bytes(out)


def locked_pdf(password: str = "pw-9f2c") -> bytes:
    """Return a pdf of `LINES` that opens with the password."""
    plain = pdf([[(72, 700 - 30 * at, 16, line) for at, line in enumerate(LINES)]])
    out, writer = io.BytesIO(), pypdf.PdfWriter(io.BytesIO(plain))
    writer.encrypt(password, algorithm="AES-256")
    writer.write(out)
    return out.getvalue()
