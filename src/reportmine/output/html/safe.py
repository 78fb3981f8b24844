"""What comes from a file is data: escaped where it stands in a page, and no page runs but what is ours."""

from __future__ import annotations

import base64
import hashlib
import json

from ...expression import expression
from ..tabular import whole_characters

# a parser makes "\n" of a lone "\r", and nothing can stand for the character 0
_SIGNS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "\r": "&#13;", "\0": "\ufffd"}
_SIGN = expression("[&<>\"'\r\0]")


def escaped(text: str) -> str:
    """A text as the content of an element or of a quoted attribute: a parser gives it back character by
    character, but for halves of characters and the character 0, each of which is � there."""
    return _SIGN.sub(lambda found: _SIGNS[found[0]], whole_characters(text))


def json_data(value: object) -> str:
    """A value as JSON that can stand in a script element: no "<" begins a tag in it, and none ends it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return whole_characters(text).replace("<", "\\u003c").replace("\0", "\\u0000")


def policy(script: str, style: str) -> str:
    """A Content-Security-Policy under which this script and this style are all that a page uses, and nothing
    is fetched or sent."""
    own = [f"script-src {_hash(script)}", f"style-src {_hash(style)}"]
    return "; ".join(["default-src 'none'", *own, "base-uri 'none'", "form-action 'none'"])


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
