"""The words of the interface in each of its languages: one gettext catalogue a language in ``wording/``."""

from __future__ import annotations

import io
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = {"en": "English"}
"""The languages of the interface, each by its own name; every one but English has its ``wording/CODE.po``."""

RIGHT_TO_LEFT = frozenset({"ar", "fa", "ur"})


@cache
def translations(language: str) -> NullTranslations:
    """Return the catalogue of one of ``LANGUAGES``; templates and code are written in English."""
    if language == "en":
        return NullTranslations()
    compiled = io.BytesIO()
    with (files("vigil.web") / "wording" / f"{language}.po").open("rb") as catalogue:
        write_mo(compiled, read_po(catalogue, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
