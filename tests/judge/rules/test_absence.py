# ruff: noqa: RUF001 - the letters of other scripts are what these pages are written in
"""Soft 404s and redirects to pages that are not the work; and pages that only speak of such things."""

from __future__ import annotations

import pytest

from crawler.evidence.fetch import Fetch
from crawler.judge.fingerprint import data
from crawler.judge.live import judge_fetch
from crawler.judge.rules.absence import DOUBTFUL
from tests.judge.cases import STORY, TITLE, URL, citation, fetch, html
from tests.judge.sites import SITE, judged, laid_out, rules_of

MENU = "News Sport Weather Harbour Tides People Letters Archive About Contact Imprint Privacy Search"
NOINDEX = '<meta name="robots" content="noindex">'
SOFT = {
    "its title": html("Page not found", MENU),
    "its title with the site's name": html("Page not found | Coast Courier", MENU),
    "its heading": html("Coast Courier", MENU, heading="404"),
    "its text": html("Coast Courier", "Sorry, the page you are looking for has moved or never existed."),
    "its text and noindex": html("Coast Courier", MENU * 4, "Error 404", head=NOINDEX),
    "German": html("Seite nicht gefunden", "Die gewünschte Seite gibt es nicht."),
    "French": html("Page introuvable", "La page demandée n'existe plus."),
    "Russian": html("Страница не найдена", "Такой страницы не существует."),
    "Chinese": html("页面不存在", "您访问的页面不存在或已被删除。"),
    "Japanese": html("ページが見つかりません", "お探しのページは移動しました。"),
    "Arabic": html("الصفحة غير موجودة", "الصفحة التي تبحث عنها غير موجودة."),
    "a video taken away": html("Tube", "This video is unavailable.", heading="Video unavailable"),
}
SOUND = {
    "the cited article": html(TITLE, STORY),
    "an article about 404 pages": html("Why 404 pages matter more than you think", STORY),
    "an article about 404 pages that is cited": html(TITLE, "Error 404. The page you requested", STORY),
    "a short cited page that quotes an error": html(TITLE, "The sign said: page not found."),
    "a page titled like a novel": html("Not Found: a novel by Ada Holm", STORY),
    "words of absence in an article": html("Old ferry sold", STORY, "The timetable is no longer available."),
    "a page with a search box": html("Boats are back", STORY, body="<form><input type=search></form>"),
    "an empty box beside the text": html("Boats are back", STORY, body="<h2>Nothing found</h2>"),
    "French of things that are no more": html("La ville engloutie", STORY, "La ville n'existe plus."),
    "Spanish of things that are no more": html("El puerto", "El puerto ya no existe.", STORY),
    "Russian of things that are no more": html("Паром", "Старая пристань была удалена.", STORY),
    "Dutch of things that are no more": html("De boot", "De boot is niet meer beschikbaar.", STORY),
    "noindex alone": html("Boats are back", STORY, head=NOINDEX),
    "a bus line": html("Line 404 runs again on Sundays", STORY),
}


@pytest.mark.parametrize("body", SOFT.values(), ids=SOFT)
def test_soft_404(body: bytes) -> None:
    verdict = judge_fetch(citation(), fetch(body))
    assert (verdict.state, verdict.reason) == ("dead", "soft-404")


@pytest.mark.parametrize("body", SOUND.values(), ids=SOUND)
def test_no_soft_404(body: bytes) -> None:
    assert judge_fetch(citation(), fetch(body)).state == "alive"


def test_a_footnote_that_was_filled_from_an_error_page_does_not_bless_it() -> None:
    cited = citation(title="Page not found - Coast Courier", url=URL)
    assert judge_fetch(citation(title="Page not found"), fetch(html("Page not found"))).reason == "soft-404"
    assert judge_fetch(cited, fetch(html("Page not found | Elsewhere"))).state != "alive"


