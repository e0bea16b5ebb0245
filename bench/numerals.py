"""How right numerals are read: the spans and values of public cases, those of Microsoft's Recognizers-Text above all.

    python -m bench.numerals             the tables of docs/numerals.md
    python -m bench.numerals --write     and write it

A span is right when start and end agree; F1 is pooled over the cases of a model.  Cases that the source says no
platform supports are left out.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.labels import SHARED
from compare.figures import scan
from compare.figures.scan import Spanned

SPECS = SHARED / "bench" / "recognizers_text_zh" / "Specs"
MODELS: dict[str, tuple[str, Callable[[str], list[Spanned]], float, float]] = {
    "numbers": ("Number/Chinese/NumberModel.json", scan.numerals, 0.95, 0.959),
    "percentages": ("Number/Chinese/PercentModel.json", scan.percentages, 0.95, 0.951),
    "money": ("NumberWithUnit/Chinese/CurrencyModel.json", scan.money, 0.85, 0.819),
    "measures": ("NumberWithUnit/Chinese/DimensionModel.json", scan.measures, 0.70, 0.500),
}
"""Model: its file, our reader, the bar, and what Microsoft's own Python package reaches."""
ON_PURPOSE = {
    "2222.2222.22222.222": "digits with several points are a version or an address",
    "...9": "a dot right before a digit begins a decimal or ends a sentence; neither is guessed",
    "－－9": "of two signs the second belongs to the number",
    "一美元": "a sum of money holds a number: 一 counts here as in 一只",
    "两美刀": "as above",
    "苹果折扣一美元": "as above",
    "这台电脑两美刀": "as above",
    "苹果折扣一折": "a discount holds a number, as a percentage does",
    "这不是四川这是五台山": "五台山 is a mountain",
    "三的另一种写法是叁": "a capital numeral alone beside other characters is a word (收拾, 队伍)",
    "包括在金融市场中": "二％ holds the number 二",
    "你可以访问一下": "an address on the web is no text of a report; its % are read as they stand",
    "人民币 美元": "the name of a currency is no sum",
    "人民币美元": "as above",
    "一位是最小的存储单位": "位 counts people in a report",
}
"""Why a case is read otherwise here, by how it begins."""
LONGEST_CELL = 24
HEAD = """# Numerals

Written by `python -m bench.numerals --write`. The layer under figures (`compare/figures/scan.py`) finds every numeral,
percentage, sum of money and measure of a text, whatever it means; a figure of a report is less (`terms.py`).
Cases: Microsoft's Recognizers-Text, those that no platform supports left out.
"""
PAGE = Path(__file__).resolve().parent.parent / "docs" / "numerals.md"


@dataclass(frozen=True, slots=True)
class Case:
    """One text of a model: the spans there are, with their values where one is given, and those found."""

    text: str
    wanted: dict[tuple[int, int], float | None]
    found: dict[tuple[int, int], float]

    @property
    def hits(self) -> set[tuple[int, int]]:
        """The spans that agree."""
        return self.wanted.keys() & self.found.keys()


def cases(model: str) -> Iterator[Case]:
    """Yield the cases of a model."""
    file, read, *_ = MODELS[model]
    for case in json.loads((SPECS / file).read_text(encoding="utf-8-sig")):
        if "NotSupportedByDesign" not in case:
            wanted = {(row["Start"], row["End"] + 1): _value(row["Resolution"]) for row in case["Results"]}
            yield Case(case["Input"], wanted, {found.span: found.value for found in read(case["Input"])})


def f1(read: list[Case]) -> float:
    """Return the pooled F1 of spans."""
    hits = sum(len(case.hits) for case in read)
    return 2 * hits / sum(len(case.wanted) + len(case.found) for case in read)


def wrong_values(read: list[Case]) -> int:
    """Return how many spans agree and have another value."""
    return sum(
        1
        for case in read
        for span in case.hits
        if (value := case.wanted[span]) is not None and abs(value - case.found[span]) > 1e-6 * max(1.0, abs(value))
    )


def _value(resolution: dict[str, Any]) -> float | None:
    value = resolution.get("value")
    return None if value is None else float(value.rstrip("%"))


def others() -> Iterator[str]:
    """Yield the table of cases of other libraries: how many numerals have the same value."""
    yield "| cases | same value | of |\n|---|---|---|"
    rows = json.loads((SHARED / "bench" / "cn2an" / "cases.json").read_text(encoding="utf-8"))
    groups = dict.fromkeys(row["group"] for row in rows if row["suite"] == "cn2an")
    for group in groups:
        same = [
            _whole(row["input"]) == row["expected"] for row in rows if row["group"] == group and row["suite"] == "cn2an"
        ]
        yield f"| cn2an, {group} | {sum(same)} | {len(same)} |"
    for file in sorted((SHARED / "bench" / "wetext_zh" / "itn").glob("*.txt")):
        pairs = [line.split(" => ") for line in file.read_text(encoding="utf-8").splitlines() if " => " in line]
        same = [_values(said) == _values(written) for said, written in pairs]
        yield f"| WeTextProcessing, {file.stem} | {sum(same)} | {len(same)} |"


def _whole(text: object) -> float | None:
    """Return the value of a text that is one numeral from end to end, else None."""
    found = scan.numerals(str(text))
    return found[0].value if len(found) == 1 and found[0].span == (0, len(str(text))) else None


def _values(text: str) -> list[float]:
    return [found.value for found in scan.numerals(text)]


def tables() -> Iterator[str]:
    """Yield the page, a line at a time."""
    yield "| model | cases | F1 | bar | Microsoft's Python package | agreeing spans with another value |"
    yield "|---|---|---|---|---|---|"
    read = {model: list(cases(model)) for model in MODELS}
    for model, found in read.items():
        _, _, bar, rival = MODELS[model]
        yield f"| {model} | {len(found)} | {f1(found):.3f} | {bar:.2f} | {rival:.3f} | {wrong_values(found)} |"
    yield "\n## Read otherwise\n"
    yield "| model | text | there | here | why |\n|---|---|---|---|---|"
    for model, found in read.items():
        for case in found:
            if case.wanted.keys() != case.found.keys():
                there, here = (_quoted(case, spans) for spans in (case.wanted, case.found))
                yield f"| {model} | {_cell(case.text)} | {there} | {here} | {reason(case.text)} |"
    yield "\n## Cases of other libraries\n"
    yield (
        "cn2an takes a whole text for one numeral, in three degrees of strictness; its *error* groups hold what it "
        "refuses, `None`. WeTextProcessing writes what was said: a line agrees where the numerals of both have the "
        "same values; dates, telephone numbers and 三五百 (300 to 500) are other conventions.\n"
    )
    yield from others()


def reason(text: str) -> str:
    """Return why a case is read otherwise; nothing where it is simply not read right."""
    return next((why for start, why in ON_PURPOSE.items() if text.startswith(start)), "")


def _quoted(case: Case, spans: dict[tuple[int, int], Any]) -> str:
    extra = sorted(set(spans) - case.hits)
    return "、".join(_cell(case.text[start:end]) for start, end in extra[:4]) or "–"


def _cell(text: str) -> str:
    short = text if len(text) <= LONGEST_CELL else text[:LONGEST_CELL] + "…"
    return short.replace("|", "\\|")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write docs/numerals.md")
    args = parser.parse_args()
    if not SHARED.is_dir():
        print("../shared is absent: nothing can be measured here")
        return 0
    lines = list(tables())
    print(*lines, sep="\n")
    if args.write:
        PAGE.write_text(HEAD + "\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
