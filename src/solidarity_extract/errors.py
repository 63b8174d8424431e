"""What can go wrong, in three kinds; every message is one clear sentence that says what to do."""

from __future__ import annotations


class ExtractError(Exception):
    """Any failure that the package foresees: catch this one to catch them all."""


class InputError(ExtractError):
    """The post cannot be read: missing, empty, binary, too large or in an unknown encoding."""


class PipelineError(ExtractError):
    """The recogniser cannot be loaded: not installed, broken, or made for another version."""


class SchemaError(ExtractError):
    """A record does not follow the published schema."""
