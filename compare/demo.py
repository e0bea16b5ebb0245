"""The demonstration: the 2019 baseline beside an invented draft, ready to look at.

    seeds/ + corpus/ ── ingest ──▶ store ── baseline against draft ──▶ comparison ── export ──▶ out/

Running it again adds nothing and writes the same files.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from . import paths
from .errors import Language
from .export import FORMATS, export
from .model import Comparison
from .records import Added
from .store import Store

SERIES = "北京市工会代表大会"
EXPORTS = ("json", "html", "md", "csv", "redline", "xlsx")


def sources() -> tuple[Path, ...]:
    """Return the baseline and the invented reports, in the order they are added."""
    return (paths.baseline(), *paths.demonstrations())


def ingest(store: Store, source: Path) -> Added:
    """Add one of the bundled reports to its series."""
    return store.add(source.read_bytes(), source.name, series=SERIES)


def compare(store: Store) -> Comparison:
    """Return the comparison of the baseline with the invented draft."""
    old = ingest(store, paths.baseline())
    new = ingest(store, paths.bundled("corpus") / paths.DRAFT)
    return store.comparison(store.compare(old.report_id, new.report_id))


def exports(comparison: Comparison, language: Language) -> Iterator[tuple[str, bytes]]:
    """Yield the file name and content of each export."""
    for name in EXPORTS:
        yield f"2019-2024-demo{FORMATS[name].suffix}", export(comparison, name, language)
