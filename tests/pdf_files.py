"""Pdf files for tests, written by hand: each piece of text stands where the test says.

pdf([[(72, 700, 16, "政府工作报告")]])           a page with one line, 16 points high, its left end at 72, 700
flowed("各位代表：…", width=20)                 pieces as a program sets a paragraph of 20 characters a line
"""

from __future__ import annotations

from collections.abc import Sequence

Piece = tuple[float, float, float, str]
"""Left end, base from the foot of the page, size of type, and text."""

Drawn = str
"""Content of a page as it stands in the file: rules, turned text."""

_MAPPED = b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>"
_UNMAPPED = b"<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+SimSun /Encoding /Identity-H /DescendantFonts [4 0 R] >>"
_GLYPHS = (
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500]"
    b" /CIDSystemInfo << /Registry (Adobe) /Ordering (%b) /Supplement 4 >> /FontDescriptor 5 0 R >>"
)
_FONT = (
    b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0"
    b" /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>"
)


def pdf(
    pages: Sequence[Sequence[Piece | Drawn]],
    *,
    size: tuple[float, float] = (595, 842),
    turned: int = 0,
    mapped: bool = True,
    catalogue: str = "",
    more: Sequence[bytes] = (),
) -> bytes:
    """Return a pdf of pages; not `mapped`, its codes are numbers of glyphs that nothing explains.

    `catalogue` and the objects `more` (the first is 6 0 R) are added as they are.
    """
    first = 6 + len(more)
    kids = " ".join(f"{first + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalogue} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        _MAPPED if mapped else _UNMAPPED,
        _GLYPHS % (b"GB1" if mapped else b"Identity"),
        _FONT,
        *more,
    ]
    for at, pieces in enumerate(pages):
        content = "\n".join(_drawn(piece, mapped) for piece in pieces).encode("ascii")
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {size[0]} {size[1]}] /Rotate {turned}"
            f" /Resources << /Font << /F 3 0 R >> >> /Contents {first + 2 * at + 1} 0 R >>".encode(),
            b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
        ]
    return written(objects)


def written(objects: Sequence[bytes]) -> bytes:
    """Return a pdf file of objects numbered from 1, the first of which is its catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, table)
    return bytes(out) + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        out.rfind(b"xref\n0 "),
    )


def flowed(
    text: str,
    *,
    left: float = 72,
    top: float = 750,
    size: float = 16,
    width: int = 20,
    indent: int = 2,
    pitch: float = 28,
) -> list[Piece]:
    """Return a paragraph, its first line set in by `indent` characters, `width` characters of `size` a line."""
    pieces: list[Piece] = []
    first = width - indent
    lines = [text[:first], *(text[at : at + width] for at in range(first, len(text), width))]
    for number, line in enumerate(lines):
        pieces.append((left + (0 if number else indent * size), top - number * pitch, size, line))
    return pieces


def text(left: float, base: float, size: float, content: str, turn: str = "1 0 0 1") -> Drawn:
    """Return text turned by a matrix: `0 1 -1 0` runs up the page."""
    return f"BT /F {size} Tf {turn} {left} {base} Tm <{content.encode('utf-16-be').hex()}> Tj ET"


def rule(left: float, bottom: float, right: float, top: float) -> Drawn:
    """Return a straight line."""
    return f"0.5 w {left} {bottom} m {right} {top} l S"


def _drawn(piece: Piece | Drawn, mapped: bool) -> str:
    if isinstance(piece, str):
        return piece
    left, base, size, content = piece
    return text(left, base, size, content if mapped else "".join(chr(3 + ord(each) % 499) for each in content))