OWN_WORDS = {
    "a heading that nobody listed": html("Coast Courier", MENU, heading="We could not locate this article"),
    "a German sentence": html("Küstenbote", MENU, "Der Beitrag, den Sie lesen wollten, ist leider nicht mehr online."),
    "a French sentence": html("Le Courrier", MENU, "Ce vieux billet a malheureusement été retiré : il a été supprimé."),
    "a Spanish sentence": html("El Correo", MENU, "Parece que esta vieja noticia ha sido borrada de nuestra web."),
    "a Polish heading": html("Kurier", MENU, heading="Nie udało się odnaleźć tego artykułu"),
    "a Russian sentence": html("Курьер", MENU, "Увы, старая заметка была удалена с нашего сайта."),
    "a Japanese sentence": html("海岸新聞", MENU, "この古いニュースはもう公開されていません。"),
    "a Korean sentence": html("해안신문", MENU, "이 오래된 기사는 이미 삭제되었습니다."),
    "a Hindi sentence": html("तट समाचार", MENU, "यह पुराना समाचार अब उपलब्ध नहीं है।"),
}
CONDITIONS = {
    "in another country": html("Coast Courier", MENU, "This video is not available in your country."),
    "for now": html("Coast Courier", MENU, "The article is currently unavailable while we repair our archive."),
    "for others": html("Coast Courier", MENU, "The document is not available without a browser that takes cookies."),
}


@pytest.mark.parametrize("body", OWN_WORDS.values(), ids=OWN_WORDS)
def test_absence_in_words_of_the_sites_own(body: bytes) -> None:
    verdict = judge_fetch(citation(), fetch(body))
    assert (verdict.state, verdict.reason) == ("dead", "soft-404")


@pytest.mark.parametrize("body", CONDITIONS.values(), ids=CONDITIONS)
def test_what_is_there_for_others_or_at_another_time_is_not_dead(body: bytes) -> None:
    assert judge_fetch(citation(), fetch(body)).state == "unknown"


MARKED = {
    "a theme's class": html("Coast Courier", MENU).replace(b"<body>", b'<body class="theme error404 logged-out">'),
    "a shop's class": html("Coast Shop", MENU).replace(b"<body>", b'<body class="template-404">'),
}


@pytest.mark.parametrize("body", MARKED.values(), ids=MARKED)
def test_the_markup_says_so_in_no_language(body: bytes) -> None:
    verdict = judge_fetch(citation(), fetch(body))
    assert (verdict.state, verdict.reason) == ("dead", "soft-404")


def test_what_is_told_before_the_headings_of_boxes() -> None:
    boxes = "".join(f"<li><a href=/{each}>Boats of the week, part {each}</a></li>" for each in range(4))
    told = "<p>Video unavailable. This video was removed by its uploader.</p>"
    body = f"<title>Harbour Films</title><nav>{MENU}</nav>{told}<h2>Up next</h2><ul>{boxes}</ul>".encode()
    verdict = judge_fetch(citation(), fetch(body))
    assert (verdict.state, verdict.reason) == ("dead", "soft-404")


@pytest.mark.parametrize("heading", ["Page not found", "Seite nicht gefunden", "404"])
def test_a_title_that_only_the_head_still_has_is_no_proof(heading: str) -> None:
    head = f'<meta property="og:title" content="{TITLE}">'
    body = html(TITLE, "Perhaps you want to look around.", MENU, heading=heading, head=head)
    verdict = judge_fetch(citation(), fetch(body))
    assert (verdict.state, verdict.reason) == ("dead", "soft-404")


def test_a_work_about_missing_pages_is_not_missing() -> None:
    body = html(TITLE, TITLE, STORY, heading="Page not found")
    assert judge_fetch(citation(), fetch(body)).state == "alive"


OFFERS = {
    "under a heading": f'<h2><a href="/stories/81">{TITLE}</a></h2><p>Eleven days.</p>',
    "inside a link": f'<a href="/stories/81"><h2>{TITLE}</h2></a>',
    "in a list": f'<ul><li><a href="/stories/81">{TITLE}</a></li><li><a href="/boats">Boats</a></li></ul>',
}


