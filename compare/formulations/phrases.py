"""Many phrases, asked for by what a short text holds: never one after another.

Phrases(["财政政策", "积极的财政政策"]).inside("积极的财政政策更加")   →   积极的财政政策
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator


class Phrases(Collection[str]):
    """Phrases in an order."""

    def __init__(self, phrases: Iterable[str] = ()) -> None:
        self._ranks = {phrase: rank for rank, phrase in enumerate(dict.fromkeys(phrases))}
        self._longest = max(map(len, self._ranks), default=0)

    def __contains__(self, phrase: object) -> bool:
        return phrase in self._ranks

    def __iter__(self) -> Iterator[str]:
        return iter(self._ranks)

    def __len__(self) -> int:
        return len(self._ranks)

    def at(self, text: str, start: int) -> str:
        """Return the longest phrase that begins at `start`, nothing where none does."""
        for size in range(min(self._longest, len(text) - start), 0, -1):
            if text[start : start + size] in self._ranks:
                return text[start : start + size]
        return ""

    def inside(self, text: str) -> str:
        """Return the longest phrase that stands in `text`, the first in order of those; nothing where none does."""
        here = [found for start in range(len(text)) if (found := self.at(text, start))]
        return min(here, key=lambda phrase: (-len(phrase), self._ranks[phrase]), default="")
