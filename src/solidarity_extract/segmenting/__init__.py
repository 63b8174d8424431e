"""From a text to its sections: who speaks where on the page, and what belongs to nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solidarity_extract.segmenting.arranging import arrange
from solidarity_extract.segmenting.assembling import assemble
from solidarity_extract.segmenting.page import read_page

if TYPE_CHECKING:
    from solidarity_extract.segmenting.sections import Sections

__all__ = ["segment"]


def segment(text: str) -> Sections:
    """Split a post into its parts: one perspective per contributor, and everything around them.

    Every non-space character of the text lies in exactly one part. Offsets are Unicode code points.
    """
    page = read_page(text)
    return assemble(page, arrange(page))