@pytest.mark.parametrize("offer", OFFERS.values(), ids=OFFERS)
@pytest.mark.parametrize("said", ["Page not found", "This page could not be found."])
def test_a_page_that_is_missing_may_offer_the_work_elsewhere(said: str, offer: str) -> None:
    body = html("Coast Courier", "Sorry, the page you requested does not exist.", MENU, heading=said, body=offer)
    verdict = judge_fetch(citation(), fetch(body))
    assert (verdict.state, verdict.reason) == ("dead", "soft-404")


def test_a_heading_that_leads_to_a_page_of_absence_is_a_boxs() -> None:
    box = '<h2><a href="/x">This video is no longer available</a></h2>'
    weights = {signal.rule: signal.weight for signal in judge_fetch(citation(), fetch(html("Boats", body=box))).signals}
    assert "absence/heading" not in weights
    assert judge_fetch(citation(), fetch(html("Boats", STORY, STORY, body=box))).state != "dead"


def test_a_heading_that_leads_to_its_own_page_is_the_pages() -> None:
    body = html("Coast Courier", STORY, heading="Courier", body=f'<h2><a href="{URL}#top">{TITLE}</a></h2>')
    assert judge_fetch(citation(), fetch(body)).confidence > 0.9


def test_a_list_that_leads_to_the_work_is_no_proof_against_it() -> None:
    body = html("Coast Courier", STORY, heading="Ferries", body=f'<h2><a href="/stories/81">{TITLE}</a></h2>')
    assert judge_fetch(citation(), fetch(body)).state == "alive"


OPENINGS = {
    "a few characters": ("この記事は掲載を終了しました。", "<h3>新着</h3>"),
    "a sentence over an unlisted heading": (
        "This post was deleted by its author.",
        "<h4>Discussion about this post</h4>",
    ),
    "over several boxes": ("Este producto ya no está disponible.", "<h3>Sierra</h3><p>64 €</p>" * 3),
}


@pytest.mark.parametrize(("told", "boxes"), OPENINGS.values(), ids=OPENINGS)
def test_what_is_told_before_boxes_with_headings_of_their_own(told: str, boxes: str) -> None:
    body = f"<title>Lamp</title><ul>{'<li><a href=/>Boats</a></li>' * 9}</ul><p>{told}</p>{boxes}".encode()
    verdict = judge_fetch(citation(), fetch(body))
    assert (verdict.state, verdict.reason) == ("dead", "soft-404")


REPORT = "ModelNotFoundException: No query results for model, vendor/laravel/framework/src/Builder.php:470. " * 8


def test_a_programs_own_report_that_it_has_no_such_record() -> None:
    assert judge_fetch(citation(), fetch(html("Whoops! There was an error.", REPORT))).reason == "soft-404"
    django = html("DoesNotExist at /boats/7/", "DoesNotExist at /boats/7/ Request Method: GET Request URL: http://a/")
    assert judge_fetch(citation(), fetch(django)).reason == "soft-404"


ABOUT_REPORTS = {
    "a question": ("No query results for model", "Eloquent exception: No query results for model - Answers"),
    "an article": ("Handling errors in Laravel", "Handling errors in Laravel"),
    "documentation": ("Routing", "Routing - Laravel"),
    "documentation under another title": ("The framework's errors", "Django Exceptions"),
}


@pytest.mark.parametrize(("cited", "title"), ABOUT_REPORTS.values(), ids=ABOUT_REPORTS)
def test_who_writes_about_such_reports_has_not_lost_them(cited: str, title: str) -> None:
    body = html(title, f"It says ModelNotFoundException, or NotFoundHttpException. {REPORT} {STORY}", STORY)
    assert judge_fetch(citation(title=cited), fetch(body)).state != "dead"


