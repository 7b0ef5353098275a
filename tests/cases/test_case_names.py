import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.cases.names import SAME_NAME, compare_names, core_parts, name_score
from vigil.languages.keys import person_keys
from vigil.languages.words import MOST_PARTS

NAMES = st.text(st.characters(codec="utf-8", categories=("L", "M", "Zs", "Pd", "Po")), max_size=30)
ANYTHING = st.text(max_size=60)
PARTS = st.lists(
    st.sampled_from(
        [
            "Erlan",
            "Sabarikuly",
            "Дмитрий",
            "محمد",
            "عبد",
            "الرحمن",
            "abu",
            "bin",
            "al-",
            "沙吾提拜",
            "리영길",
            "Dr",
            "K.",
            "O'g'li",
        ]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)
UNSEEN = st.sampled_from(["\u200e", "\u200f", "\u202b", "\u200b", "\u200d", "\ufeff", "\u00ad", "\u2069"])


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Qaster Musakhanuly", "Kaster Musakhan"),
        ("MUSAKHANULY Kaster", "Kaster Musakhanuly"),
        ("Sayragul Sauytbay", "Sairagul Sauytbay"),
        ("Hakeem AlAraibi", "Hakeem al-Araibi"),
        ("Hakeem Ali Mohamed Ali Al Araibi", "Hakeem Al-Araibi"),
        ("Abzal Kuspanov", "Abzal Kuspan"),
        ("Наталья Орлова", "Natalya Orlova"),
        ("Мұсаханұлы Қастер", "Qaster Musakhanuly"),
        ("Abdul Aziz", "Abdulaziz"),
        ("Dr Samir Hasan", "Samir Hassan"),
        ("N. Nazarbayev", "Nursultan Nazarbayev"),
        ("محمد حسن", "Mohammed Hassan"),
        ("Erlan Sabarikuly", "Erlan Sabarak"),
        ("Davron Nasrullaev", "Davron Nasrulloyev"),
        ("Elçin Tahirli", "Elchin Takhirly"),
        ("Мұрат Сауытбек", "Murat Sauytbek"),
        ("Sergej Maltsev", "Sergei Maltsev"),
        ("Andrej Brojan", "Andrei Broian"),
        # endings and patronymics
        ("Davron Nasrullozoda", "Nasrulloev Davron"),
        ("Aibek uulu Bakyt", "Bakyt Aibek"),
        ("Gulnara Orazova", "Gulnara Oraz qizi"),
        ("Denis Petrovich Duk", "Dzianis Duk"),
        ("Nikolai Sergeevich Orlov", "Mikalai Siarheevich Arlou"),
        # scripts
        ("Hakeem al-Rabii", "حكيم الربيعي"),
        ("Abdurehim Tohti", "ئابدۇرېھىم توختى"),
        ("Shahbaz Mazhari", "شہباز مظہری"),
        ("Yusuf Sahrawi", "يوسف صحراوي"),
        ("Salem Yazaji", "سالم يازجي"),
        ("Рустам Орифов", "Rustam Orifov"),
        ("Ғайрат Ўринов", "G'ayrat O'rinov"),
        ("Володимир Шевчук", "Vladimir Shevchuk"),
        ("Уладзімір Гарбуноў", "Vladimir Gorbunov"),
        ("Bakyt Sarybaev", "Бакыт Сарыбаев"),
        ("Ri Yong-gil", "리영길"),
        ("Wang Mingshan", "王明山"),
        # Chinese spellings of names of other languages
        ("Sauytbek", "沙吾提别克"),
        ("Qaster Musakhan", "卡斯铁尔·木萨汗"),
        ("Yidiresi Aishan", "Idris Hasan"),
        ("伊迪热斯·艾山", "Idris Hasan"),
        # words that are joined or divided, and small words
        ("Abd al-Rahman Oraz", "Abdurrahman Oraz"),
        ("Najm al-Din Oraz", "Najmuddin Oraz"),
        ("Mati Ullah Oraz", "Matiullah Oraz"),
        ("Mohammad Nazar Orazi", "Mohammadnazar Orazi"),
        ("Ahmad Alsyed", "Ahmad al-Sayyed"),
        ("Abu Omar al-Orazi", "Abou Umar Orazi"),
        # short forms, initials, typos, letters of the other alphabet
        ("Sasha Orlov", "Aleksandr Orlov"),
        ("Bill Harper", "William Harper"),
        ("M. Amin Hasan", "Muhammad Amin Hasan"),
        ("Gulnara Sarybaeva", "Gulnara Sarybeava"),
        ("Iгор Орлов", "Igor Orlov"),
    ],
)
def test_spellings_of_one_name(a: str, b: str) -> None:
    assert compare_names(a, b).score >= SAME_NAME
    assert person_keys(a) & person_keys(b), "the index would not find it"


