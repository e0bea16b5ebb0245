"""A comparison as a file: every format is a view of the same data, chosen by name.

    export(comparison, "csv", "zh")                                   →  bytes ready to be written or sent
    export(comparison, "csv", "zh", Selection(("task",), ledger=False))  →  commitments alone, without the ledger

Nothing here finds or decides anything.  `FORMATS` names what there is, with the media type and the
file suffix; adding a format is adding a module with `write(comparison, language)` and a row.  A format is loaded when a
file of it is made: who wants a text has no use for what writes workbooks.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from ..errors import Language, NotFound
from ..model import Comparison
from .selection import EVERYTHING as EVERYTHING
from .selection import Selection as Selection
from .selection import selected as selected


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format: its name, what the file is called and the module here that makes it.

    One that is `whole` holds all changes whichever were chosen; the choice concerns what people said of them.  One that
    is `on_original` is written on the file that the new report was read from, where it can use it.
    """

    name: str
    media_type: str
    suffix: str
    module: str
    whole: bool = False
    on_original: bool = False

    def made(self, comparison: Comparison, language: Language, original: bytes | None = None) -> bytes:
        """Return the file, on the new report's own where that is given and of use."""
        given = (original,) if original is not None and self.on_original else ()
        file: bytes = import_module(f".{self.module}", __package__).write(comparison, language, *given)
        return file


DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS: dict[str, Exporter] = {
    exporter.name: exporter
    for exporter in (
        Exporter("json", "application/json", ".json", "json"),
        Exporter("html", "text/html; charset=utf-8", ".html", "html"),
        Exporter("md", "text/markdown; charset=utf-8", ".md", "markdown"),
        Exporter("csv", "text/csv; charset=utf-8", ".csv", "csv"),
        Exporter("redline", DOCUMENT, ".docx", "redline", whole=True, on_original=True),
        Exporter("table", DOCUMENT, ".docx", "table"),
        Exporter("xlsx", SPREADSHEET, ".xlsx", "xlsx"),
        Exporter("pdf", "application/pdf", ".pdf", "pdf"),
        Exporter("text", "text/plain; charset=utf-8", ".txt", "text"),
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
