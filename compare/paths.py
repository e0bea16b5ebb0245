"""Where things are: the reports that come with Duizhao, and the database.

    in a source tree     compare/../seeds            compare/../corpus
    in a wheel           compare/bundled/seeds       compare/bundled/corpus
    the database         $DUIZHAO_DB, else $XDG_DATA_HOME/duizhao/duizhao.sqlite, else ~/.local/share/duizhao/…

Nothing is created here, and no file is opened.
"""

from __future__ import annotations

import os
from pathlib import Path

BASELINE = "2019-beijing-union-congress-14.txt"
DRAFT = "2024-demo.txt"
_PACKAGE = Path(__file__).resolve().parent


def bundled(kind: str) -> Path:
    """Return the folder `kind` ("seeds" or "corpus") of the wheel, or of the source tree."""
    inside = _PACKAGE / "bundled" / kind
    return inside if inside.is_dir() else _PACKAGE.parent / kind


def baseline() -> Path:
    """Return the 2019 report that everything is compared with unless another is named."""
    return bundled("seeds") / BASELINE


def demonstrations() -> tuple[Path, ...]:
    """Return the invented demonstration reports, by name."""
    return tuple(sorted(bundled("corpus").glob("*-demo.txt")))


def database() -> Path:
    """Return where the reports are kept unless `--db` says otherwise."""
    if chosen := os.environ.get("DUIZHAO_DB"):
        return Path(chosen)
    home = os.environ.get("XDG_DATA_HOME")
    folder = Path(home) if home and Path(home).is_absolute() else Path.home() / ".local" / "share"
    return folder / "duizhao" / "duizhao.sqlite"
