"""Recognising: the names in the blocks of a post, as organisations, unions, people and places.

`load` gives a recogniser. The pipeline that ships with the package is a spaCy pipeline (``config.cfg``) of three
components: ``solidarity_names`` tags organisations, people and places by gazetteers and weighed evidence,
``solidarity_unions`` tells unions from other organisations, ``solidarity_consistency`` gives each name one type within
the post. spaCy is imported by `load`, not by importing this package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from solidarity_extract.recognising.recogniser import Recogniser

__all__ = ["load"]


def load(pipeline: str | None = None) -> Recogniser:
    """Return a recogniser: ours, or any spaCy pipeline by its name or path.

    The names that another pipeline finds are mapped to our types; our union decision and consistency run after it.

    Raises:
        PipelineError: If the pipeline is missing or cannot be loaded; the message says how to install it.
    """
    from solidarity_extract.recognising.recogniser import Recogniser  # noqa: PLC0415 (imports spaCy)

    return Recogniser(pipeline)
