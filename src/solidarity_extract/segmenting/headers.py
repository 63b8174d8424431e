"""The grammar of headers: `Name, role, Organisation, Place` and its many relatives, read into people and fields.

What stands before the name is stepped over (numbers, `By`, `Speaker:`, a dateline, honorifics). The names are found:
one, or several joined. What stands after them is cut into fields at commas, bars, dashes, brackets and line ends.
`fields` reads roles and organisations out of those.
"""

from __future__ import annotations

import functools
import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from solidarity_extract.segmenting import lexicon, names
from solidarity_extract.segmenting.sections import Extent

if TYPE_CHECKING:
    from solidarity_extract.segmenting.sections import ContributorKind

NAME_LIMIT = 90
"""A name is looked for within this many code points."""

_MARKS = re.compile(
    r"\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)|(?:^|(?<=\n))\s{0,3}#{1,6}\s|[<>`~\U0001F000-\U0001FAFF\u2640\u2642\u2728\u270A-\u270D\u2764\uFE0F\u200D\u20E3]|\\(?=[^\w\s])"
)
_NUMBER = re.compile(r"\s*(?:\(?\d{1,3}\s?[.)]|[ivxIVX]{1,4}[.)]|#\d{1,3}|§|[•▪◦·])\s*")
_LEAD = re.compile(
    r"\s*(?P<key>statement (?:of|by|from)|from|by|words|text|speaker(?: \d+)?(?=:)|panell?ist(?=:)|contributor(?=:)|"
    r"author(?=:)|name(?=:)|testimony of|my name is|testimony by|interview with|afterword|foreword|response (?:by|from)|again|"
    r"reply (?:by|from)|reply(?=:)|letter from|for|[–—-]{1,3}|opinion|a word from|voice note \d+|a spokes(?:person|man|woman) for|"
    r"guest(?=:)|guests(?=:)|in conversation with|submission (?:by|from)|message from|report from|dispatch from|report by)"
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
_JOIN = re.compile(r"\s*(?:,\s*(?:and|&)\s|,|/|\sand\s|\s&\s|\swith\s|\+)\s*", re.IGNORECASE)
_BRACKET = re.compile(r"\s*(?:\(([^()\n]{1,120})\)|\[([^\[\]\n]{1,120})\])")
_AGED = re.compile(r"\s*,\s*([1-9]\d)(?=,?\s+(?:and|&)\s)|(?!)()")
_ANONYMOUS = re.compile(
    r"(?:(?:an?|the|one|two|three|four|five|six|seven|eight|some|several|anonymous|another)\s+)?(?:[a-zà-þ'-]+\s+){0,4}?(?P<noun>[a-zà-þ'-]+)(?![\w-])",
    re.IGNORECASE,
)
_PERSON_NOUNS = frozenset(
    [
        "man",
        "woman",
        "men",
        "women",
        "people",
        "person",
        "girl",
        "girls",
        "boy",
        "boys",
        "child",
        "children",
        "friend",
        "friends",
        "family",
        "couple",
        "group",
        "crew",
        "sisters",
        "brothers",
        "twins",
        "survivor",
        "survivors",
        "capo",
        "hand",
        "hands",
        "activist",
        "relative",
        "relatives",
        "lad",
        "lass",
        "pair",
        "correspondent",
        "narrator",
        "participant",
        "name",
    ]
)


@dataclass(slots=True)
class Person:
    """Somebody named in a header: where, how surely, and the fields that belong to them."""

    extent: Extent
    kind: ContributorKind
    strength: float
    fields: list[Extent] = field(default_factory=list)


@dataclass(slots=True)
class Header:
    """A header, read."""

    people: list[Person]
    evidence: set[str]
    end: int
    """Where the last name or field ends."""

    @property
    def strength(self) -> float:
        """How much the weakest of the names looks like one."""
        return min(person.strength for person in self.people)


def undress(cleaned: str) -> str:
    """Blank the Markdown marks of a cleaned text; the length stays the same."""
    return _MARKS.sub(lambda m: " " * len(m.group()), cleaned)


def read_header(plain: str, start: int, end: int) -> Header | None:
    """Read a header in a cleaned, undressed text; `None` where no name opens it.

    The names may follow a lead (`By`, `Speaker:`), a place, a date, or stand in a sentence that hands over the word.
    """
    best: Header | None = None
    for at, evidence in _starts(plain, start, end):
        people = _people(plain, at, end)
        if people and people[0].strength >= 0.3 and (best is None or people[0].strength > _standing(plain, best) + 0.1):
            best = Header(people, evidence, end)
    best = best or _sender(plain, start, end)
    if best is not None:
        _attach_fields(plain, best, end)
    return best


_SENDER = re.compile(
    r"\s*(?:from|words|statement (?:of|by|from)|message from|greetings from):\s*(?:the\s+)?(?=\S)", re.IGNORECASE
)


def _sender(plain: str, start: int, end: int) -> Header | None:
    """Read a sender who is named by nothing but where they are (`From: the night shift at Gate 4`)."""
    lead = _SENDER.match(plain, start, end)
    if not lead:
        return None
    stop = re.compile(r"[\n(|]|$").search(plain, lead.end(), end)
    extent = _trimmed(plain, lead.end(), stop.start() if stop else end)
    begin = extent.start - 4 if plain[lead.end() - 4 : lead.end()].casefold() == "the " else extent.start
    if not 0 < extent.end - extent.start <= 70:
        return None
    kind: ContributorKind = "anonymous" if begin < extent.start else "organisation"
    return Header([Person(Extent(begin, extent.end), kind, 0.5)], {"key"}, end)


def _standing(plain: str, header: Header) -> float:
    """Weigh a reading: a name that may be a place or a topic in capitals gives way to a better one behind it."""
    first = header.people[0]
    text = plain[first.extent.start : first.extent.end]
    place = names.is_place(text) or any(names.is_place(part) for part in text.split(" ("))
    doubtful = place or (text.isupper() and len(text) > 3) or first.kind != "person"
    return first.strength - (0.5 if doubtful and "dateline" not in header.evidence else 0.0)


def _starts(plain: str, start: int, end: int) -> list[tuple[int, set[str]]]:
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
    at, titled = _after_honorifics(plain, _skip(plain, at, end), end)
    return at, found | {"honorific"} if titled else found


VALEDICTION = re.compile(
    r"\W*(?:(?:with |in |all |much |lots of )?(?:my |our |warm |warmest |kind |best |many |deep |comradely |fraternal )?"
    r"(?:love|yours(?: (?:faithfully|sincerely|truly|in [a-z]+|ever|etc\.?))?|your friend|respectfully(?: yours)?|faithfully|sincerely|solidarity|regards|wishes|greetings|thanks|cheers|"
    r"sorrow|hope|struggle|anger|unity|amitiés|un abrazo|mit solidarischen grüßen|saluti))(?:\s*,\s*(?:from )?|\s+from\s+|\s*[–—-]\s*)(?=\S)",
    re.IGNORECASE,
)
"""The words that close a letter before the name of who signs it, in the same line."""
_SLOGAN_BREAK = re.compile(r"\s[–—-]{1,2}\s(?:by\s)?|\s\|\s|,\s+by\s|:\s+by\s|\sby\s", re.IGNORECASE)


def _behind_slogan(plain: str, start: int, end: int) -> int | None:
    """Find a name at the end of a line behind a slogan or a title (`Yes – James Clay`, `The crime to come | Norma Sayer`)."""
    line_end = plain.find("\n", start, end)
    stop = line_end if line_end >= 0 else end
    breaks = list(_SLOGAN_BREAK.finditer(plain, start, min(stop, start + 160)))
    if not breaks:
        return None
    at, _ = _after_honorifics(plain, breaks[-1].end(), stop)
    name = _person_name(plain, at, stop)
    rest = plain[name.end : stop].strip() if name else ""
    if (
        name is None
        or " " not in plain[name.start : name.end]
        or names.person_score(plain[name.start : name.end]) < 0.6
        or len(rest) > 60
    ):
        return None
    first = _person_name(plain, start, breaks[-1].start())
    if first is not None and names.person_score(plain[first.start : first.end]) >= 0.6:
        return None
    return breaks[-1].end() if not rest or rest[0] in ",(|" else None


_SPEAKING = re.compile(r"\b(?:I|me|my|you|your)\b")
_CAPITALS = re.compile(r"(?<![\w'])[A-ZÀ-ÞĀ-Ž]")


def _after_handing_over(plain: str, start: int, end: int) -> int | None:
    """Find the first full name of a sentence that ends in a colon (`Next came Ana Prates, a nurse:`)."""
    if not plain[start:end].rstrip().endswith(":") or end - start > 260:
        return None
    dates = [match.span() for match in _DATE.finditer(plain, start, end)]
    for mark in _CAPITALS.finditer(plain, start, min(end, start + 110)):
        if any(low <= mark.start() < high for low, high in dates):
            continue
        name = _person_name(plain, mark.start(), end)
        if _SPEAKING.search(plain, start, mark.start()):
            return None
        if name and " " in plain[name.start : name.end] and names.person_score(plain[name.start : name.end]) >= 0.6:
            return name.start
    return None


def _skip(plain: str, at: int, end: int) -> int:
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


def _after_honorifics(plain: str, at: int, end: int) -> tuple[int, bool]:
    """Step over honorifics; tell whether there were any."""
    titles, titled = lexicon.words("honorifics"), False
    while True:
        match = re.compile(r"[^\W\d_]+\.?(?: (?:hon|dr|professor|rev|sir|dame)\b\.?)?\)?\s+", re.IGNORECASE).match(
            plain, at, end
        )
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
    found = []
    for mark in re.compile(r"[:|/]\s|\s[–—-]{1,2}\s|\.\s|\s{2,}|\n|\s(?=by\s)").finditer(
        plain, start, min(end, start + 70)
    ):
        if is_dateline(plain[start : mark.start()].strip()):
            found.append(mark.end())
    caps = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ'. -]+(?:,\s[A-ZÀ-Þ][A-ZÀ-Þ'. -]+)*\s(?=[A-ZÀ-Þ][a-zà-ÿ])").match(
        plain, start, end
    )
    if caps and is_dateline(caps.group().strip()):
        found.append(caps.end())
    return sorted(set(found))


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


