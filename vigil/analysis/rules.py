"""The proposer that needs nothing but language data."""

from __future__ import annotations

from dataclasses import dataclass

from vigil.analysis.attribution import find_attributions
from vigil.analysis.encoder import Marks
from vigil.analysis.mentions import find_mentions
from vigil.analysis.segment import Segmented
from vigil.analysis.triggers import find_triggers
from vigil.languages import Language


@dataclass(frozen=True, slots=True)
class RuleProposer:
    """Marks a story by the tables of its language."""

    language: Language
    name: str = "rules 1"

    def mark(self, text: Segmented) -> Marks:
        """Return the mentions, triggers and attributions that the tables know."""
        mentions = find_mentions(text, self.language)
        return Marks(
            mentions=mentions,
            triggers=find_triggers(text, self.language),
            attributions=find_attributions(text, mentions, self.language),
        )
