"""What the program says to a person: one sentence a line, on standard error."""

from __future__ import annotations

import sys
import traceback
import unicodedata
from dataclasses import dataclass

REPORT_ADVICE = "This is a fault of the program, not yours: please report it, with the file if you can"


def visible(text: str) -> str:
    """Return the text on one line, with control characters (a file name may hold some) in escaped form."""
    return "".join(_escaped(char) if _is_control(char) else char for char in text)


def without_controls(text: str) -> str:
    """Return the text on one line, without the characters that steer a terminal or turn the writing round."""
    spaced = " ".join(text.split())
    return "".join(char for char in spaced if not _is_control(char))


def _is_control(char: str) -> bool:
    # Cc: C0 and C1 controls, escape among them; Cf: marks that turn the direction of writing, and other unseen ones;
    # Cs: halves of a pair, which no terminal can show; Zl and Zp: line and paragraph separators.
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")


@dataclass(frozen=True, slots=True)
class Reporter:
    """Says on standard error what went wrong (always), what to know (unless quiet) and what is done (if verbose)."""

    verbose: bool = False
    quiet: bool = False

    def error(self, sentence: str, about: str | None = None) -> None:
        """Say why something failed; ``about`` names the input."""
        self._say("error", sentence, about)

    def warning(self, sentence: str, about: str | None = None) -> None:
        """Say what the reader of a record should know."""
        if not self.quiet:
            self._say("warning", sentence, about)

    def result(self, sentence: str, about: str | None = None) -> None:
        """Say what came out, where the outcome is no record."""
        if not self.quiet:
            self._say(None, sentence, about)

    def note(self, sentence: str, about: str | None = None) -> None:
        """Say what is being done."""
        if self.verbose:
            self._say("note", sentence, about)

    def unexpected(self, error: BaseException, about: str | None = None) -> None:
        """Turn an error that nobody foresaw into a sentence; the traceback is for those who ask for it."""
        advice = REPORT_ADVICE if self.verbose else f"{REPORT_ADVICE}; --verbose shows where it happened"
        kind, detail = type(error).__name__, str(error)
        self.error(f"{kind}: {detail}. {advice}." if detail else f"{kind}. {advice}.", about)
        if self.verbose:
            for line in "".join(traceback.format_exception(error)).splitlines():
                _write_line(visible(line))

    def _say(self, kind: str | None, sentence: str, about: str | None) -> None:
        _write_line(": ".join(visible(part) for part in (kind, about, sentence) if part))


def _write_line(line: str) -> None:
    if sys.stderr is None:  # closed by the caller (2>&-)
        return
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
