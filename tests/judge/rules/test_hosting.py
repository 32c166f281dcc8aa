# ruff: noqa: RUF001 - the signs of another script are what one text is written in
"""What registrars, hosts, builders and shop systems show in place of a site is seen; what only speaks so is not."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.evidence.fetch import Fetch
from crawler.judge.fingerprint import data
from crawler.judge.live import Beside, judge_fetch
from crawler.judge.rule import Case
from crawler.judge.rules.hosting import FIRST_SUBJECTS, WHOLE, _state_in, hosted_no_more
from crawler.judge.verdict import Signal
from crawler.judge.wording import plain
from tests.judge.cases import STORY, TITLE, URL, case, citation, fetch, html
from tests.judge.sites import MADE_UP, ROOT

# By language and kind: the title and the text.
SEEN = {
    "en, for sale": ("courier.example", "This domain name may be for sale. Our broker asks its owner for you."),
    "en, expired": ("Renew", "The domain has expired. If you are the owner of this name, log on at the registrar."),
    "en, suspended": (
        "Sorry",
        "Hosting for this site was suspended. The site owner should call the billing department.",
    ),
    "en, not published": ("Almost", "This site has not been published. Is this your site? Open the site editor."),
    "en, default page": ("Hello", "This default page lies in public_html of a domain that is ready for your content."),
    "en, no site": ("Nothing", "There is no site here. Are you the owner? Add the domain in your control panel."),
    "en, shop closed": ("Closed", "This store is closed. Are you the store owner? Create your own online store."),
    "en, not connected": ("Oh", "The domain is not connected to a site. Website owner: set its CNAME first."),
    "en, lapsed": (
        "courier.example",
        "Its registration ran out on 9 May, says the registrar. You may place a back-order. "
        + "Until then this page stands in place of whatever was here before. We are no part of that. " * 6,
    ),
    "de, for sale": ("Angebot", "Die Domain steht zum Verkauf. Die Abwicklung läuft über unseren Treuhandservice."),
    "de, no content": ("Neu", "Für diese Domain sind noch keine Inhalte hinterlegt. Der Webspace ist bereit."),
    "de, blocked": ("Hinweis", "Das Hosting dieser Webpräsenz ist gesperrt. Betreiber der Website melden sich bitte."),
    "de, shop closed": ("Shop", "Der Shop ist geschlossen. Sind Sie der Inhaber? Eigenen Onlineshop eröffnen!"),
    "fr, expired": ("Avis", "Ce nom de domaine est expiré. Vous êtes le titulaire ? Contactez le registraire."),
    "fr, suspended": ("Avis", "L'hébergement web de ce site a été suspendu : le propriétaire du site a un impayé."),
    "fr, not published": ("Bientôt", "Le site n'est pas encore publié. Créez votre site avec notre éditeur de site."),
    "es, suspended": ("Aviso", "Cuenta de alojamiento suspendida. Si es el propietario del sitio, pague su factura."),
    "es, expired": ("Aviso", "Este dominio ha caducado; el titular del dominio puede recuperarlo aún este mes."),
    "es, shop": ("Tienda", "Tienda cerrada. ¿Eres el dueño de la tienda? Crea tu tienda en un día."),
    "pt, no site": ("Aviso", "Este domínio ainda não tem site. Se é o dono do domínio, abra o painel de controle."),
    "pt, suspended": ("Aviso", "Hospedagem de site suspensa. O proprietário do site deve falar com o financeiro."),
    "it, expired": (
        "Avviso",
        "Questo dominio è scaduto. Il titolare del dominio può rinnovarlo dal pannello di controllo.",
    ),
    "it, courtesy page": ("Benvenuti", "Pagina di cortesia: lo spazio web del dominio internet è attivo da oggi."),
    "ca, expired": ("Avís", "Aquest domini ha caducat. El titular del domini ha de parlar amb el registrador."),
    "nl, for sale": ("Naam", "Deze domeinnaam is te koop via onze bemiddeling."),
    "nl, not linked": ("Pagina", "Het domein is nog niet gekoppeld. Bent u de eigenaar? Kijk bij uw hosting."),
    "sv, parked": ("Ledig", "Domännamnet är parkerat hos oss. Webbhotell kostar en krona i dag."),
    "sv, expired": ("Obs", "Domänen har gått ut. Domäninnehavaren kan förnya den i vår kundzon."),
    "nb, not set up": ("Hei", "Det er ingen nettside på dette domenet. Er du eier? Bestill webhotell."),
    "da, suspended": ("Bemærk", "Webhotellet er spærret. Ejer du hjemmesiden, så ring til os."),
    "is, expired": ("Lén", "Lénið er útrunnið. Rétthafi lénsins getur endurnýjað það."),
    "fi, closed": ("Huomio", "Tämä webhotelli on suljettu. Sivuston omistaja, ota yhteys asiakaspalveluun."),
    "et, suspended": ("Teade", "Veebimajutus on peatatud. Kodulehe omanik, palun võta ühendust."),
    "lv, expired": ("Domēns", "Domēna termiņš ir beidzies. Domēna īpašniek, zvani reģistratūrai!"),
    "lt, suspended": ("Dėmesio", "Svetainių talpinimo paslauga sustabdyta. Svetainės savininke, apmokėkite."),
    "pl, expired": ("Uwaga", "Domena wygasła. Abonent może ją odnowić u swojego rejestratora."),
    "pl, default page": ("Witaj", "To domyślna strona serwera. Załóż własną stronę: kreator stron czeka."),
    "cs, suspended": ("Pozor", "Webhosting byl pozastaven. Majitel domény ať se ozve zákaznickému centru."),
    "sk, for sale": ("Ponuka", "Doména je na predaj. Sprostredkovanie je zdarma."),
    "hu, suspended": ("Figyelem", "A tárhely felfüggesztve. Ha Ön a tulajdonosa, rendezze a díjtartozást."),
    "ro, expired": ("Atenție", "Domeniul a expirat. Deținătorul domeniului îl poate plăti la registrator."),
    "bg, suspended": ("Внимание", "Хостингът на този сайт е спрян. Ако сте собственик на сайта, пишете ни."),
    "sr, expired": ("Домен", "Домен је истекао. Власник домена може да га обнови преко овлашћеног регистра."),
    "hr, not published": ("Stranica", "Domena je spojena, stranica nije objavljena. Vlasnik domene može ju urediti."),
    "sl, for sale": ("Domena", "Domena je naprodaj. Posrednik odgovori v enem dnevu."),
    "sq, expired": ("Njoftim", "Domeni ka skaduar. Nëse jeni pronari i domenit, na telefononi."),
    "el, suspended": ("Προσοχή", "Η υπηρεσία φιλοξενίας έχει ανασταλεί. Ο ιδιοκτήτης του ιστοτόπου ας μας καλέσει."),
    "tr, expired": ("Uyarı", "Bu alan adının süresi doldu. Alan adı sahibi kayıt firmasına başvursun."),
    "az, suspended": ("Diqqət", "Hostinq dayandırılıb. Saytın sahibi bizə yazsın."),
    "ru, not linked": ("Сайт", "Домен не прикреплён к хостингу. Владелец домена делает это в панели управления."),
    "ru, suspended": ("Сайт", "Хостинг сайта приостановлен. Если вы — владелец, пополните счёт: есть задолженность."),
    "uk, for sale": ("Домен", "Домен продається. Безпечна угода через нашого посередника."),
    "kk, expired": ("Домен", "Доменнің мерзімі аяқталды. Домен иесі тіркеушіге жазсын."),
    "hy, suspended": ("Կայք", "Հոսթինգը կասեցված է։ Կայքի սեփականատերը թող կապվի մեզ հետ։"),
    "ka, expired": ("საიტი", "დომენს ვადა გაუვიდა. საიტის მფლობელმა დაგვირეკოს."),
    "he, suspended": ("שימו לב", "שירות האחסון של אתר זה הושעה. אם אתם בעלי האתר, פנו אלינו."),
    "he, for sale": ("הצעה", "הדומיין עומד למכירה. התיווך עלינו."),
    "ar, expired": ("تنبيه", "هذا النطاق انتهت صلاحيته، فعلى مالك النطاق أن يجدده."),
    "ar, suspended": ("تنبيه", "تم إيقاف حساب الاستضافة. يرجى من صاحب الموقع الاتصال بنا."),
    "fa, suspended": ("توجه", "هاست این سایت مسدود است. مدیر سایت با ما تماس بگیرد."),
    "hi, expired": ("सूचना", "यह डोमेन समाप्त हो गया है। डोमेन के मालिक हमें लिखें।"),
    "bn, suspended": ("নোটিশ", "এই হোস্টিং স্থগিত আছে। সাইটের মালিক যোগাযোগ করুন।"),
    "th, expired": ("แจ้ง", "โดเมนนี้หมดอายุแล้ว เจ้าของโดเมนโปรดติดต่อเรา"),
    "vi, suspended": ("Thông báo", "Hosting của trang này đã bị tạm ngưng. Chủ website vui lòng gọi cho chúng tôi."),
    "id, expired": ("Info", "Masa aktif domain ini habis dan belum diperpanjang. Pemilik domain, hubungi kami."),
    "ms, suspended": ("Notis", "Akaun hosting ini digantung. Pemilik laman, sila hubungi kami."),
    "zh, suspended": ("提示", "该虚拟主机已被停用，请网站管理员联系空间商。"),
    "zh, traditional, expired": ("通知", "此網域已過期，請網域所有者向註冊商辦理。"),
    "ja, not set up": ("お知らせ", "このドメインにはまだホームページがありません。ご契約者の方はサーバーの設定へ。"),
    "ja, suspended": (
        "お知らせ",
        "レンタルサーバーのご利用は凍結中です。サイト管理者様はお支払いをご確認ください。凍結",
    ),
    "ko, expired": ("안내", "도메인 사용 기간이 만료되었습니다. 도메인 소유자는 등록기관에 문의하세요."),
    "ko, shop": ("안내", "이 쇼핑몰은 폐쇄된 상태입니다. 쇼핑몰 운영자라면 문의하세요. 나만의 쇼핑몰도 있습니다."),
}

NOT_SEEN: dict[str, tuple[str, ...]] = {
    "maintenance": ("Courier", "The server is down for maintenance. The site owner knows. Hosting is not suspended."),
    "maintenance in German": (
        "Kurier",
        "Wartungsarbeiten am Server, die Domain ist nicht gelöscht. Ihre Website bleibt.",
    ),
    "maintenance in Russian": ("Вестник", "Технические работы на сервере, домен не удалён. Владелец сайта в курсе."),
    "maintenance in Japanese": ("通信", "サーバーのメンテナンスのため停止中です。サイト管理者"),
    "maintenance in Chinese": ("通讯", "服务器正在维护，已暂停服务。网站管理员"),
    "overload": ("Busy", "This server is overloaded and new visits are suspended. Site owner: see your hosting."),
    "overload in French": ("Affluence", "Serveur surchargé, accès suspendu. Propriétaire du site : voyez l'hébergeur."),
    "overload in Korean": ("안내", "접속자가 많아 서버 이용이 정지되었습니다. 사이트 관리자"),
    "too many requests": ("Slow", "Too many requests. The server suspended you; ask the site owner."),
    "a gateway's error": ("Oops", "Error 502: the web server sent nothing. Site owner: the hosting is not configured."),
    "a browser check": ("Wait", "Checking your browser. The site owner suspended some hosting networks."),
    "a browser check in Polish": (
        "Chwila",
        "Sprawdzanie przeglądarki. Właściciel strony zablokował niektóre serwery hostingowe.",
    ),
    "a bot question": (
        "Wait",
        "Show that you are not a robot. The website owner disabled hosting providers; server is disabled.",
    ),
    "a refused network": ("No", "Your IP was suspended by the server; ask the website owner."),
    "a session": ("Log on", "Your session has expired. Return to the control panel of your hosting, webmaster."),
    "a session in Spanish": (
        "Entrar",
        "Su sesión en el servidor ha caducado. Propietario del sitio: panel de control.",
    ),
    "a region": (
        "Sorry",
        "This hosting is not available in your country. The site owner has it disabled on this server.",
    ),
    "a consent page": (
        "Before",
        "Before you continue: the server of the website owner keeps cookies. Those that expired go.",
    ),
    "a consent banner": (
        "Choices",
        "We and our partners store cookies on your device. Choose which ones the website owner may use.",
    ),
    "a members' site": ("Members", "Only members read on. Your subscription has expired; the webmaster will help."),
    "an agency": ("Fenland Design", "We build websites, find a domain, and set up hosting. Site owners love us."),
    "an agency in French": ("Atelier Web", "Création de site, nom de domaine, serveur : votre site en dix jours."),
    "an agency in Portuguese": (
        "Oficina",
        "Crie seu site conosco, com domínio e servidor. Todos os direitos reservados.",
    ),
    "an estate agent": (
        "Terres",
        "Domaine viticole à vendre par son propriétaire, hébergement de douze lits, courtier connu.",
    ),
    "lodgings": ("Casa", "Alojamiento rural en venta. El propietario vive al lado; intermediarios no."),
    "a newspaper's imprint": (
        "Вестник",
        "Издание зарегистрировано надзором в 2011 году. Сервер и адрес сайта у редакции, ваш сайт.",
    ),
    "rights": ("Editorial", "Todos los derechos reservados. El dominio y el servidor son de la casa. Su sitio amigo."),
    "a shop's own news": ("Bolt", "Our shop on the quay has an owner again, and fish is for sale at noon."),
    "a public domain text": (
        "Poems",
        "This public domain book is no longer for sale; the owner of the server copied it.",
    ),
    "a club": ("Rowing", "Our club house is closed in winter. The webmaster is Ida. Boats are for sale."),
    "far from each other": (
        "Notes",
        "Boats for sale by the site owner.",
        "The tide rose and fell. " * 20,
        "Our domain is old.",
    ),
    "a missing page": ("Gone", "The page has been removed from this server. Ask the webmaster."),
    "a missing page in Russian": ("Нет", "Страница удалена с сервера. Напишите владельцу сайта."),
    "a missing page in Japanese": ("なし", "ページはサーバーから削除されました。サイト管理者へ"),
    "a state alone": ("Notice", "The competition is suspended and the rules have expired."),
    "a subject alone": ("Notice", "This domain is for sale."),
    "a site below its banner": (
        "Soon",
        "A new site is coming. This domain is not connected yet, says the site owner.",
        STORY * 5,
    ),
    "many short texts": ("Soon", "The domain is not connected, says the site owner.", *[STORY] * 14),
}


def _front(title: str, /, *texts: str, **cited: Any) -> Case:
    """The front page was cited, and says so now."""
    fields = {"title": "Ferry strike", "url": ROOT, **cited}
    return case(fetch(html(title, *texts), url=ROOT), citation(**fields))


@pytest.mark.parametrize("page", SEEN.values(), ids=SEEN)
def test_in_place_of_a_site(page: tuple[str, ...]) -> None:
    found = hosted_no_more(_front(*page))
    assert found is not None
    assert (found.reason, found.rule) == ("parked", "takeover/hosting")


def test_many_languages_are_seen() -> None:
    assert len(SEEN) >= 40
    assert len({name.partition(",")[0] for name in SEEN}) >= 35


@pytest.mark.parametrize("page", NOT_SEEN.values(), ids=NOT_SEEN)
def test_a_site_that_is_there_or_will_be(page: tuple[str, ...]) -> None:
    assert hosted_no_more(_front(*page)) is None


PAGE = SEEN["en, suspended"]


def _at(now: Fetch, probe: Fetch | None = None, **cited: Any) -> Signal | None:
    cited_so = citation(**cited)
    return hosted_no_more(Case(citation=cited_so, fetch=now, address=cited_so.url, probe=probe))


def test_it_stands_for_the_whole_site() -> None:
    now, probe = fetch(html(*PAGE)), fetch(html(*PAGE), url=MADE_UP)
    assert _at(now) is None
    assert _at(now, probe) is not None
    verdict = judge_fetch(citation(), now, Beside(probe=probe))
    assert (verdict.state, verdict.reason) == ("dead", "parked")


def test_elsewhere_it_names_the_site() -> None:
    names, names_not = ((f"{PAGE[1]} {said}") for said in ("courier.example", "Call us."))
    sent = {"via": ((URL, 302),), "url": "https://host.example/suspended"}
    assert _at(fetch(html("Sorry", names), **sent)) is not None
    assert _at(fetch(html("Sorry", names_not), **sent)) is None


def test_an_article_or_a_help_page_that_was_cited_is_there() -> None:
    help_page = html("What if a domain has expired?", "A domain that has expired stays with the registrar for a month.")
    assert _at(fetch(help_page), title="What if a domain has expired?") is None
    assert _at(fetch(help_page)) is None


@pytest.mark.parametrize(
    "cited",
    [
        {"title": "Fenland Web Hosting: what we offer"},
        {"work": "Domain Name Wire"},
        {"publisher": "Nordic webhotell"},
        {"trans_title": "The registrar of domain names"},
        {"title": PAGE[0]},
        {"quote": "was suspended. The site owner should call"},
    ],
)
def test_what_was_cited_as_such_is_no_stranger(cited: dict[str, str]) -> None:
    assert hosted_no_more(_front(*PAGE, **cited)) is None


def test_a_title_that_a_tool_met_there_is_no_subject() -> None:
    assert hosted_no_more(_front(*PAGE, title="Domain for sale")) is not None


def test_a_login_and_a_failure_are_something_else() -> None:
    form = '<form action="/login"><input type="password"></form>'
    assert hosted_no_more(case(fetch(html("Log in", PAGE[1], body=form), url=ROOT), citation(url=ROOT))) is None
    assert hosted_no_more(case(fetch(html(*PAGE), url=ROOT, status=503), citation(url=ROOT))) is None
    assert hosted_no_more(case(fetch(url=ROOT), citation(url=ROOT))) is None


def test_the_cited_work_is_never_taken_for_it() -> None:
    assert hosted_no_more(_front(TITLE, PAGE[1], title=TITLE)) is None


def test_languages_say_all_that_the_rule_needs() -> None:
    languages = data("hosting")["languages"]
    whole = [of for of in languages.values() if {"name", "space", "builder", "owner", "states", "not_yet"} <= set(of)]
    assert len(whole) >= 35
    assert {name for of in languages.values() for name in of} == {
        *FIRST_SUBJECTS,
        "owner",
        "trade",
        "states",
        "not_yet",
    }


_SUBJECT_WORDS = [word for of in data("hosting")["languages"].values() for kind in of.values() for word in kind]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=WHOLE) | st.lists(st.sampled_from(_SUBJECT_WORDS), max_size=400).map(" ".join))
def test_any_text_gives_an_answer_in_bounded_time(text: str) -> None:
    _state_in("")
    began = time.process_time()
    said = _state_in(plain(text[:WHOLE]))
    assert said is None or said
    assert time.process_time() - began < 1


@pytest.mark.parametrize("word", ["domain ", "suspended ", "域名", "已过期", "הדומיין ", "و", "והבל", "a", " "])
def test_a_text_of_one_word_gives_an_answer_in_bounded_time(word: str) -> None:
    _state_in("")
    began = time.process_time()
    _state_in((word * WHOLE)[:WHOLE])
    assert time.process_time() - began < 1
