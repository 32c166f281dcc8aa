# ruff: noqa: RUF001 - Cyrillic and full-width letters that look like Latin ones are what these pages are written in
"""Pages that ask something of their reader in the page's place, and sound pages with such words."""

from __future__ import annotations

import pytest

from crawler.judge.live import judge_fetch
from crawler.judge.rules.pleas import pleas_in
from tests.judge.cases import STORY, TITLE, citation, fetch, html

PLEAS = {
    "You must confirm your age to see the page you requested.": "blocked",
    "Please sign in with your Google account to see the page you requested.": "login-required",
    "Free registration is required to read the article you requested.": "login-required",
    "Accept our cookies to go on to the page you requested.": "blocked",
    "The page you requested is temporarily unavailable, come back later.": "server-error",
    "Please enable JavaScript to see the page you are looking for.": "blocked",
}
FOREIGN = {
    "de": ("Dieser Band ist nur im Lesesaal und im Campusnetz einsehbar.", "premises"),
    "fr": ("Cette vidéo ne peut être vue dans votre pays, faute de droits de diffusion.", "region"),
    "es": ("Ha alcanzado el límite de artículos gratuitos; vuelva mañana.", "quota"),
    "pt": ("Confirme que não é um robô para prosseguir.", "human"),
    "it": ("Contenuto riservato ai soci: effettua l'accesso.", "login"),
    "nl": ("Wegens onderhoudswerkzaamheden is het archief even dicht.", "pause"),
    "sv": ("Vi ser ovanlig trafik från ditt nätverk.", "human"),
    "da": ("Af rettighedsmæssige årsager vises det ikke i udlandet.", "region"),
    "no": ("Boken kan leses kun på biblioteket.", "premises"),
    "fi": ("Tämä juttu on vain tilaajille.", "login"),
    "et": ("Lugemiseks: ainult tellijatele.", "login"),
    "lv": ("Šis video nav skatāms jūsu valstī.", "region"),
    "lt": ("Šiuo metu vyksta techniniai darbai.", "pause"),
    "pl": ("Trwa przerwa techniczna, wracamy za kilka minut.", "pause"),
    "cs": ("Digitální kopie je přístupná pouze na místě ve studovně.", "premises"),
    "hu": ("A mai napi limit elfogyott.", "quota"),
    "ro": ("Din motive de drepturi nu se vede în țara dumneavoastră.", "region"),
    "bg": ("Потвърдете, че не сте робот.", "human"),
    "el": ("Το περιεχόμενο είναι μόνο για συνδρομητές.", "login"),
    "tr": ("Ücretsiz okuma için günlük limit doldu, yarın tekrar gelin.", "quota"),
    "ru": ("Слишком много запросов с вашего адреса.", "human"),
    "uk": ("Книга доступна лише у читальному залі.", "premises"),
    "ka": ("საჭიროა ავტორიზაცია.", "login"),
    "ar": ("هذا المقطع لا يعرض في بلدك بسبب حقوق البث.", "region"),
    "he": ("האתר בתחזוקה, נחזור בקרוב.", "pause"),
    "hi": ("यह वीडियो आपके देश में नहीं दिखाया जाता।", "region"),
    "th": ("โปรดยืนยันว่าคุณไม่ใช่หุ่นยนต์", "human"),
    "vi": ("Bạn đã hết lượt đọc hôm nay, hãy quay lại vào ngày mai.", "quota"),
    "ja": ("この資料は館内限定で公開しています。", "premises"),
    "zh": ("您的访问过于频繁，请完成人机验证。", "human"),
    "zh-t": ("因版權限制，此節目僅限台灣觀看。", "region"),
    "ko": ("시스템 점검 중입니다. 나중에 다시 찾아 주세요.", "pause"),
}
"""A page of each language that holds the work back, and the plea it makes."""

MISSING = (
    "Page not found. Try again, or go back to the front page.",
    "The page you requested does not exist. Search again or log in.",
    "Seite nicht gefunden. Suchen Sie erneut oder gehen Sie zur Startseite.",
    "Cette page n'existe pas. Retour à l'accueil.",
    "Страница не найдена. Вы находитесь здесь: Главная.",
    "您访问的页面不存在。您的位置：首页",
    "お探しのページは見つかりません。トップページへ戻る",
    "该视频已被上传者删除,或因版权原因下线。",
    "この記事は削除しました。紙面は図書館の閲覧室でご覧になれます。",
    "In wenigen Minuten zum eigenen Auftritt: Hier entsteht eine Seite.",
)

