"""Who says what in a post of several people's contributions, and whom they name.

``extract(Path("post.txt"))`` gives the record of one post, a `Post`; the command ``extract post.txt`` writes
it as JSON. Importing this package imports nothing heavy: each name is fetched when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from solidarity_extract.api import extract
    from solidarity_extract.errors import ExtractError, InputError, PipelineError, SchemaError
    from solidarity_extract.records import Post
    from solidarity_extract.schema import load_post
    from solidarity_extract.version import __version__

__all__ = [
    "ExtractError",
    "InputError",
    "PipelineError",
    "Post",
    "SchemaError",
    "__version__",
    "extract",
    "load_post",
]

_HOMES = {
    "ExtractError": "errors",
    "InputError": "errors",
    "PipelineError": "errors",
    "Post": "records",
    "SchemaError": "errors",
    "__version__": "version",
    "extract": "api",
    "load_post": "schema",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
