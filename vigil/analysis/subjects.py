"""What each utterance of a story is about: the subject of its first verb."""

from __future__ import annotations

from dataclasses import dataclass

from vigil.analysis.cues import lexicon
from vigil.analysis.grammar import grammar
from vigil.analysis.noun_phrases import NounPhrases
from vigil.analysis.segment import Segmented
from vigil.analysis.utterance import utterances
from vigil.languages import Language
from vigil.model.text import Span

_SHORTEST_PAST = 5


@dataclass(frozen=True, slots=True)
class Subject:
    """An utterance and the words of its first subject; None where no verb is found."""

    span: Span
    paragraph: int
    subject: Span | None


def find_subjects(text: Segmented, language: Language) -> tuple[Subject, ...]:
    """Return every utterance of a story with its first subject, in order."""
    words, verbs = grammar(language), lexicon(language).verbs
    found: list[Subject] = []
    for utterance in utterances(text):
        phrases = NounPhrases(utterance, words, verbs)
        subject = None
        for index, atom in enumerate(utterance.atoms):
            past = atom.lower.endswith("ed") and len(atom.lower) >= _SHORTEST_PAST and not atom.capitalised
            if index and (past or atom.lower in verbs or words.is_finite(utterance.atoms, index)):
                pair = phrases.before(index)
                subject = utterance.between(*pair) if pair is not None else None
                if subject is not None:
                    break
        found.append(Subject(utterance.span, utterance.paragraph, subject))
    return tuple(found)
