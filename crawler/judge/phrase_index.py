"""Which of thousands of phrases stand in a text, by one walk along it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ahocorasick_rs import BytesAhoCorasick


@dataclass(frozen=True, slots=True)
class PhraseIndex:
    """Phrases, numbered as they were listed, and the automaton that finds them all in one walk."""

    phrases: tuple[str, ...]
    automaton: BytesAhoCorasick

    def found(self, text: str) -> list[str]:
        """The phrases that stand in `text`, in the order of the list."""
        return [self.phrases[number] for number in sorted(self._numbers(text))]

    def any_in(self, text: str) -> bool:
        """Whether one of the phrases stands in `text`."""
        return bool(self.automaton.find_matches_as_indexes(_bytes(text)))

    def _numbers(self, text: str) -> set[int]:
        matches = self.automaton.find_matches_as_indexes(_bytes(text), overlapping=True)
        return {number for number, _, _ in matches}


def phrase_index(phrases: Iterable[str]) -> PhraseIndex:
    """The index of `phrases`, none of which is empty; what is listed twice counts where it stands first."""
    listed = tuple(dict.fromkeys(phrases))
    return PhraseIndex(listed, BytesAhoCorasick(map(_bytes, listed)))


def _bytes(text: str) -> bytes:
    """A text as UTF-8, in which a phrase stands where it stands in the text; a page may have half a character."""
    return text.encode("utf-8", "surrogatepass")
