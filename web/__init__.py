"""The pages: Flask over the library, one blueprint for each noun.

    library     /                               upload, list, edit what is said of a report, pick two
    sources     /sources/9f2c…/unlock           the password of a file, and how a report is read
    removal     /reports/r41c0…/remove          off the list, back, erased for good
    search      /search?q=…                     where all reports hold some words
    series      /series?name=…                  the course of phrases, indicators and sections through editions
    report      /reports/r41c0…                 one report as read: outline, text, figures, tasks
    outline     /reports/r41c0…/outline         its lines, and what a person says of them
    figures     /reports/r41c0…/figures         its figures, and what a person says of them
    comparison  /compare/r41c0…/r9be2…          two editions side by side, tables, exports
    findings    /compare/r41c0…/r9be2…/figures  their figure changes, and what a reader says of them
    reviews     /compare/r41c0…/r9be2…/reviews  what people think of each change
    together    /compare/r41c0…/r9be2…/reviews/together   what a person thinks of many
    links       /compare/r41c0…/r9be2…/links    what a reader says of their links
    ledger      /compare/r41c0…/r9be2…/tasks    the old one's commitments, and what a person says of them
    dictionary  /dictionary?series=…            which phrases a series follows or never tells

    create_app(Path("duizhao.sqlite"))  →  a WSGI application

A view loads, compares, renders; nothing else.  The store is opened once for each request that needs it.
Pages are read without JavaScript; the modules in `static/js` only make them quicker to use.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from flask import Flask
from flask_wtf.csrf import CSRFProtect

from compare.config import DEFAULT, WEB, Settings, WebSettings

from . import (
    comparison,
    dictionary,
    errors,
    figures,
    findings,
    language,
    ledger,
    library,
    linear,
    links,
    outline,
    remarks,
    removal,
    report,
    reviews,
    search,
    security,
    series,
    showing,
    sources,
    together,
)


def create_app(
    database: Path,
    settings: Settings = DEFAULT,
    *,
    web: WebSettings = WEB,
    hosts: Sequence[str] | None = None,
) -> Flask:
    """Return the application over the database at `database`; `hosts` are the names it answers to."""
    app = Flask(__name__)
    app.config.update(
        DATABASE=database,
        DUIZHAO=settings,
        WEB=web,
        HOSTS=security.hosts(hosts),
        SECRET_KEY=security.secret(database),
        SESSION_COOKIE_NAME="duizhao",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=web.max_request_bytes,
        MAX_FORM_MEMORY_SIZE=settings.reading.max_bytes,  # a pasted text
        WTF_CSRF_TIME_LIMIT=None,  # a page left open over lunch still works; the token lives as long as the session
        BABEL_DEFAULT_LOCALE="zh",
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    security.register(app)
    language.register(app)
    errors.register(app)
    showing.register(app)
    CSRFProtect(app)
    of_reports = (library, sources, removal, search, series, report, outline, figures, dictionary)
    for noun in (*of_reports, comparison, linear, findings, links, ledger, reviews, together, remarks):
        app.register_blueprint(noun.blueprint)
    return app
