"""PDFs: the title and the text of the first pages; any bytes at all give an answer within the limits."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.evidence.pdf import MAX_PAGES, MAX_TEXT, Pdf, read_pdf
from crawler.evidence.pdf_process import facts_of
from crawler.evidence.reading import read_page
from tests.evidence.pdfs import only_page, pdf, stream

REPORT = pdf(
    ["Ferry strike ends after eleven days", "by Ada Holm", "The crews of the nor-", "thern ferries went back."],
    ["The first boat left at six."],
    title="Ferry strike ends",
    author="Ada Holm",
)
LOOP = (
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    b"2 0 obj\n<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>\nendobj\n"
)
HOSTILE = {
    "nothing but the mark": b"%PDF-1.4",
    "noise": b"%PDF-1.4\n" + b"\xff" * 10_000,
    "pages that hold themselves": LOOP,
    "lists inside lists": b"%PDF-1.4\n1 0 obj\n" + b"[" * 1_000_000 + b"\nendobj\ntrailer<</Root 1 0 R>>\n",
    "a quarter of a million objects": b"%PDF-1.4\n" + b"1 0 obj\n" * 250_000,
    "a stream that swells to 180 MB": only_page(stream(b"BT (a) Tj " * 18_000_000)),
    "a table of contents that is not there": b"%PDF-1.4\nstartxref\n999999999\n%%EOF\n",
    "locked": b"%PDF-1.4\ntrailer<</Encrypt 1 0 R /Root 1 0 R>>\nstartxref\n9\n%%EOF\n",
}


def test_title_author_date_and_text() -> None:
    text = (
        "Ferry strike ends after eleven days by Ada Holm The crews of the northern ferries went back. "
        "The first boat left at six."
    )
    assert read_pdf(REPORT) == Pdf("Ferry strike ends", "Ada Holm", "20140306", text, whole=True)


def test_a_module_of_the_working_directory_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pypdf.py").write_text("from pathlib import Path\nPath('was-run').touch()\n")
    assert read_pdf(REPORT).title == "Ferry strike ends"
    assert not Path("was-run").exists()


def test_only_the_first_pages_are_read() -> None:
    found = read_pdf(pdf(*([f"page {number}"] for number in range(MAX_PAGES + 1))))
    assert (found.text.split()[-1], found.whole) == (str(MAX_PAGES - 1), False)


def test_a_long_text_is_cut() -> None:
    found = read_pdf(pdf(["ferry " * 200] * 20, ["more"]))
    assert (len(found.text), found.whole) == (MAX_TEXT, False)


@pytest.mark.parametrize("part", [0.75, 0.6, 0.5])
def test_a_file_that_is_cut_off_shows_the_pages_before_the_cut(part: float) -> None:
    found = read_pdf(REPORT[: int(len(REPORT) * part)])
    assert found.text.startswith("Ferry strike ends after eleven days")
    assert not found.whole


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_has_no_text_and_ends_in_time(body: bytes) -> None:
    found = read_pdf(body)
    assert (found.text, found.whole) == ("", False)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.integers(0, len(REPORT)))
def test_any_bytes_inside_a_pdf_are_read_or_refused(noise: bytes, place: int) -> None:
    try:
        found = facts_of(REPORT[:place] + noise + REPORT[place + len(noise) :])
    except Exception:  # noqa: BLE001 - read_pdf makes an empty Pdf of whatever pypdf raises
        return
    assert len(found.text) <= MAX_TEXT


def test_the_page_of_a_pdf() -> None:
    page = read_page(REPORT, url="https://courier.example/report.pdf", content_type="application/pdf")
    assert (page.kind, page.whole, page.authors) == ("pdf", True, ("Ada Holm",))
    assert [(title.source, title.text) for title in page.titles] == [("pdf", "Ferry strike ends")]
    assert page.text_length == len(page.text) > 0
