import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.languages.keys import name_keys
from vigil.languages.names import fold, skeleton, stems


@pytest.mark.parametrize(
    "spellings",
    [
        ("Musakhanuly", "Musakhan", "Musakhanov", "Мұсаханұлы", "MUSAKHANULY"),
        ("Qaster", "Kaster", "Қастер"),
        ("Alimuly", "Alymuly"),
        ("Sayragul", "Sairagul"),
        ("Yidiresi", "Idris", "Idriss"),
        ("al-Araibi", "AlAraibi", "Araibi"),
        ("Mohammed", "Muhammad", "Mohamad", "محمد"),
        ("Hasan", "Hassan", "Xasan", "Хасанов"),
        ("Abdullaev", "Абдуллаев", "Abdullayev"),
        ("Gusatjenko", "Гусаченко", "Gusachenko"),
        ("Jusufov", "Yusufov"),
        ("al-Rabii", "الربيعي"),
        ("Tursun", "吐尔逊"),
        ("Aleh", "Oleg"),
        ("Abdulaziz", "Aziz", "عبدالعزيز"),
        ("Chochlov", "Khokhlov", "Хохлов"),
    ],
)
def test_spellings_share_a_key(spellings: tuple[str, ...]) -> None:
    assert set.intersection(*(set(name_keys(s)) for s in spellings))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Musakhan", "Musayev"), ("Ali", "Lee"), ("Omar", "Amir"), ("Petrov", "Pavlov"), ("Dana", "Dina")],
)
def test_other_names_share_none(one: str, other: str) -> None:
    assert not set(name_keys(one)) & set(name_keys(other))


def test_articles_and_links_give_no_key() -> None:
    assert name_keys("al") == name_keys("bin") == name_keys("") == name_keys("…") == ()


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("  Ní Aoláin ", "ni aolain"),
        ("O‘g‘li", "ogli"),
        ("Hakeem AlAraibi", "hakeem al araibi"),
        ("العريبي", "al ryby"),
        ("Łukasz Żak", "lukasz zhak"),
        ("Мұсаханұлы Қастер", "musakhanuly qaster"),
    ],
)
def test_fold(written: str, plain: str) -> None:
    assert fold(written) == plain


def test_stem_says_what_was_dropped() -> None:
    assert [(s.text, s.ending, s.kind) for s in stems("musakhanuly")] == [("musakhan", "uly", "patronymic")]
    assert stems("uly") == ()


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert all(skeleton(part) for part in once.split())
