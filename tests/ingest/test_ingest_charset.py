from __future__ import annotations

import codecs
import random

import ftfy.bad_codecs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.made_files import LIMITS, refused
from vigil.errors import InputError
from vigil.ingest import Received, decode
from vigil.ingest.charset import codec_of, decode_text
from vigil.ingest.received import Decoded

RUSSIAN = (
    "Суд в Зайсане отложил рассмотрение дела двух этнических казахов, бежавших из Китая. Адвокат сообщил, что следующее "
    "заседание назначено на 21 января. Мы просим не высылать их, сказала правозащитница."
)
UKRAINIAN = "Суд відклав розгляд справи двох етнічних казахів, які втекли з Китаю, повідомив адвокат Євген Їжак."
FRENCH = (
    "Le tribunal a décidé de reporter l’audience à février. « Nous avons été arrêtés à la frontière », a déclaré l'avocat "
    "du réfugié, âgé de 30 ans."
)
ENGLISH = "The court said “they must not be returned” — the lawyer’s words were quoted by José Muñoz in the café."
POLISH = "Sąd w Warszawie odroczył rozprawę. Adwokat powiedział, że następne posiedzenie odbędzie się w styczniu."
TURKISH = (
    "Mahkeme, Çin'den kaçan iki etnik Kazak'ın davasını 21 Ocak'a erteledi. Avukatı, müvekkilinin iade edilmemesi "
    "gerektiğini söyledi. Şikâyet işleme konuldu."
)
ARABIC = "أجلت المحكمة النظر في قضية اثنين من العرقية الكازاخية الفارين من الصين إلى الحادي والعشرين من يناير."
GREEK = "Το δικαστήριο ανέβαλε την υπόθεση των δύο ανδρών που διέφυγαν από την Κίνα."
HEBREW = "בית המשפט דחה את הדיון בעניינם של שני הגברים שנמלטו מסין."
CHINESE = "法院推迟了对两名从中国逃离的哈萨克族男子的审理。律师表示，下一次开庭定于一月二十一日。"
JAPANESE = "裁判所は中国から逃れた二人のカザフ人の審理を延期した。弁護士は次の公判は一月二十一日だと述べた。"
KOREAN = "법원은 중국에서 탈출한 카자흐계 남성 두 명에 대한 재판을 연기했다."
VIETNAMESE = "Tòa án hoãn xét xử hai người đàn ông gốc Kazakh chạy trốn khỏi Trung Quốc. Luật sư nói về phiên tòa."
KAZAKH = "Сот Қытайдан қашқан екі этникалық қазақтың ісін қарауды 21 қаңтарға кейінге қалдырды."
UYGHUR = "سوت خىتايدىن قاچقان ئىككى قازاقنىڭ دېلوسىنى كېچىكتۈردى."
ALL = (RUSSIAN, UKRAINIAN, FRENCH, ENGLISH, POLISH, TURKISH, ARABIC, GREEK, HEBREW, CHINESE, JAPANESE, KOREAN,
       VIETNAMESE, KAZAKH, UYGHUR)  # fmt: skip
LEGACY = (
    *((RUSSIAN, name) for name in ("windows-1251", "koi8-r", "cp866", "iso-8859-5", "mac-cyrillic")),
    (UKRAINIAN, "windows-1251"), (UKRAINIAN, "koi8-u"), (FRENCH, "windows-1252"), (ENGLISH, "windows-1252"),
    (POLISH, "windows-1250"), (POLISH, "iso-8859-2"), (TURKISH, "windows-1254"), (ARABIC, "windows-1256"),
    (GREEK, "windows-1253"), (GREEK, "iso-8859-7"), (HEBREW, "windows-1255"), (CHINESE, "gb18030"),
    (JAPANESE, "cp932"), (JAPANESE, "euc-jp"), (JAPANESE, "iso-2022-jp"), (KOREAN, "cp949"),
)  # fmt: skip


ftfy.bad_codecs.ok()
"""Registers the "sloppy" codecs, which read as browsers do."""


def codes(found: Decoded) -> list[str]:
    return [issue.code for issue in found.issues]


def same(one: str, other: str) -> bool:
    return codecs.lookup(one).name == codecs.lookup(other).name


@pytest.mark.parametrize(("text", "charset"), LEGACY)
def test_the_declared_set_is_used_without_a_word(text: str, charset: str) -> None:
    found = decode_text(text.encode(charset), declared=(charset,))
    assert (found.text, found.issues) == (text, ())
    assert same(found.charset or "", charset)


