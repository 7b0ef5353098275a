"""Noun phrases beside a verb: whose word it is, with what is said of them between commas."""

from __future__ import annotations

from vigil.analysis.grammar import Grammar
from vigil.analysis.utterance import Atom, Utterance

_LONGEST = 40
"""Atoms at most in a noun phrase with all that is said of it."""
_LONGEST_ASIDE = 15
_LONGEST_QUOTED = 4
"""Words of the longest quotation that can be part of a noun phrase: the "Osh bazaar" trio."""
_SEGMENTS = 6
_INNER_MARKS = frozenset({"'", "’", "%", "$", "€", "£", "&", "[", "]", ")"})
"""Marks that can stand inside a name or a sum."""
_STOPS = frozenset({".", ";", ":", "-", "—", "–", "--", "!", "?", "•", "*", "|", "/"})


class NounPhrases:
    """Finds noun phrases in one utterance."""

    def __init__(self, utterance: Utterance, grammar: Grammar, verbs: frozenset[str]) -> None:
        self.atoms = utterance.atoms
        self.grammar = grammar
        self.verbs = verbs
        """Forms of reporting verbs that are nothing else: no noun phrase reaches over one."""
        self._silent = grammar.subjects - {"it", "you", "others"}

    def before(self, end: int) -> tuple[int, int] | None:
        """Return the atoms of the noun phrase that ends before atom ``end``, its appositions with it; None for none."""
        if end <= 0:
            return None
        last = self.atoms[end - 1]
        if last.text == ",":
            return self._before_comma(end - 1)
        if last.lower in {"who", "which"}:
            head = end - 2 if end > 1 and self.atoms[end - 2].text == "," else end - 1
            return self._trimmed(self._walk_left(head), head) if head > 0 else None
        return self._trimmed(self._walk_left(end), end)

    def after(self, start: int, *, leaves: bool = False) -> tuple[int, int] | None:
        """Return the atoms of the noun phrase that begins at atom ``start``, its appositions with it; None for none.

        With ``leaves`` something must be left behind it: a last stretch that reaches the end is no apposition.
        """
        atoms = self.atoms
        if start >= len(atoms) or not self.grammar.opens_noun(atoms[start]):
            return None
        if atoms[start].lower in self.grammar.subjects and atoms[start].lower != "others":
            return start, start + 1
        end = start
        while end < len(atoms) and end - start < _LONGEST:
            if atoms[end].text == ",":
                aside = self._apposition(end + 1)
                if aside is None or (leaves and not any(a.is_word for a in atoms[aside:])):
                    break
                end = aside
                continue
            if self._ends_phrase(end, start):
                break
            end += 1
        return (start, end) if end > start else None

    def has_finite(self, start: int, end: int) -> bool:
        """Whether a clause stands between the two: a verb or a pronoun that must be a subject."""
        return any(
            self.atoms[n].lower in self._silent or self.grammar.is_finite(self.atoms, n) for n in range(start, end)
        )

    def _stops(self, atom: Atom) -> bool:
        if atom.quotation is None:
            return atom.text in _STOPS
        return len(atom.text.split()) > _LONGEST_QUOTED or atom.text[:-1].endswith((".", "!", "?", ",", "…"))

    # -- to the left ----------------------------------------------------------------------------------------------------

    def _walk_left(self, end: int) -> int:
        """Return where the phrase that ends before ``end`` begins at the earliest."""
        start = end
        while start > 0 and end - start < _LONGEST:
            atom = self.atoms[start - 1]
            if atom.text == ")":
                opening = next(
                    (n for n in range(start - 2, max(start - 14, -1), -1) if self.atoms[n].text == "("), None
                )
                if opening is None:
                    break
                start = opening
            elif self._bounds(start - 1, end):
                break
            else:
                start -= 1
        return start

    def _bounds(self, index: int, end: int) -> bool:
        """Whether the phrase that ends before ``end`` cannot reach over atom ``index``."""
        atom, grammar = self.atoms[index], self.grammar
        word = atom.lower
        if atom.text in {",", "("} or self._stops(atom) or self._is_other_mark(atom):
            return True
        if word in grammar.relatives and word != "where":
            return index == 0
        if word == "that":
            return (
                index > 0 and self.atoms[index - 1].is_word and self.atoms[index - 1].lower not in grammar.prepositions
            )
        if word in grammar.coordinators:
            return word != "and" or self.has_finite(self._clause_start(index), index)
        inner = index + 1 < end and (word in self.verbs or word in self._silent)
        if inner or (word in grammar.auxiliaries and word != "'s"):
            return not self._has_relative(index)
        return word in grammar.subordinators - grammar.determiners - grammar.prepositions

    def _is_other_mark(self, atom: Atom) -> bool:
        return atom.quotation is None and not atom.is_word and atom.text not in _INNER_MARKS

    def _has_relative(self, index: int) -> bool:
        """Whether a relative pronoun stands before ``index`` in the same stretch between commas."""
        for n in range(index, max(index - _LONGEST_ASIDE, -1), -1):
            if self.atoms[n].text == "," or self._stops(self.atoms[n]):
                return False
            if self.atoms[n].lower in {"who", "which"}:
                return True
        return False

    def _clause_start(self, index: int) -> int:
        start = index
        while start > 0 and index - start < _LONGEST:
            atom = self.atoms[start - 1]
            if (
                atom.text == ","
                or self._stops(atom)
                or atom.lower in self.grammar.subordinators - self.grammar.prepositions
            ):
                break
            start -= 1
        return start

    def _trimmed(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the phrase without what opens the clause before it: "But", "In Geneva", "On Monday"."""
        atoms, grammar = self.atoms, self.grammar
        if end > start + 1 and atoms[end - 1].lower in self._silent - {"there", "nobody", "somebody"}:
            return end - 1, end
        while start < end and self._opens(start, end):
            start += 1
        if start < end and atoms[start].lower in grammar.prepositions and not self._measures(start):
            opened = self._after_opening(start, end)
            clause = atoms[start].lower in grammar.subordinators and opened == end
            start = start + 1 if clause else opened
        while end > start + 1 and grammar.is_adverb(atoms[end - 1]) and not atoms[end - 1].capitalised:
            end -= 1
        if end > start + 2 and [a.lower for a in atoms[end - 2 : end]] == ["no", "longer"]:
            end -= 2
        return (start, end) if start < end and self._can_speak(start, end) else None

    def _opens(self, index: int, end: int) -> bool:
        """Whether the atom opens the clause and is no part of its subject: "But", "Later", "last week", "4."."""
        atom, grammar = self.atoms[index], self.grammar
        following = self.atoms[index + 1].lower if index + 1 < end else ""
        if atom.lower in grammar.coordinators or (grammar.is_adverb(atom) and atom.lower not in grammar.determiners):
            return True
        if atom.lower in grammar.times and index < end - 1 and not self._owned(index):
            return True
        return atom.text[:1].isdigit() and (atom.text.endswith(".") or following in grammar.determiners)

    def _owned(self, index: int) -> bool:
        """Whether a word of time is part of a name or a noun: "Today's report", "this lawyer", "May Thu"."""
        following = self.atoms[index + 1]
        return self.atoms[index].lower in {"this", "same"} or following.lower == "'s" or following.capitalised

    def _measures(self, index: int) -> bool:
        """Whether "at least", "about", "more than" opens a number."""
        words = [a.lower for a in self.atoms[index : index + 2]]
        return words in (["at", "least"], ["at", "most"]) or (
            words[:1] in (["about"], ["over"]) and words[1:] != ["the"]
        )

    def _after_opening(self, start: int, end: int) -> int:
        """Return where the subject begins after a prepositional phrase that has no comma."""
        atoms, grammar = self.atoms, self.grammar
        for n in range(end - 1, start, -1):
            previous = atoms[n - 1]
            if (
                previous.lower in grammar.prepositions | grammar.determiners | {"'s", "and"}
                or atoms[n].lower in grammar.times
            ):
                continue
            if (
                atoms[n].lower in grammar.determiners
                or atoms[n].lower in grammar.subjects
                or previous.lower in grammar.times
                or previous.text.isdigit()
                or (atoms[n].capitalised and previous.is_word and not any(a.capitalised for a in atoms[start + 1 : n]))
            ):
                return n
        return end

    def _can_speak(self, start: int, end: int) -> bool:
        """Whether the phrase can be a subject: not a lone object pronoun or small word."""
        grammar = self.grammar
        if end - start > 1:
            return any(a.is_word for a in self.atoms[start:end])
        word = self.atoms[start].lower
        small = grammar.prepositions | grammar.subordinators | (grammar.objects - grammar.subjects) | {"'s"}
        return self.atoms[start].is_word and word not in small - grammar.determiners

    # -- commas before the verb -----------------------------------------------------------------------------------------

    def _before_comma(self, comma: int) -> tuple[int, int] | None:
        """Return head and appositions of a phrase that ends with a comma: "Bekzat, an activist who went along,"."""
        segments = self._segments(comma)
        for n, (start, end) in enumerate(segments[:-1]):
            head = self._head(start, end)
            rest = segments[n + 1 :]
            if head is None or not all(self._is_apposition(a, b) or self._is_aside(a, b) for a, b in rest):
                continue
            while rest and not self._is_apposition(*rest[-1]):
                rest = rest[:-1]
            return head, (rest[-1][1] if rest else end)
        return None

    def _segments(self, comma: int) -> list[tuple[int, int]]:
        """Return the stretches between commas that end before ``comma``, first to last."""
        segments: list[tuple[int, int]] = []
        end = comma
        for position in range(comma, max(comma - 2 * _LONGEST, -1), -1):
            opens = position == 0 or self.atoms[position - 1].text == "," or self._stops(self.atoms[position - 1])
            if not opens:
                continue
            if position < end:
                segments.insert(0, (position, end))
            end = position - 1
            if position == 0 or self.atoms[position - 1].text != "," or len(segments) == _SEGMENTS:
                break
        return segments

    def _head(self, start: int, end: int) -> int | None:
        """Return where the head begins in a stretch that is its noun phrase, maybe after "but" or "that"."""
        atoms, grammar = self.atoms, self.grammar
        reach = self._walk_left(end)
        found = self._trimmed(reach, end)
        if found is None:
            return None
        first = found[0]
        opening = atoms[reach - 1].lower if reach > start else None
        if opening is not None and opening not in grammar.coordinators | grammar.subordinators:
            return None
        if atoms[first].lower.endswith("ing") and not atoms[first].capitalised:
            return None
        related = any(a.lower in grammar.relatives for a in atoms[first:end])
        return first if related or not self.has_finite(first, end) else None

    def _is_apposition(self, start: int, end: int) -> bool:
        first = self.atoms[start]
        if first.lower in self.grammar.relatives:
            return True
        participle = first.lower.endswith("ing") and not first.capitalised
        relative = next((n for n in range(start, end) if self.atoms[n].lower in {"who", "which", "that", "whose"}), end)
        return not participle and self.grammar.opens_noun(first) and not self.has_finite(start, relative)

    def _is_aside(self, start: int, end: int) -> bool:
        """Whether the stretch is beside the subject: "meanwhile", "for his part", "speaking to reporters"."""
        first = self.atoms[start]
        opens = (
            self.grammar.is_adverb(first)
            or first.lower in self.grammar.prepositions
            or first.lower in {"when", "if", "while"}
            or (first.lower.endswith(("ing", "ed")) and not first.capitalised)
            or first.lower in self.grammar.past
        )
        return opens and end - start < _LONGEST_ASIDE

    # -- to the right ---------------------------------------------------------------------------------------------------

    def _apposition(self, start: int) -> int | None:
        """Return the end of the apposition that begins at ``start`` (after a comma); None where there is none."""
        atoms, grammar = self.atoms, self.grammar
        if start >= len(atoms):
            return None
        relative = atoms[start].lower in grammar.relatives
        participle = atoms[start].lower.endswith("ing") and not atoms[start].capitalised
        if participle or not (relative or grammar.opens_noun(atoms[start])):
            return None
        end = start
        while end < len(atoms) and end - start < _LONGEST:
            atom = atoms[end]
            if atom.text == "," or self._stops(atom):
                break
            if not relative and end > start and (self._ends_phrase(end, start) or atom.lower == "that"):
                if atom.lower in grammar.coordinators or grammar.is_finite(atoms, end):
                    return None
                break
            end += 1
        return end if end > start and (relative or not self.has_finite(start, end)) else None

    def _ends_phrase(self, index: int, start: int) -> bool:
        """Whether the phrase from ``start`` does not go on with atom ``index``."""
        atoms, grammar = self.atoms, self.grammar
        atom = atoms[index]
        if self._stops(atom) or atom.text == '"' or (atom.text == "(" and index == start):
            return True
        word = atom.lower
        if index == start or atom.text == "(" or word in grammar.relatives:
            return False
        following = atoms[index + 1] if index + 1 < len(atoms) else None
        if word in grammar.places and following is not None:
            return self._is_beside(word, following)
        if word in grammar.times:
            return not atom.capitalised or following is None or not following.capitalised
        if word in grammar.coordinators:
            row = word == "and" and following is not None and grammar.opens_noun(following)
            return not row or grammar.is_finite(atoms, index + 1)
        return self._begins_clause(index, start)

    def _is_beside(self, word: str, following: Atom) -> bool:
        """Whether a phrase of time, place or means follows that is no part of a name: "on Monday", "in a statement"."""
        time = following.lower in self.grammar.times or following.text[:1].isdigit()
        return time or following.lower in {"a", "an"} or word in {"by", "during", "via"}

    def _begins_clause(self, index: int, start: int) -> bool:
        atoms, grammar = self.atoms, self.grammar
        word = atoms[index].lower
        if word in grammar.subordinators - {"than"} or word in self._silent:
            return True
        related = any(atoms[n].lower in grammar.relatives for n in range(start, index))
        return grammar.is_finite(atoms, index) and not related
