"""Ids come from content: they survive reading again and insertions elsewhere."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests import strategies as make


@given(make.report_texts)
@settings(max_examples=60, deadline=None)
def test_ids_stay_when_a_text_is_read_again(text: str) -> None:
    """Two readings of the same bytes are equal, ids included."""
    assert make.read(text) == make.read(text)


@given(st.lists(make.paragraphs, min_size=1, max_size=8), st.integers(0, 8))
@settings(max_examples=60, deadline=None)
def test_ids_stay_when_an_unrelated_paragraph_is_inserted(paragraphs: list[str], at: int) -> None:
    """A paragraph that shares nothing with the rest renames no block and no sentence of the others."""
    stranger = "风调雨顺、五谷丰登。" * 7
    assume(stranger not in paragraphs)
    before = make.read("\n".join(paragraphs))
    after = make.read("\n".join([*paragraphs[:at], stranger, *paragraphs[at:]]))

    kept = {block.text: [b.id for b in after.blocks if b.text == block.text] for block in before.blocks}
    assert kept == {block.text: [b.id for b in before.blocks if b.text == block.text] for block in before.blocks}
    assert {s.id for s in before.sentences} <= {s.id for s in after.sentences}


@given(make.report_texts)
@settings(max_examples=60, deadline=None)
def test_no_two_things_of_a_report_share_an_id(text: str) -> None:
    """Blocks, sections, sentences, figures and tasks all have ids of their own."""
    report = make.read(text)
    ids = [
        x.id
        for group in (report.blocks, report.sections, report.sentences, report.figures, report.tasks)
        for x in group
    ]

    assert len(ids) == len(set(ids))
