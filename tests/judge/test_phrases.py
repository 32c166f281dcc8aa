# ruff: noqa: RUF001 - the letters of other scripts are what these pages are written in
"""Whole pages of a site's layout whose words nobody listed: gone, closed, or simply short."""

from __future__ import annotations

import pytest

from crawler.evidence.fetch import Fetch
from crawler.judge.fingerprint import data
from crawler.judge.live import judge_fetch
from crawler.judge.phrases import (
    absence_implied,
    absence_stated,
    conditional,
    denies,
    loss_told,
    negation_found,
    object_missed,
    page_named,
)
from tests.judge.cases import citation, fetch

MENU = "".join(f'<li><a href="/{place}">Section {place}</a></li>' for place in range(25))
TEASERS = "".join(
    f'<div class="card"><h3><a href="/p{place}">Some other story number {place} about the town</a></h3>'
    "<p>People gathered in the square and spoke of the matter at length yesterday.</p></div>"
    for place in range(6)
)


def laid_out(title: str, heading: str, text: str = "", *, tag: str = "main") -> Fetch:
    """A page as sites make it: menus, the matter, teasers of other stories, a footer."""
    return fetch(
        (
            f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title></head><body><header><nav><ul>{MENU}"
            f'</ul></nav></header><{tag} class="content"><h1>{heading}</h1><p>{text}</p></{tag}><section class="new">'
            f"<h2>New</h2>{TEASERS}</section><footer><p>All rights reserved.</p></footer></body></html>"
        ).encode()
    )


