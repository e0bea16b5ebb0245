"""What went wrong, as a page: one sentence that says what, where and what to do; never a traceback.

DuizhaoError          →  its own sentence and status
413, 404, 400, …      →  ours for that status
anything unforeseen   →  500 with a sentence; the traceback goes to the log
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, Response, jsonify, render_template, request
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError, RequestEntityTooLarge

from compare.amounts import size
from compare.edition import typed as plain
from compare.errors import DuizhaoError, TooLarge
from compare.ids import digest

from . import language

Answer = tuple[str | Response, int]
_MISSING = 404
_METHOD = 405


def register(app: Flask) -> None:
    """Answer every error with our page."""
    app.register_error_handler(DuizhaoError, _ours)
    app.register_error_handler(HTTPException, _protocol)
    app.register_error_handler(CSRFError, _forged)
    limit, parts = app.config["MAX_CONTENT_LENGTH"], app.config["MAX_FORM_PARTS"]
    app.register_error_handler(RequestEntityTooLarge, lambda error: _too_large(limit, parts))


def page(sentence: str, status: int) -> Answer:
    """Return the error page with its status; the sentence alone to what accepts JSON."""
    if request.accept_mimetypes.best == "application/json":
        return jsonify(error=sentence), status
    return render_template("error.html", sentence=sentence, status=status, typed=typed()), status


def typed() -> list[tuple[str, str]]:
    """Return what a person typed into the form that was sent, each with the name of its field; not choices, not ids."""
    names = {
        "title": gettext("标题"),
        "date": gettext("日期"),
        "series": gettext("系列"),
        "indicator": gettext("指标"),
        "value": gettext("数值"),
        "deadline": gettext("期限"),
        "line": gettext("行号"),
        "words": gettext("原文"),
        "text": gettext("文字"),
        "note": gettext("批注"),
        "person": gettext("姓名"),
    }
    sent = language.sent()
    fields = dict(sent)
    remarks = [(gettext("说明"), value) for name, value in sent if written(name, value, fields)]
    return [(names[name], value) for name, value in sent if name in names and value.strip()] + remarks


def written(name: str, value: str, fields: Mapping[str, str]) -> bool:
    """Tell whether a field is a remark (remarks.py) that does not read as it did when its page was made."""
    kind, _, change = name.partition(".")
    return kind == "text" and bool(change) and fields.get(f"was.{change}", "").partition(".")[2] != digest(plain(value))


def _ours(error: DuizhaoError) -> Answer:
    return page(language.said(error), error.status)


def _too_large(limit: int, parts: int) -> Answer:
    if (request.content_length or 0) <= limit:
        return _ours(
            TooLarge(
                f"一次送来的文件超过 {parts} 个，或文字太长，什么都没有保存；请分几次上传。",
                f"More than {parts} files, or too long a text, came at once, and nothing was kept; "
                "upload them in several turns.",
            )
        )
    sentence = gettext(
        "上传的内容超过一次 %(limit)s 的上限，什么都没有保存；请分几次上传，或先另存为纯文本。", limit=size(limit)
    )
    return page(sentence, RequestEntityTooLarge.code)


def _forged(error: CSRFError) -> Answer:
    return page(gettext("页面已过期，没有保存；请返回上一页刷新后再提交一次。"), error.code or 400)


def _protocol(error: HTTPException) -> Answer | HTTPException:
    code = error.code or InternalServerError.code
    if code < 400:
        return error
    if code == _MISSING:
        return page(gettext("没有这个页面；请从报告列表重新进入。"), code)
    if code == _METHOD:
        return page(gettext("这个地址不能这样使用；请从报告列表重新进入。"), code)
    if code >= InternalServerError.code:
        return page(gettext("程序出错，已记入日志；已保存的报告没有受影响，请返回重试。"), code)
    return page(gettext("请求无法识别；请从报告列表重新进入。"), code)
