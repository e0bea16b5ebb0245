"""Duizhao 对照: compare editions of a periodic Chinese report.

from compare import align_units        two plain lists, in any language → links
from compare.comparison import compare, read_report        two reports → everything found between them
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .units import align_units

__all__ = ["align_units"]


def __getattr__(name: str) -> Any:
    """Import `align_units` when it is asked for: what reads a file has no use for it, and starts in half the time."""
    if name == "align_units":
        from .units import align_units

        return align_units
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
