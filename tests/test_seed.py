"""The baseline: read as its labels beside it say."""

from __future__ import annotations

import hashlib

from compare.comparison import read_report
from compare.model import Report
from tests.support import SEED, SHARED, needs_shared

Row = dict[str, str]


def rows(suffix: str, names: str) -> list[Row]:
    """Return the labels beside the seed, one mapping a line."""
    text = SEED.with_suffix(suffix).read_text(encoding="utf-8")
    return [
        dict(zip(names.split(), line.split("\t"), strict=True))
        for line in text.splitlines()
        if line and not line.startswith("#")
    ]


def seed() -> Report:
    """Return the baseline as read."""
    return read_report(SEED.read_bytes(), SEED.name)


@needs_shared
def test_the_seed_is_verbatim() -> None:
    """The baseline ships as it was given, byte for byte."""
    assert SEED.read_bytes() == (SHARED / "seeds" / SEED.name).read_bytes()


def test_the_seed_has_not_been_edited() -> None:
    """The same, where the original is not at hand."""
    assert hashlib.sha256(SEED.read_bytes()).hexdigest() == (
        "a73a2eeef60edbe52d4af0e93a79608a63908f52e669d7ce525a156a2084a978"
    )


def test_title_and_date() -> None:
    """Title without its subtitle; the date of the byline."""
    report = seed()

    assert report.title == "坚持首善标准 强化政治担当 团结动员全市职工为建设国际一流的和谐宜居之都不懈奋斗"
    assert report.date == "2019-05-06"


def test_the_seed_s_figures_are_found() -> None:
    """19 in 20 of the labelled figures at least are found with line, value, unit and role, and few others are."""
    report = seed()
    lines = {block.id: block.lines[0] for block in report.blocks}
    found = {
        (str(lines[f.block]), f"{value:g}", f.value.unit, f.role)
        for f in report.figures
        for value in (f.value.low, f.value.high)
        if value is not None
    }
    labelled = rows(".figures.tsv", "line role value unit hedge deadline start indicator quote")
    right = [row for row in labelled if (row["line"], f"{float(row['value']):g}", row["unit"], row["role"]) in found]

    assert len(right) >= 0.95 * len(labelled), [row["quote"] for row in labelled if row not in right]
    assert len(report.figures) <= 1.1 * len(labelled)


def test_the_seed_s_targets_are_its_three() -> None:
    """近万家工作室 by 2023, 覆盖率 90% and 入会率 80% within five years are all the targets there are."""
    quotes = [
        (f.quote, f.value.low, f.value.unit, f.value.hedge, f.deadline) for f in seed().figures if f.role == "target"
    ]

    assert [(low, unit, hedge, deadline) for _, low, unit, hedge, deadline in quotes] == [
        (10000, "家", "近", "2023年"),
        (90, "%", "以上", "5年内"),
        (80, "%", "以上", "5年内"),
    ]


def test_the_seed_s_commitments_are_found() -> None:
    """Nine in ten of the definite deliverables are found, and the number reported stays near the number labelled."""
    report = seed()
    lines = {block.id: block.lines[0] for block in report.blocks}
    labelled = rows(".tasks.tsv", "line kind checkable deadline quote")
    found = [(str(lines[task.block]), task.quote) for task in report.tasks]
    definite = [row for row in labelled if row["checkable"] == "3"]
    hit = [row for row in definite if any(n == row["line"] and _half(row["quote"], quote) for n, quote in found)]

    assert len(hit) >= 0.9 * len(definite), [row["quote"] for row in definite if row not in hit]
    assert len(report.tasks) <= 1.7 * len(labelled)


def _half(wanted: str, have: str) -> bool:
    pairs = {wanted[i : i + 2] for i in range(len(wanted) - 1)}
    return len(pairs & {have[i : i + 2] for i in range(len(have) - 1)}) >= len(pairs) / 2
