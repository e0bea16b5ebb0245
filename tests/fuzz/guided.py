"""python -m tests.fuzz.guided --only html -- -max_total_time=600: files led by which lines of the readers they reach.

Atheris counts the lines of our own readers and of the parsers in Python that they use; files that reach new ones are
kept and changed further, by its own changes and by those of `changes.py`.  Linux only: pip install 'duizhao[fuzz]'.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
from pathlib import Path
from random import Random

import atheris

with atheris.instrument_imports(include=["compare.reading", "markdown_it", "email", "docx", "zipfile", "csv"]):
    from .changes import by_chance
    from .laws import judged
    from .seeds import seeds


def main() -> None:
    """Try files of one format until the time that libFuzzer is given is over, or a law is broken."""
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz.guided", description=__doc__)
    asked.add_argument("--only", default="html")
    said, options = asked.parse_known_args()
    known = seeds()[said.only]

    def changed_again(data: bytes, longest: int, chance: int) -> bytes:
        dice = Random(chance)
        if dice.random() < 0.3:
            return bytes(atheris.Mutate(data, longest))
        return by_chance(dice, data, dice.choice(known).data)[:longest]

    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(SystemExit):
        for seed in known:
            (Path(folder) / seed.name).write_bytes(seed.data)
        names = [sys.argv[0], *(each for each in options if each != "--"), "-max_len=100000", folder]
        atheris.Setup(names, lambda data: judged(data, known[0].name), custom_mutator=changed_again)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
