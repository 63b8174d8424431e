"""What stands before a name and is stepped over: numbers, `By`, `Speaker:`, datelines, slogans, honorifics."""

from __future__ import annotations

import re

from solidarity_extract.segmenting import lexicon, names
from solidarity_extract.segmenting.reading_names import person_name

_NUMBER = re.compile(r"\s*(?:\(?\d{1,3}\s?[.)]|[ivxIVX]{1,4}[.)]|#\d{1,3}|§|[•▪◦·])\s*")
_LEAD = re.compile(
    r"\s*(?P<key>statement (?:of|by|from)|from|by|words|text|speaker(?: \d+)?(?=:)|panell?ist(?=:)|contributor(?=:)|"
    r"author(?=:)|name(?=:)|testimony of|my name is|testimony by|interview with|afterword|foreword|"
    r"response (?:by|from)|again|"
    r"reply (?:by|from)|reply(?=:)|letter from|for|[–—-]{1,3}|opinion|a word from|voice note \d+|"
    r"a spokes(?:person|man|woman) for|"
    r"guest(?=:)|guests(?=:)|in conversation with|submission (?:by|from)|message from|"
    r"report from|dispatch from|report by)"
    r"(?:\s*[:·|/])?\s*(?:the\s+(?=(?-i:[^a-z])))?(?=\S)",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may|june?|july?|aug|sep|sept|oct|nov|dec)[a-z]*|"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+\d{1,4}|\d{4}|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
_OPENERS = " \t\n,;:.\"'(["
VALEDICTION = re.compile(
    r"\W*(?:(?:with |in |all |much |lots of )?"
    r"(?:my |our |warm |warmest |kind |best |many |deep |comradely |fraternal )?"
    r"(?:love|yours(?: (?:faithfully|sincerely|truly|in [a-z]+|ever|etc\.?))?|your friend|"
    r"respectfully(?: yours)?|faithfully|sincerely|solidarity|regards|wishes|greetings|thanks|cheers|"
    r"sorrow|hope|struggle|anger|unity|amitiés|un abrazo|mit solidarischen grüßen|saluti))"
    r"(?:\s*,\s*(?:from )?|\s+from\s+|\s*[–—-]\s*)(?=\S)",
    re.IGNORECASE,
)
"""The words that close a letter before the name of who signs it, in the same line."""
_SLOGAN_BREAK = re.compile(r"\s[–—-]{1,2}\s(?:by\s)?|\s\|\s|,\s+by\s|:\s+by\s|\sby\s", re.IGNORECASE)
_SPEAKING = re.compile(r"\b(?:I|me|my|you|your)\b")
_CAPITALS = re.compile(r"(?<![\w'])[A-ZÀ-ÞĀ-Ž]")


def name_starts(plain: str, start: int, end: int) -> list[tuple[int, set[str]]]:
    """Give the places where a name may start, in text order, with what was stepped over."""
    number = _NUMBER.match(plain, start, end)
    begin = number.end() if number else start
    numbered = {"numbered"} if number else set()
    choices = [_after_lead(plain, begin, end, numbered)]
    choices += [_after_lead(plain, at, end, numbered | {"dateline"}) for at in _after_dateline(plain, begin, end)]
    behind = _behind_slogan(plain, begin, end)
    if behind:
        choices.append(_after_lead(plain, behind, end, numbered | {"slogan"}))
    closing = VALEDICTION.match(plain, begin, min(end, begin + 60))
    if closing and closing.end() < end:
        choices.append(_after_lead(plain, closing.end(), end, numbered | {"valediction"}))
    handed = _after_handing_over(plain, begin, end)
    if handed:
        choices.append(_after_lead(plain, handed, end, numbered | {"sentence"}))
    return [choice for choice in choices if choice[0] < end]


def _after_lead(plain: str, at: int, end: int, found: set[str]) -> tuple[int, set[str]]:
    """Step over a lead and honorifics; give the place and the evidence."""
    for _ in range(3):
        lead = _LEAD.match(plain, at, end)
        if not lead or lead.end() >= end or (lead["key"][0].isalpha() and plain[lead.end("key")] not in " :·|/\n\t"):
            break
        if lead["key"].casefold() == "for" and "dash" not in found:
            break
        found = found | {_lead_evidence(lead["key"])}
        at = lead.end()
    at, titled = after_honorifics(plain, skip(plain, at, end), end)
    return at, found | {"honorific"} if titled else found


