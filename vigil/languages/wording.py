"""What Vigil itself says, in each language that it speaks: one gettext catalogue a language in ``wording/``.

Code, templates and the labels of ``vocab/`` are written in English; ``docs/wording.py`` collects what is to be translated.
"""

from __future__ import annotations

import io
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = {"en": "English", "ru": "Русский", "kk": "Қазақша", "ar": "العربية"}
"""The languages that Vigil speaks, each by its own name; every one but English has its ``wording/CODE.po``."""

RIGHT_TO_LEFT = frozenset({"ar", "fa", "ur"})


@cache
def translations(language: str) -> NullTranslations:
    """Return the catalogue of one of ``LANGUAGES``."""
    if language == "en":
        return NullTranslations()
    compiled = io.BytesIO()
    with (files("vigil.languages") / "wording" / f"{language}.po").open("rb") as catalogue:
        write_mo(compiled, read_po(catalogue, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
