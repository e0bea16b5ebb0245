"""Which language the pages speak: Chinese, until the reader chooses English with the switch.

?lang=en                       →  English, and a cookie that remembers it
?lang=zh                       →  Chinese again

What the browser asks for is not looked at: the reports are Chinese, and so are their readers, whatever
language their computer was set up in.
"""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Flask, Response, request, url_for
from flask_babel import Babel

from compare.errors import Language

LANGUAGES: dict[Language, str] = {"zh": "中文", "en": "English"}
_COOKIE = "lang"
_YEAR = 365 * 24 * 3600


def register(app: Flask) -> None:
    """Give templates `language` and translated text, and remember a switch."""
    Babel(app, locale_selector=current)
    app.after_request(_remembered)
    app.context_processor(lambda: {"language": current(), "languages": LANGUAGES, "in_language": in_language})


def current() -> Language:
    """Return the language of the current request."""
    for said in (request.args.get("lang"), request.cookies.get(_COOKIE)):
        if said == "en":
            return "en"
        if said == "zh":
            return "zh"
    return "zh"


def in_language(chosen: Language) -> str:
    """Return the address of this page in another language; of the library where this page cannot be asked for again."""
    if request.method != "GET" or request.endpoint is None:
        return url_for("library.index", lang=chosen)
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    bare = url_for(request.endpoint, **(request.view_args or {})).partition("?")[
        0
    ]  # what is carried along is in `asked`
    return f"{bare}?{urlencode([*asked, ('lang', chosen)])}"


def _remembered(response: Response) -> Response:
    if request.args.get("lang") in LANGUAGES:
        response.set_cookie(_COOKIE, current(), max_age=_YEAR, httponly=True, samesite="Lax")
    return response
