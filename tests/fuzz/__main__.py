"""python -m tests.fuzz: broken files by chance through every reader, each format its share of the time.

    txt      18,204 files   11,022 read   7,182 refused   slowest 0.1 s   0 mistakes

A case that runs on or takes too much memory is a mistake like any other.  Ends with 1 where there is one.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from compare.config import LIMITS
from compare.reading.worker import limit

from .changes import by_chance
from .laws import judged
from .seeds import Seed, seeds

_DAY = 24 * 3600


@dataclass
class Tally:
    """What came of the cases of one format."""

    outcomes: dict[str, int] = field(default_factory=dict)
    mistakes: dict[int, str] = field(default_factory=dict)
    slowest: tuple[float, int] = (0.0, 0)

    def line(self, form: str) -> str:
        """Return it as a row."""
        read, refused = self.outcomes.get("read", 0), self.outcomes.get("refused", 0)
        tried = read + refused + len(self.mistakes)
        return (
            f"{form:6} {tried:8,} files {read:8,} read {refused:8,} refused   slowest {self.slowest[0]:5.1f} s"
            f" (case {self.slowest[1]})   {len(self.mistakes)} mistakes"
        )


def case(form: str, number: int, known: dict[str, tuple[Seed, ...]]) -> Seed:
    """Return one broken file of a format; the same number gives the same file."""
    chance = Random(f"{form} {number}")
    seed = chance.choice(known[form])
    other = chance.choice(known[chance.choice([*known])])
    return Seed(seed.name, by_chance(chance, seed.data, other.data))


def _cases(form: str, first: int, known: dict[str, tuple[Seed, ...]], out: Connection) -> None:
    """Judge one case after another and tell of each; the child of `tried`."""
    _bound_memory(form)
    number = first
    while True:
        seed = case(form, number, known)
        started = time.process_time()
        try:
            outcome = judged(seed.data, seed.name)
        except BaseException:
            out.send((number, "", traceback.format_exc(limit=-4), 0.0))
            if isinstance(sys.exc_info()[1], MemoryError | KeyboardInterrupt | SystemExit):
                return
        else:
            out.send((number, outcome, "", time.process_time() - started))
        number += 1


def _bound_memory(form: str) -> None:
    """Bound the memory of all cases of a child; the clock is its parent's."""
    limit(replace(LIMITS[form], seconds=_DAY))


def tried(form: str, known: dict[str, tuple[Seed, ...]], seconds: float, first: int) -> Tally:
    """Return what came of as many cases as fit into the time."""
    tally, number, end = Tally(), first, time.monotonic() + seconds
    while time.monotonic() < end:
        here, there = multiprocessing.Pipe(duplex=False)
        child = multiprocessing.get_context("fork").Process(target=_cases, args=(form, number, known, there))
        child.start()
        there.close()
        try:
            for number, outcome, wrong, took in _heard(here, end, LIMITS[form].seconds):
                if wrong:
                    tally.mistakes[number] = wrong
                else:
                    tally.outcomes[outcome] = tally.outcomes.get(outcome, 0) + 1
                    tally.slowest = max(tally.slowest, (took, number))
                number += 1
        except EOFError:
            tally.mistakes[number] = "the child ended"
            number += 1
        except TimeoutError:
            tally.mistakes[number] = f"more than {LIMITS[form].seconds} seconds"
            number += 1
        finally:
            child.kill()
            child.join()
            here.close()
    return tally


def _heard(pipe: Connection, end: float, longest: float) -> Iterator[tuple[int, str, str, float]]:
    while time.monotonic() < end:
        if not pipe.poll(longest):
            raise TimeoutError
        yield pipe.recv()


def main() -> int:
    """Try every format, or one, or one case."""
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    asked.add_argument("--seconds", type=float, default=600)
    asked.add_argument("--only", action="append")
    asked.add_argument("--first", type=int, default=0, help="number of the first case of each format")
    asked.add_argument("--case", type=int)
    said = asked.parse_args()
    known = seeds(office=True)
    forms = said.only or [*known]
    if said.case is not None:
        seed = case(forms[0], said.case, known)
        path = Path(tempfile.gettempdir()) / f"{forms[0]}-{said.case}-{seed.name}"
        path.write_bytes(seed.data)
        sys.stdout.write(f"{path}\n")
        sys.stdout.write(judged(seed.data, seed.name) + "\n")
        return 0
    wrong = 0
    for form in forms:
        tally = tried(form, known, said.seconds / len(forms), said.first)
        sys.stdout.write(tally.line(form) + "\n")
        for number, what in tally.mistakes.items():
            sys.stdout.write(f"--- {form} case {number}\n{what}\n")
        sys.stdout.flush()
        wrong += len(tally.mistakes)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
