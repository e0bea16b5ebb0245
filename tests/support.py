"""What tests share: where the project and the shared measuring material are."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
CASES = ROOT / "tests" / "cases"
SEED = ROOT / "seeds" / "2019-beijing-union-congress-14.txt"

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared (real reports and labels), absent here")

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
