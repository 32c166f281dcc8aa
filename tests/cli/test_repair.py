"""`citewatch repair`: proposals shown and written, into references.yaml or an article, and pages saved."""

from __future__ import annotations

import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.references.document import load
from tests.program import ROOT, Ended, Program
from tests.web.archive import Capture
from tests.web.archive.save import KEPT_AT, Desk, saving_archive
from tests.web.page import CITED, html_page, story_page
from tests.web.server import Web
from tests.web.site import Answer, site

DEAD, KEPT, LOST, ALIVE = (f"https://{name}.example/story" for name in ("dead", "kept", "lost", "alive"))
SNAPSHOT = f"https://web.archive.org/web/20200105060708/{DEAD}"
GONE = Answer(404, {}, html_page("Not found", "There is no such page."))
FOUND = Answer(200, {}, story_page())
CAPTURES = (Capture(DEAD, "20200105060708", body=story_page()), Capture(KEPT, "20200105060708", body=story_page()))
CITATIONS = [
    {"title": CITED, "url": DEAD, "access-date": "2020-01-02"},
    {"title": CITED, "url": KEPT},
    {"title": CITED, "url": LOST},
    {"title": CITED, "url": ALIVE},
]
KEYS = {"CITEWATCH_SPN_KEY": "somekey", "CITEWATCH_SPN_SECRET": "somesecret"}
STRANGE = {"CITEWATCH_SPN_KEY": "strangekey", "CITEWATCH_SPN_SECRET": "strangesecret"}


def test_the_stand_ins_repairs_hold(program: Program) -> None:
    """After `repair --write` the next check finds nothing that needs an archive address."""
    shutil.copyfile(ROOT / "references.yaml", program.folder / "references.yaml")
    program.run("sync", "--write", *program.network())
    program.check()
    flags = {flag["flag"] for row in program.rows().values() for flag in row["flags"]}
    assert "needs-archive-url" in flags

    shown = program.run("repair")
    assert shown.status == 0, shown.err
    assert "--write" in shown.out
    assert "+++ references.yaml" in shown.out
    before = load(program.folder / "references.yaml")
    assert program.run("repair", "--write").status == 0
    after = load(program.folder / "references.yaml")
    changed = [ours.number for ours, theirs in zip(before.references, after.references, strict=True) if ours != theirs]
    assert set(changed) >= {3, 9, 15}

    assert program.check().status in (0, 1)
    flags = {flag["flag"] for row in program.rows().values() for flag in row["flags"]}
    assert "needs-archive-url" not in flags
    assert program.run("repair").out == "Nothing to repair.\n"


def test_without_a_run_there_is_nothing_to_go_by(program: Program) -> None:
    program.cite([{"title": "A"}])
    ended = program.run("repair")
    assert ended.status == 2
    assert "citewatch check" in ended.err


Judged = Callable[..., tuple[Program, Desk, Web]]


@pytest.fixture
def judged(make_program: Callable[[Web], Program], request: pytest.FixtureRequest) -> Judged:
    """A program that has checked CITATIONS, on a web of its own that serves until the test ends."""

    def check(**desk_is: object) -> tuple[Program, Desk, Web]:
        desk = Desk(**desk_is)  # type: ignore[arg-type] # a test names only what it is about
        sites = [
            site("dead.example", {"*": GONE}),
            site("lost.example", {"*": GONE}),
            site("kept.example", {"*": FOUND}),
            site("alive.example", {"*": FOUND}),
            saving_archive(desk, CAPTURES),
        ]
        web = Web(sites)
        web.__enter__()
        request.addfinalizer(lambda: web.__exit__(None, None, None))
        program = replace(make_program(web), settings=("CITEWATCH_SAVE_PER_MINUTE=0",))
        program.cite(CITATIONS)
        ended = program.check()
        assert ended.status == 1, ended.err
        web.reset()
        return program, desk, web

    return check


def test_proposals_are_shown_with_their_grounds_and_written_when_told(judged: Judged) -> None:
    program, _, web = judged()
    path = program.folder / "references.yaml"
    before = path.read_text(encoding="utf-8")
    shown = program.run("repair")
    assert shown.status == 0, shown.err
    for words in (
        "[1] The last keepers",
        "dead/not-found",
        SNAPSHOT,
        "captured: 2020-01-05",
        "evidence: runs/",
        "--write",
    ):
        assert words in shown.out, words
    assert path.read_text(encoding="utf-8") == before
    assert web.requests == [], "repairs are made of what is known"
    written = program.run("repair", "--write")
    assert "1 footnote changed" in written.out
    assert load(path).references[0].archive_url == SNAPSHOT


NEVER_JUDGED = {
    "another list": ("other.yaml", "references:\n- {number: 1, url: https://o.example/}\n", ["None of the 1 source"]),
    "a list without addresses": ("other.yaml", "references:\n- {number: 1, title: T}\n", ["citewatch sync"]),
    "another article": ("other.wikitext", "{{cite web|url=https://o.example/}} [https://p.example/ P]", ["2 sources"]),
    "no source": ("other.wikitext", "An article about nothing.", ["no source", "{{cite ...}}"]),
    "no wikitext": ("other.wikitext", "%PDF-1.7 \x00\x01 obj", ["no source", "{{cite ...}}"]),
}


