"""Files at an address (s3://, gs://, https:// …), by fsspec and its backends, only where one is given."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from ..output.target import plain
from ..readers.document import Limits, Unreadable
from ..readers.registry import REPORTS, SOUGHT
from .items import ARCHIVES, Item, Unavailable, refused
from .layout import StoreError

_MAGIC = "*?["


def items(address: str) -> Iterator[Item]:
    """The files that an address means: itself, those of a pattern, those in a folder.

    Raises StoreError where fsspec, or what it needs for the address, is not installed.
    """
    system, path, told = _system(address)
    if told is not None:
        yield refused(address, told)
        return
    head = address.partition("://")[0] + "://"
    try:
        web = head.startswith("http")
        if not web and any(sign in path for sign in _MAGIC):
            paths = sorted(system.glob(path))
        elif not web and system.isdir(path):
            paths = sorted(one for one in system.find(path) if _suffix(one) in SOUGHT | REPORTS)
        else:
            yield _item(system, path, address)
            return
    except Exception as error:  # of whatever library the address needs
        yield refused(address, _told(error))
        return
    for one in paths:
        yield _item(system, one, head + str(one).lstrip("/") if "://" not in one else one)


def _system(address: str) -> tuple[Any, str, Unavailable | None]:
    """The file system of an address, and the path there."""
    try:
        from fsspec.core import url_to_fs
    except ModuleNotFoundError:
        raise StoreError(
            f"{plain(address)}: is an address, and fsspec is not installed, which reads from it; "
            "install it with: pip install 'reportmine[remote]'"
        ) from None
    try:
        system, path = url_to_fs(address)
    except ImportError as error:
        raise StoreError(
            f"{plain(address)}: needs what is not installed ({plain(str(error))}); install it with pip"
        ) from None
    except Exception as error:
        return None, "", _told(error)
    return system, path, None


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


def _item(system: Any, path: str, name: str) -> Item:
    if _suffix(path) in ARCHIVES:
        return refused(name, Unavailable("remote-archive", "is an archive at an address; fetch it first"))

    def fetch(limits: Limits) -> bytes:
        try:
            with system.open(path, "rb") as stream:
                return limits.read(stream)
        except Unreadable as error:
            raise Unavailable("too-large", str(error)) from None
        except FileNotFoundError:
            raise Unavailable("missing", "does not exist; check the address") from None
        except Exception as error:
            raise _told(error) from None

    return Item(name, fetch)


def _told(error: Exception) -> Unavailable:
    return Unavailable("unavailable", f"cannot be fetched ({plain(str(error))[:300]}); check the address")
