"""How many names are made ready, and how many pairs of names compared, in a second of one core.

``python -m benchmarks.names`` makes invented names out of syllables in Latin letters, Cyrillic and Chinese writing, with
patronymics, and misspells them. A name is made ready once and then compared with many, as linking does; no pair is
compared twice. Cold is the first comparison of two words, warm a later one.
"""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Callable, Sequence

from rich.console import Console
from rich.table import Table

from vigil.cases import name_parts
from vigil.cases.names import compare_names, name_score
from vigil.languages.keys import person_keys
from vigil.languages.words import prepare

NAMES, PAIRS = 5_000, 50_000
_GIVEN = (
    "Aibek",
    "Dana",
    "Ерлан",
    "Гульнара",
    "Murat",
    "Nikolai",
    "Mikalai",
    "Hassan",
    "محمد",
    "عبد الرحمن",
    "艾山",
    "Serik",
)
_SYLLABLES = (
    "ba",
    "dar",
    "er",
    "gul",
    "kan",
    "mur",
    "nur",
    "ol",
    "qas",
    "rai",
    "sai",
    "tur",
    "zhan",
    "бек",
    "сар",
    "тал",
)
_ENDINGS = ("", "ov", "uly", "zoda", "enko", "ov", "ова", "")
_FATHERS = ("", "", " Ivanovich", " Petrovitj", " Сергеевич")


def invented(chance: random.Random) -> str:
    surname = "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 3))) + chance.choice(_ENDINGS)
    return f"{chance.choice(_GIVEN)}{chance.choice(_FATHERS)} {surname.capitalize()}"


def misspelled(name: str, chance: random.Random) -> str:
    at = chance.randrange(len(name))
    return name[:at] + chance.choice("aeiokn") + name[at + 1 :]


def measure() -> Table:
    chance = random.Random(1)
    names = sorted({invented(chance) for _ in range(NAMES)})
    near = [(name, misspelled(name, chance)) for name in chance.choices(names, k=PAIRS)]
    far = list({(chance.choice(names), chance.choice(names)) for _ in range(PAIRS)})
    table = Table(title="Names, in a second of one core")
    table.add_column("")
    table.add_column("a second", justify="right")

    def row(label: str, work: Callable[[], None], count: int) -> None:
        gc.freeze()  # what the program loaded is not the comparing's to sweep
        began = time.process_time()
        work()
        table.add_row(label, f"{count / (time.process_time() - began):,.0f}")

    row("names made ready", lambda: _each(prepare, names), len(names))
    _each(prepare, [other for _, other in near])
    row("pairs of any two names, score", lambda: _pairs(name_score, far), len(far))
    name_parts.compared.cache_clear()
    name_score.cache_clear()
    row("pairs of one name and its misspelling, score, cold", lambda: _pairs(name_score, near), len(near))
    name_score.cache_clear()
    row("pairs of one name and its misspelling, score, warm", lambda: _pairs(name_score, near), len(near))
    row("pairs of one name and its misspelling, with reasons", lambda: _pairs(compare_names, near), len(near))
    row("names, keys for the index", lambda: _each(person_keys, names), len(names))
    return table


def _each(work: Callable[[str], object], names: Sequence[str]) -> None:
    for name in names:
        work(name)


def _pairs(work: Callable[[str, str], object], pairs: Sequence[tuple[str, str]]) -> None:
    for a, b in pairs:
        work(a, b)


if __name__ == "__main__":
    Console().print(measure())