def test_what_stands_before_the_headings_of_a_list_may_be_a_banner() -> None:
    works = "".join(f"<h2>Boat {each} by night</h2><p>The boat leaves at {each}.</p>" for each in range(3, 8))
    banner = "<p>This video is no longer available in the old player.</p>"
    body = f"<title>Boats by night</title><nav>{MENU}</nav>{banner}{works}".encode()
    assert judge_fetch(citation(title="A gallery of lamps and water"), fetch(body)).state != "dead"


def test_a_wikis_empty_page_is_no_work_though_it_has_the_title() -> None:
    body = html(TITLE, body='<div class="noarticletext mw-content-ltr">Start it.</div>')
    assert judge_fetch(citation(), fetch(body)).state != "alive"


CANONICAL = '<link rel="canonical" href="https://courier.example/">'


def test_a_page_that_names_the_front_page_as_its_true_address() -> None:
    said = judge_fetch(citation(), fetch(html("Coast Courier", MENU, head=CANONICAL))).signals
    assert "absence/canonical" in {signal.rule for signal in said}
    assert judge_fetch(citation(), fetch(html(TITLE, STORY, head=CANONICAL))).state == "alive"


ABSENT_AND_WALL = {
    "en": ("Sorry, the page you requested could not be found here.", "Please sign in to see the page you requested."),
    "de": ("Leider wurde die gewünschte Seite nicht gefunden.", "Die gewünschte Seite wird geladen."),
    "fr": ("Désolé, la page demandée n'existe plus ici.", "Connectez-vous pour lire la page demandée."),
    "es": ("Lo sentimos, la página solicitada ya no existe.", "Inicie sesión para ver la página solicitada."),
    "pt": ("Desculpe, a página solicitada não foi encontrada.", "Faça login para ver a página solicitada."),
    "it": ("Spiacenti, la pagina richiesta non esiste.", "Effettua il login per vedere la pagina richiesta."),
    "nl": ("Helaas kan de opgevraagde pagina niet worden gevonden.", "Log in om de opgevraagde pagina te lezen."),
    "sv": ("Tyvärr, sidan du söker finns inte kvar.", "Logga in för att läsa sidan du söker."),
    "da": ("Beklager, siden du leder efter findes ikke.", "Log ind for at se siden du leder efter."),
    "nb": ("Beklager, siden du leter etter er slettet.", "Logg inn for å se siden du leter etter."),
    "fi": ("Valitettavasti hakemaasi sivua ei enää ole: ei löydy.", "Kirjaudu sisään lukeaksesi hakemaasi sivua."),
    "pl": ("Przepraszamy, szukana strona nie istnieje.", "Zaloguj się: szukana strona czeka."),
    "cs": ("Bohužel požadovaná stránka neexistuje.", "Přihlaste se, požadovaná stránka čeká."),
    "hu": ("Sajnos a keresett oldal nem található.", "Jelentkezzen be, és a keresett oldal megnyílik."),
    "ro": ("Ne pare rău, pagina căutată nu există.", "Autentificați-vă pentru pagina căutată."),
    "ru": ("К сожалению, запрашиваемая страница не найдена.", "Войдите: запрашиваемая страница ждёт вас."),
    "uk": ("На жаль, запитувана сторінка не існує.", "Увійдіть: запитувана сторінка чекає."),
    "tr": ("Üzgünüz, aradığınız sayfa bulunamadı.", "Aradığınız sayfa için giriş yapın."),
    "el": ("Λυπούμαστε, η σελίδα που ζητήσατε δεν υπάρχει.", "Συνδεθείτε: η σελίδα που ζητήσατε σας περιμένει."),
    "ar": ("عذرا، الصفحة المطلوبة غير موجودة.", "سجل الدخول لقراءة الصفحة المطلوبة."),
    "fa": ("متاسفانه صفحه مورد نظر یافت نشد.", "برای دیدن صفحه مورد نظر وارد شوید."),
    "he": ("מצטערים, העמוד המבוקש אינו קיים.", "יש להתחבר כדי לראות את העמוד המבוקש."),
    "zh": ("抱歉，您请求的页面已被删除。", "请登录后查看您请求的页面。"),
    "ja": ("申し訳ありません。お探しのページは削除されました。", "ログインして、お探しのページをご覧ください。"),
    "ko": ("죄송합니다. 요청하신 페이지를 찾을 수 없습니다.", "요청하신 페이지를 보려면 로그인이 필요합니다."),
    "vi": ("Rất tiếc, trang bạn yêu cầu không tồn tại.", "Đăng nhập để xem trang bạn yêu cầu."),
    "id": ("Maaf, halaman yang anda cari tidak ditemukan.", "Silakan masuk untuk melihat halaman yang anda cari."),
    "ca": (
        "Ho sentim, la pàgina sol·licitada ja no existeix.",
        "Registra't per llegir: please sign in, la pàgina demanada.",
    ),
    "hr": ("Nažalost, tražena stranica ne postoji.", "Za čitanje please sign in: tražena stranica."),
    "sr": ("Нажалост, тражена страница не постоји.", "Please sign in: тражена страница."),
    "bg": ("За съжаление търсената страница не е намерена.", "Please sign in: търсената страница."),
    "sk": ("Žiaľ, požadovaná stránka neexistuje.", "Please sign in: požadovaná stránka."),
    "sl": ("Žal zahtevana stran ne obstaja.", "Please sign in: zahtevana stran."),
    "lt": ("Deja, ieškomas puslapis nerastas.", "Please sign in: ieškomas puslapis."),
    "lv": ("Diemžēl meklētā lapa nav atrasta.", "Please sign in: meklētā lapa."),
    "et": ("Kahjuks otsitud lehte ei leitud.", "Please sign in: otsitud leht."),
    "th": ("ขออภัย ไม่พบหน้าที่คุณต้องการ", "Please sign in: หน้าที่คุณต้องการ"),
    "hi": ("क्षमा करें, अनुरोधित पृष्ठ मौजूद नहीं है।", "Please sign in: अनुरोधित पृष्ठ।"),
    "bn": ("দুঃখিত, অনুরোধ করা পৃষ্ঠা পাওয়া যায়নি।", "Please sign in: অনুরোধ করা পৃষ্ঠা।"),
    "ms": ("Maaf, halaman yang diminta tidak dijumpai.", "Please sign in: halaman yang diminta."),
    "is": ("Því miður, umbeðin síða fannst ekki.", "Please sign in: umbeðin síða."),
    "ka": ("სამწუხაროდ, მოთხოვნილი გვერდი ვერ მოიძებნა.", "გაიარეთ ავტორიზაცია: მოთხოვნილი გვერდი გელოდებათ."),
    "hy": ("Ցավոք, Ձեր փնտրած էջը գոյություն չունի։", "Մուտք գործեք՝ Ձեր փնտրած էջը տեսնելու համար։"),
    "az": ("Təəssüf ki, axtardığınız səhifə mövcud deyil.", "Axtardığınız səhifəni görmək üçün hesabınıza daxil olun."),
    "ur": ("معذرت، مطلوبہ صفحہ موجود نہیں ہے۔", "مطلوبہ صفحہ دیکھنے کے لیے لاگ ان کریں۔"),
    "ta": ("மன்னிக்கவும், நீங்கள் தேடும் பக்கம் இல்லை.", "நீங்கள் தேடும் பக்கம் காண உள்நுழையவும்."),
    "sw": ("Samahani, ukurasa unaoutafuta haupo.", "Tafadhali ingia ili kuona ukurasa unaoutafuta."),
    "mk": ("За жал, бараната страница не постои.", "Најавете се за да ја видите: бараната страница."),
    "gl": ("Sentímolo, a páxina solicitada non existe.", "Inicia sesión para ver a páxina solicitada."),
    "sq": ("Na vjen keq, faqja e kërkuar nuk ekziston.", "Please sign in: faqja e kërkuar."),
    "eu": ("Sentitzen dugu, eskatutako orria ez da aurkitu.", "Hasi saioa: eskatutako orria zain duzu."),
    "be": ("На жаль, запытаная старонка не знойдзена.", "Увайдзіце, каб убачыць: запытаная старонка чакае."),
    "kk": ("Өкінішке қарай, сұралған бет табылмады.", "Жүйеге кіріңіз: сұралған бет сізді күтеді."),
}


