"""Which language the pages speak: Chinese, until the reader chooses English with the switch.

?lang=en                       →  English, and a cookie that remembers it
?lang=zh                       →  Chinese again
a page that answers a form     →  the same form sent again, as it was; where files were sent, the page they came from

What the browser asks for is not looked at: the reports are Chinese, and so are their readers, whatever
language their computer was set up in.
"""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from flask import Flask, Response, current_app, g, request, url_for
from flask_babel import Babel
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from compare.edition import one_line
from compare.errors import DuizhaoError, Language

LANGUAGES: dict[Language, str] = {"zh": "中文", "en": "English"}
_COOKIE = "lang"
_YEAR = 365 * 24 * 3600


def register(app: Flask) -> None:
    """Give templates `language` and translated text, and remember a switch."""
    Babel(app, locale_selector=current)
    app.after_request(_remembered)
    helpers = {"languages": LANGUAGES, "in_language": in_language, "fields_again": again, "came_from": came_from}
    app.context_processor(lambda: {"language": current(), **helpers})


def current() -> Language:
    """Return the language of the current request."""
    for said in (request.args.get("lang"), request.cookies.get(_COOKIE)):
        if said == "en":
            return "en"
        if said == "zh":
            return "zh"
    return "zh"


def said(error: DuizhaoError) -> str:
    """Return the sentence of an error for the reader, without what is not seen: it may quote what anyone typed."""
    return one_line(error.say(current()))


def sent() -> list[tuple[str, str]]:
    """Return the fields of the form that this page answers, as they were sent; none where it was too large."""
    if request.method != "POST":
        return []
    try:
        return list(request.form.items(multi=True))
    except RequestEntityTooLarge:  # the page says so, and has nothing of it
        return []


def again() -> list[tuple[str, str]]:
    """Return the fields to send again for this page in another language; none where a link leads there.

    Files are gone with the answer, and a password is never sent back.  The token goes along as it was: what was
    refused for it is refused again.
    """
    fields = [] if request.endpoint is None or _files() else sent()
    return [] if any(name == "password" for name, _ in fields) else fields


def instead(address: str) -> None:
    """Say which page shows the most of what this one shows, for a form with files that cannot be sent again."""
    g.instead = address


def in_language(chosen: Language) -> str:
    """Return the address of this page in another language.

    Of a form with files, and of an address that leads nowhere, this is the page before it, or the library.
    """
    if request.endpoint is None or (request.method != "GET" and not again()):
        return _before(chosen)
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    bare = url_for(request.endpoint, **(request.view_args or {})).partition("?")[
        0
    ]  # what is carried along is in `asked`
    return f"{bare}?{urlencode([*asked, ('lang', chosen)])}"


def came_from() -> str:
    """Return the page from which this one was asked for, if it is one of ours that can be asked for again."""
    parts = urlsplit(request.referrer or "")
    adapter = current_app.create_url_adapter(request)
    if f"{parts.scheme}://{parts.netloc}/" != request.host_url or adapter is None:
        return ""
    try:
        adapter.match(parts.path, method="GET")
    except HTTPException:
        return ""
    return urlunsplit(("", "", parts.path, parts.query, ""))


def _files() -> bool:
    return request.mimetype == "multipart/form-data"


def _before(chosen: Language) -> str:
    """Return the page said to stand for this one, or the one it was sent from; else the library."""
    parts = urlsplit(
        g.get("instead", "") or (came_from() if request.method != "GET" else "") or url_for("library.index")
    )
    asked = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != "lang"]
    return f"{parts.path}?{urlencode([*asked, ('lang', chosen)])}"


def _remembered(response: Response) -> Response:
    if request.args.get("lang") in LANGUAGES:
        response.set_cookie(_COOKIE, current(), max_age=_YEAR, httponly=True, samesite="Lax")
    return response
