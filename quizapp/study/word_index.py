"""Which of many texts can hold what is looked for, without reading them all."""

from __future__ import annotations

from bisect import bisect
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_APART = "\n"
"""Between two words; none holds it."""
_PER_WORD = 40
"""So many texts are read in about the time in which two words of the index are found."""


class WordIndex:
    """The words of texts (what stands between spaces), and in which texts each occurs.

    A piece of a text without a space is a piece of one of its words, so it is looked for in the words, of
    which there are far fewer than of texts. Making one takes about five times as long as reading the texts.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        words: dict[str, list[int]] = {}
        number = -1
        for number, text in enumerate(texts):
            for word in text.split():
                known = words.get(word)
                if known is None:
                    words[word] = [number]
                elif known[-1] != number:
                    known.append(number)
        self._texts = number + 1
        self._words = _APART.join(words)
        self._ends = list(accumulate(len(word) + len(_APART) for word in words))
        self._numbers = list(words.values())

    def holding(self, pieces: Iterable[str]) -> set[int] | None:
        """The numbers, from 0, of the texts that can hold all of these pieces; others hold not all of them.

        None where reading the texts is as quick, since a quarter of them can, or too many words have such a
        piece.
        """
        held: set[int] | None = None
        for piece in pieces:
            for part in piece.split():
                found = self._among_words(part)
                if found is not None:
                    held = found if held is None else held & found
        return held

    def _among_words(self, part: str) -> set[int] | None:
        found: set[int] = set()
        most, left = self._texts // 4, self._texts // _PER_WORD
        for word in self._occurrences(part):
            numbers = self._numbers[word]
            left -= 1
            if left < 0 or len(numbers) > most:
                return None
            found.update(numbers)
        return found if len(found) <= most else None

    def _occurrences(self, part: str) -> Iterator[int]:
        """The numbers of the words in which a part occurs, each once."""
        words, ends = self._words, self._ends
        at = words.find(part)
        while at >= 0:
            word = bisect(ends, at)
            yield word
            at = words.find(part, ends[word])
