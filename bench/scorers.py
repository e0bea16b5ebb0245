"""The scorers of ../shared/tools: they count, nothing here does."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.labels import SHARED


def score(tool: str, document: object, *arguments: str | Path) -> str:
    """Return what a scorer prints about a JSON document."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(document, file)
        file.flush()
        command = [sys.executable, SHARED / "tools" / tool, file.name, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout
