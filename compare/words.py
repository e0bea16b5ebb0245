"""Sentences and words of Chinese text, as spans: offsets are kept, nothing is lost.

    "稳中求进。以进促稳；先立后破"  →  sentences (0, 5) (5, 10) (10, 14), words (0, 1) (1, 3) …

A sentence ends at 。！？； and takes closing quotes and brackets with it; the sentences of a text
tile it.  Words are jieba's, without its guessing of unknown words, so that the same stretch is cut
the same way on both sides.  jieba's dictionary is loaded once, from a private copy that we check,
because its own shared cache in the temporary folder is slow and can be planted by another user.
"""

from __future__ import annotations

import hashlib
import logging
import marshal
import os
import re
import sys
import tempfile
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, cast

from .model import Span

_SENTENCE = re.compile(r"[^。！？；!?;]*(?:[。！？；!?;]+[”’」』）)】》]*|\Z)")


def sentences(text: str) -> list[Span]:
    """Return the spans of the sentences of `text`, in order; they tile it.

    >>> sentences("“安全发展。”坚持稳中求进；先立后破")
    [(0, 7), (7, 14), (14, 18)]
    >>> sentences("")
    []
    """
    return [match.span() for match in _SENTENCE.finditer(text) if match.end() > match.start()]


def words(text: str) -> list[Span]:
    """Return the spans of the words of `text`, in order; they tile it.

    >>> words("推动高质量发展")
    [(0, 2), (2, 5), (5, 7)]
    """
    spans = []
    at = 0
    for word in _cutter().lcut(text, HMM=False):
        spans.append((at, at + len(word)))
        at += len(word)
    return spans


def engine() -> str:
    """Return the name and version of what cuts words, as results state it."""
    return f"jieba {version('jieba')}"


@lru_cache(maxsize=1)
def _cutter() -> Any:
    import jieba

    jieba.setLogLevel(logging.ERROR)
    cutter = jieba.Tokenizer()
    dictionary = Path(cast(str, jieba.__file__)).with_name("dict.txt")
    cutter.FREQ, cutter.total = _frequencies(cutter, dictionary)
    cutter.initialized = True
    return cutter


def _frequencies(cutter: Any, dictionary: Path) -> tuple[dict[str, int], int]:
    """Return jieba's prefix dictionary, from our copy of it where that is whole and ours."""
    raw_name = f"{dictionary.stat().st_size}-{version('jieba')}-{sys.implementation.cache_tag}"
    path = _cache_folder() / f"jieba-{raw_name}.bin"
    loaded = _load(path)
    if loaded is None:
        with dictionary.open("rb") as lines:
            frequencies, total = cutter.gen_pfdict(lines)
        _save(path, marshal.dumps((frequencies, total)))
        return frequencies, total
    return loaded


def _cache_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "duizhao"


def _load(path: Path) -> tuple[dict[str, int], int] | None:
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
    return cast(tuple[dict[str, int], int], marshal.loads(body))  # noqa: S302  (our own file, owner and digest checked)


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
