"""Words of custody: what arrest, release, disappearance, ill-treatment and death are called, and what only sounds so."""

from __future__ import annotations

import pytest

from vigil.analysis.segment import segment
from vigil.analysis.triggers import find_triggers
from vigil.languages import Language
from vigil.model.text import Story

ENGLISH = Language("en")
FAMILY = {"detention", "release", "disappearance", "ill_treatment", "death"}


def types(words: str) -> set[str]:
    return {t.type for t in find_triggers(segment(Story(words), ENGLISH), ENGLISH)}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The marines detained Odil at the ferry.", "detention"),
        ("She has been in Lefortovo since Easter.", "detention"),
        ("He spent nine weeks in Adiala.", "detention"),
        ("They are still in immigration custody.", "detention"),
        ("The cook languishes in a border cell.", "detention"),
        ("Her uncle was hauled in for questioning.", "detention"),
        ("Six families were crammed into trucks by the patrol.", "detention"),
        ("Officers grabbed my brother outside the bakery.", "detention"),
        ("The court prolonged his pre-trial detention.", "detention"),
        ("The judge gave him another 30 days in custody.", "detention"),
        ("He was placed under house arrest.", "detention"),
        ("The tailor is a prisoner in his own flat.", "detention"),
        ("News of her arrest reached the village.", "detention"),
        ("Farrukh was committed to prison.", "detention"),
        ("His aunt was taken for re-education.", "detention"),
        ("The magistrate freed Odil without conditions.", "release"),
        ("He is out on bail.", "release"),
        ("She walked free on Sunday.", "release"),
        ("The two were bailed out by friends.", "release"),
        ("The baker was amnestied in May.", "release"),
        ("They let him go after midnight.", "release"),
        ("The court ordered the immediate release of Odil.", "release"),
        ("He was granted parole.", "release"),
        ("The panel turned down his plea for bail.", "release"),
        ("They left the detention centre at noon.", "release"),
        ("Masked men dragged her into a grey van.", "disappearance"),
        ("His telephone has been switched off since Friday.", "disappearance"),
        ("The family cannot reach him.", "disappearance"),
        ("There is no word of Odil.", "disappearance"),
        ("She has not been heard from since June.", "disappearance"),
        ("He was held in secret for a month.", "disappearance"),
        ("He was snatched off the street in Istanbul.", "disappearance"),
        ("The missing lawyer left no note.", "disappearance"),
        ("They drove him to an unknown place.", "disappearance"),
        ("The ministry refuses to say where he is held.", "disappearance"),
        ("Guards broke two of his ribs.", "ill_treatment"),
        ("He was made to kneel on gravel.", "ill_treatment"),
        ("They kept her awake for four nights.", "ill_treatment"),
        ("The cook confessed under torture.", "ill_treatment"),
        ("He was hung by the wrists.", "ill_treatment"),
        ("She bears scars on her back.", "ill_treatment"),
        ("The boy was refused insulin for a week.", "ill_treatment"),
        ("The cook was struck on the head.", "ill_treatment"),
        ("His body was found near the canal.", "death"),
        ("She died in custody in 2014.", "death"),
        ("At home he would face the firing squad.", "death"),
        ("The tailor was beaten to death.", "death"),
        ("The tailor walked to the gallows.", "death"),
        ("Two brothers drowned in the strait.", "death"),
        ("He did not survive the winter.", "death"),
    ],
)
def test_it_is_named(words: str, expected: str) -> None:
    assert expected in types(words)


@pytest.mark.parametrize(
    "words",
    [
        "The party held a press conference in Osh.",
        "The bank must hold its directors accountable.",
        "The office released its annual report.",
        "A survey released in March shows little change.",
        "The candidate seized on the remark.",
        "The photograph was captured on camera by a neighbour.",
        "She lashed out at the press.",
        "Parliament slapped a new tariff on steel.",
        "The drug trade pays for the militia.",
        "Mr Lynch spoke for an hour.",
        "The plan was flawlessly executed.",
        "The film was shot in eleven days.",
        "Entry is free of charge.",
        "The goods were seized at the port.",
        "He caught the bus to the market.",
        "The meeting was held in Bratislava.",
        "Her passport was taken away from the desk.",
        "The clerk picked up a pen.",
    ],
)
def test_what_only_sounds_so_is_not(words: str) -> None:
    assert not types(words) & FAMILY