def _people(plain: str, at: int, end: int) -> list[Person]:
    """Find the names that open a stretch: one, or several joined."""
    first = _one(plain, at, end)
    if first is None:
        return []
    people, position = [first], first.extent.end
    while first.kind == "person" and len(people) < 12:
        bracket = _BRACKET.match(plain, position, end) or _AGED.match(plain, position, end)
        join = _JOIN.match(plain, bracket.end() if bracket else position, end)
        following = _joined(plain, join, end) if join else None
        if following is None:
            break
        if bracket:
            people[-1].fields.append(_inside(bracket))
        people.append(following)
        position = following.extent.end
    return people


_LIST_GOES_ON = re.compile(r"(?:[^,\n]{2,40},\s){0,8}[^,\n]{2,40}?,?\s(?:and|&)\s(?=[A-ZÀ-Þ]|\d+ others)")


def _joined(plain: str, join: re.Match[str], end: int) -> Person | None:
    """Read the next name of a list of names; after a comma it must be a sure one, or the list must close with `and`."""
    begin, _ = _after_honorifics(plain, _skip(plain, join.end(), end), end)
    following = _one(plain, begin, end)
    if following is None or following.kind != "person" or _is_field(plain, following):
        return None
    if re.search(r"and|&|with", join.group()):
        words = plain[following.extent.start : following.extent.end].split()
        needed = 0.0 if len(words) > 1 and not names.is_common(words[0]) else 0.3
    else:
        needed = 0.6 if _LIST_GOES_ON.match(plain, begin, end) and " " in plain[begin : following.extent.end] else 0.9
    return following if following.strength >= needed else None


