"""What a run and its workers say to each other: a line of JSON, then the bytes that it announces.

JSON and Arrow, which are checked as they are read, and no pickle: a worker reads what nobody vouches for.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

MOST = 2**33  # bytes of what one message may announce


def send(sink: BinaryIO, head: Mapping[str, Any], blobs: Sequence[bytes] = ()) -> None:
    """Writes a message and flushes. Raises OSError where nobody reads."""
    line = json.dumps({**head, "sizes": [len(blob) for blob in blobs]})
    sink.write(line.encode() + b"\n")
    for blob in blobs:
        sink.write(blob)
    sink.flush()


def receive(source: BinaryIO) -> tuple[dict[str, Any], list[bytes]] | None:
    """The next message; None at the end. Raises ValueError for what is none."""
    line = source.readline()
    if not line.endswith(b"\n"):
        return None
    head = json.loads(line)
    sizes = head.pop("sizes")
    if not all(isinstance(size, int) and size >= 0 for size in sizes) or sum(sizes) > MOST:
        raise ValueError("no sizes")
    blobs = [source.read(size) for size in sizes]
    return (head, blobs) if [len(blob) for blob in blobs] == sizes else None
