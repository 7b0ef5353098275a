"""The proposer that reads with the encoder: rules and encoder propose together, and the encoder decides."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vigil.analysis.encoder import Marks, Proposer
from vigil.analysis.learned_mentions import choose_mentions
from vigil.analysis.learned_speech import choose_said
from vigil.analysis.learned_triggers import choose_triggers
from vigil.analysis.network import Network, network
from vigil.analysis.rules import RuleProposer
from vigil.analysis.segment import Segmented
from vigil.analysis.sight import sight
from vigil.analysis.subject import concerns, may_concern
from vigil.analysis.trees import TREES
from vigil.languages import Language

ENCODED = frozenset({"en"})
"""Languages that the encoder has been taught."""


def proposer_for(language: Language) -> Proposer:
    """Return what proposes for reports in a language: rules and encoder where it has been taught, else rules alone."""
    return LearnedProposer(language) if language.tag in ENCODED else RuleProposer(language)


@dataclass(frozen=True)
class LearnedProposer:
    """Marks a story by the tables of its language and by the encoder, that which ships where none is given."""

    language: Language
    encoder: Network | None = None

    @property
    def name(self) -> str:
        """What proposes, and its version."""
        return f"rules 1, encoder {(self.encoder or network()).version}"

    def mark(self, text: Segmented) -> Marks:
        """Return mentions, triggers and attributions."""
        marks = RuleProposer(self.language).mark(text)
        concerned = may_concern(text.story.text, self.language)
        encoder = self.encoder or network()
        seen = sight(encoder.read(text), encoder.heads)
        return replace(
            marks,
            mentions=marks.mentions if concerned else choose_mentions(text, marks.mentions, seen),
            triggers=choose_triggers(text, marks.triggers, seen),
            attributions=choose_said(text, marks.attributions, seen, wide=not concerns(text, self.language)),
            judge=seen,
            chooser=TREES,
        )
