"""Run-in headings (段首句): the short first sentence that heads its paragraph.

政治方向更加坚定。各级工会把学习…             →  run-in: a phrase beside others of its kind
（一）着力扩大国内需求。把恢复和扩大消费…       →  run-in: numbered
——必须坚持人民至上。人民性是…               →  run-in: an item of a list; so 一是…，第一，…
这五年，改革开放纵深推进。…                  →  run-in: five paragraphs open so
青年强，则国家强。当代中国青年…               →  none: it stands alone
"""

from __future__ import annotations

from .config import OutlineSettings
from .drafts import LISTED, SALUTATION, STOP, Draft
from .rows import Head, parallel, phrase, plain


def runins(drafts: list[Draft], settings: OutlineSettings) -> list[Draft]:
    """Mark the first sentence that heads its paragraph, where it is numbered, listed, or has siblings."""
    body = [draft for draft in drafts if draft.kind in ("paragraph", "heading", "salutation")]
    rows = _rows(body, settings)
    loose = _has_the_habit([head for row in rows for head in row if not _is_marked(body[head.at])], settings)
    for row in rows:
        marked = {head.at for head in row if _is_marked(body[head.at])}
        topical = marked | {head.at for head in row if (plain(head.text) if loose else phrase(head.text, settings))}
        for here, head in enumerate(row):
            beside = {head.at - 1, head.at + 1}
            single = loose and "，" not in head.text and beside & {other.at for other in row}
            headed = head.at in topical and (beside & topical or single)
            if head.at in marked or headed or parallel(row, here):
                body[head.at].runin = (0, len(head.text))
    return drafts


def _has_the_habit(heads: list[Head], settings: OutlineSettings) -> bool:
    """Tell whether most short openings of a report are phrases: where topics head paragraphs, longer ones do too."""
    phrases = sum(phrase(head.text, settings) for head in heads)
    return phrases >= settings.topical_share * len(heads)


def _rows(body: list[Draft], settings: OutlineSettings) -> list[list[Head]]:
    """Return the stretches of paragraphs that follow each other and all open with a short sentence."""
    rows: list[list[Head]] = [[]]
    for at, draft in enumerate(body):
        end = _first_sentence(draft, settings)
        if end:
            rows[-1].append(Head(draft.text[:end], at))
        elif rows[-1]:
            rows.append([])
    return rows


def _is_marked(draft: Draft) -> bool:
    return draft.number is not None or bool(LISTED.match(draft.text))


def _first_sentence(draft: Draft, settings: OutlineSettings) -> int:
    """Return where a short first sentence ends that is followed by longer text, else 0."""
    match = STOP.search(draft.text)
    if draft.kind != "paragraph" or draft.is_row or not match or not 4 <= match.start() <= settings.max_runin:
        return 0
    if SALUTATION.fullmatch(draft.text[: match.start()]):
        return 0
    return match.start() if len(draft.text) - match.end() >= match.start() else 0
