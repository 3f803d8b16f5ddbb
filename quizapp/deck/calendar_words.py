"""The words that dates are written with: months in many languages, eras, `circa`, and what leads up to one."""

from __future__ import annotations

import re
import unicodedata

from quizapp.deck.dates import MONTHS

_MONTHS = {
    "en": " ".join(MONTHS).lower(),
    "de": "januar|janner|jaenner februar|feber maerz|marz|mrz april mai juni juli august september oktober november dezember",
    "fr": "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart|mrt april mei juni juli augustus september oktober november december",
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "az": "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
    "tr": "ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik",
    "ru": "январь|января февраль|февраля март|марта апрель|апреля май|мая июнь|июня июль|июля "
    "август|августа сентябрь|сентября октябрь|октября ноябрь|ноября декабрь|декабря",
}
_NAMES = {
    language: tuple(tuple(month.split("|")) for month in months.split())
    for language, months in _MONTHS.items()
}
# Case endings that stand after a month in Azerbaijani and Turkish: `may ayının`, `mayın`, `mayısta`.
_ENDINGS = ("da", "de", "ta", "te", "in", "un", "nin", "nun", "dan", "den")

_BC = (
    r"b\.?\s?c\.?(?:\s?e\b\.?)?|before christ|v\.?\s?chr(?:\b\.?|istus)|v\.?\s?u\.?\s?z\b\.?|avant j\.?-?\s?c\.?|"
    r"av\.?\s?j\.?\s?-?\s?c\b\.?|a\.?\s?c\b\.?(?:\s?n\b\.?)?|a\.\s?de\s?c\.|i\.?\s?hr\b\.?|i\.?\s?e\.?\s?n\b\.?|"
    r"до н\.?\s?э\b\.?|m\.?\s?o\b\.?|e\.?\s?e\b\.?"
)
_AD = (
    r"a\.?\s?d\b\.?|c\.?\s?e\b\.?|n\.?\s?chr(?:\b\.?|istus)|n\.?\s?u\.?\s?z\b\.?|apres j\.?-?\s?c\.?|"
    r"ap\.?\s?j\.?\s?-?\s?c\b\.?|d\.?\s?c\b\.?|d\.?\s?hr\b\.?|н\.?\s?э\b\.?|m\.?\s?s\b\.?|b\.?\s?e\b\.?"
)
_ERA_LAST = re.compile(rf"(?:(?P<bc>(?<![^\W\d_])(?:{_BC}))|(?P<ad>(?<![^\W\d_])(?:{_AD})))\s*\Z")
_ERA_FIRST = re.compile(rf"\s*(?:(?P<bc>(?:{_BC}))|(?P<ad>(?:{_AD})))(?![^\W\d_])\s*(?=\d)")
_CIRCA = re.compile(
    r"\s*(?:(?:circa|ca|c|about|around|approximately|approx|roughly)(?:\.|\b)|[~≈])\s*(?=\S)", re.I
)
_LEADING = re.compile(r"(?:on|in|the|um|am|im|vers|le|en|el|il|nel|em|op|la|in the year|year|anul)\s+(?=\S)")
FILLERS = frozenset(
    word
    for line in (
        "st nd rd th er o a of the de del di du den der le el il la anno",
        "г года год ил yili yil ilin il ci cu",
        "sunday monday tuesday wednesday thursday friday saturday",
    )
    for word in line.split()
)
"""Words that may stand in a date and say nothing of their own."""


def fold(text: str) -> str:
    """Lower case without accents, so that `Février`, `MÄRZ` and `î.Hr.` are found."""
    text = "".join(str(int(c)) if c.isdecimal() and not c.isascii() else c for c in text)
    text = unicodedata.normalize("NFKC", text).casefold().translate({0x131: "i", 0x259: "e", 0xDF: "ss"})
    text = unicodedata.normalize("NFD", text.replace("й", "\ue000"))
    text = "".join(c for c in text if not unicodedata.combining(c)).replace("\ue000", "й")
    return " ".join(re.sub("[‐‑‒–—−]", "-", text).split())


def without_circa(text: str) -> str:
    """The text without the `circa`, `about` or `~` that it begins with."""
    found = _CIRCA.match(text)
    return text[found.end() :] if found else text


def month_named(word: str, language: str) -> int | None:
    """The month that a word names or begins, in the deck's language or in English."""
    for names in (_NAMES.get(language, ()), _NAMES["en"]):
        for exact in (True, False):
            found = {
                number
                for number, variants in enumerate(names, 1)
                for name in variants
                if (word == name if exact else len(word) >= 3 and _abbreviates(word, name))
            }
            if len(found) == 1:
                return found.pop()
    return None


def _abbreviates(word: str, name: str) -> bool:
    return name.startswith(word) or (word.startswith(name) and word[len(name) :] in _ENDINGS)


def without_opening(text: str) -> str:
    """A folded text without the words that lead up to a date: `in the year 1994`."""
    found = _LEADING.match(text)
    return text[found.end() :] if found else text


def take_era(folded: str) -> tuple[str, str]:
    """The era that a folded text names (`bc`, `ad` or ""), and the text without it."""
    if found := _ERA_LAST.search(folded):
        return "bc" if found["bc"] else "ad", folded[: found.start()].strip(" ,")
    if found := _ERA_FIRST.match(folded):
        return "bc" if found["bc"] else "ad", folded[found.end() :].strip(" ,")
    return "", folded
