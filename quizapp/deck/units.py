"""Units: what the ways to write one mean, and what one of a unit is in another."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from typing import TYPE_CHECKING

from quizapp.deck.quantity import Fit

if TYPE_CHECKING:
    from quizapp.deck.quantity import Quantity

Unit = tuple[tuple[tuple[str, int], ...], Fraction]
"""Powers of symbols, and how much of them one of the unit is. A symbol not in the tables stands for itself."""

_PREFIXES = {"n": -9, "µ": -6, "m": -3, "c": -2, "d": -1, "h": 2, "k": 3, "M": 6, "G": 9, "T": 12}
_PREFIX_WORDS = {"nano": "n", "micro": "µ", "milli": "m", "centi": "c", "kilo": "k", "mega": "M", "giga": "G"}
_PREFIX_WORDS |= {"deci": "d", "hecto": "h", "tera": "T"}
_BASES = {
    "m": "metre meter",
    "g": "gram gramme gramm",
    "s": "second sec",
    "l": "litre liter",
    "N": "newton",
    "J": "joule",
    "W": "watt",
    "V": "volt",
    "A": "ampere amp",
    "Pa": "pascal",
    "Hz": "hertz",
    "mol": "mole",
    "eV": "electronvolt",
    "B": "byte",
    "bit": "bit",
    "bar": "bar",
}
_OTHERS = {
    "t": "tonne ton",
    "min": "minute",
    "h": "hour hr",
    "d": "day",
    "week": "week",
    "month": "month mo",
    "yr": "year y",
    "ha": "hectare",
    "K": "kelvin",
    "%": "percent pct prozent procent pourcent",
    "°": "degree deg",
    "°C": "celsius centigrade degc",
    "°F": "fahrenheit degf",
    "€": "euro eur",
    "$": "dollar usd",
    "£": "gbp",
    "¥": "yen jpy",
    "lb": "pound",
    "oz": "ounce",
    "in": "inch",
    "ft": "foot feet",
    "mi": "mile",
    "yd": "yard",
    "kn": "knot kt",
}
_SYMBOLS: dict[str, Unit] = {symbol: (((symbol, 1),), Fraction(1)) for symbol in (*_BASES, *_OTHERS)}
_SYMBOLS |= {
    prefix + base: (((base, 1),), Fraction(10) ** power)
    for prefix, power in _PREFIXES.items()
    for base in _BASES
    if prefix + base not in _SYMBOLS
}
_SYMBOLS |= {
    "t": ((("g", 1),), Fraction(10**6)),
    "l": ((("m", 3),), Fraction(1, 1000)),
    "ha": ((("m", 2),), Fraction(10**4)),
    "min": ((("s", 1),), Fraction(60)),
    "h": ((("s", 1),), Fraction(3600)),
    "d": ((("s", 1),), Fraction(86400)),
    "week": ((("s", 1),), Fraction(604800)),
}
_SYMBOLS |= {
    prefix + "l": ((("m", 3),), Fraction(10) ** (power - 3))
    for prefix, power in _PREFIXES.items()
    if prefix in "mcdh"
}
_KMH: Unit = ((("m", 1), ("s", -1)), Fraction(1000, 3600))
_WORDS: dict[str, Unit] = {
    word: _SYMBOLS[symbol] for symbol, words in (_BASES | _OTHERS).items() for word in words.split()
}
_WORDS |= {
    prefix + word: _SYMBOLS[symbol + base]
    for prefix, symbol in _PREFIX_WORDS.items()
    for base, words in _BASES.items()
    for word in words.split()
    if symbol + base in _SYMBOLS
}
_WORDS |= {
    "kilo": _SYMBOLS["kg"],
    "kmh": _KMH,
    "kph": _KMH,
    "mph": ((("mi", 1), ("s", -1)), Fraction(1, 3600)),
}
_ANY_CASE: dict[str, set[str]] = {}
for _symbol in _SYMBOLS:
    _ANY_CASE.setdefault(_symbol.casefold(), set()).add(_symbol)

_SHORT_FOR = {
    (short, ((unit, 1),)) for unit in ("°C", "°F") for short in ("°", unit[1].casefold(), "degrees")
}
_UNIT_TOKEN = re.compile(
    r"(/)|(?:°\s*[CFcf](?![^\W_])|[^\W\d_]+|[%‰°€$£¥])(?:\s*\^?\s*([+-]?\d{1,2})(?!\d))?"
)
_UNIT_POWERS = {"square": 2, "sq": 2, "quadrat": 2, "cubic": 3, "cu": 3, "kubik": 3}


def unit_of(text: str) -> Unit:
    """The meaning of a unit as people write it: `m²`, `sq m`, `square metres`, `km/h`, `metres per second`."""
    text = re.sub(r"[⁺⁻]?[⁰¹²³⁴-⁹]+", lambda found: "^" + unicodedata.normalize("NFKC", found[0]), text)
    text = unicodedata.normalize("NFKD", text.replace("−", "-").replace("μ", "µ")).replace("\u03bc", "µ")
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"(?:\bdegrees?|\bdeg\.?|°)\s*c(?:elsius)?\b", "°C", text, flags=re.IGNORECASE)
    text = re.sub(r"(?:\bdegrees?|\bdeg\.?|°)\s*f(?:ahrenheit)?\b", "°F", text, flags=re.IGNORECASE)
    text = re.sub(r"\bper\s+cent\b", "%", text, flags=re.IGNORECASE)
    powers: dict[str, int] = {}
    factor, side, pending = Fraction(1), 1, 1
    for found in _UNIT_TOKEN.finditer(text):
        word = re.match(r"\D*?(?=\s*\^?\s*[+-]?\d|$)", found[0])
        name = (word[0] if word else found[0]).replace(" ", "")
        folded = name.casefold()
        if found[1] or folded in ("per", "pro"):
            side = -1
        elif folded in _UNIT_POWERS:
            pending = _UNIT_POWERS[folded]
        elif folded in ("squared", "cubed") and powers:
            last = next(reversed(powers))
            powers[last] *= 2 if folded == "squared" else 3
        else:
            exponent = max(-9, min(9, int(found[2]))) if found[2] else pending
            pending = 1
            parts, size = _symbol_of(name)
            for symbol, power in parts:
                powers[symbol] = powers.get(symbol, 0) + power * exponent * side
            factor *= size ** max(-9, min(9, exponent * side))
    return tuple(sorted((symbol, power) for symbol, power in powers.items() if power)), factor


def _symbol_of(name: str) -> Unit:
    if name in _SYMBOLS:
        return _SYMBOLS[name]
    folded = name.casefold()
    for word in (folded, folded.removesuffix("s"), folded.removesuffix("es"), folded.removesuffix("n")):
        if word in _WORDS:
            return _WORDS[word]
    candidates = _ANY_CASE.get(folded, set())
    if len(candidates) == 1:
        return _SYMBOLS[next(iter(candidates))]
    singular = folded.removesuffix("s") if len(folded) > 3 else folded
    return ((singular[:40], 1),), Fraction(1)


def factor_to(typed: str, quantity: Quantity) -> tuple[Fraction, Fit] | None:
    """What one of the typed unit is in the main unit."""
    unit = unit_of(typed)
    if not quantity.unit:
        return Fraction(1), Fit.EXTRA
    main = unit_of(quantity.unit)
    if unit == main or (typed.casefold(), main[0]) in _SHORT_FOR:
        return Fraction(1), Fit.MAIN
    for name, factor in quantity.units:
        if unit_of(name) == unit:
            return Fraction(factor), Fit.CONVERTED
    if unit[0] and unit[0] == main[0]:
        return unit[1] / main[1], Fit.CONVERTED
    return None
