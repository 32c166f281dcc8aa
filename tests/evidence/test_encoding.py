"""Bytes are read as browsers read them, whatever header, page and bytes say of each other."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.evidence.encoding import decode

CHINESE = "北方的渡船停航十一天"
TRADITIONAL = "渡船停駛十一天後恢復"
JAPANESE = "渡し船は十一日ぶりに動いた"
RUSSIAN = "Паромы снова ходят после забастовки"
FRENCH = "L'été où les bacs ne passaient plus"
KOREAN = "열하루 만에 배가 다시 떴다"


def document(text: str, meta: str = "", lang: str = "") -> str:
    declared = f'<meta charset="{meta}">' if meta else ""
    language = f' lang="{lang}"' if lang else ""
    return f"<!doctype html><html{language}><head>{declared}<title>{text}</title></head><body>{text}</body></html>"


READ = {
    # name: (text, bytes' encoding, header, meta, lang, host)
    "gbk, the header says so": (CHINESE, "gbk", "text/html; charset=gbk", "", "", "x.example"),
    "gbk, the page says gb2312": (CHINESE, "gbk", "text/html", "gb2312", "", "x.example"),
    "gbk, the header says utf-8 and the page gbk": (CHINESE, "gbk", "text/html; charset=utf-8", "gbk", "", "x.example"),
    "gbk, only the host's country says so": (CHINESE, "gbk", "text/html", "", "", "news.cn"),
    "big5, only the language says so": (TRADITIONAL, "big5", "", "", "zh-TW", "x.example"),
    "shift_jis, the header says so": (JAPANESE, "shift_jis", "text/html; charset=Shift_JIS", "", "", "x.example"),
    "shift_jis, only the host's country says so": (JAPANESE, "shift_jis", "text/html", "", "", "news.jp"),
    "euc-jp, only the language says so": (JAPANESE, "euc-jp", "text/html", "", "ja", "x.example"),
    "iso-2022-jp, by its escapes": (JAPANESE, "iso2022_jp", "text/html", "", "", "x.example"),
    "euc-kr, only the host's country says so": (KOREAN, "euc-kr", "text/html", "", "", "news.kr"),
    "windows-1251, the page says so": (RUSSIAN, "windows-1251", "text/html", "windows-1251", "", "x.example"),
    "windows-1251, only the host's country says so": (RUSSIAN, "windows-1251", "text/html", "", "", "news.ru"),
    "koi8-r, the header says so": (RUSSIAN, "koi8-r", 'text/html; charset="koi8-r"', "", "", "x.example"),
    "utf-16 with a mark": (RUSSIAN, "utf-16", "text/html", "", "", "x.example"),
    "utf-16 with a mark, the header says otherwise": (RUSSIAN, "utf-16", "text/html; charset=gbk", "", "", "x.example"),
    "utf-16 big-endian, the header says so": (RUSSIAN, "utf-16-be", "text/html; charset=utf-16be", "", "", "x.example"),
    "utf-16 little-endian without any word": (RUSSIAN, "utf-16-le", "text/html", "", "", "x.example"),
    "utf-16 big-endian without any word": (RUSSIAN, "utf-16-be", "text/html", "", "", "x.example"),
    "utf-8 with a mark": (RUSSIAN, "utf-8-sig", "text/html", "", "", "x.example"),
    "utf-8, the header says latin-1": (FRENCH, "utf-8", "text/html; charset=iso-8859-1", "utf-8", "", "x.example"),
    "utf-8, everybody says latin-1": (FRENCH, "utf-8", "text/html; charset=latin-1", "latin-1", "", "x.example"),
    "utf-8, the page says utf-16 in ASCII": (RUSSIAN, "utf-8", "text/html", "utf-16", "", "x.example"),
    "utf-8 in Russia": (RUSSIAN, "utf-8", "text/html", "", "ru", "news.ru"),
    "windows-1252 without any word": (FRENCH, "cp1252", "text/html", "", "", "x.example"),
    "a charset that does not exist": (RUSSIAN, "utf-8", "text/html; charset=x-made-up", "", "", "x.example"),
    "windows-1251, the server says latin-1 of all": (
        RUSSIAN,
        "cp1251",
        "text/html; charset=ISO-8859-1",
        "windows-1251",
        "",
        "x.example",
    ),
    "euc-kr, everybody says utf-8": (KOREAN, "euc-kr", "text/html; charset=utf-8", "utf-8", "ko", "x.example"),
    "euc-kr, everybody says utf-8, and nothing tells": (
        KOREAN * 9,
        "euc-kr",
        "text/html; charset=utf-8",
        "",
        "",
        "x.example",
    ),
    "windows-1251, everybody says latin-1": (
        RUSSIAN * 9,
        "cp1251",
        "text/html; charset=iso-8859-1",
        "iso-8859-1",
        "",
        "x.example",
    ),
    "gbk, the page says windows-1252": (CHINESE * 9, "gbk", "text/html", "windows-1252", "zh", "x.example"),
    "windows-1251, and nothing tells": (RUSSIAN * 9, "cp1251", "text/html", "", "", "x.example"),
    "shift_jis, and nothing tells": (JAPANESE * 9, "shift_jis", "", "", "", "x.example"),
    "gbk, and nothing tells": (CHINESE * 9, "gbk", "text/html", "", "", "x.example"),
    "windows-1252, the page says utf-8": (FRENCH, "cp1252", "text/html", "utf-8", "", "x.example"),
    "the page's word after a made-up header": (RUSSIAN, "cp1251", "text/html; charset=x", "cp1251", "", "x.example"),
}


@pytest.mark.parametrize("text", ["São João", "À propos", "Öl Ähre Übel"])
def test_a_few_signs_look_like_anything(text: str) -> None:
    assert decode(f"<p>{text}".encode("cp1252"), "text/html", "http://x.example/")[1].endswith(text)


@pytest.mark.parametrize(
    "text", ["«Où êtes-vous allée ?» ", "“Vårljuset på älven”, sägs det; ", "Ça déçoit l'été : œuvre"]
)
def test_western_letters_stand_between_others(text: str) -> None:
    read = decode(f"<meta charset=iso-8859-1><p>{text * 9}".encode("cp1252"), "text/html", "http://x.example/")
    assert read[0] == "cp1252"


def test_a_word_that_is_right_of_most_signs_is_right() -> None:
    body = f"<html><meta charset=utf-8><title>{RUSSIAN}</title>".encode() + b"\xe9\xe9"
    assert decode(body, "text/html", "https://news.ru/a")[0] == "utf-8"


@pytest.mark.parametrize("name", READ)
def test_reads(name: str) -> None:
    text, encoding, header, meta, lang, host = READ[name]
    body = document(text, meta, lang).encode(encoding)
    assert f"<title>{text}</title>" in decode(body, header, f"https://{host}/a")[1]


@pytest.mark.parametrize(
    "codec", ["base64", "rot13", "hex", "idna", "punycode", "undefined", "unicode_escape", "utf-7"]
)
def test_codecs_that_are_no_web_encodings_are_not_used(codec: str) -> None:
    assert decode(b"+ADw-p+AD4- plain \\x words", f"text/html; charset={codec}") == (
        "utf-8",
        "+ADw-p+AD4- plain \\x words",
    )


def test_a_character_cut_off_at_the_end_changes_nothing() -> None:
    whole = document(RUSSIAN).encode()
    assert decode(whole[: whole.rindex("и".encode()) + 1])[0] == "utf-8"


def test_broken_bytes_become_the_replacement_character() -> None:
    assert decode(b"caf\xe9 \xff", "text/html; charset=utf-8")[1] == "caf\ufffd \ufffd"


def test_a_malformed_address_does_no_harm() -> None:
    assert decode(b"plain", "", "http://[bad")[1] == "plain"


@given(st.binary(), st.text(), st.text())
def test_any_bytes_give_a_text_that_can_be_written(body: bytes, header: str, url: str) -> None:
    encoding, text = decode(body, header, url)
    codecs.lookup(encoding)
    text.encode("utf-8")


@given(st.text(min_size=1))
def test_utf8_is_read_back_whole(text: str) -> None:
    assert decode(text.encode("utf-8", "replace"), "text/html; charset=utf-8")[1].lstrip("\ufeff") == text.encode(
        "utf-8", "replace"
    ).decode().lstrip("\ufeff")
