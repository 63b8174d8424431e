"""The fields behind a name: which part is a role, which an organisation, and which neither.

A field is read into items: a role (`shop steward`), an organisation (`Free Trade Zones Union`), both (`nurse at St Elm
Hospital`, `member of REP`), a place, or a remark (age, letters, date). A capitalised name that is neither a known
organisation nor a known place stays unsettled until the other headers of the post tell what stands in its position.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from solidarity_extract.segmenting import lexicon, names
from solidarity_extract.segmenting.organisations import split_organisations
from solidarity_extract.segmenting.sections import Extent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ItemKind = Literal["role", "organisation", "place", "unsettled"]

_CAPITAL = r"[A-ZÀ-ÞĀ-ŽȘȚḤĐƏ]"
_AGE = re.compile(r"(?:aged?\s+)?\d{1,3}(?:\s*(?:years?(?:\s+old)?|yrs?))?(?:\s+and\s+\d{1,3})?$", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:member |membership )?(?:no|nr|number)\b\.?.*\d|[#\d/.:\s-]+$|[A-Z]{0,3}\d[\dA-Z-]{3,}$|"
    r"(?:(?:mon|tue|tues|wed|wednes|thu|thurs|fri|sat|satur|sun)(?:day)?,?\s)?"
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s)?(?:january|february|march|april|may|june|july|"
    r"august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?:\s(?:\d.*)?$|\.?$)|"
    r"(?:at\s)?\d{1,4}\s*(?:at\s\d.*|min(?:ute)?s?\b.*|hours?\b.*|[ap]\.?m\.?.*)$|"
    r"(?:share|tweet|like|reply|comments?)\b.*\d",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:(?:and|an?|the|who|is|are|was|were|now|currently|also|both|has been|have been|used to be|once|for \w+ years|"
    r"today|presently|serves? as|works? as|worked as|as|a former|where s?he)\s+)+(?=\S)"
)
_CLAUSE = re.compile(
    r"\s+and\s+(?=(?:is|was|are|has been|belongs? to|now|members? of|an? |the |works?\b|chairs?\b|chaired\b)\s*)"
    r"|,?\s+and\s+(?=(?:now |also |currently |still |later |today )*(?:"
    + "|".join(sorted(lexicon.words("bio_verbs")))
    + r")(?!\w))"
    r"|\s+and\s+(?=[A-Z]{2,}\s[a-zß-ÿ])"
    r"|\s+(?=who\s)|\s+(?=where s?he\s)|\s+-\s+"
)
_STOP = re.compile(
    r"\s+(?:until|for \w+ years|by e-?mail|in exile|in reply|on (?:strike|condition)|told|tells|through|because|so)"
    r"(?!\w)"
)
_PREPOSITION = re.compile(r"\s(at|of|for|with|from|in|within|inside|on|to|under)\s+")
_MEMBER = re.compile(
    r"(?:(?:founding|active|long-time|longtime|former|a|an|the) )*(?P<role>members?|supporters?|activists?) of ",
    re.IGNORECASE,
)
_BELONGS = re.compile(
    r"(?:(?:belongs? to|of|with|for|at|from|representing|represents|on behalf of|"
    r"(?:speak|work|organi[sz]e|campaign|volunteer)(?:s|ing|ed)? (?:for|with|at)|"
    r"chair(?:s|ed)|head(?:s|ed)|leads?|led|runs|directs|co-?founded|founded|joined)\s+(?:the\s+)?|in the (?=[A-Z]))"
)
_OBJECT = re.compile(r"(?:chair(?:s|ed)|head(?:s|ed)|leads?|led|runs|directs|co-?founded|founded|joined|in the)\b")
_LINKS = re.compile(rf"(?:the\s+)?(?:[a-zà-þ'-]+\s+){{0,4}}?(?={_CAPITAL}|\d|#)")
_SMALL_TAIL = re.compile(
    r"\s(?:in|since|until|from)\s(?:early |late |mid-)?\d.*$"
    r"|\s(?:and|or)\s(?:an?\s)?[a-zß-ÿ][a-zß-ÿ'-]+(?:\s[a-zß-ÿ'-]+){0,4}$"
    r"|\s(?:branch|section|women's section|members?|reps?|local|chapter|group|region|shop|works|plant|site)(?:\s.*)?$"
    r"|\s(?:in|at|near|since|where)\s+[a-z].*$"
)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a field tells; `position` counts the capitalised fields of the header from its first."""

    kind: ItemKind
    extent: Extent
    position: int = 0


