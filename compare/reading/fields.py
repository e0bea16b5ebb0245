"""Fields of Word: a code that nobody sees, then a result that is text.

begin  REF _Toc1 \\h  separate  第三部分  end      →  第三部分
begin  IF  begin PAGE separate 1 end  = 1 …  end   →  nothing of the code, though a result stands in it
begin  TOC \\o "1-3"  separate  一、回顾…1  end    →  furniture: the table of contents repeats every heading
"""

from __future__ import annotations

import re

from lxml import etree

from .styles import attribute

_CONTENTS = re.compile(r"\s*TOC\b", re.IGNORECASE)


class Fields:
    """Where a walk stands among fields; a document whose begins and ends do not match shows all of them."""

    def __init__(self, root: etree._Element) -> None:
        kinds = [attribute(each, "fldCharType") for each in root.iter("{*}fldChar")]
        self._whole = kinds.count("begin") == kinds.count("end")
        self._open: list[tuple[str, bool]] = []  # the code so far, and whether it has ended

    @property
    def in_code(self) -> bool:
        """Tell whether what comes is part of a code."""
        return any(not ended for _, ended in self._open)

    @property
    def in_contents(self) -> bool:
        """Tell whether what comes is part of a table of contents."""
        return any(ended and _CONTENTS.match(code) for code, ended in self._open)

    def mark(self, element: etree._Element) -> None:
        """Take in a w:fldChar: a field begins, ends, or comes to its result."""
        kind = attribute(element, "fldCharType") if self._whole else None
        if kind == "begin":
            self._open.append(("", False))
        elif kind == "separate" and self._open:
            self._open[-1] = self._open[-1][0], True
        elif kind == "end" and self._open:
            self._open.pop()

    def open(self, code: str) -> None:
        """Take in a field that is one element, with all of its code."""
        self._open.append((code, True))

    def close(self) -> None:
        """End such a field."""
        if self._open:
            self._open.pop()

    def code(self, text: str) -> None:
        """Take in a piece of a code."""
        if self._open and not self._open[-1][1]:
            self._open[-1] = self._open[-1][0] + text, False

    def end_paragraph(self) -> None:
        """Forget codes that nobody finished: a code does not go on over paragraphs."""
        self._open = [field for field in self._open if field[1]]
