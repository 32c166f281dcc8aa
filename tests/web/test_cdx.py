import json
from urllib.parse import parse_qsl

import pytest
from waybackpy import WaybackMachineCDXServerAPI
from waybackpy.cdx_snapshot import CDXSnapshot

from tests.web.archive.capture import Capture, Holdings
from tests.web.archive.cdx import FIELDS, look_up, write

HOLDINGS = Holdings(
    [
        Capture("http://a.example/page", "20100101000000", body=b"one"),
        Capture("http://a.example/page", "20120101000000", 404, body=b"none"),
        Capture("https://www.a.example/page/", "20140101000000", body=b"two"),
        Capture("http://a.example/page", "20140601000000", body=b"two", revisit=True),
        Capture("http://a.example/page", "20200101000000", 302, {"Location": "/"}, b""),
        Capture("http://a.example/page/below", "20110101000000"),
        Capture("http://a.example/other", "20110202000000"),
        Capture("http://sub.a.example/page", "20110303000000"),
        Capture("http://b.example/page", "20110404000000"),
    ]
)
PAGE = "url=a.example/page"


def _rows(parameters: str) -> list[str]:
    """What a query finds, each row as time and status."""
    page = look_up(HOLDINGS, parse_qsl(parameters))
    return [f"{row['timestamp'][:4]} {row['statuscode']}" for row in page.rows]


@pytest.mark.parametrize(
    ("parameters", "rows"),
    [
        (PAGE, ["2010 200", "2012 404", "2014 200", "2014 -", "2020 302"]),
        ("url=https://www.A.example:443/page/", ["2010 200", "2012 404", "2014 200", "2014 -", "2020 302"]),
        ("url=c.example", []),
        (f"{PAGE}&limit=2", ["2010 200", "2012 404"]),
        (f"{PAGE}&limit=-1", ["2020 302"]),
        (f"{PAGE}&limit=-2", ["2014 -", "2020 302"]),
        (f"{PAGE}&limit=2&offset=1", ["2012 404", "2014 200"]),
        (f"{PAGE}&from=2014", ["2014 200", "2014 -", "2020 302"]),
        (f"{PAGE}&to=2012", ["2010 200", "2012 404"]),
        (f"{PAGE}&from=20140101000001&to=201406", ["2014 -"]),
        (f"{PAGE}&filter=statuscode:200", ["2010 200", "2014 200"]),
        (f"{PAGE}&filter=!statuscode:200", ["2012 404", "2014 -", "2020 302"]),
        (f"{PAGE}&filter=statuscode:[45]..", ["2012 404"]),
        (f"{PAGE}&filter=statuscode:20", []),
        (f"{PAGE}&filter=statuscode:200&filter=timestamp:2014.*", ["2014 200"]),
        (f"{PAGE}&filter=mimetype:warc/revisit", ["2014 -"]),
        (f"{PAGE}&collapse=timestamp:4", ["2010 200", "2012 404", "2014 200", "2020 302"]),
        (f"{PAGE}&collapse=digest", ["2010 200", "2012 404", "2014 200", "2020 302"]),
        (f"{PAGE}&collapse=timestamp:2", ["2010 200"]),
        (f"{PAGE}&sort=reverse&limit=1", ["2020 302"]),
        (f"{PAGE}&closest=20130801000000&sort=closest", ["2014 200", "2014 -", "2012 404", "2010 200", "2020 302"]),
        (f"{PAGE}&closest=2013&sort=closest&limit=1", ["2014 200"]),
        (f"{PAGE}&closest=20130801000000", ["2010 200", "2012 404", "2014 200", "2014 -", "2020 302"]),
        (f"{PAGE}&gzip=false&unheard=of", ["2010 200", "2012 404", "2014 200", "2014 -", "2020 302"]),
    ],
)
def test_queries(parameters: str, rows: list[str]) -> None:
    assert _rows(parameters) == rows


@pytest.mark.parametrize(
    ("parameters", "rows"),
    [
        ("url=a.example/page&matchType=prefix&from=2011&to=2011", ["2011 200"]),
        ("url=a.example/page*&from=2011&to=2011", ["2011 200"]),
        ("url=a.example/*&from=2011&to=2011", ["2011 200", "2011 200"]),
        ("url=a.example&matchType=host&from=2011&to=2011", ["2011 200", "2011 200"]),
        ("url=a.example&matchType=domain&from=2011&to=2011", ["2011 200", "2011 200", "2011 200"]),
        ("url=*.a.example&from=2011&to=2011", ["2011 200", "2011 200", "2011 200"]),
        ("url=a.example&matchType=exact", []),
    ],
)
def test_scopes(parameters: str, rows: list[str]) -> None:
    assert _rows(parameters) == rows


def test_a_resume_key_leads_through_all_rows() -> None:
    found, key = [], ""
    while key is not None:
        query = [("url", "a.example/page"), ("limit", "2"), ("showResumeKey", "true"), ("resumeKey", key)]
        page = look_up(HOLDINGS, query)
        found += [row["timestamp"] for row in page.rows]
        key = page.resume_key
    assert found == sorted(found)
    assert len(found) == 5


def _written(parameters: str) -> str:
    query = parse_qsl(parameters)
    return write(look_up(HOLDINGS, query), dict(query)).decode()


def test_text_has_seven_fields_a_line() -> None:
    line = _written(f"{PAGE}&limit=1")
    digest = "7YC3ZXG4JEUACJ4BUXY2FJ34XNJZRYIG"
    assert line.split() == [
        "example,a)/page",
        "20100101000000",
        "http://a.example/page",
        "text/html",
        "200",
        digest,
        "301",
    ]


def test_json_begins_with_the_names() -> None:
    names, row = json.loads(_written(f"{PAGE}&limit=1&output=json"))
    assert tuple(names) == FIELDS
    assert row[1] == "20100101000000"


def test_nothing_found_is_an_empty_array_or_nothing() -> None:
    assert _written("url=c.example&output=json") == "[]"
    assert _written("url=c.example") == ""


def test_fields_come_as_asked() -> None:
    assert _written(f"{PAGE}&fl=statuscode,timestamp&limit=2") == "200 20100101000000\n404 20120101000000\n"
    assert json.loads(_written(f"{PAGE}&fl=original&limit=1&output=json")) == [["original"], ["http://a.example/page"]]


def test_a_resume_key_stands_after_an_empty_row() -> None:
    key = "example%2Ca%29%2Fpage+20120101000000"
    assert _written(f"{PAGE}&fl=timestamp&limit=1&showResumeKey=true") == f"20100101000000\n\n{key}\n"
    assert json.loads(_written(f"{PAGE}&limit=1&showResumeKey=true&output=json"))[2:] == [[], [key]]


def test_no_resume_key_stands_at_the_end() -> None:
    assert _written(f"{PAGE}&fl=timestamp&limit=5&showResumeKey=true").count("\n") == 5


def test_waybackpy_can_read_every_row() -> None:
    api = WaybackMachineCDXServerAPI("a.example/page")
    assert api.url == "a.example/page"
    snapshots = [CDXSnapshot(dict(zip(FIELDS, line.split(), strict=True))) for line in _written(PAGE).splitlines()]
    assert [each.datetime_timestamp.year for each in snapshots] == [2010, 2012, 2014, 2014, 2020]
