"""Pairs of words that differ by a letter or two and mean different things.

A slip of the fingers does not turn `inter` into `intra` or `possible` into `impossible`; somebody who
writes so means so. Prefixes and endings are those that the sciences share between languages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_NEGATIONS = {
    "en": "not no never none non nor neither without cannot nothing nobody cant dont doesnt didnt isnt arent wasnt "
    "werent wont wouldnt couldnt shouldnt hasnt havent hadnt mustnt",
    "de": "nicht kein keine keinen keiner keinem keines nie niemals ohne nichts niemand weder",
    "fr": "ne pas non sans jamais aucun aucune rien ni",
    "es": "no nunca sin ni nada nadie ningun ninguna jamas",
    "it": "non no senza mai nessuno nessuna niente ne",
    "pt": "nao sem nunca nem nada nenhum nenhuma jamais",
    "nl": "niet geen nooit zonder niets niemand noch",
    "ro": "nu fara niciodata nici nimic nimeni",
    "ru": "не нет без никогда ни ничего никто",
    "tr": "degil yok hayir asla",
    "az": "deyil yox hec",
}
_NEGATION_SETS = {language: frozenset(words.split()) for language, words in _NEGATIONS.items()}

_NEGATING = ("un", "in", "im", "il", "ir", "dis", "non", "a", "an", "mis", "de", "не", "on", "ne", "gayri")
# Each line holds prefixes of which any two tell words apart.
_PREFIXES = tuple(
    frozenset(line.split())
    for line in (
        "inter intra intro extra infra ultra",
        "hyper hypo",
        "af ef",
        "ab ad",
        "ante anti",
        "pre pro post per",
        "in ex im em en",
        "macro micro",
        "endo exo ecto epi",
        "homo hetero",
        "mono di tri bi tetra penta hexa hepta octa uni",
        "over under",
        "in re de",
        "sub sur super supra",
        "iso aniso",
        "peri para",
        "ortho meta para",
        "cis trans",
        "pico nano micro milli centi deci kilo mega giga tera",
        "a de",
        "max min",
    )
)
_ENDINGS = tuple(
    frozenset(line.split())
    for line in (
        "ate ite ide",
        "ates ites ides",
        "ase ose",
        "ane ene yne",
        "ous ic",
        "er ee",
        "or ee",
        "ful less",
    )
)
_WORDS = tuple(
    frozenset(line.split())
    for line in (
        "one two three four five six seven eight nine ten eleven twelve",
        "six seven eight nine sixteen seventeen eighteen nineteen sixty seventy eighty ninety",
        "four five fourteen fifteen forty fifty",
        "million billion trillion quadrillion",
        "june july",
        "tuesday thursday",
        "iran iraq",
        "slovakia slovenia",
        "gambia zambia",
        "ileum ilium",
        "discreet discrete",
        "principal principle",
        "complement compliment",
        "stationary stationery",
    )
)
_SHORTEST_STEM = 3


def has_negation_changed(given: str, expected: str, language: str) -> bool:
    """Whether one of two normalised texts negates where the other does not."""
    words = _NEGATION_SETS.get(language[:2].casefold(), frozenset()) | _NEGATION_SETS["en"]
    return _negations(given, words) != _negations(expected, words)


def _negations(text: str, words: frozenset[str]) -> list[str]:
    return sorted(word for word in text.split(" ") if word in words)


def is_contrast(given: str, expected: str) -> bool:
    """Whether two different words are known to mean different things: `afferent` and `efferent`."""
    if _is_negated(given, expected) or _is_negated(expected, given):
        return True
    if any(given in family and expected in family for family in _WORDS):
        return True
    return any(
        _stems(given, family, str.removeprefix) & _stems(expected, family, str.removeprefix)
        for family in _PREFIXES
    ) or any(
        _stems(given, family, str.removesuffix) & _stems(expected, family, str.removesuffix)
        for family in _ENDINGS
    )


def _is_negated(word: str, plain: str) -> bool:
    return len(plain) >= _SHORTEST_STEM and any(word == prefix + plain for prefix in _NEGATING)


def _stems(word: str, family: frozenset[str], without: Callable[[str, str], str]) -> set[str]:
    """What is left of a word without each affix of the family that it has."""
    stems = (without(word, affix) for affix in family)
    return {stem for stem in stems if stem != word and len(stem) >= _SHORTEST_STEM}