def _behind_slogan(plain: str, start: int, end: int) -> int | None:
    """Find a name at the end of a line behind a slogan or a title (`Yes – James Clay`)."""
    line_end = plain.find("\n", start, end)
    stop = line_end if line_end >= 0 else end
    breaks = list(_SLOGAN_BREAK.finditer(plain, start, min(stop, start + 160)))
    if not breaks:
        return None
    at, _ = after_honorifics(plain, breaks[-1].end(), stop)
    name = person_name(plain, at, stop)
    rest = plain[name.end : stop].strip() if name else ""
    if (
        name is None
        or " " not in plain[name.start : name.end]
        or names.person_score(plain[name.start : name.end]) < 0.6
        or len(rest) > 60
    ):
        return None
    first = person_name(plain, start, breaks[-1].start())
    if first is not None and names.person_score(plain[first.start : first.end]) >= 0.6:
        return None
    return breaks[-1].end() if not rest or rest[0] in ",(|" else None


def _after_handing_over(plain: str, start: int, end: int) -> int | None:
    """Find the first full name of a sentence that ends in a colon (`Next came Ana Prates, a nurse:`)."""
    if not plain[start:end].rstrip().endswith(":") or end - start > 260:
        return None
    dates = [match.span() for match in _DATE.finditer(plain, start, end)]
    for mark in _CAPITALS.finditer(plain, start, min(end, start + 110)):
        if any(low <= mark.start() < high for low, high in dates):
            continue
        name = person_name(plain, mark.start(), end)
        if _SPEAKING.search(plain, start, mark.start()):
            return None
        if name and " " in plain[name.start : name.end] and names.person_score(plain[name.start : name.end]) >= 0.6:
            return name.start
    return None


def skip(plain: str, at: int, end: int) -> int:
    """Step over spaces and opening punctuation."""
    while at < end and plain[at] in _OPENERS:
        at += 1
    return at


def _lead_evidence(key: str) -> str:
    """Name the evidence of a lead."""
    word = key.casefold()
    if not word[0].isalpha():
        return "dash"
    return "byline" if word in ("by", "words", "text", "opinion", "report by", "testimony by", "author") else "key"


_HONORIFIC = re.compile(r"[^\W\d_]+\.?(?: (?:hon|dr|professor|rev|sir|dame)\b\.?)?\)?\s+", re.IGNORECASE)


def after_honorifics(plain: str, at: int, end: int) -> tuple[int, bool]:
    """Step over honorifics; tell whether there were any."""
    titles, titled = lexicon.words("honorifics"), False
    while True:
        match = _HONORIFIC.match(plain, at, end)
        word = match.group().casefold().rstrip(" ).\n").replace(".", "") if match else ""
        if not match or word not in titles or not plain[match.end() : match.end() + 1].isupper():
            return at, titled
        if names.is_place(
            match.group().strip() + " " + plain[match.end() : match.end() + 30].split(None, 1)[0].strip(":,")
        ):
            return at, titled
        if plain[match.end() : match.end() + 2] == "I " or not match.group()[0].isupper():
            return at, titled
        at, titled = match.end(), True


def _after_dateline(plain: str, start: int, end: int) -> list[int]:
    """Give the places after a place, a date or another short opening: `Poland:`, `NAIROBI, KENYA`, `From Lille —`."""
    marks = _DATELINE_END.finditer(plain, start, min(end, start + 70))
    found = {mark.end() for mark in marks if is_dateline(plain[start : mark.start()].strip())}
    capitals = _IN_CAPITALS.match(plain, start, end)
    if capitals and is_dateline(capitals.group().strip()):
        found.add(capitals.end())
    return sorted(found)


_DATELINE_END = re.compile(r"[:|/]\s|\s[–—-]{1,2}\s|\.\s|\s{2,}|\n|\s(?=by\s)")
_IN_CAPITALS = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ'. -]+(?:,\s[A-ZÀ-Þ][A-ZÀ-Þ'. -]+)*\s(?=[A-ZÀ-Þ][a-zà-ÿ])")


def is_dateline(text: str) -> bool:
    """Tell whether a text before a name may be a place, a date, a topic in capitals or a number."""
    parts = [
        part.strip(" .()")
        for part in re.split(r"[,/(]", re.sub(r"^(?:from|in|on|at)\s+", "", text, flags=re.IGNORECASE))
    ]
    if len(text.split()) > 8:
        return False
    if text.isupper() and len(text) > 2:
        return True
    if re.sub(r"^(?:the|an?) ", "", text.casefold()) in lexicon.roles():
        return True
    return any(names.is_place(part) for part in parts) or bool(_DATE.search(text)) or any(ch.isdigit() for ch in text)
