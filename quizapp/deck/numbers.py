"""Numbers and quantities, read from what authors write and from what learners type."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from quizapp.deck.number_words import goes_on, is_whole, number_in_words
from quizapp.deck.quantity import TOLERANCE_SIGNS, Fit, Given, Quantity, QuantityFault
from quizapp.deck.units import factor_to, unit_of

if TYPE_CHECKING:
    from collections.abc import Iterable

# Longer texts and larger exponents are nobody's answer, and exact arithmetic on them takes memory.
_LONGEST_TEXT = 200
_MOST_DIGITS = 60
_LARGEST_EXPONENT = 400
_ARITHMETIC = Context(prec=80)
_SHORT = 10**_MOST_DIGITS

_TOLERANCE = re.compile("|".join(map(re.escape, TOLERANCE_SIGNS)))
_RUN = re.compile(r"(?:\d|[.,](?=\d)|[ _'’\u00a0\u2009\u202f](?=\d{3}(?!\d)))+")
# What most numbers of authors are: digits, and a unit in letters.
_USUAL = re.compile(r"([0-9]{1,15})(?:\.([0-9]{1,15}))? *([A-Za-z]*)\Z")
_GROUPING = re.compile(r"[ _'’\u00a0\u2009\u202f]")
_BEHIND = re.compile(r"[\d.,;:+−-]")
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
    """The readings of the number at the head of a text; `strict` is the author's writing, in digits only."""
    if not strict and (said := number_in_words(text)):
        reads = _scaled([Fraction(said[0])], said[1], language)
        return [read for read in reads if is_whole(read.rest)]
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
        values = _decimals(run[0], language, strict)
        if factor < 0:
            values = [-value for value in values]
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
    return _scaled(values, rest, language)


def _scaled(values: list[Fraction], rest: str, language: str) -> list[_Read]:
    """The values with the word for a large number that may stand after them."""
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
    if run.isdecimal():
        return [Fraction(int(run))]
    run = _GROUPING.sub("", run)
    commas, points = run.count(","), run.count(".")
    if not commas and not points:
        return [Fraction(int(run))]
    grouped = {sign: _is_grouped(run, sign) for sign in ",."}
    if commas and points:
        decimal, group = (".", ",") if run.rfind(".") > run.rfind(",") else (",", ".")
        whole = run.rsplit(decimal, 1)[0]
        if run.count(decimal) > 1 or not _is_grouped(whole, group) or (strict and decimal == ","):
            return []
        return [_exactly(run.replace(group, "").replace(decimal, "."))]
    sign = "," if commas else "."
    if commas + points > 1:
        right = grouped[sign] and not (strict and sign == ".")
        return [Fraction(int(run.replace(sign, "")))] if right else []
    as_decimal = _exactly(run.replace(",", "."))
    as_groups = [Fraction(int(run.replace(sign, "")))] if grouped[sign] else []
    if sign == ".":
        both = not strict and language not in _POINT
        return [*as_groups, as_decimal] if both else [as_decimal]
    return as_groups if strict else [*as_groups, as_decimal]


def _exactly(digits: str) -> Fraction:
    """The value of digits with one decimal point."""
    whole, _, decimals = digits.partition(".")
    return Fraction(int(whole + decimals), 10 ** len(decimals))


def _is_grouped(run: str, sign: str) -> bool:
    """Thousands in groups of three, or in the Indian way: `12,34,567`."""
    head, *groups = run.split(sign)
    if not groups or not 1 <= len(head) <= 3 or head.startswith("0") or len(groups[-1]) != 3:
        return False
    return {len(group) for group in groups[:-1]} in (set(), {3}, {2})


def _decimal(value: Fraction) -> Decimal:
    if value.denominator == 1 and -_SHORT < value.numerator < _SHORT:
        return Decimal(value.numerator)
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
    text = text.strip()
    if (found := _USUAL.match(text)) and not _SCALE.match(unit := found[3]):
        return _exactly(f"{found[1]}.{found[2]}") if found[2] else Fraction(int(found[1])), unit, False
    text = _ascii_digits(text)
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
    if _BEHIND.match(rest):
        return QuantityFault(
            f"I do not understand `{rest[:40]}` after the number; a unit may stand there, and a range is `5..6`"
        )
    return reads[0].value, before[1] if before else rest, reads[0].scaled


def _range(
    reads: list[tuple[Fraction, str, bool]], units: tuple[tuple[str, Decimal], ...], text: str
) -> Quantity | QuantityFault:
    (low, low_unit, low_scaled), (high, high_unit, high_scaled) = reads
    if low_unit and high_unit and unit_of(low_unit) != unit_of(high_unit):
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
        seen = f"I see `{shown}`" if (shown := written.strip()[:40]) else "there is nothing"
        return QuantityFault(f"after `±` a number should stand, as in `± 10` or `± 1%`; {seen}")
    tolerance, tolerance_unit, tolerance_scaled = read
    if tolerance < 0:
        return QuantityFault("a tolerance cannot be negative")
    if tolerance_unit == "%":
        if unit and unit_of(unit) == unit_of("%"):
            return QuantityFault(
                "`%` after `±` has two readings here; write `50 % ± 5` for points, or a range `45..55 %`"
            )
        tolerance = abs(value) * tolerance / 100
    elif tolerance_unit:
        unit = unit or tolerance_unit
        known = Quantity(None, Decimal(0), Decimal(0), unit, units, "")
        factor = factor_to(tolerance_unit, known)
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

    Understood are decimal comma and point, thousands, powers of ten, `million` and its like, English words
    such as `thirty-four`, and the unit before or after the number. `language` decides whether `1.500` may be thousands, and what a billion is.
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
        if re.search(r"\d{3}|[±;:+]", rest) or re.match(r"[\d.,/\-−–]|e\d", rest) or goes_on(rest):
            return ()
        unit = (before[1] if before else "") or rest
        if not unit:
            factor, fit = Fraction(1), Fit.MISSING if quantity.unit else Fit.MAIN
        elif known := factor_to(unit, quantity):
            factor, fit = known
        elif unit == "M":
            factor, fit = Fraction(10**6), Fit.MISSING
        else:
            factor, fit = Fraction(1), Fit.OTHER
        shown = f"{_written(_decimal(read.value), language)} {unit}".strip()
        readings.append(Given(_decimal(read.value * factor), unit, fit, shown))
    return tuple(readings)
