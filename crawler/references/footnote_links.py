"""The addresses behind a footnote's links: which is the cited page, which its snapshot, and what that says of the page.

Wikipedia's templates print two layouts. While the page lives, the title leads to it and "Archived" to the snapshot;
once it is dead, the title leads to the snapshot and "the original" to the page. Of an unfit or usurped page the words
"the original" are no link, and the title leads to the snapshot, which holds the page's address or is not the cited one.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bs4 import Tag

from crawler.references.citation import Citation
from crawler.references.footnote import clean
from crawler.references.printed_addresses import embedded

_IDENTIFIER = re.compile(
    r"10\.\d{4,9}/\S+|\d{4}-\d{3}[\dX]|[\d-]{5,17}[\dX]?|[A-Z]{2,6}\s?(?!(?:19|20)\d\d$)\d+", re.ASCII
)
# "PMC 123456", but not a source's name with its year: "ACME 2011".
_ORIGINAL = re.compile(r"Archived(?: \(\w+\))? from the original", re.ASCII | re.IGNORECASE)


def with_links(citation: Citation, footnote: Tag, cited: str = "") -> Citation:
    """The citation with `url`, `url-status` and `archive-url` as the footnote's links give them.

    `cited` is the cited address that a hidden record names; it stands in where no link leads there. Without either the
    citation keeps the addresses that its text prints.
    """
    links = [link for link in footnote.find_all("a", href=True) if not _is_identifier(link)]
    outside = [(clean(link.get_text()), address) for link in links if (address := _address(link))]
    if not outside and not cited:
        return citation
    title, snapshot, original = _roles(outside)
    from_original = bool(_ORIGINAL.search(clean(footnote.get_text())))
    if snapshot:
        return _with(citation, title or cited, snapshot, "live" if from_original and title else "")
    if original:
        return _with(citation, original, title, "dead" if title else "")
    if from_original and (cited or embedded(title)):
        return _with(citation, cited if cited != title else "", title, "")
    return _with(citation, title or cited, "", "")


def _roles(links: list[tuple[str, str]]) -> tuple[str, str, str]:
    """The addresses behind the title, "Archived" and "the original"; "" where the footnote has no such link."""
    labelled = {label.lower(): address for label, address in reversed(links)}
    snapshot, original = labelled.get("archived", ""), labelled.get("the original", "")
    addresses = [address for label, address in links if label.lower() not in ("archived", "the original")]
    title = addresses[0] if addresses else ""
    if title and not snapshot and not original:
        # Wikis in other languages call these links otherwise, but a snapshot's address holds the page's.
        snapshot = next((address for address in addresses[1:] if _holds(address, title)), "")
        original = next((address for address in addresses[1:] if _holds(title, address)), "")
    return title, snapshot, original


def _holds(snapshot: str, address: str) -> bool:
    """Whether an address has another within, as a part of its own: other hosts may end as the page's does."""
    page = address.partition("://")[2].rstrip("/")
    within = snapshot.partition("://")[2]
    return bool(page) and any(f"{before}{page}" in within for before in ("/", "=", "%2F", "%2f"))


def _is_identifier(link: Tag) -> bool:
    """Whether a link leads to a register (DOI, JSTOR ...): its number, behind a link to what the register is."""
    if _IDENTIFIER.fullmatch(clean(link.get_text())):
        return True
    before = link.find_previous("a", href=True)
    return isinstance(before, Tag) and str(before.get("href")).endswith("_(identifier)")


def _with(citation: Citation, url: str, archive_url: str, status: str) -> Citation:
    source = "article" if url else ""
    return replace(citation, url=url, url_source=source, archive_url=archive_url, url_status=status)


def _address(link: Tag) -> str:
    """Where a link leads outside the wiki; "" where it stays inside."""
    target = clean(str(link.get("href") or ""))
    if target.startswith("//") and "external" in (link.get("class") or []):
        return f"https:{target}"
    outside = "external" in (link.get("class") or []) or "mw:ExtLink" in (link.get("rel") or [])
    return target if outside and re.match(r"[a-zA-Z][a-zA-Z+.-]*:", target) else ""
