"""The English catalogue: sentences found in templates and modules, translated in a file that a person edits.

    python -m web.catalogue     templates, modules  →  messages.po (new sentences empty)  →  messages.mo

Sentences are written in Chinese where they stand; `messages.po` holds their English.  The compiled
`messages.mo` is kept beside it, so that an installed package needs no tools; a test says when it lags.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).parent
PO = HERE / "translations" / "en" / "LC_MESSAGES" / "messages.po"
MO = PO.with_suffix(".mo")

_METHODS = [("**.py", "python"), ("templates/**.html", "jinja2.ext:babel_extract")]
_OPTIONS: dict[str, dict[str, str]] = {"templates/**.html": {"trimmed": "true"}}
_LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
"""The date in the header, always the same: the same sentences give the same bytes."""


def sentences() -> tuple[str, ...]:
    """Return the sentences to translate, once each, by the file and line where they first stand."""
    return tuple(dict.fromkeys(sentence for _, sentence in _found()))


def translated() -> Catalog:
    """Return the catalogue as the person left it."""
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def updated() -> Catalog:
    """Return the catalogue with every sentence of today: translations kept, new ones empty, unused ones gone."""
    known = translated() if PO.exists() else Catalog(locale="en")
    catalogue = Catalog(locale="en", project="duizhao", fuzzy=False, creation_date=_LONG_AGO, revision_date=_LONG_AGO)
    catalogue.header_comment = "# The English of the pages; written by `python -m web.catalogue`, translations by hand."
    for place, sentence in sorted(_found()):
        old = known.get(sentence)
        flags = ["python-format"] if "%(" in sentence else []
        catalogue.add(sentence, old.string if old else "", locations=[(place, 0)], flags=flags)
    return catalogue


def compiled(catalogue: Catalog) -> bytes:
    """Return the binary form that gettext reads."""
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def main() -> int:
    """Write both files and return how many sentences have no English yet."""
    catalogue = updated()
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, catalogue, width=120, include_lineno=False, sort_output=False, omit_header=False)
    MO.write_bytes(compiled(catalogue))
    missing = [message.id for message in catalogue if message.id and not message.string]
    for sentence in missing:
        print(sentence)
    return len(missing)


def _found() -> Iterator[tuple[str, str]]:
    for name, _, sentence, *_ in extract_from_dir(HERE, _METHODS, _OPTIONS):
        if isinstance(sentence, str):
            yield name.replace("\\", "/"), sentence


if __name__ == "__main__":
    raise SystemExit(main() > 0)
