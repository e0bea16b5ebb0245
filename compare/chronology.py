"""Which edition is the earlier one, as far as their dates say.

old 2024-05-08, new 2019-05-06  →  a sentence that says so; the comparison is made in the order given
old 2019,       new 2019-05-06  →  nothing: neither is known to be later
"""

from __future__ import annotations


def order_warning(old: str | None, new: str | None) -> tuple[str, str] | None:
    """Return a sentence in Chinese and English where the old edition is dated after the new one.

    >>> order_warning("2024-05-08", "2019") is None
    False
    >>> order_warning("2019-05-06", "2019") is None
    True
    """
    if not old or not new:
        return None
    known = min(len(old), len(new))
    if old[:known] <= new[:known]:
        return None
    return (
        f"注意：旧版日期（{old}）晚于新版（{new}），仍按给定顺序对照。",
        f"Note: the old edition is dated {old}, after the new one ({new}); they are compared in the order given.",
    )