def test_every_language_has_its_pages() -> None:
    listed = {name for name, language in data("absence")["languages"].items() if language.get("mentions")}
    assert set(ABSENT_AND_WALL) == listed


@pytest.mark.parametrize("language", ABSENT_AND_WALL)
@pytest.mark.parametrize("cited", ["", TITLE], ids=["no title", "a title"])
def test_absence_is_told_from_a_wall_in_each_language(language: str, cited: str) -> None:
    absent, wall = (
        judge_fetch(citation(title=cited), fetch(html("Kurier", text))) for text in ABSENT_AND_WALL[language]
    )
    assert (absent.state, absent.reason) == ("dead", "soft-404")
    assert (wall.state, wall.reason) in {("unknown", "login-required"), ("unknown", "blocked")}


def test_a_302_to_what_may_be_a_wall_is_no_proof() -> None:
    drawn = html("Coast Courier", "Our site", body="<script src='/app.js'></script>")
    consent = html("Coast Courier", "We value your privacy. " + STORY)
    for body in (drawn, consent, html("")):
        assert (
            judge_fetch(citation(), fetch(body, via=((URL, 302),), url="https://courier.example/")).state == "unknown"
        )


FRONT = html("Coast Courier", MENU)


def led(to: str, body: bytes = FRONT, status: int = 302, frm: str = URL) -> Fetch:
    return fetch(body, via=((frm, status),), url=to)