def _inside(bracket: re.Match[str]) -> Extent:
    """Give what stands inside a pair of brackets."""
    group = 1 if bracket.group(1) is not None else 2
    return Extent(bracket.start(group), bracket.end(group))


def _is_field(plain: str, person: Person) -> bool:
    """Tell whether what looks like a second name is rather an organisation, a place or a role."""
    text = plain[person.extent.start : person.extent.end]
    return (
        names.is_organisation(text)
        or (names.is_place(text) and person.strength < 0.7)
        or text.casefold() in lexicon.roles()
    )


def _one(plain: str, at: int, end: int) -> Person | None:
    """Read one name: a person's, an organisation's, or a description without a name."""
    stop = min(end, at + NAME_LIMIT)
    person = _person_name(plain, at, stop)
    score = names.person_score(plain[person.start : person.end]) if person else 0.0
    anonymous = _description(plain, at, end)
    organisation = _organisation_name(plain, at, stop)
    named = organisation is not None and anonymous is not None and organisation.end >= anonymous.end
    named = named and _is_named_group(plain[at : organisation.end if organisation else at])
    if anonymous and score < 0.6 and not named:
        counted = plain[at:end].split(None, 1)[0].casefold() in _QUANTIFIERS
        return Person(anonymous, "anonymous", 0.6 if counted else 0.4)
    if organisation and (score < 0.5 or (person is not None and organisation.end > person.end)):
        return Person(organisation, "organisation", 0.6)
    longer = _foreign_name(plain, person, stop) if person else None
    if longer:
        return Person(longer, "organisation", 0.5)
    return Person(person, "person", score) if person else None


