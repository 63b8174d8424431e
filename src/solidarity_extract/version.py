"""The version of the package, in one place: the build reads this file, the record names it."""

from __future__ import annotations

__version__ = "0.1.0"
