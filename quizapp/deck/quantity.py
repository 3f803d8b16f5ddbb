"""Quantities: numbers with a unit and a tolerance, as authors write and as learners type them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Context, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Longer texts and larger exponents are nobody's answer, and exact arithmetic on them takes memory.
_LONGEST_TEXT = 200
_MOST_DIGITS = 60
_LARGEST_EXPONENT = 400
_ARITHMETIC = Context(prec=80)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that is asked for: any value from `low` to `high`, both included, in the unit `unit`.

    `value` is the number itself, None where the author gave a range. `units` are further units that count,
    each with what one of it is in the main unit. `text` is the quantity as the author wrote it.
    """

    value: Decimal | None
    low: Decimal
    high: Decimal
    unit: str
    units: tuple[tuple[str, Decimal], ...]
    text: str

    @property
    def leading_zero(self) -> bool:
        """Whether the number is written like `007`, which YAML readers of other programs take as octal."""
        return re.match(r"\s*[+−-]?0\d", self.text) is not None

    @property
    def shown(self) -> str:
        """The answer as a learner reads it: `8849 m`; `1.5 to 1.6 V`. The tolerance is left out."""
        written = _TOLERANCE.split(self.text, maxsplit=1)[0].strip()
        if self.value is None:
            return " to ".join(part.strip() for part in written.split(".."))
        return written if self.unit in written else f"{written} {self.unit}"


@dataclass(frozen=True, slots=True)
class QuantityFault:
    """Why a text is no quantity, in one sentence for the author."""

    message: str


class Fit(StrEnum):
    """How the unit of an answer goes with the unit that is asked for."""

    MAIN = "main"
    CONVERTED = "converted"
    """Another unit of the same kind; the value is converted."""
    MISSING = "missing"
    OTHER = "other"
    """A unit that cannot be converted; the value is as typed."""
    EXTRA = "extra"
    """A unit or a word where none is asked for."""


@dataclass(frozen=True, slots=True)
class Given:
    """One way to read a learner's answer: its value in the main unit, the unit typed, and `shown`,
    the reading written so that it can be read in this way only."""

    value: Decimal
    unit: str
    fit: Fit
    shown: str

    def within(self, quantity: Quantity) -> bool:
        """Whether the value counts, whatever its unit."""
        return quantity.low <= self.value <= quantity.high


# --- numbers -----------------------------------------------------------------------------------------

_TOLERANCE = re.compile(r"±|\+/-|\+/−|\+-")
_RUN = re.compile(r"(?:\d|[.,](?=\d)|[ _'’\u00a0\u2009\u202f](?=\d{3}(?!\d)))+")
_SIGN = re.compile(r"[+\-−–]?\s*")
_FRACTION = re.compile(r"\s*[/⁄]\s*(\d{1,15})(?![\d.,])")
_MIXED = re.compile(r"\s+(\d{1,15})\s*[/⁄]\s*(\d{1,15})(?![\d.,])")
_EXPONENT = re.compile(
    r"[eE]([+\-−]?\d+)(?!\w)|\s*[×xX*·⋅]\s*10(?:(?:\^|\*\*)\s*([+\-−]?\d+)|([⁺⁻]?[⁰¹²³⁴-⁹]+))"
)
_POWER_OF_TEN = re.compile(r"10(?:(?:\^|\*\*)([+\-−]?\d+)|([⁺⁻]?[⁰¹²³⁴-⁹]+))")
_SCALES = (
    (r"thousand|thsd\.?|tsd\.?|tausend|k(?![^\W_])", 3),
    (
        r"millions?|millionen|milione|milioni|millones|millón|milhões|milhão|miljoen|milyon|mio\b\.?|mln\b\.?",
        6,
    ),
    (r"миллион(?:ов|а)?|млн\.?|mn\b", 6),
    (r"milliards?|milliarden?|miliardi?|miliardo|miliarde|miljard|milyard?|mrd\b\.?|mld\b\.?", 9),
    (r"миллиард(?:ов|а)?|млрд\.?|bn\b", 9),
    (r"billions?|billionen", -9),
    (r"trillions?|trillionen", -12),
)
_SCALE = re.compile(
    r"\s*(?:" + "|".join(f"(?P<s{i}>{words})" for i, (words, _) in enumerate(_SCALES)) + r")(?!\w)", re.I
)
# Where the decimal sign is a point; and where a billion is a million millions.
_POINT = frozenset({"en", "zh", "ja", "ko", "th", "he", "hi"})
_LONG_SCALE = frozenset({"de", "fr", "es", "it", "nl", "pl", "sv", "da", "no", "cs", "hu"})