def read_items(plain: str, fields: Sequence[Extent], *, prose: bool = False) -> list[Item]:
    """Read the fields of one person into items; `prose` tells that they come from a sentence, not from a header."""
    items: list[Item] = []
    for piece in fields:
        told = False
        for clause in _clauses(plain, piece):
            read = _read_clause(plain, clause, items)
            own = prose or names.is_acronym(plain[clause.start : clause.end].split(None, 1)[0])
            more = own and any(item.kind == "organisation" for item in read) and not _PAST.match(plain, clause.start)
            items.extend(item for item in read if item.kind != "role" or more or not told)
            told = told or any(item.kind == "role" for item in read)
    return items if prose else _with_unknown_role(plain, fields, items)


_PAST = re.compile(r"\s*(?:he |she |they )?(?:was|were|had)\s")
_WEAK = re.compile(r"[a-zß-ÿ][a-zß-ÿ'-]*(?: [a-zß-ÿ'-]+){0,3}$")


def _with_unknown_role(plain: str, fields: Sequence[Extent], items: list[Item]) -> list[Item]:
    """Take small words between a name and an organisation or in brackets for a role that no list has (`boom man`)."""
    if not fields or any(item.kind == "role" for item in items):
        return items
    first = fields[0]
    text = plain[first.start : first.end]
    if (
        not _WEAK.match(text)
        or _is_remark(text)
        or names.tokens(text, 0, len(text))[0].text in lexicon.words("small_words")
    ):
        return items
    named = any(item.kind in ("organisation", "unsettled") and item.extent.start > first.end for item in items)
    if named and not is_verb(text.split()[0]):
        return [Item("role", first), *items]
    return items


def _clauses(plain: str, piece: Extent) -> Iterator[Extent]:
    """Cut a field at `and is a`, `who`, `and members of`."""
    at = piece.start
    for joint in _CLAUSE.finditer(plain, piece.start, piece.end):
        if plain[joint.end() : joint.end() + 4] == "the " and not _names_role(plain[at : joint.start()]):
            continue
        if joint.start() > at:
            yield Extent(at, joint.start())
        at = joint.end()
    if at < piece.end:
        yield Extent(at, piece.end)


def _read_clause(plain: str, clause: Extent, before: Sequence[Item]) -> list[Item]:
    """Read one clause of a field."""
    extent = _without_lead(plain, clause)
    text = plain[extent.start : extent.end]
    if len(text) < 2 or _is_remark(text):
        return []
    member = _MEMBER.match(text)
    if member and text.casefold() not in lexicon.organisations():
        target = _target(plain, Extent(extent.start + member.end(), extent.end))
        return target if any(item.kind != "place" for item in target) else [Item("role", extent)]
    belongs = _BELONGS.match(text)
    if belongs:
        target = _target(plain, Extent(extent.start + belongs.end(), extent.end))
        sure = [item for item in target if item.kind == "organisation"]
        return sure if _OBJECT.match(text) else _hardened(target, belongs.group())
    if text[0].isupper() or text[0].isdigit() or text.split()[0].casefold() in lexicon.organisations():
        return _read_capitalised(plain, extent, before)
    return _read_small(plain, extent)


def _without_lead(plain: str, clause: Extent) -> Extent:
    """Cut off what tells nothing in front of a clause (`and a`, `who is`) and behind it (`until`, `in exile`)."""
    lead = _LEAD.match(plain, clause.start, clause.end)
    start = lead.end() if lead else clause.start
    stop = _STOP.search(plain, start, clause.end)
    return Extent(start, stop.start() if stop and stop.start() > start else clause.end)


def _is_remark(text: str) -> bool:
    """Tell whether a clause is an age, letters after a name, a date, a number or a remark."""
    words = text.casefold().replace(".", "").split()
    letters = lexicon.words("postnominals")
    if _AGE.match(text) or _NUMBER.match(text) or all(word in letters for word in words):
        return True
    if all(word in lexicon.words("honorifics") and word not in lexicon.roles() for word in words) or (
        words[0] in lexicon.words("saying") and words[1:2] != ["for"]
    ):
        return True
    if re.match(r"(?:He|She|They|We|It|I|His|Her|Their)\s|\d+ others|\d{1,2}[:.]\d\d", text):
        return True
    if re.search(r"\byears old\b|\b(?:years|months|weeks)$|@|\bat \S+\.\S", text):
        return True
    return (
        not any(ch.isalpha() for ch in text)
        or bool(lexicon.pattern("remarks").match(text) and not text[0].isupper())
        or len(words) > 16
    )


