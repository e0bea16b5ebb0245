"""Pages served for a browser, as `duizhao serve` does, and a browser's page that fails on any mistake of a script."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Page
from waitress import wasyncore
from waitress.server import create_server


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Give the address of an application that is served while the block runs.

    What is being answered at its end is answered first; then the loop's own thread closes what the loop waits on, for a
    descriptor closed by another thread is a mistake in whichever call happens to hold it.
    """
    server: Any = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.task_dispatcher.shutdown()
        server.trigger.pull_trigger(lambda: wasyncore.close_all(server._map))
        thread.join(timeout=10)


@contextmanager
def opened(browser: Browser, **options: Any) -> Iterator[Page]:
    """Give a page on a desk; an error in a script, or against the security policy, fails the test at its end."""
    settings = {"locale": "zh-CN", "viewport": {"width": 1440, "height": 1000}, "reduced_motion": "reduce", **options}
    context = browser.new_context(**settings)
    page = context.new_page()
    wrong: list[str] = []

    def heard(said: ConsoleMessage) -> None:
        if said.type in ("error", "warning") and "Failed to load resource" not in said.text:
            wrong.append(said.text)

    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", heard)
    yield page
    context.close()
    assert wrong == []
