"""Where many phrases stand in a text, found in one walk over it.

    ["科学发展", "科学发展观"] in "科学发展观……科学发展"   →   {"科学发展": [0, 7], "科学发展观": [0]}

Looking for every phrase through the whole text takes time with the square of a report's length, as long
reports have more phrases.  Here every place of the text is followed as far as some phrase begins so.
"""

from __future__ import annotations

from collections.abc import Iterable


def places(phrases: Iterable[str], text: str) -> dict[str, list[int]]:
    """Return where each phrase begins in `text`, in order, none overlapping itself, as `str.count` counts.

    >>> places(["人人", "没有", ""], "人人人，人人")
    {'人人': [0, 4], '没有': [], '': []}
    """
    found: dict[str, list[int]] = {phrase: [] for phrase in phrases}
    shortest = min((len(phrase) for phrase in found if phrase), default=0)
    begun = {phrase[:end] for phrase in found for end in range(shortest, len(phrase))}
    for at in range(len(text) - shortest + 1 if shortest else 0):
        end = at + shortest
        piece = text[at:end]
        while True:
            known = found.get(piece)
            if known is not None and (not known or known[-1] + len(piece) <= at):
                known.append(at)
            if piece not in begun or end == len(text):
                break
            end += 1
            piece = text[at:end]
    return found
