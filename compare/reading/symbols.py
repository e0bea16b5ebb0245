"""Characters of symbol fonts → the characters that they look like.

    w:sym Wingdings F0FE  →  ☑        w:sym Symbol F0B3  →  ≥        w:sym 宋体 2460  →  ①
    one that is not known →  \\ufffd, counted for a note

Symbol fonts keep their signs at F020–F0FF, where other fonts have none, or at 20–FF.
"""

from __future__ import annotations

UNKNOWN = "\ufffd"


def _row(first: int, signs: str) -> dict[int, str]:
    return {first + at: sign for at, sign in enumerate(signs) if sign != UNKNOWN}


_SYMBOL = (
    _row(0x20, " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_")
    | _row(0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼")
    | _row(0xA1, "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…")
    | _row(0xC4, "⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇")
    | _row(0xD5, "∏√⋅¬∧∨⇔⇐⇑⇒⇓")
    | {0xE5: "∑", 0xF2: "∫"}
)
_WINGDINGS = (
    _row(0x6C, "●❍■□□❑❒◆◆◆❖")
    | _row(0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")
    | _row(0x9E, "·•▪○")
    | _row(0xA7, "▪◻")
    | _row(0xDF, "←→↑↓")
    | _row(0xFB, "✗✓☒☑")
    | {0x28: "☎", 0x2A: "✉", 0xAB: "★", 0xB5: "✪", 0xD8: "➢", 0xE8: "➔"}
)
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x52: "☑", 0x54: "☒", 0x98: "●", 0xA2: "■", 0xA3: "□"}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "wingdings 3": {}, "webdings": {}}


def sign(font: str | None, code: str | None) -> str:
    """Return the character that w:sym shows, \\ufffd where nobody can tell.

    >>> sign("Wingdings", "F0FE"), sign("宋体", "2460"), sign("Webdings", "F041")
    ('☑', '①', '\\ufffd')
    """
    try:
        number = int(code or "", 16)
    except ValueError:
        return UNKNOWN
    table = _FONTS.get((font or "").strip().lower())
    if table is not None and (number < 0x100 or 0xF000 <= number < 0xF100):
        return table.get(number & 0xFF, UNKNOWN)
    return chr(number) if 0x20 <= number < 0xD800 or 0xF900 <= number < 0xFFFE else UNKNOWN


def plain(text: str, font: str | None) -> str:
    """Return text with the signs of a symbol font as what they look like; others' private characters are left."""
    if not any("\uf020" <= character <= "\uf0ff" for character in text):
        return text
    return "".join(
        sign(font, f"{ord(character):X}") if "\uf020" <= character <= "\uf0ff" and font else character
        for character in text
    )