def _read_capitalised(plain: str, extent: Extent, before: Sequence[Item]) -> list[Item]:
    """Read a clause that starts with a capital: a role (`Shop steward`), organisations, or a place."""
    text = plain[extent.start : extent.end]
    known = [item for item in before if item.kind in ("organisation", "unsettled")]
    short_form = " " not in text and plain[extent.start - 1] in "([" and (names.is_acronym(text) or len(text) <= 9)
    if _SENTENCE_VERB.search(text) or (known and short_form):
        return []
    if text.casefold() in lexicon.organisations() and " " in text:
        return [Item("organisation", extent, len(known))]
    of_organisation = _role_of_organisation(plain, extent, len(known))
    if of_organisation or _opens_with_role(text):
        return of_organisation or _read_small(plain, extent)
    if names.is_place(text) or _STATE.match(text):
        return [Item("place", extent, len(known))]
    return _read_names(plain, extent, len(known))


def _read_names(plain: str, extent: Extent, position: int) -> list[Item]:
    """Read a clause that starts with a capital and is no role and no place: names of organisations, or a phrase."""
    text = plain[extent.start : extent.end]
    part = _without_tail(plain, extent)
    left = plain[part.start : part.end]
    if _is_phrase(left):
        return []
    if (
        part != extent
        and " " not in left
        and names.is_common(left)
        and plain[part.end : extent.end].split(maxsplit=1)[0] in _TEAMS
    ):
        return [Item("role", extent)]
    pieces = split_organisations(plain, part)
    sure = len(pieces) > 1 or names.is_organisation(left) or bool(_GROUP_FOR.match(text))
    return [_named(plain, piece, position, sure=sure) for piece in pieces]


def _role_of_organisation(plain: str, extent: Extent, position: int) -> list[Item]:
    """Read a role with its organisation in front (`INMO rep`): the whole is the role, the front the organisation."""
    front = re.compile(r"\S+(?= [a-zß-ÿ])").match(plain, extent.start, extent.end)
    if front is None or not (front.group().casefold() in lexicon.organisations() or names.is_acronym(front.group())):
        return []
    small = plain[front.end() + 1 : extent.end]
    if not small.islower() or not ends_in(small, "roles"):
        return []
    return [Item("role", extent), Item("organisation", Extent(*front.span()), position)]


_TEAMS = ("group", "team", "desk", "section", "office", "committee")


def _is_phrase(text: str) -> bool:
    """Tell whether words that open with a capital go on like a phrase, not like a name (`Seven votes now`)."""
    small = [
        token
        for token in names.tokens(text, 0, len(text))
        if token.text[0].islower() and not names.is_acronym(token.text)
    ]
    listed = lexicon.words("organisation_words")
    if (
        small
        and text.endswith(small[-1].text)
        and names.is_common(small[-1].text)
        and small[-1].text not in listed
        and len(small) > 1
    ):
        return True
    return (
        sum(
            token.text not in lexicon.words("name_links") and token.text not in listed and names.is_common(token.text)
            for token in small
        )
        > 1
    )


_SENTENCE_VERB = re.compile(r"\s(?:is|are|was|were|has|have|had|translates|speaks|writes|teaches|works|will|can)\s")
_GROUP_FOR = re.compile(r"(?P<plural>[A-Z][\w'-]*s) (?:for|of|against|without|in|with) (?:the )?[A-Z]")
_STATE = re.compile(r"[A-Z]{2}(?: \d{5})?$")


def _named(plain: str, extent: Extent, position: int, *, sure: bool) -> Item:
    """Make an item of a name: a place where it is one, an organisation where that is sure."""
    text = plain[extent.start : extent.end]
    if names.is_place(text) or (text.casefold() not in lexicon.organisations() and _is_site(text)):
        return Item("place", extent, position)
    front, _, last = text.rpartition(" ")
    sure = sure or (front.casefold() in lexicon.organisations() and names.is_place(last))
    return Item("organisation" if sure else "unsettled", extent, position)


def _is_site(text: str) -> bool:
    """Tell whether a name is that of a street, a prison or another site, which is no organisation."""
    text = text.partition(" of ")[0]
    found = [token.text for token in names.tokens(text, 0, len(text)) if not token.text[0].isdigit()]
    if any("-" + word.casefold() in lexicon.words("site_words") for word in found):
        return True
    if (
        not found
        or names.has_organisation_word(text)
        or not all(word[:1].isupper() for word in found if word not in ("of", "No"))
    ):
        return False
    return found[-1].casefold() in lexicon.words("site_words")