def test_what_was_never_judged_is_not_well(judged: Judged) -> None:
    """One program for all: nothing is asked and nothing written."""
    program, _, web = judged()
    for name, text, words in NEVER_JUDGED.values():
        file = program.folder / name
        file.write_text(text, encoding="utf-8")
        ended = program.run("repair", "--write", *(["--wikitext"] if name.endswith("text") else []), str(file))
        assert ended.status == 2, ended.out
        assert "Nothing to repair" not in ended.out
        assert all(word in ended.err for word in (name, *words)), ended.err
        assert file.read_text(encoding="utf-8") == text
    file.write_text(f"{{{{cite web|url={KEPT}}}}} [https://p.example/ P]", encoding="utf-8")
    ended = program.run("repair", "--wikitext", str(file))
    assert (ended.status, ended.out) == (0, "Nothing to repair.\n")
    assert "1 of the 2 sources" in ended.err
    assert "nothing is known (line 1)." in ended.err
    file.write_text(f"{{{{cite web|url={KEPT}}}}}\n" + "* https://p.example/\n" * 12, encoding="utf-8")
    assert "(line 2, line 3, " in (said := program.run("repair", "--wikitext", str(file)).err)
    assert "line 11 and 2 more)." in said
    program.cite([*CITATIONS, {"title": "New", "url": "https://p.example/"}])
    ended = program.run("repair")
    assert "nothing is known ([5])." in ended.err
    assert (
        "Not repairable: [3]: No snapshot in the archives that were asked shows the work: look in others, or find "
        "another source." in ended.err
    )
    assert web.requests == []


def test_a_citation_changed_since_is_said_to_be_left_alone(judged: Judged) -> None:
    program, _, _ = judged()
    program.cite([{**CITATIONS[0], "url": "https://elsewhere.example/"}, *CITATIONS[1:]])
    ended = program.run("repair", "--write")
    assert ended.status == 0
    assert "[1] is left alone: its url changed" in ended.err
    assert "Nothing to repair." in ended.out


ARTICLE = (
    "\ufeff{{Use dmy dates|date=May 2020}}\r\n"
    f'A.<ref name="a">{{{{cite web |url={DEAD} |title=T }}}}</ref> B.<ref name="a" />  \r\n'
    f"<!-- {{{{cite web|url={DEAD}}}}} -->* [{LOST} T]\r\n\r\n{{{{foo|{DEAD}}}}}\u2028x\x00\t"
)
REPAIRED = ARTICLE.replace(
    f"url={DEAD} |title",
    f"url={DEAD} |archive-url={SNAPSHOT} |archive-date=5 January 2020 |url-status=dead |title",
)


def _dated(text: str, ended: Ended) -> str:
    month = next(line for line in ended.out.splitlines() if "dead link|date=" in line)
    tag = month[month.index("{{dead link") : month.index("}}", month.index("{{dead link")) + 2]
    return text.replace(f"[{LOST} T]", f"[{LOST} T] {tag}")


def test_an_article_is_repaired_to_the_byte(judged: Judged) -> None:
    program, _, _ = judged()
    article = program.folder / "article.wikitext"
    article.write_bytes(ARTICLE.encode())
    article.chmod(0o640)
    shown = program.run("repair", "--wikitext", str(article))
    assert shown.status == 0, shown.err
    assert "--- article.wikitext" in shown.out
    assert "Line 2, {{cite web}}, judged as [1]" in shown.out
    assert "{{foo}} is left alone" in shown.err
    assert article.read_bytes() == ARTICLE.encode()

    written = program.run("repair", "--wikitext", str(article), "--write")
    assert written.status == 0, written.err
    assert "2 sources changed" in written.out
    assert article.read_bytes() == _dated(REPAIRED, written).encode()
    assert article.stat().st_mode & 0o777 == 0o640
    assert "Nothing to repair." in program.run("repair", "--wikitext", str(article), "--write").out


def test_what_a_stand_in_run_made_up_is_not_for_an_article(program: Program) -> None:
    program.cite(CITATIONS[:1])
    program.check("-s", "CITEWATCH_WEB=replay")
    article = program.folder / "article.wikitext"
    article.write_text(f"{{{{cite web|url={DEAD}|title={CITED}}}}}")
    written = program.run("repair", "--wikitext", str(article), "--write")
    assert written.status == 0, written.err
    assert written.out.endswith(
        "1 source changed. The run was a stand-in, and its outcomes are made up: save none of it in an article.\n"
    )


