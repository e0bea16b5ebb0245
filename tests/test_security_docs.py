"""docs/security.md: its limits are those of config.py, and each test that it names is there."""

from __future__ import annotations

import ast
import re

from compare import security_docs
from tests.support import ROOT

_PAGE = security_docs.PAGE.read_text(encoding="utf-8")


def test_the_limits_are_current() -> None:
    """`make docs` writes them."""
    assert security_docs.written(_PAGE) == _PAGE


def test_each_named_test_is_there() -> None:
    """By file and function, and every row of the table names one."""
    named = re.findall(r"`(test_\w+\.py)::(\w+)`", _PAGE)
    rows = [
        row for row in _PAGE.split("| what | what happens |")[1].split("\n\n")[0].splitlines()[2:] if "| | |" not in row
    ]

    assert len(rows) > 30
    assert [row for row in rows if "::test_" not in row] == []
    for file, function in named:
        tree = ast.parse((ROOT / "tests" / file).read_text(encoding="utf-8"))
        assert function in {each.name for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)}, (file, function)