def _opens_with_role(text: str) -> bool:
    """Tell whether a capitalised clause starts with a role (`Conductor`, `International secretary`, `Chair of …`)."""
    found = names.tokens(text, 0, min(len(text), 80))
    words = [token.text.casefold() for token in found]
    group = _GROUP_FOR.match(text)
    if group and group["plural"].casefold() in lexicon.roles():
        return False
    small = list(
        itertools.takewhile(lambda token: not token.capital and token.text not in ("and", "or", "for"), found[1:])
    )
    own = 0 if words[0] in lexicon.roles() or names.is_common(words[0]) else 1
    if small and _names_role(" ".join(words[own : len(small) + 1])):
        return True
    if _is_title(text, words):
        return True
    for length in (3, 2, 1):
        if len(words) < length or (
            " ".join(words[:length]) not in lexicon.roles() and words[length - 1] not in lexicon.roles()
        ):
            continue
        whole = " ".join(words[:length]) in lexicon.roles()
        if (
            length > 1
            and not whole
            and not all(
                word in lexicon.words("qualifiers") or word in lexicon.roles() or not found[place].capital
                for place, word in enumerate(words[: length - 1])
            )
        ):
            continue
        if "of" in words[:length] and not whole:
            continue
        following = found[length] if length < len(found) else None
        return following is None or not following.capital or text[found[length - 1].end] in ".,"
    return False


def _is_title(text: str, words: Sequence[str]) -> bool:
    """Tell whether words in capitals are an office (`Vice-President Community`, `Local Democracy Reporter`)."""
    single = lexicon.words("roles")
    if (
        words[0] in lexicon.words("offices")
        and 1 < len(words) <= LONGEST_TITLE
        and not _PREPOSITION.search(text)
        and text.rsplit(maxsplit=1)[-1][:1].isupper()
    ):
        return text.casefold() not in lexicon.organisations() and not names.is_acronym(text.split()[1])
    if names.has_organisation_word(text) or text.casefold() in lexicon.organisations() or len(words) > LONGEST_TITLE:
        return False
    first = (
        words[0] in single
        and len(words) > 1
        and text.split()[1][:1].isupper()
        and not names.is_place(" ".join(words[1:]))
    )
    return first or words[-1] in single or " ".join(words[-2:]) in single


LONGEST_TITLE = 5
"""A title in capitals has at most this many words."""


def _names_role(text: str) -> bool:
    """Tell whether a stretch has a role word in it, or a word that ends as those for doers do (`-er`, `-ist`)."""
    found = text.casefold().split()
    if any(" ".join(found[i : i + n]).strip(",.") in lexicon.roles() for i in range(len(found)) for n in (1, 2, 3)):
        return True
    return any(
        len(word) > 5
        and word.endswith(("er", "or", "ist", "ian", "man", "woman", "eer", "ers", "ists", "smith"))
        and word not in lexicon.words("not_agents")
        for word in found[:5]
    )


def _without_tail(plain: str, extent: Extent) -> Extent:
    """Cut a place or a section off the end of an organisation's name (`REP in Minsk`, `Unite branch at a plant`)."""
    text = plain[extent.start : extent.end]
    for joint in re.finditer(rf"\s(?:in|at|near|through|where|of)\s(?:the\s)?(?={_CAPITAL})", text):
        place = names.is_place(text[joint.end() :]) and not joint.group().startswith(" of")
        if place or joint.group().strip().startswith(("at", "through", "near", "where")):
            return Extent(extent.start, extent.start + joint.start())
    tail = _SMALL_TAIL.search(text)
    if tail and tail.start() > 1:
        return Extent(extent.start, extent.start + tail.start())
    return extent


def _read_small(plain: str, extent: Extent) -> list[Item]:
    """Read a clause that starts with a role or a verb: the role, and where it is held."""
    joint = re.compile(r"\s+and\s+(?=[A-ZÀ-ÞĀ-Ž]{2,}$)").search(plain, extent.start, extent.end)
    if joint and not _names_role(plain[extent.start : joint.start()]):
        return [
            Item("organisation", Extent(extent.start, joint.start())),
            Item("organisation", Extent(joint.end(), extent.end)),
        ]
    cut = _held_at(plain, extent)
    if cut is None:
        own = _without_description(plain, extent)
        return [Item("role", own)] if _reads_as_role(plain[own.start : own.end]) else []
    before, target = _without_description(plain, cut[0]), cut[1]
    role = plain[before.start : before.end]
    return [*([Item("role", before)] if _reads_as_role(role) else []), *target]


