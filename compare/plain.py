"""Frozen dataclasses as plain data, and back: what JSON is made of.

    Figure(start=3.0, …)  ── dump ──▶  {"from": 3.0, …}  ── load(Figure, …) ──▶  the same

Names are those of the fields, but for the two that are Python keywords.  What is missing is as the class has it by
default; `dump(…, lean=True)` leaves that out.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar, cast

_RENAMED = {"cls": "class", "start": "from"}
_T = TypeVar("_T")
_Loader = Callable[[Any], Any]


def dump(value: Any, *, lean: bool = False) -> Any:
    """Return dataclasses, tuples and dictionaries as plain data."""
    kind = type(value)
    if kind is str or kind is int or kind is float or value is None:
        return value
    if kind is tuple:
        return [dump(item, lean=lean) for item in value]
    if kind is dict:
        return {str(name): dump(item, lean=lean) for name, item in value.items()}
    if dataclasses.is_dataclass(kind):
        fields = ((key, getattr(value, name), default) for name, key, default in _fields(kind))
        return {key: dump(field, lean=lean) for key, field, default in fields if not (lean and field == default)}
    return value


def load(cls: type[_T], data: dict[str, Any]) -> _T:
    """Return the dataclass that `dump` wrote; raises TypeError where a field is missing that has no default."""
    return cast(_T, _loader(cast(Any, cls))(data))


@lru_cache(maxsize=128)
def _fields(cls: type[Any]) -> tuple[tuple[str, str, Any], ...]:
    """Return the fields of a dataclass: name, name as plain data, default."""
    return tuple((field.name, _RENAMED.get(field.name, field.name), field.default) for field in dataclasses.fields(cls))


@lru_cache(maxsize=256)
def _loader(hint: Any) -> _Loader:
    """Return what makes a value of a type from plain data, worked out once."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        inner = _loader(next(option for option in arguments if option is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        loaders = [_loader(option) for option in arguments if option is not Ellipsis]
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return lambda value: None if value is None else tuple(map(loaders[0], value))
        return lambda value: (
            None if value is None else tuple(each(item) for each, item in zip(loaders, value, strict=True))
        )
    if dataclasses.is_dataclass(hint):
        return _of_dataclass(cast(type[Any], hint))
    return lambda value: value


def _of_dataclass(cls: type[Any]) -> _Loader:
    plan: list[tuple[str, str, Any]] = []

    def loaded(data: Any) -> Any:
        if data is None:
            return None
        if not plan:  # at the first use: a class may hold itself
            hints = typing.get_type_hints(cls)
            plan.extend(
                (field.name, _RENAMED.get(field.name, field.name), _loader(hints[field.name]))
                for field in dataclasses.fields(cls)
            )
        return cls(**{name: make(data[key]) for name, key, make in plan if key in data})

    return loaded
