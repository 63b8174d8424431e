"""Mentions to entities: which names in one post mean the same organisation, union, person or place.

Everything is decided inside the post: by brackets and initials (`National Union of Mineworkers (NUM)` … `NUM`), by
parts of names (`Jeremy Corbyn` … `Corbyn`), by lists of names for one thing (`US`, `United States`), and by nearness
where two full names are possible. What nothing decides stays apart.
"""

from __future__ import annotations

from solidarity_extract.resolving.resolver import ContributorName, resolve

__all__ = ["ContributorName", "resolve"]
