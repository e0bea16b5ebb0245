"""The contract `duizhao/1`: what is written validates, comes back, and is the same bytes every time."""

from __future__ import annotations

import json
import subprocess
import sys

import jsonschema
import pytest
from hypothesis import given, settings

from compare.comparison import compare, read_report
from compare.contract import (
    comparison_from_json,
    comparison_to_json,
    dumps,
    report_from_json,
    report_to_json,
    schema,
)
from compare.errors import UnreadableSource
from compare.model import Comparison, OutlineRepair
from compare.outline_repairs import repairs_of
from tests import strategies as make
from tests.support import ROOT, SEED, SHARED, needs_shared

VALIDATOR = jsonschema.Draft202012Validator(schema())


def test_the_schema_is_a_schema() -> None:
    """What ships is itself valid."""
    jsonschema.Draft202012Validator.check_schema(schema())


@given(make.report_texts, make.report_texts)
@settings(max_examples=40, deadline=None)
def test_a_comparison_validates_and_comes_back(old: str, new: str) -> None:
    """Every comparison is valid JSON of the schema, and reading it gives the same JSON again."""
    data = comparison_to_json(make.compared(old, new))

    VALIDATOR.validate(json.loads(dumps(data)))
    assert dumps(comparison_to_json(comparison_from_json(json.loads(dumps(data))))) == dumps(data)


@given(make.report_texts)
@settings(max_examples=40, deadline=None)
def test_a_report_comes_back(text: str) -> None:
    """A report written and read is the same report."""
    report = make.read(text)

    assert report_from_json(json.loads(dumps(report_to_json(report)))) == report


def test_a_repaired_report_validates_and_comes_back() -> None:
    """What a person said of its lines is in the report, attached or not, and in a comparison of it."""
    plain = read_report(SEED.read_bytes(), SEED.name)
    lost = OutlineRepair("n0123456789", "annex", "已删去的一行")
    report = read_report(SEED.read_bytes(), SEED.name, repairs=(lost, *repairs_of(plain, ["6-9"], "heading3")))

    VALIDATOR.validate(json.loads(dumps(comparison_to_json(compare(plain, report)))))
    assert report_to_json(report)["repairs"][-1] == {
        "anchor": "n0123456789", "kind": "annex", "quote": "已删去的一行", "line": None, "found": None,
    }  # fmt: skip
    assert report_from_json(json.loads(dumps(report_to_json(report)))) == report


def test_another_schema_is_refused() -> None:
    """A result of another version is not read as if it were of this one."""
    with pytest.raises(UnreadableSource):
        comparison_from_json({"schema": "duizhao/2"})


def ids(comparison: Comparison) -> set[str]:
    """Return all the ids that a comparison defines."""
    found = {
        x.id
        for report in (comparison.old, comparison.new)
        for group in (report.blocks, report.sections, report.sentences, report.figures, report.tasks)
        for x in group
    }
    for group in (
        comparison.links, comparison.groups, comparison.edits, comparison.figure_changes,
        comparison.task_changes, comparison.formulations, comparison.changes,
    ):  # fmt: skip
        found |= {x.id for x in group}
    return found


def test_every_reference_of_the_demonstration_leads_somewhere() -> None:
    """Links, edits, places and refs name ids that are there; spans lie inside their blocks; quotes are verbatim."""
    draft = ROOT / "corpus" / "2024-demo.txt"
    c = compare(read_report(SEED.read_bytes(), SEED.name), read_report(draft.read_bytes(), draft.name))
    known = ids(c)
    texts = [{block.id: block.text for block in report.blocks} for report in (c.old, c.new)]

    assert {ref for change in c.changes for ref in change.refs} <= known
    assert {edit.link for edit in c.edits} <= {link.id for link in c.links}
    assert {link.group for link in c.links} == {group.id for group in c.groups}
    for edit in c.edits:
        for side, place in enumerate((edit.old, edit.new)):
            assert place is None or 0 <= place.span[0] < place.span[1] <= len(texts[side][place.block])
    for change in c.figure_changes:
        for side, figure in enumerate((change.old, change.new)):
            assert figure is None or figure.quote in texts[side][figure.block]
    for task in c.task_changes:
        for side, clause in enumerate((task.old, task.new)):
            assert clause is None or clause.quote in texts[side][clause.block]
    for formulation in c.formulations:
        for mention in formulation.where:
            block = texts[mention.side == "new"][mention.block]
            assert block[slice(*mention.span)]


def test_the_same_input_gives_the_same_bytes() -> None:
    """Another process, with another hash seed, writes the same JSON."""
    command = [sys.executable, "-m", "compare", "compare", str(SEED), str(ROOT / "corpus" / "2024-demo.txt")]
    outs = [
        subprocess.run(
            [*command, "--format", "json"], cwd=ROOT, capture_output=True, check=True, env={"PYTHONHASHSEED": hash_seed}
        ).stdout
        for hash_seed in ("1", "2")
    ]

    assert outs[0] == outs[1]


@needs_shared
def test_a_real_pair_validates() -> None:
    """政府工作报告 2024 → 2025, whole."""
    folder = SHARED / "reports" / "clean"
    old, new = (read_report((folder / name).read_bytes(), name) for name in ("gwr2024.txt", "gwr2025.txt"))

    VALIDATOR.validate(json.loads(dumps(comparison_to_json(compare(old, new)))))
