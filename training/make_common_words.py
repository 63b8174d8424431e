"""Write `data/common_words.txt`: English words that stand in lower case in the corpora.

usage: python training/make_common_words.py CORPORA_NER_DIR > src/solidarity_extract/data/common_words.txt

A capitalised word that is usually written small is seldom a name; the segmenter and the recogniser use the
list as that evidence. Only counts leave the corpora, no sentence does.
"""

from __future__ import annotations

import collections
import json
import pathlib
import re
import sys

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
ENOUGH = 5
HEADER = """\
# One English word a line, lower case: words that the corpora print in lower case at least five times, and not
# three times as often with a capital. Made by training/make_common_words.py from the corpora listed in
# training/README.md (CC BY-SA 4.0, CC BY 4.0, MIT, CC0: attributions there).
"""


def main() -> None:
    """Count, choose, print."""
    small: collections.Counter[str] = collections.Counter()
    capital: collections.Counter[str] = collections.Counter()
    for path in sorted(pathlib.Path(sys.argv[1]).glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            for word in WORD.findall(json.loads(line)["text"]):
                small[word] += word.islower()
                capital[word.lower()] += word[0].isupper() and word[1:].islower()
    chosen = (w.replace("’", "'") for w, n in small.items() if n >= ENOUGH and len(w) > 1 and capital[w] <= 3 * n)
    sys.stdout.write(HEADER + "".join(f"{word}\n" for word in sorted(set(chosen))))


if __name__ == "__main__":
    main()
