"""How right a comparison is: every accuracy claim of this project, measured by one command.

    python -m bench.accuracy            print the tables
    python -m bench.accuracy --write    and write them to docs/accuracy.md

Needs the labelled reports in ../shared; the scorers there do the counting.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import units, wording
from bench.fit_alignment import Labelled, fit_both
from bench.labels import PAIRS, SHARED, path
from compare.comparison import compare, read_report
from compare.contract import comparison_to_json, report_to_json
from compare.judge import chances_of

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "accuracy.md"
OUTLINES = {
    "seed2019": SHARED / "seeds" / "2019-beijing-union-congress-14.txt",
    "xizang2025": SHARED / "reports" / "raw" / "gov_work_report_xizang" / "2025.txt",
    "yunnan2026": SHARED / "reports" / "raw" / "gov_work_report_yunnan" / "2026.txt",
    "beijing2026raw": SHARED / "reports" / "raw" / "gov_work_report_beijing" / "2026.txt",
    "party2017raw": SHARED / "reports" / "raw" / "party_congress" / "2017.txt",
}
KINDS = ("target_pair", "target_new", "target_dropped", "result_pair", "fulfilment")
HEAD = """# Accuracy

Written by `make accuracy`; the labels and the scorers are in `../shared`, the counting is theirs.
Labels are judgements: a second labeller agrees with the first on D1 at F1 0.95.
"""
BEFORE = {"D1": (0.62, 0.08), "D2": (0.89, 0.43), "D3": (0.74, 0.28)}


def score(tool: str, document: object, *arguments: str | Path) -> str:
    """Return what a scorer of ../shared/tools prints about a JSON document."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(document, file)
        file.flush()
        command = [sys.executable, SHARED / "tools" / tool, file.name, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


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
    """Yield the table of paragraph links: as shipped, and with weights fitted without the pair."""
    yield "\n## Paragraph links: F1\n"
    yield (
        "Weights are fitted on six labelled pairs. *Unseen* is the figure that counts: each pair scored with "
        "weights fitted on the other five. *Shipped* are the weights of the package, fitted on all six.\n"
    )
    yield "| pair | unseen | shipped | shipped P | shipped R | best TF-IDF match | best open-source policy differ |"
    yield "|---|---|---|---|---|---|---|"
    labelled = {name: Labelled(name) for name in PAIRS}
    unseen = []
    for name, (old, new) in PAIRS.items():
        first, second, threshold = fit_both([other for key, other in labelled.items() if key != name])
        pair = labelled[name]
        unseen.append(pair.score(chances_of(second, pair.second(first)), threshold))
        reports = [read_report(path(side).read_bytes(), f"{side}.txt") for side in (old, new)]
        document = comparison_to_json(compare(reports[0], reports[1]))
        labels = sorted((SHARED / "gold").glob(f"{name}_ann?_align.jsonl"))
        out = score(
            "score_links", document, *labels, "--figures", SHARED / "gold" / f"{name}_ann1_figures.jsonl", "--json"
        )
        counts = json.loads(out)
        shipped = counts["links"]
        tfidf, differ = (f"{value:.2f}" for value in BEFORE[name]) if name in BEFORE else ("–", "–")
        yield (
            f"| {name} {old} → {new} | {unseen[-1]:.3f} | {shipped['f1']:.3f} | {shipped['precision']:.3f} | "
            f"{shipped['recall']:.3f} | {tfidf} | {differ} |"
        )
        FIGURES[name] = counts["figures"]
    yield f"| mean | {sum(unseen) / len(unseen):.3f} | | | | | |"


FIGURES: dict[str, dict[str, dict[str, int]]] = {}


def figures() -> Iterator[str]:
    """Yield the table of figure changes: found, right, and labelled, per pair and type."""
    yield "\n## Figure changes: hits / found / labelled\n"
    yield "A hit has the type, the line, the number and the indicator right on both sides.\n"
    yield "| pair | " + " | ".join(KINDS) + " |\n|---|" + "---|" * len(KINDS)
    for name, row in FIGURES.items():
        cells = (f"{row[kind]['hit']} / {row[kind]['found']} / {row[kind]['gold']}" for kind in KINDS)
        yield f"| {name} | " + " | ".join(cells) + " |"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write docs/accuracy.md")
    args = parser.parse_args()
    if not SHARED.is_dir():
        print("../shared is absent: nothing can be measured here")
        return 0
    lines = []
    for part in (outlines, links, figures, units.table, wording.table):
        for line in part():
            print(line, flush=True)
            lines.append(line)
    if args.write:
        PAGE.write_text(HEAD + "\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
