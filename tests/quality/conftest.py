"""Lets these tests, and nothing else, import the gate's own modules: they belong to no package."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
