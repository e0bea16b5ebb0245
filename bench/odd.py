"""Texts that no one writes and someone will upload, of any length, as old and new.

identical lines      各级工会要推动改革，…     the same line over and over
a number apart       建设职工之家1个。 建设职工之家2个。 …
one line             a whole report without a line break
no punctuation       a whole report without a mark
one sentence, many   the same words with commas, and with full stops
"""

from __future__ import annotations

import re
from collections.abc import Callable

_LINE = "各级工会要推动改革，服务职工，做好工作。"


def identical_lines(old: str, new: str) -> tuple[str, str]:
    """Return the same line again and again, in every fiftieth place another one on the new side."""
    many = len(old) // len(_LINE + "\n")
    return _LINE + "\n" + (_LINE + "\n") * many, "".join(
        (_LINE if at % 50 else f"{_LINE[:-1]}，共{at}项。") + "\n" for at in range(many)
    )


def a_number_apart(old: str, new: str) -> tuple[str, str]:
    """Return lines that differ in their number alone, and the same with other numbers."""
    line = "推进工会改革工作，建设职工之家{}个，服务职工。\n"
    many = len(old) // len(line)
    return "".join(line.format(at) for at in range(many)), "".join(line.format(at + 7) for at in range(many))


def one_line(old: str, new: str) -> tuple[str, str]:
    """Return both texts as one line each."""
    return old.replace("\n", ""), new.replace("\n", "")


def no_punctuation(old: str, new: str) -> tuple[str, str]:
    """Return both texts without any mark, line by line."""
    return re.sub(r"[^\w\n]", "", old), re.sub(r"[^\w\n]", "", new)


def one_line_without_punctuation(old: str, new: str) -> tuple[str, str]:
    """Return both texts as one run of letters."""
    return one_line(*no_punctuation(old, new))


def one_sentence_and_many(old: str, new: str) -> tuple[str, str]:
    """Return the old text as one endless sentence, and the same with a full stop at every mark."""
    return re.sub(r"[^\w]+", "，", old) + "。", re.sub(r"[^\w]+", "。", old)


ODD: dict[str, Callable[[str, str], tuple[str, str]]] = {
    "identical lines": identical_lines,
    "a number apart": a_number_apart,
    "one line": one_line,
    "no punctuation": no_punctuation,
    "one line, no punctuation": one_line_without_punctuation,
    "one sentence and many": one_sentence_and_many,
}
"""Each kind of text by its name, made from a pair of usual ones."""
