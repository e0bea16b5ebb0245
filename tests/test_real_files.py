"""Every real report is read without an error, and nothing of it is dropped."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import pytest

from compare.model import Document
from compare.outline import outline
from compare.reading import read
from compare.reading.characters import clean
from compare.reading.encoding import decode
from tests.support import SHARED, needs_shared

RAW = SHARED / "reports" / "raw"
FOLDERS = sorted({path.parent for path in RAW.rglob("*") if path.suffix in (".txt", ".docx", ".csv")})


@needs_shared
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_raw_file_is_read_whole(folder: Path) -> None:
    """Each character of a source that is not white space is in its lines, and in exactly one block."""
    for path in sorted(path for path in folder.iterdir() if path.suffix in (".txt", ".docx", ".csv")):
        data = path.read_bytes()
        document = read(data, path.name)
        if path.suffix != ".docx":
            assert seen(lines_of(document)) == seen(text_of(data, path)), path.name
        report = outline(document)
        lines = {line.number: line.text for line in document.lines}
        for block in report.blocks:
            assert block.text == "".join(lines[p.line][p.column : p.column + p.length] for p in block.pieces), path.name
        assert places(document) == sorted(
            (piece.line, column)
            for block in report.blocks
            for piece in block.pieces
            for column in range(piece.column, piece.column + piece.length)
            if not lines[piece.line][column].isspace()
        ), path.name
        assert report.sections or len(document.lines) < 40 or path.stem in WITHOUT_HEADINGS, path.name


WITHOUT_HEADINGS = {"1954", "1975"}
"""Reports of more than forty lines that have no headings at all."""


def text_of(data: bytes, path: Path) -> str:
    """Return the text of a source, of a table its cells."""
    text = clean(decode(data, path.name)[0])[0]
    return "".join(cell for row in csv.reader(io.StringIO(text)) for cell in row) if path.suffix == ".csv" else text


def lines_of(document: Document) -> str:
    """Return the lines of a document, one after the other."""
    return "".join(line.text for line in document.lines)


def seen(text: str) -> Counter[str]:
    """Return how often each character occurs that is not white space."""
    return Counter("".join(text.split()))


def places(document: Document) -> list[tuple[int, int]]:
    """Return line and column of every character of a document that is not white space."""
    return [
        (line.number, column)
        for line in document.lines
        for column, character in enumerate(line.text)
        if not character.isspace()
    ]
