"""Digests of files, by Python itself: to load OpenSSL, as `hashlib` does, takes 2 ms of every start."""

from __future__ import annotations

from typing import Any

LARGE = 1_000_000  # bytes, of which OpenSSL is done sooner, the time to load it included


def sha256(data: bytes) -> str:
    """The digest, in hexadecimal."""
    made: Any = _own() if len(data) < LARGE else None
    if made is None:
        from hashlib import sha256 as made
    digest: str = made(data).hexdigest()
    return digest


def stamp(data: bytes) -> str:
    """What tells whether the project's own files are those that something was made of: BLAKE2b of 128 bits.

    Of the algorithms that nobody can deceive the one that Python itself is done with soonest.
    """
    try:
        from _blake2 import blake2b
    except ImportError:
        from hashlib import blake2b
    digest: str = blake2b(data, digest_size=16).hexdigest()
    return digest


def _own() -> Any:
    """What Python itself is built with, under the name it has in its version; None where it has none."""
    try:
        from _sha2 import sha256  # type: ignore[import-not-found]
    except ImportError:
        try:
            from _sha256 import sha256  # type: ignore[import-not-found]
        except ImportError:
            return None
    return sha256