_DESCRIBED_PLACE = re.compile(
    r"\s(?:at|in|on|with|for|from|to|of)\s(?:an?|the|his|her|their|our|one|two|three)\s(?=[a-zß-ÿ])"
)


def _without_description(plain: str, extent: Extent) -> Extent:
    """Cut a description of the workplace off a role (`painter in a small firm`, `marshal on the march`)."""
    for joint in _DESCRIBED_PLACE.finditer(plain, extent.start, extent.end):
        if not joint.group().startswith(" of"):
            return Extent(extent.start, joint.start())
    return extent


def _held_at(plain: str, extent: Extent) -> tuple[Extent, list[Item]] | None:
    """Cut `nurse at St Elm Hospital` behind the role; what `of` adds to a role stays unless it is an organisation."""
    for joint in _PREPOSITION.finditer(plain, extent.start, extent.end):
        small = _LINKS.match(plain, joint.end(), extent.end)
        if not small or _PREPOSITION.search(plain, joint.end() - 1, small.end()):
            continue
        later = _LATER.search(plain, small.end(), extent.end)
        named = later is not None and plain[small.end() : later.start()].casefold() in lexicon.organisations()
        if later and not named and joint[1] in ("of", "for", "in", "on"):
            continue
        if joint[1] == "to" and not _names_role(plain[extent.start : joint.start()]):
            continue
        target = _target(plain, Extent(small.end(), extent.end))
        if _belongs_to_role(plain, extent, joint, target):
            return extent, []
        return Extent(extent.start, joint.start()), _held_target(plain, extent, joint, target)
    return _held_abroad(plain, extent) or _held_without_link(plain, extent)


_LATER = re.compile(r"\s(?:at|with)\s+(?:the\s+)?[A-Z]")


def _belongs_to_role(plain: str, extent: Extent, joint: re.Match[str], target: Sequence[Item]) -> bool:
    """Tell whether what stands behind a preposition is part of the role (`Senior Lecturer in Chronobiology`)."""
    role = plain[extent.start : joint.start()]
    if joint[1] == "of" and len(target) == 1 and _NAMED_NEXT.match(plain, extent.end):
        one = target[0].extent
        if _INTERNAL.search(plain[one.start : one.end]):
            return True
    if any(item.kind == "organisation" for item in target):
        return False
    if joint[1] in ("of", "in") and ends_in(role, "academics"):
        return not any(item.kind == "place" for item in target)
    if joint[1] == "of" and ends_in(role, "offices"):
        return bool(target) and names.tokens(plain, extent.start, extent.end)[-1].text[0].islower()
    return joint[1] in ("of", "to", "under") and (not target or target[0].kind == "unsettled")


def _held_target(plain: str, extent: Extent, joint: re.Match[str], target: list[Item]) -> list[Item]:
    """Settle what stands behind a preposition as far as the preposition tells."""
    if joint[1] == "of" and ends_in(plain[extent.start : joint.start()], "offices"):
        return _hardened(target, "of the ")
    if joint[1] in ("on", "in", "under", "to", "inside", "from"):
        return [item for item in target if item.kind != "unsettled"]
    begin = target[0].extent.start if target else joint.end()
    return _hardened(target, plain[joint.start() : begin])


def _held_without_link(plain: str, extent: Extent) -> tuple[Extent, list[Item]] | None:
    """Cut `organiser Ver.di Frankfurt` where the name starts."""
    capital = re.compile(rf"\s(?={_CAPITAL}[\w.'-]*(?:\s|$))").search(plain, extent.start, extent.end)
    if capital is None or not _ends_in_role(plain[extent.start : capital.start()]):
        return None
    *_, last = plain[capital.end() : extent.end].split()
    if _ends_in_role(plain[capital.end() : extent.end]) or (
        _names_role(last) and not names.has_organisation_word(last)
    ):
        return None
    return Extent(extent.start, capital.start()), _target(plain, Extent(capital.end(), extent.end))


_LINK_ABROAD = re.compile(
    r"\s(?:der|des|bei der|bei|beim|von der|von|vom|de la|de los|de las|de l'|del|de|du|della|dell'|delle|"
    r"dei|degli|da|do|dos|das|en la|en el|en|"
    rf"chez|à la|à l'|à|im|in der|nella|nel|alla|al|aux|au|van de|van|bij de|bij|dla|w)\s*"
    rf"(?={_CAPITAL}|l'|la |el )(?:l'|la |el )?(?={_CAPITAL})"
)


