"""Amounts as a sentence says them: sizes of files, and large counts in Chinese.

52,428,800 bytes  →  50 MB          2,000,000 characters  →  200 万字
"""

from __future__ import annotations

_KILOBYTE, _MEGABYTE, _MYRIAD = 1024, 1024 * 1024, 10_000


def size(count: int) -> str:
    """Return a number of bytes for readers.

    >>> size(999), size(30_000), size(5_000_000), size(120 * 1024 * 1024)
    ('999 B', '29 KB', '4.8 MB', '120 MB')
    """
    if count < _KILOBYTE:
        return f"{count} B"
    if count < _MEGABYTE:
        return f"{count // _KILOBYTE} KB"
    return f"{count / _MEGABYTE:.1f}".removesuffix(".0") + " MB"


def many(count: int) -> str:
    """Return a count for Chinese readers, followed by what is counted; in English it is `f"{count:,}"`.

    >>> many(2_000_000), many(12_345), many(500)
    ('200 万', '12,345 ', '500 ')
    """
    return f"{count // _MYRIAD} 万" if count and count % _MYRIAD == 0 else f"{count:,} "