HOME = {
    "to the root": led("https://courier.example/"),
    "to the root for good": led("https://courier.example/", status=301),
    "to another host's root": led("https://new-courier.example/"),
    "to an index": led("https://courier.example/index.html"),
    "to a language's front page": led("https://courier.example/en/"),
    "to a country's index": led("https://courier.example/en-gb/index.php"),
    "to the root with tracking": led("https://courier.example/?utm_source=old"),
    "to a section above": led("https://courier.example/2014/03/", html("March 2014", STORY)),
    "to a search": led("https://courier.example/search?q=ferry", html("Search", STORY)),
}
NOT_HOME = {
    "a front page that is cited": led("https://courier.example/en/", frm="https://courier.example/"),
    "the root with the cited title": led("https://courier.example/", html(TITLE, STORY)),
    "an article by its number": led("https://courier.example/?p=17", html(TITLE, STORY)),
    "only https": led(URL, html("Boats are back", STORY), frm=URL.replace("https", "http")),
    "a slash": led(f"{URL}/", html("Boats are back", STORY)),
}


@pytest.mark.parametrize("fetched", HOME.values(), ids=HOME)
def test_redirected_home(fetched: Fetch) -> None:
    verdict = judge_fetch(citation(), fetched)
    assert (verdict.state, verdict.reason) == ("dead", "redirected-home")


@pytest.mark.parametrize("fetched", NOT_HOME.values(), ids=NOT_HOME)
def test_not_redirected_home(fetched: Fetch) -> None:
    assert judge_fetch(citation(url=fetched.address), fetched).state != "dead"


def test_another_page_that_says_nothing_is_unclear() -> None:
    led_on = led("https://courier.example/stories/17", html("Boats are back", STORY))
    assert judge_fetch(citation(), led_on).reason == "unclear"


def test_a_redirect_to_the_errors_address() -> None:
    assert judge_fetch(citation(), led("https://courier.example/errors/404.html")).reason == "soft-404"


@pytest.mark.parametrize("path", ["missing-persons/17", "404-peugeot", "errors-of-the-past/9"])
def test_an_address_that_only_begins_like_an_errors(path: str) -> None:
    led_on = led(f"https://courier.example/{path}", html("Boats are back", STORY))
    assert judge_fetch(citation(), led_on).state != "dead"


