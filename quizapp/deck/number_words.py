"""Numbers in English words: `two`, `thirty-four`, `a hundred and five`, `two dozen`, `three thousand`."""

from __future__ import annotations

import re

_ONE = "one|two|three|four|five|six|seven|eight|nine"
_TEEN = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TEN = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ZERO = "zero|nought"
_VALUES = {word: value for value, word in enumerate(f"{_ONE}|{_TEEN}".split("|"), 1)}
_VALUES |= {word: 10 * value for value, word in enumerate(_TEN.split("|"), 2)}
_MULTIPLES = {"dozen": 12, "hundred": 100, "thousand": 1000}

_BELOW_100 = rf"(?:(?:{_TEN})(?:[\s‐‑-]*(?:{_ONE}))?|{_TEEN}|{_ONE})(?!\w)"
_MORE = r"(?:\s+and)?\s+"
_BELOW_1000 = rf"(?:(?:(?:{_BELOW_100}|an?)\s+)?hundred(?!\w)(?:{_MORE}{_BELOW_100})?|{_BELOW_100})"
_NUMBER = re.compile(
    rf"(?P<minus>(?:minus|negative)\s+)?(?P<said>(?:{_ZERO})(?!\w)"
    rf"|(?:(?:{_BELOW_100}|an?)\s+)?dozen(?!\w)"
    rf"|(?:(?:{_BELOW_1000}|an?)\s+)?thousand(?!\w)(?:,?{_MORE}{_BELOW_1000})?"
    # `a million`: what it is a million of is read by whoever knows the large numbers.
    rf"|{_BELOW_1000}|an?(?=\s+[mbt]r?illion(?!\w)))",
    re.IGNORECASE,
)
# The longest first: `six` is no part of `sixteen`.
_WORD = re.compile("|".join([*sorted([*_VALUES, *_MULTIPLES], key=len, reverse=True), r"\ban?\b"]))
# `two and a half`, `two point five`, `two or three`, `nineteen ninety`, `two thirds`: not a number and its unit.
_GOES_ON = re.compile(
    rf"\b(?:{_ONE}|{_TEEN}|{_TEN}|{_ZERO}|{'|'.join(_MULTIPLES)}|million|billion|trillion"
    r"|and|or|to|until|point|comma|plus|minus|times|half|halves|thirds?|fourths?|quarters?|fifths?|sixths?"
    r"|sevenths?|eighths?|ninths?|tenths?|hundredths?|thousandths?)\b",
    re.IGNORECASE,
)
_UNIT = re.compile(r"\s*(?:[^\W\d_]|[%‰°€$£¥]|\Z)")


def number_in_words(text: str) -> tuple[int, str] | None:
    """The number that a text begins with, and what follows it; None if it begins with none."""
    found = _NUMBER.match(text)
    if found is None:
        return None
    whole = part = 0
    for word in _WORD.findall(found["said"].casefold()):
        if word == "thousand":
            whole, part = max(part, 1) * 1000, 0
        else:
            part = max(part, 1) * _MULTIPLES[word] if word in _MULTIPLES else part + _VALUES.get(word, 1)
    value = whole + part
    return -value if found["minus"] else value, text[found.end() :]


def is_whole(rest: str) -> bool:
    """Whether a number in words ends before `rest`: a unit may follow, more of the number may not."""
    return _UNIT.match(rest) is not None and not goes_on(rest)


def goes_on(rest: str) -> bool:
    """Whether what follows a number says another one: `or 3`, `and a half`, `point 5`."""
    return _GOES_ON.search(rest) is not None