@pytest.mark.parametrize(("text", "charset"), LEGACY)
@pytest.mark.parametrize("declared", [None, "utf-8"])
def test_without_a_true_declaration_the_set_is_told_by_its_look(text: str, charset: str, declared: str | None) -> None:
    found = decode_text(text.encode(charset), declared=(declared,))
    assert found.text == text
    assert codes(found) == ([] if charset == "iso-2022-jp" else ["charset-guessed"])


@pytest.mark.parametrize(
    ("text", "charset", "declared"),
    [
        (RUSSIAN, "windows-1251", "windows-1252"),
        (RUSSIAN, "windows-1251", "iso-8859-1"),
        (RUSSIAN, "koi8-r", "windows-1251"),
        (RUSSIAN, "windows-1251", "koi8-r"),
        (FRENCH, "windows-1252", "windows-1251"),
        (TURKISH, "windows-1254", "iso-8859-1"),
        (HEBREW, "windows-1255", "windows-1251"),
        (ARABIC, "windows-1256", "windows-1252"),
    ],
)
def test_a_wrong_declaration_is_seen_through_and_told(text: str, charset: str, declared: str) -> None:
    found = decode_text(text.encode(charset), declared=(declared,))
    assert found.text == text
    (issue,) = found.issues
    assert issue.code == "charset-guessed"
    assert f"calls itself {declared}, which it is not" in issue.message


@pytest.mark.parametrize("text", ALL)
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_as_what_it_is(text: str, charset: str) -> None:
    found = decode_text(text.encode(charset))
    assert (found.text, found.issues) == (text, ())


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_shows_by_its_zeros(charset: str) -> None:
    found = decode_text(FRENCH.encode(charset))
    assert (found.text, found.issues) == (FRENCH, ())


def test_utf8_wins_over_what_the_page_calls_itself() -> None:
    found = decode_text(RUSSIAN.encode(), declared=("windows-1251", None))
    assert (found.text, found.charset, codes(found)) == (RUSSIAN, "utf-8", ["charset-misdeclared"])


def test_a_page_of_single_bytes_that_calls_itself_utf16_is_utf8() -> None:
    assert decode_text(RUSSIAN.encode(), declared=("utf-16",)).issues == ()


@pytest.mark.parametrize("text", ALL)
@pytest.mark.parametrize("wrong", ["latin-1", "sloppy-windows-1252"])
def test_text_once_read_in_the_wrong_set_is_mended_and_told(text: str, wrong: str) -> None:
    found = decode_text(text.encode().decode(wrong).encode())
    assert (found.text, codes(found)) == (text, ["charset-mended"])


@pytest.mark.parametrize(
    ("meant", "seen"), [("windows-1251", "windows-1252"), ("koi8-r", "windows-1251"), ("windows-1251", "koi8-r")]
)
def test_a_swap_of_two_single_byte_sets_is_mended(meant: str, seen: str) -> None:
    found = decode_text(RUSSIAN.encode(meant).decode(seen).encode())
    assert (found.text, codes(found)) == (RUSSIAN, ["charset-mended"])


def test_mojibake_that_has_lost_letters_is_refused() -> None:
    for text in (RUSSIAN, CHINESE, ARABIC, POLISH):
        garbled = "".join(c for c in text.encode().decode("latin-1") if not "\x7f" < c < "\xa0")
        with pytest.raises(InputError, match="letters are broken"):
            decode_text(garbled.encode())
    with pytest.raises(InputError, match="letters are broken"):
        decode_text("He said âthe court hasnât decidedâ â and he wonât go.".encode())


def test_letters_that_were_lost_are_not_stored() -> None:
    with pytest.raises(InputError, match="letters were lost"):
        decode_text(RUSSIAN.encode("windows-1251").decode("utf-8", errors="replace").encode())
    with pytest.raises(InputError, match="letters were lost"):
        decode_text(RUSSIAN.encode("ascii", errors="replace"))


def test_a_few_lost_letters_are_told() -> None:
    body = (ENGLISH * 20).encode().replace("ñ".encode(), b"\xff", 1)
    found = decode_text(body, declared=("utf-8",))
    assert codes(found) == ["charset-damage"]
    assert found.text.count("\ufffd") == 1


def test_mojibake_in_a_script_is_nobodys_business() -> None:
    body = f"<html><script>var table = 'Ã© â€™ Ð¢Ðµ'; </script><p>{ENGLISH}</p></html>".encode()
    assert decode_text(body, html=True).issues == ()


