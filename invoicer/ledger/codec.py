"""Frozen dataclasses as canonical JSON: sorted keys, Decimals and dates as strings.

What an issued document says is kept as this text, and its SHA-256 is taken over exactly this text;
so a field added to a model later doesn't change what was hashed.
"""

import hashlib
from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

T = TypeVar("T")

_encoder = msgspec.json.Encoder(order="sorted")


@cache
def _decoder(kind: Hashable) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)


def to_json(value: object) -> str:
    """Return the canonical JSON of a dataclass, or of anything built of them."""
    return _encoder.encode(value).decode()


def from_json(text: str, kind: type[T]) -> T:
    """Return the value that was written by `to_json`. Raises msgspec.ValidationError."""
    return cast(T, _decoder(cast(Hashable, kind)).decode(text))


def sha256(content: str | bytes) -> str:
    """Return the SHA-256 in hexadecimal."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()