def test_a_front_page_that_names_the_cited_title_in_its_list_is_not_dead_for_sure() -> None:
    assert judge_fetch(citation(), led("https://courier.example/", html("Coast Courier", MENU, TITLE))).state != "alive"


def test_a_text_about_what_is_missing_is_not_missing_itself() -> None:
    told = f"The page of the ferry strike no longer exists, we wrote after eleven days at sea. It was a joke. {STORY}"
    verdict = judge_fetch(citation(), fetch(html("A joke", told)))
    assert verdict.state != "dead"


def test_a_work_may_be_called_as_missing_pages_are() -> None:
    cited = citation(title="Nothing here", author=("Moss, Edda",))
    poem = html("Nothing here", "Edda Moss", "The page you look for is the snow.")
    assert judge_fetch(cited, fetch(poem)).state == "alive"
    assert judge_fetch(citation(title="Nothing here"), fetch(poem)).state != "alive"


KEPT = ("This page has been archived and is no longer updated.", "Diese Seite wird nicht mehr aktualisiert.")


@pytest.mark.parametrize("words", KEPT)
def test_a_page_that_is_kept_as_it_was_is_there(words: str) -> None:
    assert judge_fetch(citation(), fetch(html(TITLE, words))).state == "alive"


def test_a_story_by_the_cited_author_may_be_called_after_what_is_missing() -> None:
    signed = '<meta name="author" content="Ada Holm"><meta property="article:published_time" content="2014-03-06">'
    body = html("Page not found: a town looks for its maps", f"“The page was not found.” {STORY * 4}", head=signed)
    cited = citation(title="Library admits to a loss", author=("Holm, Ada",), date="2014-03-06")
    assert judge_fetch(cited, fetch(body)).state == "alive"
    assert judge_fetch(citation(title="Library admits to a loss"), fetch(body)).state != "alive"


def test_this_is_gone_whatever_it_is_called_is_doubt() -> None:
    # A record may say so of the thing that it is about.
    assert "absence/loss" in rules_of(judged(fetch(laid_out(SITE, SITE, "This wherry is no longer available."))))
    building = laid_out("Q-0417", "Q-0417", "Stone, two floors, 1790.", "This building no longer exists.")
    assert judged(fetch(building)).state == "unknown"


NOT_FOUND = "The document was not found."
BEHIND_IT = {
    "nothing": (NOT_FOUND, "", True),
    "an invitation to try again": (NOT_FOUND, "Check the number and try again.", True),
    "the same in German": ("Das Dokument wurde nicht gefunden.", "Bitte versuchen Sie es noch einmal.", True),
    "the same for later": (NOT_FOUND, "Please try again in an hour.", False),
    "the same where it may be withheld": ("The document is not available.", "Please try again.", False),
    "the same with a limit": (NOT_FOUND, "One address may see twenty pages a day. Try again.", False),
    "a gate": (NOT_FOUND, "Members log in with their password to read it.", False),
    "rights of its author": (NOT_FOUND, "The author has chosen to make it private until June 2027.", False),
    "a reading room": (NOT_FOUND, "It may be read in our rooms. Access is by appointment.", False),
}


def weight_of_words(*told: str) -> float:
    signals = judged(fetch(laid_out(SITE, SITE, *told))).signals
    return next(signal.weight for signal in signals if signal.rule == "absence/words")


@pytest.mark.parametrize("name", BEHIND_IT)
def test_what_stands_behind_a_statement_of_absence_may_be_its_condition(name: str) -> None:
    said, behind, whole = BEHIND_IT[name]
    assert (weight_of_words(said, behind) > DOUBTFUL) is whole


def test_what_stands_before_a_statement_of_absence_is_its_condition() -> None:
    assert weight_of_words("For those who use our archive in private:", NOT_FOUND) == DOUBTFUL
