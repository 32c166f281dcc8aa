"""Another page of a site that lets us in stands at the cited address: its front page, or somebody else's work."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.evidence.page import Page
from crawler.evidence.places import is_front
from crawler.judge.carried import A_WORD_OR_TWO, Held
from crawler.judge.dating import dates_in, read_date
from crawler.judge.fields import author_in
from crawler.judge.language import has_sentences
from crawler.judge.likeness import ENOUGH, shingles
from crawler.judge.matter import ENOUGH_TEXT, is_dense, is_longer_than_a_notice, matter, told_by
from crawler.judge.pauses import may_be_a_pause
from crawler.judge.rule import Case, once
from crawler.judge.rules.byline import FIRST_LINES
from crawler.judge.rules.cited_title import is_generic, title_score
from crawler.judge.rules.cited_words import carried
from crawler.judge.rules.identity import same_as_made_up
from crawler.judge.rules.kept import GONE, kept_of
from crawler.judge.rules.site import ABSENT, BEGINNING, gated, tells_apart
from crawler.judge.verdict import Signal
from crawler.references.citation import Citation
from crawler.references.dates import iso_date

MANY_WORDS, FEW_WORDS = 3, 2
"""Words of a title, beside those of its site, that a page of the work would hardly avoid all."""

MANY_LETTERS = 16
"""Letters of two such words: long words name less."""

ALIKE = 0.75
"""Titles that differ this much may share letters by chance: their words decide."""

OTHER_AUTHOR, LATER, MOST = 0.5, 0.4, 0.88
"""What other authors and a later date weigh beside that, and the most that all of it does."""

_YEARS = re.compile(r"(?<!\d)(?:1[0-9]|20)\d\d(?!\d)")

YEAR, MONTH = len("2019"), len("2019-09")


@once
def another_work(case: Case) -> Signal | None:
    """A page with a text of its own, which carries nothing of the citation, at a site that lets us in.

    The site tells the addresses that it has from a made-up one, and its front page opens: so the page is no wall. Its
    title could be one that the citing editor changed, but then its text would have some of its words.
    """
    page, probe = case.page, case.probe
    if page is None or probe is None or page.kind != "html" or not case.fetch.succeeded or is_front(case.address):
        return None
    if title_score(case) >= ALIKE or is_generic(case.citation.title) or _still_kept(case):
        return None
    if not (probe.status in ABSENT or probe.succeeded) or same_as_made_up(case) or not tells_apart(case):
        return None
    return _nothing_of_it(case, page)


def _nothing_of_it(case: Case, page: Page) -> Signal | None:
    """The signal where a page of such a site has a text of its own, and carries nothing of the citation."""
    dense = is_dense(page)
    enough = ENOUGH // 2 if dense else ENOUGH
    if not (dense or len(matter(page)) >= ENOUGH_TEXT) or len(_own(page, case.site)) < enough:
        return None
    held = carried(case)
    if not has_sentences(matter(page)) and not _is_anothers_record(case, page, held):
        return None
    weight = _weight(case, page, held)
    if not weight or (held.found and not _shares_little(case, page, held)):
        return None
    return _held_back() if gated(case) or _may_be_a_pause(page) else _another(weight, held)


def _held_back() -> Signal:
    sentence = "The page has a text in which nothing of the cited work stands, and may hold the work back."
    return Signal(rule="site/held-back", reason="unclear", weight=0.7, sentence=sentence)


def _another(weight: float, held: Held) -> Signal:
    sentence = (
        "The site's front page opens, and the page at this address has a text of its own in which nothing of the "
        f"cited work stands, {_listed(held)}: another work stands there."
    )
    return Signal(rule="site/another-work", reason="replaced", weight=weight, sentence=sentence)


def _may_be_a_pause(page: Page) -> bool:
    """Whether a page of a notice's length may tell of an outage or of a limit: who says more tells something."""
    return not is_longer_than_a_notice(page) and may_be_a_pause(told_by(page)[:BEGINNING])


def _is_anothers_record(case: Case, page: Page, held: Held) -> bool:
    """Whether a page without sentences, such as a catalogue's record, has no author and no year that is cited.

    A year in the title is the work's own, and does for both.
    """
    cited = case.citation
    own = _YEARS.findall(cited.title)
    years = own or [year for year in [iso_date(cited.date)[:YEAR]] if year and _is_person(cited.author)]
    if not years or held.found or len(held.words) < MANY_WORDS:
        return False
    # What writes its years otherwise may name the same one.
    shown = _YEARS.findall(page.main)
    return bool(shown) and not any(year in page.text for year in years)


def _is_person(authors: Sequence[str]) -> bool:
    """Whether an author is a person, as "Holm, Ada" is: a record names no institution that shows it."""
    return any("," in author for author in authors)


def _still_kept(case: Case) -> bool:
    share = kept_of(case)
    return share is not None and share > GONE


def _own(page: Page, site: Sequence[Page]) -> frozenset[int]:
    """What of a page's text the site's other pages do not have."""
    return shingles(page.main).difference(*(shingles(each.text) for each in site))


def _weight(case: Case, page: Page, held: Held) -> float:
    """How much it weighs that nothing of the citation stands there: more where something else stands in its place."""
    if not held.comparable or not held.words:
        return 0.0
    many = len(held.words) >= MANY_WORDS or sum(map(len, held.words)) >= MANY_LETTERS
    silence = 0.7 if held.found else 0.84 if many else 0.6 if len(held.words) >= FEW_WORDS else 0.4
    others = OTHER_AUTHOR if author_in(case.citation.author, page).verdict == "differs" else 0.0
    later = LATER if _is_later(case.citation, page, case.fetch.asked_at) else 0.0
    return round(min(MOST, 1 - (1 - silence) * (1 - others) * (1 - later)), 2)


def _is_later(citation: Citation, page: Page, asked_at: str) -> bool:
    """Whether all days that the page names as its own, or first of all, lie after that of reading or publishing."""
    seen = [iso_date(day) for day in (citation.access_date, citation.date) if iso_date(day)]
    own = [read for stated in page.dates for read in read_date(stated.text)]
    own = own or list(dates_in(page.main[:FIRST_LINES]))
    # Many a page begins with the day on which it is read.
    own = [day for day in own if day[:MONTH] != asked_at[:MONTH]]
    return bool(seen and own) and min(own)[:YEAR] > max(seen)[:YEAR]


def _shares_little(case: Case, page: Page, held: Held) -> bool:
    """Whether all that the page has of the work is a word or two of a long title, as works of one kind have.

    Somebody else wrote it, or it is of a later year.
    """
    if held.found not in held.words or len(held.words) <= MANY_WORDS or held.share > A_WORD_OR_TWO:
        return False
    return author_in(case.citation.author, page).verdict == "differs" or _is_later(
        case.citation, page, case.fetch.asked_at
    )


def _listed(held: Held) -> str:
    missing = [word for word in held.words if word != held.found][:MANY_WORDS]
    return f"not even {', '.join(f'“{word}”' for word in missing)}"
