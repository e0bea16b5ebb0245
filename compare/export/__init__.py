"""A comparison as a file: every format is a view of the same data, chosen by name.

    export(comparison, "csv", "zh")                                   →  bytes ready to be written or sent
    export(comparison, "csv", "zh", Selection(("task",), ledger=False))  →  commitments alone, without the ledger

Nothing here finds or decides anything.  `FORMATS` names what there is, with the media type and the
file suffix; adding a format is adding a module with `write(comparison, language)` and a row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..errors import Language, NotFound
from ..model import Comparison
from .csv import write as write_csv
from .html import write as write_html
from .json import write as write_json
from .markdown import write as write_markdown
from .pdf import write as write_pdf
from .redline import write as write_redline
from .selection import EVERYTHING as EVERYTHING
from .selection import Selection as Selection
from .selection import selected as selected
from .table import write as write_table
from .text import write as write_text
from .xlsx import write as write_xlsx


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format: its name, what the file is called and how it is made.

    One that is `whole` holds all changes whichever were chosen; the choice concerns what people said of them.
    """

    name: str
    media_type: str
    suffix: str
    write: Callable[[Comparison, Language], bytes]
    whole: bool = False
    write_on: Callable[[Comparison, Language, bytes], bytes] | None = None
    """The same on the file that the new report was read from, where the format can use it."""

    def made(self, comparison: Comparison, language: Language, original: bytes | None = None) -> bytes:
        """Return the file, on the new report's own where that is given and of use."""
        if original is not None and self.write_on is not None:
            return self.write_on(comparison, language, original)
        return self.write(comparison, language)


DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS: dict[str, Exporter] = {
    exporter.name: exporter
    for exporter in (
        Exporter("json", "application/json", ".json", write_json),
        Exporter("html", "text/html; charset=utf-8", ".html", write_html),
        Exporter("md", "text/markdown; charset=utf-8", ".md", write_markdown),
        Exporter("csv", "text/csv; charset=utf-8", ".csv", write_csv),
        Exporter("redline", DOCUMENT, ".docx", write_redline, whole=True, write_on=write_redline),
        Exporter("table", DOCUMENT, ".docx", write_table),
        Exporter("xlsx", SPREADSHEET, ".xlsx", write_xlsx),
        Exporter("pdf", "application/pdf", ".pdf", write_pdf),
        Exporter("text", "text/plain; charset=utf-8", ".txt", write_text),
    )
}
"""The formats by name, in the order in which they are offered."""


def export(
    comparison: Comparison,
    format: str,
    language: Language = "zh",
    selection: Selection = EVERYTHING,
    original: bytes | None = None,
) -> bytes:
    """Return what is selected of a comparison as a file of `format`; a name that is not in `FORMATS` is refused.

    `original` is the file that the new report was read from; formats that can keep its looks do.
    """
    exporter = FORMATS.get(format)
    if exporter is None:
        names = ", ".join(FORMATS)
        raise NotFound(
            f"没有名为“{format}”的导出格式；可选 {names}。",
            f"There is no export format “{format}”; choose one of {names}.",
        )
    return exporter.made(selected(comparison, selection), language, original)
