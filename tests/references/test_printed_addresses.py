from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.references.printed_addresses import Addresses, cut

LIVE = "https://example.org/a"
SNAP = "https://web.archive.org/web/20190101000000/https://example.org/a"
SHORT = "https://archive.example/abcd"

CASES: dict[str, tuple[str, tuple[str, str, str]]] = {
    "behind the title": (f'"Bare". {LIVE}.', ('"Bare".', LIVE, "")),
    "alone": (LIVE, ("", LIVE, "")),
    "in angle brackets": (f'"Bare". <{LIVE}>.', ('"Bare".', LIVE, "")),
    "in parentheses, as a printed page has it": (f'"T" ({LIVE}). Bee.', ('"T". Bee.', LIVE, "")),
    "between title and date": (f'Smith, J. "T" {LIVE} Retrieved 2020.', ('Smith, J. "T". Retrieved 2020.', LIVE, "")),
    "a bracket of its own": ('"T". https://example.org/A_(b).', ('"T".', "https://example.org/A_(b)", "")),
    "a comma behind": (f'"T", {LIVE}, Retrieved 2020.', ('"T". Retrieved 2020.', LIVE, "")),
    "retrieved from": (f'"T". Retrieved May 1, 2020, from {LIVE}.', ('"T". Retrieved May 1, 2020.', LIVE, "")),
    "behind the date": (f'"T". Retrieved 2020-01-01. {LIVE}', ('"T". Retrieved 2020-01-01.', LIVE, "")),
    "available at": (f'"T". Available at: {LIVE}', ('"T".', LIVE, "")),
    "a snapshot": (
        f'"T". {LIVE}. Archived from the original on 2019-01-01: {SNAP}. Retrieved 2020.',
        ('"T". Archived from the original on 2019-01-01. Retrieved 2020.', LIVE, SNAP),
    ),
    "a snapshot without more words": (f'"T". {LIVE}. Archived {SNAP}.', ('"T".', LIVE, SNAP)),
    "a snapshot at": (f'"T". {LIVE}. Archived at {SNAP}. Retrieved 2020.', ('"T". Retrieved 2020.', LIVE, SNAP)),
    "a snapshot alone": (
        f'"T". Archived from the original {SNAP} on 2019-01-01.',
        ('"T". Archived from the original on 2019-01-01.', "", SNAP),
    ),
    "a snapshot whose address does not tell": (
        f'"T". {LIVE}. Archived from the original {SHORT} on 2019-01-01.',
        ('"T". Archived from the original on 2019-01-01.', LIVE, SHORT),
    ),
    "a printed page that lives": (
        f'"T" ({LIVE}). Bee. Archived ({SNAP}) from the original ({LIVE}) on 2019-01-01.',
        ('"T". Bee. Archived from the original on 2019-01-01.', LIVE, SNAP),
    ),
    "a printed page that is dead": (
        f'"T" ({SNAP}). Bee. Archived from the original ({LIVE}) on 2019-01-01.',
        ('"T". Bee. Archived from the original on 2019-01-01.', LIVE, SNAP),
    ),
    "within a title": (f'"What {LIVE} says". Bee.', (f'"What {LIVE} says". Bee.', "", "")),
    "within curly quotes": (f"“What {LIVE} says”. Bee.", (f"“What {LIVE} says”. Bee.", "", "")),
    "within a quotation": (
        f'"T". Retrieved 2020. He wrote to {LIVE} then.',
        (f'"T". Retrieved 2020. He wrote to {LIVE} then.', "", ""),
    ),
    "within a quotation behind a snapshot's date": (
        f'"T". Archived from the original on 2019. See {LIVE}.',
        (f'"T". Archived from the original on 2019. See {LIVE}.', "", ""),
    ),
    "a title that says Archived": (f'"Archived tea". {LIVE}. Bee.', ('"Archived tea". Bee.', LIVE, "")),
    "Chinese punctuation": (f"《北方》，{LIVE}，2020", ("《北方》， ，2020", LIVE, "")),  # noqa: RUF001 - its own comma
    "no address": ("Nothing. https:// is none.", ("Nothing. https:// is none.", "", "")),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_addresses(text: str, expected: tuple[str, str, str]) -> None:
    found = cut(text)
    assert (found.rest, found.url, found.archive_url) == expected
    assert not found.more


def test_further_addresses_are_kept_apart() -> None:
    assert cut(f'"T". {LIVE}. {SHORT}.') == Addresses(rest='"T".', url=LIVE, more=[SHORT])


@given(st.lists(st.sampled_from([LIVE, SNAP, "Archived ", "Retrieved ", '"', "(", ")", ". "]) | st.text(max_size=6)))
@settings(max_examples=300, deadline=None)
def test_any_text_is_cut_into_addresses_that_stood_in_it(parts: list[str]) -> None:
    text = " ".join("".join(parts).split())
    found = cut(text)
    assert all(address in text for address in (found.url, found.archive_url, *found.more))
    assert len(found.rest) <= len(text)


@pytest.mark.parametrize("text", ["https://a " * 5_000, "https://a" + ")" * 20_000, "Archived https://a/ " * 5_000])
def test_hostile_text_takes_its_time_and_no_more(text: str) -> None:
    assert cut(text).url + cut(text).archive_url
