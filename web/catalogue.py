"""The English catalogue: sentences found in templates and modules, translated in a file that a person edits.

    python -m web.catalogue     templates, modules  →  messages.po (new sentences empty)  →  messages.mo

Sentences are written in Chinese where they stand; `messages.po` holds their English.  The compiled
`messages.mo` is kept beside it, so that an installed package needs no tools; a test says when it lags.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


Sentence = str | tuple[str, str]
"""A sentence, or one with a count: in Chinese the same for one and for many, in English not."""


def sentences() -> tuple[Sentence, ...]:
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
    for place, sentence in sorted(_found(), key=lambda found: (found[0], forms(found[1]))):
        old = known.get(sentence if isinstance(sentence, str) else sentence[0])
        flags = ["python-format"] if "%(" in forms(sentence)[0] else []
        kept = old.string if old and isinstance(old.id, str) == isinstance(sentence, str) else ""
        catalogue.add(sentence, kept or _blank(sentence), locations=[(place, 0)], flags=flags)
    return catalogue


def forms(said: str | Sequence[str]) -> tuple[str, ...]:
    """Return what stands for one and for many; the sentence alone where it has no count."""
    return (said,) if isinstance(said, str) else tuple(said)


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
    missing = [message.id for message in catalogue if message.id and not all(forms(message.string or ""))]
    for sentence in missing:
        print(sentence)
    return len(missing)


def _found() -> Iterator[tuple[str, Sentence]]:
    for name, _, sentence, *_ in extract_from_dir(HERE, _METHODS, _OPTIONS):
        place = name.replace("\\", "/")
        if isinstance(sentence, str):
            yield place, sentence
        elif len(said := [part for part in sentence if part]) > 1:  # the two forms of a count
            yield place, (said[0], said[1])


def _blank(sentence: Sentence) -> Sentence:
    return "" if isinstance(sentence, str) else ("", "")


if __name__ == "__main__":
    raise SystemExit(main() > 0)
