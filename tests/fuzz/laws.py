"""What must hold of a reading, whatever was given: a document that keeps its laws, or one sentence in both languages.

judged(b"PK…", "报告.docx")  →  "read", or "refused";  anything else raises
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal

from compare.config import ReadingSettings
from compare.errors import DuizhaoError
from compare.model import Choice, Document, Report
from compare.outline import outline
from compare.plain import dump, load
from compare.reading import read
from compare.reading.characters import clean, split_lines
from compare.reading.encoding import decode

_WHITE = re.compile(r"\s+")


class Broken(AssertionError):
    """A law does not hold."""


def judged(data: bytes, name: str, settings: ReadingSettings = ReadingSettings()) -> Literal["read", "refused"]:
    """Read a file and say what came of it; raises Broken, or whatever a reader raised that is no sentence."""
    try:
        document = read(data, name, settings)
    except DuizhaoError as error:
        _check_sentence(error, data, name, settings)
        return "refused"
    _check_lines(document)
    _check_source(document, data, name)
    if read(data, name, settings) != document:
        raise Broken("the same bytes were read in two ways")
    check_blocks(document, outline(document))
    return "read"


def _check_sentence(error: DuizhaoError, data: bytes, name: str, settings: ReadingSettings) -> None:
    for sentence in (error.zh, error.en):
        if not sentence.strip() or len(sentence.splitlines()) != 1 or len(sentence) > 1000:
            raise Broken(f"no sentence: {sentence!r}")
    try:
        read(data, name, settings)
    except DuizhaoError as again:
        if (again.zh, again.en) == (error.zh, error.en):
            return
    raise Broken("the same bytes were refused in two ways")


def _check_lines(document: Document) -> None:
    if [line.number for line in document.lines] != [*range(1, len(document.lines) + 1)]:
        raise Broken("lines are not numbered from 1")
    for line in document.lines:
        if len(split_lines(line.text)) > 1 or clean(line.text)[0] != line.text:
            raise Broken(f"a line holds what no line may: {line.text!r}")
    if load(Document, dump(document, lean=True)) != document:
        raise Broken("the document is another one on the other side of a pipe")


def _check_source(document: Document, data: bytes, name: str) -> None:
    """Every character of a plain text is in its lines, in order."""
    if document.source.format == "txt":
        text = clean(decode(data, name, chosen=Choice().encoding).text)[0]
        if _bare(text) != _bare("".join(line.text for line in document.lines)):
            raise Broken("characters of the source are lost")


def check_blocks(document: Document, report: Report) -> None:
    """Every character of the lines that is not white space is in exactly one block, where its pieces tell."""
    kept = Counter(_bare("".join(line.text for line in document.lines)))
    found = Counter(_bare("".join(block.text for block in report.blocks)))
    if kept != found:
        raise Broken(f"characters lost {kept - found} or doubled {found - kept}")
    lines = {line.number: line.text for line in document.lines}
    for block in report.blocks:
        for piece in block.pieces:
            there = lines[piece.line][piece.column : piece.column + piece.length]
            if block.text[piece.at : piece.at + piece.length] != there:
                raise Broken(f"a piece says {there!r} of {block.text!r}")


def _bare(text: str) -> str:
    return _WHITE.sub("", text)