def test_an_article_in_another_encoding_is_refused(judged: Judged) -> None:
    program, _, _ = judged()
    article = program.folder / "article.wikitext"
    content = f"first\n{{{{cite web|url={DEAD}|title=".encode() + b"caf\xe9}}\n"
    article.write_bytes(content)
    ended = program.run("repair", "--wikitext", str(article), "--write")
    assert ended.status == 2
    assert f"{article}:2: byte" in ended.err
    assert "0xe9" in ended.err
    assert article.read_bytes() == content


WRONG = {
    "no such article": (["--wikitext", "missing.wikitext"], "missing.wikitext"),
    "both": (["--wikitext", "references.yaml", "--save"], "not both"),
    "a setting": (["--save", "-s", "CITEWATCH_SAVE_PER_MINUTE=often"], "CITEWATCH_SAVE_PER_MINUTE"),
}


@pytest.mark.parametrize(("words", "said"), WRONG.values(), ids=list(WRONG))
def test_wrong_usage_does_nothing(judged: Judged, words: list[str], said: str) -> None:
    program, _, web = judged()
    ended = program.run("repair", *program.network(), *words)
    assert ended.status == 2
    assert said in ended.err
    assert web.requests == []


def _save(program: Program, **environment: str) -> Ended:
    return replace(program, environment=environment).run("repair", "--save", *program.network())


def test_nothing_is_saved_unless_told(judged: Judged) -> None:
    program, desk, _ = judged()
    program.run("repair", "--write", *program.network())
    assert desk.kept == {}


@pytest.mark.parametrize("keys", [{}, KEYS], ids=["anybody", "a user"])
def test_a_living_page_that_the_archive_lacks_is_saved(judged: Judged, keys: dict[str, str]) -> None:
    program, desk, web = judged()
    before = (program.folder / "references.yaml").read_bytes()
    ended = _save(program, **keys)
    assert ended.status == 0, ended.err
    assert list(desk.kept) == [ALIVE]
    assert f"[4] {ALIVE}: saved: https://web.archive.org/web/{KEPT_AT}/{ALIVE}" in ended.out
    assert (program.folder / "references.yaml").read_bytes() == before, "it has not been judged yet"
    assert {each.host for each in web.requests} == {"web.archive.org"}

    program.check()
    row = program.rows()["4"]
    assert (row["archive"]["state"], row["health"]) == ("good", "healthy")
    assert "Nothing to save" in _save(program, **keys).out


NOT_SAVED = {
    "refused": ({"refuses": {ALIVE: "blocked-url"}}, 0, "not saved: The archive does not keep addresses of this kind"),
    "too much": ({"fault": "rate-limited"}, 3, "not saved: The archive says that this is too much"),
    "down": ({"fault": "unavailable"}, 3, "not saved: The archive's own server fails (503)"),
    "without a word": ({"fault": "wordless"}, 3, "did not say whether it kept the page"),
}


@pytest.mark.parametrize(("desk", "status", "words"), NOT_SAVED.values(), ids=list(NOT_SAVED))
def test_a_page_that_is_not_saved_is_told_and_the_run_stands(
    judged: Judged, desk: dict[str, object], status: int, words: str
) -> None:
    program, _, _ = judged(**desk)
    ended = _save(program)
    assert ended.status == status, ended.err
    assert f"[4] {ALIVE}: " in ended.out
    assert words in ended.out
    assert "[1] The last keepers" in ended.out, "the proposals are shown all the same"
    assert "Traceback" not in ended.err


def test_keys_are_shown_nowhere(judged: Judged) -> None:
    program, _, _ = judged(refuses={ALIVE: "no-access"})
    ended = _save(program, **KEYS)
    unknown = _save(program, **STRANGE)
    assert (ended.status, unknown.status) == (0, 3)
    said = ended.out + ended.err + unknown.out + unknown.err
    files = [path for folder in (program.folder, program.state) for path in folder.rglob("*") if path.is_file()]
    assert files
    for secret in (*KEYS.values(), *STRANGE.values()):
        assert secret not in said
        assert not any(secret.encode() in path.read_bytes() for path in files)


def test_half_a_key_is_bad_usage(judged: Judged) -> None:
    program, _, web = judged()
    ended = _save(program, CITEWATCH_SPN_KEY="somekey")
    assert ended.status == 2
    assert "CITEWATCH_SPN_SECRET" in ended.err
    assert "somekey" not in ended.err
    assert web.requests == []


def test_a_signal_ends_it_and_what_was_saved_was_told(judged: Judged) -> None:
    program, _, web = judged(fault="never-done")
    with replace(program, environment=KEYS).start("repair", "--save", *program.network()) as process:
        while not any("/save/status/" in each.target for each in web.requests):
            assert process.poll() is None
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 3
    assert "\nInterrupted.\n" in err, "what is not repairable was named before"
    assert "as the user of your keys" in out


def test_saving_without_a_network_is_a_message(judged: Judged, tmp_path: Path) -> None:
    program, _, _ = judged()
    offline = Program(tmp_path)
    ended = offline.run("repair", "--save", *offline.network())
    assert ended.status == 3
    assert "The archive cannot be asked" in ended.out
    assert program.folder == tmp_path