def _is_named_group(text: str) -> bool:
    """Tell whether words that might describe people are the name of their organisation (`Free Dockers' Assembly`)."""
    words = text.split()
    return words[0].casefold() not in _QUANTIFIERS and names.has_organisation_word(words[-1])


_NICKNAME = re.compile(
    r""" (?:"[^"\n,]{1,24}"|'[A-Z][^'\n,]{1,20}'|\([A-Z][^()\n, \d]{1,14}\)) (?=[A-ZÀ-ÞĀ-Ž]|d[aeo]s? |v[ao]n )"""
)
_ARTICLES = frozenset(
    [
        "a",
        "an",
        "the",
        "in",
        "on",
        "at",
        "of",
        "to",
        "by",
        "for",
        "from",
        "and",
        "or",
        "but",
        "if",
        "so",
        "we",
        "he",
        "she",
        "it",
        "they",
        "you",
        "who",
        "what",
        "when",
        "where",
        "why",
        "how",
        "yes",
        "no",
        "dear",
    ]
)
_PATRONYMIC = frozenset(("qizi", "oğlu", "kyzy", "uulu", "oglu"))


def _person_name(plain: str, at: int, end: int) -> Extent | None:
    """Read a run of capitalised words with particles, initials and a nickname in quotes or brackets."""
    found = names.tokens(plain, at, end)
    kept: list[names.Token] = []
    nickname = -9
    for token in found:
        gap = plain[kept[-1].end : token.start] if kept else plain[at : token.start]
        if (
            kept
            and gap != " "
            and not (token.start < nickname or (gap in ('" ', ") ", "' ") and token.start < nickname + 3))
        ):
            opening = _NICKNAME.match(plain, kept[-1].end, end)
            if not opening:
                break
            nickname = opening.end()
        if not kept and gap:
            break
        if not (token.capital or (kept and token.particle)) or (kept and any(ch.isdigit() for ch in token.text)):
            break
        kept.append(token)
    if kept and len(kept) == 1 and kept[0].text.casefold() in _ARTICLES:
        return None
    while kept and kept[-1].particle and not kept[-1].capital and kept[-1].text.casefold() not in _PATRONYMIC:
        kept.pop()
    if not kept:
        return None
    closing = kept[-1].end
    if kept[-1].text.endswith(".") and len(kept[-1].text) > 3:
        closing -= 1
    return Extent(kept[0].start, closing)


_SENTENCE_WORDS = frozenset(
    [
        "where",
        "is",
        "are",
        "was",
        "were",
        "in",
        "that",
        "which",
        "who",
        "to",
        "for",
        "i",
        "we",
        "you",
        "they",
        "it",
        "he",
        "she",
        "when",
        "what",
        "how",
        "why",
        "not",
        "if",
        "but",
        "because",
        "have",
        "has",
        "had",
        "my",
        "our",
        "your",
        "from",
        "with",
        "by",
        "on",
        "at",
        "as",
        "about",
        "there",
        "this",
        "these",
        "those",
    ]
)
_QUANTIFIERS = frozenset(
    [
        "someone",
        "somebody",
        "a",
        "an",
        "the",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "some",
        "several",
        "anonymous",
        "another",
    ]
)


def _foreign_name(plain: str, person: Extent, end: int) -> Extent | None:
    """Read on where a linking word that joins no personal names goes on with a capital (`Socorristas en Red`)."""
    match = re.compile(rf"(?: (?:{_FOREIGN_LINKS}) (?:[^\W\d_][\w'-]*)(?: [^\W\d_a-zß-ÿ][\w'-]*)*)+").match(
        plain, person.end, end
    )
    return Extent(person.start, match.end()) if match and plain[match.end() - 1] != " " else None


_FOREIGN_LINKS = "en|an der|an den|für|para|pour|per|por|sans|sem|sin|contra|contre|gegen|mit|con|dos|delle|degli"


_WITHHELD = re.compile(
    r"(?:name (?:withheld|supplied|and address (?:supplied|withheld))|names? (?:and|withheld)[\w ]{0,30}|anonymous|anon\.?)(?!\w)",
    re.IGNORECASE,
)


