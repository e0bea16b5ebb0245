"""Stable names: an id is made from what a thing says, not from where it stands.

    the same paragraph, read again, in a longer file, or beside another edition  →  the same id

Repairs, notes and deep links hang on ids, so an id is a digest of the normalised text and of which
occurrence of that text it is, behind a letter for the kind of thing.  What a block is taken for
(heading, paragraph) and its level stay out of it: they may change when a neighbour is inserted or a
person repairs the outline, and the block is the same all the same.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter

_DIGITS = 10


def normal(text: str) -> str:
    """Return `text` folded for identity: compatibility forms unified, white space dropped."""
    if text.isascii():
        return "".join(text.split())
    return "".join(unicodedata.normalize("NFKC", text).split())


def digest(*parts: str) -> str:
    """Return ten hexadecimal digits that depend on every part and on where each part ends."""
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(joined, digest_size=_DIGITS // 2).hexdigest()


class Names:
    """Hands out ids that start with a letter; the second thing of the same content gets another id."""

    def __init__(self, letter: str) -> None:
        self._letter = letter
        self._seen: Counter[tuple[str, ...]] = Counter()

    def __call__(self, *parts: str) -> str:
        """Return the id of the next thing with this content.

        >>> name = Names("b")
        >>> name("paragraph", "各位代表：") == Names("b")("paragraph", "各位代表 ：")
        True
        >>> name("paragraph", "各位代表：") == Names("b")("paragraph", "各位代表：")
        False
        """
        key = tuple(normal(part) for part in parts)
        occurrence = self._seen[key]
        self._seen[key] += 1
        return self._letter + digest(*key, str(occurrence))