@pytest.mark.parametrize(
    "text",
    [
        "A room of 20 m², CO₂ and ½ a litre; Python⇒Speed, geht´s, 5 μg of it.",
        "SNS에 PD의 CtrlとAlt. RTД is a name with a foreign letter among many plain English words, one of two, no more.",
        "Złóż wniosek. Żółć. Ö, é, à: où est l'âme?",
        "McDonald’s and iPhone® users, L’Oréal™ buyers.",
        "ЗАЯВЛЕНИЕ ЗАЩИТНИКОВ: НЕ ВЫСЫЛАТЬ",
    ],
)
def test_odd_but_sound_text_is_left_alone(text: str) -> None:
    found = decode_text(text.encode())
    assert (found.text, found.issues) == (text, ())


def test_what_no_set_makes_legible_is_refused() -> None:
    chance = random.Random(7)
    body = b" ".join(bytes(chance.randrange(0x80, 0x100) for _ in range(9)) for _ in range(60))
    for declared in (None, "windows-1252", "koi8-r"):
        with pytest.raises(InputError, match="no other makes it legible"):
            decode_text(body, declared=(declared,))


@pytest.mark.parametrize(
    ("label", "codec"),
    [("ISO-8859-1", "windows-1252"), (" 'GB2312' ", "gb18030"), ("Shift_JIS", "cp932"), ("utf8", "utf-8"),
     ("utf-7", "utf-8"), ("koi8-r", "koi8-r"), ("rot13", None), ("unicode_escape", None), ("idna", None),
     ("windows-9999", None), ("", None), (None, None)],
)  # fmt: skip
def test_labels_mean_what_browsers_take_them_for(label: str | None, codec: str | None) -> None:
    assert codec_of(label) == codec


@pytest.mark.parametrize(
    "head",
    ['<meta charset="koi8-r">', '<META http-equiv="Content-Type" content="text/html; charset=koi8-r">',
     '<?xml version="1.0" encoding="koi8-r"?>', "<!-- " + "x" * 3_000 + " --><meta charset=koi8-r>"],
)  # fmt: skip
def test_a_page_declares_its_set_in_its_head(head: str) -> None:
    body = f"{head if head.startswith('<?') else ''}<html><head>{head}</head><p>{RUSSIAN}</p></html>".encode("koi8-r")
    page = decode(Received.of("a.html", body), LIMITS)
    assert (page.markup, page.charset, page.issues) == ("html", "koi8-r", ())
    assert RUSSIAN in page.text


def test_the_transport_is_asked_before_the_page() -> None:
    body = f'<html><meta charset="windows-1252"><p>{RUSSIAN}</p></html>'.encode("windows-1251")
    page = decode(Received.of("a.html", body, charset="windows-1251"), LIMITS)
    assert page.issues == ()


def test_line_ends_of_plain_text_are_made_one_kind() -> None:
    assert decode(Received.of("a.txt", b"one\r\ntwo\rthree\n"), LIMITS).text == "one\ntwo\nthree\n"


def test_a_text_longer_than_any_report_is_refused() -> None:
    with pytest.raises(InputError, match="a text of 10 MB, over the limit of 10 MB"):
        decode(Received.of("a.txt", b"word " * 2_000_001), LIMITS)


@pytest.mark.parametrize("unit", ["<", "<!--", "<!---->", "<script ", "<meta ", "<a ", "a©", "x <p "])
def test_hostile_markup_takes_no_more_than_a_look_at_each_character(unit: str) -> None:
    body = ("<html>" + unit * (500_000 // len(unit))).encode()
    assert decode(Received.of("a.html", body), LIMITS).text.startswith("<html>")


@given(
    text=st.text(min_size=1, max_size=300),
    charset=st.sampled_from(sorted({c for _, c in LEGACY} | {"utf-8", "utf-16"})),
)
@settings(max_examples=150, deadline=None)
def test_no_text_in_any_set_raises_anything_but_an_input_error(text: str, charset: str) -> None:
    body = text.encode(charset, errors="ignore")
    for declared in (None, charset, "windows-1252"):
        told = refused(lambda charset=declared: decode(Received.of("a", body, charset=charset), LIMITS))  # type: ignore[misc]
        assert "\n" not in (told or "")


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_no_bytes_raise_anything_but_an_input_error(body: bytes) -> None:
    told = refused(lambda: decode(Received.of("a", body), LIMITS))
    assert "\n" not in (told or "")


@given(st.text(alphabet=st.characters(codec="ascii", exclude_categories=["Cc"]), min_size=1, max_size=200))
def test_plain_ascii_is_never_changed(text: str) -> None:
    assert decode_text(text.encode()).text == text or "??" in text