@functools.cache
def _person_nouns() -> frozenset[str]:
    """Words for people and for what they do."""
    return lexicon.roles() | _PERSON_NOUNS


def _description(plain: str, at: int, end: int) -> Extent | None:
    """Read a description that stands for a name: `A schoolteacher in Perm`, `three nurses`, `Name withheld`."""
    withheld = _WITHHELD.match(plain, at, end)
    if withheld:
        return Extent(at, withheld.end())
    match = _ANONYMOUS.match(plain, at, end)
    if not match:
        return None
    position, shouting = at, plain[at:end].split("\n", 1)[0].isupper()
    nouns = _person_nouns()
    for word in names.tokens(plain, at, min(end, at + 60)):
        if word.start > at and plain[position : word.start].strip(" "):
            return None
        position = word.end
        if (word.start > at and word.text.casefold() in nouns) or word.text.casefold() in ("someone", "somebody"):
            break
        if word.text.casefold() in _SENTENCE_WORDS:
            return None
        if word.start > at and word.capital and not names.is_acronym(word.text) and not shouting:
            return None
    else:
        return None
    first = plain[at:end].split(None, 1)[0].casefold()
    comma = plain.find(",", at, min(end, at + 50))
    if comma == position and plain[at].isupper() and re.match(r",\s*(?:\w+,\s*)?[1-9]\d\b", plain[comma : comma + 20]):
        return Extent(at, comma)
    plural = plain[at:position].endswith("s") and " " in plain[at:position] and plain[at].isupper()
    if first not in _QUANTIFIERS and not plural:
        return None
    stop = _description_end(plain, position, end)
    goes_on = plain[stop : stop + 1] == "." and len(plain[stop + 1 : end].split("\n", 1)[0].split()) >= 2
    return None if goes_on else Extent(at, stop)


def _description_end(plain: str, at: int, end: int) -> int:
    """Find where a description stops: at a comma, a bracket, a dash, a colon, a verb of saying, the end of the line."""
    stop = re.compile(r"[,;:(\n|]|\s[–—-]\s|\.(?:\s|$)").search(plain, at, end)
    limit = stop.start() if stop else end
    verb = re.compile(r"\s(?:who|" + "|".join(sorted(lexicon.words("saying"))) + r")(?!\w)").search(plain, at, limit)
    limit = verb.start() if verb else limit
    while limit > at and plain[limit - 1] in " \t'\"":
        limit -= 1
    return limit


_LINK = frozenset(
    [
        "of",
        "for",
        "the",
        "and",
        "&",
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "los",
        "las",
        "del",
        "der",
        "die",
        "das",
        "und",
        "et",
        "e",
        "y",
        "i",
        "in",
        "on",
        "to",
        "at",
        "against",
        "with",
        "a",
        "van",
        "voor",
        "da",
        "do",
        "no",
        "em",
        "na",
        "do",
    ]
)


def _organisation_name(plain: str, at: int, end: int) -> Extent | None:
    """Read a run of capitalised words and linking words that has an organisation word in it."""
    kept: list[names.Token] = []
    for token in names.tokens(plain, at, end):
        gap = plain[kept[-1].end : token.start] if kept else plain[at : token.start]
        if gap not in ("", " ", "! ", "' ") or (not kept and gap):
            break
        if not (token.capital or token.text[0].isdigit() or (kept and token.text.casefold() in _LINK)):
            break
        kept.append(token)
    while kept and (kept[-1].text.casefold() in _LINK or kept[-1].text == "&"):
        kept.pop()
    if not kept:
        return None
    extent = Extent(kept[0].start, kept[-1].end)
    text = plain[extent.start : extent.end]
    return extent if names.is_organisation(text) and not names.is_given(kept[0].text) else None


_SEPARATOR = re.compile(r"\s*(?:[,;|•·\n()\[\]→]|\s[–—-]{1,2}(?=\s)|[–—](?=\s)|\.(?=\s+[A-ZÀ-Þ])|[.:](?=\s*$))\s*")


_SLOGAN = re.compile(r":\s+(?=\S)|\b(?:Theme|Topic|Subject|Title)\b:?")


