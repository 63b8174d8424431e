"""``python -m solidarity_extract``: the command."""

from __future__ import annotations

from solidarity_extract.cli import main

if __name__ == "__main__":
    main()
