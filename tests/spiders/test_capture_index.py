import asyncio

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response

from crawler.evidence.search import Search
from crawler.spiders.capture_index import FIRST_SHARE, INDEX_SLOT, NO_TURN, SECOND_SHARE, CaptureIndex
from crawler.web.budget import BUDGET_SPENT, PATIENCE_SHARE
from crawler.web.left_alone import NOT_ASKED

ADDRESS = "https://fine.example/article"
ROW = (
    b'[["urlkey","timestamp","original","mimetype","statuscode","digest","length"],'
    b'["example,fine)/article","20200101000000","https://fine.example/article","text/html","200","AAAA","900"]]'
)
JSON = {"Content-Type": "application/json"}


class _Library:
    """Answers each question with the next of these; an exception is raised."""

    def __init__(self, *answers: Response | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[Request] = []
        self.told: list[Search] = []

    async def download(self, request: Request) -> Response:
        self.asked.append(request)
        answer = self.answers.pop(0)
        await asyncio.sleep(0)
        if isinstance(answer, Exception):
            raise answer
        return answer.replace(request=request)

    def index(self, known: dict[str, Search] | None = None) -> CaptureIndex:
        return CaptureIndex(self.download, known or {}, self.told.append)


def _answer(body: bytes, status: int = 200, flags: tuple[str, ...] = (), **headers: str) -> Response:
    return Response(
        "https://web.archive.org/cdx/search/cdx", status, headers={**JSON, **headers}, body=body, flags=list(flags)
    )


@pytest.mark.parametrize(
    ("answer", "failure", "count", "empty"),
    [
        (_answer(ROW), "", 1, 0),
        (_answer(b"[]"), "", 0, 1),
        (_answer(b""), "archive-unreachable", 0, 0),
        (_answer(ROW[:-40]), "archive-unreachable", 0, 0),
        (_answer(ROW, flags=("dataloss",)), "archive-unreachable", 0, 0),
        (_answer(b"[]", flags=("broken-encoding",)), "archive-unreachable", 0, 0),
        (_answer(b"<html>We are doing some work.</html>"), "archive-unreachable", 0, 0),
        (_answer(b"[]", 500), "archive-unreachable", 0, 0),
        (_answer(b"[]", 302), "archive-unreachable", 0, 0),
        (_answer(b"[]", 429), "rate-limited", 0, 0),
        (_answer(b"AdministrativeAccessControlException", 403), "excluded", 0, 0),
        (DownloadTimeoutError("too slow"), "archive-unreachable", 0, 0),
    ],
)
def test_what_an_answer_says(answer: Response | Exception, failure: str, count: int, empty: int) -> None:
    library = _Library(answer)
    search = asyncio.run(library.index().search(ADDRESS, "2020-01-02"))
    assert (search.failure, len(search.captures), search.empty) == (failure, count, empty)
    assert bool(search.detail) == bool(failure)
    assert library.told == [search]


def test_questions_have_the_slot_of_the_index() -> None:
    library = _Library(_answer(ROW))
    asyncio.run(library.index().search(ADDRESS, None))
    assert library.asked[0].meta["download_slot"] == INDEX_SLOT


def test_first_questions_leave_patience_for_the_second() -> None:
    library = _Library(_answer(b"[]"), _answer(b"[]"))

    async def twice() -> None:
        index = library.index()
        await index.search(ADDRESS, None)
        await index.search_otherwise(ADDRESS)

    asyncio.run(twice())
    assert [request.meta[PATIENCE_SHARE] for request in library.asked] == [FIRST_SHARE, SECOND_SHARE]
    assert 0 < FIRST_SHARE < SECOND_SHARE == 1


def test_a_question_that_had_no_turn_says_so() -> None:
    library = _Library(_answer(b"", 429, (NOT_ASKED, BUDGET_SPENT)))
    search = asyncio.run(library.index().search(ADDRESS, None))
    assert (search.failure, search.detail, search.record) == ("rate-limited", NO_TURN, "")


def test_an_address_is_asked_about_once_even_at_the_same_time() -> None:
    library = _Library(_answer(ROW))

    async def thrice() -> list[Search]:
        index = library.index()
        return await asyncio.gather(*(index.search(ADDRESS, None) for _ in range(3)))

    assert len(set(map(id, asyncio.run(thrice())))) == 1
    assert len(library.told) == 1


def test_what_is_known_is_not_asked() -> None:
    library = _Library()
    known = Search(address=ADDRESS, asked_at="2026-03-01T12:00:00Z", empty=2)
    assert asyncio.run(library.index({ADDRESS: known}).search(ADDRESS, None)) is known
    assert library.told == []


def test_the_second_question_is_another_and_counts_on() -> None:
    library = _Library(_answer(b"[]"), _answer(b"[]"))

    async def twice() -> tuple[Search, Search, Search]:
        index = library.index()
        first = await index.search(ADDRESS, None)
        return (first, *await asyncio.gather(index.search_otherwise(ADDRESS), index.search_otherwise(ADDRESS)))

    first, second, again = asyncio.run(twice())
    assert (first.empty, second.empty) == (1, 2)
    assert second is again
    assert len({request.url for request in library.asked}) == 2


def test_the_second_question_can_be_asked_of_what_an_earlier_run_began() -> None:
    library = _Library(_answer(b"[]"))
    known = Search(address=ADDRESS, asked_at="2026-03-01T12:00:00Z", empty=1)
    assert asyncio.run(library.index({ADDRESS: known}).search_otherwise(ADDRESS)).empty == 2
