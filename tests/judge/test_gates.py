# ruff: noqa: RUF001 - the letters of other scripts are what these texts are written in
"""Words with which a page holds something back, in many languages; and pages that merely have one of them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from crawler.judge.fingerprint import data
from crawler.judge.gates import hints, holds_back, may_hold_back, mostly_on_cookies

HELD_BACK = [
    "One more step. Continue with your campus card.",
    "Overseas listeners: our rights end at the coast.",
    "Old enough? Tell us the year you were born.",
    "You have read your three. Plans start at two pounds.",
    "Weiter geht es mit der Kennung der Hochschule.",
    "Leider nur im Inland: außerhalb der Grenzen nicht.",
    "Pour lire la suite, choisissez votre formule.",
    "Dinos en qué año naciste para pasar, mayor de edad.",
    "Noi e 211 partner leggiamo dati dal tuo dispositivo.",
    "Przesuń suwak, żebyśmy wiedzieli, że nie jesteś robotem.",
    "Предъявите билет: номер и год рождения.",
    "権利の都合により、国内でのみお楽しみいただけます。",
    "因版权所限，本节目仅供境内收听。",
    "We use cookies. Accept our cookies.",
    "Kasutame küpsiseid. Nõustu küpsistega.",
]
NOT_HELD_BACK = [
    "Well, this is awkward. We looked behind the sofa.",
    "Da schaut selbst unser Archivar ratlos drein.",
    "On a beau chercher, on fait chou blanc.",
    "Attans också. Här ekar det tomt som i en lada.",
    "職員一同、首をかしげております。",
    "We looked behind the sofa and under the stairs. We use cookies.",
]


@pytest.mark.parametrize("text", HELD_BACK)
def test_a_few_words_that_may_hold_back(text: str) -> None:
    assert may_hold_back(text)


@pytest.mark.parametrize("text", NOT_HELD_BACK)
def test_a_few_words_that_do_not(text: str) -> None:
    assert not may_hold_back(text)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Give the password of your letter.", True),
        ("Dieser Aufsatz ist unseren Lesern vorbehalten.", True),
        ("The boats of the islands sail alone.", False),
        ("The licence for this play covers the islands alone.", True),
        ("From April every plot holder must pay two pounds to the warden.", False),
        ("The council met abroad until May, and only the mayor was born here.", False),
        ("We use cookies, and your browser keeps them.", False),
        ("Take our cookies, or subscribe for two pounds a month.", True),
        ("This article has been deleted by its author.", False),
        ("All that is left of it: © the islanders, all rights reserved.", False),
    ],
)
def test_texts_of_some_length_need_surer_words(text: str, *, held: bool) -> None:
    assert holds_back(text) is held


@pytest.mark.parametrize("name", ["few_words", "sure"])
def test_the_lists_hold_words(name: str) -> None:
    words = data("gates")[name]
    assert all(isinstance(word, str) and word.strip() for word in words)


@given(st.text(max_size=200))
def test_any_text_has_an_answer(text: str) -> None:
    assert isinstance(may_hold_back(text), bool)
    assert isinstance(holds_back(text), bool)


def test_how_many_hints_a_text_has() -> None:
    assert hints("Turn the blocker off to keep reading.") == 1
    assert hints("Nine boats and a bell.") == 0


GATES = {
    "en": "Unusual traffic from your network. Please confirm you are not a bot.",
    "de": "Zu viele Anfragen in kurzer Zeit von Ihrer IP-Adresse.",
    "fr": "Accès refusé. Cette notice se consulte en salle de lecture.",
    "es": "Error de base de datos. Inténtelo de nuevo más tarde.",
    "pt": "O servidor está sobrecarregado. Aguarde alguns minutos.",
    "it": "Troppe richieste dal suo indirizzo IP. Attenda.",
    "nl": "Wegens onderhoud is de catalogus even dicht. Probeer het later.",
    "sv": "Åtkomst nekad: du saknar behörighet för samlingen.",
    "da": "Vi har travlt lige nu. Prøv igen om få minutter.",
    "nb": "Bekreft at du ikke er en robot før du går videre.",
    "fi": "Pääsy estetty. Kirjaudu kirjastokortilla.",
    "is": "Of margar beiðnir á stuttum tíma. Bíddu í nokkrar mínútur.",
    "et": "Juurdepääs keelatud. Logige sisse lugejakaardiga.",
    "lv": "Serveris ir pārslogots, uzgaidiet dažas minūtes.",
    "lt": "Per daug užklausų iš jūsų tinklo. Palaukite.",
    "pl": "Przerwa techniczna: trwają prace konserwacyjne.",
    "cs": "Nemáte oprávnění. Přihlaste se přes svou knihovnu.",
    "sk": "Príliš veľa požiadaviek z vašej siete. Skúste to neskôr.",
    "hu": "Túl sok kérés érkezett az Ön hálózatáról.",
    "sl": "Dostop zavrnjen. Prijavite se s člansko izkaznico.",
    "hr": "Zbog održavanja baza podataka miruje nekoliko minuta.",
    "sr": "Превише захтева из ваше мреже. Покушајте касније.",
    "bg": "Достъпът е отказан: само за абонати на библиотеката.",
    "ru": "Сервер перегружен, обновите страницу через несколько минут.",
    "uk": "Підтвердьте, що ви людина: запити з вашої мережі незвичні.",
    "ro": "Prea multe cereri din rețeaua dvs. Reveniți mai târziu.",
    "el": "Εργασίες συντήρησης στη βάση δεδομένων. Επιστρέψτε σε λίγα λεπτά.",
    "tr": "Ağınızdan çok fazla istek geldi. Lütfen bekleyin.",
    "az": "Giriş məhduddur. Oxu zalında daxil olun.",
    "kk": "Техникалық жұмыстар жүріп жатыр, бірнеше минут күтіңіз.",
    "hy": "Հաստատեք, որ ռոբոտ չեք։",
    "ka": "წვდომა შეზღუდულია. გაიარეთ ავტორიზაცია.",
    "ar": "طلبات كثيرة من شبكتك. انتظر بضع دقائق.",
    "fa": "دسترسی شما محدود شده است. وارد حساب کاربری شوید.",
    "he": "הגישה נחסמה בשל תנועה חריגה מהרשת שלך.",
    "hi": "बहुत अधिक अनुरोध आए हैं। कुछ मिनट प्रतीक्षा करें।",
    "th": "ระบบขัดข้องทางเทคนิค กรุณารอสักครู่",
    "vi": "Máy chủ đang quá tải, vui lòng chờ vài phút.",
    "zh-hans": "访问过于频繁，请拖动滑块完成验证。",
    "zh-hant": "資料庫連線失敗，系統維護中，請稍後。",
    "ja": "アクセスが集中しています。数分後に再読み込みしてください。",
    "ko": "비정상적인 접속이 감지되었습니다. 보안문자를 입력하세요.",
    "sw": "Huna ruhusa. Ingia kwenye akaunti yako.",
}
ABSENCES = {
    "en": "We searched high and low: there is no page at this address. Check the spelling and try again.",
    "de": "Die Seite gibt es nicht mehr. Gehen Sie zur Startseite oder nutzen Sie die Suche.",
    "fr": "La page demandée est introuvable. Vérifiez l'adresse ou revenez à l'accueil.",
    "es": "La página que busca no existe o fue eliminada. Verifique la dirección.",
    "pt": "A página não foi encontrada. Verifique o endereço ou volte ao início.",
    "it": "La pagina cercata non esiste. Verifica l'indirizzo o torna alla home.",
    "nl": "De pagina bestaat niet. Controleer het adres of ga naar de voorpagina.",
    "sv": "Sidan kunde inte hittas. Den kan ha flyttats eller tagits bort.",
    "da": "Siden findes ikke. Den er måske slettet eller flyttet.",
    "nb": "Siden finnes ikke. Den kan være slettet eller flyttet.",
    "fi": "Sivua ei löytynyt. Se on ehkä poistettu tai siirretty.",
    "is": "Síðan fannst ekki. Henni kann að hafa verið eytt.",
    "et": "Lehte ei leitud. See võib olla kustutatud.",
    "lv": "Lapa nav atrasta. Iespējams, tā ir dzēsta.",
    "lt": "Puslapis nerastas. Galbūt jis ištrintas.",
    "pl": "Nie znaleziono strony. Mogła zostać usunięta lub przeniesiona.",
    "cs": "Stránka nebyla nalezena. Možná byla smazána nebo přesunuta.",
    "sk": "Stránka sa nenašla. Možno bola odstránená.",
    "hu": "Az oldal nem található. Lehet, hogy törölték.",
    "sl": "Strani ni mogoče najti. Morda je bila odstranjena.",
    "hr": "Stranica nije pronađena. Možda je uklonjena ili premještena.",
    "sr": "Страница није пронађена. Можда је уклоњена.",
    "bg": "Страницата не е намерена. Може да е изтрита.",
    "ru": "Страница не найдена. Возможно, она удалена или адрес набран с ошибкой.",
    "uk": "Сторінку не знайдено. Можливо, її видалено.",
    "ro": "Pagina nu a fost găsită. Este posibil să fi fost ștearsă.",
    "el": "Η σελίδα δεν βρέθηκε. Ίσως έχει διαγραφεί.",
    "tr": "Sayfa bulunamadı. Silinmiş veya taşınmış olabilir.",
    "az": "Səhifə tapılmadı. Ola bilsin ki, silinib.",
    "kk": "Бет табылмады. Ол жойылған болуы мүмкін.",
    "hy": "Էջը չի գտնվել։ Հնարավոր է՝ այն ջնջվել է։",
    "ka": "გვერდი ვერ მოიძებნა. შესაძლოა, წაიშალა.",
    "ar": "الصفحة غير موجودة. ربما حذفت أو نقلت.",
    "fa": "صفحه پیدا نشد. شاید حذف شده باشد.",
    "he": "הדף לא נמצא. ייתכן שהוא נמחק או הועבר.",
    "hi": "पृष्ठ नहीं मिला। शायद इसे हटा दिया गया है।",
    "th": "ไม่พบหน้าที่คุณต้องการ อาจถูกลบไปแล้ว",
    "vi": "Không tìm thấy trang. Có thể trang đã bị xóa.",
    "zh-hans": "您访问的页面不存在，可能已被删除。",
    "zh-hant": "找不到您要的頁面，可能已被刪除。",
    "ja": "お探しのページは見つかりませんでした。削除された可能性があります。",
    "ko": "페이지를 찾을 수 없습니다. 삭제되었거나 이동했습니다.",
    "sw": "Ukurasa haukupatikana. Huenda umefutwa.",
}


@pytest.mark.parametrize("language", GATES)
def test_a_gate_is_seen_in_every_language(language: str) -> None:
    assert may_hold_back(GATES[language])


@pytest.mark.parametrize("language", ABSENCES)
def test_a_page_of_absence_is_no_gate_in_any_language(language: str) -> None:
    assert not may_hold_back(ABSENCES[language])
    assert not holds_back(ABSENCES[language])


CONSENT = yaml.safe_load(Path(__file__).with_name("consent.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", CONSENT)
def test_a_wall_of_consent_is_known_by_what_it_speaks_of(language: str) -> None:
    assert mostly_on_cookies(CONSENT[language])


def test_a_notice_below_a_text_is_no_wall_of_consent() -> None:
    assert not mostly_on_cookies(f"The boats of the islands sail alone. {'They return by noon. ' * 20}{CONSENT['en']}")
