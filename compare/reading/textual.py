"""Files that are text → decoded, cleaned and handed to their format.

    bytes  ── decode (in which encoding?) ──▶  text.read, csv.read, markdown.read, html.read  ──▶  Taken
    a page saved as one file  ── the page in it ──▶  the same

A format is loaded when a file of it comes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..errors import UnreadableSource
from .characters import clean, is_binary
from .encoding import decode
from .parts import Given, Notes, Part, Taken, too_long
from .sniff import READABLE

_BYTES = 4
"""Most bytes of one character in any encoding read here."""


def read_html(given: Given) -> Taken:
    """Return what a web page holds."""
    from . import html

    return _page(given, html.declared_encoding(given.data))


def read_mht(given: Given) -> Taken:
    """Return what the page in a web page saved as one file holds."""
    from . import html, mht

    content, charset, notes = mht.page(given)
    taken = _page(replace(given, data=content), charset or html.declared_encoding(content))
    return replace(taken, notes=(*taken.notes, *notes))


def read_text(given: Given) -> Taken:
    """Return the lines of a text."""
    from . import text

    return _textual(given, text.read)


def read_csv(given: Given) -> Taken:
    """Return the lines of the report in a table."""
    from . import csv

    return _textual(given, lambda content: (csv.read(content, given.name, given.choice.part), ()))


def read_markdown(given: Given) -> Taken:
    """Return the lines of a text in Markdown."""
    from . import markdown

    return _textual(given, lambda content: markdown.read(content, given.name, given.settings))


def _page(given: Given, declared: str | None) -> Taken:
    from . import html

    content, encoding, notes, told = decode(given.data, given.name, declared, given.choice.encoding)
    _check_text(content, given.name)
    parts, more = html.read(content, given.name, given.settings)
    return Taken(parts, (*notes, *more), encoding, told)


def _textual(given: Given, parse: Callable[[str], tuple[list[Part], Notes]]) -> Taken:
    """Decode a file of text, clean it and hand it to its format."""
    if len(given.data) > _BYTES * given.settings.max_characters:
        raise too_long(given.name, given.settings)
    content, encoding, notes, told = decode(given.data, given.name, chosen=given.choice.encoding)
    _check_text(content, given.name)
    if len(content) > given.settings.max_characters:
        raise too_long(given.name, given.settings)
    content, cleaned = clean(content)
    parts, more = parse(content)
    return Taken(parts, (*notes, *cleaned, *more), encoding, told)


def _check_text(content: str, name: str) -> None:
    if is_binary(content):
        raise UnreadableSource(
            f"“{name}”不是文本：里面大多是控制字符。请选择 {READABLE[0]}。",
            f'"{name}" is not text: it is full of control characters. Choose {READABLE[1]}.',
        )
