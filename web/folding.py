"""Which differences are passed over: chosen in the address, for every page of a pair.

    /compare/OLD/NEW?same=&same=quotes&same=script    only quotes and script count as the same
    /compare/OLD/NEW                                  what counts as the same unless the reader says otherwise

The first, empty one tells a form with no box ticked from an address that says nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import current_app, request

from compare.config import Settings
from compare.folding import kinds, switched


def settings() -> Settings:
    """Return the settings that the current request compares with."""
    configured: Settings = current_app.config["DUIZHAO"]
    if "same" not in request.args:
        return configured
    said = [kind for kind in request.args.getlist("same") if kind in kinds()]
    return replace(
        configured, folding=switched(configured.folding, said, [kind for kind in kinds() if kind not in said])
    )


def carry(endpoint: str, values: dict[str, Any]) -> None:
    """Keep what the reader chose in the addresses of further pages, while it is not what holds anyway."""
    if "same" in request.args and settings() != current_app.config["DUIZHAO"]:
        values.setdefault("same", request.args.getlist("same"))


def folded() -> dict[str, bool]:
    """Return the kinds, in order, and whether each counts as the same in the current request."""
    return {kind: getattr(settings().folding, kind) for kind in kinds()}
