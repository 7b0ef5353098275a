import pytest

from vigil.languages.offences import offence_kinds, offence_label, offence_of_judgment


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("deliberate illegal crossing of the state border (article 392)", {"illegal_entry"}),
        ("membership of a terrorist organisation", {"terrorism"}),
        ("an attempt to overthrow the constitutional order", {"against_the_state"}),
        ("theft", set()),
        ("", set()),
    ],
)
def test_kinds_of_offence(words: str, kinds: set[str]) -> None:
    assert offence_kinds(words) == kinds


@pytest.mark.parametrize(
    ("sentence", "offence"),
    [
        (
            "A court convicted her in her absence in 2030 of vandalising a school and sentenced her.",
            "vandalising a school",
        ),
        ("She was jailed for ten years over an arson attack, her lawyer said.", "an arson attack"),
        ("She was found guilty of extremism.", "extremism"),
        ("She was sentenced to ten years in prison.", None),
        ("She got a suspended sentence of six months.", None),
        ("She was jailed for life.", None),
    ],
)
def test_the_offence_of_a_judgment(sentence: str, offence: str | None) -> None:
    assert offence_of_judgment(sentence) == offence


def test_kinds_have_labels() -> None:
    assert offence_label("illegal_entry") == "illegal entry"