@dataclass(frozen=True, slots=True)
class _Read:
    """A number at the head of a text, and what follows it."""

    value: Fraction
    rest: str
    scaled: bool = False


def _ascii_digits(text: str) -> str:
    if text.isascii():
        return text
    text = "".join(str(int(c)) if c.isdecimal() and not c.isascii() else c for c in text)
    return re.sub("[½⅓⅔¼¾⅕-⅞]", lambda found: " " + unicodedata.normalize("NFKC", found[0]), text).strip()


def _numbers(text: str, language: str, strict: bool) -> list[_Read]:
    """The readings of the number at the head of a text; `strict` is the author's writing."""
    sign = _SIGN.match(text)
    factor = -1 if sign and sign[0][:1] in ("-", "−", "–") else 1
    text = text[sign.end() :] if sign else text
    power = _POWER_OF_TEN.match(text)
    if power:
        exponent = _exponent(power[1] or power[2])
        values = [] if exponent is None else [Fraction(factor) * exponent]
        rest = text[power.end() :]
    else:
        run = _RUN.match(text)
        if run is None or len(run[0]) > _MOST_DIGITS:
            return []
        values = [factor * value for value in _decimals(run[0], language, strict)]
        rest = text[run.end() :]
        if run[0].isdecimal() and (part := _FRACTION.match(rest)):
            if int(part[1]) == 0:
                return []
            values, rest = [value / int(part[1]) for value in values], rest[part.end() :]
        elif run[0].isdecimal() and (part := _MIXED.match(rest)):
            if int(part[2]) == 0:
                return []
            values = [value + Fraction(factor * int(part[1]), int(part[2])) for value in values]
            rest = rest[part.end() :]
        elif shift := _EXPONENT.match(rest):
            exponent = _exponent(shift[1] or shift[2] or shift[3])
            values = [] if exponent is None else [value * exponent for value in values]
            rest = rest[shift.end() :]
    scale = _SCALE.match(rest)
    if scale is None:
        return [_Read(value, rest) for value in values]
    times = next(power for index, (_, power) in enumerate(_SCALES) if scale[f"s{index}"])
    if times < 0:
        times = {-9: 12, -12: 18}[times] if language in _LONG_SCALE else -times
    return [_Read(value * 10**times, rest[scale.end() :], scaled=True) for value in values]


def _exponent(digits: str) -> Fraction | None:
    digits = unicodedata.normalize("NFKC", digits).replace("−", "-")
    if len(digits) > 5 or abs(int(digits)) > _LARGEST_EXPONENT:
        return None
    return Fraction(10) ** int(digits)


def _decimals(run: str, language: str, strict: bool) -> list[Fraction]:
    """What a run of digits and separators can mean; the more usual reading first."""
    run = re.sub(r"[ _'’\u00a0\u2009\u202f]", "", run)
    commas, points = run.count(","), run.count(".")
    if not commas and not points:
        return [Fraction(run)]
    grouped = {sign: _is_grouped(run, sign) for sign in ",."}
    if commas and points:
        decimal, group = (".", ",") if run.rfind(".") > run.rfind(",") else (",", ".")
        whole = run.rsplit(decimal, 1)[0]
        if run.count(decimal) > 1 or not _is_grouped(whole, group) or (strict and decimal == ","):
            return []
        return [Fraction(run.replace(group, "").replace(decimal, "."))]
    sign = "," if commas else "."
    if commas + points > 1:
        right = grouped[sign] and not (strict and sign == ".")
        return [Fraction(run.replace(sign, ""))] if right else []
    as_decimal = Fraction("0" + run.replace(",", "."))
    as_group = Fraction(run.replace(sign, ""))
    if sign == ".":
        both = grouped["."] and not strict and language not in _POINT
        return [as_group, as_decimal] if both else [as_decimal]
    if strict:
        return [as_group] if grouped[","] else []
    return [as_group, as_decimal] if grouped[","] else [as_decimal]


def _is_grouped(run: str, sign: str) -> bool:
    """Thousands in groups of three, or in the Indian way: `12,34,567`."""
    head, *groups = run.split(sign)
    if not groups or not 1 <= len(head) <= 3 or head.startswith("0") or len(groups[-1]) != 3:
        return False
    return {len(group) for group in groups[:-1]} in (set(), {3}, {2})


def _decimal(value: Fraction) -> Decimal:
    return _ARITHMETIC.divide(Decimal(value.numerator), Decimal(value.denominator))


def _written(value: Decimal, language: str) -> str:
    """The number so that a learner's answer of this text is read as this number."""
    if value and not -7 < value.adjusted() < 15:
        mantissa = format(value.scaleb(-value.adjusted()).normalize(), "f")
        return f"{_guarded(mantissa, language)}e{value.adjusted()}"
    return _guarded(format(value.normalize(_ARITHMETIC), "f"), language)


