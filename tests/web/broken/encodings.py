"""Hosts whose page is in an encoding other than UTF-8, named truly, falsely, or not at all; each has its own title."""

from __future__ import annotations

from tests.web.page import CITED, html_page, story_page
from tests.web.site import Answer, site

CHINESE = "山中灯塔的最后一位守望者"
JAPANESE = "灯台守の長い冬の日誌"
RUSSIAN = "Последний смотритель старого маяка"
FRENCH = "Le gardien du phare a quitté l'île à l'été"

PAGES = {
    # host: (title, text, encoding of the bytes, charset in the header, charset in the page)
    "gbk": (CHINESE, "守望者在岛上住了三十年、每天记录天气、船只和海鸟。现在灯由机器看管。", "gbk", "gbk", "gbk"),
    "gbk-meta": (CHINESE, "守望者在岛上住了三十年、每天记录天气、船只和海鸟。", "gbk", "", "gb2312"),
    "shift-jis": (JAPANESE, "冬の海は荒れ、船は来なかった。彼は毎晩日誌を書いた。", "shift_jis", "Shift_JIS", ""),
    "windows-1251": (RUSSIAN, "Он прожил на острове сорок лет и вёл журнал.", "windows-1251", "windows-1251", ""),
    "utf-16": (RUSSIAN, "Он прожил на острове сорок лет и вёл журнал.", "utf-16", "utf-16", ""),
    "utf-8-mark": (RUSSIAN, "Он прожил на острове сорок лет и вёл журнал.", "utf-8-sig", "", ""),
    "wrong-header": (FRENCH, "Après l'été, la mer s'est tue.", "utf-8", "iso-8859-1", "utf-8"),
    "wrong-everywhere": (FRENCH, "Après l'été, la mer s'est tue.", "utf-8", "iso-8859-1", "iso-8859-1"),
    "no-charset": (FRENCH, "Après l'été, la mer s'est tue.", "windows-1252", "", ""),
}


def _answer(title: str, text: str, encoding: str, header: str, meta: str) -> Answer:
    page = html_page(title, *[text] * 6).decode()
    page = page.replace('<meta charset="utf-8">', f'<meta charset="{meta}">' if meta else "")
    kind = f"text/html; charset={header}" if header else "text/html"
    return Answer(200, {"Content-Type": kind}, page.encode(encoding))


SITES = (
    *(site(f"{host}.example", {"/article": _answer(*page)}) for host, page in PAGES.items()),
    # Names a charset that does not exist.
    site("made-up-charset.example", {"/article": Answer(200, {"Content-Type": "text/html; charset=x"}, story_page())}),
)
TITLES = {f"https://{host}.example/article": page[0] for host, page in PAGES.items()} | {
    "https://made-up-charset.example/article": CITED
}
EXPECTED = dict.fromkeys(TITLES, ("alive", "ok"))
# Nothing tells the true encoding but the text itself.
EITHER = {
    address: frozenset({EXPECTED.pop(address), ("unknown", "unclear")})
    for address in ("https://wrong-everywhere.example/article", "https://no-charset.example/article")
}
