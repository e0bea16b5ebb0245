"""Names of files, wherever they come from → the last part, without what is not seen.

C:\\报告\\2025.txt                         →  2025.txt
../../etc/报告.txt                         →  报告.txt
a name in an archive, written by Windows   →  from GBK, as archives do not say in which encoding it is
"""

from __future__ import annotations

import re
import zipfile

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]")
_LONGEST_NAME = 120
"""Most characters of a file name that are kept; names are shown in tables."""

_UTF8 = 0x800
"""The bit of an archive's entry that says that its name is in UTF-8."""

_LIKELY = ("utf-8", "gb18030", "big5hkscs")
"""The encodings in which a name without that bit may be; what fits the first is hardly ever in the next."""


def base_name(name: str) -> str:
    """Return the last part of a path of any system, without characters that are not seen.

    >>> base_name("C:\\\\报告\\\\2025\\u202e.txt")
    '2025.txt'
    """
    last = re.split(r"[/\\]", _UNPRINTABLE.sub("", name))[-1].strip()
    return last[-_LONGEST_NAME:] or "未命名"


def entry_path(info: zipfile.ZipInfo) -> str:
    """Return the path of an archive's entry, its folders parted by /.

    >>> entry_path(zipfile.ZipInfo("报告.txt".encode("gbk").decode("cp437")))
    '报告.txt'
    """
    path = info.orig_filename
    if not info.flag_bits & _UTF8 and not path.isascii():
        path = _decoded(path)
    return path.replace("\\", "/")


def _decoded(path: str) -> str:
    try:
        raw = path.encode("cp437")  # as it was read where nothing says otherwise
    except UnicodeEncodeError:
        return path
    for encoding in _LIKELY:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return path
