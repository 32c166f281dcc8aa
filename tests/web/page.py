"""Pages of the stand-in web: HTML around texts of our own writing."""

from __future__ import annotations

import json
from html import escape

from tests.web.texts import paragraphs

CITED = "The last keepers of the Sandholm light"
"""The title of every working page of the broken web, so what a citation of any of its addresses should name."""

STORY = paragraphs("sandholm")


def html_page(title: str, *texts: str, head: str = "", charset: str = "utf-8", language: str = "en") -> bytes:
    """A plain page with a title, a heading and paragraphs; `head` is HTML for its head, texts are escaped."""
    text = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in texts)
    return html_document(title, f"<h1>{escape(title)}</h1>\n{text}", head=head, charset=charset, language=language)


def html_document(title: str, body: str, *, head: str = "", charset: str = "utf-8", language: str = "en") -> bytes:
    """A page with `body` as HTML, encoded as it says it is."""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="{charset}">\n'
        f"<title>{escape(title)}</title>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    ).encode(charset)


def story_page(title: str = CITED, *, head: str = "") -> bytes:
    """The story that every working page of the broken web tells."""
    return html_page(title, *STORY, head=head)


def article_page(
    title: str,
    texts: tuple[str, ...],
    *,
    work: str,
    authors: tuple[str, ...] = (),
    date: str = "",
    free: bool = True,
) -> bytes:
    """A news site's page: meta tags, JSON-LD, header, byline and footer around the paragraphs.

    `date` is ISO 8601; `free=False` marks the text as behind a paywall, in the words of schema.org.
    """
    facts: dict[str, object] = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": title}
    facts |= {"author": [{"@type": "Person", "name": author} for author in authors]} if authors else {}
    facts |= {"datePublished": date} if date else {}
    facts |= {} if free else {"isAccessibleForFree": False, "hasPart": PAYWALL_PART}
    head = [f'<meta property="og:title" content="{escape(title)}">']
    head += [f'<meta property="og:site_name" content="{escape(work)}">']
    head += [f'<meta name="author" content="{escape(author)}">' for author in authors]
    head += [f'<meta property="article:published_time" content="{date}">'] if date else []
    head += [f'<script type="application/ld+json">{json.dumps(facts)}</script>']
    byline = f'<p class="byline">By {escape(" and ".join(authors))}</p>' if authors else ""
    dateline = f'<time datetime="{date}">{date}</time>' if date else ""
    text = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in texts)
    body = (
        f'<header><a href="/">{escape(work)}</a> <nav><a href="/world">World</a> <a href="/business">Business</a>'
        f"</nav></header>\n<main><article>\n<h1>{escape(title)}</h1>\n{byline}\n{dateline}\n"
        f'<div class="article-body">\n{text}\n</div>\n</article></main>\n<footer>{escape(work)}</footer>'
    )
    return html_document(f"{title} - {work}" if work else title, body, head="\n".join(head))


PAYWALL_PART = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".article-body"}
