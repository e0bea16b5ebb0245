"""What keeps the pages to their reader: which hosts they answer to, what the browser may load, the secret.

Host: evil.example   →  400, so that no foreign name can be pointed at this machine (DNS rebinding)
every answer         →  a strict content security policy; nothing inline, nothing from elsewhere
the secret           →  random, in a file beside the database that only its owner may read
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from flask import Flask, Response, current_app, request
from werkzeug.sansio.utils import host_is_trusted

from compare.errors import DuizhaoError, StoreError

LOOPBACK = ("localhost", "127.0.0.1", "[::1]", "::1")
HOSTS_VARIABLE = "DUIZHAO_HOSTS"
"""Names, separated by commas, under which the pages are reached besides this machine's own."""

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in _POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

_SECRET_BYTES = 32


class WrongHost(DuizhaoError):
    """The pages were asked for under a name that they do not answer to."""

    status = 400


def register(app: Flask) -> None:
    """Check the host of every request and put the headers on every answer."""
    app.before_request(_check_host)
    app.after_request(_with_headers)


def hosts(given: Sequence[str] | None) -> tuple[str, ...]:
    """Return the host names to answer to: those given, else this machine's own and those of the environment."""
    if given is not None:
        return tuple(given)
    named = (name.strip() for name in os.environ.get(HOSTS_VARIABLE, "").split(","))
    return (*LOOPBACK, *(name for name in named if name))


def secret(database: Path) -> str:
    """Return the random key kept beside the database, making it the first time."""
    path = database.with_name(database.name + ".key")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            kept = path.read_text("ascii").strip()
        else:
            kept = secrets.token_hex(_SECRET_BYTES)
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(kept)
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(
            f"密钥文件 {path} 无法读写（{error}）；请检查文件夹权限。",
            f"The key file {path} cannot be read or written ({error}); check the permissions of its folder.",
        ) from error
    if len(kept) < 2 * _SECRET_BYTES:
        raise StoreError(
            f"密钥文件 {path} 不完整；请删除它后重新启动，会自动新建。",
            f"The key file {path} is incomplete; remove it and start again, a new one is made.",
        )
    return kept


def _check_host() -> None:
    name = request.host.lower()
    if name.startswith("["):
        name = name[: name.find("]") + 1]
    allowed: tuple[str, ...] = current_app.config["HOSTS"]
    if name not in allowed and not host_is_trusted(name, [each for each in allowed if ":" not in each]):
        raise WrongHost(
            "本服务不接受以此主机名访问；请用 http://127.0.0.1 打开，"
            f"或在环境变量 {HOSTS_VARIABLE} 中写明允许的主机名。",
            "These pages do not answer to that host name; open them at http://127.0.0.1 "
            f"or name the host in the environment variable {HOSTS_VARIABLE}.",
        )


def _with_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if not request.path.startswith("/static/"):
        response.headers.setdefault("Cache-Control", "no-store")
    return response
