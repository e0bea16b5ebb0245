"""The tables of limits in `docs/security.md`, as `config.py` has them.

python -m compare.security_docs        writes them between their marks (make docs; a test sees that they are current)
"""

from __future__ import annotations

import ast
import re
from dataclasses import fields
from itertools import pairwise
from pathlib import Path

from . import config
from .config import LIMITS, Limit, ReadingSettings

PAGE = Path(__file__).parents[1] / "docs" / "security.md"
_OPENS, _ENDS = "<!-- limits: written by make docs -->", "<!-- end of limits -->"


def written(page: str) -> str:
    """Return the page with the tables as they are now between its marks."""
    before, after = page.index(_OPENS) + len(_OPENS), page.index(_ENDS)
    return f"{page[:before]}\n{tables()}{page[after:]}"


def tables() -> str:
    """Return both tables as Markdown: what a child process may use, and what is read of a file."""
    groups: dict[Limit, list[str]] = {}
    for form, limit in LIMITS.items():
        groups.setdefault(limit, []).append(form)
    rows = ["| format | seconds | address space, MB | cores | answer, MB |", "|---|--:|--:|--:|--:|"]
    rows += [
        f"| {', '.join(forms)} | {limit.seconds} | {limit.megabytes:,} | {limit.cores} | {limit.answer_megabytes} |"
        for limit, forms in groups.items()
    ]
    rows += ["", "| setting | limit | what it is |", "|---|--:|---|"]
    said = _sentences()
    settings = ReadingSettings()
    rows += [
        f"| `{field.name}` | {getattr(settings, field.name):,} | {said[field.name]} |" for field in fields(settings)
    ]
    return "\n".join(rows) + "\n"


def _sentences() -> dict[str, str]:
    """Return what config.py says below each field of `ReadingSettings`."""
    tree = ast.parse(Path(config.__file__).read_text(encoding="utf-8"))
    body = next(each.body for each in tree.body if isinstance(each, ast.ClassDef) and each.name == "ReadingSettings")
    said = {}
    for field, below in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            match below:
                case ast.Expr(value=ast.Constant(value=str(text))):
                    said[field.target.id] = re.sub(r"\s+", " ", text).replace("|", "\\|")
    return said


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