SOUND = ("The product is no longer available on this site of the harbour.", "Readers log in to comment.")


@pytest.mark.parametrize(("text", "reason"), PLEAS.items())
@pytest.mark.parametrize("title", ["", TITLE])
def test_a_plea_hides_the_page(text: str, reason: str, title: str) -> None:
    verdict = judge_fetch(citation(title=title), fetch(html("Coast Courier", text)))
    assert (verdict.state, verdict.reason) == ("unknown", reason)


@pytest.mark.parametrize(("text", "group"), FOREIGN.values(), ids=FOREIGN)
def test_a_plea_of_each_language(text: str, group: str) -> None:
    assert group in {each.id for each in pleas_in(text)}
    assert judge_fetch(citation(), fetch(html("Coast Courier", text))).state == "unknown"


@pytest.mark.parametrize("text", MISSING)
def test_a_page_of_absence_makes_no_plea(text: str) -> None:
    assert not pleas_in(text)


@pytest.mark.parametrize("text", SOUND)
@pytest.mark.parametrize("title", ["", TITLE])
def test_a_sound_page_with_such_words(text: str, title: str) -> None:
    assert judge_fetch(citation(title=title), fetch(html("Boats are back", text, STORY))).state == "alive"


def test_a_missing_page_under_a_cookie_banner_is_missing() -> None:
    text = "Accept cookies. The page you requested could not be found."
    assert judge_fetch(citation(), fetch(html("Coast Courier", text))).reason == "soft-404"


def test_where_a_copy_of_what_is_gone_is_kept_holds_nothing_back() -> None:
    words = "This article has been deleted for good. A copy can be read on site only, in our reading room."
    assert judge_fetch(citation(), fetch(html("Coast Courier", words))).reason == "soft-404"


def test_what_can_be_read_on_the_premises_only_is_held_back() -> None:
    words = "This item is not available online. It can be read on site only, in our reading room."
    assert judge_fetch(citation(), fetch(html("Coast Courier", words))).reason == "blocked"


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("This episode can no longer be watched. The broadcasting rights have expired.", "absence/"),
        ("It is no longer shown in your country: the rights for your region have expired.", "plea/region"),
        ("For want of broadcasting rights this episode cannot be shown to you.", "plea/region"),
    ],
    ids=["rights that have run out", "rights of one country", "rights that nobody bought"],
)
def test_rights_that_have_run_out_hold_nothing_back(words: str, rule: str) -> None:
    assert judge_fetch(citation(), fetch(html("Coast Courier", words))).signals[0].rule.startswith(rule)


UNDER_THE_TITLE = {
    "Please sign in with your card to watch this film.": "login-required",
    "This video is not available in your country.": "blocked",
    "The archive is temporarily unavailable. Please try again later.": "server-error",
}


@pytest.mark.parametrize(("words", "reason"), UNDER_THE_TITLE.items(), ids=UNDER_THE_TITLE)
def test_a_plea_alone_under_the_cited_title_holds_the_work_back(words: str, reason: str) -> None:
    verdict = judge_fetch(citation(), fetch(html(TITLE, words)))
    assert (verdict.state, verdict.reason) == ("unknown", reason)


BESIDE_THE_WORK = {
    "a teaser": (STORY[:150], "Please sign in with your card to read on."),
    "a plea after the work": ("Eleven days, and a piano.", "Sign in to write a comment."),
    "a plea before a text": ("This video is not available in your country.", STORY),
    "what a browser does": ("Please enable JavaScript to see this film.",),
    "cookies": ("Accept our cookies to go on.",),
}


@pytest.mark.parametrize("texts", BESIDE_THE_WORK.values(), ids=BESIDE_THE_WORK)
def test_a_plea_beside_the_titled_work_holds_nothing_back(texts: tuple[str, ...]) -> None:
    assert judge_fetch(citation(), fetch(html(TITLE, *texts))).state == "alive"
