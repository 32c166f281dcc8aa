"""Pages of registrars, hosts, control panels and site builders that stand where a site was, whoever made them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby

from crawler.evidence.address import host_of
from crawler.evidence.page import Page
from crawler.evidence.places import is_front
from crawler.judge.carried import FIELDS
from crawler.judge.fingerprint import data, find
from crawler.judge.matter import prose_length
from crawler.judge.rule import Case
from crawler.judge.rules.cited_title import is_generic, title_score
from crawler.judge.rules.cited_words import carried_anywhere
from crawler.judge.rules.identity import same_as_made_up
from crawler.judge.rules.walls import login, outage
from crawler.judge.verdict import Signal
from crawler.judge.wording import DIFFERENT, FIRST_UNPARTED, places_of, plain

SUBJECTS = 2
"""Subjects of the trade that a page speaks of which stands where a site was; its state is another sign."""

FIRST_SUBJECTS = ("name", "space", "builder")
"""One of these is among them: every shop has an owner, and many a page speaks of brokers."""

LONGEST = 1_500
"""Characters of the longest text on such a page."""

WHOLE = 4_000
"""Characters of all its texts: it may sell its maker's goods, but who says more has a site to show."""

MOST_ABOUT_A_NAME = 500
"""Characters of a page that speaks of a name by showing it, as brokers and registrars do."""

NEAR = 200
"""Characters between a state and what it is said of: a sentence or two."""

_MORE_PARTED = ("\u1e00", "\u1fff")
"""Letters of Vietnamese and old Greek, which stand among them."""

_WRITTEN_WITH = "(?:[הבלמשכו]{1,3}|[وفبلك]{1,2}(?:ال|ل)?|ال)?"
"""Articles and particles that Hebrew and Arabic write in one with the word that follows."""


def hosted_no_more(case: Case) -> Signal | None:
    """A short page about the name, the space or the making of a site says that the site is not to be seen.

    It counts where it stands for a whole site: a made-up address shows it too, it is the front page that was cited,
    or it stands at another host and names the cited one.
    """
    page = case.page
    if page is None or not _may_be(case) or not _stands_for_the_site(case) or _in_the_way(case):
        return None
    state = _state_in(plain(f"{' . '.join(case.titles)} . {page.text[:WHOLE]}"), _own_name(case, page))
    if state is None or carried_anywhere(case).found in FIELDS - {"date"}:
        return None
    return Signal(
        rule="takeover/hosting",
        reason="parked",
        weight=0.94,
        sentence=f"The site's host or registrar speaks in its place (“{state}”): the site is not there.",
    )


def _may_be(case: Case) -> bool:
    """Whether it is a page of little text that is not the cited work, and the citation is not about hosting itself."""
    page = case.page
    if page is None or page.kind != "html" or not case.fetch.succeeded:
        return False
    if page.text_length > WHOLE or prose_length(page) > LONGEST or title_score(case) >= DIFFERENT:
        return False
    cited = case.citation
    titles = (title for title in cited.titles if not is_generic(title))
    return _first_subject().search(plain(" . ".join((*titles, cited.work, cited.publisher)))) is None


def _in_the_way(case: Case) -> bool:
    """Whether something else stands before a site that is there."""
    return find("walls", case) is not None or outage(case) is not None or login(case) is not None


def _own_name(case: Case, page: Page) -> str:
    """The host's name, where the page is titled so or has so little to say that this may be its matter.

    Many a foot carries it.
    """
    host = host_of(case.fetch.final_url).removeprefix("www.")
    titled_so = any(plain(title).removeprefix("www.").startswith(host) for title in case.titles)
    return host if titled_so or prose_length(page) <= MOST_ABOUT_A_NAME else ""


def _state_in(text: str, host: str = "") -> str | None:
    """What a plain text says of a site, if it speaks of such things and nowhere says that the site will be back."""
    spoken = {name for name, words in _subjects().items() if words.search(text)}
    named = list(places_of(host, text)) if host else []
    if named:
        spoken.add("name")
    if len(spoken) < SUBJECTS or spoken.isdisjoint(FIRST_SUBJECTS) or _not_yet().search(text):
        return None
    places = [*named, *(subject.start() for subject in _first_subject().finditer(text))]
    for said in _states().finditer(text):
        if any(said.start() - NEAR <= place <= said.end() + NEAR for place in places):
            return said[0].strip()
    return None


def _stands_for_the_site(case: Case) -> bool:
    """Whether the page is there instead of all pages of the site."""
    if same_as_made_up(case) or is_front(case.address):
        return True
    host = host_of(case.address).removeprefix("www.")
    elsewhere = host_of(case.fetch.final_url).removeprefix("www.") != host
    return elsewhere and case.page is not None and host in plain(f"{' '.join(case.titles)} {case.page.text}")


@cache
def _subjects() -> Mapping[str, re.Pattern[str]]:
    return {name: _any_of(_words(name)) for name in (*FIRST_SUBJECTS, "owner", "trade")}


@cache
def _first_subject() -> re.Pattern[str]:
    return _any_of(word for name in FIRST_SUBJECTS for word in _words(name))


@cache
def _states() -> re.Pattern[str]:
    return _any_of(_words("states"))


@cache
def _not_yet() -> re.Pattern[str]:
    return _any_of(_words("not_yet"))


def _words(name: str) -> list[str]:
    """The entries of all languages under one name, in plain form."""
    return [plain(word) for words in data("hosting")["languages"].values() for word in words.get(name, ())]


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """What finds one of the words: at the beginning of a word, or anywhere in scripts that do not part words."""
    entries = set(words)
    parted = {word for word in entries if all(map(_is_parted, word))}
    return re.compile(rf"\b{_WRITTEN_WITH}{_either(parted)}|{_either(entries - parted)}")


def _is_parted(letter: str) -> bool:
    return letter < FIRST_UNPARTED or _MORE_PARTED[0] <= letter <= _MORE_PARTED[1]


def _either(words: Iterable[str]) -> str:
    """An expression of many words, by first letters: a search need not try them all at every place of a text."""
    groups = groupby(sorted(words), key=lambda word: word[0])
    return "(?:" + "|".join(f"{re.escape(first)}(?:{_rests(group)})" for first, group in groups) + ")"


def _rests(words: Iterable[str]) -> str:
    rests = sorted((word[1:] for word in words), key=len, reverse=True)
    return "|".join(re.escape(rest.removesuffix("$")) + (r"\b" if rest.endswith("$") else "") for rest in rests)
