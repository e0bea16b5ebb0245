"""Writes the table of traditional characters that script folding reads, from OpenCC's conversion.

    python -m bench.script_table          compare the table with OpenCC's
    python -m bench.script_table --write  and write it

OpenCC converts phrases too, which may change the length of a text; asked for one character at a time
it gives a table that keeps every offset.  Kept are the pairs whose simplified form GBK has: the rest
stands in no report.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path

TABLE = Path(__file__).resolve().parent.parent / "compare" / "data" / "script.txt"
HEAD = """\
# Simplified characters, each with the traditional ones that are folded into it.
# Made by `python -m bench.script_table --write` from the conversion tables of OpenCC (Copyright 2010-2026 Carbo Kuo
# and contributors), which are under the Apache License, Version 2.0: see script.LICENSE.
"""


def table() -> str:
    """Return the table as text, a simplified character a line, in the order of Unicode."""
    from opencc import OpenCC

    simplified = OpenCC("t2s").convert
    forms: dict[str, list[str]] = defaultdict(list)
    for character in map(chr, range(0x4E00, 0xA000)):
        form = simplified(character)
        if form != character and len(form) == 1 and _in_gbk(form):
            forms[form].append(character)
    return HEAD + "".join(f"{form} {''.join(forms[form])}\n" for form in sorted(forms))


def _in_gbk(character: str) -> bool:
    try:
        return bool(character.encode("gbk"))
    except UnicodeEncodeError:
        return False


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the table")
    if parser.parse_args().write:
        TABLE.write_text(table(), encoding="utf-8")
        return 0
    same = TABLE.read_text(encoding="utf-8") == table()
    print("the table is OpenCC's" if same else "the table differs from OpenCC's")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
