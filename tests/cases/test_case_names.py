import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.cases.names import SAME_NAME, compare_names, core_parts

NAMES = st.text(st.characters(codec="utf-8", categories=("L", "M", "Zs", "Pd", "Po")), max_size=30)


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
    ],
)
def test_spellings_of_one_name(a: str, b: str) -> None:
    assert compare_names(a, b).score >= SAME_NAME


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
    ],
)
def test_reasons_are_plain(a: str, b: str, reason: str) -> None:
    assert reason in compare_names(a, b).reasons


@given(NAMES, NAMES)
def test_score_is_symmetric_and_within_bounds(a: str, b: str) -> None:
    one, other = compare_names(a, b), compare_names(b, a)
    assert one.score == other.score
    assert 0.0 <= one.score <= 1.0


@given(NAMES)
def test_a_name_is_itself(name: str) -> None:
    assert compare_names(name, name).score == (1.0 if core_parts(name) else 0.0)
