"""The scorers of ../shared/tools: they count, nothing here does."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
from functools import lru_cache
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

from bench.labels import SHARED


def score(tool: str, document: object, *arguments: str | Path) -> str:
    """Return what a scorer prints about a JSON document."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(document, file)
        file.flush()
        command = [sys.executable, SHARED / "tools" / tool, file.name, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@lru_cache(maxsize=1)
def rules(tool: str) -> ModuleType:
    """Return a scorer as a module, for the rules by which it takes two things for the same."""
    loader = SourceFileLoader(tool, str(SHARED / "tools" / tool))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(tool, loader))  # type: ignore[arg-type]
    loader.exec_module(module)
    return module