@pytest.mark.parametrize(
    "spellings",
    [
        ("Qaster", "Kaster", "Қастер", "Кастер"),
        ("Musakhan", "Musakhanuly", "Musakhanov", "Мұсаханұлы"),
        ("Sabarak", "Sabarikuly"),
        ("al-Rabii", "الربيعي"),
        ("Sauytbek", "Сауытбек", "沙吾提别克"),
        ("Abdullaev", "Abdulloyev"),
        ("Tahirli", "Takhirlı"),
    ],
)
def test_spellings_of_one_single_name(spellings: tuple[str, ...]) -> None:
    for a, b in itertools.combinations(spellings, 2):
        assert name_score(a, b) >= SAME_NAME, (a, b)
        assert person_keys(a) & person_keys(b), (a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Murager Alimuly", "Qaster Musakhanuly"),
        ("Ali Haroon", "Ali Hassan"),
        ("Sauytbay", "Sayragul Sauytbay"),
        ("Oleg Deripaska", "Igor Deripaska"),
        ("Ivan Petrovich Orlov", "Ivan Nikolaevich Orlov"),
        ("Dana", "Daniyar Orazov"),
        ("Erlan Sabarikuly", "Timur Sabarikuly"),
        ("Serik Orazuly", "Serikzhan Orazuly"),
        ("Nurlan Oraz", "Nurlanbek Oraz"),
        ("Samir Hasan", "Samira Hasan"),
        ("Karim Oraz", "Karima Oraz"),
        ("Hasan Oraz", "Husain Oraz"),
        ("Murat Oraz", "Marat Oraz"),
        ("Nurzhan Oraz", "Nurlan Oraz"),
        ("Erbol Oraz", "Nurbol Oraz"),
        ("Nodir Oraz", "Nodira Oraz"),
        ("Aleksandr Orlov", "Aleksandra Orlova"),
        ("Abdul Rahman", "Abdul Rahim"),
        ("Abu Bakr", "Abu Omar"),
        ("Saddam Oraz al-Tikriti", "Qusay Saddam Oraz al-Tikriti"),
        ("Salman bin Omar al-Rawi", "Omar bin Salman al-Rawi"),
        ("Ivan Petrov", "Sergei Ivanovich Petrov"),
        ("Kim Jong-man", "Kim Jong-sik"),
        ("김종만", "김정만"),
        ("Yidiresi Aishan", "Adiljan Hasan"),
        ("艾山", "Hasan Karim"),
        ("", "Dana Oraz"),
        ("...", "---"),
    ],
)
def test_names_of_two_people(a: str, b: str) -> None:
    assert compare_names(a, b).score < SAME_NAME


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        ("Qaster Musakhanuly", "Qaster Musakhan", "Musakhan is Musakhanuly without its patronymic ending"),
        ("Qaster Musakhan", "Kaster Musakhan", "Qaster and Kaster are spellings of one name"),
        ("MUSAKHAN Kaster", "Kaster Musakhan", "the order of the parts differs"),
        ("Natalya Orlova", "Наталья Орлова", "Latin and Cyrillic"),
        ("Igor Deripaska", "Oleg Deripaska", "Igor and Oleg differ"),
        ("Hakeem Ali Araibi", "Hakeem Araibi", "Ali stands in one name only"),
        ("Dana Oraz", "Dana Oraz", "written alike"),
        ("沙吾提别克", "Sauytbek", "沙吾提别克 and Sauytbek match by their Chinese syllables"),
        ("Yidiresi Aishan", "Idris Hasan", "Aishan and Hasan match by their Chinese syllables"),
        ("Sasha Orlov", "Aleksandr Orlov", "Sasha and Aleksandr are a name and its short form"),
        ("Mikalai Orlov", "Nikolai Orlov", "Mikalai and Nikolai are forms of one name"),
        ("Abdul Hamid Oraz", "Hamid Oraz", "Abdul Hamid and Hamid differ by the word Abd"),
        (
            "Mohammad Nazar Oraz",
            "Mohammadnazar Oraz",
            "Mohammad Nazar and Mohammadnazar are one name, divided differently",
        ),
        ("Ri Yong-gil", "리영길", "the same syllables in Korean"),
        ("Oleg Deripaska", "حسن", "Oleg and حسن differ"),
    ],
)
def test_reasons_are_plain(a: str, b: str, reason: str) -> None:
    assert reason in compare_names(a, b).reasons


@given(ANYTHING | PARTS, ANYTHING | PARTS)
def test_any_text_is_compared(a: str, b: str) -> None:
    match = compare_names(a, b)
    assert match.score == compare_names(b, a).score == name_score(a, b)
    assert 0.0 <= match.score <= 1.0
    assert match.reasons
    assert all(reason.strip() and "{" not in reason.replace(a, "").replace(b, "") for reason in match.reasons)


@given(PARTS, UNSEEN, st.integers(min_value=0, max_value=40))
def test_marks_that_nobody_sees_change_nothing(name: str, mark: str, at: int) -> None:
    assert core_parts(name[:at] + mark + name[at:]) == core_parts(name)


@pytest.mark.parametrize("name", ["Oraz " * 50_000, "a" * 1_000_000, "abu " * 90_000, "عبد" * 100_000, "沙" * 100_000])
def test_a_pasted_page_is_compared_by_its_beginning(name: str) -> None:
    assert len(core_parts(name)) <= MOST_PARTS
    assert 0.0 <= compare_names(name, "Dana " + name).score <= 1.0


@given(st.sampled_from(["Dana", "Oraz", "Serik", "Gulnara"]), st.sampled_from(["Sarybaev", "Orlov"]), st.booleans())
def test_the_order_of_two_parts_does_not_matter(given_name: str, surname: str, comma: bool) -> None:
    turned = f"{surname}{',' if comma else ''} {given_name}"
    assert name_score(f"{given_name} {surname}", turned) == 1.0


@given(NAMES, NAMES)
def test_score_is_symmetric_and_within_bounds(a: str, b: str) -> None:
    one, other = compare_names(a, b), compare_names(b, a)
    assert one.score == other.score
    assert 0.0 <= one.score <= 1.0


@given(NAMES)
def test_a_name_is_itself(name: str) -> None:
    assert compare_names(name, name).score == (1.0 if core_parts(name) else 0.0)
