from collections import Counter

import pytest

from benchmarks.politeness import one_large, zipf
from benchmarks.table import markdown
from benchmarks.work import Work, addresses, body, even, references, title
from crawler.references import json_lines


def test_the_list_reads_back_as_the_work() -> None:
    listed = json_lines.parse("".join(references(even(7, snapshots=True, hosts=3)))).references
    assert [citation.number for citation in listed] == [1, 2, 3, 4, 5, 6, 7]
    assert listed[4].url == "http://h1.example/p/4"
    assert listed[4].archive_url.endswith("/web/20140307120000/http://h1.example/p/4")
    assert not json_lines.parse("".join(references(even(7, snapshots=False)))).references[4].archive_url


def test_other_tools_get_the_same_pages_under_as_many_addresses() -> None:
    work = even(600, snapshots=True, hosts=500)
    listed = list(addresses(work, 80, 443))
    assert len(listed) == work.addresses == 1200
    assert len({each.split("/")[2] for each in listed}) == 501
    assert listed[2:4] == [
        "http://127.0.1.2:80/p/1",
        "https://127.0.9.9:443/web/20140307120000id_/http://h1.example/p/1",
    ]


def test_each_page_carries_its_title() -> None:
    assert title(3) != title(4)
    assert body(3).count(title(3).encode()) == 4
    assert 15_000 < len(body(3)) < 25_000


@pytest.mark.parametrize("count", [100, 1_000])
def test_zipf_gives_the_first_host_the_most_and_every_host_one(count: int) -> None:
    hosts = Counter(zipf(count, hosts=20))
    shares = [hosts[host] for host in range(20)]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == pytest.approx(2 * shares[1], abs=1)
    assert min(shares) >= 1
    assert sum(shares) == pytest.approx(count, rel=0.05)


def test_a_fifth_of_all_is_on_one_host() -> None:
    hosts = Counter(one_large(1_000, hosts=11))
    assert hosts[0] == 200
    assert {hosts[host] for host in range(1, 11)} == {80}


def test_work_counts_its_addresses() -> None:
    assert Work(hosts=(0, 1, 1), snapshots=False).addresses == 3
    assert Work(hosts=(0, 1, 1), snapshots=True).addresses == 6


def test_a_table_has_the_columns_of_all_its_rows() -> None:
    assert markdown([{"tool": "a", "ms": 1.5}, {"tool": "bb", "note": "not here"}, {"tool": "c", "ms": 12_000}]) == (
        "| tool | ms     | note     |\n"
        "| ---- | ------ | -------- |\n"
        "| a    | 1.50   |          |\n"
        "| bb   |        | not here |\n"
        "| c    | 12,000 |          |\n"
    )