def _held_abroad(plain: str, extent: Extent) -> tuple[Extent, list[Item]] | None:
    """Cut a role in another language off its organisation (`Sprecherin der IG Metall`, `delegada de la CGT`)."""
    joint = _LINK_ABROAD.search(plain, extent.start, extent.end)
    if joint is None or not ends_in(plain[extent.start : joint.start()], "roles"):
        return None
    return Extent(extent.start, joint.start()), _hardened(_target(plain, Extent(joint.end(), extent.end)), "with ")


_NAMED_NEXT = re.compile(rf"(?:,|\s+at)\s(?:the\s)?{_CAPITAL}")
_INTERNAL = re.compile(
    r"\b(?:unit|department|section|centre|center|faculty|school|division|lab|laboratory|team|office|"
    r"group|committee|branch|board)$|^(?:department|school|faculty|division|centre|center|chair) (?:of|for)\b",
    re.IGNORECASE,
)


def ends_in(text: str, listed: str) -> bool:
    """Tell whether a role ends in a word of a list."""
    words = text.casefold().split()
    return bool(words) and (words[-1] in lexicon.words(listed) or " ".join(words[-2:]) in lexicon.words(listed))


def _ends_in_role(text: str) -> bool:
    """Tell whether a stretch ends in a role word."""
    words = text.casefold().split()
    return bool(words) and (words[-1] in lexicon.roles() or " ".join(words[-2:]) in lexicon.roles())


_HEAD_ENDS = frozenset(["of", "at", "in", "with", "for", "from", "and", "on", "to", "under", "by"])


def _reads_as_role(text: str) -> bool:
    """Tell whether a stretch may be a role: short, no verb in front, not a remark."""
    found = names.tokens(text, 0, len(text))
    if not found or len(text) > 80 or len(found) > 10 or lexicon.pattern("remarks").match(text):
        return False
    first = found[0].text.casefold()
    phrase = " ".join(t.text.casefold() for t in found[:2])
    head = list(itertools.takewhile(lambda token: token.text not in _HEAD_ENDS, found)) or found
    told = _names_role(" ".join(t.text for t in (found if len(head) <= 2 else head[-3:])))
    if (
        1 < len(found) <= 3
        and found[-1].text.casefold() in lexicon.words("roles")
        and first not in lexicon.words("saying")
    ):
        return True
    return told and (phrase in lexicon.roles() or not (is_verb(first) and first not in lexicon.roles()))


def is_verb(word: str) -> bool:
    """Tell whether a word reads like a verb in the third person or the past (`works`, `moderated`)."""
    for ending in ("es", "s", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and names.is_common(stem) and word not in lexicon.roles() and not word.endswith("ss"):
            return True
    return word in ("taught", "built", "led", "ran", "sold", "drove", "grew", "sewed", "rolled", "wrote")


def _target(plain: str, extent: Extent) -> list[Item]:
    """Read where a role is held: organisations or a place."""
    part = _without_tail(plain, extent)
    text = plain[part.start : part.end]
    if text.startswith("the "):
        part = Extent(part.start + 4, part.end)
        text = text[4:]
    skip = _LINKS.match(plain, part.start, part.end)
    if not text or not skip:
        return []
    part = Extent(skip.end(), part.end)
    text = plain[part.start : part.end]
    if names.is_place(text):
        return [Item("place", part)]
    owner = _OWNER.match(text)
    site = owner is not None and text.rpartition(" ")[2].islower() and not names.is_place(owner[1])
    if owner and (site or owner[1].casefold() in lexicon.organisations()):
        return [Item("organisation", Extent(part.start, part.start + owner.end(1)))]
    pieces = split_organisations(plain, part)
    places = any(names.is_place(plain[piece.start : piece.end]) for piece in pieces)
    sure = (len(pieces) > 1 and not places) or names.is_organisation(text)
    return [_named(plain, piece, 0, sure=sure) for piece in pieces]


_SURE_LINK = re.compile(r"\b(?:for|with|to|representing|represents|behalf of|of the|at the)\s+(?:the\s+)?$")


def _hardened(target: list[Item], link: str) -> list[Item]:
    """Take an unknown name for an organisation behind a link that places do not have (`speaks for`, `with`)."""
    if not _SURE_LINK.search(link):
        return target
    return [replace(item, kind="organisation") if item.kind == "unsettled" else item for item in target]


_OWNER = re.compile(r"([^']{2,40})'s [^']+$")
