"""How often the encoding of a text is told: windows of real reports, and whole ones, in every encoding read.

    python -m bench.encodings            the table
    python -m bench.encodings 20         the same for windows of 20 characters only, with what went wrong

Needs the real reports in ../shared, and OpenCC for the traditional script of Big5.  Right is a text that comes
back character by character; one that is refused with a sentence is counted apart from one that is read wrong.
"""

from __future__ import annotations

import argparse
import codecs
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from bench.labels import SHARED
from compare.errors import UnreadableSource
from compare.reading.encoding import decode

CLEAN = SHARED / "reports" / "clean"
LENGTHS = (8, 20, 40, None)
WINDOWS = 400
"""Windows of each length and encoding; they are the same in each run."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way to keep a text: the codec, and the mark before it."""

    name: str
    codec: str
    mark: bytes = b""
    traditional: bool = False


FORMS = (
    Form("UTF-8", "utf-8"),
    Form("UTF-8 BOM", "utf-8", codecs.BOM_UTF8),
    Form("GB18030", "gb18030"),
    Form("GBK", "gbk"),
    Form("HZ", "hz"),
    Form("Big5", "big5hkscs", traditional=True),
    Form("GB18030 繁體", "gb18030", traditional=True),
    Form("UTF-16LE", "utf-16-le"),
    Form("UTF-16BE", "utf-16-be"),
    Form("UTF-16LE BOM", "utf-16-le", codecs.BOM_UTF16_LE),
    Form("UTF-16BE BOM", "utf-16-be", codecs.BOM_UTF16_BE),
)


def rows(lengths: Sequence[int | None] = LENGTHS) -> Iterator[tuple[Form, int | None, Counter[str], list[str]]]:
    """Yield for each form and length how many were right, refused and wrong, and the texts that were not right."""
    for form in FORMS:
        for length in lengths:
            found: Counter[str] = Counter()
            missed = []
            for text in _texts(form, length):
                outcome = _outcome(form.mark + text.encode(form.codec), text)
                found[outcome] += 1
                missed += [] if outcome == "right" else [f"{outcome}: {text[:40]}"]
            yield form, length, found, missed


def table(found: Sequence[tuple[Form, int | None, Counter[str], list[str]]]) -> Iterator[str]:
    """Yield the table: right of all, and refused where any was; what is left was read wrong."""
    lengths = list(dict.fromkeys(length for _, length, _, _ in found))
    yield "| encoding | " + " | ".join(f"{length} characters" if length else "whole" for length in lengths) + " |"
    yield "|---|" + "---|" * len(lengths)
    for form in FORMS:
        cells = [_cell(counts) for each, _, counts, _ in found if each is form]
        yield f"| {form.name} | " + " | ".join(cells) + " |"


def _cell(counts: Counter[str]) -> str:
    refused, wrong = counts["refused"], counts["wrong"]
    more = ", ".join(f"{count} {name}" for name, count in (("refused", refused), ("wrong", wrong)) if count)
    return f"{counts['right']} of {counts.total()}" + (f" ({more})" if more else "")


def _outcome(data: bytes, text: str) -> str:
    try:
        return "right" if decode(data, "a.txt").text == text else "wrong"
    except UnreadableSource:
        return "refused"


def _texts(form: Form, length: int | None) -> Iterator[str]:
    """Yield what the codec can hold of the reports, whole or by windows without line breaks."""
    reports = [_holdable(text, form.codec) for text in (_traditional() if form.traditional else _reports())]
    if length is None:
        yield from reports
        return
    choose = random.Random(length)
    joined = "".join(reports).replace("\n", "")
    for _ in range(WINDOWS):
        start = choose.randrange(len(joined) - length)
        yield joined[start : start + length]


@cache
def _reports() -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8") for path in sorted(CLEAN.glob("*.txt")))


@cache
def _traditional() -> tuple[str, ...]:
    from opencc import OpenCC

    converter = OpenCC("s2twp")
    return tuple(converter.convert(text) for text in _reports())


def _holdable(text: str, codec: str) -> str:
    return text.encode(codec, "ignore").decode(codec)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("length", nargs="?", type=int, help="windows of so many characters only")
    args = parser.parse_args()
    if not CLEAN.is_dir():
        print("../shared is absent: nothing can be read here")
        return 0
    found = list(rows((args.length,) if args.length else LENGTHS))
    print(*table(found), sep="\n")
    if args.length:
        for form, _, _, missed in found:
            print(*(f"{form.name} {text}" for text in missed), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