GONE = {
    "English 1": (
        "Harbour Gazette",
        "Hmm, that didn't work",
        "The story at this address has been retired from our website.",
    ),
    "English 2": ("Harbour Gazette", "Nothing lives at this address", "Perhaps it moved, perhaps it was never born."),
    "English 4": ("Gazette", "This piece has left the building", "Our editors removed it some time ago."),
    "English 5": ("Gazette", "The page you're after isn't on this site any longer"),
    "German 1": (
        "Tagblatt",
        "Da ging etwas schief",
        "Den Text, den Sie aufrufen wollten, haben wir aus dem Netz genommen.",
    ),
    "German 2": ("Tagblatt", "Hier war mal ein Artikel", "Inzwischen wurde er aus rechtlichen Gründen gelöscht."),
    "German 3": ("Tagblatt", "Diese Seite hat sich in Luft aufgelöst"),
    "German 4": ("Tagblatt", "Tja", "Unter dieser Anschrift liegt bei uns kein Inhalt."),
    "French 1": ("Le Phare", "Il semble que nous ayons égaré cette page"),
    "French 2": ("Le Phare", "Chou blanc !", "L'article auquel vous souhaitiez accéder a quitté notre site."),
    "Spanish 1": ("El Faro", "Por aquí no hay nada que ver", "El texto que querías leer dejó de estar publicado."),
    "Spanish 2": ("El Faro", "Parece que esta página se ha esfumado"),
    "Portuguese 1": ("O Farol", "A matéria que você quer ler saiu do ar"),
    "Italian 1": (
        "Il Faro",
        "Qui non c'è più nessuno",
        "Il pezzo che volevi leggere non fa più parte del nostro archivio.",
    ),
    "Dutch 1": (
        "De Vuurtoren",
        "Deze pagina is met pensioen",
        "Het stuk dat u wilde lezen staat niet langer op onze site.",
    ),
    "Swedish 1": ("Fyren", "Vi har letat överallt", "men texten du ville läsa ligger inte kvar på webbplatsen."),
    "Polish 1": ("Latarnia", "Tej strony już u nas nie ma"),
    "Czech 1": ("Maják", "Tuhle stránku už u nás nenajdete"),
    "Hungarian 1": ("Világítótorony", "Ez az írás már nincs fent a honlapunkon"),
    "Russian 1": ("Маяк", "Такого материала на сайте больше нет"),
    "Russian 2": ("Маяк", "Мы всё обыскали", "но страницу с таким адресом обнаружить не смогли."),
    "Ukrainian 1": ("Маяк", "Цієї публікації на сайті вже нема"),
    "Turkish 1": ("Fener", "Aradığınız yazı artık sitemizde yer almıyor"),
    "Japanese 1": ("灯台新聞", "お求めの記事は掲載を取りやめました"),
    "Japanese 2": ("灯台新聞", "このページはお引っ越ししたか、なくなりました"),
    "Chinese 1": ("灯塔报", "该篇报道已从本站撤下"),
    "Chinese 2": ("燈塔報", "您想看的這篇報導已經不在了"),
    "Korean 1": ("등대신문", "해당 기사는 더 이상 제공되지 않습니다"),
    "Arabic 1": ("المنارة", "هذا المقال لم يعد منشورا على موقعنا"),
    "Hebrew 1": ("המגדלור", "הכתבה שרצית לקרוא ירדה מהאתר"),
    "Greek 1": ("Ο Φάρος", "Το άρθρο που ψάχνετε αποσύρθηκε από τον ιστότοπο"),
    "Finnish 1": ("Majakka", "Tätä juttua ei enää ole verkossa"),
    "Indonesian 1": ("Mercusuar", "Berita yang hendak Anda baca sudah tidak tayang"),
    "Vietnamese 1": ("Hải Đăng", "Bài này đã được gỡ khỏi trang của chúng tôi"),
    "Romanian 1": ("Farul", "Articolul acesta nu se mai găsește la noi"),
    "Danish 1": ("Fyret", "Den artikel har vi taget af nettet"),
}
CLOSED = {
    "login en": (
        "Members area",
        "Welcome back",
        "This article is for registered readers. Not a member yet? Join for free, or enter your password below.",
    ),
    "login de": (
        "Tagblatt",
        "Mitgliederbereich",
        "Dieser Artikel ist nicht frei zugänglich. Geben Sie bitte Ihr Kennwort ein.",
    ),
    "login fr": (
        "Le Phare",
        "Espace abonné",
        "Cet article n'est pas en accès libre. Identifiez-vous avec votre mot de passe.",
    ),
    "login ru": ("Маяк", "Личный кабинет", "Эта статья не доступна гостям. Введите имя и пароль."),
    "login ja": ("灯台", "会員の方", "この記事は一般公開していません。パスワードを入力してください。"),
    "region en": (
        "Gazette",
        "Not for your part of the world",
        "Because of licensing we cannot show this page to readers outside the islands.",
    ),
    "region de": ("Tagblatt", "Aus rechtlichen Gründen", "können wir diese Seite Besuchern aus der EU nicht zeigen."),
    "region es": ("Faro", "Lo sentimos", "Esta página no puede mostrarse a lectores de fuera de España."),
    "age en": ("Brewery", "Before you enter", "You must be of legal drinking age to see this page."),
    "maint en": (
        "Gazette",
        "Back in a bit",
        "We are moving our servers this weekend. The page will not load until Monday.",
    ),
    "maint de": ("Tagblatt", "Wir bauen um", "Unsere Seite ist wegen Wartungsarbeiten bis morgen nicht erreichbar."),
    "maint fr": ("Phare", "Nos machines se reposent", "Le site n'est pas joignable ce matin ; revenez dans une heure."),
    "maint ru": ("Маяк", "Ремонт", "Сайт не работает до утра, ведутся работы."),
    "err en": (
        "Gazette",
        "Something broke",
        "Our server could not finish your request. The page is not gone, we are on it.",
    ),
    "err es": (
        "Faro",
        "Algo falló",
        "El servidor no pudo completar la petición. Vuelva a cargar la página en unos minutos.",
    ),
    "consent en": (
        "Gazette",
        "Your choices",
        "We and our partners store data on your device. Without your agreement this page will not open.",
    ),
    "consent de": (
        "Tagblatt",
        "Ihre Daten",
        "Ohne Ihre Zustimmung können wir diese Seite nicht anzeigen. Wir und unsere Partner nutzen Kennungen.",
    ),
    "bot en": (
        "Gazette",
        "One quick check",
        "We could not tell whether you are a person. Tick the box and the page will open.",
    ),
    "bot fr": (
        "Phare",
        "Un instant",
        "Nous n'avons pas pu établir que vous êtes une personne. La page s'ouvrira ensuite.",
    ),
    "bot zh": ("灯塔", "安全检查", "无法确认您是真人，请滑动以打开页面。"),
    "js en": ("Gazette", "Gazette", "This page does not work with scripts turned off."),
    "rate en": (
        "Gazette",
        "Slow down",
        "You have asked for more pages than we can serve. This page will not be shown for ten minutes.",
    ),
    "paywall en": ("Gazette", "Keep reading", "You have no articles left this month. Plans start at $1."),
    "cookie nl": ("Vuurtoren", "Uw keuze", "Zonder toestemming kunnen we deze pagina niet tonen."),
    "pwprotected": (
        "Gazette",
        "Protected",
        "This content is password protected. To view it please enter your password below.",
    ),
    "private video": ("Tube", "Private", "This video isn't public. Ask its owner."),
    "unsub": ("Gazette", "Please confirm", "Do not close this page while we look for your session."),
}
SHORT = {
    "a note": ("Notice board", "Lost cat", "Our grey cat has not come home since Sunday. Call the bakery."),
    "a gallery": ("Photos", "Pictures of the regatta", "Twelve pictures, no text."),
    "a video": ("Tube", "The ferry leaves", "Filmed on Sunday. 4 minutes."),
    "a list": ("Library", "Annual reports", "Download the report for each year below."),
}


