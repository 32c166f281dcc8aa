"""`python -m tests.web.moved`: how many new addresses of dead pages are found, and how many wrongly.

Works of our own writing, each dead at its old address in every one of the ways of HOMES. What is proposed is held
against where the work really stands.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.program import Program
from tests.web.archive import Capture, archive_site
from tests.web.page import html_document, html_page
from tests.web.server import Web
from tests.web.site import NO_SUCH_PAGE, Answer, Route, redirect, site
from tests.web.texts import FOLDER, paragraphs

HTML = {"Content-Type": "text/html; charset=utf-8"}
CAPTURED, REDIRECTED = "20140307120000", "20180501120000"
FURNITURE = ("News of the coast, the islands and the sea.", "Read on: boats for sale; the tides of the week; letters.")


@dataclass(frozen=True, slots=True)
class Work:
    """One text under its title, and two others of the same site."""

    name: str
    title: str
    texts: tuple[str, ...]
    others: tuple[str, ...]

    def page(self, *texts: str, title: str = "") -> bytes:
        """A page of the site with the text, or with others."""
        return html_page(f"{title or self.title} - The Courier", *FURNITURE, *(texts or self.texts))


@dataclass(frozen=True, slots=True)
class Home:
    """What became of a work: what stands at the address that captured redirects name, and where the work stands.

    `pages` are the routes of the new host; `stands` is the path at which the work stands there ("" where it stands
    nowhere). `kept` and `redirected` say what the archive has of the old address, `quoted` that the citation quotes.
    """

    pages: Callable[[Work], Mapping[str, Route]]
    stands: str = ""
    leads: str = "/2018/story"
    kept: bool = True
    redirected: str = REDIRECTED
    quoted: bool = False


def _at(body: Callable[[Work], bytes], path: str = "/2018/story") -> Callable[[Work], Mapping[str, Route]]:
    return lambda work: {path: Answer(200, HTML, body(work))}


def _same(work: Work) -> bytes:
    return work.page()


def _another_layout(work: Work) -> bytes:
    body = "".join(f"<section><p>{text}</p></section>" for text in work.texts)
    return html_document(f"{work.title} | Courier Archive", f"<nav>Home</nav><h2>{work.title}</h2>{body}<p>Contact</p>")


def _corrected(work: Work) -> bytes:
    return work.page(*work.texts, "Correction: an earlier version of this story gave the wrong year.")


def _rewritten(work: Work) -> bytes:
    return work.page(*work.others)


def _beginning(work: Work) -> bytes:
    return work.page(work.texts[0][:120], *work.others)


def _list(work: Work) -> bytes:
    return work.page(*(f"{work.title}. {text[:60]}" for text in work.others), title="All stories")


def _another_year(work: Work) -> bytes:
    return work.page(*work.others, title=f"{work.title} (2018)")


def _says_absent(work: Work) -> bytes:
    return work.page("Sorry, the page that you asked for could not be found.", title="Page not found")


def _for_sale(work: Work) -> bytes:  # noqa: ARG001 (one signature for all)
    return html_page("new.example is for sale", "This domain is for sale. Buy this domain.")


def _login(work: Work) -> bytes:
    form = '<form action="/login" method="post"><input type="password" name="word"></form>'
    return html_document(work.title, f"<h1>Log in</h1><p>Please log in to read on.</p>{form}")


HOMES: Mapping[str, Home] = {
    "moved as it was": Home(_at(_same), stands="/2018/story"),
    "moved into another layout": Home(_at(_another_layout), stands="/2018/story"),
    "moved, and corrected": Home(_at(_corrected), stands="/2018/story"),
    "moved once more since": Home(
        lambda work: {"/2018/story": redirect("/2024/story", 301), "/2024/story": Answer(200, HTML, work.page())},
        stands="/2024/story",
    ),
    "moved, no snapshot, a quote is cited": Home(_at(_same), stands="/2018/story", kept=False, quoted=True),
    "moved, no snapshot, nothing is quoted": Home(_at(_same), stands="/2018/story", kept=False),
    "moved, no redirect was captured": Home(_at(_same), stands="/2018/story", redirected=""),
    "moved before it was read": Home(_at(_same), stands="/2018/story", redirected="20120101120000"),
    "to the front page": Home(_at(_same, "/"), leads="/"),
    "to a list that names it": Home(_at(_list)),
    "to another text under its title": Home(_at(_rewritten)),
    "to its beginning and other texts": Home(_at(_beginning)),
    "to the same of another year": Home(_at(_another_year)),
    "to a page that says it is gone": Home(_at(_says_absent)),
    "to nothing": Home(lambda _: {}),
    "to a domain for sale": Home(_at(_for_sale)),
    "to a login": Home(_at(_login)),
}


@dataclass(frozen=True, slots=True)
class Measured:
    """How many works moved to where they stand today, of these how many were found; how many were named wrongly."""

    works: int
    standing: int
    found: int
    wrong: int
    by_home: Mapping[str, str]

    def __str__(self) -> str:
        share = self.found / self.standing
        summary = (
            f"{self.works} dead pages, {self.standing} of them stand elsewhere: {self.found} found ({share:.0%}), "
            f"{self.wrong} wrong addresses proposed."
        )
        lines = (f"{figures:>16}  {home}" for home, figures in self.by_home.items())
        return "\n".join((summary, "found, wrong, of so many:", *lines))


def works() -> list[Work]:
    """The texts of the stand-in web, each with the next two for other texts of its site."""
    names = sorted(path.stem for path in FOLDER.glob("*.txt"))
    texts = [paragraphs(name) for name in names]
    whole = [(name, text) for name, text in zip(names, texts, strict=True) if sum(map(len, text)) > 500]
    return [
        Work(name, _title(text), text, whole[(place + 1) % len(whole)][1] + whole[(place + 2) % len(whole)][1])
        for place, (name, text) in enumerate(whole)
    ]


def measure(folder: Path, cited: Iterable[Work]) -> Measured:
    """Checks the works in every way of HOMES in one run in `folder`, and counts."""
    every = tuple(cited)
    cases = [(work, name, f"{work.name}-{place}") for place, name in enumerate(HOMES) for work in every]
    captures = [capture for work, name, host in cases for capture in _captures(work, HOMES[name], host)]
    homes = [site(f"new-{host}.example", HOMES[name].pages(work)) for work, name, host in cases]
    gone = [site(f"old-{host}.example", {"*": NO_SUCH_PAGE}) for _, _, host in cases]
    with Web([archive_site(captures), *homes, *gone]) as web:
        program = Program(folder, web)
        program.cite([_citation(work, HOMES[name], host) for work, name, host in cases])
        program.check()
        rows = program.latest()["references"]
    return _counted(cases, [_proposed(row) for row in rows])


def _counted(cases: list[tuple[Work, str, str]], proposed: list[str]) -> Measured:
    found, wrong, each = Counter[str](), Counter[str](), Counter[str]()
    for (_, name, host), address in zip(cases, proposed, strict=True):
        each[name] += 1
        stands = f"https://new-{host}.example{HOMES[name].stands}" if HOMES[name].stands else None
        found[name] += address == stands
        wrong[name] += address not in ("", stands)
    return Measured(
        works=len(cases),
        standing=sum(each[name] for name, home in HOMES.items() if home.stands),
        found=found.total(),
        wrong=wrong.total(),
        by_home={name: f"{found[name]}, {wrong[name]} of {each[name]}" for name in HOMES},
    )


def _proposed(row: Mapping[str, Any]) -> str:
    address: str = ((row["suggestion"] or {}).get("changes") or {}).get("url", "")
    return address


def _title(text: tuple[str, ...]) -> str:
    """The first words of a text, as a title of it."""
    return " ".join(text[0].split()[:7]).strip(".,;:")


def _captures(work: Work, home: Home, host: str) -> list[Capture]:
    old = f"https://old-{host}.example/story"
    kept = [Capture(old, CAPTURED, headers=HTML, body=work.page())] if home.kept else []
    to = {"Location": f"https://new-{host}.example{home.leads}"}
    moved = [Capture(old, home.redirected, status=301, headers=to)] if home.redirected else []
    return [*kept, *moved]


def _citation(work: Work, home: Home, host: str) -> dict[str, Any]:
    quote = {"quote": work.texts[-1][:90].rpartition(" ")[0]} if home.quoted else {}
    return {"title": work.title, "url": f"https://old-{host}.example/story", "access-date": "2014-04-01", **quote}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="moved-") as made:
        run = Path(made, "run")
        run.mkdir()
        sys.stdout.write(f"{measure(run, works())}\n")