def _guarded(written: str, language: str) -> str:
    # Three decimals look like thousands where a point groups them.
    decimals = written.partition(".")[2]
    return written + "0" if len(decimals) == 3 and language not in _POINT else written


# --- units -------------------------------------------------------------------------------------------

# A unit as powers of symbols, and how much of them one of it is. A symbol not in the tables stands for itself.
_Unit = tuple[tuple[tuple[str, int], ...], Fraction]

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
_SYMBOLS: dict[str, _Unit] = {symbol: (((symbol, 1),), Fraction(1)) for symbol in (*_BASES, *_OTHERS)}
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
_KMH: _Unit = ((("m", 1), ("s", -1)), Fraction(1000, 3600))
_WORDS: dict[str, _Unit] = {
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


def _unit(text: str) -> _Unit:
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


def _symbol_of(name: str) -> _Unit:
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


def _factor(typed: str, quantity: Quantity) -> tuple[Fraction, Fit] | None:
    """What one of the typed unit is in the main unit."""
    unit = _unit(typed)
    if not quantity.unit:
        return Fraction(1), Fit.EXTRA
    main = _unit(quantity.unit)
    if unit == main or (typed.casefold(), main[0]) in _SHORT_FOR:
        return Fraction(1), Fit.MAIN
    for name, factor in quantity.units:
        if _unit(name) == unit:
            return Fraction(factor), Fit.CONVERTED
    if unit[0] and unit[0] == main[0]:
        return unit[1] / main[1], Fit.CONVERTED
    return None


# --- reading -----------------------------------------------------------------------------------------

_ABOUT = re.compile(
    r"(?:(?:about|around|approximately|approx|circa|ca|c|roughly|some|etwa|rund)\b\.?|[~≈=])\s*", re.I
)
_CURRENCY_FIRST = re.compile(r"([€$£¥]|(?:EUR|USD|GBP|US\$)(?![^\W_]))\s*(?=[+\-−–]?[\d.])")


def parse_quantity(text: str, units: Iterable[tuple[str, Decimal]] = ()) -> Quantity | QuantityFault:
    """Read what an author wrote: `8849 m ± 10`, `1.5..1.6`, `3.0e8 m/s ± 1%`, `5.68 million m²`, `€5`, `1/3`.

    Numbers have a decimal point; thousands may be set off by commas, spaces or `_`. A tolerance without `%`
    is in the main unit. `units` gives further units and what one of each is in the main unit.
    """
    further = tuple(units)
    for name, factor in further:
        if not name.strip() or not factor.is_finite() or factor <= 0:
            return QuantityFault(
                f"a unit needs a name and a factor above 0, as in `ft: 0.3048`; I see `{name}: {factor}`"
            )
    whole = text.strip()
    if not whole:
        return QuantityFault("there is no number here; write one such as `8849 m ± 10`")
    if len(whole) > _LONGEST_TEXT:
        return QuantityFault(
            f"this is too long for a number: {len(whole)} characters, at most {_LONGEST_TEXT}"
        )
    written, *tolerance = _TOLERANCE.split(whole)
    if len(tolerance) > 1:
        return QuantityFault("there is more than one `±`; write one tolerance, as in `8849 m ± 10`")
    ends = written.split("..")
    if len(ends) > 2:
        return QuantityFault("a range has two ends; write it as `1.5..1.6`")
    reads = []
    for end in ends:
        read = _author_number(end)
        if isinstance(read, QuantityFault):
            return read
        reads.append(read)
    if len(ends) == 2:
        if tolerance:
            return QuantityFault("a range needs no `±`; write `1.5..1.6` or `1.55 ± 0.05`")
        return _range(reads, further, whole)
    value, unit, scaled = reads[0]
    if not tolerance:
        return Quantity(_decimal(value), _decimal(value), _decimal(value), unit, further, whole)
    return _with_tolerance(value, unit, scaled, tolerance[0], further, whole)


def parse_factor(text: str) -> Decimal | QuantityFault:
    """The factor of a `units:` entry: what one of that unit is in the main unit."""
    read = _author_number(text)
    if isinstance(read, QuantityFault):
        return read
    if read[1]:
        return QuantityFault(f"a factor is a number alone; I see `{read[1]}` after it")
    if read[0] <= 0:
        return QuantityFault("a factor is above 0")
    return _decimal(read[0])


def _author_number(text: str) -> tuple[Fraction, str, bool] | QuantityFault:
    """Value, unit, and whether a word such as `million` stood there."""
    text = _ascii_digits(text.strip())
    before = _CURRENCY_FIRST.match(text)
    reads = _numbers(text[before.end() :] if before else text, "en", strict=True)
    if not reads:
        if re.match(r"[+−-]?\s*\d+,\d", text):
            return QuantityFault("write a decimal point, not a comma: `8.5`; thousands are `1,500`")
        if re.match(r"[+−-]?\s*\d", text):
            return QuantityFault(
                f"`{text[:40]}` is no number I can work with; write one such as `8849 m ± 10`"
            )
        return QuantityFault(
            f"I see no number at the start of `{text[:40]}`; write one such as `8849 m ± 10`"
        )
    rest = reads[0].rest.strip()
    if before and rest:
        return QuantityFault(f"there are two units, `{before[1]}` and `{rest[:40]}`; write one")
    if re.match(r"[\d.,;:+−-]", rest):
        return QuantityFault(
            f"I do not understand `{rest[:40]}` after the number; a unit may stand there, and a range is `5..6`"
        )
    return reads[0].value, before[1] if before else rest, reads[0].scaled


def _range(
    reads: list[tuple[Fraction, str, bool]], units: tuple[tuple[str, Decimal], ...], text: str
) -> Quantity | QuantityFault:
    (low, low_unit, low_scaled), (high, high_unit, high_scaled) = reads
    if low_unit and high_unit and _unit(low_unit) != _unit(high_unit):
        return QuantityFault(f"the ends of the range have different units, `{low_unit}` and `{high_unit}`")
    if low_scaled != high_scaled:
        return QuantityFault("write both ends of the range alike: `5 million..6 million`")
    if low > high:
        return QuantityFault("the range runs backwards: the smaller number comes first")
    return Quantity(None, _decimal(low), _decimal(high), high_unit or low_unit, units, text)


def _with_tolerance(
    value: Fraction, unit: str, scaled: bool, written: str, units: tuple[tuple[str, Decimal], ...], text: str
) -> Quantity | QuantityFault:
    read = _author_number(written)
    if isinstance(read, QuantityFault):
        return QuantityFault(
            f"after `±` a number should stand, as in `± 10` or `± 1%`; I see `{written.strip()[:40]}`"
        )
    tolerance, tolerance_unit, tolerance_scaled = read
    if tolerance < 0:
        return QuantityFault("a tolerance cannot be negative")
    if tolerance_unit == "%":
        if unit and _unit(unit) == _unit("%"):
            return QuantityFault(
                "`%` after `±` has two readings here; write `50 % ± 5` for points, or a range `45..55 %`"
            )
        tolerance = abs(value) * tolerance / 100
    elif tolerance_unit:
        unit = unit or tolerance_unit
        known = Quantity(None, Decimal(0), Decimal(0), unit, units, "")
        factor = _factor(tolerance_unit, known)
        if factor is None:
            return QuantityFault(
                f"the tolerance is in `{tolerance_unit}`, the number in `{unit}`; write both in one unit"
            )
        tolerance *= factor[0]
    if scaled and not tolerance_scaled and tolerance_unit != "%" and 0 < tolerance < 1000:
        return QuantityFault("repeat the word in the tolerance, as in `5.68 million ± 0.1 million`")
    return Quantity(
        _decimal(value), _decimal(value - tolerance), _decimal(value + tolerance), unit, units, text
    )


def read_quantity(text: str, quantity: Quantity, language: str = "en") -> tuple[Given, ...]:
    """The ways to read what a learner typed: none if it is no number, two for `1,500` and its like.

    Understood are decimal comma and point, thousands, powers of ten, `million` and its like, and the unit
    before or after the number. `language` decides whether `1.500` may be thousands, and what a billion is.
    """
    text = _ascii_digits(text.strip())
    if len(text) > _LONGEST_TEXT:
        return ()
    language = language[:2].casefold()
    about = _ABOUT.match(text)
    text = (text[about.end() :] if about else text).rstrip(" .!")
    before = _CURRENCY_FIRST.match(text)
    readings = []
    for read in _numbers(text[before.end() :] if before else text, language, strict=False):
        rest = read.rest.strip().rstrip(".")
        if re.search(r"\d{3}|[±;:+]", rest) or re.match(r"[\d.,/\-−–]|e\d", rest):
            return ()
        unit = (before[1] if before else "") or rest
        if not unit:
            factor, fit = Fraction(1), Fit.MISSING if quantity.unit else Fit.MAIN
        elif known := _factor(unit, quantity):
            factor, fit = known
        elif unit == "M":
            factor, fit = Fraction(10**6), Fit.MISSING
        else:
            factor, fit = Fraction(1), Fit.OTHER
        shown = f"{_written(_decimal(read.value), language)} {unit}".strip()
        readings.append(Given(_decimal(read.value * factor), unit, fit, shown))
    return tuple(readings)