@pytest.mark.parametrize("tag", ["main", "div"])
@pytest.mark.parametrize("words", GONE.values(), ids=GONE)
def test_gone_in_words_that_nobody_listed(words: tuple[str, ...], tag: str) -> None:
    verdict = judge_fetch(citation(), laid_out(*words, tag=tag))
    assert (verdict.state, verdict.reason) == ("dead", "soft-404")


@pytest.mark.parametrize("tag", ["main", "div"])
@pytest.mark.parametrize("words", CLOSED.values(), ids=CLOSED)
def test_closed_to_us_is_not_gone(words: tuple[str, ...], tag: str) -> None:
    assert judge_fetch(citation(), laid_out(*words, tag=tag)).state == "unknown"


@pytest.mark.parametrize("words", SHORT.values(), ids=SHORT)
def test_a_short_page_is_not_dead(words: tuple[str, ...]) -> None:
    assert judge_fetch(citation(), laid_out(*words)).state != "dead"


@pytest.mark.parametrize("language", data("absence")["languages"])
def test_every_language_has_a_way_to_say_it(language: str) -> None:
    words = data("absence")["languages"][language]
    said = f"{words['nouns'][0]} {words['predicates'][0].replace('…', '')}"
    verdict = judge_fetch(citation(), laid_out("Coast Courier", said))
    assert (verdict.state, verdict.reason) == ("dead", "soft-404")


SAID = {
    "a statement": (absence_stated, "Sorry. This page does not exist. Go home.", True),
    "a question": (absence_stated, "Why is this page not found?", False),
    "a name and what is said of it": (absence_stated, "Sorry, the article you wanted cannot be located.", True),
    "a name and nothing": (absence_stated, "The article you wanted is loading.", False),
    "parts in their order": (absence_implied, "Diese Seite existiert bei uns leider nicht.", True),
    "parts in another order": (absence_implied, "Nicht jede Seite existiert.", False),
    "a noun too far away": (absence_implied, "The page. " + "x " * 60 + "was deleted.", False),
    "a topic": (object_missed, "This topic does not exist.", True),
    "a page is no topic": (object_missed, "This page does not exist.", False),
    "a loss": (loss_told, "This story has vanished into thin air.", True),
    "a denial is no loss": (loss_told, "This story is not for you.", False),
    "a denial": (negation_found, "This story is not for you.", True),
    "another time": (conditional, "Das geht momentan nicht.", True),
    "no condition": (conditional, "Das geht gar nicht.", False),
    "the page asked for": (page_named, "The page you requested is here.", True),
    "any page": (page_named, "Our best pages.", False),
}


@pytest.mark.parametrize("name", SAID)
def test_what_is_said(name: str) -> None:
    find, text, said = SAID[name]
    assert bool(find(text)) is said


def test_what_one_tried_to_access_is_no_condition() -> None:
    assert not conditional("The item you are trying to access has been withdrawn.")
    assert conditional("You have no access to this item.")


def test_where_a_reader_is_is_a_condition() -> None:
    assert conditional("Ce programme n'est pas disponible depuis l'endroit où vous êtes.")


def test_capitals_say_the_same() -> None:
    assert absence_stated("ARADIĞINIZ SAYFA BULUNAMADI")
    assert absence_stated("Η ΣΕΛΙΔΑ ΔΕΝ ΒΡΕΘΗΚΕ")


def test_what_denies_anything() -> None:
    for words in ("The page was not found.", "This story has been removed.", "Cette page n'existe plus."):
        assert denies(words)
    assert not denies("Nine boats and a bell.")
