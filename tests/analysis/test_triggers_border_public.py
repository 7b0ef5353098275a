"""Words that name leaving, crossing, being sent back, resettlement and speaking in public: what fires, what must not."""

from __future__ import annotations

import pytest

from vigil.analysis.segment import segment
from vigil.analysis.triggers import find_triggers
from vigil.languages import Language
from vigil.model.text import Story

ENGLISH = Language("en")


def types(words: str) -> list[str]:
    return [t.type for t in find_triggers(segment(Story(words), ENGLISH), ENGLISH)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Orlan was packed off to Minsk before lunch.", "return"),
        ("Guards shoved him through a hole in the wire.", "return"),
        ("The pushbacks at the river went on all winter.", "return"),
        ("The poet was flown, gagged, to Ashgabat.", "return"),
        ("They dumped her at the frontier.", "return"),
        ("A gunboat towed them back at first light.", "return"),
        ("Her removal has been halted.", "return"),
        ("His extradition was then postponed.", "return"),
        ("Summary expulsions rose again.", "return"),
        ("He will be in Dushanbe by nightfall.", "return"),
        ("The plane left without her.", "return"),
        ("She was led off the aircraft.", "return"),
        ("The pilot's crew refused to carry him.", "return"),
        ("The cook was told to go home.", "return"),
        ("They frogmarched Timur onto a waiting jet.", "return"),
        ("The teacher was secretly deported.", "return"),
        ("She was flown to Cairo.", "return"),
        ("The baker had himself escaped from Bukhara.", "flight"),
        ("The clerk deserted his post.", "flight"),
        ("Her brothers went into hiding.", "flight"),
        ("The journalist took refuge abroad with cousins.", "flight"),
        ("The nurse was hounded out of the country.", "flight"),
        ("The family slipped across at night.", "border_crossing"),
        ("A shepherd smuggled them over by the old bridge.", "border_crossing"),
        ("She presented herself at the checkpoint.", "border_crossing"),
        ("The widow landed safely in Oslo.", "resettlement"),
        ("Norway accepted the printer.", "resettlement"),
        ("The sisters were airlifted to Doha.", "resettlement"),
        ("He was reunited with his son in Canada.", "resettlement"),
        ("Rapporteurs wrote to the king.", "statement"),
        ("The league circulated a bulletin.", "statement"),
        ("Forty writers signed an open letter.", "statement"),
        ("The second witness was a doctor.", "testimony"),
        ("The guard swore an affidavit.", "testimony"),
        ("Residents took to the streets.", "protest"),
        ("Nuns knelt outside the embassy.", "protest"),
        ("Two detainees sewed their lips.", "protest"),
        ("State television showed the pair.", "press_conference"),
        ("We reached her by telephone.", "press_conference"),
        ("He was seen reading a confession.", "press_conference"),
    ],
)
def test_other_wordings_name_their_event(words: str, expected: str) -> None:
    assert expected in types(words)


@pytest.mark.parametrize(
    ("words", "absent"),
    [
        ("The stock exchange fell.", "return"),
        ("His tax return was late.", "return"),
        ("Her rendition of the anthem was warm.", "return"),
        ("Officers handed over control of the port.", "return"),
        ("The union sent a long letter.", "return"),
        ("He wants to get away from it all.", "flight"),
        ("The clerk is on maternity leave.", "flight"),
        ("The bank escaped criticism.", "flight"),
        ("They reached agreement at noon.", "border_crossing"),
        ("Hope came to nothing.", "border_crossing"),
        ("The credit card statement came.", "statement"),
        ("The party rallied behind its leader.", "protest"),
        ("She has a job interview.", "press_conference"),
        ("Children like video games.", "press_conference"),
    ],
)
def test_other_senses_name_no_event(words: str, absent: str) -> None:
    assert absent not in types(words)
