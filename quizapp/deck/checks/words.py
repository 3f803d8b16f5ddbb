"""Words of a text as the rules compare them, and the English words that rules look for."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?\Z")


def words(text: str) -> list[str]:
    """The words of a text in order, without case: letters and digits, with the apostrophes inside."""
    return _WORD.findall(text.casefold().replace("’", "'"))


@lru_cache(maxsize=10_000)
def root(word: str) -> str:
    """An English word without the ending of its plural or possessive: `cities` and `city's` are `city`."""
    word = _POSSESSIVE.sub("", word)
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def phrase(text: str) -> str:
    """The words of a text with a space around each, so that `in` finds whole words only."""
    return f" {' '.join(words(text))} "


def as_written(text: str, wording: str) -> str:
    """Some words, given without case, as they stand in a text; "" where they do not."""
    found = re.search(rf"(?<![^\W_]){re.escape(wording)}(?![^\W_])", text, re.IGNORECASE)
    return found[0] if found else ""


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


STOP_WORDS = _set(
    "a an the and or but nor so yet if then than as of at by for from in into on onto to up with without within "
    "about above across after against along among around before behind below beneath beside between beyond "
    "down during except inside like near off out outside over past per since through throughout till toward "
    "towards under until upon via i me my we us our you your he him his she her it its they them their who whom "
    "whose which what when where why how this that these those there here be am is are was were been being do "
    "does did done doing have has had having will would shall should can could may might must not no only also "
    "both each either neither every any all some such same other others another one ones very most more much many "
    "few less least own again further once just because while although though whether ever never always often "
    "it's that's what's"
)
"""Words that carry no fact, in the form `words` gives."""

ASKING = STOP_WORDS | _set(
    "following best true correct correctly right false wrong statement statements answer answers option options "
    "called name named names known kind kinds type types sort sorts form forms word words term terms thing things "
    "first second third last main mainly usually using used uses make makes made take takes took taken give gives "
    "gave given come comes came become becomes became place places part parts number numbers year years month "
    "months day days date time times people person persons country countries city cities"
)
"""Stop words, and the words that questions are made of whatever they are about."""

NEGATIVES = _set("not except excepting excluding never least cannot incorrect incorrectly false untrue")
ABSOLUTES = _set(
    "always never all only every everyone everybody everything none nobody nothing nowhere entirely completely "
    "totally exclusively invariably impossible absolutely solely"
)
YES_OR_NO = _set("yes no")
AUXILIARIES = _set(
    "is are was were am do does did has have had can could will would should shall may might must isn't aren't "
    "wasn't weren't don't doesn't didn't hasn't haven't hadn't can't couldn't won't wouldn't shouldn't"
)
AMOUNTS = _set(
    "zero none never no nothing once twice thrice half single double triple one two three four five six seven "
    "eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty "
    "forty fifty sixty seventy eighty ninety dozen dozens hundred hundreds thousand thousands million millions "
    "billion billions trillion trillions"
)
"""Numbers that are written as words."""

SPOKEN_WITH_A_VOWEL = ("hour", "honest", "honor", "honour", "heir")
"""What begins with a silent h and takes "an"."""
SPOKEN_WITH_A_CONSONANT = ("uni", "use", "usu", "uti", "eu", "ewe", "one", "once", "ubi", "ura", "uto")
"""What begins with the sound of a consonant and takes "a"."""
SPELT_VOWELS = _set("a e f h i l m n o r s x")
"""Letters whose names begin with a vowel: an MP, an 11."""
