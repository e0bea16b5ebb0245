"""Serving the pages with waitress, on this machine unless told otherwise.

duizhao serve  →  http://127.0.0.1:8019
"""

from __future__ import annotations

import threading
from pathlib import Path

import click

from .errors import DuizhaoError, Language
from .terminal import say

_THREADS = 8
"""Requests answered side by side; a page takes milliseconds, a new comparison about a second."""

_LOOPBACK = ("127.", "localhost", "::1")


def serve(database: Path, host: str, port: int, language: Language) -> None:
    """Serve the pages over `database` until interrupted."""
    from waitress.server import create_server

    from web import create_app

    app = create_app(database)
    try:
        server = create_server(app, host=host, port=port, threads=_THREADS, ident=None)
    except (OSError, ValueError) as error:  # waitress says of a host that is none that the value is wrong
        reason = error.strerror if isinstance(error, OSError) else error
        raise DuizhaoError(
            f"地址 {host}:{port} 无法使用（{reason}）；请用 --port 换一个端口或用 --host 换一个地址。",
            f"The address {host}:{port} cannot be used ({reason}); choose another --port or --host.",
        ) from error
    if not host.startswith(_LOOPBACK):
        say(
            (
                "注意：能访问此地址的人都可以看到并修改全部报告；允许的主机名写在环境变量 DUIZHAO_HOSTS 中。",
                "Note: whoever reaches this address can see and change every report; DUIZHAO_HOSTS names its hosts.",
            ),
            language,
        )
    address, chosen = getattr(server, "effective_listen", [(host, getattr(server, "effective_port", port))])[0]
    where = f"http://[{address}]:{chosen}" if ":" in address else f"http://{address}:{chosen}"
    ready = f"The pages are at {where} (Ctrl-C ends)" if language == "en" else f"页面已就绪：{where}（Ctrl-C 结束）"
    click.echo(ready)
    threading.Thread(target=_take_up, args=(database,), daemon=True).start()
    server.run()


def _take_up(database: Path) -> None:
    """Read what came in before the program last ended and was not read to its end, beside the first requests."""
    from . import apart
    from .store import Store

    apart.prepare()
    with Store(database) as store:
        store.resume()
