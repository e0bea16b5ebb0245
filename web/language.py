"""Which language the pages speak: what the reader chose, else what the browser asks for, else Chinese.

?lang=en                       →  English, and a cookie that remembers it
Accept-Language: en-GB, zh     →  English, where nothing was chosen
Accept-Language: fr            →  Chinese
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
    wanted = (tag.lower().split("-")[0] for tag, weight in request.accept_languages if weight)
    for said in (request.args.get("lang"), request.cookies.get(_COOKIE), *wanted):
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
    return f"{url_for(request.endpoint, **(request.view_args or {}))}?{urlencode([*asked, ('lang', chosen)])}"


def _remembered(response: Response) -> Response:
    if request.args.get("lang") in LANGUAGES:
        response.set_cookie(_COOKIE, current(), max_age=_YEAR, httponly=True, samesite="Lax")
    return response
