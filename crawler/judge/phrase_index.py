"""Which of thousands of phrases stand in a text, without a search for each of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

_SIZE, _STEP = 4, 3
"""A text is cut into pieces of _SIZE characters, one at every _STEP of them."""

_LONG = _SIZE + _STEP - 1
"""Characters of a text's stretch in which a whole piece of that text lies, wherever the stretch begins."""


@dataclass(frozen=True, slots=True)
class PhraseIndex:
    """Phrases under the pieces that a text which has them is cut into: each of the phrase's last _LONG characters.

    Shorter phrases stand in `short` under their first character. Phrases are numbered as they were listed.
    """

    phrases: tuple[str, ...]
    pieces: Mapping[str, tuple[int, ...]]
    short: Mapping[str, tuple[int, ...]]

    def found(self, text: str) -> list[str]:
        """The phrases that stand in `text`, in the order of the list."""
        return [self.phrases[number] for number in sorted(set(self._near(text))) if self.phrases[number] in text]

    def any_in(self, text: str) -> bool:
        """Whether one of the phrases stands in `text`."""
        return any(self.phrases[number] in text for number in self._near(text))

    def _near(self, text: str) -> Iterator[int]:
        for piece in self.pieces.keys() & {text[at : at + _SIZE] for at in range(0, len(text), _STEP)}:
            yield from self.pieces[piece]
        for first in self.short.keys() & set(text):
            yield from self.short[first]


def phrase_index(phrases: Iterable[str]) -> PhraseIndex:
    """The index of `phrases`, none of which is empty; what is listed twice counts where it stands first."""
    listed = tuple(dict.fromkeys(phrases))
    pieces, short = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
    for number, phrase in enumerate(listed):
        if len(phrase) < _LONG:
            short[phrase[0]].append(number)
            continue
        end = phrase[-_LONG:]
        for at in range(_STEP):
            pieces[end[at : at + _SIZE]].append(number)
    return PhraseIndex(listed, *({key: tuple(each) for key, each in by.items()} for by in (pieces, short)))
