"""Sound files broken in every way, through every reader: a document that keeps its laws, or one sentence.

make fuzz FUZZ_SECONDS=3600       the same for an hour, with what LibreOffice makes besides
"""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compare.model import FORMATS
from compare.outline import outline
from compare.reading import office, read
from tests.fuzz.__main__ import case
from tests.fuzz.changes import KINDS, Change, changed
from tests.fuzz.laws import Broken, check_blocks, judged
from tests.fuzz.seeds import seeds
from tests.strategies import read as report_of

_SEEDS = seeds()
_LEAST, _MOST, _SECONDS = 5, 60, 3.0
"""Files of each format: the most if they fit into the time, so that a busy computer takes half a minute over all."""

_ONCE = settings(max_examples=60, deadline=None, suppress_health_check=[*HealthCheck])
_changes = st.lists(
    st.builds(
        Change, st.sampled_from(KINDS), st.floats(0, 1), st.integers(0, 300), st.integers(0, 999)
    ),
    min_size=1,
    max_size=4,
)  # fmt: skip


@pytest.fixture(autouse=True)
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice takes seconds over a file: what stands before it is tried here, `make fuzz` tries the rest."""
    monkeypatch.setattr(office, "find", lambda: None)


@pytest.mark.parametrize("form", [*_SEEDS])
def test_files_broken_by_chance(form: str) -> None:
    """The first ones of those that `make fuzz` tries, always the same."""
    end = time.monotonic() + _SECONDS
    for number in range(_MOST):
        if number >= _LEAST and time.monotonic() > end:
            break
        seed = case(form, number, _SEEDS)
        try:
            judged(seed.data, seed.name)
        except Exception as error:
            error.add_note(f"{form} case {number}")
            raise


@given(st.sampled_from([(form, seed) for form, every in _SEEDS.items() for seed in every]), _changes, st.data())
@_ONCE
def test_files_broken_and_made_smaller(
    start: tuple[str, tuple[str, bytes]], changes: list[Change], data: st.DataObject
) -> None:
    """What fails here comes with the fewest changes that do it."""
    (_, (name, sound)), inside = start, data.draw(st.none() | st.integers(0, 20))
    judged(changed(sound, changes, sound, inside), name)


def test_every_format_is_tried_and_sound_files_are_read() -> None:
    """A seed that no reader takes would break in silence."""
    assert set(_SEEDS) | {"wps"} == set(FORMATS)
    for form in ("txt", "md", "csv", "html", "mht", "docx", "pdf", "ofd", "zip"):
        assert "read" in [judged(seed.data, seed.name) for seed in _SEEDS[form]]


def test_every_kind_of_change_changes() -> None:
    """And the same numbers do the same again."""
    (seed,) = [seed for seed in _SEEDS["docx"] if seed.name == "正文.docx"]
    for kind in KINDS:
        made, again = (
            [changed(seed.data, [Change(kind, 0.3, 20, pick)], b"x" * 99, 2) for pick in range(5)] for _ in range(2)
        )
        assert made == again, kind
        assert {*made} - {seed.data}, kind
    assert case("pdf", 3, _SEEDS) == case("pdf", 3, _SEEDS) != case("pdf", 4, _SEEDS)


def test_the_laws_can_fail() -> None:
    """A character that is gone is found to be gone."""
    document = read(_SEEDS["txt"][0].data, "a.txt")
    whole = outline(document)
    check_blocks(document, whole)
    with pytest.raises(Broken):
        check_blocks(document, replace(whole, blocks=whole.blocks[1:]))
    with pytest.raises(Broken):
        check_blocks(document, report_of("另一份报告。\n" + "工会" * 30))