def cut_fields(plain: str, start: int, end: int) -> list[Extent]:
    """Cut what follows a name into fields; what follows a colon on the same line is a slogan and no field."""
    found: list[Extent] = []
    for line_start, line_end in _lines(plain, start, end):
        slogan = _SLOGAN.search(plain, line_start, line_end)
        at, stop = line_start, slogan.start() if slogan else line_end
        for mark in _SEPARATOR.finditer(plain, line_start, stop):
            if not _abbreviation(plain, mark):
                found.append(_trimmed(plain, at, mark.start()))
                at = mark.end()
        found.append(_trimmed(plain, at, stop))
    return _rejoined(plain, [extent for extent in found if extent.end > extent.start])


def _lines(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    """Give the stretches between line ends."""
    edges = [start, *(m.end() for m in re.compile(r"\n").finditer(plain, start, end)), end]
    return list(itertools.pairwise(edges))


def _abbreviation(plain: str, mark: re.Match[str]) -> bool:
    """Tell whether a full stop belongs to an initial or a short form and ends nothing."""
    if mark.group().strip() != ".":
        return False
    word = re.compile(r"[\w.]*$").search(plain, max(0, mark.start() - 6), mark.start())
    return word is not None and (len(word.group()) == 1 or word.group() in ("St", "Dr", "Mt", "Ste", "Nr", "No", "no"))


def _trimmed(plain: str, start: int, end: int) -> Extent:
    """Take space and stray punctuation off both ends."""
    while start < end and plain[start] in " \t\n,;:.\"'*_":
        start += 1
    while end > start and plain[end - 1] in ' \t\n,;:"*_':
        end -= 1
    if (
        end > start
        and plain[end - 1] == "."
        and not re.search(r"(?:\b[A-Za-z]|\.[A-Za-z]|Inc|Ltd|Jr|Sr)\.$", plain[start:end])
    ):
        end -= 1
    return Extent(start, end)


_LIST_HEAD = re.compile(
    r"\b(?:union|federation|confederation|ministry|department|association|syndicate|committee|institute|faculty|office) (?:of|for) ",
    re.IGNORECASE,
)
_LIST_TAIL = re.compile(r"[A-Z][\w'-]+(?: [\w'-]+){0,3} (?:and|&) [A-Z]")


def _rejoined(plain: str, fields: list[Extent]) -> list[Extent]:
    """Join the pieces of an organisation's name that has commas (`Union of Textile, Leather and Garment Workers`)."""
    joined: list[Extent] = []
    for piece in fields:
        text = plain[piece.start : piece.end]
        if joined and plain[joined[-1].end : piece.start].strip() == "," and _LIST_TAIL.match(text):
            before = plain[joined[-1].start : joined[-1].end]
            if _LIST_HEAD.search(before) and before[:1].isupper():
                joined[-1] = Extent(joined[-1].start, piece.end)
                continue
        joined.append(piece)
    return joined


def _attach_fields(plain: str, header: Header, end: int) -> None:
    """Give each person the fields that follow; people named together share theirs."""
    people = header.people
    position = people[-1].extent.end
    slash = re.compile(r"\s*/\s*").match(plain, position, end)
    position = slash.end() if slash else position
    together = [person for person in people if not person.fields]
    current = together if together and people[-1] in together else [people[-1]]
    pieces = cut_fields(plain, position, end)
    for piece in pieces:
        newcomer = (
            _newcomer(plain, piece, last=piece is pieces[-1])
            if people[0].kind == "person" and len(people) < 12
            else None
        )
        if newcomer:
            people.append(newcomer)
            current = [newcomer]
            rest = _trimmed(plain, newcomer.extent.end, piece.end)
            piece = rest
        if piece.end > piece.start:
            for person in current:
                person.fields.append(piece)


def _newcomer(plain: str, piece: Extent, *, last: bool) -> Person | None:
    """Tell whether a field names another person (`… OSŽ, and Petra Vltavová, archivist`)."""
    text = plain[piece.start : piece.end]
    lead = re.match(r"(?:and|&|with)\s+", text)
    begin, titled = _after_honorifics(plain, piece.start + (lead.end() if lead else 0), piece.end)
    person = _person_name(plain, begin, piece.end)
    if (
        person is None
        or names.is_organisation(plain[person.start : person.end])
        or names.is_place(plain[person.start : person.end])
    ):
        return None
    score = names.person_score(plain[person.start : person.end])
    whole = person.end == piece.end
    given = names.is_given(names.tokens(plain, person.start, person.end)[0].text)
    if (
        (lead and score >= 0.6 and (whole or given))
        or (titled and score >= 0.6)
        or (score >= 1.0 and whole and given and not last)
    ):
        return Person(person, "person", score)
    return None
