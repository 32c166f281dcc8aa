"""Articles with so many footnotes, in each format that an importer reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from benchmarks.pages import sentence
from crawler.references.citation import Article, Citation, References
from crawler.references.exporters import exporter_of


@dataclass(frozen=True, slots=True)
class Note:
    """One footnote with the sentence that it stands behind."""

    number: int
    claim: str
    title: str
    url: str


def notes(count: int, seed: int = 3) -> list[Note]:
    """The footnotes of one article."""
    random = Random(seed)  # noqa: S311 - the same article each time
    return [
        Note(number, sentence(random, 40), sentence(random, 7).rstrip("."), f"https://courier.example/2014/03/{number}")
        for number in range(1, count + 1)
    ]


def text(cited: list[Note]) -> str:
    """As a browser copies it from an article."""
    body = "\n\n".join(f"{each.claim}[{each.number}]" for each in cited)
    entries = "\n".join(
        f'{each.number}. ^ Holm, Ada (6 March 2014). "{each.title}". Coast Courier. {each.url}. Retrieved 7 March 2014.'
        for each in cited
    )
    return f"An article\n\n{body}\n\nReferences\n\n{entries}\n"


def wikitext(cited: list[Note]) -> str:
    """With citation templates."""
    body = "\n\n".join(
        f"{each.claim}<ref>{{{{cite news |last=Holm |first=Ada |date=6 March 2014 |title={each.title} |url={each.url} "
        f"|work=[[Coast Courier]] |access-date=7 March 2014}}}}</ref>"
        for each in cited
    )
    return f"'''An article''' is long.\n\n== Text ==\n{body}\n\n== References ==\n{{{{reflist}}}}\n"


def html(cited: list[Note]) -> str:
    """As a program that makes pages of Markdown prints it."""
    body = "".join(
        f'<p>{each.claim}<sup id="fnref:{each.number}"><a class="footnote-ref" href="#fn:{each.number}">{each.number}'
        "</a></sup></p>"
        for each in cited
    )
    entries = "".join(
        f'<li id="fn:{each.number}"><p>Holm, Ada (6 March 2014). <a href="{each.url}">"{each.title}"</a>. <i>Coast '
        f'Courier</i>. <a class="footnote-backref" href="#fnref:{each.number}">&#8617;</a></p></li>'
        for each in cited
    )
    return (
        f'<!DOCTYPE html><html><head><title>An article</title></head><body>{body}<div class="footnote"><hr><ol>'
        f"{entries}</ol></div></body></html>"
    )


def markdown(cited: list[Note]) -> str:
    """With footnotes as Pandoc and GitHub have them."""
    body = "\n\n".join(f"{each.claim}[^{each.number}]" for each in cited)
    entries = "\n".join(
        f'[^{each.number}]: Holm, Ada (2014). "[{each.title}]({each.url})". *Coast Courier*. Retrieved 2014-03-07.'
        for each in cited
    )
    return f"# An article\n\n{body}\n\n{entries}\n"


def references(cited: list[Note]) -> References:
    """The same as a list of references."""
    return References(
        article=Article(title="An article"),
        references=tuple(
            Citation(
                number=each.number,
                title=each.title,
                url=each.url,
                author=("Holm, Ada",),
                date="2014-03-06",
                work="Coast Courier",
            )
            for each in cited
        ),
    )


ARTICLES: Mapping[str, Callable[[list[Note]], str]] = {
    "text": text,
    "wikitext": wikitext,
    "html": html,
    "markdown": markdown,
    "csl": lambda cited: exporter_of("refs.csl.json")(references(cited)),
    "yaml": lambda cited: exporter_of("references.yaml")(references(cited)),
}
