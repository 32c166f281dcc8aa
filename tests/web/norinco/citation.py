"""A footnote in the HTML that Wikipedia's citation templates leave: list item, cite element and COinS."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

from tests.web.norinco.footnotes import Footnote

NEWS = ("Reuters", "Axios", "The New York Times", "LA Times", "Politico", "Time")


def list_item(note: Footnote, uses: int) -> str:
    """The footnote in the list at the article's foot; `uses` is how often the article cites it."""
    key = f"cite_note-{note.name}-{note.number}" if note.name else f"cite_note-{note.number}"
    return (
        f'<li id="{key}"><span class="mw-cite-backlink">{_backlinks(note, uses)}</span> '
        f'<span class="reference-text">{_cite(note)}{_coins(note)}</span>\n</li>'
    )


def _backlinks(note: Footnote, uses: int) -> str:
    if uses == 1:
        back = f"cite_ref-{note.name}_{note.number}-0" if note.name else f"cite_ref-{note.number}"
        return f'<b><a href="#{back}" aria-label="Jump up" title="Jump up">^</a></b>'
    links = (
        f'<a href="#cite_ref-{note.name}_{note.number}-{use}"><sup><i><b>{"abcdefgh"[use]}</b></i></sup></a>'
        for use in range(uses)
    )
    return f"^ {' '.join(links)}"


def _cite(note: Footnote) -> str:
    kind = "news" if note.work in NEWS else "web"
    year = note.date[-4:] if note.date[-4:].isdigit() and "-" not in note.date[-4:] else note.date[:4]
    names = "".join(author.split(", ")[0].replace(" ", "_") for author in note.author)
    key = f' id="CITEREF{names}{year}"' if note.author else ""
    return f'<cite{key} class="citation {kind} cs1">{_words(note)}</cite>'


def _words(note: Footnote) -> str:
    """The words of the citation, in the order of the templates, with a full stop after each part."""
    leads_to = note.url if note.url_status in ("", "live") else note.archive_url
    parts = [
        *_people_and_date(note),
        _link(leads_to, f'"{escape(note.title, quote=False)}"'),
        f"<i>{escape(note.work)}</i>" if note.work else "",
        escape(note.publisher),
        "" if note.author else escape(note.date),
        _issn(note.issn) if note.issn else "",
        _archived(note),
    ]
    quoted = f" <q>{escape(note.quote, quote=False)}</q>" if note.quote else ""
    return f"{'. '.join(filter(None, parts))}{_retrieved(note)}.{quoted}"


def _people_and_date(note: Footnote) -> tuple[str, ...]:
    """The authors with the date, then the editors; without an author the date stands further on."""
    if not note.author:
        return ()
    authors = escape("; ".join(note.author)) + (f" ({escape(note.date)})" if note.date else "")
    return (authors, f"{escape('; '.join(note.editor))} (ed.)") if note.editor else (authors,)


def _archived(note: Footnote) -> str:
    if not note.snapshot:
        return ""
    if note.url_status == "unfit":  # The templates hide an address that nobody should follow.
        return f"Archived from the original on {escape(note.archive_date)}"
    if note.url_status == "dead":
        return f"Archived from {_link(note.url, 'the original')} on {escape(note.archive_date)}"
    return f"{_link(note.archive_url, 'Archived')} from the original on {escape(note.archive_date)}"


def _retrieved(note: Footnote) -> str:
    if not note.access_date:
        return ""
    return (
        f'<span class="reference-accessdate">. Retrieved <span class="nowrap">{escape(note.access_date)}</span></span>'
    )


def _issn(issn: str) -> str:
    link = _link(f"https://search.worldcat.org/issn/{issn}", issn)
    return f'<a href="/wiki/ISSN_(identifier)" class="mw-redirect" title="ISSN (identifier)">ISSN</a>&nbsp;{link}'


def _link(url: str, label: str) -> str:
    return f'<a rel="nofollow" class="external text" href="{escape(url)}">{label}</a>'


def _coins(note: Footnote) -> str:
    """The same facts for programs (OpenURL ContextObject in a span)."""
    facts = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"),
        ("rft.genre", "unknown"),
        *([("rft.jtitle", note.work)] if note.work else []),
        ("rft.atitle", note.title),
        *([("rft.date", note.date)] if note.date else []),
        *([("rft.issn", note.issn)] if note.issn else []),
        *(("rft.au", author) for author in note.author),
        *([("rft_id", note.url)] if note.url_status != "unfit" else []),
        ("rfr_id", "info:sid/en.wikipedia.org:Norinco"),
    ]
    return f'<span title="{escape(urlencode(facts))}" class="Z3988"></span>'
