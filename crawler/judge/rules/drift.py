"""Something else where a snapshot shows the work: its text is gone, and what stands in its place is not it."""

from __future__ import annotations

from crawler.evidence.page import Page
from crawler.evidence.places import is_front
from crawler.judge.carried import FEW_WORDS, FIELDS, subject_kept
from crawler.judge.language import has_sentences, languages_of
from crawler.judge.matter import (
    A_LIST,
    A_STORY,
    ENOUGH_TEXT,
    LONGEST_NOTICE,
    has_prose,
    is_dense,
    matter,
    prose_length,
    told_by,
)
from crawler.judge.phrases import denies
from crawler.judge.rule import Case
from crawler.judge.rules.cited_title import title_score
from crawler.judge.rules.cited_words import carried
from crawler.judge.rules.identity import same_as_made_up
from crawler.judge.rules.kept import GONE, cited_no_more, kept_of
from crawler.judge.rules.pleas import FEW_LINKS
from crawler.judge.rules.site import ABSENT, gated, in_layout, tells_apart
from crawler.judge.verdict import Signal
from crawler.judge.wording import DIFFERENT, MATCH, plain, script, title_likeness

SHARED_BOXES = 0.25
"""The share that two works of another subject each may have in common: the boxes around each post of a forum."""

OTHER_SUBJECT = 0.3
"""The share of its most frequent words that two texts of one site may have in common by chance."""

SAME_KIND = 0.5
"""The same of two records or notices of one kind, where the other has no word of the cited title, and no author."""

NO_SUBJECT = 0.15
"""The same of texts that have nothing in common."""

A_WORD_OR_TWO = 0.34
"""The share of a title's told_by words that another text of the same site may have by chance."""

A_SMALL_MENU = 5
"""Links that a page of a small site has, and a page of a few words that stands in the way seldom."""

_READ = 160


def replaced(case: Case) -> Signal | None:
    """Neither title nor text of the work is left: other hands, where language or site changed too; else only doubt.

    A page that lives (a ticker, a list) changes all of its text and keeps its title, and what is cited of it.
    """
    page, before, share = case.page, case.before, kept_of(case)
    if share is None or page is None or before is None or page.text_length < ENOUGH_TEXT:
        return None
    if not cited_no_more(case) and not _has_neither(case, page, before, share):
        return None
    weight, what = _in_its_place(case, page, before)
    return Signal(
        rule="drift/replaced",
        reason="replaced",
        weight=weight,
        sentence=f"Nothing of the cited work that a snapshot shows is left: the page there is {what}.",
    )


def _has_neither(case: Case, page: Page, before: Page, share: float) -> bool:
    """Whether a page has neither the title nor the text, but for what the boxes of two works have in common."""
    if share > SHARED_BOXES or title_score(case) >= DIFFERENT:
        return False
    return share <= GONE or _is_about_something_else(case, page, before)


def _in_its_place(case: Case, page: Page, before: Page) -> tuple[float, str]:
    """How much it weighs that nothing is left, and what stands there. What may hold the work back weighs little."""
    if gated(case) or not has_sentences(matter(page)) or (_titled_as_before(case) and not cited_no_more(case)):
        return 0.6, "another"
    same_site = bool(page.site and before.site) and not _other_site(case)
    scripts = (script(page.main[:_READ]), script(before.main[:_READ]))
    if _changed(page.language[:2], before.language[:2]) or _changed(*scripts):
        # A site of several languages may choose ours.
        return (0.6 if same_site else 0.9), "in another language"
    if _other_site(case):
        return 0.85, "another site's"
    return _on_the_same_site(case, page, before)


def _on_the_same_site(case: Case, page: Page, before: Page) -> tuple[float, str]:
    """The same where only the subject can tell."""
    if same_as_made_up(case) or not (cited_no_more(case) or _is_about_something_else(case, page, before)):
        return 0.6, "another"
    if _is_ordinary(page):
        return 0.84, "about something else"
    if not _is_wholly_other(page, before):
        return 0.6, "another"
    # Where the site does not say which pages it has not, a short text is no proof by itself.
    return (0.84 if tells_apart(case) else 0.72), "about something else"


def emptied(case: Case) -> Signal | None:
    """Within the site's menus a few words deny something where a snapshot shows the work, and have nothing of it.

    The site lets us in, and says honestly which pages it has not.
    """
    page, before = case.page, case.before
    if page is None or before is None or page.kind != "html" or not case.fetch.succeeded:
        return None
    if title_score(case) >= DIFFERENT or prose_length(page) >= ENOUGH_TEXT or not has_prose(before):
        return None
    if case.probe is None or case.probe.status not in ABSENT:
        return None
    if not (tells_apart(case) and in_layout(case)) or gated(case) or same_as_made_up(case) or is_front(case.address):
        return None
    if not denies(told_by(page)) or not _is_about_something_else(case, page, before):
        return None
    return Signal(
        rule="drift/emptied",
        reason="soft-404",
        weight=0.82,
        sentence="Where a snapshot shows the work, the site has a few words of absence now, and none of the work's.",
    )


def _titled_as_before(case: Case) -> bool:
    """Whether the page has a title that it had, and that is not the whole site's: its text is renewed.

    Where the snapshot had the cited title, other headings that are the same are those of boxes.
    """
    beside = () if is_front(case.address) else (case.front, case.probe)
    everywhere = plain(" | ".join(_shown(each.page) for each in beside if each and each.page))
    had = list(case.before.titles) if case.before else []
    if any(title_likeness(cited, one.text) >= MATCH for cited in case.citation.titles for one in had):
        had = [title for title in had if title.source == "title"]
    own = [title for title in case.titles if plain(title) not in everywhere]
    return any(title_likeness(one.text, other) >= MATCH for one in had for other in own)


def _shown(page: Page) -> str:
    return " | ".join((*(title.text for title in page.titles), page.text))


def _is_ordinary(page: Page) -> bool:
    """Whether a page is one of a site's own: it says whose it is or of when, or has a text or a list, and menus."""
    if page.authors or page.dates or page.kind == "pdf":
        return True
    if len(matter(page)) >= LONGEST_NOTICE and len(page.leads) >= A_LIST and page.links >= A_SMALL_MENU:
        return True
    if has_prose(page):
        return page.links >= A_SMALL_MENU and (prose_length(page) >= A_STORY or is_dense(page))
    return page.links > FEW_LINKS and len(page.leads) >= A_LIST


def _is_wholly_other(page: Page, before: Page) -> bool:
    """Whether a page tells, in a language whose gates are known, of none of what the snapshot was about."""
    if not has_prose(page) or page.links < A_SMALL_MENU or not languages_of(matter(page)):
        return False
    return subject_kept(before, page) < NO_SUBJECT


def _is_about_something_else(case: Case, page: Page, before: Page) -> bool:
    """Whether a page has next to nothing of the citation, and not the subject that a snapshot shows."""
    held = carried(case)
    if held.found in FIELDS or held.share >= A_WORD_OR_TWO:
        return False
    nothing = not held.found and len(held.words) >= FEW_WORDS
    return subject_kept(before, page) < (SAME_KIND if nothing else OTHER_SUBJECT)


def _other_site(case: Case) -> bool:
    """Whether the site calls itself otherwise than it did."""
    page, before = case.page, case.before
    if page is None or before is None or not (page.site and before.site):
        return False
    return title_likeness(before.site, page.site) < DIFFERENT


def _changed(one: str, other: str) -> bool:
    return bool(one and other) and one != other
