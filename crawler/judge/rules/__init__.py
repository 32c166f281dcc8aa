"""The rules of the judge. To add one: write the function, list it here, add its cases to its test."""

from crawler.judge.rule import Rule
from crawler.judge.rules.absence import (
    canonical_elsewhere,
    markup_says_so,
    not_for_indexing,
    taken_back,
    text_names_page,
    text_says_so,
    title_implies_so,
    title_says_so,
)
from crawler.judge.rules.another import another_work
from crawler.judge.rules.bare_name import bare_name
from crawler.judge.rules.body import unreadable
from crawler.judge.rules.byline import byline
from crawler.judge.rules.drift import emptied, replaced
from crawler.judge.rules.edition import another_edition
from crawler.judge.rules.hosting import hosted_no_more
from crawler.judge.rules.identity import answers, moved, quoted, same_work
from crawler.judge.rules.kept import kept
from crawler.judge.rules.network import failed
from crawler.judge.rules.pleas import plea
from crawler.judge.rules.probe import answers_everything
from crawler.judge.rules.searched import found_nothing
from crawler.judge.rules.sent_away import address_says_so, front_page, section_page
from crawler.judge.rules.shop import shop
from crawler.judge.rules.status import status
from crawler.judge.rules.strangers import strangers
from crawler.judge.rules.takeover import named_after_domain, other_hands, parked, usurped
from crawler.judge.rules.thin import denies_something, tells_of_loss
from crawler.judge.rules.title_words import title_in_parts
from crawler.judge.rules.walls import login, outage, paywall, wall
from crawler.judge.rules.within_site import front_page_here, own_page, sent_elsewhere, sent_to_front, tombstone

RULES: tuple[Rule, ...] = (
    failed,
    status,
    unreadable,
    wall,
    outage,
    login,
    plea,
    paywall,
    markup_says_so,
    taken_back,
    title_says_so,
    title_implies_so,
    text_says_so,
    tells_of_loss,
    denies_something,
    text_names_page,
    address_says_so,
    found_nothing,
    not_for_indexing,
    canonical_elsewhere,
    front_page,
    section_page,
    parked,
    named_after_domain,
    hosted_no_more,
    bare_name,
    usurped,
    other_hands,
    strangers,
    shop,
    answers_everything,
    front_page_here,
    another_work,
    another_edition,
    sent_to_front,
    sent_elsewhere,
    tombstone,
    replaced,
    emptied,
    kept,
    same_work,
    quoted,
    byline,
    title_in_parts,
    answers,
    own_page,
    moved,
)
