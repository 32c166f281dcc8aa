"""Pages as news sites make them, of about 20 KB, made up of a few words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from random import Random

SITE = "https://courier.example"
WORDS = """
harbour ferry strike island council budget minister report water school night morning agreement crew
captain potato piano letter river station the of and to in a was by on with for at from that this had been not but
""".split()  # noqa: SIM905 - a list of them would fill the screen


def sentence(random: Random, words: int) -> str:
    """So many words, the first with a capital, and a full stop."""
    return f"{' '.join(random.choice(WORDS) for _ in range(words)).capitalize()}."


def news_page(random: Random, title: str, texts: Sequence[str], links: int) -> bytes:
    """A page with the head, menus, teasers and footer of a news site."""
    menu = "".join(f'<li class="menu-item"><a href="/s/{at}">{sentence(random, 2)}</a></li>' for at in range(links))
    teasers = "".join(
        f'<div class="teaser"><a href="/a/{at}"><img src="/i/{at}.jpg" alt=""><h3>{sentence(random, 6)}</h3></a>'
        f'<time datetime="2019-05-0{at % 9 + 1}">May</time><p>{sentence(random, 14)}</p></div>'
        for at in range(14)
    )
    facts = {"@type": "NewsArticle", "headline": title, "datePublished": "2014-03-06", "author": {"name": "Ada Holm"}}
    matter = "".join(f"<p>{text} <a href='/x'>{sentence(random, 3)}</a></p>" for text in texts)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | Coast Courier</title>'
        f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="Coast Courier">'
        f'<meta name="author" content="Ada Holm"><link rel="canonical" href="{SITE}/2014"><style>{".a{b:c}" * 60}'
        f'</style><script>{"var a = 1;" * 90}</script><script type="application/ld+json">{json.dumps(facts)}</script>'
        f'</head><body><header><nav><ul>{menu}</ul></nav></header><main><article><h1>{title}</h1><p class="byline">By '
        f"Ada Holm</p>{matter}</article><aside>{teasers}</aside></main><footer>{sentence(random, 40)}</footer></body>"
    ).encode()
