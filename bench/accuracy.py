"""How right a comparison is: every accuracy claim of this project, measured by one command.

    python -m bench.accuracy            print the tables
    python -m bench.accuracy --write    and write them to docs/accuracy.md and docs/outlines.md

Needs the labelled reports in ../shared; the scorers there do the counting.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from bench import figure_changes, fit_indicators, unchanged, units, wording
from bench.fit_alignment import Fitting, labelled
from bench.labels import OWN, PAIRS, SECOND_LABELLER, SHARED, UNRELATED, agreement
from bench.outlines import PAGE as ALL_OUTLINES
from bench.outlines import page, rows, section
from bench.scorers import score
from compare.comparison import read_report
from compare.contract import report_to_json
from compare.judge import plain

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "accuracy.md"
OUTLINES = {
    "seed2019": SHARED / "seeds" / "2019-beijing-union-congress-14.txt",
    "xizang2025": SHARED / "reports" / "raw" / "gov_work_report_xizang" / "2025.txt",
    "yunnan2026": SHARED / "reports" / "raw" / "gov_work_report_yunnan" / "2026.txt",
    "beijing2026raw": SHARED / "reports" / "raw" / "gov_work_report_beijing" / "2026.txt",
    "party2017raw": SHARED / "reports" / "raw" / "party_congress" / "2017.txt",
}
HEAD = """# Accuracy

Written by `make accuracy`; the labels and the scorers are in `../shared`, the counting is theirs.
Labels are judgements: a second labeller agrees with the first on D1 at F1 0.95.
"""
BEFORE = {"D1": (0.62, 0.08), "D2": (0.89, 0.43), "D3": (0.74, 0.28)}


def outlines() -> Iterator[str]:
    """Yield the table of lines whose kind is right, and of run-in headings found."""
    yield "## Outline: share of raw lines whose kind and continuation are right\n"
    yield "| report | lines right | run-in headings found |\n|---|---|---|"
    for name, file in OUTLINES.items():
        report = report_to_json(read_report(file.read_bytes(), file.name))
        out = score("score_report", report, SHARED / "gold" / "outline" / f"{name}.jsonl")
        runins, lines = re.search(r"headings: (\S+)", out), re.search(r"outline: (\S+) lines = (\S+)", out)
        if runins and lines:
            yield f"| {name} | {lines[1]} = {lines[2]} | {runins[1]} |"
    file = OUTLINES["seed2019"]
    gold = SHARED / "gold" / "outline"
    out = score(
        "score_report", report_to_json(read_report(file.read_bytes(), file.name)), gold / "seed2019.jsonl",
        "--figures", gold / "seed2019_figures.jsonl", "--tasks", gold / "seed2019_tasks.jsonl",
    )  # fmt: skip
    yield "\n## The baseline's figures and commitments\n"
    yield from (f"- {line}" for line in out.splitlines() if line.startswith(("figures", "tasks")))


def links() -> Iterator[str]:
    """Yield the tables of paragraph links: fitted without the pair, as shipped, and with nothing fitted."""
    yield "\n## Paragraph links: F1\n"
    yield (
        "Each pair scored by weights that were fitted without it. *Unseen* is the figure that counts: fitted on all "
        "other labelled pairs, those of ../shared and those labelled for this project (`bench/labels_own`, line "
        "numbers only). *Five*: fitted on nothing but the other five of ../shared and the unrelated pairs. *Plain*: "
        "the fall-back, nothing fitted. *Shipped* are the weights of the package, fitted on all; they flatter.\n"
    )
    yield (
        "| pair | unseen | five | plain | shipped | shipped P | shipped R | second labeller | TF-IDF match | "
        "policy differ |"
    )
    yield "|---|---|---|---|---|---|---|---|---|---|"
    pairs = labelled()
    everything = Fitting(list(pairs.values()))
    five = Fitting([pairs[name] for name in PAIRS | UNRELATED])
    totals = [0.0, 0.0, 0.0]
    for name, (old, new) in PAIRS.items():
        scores = [pairs[name].score(judging) for judging in (everything.judges(name), five.judges(name), plain())]
        totals = [total + score for total, score in zip(totals, scores, strict=True)]
        counts = figure_changes.scored(name)
        shipped = counts.links
        tfidf, differ = (f"{value:.2f}" for value in BEFORE[name]) if name in BEFORE else ("–", "–")
        second = "0.95" if name == "D1" else f"{agreement(name):.3f}" if name in SECOND_LABELLER else "–"
        cells = " | ".join(
            f"{value:.3f}" for value in (*scores, shipped["f1"], shipped["precision"], shipped["recall"])
        )
        yield f"| {name} {old} → {new} | {cells} | {second} | {tfidf} | {differ} |"
        FIGURES[name] = counts.figures
    yield "| mean | " + " | ".join(f"{total / len(PAIRS):.3f}" for total in totals) + " | | | | | | |"
    yield "\nThe pairs labelled for this project:\n"
    yield "| pair | unseen | plain |\n|---|---|---|"
    for name in OWN:
        yield f"| {name} | {pairs[name].score(everything.judges(name)):.3f} | {pairs[name].score(plain()):.3f} |"
    yield (
        "\nReports of two series that have nothing to do with each other: how many lines are linked, "
        "the front of the reports included (unseen):\n"
    )
    yield from (f"- {name}: {pairs[name].score(everything.judges(name)):.0f}" for name in UNRELATED)


FIGURES: dict[str, figure_changes.Counts] = {}


def figures() -> Iterator[str]:
    """Yield the tables of figure changes: right, found, and labelled, per pair and type."""
    yield "\n## Figure changes: hits / found / labelled\n"
    yield "A hit has the type, the line, the number and the indicator right on both sides.\n"
    yield from figure_changes.table(FIGURES)
    yield "\nThe same by weights fitted without the pair (`python -m bench.fit_indicators`):\n"
    for _, group in fit_indicators.unseen():
        yield from figure_changes.table(group)
        yield ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write docs/accuracy.md")
    args = parser.parse_args()
    if not SHARED.is_dir():
        print("../shared is absent: nothing can be measured here")
        return 0
    lines = []
    found = list(rows())
    for part in (outlines(), section(found), links(), units.table(), unchanged.table(), wording.table(), figures()):
        for line in part:
            print(line, flush=True)
            lines.append(line)
    if args.write:
        ALL_OUTLINES.write_text(page(found), encoding="utf-8")
        PAGE.write_text(HEAD + "\n" + "\n".join(lines) + "\n", encoding="utf-8")
        unchanged.write()
    return 0


if __name__ == "__main__":
    sys.exit(main())
