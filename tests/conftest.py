"""What tests are given: an empty store, the seed as read, and a browser where there is one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, expect, sync_playwright

from compare.model import Report
from compare.store import Store
from tests.support import SEED
from tests.whole import wait_for_whole_pages

collect_ignore = [] if find_spec("atheris") else ["fuzz/guided.py"]

settings.register_profile("here", deadline=None)  # a slow machine gives the same answers
settings.load_profile("here")
wait_for_whole_pages()
expect.set_options(timeout=20_000)
"""What appears only after the server has compared anew needs more than the five seconds of a quiet machine."""

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store of its own."""
    with Store(tmp_path / "duizhao.sqlite") as opened:
        yield opened


@pytest.fixture(scope="session")
def seed_report() -> Report:
    """The 2019 baseline as read."""
    from compare.comparison import read_report

    return read_report(SEED.read_bytes(), SEED.name)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium; without one the test is skipped, but fails in CI."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    reason = "no Chromium here: `make test` installs Debian's where it may (root and apt-get)"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield opened
        opened.close()
