"""Sentences and words of Chinese text, as spans: offsets are kept, nothing is lost.

    "稳中求进。以进促稳；先立后破"  →  sentences (0, 5) (5, 10) (10, 14), words (0, 1) (1, 3) …

A sentence ends at 。！？； and takes closing quotes and brackets with it; the sentences of a text
tile it.  Words are jieba's, without its guessing of unknown words, so that the same stretch is cut
the same way on both sides.

The dictionary and the rule (the likeliest path through all words of the dictionary) are jieba's; the
search for that path is done here in one pass, because cutting is a third of a comparison and
jieba's own search takes two and a half times as long.  A test holds it to jieba's result.  The
dictionary is loaded from a private copy that we check, because jieba's shared cache in the
temporary folder is slow and can be planted by another user.
"""

from __future__ import annotations

import hashlib
import logging
import marshal
import math
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import cast

from .model import Span

_SENTENCE = re.compile(r"[^。！？；!?;]*(?:[。！？；!?;]+[”’」』）)】》]*|\Z)")
_FLAT = '"'


def sentences(text: str) -> list[Span]:
    """Return the spans of the sentences of `text`, in order; they tile it.

    >>> sentences("“安全发展。”坚持稳中求进；先立后破")
    [(0, 7), (7, 14), (14, 18)]
    >>> sentences('"安全发展。"坚持稳中求进。"先立后破"')
    [(0, 7), (7, 14), (14, 20)]
    >>> sentences("")
    []
    """
    spans = [match.span() for match in _SENTENCE.finditer(text) if match.end() > match.start()]
    return spans if _FLAT not in text else _with_flat_quotes(text, spans)


def _with_flat_quotes(text: str, spans: list[Span]) -> list[Span]:
    """Return the spans with a flattened quote that closes, every second one of a text, in the sentence it closes."""
    out = []
    at = quotes = 0
    for start, end in spans:
        quotes += text.count(_FLAT, max(at, start), end)
        if end < len(text) and text[end] == _FLAT and quotes % 2:
            quotes += 1
            end += 1
        if end > at:
            out.append((at, end))
            at = end
    return out


def words(text: str) -> list[Span]:
    """Return the spans of the words of `text`, in order; they tile it.

    >>> words("推动高质量发展")
    [(0, 2), (2, 5), (5, 7)]
    """
    spans: list[Span] = []
    for block in _BLOCK.finditer(text):
        start, end = block.span()
        if block.lastgroup != "cut":
            spans.append((start, end))
            continue
        piece = block.group()
        for to in _kept(piece) if len(piece) <= _KEPT else _cut(piece):
            end = block.start() + to
            spans.append((start, end))
            start = end
    return spans


@lru_cache(maxsize=8192)  # several steps cut the same words
def _kept(text: str) -> tuple[int, ...]:
    return tuple(_cut(text))


def rarity(text: str) -> float:
    """Return how much a word tells, as the negative logarithm of its chance; 0 where `text` is no word.

    >>> rarity("发展") < rarity("收入") < rarity("医保")
    True
    >>> rarity("民收")
    0.0
    """
    return max(0.0, -_dictionary()[0].get(text, _NO_PREFIX))


def engine() -> str:
    """Return the name and version of what cuts words, as results state it."""
    return f"jieba {version('jieba')}"


_KEPT = 48
"""Characters up to which the words of a stretch without marks are kept."""
_BLOCK = re.compile(r"(?P<cut>[\u4e00-\u9fd5a-zA-Z0-9+#&._%\-]+)|\r\n|(?s:.)")
_LETTER = re.compile(r"[a-zA-Z0-9]")


def _cut(text: str) -> Iterator[int]:
    """Yield where the words of `text` end on the likeliest path; letters and digits in a row are one word."""
    chances, unknown = _dictionary()
    length = len(text)
    best = [0.0] * (length + 1)
    ends = [0] * length
    for at in range(length - 1, -1, -1):
        to, top = 0, 0.0
        stop = at + 1
        chance = chances.get(text[at], _NO_PREFIX)
        while chance != _NO_PREFIX:
            if chance != _NO_WORD:
                value = chance + best[stop]
                if not to or value >= top:
                    to, top = stop, value
            stop += 1
            if stop > length:
                break
            chance = chances.get(text[at:stop], _NO_PREFIX)
        if not to:
            to, top = at + 1, unknown + best[at + 1]
        best[at], ends[at] = top, to
    at = held = 0
    while at < length:
        to = ends[at]
        if to - at > 1 or not _LETTER.match(text[at]):
            if held < at:
                yield at
            yield to
            held = to
        at = to
    if held < length:
        yield length


_NO_WORD, _NO_PREFIX = 1.0, 2.0  # no logarithm of a chance is positive


@lru_cache(maxsize=1)
def _dictionary() -> tuple[dict[str, float], float]:
    """Return the log chance of each word, `_NO_WORD` for what only begins one, and the log chance of an unknown one."""
    package = find_spec("jieba")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("jieba is not installed")
    source = Path(package.origin).with_name("dict.txt")
    path = _cache_folder() / f"words-{source.stat().st_size}-{version('jieba')}-{sys.implementation.cache_tag}.bin"
    loaded = _load(path)
    if loaded is None:
        loaded = _built()
        _save(path, marshal.dumps(loaded))
    return loaded


def _built() -> tuple[dict[str, float], float]:
    import jieba

    jieba.setLogLevel(logging.ERROR)
    with Path(jieba.__file__).with_name("dict.txt").open("rb") as lines:
        frequencies, total = jieba.Tokenizer().gen_pfdict(lines)
    size = math.log(total)
    return {word: math.log(n) - size if n else _NO_WORD for word, n in frequencies.items()}, -size


def _cache_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "duizhao"


def _load(path: Path) -> tuple[dict[str, float], float] | None:
    """Return what `_save` wrote, or None where there is nothing that is ours and whole."""
    try:
        owner = path.stat()
        blob = path.read_bytes()
    except OSError:
        return None
    ours = not hasattr(os, "getuid") or (owner.st_uid == os.getuid() and not owner.st_mode & 0o022)
    digest, body = blob[:32], blob[32:]
    if not ours or hashlib.sha256(body).digest() != digest:
        return None
    return cast(tuple[dict[str, float], float], marshal.loads(body))  # noqa: S302  (our own file, owner and digest checked)


def _save(path: Path, body: bytes) -> None:
    """Write the copy whole or not at all; a folder that cannot be written only costs time."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(body).digest() + body)
        Path(name).replace(path)
    except OSError as error:
        logging.getLogger(__name__).info("no copy of the dictionary kept: %s", error)
