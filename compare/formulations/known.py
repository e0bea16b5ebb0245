"""Set phrases that every reader of such reports knows, and the words that cannot begin or end one.

Statistics tell what recurs; they cannot tell that 社会治理 is a formulation and 产业发展 is not.
`known.txt` holds short phrases (long ones recur visibly by themselves); a phrase that is not in it
can still be found: quoted, repeated, or put in the place of another.  The word lists are text files
beside this module, to be read and edited; a line `# [first] …` says which edge its words are for.
"""

from __future__ import annotations

from importlib.resources import files


def _read(name: str) -> dict[str, list[str]]:
    """Return the words of a list by the [mark] of the comment above them, "" where there is none."""
    found: dict[str, list[str]] = {}
    mark = ""
    for line in files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            mark = line[line.index("[") + 1 : line.index("]")] if "[" in line else ""
        else:
            found.setdefault(mark, []).extend(line.split())
    return found


_EDGES = _read("edges.txt")

KNOWN: tuple[str, ...] = tuple(_read("known.txt")[""])
"""Short set phrases."""

HEADS: tuple[str, ...] = tuple(_read("heads.txt")[""])
"""What a set phrase usually ends in; one put in another's place must, unless it is known, quoted or repeated."""

EDGES: frozenset[str] = frozenset((*_EDGES["both"], *_EDGES["last"]))
"""Words that end no set phrase: function words, actions without their object, attributes without their noun."""

LEFT_EDGES: frozenset[str] = frozenset((*_EDGES["both"], *_EDGES["first"]))
"""Words that begin none: function words and common actions, which belong to the sentence."""

LOOSE: frozenset[str] = frozenset(_EDGES["loose"])
"""Words that make a sentence of a stretch that holds them."""
