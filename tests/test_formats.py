"""The law over formats: the same report gives the same blocks, whatever it is kept in, and nothing has changed."""

from __future__ import annotations

import pytest
from docx import Document

from bench.formats import DOCX, FORMS, Form, Original, differences, originals
from tests.support import ROOT, needs_shared

_DEMO = ROOT / "corpus" / "2024-demo.txt"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Original:
    """The demonstration draft as a Word document, and what LibreOffice makes of it where installed."""
    path = tmp_path_factory.mktemp("demo") / "2024-demo.docx"
    document = Document()
    for line in _DEMO.read_text(encoding="utf-8").splitlines():
        document.add_paragraph(line)
    document.save(str(path))
    return next(originals([path]))


@pytest.mark.parametrize("form", FORMS, ids=[form.name for form in FORMS])
def test_the_demonstration_draft_is_the_same_in_every_format(demo: Original, form: Form) -> None:
    """Blocks, levels and roles are those of the .docx, and comparing both finds nothing."""
    if form.name == "big5":
        pytest.importorskip("opencc", reason="needs OpenCC, which makes the traditional text")

    found = differences(demo, form)

    assert (found.lost, found.new, found.changes) == ((), (), 0)


def test_what_differs_is_seen(demo: Original) -> None:
    """A form that loses a paragraph is told by its blocks and by the comparison."""
    longest = max(demo.text.splitlines(), key=len)
    cut = Form("cut", "txt", lambda original: original.text.replace(longest, "").encode())

    found = differences(demo, cut)

    assert (len(found.lost), found.new) == (1, ())
    assert found.changes > 0


@needs_shared
def test_provincial_reports_are_the_same_in_every_format() -> None:
    """Of five of the 31 provinces; `python -m bench.formats` takes all, and compares them."""
    paths = sorted(DOCX.glob("2025_*.docx"))[4::6]
    forms = [form for form in FORMS if form.name in ("txt", "html", "page")]

    differ = [
        (original.path.name, form.name)
        for original in originals(paths)
        for form in forms
        if str(differences(original, form, compared=False)) != "="
    ]

    assert (len(paths), differ) == (5, [])
